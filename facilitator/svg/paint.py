"""Colours, strokes, and paths as SVG says them, in points: Chromium draws no type above 10 000 units."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from facilitator.canvas.shapes import Colour, Line
from facilitator.canvas.style import Style
from facilitator.canvas.units import pt
from facilitator.svg.outlines import Command, curves

__all__ = ["fill", "number", "opacity", "path", "rgb", "stroke"]

_What: TypeAlias = Literal["fill", "stroke"]
_POINT = pt(1)
_DASHES = {"solid": (), "dash": (4, 3), "sysDot": (1, 1)}
"""Strokes and gaps in widths of the line (ECMA-376 20.1.10.49)."""


@lru_cache(maxsize=20_000)
def number(length: float) -> str:
    """EMU as points, to a hundredth."""
    return f"{round(length / _POINT, 2) or 0:.2f}".rstrip("0").rstrip(".")


def rgb(colour: Colour, style: Style) -> str:
    """``#rrggbb``, as if it were opaque."""
    red, green, blue = style.rgb(Colour(colour.scheme, colour.tint, colour.shade))
    return f"#{red:02x}{green:02x}{blue:02x}"


def opacity(colour: Colour, what: _What) -> str:
    """The attribute that says so, for what can be seen through."""
    return f' {what}-opacity="{colour.alpha / 100:g}"' if colour.alpha < 100 else ""


def fill(colour: Colour | None, style: Style) -> str:
    """The attributes of a filled shape, or one without a fill."""
    return ' fill="none"' if colour is None else f' fill="{rgb(colour, style)}"{opacity(colour, "fill")}'


def stroke(line: Line | None, style: Style) -> str:
    """The attributes of an outline or a line."""
    if line is None:
        return ""
    dashes = " ".join(number(times * line.width) for times in _DASHES[line.dash])
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    seen = f' stroke="{rgb(line.colour, style)}"{opacity(line.colour, "stroke")}'
    return f'{seen} stroke-width="{number(line.width)}" stroke-linejoin="round"{dashed}'


def path(commands: Sequence[Command], x: float = 0, y: float = 0) -> str:
    """The ``d`` of a path, moved by ``x`` and ``y`` (EMU)."""

    def said(command: Command) -> str:
        values = (float(value) + (y if place % 2 else x) for place, value in enumerate(command[1:]))
        return f"{command[0]}{' '.join(map(number, values))}"

    return "".join(map(said, curves(commands)))
