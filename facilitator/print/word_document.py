"""A document (`Document`) as a Word file, to be written on in; how it looks is in `word_looks`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import _Cell, _Row

from facilitator.canvas.fonts import Font
from facilitator.content.theme import Theme
from facilitator.print import (
    LOOKS,
    Bar,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Line,
    Part,
    Row,
    Slips,
    Strip,
    Table,
    Ticked,
    word,
    word_looks,
)
from facilitator.print.word_fit import HEADED, column_widths, filling, longest_word, row_height, title_size, write_slips
from facilitator.print.word_looks import DESIGNS, QUIET, Design, Look, closer, footer, hang, saved, spaced, striped
from facilitator.text import joined

if TYPE_CHECKING:
    import docx.document
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell
    from docx.text.paragraph import Paragraph

__all__ = ["document_word"]

_HALF_MARGIN = 15
"""mm, of an A5."""
_STRIP_HEIGHT, _PATTERN = 14, 4
"""mm of a strip, and of the cell in the pattern of its kind."""
_NARROWEST, _ROOM_FOR_TITLE = 4, 18
"""mm: a bar less wide shows no number, or no title."""
_LONG = 60
"""mm: a row that is measured higher may break over two pages, between its steps."""
_HEADED, _LOWEST = 60, 9
"""mm: what stands above and below the rows that fill a page, and the least height that tells."""
_SPARE = 6
"""mm of a page that is filled, for what another program takes more than measured."""
_CAPTION, _EDGE, _OFF = 8, 0.5, 1.5
"""Points of the words on a strip; mm that they keep from the ends of their bar, and numbers from the next column."""
_BESIDE, _TINT, _BAND = 4, 0.86, 0.92
"""mm between a fact and the one beside it; how much white is in the colour of a bar, and of a row that is a heading."""


def document_word(document: Document, theme: Theme, created: date | None = None, author: str = "") -> bytes:
    """The document as a Word file, always the same bytes; it bears the date and the author."""
    design = DESIGNS[document.design]
    paper: word.Paper = "half" if document.halves else "landscape" if design.landscape else "portrait"
    margin = _HALF_MARGIN if document.halves else design.margin
    more = closer if design.dense else None
    made = word.document(theme, document.locale, document.title, paper=paper, margin=margin, more=more)
    if document.halves:
        design = replace(design, title=24)
    section: Any = made.sections[0]
    if design.title:
        room = word.inner_width(section) - (made.styles["Title"].paragraph_format.right_indent or 0)
        design = replace(design, title=title_size(document.title, design.title, theme, Length(room).mm))
    if design.sizes or design.ways:
        high = word.inner_height(section).mm - _SPARE
        wide = word.inner_width(section).mm - (_PATTERN if design.patterned else 0)
        design = filling(design, document, theme, wide, high)
    writer = _Writer(made, design, theme)
    if document.page or document.foot:
        footer(made, document.foot, document.page)
    if document.name:
        writer.paragraph(document.name, design.name)
    title = word.line(made, document.title, style="Title")
    if design.title:
        for run in title.runs:
            run.font.size = Pt(design.title)
    if document.subtitle:
        word.line(made, document.subtitle, style="Subtitle")
    for part in document.parts:
        writer.part(part)
    return saved(made, created, author)


class _Writer:
    """Writes a document from the top down."""

    def __init__(self, made: docx.document.Document, design: Design, theme: Theme) -> None:
        self._made, self._design, self._theme = made, design, theme
        self._width = round(word.inner_width(made.sections[0]).mm, 1)
        self._parts: dict[type[Any], Callable[[Any], None]] = {
            Heading: self._heading,
            Line: self._lone,
            Facts: self._facts,
            Ticked: self._ticked,
            Table: self._table,
            Slips: self._slips,
            Strip: self._strips,
        }

    def part(self, part: Part) -> None:
        """Add it at the end."""
        self._parts[type(part)](part)

    def paragraph(self, text: str, look: Look) -> None:
        """A paragraph by itself."""
        self._run(word.line(self._made, style=look.style), text, look)

    # --- texts ------------------------------------------------------------------------------------------------------

    def _look(self, role: str, quiet: bool = False) -> Look:
        found = self._design.quiet.get(role) if quiet else None
        return found or self._design.looks.get(role, Look())

    def _run(self, paragraph: Paragraph, text: str, look: Look) -> None:
        for run in word.written(paragraph, text):
            if look.bold:
                run.bold = True
            if look.italic:
                run.italic = True
            if look.size:
                run.font.size = Pt(look.size)
            if look.colour:
                run.font.color.rgb = RGBColor.from_string(self._colour(look.colour))

    def _fill(self, paragraph: Paragraph, line: Line, quiet: bool) -> None:
        """The texts of a line, each in its look."""
        for number, one in enumerate(line.texts):
            self._run(paragraph, joined("", (" " if number else "", one.text)), self._look(one.role, quiet))

    def _symbol(self, paragraph: Paragraph, kind: str) -> None:
        """The sign of a block kind, in its colour."""
        look = LOOKS[kind]
        self._run(paragraph, f"{look.symbol} ", Look(bold=True, colour=look.colour))

    def _colour(self, name: str) -> str:
        return str(getattr(self._theme.colours, name, name)).upper()

    # --- parts ------------------------------------------------------------------------------------------------------

    def _heading(self, part: Heading) -> None:
        made = word.line(self._made, part.text, style=f"Heading {part.level}")
        made.paragraph_format.page_break_before = part.new_page or None
        for run in made.runs if self._design.large else ():
            run.font.size = Pt(round(self._design.large * HEADED[part.level - 1]))

    def _lone(self, part: Line) -> None:
        look = self._look(part.texts[0].role)
        made = word.line(self._made, style=look.style)
        if look.before:
            made.paragraph_format.space_before = Pt(look.before)
        if look.after:
            made.paragraph_format.space_after = Pt(look.after)
        self._fill(made, part, quiet=False)

    def _facts(self, part: Facts) -> None:
        if self._design.fact_columns:
            self._facts_side_by_side(part, self._design.fact_columns)
            return
        indent = self._design.fact_indent
        for label, value in (*part.facts, *([part.purpose] if part.purpose else [])):
            line = self._made.add_paragraph()
            line.paragraph_format.space_after = Pt(1 if indent else 2)
            if indent:
                hang(line, indent)
            line.add_run(f"{label}\t" if indent else f"{label}: ").bold = True
            word.written(line, value)

    def _facts_side_by_side(self, part: Facts, columns: int) -> None:
        """Each label over its value; the purpose, which is long, under them by itself, marked at its edge."""
        table = word.table(self._made, [self._width / columns] * columns, lines=False, margins=False)
        for first in range(0, len(part.facts), columns):
            for cell, fact in zip(word.row(table).cells, part.facts[first : first + columns], strict=False):
                self._fact(cell, fact)
        if part.purpose:
            marked = word.table(self._made, [self._width], lines=False)
            (cell,) = word.row(marked).cells
            self._fact(cell, part.purpose, bold=False)
            word_looks.outlined(cell, self._colour("accent1"), ["left"], thick=True)

    def _fact(self, cell: WordCell, fact: tuple[str, str], *, bold: bool = True) -> None:
        label, value = fact
        self._run(word.paragraph(cell), label, self._look("fact"))
        told = word.paragraph(cell)
        told.paragraph_format.right_indent = Mm(_BESIDE)
        self._run(told, value, Look(size=10.5, bold=bold))

    def _ticked(self, part: Ticked) -> None:
        for text in part.lines:
            line = self._made.add_paragraph()
            hang(line, 7)
            line.paragraph_format.space_after = Pt(3)
            word_looks.add_box(line)
            line.add_run("\t")
            word.written(line, text)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, part: Table) -> None:
        headings = [column.title for column in part.columns] if any(column.title for column in part.columns) else []
        before = [_PATTERN] if self._design.patterned else []
        widths = column_widths(part, self._design, self._theme, self._width - sum(before))
        # What is told large, with room around it, needs no lines.
        table = word.table(
            self._made, [*before, *widths], headings and [*[""] * len(before), *headings],
            lines=not self._design.fills, size=self._design.headings,
        )  # fmt: skip
        if headings:
            for cell, column in zip(table.rows[0].cells[len(before) :], part.columns, strict=True):
                _align(cell.paragraphs[0], column)
        high = self._high(part)
        for row in part.rows:
            whole = row_height(row, part, widths, self._design, self._theme) <= _LONG
            self._row(word.row(table, whole=whole or row.band), row, part.columns, high)
        if self._design.striped:
            striped(table, self._theme)

    def _high(self, part: Table) -> float:
        """mm: how high the rows are at least, so that they fill their page; 0 where they are as high as their texts."""
        page = word.inner_height(self._made.sections[0]).mm - _HEADED
        high = min(self._design.tall, page / len(part.rows))
        return high if high >= _LOWEST else 0

    def _row(self, added: _Row, row: Row, columns: Sequence[Column], high: float) -> None:
        cells = list(added.cells)
        if row.band:
            self._band(cells[0].merge(cells[-1]), row)
            return
        if high:
            added.height = Mm(high)
            for cell in cells:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        if self._design.patterned:
            first, *cells = cells
            word.paragraph(first)
            if row.kind:
                self._pattern(first, row.kind)
        for cell, content, column in zip(cells, row.cells, columns, strict=True):
            self._cell(cell, content, column, row)

    def _band(self, cell: WordCell, row: Row) -> None:
        for line in row.cells[0].lines:
            made = word.paragraph(cell, style=self._look(line.texts[0].role).style)
            made.paragraph_format.keep_with_next = True
            self._fill(made, line, quiet=False)
        if self._design.band:
            word_looks.shade(cell, _tinted(self._colour(self._design.band), _BAND))

    def _cell(self, cell: WordCell, content: Cell, column: Column, row: Row) -> None:
        if column.kind == "write":
            word_looks.outlined(cell, word.LINE)
        if not content.lines:
            made = word.paragraph(cell, style=self._look("text").style)
            if column.kind == "tick":
                word_looks.add_box(made, self._look("text").size)
        for number, line in enumerate(content.lines):
            made = word.paragraph(cell, style=self._look(line.texts[0].role, row.quiet).style)
            symbol = content.symbol if not number else None
            if symbol:
                self._symbol(made, symbol)
            self._fill(made, line, row.quiet)
            _align(made, column)
            if self._design.air:
                layout = made.paragraph_format
                layout.space_before = Mm(0 if number else self._design.air / 2)
                layout.space_after = Mm(self._design.air / 2 if number == len(content.lines) - 1 else 0)
            if column.kind == "steps":
                _set_step(made, line, content.lines[number + 1 :], first=not number)
            elif symbol and not self._design.patterned:
                made.paragraph_format.left_indent = Mm(5 * row.depth)
        if row.quiet and self._design.shaded:
            word_looks.shade(cell, QUIET)

    def _slips(self, part: Slips) -> None:
        page = self._width, word.inner_height(self._made.sections[0]).mm
        write_slips(self._made, part, page, self._theme, lambda made, line: self._fill(made, line, quiet=False))

    # --- the day strip ----------------------------------------------------------------------------------------------

    def _strips(self, part: Strip) -> None:
        """Heading, strips, and what their patterns mean."""
        word.line(self._made, style="Heading 2").add_run(part.title)
        scale = self._width / max(1, *(day.minutes for day in part.days))
        for day in part.days:
            if day.title:
                title = word.line(self._made, style="Table Heading")
                title.add_run(day.title)
                title.paragraph_format.space_before = Pt(4)
            if lasting := [bar for bar in day.bars if bar.minutes]:
                self._strip(lasting, scale, part)
                ticks = [(tick.at * scale, tick.clock) for tick in day.ticks]
                spaced(word.line(self._made, style="Table Text"), ticks, self._width)
        line = word.line(self._made, style="Table Text")
        for number, (kind, name) in enumerate(part.kinds):
            line.add_run("     " if number else "")
            self._symbol(line, kind)
            line.add_run(name)
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(3), Pt(6)

    def _strip(self, bars: Sequence[Bar], scale: float, part: Strip) -> None:
        """A table: a grid of every start and end along, and of every track across."""
        along = sorted({edge for bar in bars for edge in (bar.start, bar.start + bar.minutes)})
        across = sorted({edge for bar in bars for edge in (bar.top, bar.bottom)})
        widths = [(end - start) * scale for start, end in pairwise(along)]
        table = word.table(self._made, widths, lines=False, margins=False)
        word.described(table, part.title, part.text)
        for top, bottom in pairwise(across):
            row = word.row(table)
            row.height, row.height_rule = Mm(_STRIP_HEIGHT * (bottom - top)), WD_ROW_HEIGHT_RULE.EXACTLY
        for bar in bars:
            left, right = along.index(bar.start), along.index(bar.start + bar.minutes) - 1
            top, bottom = across.index(bar.top), across.index(bar.bottom) - 1
            caption = _merged(table, top, left, bottom, right)
            caption.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            self._caption(caption, bar, bar.minutes * scale)
            for line in range(top, bottom + 1):
                ends = (("top", line == top), ("left", True), ("bottom", line == bottom), ("right", True))
                shown = _part_of_merged(table, line, left)
                word_looks.outlined(
                    shown, self._colour(LOOKS[bar.kind].colour), [side for side, drawn in ends if drawn]
                )
                self._pattern(shown, bar.kind)

    def _caption(self, cell: WordCell, bar: Bar, width: float) -> None:
        """The number of a bar so many mm wide, and its title where none of its words would be divided."""
        line = word.paragraph(cell, "" if width < _NARROWEST else str(bar.number), bold=True)
        longest = longest_word([bar.title], _CAPTION, Font(self._theme.fonts.body))
        if width >= max(_ROOM_FOR_TITLE, longest + 2 * _EDGE) and bar.bottom - bar.top == 1:
            line.add_run(f" {bar.title}")
        for run in line.runs:
            run.font.size = Pt(_CAPTION)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout = line.paragraph_format
        layout.space_after, layout.left_indent, layout.right_indent = Pt(0), Mm(_EDGE), Mm(_EDGE)

    def _pattern(self, cell: WordCell, kind: str) -> None:
        """The kind's pattern in its colour on a tint of it; breaks and buffers stay white."""
        look = LOOKS[kind]
        if look.pattern != "nil":
            colour = self._colour(look.colour)
            word_looks.shade(cell, _tinted(colour, 0.35), pattern=look.pattern, ground=_tinted(colour, _TINT))


