"""A workbook as Excel shows it: values in their number formats, merged cells in all their rows, nothing hidden."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from facilitator.messages import Place, Problem, Problems, _, plural

__all__ = ["ShownSheet", "shown_sheets"]

_LARGEST_UNPACKED = 50_000_000
"""Bytes of a workbook's parts; what says less of itself than it holds is cut there by zipfile."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_MERGED = 20_000
"""Merged ranges of a sheet that are looked at."""
_MOST_TOLD = 10
"""Cells of a kind that are told."""

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")
_IN_DATE = re.compile(r"y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p|[^ymdhsa]+|a", re.IGNORECASE)
_DAY_FIRST = "dd-mm-yyyy"
"""How a Danish Excel shows the format that is the system's own date."""
_SYSTEM_DATES = ("mm-dd-yy", "m/d/yy", "m/d/yyyy")


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """What can be seen of a sheet: the number, cells, and merged columns of each row, what its hidden columns hold, and
    the numbers of the others; and what there is besides.
    """

    name: str
    rows: list[tuple[int, list[str], frozenset[int], tuple[str, ...], tuple[int, ...]]]
    told: tuple[str, ...]
    problems: tuple[Problem, ...]
    """Cells with errors, and formulas that were never calculated."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What openpyxl does not tell of a sheet that it reads row by row."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: tuple[tuple[int, int, int, int], ...]
    """First column, first row, last column, last row, from 1; only those of several rows."""
    uncalculated: tuple[str, ...]
    """Cells with a formula and no value."""


def shown_sheets(data: bytes, path: Path) -> list[ShownSheet]:
    """The sheets of a workbook that are not hidden.

    Raises:
        Problems: it cannot be read.
    """
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > _LARGEST_UNPACKED:
                what = _("the workbook is larger than {size} MB when it is unpacked", size=_LARGEST_UNPACKED // 1000000)
                raise Problems.one(what, _("expected a list of names"), place=Place(str(path)))
            parts = _parts(archive)
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [_shown(sheet, _layout(archive, parts[sheet.title]), path) for sheet in visible]
    except (
        BadZipFile, InvalidFileException, KeyError, IndexError, ValueError, TypeError, OSError, SyntaxError, EOFError,
    ):  # fmt: skip
        # openpyxl has no error of its own for a package that is not a workbook; a broken part is a SyntaxError.
        raise Problems.one(
            _("the workbook cannot be read"), _("open it in Excel and save it again"), place=Place(str(path))
        ) from None


def _parts(archive: ZipFile) -> dict[str, str]:
    """The part of each sheet, by the sheet's name."""
    package = {one.get("Type", "").rsplit("/", 1)[-1]: one for one in _relations(archive, "_rels/.rels")}
    main = package["officeDocument"].get("Target").lstrip("/")
    folder, file = posixpath.split(main)
    related = {one.get("Id"): one.get("Target") for one in _relations(archive, f"{folder}/_rels/{file}.rels")}
    with archive.open(main) as part:
        sheets = [one for _event, one in _elements(part, f"{_MAIN}sheet")]
    targets = {one.get("name"): related[one.get(f"{_OFFICE}id")] for one in sheets}
    return {name: posixpath.normpath(posixpath.join("/", folder, to))[1:] for name, to in targets.items()}


def _relations(archive: ZipFile, part: str) -> list[Any]:
    with archive.open(part) as file:
        return [one for _event, one in _elements(file, _RELATION)]


def _elements(part: IO[bytes], *tags: str) -> Iterator[tuple[str, Any]]:
    return iter(etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True, load_dtd=False))


