"""The outlines of PowerPoint's preset shapes and of arrow heads as paths, for what is drawn without PowerPoint.

Formulas and default adjust values: ECMA-376-1, presetShapeDefinitions.xml. Only the presets that our slides use are
here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from facilitator.canvas import Box
from facilitator.canvas.shapes import Path as FreeForm
from facilitator.canvas.shapes import Shape

__all__ = ["Command", "bend", "curves", "head", "outline", "towards"]

Command: TypeAlias = tuple[str | float, ...]
"""As in `facilitator.canvas.shapes.Path`: ``M``, ``L``, ``C``, ``A``, ``Z``."""
Point: TypeAlias = tuple[float, float]

_WHOLE = 100_000
_CORNER = 0.29289
"""How far text keeps from a rounded corner's edges, in radii."""
_OVAL = 0.14645
"""How far text keeps from an ellipse's edges, in parts of its width and height."""


class Outline(NamedTuple):
    """Commands in EMU from the corner of the shape's box, and where text may stand, from the same corner."""

    commands: tuple[Command, ...]
    text: Box


def outline(shape: Shape) -> Outline:
    """The outline of a shape and its text area.

    Raises:
        KeyError: a preset that is not here.
    """
    box, geometry = shape.box, shape.geometry
    if isinstance(geometry, FreeForm):
        return Outline(geometry.commands, geometry.text or Box(0, 0, box.w, box.h))
    return _PRESETS[geometry](box.w, box.h, dict(shape.adjust))


def curves(commands: Sequence[Command]) -> tuple[Command, ...]:
    """The same path with its arcs as Bézier curves."""
    found: list[Command] = []
    at: Point = (0, 0)
    for command in commands:
        found += _arc(at, *map(float, command[1:])) if command[0] == "A" else [command]
        if len(command) > 1:
            at = float(found[-1][-2]), float(found[-1][-1])
    return tuple(found)


def _arc(at: Point, rx: float, ry: float, start: float, sweep: float) -> list[Command]:
    """An arc from the point ``at``, which lies on it at ``start`` degrees, as curves of a quarter turn at most.

    A quarter is drawn with control points 4/3·tan(φ/4) radii away, the usual approximation (error below 0.03 %).
    """
    if not rx or not ry or not sweep:
        return []
    count = math.ceil(abs(sweep) / 90)
    step = math.radians(sweep / count)
    reach = 4 / 3 * math.tan(step / 4)
    angle = math.radians(start)
    x, y = at[0] - rx * math.cos(angle), at[1] - ry * math.sin(angle)
    found: list[Command] = []
    for _ in range(count):
        cos, sin, angle = math.cos(angle), math.sin(angle), angle + step
        cos_end, sin_end = math.cos(angle), math.sin(angle)
        first = x + rx * (cos - reach * sin), y + ry * (sin + reach * cos)
        second = x + rx * (cos_end + reach * sin_end), y + ry * (sin_end - reach * cos_end)
        found.append(("C", *first, *second, x + rx * cos_end, y + ry * sin_end))
    return found


def towards(at: Point, other: Point, distance: float) -> Point:
    """The point so far from ``at`` on the way to ``other``."""
    far = math.dist(at, other) or 1
    return at[0] + (other[0] - at[0]) * distance / far, at[1] + (other[1] - at[1]) * distance / far


def bend(at: Point, other: Point) -> tuple[Command, ...]:
    """The S between two points that leaves both level (ECMA-376, presetShapeDefinitions: curvedConnector3)."""
    (x, y), (u, v) = at, other
    middle, quarter, half = (x + u) / 2, (v - y) / 4, (y + v) / 2
    return (
        ("M", x, y),
        ("C", (x + middle) / 2, y, middle, y + quarter, middle, half),
        ("C", middle, v - quarter, (middle + u) / 2, v, u, v),
    )


def head(kind: str, at: Point, other: Point, size: float) -> tuple[Command, ...]:
    """What stands at the end ``at`` of a line that comes from ``other``: a ``triangle`` or an ``oval`` of this size."""
    if kind == "oval":
        radius = size / 2
        return (("M", at[0] - radius, at[1]), ("A", radius, radius, 180, 180), ("A", radius, radius, 0, 180), ("Z",))
    x, y = towards(at, other, size)
    dx, dy = (x - at[0]) / 2, (y - at[1]) / 2
    return (("M", *at), ("L", x - dy, y + dx), ("L", x + dy, y - dx), ("Z",))


def _polygon(*points: tuple[float, float]) -> tuple[Command, ...]:
    first, *others = points
    return (("M", *first), *(("L", *point) for point in others), ("Z",))


