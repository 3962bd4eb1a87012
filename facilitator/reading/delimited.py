"""Text files of rows: which letters the bytes stand for, and which sign stands between the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from facilitator.messages import Place, Problem, Problems, _

__all__ = ["cells_of", "pasted_file", "pasted_rows", "tabbed", "text_of"]

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_OF_BYTES = ("cp1252", "mac_roman", "cp865", "cp850")
"""What programs write when they say no more than “CSV”: on Windows, on a Mac, in Danish MS-DOS, in MS-DOS elsewhere."""

_COMMON = frozenset("æøåéöäüÆØÅÉÖÄÜ")
_MARKS_OF_TEXT = frozenset("–—’‘“”»«…·•§°€£½¼¾´\xa0\xad")
_ODD = 5
"""What a sign weighs that hardly stands in a Danish text, beside a letter or a mark that may."""

_MARKUP = re.compile(r"\s*(?:<[!?a-z]|\{|\[\s*[\[{\"]|%PDF-)", re.IGNORECASE)
"""How web pages, XML, JSON, RTF, and PDF begin, whatever they are called: HR systems save pages as ``.xls``."""

_WORD = re.compile(r"[^\W\d_]+")
_LONE = frozenset("øåàéÅØ")
"""Words of one letter."""

_HEADING, _ENDING = 3, 2
"""The most words of a heading, and letters by which one of them may be longer: »navnet«."""

_DELIMITERS = ";\t,|"
"""The first wins a tie: a Danish Excel writes semicolons."""
_SPACES = re.compile(r"\s{2,}")
_NONE = "\x1f"
"""Stands in no text: the file has one column."""
_LEADING = 10
"""Rows above the headings, at most, that have fewer cells than the list."""

_CELL = re.compile(r'("(?:[^"]|"")*"(?=\t|\r?\n|\Z)|[^\t\r\n]*)(\t|\r?\n|\r|\Z)')
"""A cell of pasted rows with what ends it; quotes are its own only where they close at its end."""
_NEEDS_QUOTES = re.compile(r'[\t\r\n]|""')

_Rows: TypeAlias = list[tuple[int, list[str]]]


def text_of(data: bytes, path: Path) -> str:
    """The text that the bytes stand for.

    What has no mark and is not UTF-8 is read with the letters that make Danish words of it.

    Raises:
        Problems: no letters that are known make a text of it.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    if mark:
        text = _decoded(data[len(mark) :], _MARKS[mark])
    elif 0 in data:
        # Every other byte of Western letters in UTF-16 is zero.
        text = _decoded(data, "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le")
        text = text if text is not None and not _oddness(text) and len(data) > 2 * _LEADING else None
    else:
        text = _decoded(data, "utf-8")
        if text is None:
            read = [found for encoding in _OF_BYTES if (found := _decoded(data, encoding)) is not None]
            text = min(read, key=_oddness, default=None)
            if text is not None and _oddness(text) >= _ODD * max(2, len(data) // 50):
                text = None
    if text is None or "\0" in text:
        what = _("the file's letters are in no known encoding, or it is no text at all")
        raise Problems.one(what, _("save it as “CSV UTF-8” or .xlsx"), place=Place(str(path)))
    if _MARKUP.match(text):
        what = _("this is a page or a file of another program, not a table")
        raise Problems.one(what, _("open it in Excel and save it as .xlsx"), place=Place(str(path)))
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _oddness(text: str) -> int:
    """How unlike a Danish text it is: signs that hardly stand in one, and words with capitals in their midst."""
    signs = sum(_weight(sign) for sign in text if sign > "\x7f")
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return signs + sum(_ODD for word in words if not _well_formed(word))


def _weight(sign: str) -> int:
    if sign in _COMMON:
        return 0
    return 1 if sign in _MARKS_OF_TEXT or unicodedata.category(sign) in ("Lu", "Ll") else _ODD


def _well_formed(word: str) -> bool:
    if len(word) == 1:
        return word in _LONE
    return word.islower() or word.isupper() or word[1:].islower()


def cells_of(text: str, path: Path) -> _Rows:
    """The number of the line that each record begins on, and its cells.

    Raises:
        Problems: quotation marks are not closed.
    """
    first, _end, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:  # Excel's own hint, which it does not show.
        return _parsed(rest, first[4], path, before=1)
    delimiter = _delimiter(text, path)
    if delimiter == _NONE and _in_columns(text):
        return [(number, _SPACES.split(line.strip())) for number, line in enumerate(text.splitlines(), start=1)]
    return _parsed(text, delimiter, path)


def _in_columns(text: str) -> bool:
    """Whether spaces make columns of the lines, the same number in each."""
    widths = {len(_SPACES.split(line.strip())) for line in text.splitlines() if line.strip()}
    return len(widths) == 1 and widths != {1}


def _parsed(text: str, delimiter: str, path: Path, before: int = 0) -> _Rows:
    return list(_records(text, delimiter, path, before))


def _records(text: str, delimiter: str, path: Path, before: int) -> Iterator[tuple[int, list[str]]]:
    # Old Macs end lines with a carriage return alone.
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error:
            expected = _("expected every quotation mark to be closed, and doubled inside a cell")
            raise Problems.one(_("the row cannot be read"), expected, place=Place(str(path), line, 1)) from None


def _delimiter(text: str, path: Path) -> str:
    """The sign that makes a table of the text: the same number of cells in every row, from the headings on.

    Where none does, the one that stands in the first row and makes cells of some later ones; a comma before a space
    belongs to a sentence. Where none does that either, there is one column.
    """
    tables: list[tuple[int, str]] = []
    loose: list[str] = []
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for _line, row in _parsed(text, delimiter, path) if any(row)]
        except Problems:
            if _most_common(text) == delimiter:
                return delimiter
            continue
        leading = _leading(widths)
        if leading and delimiter == "," and not re.search(r",(?! )", text):
            continue  # “Hansen, Anna” under “Navn”.
        if leading is not None:
            tables.append((leading, delimiter))
        elif widths and widths[0] > 1 and not (delimiter == "," and re.search(r", ", _first_line(text))):
            loose.append(delimiter)
    if tables:
        return min(tables, key=lambda table: table[0])[1]
    if loose or any(sign.isalnum() for sign in text):
        return loose[0] if loose else _NONE
    return _most_common(text)


