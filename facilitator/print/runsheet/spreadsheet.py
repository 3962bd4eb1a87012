"""The run sheet as Excel: real clock times, each start reckoned from the end before it, so that a changed minute moves
the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from facilitator.agenda.schedule import Schedule
from facilitator.canvas import points, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import Paragraph, Run
from facilitator.content.terms import RunsheetColumns, Terms
from facilitator.content.theme import Theme, resolution_of, size_of
from facilitator.made import property_text
from facilitator.print import LOOKS
from facilitator.print.runsheet import (
    BlockRow,
    Day,
    DayRows,
    StepText,
    TrackRow,
    facts,
    footer_text,
    lowest,
    own_columns,
    session_date,
)
from facilitator.print.word_looks import QUIET
from facilitator.text.times import DAY, Roughly

__all__ = ["spreadsheet"]

_START, _END, _MINUTES, _LATEST = range(4)
_TEXTS = ("what", "why", "how", "who", "materials", "slides", "plan_b")
_HOW, _SLIDES = _LATEST + 1 + _TEXTS.index("how"), _TEXTS.index("slides")
_WIDTHS = (6.5, 6.5, 5.5, 7.5, 20, 19, 44, 10, 15, 10, 17)
"""Characters, before columns of texts share what they have; the agenda's own get the last of them. So many are no
smaller than 8.5 points on an A4 across.
"""
_POINTS_PER_CHARACTER = 5.25
"""A column of so many characters is about so wide: seven pixels each, at 96 to the inch."""
_CHARACTER = _POINTS_PER_CHARACTER * 25.4 / 72
"""mm."""
_SIZE = 10
"""Points."""
_INDENT = 7
"""Points: that of cells with texts, which keeps neighbours apart."""
_LINE_HEIGHT = 14
"""Points."""
_LOW = 18
"""Points: no row is lower; the text of one line stands in its middle."""
_HAIRLINE = "#BFC5CA"
_HIGHEST_ROW = 409
"""Points; Excel has no higher ones."""
_A4 = 9
_LONGEST_NAME = 31
"""Characters of a sheet's name, of which Excel forbids a few."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_CELL = 32_767
"""Characters that Excel keeps in a cell."""
_LONGEST_FOOTER = 100


def spreadsheet(schedule: Schedule, rows: Sequence[DayRows], terms: Terms, theme: Theme) -> bytes:
    """The workbook, always the same bytes for the same agenda."""
    raw = BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    date = session_date(schedule.agenda.data)
    created = datetime.combine(date, time(), UTC) if date else datetime(2000, 1, 1, tzinfo=UTC)
    author = property_text(", ".join(person.name for person in schedule.agenda.facilitators))
    book.set_properties({"title": property_text(schedule.agenda.title), "author": author, "created": created})
    writer = _Writer(book, schedule, terms, theme, _shared(rows, terms, own_columns(schedule)))
    writer.head()
    writer.mark(theme)
    for day in rows:
        writer.day(day)
    writer.close()
    book.close()
    return raw.getvalue()


