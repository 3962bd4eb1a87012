"""Where a shape is on the slide: turned, mirrored, and in groups that are. Lengths in EMU."""

from __future__ import annotations

import math
from collections.abc import Iterator

from facilitator.canvas.shapes import Box
from facilitator.office.shapes import Shape
from facilitator.office.xml import flag, number

__all__ = ["place"]

_DEGREE = 60_000
"""ST_Angle (ECMA-376 20.1.10.3)."""


def place(shape: Shape) -> Box | None:
    """The upright box around a shape as it shows; None where it does not say its place."""
    box = shape.own_box
    if box is None:
        return None
    x, y = box.x + box.w / 2, box.y + box.h / 2
    angle = _angle(shape)
    for group in _groups(shape):
        if group.own_box is not None:
            x, y = _carried(x, y, group, group.own_box)
            angle += _angle(group)
    across, down = abs(math.cos(angle)), abs(math.sin(angle))
    w, h = box.w * across + box.h * down, box.w * down + box.h * across
    return Box(round(x - w / 2), round(y - h / 2), round(w), round(h))


def _carried(x: float, y: float, group: Shape, frame: Box) -> tuple[float, float]:
    """Where a group that is mirrored and turned about its centre takes a point."""
    transform, angle = group.transform, _angle(group)
    middle_x, middle_y = frame.x + frame.w / 2, frame.y + frame.h / 2
    right = (middle_x - x) if flag(transform, "flipH") else (x - middle_x)
    down = (middle_y - y) if flag(transform, "flipV") else (y - middle_y)
    cos, sin = math.cos(angle), math.sin(angle)
    return middle_x + right * cos - down * sin, middle_y + right * sin + down * cos


def _groups(shape: Shape) -> Iterator[Shape]:
    """The groups around a shape, from the inside."""
    while shape.parent is not None:
        shape = shape.parent
        yield shape


def _angle(shape: Shape) -> float:
    """Radians clockwise."""
    return math.radians((number(shape.transform, "rot") or 0) / _DEGREE)
