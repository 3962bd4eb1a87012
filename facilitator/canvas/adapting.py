"""A canvas made to suit a slide that is not ours: its size, light on dark, and text that can be read there.

Layouts and figures draw for a slide of ordinary size on a light ground, in themes whose text is dark and whose first
accent and second text colour can be read on white. On a tiny or huge slide everything, type included, is drawn in
proportion; on a dark one a tint, which is soft on white, becomes a shade, soft on black; where the background is not
the theme's background colour, the colours change places; and where a text reaches less than 4.5:1 (WCAG 2.2, 1.4.3) on
the surface that it stands on, it gets the first colour of the theme that does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from math import floor
from typing import Any, TypeVar

from facilitator.canvas.colours import READABLE, Rgb, contrast, seen
from facilitator.canvas.shapes import (
    AnyShape,
    Canvas,
    Cell,
    Colour,
    Connector,
    Group,
    Line,
    Paragraph,
    Path,
    Picture,
    Placeholder,
    Run,
    Scheme,
    Shape,
    Table,
    TextBody,
)
from facilitator.canvas.style import Style
from facilitator.canvas.units import Box, cm

__all__ = ["Suit", "adapted", "legible", "proportion"]

_SMALL, _LARGE, _USUAL = cm(22), cm(60), cm(38.9)
"""Diagonals: between the first two a slide is drawn as it is, else as if it had the last."""

_EMU: dict[type, tuple[str, ...]] = {
    Box: ("x", "y", "w", "h"),
    Line: ("width",),
    Paragraph: ("indent",),
    TextBody: ("insets",),
    Connector: ("start", "end"),
    Table: ("widths", "heights"),
}
"""Fields that are lengths, or tuples of lengths."""
_POINTS: dict[type, tuple[str, ...]] = {
    Run: ("size",), Paragraph: ("before",), TextBody: ("size",), Placeholder: ("size",),
}  # fmt: skip
_TEXTS = (Run, TextBody)
_ANGLES = 3
"""An arc's radii come first, then two angles."""
_SOFT = 25
"""Per cent of a colour that are kept of its softest shades."""
_INKS = (Colour("tx2"), Colour("tx1"), Colour("bg1"), Colour("bg2"), Colour("tx1", shade=0), Colour("bg1", tint=0))
"""What a text may be written in instead, the last two being black and white: one of them always can be read."""
_ROUND = frozenset(["ellipse", "flowChartConnector"])
_STEPS = 8
"""Points on an arc that stand for it."""
_T = TypeVar("_T")


def proportion(slide: Box) -> float | None:
    """How much smaller or larger type is on a slide so tiny or huge that it is measured by it; None on others."""
    diagonal = float((slide.w**2 + slide.h**2) ** 0.5)
    return None if _SMALL <= diagonal <= _LARGE else diagonal / _USUAL


@dataclass(frozen=True, slots=True)
class Suit:
    """How a canvas is to be changed."""

    scale: float = 1
    dark: bool = False
    names: tuple[tuple[Scheme, Scheme], ...] = ()
    """Theme colours that are written in place of those we have chosen."""
    plain: bool = False
    """Nobody knows what is behind, as with a picture: no text is in a tint."""

    @property
    def changes_nothing(self) -> bool:
        return self == Suit()

    def length(self, value: Any) -> Any:
        """EMU, or a tuple of them."""
        return tuple(map(self.length, value)) if isinstance(value, tuple) else round(value * self.scale)

    def points(self, value: float | None) -> float | None:
        """A type size, down to the half point: rounded up, text that just fits would not."""
        return None if value is None else max(1, floor(value * self.scale * 2) / 2)

    def colour(self, colour: Colour) -> Colour:
        """The one in its place; a tint as a shade."""
        found = replace(colour, scheme=dict(self.names).get(colour.scheme, colour.scheme))
        if not self.dark or colour.tint == 100:
            return found
        return replace(found, tint=100, shade=max(_SOFT, colour.tint))

    def ink(self, colour: Colour | None) -> Colour | None:
        """That of a text."""
        found = None if colour is None else self.colour(colour)
        return replace(found, tint=100, shade=100) if found and self.plain else found


def adapted(canvas: Canvas, suit: Suit) -> Canvas:
    """The canvas, changed in size and colours as ``suit`` says."""
    return canvas if suit.changes_nothing else replace(canvas, shapes=tuple(_adapt(one, suit) for one in canvas.shapes))


def _adapt(value: _T, suit: Suit) -> _T:
    if isinstance(value, tuple):
        return tuple(_adapt(one, suit) for one in value)  # type: ignore[return-value]
    if isinstance(value, Colour):
        return suit.colour(value)  # type: ignore[return-value]
    if isinstance(value, Path):
        return _path(value, suit)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    kind = type(value)
    found: dict[str, Any] = {}
    for name in (one.name for one in fields(value)):
        old = getattr(value, name)
        if name in _EMU.get(kind, ()):
            found[name] = suit.length(old)
        elif name in _POINTS.get(kind, ()):
            found[name] = suit.points(old)
        elif name == "colour" and kind in _TEXTS:
            found[name] = suit.ink(old)
        else:
            found[name] = _adapt(old, suit)
    return kind(**found)


