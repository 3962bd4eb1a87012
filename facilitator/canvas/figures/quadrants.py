"""Quadrants: equal fields row by row, a label where they meet, and arrows beside fields that stand on axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import GRIDS, Counts, arranged, grid
from facilitator.canvas.figures.cards import (
    EDGE,
    GAP,
    LARGE_SCALES,
    Card,
    Scale,
    bare,
    card_anchor,
    card_shape,
    corners,
    edge,
    sign,
)
from facilitator.canvas.measure import balanced_width, line_height, text_width
from facilitator.canvas.shapes import Colour, Connector, Group, Line, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, Style, common_size, fit, height, paragraphs
from facilitator.content.figures import Quadrants
from facilitator.content.parts import Axis, Item

__all__ = ["draw"]

_GRIDS: dict[int, tuple[Counts, ...]] = {**GRIDS, 4: ((2, 2),)}
_BADGE = cm(1.3)
_SPACE = cm(0.4)
"""Between badge and text, and between an axis and its names."""
_AIR = cm(1.2)
_LEAST = 0.34
"""A field is at least this high, in parts of its width, where there is room."""

_FILL = Colour("tx2")
_RIM = Line(Colour("bg1"), pt(5))
"""Sets the label off from the fields it lies on."""
_LABEL_SIZES = (26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_LABEL_PART = 0.5
"""Of the figure's width, at most for the label's text."""
_LABEL_LINES = cm(1.75)
_LABEL_PAD = (cm(0.9), cm(0.3))

_ARROW = Line(Colour("tx2", tint=60), pt(2.25), tail="triangle")
_AXIS_SIZES = (18, 17, 16, 15, CONTENT_MIN)
_NAME = (0.15, 0.15)
"""The most that a name at the upright axis takes of the figure's width, and any name of its height."""
_LEVEL_PART = 0.3
"""The most that a name at the level axis takes of the figure's width."""


class _Name(NamedTuple):
    """A short text at its size, and the room that it takes."""

    text: str
    size: float
    w: Emu
    h: Emu


class _Axes(NamedTuple):
    """The names at the ends, low before high; empty where there is no axis."""

    level: tuple[_Name, ...]
    upright: tuple[_Name, ...]

    @property
    def left(self) -> Emu:
        """The width that the upright axis takes."""
        return max((name.w + _SPACE for name in self.upright), default=0)

    @property
    def below(self) -> Emu:
        """The height that the level axis takes."""
        return max((name.h + _SPACE for name in self.level), default=0)


def draw(figure: Quadrants, box: Box, style: Style) -> Group:
    """The fields in the best looking arrangement in which the type is large enough.

    Raises:
        DoesNotFit: a field, the label, or an axis has no room for its text.
    """
    items = figure.items
    axes = _axes(figure, box, style)
    inner = Box(box.x + axes.left, box.y, box.w - axes.left, box.h - axes.below)
    centre = _label(figure.centre, inner, style) if figure.centre else None
    found = arranged(style, _GRIDS[len(items)], lambda counts: _cards(items, inner, counts, centre), LARGE_SCALES)
    highest = found.highest(style, _AIR, _LEAST)
    cards = _cards(items, inner, found.way, centre, highest, found.needed(style))
    shapes: list[Shape | Connector] = []
    for number, card in enumerate(cards):
        accent = style.accent(number)
        shapes.append(card_shape(card, found.scale, fill=style.surface(accent), anchor=card_anchor(items)))
        shapes += _mark(card, found.scale, accent, style, middle=bare(items))
    block = Box.bounding([card.box for card in cards])
    if centre:
        shapes.append(_centre(centre, block, found.way, style))
    return Group(figure.title, box, (*shapes, *_level(axes, block), *_upright(axes, block)))


