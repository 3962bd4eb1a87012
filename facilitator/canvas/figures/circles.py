"""Three circles that overlap: each has its name, and room to write, where no other circle reaches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from facilitator.canvas import Box, Emu
from facilitator.canvas.figures.cards import INSIDE, Card, Scale, common_scale, oval
from facilitator.canvas.shapes import Group, Shape
from facilitator.canvas.text import Style, all_with_room, first_fitting
from facilitator.content.figures import Circles

__all__ = ["draw"]

_APART = 1.24
"""The distance of the centres of two equal circles, in radii."""
_TINT, _ALPHA = 22, 55
_WIDE = (1.7, 1.35, 1.0, 2.2)
"""How much wider than high the place of a text in a circle may be."""
_WITHIN, _OFF = 0.98, 0.01
"""A text's place keeps within so much of its circle's radius, and off the others, in parts of the widest radius."""
_HALVES = tuple(part / 50 for part in range(40, 9, -1))
_AWAY = tuple(part / 20 for part in range(13))
"""Half of such a place's width, and how far it is from the circle's centre, in its radii."""
_TURNS = tuple(math.radians(turn) for turn in (0, -15, 15, -30, 30, -45, 45))
"""Its direction there, from that away from the two other circles."""
_GOOD = 20
"""Points: texts of this size need not be larger."""


class _Spot(NamedTuple):
    """A circle: its centre from the first one's, and its radius, in parts of the widest one's."""

    x: float
    y: float
    radius: float


class _Room(NamedTuple):
    """Where a text stands: the middle of its place, half of its width and of its height, in the same parts."""

    x: float
    y: float
    half: float
    high: float


class _Layout(NamedTuple):
    """Three circles with their texts' places, in parts of the widest radius, from the corner of what they take."""

    spots: tuple[_Spot, ...]
    rooms: tuple[_Room, ...]
    width: float
    height: float

    def widest(self, box: Box) -> float:
        """The widest radius in ``box``, in EMU."""
        return min(box.w / self.width, box.h / self.height)


class _Plan(NamedTuple):
    """The circles in their boxes, each with its card and the scale of that."""

    circles: tuple[Box, ...]
    cards: tuple[Card, ...]
    scales: tuple[Scale, ...]

    @property
    def rank(self) -> tuple[float, Emu]:
        """How large the smallest of its texts is, up to a good size, and the largest circle."""
        return min(_GOOD, *(scale.text for scale in self.scales)), max(one.w for one in self.circles)


def draw(figure: Circles, box: Box, style: Style) -> Group:
    """One circle over the two others or left of them, with the texts where they are largest; names are as large in
    circles of the same size.

    Raises:
        DoesNotFit: a text has no room in its circle's own part.
    """
    ways = [partial(_plan, figure, box, style, sideways, wide) for sideways in (False, True) for wide in _WIDE]
    plan = max(all_with_room(ways), key=lambda one: one.rank)
    circles: list[Shape] = []
    for number, (place, card, scale) in enumerate(zip(*plan, strict=True)):
        accent = style.series(number)
        fill = replace(style.surface(accent, _TINT), alpha=_ALPHA)
        circles.append(oval(card.item, place, card.box, scale, fill, accent))
    return Group(figure.title, box, tuple(circles))


def _plan(figure: Circles, box: Box, style: Style, sideways: bool, wide: float) -> _Plan:
    """The circles as large as the box allows, with places of one shape for the texts.

    Raises:
        DoesNotFit: a text has no room in its place.
    """
    layout = _layout(tuple(size / max(figure.sizes) for size in figure.sizes), sideways, wide)
    widest = int(layout.widest(box))
    block = box.around(round(layout.width * widest), round(layout.height * widest))
    radii = [round(spot.radius * widest) for spot in layout.spots]
    circles = tuple(
        Box(block.x + round(spot.x * widest) - r, block.y + round(spot.y * widest) - r, 2 * r, 2 * r)
        for spot, r in zip(layout.spots, radii, strict=True)
    )
    cards = tuple(
        Card(item, _placed(room, block, widest, place))
        for item, room, place in zip(figure.items, layout.rooms, circles, strict=True)
    )
    alike = ([card for card, other in zip(cards, radii, strict=True) if other == radius] for radius in radii)
    return _Plan(circles, cards, tuple(common_scale(style, some, INSIDE) for some in alike))


def _placed(room: _Room, block: Box, widest: int, circle: Box) -> Box:
    """A text's place in EMU, from the corner of its circle's box."""
    x, y = block.x + (room.x - room.half) * widest - circle.x, block.y + (room.y - room.high) * widest - circle.y
    return Box(round(x), round(y), round(2 * room.half * widest), round(2 * room.high * widest))


@lru_cache(maxsize=128)
def _layout(radii: tuple[float, ...], sideways: bool, wide: float) -> _Layout:
    """The first circle above the two others, or left of them; the texts' places ``wide`` times as wide as high."""
    spots = [_Spot(s.y, s.x, s.radius) if sideways else s for s in _spots(radii)]
    left, top = min(s.x - s.radius for s in spots), min(s.y - s.radius for s in spots)
    spots = [_Spot(s.x - left, s.y - top, s.radius) for s in spots]
    width, height = max(s.x + s.radius for s in spots), max(s.y + s.radius for s in spots)
    rooms = tuple(_room(one, [other for other in spots if other is not one], wide) for one in spots)
    return _Layout(tuple(spots), rooms, width, height)


def _room(own: _Spot, others: Sequence[_Spot], wide: float) -> _Room:
    """The largest place for a text within a circle, away from the others and free of them."""
    x, y = sum(other.x for other in others) / len(others), sum(other.y for other in others) / len(others)
    off = math.atan2(own.y - y, own.x - x)
    middles = [
        (own.x + math.cos(off + turn) * own.radius * away, own.y + math.sin(off + turn) * own.radius * away)
        for turn in _TURNS
        for away in _AWAY
    ]

    def free(half: float) -> list[_Room]:
        places = (_Room(*middle, half, half / wide) for middle in middles)
        return [place for place in places if _free(place, own, others)]

    halves = [part * own.radius for part in _HALVES]
    return free(halves[first_fitting(halves, lambda half: bool(free(half)))])[0]


def _free(place: _Room, own: _Spot, others: Sequence[_Spot]) -> bool:
    corner = math.hypot(abs(place.x - own.x) + place.half, abs(place.y - own.y) + place.high)
    return corner <= own.radius * _WITHIN and all(
        math.hypot(max(abs(place.x - one.x) - place.half, 0), max(abs(place.y - one.y) - place.high, 0))
        >= one.radius + _OFF
        for one in others
    )


def _spots(radii: Sequence[float]) -> tuple[_Spot, ...]:
    """The first above, the others side by side below it, each reaching as far into its neighbours as equal ones do."""

    def apart(one: float, other: float) -> float:
        return max(one, other) + (_APART - 1) * min(one, other)

    top, left, right = radii
    wide, to_left, to_right = apart(left, right), apart(top, left), apart(top, right)
    across = (to_left**2 - to_right**2 + wide**2) / (2 * wide)
    down = math.sqrt(to_left**2 - across**2)
    return _Spot(0, 0, top), _Spot(-across, down, left), _Spot(wide - across, down, right)
