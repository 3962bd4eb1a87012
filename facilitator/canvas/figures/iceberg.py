"""The iceberg: what is seen above the water, what carries it below, and a card beside every layer."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm
from facilitator.canvas.figures.arrangement import beside_layers, layer_cards, layer_fills
from facilitator.canvas.figures.cards import polygon
from facilitator.canvas.shapes import Colour, Group, Path, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Iceberg

__all__ = ["draw"]

_MARGIN = cm(0.5)
"""Between what stands in the sea and its edges."""
_GAP = cm(0.35)
"""Between two cards on the same side of the water line."""
_SURFACE = cm(1.1)
"""The same across the water line."""
_SLIT = cm(0.12)
"""Between two layers of the ice."""
_LINK = cm(1.0)
"""Between the ice, where it is widest, and the cards."""
_WAVE, _CREST = cm(1.6), cm(0.14)
"""About the length of a wave, and how far it rises and falls."""
_SWING = 1.33
"""How far a Bézier's handles lie out for its curve to swing by 1: 4/3."""

_SEA = Colour("accent4", tint=11)
_LIGHTEST = 32
"""The tint of the first layer."""
_FACET = Colour("tx2", alpha=14)
"""The side of the ice that lies in the shade."""

_Point = tuple[float, float]

# Sides of the ice and the ridge between light and shade: height and place across, in parts of the ice above and below.
_ABOVE: tuple[tuple[_Point, ...], ...] = (
    ((0, 0.45), (0.3, 0.38), (0.5, 0.3), (0.75, 0.27), (1, 0.16)),
    ((0, 0.49), (0.35, 0.54), (0.6, 0.5), (1, 0.58)),
    ((0, 0.52), (0.2, 0.6), (0.45, 0.65), (0.7, 0.75), (1, 0.82)),
)
_BELOW: tuple[tuple[_Point, ...], ...] = (
    ((0, 0.16), (0.15, 0.05), (0.38, 0), (0.62, 0.12), (0.85, 0.28), (1, 0.45)),
    ((0, 0.58), (0.25, 0.66), (0.55, 0.58), (0.8, 0.6), (1, 0.52)),
    ((0, 0.82), (0.12, 0.94), (0.34, 1), (0.6, 0.88), (0.82, 0.72), (1, 0.57)),
)


class _Side(NamedTuple):
    """A broken line from the top of the ice to its foot."""

    points: tuple[_Point, ...]

    def at(self, y: float) -> _Point:
        """The point of the line at that height."""
        (x1, y1), (x2, y2) = next((a, b) for a, b in pairwise(self.points) if y <= b[1] or b == self.points[-1])
        return x1 + (x2 - x1) * (y - y1) / (y2 - y1), y

    def between(self, top: float, bottom: float) -> list[_Point]:
        """The part of the line between two heights."""
        return [self.at(top), *(point for point in self.points if top < point[1] < bottom), self.at(bottom)]


class _Plan(NamedTuple):
    """The iceberg, where its layers meet, and the rows of the cards beside them."""

    ice: Box
    water: Emu
    """The height of the water line; at the foot of the ice when all of it is seen."""
    cuts: tuple[Emu, ...]
    rows: tuple[Box, ...]

    def sides(self) -> list[_Side]:
        """The left side, the ridge, and the right side."""
        found = []
        for above, below in zip(_ABOVE, _BELOW, strict=True):
            points = [self._point(across, self.ice.y, self.water, part) for part, across in above]
            if self.water < self.ice.bottom:
                points += [self._point(across, self.water, self.ice.bottom, part) for part, across in below[1:]]
            found.append(_Side(tuple(points)))
        return found

    def _point(self, across: float, top: Emu, bottom: Emu, part: float) -> _Point:
        return self.ice.x + self.ice.w * across, top + (bottom - top) * part


def draw(figure: Iceberg, box: Box, style: Style) -> Group:
    """The ice in the sea with its cards, as wide as leaves the type large enough.

    Raises:
        DoesNotFit: a card has no room for its text.
    """
    items, name = figure.items, style.terms.shapes.decoration
    found = beside_layers(items, box, lambda width: _plan(figure, box, width), style)
    plan = found.way
    left, ridge, right = plan.sides()
    fills = layer_fills(len(items), _LIGHTEST, style, scheme="accent4")
    ice: list[Shape] = []
    for item, fill, (above, below) in zip(items, fills, pairwise(plan.cuts), strict=True):
        top, bottom = above + _SLIT // 2, below - _SLIT // 2
        ice.append(polygon(item.title, _between(left, right, top, bottom), fill))
        ice.append(polygon(name, _between(ridge, right, top, bottom), _FACET, decorative=True))
    sea = (_sea(box, plan.water, name),) if plan.water < plan.ice.bottom else ()
    return Group(figure.title, box, (*sea, *ice, *layer_cards(found, fills, lambda y: right.at(y)[0], style)))


def _plan(figure: Iceberg, box: Box, width: Emu) -> _Plan:
    """Rows of equal height with the water line between two of them."""
    count, visible = len(figure.items), min(figure.visible, len(figure.items))
    room = Box(box.x + _MARGIN, box.y, box.w - 2 * _MARGIN, box.h - _MARGIN)
    ice, cards = room.split(width, _LINK)
    gaps = [_SURFACE if number == visible else _GAP for number in range(1, count)]
    height = (room.h - sum(gaps)) // count
    tops = [room.y + number * height + sum(gaps[:number]) for number in range(count)]
    meets = [top - gap // 2 for top, gap in zip(tops[1:], gaps, strict=True)]
    cuts = (room.y, *meets, room.bottom)
    return _Plan(ice, cuts[visible], cuts, tuple(Box(cards.x, top, cards.w, height) for top in tops))


def _between(left: _Side, right: _Side, top: Emu, bottom: Emu) -> list[_Point]:
    """The corners of what lies between two sides and two heights."""
    return left.between(top, bottom) + right.between(top, bottom)[::-1]


def _sea(box: Box, water: Emu, name: str) -> Shape:
    """The sea from its waves to the foot of the figure."""
    area = Box(box.x, water - _CREST, box.w, box.bottom - water + _CREST)
    count = 2 * (area.w // (2 * _WAVE))
    length = area.w / count
    swings = [_CREST * (1 + (_SWING if number % 2 else -_SWING)) for number in range(count)]
    waves = [
        ("C", (n + 0.36) * length, swing, (n + 0.64) * length, swing, (n + 1) * length, _CREST)
        for n, swing in enumerate(swings)
    ]
    commands = (("M", 0, _CREST), *waves, ("L", area.w, area.h), ("L", 0, area.h), ("Z",))
    return Shape(name, area, Path(commands), fill=_SEA, decorative=True)