def _leading(widths: Sequence[int]) -> int | None:
    """How many rows stand above a table of two or more columns; None where there is no such table."""
    widest = max(widths, default=0)
    if widest < 2:
        return None
    leading = widths.index(widest)
    regular = all(width == widest for width in widths[leading:])
    return leading if regular and leading <= _LEADING else None


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def _most_common(text: str) -> str:
    """What stands most often between the cells of the first line."""
    outside = "".join(_first_line(text).split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def pasted_rows(pasted: str) -> dict[int, list[str]]:
    """Rows of cells as Excel pastes them, or typed lines, which may begin with a quotation mark; by their numbers from
    1 on, those that are blank left out.
    """
    rows: list[list[str]] = [[]]
    for cell, end in _CELL.findall(pasted):
        inner = cell[1:-1]
        quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and _NEEDS_QUOTES.search(inner)
        rows[-1].append(inner.replace('""', '"') if quoted else cell)
        if end != "\t":
            rows.append([])
    return {number: row for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)}


def tabbed(rows: Iterable[Sequence[str]]) -> str:
    """Rows as Excel would paste them."""
    written = io.StringIO()
    csv.writer(written, "excel-tab", lineterminator="\n").writerows(rows)
    return written.getvalue().removesuffix("\n")


@contextmanager
def pasted_file(pasted: str, columns: Sequence[str], known: Collection[str], name: str = "") -> Iterator[Path | None]:
    """What was pasted as a file, as long as the block runs; None where it is nothing.

    Args:
        pasted: rows, with tabs between their cells.
        columns: the headings of rows that have none: the page says which column is what.
        known: of which one stands in a cell of a row of headings.
        name: of the file.

    Raises:
        Problems: what is wrong with it, with the row in words.
    """
    rows = pasted_rows(pasted)
    wide = max(map(len, rows.values()), default=0)
    if wide > 1 and not any(_is_heading(cell, known) for cell in next(iter(rows.values()))):
        rows = {0: [*columns[:wide], *map(str, range(len(columns) + 1, wide + 1))], **rows}
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{name or 'list'}.tsv")
        path.write_text(tabbed(rows.values()), encoding="utf-8")
        try:
            yield path if rows else None
        except Problems as error:
            lines = accumulate((tabbed([row]).count("\n") + 1 for row in rows.values()), initial=1)
            numbers = dict(zip(lines, rows, strict=False))
            raise Problems(_in_row(problem, path, numbers) for problem in error.problems) from None


def _in_row(problem: Problem, path: Path, numbers: Mapping[int, int]) -> Problem:
    """The problem with the row that was pasted, by the number of its line in the file; any other as it is."""
    place = problem.place
    row = numbers.get(place.line) if place is not None and place.path == str(path) else None
    return Problem(_("Row {row}: {what}", row=row, what=problem.words), place=place) if row else problem


def _is_heading(cell: str, known: Collection[str]) -> bool:
    """Whether it says what stands below: »Navne«, »Deltagernavn«, »Navn på deltager«, and not »Navneet Kaur«."""
    words = cell.casefold().removesuffix(":").split()
    said = (word for word in words if word.isalpha()) if len(words) <= _HEADING else ()
    return any(
        word.endswith(one) or (word.startswith(one) and len(word) - len(one) <= _ENDING)
        for word in said
        for one in known
    )
