"""The outlines of PowerPoint's preset shapes as paths, for what is drawn without PowerPoint.

Formulas and default adjust values: ECMA-376-1, presetShapeDefinitions.xml. Only the presets that figures use are here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from facilitator.canvas.shapes import Box, Shape
from facilitator.canvas.shapes import Path as FreeForm

__all__ = ["Command", "Outline", "outline"]

Command: TypeAlias = tuple[str | float, ...]
"""As in `facilitator.canvas.shapes.Path`: ``M``, ``L``, ``C``, ``A``, ``Z``."""

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
        KeyError: a preset that no figure uses.
    """
    box, geometry = shape.box, shape.geometry
    if isinstance(geometry, FreeForm):
        return Outline(geometry.commands, geometry.text or Box(0, 0, box.w, box.h))
    return _PRESETS[geometry](box.w, box.h, dict(shape.adjust))


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


_PRESETS: dict[str, Callable[[int, int, Mapping[str, int]], Outline]] = {
    "rect": _rectangle,
    "roundRect": _round_rectangle,
    "round2SameRect": _two_rounded,
    "ellipse": _ellipse,
    "homePlate": _pentagon,
    "downArrow": _down_arrow,
    "upArrow": _up_arrow,
    "wedgeRoundRectCallout": _speech_bubble,
}
