"""Tiles: equal cards in a balanced grid, each with a symbol or number, a heading, and a line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.canvas.figures.cards import (
    SCALES,
    Card,
    Scale,
    badge,
    card_anchor,
    card_height,
    card_shape,
    common_scale,
    grid,
    surface,
)
from facilitator.canvas.shapes import Anchor, Box, Group, Shape
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import cm
from facilitator.content.figures import Item, Tiles

__all__ = ["draw"]

_GRIDS = {
    3: ((3,), (1, 1, 1)), 4: ((4,), (2, 2), (1, 1, 1, 1)), 5: ((3, 2), (2, 2, 1)), 6: ((3, 3), (2, 2, 2)),
    7: ((4, 3), (3, 2, 2), (2, 2, 2, 1)), 8: ((4, 4), (3, 3, 2), (2, 2, 2, 2)),
}  # fmt: skip
"""The arrangements of so many tiles, the best looking first."""
_GOOD = 17
"""Points: an arrangement with type of this size need not be bettered."""
_BADGE = cm(1.3)
_SPACE = cm(0.4)
"""Between badge and text."""
_UPRIGHT = 0.7
"""A tile this high, in parts of its width, has its badge above the text; a flatter one beside it."""
_LEAST = 0.5
_AIR = cm(0.8)


@dataclass(frozen=True, slots=True)
class _Arrangement:
    counts: Sequence[int]
    cards: Sequence[Card]
    scale: Scale


def draw(figure: Tiles, box: Box, style: Style) -> Group:
    """The tiles in the best looking arrangement in which the type is large enough.

    Raises:
        DoesNotFit: a tile has no room for its text in any arrangement.
    """
    signs = [item.symbol or (str(n) if figure.numbered else "") for n, item in enumerate(figure.items, 1)]
    chosen = _chosen(figure.items, any(signs), box, style)
    anchor = card_anchor(figure.items)
    shapes: list[Shape] = []
    for number, (card, sign) in enumerate(zip(_trimmed(chosen, box, style), signs, strict=True)):
        accent = style.accent(number)
        shapes.append(card_shape(card, chosen.scale, fill=surface(accent), anchor=anchor))
        if sign:
            shapes.append(badge(sign, _badge_box(card, chosen.scale, anchor), accent, style))
    return Group(figure.title, box, tuple(shapes))


def _chosen(items: Sequence[Item], signed: bool, box: Box, style: Style) -> _Arrangement:
    found: list[_Arrangement] = []
    failure: DoesNotFit | None = None
    for counts in _GRIDS[len(items)]:
        cards = _cards(items, signed, box, counts)
        try:
            found.append(_Arrangement(counts, cards, common_scale(style, cards)))
        except DoesNotFit as error:
            failure = failure or error
    if failure and not found:
        raise failure
    good = next((one for one in found if one.scale.text >= _GOOD), None)
    return good or min(found, key=lambda one: SCALES.index(one.scale))


def _cards(items: Sequence[Item], signed: bool, box: Box, counts: Sequence[int]) -> list[Card]:
    boxes = grid(box, counts)
    room = _BADGE + _SPACE if signed else 0
    upright = boxes[0].h >= _UPRIGHT * boxes[0].w
    keep = (0, room, 0, 0) if upright else (room, 0, 0, 0)
    return [Card(item, place, keep) for item, place in zip(items, boxes, strict=True)]


def _trimmed(chosen: _Arrangement, box: Box, style: Style) -> list[Card]:
    """The tiles, no taller than their texts ask for with some air."""
    needed = max(card_height(style, card, chosen.scale) for card in chosen.cards) + _AIR
    boxes = grid(box, chosen.counts, highest=max(needed, round(_LEAST * chosen.cards[0].box.w)))
    return [replace(card, box=place) for card, place in zip(chosen.cards, boxes, strict=True)]


def _badge_box(card: Card, scale: Scale, anchor: Anchor) -> Box:
    left, _, _, _ = card.keep
    y = card.box.y + scale.padding
    if left and anchor == "ctr":
        y = card.box.centre[1] - _BADGE // 2
    return Box(card.box.x + scale.padding, y, _BADGE, _BADGE)
