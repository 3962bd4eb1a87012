"""The short run sheet, the packing list, and the programme in Word, to be written on in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.shared import Mm, Pt, RGBColor

from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.print import word
from facilitator.print.runsheet.packing import Logistics, Packed
from facilitator.print.runsheet.rows import LOOKS, DayRows, Row, TrackRow
from facilitator.print.runsheet.session import ProgrammeItem, by, facts, footer_text, programme, when_and_where
from facilitator.print.runsheet.worded_full import full

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

__all__ = ["full", "logistics_list", "programme_sheet", "short"]

_BOX = "☐"
_BOX_FONT = "Segoe UI Symbol"
"""A font of Windows that has the box; other systems have one of their own."""
_QUIET = ("break", "buffer")
_SHORT = (20, 15, 83, 28, 30)
_PACKING = (9, 15, 68, 56, 30)
_PROGRAMME = (28, 138)
"""Columns in mm."""
_SIZES = ((14, 16), (22, 13))
"""Lines on a programme page and the type size (pt) at which they stay on it; 12 pt for more."""


def short(schedule: Schedule, days: Sequence[DayRows], terms: Terms, theme: Theme) -> Document:
    """A line a block in 12 pt, with a column for when it really began; a day a page."""
    words, columns = terms.runsheet, terms.runsheet.columns
    made = _opened(schedule, words.short, terms, theme, margin=16)
    made.add_paragraph(" · ".join(value for _, value in facts(schedule, terms)[:3]), style="Subtitle")
    for number, day in enumerate(days):
        if day.day.title:
            made.add_heading(day.day.title, 1).paragraph_format.page_break_before = number > 0
        headings = (columns.time, columns.minutes, columns.what, columns.latest, columns.actual)
        table = word.table(made, _SHORT, headings)
        for row in day.rows:
            _short_row(table, row, theme)
        made.add_paragraph(f"{day.day.clock(day.day.end)} {columns.end}", style="Table Large")
    return made


def logistics_list(schedule: Schedule, logistics: Logistics, terms: Terms, theme: Theme) -> Document:
    """The room, the tracks, and what to bring, with boxes to tick."""
    words = terms.runsheet.packing
    made = _opened(schedule, terms.runsheet.logistics, terms, theme, margin=16)
    for label, value in facts(schedule, terms):
        line = made.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{label}: ").bold = True
        line.add_run(value)
    for heading, lines in ((words.room, logistics.room), (words.tracks, logistics.tracks)):
        if lines:
            made.add_heading(heading, 1)
        for text in lines:
            _ticked(made, text)
    made.add_heading(words.materials, 1)
    if not logistics.packing:
        made.add_paragraph(words.nothing)
        return made
    table = word.table(made, _PACKING, ("", words.count, words.item, words.used_for, words.brings))
    for packed in logistics.packing:
        _packed_row(table, packed)
    made.add_paragraph(logistics.reckoned, style="Table Text").paragraph_format.space_before = Pt(4)
    return made


def programme_sheet(schedule: Schedule, terms: Terms, theme: Theme) -> Document:
    """Times and titles, large."""
    days = programme(schedule, terms)
    size = _size(sum(1 + len(item.tracks) for day in days for item in day.items) + 2 * len(days))
    made = word.document(theme, terms.locale, schedule.agenda.title, margin=22)
    welcome = made.add_paragraph().add_run(terms.runsheet.welcome)
    welcome.bold, welcome.font.size = True, Pt(13)
    welcome.font.color.rgb = RGBColor.from_string(theme.colours.accent1.upper())
    made.add_paragraph(schedule.agenda.title, style="Title")
    if schedule.agenda.subtitle:
        made.add_paragraph(schedule.agenda.subtitle, style="Subtitle")
    made.add_paragraph(" · ".join(when_and_where(schedule, terms)), style="Subtitle")
    for day in days:
        if day.day.title:
            made.add_heading(day.day.title, 1)
        table = word.table(made, _PROGRAMME)
        for item in day.items:
            _programme_row(table, item, size, theme)
    if people := by(schedule, terms):
        made.add_paragraph(people).paragraph_format.space_before = Pt(14)
    return made


def _size(lines: int) -> float:
    return next((size for most, size in _SIZES if lines <= most), 12)


def _opened(schedule: Schedule, name: str, terms: Terms, theme: Theme, *, margin: float) -> Document:
    made = word.document(theme, terms.locale, schedule.agenda.title, margin=margin)
    made.add_paragraph(name, style="Table Text")
    made.add_paragraph(schedule.agenda.title, style="Title")
    word.footer(made, footer_text(schedule, name), terms.runsheet.page)
    return made


def _short_row(table: Table, row: Row | TrackRow, theme: Theme) -> None:
    added = word.row(table)
    if isinstance(row, TrackRow):
        cell = added.cells[0].merge(added.cells[-1])
        word.paragraph(cell, row.title, style="Table Large").runs[0].italic = True
        return
    word.outlined(added.cells[-1], word.LINE)
    quiet = row.kind in _QUIET
    texts = (row.start, str(row.minutes), f"{LOOKS[row.kind].symbol} {row.title}", row.latest, "")
    for column, (cell, text) in enumerate(zip(added.cells, texts, strict=True)):
        line = word.paragraph(cell, text, style="Table Large", bold=column in (0, 2) and not quiet)
        if column == 2:
            line.paragraph_format.left_indent = Mm(5 * row.depth)
            line.add_run(f" {row.who}" if row.who else "")
        if quiet:
            word.shade(cell, theme.colours.lt2)


def _packed_row(table: Table, packed: Packed) -> None:
    row = word.row(table)
    box, count, item, used_for, brings = row.cells
    _add_box(word.paragraph(box, style="Table Large"))
    word.paragraph(count, "" if packed.count is None else str(packed.count), style="Table Large", bold=True)
    word.paragraph(item, packed.item, style="Table Large")
    if packed.each:
        word.paragraph(item, packed.each)
    word.paragraph(used_for, ", ".join(packed.used_for))
    word.paragraph(brings, packed.brings, style="Table Large")


def _programme_row(table: Table, item: ProgrammeItem, size: float, theme: Theme) -> None:
    row = word.row(table)
    row.height = Mm(size * 0.75) if size > 12 else None
    clock = word.paragraph(row.cells[0], item.clock, style="Table Large", bold=True).runs[0]
    clock.font.color.rgb = RGBColor.from_string((theme.colours.dk1 if item.is_break else theme.colours.accent1).upper())
    title = word.paragraph(row.cells[1], item.title, style="Table Large", bold=not item.is_break).runs[0]
    title.italic = item.is_break or None
    for run in (clock, title):
        run.font.size = Pt(size)
    for track in item.tracks:
        word.paragraph(row.cells[1], track, style="Table Large")


def _ticked(made: Document, text: str) -> None:
    line = made.add_paragraph()
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(7), Mm(-7)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(7))
    line.paragraph_format.space_after = Pt(3)
    _add_box(line)
    line.add_run(f"\t{text}")


def _add_box(line: Paragraph) -> None:
    line.add_run(_BOX).font.name = _BOX_FONT
