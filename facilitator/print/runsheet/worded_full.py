"""The full run sheet in Word: the session, its day strip as a table, and every block in a row."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from facilitator.agenda.model import BlockKind
from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.print import word
from facilitator.print.runsheet.rows import LOOKS, Bar, DayRows, Row, StepText, TrackRow, bars, own_columns, strip_text
from facilitator.print.runsheet.session import facts, footer_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

__all__ = ["full"]

_MARGIN, _WIDTH = 12, 273
"""mm."""
_KIND, _TIME = 4, 19
_WEIGHTS, _OWN_WEIGHT = (41, 40, 82, 34, 39), 30
"""How the rest of the width is shared: what, why, how, who, plan B; and each of the agenda's own columns."""
_STRIP_HEIGHT = 14
_NARROWEST = 4
"""mm: a bar less wide shows no number."""
_ROOM_FOR_TITLE = 18
_LONG = 900
"""Characters: a cell with more may break over two pages, between its paragraphs."""
_TINT = 0.86


def full(schedule: Schedule, days: Sequence[DayRows], terms: Terms, theme: Theme) -> Document:
    """The whole run sheet, A4 across."""
    words = terms.runsheet
    made = word.document(theme, terms.locale, schedule.agenda.title, landscape=True, margin=_MARGIN)
    word.footer(made, footer_text(schedule, words.title), words.page)
    made.add_paragraph(words.title, style="Table Text")
    made.add_paragraph(schedule.agenda.title, style="Title")
    if schedule.agenda.subtitle:
        made.add_paragraph(schedule.agenda.subtitle, style="Subtitle")
    _add_facts(made, schedule, terms)
    _Strips(made, days, terms, theme).add()
    for day in days:
        if day.day.title:
            made.add_heading(day.day.title, 1)
        _add_rows(made, day, own_columns(schedule), terms, theme)
    return made


def _add_facts(made: Document, schedule: Schedule, terms: Terms) -> None:
    told = facts(schedule, terms)
    if schedule.agenda.why:
        told.append((terms.runsheet.facts.purpose, " ".join(schedule.agenda.why.split())))
    for label, value in told:
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(1)
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(26), Mm(-26)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(26))
        line.add_run(f"{label}\t").bold = True
        line.add_run(value)


class _Strips:
    """The day strips as tables: a grid of every start and end along, and of every track across."""

    def __init__(self, made: Document, days: Sequence[DayRows], terms: Terms, theme: Theme) -> None:
        self._made, self._days, self._terms, self._theme = made, days, terms, theme
        self._scale = _WIDTH / max(1, *(day.day.end - day.day.start for day in days))

    def add(self) -> None:
        """Heading, strips, and what their patterns mean."""
        self._made.add_heading(self._terms.runsheet.overview, 2)
        for day in self._days:
            lasting = [bar for bar in bars(day) if bar.minutes]
            if day.day.title:
                self._made.add_paragraph(day.day.title, style="Table Heading").paragraph_format.space_before = Pt(4)
            if lasting:
                self._strip(lasting)
        self._legend()

    def _strip(self, found: Sequence[Bar]) -> None:
        along = sorted({edge for bar in found for edge in (bar.start, bar.start + bar.minutes)})
        across = sorted({edge for bar in found for edge in (bar.top, bar.bottom)})
        widths = [(end - start) * self._scale for start, end in pairwise(along)]
        table = word.table(self._made, widths, lines=False)
        word.described(table, self._terms.runsheet.overview, strip_text(self._days, self._terms))
        for top, bottom in pairwise(across):
            row = word.row(table)
            row.height, row.height_rule = Mm(_STRIP_HEIGHT * (bottom - top)), WD_ROW_HEIGHT_RULE.EXACTLY
        word.without_margins(table)
        for bar in found:
            left, right = along.index(bar.start), along.index(bar.start + bar.minutes) - 1
            top, bottom = across.index(bar.top), across.index(bar.bottom) - 1
            self._write(bar, table.cell(top, left).merge(table.cell(bottom, right)))
            for line in range(top, bottom + 1):
                ends = (("top", line == top), ("left", True), ("bottom", line == bottom), ("right", True))
                part = word.part_of_merged(table, line, left)
                word.outlined(part, self._colour(bar), [side for side, drawn in ends if drawn])
                _fill(part, bar.kind, self._theme)

    def _colour(self, bar: Bar) -> str:
        return str(getattr(self._theme.colours, LOOKS[bar.kind].colour))

    def _write(self, bar: Bar, cell: _Cell) -> None:
        width = bar.minutes * self._scale
        shown = "" if width < _NARROWEST else str(bar.number)
        line = word.paragraph(cell, shown, bold=True)
        if width >= _ROOM_FOR_TITLE and bar.bottom - bar.top == 1:
            line.add_run(f" {bar.title}")
        for run in line.runs:
            run.font.size = Pt(8)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(0)

    def _legend(self) -> None:
        rows = [row for day in self._days for row in day.rows if isinstance(row, Row)]
        names = self._terms.runsheet.kinds
        kinds = dict.fromkeys(row.kind for row in rows)
        legend = "     ".join(f"{LOOKS[kind].symbol} {names.of(kind)}" for kind in kinds)
        line = self._made.add_paragraph(legend, style="Table Text")
        line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(3), Pt(10)


