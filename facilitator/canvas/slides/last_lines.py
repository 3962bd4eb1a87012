"""No text ends in a line of one short word: where it would, its last two words are kept together.

A space that no line is broken at works wherever the text is shown, and takes no other room: the last line only gets
the word before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.own_layouts import Layout, Slot
from facilitator.canvas.shapes import AnyShape, Group, Paragraph, Placeholder, Shape
from facilitator.canvas.slides.shared import as_shown, font_in, room_in, slot_of
from facilitator.canvas.style import Style
from facilitator.canvas.text import text_room
from facilitator.canvas.units import Emu

__all__ = ["kept_together"]

_KEPT = "\u00a0"
_WIDER = 1.025
"""Texts are measured with some width to spare: shown, more may stand on a line."""


def kept_together(shapes: Sequence[AnyShape], layout: Layout, style: Style) -> tuple[AnyShape, ...]:
    """The shapes of a slide on that layout, the last two words of a text together where one would stand alone."""
    return tuple([_one(shape, layout, style) for shape in shapes])


def _one(shape: AnyShape, layout: Layout, style: Style) -> AnyShape:
    match shape:
        case Group():
            return replace(shape, shapes=kept_together(shape.shapes, layout, style))
        case Shape(text=text) if text is not None and text.text:
            font = style.font(bold=text.bold, major=text.major)
            kept = _paragraphs(text.paragraphs, text_room(shape).w, text.size, font)
            return shape if kept == text.paragraphs else replace(shape, text=replace(text, paragraphs=kept))
        case Placeholder():
            slot = slot_of(shape, layout)
            return shape if slot is None else _placeholder(shape, slot, style)
        case _:
            return shape


def _placeholder(shape: Placeholder, slot: Slot, style: Style) -> Placeholder:
    width, _height = room_in(replace(slot, box=shape.box or slot.box))
    shown = [as_shown(one, slot) for one in shape.paragraphs]
    size, font = shape.size or slot.size, font_in(slot, style)
    pairs = zip(shape.paragraphs, shown, strict=True)
    kept = tuple([_together(one) if _is_better(seen, width, size, font) else one for one, seen in pairs])
    return shape if kept == shape.paragraphs else replace(shape, paragraphs=kept)


def _paragraphs(paragraphs: Sequence[Paragraph], width: Emu, size: float, font: Font) -> tuple[Paragraph, ...]:
    return tuple([_together(one) if _is_better(one, width, size, font) else one for one in paragraphs])


def _is_better(paragraph: Paragraph, width: Emu, size: float, font: Font) -> bool:
    """Whether one word would stand alone, and the two together have room in as many lines."""
    alone = extent([paragraph], width, size, font)
    if not (alone.stub or extent([paragraph], round(width * _WIDER), size, font).stub):
        return False
    together = extent([_together(paragraph)], width, size, font)
    return together.lines == alone.lines and not together.stub and together.broken == alone.broken


def _together(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its last two words together, if it has as many, whatever runs they stand in."""
    *before, last = paragraph.runs
    behind = [replace(last, text=last.text.rstrip())]
    while before and behind[0].text and " " not in behind[0].text:
        behind.insert(0, before.pop())
    head, space, tail = behind[0].text.rpartition(" ")
    if not space or not (head.strip() or before):
        return paragraph
    return replace(paragraph, runs=(*before, replace(behind[0], text=f"{head}{_KEPT}{tail}"), *behind[1:]))
