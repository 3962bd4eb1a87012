"""The pyramid: layers that carry each other, the top one first, and a card beside every layer."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.canvas.figures.arrangement import beside_layers, layer_cards, layer_fill
from facilitator.canvas.shapes import Colour, Group, Path, Shape
from facilitator.canvas.style import Style
from facilitator.canvas.units import Box, Emu, cm
from facilitator.content.figures import Pyramid

__all__ = ["draw"]

_GAP = cm(0.3)
"""Between two cards."""
_SLIT = cm(0.12)
"""Between two layers."""
_LINK = cm(0.8)
"""Between the foot of the pyramid and the cards."""
_LIGHTEST = 30
"""The tint of the top layer."""


class _Plan(NamedTuple):
    """The pyramid, the height of each of its layers, and the rows of the cards beside them."""

    area: Box
    rows: tuple[Box, ...]

    @property
    def layer(self) -> float:
        return self.area.h / len(self.rows)

    def half(self, y: float) -> float:
        """Half the pyramid's width at that height of the slide."""
        return self.area.w / 2 * (y - self.area.y) / self.area.h


def draw(figure: Pyramid, box: Box, style: Style) -> Group:
    """The pyramid with its cards, as wide as leaves the type large enough.

    Raises:
        DoesNotFit: a card has no room for its text.
    """
    items = figure.items
    found = beside_layers(items, box, lambda width: _plan(len(items), box, width), style)
    plan = found.way
    fills = [layer_fill(number, len(items), _LIGHTEST) for number in range(len(items))]
    layers = [_layer(item.title, plan, n, fill) for n, (item, fill) in enumerate(zip(items, fills, strict=True))]
    cards = layer_cards(found, fills, lambda y: plan.area.centre[0] + plan.half(y), style)
    return Group(figure.title, box, (*layers, *cards))


def _plan(count: int, box: Box, width: Emu) -> _Plan:
    area, cards = box.split(width, _LINK)
    return _Plan(area, tuple(cards.rows(count, _GAP)))


def _layer(name: str, plan: _Plan, number: int, fill: Colour) -> Shape:
    """The part of the triangle between two heights."""
    top = plan.area.y + plan.layer * number + (_SLIT / 2 if number else 0)
    bottom = plan.area.y + plan.layer * (number + 1) - (_SLIT / 2 if number + 1 < len(plan.rows) else 0)
    wide, narrow, middle = plan.half(bottom), plan.half(top), plan.area.centre[0]
    box = Box(round(middle - wide), round(top), round(2 * wide), round(bottom - top))
    inset = wide - narrow
    corners = ((inset, 0), (box.w - inset, 0), (box.w, box.h), (0, box.h))
    (x, y), *others = corners
    return Shape(name, box, Path((("M", x, y), *(("L", *other) for other in others), ("Z",))), fill=fill)
