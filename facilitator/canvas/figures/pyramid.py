"""The pyramid: layers that carry each other, the top one first, and a card beside every layer."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from facilitator.canvas.figures.arrangement import best, cards_in, trimmed
from facilitator.canvas.figures.cards import card_shape, edge
from facilitator.canvas.shapes import Box, Colour, Connector, Glue, Group, Line, Path, Shape
from facilitator.canvas.style import Style
from facilitator.canvas.units import Emu, cm, pt
from facilitator.content.figures import Pyramid

__all__ = ["draw"]

_GAP = cm(0.3)
"""Between two cards."""
_SLIT = cm(0.12)
"""Between two layers."""
_LINK = cm(0.8)
"""Between the foot of the pyramid and the cards."""
_LIGHTEST, _DEEPEST = 30, 100
"""The tints of the top layer and the foot."""
_RIM = Line(Colour("accent4", tint=35), pt(1))


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
    plan, scale = best(figure.items, lambda part: _plan(len(figure.items), box, round(box.w * part)), style)
    layers: list[Shape] = []
    beside: list[Shape | Connector] = []
    for number, card in enumerate(trimmed(cards_in(figure.items, plan), scale, style)):
        title, key, fill = card.item.title, f"layer-{number + 1}", _fill(number, len(figure.items))
        layers.append(_layer(title, plan, number, fill))
        y = card.box.centre[1]
        start = (round(plan.area.centre[0] + plan.half(y)), y)
        line = Line(fill, pt(2), head="oval")
        beside.append(Connector(title, start, (card.box.x, y), line, finish=Glue(key, 1)))
        shape = card_shape(card, scale, fill=Colour("bg1"), line=_RIM, anchor="ctr")
        beside += [replace(shape, key=key), edge(card.box, fill, style)]
    return Group(figure.title, box, (*layers, *beside))


def _plan(count: int, box: Box, width: Emu) -> _Plan:
    area, cards = box.split(width, _LINK)
    return _Plan(area, tuple(cards.rows(count, _GAP)))


def _fill(number: int, count: int) -> Colour:
    """The layers grow darker towards the foot."""
    return Colour("accent4", tint=round(_LIGHTEST + (_DEEPEST - _LIGHTEST) * number / (count - 1)))


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