class _Writer:
    """Writes one sheet from the top down."""

    def __init__(self, book: Any, schedule: Schedule, terms: Terms, theme: Theme, widths: Sequence[float]) -> None:
        self._schedule, self._terms, self._widths = schedule, terms, widths
        self._own = own_columns(schedule)
        name = terms.runsheet.title.translate(_FORBIDDEN).strip()[:_LONGEST_NAME]
        self._sheet = book.add_worksheet(name)
        self._looks = _Looks(book, theme, terms)
        self._font = Font(theme.fonts.body)
        self._line = 0
        self._header = 0
        self._told: dict[int, int] = {}
        """Characters of what is told as more or less, by its column: Excel shows no number that is wider than that."""

    @property
    def _last(self) -> int:
        return _LATEST + len(_TEXTS) + len(self._own)

    def head(self) -> None:
        """Title, facts, and purpose; then the headings."""
        agenda, words = self._schedule.agenda, self._terms.runsheet
        self._text(0, agenda.title, "title")
        self._sheet.set_row(0, 2 * _LINE_HEIGHT)
        told = [*facts(self._schedule, self._terms)]
        if agenda.why:
            told.append((words.facts.purpose, " ".join(agenda.why.split())))
        for label, value in told:
            self._line += 1
            self._text(0, label, "label")
            self._wide(value)
        self._line += 2
        self._header = self._line
        for column, heading in enumerate((*_headings(words.columns), *self._own)):
            self._text(column, heading, "header" if column <= _LATEST else "header_aside")
        self._sheet.set_row(self._line, 2 * _LINE_HEIGHT + 2)
        self._line += 1

    def mark(self, theme: Theme) -> None:
        """The sender at the head of every page, and the logo at the right of the title."""
        if theme.sender:
            self._sheet.set_header(f"&R&8{theme.sender.replace('&', '&&')}")
        if theme.logo is None:
            return
        blob = theme.logo.on(_PAPER)
        (w, h), (across, down) = size_of(blob), resolution_of(blob)
        scale = min(_MARK[0] / w, _MARK[1] / h)
        place = {
            "x_scale": scale * across / _SCREEN,
            "y_scale": scale * down / _SCREEN,
            "x_offset": max(0, round(self._widths[self._last] * _PIXELS_PER_CHARACTER - w * scale)),
            "object_position": 3,
            "description": theme.sender,
            "decorative": not theme.sender,
        }
        self._sheet.insert_image(0, self._last, "logo", {"image_data": BytesIO(blob), **place})

    def day(self, rows: DayRows) -> None:
        """The rows of a day, under its title when there are several."""
        if rows.day.title:
            self._band(rows.day.title, _START)
        starts = _Starts()
        for row in rows.rows:
            if isinstance(row, TrackRow):
                self._band(row.title, _LATEST + 1)
                starts.track(row.depth)
            else:
                self._row(row, rows.day, starts)

    def close(self) -> None:
        """How it is seen and printed: headings stay, one page wide, on A4 across."""
        sheet = self._sheet
        for column in range(self._last + 1):
            sheet.set_column(column, column, max(self._widths[column], self._told.get(column, 0)))
        sheet.freeze_panes(self._header + 1, _LATEST + 2)
        sheet.repeat_rows(self._header)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.print_area(0, 0, max(self._line - 1, 0), self._last)
        page = self._terms.runsheet.page.format(page="&P", pages="&N")
        left = footer_text(self._schedule, self._terms.runsheet.title)[:_LONGEST_FOOTER].replace("&", "&&")
        sheet.set_footer(f"&L{left}&R{page}")

    def _row(self, row: BlockRow, day: Day, starts: _Starts) -> None:
        slot, line, sheet = row.slot, self._line, self._sheet
        zero = day.zero
        texts = list(_texts(row))
        height = self._height(texts)
        look = f"{'pause' if row.kind in ('break', 'buffer') else 'row'}{'_low' if height == _LOW else ''}"
        begins, clock = self._looks[f"{look}_time"], self._looks[f"{look}_clock"]
        if isinstance(slot.beginning, Roughly):
            begins = self._looks[f"{look}_about_time"]
            self._tell(_START, self._terms.roughly("00:00", slot.beginning))
        number = "number"
        if isinstance(row.minutes, Roughly):
            number = "about"
            self._tell(_MINUTES, self._terms.lasting(row.minutes, bare=True))
        formula = starts.formula(row)
        if formula is None:
            sheet.write_number(line, _START, (slot.start - zero) / DAY, begins)
        else:
            sheet.write_formula(line, _START, formula, begins, (slot.start - zero) / DAY)
        start, minutes = xl_rowcol_to_cell(line, _START), xl_rowcol_to_cell(line, _MINUTES)
        sheet.write_formula(line, _END, f"={start}+{minutes}/{DAY}", clock, (slot.end - zero) / DAY)
        sheet.write_number(line, _MINUTES, slot.minutes, self._looks[f"{look}_{number}"])
        if not row.latest:
            sheet.write_blank(line, _LATEST, None, clock)
        else:
            sheet.write_number(line, _LATEST, (slot.latest_start - zero) / DAY, clock)
        for column, text in enumerate(texts, _LATEST + 1):
            self._text(column, text, f"{look}_{row.kind}" if column == _LATEST + 1 else look)
        self._said(row, look)
        self._sheet.set_row(line, height)
        starts.passed(row, line)
        self._line += 1

    def _said(self, row: BlockRow, look: str) -> None:
        """The steps again, with what is said in italics."""
        pieces = [piece for step in row.steps for piece in _pieces(step)]
        if not any(said for _text, said in pieces) or sum(len(text) + 1 for text, _said in pieces) > _LONGEST_CELL:
            return
        told: list[Any] = []
        for number, (text, said) in enumerate(pieces):
            told += [self._looks["said" if said else "plain"], f"{text}\n" if number < len(pieces) - 1 else text]
        self._sheet.write_rich_string(self._line, _HOW, *told, self._looks[look])

    def _tell(self, column: int, told: str) -> None:
        self._told[column] = max(self._told.get(column, 0), len(told) + 1)

    def _height(self, texts: Sequence[str]) -> float:
        """Of a row, in points: not every program reckons it when it opens the file."""
        tallest = 0.0
        for column, text in enumerate(texts, _LATEST + 1):
            width = self._widths[column] * _POINTS_PER_CHARACTER - _INDENT
            lines = [Paragraph((Run(line, bold=column == _LATEST + 1),)) for line in text.split("\n")]
            tallest = max(tallest, points(extent(lines, pt(width), _SIZE, self._font).height))
        return min(max(tallest + _LINE_HEIGHT - _SIZE, _LOW), _HIGHEST_ROW)

    def _band(self, text: str, first: int) -> None:
        for column in range(self._last + 1):
            self._sheet.write_blank(self._line, column, None, self._looks["band"])
        self._text(first, text, "band")
        self._sheet.set_row(self._line, _LOW)
        self._line += 1

    def _wide(self, text: str) -> None:
        """A text over all the columns of texts; Excel does not reckon the height of merged cells by itself."""
        self._sheet.merge_range(self._line, _LATEST + 1, self._line, self._last, "", self._looks["plain"])
        self._text(_LATEST + 1, text, "plain")
        breadth = sum(self._widths[_LATEST + 1 :])
        self._sheet.set_row(self._line, _LINE_HEIGHT * max(1, ceil(len(text) / breadth)))

    def _text(self, column: int, text: str, look: str) -> None:
        """Always as a text: what begins with = + - @ is no formula."""
        shown = text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"
        self._sheet.write_string(self._line, column, shown, self._looks[look])


