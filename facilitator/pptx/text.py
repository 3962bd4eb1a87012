"""Text as ``a:p`` and ``a:r``, and the levels it inherits from: only what is not inherited is said."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from facilitator.canvas import Emu, cm
from facilitator.canvas.shapes import Colour, Paragraph, Run, TextBody
from facilitator.pptx import xml
from facilitator.pptx.xml import Relations, fill, scheme_colour
from facilitator.text import from_right

__all__ = [
    "Level", "Look", "body_levels", "cell_body", "field_paragraph", "free_levels", "level_style",
    "paragraphs", "plain_levels", "prompt", "run", "text_body",
]  # fmt: skip

_INDENT = cm(0.8)
"""From one level of the body to the next, and from a bullet to its text."""
_BULLETS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")
_TAB: Emu = 457_200
_USUAL, _DEEPEST = 18, 3
"""Points, and levels, of text in shapes."""

_Inherits: TypeAlias = Literal["free", "plain", "bulleted"]
"""Where a paragraph stands: in a text box, in a placeholder without bullets, or in one with bullets."""


class Level(NamedTuple):
    """Left margin and first-line indent in EMU, and the bullet (empty for none)."""

    margin: Emu
    indent: Emu
    bullet: str


def _inherited(where: _Inherits, level: int) -> Level:
    """What a paragraph has that says nothing itself."""
    if where == "free":
        return Level(_TAB * level, 0, "")
    if where == "plain" and level == 0:
        return Level(0, 0, "")
    return Level(_INDENT * (level + 1), -_INDENT, _BULLETS[level])


def _bullet_of(bullet: str) -> str:
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
        f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>{marked}{_bullet_of(level.bullet)}'
        f'<a:defRPr lang="{language}" sz="{round(size * 100)}" b="{int(bold)}" kern="1200">{fill(colour)}'
        f'<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/></a:defRPr>'
        f"</a:lvl{number + 1}pPr>"
    )


def plain_levels(language: str, size: float) -> str:
    """The nine levels of text outside placeholders."""
    styles = (level_style(n, _inherited("free", n), language, size, Colour("tx1")) for n in range(9))
    return f'<a:defPPr><a:defRPr lang="{language}"/></a:defPPr>{"".join(styles)}'


@cache
def free_levels(language: str) -> str:
    """What text outside placeholders inherits on our own slides, said in the text itself: in somebody's own file it
    would inherit whatever that file says.
    """
    return "".join(level_style(n, _inherited("free", n), language, _USUAL, Colour("tx1")) for n in range(_DEEPEST))


def body_levels(language: str, sizes: Sequence[float], before: float) -> str:
    """The nine levels of the master's body; deeper levels keep the last size and half the space above."""
    return "".join(
        level_style(
            number,
            _inherited("bulleted", number),
            language,
            sizes[min(number, len(sizes) - 1)],
            Colour("tx1"),
            before=before / 2 if number else before,
        )
        for number in range(9)
    )


_INK = Colour("tx1")


class Look(NamedTuple):
    """How runs look that say nothing themselves; None leaves it to the placeholder's style."""

    size: float | None = None
    bold: bool | None = None
    italic: bool = False
    colour: Colour | None = None
    major: bool = False
    link: str = ""
    """The relationship to where a click leads."""


_Within: TypeAlias = Literal["ours", "theirs", "moved", "placed"]
"""Text stands in a layout of our own, in a placeholder of somebody's template, whose space between paragraphs is not
what we measure, in one that we have moved, whose lines are not either, or in one that a slide has put among its own
shapes, with which it is aligned.
"""


_AS_TEXT = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""A link has the colour of its text, which can be read where it stands, and not the theme's for links."""


class _Space(NamedTuple):
    """Around a paragraph, in points; None where it is inherited."""

    before: float | None = None
    after: float | None = None
    single: bool = False
    """Its lines are as far apart as the font asks for."""


@lru_cache(maxsize=4096)
def _look(look: Look, language: str) -> str:
    """Attributes and children of ``a:rPr`` and ``a:endParaRPr``, without the tag."""
    size = "" if look.size is None else f' sz="{round(look.size * 100)}"'
    bold = "" if look.bold is None else f' b="{int(look.bold)}"'
    italic = ' i="1"' if look.italic else ""
    colour = "" if look.colour is None else fill(look.colour)
    under = ' u="sng"' if look.link else ""
    font = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>' if look.major else ""
    link = f'<a:hlinkClick r:id="{look.link}">{_AS_TEXT}</a:hlinkClick>' if look.link else ""
    return f' lang="{language}"{size}{bold}{italic}{under} dirty="0">{colour}{font}{link}'


def prompt(words: str, language: str, levels: int = 1, look: Look = Look()) -> str:
    """What an empty placeholder says, on its first ``levels`` levels."""
    size = "" if look.size is None else f' sz="{round(look.size * 100)}"'
    colour = "" if look.colour is None else fill(look.colour)
    said = f'<a:rPr lang="{language}"{size}>{colour}</a:rPr>' if colour else f'<a:rPr lang="{language}"{size}/>'
    way = ' rtl="1"' if from_right(words) else ""
    return "".join(
        f'<a:p><a:pPr lvl="{level}"{way}/><a:r>{said}<a:t>{xml.text(words)}</a:t></a:r></a:p>'
        for level in range(levels)
    )


