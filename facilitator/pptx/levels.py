"""The levels of text: what a paragraph inherits from the master, and the style lists that say so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from facilitator.canvas.shapes import Colour
from facilitator.canvas.units import Emu, cm
from facilitator.pptx.colour import fill, scheme_colour

__all__ = [
    "INDENT", "Inherits", "Level", "body_levels", "bullet_of", "free_levels", "inherited", "level_style",
    "plain_levels",
]  # fmt: skip

INDENT = cm(0.8)
"""From one level of the body to the next, and from a bullet to its text."""
_BULLETS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")
_TAB: Emu = 457_200
_USUAL, _DEEPEST = 18, 3
"""Points, and levels, of text in shapes."""

Inherits: TypeAlias = Literal["free", "plain", "bulleted"]
"""Where a paragraph stands: in a text box, in a placeholder without bullets, or in one with bullets."""


class Level(NamedTuple):
    """Left margin and first-line indent in EMU, and the bullet (empty for none)."""

    margin: Emu
    indent: Emu
    bullet: str


def inherited(where: Inherits, level: int) -> Level:
    """What a paragraph has that says nothing itself."""
    if where == "free":
        return Level(_TAB * level, 0, "")
    if where == "plain" and level == 0:
        return Level(0, 0, "")
    return Level(INDENT * (level + 1), -INDENT, _BULLETS[level])


def bullet_of(bullet: str) -> str:
    """A bullet of one character, automatic numbers for ``"1."``, or none for the empty string."""
    if not bullet:
        return "<a:buNone/>"
    if bullet == "1.":
        return '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>'
    return f'<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>'


def level_style(
    number: int,
    level: Level,
    language: str,
    size: float,
    colour: Colour,
    *,
    before: float = 0,
    bold: bool = False,
    major: bool = False,
    bullet_colour: Colour | None = Colour("accent1"),
) -> str:
    """``a:lvl1pPr`` … ``a:lvl9pPr`` with everything that text on this level inherits.

    Args:
        number: the level, from 0.
        level: its margins and bullet.
        language: the language tag.
        size: points.
        colour: of the text.
        before: space above in points.
        bold: whether the text is bold.
        major: set in the theme's heading font.
        bullet_colour: of the bullet; None for the text's.
    """
    marked = f"<a:buClr>{scheme_colour(bullet_colour)}</a:buClr>" if level.bullet and bullet_colour else ""
    font = "mj" if major else "mn"
    return (
        f'<a:lvl{number + 1}pPr marL="{level.margin}" indent="{level.indent}" algn="l" defTabSz="914400" rtl="0" '
        f'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{marked}{bullet_of(level.bullet)}'
        f'<a:defRPr lang="{language}" sz="{round(size * 100)}" b="{int(bold)}" kern="1200">{fill(colour)}'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr>'
        f"</a:lvl{number + 1}pPr>"
    )


def plain_levels(language: str, size: float) -> str:
    """The nine levels of text outside placeholders."""
    styles = (level_style(n, inherited("free", n), language, size, Colour("tx1")) for n in range(9))
    return f'<a:defPPr><a:defRPr lang="{language}"/></a:defPPr>{"".join(styles)}'


@cache
def free_levels(language: str) -> str:
    """What text outside placeholders inherits on our own slides, said in the text itself: in somebody's own file it
    would inherit whatever that file says.
    """
    return "".join(level_style(n, inherited("free", n), language, _USUAL, Colour("tx1")) for n in range(_DEEPEST))


def body_levels(language: str, sizes: Sequence[float], before: float) -> str:
    """The nine levels of the master's body; deeper levels keep the last size and half the space above."""
    return "".join(
        level_style(
            number,
            inherited("bulleted", number),
            language,
            sizes[min(number, len(sizes) - 1)],
            Colour("tx1"),
            before=before / 2 if number else before,
        )
        for number in range(9)
    )
