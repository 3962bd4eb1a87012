"""Soft hyphens on a slide: a hyphen where a word must be broken, and nothing where it need not.

PowerPoint and LibreOffice do not agree on what a soft hyphen looks like: LibreOffice breaks the line and shows nothing.
So none is written. A word that has room on a line of its own stays whole, as long as it is; one that has none gets the
hyphens at which it is broken: each part is as long as there is room for, so that no hyphen stands within a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import SAFETY, SOFT, text_width
from facilitator.canvas.own_layouts import Layout
from facilitator.canvas.shapes import AnyShape, Group, Paragraph, Placeholder, Run, Shape, Table, TextBody
from facilitator.canvas.slides.shared import font_in, room_in, slot_of
from facilitator.canvas.style import Style
from facilitator.canvas.text import text_room
from facilitator.canvas.units import Emu

__all__ = ["hyphenated"]

_WORD = re.compile(rf"[^ \t\n]*{SOFT}[^ \t\n]*")


def hyphenated(shapes: Sequence[AnyShape], layout: Layout, style: Style) -> tuple[AnyShape, ...]:
    """The shapes of a slide on that layout, with hyphens only where their texts need them."""
    return tuple([_one(shape, layout, style) for shape in shapes])


def _one(shape: AnyShape, layout: Layout, style: Style) -> AnyShape:
    match shape:
        case Group():
            return replace(shape, shapes=hyphenated(shape.shapes, layout, style))
        case Shape(text=text) if text is not None and SOFT in text.text:
            return replace(shape, text=_body(text, text_room(shape).w, style))
        case Table():
            rows = (zip(row, shape.widths, strict=True) for row in shape.rows)
            made = (tuple([replace(cell, text=_cell(cell.text, width, style)) for cell, width in row]) for row in rows)
            return replace(shape, rows=tuple(made))
        case Placeholder() if any(SOFT in one.text for one in shape.paragraphs):
            return _placeholder(shape, layout, style)
        case _:
            return shape


def _cell(text: TextBody, width: Emu, style: Style) -> TextBody:
    left, _top, right, _bottom = text.insets
    return _body(text, width - left - right, style) if SOFT in text.text else text


def _body(text: TextBody, width: Emu, style: Style) -> TextBody:
    font = style.font(bold=text.bold, major=text.major)
    return replace(text, paragraphs=tuple([_paragraph(one, width, text.size, font) for one in text.paragraphs]))


def _placeholder(shape: Placeholder, layout: Layout, style: Style) -> Placeholder:
    slot = slot_of(shape, layout)
    if slot is None:
        return shape
    width, _height = room_in(replace(slot, box=shape.box or slot.box))
    made = partial(_paragraph, width=width, size=shape.size or slot.size, font=font_in(slot, style))
    return replace(shape, paragraphs=tuple(map(made, shape.paragraphs)))


def _paragraph(one: Paragraph, width: Emu, size: float, font: Font) -> Paragraph:
    room = (width - one.indent * (one.level + 1)) / SAFETY
    return replace(one, runs=tuple(_run(run, room, size, font) for run in one.runs))


def _run(run: Run, room: float, size: float, font: Font) -> Run:
    look = font if run.bold is None else font.made(run.bold)
    fitted = partial(_fitted, room=room, size=run.size or size, font=look)
    return replace(run, text=_WORD.sub(lambda found: fitted(found[0]), run.text))


def _fitted(word: str, room: float, size: float, font: Font) -> str:
    """The word, whole if a line has room for it, else in as few parts as have room, with hyphens."""
    whole = word.replace(SOFT, "")
    if text_width(whole, size, font) <= room:
        return whole
    done, line = "", ""
    for syllable in word.split(SOFT):
        if line and text_width(f"{line}{syllable}-", size, font) > room:
            done, line = f"{done}{line}-", ""
        line += syllable
    return done + line