def _layout(archive: ZipFile, part: str) -> _Layout:
    rows: set[int] = set()
    columns: set[int] = set()
    merged: list[tuple[int, int, int, int]] = []
    uncalculated: list[str] = []
    number = 0
    with archive.open(part) as file:
        for _event, one in _elements(file, *(f"{_MAIN}{name}" for name in ("row", "col", "mergeCell"))):
            hidden = one.get("hidden") in ("1", "true") or one.get("zeroHeight") in ("1", "true")
            if one.tag == f"{_MAIN}row":
                number = int(one.get("r", number + 1))
                rows |= {number} if hidden or one.get("ht") == "0" else set()
                uncalculated += _uncalculated(one, number)
                one.clear()
            elif one.tag == f"{_MAIN}col":
                columns |= {*range(int(one.get("min")), min(int(one.get("max")), 16_384) + 1)} if hidden else set()
            elif len(merged) < _MOST_MERGED:
                merged.append(range_boundaries(one.get("ref")))
    high = tuple(one for one in merged if one[3] > one[1])
    return _Layout(frozenset(rows), frozenset(columns), high, tuple(uncalculated))


def _uncalculated(row: Any, number: int) -> Iterator[str]:
    for place, cell in enumerate(row.iterfind(f"{_MAIN}c"), start=1):
        if cell.find(f"{_MAIN}f") is not None and not cell.findtext(f"{_MAIN}v") and cell.get("t") != "str":
            yield cell.get("r") or f"{get_column_letter(place)}{number}"


def _shown(sheet: Any, layout: _Layout, path: Path) -> ShownSheet:
    # Some programs write a wrong size, which would cut the sheet.
    sheet.reset_dimensions()
    places = Place(f"{path} [{sheet.title}]")
    errors: list[str] = []
    rows = []
    hidden = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        rows.append((number, [_as_shown(cell.value, getattr(cell, "number_format", "General")) for cell in cells]))
        if number in layout.hidden_rows:
            hidden += any(cell.value is not None for cell in cells)
            continue
        errors += [f"{cell.coordinate} ({cell.value})" for cell in cells if getattr(cell, "data_type", "") == "e"]
    problems = tuple(_wrong_cells(errors, layout.uncalculated, places))
    told = [plural("{n} hidden row of “{sheet}” is left out", "{n} hidden rows of “{sheet}” are left out", hidden,
                   sheet=sheet.title)] if hidden else []  # fmt: skip
    return ShownSheet(sheet.title, list(_spread(rows, layout)), tuple(told), problems)


def _wrong_cells(errors: Sequence[str], uncalculated: Sequence[str], place: Place) -> list[Problem]:
    found = []
    if errors:
        what = _("there are errors in {cells}", cells=_listed(errors))
        found.append(Problem(what, _("mend them in Excel, or empty the cells"), place=place))
    if uncalculated:
        what = _("the formulas in {cells} were never calculated", cells=_listed(uncalculated))
        found.append(Problem(what, _("open the workbook in Excel and save it again"), place=place))
    return found


def _listed(cells: Sequence[str]) -> str:
    return ", ".join([*cells[:_MOST_TOLD], *(["…"] if len(cells) > _MOST_TOLD else [])])


def _spread(
    rows: Sequence[tuple[int, list[str]]], layout: _Layout
) -> Iterator[tuple[int, list[str], frozenset[int], tuple[str, ...], tuple[int, ...]]]:
    """The rows with the value of a merged cell in each of them, and without what is hidden."""
    values: dict[tuple[int, int], str] = {}
    for number, cells in rows:
        taken: set[int] = set()
        for first, top, _last, bottom in layout.merged:
            if number == top and first <= len(cells):
                values[first, top] = cells[first - 1]
            elif top < number <= bottom:
                cells += [""] * (first - len(cells))
                cells[first - 1] = values.get((first, top), cells[first - 1])
                taken.add(first)
        if number in layout.hidden_rows:
            continue  # What is merged with the rows below holds for those.
        seen = [place for place in range(1, len(cells) + 1) if place not in layout.hidden_columns]
        spread = frozenset(at for at, place in enumerate(seen) if place in taken)
        hidden = tuple(cell for place, cell in enumerate(cells, start=1) if place in layout.hidden_columns and cell)
        yield number, [cells[place - 1] for place in seen], spread, hidden, tuple(seen)