def _shared(rows: Sequence[DayRows], terms: Terms, own: Sequence[str]) -> list[float]:
    """Characters: the columns, those of texts as wide as makes the rows low."""
    texts = [list(_texts(row)) for day in rows for row in day.rows if isinstance(row, BlockRow)]
    for one in texts:
        one[_SLIDES] = re.sub(r"\W", "_", one[_SLIDES])  # »Slide 7–14« stays on its line.
    headings = [*_headings(terms.runsheet.columns), *own][_LATEST + 1 :]
    widths = [width * _CHARACTER for width in (*_WIDTHS[_LATEST + 1 :], *[_WIDTHS[-1]] * len(own))]
    return [*_WIDTHS[: _LATEST + 1], *(round(one / _CHARACTER, 1) for one in lowest(widths, [headings, *texts], _SIZE))]


class _Starts:
    """Where each start comes from: the end of the row before it on the same track, if that is when it starts."""

    def __init__(self) -> None:
        self._before: dict[int, tuple[int, BlockRow]] = {}

    def track(self, depth: int) -> None:
        """A track begins inside the block at this depth."""
        self._before.pop(depth + 1, None)

    def passed(self, row: BlockRow, line: int) -> None:
        """The row stands on this line."""
        self._before[row.depth] = line, row

    def formula(self, row: BlockRow) -> str | None:
        """The start as a formula; None where it holds a time of its own."""
        if row.slot.pinned:
            return None
        if row.depth in self._before:
            line, before = self._before[row.depth]
            return f"={xl_rowcol_to_cell(line, _END)}" if before.slot.end == row.slot.start else None
        if row.depth - 1 in self._before:
            line, around = self._before[row.depth - 1]
            return f"={xl_rowcol_to_cell(line, _START)}" if around.slot.start == row.slot.start else None
        return None


