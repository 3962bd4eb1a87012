"""Slides as shapes in EMU: lengths and boxes. Every coordinate is a whole number of EMU (914 400 to the inch, ECMA-376
20.1.2.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

__all__ = ["ABOVE", "Align", "Anchor", "Box", "Emu", "Insets", "cm", "mm", "points", "pt"]


Emu: TypeAlias = int
"""A length in EMU."""
Insets: TypeAlias = tuple[Emu, Emu, Emu, Emu]
"""What is kept from the edges of a box: left, top, right, bottom."""
Align: TypeAlias = Literal["l", "ctr", "r"]
"""Where lines stand: at the left, in the middle, at the right."""
Anchor: TypeAlias = Literal["t", "ctr", "b"]
"""Where a text stands in its box: at the top, in the middle, at the bottom."""
ABOVE: Mapping[str, float] = {"t": 0.0, "ctr": 0.5, "b": 1.0}
"""The share of the room that is left over which stands above a text, by its anchor."""

_PER_CM = 360_000
_PER_PT = 12_700


def cm(value: float) -> Emu:
    """Centimetres to EMU."""
    return round(value * _PER_CM)


def mm(value: float) -> Emu:
    """Millimetres to EMU."""
    return round(value * _PER_CM / 10)


def pt(value: float) -> Emu:
    """Points to EMU."""
    return round(value * _PER_PT)


def points(length: Emu) -> float:
    """EMU to points."""
    return length / _PER_PT


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height in EMU."""

    x: Emu
    y: Emu
    w: Emu
    h: Emu

    @property
    def right(self) -> Emu:
        return self.x + self.w

    @property
    def bottom(self) -> Emu:
        return self.y + self.h

    @property
    def centre(self) -> tuple[Emu, Emu]:
        return self.x + self.w // 2, self.y + self.h // 2

    @property
    def area(self) -> int:
        """In square EMU; 0 for a box that is turned inside out."""
        return max(self.w, 0) * max(self.h, 0)

    def meets(self, other: Box) -> bool:
        """Whether they overlap by more than an edge."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: Box) -> bool:
        """Whether the other lies in it."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def covers(self, point: tuple[int, int]) -> bool:
        """Whether a point lies in it."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def clipped(self, to: Box) -> Box:
        """The part of it that lies in another; without area where there is none."""
        x, y = max(self.x, to.x), max(self.y, to.y)
        return Box(x, y, max(min(self.right, to.right) - x, 0), max(min(self.bottom, to.bottom) - y, 0))

    def inset(self, dx: Emu, dy: Emu | None = None) -> Box:
        """The box with margins of ``dx`` at the sides and ``dy`` (or ``dx``) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def scaled(self, by: float) -> Box:
        """The box on a slide that is larger by this factor."""
        return Box(*(round(value * by) for value in (self.x, self.y, self.w, self.h)))

    def columns(self, count: int, gap: Emu = 0) -> list[Box]:
        """``count`` equal boxes side by side; they and the gaps fill the width exactly."""
        edges = [round(i * (self.w + gap) / count) for i in range(count + 1)]
        return [Box(self.x + a, self.y, b - a - gap, self.h) for a, b in pairwise(edges)]

    def rows(self, count: int, gap: Emu = 0) -> list[Box]:
        """``count`` equal boxes one under the other; they and the gaps fill the height exactly."""
        edges = [round(i * (self.h + gap) / count) for i in range(count + 1)]
        return [Box(self.x, self.y + a, self.w, b - a - gap) for a, b in pairwise(edges)]

    def split(self, left: Emu, gap: Emu = 0) -> tuple[Box, Box]:
        """A left part of width ``left`` and the rest."""
        return Box(self.x, self.y, left, self.h), Box(self.x + left + gap, self.y, self.w - left - gap, self.h)

    def cut(self, top: Emu, gap: Emu = 0) -> tuple[Box, Box]:
        """An upper part of height ``top`` and the rest."""
        return Box(self.x, self.y, self.w, top), Box(self.x, self.y + top + gap, self.w, self.h - top - gap)

    def around(self, w: Emu, h: Emu) -> Box:
        """A box of this size with the same centre."""
        return Box(self.x + (self.w - w) // 2, self.y + (self.h - h) // 2, w, h)

    @classmethod
    def bounding(cls, boxes: Sequence[Box]) -> Box:
        """The smallest box that holds them all."""
        x, y = min(b.x for b in boxes), min(b.y for b in boxes)
        return cls(x, y, max(b.right for b in boxes) - x, max(b.bottom for b in boxes) - y)
