"""Three circles that overlap: each has its name, and room to write, where no other circle reaches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from facilitator.canvas import Box
from facilitator.canvas.figures.cards import INSIDE, Card, common_scale, oval
from facilitator.canvas.shapes import Group, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Circles

__all__ = ["draw"]

_APART = 1.24
"""The distance of the centres of two equal circles, in radii."""
_TINT, _ALPHA = 22, 55
_WIDE = (1.4, 1.8, 2.4)
"""How much wider than high the place of a text in a circle may be; the middle one is that of most names."""
_WITHIN, _OFF = 0.95, 0.03
"""A text's place keeps within so much of its circle's radius, and off the others, in parts of the widest radius."""
_HALVES = tuple(part / 20 for part in range(16, 3, -1))
_AWAY = tuple(part / 10 for part in range(7))
"""Half of such a place's width, and how far it is from the circle's centre, in its radii."""
_TURNS = tuple(math.radians(turn) for turn in (0, -20, 20, -40, 40))
"""Its direction there, from that away from the two other circles."""


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

    @property
    def size(self) -> float:
        """For how large a text there is room."""
        return min(self.half / _WIDE[1], self.high)


class _Layout(NamedTuple):
    """Three circles with their texts' places, in parts of the widest radius, from the corner of what they take."""

    spots: tuple[_Spot, ...]
    rooms: tuple[_Room, ...]
    width: float
    height: float

    def widest(self, box: Box) -> float:
        """The widest radius in ``box``, in EMU."""
        return min(box.w / self.width, box.h / self.height)


def draw(figure: Circles, box: Box, style: Style) -> Group:
    """One circle over the two others or left of them, as gives the texts more room; names are as large in circles of
    the same size.

    Raises:
        DoesNotFit: a text has no room in its circle's own part.
    """
    parts = tuple(size / max(figure.sizes) for size in figure.sizes)
    layouts = [_layout(parts, sideways=sideways) for sideways in (False, True)]
    layout = max(layouts, key=lambda one: one.widest(box) * min(room.size for room in one.rooms))
    widest = int(layout.widest(box))
    block = box.around(round(layout.width * widest), round(layout.height * widest))
    radii = [round(spot.radius * widest) for spot in layout.spots]
    places = [
        Box(block.x + round(spot.x * widest) - r, block.y + round(spot.y * widest) - r, 2 * r, 2 * r)
        for spot, r in zip(layout.spots, radii, strict=True)
    ]
    cards = [
        Card(item, _placed(room, block, widest, place))
        for item, room, place in zip(figure.items, layout.rooms, places, strict=True)
    ]
    circles: list[Shape] = []
    for number, (place, radius, card) in enumerate(zip(places, radii, cards, strict=True)):
        accent = style.series(number)
        scale = common_scale(style, [one for one, other in zip(cards, radii, strict=True) if other == radius], INSIDE)
        fill = replace(style.surface(accent, _TINT), alpha=_ALPHA)
        circles.append(oval(card.item, place, card.box, scale, fill, accent))
    return Group(figure.title, box, tuple(circles))


def _placed(room: _Room, block: Box, widest: int, circle: Box) -> Box:
    """A text's place in EMU, from the corner of its circle's box."""
    x, y = block.x + (room.x - room.half) * widest - circle.x, block.y + (room.y - room.high) * widest - circle.y
    return Box(round(x), round(y), round(2 * room.half * widest), round(2 * room.high * widest))


@lru_cache(maxsize=64)
def _layout(radii: tuple[float, ...], *, sideways: bool) -> _Layout:
    """The first circle above the two others, or left of them."""
    spots = [_Spot(s.y, s.x, s.radius) if sideways else s for s in _spots(radii)]
    left, top = min(s.x - s.radius for s in spots), min(s.y - s.radius for s in spots)
    spots = [_Spot(s.x - left, s.y - top, s.radius) for s in spots]
    width, height = max(s.x + s.radius for s in spots), max(s.y + s.radius for s in spots)
    rooms = tuple(_room(one, [other for other in spots if other is not one]) for one in spots)
    return _Layout(tuple(spots), rooms, width, height)


def _room(own: _Spot, others: Sequence[_Spot]) -> _Room:
    """The largest place for a text within a circle, away from the others and free of them."""
    x, y = sum(other.x for other in others) / len(others), sum(other.y for other in others) / len(others)
    off = math.atan2(own.y - y, own.x - x)
    middles = [
        (own.x + math.cos(off + turn) * own.radius * away, own.y + math.sin(off + turn) * own.radius * away)
        for turn in _TURNS
        for away in _AWAY
    ]
    sizes = [(part * own.radius, part * own.radius / wide) for part in _HALVES for wide in _WIDE]
    sizes.sort(key=lambda size: -_Room(0, 0, *size).size)
    places = (_Room(*middle, *size) for size in sizes for middle in middles)
    return next(place for place in places if _free(place, own, others))


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
