"""Text as ``a:p`` and ``a:r``: every run carries its language, everything that can be inherited is left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from facilitator.canvas.shapes import Colour, Paragraph, Run, TextBody
from facilitator.pptx import xml
from facilitator.pptx.colour import fill
from facilitator.pptx.levels import Inherits, bullet_of, inherited

__all__ = ["INHERITED", "LABEL", "Look", "field", "list_style", "look_of", "paragraphs", "run", "text_body"]

_INK = Colour("tx1")


class Look(NamedTuple):
    """How runs look that say nothing themselves; None leaves it to the placeholder's style."""

    size: float | None = None
    bold: bool | None = None
    italic: bool = False
    colour: Colour | None = None
    major: bool = False


Within: TypeAlias = Literal["ours", "theirs", "moved"]
"""Text stands in a layout of our own, in a placeholder of somebody's template, whose space between paragraphs is not
what we measure, or in one that we have moved, whose lines are not either.
"""


class Space(NamedTuple):
    """Around a paragraph, in points; None where it is inherited."""

    before: float | None = None
    after: float | None = None
    single: bool = False
    """Its lines are as far apart as the font asks for."""


INHERITED = Look()
LABEL = Look(bold=True)
"""A word in bold before a text."""


@lru_cache(maxsize=4096)
def _look(look: Look, language: str) -> str:
    """Attributes and children of ``a:rPr`` and ``a:endParaRPr``, without the tag."""
    size = "" if look.size is None else f' sz="{round(look.size * 100)}"'
    bold = "" if look.bold is None else f' b="{int(look.bold)}"'
    italic = ' i="1"' if look.italic else ""
    colour = "" if look.colour is None else fill(look.colour)
    font = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>' if look.major else ""
    return f' lang="{language}"{size}{bold}{italic} dirty="0">{colour}{font}'


def look_of(look: Look, language: str) -> str:
    """``a:rPr`` of what no measured text is in."""
    size = "" if look.size is None else f' sz="{round(look.size * 100)}"'
    colour = "" if look.colour is None else fill(look.colour)
    said = f'<a:rPr lang="{language}"{size}'
    return f"{said}>{colour}</a:rPr>" if colour else f"{said}/>"


@lru_cache(maxsize=1024)
def _properties(align: str, bullet: str, level: int, space: Space, indent: int, where: Inherits) -> str:
    """``a:pPr`` with what differs from what is inherited."""
    base = inherited(where, level)
    margin, first = indent * (level + 1), -indent if bullet else 0
    attributes = f' lvl="{level}"' if level else ""
    if (margin, first) != base[:2]:
        attributes = f' marL="{margin}" indent="{first}"{attributes}'
    if align != "l":
        attributes += f' algn="{align}"'
    children = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>' if space.single else ""
    if space.before is not None:
        children += f'<a:spcBef><a:spcPts val="{round(space.before * 100)}"/></a:spcBef>'
    if space.after is not None:
        children += f'<a:spcAft><a:spcPts val="{round(space.after * 100)}"/></a:spcAft>'
    if bullet != base.bullet:
        children += bullet_of(xml.attribute(bullet))
    return f"<a:pPr{attributes}>{children}</a:pPr>" if attributes or children else ""


def run(text: str, look: Look, language: str) -> str:
    """``a:r``, and ``a:br`` where the text has a line break."""
    properties = f"<a:rPr{_look(look, language)}</a:rPr>"
    if "\n" not in text:
        return f"<a:r>{properties}<a:t>{xml.text(text)}</a:t></a:r>"
    lines = (f"<a:r>{properties}<a:t>{xml.text(line)}</a:t></a:r>" if line else "" for line in text.split("\n"))
    return f"<a:br>{properties}</a:br>".join(lines)


def _look_of(item: Run, body: Look, *, free: bool) -> Look:
    """How a run looks; outside placeholders regular weight and the text colour are what is inherited anyway."""
    bold = body.bold if item.bold is None else item.bold
    colour = item.colour or body.colour
    if free:
        bold, colour = bold or None, None if colour == _INK else colour
    return Look(item.size or body.size, bold, item.italic, colour, body.major)


def _space(before: float, where: Inherits, within: Within, *, first: bool) -> Space:
    """Where it has to be said: none above a body's first paragraph."""
    wanted = 0 if first else before
    if within != "ours":
        return Space(wanted, 0, within == "moved")
    return Space(wanted if wanted or where == "bulleted" else None)


def paragraphs(
    items: Sequence[Paragraph], body: Look, language: str, where: Inherits = "free", within: Within = "ours"
) -> str:
    """``a:p`` after ``a:p``; an empty one where there is nothing, for a body must have one.

    Args:
        items: the paragraphs.
        body: what their runs inherit.
        language: the language tag.
        where: what the paragraphs inherit.
        within: what they stand in.
    """
    free = where == "free"
    out = []
    for number, item in enumerate(items or (Paragraph(()),)):
        space = _space(item.before, where, within, first=number == 0)
        properties = _properties(item.align, item.bullet or "", item.level, space, item.indent, where)
        runs = "".join([run(part.text, _look_of(part, body, free=free), language) for part in item.runs if part.text])
        end = _look(Look(item.runs[-1].size or body.size if item.runs else body.size), language)
        out.append(f"<a:p>{properties}{runs}<a:endParaRPr{end}</a:endParaRPr></a:p>")
    return "".join(out)


def text_body(body: TextBody, language: str, levels: str = "") -> str:
    """``p:txBody`` of a shape: the size has been measured, so nothing may shrink or grow it.

    ``levels`` is what its ``a:lstStyle`` holds.
    """
    left, top, right, bottom = body.insets
    look = Look(body.size, body.bold, False, body.colour, body.major)
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="{body.anchor}"><a:noAutofit/></a:bodyPr>{list_style(levels)}'
        f"{paragraphs(body.paragraphs, look, language)}</p:txBody>"
    )


def list_style(levels: str) -> str:
    """``a:lstStyle`` with these levels."""
    return f"<a:lstStyle>{levels}</a:lstStyle>" if levels else "<a:lstStyle/>"


@cache
def _field_id(kind: str) -> str:
    return xml.guid("field", kind)


def field(kind: str, shown: str, language: str, look: Look = INHERITED) -> str:
    """A paragraph with a field that PowerPoint keeps up to date, such as ``slidenum``."""
    said = _look(look, language)
    return (
        f'<a:p><a:fld id="{_field_id(kind)}" type="{kind}"><a:rPr{said}</a:rPr><a:t>{xml.text(shown)}</a:t></a:fld>'
        f"<a:endParaRPr{said}</a:endParaRPr></a:p>"
    )
