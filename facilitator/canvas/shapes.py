"""What is drawn: shapes as plain data in EMU, independent of any file format.

Colours are names of the theme's colour scheme (``accent1``, ``tx1``, ``bg2`` …), never RGB, so that another theme
recolours everything. A shape's coordinates are the slide's, inside a group too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, TypeAlias

from facilitator.canvas.units import Emu, pt
from facilitator.deck.model import Note

__all__ = [
    "NO_INSETS", "Anchor", "AnyShape", "Box", "Canvas", "Cell", "Colour", "Connector", "Countdown", "Glue", "Group",
    "Insets", "Line", "Note", "Paragraph", "Path", "Picture", "Placeholder", "Run", "Shape", "Table", "TextBody",
]  # fmt: skip


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

    def clipped(self, to: Box) -> Box:
        """The part of it that lies in another; without area where there is none."""
        x, y = max(self.x, to.x), max(self.y, to.y)
        return Box(x, y, max(min(self.right, to.right) - x, 0), max(min(self.bottom, to.bottom) - y, 0))

    def inset(self, dx: Emu, dy: Emu | None = None) -> Box:
        """The box with margins of ``dx`` at the sides and ``dy`` (or ``dx``) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

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


Scheme: TypeAlias = Literal[
    "bg1", "tx1", "bg2", "tx2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"
]


@dataclass(frozen=True, slots=True)
class Colour:
    """A theme colour, of which ``tint`` per cent are kept and the rest is white, or ``shade`` and black; ``alpha`` per
    cent opaque.
    """

    scheme: Scheme
    tint: int = 100
    shade: int = 100
    alpha: int = 100


@dataclass(frozen=True, slots=True)
class Line:
    """An outline or a connector's stroke. ``head`` is the arrow at its start, ``tail`` the one at its end."""

    colour: Colour
    width: Emu = pt(1)
    dash: Literal["solid", "dash", "sysDot"] = "solid"
    head: Literal["none", "triangle", "oval"] = "none"
    tail: Literal["none", "triangle", "oval"] = "none"


@dataclass(frozen=True, slots=True)
class Run:
    """Text with one look; None inherits from the paragraph's text body."""

    text: str
    bold: bool | None = None
    italic: bool = False
    colour: Colour | None = None
    size: float | None = None
    """Points."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs, and how they stand. ``bullet`` hangs at the left of ``indent``."""

    runs: tuple[Run, ...]
    align: Literal["l", "ctr", "r"] = "l"
    bullet: str | None = None
    """One character, or ``"1."`` for automatic numbers."""
    level: int = 0
    before: float = 0
    """Space above in points (not above the first paragraph of a body)."""
    indent: Emu = 0
    """Hanging indent of the text behind the bullet."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


Insets: TypeAlias = tuple[Emu, Emu, Emu, Emu]
"""Left, top, right, bottom."""
NO_INSETS: Insets = (0, 0, 0, 0)
Anchor: TypeAlias = Literal["t", "ctr", "b"]


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
    """A straight line or arrow between two points, glued to shapes where that is said."""

    name: str
    start: tuple[Emu, Emu]
    end: tuple[Emu, Emu]
    line: Line
    begin: Glue | None = None
    finish: Glue | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, cropped to fill its box (left, top, right, bottom in 1/100 000 of the picture)."""

    name: str
    box: Box
    blob: bytes
    alt: str
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    geometry: str = "rect"


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
    """A placeholder of the layout, filled. ``box`` None keeps the layout's place, ``size`` None its size."""

    role: Literal["title", "ctrTitle", "subTitle", "body", "ftr", "dt", "sldNum"]
    name: str
    paragraphs: tuple[Paragraph, ...]
    index: int | None = None
    size: float | None = None
    box: Box | None = None


AnyShape: TypeAlias = Shape | Connector | Picture | Table | Group | Placeholder


@dataclass(frozen=True, slots=True)
class Countdown:
    """The shape with key ``bar`` drains from right to left in ``minutes``."""

    bar: str
    minutes: int
    start: Literal["click", "slide"] = "click"
    """On a click on the bar, or with the slide."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """One slide, drawn. Shapes come in reading order, which is also the order in which they are painted."""

    id: str
    title: str
    layout: str
    """Name of a layout in `facilitator.canvas.own_layouts`."""
    shapes: tuple[AnyShape, ...]
    section: str = ""
    notes: tuple[Note, ...] = ()
    countdown: Countdown | None = None
    tags: tuple[tuple[str, str], ...] = field(default=())
    """Kept in the file, unseen: name (upper case) and value."""
    block: str = ""
    """The id of the agenda block that it belongs to; empty when it belongs to none."""