def _rectangle(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    return Outline(_polygon((0, 0), (w, 0), (w, h), (0, h)), Box(0, 0, w, h))


def _ellipse(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    rx, ry = w / 2, h / 2
    commands: tuple[Command, ...] = (("M", 0, ry), ("A", rx, ry, 180, 180), ("A", rx, ry, 0, 180), ("Z",))
    return Outline(commands, Box(0, 0, w, h).inset(round(w * _OVAL), round(h * _OVAL)))


def _rounded(w: int, h: int, upper: float, lower: float, tail: tuple[Command, ...] = ()) -> tuple[Command, ...]:
    """A rectangle with corners of these radii; ``tail`` is drawn on the lower edge, from right to left."""
    return (
        ("M", 0, upper), ("A", upper, upper, 180, 90), ("L", w - upper, 0), ("A", upper, upper, 270, 90),
        ("L", w, h - lower), ("A", lower, lower, 0, 90), *tail, ("L", lower, h), ("A", lower, lower, 90, 90), ("Z",),
    )  # fmt: skip


def _radius(w: int, h: int, part: int) -> float:
    return min(w, h) * min(part, _WHOLE // 2) / _WHOLE


def _round_rectangle(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    radius = _radius(w, h, adjust.get("adj", 16_667))
    return Outline(_rounded(w, h, radius, radius), Box(0, 0, w, h).inset(round(radius * _CORNER)))


def _two_rounded(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    upper, lower = _radius(w, h, adjust.get("adj1", 16_667)), _radius(w, h, adjust.get("adj2", 0))
    above, below = round(upper * _CORNER), round(lower * _CORNER)
    side = max(above, below)
    return Outline(_rounded(w, h, upper, lower), Box(side, above, w - 2 * side, h - above - below))


def _pentagon(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    shoulder = w - min(w, h) * adjust.get("adj", 50_000) / _WHOLE
    commands = _polygon((0, 0), (shoulder, 0), (w, h / 2), (shoulder, h), (0, h))
    return Outline(commands, Box(0, 0, round((shoulder + w) / 2), h))


def _chevron(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    notch = min(w, h) * adjust.get("adj", 50_000) / _WHOLE
    shoulder = w - notch
    commands = _polygon((0, 0), (shoulder, 0), (w, h / 2), (shoulder, h), (0, h), (notch, h / 2))
    return Outline(commands, Box(round(notch), 0, round(shoulder - notch), h) if shoulder > notch else Box(0, 0, w, h))


def _down_arrow(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    half = w * adjust.get("adj1", 50_000) / _WHOLE / 2
    neck = h - min(w, h) * adjust.get("adj2", 50_000) / _WHOLE
    left, right = w / 2 - half, w / 2 + half
    points = ((left, 0.0), (right, 0.0), (right, neck), (w, neck), (w / 2, h), (0.0, neck), (left, neck))
    return Outline(_polygon(*points), Box(round(left), 0, round(2 * half), h))


def _up_arrow(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    commands, text = _down_arrow(w, h, adjust)
    return Outline(tuple(_mirrored(command, h) for command in commands), text)


def _mirrored(command: Command, h: int) -> Command:
    return (command[0], command[1], h - float(command[2])) if len(command) > 1 else command


def _speech_bubble(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    """With its tail below, where every figure has it."""
    tip = w / 2 + w * adjust.get("adj1", -20_833) / _WHOLE, h / 2 + h * adjust.get("adj2", 62_500) / _WHOLE
    left, right = (7, 10) if tip[0] > w / 2 else (2, 5)
    radius = _radius(w, h, adjust.get("adj3", 16_667))
    tail = (("L", w * right / 12, h), ("L", *tip), ("L", w * left / 12, h))
    return Outline(_rounded(w, h, radius, radius, tail), Box(0, 0, w, h).inset(round(radius * _CORNER)))


def _merge(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    """A triangle that points down."""
    return Outline(_polygon((0, 0), (w, 0), (w / 2, h)), Box(w // 4, 0, w // 2, h // 2))


def _teardrop(w: int, h: int, adjust: Mapping[str, int]) -> Outline:
    """Three quarters of an ellipse, and a corner at the upper right: as it is without adjust values."""
    rx, ry = w / 2, h / 2
    commands: tuple[Command, ...] = (
        ("M", 0, ry), ("A", rx, ry, 180, 90), ("L", w, 0), ("L", w, ry), ("A", rx, ry, 0, 180), ("Z",),
    )  # fmt: skip
    return Outline(commands, _ellipse(w, h, adjust).text)


_PRESETS: dict[str, Callable[[int, int, Mapping[str, int]], Outline]] = {
    "rect": _rectangle,
    "roundRect": _round_rectangle,
    "round2SameRect": _two_rounded,
    "ellipse": _ellipse,
    "flowChartConnector": _ellipse,
    "flowChartMerge": _merge,
    "teardrop": _teardrop,
    "homePlate": _pentagon,
    "chevron": _chevron,
    "downArrow": _down_arrow,
    "upArrow": _up_arrow,
    "wedgeRoundRectCallout": _speech_bubble,
}