@lru_cache(maxsize=1024)
def _properties(
    align: str, bullet: str, level: int, space: _Space, indent: int, where: _Inherits, from_right: bool
) -> str:
    """``a:pPr`` with what differs from what is inherited."""
    base = _inherited(where, level)
    margin, first = indent * (level + 1), -indent if bullet else 0
    attributes = f' lvl="{level}"' if level else ""
    if (margin, first) != base[:2]:
        attributes = f' marL="{margin}" indent="{first}"{attributes}'
    if align:
        attributes += f' algn="{align}"'
    if from_right:
        attributes += ' rtl="1"'
    children = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>' if space.single else ""
    if space.before is not None:
        children += f'<a:spcBef><a:spcPts val="{round(space.before * 100)}"/></a:spcBef>'
    if space.after is not None:
        children += f'<a:spcAft><a:spcPts val="{round(space.after * 100)}"/></a:spcAft>'
    if bullet != base.bullet:
        children += _bullet_of(xml.attribute(bullet))
    return f"<a:pPr{attributes}>{children}</a:pPr>" if attributes or children else ""


def run(text: str, look: Look, language: str) -> str:
    """``a:r``, and ``a:br`` where the text has a line break."""
    properties = f"<a:rPr{_look(look, language)}</a:rPr>"
    if "\n" not in text:
        return f"<a:r>{properties}<a:t>{xml.text(text)}</a:t></a:r>"
    lines = (f"<a:r>{properties}<a:t>{xml.text(line)}</a:t></a:r>" if line else "" for line in text.split("\n"))
    return f"<a:br>{properties}</a:br>".join(lines)


def _look_of(item: Run, body: Look, links: Relations, *, free: bool) -> Look:
    """How a run looks; outside placeholders regular weight and the text colour are what is inherited anyway."""
    link = links.add("hyperlink", item.link) if item.link else ""
    bold = body.bold if item.bold is None else item.bold
    colour = item.colour or body.colour
    if free:
        bold, colour = bold or None, None if colour == _INK else colour
    return Look(item.size or body.size, bold, item.italic, colour, body.major, link)


def _space(before: float, where: _Inherits, within: _Within, *, first: bool) -> _Space:
    """Where it has to be said: none above a body's first paragraph."""
    wanted = 0 if first else before
    if within != "ours":
        return _Space(wanted, 0, within != "theirs")
    return _Space(wanted if wanted or where == "bulleted" else None)


def paragraphs(
    items: Sequence[Paragraph],
    body: Look,
    language: str,
    links: Relations,
    where: _Inherits = "free",
    within: _Within = "ours",
) -> str:
    """``a:p`` after ``a:p``; an empty one where there is nothing, for a body must have one.

    Args:
        items: the paragraphs.
        body: what their runs inherit.
        language: the language tag.
        links: the relationships of the part, to which those of links are added.
        where: what the paragraphs inherit.
        within: what they stand in.
    """
    free = where == "free"
    out = []
    for number, item in enumerate(items or (Paragraph(()),)):
        space = _space(item.before, where, within, first=number == 0)
        align = "" if item.align == "l" and within != "placed" else item.align
        properties = _properties(align, item.bullet or "", item.level, space, item.indent, where, item.from_right)
        runs = "".join(
            [run(part.text, _look_of(part, body, links, free=free), language) for part in item.runs if part.text]
        )
        end = _look(Look(item.runs[-1].size or body.size if item.runs else body.size), language)
        out.append(f"<a:p>{properties}{runs}<a:endParaRPr{end}</a:endParaRPr></a:p>")
    return "".join(out)


def text_body(body: TextBody, language: str, links: Relations, levels: str = "") -> str:
    """``p:txBody`` of a shape: the size has been measured, so nothing may shrink or grow it.

    ``levels`` is what its ``a:lstStyle`` holds.
    """
    left, top, right, bottom = body.insets
    look = Look(body.size, body.bold, False, body.colour, body.major)
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="{body.anchor}"><a:noAutofit/></a:bodyPr>{_list_style(levels)}'
        f"{paragraphs(body.paragraphs, look, language, links)}</p:txBody>"
    )


def cell_body(body: TextBody, language: str, links: Relations, levels: str = "") -> str:
    """``a:txBody`` of a table cell, which says itself what lies around its text."""
    look = Look(body.size, body.bold, False, body.colour, body.major)
    content = paragraphs(body.paragraphs, look, language, links)
    return f"<a:txBody><a:bodyPr/>{_list_style(levels)}{content}</a:txBody>"


def _list_style(levels: str) -> str:
    """``a:lstStyle`` with these levels."""
    return f"<a:lstStyle>{levels}</a:lstStyle>" if levels else "<a:lstStyle/>"


@cache
def _field_id(kind: str) -> str:
    return xml.guid("field", kind)


def field_paragraph(kind: str, shown: str, language: str, look: Look = Look()) -> str:
    """A paragraph with a field that PowerPoint keeps up to date, such as ``slidenum``."""
    said = _look(look, language)
    return (
        f'<a:p><a:fld id="{_field_id(kind)}" type="{kind}"><a:rPr{said}</a:rPr><a:t>{xml.text(shown)}</a:t></a:fld>'
        f"<a:endParaRPr{said}</a:endParaRPr></a:p>"
    )
