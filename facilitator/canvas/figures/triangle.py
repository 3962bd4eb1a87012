"""The triangle: cards at the corners that hold each other up, joined in a ring around what they carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import Counts, arranged
from facilitator.canvas.figures.cards import (
    EDGE,
    HEADING,
    LARGE_SCALES,
    Card,
    at_site,
    card_anchor,
    card_shape,
    edge,
    polygon,
)
from facilitator.canvas.measure import text_width
from facilitator.canvas.shapes import Colour, Connector, Glue, Group, Line, Shape
from facilitator.canvas.text import CONTENT_MIN, Style, label
from facilitator.content.figures import Triangle
from facilitator.content.parts import Item

__all__ = ["draw"]

_ROWS: dict[int, tuple[Counts, ...]] = {
    3: ((1, 2),), 4: ((2, 2),), 5: ((1, 2, 2), (3, 2)), 6: ((2, 2, 2), (3, 3)),
    7: ((3, 2, 2), (1, 2, 2, 2)), 8: ((3, 2, 3), (2, 2, 2, 2)),
}  # fmt: skip
"""How many cards stand in each row of the ring, the best looking first: one in the middle, two at the sides."""

_LINK = cm(1.1)
"""The least between two joined cards, one above the other or side by side."""
_MIDDLE = 0.22
"""The room between two cards at the sides, in parts of the figure's width; more where the centre's words need it."""
_GOOD_MIDDLE, _WIDEST_MIDDLE = 0.3, 0.4
"""The same at most, for a word of a good size and for one that else has no room."""
_GOOD_CENTRE = 22
"""Points."""
_CENTRE_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_CLEAR = cm(0.3)
"""Around the centre's name."""
_AIR = cm(0.9)
_LEAST = 0.26
"""A card is at least this high, in parts of its width, where there is room."""
_JOIN = Line(Colour("accent1"), pt(2.5), head="triangle", tail="triangle")
_INSIDE = 28
"""The tint of what the ring encloses: darker than the cards at its corners."""

_TOP, _LEFT, _BOTTOM, _RIGHT = range(4)
"""The connection sites of a card."""


class _Join(NamedTuple):
    """Two neighbours in the ring, by their numbers, and the sites at which they are joined."""

    start: int
    leave: int
    end: int
    arrive: int


def draw(figure: Triangle, box: Box, style: Style) -> Group:
    """The ring in the best looking arrangement in which the type is large enough; three items make a triangle.

    Raises:
        DoesNotFit: a card or the centre has no room for its text in any arrangement.
    """
    items = figure.items
    middle = _middle(figure.centre or "", box.w, style)

    def cards_in(counts: Counts) -> list[Card]:
        boxes = _boxes(box, counts, middle)
        _centre(figure, boxes, counts, style)  # must have room too
        return _cards(items, boxes)

    found = arranged(style, _ROWS[len(items)], cards_in, LARGE_SCALES)
    counts = found.way
    boxes = _boxes(box, counts, middle, found.highest(style, _AIR, _LEAST))
    anchor = card_anchor(items)
    lower = 0 if anchor == "ctr" else (boxes[0].h - found.needed(style)) // 2
    shapes: list[Shape] = []
    for number, card in enumerate(_cards(items, boxes, lower)):
        accent = style.accent(number)
        shape = card_shape(card, found.scale, fill=style.surface(accent), anchor=anchor)
        shapes += [replace(shape, key=_key(number)), edge(card.box, accent, style)]
    joins = list(_joins(counts))
    links = [_link(join, items, boxes) for join in joins]
    inside = _inside(joins, boxes, style.terms.shapes.decoration, style.surface(_JOIN.colour, _INSIDE))
    return Group(figure.title, box, (inside, *links, *_centre(figure, boxes, counts, style), *shapes))


def _cards(items: Sequence[Item], boxes: Sequence[Box], lower: Emu = 0) -> list[Card]:
    """The cards, their texts beginning ``lower`` than the padding asks for."""
    return [Card(item, box, (EDGE, lower, 0, 0)) for item, box in zip(items, boxes, strict=True)]


