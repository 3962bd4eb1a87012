"""Text on a slide: the bodies of shapes and the cells of tables, as paragraphs and runs that know how they look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facilitator.canvas import Box, Emu, Insets
from facilitator.office import Element, find, first, flag, number, percent, present, tag
from facilitator.office.colours import Paint, Palette, said_fill
from facilitator.office.shapes import Shape, text_of

__all__ = ["USUAL_INSETS", "Inherited", "Level", "Look", "Paragraph", "Run", "Text", "texts_of", "theme_font"]

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
    italic: bool = False
    underlined: bool = False
    capitals: bool = False
    """Shown in capitals, whatever is written."""


@dataclass(frozen=True)
class Inherited:
    """What a shape's text inherits, the nearest first."""

    palette: Palette
    theme: Element | None
    styles: tuple[Element, ...]
    """Lists of levels: of the layout's and the master's placeholders, the master's text styles, the deck's."""
    bodies: tuple[Element, ...]
    """``a:bodyPr`` of the layout's and the master's placeholders."""


@dataclass(frozen=True, eq=False)
class Level:
    """One level of a text: what it says of paragraphs and runs, along everything that it inherits."""

    text: Text
    near: Sequence[Element]
    """``a:lvlNpPr`` of the text's own list of levels …"""
    far: Sequence[Element]
    """… of those it inherits …"""
    rest: Sequence[Element]
    """… and ``a:defPPr``, which stands behind all levels and says something of runs only."""

    @property
    def says(self) -> list[Element]:
        """What is said of its paragraphs, the nearest first."""
        return [*self.near, *self.far]

    @cached_property
    def runs(self) -> list[Element]:
        """``a:defRPr``: what is said of its runs, the nearest first."""
        return [*self._near, *self._far]

    def look(self, own: Element | None = None) -> Look:
        """That of a run with these properties (``a:rPr``) of its own."""
        says = [*present([own]), *self.runs]
        size = first(number(one, "sz") for one in says)
        return Look(
            (size / 100 if size else _SIZE) * self.text.scale,
            first(flag(one, "b") for one in says) or False,
            self._family(says),
            self._paint(own),
            first(one.get("lang") for one in says) or "",
            first(flag(one, "i") for one in says) or False,
            (first(one.get("u") for one in says) or "none") != "none",
            first(one.get("cap") for one in says) == "all",
        )

    @cached_property
    def _near(self) -> list[Element]:
        return _of_runs(self.near)

    @cached_property
    def _far(self) -> list[Element]:
        return _of_runs([*self.far, *self.rest])

    def _family(self, says: Sequence[Element]) -> str:
        found = present(find(one, "a:latin") for one in says)
        name = next((str(font.get("typeface")) for font in found if font.get("typeface")), "+mn-lt")
        if not name.startswith("+"):
            return name
        return theme_font(self.text.inherited.theme, "major" if name.startswith("+mj") else "minor")

    def _paint(self, own: Element | None) -> Paint | None:
        colours = self.text.inherited.palette
        if _is_link(own):
            return colours.named("hlink")
        fill = said_fill([own, *self._near])
        if fill is not None:
            return colours.fill(fill)
        # What the shape's style says comes between its own levels and those it inherits; so does a table's style.
        reference = self.text.reference
        if reference is not None or self.text.styled_cell:
            return colours.colour(reference)
        fill = said_fill(self._far)
        return colours.named("tx1") if fill is None else colours.fill(fill)


def theme_font(theme: Element | None, kind: str) -> str:
    """The family that a theme has for headings (``major``) or texts (``minor``); empty where it says none."""
    font = find(theme, f"a:themeElements/a:fontScheme/a:{kind}Font/a:latin")
    return "" if font is None else str(font.get("typeface", ""))


def _of_runs(levels: Iterable[Element]) -> list[Element]:
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
    align: str = "l"
    """``l``, ``ctr``, ``r``, or ``just``."""
    bullet: str = ""
    """The sign before it, or ``"1."`` where it is numbered."""
    indent: Emu = 0
    """By how much its first line stands further in; less than 0 where it hangs out."""


@dataclass(frozen=True, eq=False)
class Text:
    """A text body: that of a shape, or of a cell."""

    shape: Shape
    body: Element | None
    """``p:txBody`` or ``a:txBody``; None for a placeholder of a layout that has none."""
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
        cell = present([find(self.cell, "a:tcPr")])
        says, names = (self.bodies, _INSETS) if self.cell is None else (cell, _CELL_INSETS)
        said = (first(number(one, name) for one in says) for name in names)
        found = zip(said, USUAL_INSETS, strict=True)
        left, top, right, bottom = (usual if value is None else value for value, usual in found)
        return left, top, right, bottom

    @cached_property
    def fitting(self) -> Element | None:
        """``a:noAutofit``, ``a:normAutofit``, or ``a:spAutoFit``."""
        kinds = [tag(f"a:{kind}") for kind in ("noAutofit", "normAutofit", "spAutoFit")]
        return next((child for body in self.bodies for child in body.iterchildren(*kinds)), None)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        found = () if self.body is None else self.body.iterchildren(tag("a:p"))
        return tuple(self._paragraph(element) for element in found)

    @property
    def runs(self) -> Iterator[Run]:
        """The pieces that show something."""
        return (run for paragraph in self.paragraphs for run in paragraph.runs if run.text.strip())

    @property
    def scale(self) -> float:
        """By how much PowerPoint has shrunk the text to fit."""
        return percent(self.fitting, "fontScale") or 1.0

    @property
    def reference(self) -> Element | None:
        """What the shape's style says of its text: ``a:fontRef``."""
        return None if self.cell is not None else find(self.shape.element, "p:style/a:fontRef")

    def level(self, number_: int) -> Level:
        """The level of this number, from 1."""
        name = f"a:lvl{number_}pPr"
        near = present([find(self.body, f"a:lstStyle/{name}")])
        far = present(find(style, name) for style in self.inherited.styles)
        return Level(self, near, far, present(find(style, "a:defPPr") for style in self.inherited.styles))

    def _paragraph(self, element: Element) -> Paragraph:
        own = find(element, "a:pPr")
        level = self.level(min(max(number(own, "lvl") or 0, 0), 8) + 1)
        runs = tuple(
            Run("\n" if part.tag == tag("a:br") else part.findtext(tag("a:t")) or "", level.look(find(part, "a:rPr")))
            for part in element.iterchildren(*_RUNS)
        )
        end = level.look(find(element, "a:endParaRPr"))
        size = runs[0].look.size if runs else end.size
        says = [*present([own]), *level.says]
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
            first(one.get("algn") for one in says) or "l",
            _bullet(says),
            first(number(one, "indent") for one in says) or 0,
        )


def _bullet(says: Sequence[Element]) -> str:
    """The sign, by the nearest that says anything of it."""
    kinds = [tag(f"a:{kind}") for kind in ("buNone", "buAutoNum", "buChar")]
    found = first(next(one.iterchildren(*kinds), None) for one in says)
    if found is None or found.tag == kinds[0]:
        return ""
    return "1." if found.tag == kinds[1] else str(found.get("char", ""))


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