def _path(path: Path, suit: Suit) -> Path:
    """Lengths of the commands; an arc's angles stay."""

    def scaled(command: tuple[str | float, ...]) -> tuple[str | float, ...]:
        kept = len(command) if command[0] != "A" else _ANGLES
        return (command[0], *(suit.length(v) for v in command[1:kept]), *command[kept:])

    text = None if path.text is None else _adapt(path.text, suit)
    return Path(tuple(scaled(command) for command in path.commands), text)


def legible(canvas: Canvas, style: Style, ground: Rgb | None) -> Canvas:
    """The canvas with texts that can be read; ``ground`` is the colour behind it, None where it is not known."""
    reader = _Reader(style, ground)
    return replace(canvas, shapes=tuple([reader.shape(one) for one in canvas.shapes]))


def _legible_on(style: Style, colour: Colour, behind: Rgb | None) -> Colour:
    """This colour where it can be read on what is behind it, else in full strength, else the first of the theme's."""
    if behind is None:
        return colour
    inks = (colour, replace(colour, tint=100, shade=100), *_INKS)
    return next(ink for ink in inks if contrast(style.rgb(ink), behind) >= READABLE)


@dataclass
class _Reader:
    """Follows the order of painting."""

    style: Style
    ground: Rgb | None
    surfaces: list[tuple[Shape | Picture, Rgb | None]] = field(default_factory=list)

    def shape(self, one: AnyShape) -> AnyShape:
        """The shape, and what it hides remembered."""
        if isinstance(one, Group):
            return replace(one, shapes=tuple([self.shape(part) for part in one.shapes]))
        if isinstance(one, Table):
            rows = tuple([tuple([self._cell(cell, one) for cell in row]) for row in one.rows])
            return replace(one, rows=rows)
        if isinstance(one, Placeholder):
            return replace(one, paragraphs=self._paragraphs(one.paragraphs, self.ground))
        if isinstance(one, Picture):
            self.surfaces.append((one, None))
        if not isinstance(one, Shape):
            return one
        behind = self._seen(one.fill, self._under(one.box))
        if one.fill is not None:
            self.surfaces.append((one, behind))
        return one if one.text is None else replace(one, text=self._body(one.text, behind))

    def _cell(self, cell: Cell, table: Table) -> Cell:
        return replace(cell, text=self._body(cell.text, self._seen(cell.fill, self._under(table.box))))

    def _under(self, box: Box) -> Rgb | None:
        """The colour in the middle of a place."""
        found = (seen for shape, seen in reversed(self.surfaces) if _covers(shape, box.centre))
        return next(found, self.ground)

    def _seen(self, fill: Colour | None, below: Rgb | None) -> Rgb | None:
        if fill is None or (fill.alpha < 100 and below is None):
            return below if fill is None else None
        top = self.style.rgb(replace(fill, alpha=100))
        if below is None:
            return top
        return seen(top, below, fill.alpha)

    def _body(self, body: TextBody, behind: Rgb | None) -> TextBody:
        colour = _legible_on(self.style, body.colour, behind)
        return replace(body, colour=colour, paragraphs=self._paragraphs(body.paragraphs, behind))

    def _paragraphs(self, paragraphs: Sequence[Paragraph], behind: Rgb | None) -> tuple[Paragraph, ...]:
        return tuple([replace(one, runs=tuple([self._run(run, behind) for run in one.runs])) for one in paragraphs])

    def _run(self, run: Run, behind: Rgb | None) -> Run:
        if run.colour is None or not run.colour.alpha:  # What is not seen stays unseen.
            return run
        return replace(run, colour=_legible_on(self.style, run.colour, behind))


def _covers(shape: Shape | Picture, point: tuple[int, int]) -> bool:
    """Whether a point lies in a shape; presets but ellipses are taken for their box."""
    box, (x, y) = shape.box, point
    if not (box.x <= x <= box.right and box.y <= y <= box.bottom):
        return False
    if isinstance(shape, Shape) and isinstance(shape.geometry, Path):
        return _inside(_outline(shape.geometry), x - box.x, y - box.y)
    if shape.geometry in _ROUND:
        across, down = (x - box.centre[0]) / (box.w / 2), (y - box.centre[1]) / (box.h / 2)
        return across**2 + down**2 <= 1
    return True


def _outline(path: Path) -> list[tuple[float, float]]:
    """Points along a path."""
    points: list[tuple[float, float]] = []
    for name, *numbers in path.commands:
        values = [float(one) for one in numbers]
        if name == "A":
            points += _arc(points[-1], *values)
        elif values:
            points.append((values[-2], values[-1]))
    return points


def _arc(start: tuple[float, float], rx: float, ry: float, begin: float, sweep: float) -> list[tuple[float, float]]:
    """Points on an arc that begins where the last one was (DrawingML ``arcTo``)."""
    first = math.radians(begin)
    x, y = start[0] - rx * math.cos(first), start[1] - ry * math.sin(first)
    angles = (first + math.radians(sweep) * step / _STEPS for step in range(1, _STEPS + 1))
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def _inside(points: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point lies in a polygon: a ray to the right crosses its edges an odd number of times."""
    crossings = 0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], *points[:1]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1
