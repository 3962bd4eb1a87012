"""Pictograms as native shapes: one free form each, its strokes in a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from facilitator.canvas import Box, Emu
from facilitator.canvas.shapes import Colour, Line, Path, Shape
from facilitator.content.icons import icon_svg

__all__ = ["USUAL", "icon", "people"]

USUAL = "users-round"
"""The pictogram of an agenda that names none."""

_UNITS = 24
"""The side of the square that a pictogram is drawn in."""
_STROKE = 1.75
"""The width of a stroke in these units."""
_PERSON = "user-round"
_MOST_IN_A_ROW = 4


def icon(name: str, box: Box, colour: Colour, called: str, *, alt: str = "") -> Shape:
    """The pictogram as large as fits the middle of the box; decorative unless ``alt`` says what it means."""
    side = min(box.w, box.h)
    line = Line(colour, round(side * _STROKE / _UNITS), cap="rnd")
    return Shape(called, box.around(side, side), _outline(name, side), line=line, alt=alt, decorative=not alt)


def people(count: int, box: Box, colour: Colour, called: str) -> list[Shape]:
    """So many people side by side in the box from its left, in two rows where there are more than four."""
    rows = 1 if count <= _MOST_IN_A_ROW else 2
    widest = -(-count // rows)
    side = min(box.w // widest, box.h // rows)
    places = [(number // widest, number % widest) for number in range(count)]
    return [
        icon(_PERSON, Box(box.x + column * side, box.y + row * side, side, side), colour, called)
        for row, column in places
    ]


_LETTERS = {"moveTo": "M", "lineTo": "L", "curveTo": "C", "closePath": "Z"}


@lru_cache(maxsize=256)
def _outline(name: str, side: Emu) -> Path:
    from fontTools.pens.recordingPen import RecordingPen  # Only a deck with pictograms needs it.
    from fontTools.svgLib.path import SVGPath

    pen, commands = RecordingPen(), []
    SVGPath.fromstring(icon_svg(name)).draw(pen)
    at = (0.0, 0.0)
    for drawn, points in pen.value:
        if drawn == "qCurveTo":
            drawn, points = "curveTo", _cubic(at, *points)
        if drawn in _LETTERS:
            flat = [round(value * side / _UNITS) for point in points for value in point]
            commands.append((_LETTERS[drawn], *flat))
        at = points[-1] if points else at
    return Path(tuple(commands))


_Point = tuple[float, float]


def _cubic(start: _Point, off: _Point, end: _Point) -> tuple[_Point, _Point, _Point]:
    """A quadratic curve as a cubic one."""
    one, two = ((x + 2 * (u - x) / 3, y + 2 * (v - y) / 3) for (x, y), (u, v) in ((start, off), (end, off)))
    return one, two, end
