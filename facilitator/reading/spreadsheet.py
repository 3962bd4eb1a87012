"""Sheets of rows: a text file as Excel and older programs save it, or a workbook as Excel shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from facilitator.messages import _, mark
from facilitator.problems import Place, Problem, Problems
from facilitator.reading.delimited import cells_of, text_of
from facilitator.reading.files import read_bytes

__all__ = ["Row", "Sheet", "read_sheets"]

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
