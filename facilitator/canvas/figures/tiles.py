"""Tiles: equal cards in a balanced grid, each with a symbol or number, a heading, and a line of text."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.canvas import Anchor, Box, cm
from facilitator.canvas.figures.arrangement import GRIDS, Counts, arranged, grid
from facilitator.canvas.figures.cards import (
    EDGE,
    LARGE_SCALES,
    Card,
    Scale,
    card_anchor,
    card_shape,
    edge,
    sign,
)
from facilitator.canvas.shapes import Group, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Tiles
from facilitator.content.parts import Item

__all__ = ["draw"]

_BADGE = cm(1.3)
_SPACE = cm(0.35)
"""Between badge and text."""
_UPRIGHT = 0.7
"""A tile at least this high, in parts of its width, has its badge above the text; a flatter one beside it."""
_LEAST = 0.5
"""A tile is at least this high, in parts of its width, where there is room."""
_AIR = cm(0.8)


def draw(figure: Tiles, box: Box, style: Style) -> Group:
    """The tiles in the best looking arrangement in which the type is large enough.

    Raises:
        DoesNotFit: a tile has no room for its text in any arrangement.
    """
    items = figure.items
    signed = figure.numbered or any(item.symbol or item.icon for item in items)
    found = arranged(style, GRIDS[len(items)], lambda counts: _cards(items, signed, box, counts), LARGE_SCALES)
    boxes = grid(box, found.way, highest=found.highest(style, _AIR, _LEAST))
    anchor = card_anchor(items)
    shapes: list[Shape] = []
    for number, (found_card, place) in enumerate(zip(found.cards, boxes, strict=True)):
        card, accent = found_card._replace(box=place), style.accent(number)
        shapes.append(card_shape(card, found.scale, fill=style.surface(accent), anchor=anchor))
        shown = str(number + 1) if figure.numbered else ""
        mark = sign(card.item, shown, _badge_box(card, found.scale, anchor), accent, style)
        shapes += mark or [edge(card.box, accent, style)]
    return Group(figure.title, box, tuple(shapes))


def _cards(items: Sequence[Item], signed: bool, box: Box, counts: Counts) -> list[Card]:
    boxes = grid(box, counts)
    upright = boxes[0].h >= _UPRIGHT * boxes[0].w
    beside = (_BADGE + _SPACE if signed else EDGE, 0, 0, 0)
    keep = (0, _BADGE + _SPACE, 0, 0) if signed and upright else beside
    return [Card(item, place, keep) for item, place in zip(items, boxes, strict=True)]


def _badge_box(card: Card, scale: Scale, anchor: Anchor) -> Box:
    beside = card.keep[0] > 0
    y = card.box.centre[1] - _BADGE // 2 if beside and anchor == "ctr" else card.box.y + scale.padding
    return Box(card.box.x + scale.padding, y, _BADGE, _BADGE)
