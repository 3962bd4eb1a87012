"""The wheel: four large circles around a centre, each with its name above and room to write below it."""

from __future__ import annotations

from facilitator.canvas import Box, cm, pt
from facilitator.canvas.figures.cards import INSIDE, Card, common_scale, disc, oval
from facilitator.canvas.shapes import Colour, Group, Line
from facilitator.canvas.text import CONTENT_MIN, Style
from facilitator.content.figures import Wheel

__all__ = ["draw"]

_GAP = cm(0.3)
_FLATTEST = 1.5
"""How much wider than high a circle may be, where the box is wide."""
_CENTRE = 0.44
"""The centre's size in parts of a circle's."""
_CENTRE_SIZES = (24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_RIM = Line(Colour("bg1"), pt(4))
"""Sets the centre off from the circles."""
_TEXT = (0.15, 0.2, 0.7, 0.58)
"""Where a circle's text stands: left, top, width, height in parts of it; the centre does not reach there."""
_NAMES = tuple(scale for scale in INSIDE if scale.text <= 20)
"""Small: the circles are there to be written in."""


def draw(figure: Wheel, box: Box, style: Style) -> Group:
    """Two circles above, two below, the centre where they meet.

    Raises:
        DoesNotFit: the centre or a circle has no room for its text.
    """
    boxes = _boxes(box)
    scale = common_scale(style, [Card(item, _room(one)) for item, one in zip(figure.items, boxes, strict=True)], _NAMES)
    circles = [
        oval(item, one, _room(one), scale, style.surface(style.accent(number)), style.accent(number))
        for number, (item, one) in enumerate(zip(figure.items, boxes, strict=True))
    ]
    hub = box.around(round(boxes[0].w * _CENTRE), round(boxes[0].h * _CENTRE))
    return Group(figure.title, box, (*circles, disc(figure.centre, hub, _CENTRE_SIZES, style, line=_RIM)))


def _boxes(box: Box) -> list[Box]:
    """The four circles, row by row."""
    height = min((box.h - _GAP) // 2, (box.w - _GAP) // 2)
    width = min((box.w - _GAP) // 2, round(height * _FLATTEST))
    block = box.around(2 * width + _GAP, 2 * height + _GAP)
    return [one for row in block.rows(2, _GAP) for one in row.columns(2, _GAP)]


def _room(box: Box) -> Box:
    """Where the text stands, from the corner of the circle's box."""
    left, top, width, height = _TEXT
    return Box(round(box.w * left), round(box.h * top), round(box.w * width), round(box.h * height))
