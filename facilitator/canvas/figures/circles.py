"""Three circles that overlap: each has its name, and room to write, where no other circle reaches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from facilitator.canvas import Box, Emu
from facilitator.canvas.figures.cards import INSIDE, Card, common_scale, oval
from facilitator.canvas.shapes import Colour, Group, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Circles

__all__ = ["draw"]

_APART = 1.24
"""The distance of the centres of two equal circles, in radii."""
_TINT, _ALPHA = 22, 55
_ROOMS = ((-0.64, -0.72, 0.64, -0.06), (-0.82, -0.05, 0.2, 0.55), (-0.2, -0.05, 0.82, 0.55))
"""Where the text of each stands, from its centre, in its radii: left, top, right, bottom. No other reaches there.
"""


class _Spot(NamedTuple):
    """A circle: its centre from the first one's, and its radius, in parts of the widest one's."""

    x: float
    y: float
    radius: float


def draw(figure: Circles, box: Box, style: Style) -> Group:
    """One circle above, two below, as large as the box allows; names are as large in circles of the same size.

    Raises:
        DoesNotFit: a text has no room in its circle's own part.
    """
    spots = _spots([size / max(figure.sizes) for size in figure.sizes])
    left, right = min(s.x - s.radius for s in spots), max(s.x + s.radius for s in spots)
    above, below = min(s.y - s.radius for s in spots), max(s.y + s.radius for s in spots)
    widest = round(min(box.w / (right - left), box.h / (below - above)))
    x = box.centre[0] - round((left + right) / 2 * widest)
    y = box.y + (box.h - round(widest * (below - above))) // 2 - round(above * widest)
    radii = [round(spot.radius * widest) for spot in spots]
    cards = [Card(item, _room(n, radius)) for n, (item, radius) in enumerate(zip(figure.items, radii, strict=True))]
    circles: list[Shape] = []
    for number, (spot, radius, card) in enumerate(zip(spots, radii, cards, strict=True)):
        accent = style.series(number)
        scale = common_scale(style, [one for one, other in zip(cards, radii, strict=True) if other == radius], INSIDE)
        corner = x + round(spot.x * widest) - radius, y + round(spot.y * widest) - radius
        fill = Colour(accent.scheme, tint=_TINT, alpha=_ALPHA)
        circles.append(oval(card.item, Box(*corner, 2 * radius, 2 * radius), card.box, scale, fill, accent))
    return Group(figure.title, box, tuple(circles))


def _spots(radii: Sequence[float]) -> tuple[_Spot, _Spot, _Spot]:
    """The first above, the others side by side below it, each reaching as far into its neighbours as equal ones do."""

    def apart(one: float, other: float) -> float:
        return max(one, other) + (_APART - 1) * min(one, other)

    top, left, right = radii
    wide, to_left, to_right = apart(left, right), apart(top, left), apart(top, right)
    across = (to_left**2 - to_right**2 + wide**2) / (2 * wide)
    down = math.sqrt(to_left**2 - across**2)
    return _Spot(0, 0, top), _Spot(-across, down, left), _Spot(wide - across, down, right)


def _room(number: int, radius: Emu) -> Box:
    """Where the text stands, from the corner of the circle's box."""
    left, top, right, bottom = (round((1 + edge) * radius) for edge in _ROOMS[number])
    return Box(left, top, right - left, bottom - top)
