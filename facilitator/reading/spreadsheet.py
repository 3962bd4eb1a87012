"""Rows of a spreadsheet: CSV as Excel saves it, or a workbook."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from facilitator.messages import _, mark
from facilitator.problems import Place, Problems
from facilitator.reading.files import read_bytes

__all__ = ["Row", "read_rows"]

_LARGEST = 20_000_000
"""Bytes. Ten thousand people with a dozen columns are about 2 000 000."""

_LARGEST_UNPACKED = 50_000_000
"""Bytes of a workbook's parts; what says less of itself than it holds is cut there by zipfile."""
_LONGEST_CELL = 20_000
"""Characters."""

_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_DELIMITERS = ";\t,"
"""The first wins a tie: a Danish Excel writes semicolons."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty: its cells on one line each, and where it begins."""

    cells: tuple[str, ...]
    place: Place


def read_rows(path: Path) -> list[Row]:
    """The rows of a file; whether it is a workbook is told by its content, not its name.

    Raises:
        Problems: it cannot be read, or is neither CSV nor a workbook.
    """
    large, folder = mark("expected a list of names"), mark("expected a .csv or .xlsx file")
    data = read_bytes(path, str(path), largest=_LARGEST, large=large, folder=folder)
    if data.startswith(_OLD_WORKBOOK):
        raise Problems.one(
            _("this is a workbook of an old kind"), _("save it as .xlsx or .csv"), place=Place(str(path))
        )
    found = _workbook(data, path) if data.startswith(_WORKBOOK) else _csv(_text(data, path), path)
    rows = []
    for number, cells in found:
        place = Place(str(path), number, 1)
        row = Row(tuple(_clean(cell, place) for cell in cells), place)
        if any(row.cells):
            rows.append(row)
    return rows


def _text(data: bytes, path: Path) -> str:
    """UTF-8, UTF-16 with a mark, or what a Danish Windows writes when it says no more than “CSV”."""
    place = Place(str(path))
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    encodings = [_MARKS[mark]] if mark else ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    what = _("the file's letters are in no known encoding, or it is no text at all")
    raise Problems.one(what, _("save it as “CSV UTF-8” or .xlsx"), place=place)


def _csv(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The number of the line that each record begins on, and its cells."""
    first, _end, rest = text.partition("\n")
    before = 0
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own hint, which it does not show.
        text, delimiter, before = rest, first[4], 1
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            expected = _("expected every quotation mark to be closed, and doubled inside a cell")
            raise Problems.one(
                _("the row cannot be read: {reason}", reason=error), expected, place=Place(str(path), line, 1)
            ) from None


def _delimiter(text: str) -> str:
    """What stands most often between the cells of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def _workbook(data: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet, as their values are shown."""
    # Slow to import, and most lists are CSV.
    from zipfile import BadZipFile, ZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > _LARGEST_UNPACKED:
            what = _("the workbook is larger than {size} MB when it is unpacked", size=_LARGEST_UNPACKED // 1000000)
            raise Problems.one(what, _("expected a list of names"), place=Place(str(path)))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # Some programs write a wrong size, which would cut the sheet.
        sheet.reset_dimensions()
        rows = [[_shown(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, TypeError, OSError, SyntaxError):
        # openpyxl has no error of its own for a package that is not a workbook; a broken part is a SyntaxError.
        raise Problems.one(
            _("the workbook cannot be read"), _("open it in Excel and save it again"), place=Place(str(path))
        ) from None
    return iter(enumerate(rows, start=1))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _clean(cell: str, place: Place) -> str:
    """The cell on one line, its letters composed."""
    text = unicodedata.normalize("NFC", " ".join(cell.split()))
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
