"""Text as ``a:p`` and ``a:r``: every run carries its language, everything that can be inherited is left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from facilitator.canvas.shapes import Colour, Paragraph, Run, TextBody
from facilitator.pptx import xml
from facilitator.pptx.colour import fill
from facilitator.pptx.levels import Inherits, bullet_of, inherited

__all__ = ["LABEL", "Look", "field", "paragraphs", "run", "text_body"]

_INK = Colour("tx1")


class Look(NamedTuple):
    """How runs look that say nothing themselves; None leaves it to the placeholder's style."""

    size: float | None = None
    bold: bool | None = None
    italic: bool = False
    colour: Colour | None = None
    major: bool = False


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


@lru_cache(maxsize=1024)
def _properties(align: str, bullet: str, level: int, before: float | None, indent: int, where: Inherits) -> str:
    """``a:pPr`` with what differs from what is inherited. ``before`` None means: inherited as it is."""
    base = inherited(where, level)
    margin, first = indent * (level + 1), -indent if bullet else 0
    attributes = f' lvl="{level}"' if level else ""
    if (margin, first) != base[:2]:
        attributes = f' marL="{margin}" indent="{first}"{attributes}'
    if align != "l":
        attributes += f' algn="{align}"'
    children = "" if before is None else f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
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


def _space(before: float, where: Inherits, *, first: bool) -> float | None:
    """Space above in points where it has to be said: none above a body's first paragraph."""
    wanted = 0 if first else before
    return wanted if wanted or where == "bulleted" else None


def paragraphs(items: Sequence[Paragraph], body: Look, language: str, where: Inherits = "free") -> str:
    """``a:p`` after ``a:p``; an empty one where there is nothing, for a body must have one.

    Args:
        items: the paragraphs.
        body: what their runs inherit.
        language: the language tag.
        where: what the paragraphs inherit.
    """
    free = where == "free"
    out = []
    for number, item in enumerate(items or (Paragraph(()),)):
        before = _space(item.before, where, first=number == 0)
        properties = _properties(item.align, item.bullet or "", item.level, before, item.indent, where)
        runs = "".join([run(part.text, _look_of(part, body, free=free), language) for part in item.runs if part.text])
        end = _look(Look(item.runs[-1].size or body.size if item.runs else body.size), language)
        out.append(f"<a:p>{properties}{runs}<a:endParaRPr{end}</a:endParaRPr></a:p>")
    return "".join(out)


def text_body(body: TextBody, language: str) -> str:
    """``p:txBody`` of a shape: the size has been measured, so nothing may shrink or grow it."""
    left, top, right, bottom = body.insets
    look = Look(body.size, body.bold, False, body.colour, body.major)
    return (
        f'<p:txBody><a:bodyPr wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" '
        f'anchor="{body.anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{paragraphs(body.paragraphs, look, language)}</p:txBody>"
    )


@cache
def _field_id(kind: str) -> str:
    return xml.guid("field", kind)


def field(kind: str, shown: str, language: str) -> str:
    """A paragraph with a field that PowerPoint keeps up to date, such as ``slidenum``."""
    look = _look(Look(), language)
    return (
        f'<a:p><a:fld id="{_field_id(kind)}" type="{kind}"><a:rPr{look}</a:rPr><a:t>{xml.text(shown)}</a:t></a:fld>'
        f"<a:endParaRPr{look}</a:endParaRPr></a:p>"
    )