def _cards(
    items: Sequence[Item], box: Box, counts: Counts, centre: _Name | None, highest: Emu | None = None, needed: Emu = 0
) -> list[Card]:
    """The fields, free of text where the label lies on them.

    Of fields not higher than ``highest``, the one that needs ``needed`` stands in its middle, the others' texts begin
    at the same height.
    """
    rows = len(counts)
    straddles = centre and rows % 2 == 0
    if centre and not straddles:
        box = box.cut(centre.h, GAP)[1]
    boxes = grid(box, counts, highest=highest)
    lower = (boxes[0].h - needed) // 2 if needed and not bare(items) else 0
    overlap = (centre.h - GAP) // 2 if centre and straddles else 0
    left = _BADGE + _SPACE if any(item.symbol or item.icon for item in items) else EDGE
    row_of = [row for row, count in enumerate(counts) for _ in range(count)]
    return [
        Card(item, place, (left, lower + overlap * (row == rows // 2), 0, overlap * (row == rows // 2 - 1)))
        for item, place, row in zip(items, boxes, row_of, strict=True)
    ]


def _mark(card: Card, scale: Scale, accent: Colour, style: Style, *, middle: bool) -> list[Shape]:
    """The symbol at the height of the heading; without one, the accent along the part that the label leaves free."""
    box = card.box
    _, top, _, bottom = card.insets(scale)
    if not (card.item.symbol or card.item.icon):
        _, above, _, below = card.keep
        free = Box(box.x, box.y + above, box.w, box.h - above - below)
        return [edge(free, accent, style)]
    room = box.h - top - bottom if middle else line_height(scale.heading, style.body_bold)
    y = max(box.y + _SPACE // 2, box.y + top + (room - _BADGE) // 2)
    return sign(card.item, "", Box(box.x + scale.padding, y, _BADGE, _BADGE), accent, style)


def _name(text: str, size: float, limit: Emu, style: Style) -> _Name:
    """The text in as few lines as ``limit`` allows, of about the same length."""
    width = min(balanced_width(paragraphs(text, bold=True), limit, size, style.body_bold), _line(text, size, style))
    return _Name(text, size, width, height(style, text, width, size, bold=True))


def _line(text: str, size: float, style: Style) -> Emu:
    return round(1.03 * text_width(text, size, style.body_bold)) + pt(2)


def _label(text: str, box: Box, style: Style) -> _Name:
    limit = round(box.w * _LABEL_PART)
    size = fit(style, text, limit, _LABEL_LINES, _LABEL_SIZES, bold=True)
    name = _name(text, size, limit, style)
    across, down = _LABEL_PAD
    return _Name(text, size, name.w + 2 * across, name.h + 2 * down)


def _centre(label: _Name, block: Box, counts: Counts, style: Style) -> Shape:
    """The label as a pill between the two middle rows; above an odd number of rows as a band."""
    if len(counts) % 2:
        place = Box(block.x, block.y - GAP - label.h, block.w, label.h)
        shape, rim = corners(place), None
    else:
        place, shape, rim = block.around(label.w, label.h), (("adj", 50_000),), _RIM
    text = TextBody(paragraphs(label.text, align="ctr"), label.size, style.on(_FILL), bold=True, anchor="ctr")
    return Shape(label.text, place, "roundRect", shape, _FILL, rim, text)


def _axes(figure: Quadrants, box: Box, style: Style) -> _Axes:
    width, room = round(box.w * _NAME[0]), round(box.h * _NAME[1])
    limits = [(figure.x, round(box.w * _LEVEL_PART)), (figure.y, width)]
    texts = [(text, limit, room) for axis, limit in limits for text in _ends(axis)]
    size = common_size(style, texts, _AXIS_SIZES, bold=True)
    level, upright = (tuple(_name(text, size, limit, style) for text in _ends(axis)) for axis, limit in limits)
    return _Axes(level, upright)


def _ends(axis: Axis | None) -> tuple[str, ...]:
    return (axis.low, axis.high) if axis else ()


def _level(axes: _Axes, block: Box) -> list[Shape | Connector]:
    """Below the fields: the low name, an arrow to the right, the high name."""
    if not axes.level:
        return []
    low, high = axes.level
    strip = Box(block.x, block.bottom + _SPACE, block.w, axes.below - _SPACE)
    y = strip.centre[1]
    arrow = Connector(
        f"{low.text} – {high.text}", (strip.x + low.w + _SPACE, y), (strip.right - high.w - _SPACE, y), _ARROW
    )
    right = Box(strip.right - high.w, strip.y, high.w, strip.h)
    return [_end(low, Box(strip.x, strip.y, low.w, strip.h)), arrow, _end(high, right)]


def _upright(axes: _Axes, block: Box) -> list[Shape | Connector]:
    """Left of the fields, from above: the high name, an arrow up to it, the low name."""
    if not axes.upright:
        return []
    low, high = axes.upright
    strip = Box(block.x - axes.left, block.y, axes.left - _SPACE, block.h)
    x, gap = strip.centre[0], _SPACE // 2
    arrow = Connector(f"{low.text} – {high.text}", (x, strip.bottom - low.h - gap), (x, strip.y + high.h + gap), _ARROW)
    bottom = Box(strip.x, strip.bottom - low.h, strip.w, low.h)
    return [_end(high, Box(strip.x, strip.y, strip.w, high.h)), arrow, _end(low, bottom)]


def _end(name: _Name, box: Box) -> Shape:
    text = TextBody(paragraphs(name.text, align="ctr"), name.size, Colour("tx2"), bold=True, anchor="ctr")
    return Shape(name.text, box, text=text)
