"""What lies behind a text: its shape's fill, or what is under the shape, down to the slide's background."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facilitator.canvas.units import Box, pt
from facilitator.office.colours import CLEAR, Paint, said_fill
from facilitator.office.presentation import Slide
from facilitator.office.shapes import Shape
from facilitator.office.texts import Text
from facilitator.office.xml import Element, find

__all__ = ["Surfaces"]

_NEAR = pt(1)
"""Shapes that touch by less do not overlap."""
_BOXES = ("rect", "Rect")
"""How the presets end whose shape is that of their box, but for the corners: ``rect``, ``roundRect`` …"""
_CORNER = 0.1464
"""Share of an ellipse's box that lies outside the square in it, at each side: (1 - √½) / 2."""


class _Layer(NamedTuple):
    """A shape that may hide something."""

    place: int
    """In the order of painting."""
    shape: Shape
    area: Box


@dataclass(frozen=True, eq=False)
class Surfaces:
    """What a slide's texts stand on."""

    slide: Slide

    def ground(self, text: Text) -> Paint | None:
        """The one opaque colour behind a text; None where there is a picture, a gradient, or an edge."""
        front = self.slide.fill(text.shape) if text.cell is None else self._cell_fill(text, text.cell)
        if front is None or front.alpha == 1:
            return front
        below = None if text.box is None else self._below(self._places[text.shape], text.box)
        if below is None:
            return None
        *layers, seen = [front, *below]
        for layer in reversed(layers):
            seen = layer.over(seen)
        return seen

    @cached_property
    def _places(self) -> dict[Shape, int]:
        return {shape: place for place, shape in enumerate(self.slide.painted)}

    @cached_property
    def _layers(self) -> list[_Layer]:
        """Everything that may lie behind a text, from the front to the back."""
        found = []
        for shape, place in self._places.items():
            area = self.slide.bounds(shape)
            if area is not None and not shape.hidden and shape.kind not in ("group", "connector"):
                found.append(_Layer(place, shape, area))
        return found[::-1]

    def _below(self, place: int, box: Box) -> list[Paint] | None:
        """The colours under a place, from the front to the first opaque one; None where one is not known."""
        found: list[Paint] = []
        for layer in self._layers:
            if layer.place >= place or not _overlap(layer.area, box):
                continue
            fill = self.slide.fill(layer.shape)
            if fill is not None and not fill.alpha:
                continue
            if fill is None or not _covers(layer.shape, layer.area, box):
                return None
            found.append(fill)
            if fill.alpha == 1:
                return found
        return None if self._background is None else [*found, self._background]

    def _cell_fill(self, text: Text, cell: Element) -> Paint | None:
        fill = said_fill([find(cell, "a:tcPr")])
        if fill is not None:
            return self.slide.palette.fill(fill)
        return None if text.styled_cell else CLEAR

    @cached_property
    def _background(self) -> Paint | None:
        return self.slide.background()


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > _NEAR and down > _NEAR


def _covers(shape: Shape, area: Box, box: Box) -> bool:
    geometry = find(shape.properties, "a:prstGeom")
    name = "" if geometry is None else str(geometry.get("prst", ""))
    if shape.turned or not (name == "ellipse" or name.endswith(_BOXES)):
        return False
    if name == "ellipse":
        area = area.inset(round(area.w * _CORNER), round(area.h * _CORNER))
    return area.inset(-_NEAR).holds(box)
