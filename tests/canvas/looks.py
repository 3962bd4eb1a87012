"""How well a slide uses its room: what of it carries ink, how large most of its text is, how its lines end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from canvas.faults import flat
from facilitator.canvas import Box, cm
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.shapes import AnyShape, Canvas, Paragraph, Picture, Placeholder, Shape, Table
from facilitator.canvas.slides.shared import as_shown, font_in, room_in
from facilitator.canvas.text import Style, text_room

_CELLS = 24
"""The content area is looked at in so many rows and columns."""
_NUMBERS = re.compile(r"[\d\s.–]*")
"""A scale's labels, which nobody reads as a text."""
_TALL = cm(3)
"""A lower box is a label, not a place for text."""


class Written(NamedTuple):
    """Paragraphs in their place, as they are set."""

    shape: AnyShape
    paragraphs: tuple[Paragraph, ...]
    room: Box
    size: float
    font: Font
    anchor: str

    @property
    def ink(self) -> Box:
        """The box of its lines."""
        high = extent(self.paragraphs, self.room.w, self.size, self.font).height
        above = {"t": 0.0, "ctr": 0.5, "b": 1.0}[self.anchor] * (self.room.h - high)
        return Box(self.room.x, round(self.room.y + above), self.room.w, high)

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.paragraphs)

    @property
    def letters(self) -> int:
        return sum(len(one.text) for one in self.paragraphs)


def written(canvas: Canvas, style: Style) -> Iterator[Written]:
    """Every text of a slide but those in tables."""
    layout = style.design.layouts[canvas.layout]
    for one in flat(canvas.shapes):
        if isinstance(one, Placeholder):
            slot = next((s for s in layout.slots if (s.index, s.role) == (one.index, one.role)), None)
            if slot:
                box, paragraphs = one.box or slot.box, tuple(as_shown(p, slot) for p in one.paragraphs)
                room = Box(box.x, box.y, room_in(slot)[0] if one.box is None else box.w, box.h)
                yield Written(
                    one, paragraphs, room, one.size or slot.size, font_in(slot, style), one.anchor or slot.anchor
                )
        elif isinstance(one, Shape) and one.text and one.text.text:
            body, font = one.text, style.font(bold=one.text.bold, major=one.text.major)
            yield Written(one, body.paragraphs, text_room(one), body.size, font, body.anchor)


def stubs(canvas: Canvas, style: Style) -> Iterator[str]:
    """Texts whose last line is one short word."""
    for one in written(canvas, style):
        for paragraph in one.paragraphs:
            if extent([paragraph], one.room.w, one.size, one.font).stub:
                yield paragraph.text


def short_ends(canvas: Canvas, style: Style) -> Iterator[str]:
    """Texts of two lines of which the second takes less than three tenths of the room."""
    for one in written(canvas, style):
        for paragraph in one.paragraphs:
            found = extent([paragraph], one.room.w, one.size, one.font)
            if found.lines == 2 and found.last < 0.3:
                yield paragraph.text


def is_small_beside_space(canvas: Canvas, style: Style) -> bool:
    """Whether most of its text has 20 pt or less while less than 60 % of the content area are in use."""
    sizes: Counter[float] = Counter()
    ink: list[Box] = []
    for one in written(canvas, style):
        if not (isinstance(one.shape, Placeholder) and one.shape.index is None):
            read = one.shape.name != style.terms.shapes.source and not _NUMBERS.fullmatch(one.text)
            sizes[one.size] += one.letters if read else 0
            ink.append(one.ink)
    for shape in flat(canvas.shapes):
        if isinstance(shape, Table):
            sizes.update({c.text.size: len(c.text.text) for row in shape.rows for c in row})
        if isinstance(shape, Table | Picture) or (isinstance(shape, Shape) and _is_ink(shape)):
            ink.append(shape.box)
    most = sizes.most_common(1)
    area = style.design.layouts[canvas.layout].area
    return bool(most) and most[0][0] <= 20 and _in_use(area, ink) < 0.6


def _is_ink(shape: Shape) -> bool:
    """A stroke, a dot, an arrow, what a drawing is made of: no card."""
    drawn = not isinstance(shape.geometry, str) or shape.geometry == "ellipse"
    return shape.fill is not None and (drawn or (not shape.text and shape.fill.tint >= 40))


def _in_use(area: Box, ink: list[Box]) -> float:
    steps = [(number + 0.5) / _CELLS for number in range(_CELLS)]
    points = [(area.x + area.w * across, area.y + area.h * down) for across in steps for down in steps]
    used = sum(any(b.x <= x <= b.right and b.y <= y <= b.bottom for b in ink) for x, y in points)
    return used / len(points)


def empty_boxes(canvas: Canvas, style: Style) -> Iterator[str]:
    """Filled boxes of which text takes less than 40 % of the height; free forms have their room to be written in."""
    for one in written(canvas, style):
        shape = one.shape
        if not isinstance(shape, Shape) or not isinstance(shape.geometry, str):
            continue
        if shape.fill and shape.box.h > _TALL and _share(one, shape) < 0.4:
            yield shape.name


def _share(one: Written, shape: Shape) -> float:
    """How full a box is: its height; a disc, in which a name stands on one line, its height or width."""
    high = one.ink.h / shape.box.h
    if shape.geometry != "ellipse":
        return high
    wide = max(text_width(paragraph.text, one.size, one.font) for paragraph in one.paragraphs)
    return max(high, wide / shape.box.w)
