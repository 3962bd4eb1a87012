"""Text on a slide: the bodies of shapes and the cells of tables, as paragraphs and runs that know how they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facilitator.canvas.shapes import Box, Insets
from facilitator.canvas.units import Emu
from facilitator.office.colours import Paint, Palette, said_fill
from facilitator.office.shapes import Shape, text_of
from facilitator.office.xml import Element, find, first, flag, number, percent, present, tag

__all__ = [
    "USUAL_INSETS",
    "Inherited",
    "Look",
    "Looks",
    "Paragraph",
    "Run",
    "Text",
    "defaults",
    "insets_of",
    "texts_of",
]

_SIZE = 18.0
"""What text has that nothing gives a size (ECMA-376 21.1.2.3.9)."""


class Look(NamedTuple):
    """How a run shows."""

    size: float
    """Points."""
    bold: bool
    family: str
    """The font's; empty where it is unknown."""
    paint: Paint | None
    """None where it is not one known colour."""
    language: str


@dataclass(frozen=True)
class Inherited:
    """What a shape's text inherits, the nearest first."""

    palette: Palette
    theme: Element | None
    styles: tuple[Element, ...]
    """Lists of levels: of the layout's and the master's placeholders, the master's text styles, the deck's."""
    bodies: tuple[Element, ...]
    """``a:bodyPr`` of the layout's and the master's placeholders."""


class Looks(NamedTuple):
    """Where the look of a paragraph's runs is found."""

    inherited: Inherited
    scale: float
    """By how much the text has been shrunk to fit."""
    reference: Element | None
    """``a:fontRef`` of the shape's style, which comes between its own levels and those it inherits."""
    styled: bool
    """Whether a table style, which is not read, comes there."""
    near: list[Element]
    """``a:defRPr`` of the shape's own levels …"""
    far: list[Element]
    """… and of those it inherits."""

    def of(self, own: Element | None) -> Look:
        """That of a run with these properties (``a:rPr``) of its own."""
        near = [*present([own]), *self.near]
        says = [*near, *self.far]
        size = first(number(one, "sz") for one in says)
        return Look(
            (size / 100 if size else _SIZE) * self.scale,
            first(flag(one, "b") for one in says) or False,
            self._family(says),
            self._paint(own, near),
            first(one.get("lang") for one in says) or "",
        )

    def _family(self, says: Sequence[Element]) -> str:
        found = present(find(one, "a:latin") for one in says)
        name = next((str(font.get("typeface")) for font in found if font.get("typeface")), "+mn-lt")
        if not name.startswith("+"):
            return name
        kind = "major" if name.startswith("+mj") else "minor"
        font = find(self.inherited.theme, f"a:themeElements/a:fontScheme/a:{kind}Font/a:latin")
        return str(font.get("typeface", "")) if font is not None else ""

    def _paint(self, own: Element | None, near: Sequence[Element]) -> Paint | None:
        colours = self.inherited.palette
        if _is_link(own):
            return colours.named("hlink")
        fill = said_fill(near)
        if fill is not None:
            return colours.fill(fill)
        if self.reference is not None or self.styled:
            return colours.colour(self.reference)
        fill = said_fill(self.far)
        return colours.named("tx1") if fill is None else colours.fill(fill)


def defaults(levels: Iterable[Element]) -> list[Element]:
    """The properties of runs that levels say."""
    return present(find(level, "a:defRPr") for level in levels)


def _is_link(own: Element | None) -> bool:
    """A link shows in the theme's colour for links, unless it says that it keeps its own."""
    link = find(own, "a:hlinkClick")
    if link is None or not link.get(tag("r:id")):
        return False
    return not any(mark.get("val") == "tx" for mark in link.iter(tag("ahyp:hlinkClr")))


_RUNS = (tag("a:r"), tag("a:fld"), tag("a:br"))
USUAL_INSETS: Insets = (91_440, 45_720, 91_440, 45_720)
"""What text keeps from the edges where nothing says otherwise (ECMA-376 21.1.2.1.1)."""
_INSETS, _CELL_INSETS = ("lIns", "tIns", "rIns", "bIns"), ("marL", "marT", "marR", "marB")
_NO_STYLES = frozenset(["{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}"])
"""The table styles »No Style, No Grid« and »No Style, Table Grid«: no fills, no colours."""


def insets_of(says: Sequence[Element], names: Sequence[str] = _INSETS) -> Insets:
    """What the first of these elements that says any keeps from the left, top, right, and bottom edge."""
    said = (first(number(one, name) for one in says) for name in names)
    found = zip(said, USUAL_INSETS, strict=True)
    left, top, right, bottom = (usual if value is None else value for value, usual in found)
    return left, top, right, bottom


class Run(NamedTuple):
    """A piece of text with one look."""

    text: str
    look: Look


class Paragraph(NamedTuple):
    """Runs, and the room they take."""

    runs: tuple[Run, ...]
    end: Look
    """That of a paragraph without runs."""
    margin: Emu
    """At the left."""
    before: float
    """Points, as `after`."""
    after: float
    spacing: float
    """Of lines, as a share of the font's own …"""
    pitch: float | None
    """… or from line to line in points."""