def _middle(centre: str, width: Emu, style: Style) -> Emu:
    """How far two cards at the sides stand apart."""

    def asked(size: float) -> Emu:
        return max((text_width(word, size, style.body_bold) for word in centre.split()), default=0) + 3 * _CLEAR

    good, least = (
        min(asked(_GOOD_CENTRE), round(width * _GOOD_MIDDLE)),
        min(asked(CONTENT_MIN), round(width * _WIDEST_MIDDLE)),
    )
    return max(round(width * _MIDDLE), good, least)


def _boxes(box: Box, counts: Counts, middle: Emu, highest: Emu | None = None) -> list[Box]:
    """The cards row by row, not higher than ``highest``, the outer ones at the edges of ``box``."""
    width = (box.w - 2 * _LINK) // 3 if max(counts) == 3 else (box.w - middle) // 2
    height = (box.h - (len(counts) - 1) * _LINK) // len(counts)
    height = height if highest is None else min(height, highest)
    across = (box.x, box.x + (box.w - width) // 2, box.right - width)
    columns = {1: across[1:2], 2: across[::2], 3: across}
    step = (box.h - height) / (len(counts) - 1)
    return [Box(x, box.y + round(row * step), width, height) for row, n in enumerate(counts) for x in columns[n]]


def _key(number: int) -> str:
    return f"corner-{number + 1}"


def _joins(counts: Counts) -> Iterator[_Join]:
    """The ring clockwise, from the first card: along the top, down the right, and back up the left."""
    firsts = [sum(counts[:row]) for row in range(len(counts))]
    lasts = [first + count - 1 for first, count in zip(firsts, counts, strict=True)]
    for number in range(lasts[0]):
        yield _Join(number, _RIGHT, number + 1, _LEFT)
    for upper, lower in pairwise(range(len(counts))):
        yield _Join(lasts[upper], _RIGHT if counts[upper] == 1 else _BOTTOM, lasts[lower], _TOP)
    for number in range(lasts[-1], firsts[-1], -1):
        yield _Join(number, _LEFT, number - 1, _RIGHT)
    for upper, lower in reversed(list(pairwise(range(len(counts))))):
        yield _Join(firsts[lower], _TOP, firsts[upper], _LEFT if counts[upper] == 1 else _BOTTOM)


def _link(join: _Join, items: Sequence[Item], boxes: Sequence[Box]) -> Connector:
    name = f"{items[join.start].title} – {items[join.end].title}"
    start, end = at_site(boxes[join.start], join.leave), at_site(boxes[join.end], join.arrive)
    return Connector(name, start, end, _JOIN, Glue(_key(join.start), join.leave), Glue(_key(join.end), join.arrive))


def _inside(joins: Sequence[_Join], boxes: Sequence[Box], name: str, fill: Colour) -> Shape:
    """The area that the ring encloses; the cards cover its corners."""
    ends = (((boxes[join.start], join.leave), (boxes[join.end], join.arrive)) for join in joins)
    return polygon(name, [at_site(*end) for pair in ends for end in pair], fill, decorative=True)


def _centre(figure: Triangle, boxes: Sequence[Box], counts: Counts, style: Style) -> tuple[Shape, ...]:
    """What the corners carry, in the room between them: free of the cards and of the lines at top and bottom."""
    if not figure.centre:
        return ()
    name = figure.centre
    left, right = min(box.right for box in boxes), max(box.x for box in boxes)
    top = boxes[0].bottom if counts[0] % 2 else boxes[0].centre[1]
    bottom = boxes[-1].y if counts[-1] % 2 else boxes[-1].centre[1]
    room = Box(left, top, right - left, bottom - top).inset(_CLEAR)
    return (label(style, name, name, room, _CENTRE_SIZES, align="ctr", anchor="ctr", colour=HEADING, bold=True),)
