"""What is drawn: shapes as plain data in EMU, independent of any file format.

Colours are names of the theme's colour scheme (``accent1``, ``tx1``, ``bg2`` …), never RGB, so that another theme
recolours everything. A shape's coordinates are the slide's, inside a group too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol, TypeAlias

from facilitator.canvas import Align, Anchor, Box, Emu, Insets, pt
from facilitator.text import Marked, from_right

__all__ = [
    "NO_INSETS", "AnyShape", "Canvas", "Cell", "Colour", "Connector", "Countdown", "Glue", "Group",
    "Line", "Note", "Paragraph", "Path", "Picture", "Placeholder", "Run", "Shape", "Table", "TextBody",
    "covers", "walked",
]  # fmt: skip


# The three signals are no colours of a theme: red is red everywhere.
Scheme: TypeAlias = Literal[
    "bg1",
    "tx1",
    "bg2",
    "tx2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
    "red",
    "yellow",
    "green",
]


@dataclass(frozen=True, slots=True)
class Colour:
    """A theme colour, of which ``tint`` per cent are kept and the rest is white, or ``shade`` and black; ``alpha`` per
    cent opaque, and with ``saturation`` per cent of its own.
    """

    scheme: Scheme
    tint: int = 100
    shade: int = 100
    alpha: int = 100
    saturation: int = 100


@dataclass(frozen=True, slots=True)
class Line:
    """An outline or a connector's stroke. ``head`` is the arrow at its start, ``tail`` the one at its end."""

    colour: Colour
    width: Emu = pt(1)
    dash: Literal["solid", "dash", "sysDot"] = "solid"
    head: Literal["none", "triangle", "oval"] = "none"
    tail: Literal["none", "triangle", "oval"] = "none"
    cap: Literal["flat", "rnd"] = "flat"
    """How a stroke ends."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one look; None inherits from the paragraph's text body."""

    text: str
    bold: bool | None = None
    italic: bool = False
    colour: Colour | None = None
    size: float | None = None
    """Points."""
    link: str = ""
    """An address that a click on it leads to."""

    @property
    def pieces(self) -> tuple[Run, ...]:
        """A run for each look that the markup of its text gives it."""
        if not isinstance(self.text, Marked):
            return (self,)
        return tuple(
            [
                replace(
                    self, text=one.text, bold=one.bold or self.bold, italic=one.italic or self.italic, link=one.link
                )
                for one in self.text.pieces
            ]
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs, and how they stand; one whose text has markup becomes one for each of its looks. ``bullet`` hangs at the
    left of ``indent``.
    """

    runs: tuple[Run, ...]
    align: Align = "l"
    """Where its lines stand; a text that is read from the right begins there."""
    bullet: str | None = None
    """One character, or ``"1."`` for automatic numbers."""
    level: int = 0
    before: float = 0
    """Space above in points (not above the first paragraph of a body)."""
    indent: Emu = 0
    """Hanging indent of the text behind the bullet."""

    def __post_init__(self) -> None:
        if any(isinstance(run.text, Marked) for run in self.runs):
            object.__setattr__(self, "runs", tuple([piece for run in self.runs for piece in run.pieces]))
        if self.align == "l" and self.from_right:
            object.__setattr__(self, "align", "r")

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def from_right(self) -> bool:
        """Whether it is read from right to left."""
        return from_right(self.text)


NO_INSETS: Insets = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TextBody:
    """Paragraphs in a box, at a size that has been measured to fit."""

    paragraphs: tuple[Paragraph, ...]
    size: float
    """Points, for every run that has no size of its own."""
    colour: Colour = Colour("tx1")
    bold: bool = False
    anchor: Anchor = "t"
    insets: Insets = NO_INSETS
    major: bool = False
    """Set in the theme's heading font."""

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Path:
    """A free form in its box: commands with coordinates in EMU from the box's corner.

    ``("M", x, y)``, ``("L", x, y)``, ``("C", x1, y1, x2, y2, x, y)``, ``("A", rx, ry, start°, sweep°)`` (from the
    current point, degrees clockwise from three o'clock, as in DrawingML ``arcTo``), ``("Z",)``. ``text`` is where text
    may stand.
    """

    commands: tuple[tuple[str | float, ...], ...]
    text: Box | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """An auto shape, free form, or text box."""

    name: str
    box: Box
    geometry: str | Path = "rect"
    """A preset's name (``rect``, ``roundRect``, ``ellipse``, ``chevron`` …, ECMA-376 20.1.10.56) or a path."""
    adjust: tuple[tuple[str, int], ...] = ()
    """Adjust values of the preset, e.g. ``(("adj", 12000),)``."""
    fill: Colour | None = None
    line: Line | None = None
    text: TextBody | None = None
    rotation: float = 0
    """Degrees clockwise."""
    alt: str = ""
    decorative: bool = False
    link: str | None = None
    """Id of the slide that a click leads to."""
    key: str | None = None
    """A name that connectors and countdowns on the same canvas refer to."""


@dataclass(frozen=True, slots=True)
class Glue:
    """A connection site of the shape with that key: on rectangles 0 top, 1 left, 2 bottom, 3 right; on ellipses eight,
    counter-clockwise from the top.
    """

    key: str
    site: int


@dataclass(frozen=True, slots=True)
class Connector:
    """A line or arrow between two points, glued to shapes where that is said."""

    name: str
    start: tuple[Emu, Emu]
    end: tuple[Emu, Emu]
    line: Line
    begin: Glue | None = None
    finish: Glue | None = None
    curved: bool = False
    """It leaves both ends level, and bends between them like an S; else it is straight."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, cropped to fill its box (left, top, right, bottom in 1/100 000 of the picture)."""

    name: str
    box: Box
    blob: bytes
    alt: str
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    geometry: str = "rect"
    kind: str = ""
    """The attributes of ``p:ph``, where it fills a placeholder of its layout."""

    @property
    def cut(self) -> float:
        """The share of it that is not seen."""
        left, top, right, bottom = (share / 100_000 for share in self.crop)
        return 1 - (1 - left - right) * (1 - top - bottom)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell."""

    text: TextBody
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A native table; the first row is its header."""

    name: str
    box: Box
    widths: tuple[Emu, ...]
    heights: tuple[Emu, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rule: Line
    """The line under every row."""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together; a figure is one named group."""

    name: str
    box: Box
    shapes: tuple[AnyShape, ...]
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder of the layout, filled. ``box`` None keeps the layout's place, ``size`` None its size; what it shows
    behind its text may have a larger ``ground``; ``anchor`` None keeps where in its height the layout sets the text.
    """

    role: Literal["title", "ctrTitle", "subTitle", "body", "ftr", "dt", "sldNum"]
    name: str
    paragraphs: tuple[Paragraph, ...]
    index: int | None = None
    size: float | None = None
    box: Box | None = None
    ground: Box | None = None
    anchor: Anchor | None = None


AnyShape: TypeAlias = Shape | Connector | Picture | Table | Group | Placeholder


def walked(shapes: Iterable[AnyShape]) -> Iterator[AnyShape]:
    """The shapes in order, a group before what is in it."""
    for shape in shapes:
        yield shape
        if isinstance(shape, Group):
            yield from walked(shape.shapes)


@dataclass(frozen=True, slots=True)
class Countdown:
    """The shape with key ``bar`` drains from right to left in ``minutes``."""

    bar: str
    minutes: int
    start: Literal["click", "slide"] = "click"
    """On a click on the bar, or with the slide."""


class Note(Protocol):
    """A paragraph of speaker notes, as a deck has it."""

    @property
    def text(self) -> str: ...

    @property
    def label(self) -> str:
        """Stands before it in bold."""

    @property
    def level(self) -> int:
        """1 is indented."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """One slide, drawn. Shapes come in reading order, which is also the order in which they are painted."""

    id: str
    title: str
    layout: str
    """Name of a layout in `facilitator.canvas.own_layouts`, and which of several designs it is of (`Design.way`)."""
    shapes: tuple[AnyShape, ...]
    section: str = ""
    notes: tuple[Note, ...] = ()
    countdown: Countdown | None = None
    tags: tuple[tuple[str, str], ...] = field(default=())
    """Kept in the file, unseen: name (upper case) and value."""
    block: str = ""
    """The id of the agenda block that it belongs to; empty when it belongs to none."""
    made_of: str = ""
    """The fingerprint of all that it was drawn from; empty where that is not known."""
    bare: bool = False
    """Its shapes cover the layout: it has neither footer nor number."""


_ROUND = frozenset(["ellipse", "flowChartConnector"])
_STEPS = 8
"""Points on an arc that stand for it."""


def covers(shape: Shape | Picture, point: tuple[int, int]) -> bool:
    """Whether a point (EMU) lies in a shape; presets but ellipses are taken for their box."""
    box, (x, y) = shape.box, point
    if not box.covers(point):
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