@dataclass(frozen=True, eq=False)
class Text:
    """A text body: that of a shape, or of a cell."""

    shape: Shape
    body: Element
    box: Box | None
    inherited: Inherited
    cell: Element | None = None
    """``a:tc``."""

    @property
    def text(self) -> str:
        return text_of(self.body)

    @property
    def styled_cell(self) -> bool:
        """Whether a table style decides on colours, which is not read here."""
        style = find(self.shape.table, "a:tblPr/a:tableStyleId")
        return self.cell is not None and style is not None and (style.text or "").upper() not in _NO_STYLES

    @cached_property
    def bodies(self) -> tuple[Element, ...]:
        """``a:bodyPr``, its own and those it inherits."""
        return (*present([find(self.body, "a:bodyPr")]), *self.inherited.bodies)

    def setting(self, name: str) -> str:
        """An attribute of ``a:bodyPr``; empty where nothing says it."""
        return first(body.get(name) for body in self.bodies) or ""

    @cached_property
    def insets(self) -> Insets:
        """Left, top, right, bottom."""
        cell = find(self.cell, "a:tcPr")
        says, names = (self.bodies, _INSETS) if self.cell is None else (present([cell]), _CELL_INSETS)
        return insets_of(says, names)

    @cached_property
    def fitting(self) -> Element | None:
        """``a:noAutofit``, ``a:normAutofit``, or ``a:spAutoFit``."""
        kinds = [tag(f"a:{kind}") for kind in ("noAutofit", "normAutofit", "spAutoFit")]
        return next((child for body in self.bodies for child in body.iterchildren(*kinds)), None)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(self._paragraph(element) for element in self.body.iterchildren(tag("a:p")))

    @property
    def runs(self) -> Iterator[Run]:
        """The pieces that show something."""
        return (run for paragraph in self.paragraphs for run in paragraph.runs if run.text.strip())

    @property
    def _scale(self) -> float:
        """By how much PowerPoint has shrunk the text to fit."""
        return percent(self.fitting, "fontScale") or 1.0

    @property
    def _reference(self) -> Element | None:
        """What the shape's style says of its text: ``a:fontRef``."""
        return None if self.cell is not None else find(self.shape.element, "p:style/a:fontRef")

    def _paragraph(self, element: Element) -> Paragraph:
        own = find(element, "a:pPr")
        level = f"a:lvl{min(max(number(own, 'lvl') or 0, 0), 8) + 1}pPr"
        near = present([find(self.body, f"a:lstStyle/{level}")])
        far = present(find(style, level) for style in self.inherited.styles)
        rest = present(find(style, "a:defPPr") for style in self.inherited.styles)
        looks = Looks(
            self.inherited, self._scale, self._reference, self.styled_cell, defaults(near), defaults([*far, *rest])
        )
        runs = tuple(
            Run("\n" if part.tag == tag("a:br") else part.findtext(tag("a:t")) or "", looks.of(find(part, "a:rPr")))
            for part in element.iterchildren(*_RUNS)
        )
        end = looks.of(find(element, "a:endParaRPr"))
        size = runs[0].look.size if runs else end.size
        says = [*present([own]), *near, *far]
        spacing = first(find(one, "a:lnSpc") for one in says)
        reduced = 1 - (percent(self.fitting, "lnSpcReduction") or 0)
        return Paragraph(
            runs,
            end,
            first(number(one, "marL") for one in says) or 0,
            _space(says, "a:spcBef", size),
            _space(says, "a:spcAft", size),
            (percent(find(spacing, "a:spcPct"), "val") or 1.0) * reduced,
            _points(find(spacing, "a:spcPts")),
        )


def _points(element: Element | None) -> float | None:
    value = number(element, "val")
    return None if value is None else value / 100


def _space(says: Sequence[Element], name: str, size: float) -> float:
    """Space above or below in points; a percentage is one of the line."""
    found = first(find(one, name) for one in says)
    points = _points(find(found, "a:spcPts"))
    return points if points is not None else (percent(find(found, "a:spcPct"), "val") or 0) * size * 1.2


def texts_of(shape: Shape, box: Box | None, inherited: Inherited) -> Iterator[Text]:
    """The text of a shape, or the texts of a table's cells."""
    if shape.body is not None:
        yield Text(shape, shape.body, box, inherited)
    elif shape.table is not None:
        yield from _cells(shape, shape.table, box, inherited)


def _cells(shape: Shape, table: Element, box: Box | None, inherited: Inherited) -> Iterator[Text]:
    widths = [number(column, "w") or 0 for column in table.iterfind(f"{tag('a:tblGrid')}/{tag('a:gridCol')}")]
    top = box.y if box else 0
    for row in table.iterchildren(tag("a:tr")):
        height = number(row, "h") or 0
        for column, cell in enumerate(row.iterchildren(tag("a:tc"))):
            body = find(cell, "a:txBody")
            if body is None or flag(cell, "hMerge") or flag(cell, "vMerge"):
                continue
            width = sum(widths[column : column + (number(cell, "gridSpan") or 1)])
            place = Box(box.x + sum(widths[:column]), top, width, height) if box else None
            yield Text(shape, body, place, inherited, cell)
        top += height