class _Looks:
    """The formats of cells, made when they are first asked for."""

    def __init__(self, book: Any, theme: Theme, terms: Terms) -> None:
        clock = terms.decimal_clock.replace("%H", '[hh]"').replace("%M", '"mm')
        about, about_time = ('"{}"'.format(terms.about.format(minutes=f'"{one}"')) for one in ("0", clock))
        dark, soft = f"#{theme.colours.dk2}", f"#{theme.colours.lt2}"
        base = {"font_name": theme.fonts.body, "font_size": _SIZE, "valign": "top"}
        edge = {"bottom": 1, "bottom_color": _HAIRLINE}
        lined = {**base, **edge, "text_wrap": True}
        clocks = {"time": clock, "clock": clock, "number": "", "about_time": about_time, "about": about}
        header = {
            **base,
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": dark,
            "valign": "vcenter",
            "text_wrap": True,
        }
        self._formats = {
            name: book.add_format(how)
            for name, how in {
                "title": {**base, "font_size": 18, "bold": True, "font_color": dark},
                "label": {**base, "font_color": "#595959"},
                "plain": {**base, "text_wrap": True},
                "said": {**base, "italic": True},
                "header": header,
                "header_aside": {**header, **_ASIDE},
                **dict(_rows("row", lined, clocks, theme, {"bold": True})),
                **dict(_rows("pause", {**lined, "bg_color": f"#{QUIET}"}, clocks, theme, {})),
                "band": {**base, "bold": True, "font_color": dark, "bg_color": soft, "valign": "vcenter", **edge},
            }.items()
        }

    def __getitem__(self, name: str) -> Any:
        return self._formats[name]


_PAPER, _MARK, _SCREEN, _PIXELS_PER_CHARACTER = (255, 255, 255), (150, 50), 96, 7
"""Pixels: a logo at most, to the inch on a screen, and of a column's width."""
_THICK = 5
"""XlsxWriter's number of such a border."""
_ASIDE: Mapping[str, Any] = {"indent": 1, "align": "left"}


def _rows(
    name: str, lined: Mapping[str, Any], clocks: Mapping[str, str], theme: Theme, time: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The formats of a kind of rows: texts, titles with the colour of each kind of block at their side, numbers; and of
    low ones, whose line is in the middle.
    """
    for called, how in ((name, lined), (f"{name}_low", {**lined, "valign": "vcenter"})):
        yield called, {**how, **_ASIDE}
        title = {**how, **_ASIDE, "bold": True, "font_color": f"#{theme.colours.dk2}", "left": _THICK}
        for kind, look in LOOKS.items():
            yield f"{called}_{kind}", {**title, "left_color": f"#{getattr(theme.colours, look.colour)}"}
        for suffix, shown in clocks.items():
            number = {"num_format": shown} if shown else {}
            yield f"{called}_{suffix}", {**how, **number, "align": "left", **(time if suffix == "time" else {})}


def _headings(columns: RunsheetColumns) -> Iterator[str]:
    for name in ("start", "end", "minutes", "latest", *_TEXTS):
        yield getattr(columns, name)


def _texts(row: BlockRow) -> Iterator[str]:
    yield f"{LOOKS[row.kind].symbol} {row.numbered}"
    yield row.why
    yield "\n".join(_step(step) for step in row.steps)
    yield row.who
    yield "\n".join(row.materials)
    yield row.slides
    yield "\n".join(filter(None, (row.plan_b, *(f"{one.label}: {one.text}" for one in row.online))))
    yield from row.own


def _step(step: StepText) -> str:
    return "\n".join(text for text, _said in _pieces(step))


def _pieces(step: StepText) -> Iterator[tuple[str, bool]]:
    """A step's lines, and whether they are to be said; without its clock time, which no formula would keep right."""
    who = f" ({step.who})" if step.who else ""
    yield " ".join(filter(None, (step.minutes, f"{step.do}{who}"))), False
    for one in step.said:
        yield f"   {one.label}: {one.text}", True
