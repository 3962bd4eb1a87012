"""Sheets of rows: a text file as Excel and older programs save it, or a workbook as Excel shows it; and the list in
one: which row holds its headings, and which rows come under them.

Where that is not certain it is an error, which shows what was read and says how to tell.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator.messages import (
    Place,
    Problem,
    Problems,
    _,
    at_terminal,
    mark,
    nearest,
    plural,
    printable,
    quoted,
    short,
)
from facilitator.reading.delimited import cells_of, text_of
from facilitator.reading.files import read_bytes

__all__ = ["Row", "Sheet", "Table", "Telling", "heading", "read_sheets", "table_in", "uncertain"]


_LARGEST = 20_000_000
"""Bytes. Ten thousand people with a dozen columns are about 2 000 000."""
_LONGEST_CELL = 20_000
"""Characters."""

_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_NONE: frozenset[int] = frozenset()
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a sign that XML cannot hold: ``_x000D_`` is the end of a line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its cells on one line each, and where it begins."""

    cells: tuple[str, ...]
    place: Place
    spread: frozenset[int] = frozenset()
    """The columns whose cell is merged with the one above."""
    broken: frozenset[int] = frozenset()
    """The columns whose cell has several lines."""
    apart: bool = False
    """An empty row stands above it."""
    hidden: tuple[str, ...] = ()
    """What its hidden columns hold."""
    seen: tuple[int, ...] = ()
    """The numbers of its columns, from 1, where some may be hidden."""

    def cell(self, at: int) -> Place:
        """Where the cell of that index is."""
        return Place(self.place.path, self.place.line, self.seen[at] if at < len(self.seen) else at + 1)

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells without the empty ones at the end, which spreadsheets like to add."""
        last = max((number for number, cell in enumerate(self.cells) if cell), default=-1)
        return self.cells[: last + 1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet that can be seen; a text file is one sheet without a name."""

    name: str
    rows: tuple[Row, ...]
    told: tuple[str, ...] = ()
    """What it holds that is not shown, and so is left out."""
    problems: tuple[Problem, ...] = ()
    """Cells that say nothing: errors, and formulas that were never calculated."""


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file that can be seen; whether it is a workbook is told by its content, not its name.

    Raises:
        Problems: it cannot be read, or is neither CSV nor a workbook.
    """
    large, folder = mark("expected a list of names"), mark("expected a .csv or .xlsx file")
    data = read_bytes(path, str(path), largest=_LARGEST, large=large, folder=folder)
    if data.startswith(_OLD_WORKBOOK):
        raise Problems.one(
            _("this is a workbook of an old kind"), _("save it as .xlsx or .csv"), place=Place(str(path))
        )
    if not data.startswith(_WORKBOOK):
        found = cells_of(text_of(data, path), path)
        return [Sheet("", _rows(((number, cells, _NONE, (), ()) for number, cells in found), str(path)))]
    # Slow to import, and most lists are CSV.
    from facilitator.reading.workbook import shown_sheets

    return [
        Sheet(sheet.name, _rows(sheet.rows, f"{path} [{sheet.name}]"), sheet.told, sheet.problems)
        for sheet in shown_sheets(data, path)
    ]


def _rows(
    found: Iterable[tuple[int, list[str], frozenset[int], tuple[str, ...], tuple[int, ...]]], where: str
) -> tuple[Row, ...]:
    rows = []
    apart = False
    for number, texts, spread, hidden, seen in found:
        place = Place(where, number, 1)
        cells = tuple(_clean(text, place) for text in texts)
        if any(cells):
            broken = frozenset(at for at, text in enumerate(texts) if _several_lines(text)) or _NONE
            rows.append(Row(cells, place, spread, broken, apart, hidden, seen))
        apart = not any(cells)
    return tuple(rows)


def _several_lines(cell: str) -> bool:
    return len([line for line in _unescaped(cell).splitlines() if line.strip()]) > 1


def _unescaped(cell: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell).replace("\ufeff", "")


def _clean(cell: str, place: Place) -> str:
    """The cell on one line, its letters composed."""
    text = unicodedata.normalize("NFC", " ".join(_unescaped(cell).split()))
    wrong = next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cs")), "")
    if wrong:
        what = _("a cell holds the control character U+{code:04X}, which no document can show", code=ord(wrong))
        raise Problems.one(what, _("take it out"), place=place)
    if len(text) > _LONGEST_CELL:
        raise Problems.one(
            _("a cell has {count} characters", count=len(text)),
            _("expected at most {most}", most=_LONGEST_CELL),
            place=place,
        )
    return text


_SEARCHED = 40
"""Rows in which the headings are looked for."""
_SHOWN_SHEETS, _SHOWN_ROWS, _SHOWN_CELLS = 3, 5, 6
"""What an error shows of a list."""
_SURE = 2
"""What the headings that are known must weigh together; one alone may also be what a cell says."""
_IN_BRACKETS = re.compile(r"\((?:e|r|er|ne|s)\)")


@dataclass(frozen=True, slots=True)
class Telling:
    """How a user tells what is not certain: the options, as an error names them; empty where there is no way to."""

    sheet: str
    column: str

    def here(self) -> Telling:
        """The same for whoever reads it now: at a page of the studio there are no options."""
        return self if at_terminal() else Telling("", "")


@dataclass(frozen=True, slots=True)
class Table:
    """A list: its headings, one for each column, and its rows."""

    headings: tuple[str, ...]
    """Empty where it has none."""
    rows: tuple[Row, ...]
    place: Place
    """The sheet or file."""
    top: Place
    """Its first row."""
    told: tuple[str, ...] = ()
    """What was left out."""
    hidden: tuple[str, ...] = ()
    """The headings of hidden columns."""
    above: tuple[Row, ...] = ()
    """What stands over the headings."""

    @property
    def title(self) -> str:
        """What stands over the headings, where that is one cell."""
        cells = [cell for row in self.above for cell in row.filled if cell]
        return cells[0] if len(cells) == 1 else ""

    @property
    def left_out(self) -> tuple[str, ...]:
        """A line on what stands over the headings, where there is anything."""
        shown = " / ".join(_shown(row) for row in self.above[:_SHOWN_ROWS])
        told = plural(
            "{n} row above the headings is left out: {rows}",
            "{n} rows above the headings are left out: {rows}",
            len(self.above),
            rows=shown,
        )
        return (told,) if self.above else ()

    @property
    def titled(self) -> bool:
        """Whether its first row stands apart from the others, as a title does."""
        lines = [row.place.line for row in self.rows[:2]]
        return not self.headings and len(lines) == 2 and lines[1] > lines[0] + 1


def heading(text: str) -> str:
    """A heading as it is compared: ``Fornavn(e):`` and ``FORNAVN`` are the same."""
    plain = _IN_BRACKETS.sub("", text.casefold()).replace("_", " ").replace("-", " ")
    return " ".join(plain.split()).strip(" .:*?")


def table_in(
    path: Path, sheets: Sequence[Sheet], known: Mapping[str, int], asked: Sequence[str], sheet: str | None, how: Telling
) -> Table:
    """The list that is meant.

    Args:
        path: the file.
        sheets: what is in it.
        known: headings as `heading` gives them, and what each weighs: 2 if it makes a row one of headings, 1 if a cell
            below may say it too.
        asked: headings that the user names, or numbers of columns, which say that there are none.
        sheet: the name or the number of the sheet, where the user tells it.
        how: how the user tells.

    Raises:
        Problems: there are several such lists, or none is certain; or what the user tells is not there.
    """
    chosen = _chosen(path, sheets, sheet)
    filled = [one for one in chosen if one.rows]
    if not filled:
        return Table((), (), Place(str(path)), Place(str(path)), tuple(told for one in chosen for told in one.told))
    found = [(one, at) for one in filled if (at := _headings_at(one.rows, known, asked)) is not None]
    if len(found) != 1 and len(filled) > 1:
        raise _which_sheet([one for one, _at in found] or filled, path, how)
    one, at = found[0] if found else (filled[0], None)
    if one.problems:
        raise Problems(one.problems)
    if asked and at is None and not _numbers(asked):
        raise _not_there(one, asked, how)
    return _under(one, at, several=len(sheets) > 1)


def _chosen(path: Path, sheets: Sequence[Sheet], name: str | None) -> Sequence[Sheet]:
    if name is None:
        return sheets
    names = [one.name for one in sheets if one.name]
    if not names:
        raise Problems.one(_("the file is a text and has no sheets"), place=Place(str(path)))
    found = [one for one in sheets if one.name.strip().casefold() == name.strip().casefold()]
    if not found and name.isdecimal() and 0 < int(name) <= len(sheets):
        found = [sheets[int(name) - 1]]
    if not found:
        problem = Problem.among(_("there is no sheet “{name}”", name=short(name)), name, names, Place(str(path)))
        raise Problems([problem])
    return found


def _numbers(asked: Sequence[str]) -> bool:
    return bool(asked) and all(one.isdecimal() for one in asked)


def _headings_at(rows: Sequence[Row], known: Mapping[str, int], asked: Sequence[str]) -> int | None:
    """Which row is the one of headings."""
    if _numbers(asked):
        return None
    best: tuple[int, int] = (0, 0)
    found = None
    wanted = {heading(one) for one in asked}
    for number, row in enumerate(rows[:_SEARCHED]):
        cells = [heading(cell) for cell in row.cells]
        if wanted:
            if wanted <= {*cells}:
                return number
            continue
        surely = sum(known.get(cell, 0) for cell in cells)
        width = len(row.filled)
        # Of two that are as sure the wider one: above a list its name may stand alone.
        if surely >= min(width, _SURE) and surely and (surely, width) > best:
            best, found = (surely, width), number
    return found


def _under(sheet: Sheet, at: int | None, *, several: bool) -> Table:
    place = _place_of(sheet)
    told = [*sheet.told]
    if several and sheet.name:
        told.insert(0, _("the list is read from the sheet “{sheet}”", sheet=sheet.name))
    if at is None:
        return Table((), sheet.rows, place, sheet.rows[0].place, tuple(told))
    first = sheet.rows[at]
    again = [row for row in sheet.rows[at + 1 :] if row.filled == first.filled]
    if again:
        told.append(plural("the headings come again in {n} row", "the headings come again in {n} rows", len(again)))
    rows = tuple(row for row in sheet.rows[at + 1 :] if row.filled != first.filled)
    return Table(first.filled, rows, place, first.place, tuple(told), first.hidden, sheet.rows[:at])


def _place_of(sheet: Sheet) -> Place:
    """The sheet as a place."""
    return Place(sheet.rows[0].place.path)


def _which_sheet(sheets: Sequence[Sheet], path: Path, how: Telling) -> Problems:
    names = ", ".join(quoted(one.name) for one in sheets)
    what = _("there may be a list on several sheets: {names}", names=names)
    named = _("expected {option} with the name of one", option=how.sheet)
    expected = named if how.sheet else _("expected a file with that sheet alone")
    return Problems.one(what, expected + _as_read(sheets), place=Place(str(path)))


def _not_there(sheet: Sheet, asked: Sequence[str], how: Telling) -> Problems:
    cells = [cell for row in sheet.rows[:_SEARCHED] for cell in row.filled]
    missing = next((one for one in asked if heading(one) not in map(heading, cells)), "")
    what = _("no row has all the headings that {option} names", option=how.column)
    if missing:
        what = _("no row has the heading “{name}” that {option} names", name=short(missing), option=how.column)
    near = nearest(missing, cells) if missing else ""
    unseen = [heading(cell) for row in sheet.rows[:_SEARCHED] for cell in row.hidden]
    if missing and heading(missing) in unseen:
        what, expected = _("the column “{name}” is hidden", name=short(missing)), _("show it in the workbook")
        return Problems.one(what, expected, place=_place_of(sheet))
    expected = _("did you mean “{name}”?", name=short(near)) if near else _("expected headings of the list")
    return Problems.one(what, expected + _as_read([sheet]), place=_place_of(sheet))


def uncertain(what: str, table: Table, expected: str) -> Problems:
    """The error that the list is not certain in some way, with its first rows as they were read."""
    shown = [" | ".join(map(short, table.headings[:_SHOWN_CELLS]))] if table.headings else []
    rows = _lines([*shown, *map(_shown, table.rows[:_SHOWN_ROWS])])
    return Problems.one(what, expected + rows, place=table.place)


def _as_read(sheets: Sequence[Sheet]) -> str:
    return _lines([line for sheet in sheets[:_SHOWN_SHEETS] for line in _of_sheet(sheet)])


def _of_sheet(sheet: Sheet) -> Iterator[str]:
    if sheet.name:
        yield f"[{printable(sheet.name)}]"
    yield from map(_shown, sheet.rows[:_SHOWN_ROWS])


def _lines(rows: Sequence[str]) -> str:
    return _("; the first rows, as they were read:") + "".join(f"\n    {row}" for row in rows)


def _shown(row: Row) -> str:
    cells = row.filled
    more = ["…"] if len(cells) > _SHOWN_CELLS else []
    return f"{row.place.line}: " + " | ".join([*map(short, cells[:_SHOWN_CELLS]), *more])