def _as_shown(value: object, form: str | None = "General") -> str:
    """The text of a cell.

    Args:
        value: as openpyxl reads it.
        form: the number format, as Excel writes it in a file.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time):
        return _moment(value, form or "General")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, (form or "General").split(";")[0])
    return str(value)


def _number(value: float, form: str) -> str:
    plain = _QUOTED.sub("", form)
    found = _NUMBER.search(plain)
    if found is None or plain.casefold() == "general" or "e+" in plain.casefold() or "/" in plain:
        return _general(value)
    if len(_NUMBER.findall(plain)) > 1:
        return _grouped(round(value), plain)
    percent = plain.count("%")
    whole, point, decimals = found[0].partition(".")
    text = f"{abs(value) * 100**percent:.{len(decimals)}f}"
    before, _point, after = text.partition(".")
    before = before.zfill(whole.count("0"))
    if "," in whole.strip(","):
        before = f"{int(before):,}".replace(",", ".")
    after = after if "0" in decimals else after.rstrip("0")
    # The words around the number, which a format may hold too.
    head, tail = (_QUOTED.sub(_literal, part) for part in _around(form))
    sign = "-" if value < 0 and float(text) else ""
    return f"{sign}{head}{before}{',' if point and after else ''}{after}{tail}".strip()


def _grouped(value: int, form: str) -> str:
    """Digits with signs between them, as in ``00 00 00 00``: filled from the right."""
    digits = [*str(abs(value))]
    found: list[str] = []
    places = sum(sign in "0#?" for sign in form)
    for sign in reversed(form):
        if sign not in "0#?":
            found.append(sign)
            continue
        places -= 1
        if not places:
            found += reversed(digits or ["0"])
            digits = []
        else:
            found.append(digits.pop() if digits else "0" if sign == "0" else "")
    return ("-" if value < 0 else "") + "".join(reversed(found)).strip()


def _around(form: str) -> tuple[str, str]:
    """What stands before and behind the signs for digits; quoted words may hold such signs too."""
    masked = _QUOTED.sub(lambda found: "\0" * len(found[0]), form)
    found = _NUMBER.search(masked)
    assert found is not None
    return form[: found.start()], form[found.end() :]


def _literal(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _general(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _moment(value: datetime | date | time, form: str) -> str:
    plain = _QUOTED.sub(_literal, form.split(";")[0])
    if plain in _SYSTEM_DATES or plain.casefold() == "general":
        plain = "hh:mm" if isinstance(value, time) else _DAY_FIRST
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    parts: list[str] = _IN_DATE.findall(plain)
    afternoon = any(part.casefold() in ("am/pm", "a/p") for part in parts)
    told = []
    for number, part in enumerate(parts):
        near = [parts[at][0].casefold() for at in (number - 2, number + 2) if 0 <= at < len(parts)]
        told.append(_part(value, part.casefold(), afternoon, minute="h" in near[:1] or "s" in near) or part)
    return "".join(told).strip()


def _part(value: datetime, part: str, afternoon: bool, minute: bool) -> str:
    """One part of a date or a time; empty where it is neither. An m is a minute beside hours or seconds."""
    hour = (value.hour - 1) % 12 + 1 if afternoon else value.hour
    numbers = {"d": value.day, "h": hour, "s": value.second, "m": value.minute if minute else value.month}
    if part[0] == "y":
        return f"{value.year:04}" if len(part) > 2 else f"{value.year % 100:02}"
    if part in ("am/pm", "a/p"):
        return "PM" if value.hour >= 12 else "AM"
    if part[0] not in numbers:
        return ""
    if part[0] in "dm" and len(part) > 2 and not minute:
        from babel.dates import format_date

        names = {"d": {3: "EEE", 4: "EEEE"}, "m": {3: "MMM", 4: "MMMM"}}[part[0]]
        return str(format_date(value, names.get(len(part), "MMMM"), "da")).rstrip(".")
    return f"{numbers[part[0]]:0{min(len(part), 2)}}"