def _add_rows(made: Document, day: DayRows, own: Sequence[str], terms: Terms, theme: Theme) -> None:
    columns = terms.runsheet.columns
    who = f"{columns.who}, {columns.materials.lower()}"
    headings = ("", columns.time, columns.what, columns.why, columns.how, who, columns.plan_b, *own)
    table = word.table(made, _widths(len(own)), headings)
    for row in day.rows:
        if isinstance(row, TrackRow):
            _add_track(table, row, theme)
        else:
            _add_row(table, row, terms, theme)


def _widths(own: int) -> list[float]:
    weights = [*_WEIGHTS, *([_OWN_WEIGHT] * own)]
    left = _WIDTH - _KIND - _TIME
    return [_KIND, _TIME, *(left * weight / sum(weights) for weight in weights)]


def _add_track(table: Table, row: TrackRow, theme: Theme) -> None:
    added = word.row(table)
    cell = added.cells[0].merge(added.cells[-1])
    word.paragraph(cell, row.title, style="Table Heading").paragraph_format.keep_with_next = True
    word.shade(cell, theme.colours.lt2)


def _add_row(table: Table, row: Row, terms: Terms, theme: Theme) -> None:
    texts = (row.title, row.why, row.plan_b, *row.own, " ".join(row.materials))
    longest = max(*map(len, texts), sum(step.length for step in row.steps))
    added = word.row(table, whole=longest < _LONG)
    kind, time, what, why, how, who, plan_b, *own = added.cells
    word.paragraph(kind)
    _fill(kind, row.kind, theme)
    _fill_time(time, row, terms)
    number = f"{row.number} " if row.number is not None else ""
    word.paragraph(what, f"{LOOKS[row.kind].symbol} {number}{row.title}", bold=True)
    _add_lines(what, row.slides)
    _add_lines(why, row.why)
    for step in row.steps:
        _add_step(how, step)
    if row.who:
        word.paragraph(who, row.who, bold=True)
    _add_lines(who, "\n".join(row.materials))
    _add_lines(plan_b, row.plan_b)
    for cell, text in zip(own, row.own, strict=True):
        _add_lines(cell, text)


def _fill_time(cell: _Cell, row: Row, terms: Terms) -> None:
    word.paragraph(cell, row.start, style="Table Large", bold=True)
    word.paragraph(cell, terms.minutes.format(minutes=row.minutes))
    if row.latest:
        word.paragraph(cell, terms.runsheet.latest.format(clock=row.latest))


def _add_step(cell: _Cell, step: StepText) -> None:
    line = word.paragraph(cell)
    line.paragraph_format.space_before = Pt(2)
    line.paragraph_format.keep_together = True
    if step.clock:
        line.add_run(f"{step.clock} ").bold = True
    line.add_run(" ".join(filter(None, (step.minutes, " ".join(step.do.split())))))
    if step.who:
        line.add_run(f" ({step.who})").italic = True
    for one in step.said:
        line.paragraph_format.keep_with_next = True
        line = word.paragraph(cell)
        line.paragraph_format.left_indent = Mm(3)
        line.paragraph_format.keep_together = True
        line.add_run(f"{one.label}: ").bold = True
        line.add_run(" ".join(one.text.split())).italic = True


def _add_lines(cell: _Cell, text: str) -> None:
    for line in filter(None, map(str.strip, text.splitlines())):
        word.paragraph(cell, line)


def _fill(cell: _Cell, kind: BlockKind, theme: Theme) -> None:
    """The kind's pattern in its colour on a tint of it; breaks and buffers stay white."""
    look = LOOKS[kind]
    colour = getattr(theme.colours, look.colour)
    if look.pattern == "nil":
        return
    word.shade(cell, _tinted(colour, 0.35), pattern=look.pattern, ground=_tinted(colour, _TINT))


def _tinted(colour: str, white: float) -> str:
    """The colour with so much white in it."""
    parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(part + (255 - part) * white):02X}" for part in parts)
