"""Three circles that overlap: each has its name, and room to write, where no other circle reaches."""

from __future__ import annotations

import math
from typing import NamedTuple

from facilitator.canvas.figures.cards import INSIDE, Card, common_scale, oval
from facilitator.canvas.shapes import Colour, Group, Shape
from facilitator.canvas.style import Style
from facilitator.canvas.units import Box, Emu
from facilitator.content.figures import Circles

__all__ = ["draw"]

_APART = 1.24
"""The distance of two centres, in radii."""
_RISE = _APART * math.sqrt(3) / 2
_TINT, _ALPHA = 22, 55


class _Spot(NamedTuple):
    """A circle's centre from the first one's, and where its text stands from its own: left, top, right, bottom, in
    radii. No other circle reaches there.
    """

    x: float
    y: float
    text: tuple[float, float, float, float]


_SPOTS = (
    _Spot(0, 0, (-0.64, -0.72, 0.64, -0.06)),
    _Spot(-_APART / 2, _RISE, (-0.82, -0.05, 0.2, 0.55)),
    _Spot(_APART / 2, _RISE, (-0.2, -0.05, 0.82, 0.55)),
)


def draw(figure: Circles, box: Box, style: Style) -> Group:
    """One circle above, two below, as large as the box allows.

    Raises:
        DoesNotFit: a text has no room in its circle's own part.
    """
    radius = round(min(box.w / (2 + _APART), box.h / (2 + _RISE)))
    top = box.y + (box.h - round(radius * (2 + _RISE))) // 2 + radius
    centres = [(box.centre[0] + round(spot.x * radius), top + round(spot.y * radius)) for spot in _SPOTS]
    cards = [Card(item, _room(spot, radius)) for item, spot in zip(figure.items, _SPOTS, strict=True)]
    scale = common_scale(style, cards, INSIDE)
    circles: list[Shape] = []
    for number, (item, (x, y), card) in enumerate(zip(figure.items, centres, cards, strict=True)):
        accent, place = style.accent(number), Box(x - radius, y - radius, 2 * radius, 2 * radius)
        fill = Colour(accent.scheme, tint=_TINT, alpha=_ALPHA)
        circles.append(oval(item, place, card.box, scale, fill, accent))
    return Group(figure.title, box, tuple(circles))


def _room(spot: _Spot, radius: Emu) -> Box:
    """Where the text stands, from the corner of the circle's box."""
    left, top, right, bottom = (round((1 + edge) * radius) for edge in spot.text)
    return Box(left, top, right - left, bottom - top)
