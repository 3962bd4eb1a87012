"""Text on a slide: the bodies of shapes and the cells of tables, as paragraphs and runs that know how they look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facilitator.canvas.shapes import Box, Insets
from facilitator.canvas.units import Emu
from facilitator.inspection.looks import Inherited, Look, Looks, defaults
from facilitator.inspection.markup import Element, find, first, flag, number, percent, present, tag
from facilitator.inspection.shapes import Shape, text_of

__all__ = ["USUAL_INSETS", "Paragraph", "Run", "Text", "insets_of", "texts_of"]

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