def _merged(table: WordTable, top: int, left: int, bottom: int, right: int) -> WordCell:
    """One cell out of all from the one corner to the other; `Table.cell` would make a list of them all every time."""
    first = _part_of_merged(table, top, left)
    alone = (top, left) == (bottom, right)
    return first if alone else first.merge(_part_of_merged(table, bottom, right))


def _part_of_merged(table: WordTable, row: int, column: int) -> WordCell:
    """One row's part of a cell that is merged over several; borders and shading are each part's own."""
    return _Cell(table.rows[row]._tr.tc_at_grid_offset(column), table)


def _align(made: Paragraph, column: Column) -> None:
    """Numbers end under each other, and keep off what stands beside them."""
    if column.kind == "number":
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        made.paragraph_format.right_indent = Mm(_OFF)


def _set_step(made: Paragraph, line: Line, following: Sequence[Line], *, first: bool) -> None:
    """A step and what belongs to it stay together, and so do the last two, so that no page begins with next to
    nothing.
    """
    layout = made.paragraph_format
    layout.keep_together = True
    if not first and not line.under:
        layout.space_before = Pt(2)
    if line.under:
        layout.left_indent = Mm(3)
    left = sum(not one.under for one in following)
    if following and (following[0].under or left <= 1):
        layout.keep_with_next = True


def _tinted(colour: str, white: float) -> str:
    """The colour with so much white in it."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(part + (255 - part) * white):02X}" for part in parts)
