"""Placeholders: the places that master and layouts keep for title, text, and footer, and how slides fill them."""

from __future__ import annotations

from facilitator.canvas.design import Slot
from facilitator.canvas.shapes import Box, Placeholder
from facilitator.pptx import xml
from facilitator.pptx.drawing import Drawing
from facilitator.pptx.geometry import frame, preset
from facilitator.pptx.levels import Inherits
from facilitator.pptx.text import INHERITED, Look, Within, look_of, paragraphs

__all__ = ["FOOTER_KIND", "NUMBER_KIND", "filled", "kind_of", "placeholder", "prompt"]

_TO_THE_EDGE = '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"/>'
FOOTER_KIND = 'type="ftr" sz="quarter" idx="11"'
NUMBER_KIND = 'type="sldNum" sz="quarter" idx="12"'


def kind_of(slot: Slot) -> str:
    """The attributes of ``p:ph``, the same on layout and slide.

    A body with bullets has no type: PowerPoint then offers to insert a table, chart, or picture there as well.
    """
    if slot.kind is not None:
        return slot.kind
    index = "" if slot.index is None else f' idx="{slot.index}"'
    return index.strip() if slot.role == "body" and slot.bullets else f'type="{slot.role}"{index}'


def placeholder(
    number: int, name: str, kind: str, content: str, *, box: Box | None = None, body: str = "", levels: str = ""
) -> str:
    """``p:sp`` of a placeholder.

    Args:
        number: the shape's id.
        name: the shape's name.
        kind: attributes of ``p:ph``.
        content: ``a:p`` elements.
        box: its place; None keeps the one of the layout or master.
        body: ``a:bodyPr``, where it says more than is inherited.
        levels: what ``a:lstStyle`` holds.
    """
    said = f" {kind}" if kind else ""
    place = f"<p:spPr>{frame(box)}{preset('rect')}</p:spPr>" if box else "<p:spPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{xml.attribute(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph{said}/></p:nvPr></p:nvSpPr>{place}<p:txBody>{body or '<a:bodyPr/>'}"
        f"<a:lstStyle>{levels}</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def prompt(words: str, language: str, levels: int = 1, look: Look = INHERITED) -> str:
    """What an empty placeholder says, on its first ``levels`` levels."""
    said = look_of(look, language)
    return "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r>{said}<a:t>{xml.text(words)}</a:t></a:r></a:p>' for level in range(levels)
    )


def filled(shape: Placeholder, on: Drawing) -> str:
    """A placeholder on a slide: only what differs from the layout is said.

    That goes for automatic fitting too. PowerPoint inherits it and fits the text again when somebody edits it; said
    here, it would make LibreOffice shrink text that has been measured to fit.

    Raises:
        ValueError: the slide's layout has no such placeholder.
    """
    slot = on.slot(shape)
    look = Look(shape.size, colour=slot.ink)
    inherits: Inherits = "bulleted" if slot.bullets else "plain"
    place = shape.box if slot.own else shape.box or slot.box
    within: Within = "ours" if slot.kind is None else "moved" if place else "theirs"
    content = paragraphs(shape.paragraphs, look, on.language, inherits, within)
    # Where we say the place, it has been measured without what a template keeps at its edges.
    body = _TO_THE_EDGE if place and slot.kind is not None else ""
    return placeholder(next(on.ids), shape.name, kind_of(slot), content, box=place, body=body)
