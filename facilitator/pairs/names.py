"""The names on a list of people: which columns they stand in, and how their parts are put together.

A person is never lost, and what is no name never becomes one: whatever is not certain is an error that says how to
tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from facilitator.messages import Problem, Problems, _, at_terminal, plural, short
from facilitator.pairs.roster import Roster, counted, doubt, listed, plain, remark, several, twice
from facilitator.reading.spreadsheet import Row, Table, Telling, heading, read_sheets, table_in, uncertain

__all__ = ["SHEETS", "read_leaders", "read_roster"]


def _headings(names: str) -> frozenset[str]:
    return frozenset(map(heading, names.split("|")))


_WHO = _headings(
    "deltager|deltagere|participant|participants|medarbejder|medarbejdere|employee|employees|kursist|kursister|attendee"
    "|attendees|medlemmer|members|personer"
)
"""Headings over names, which may also be what a cell says of somebody."""
_PARTS: Mapping[str, frozenset[str]] = {
    "whole": _WHO
    | _headings(
        "navn|navne|name|names|namn|fulde navn|fuldt navn|hele navnet|fuldenavn|full name|fullname|deltagernavn"
        "|medarbejdernavn|display name|displayname|vist navn|visningsnavn|navn på deltager|navn deltager"
        "|deltagers navn|deltagerens navn|attendee name|navn og efternavn|for og efternavn|fornavn og efternavn"
        "|fornavn efternavn|first and last name|name of participant|employee name|participant name"
    ),
    "turned": _headings(
        "efternavn, fornavn|efternavn,fornavn|efternavn fornavn|efternavn og fornavn|efternavn/fornavn"
        "|last name, first name|last name,first name|surname, first name|lastname, firstname"
    ),
    "first": _headings(
        "fornavn|fornavne|förnamn|vorname|first name|firstname|given name|given names|givenname|forename|kaldenavn"
        "|fornavn og mellemnavn|for og mellemnavn|fornavn/mellemnavn"
    ),
    "middle": _headings("mellemnavn|mellemnavne|middle name|middlename|middle names"),
    "last": _headings(
        "efternavn|efternavne|etternavn|efternamn|nachname|last name|lastname|surname|family name|familyname|slægtsnavn"
    ),
}
"""Headings over names, and over parts of them."""
_OTHER = _headings(
    "nr|nummer|number|no|#|id|medarbejdernr|medarbejdernummer|employee id|afdeling|department|afd|dept|team|hold|gruppe"
    "|group|enhed|unit|stilling|title|titel|rolle|role|job title|jobtitel|e mail|email|mail|mailadresse|telefon|tlf"
    "|phone|mobil|mobile|arbejdssted|lokation|location|by|city|firma|company|organisation|virksomhed|cpr|lønnr"
    "|initialer|initials|bord|table|område|area|sektion|section|skole|school|kommune|alder|age|køn|gender|dato|date"
    "|bemærkning|bemærkninger|kommentar|noter|notes"
)
"""Headings that say nothing of names, but make a row one of headings."""
_KNOWN: Mapping[str, int] = {
    **{name: 2 for part in _PARTS.values() for name in part},
    **dict.fromkeys(_WHO | _OTHER, 1),
}
_TOTALS = _headings("i alt|ialt|total|totalt|sum|antal|antal deltagere|antal i alt|in all|subtotal")
"""What stands at the foot of a list in the place of a name."""
_NO_NAME = re.compile(r"\d|:$")
"""What is in a title such as “Deltagere 12. januar”, and in few names."""
_MARK = re.compile(r"\d+[.)]\s*(?=[^\W\d])")
"""What stands before a name in a list that was numbered."""
_FEW = 3
"""Names of which nothing can be told by counting."""
_HOW = Telling("--sheet", "--names")

_Cells: TypeAlias = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Reader:
    """How a row becomes a name."""

    columns: tuple[int, ...]
    name: Callable[[_Cells], str]
    told: tuple[str, ...] = ()
    turned: bool = False
    """The surname stands first, before a comma."""


def read_roster(
    path: Path, *, names: Sequence[str] = (), sheet: str | None = None, least: int = 2, by: str = _HOW.sheet
) -> Roster:
    """The people of a list, one to a row.

    Args:
        path: a text file or a workbook.
        names: the headings over the parts of a name, in their order, or the numbers of the columns in a list without
            headings; found by what the headings say when left out.
        sheet: the sheet of a workbook, by name or number; the one that holds a list when left out.
        least: people that there must be.
        by: the option by which a user tells the sheet.

    Raises:
        Problems: everything that is wrong with the list, or that is not certain about it.
    """
    asked = [part for name in names for part in map(str.strip, name.split(",")) if part]
    table = table_in(path, read_sheets(path), _KNOWN, asked, sheet, Telling(by, _HOW.column).here())
    if not table.rows and not table.headings:
        expected = _("expected a row of headings, then a row for each person")
        raise Problems.one(_("the list is empty"), expected, place=table.place)
    reader = _asked(table, asked) if asked else _found(table)
    _check_headings(table, reader)
    rows, left = _persons(table, reader)
    _check_names(table, rows, reader)
    columns = {at: one for at, one in enumerate(_columns(table)) if one and at not in reader.columns}
    called = _unmarked([_name(row, table, reader) for row in rows])
    if len(called) > 1 and len({*called}) == 1:
        raise uncertain(_("every row has the same name: “{name}”", name=short(called[0])), table, _expected())
    people = tuple((name, _attributes(row, columns)) for name, row in zip(called, rows, strict=True))
    told = (*table.left_out, *table.told, *reader.told, *left, *_alike(called, rows))
    return listed(people, tuple(columns.values()), table.place, told, least, table.hidden)


def _alike(names: Sequence[str], rows: Sequence[Row]) -> Iterator[str]:
    """That some have the same name, with their rows: they may be one person."""
    lines: dict[str, list[str]] = {}
    for name, row in zip(names, rows, strict=True):
        lines.setdefault(name.casefold(), []).append(str(row.place.line))
    called = {name.casefold(): name for name in reversed(names)}
    # What was pasted on a page has no rows that anybody has numbered.
    where = " ({})" if at_terminal() else ""
    if found := [short(called[key]) + where.format(", ".join(at)) for key, at in lines.items() if len(at) > 1]:
        told = "; ".join(found)
        yield _("rows of the same name are numbered: {names}; take one out if it is the same person", names=told)


def _wide(row: Row, table: Table) -> tuple[str, ...]:
    return (*row.cells, *[""] * (len(table.headings) - len(row.cells)))


def _columns(table: Table) -> tuple[str, ...]:
    """The headings; their numbers where there are none."""
    if table.headings:
        return table.headings
    widest = max((len(row.filled) for row in table.rows), default=0)
    return tuple(str(number) for number in range(1, widest + 1))


def _name(row: Row, table: Table, reader: _Reader) -> str:
    return plain(reader.name(_wide(row, table)))


def _expected() -> str:
    if not at_terminal():
        return _("expected headings such as Navn, or Fornavn and Efternavn")
    return _(
        "expected headings such as Navn, or Fornavn and Efternavn; or {option} with those over the names "
        '({option} "Fornavn,Efternavn"); or, without headings, with the number of the column ({option} 2)',
        option=_HOW.column,
    )


SHEETS = (".csv", ".tsv", ".xlsx", ".xlsm")
"""How the name of a list ends."""
_OF_PEOPLE: Mapping[str, Sequence[str]] = {
    "role": ("rolle", "role", "titel", "title", "stilling"),
    "about": ("om", "about", "beskrivelse"),
    "photo": ("foto", "photo", "billede"),
}
"""What a table tells of those who lead a session, by its headings."""


def read_leaders(path: Path) -> list[dict[str, str]]:
    """Those who lead a session, as ``facilitators`` has them, of a table with their names.

    Raises:
        Problems: everything that is wrong with the list, or that is not certain about it.
    """
    roster = read_roster(path, least=1)
    keys = [heading(column) for column in roster.columns]
    if again := next((one for names in _OF_PEOPLE.values() for one in names if keys.count(one) > 1), ""):
        raise twice(again, roster.place)
    columns = dict(zip(keys, roster.columns, strict=True))
    found = []
    for person in roster.people:
        more = {key: next((person.attributes[columns[one]] for one in names if one in columns), "")
                for key, names in _OF_PEOPLE.items()}  # fmt: skip
        found.append({"name": person.name, **{key: text for key, text in more.items() if text}})
    return found


# --- which columns hold the name ---


def _asked(table: Table, asked: Sequence[str]) -> _Reader:
    if table.headings:
        found = [heading(cell) for cell in table.headings]
        for one in asked:
            if found.count(heading(one)) > 1:
                raise twice(one, table.top)
        return _joined([found.index(heading(one)) for one in asked])
    columns = [int(one) - 1 for one in asked]
    widest = max((len(row.filled) for row in table.rows), default=0)
    for column in columns:
        if not 0 <= column < widest:
            what = _("there is no column {number}; the list has {count}", number=column + 1, count=widest)
            raise uncertain(what, table, _expected())
    return _joined(columns)


def _joined(columns: Sequence[int]) -> _Reader:
    return _Reader(tuple(columns), lambda cells: " ".join(cells[at] for at in columns if at < len(cells) and cells[at]))


def _found(table: Table) -> _Reader:
    """By the headings; in a list of one column without any, all are names."""
    if not table.headings:
        return _bare(table)
    at = {
        part: [n for n, cell in enumerate(table.headings) if heading(cell) in known] for part, known in _PARTS.items()
    }
    if again := next((columns for columns in at.values() if len(columns) > 1), None):
        what = _("there are several columns for names: {names}", names=", ".join(table.headings[n] for n in again))
        raise uncertain(what, table, _expected())
    one = {part: columns[0] for part, columns in at.items() if columns}
    if "turned" in one:
        return _one(table, one["turned"], turned=True)
    if "whole" in one:
        return _whole(table, one)
    parts = [one[part] for part in ("first", "middle", "last") if part in one]
    if "first" in one:
        return _joined(parts)
    raise uncertain(_("no heading says where the names stand"), table, _expected())


def _bare(table: Table) -> _Reader:
    """A list of one column without a heading: all are names, unless the first row looks like a title."""
    if any(len(row.filled) > 1 for row in table.rows):
        raise uncertain(_("the list has several columns and no headings that are known"), table, _expected())
    first, others = table.rows[0], table.rows[1:]
    unlike = _NO_NAME.search(first.cells[0]) and not any(_NO_NAME.search(row.cells[0]) for row in others)
    if others and (table.titled or unlike):
        raise uncertain(_("the first row may be a title or a person"), table, _expected())
    return _one(table, 0)


def _whole(table: Table, one: Mapping[str, int]) -> _Reader:
    """A column for names; with one for surnames beside it, it may hold the first names alone."""
    if "last" not in one or "first" in one:
        return _one(table, one["whole"])
    pairs = [(row[one["whole"]].casefold(), row[one["last"]].casefold()) for row in map(_padded(table), table.rows)]
    within = [last in whole for whole, last in pairs if last]
    if all(within):
        return _one(table, one["whole"])
    if not any(within):
        return _joined([one[part] for part in ("whole", "middle", "last") if part in one])
    what = _("“{whole}” holds the surname in some rows and not in others", whole=table.headings[one["whole"]])
    raise uncertain(what, table, _expected())


def _padded(table: Table) -> Callable[[Row], tuple[str, ...]]:
    return lambda row: _wide(row, table)


def _one(table: Table, at: int, *, turned: bool = False) -> _Reader:
    """One column, as it stands; or turned round, when all its names are written “Hansen, Anna”."""
    texts = [row.cells[at] for row in table.rows if at < len(row.cells) and row.cells[at]]
    halves = [tuple(map(str.strip, text.split(","))) for text in texts]
    if not halves or not all(len(one) == 2 and all(one) for one in halves):
        if turned:
            raise uncertain(_("not every name has one comma, behind the surname"), table, _expected())
        return _joined([at])
    behind = {first.casefold() for _last, first in halves}
    if not turned and len(halves) > _FEW and 2 * len(behind) <= len(halves):
        what = _("what stands behind the commas comes again and again, so it may not be first names")
        raise uncertain(what, table, _expected())
    whole = [text for text, both in zip(texts, halves, strict=True) if min(len(half.split()) for half in both) > 1]
    if not turned and 2 * len(whole) >= len(halves):
        what = _("“{text}” may be one person or two", text=short(whole[0]))
        expected = _("expected a row for each person, or the heading “{heading}”", heading="Efternavn, fornavn")
        raise uncertain(what, table, expected)
    told = [_("names are read as surname, first name: “{text}” is {name}", text=text, name=_turned(text))
            for text in dict.fromkeys((texts[0], *([] if turned else whole)))]  # fmt: skip
    return _Reader((at,), lambda cells: _turned(cells[at]), tuple(told), turned=True)


def _turned(text: str) -> str:
    last, _comma, first = text.partition(",")
    return " ".join(f"{first} {last}".split())


# --- which rows are people ---


def _check_headings(table: Table, reader: _Reader) -> None:
    """None missing beside a name."""
    beside = max(reader.columns) + 1
    bare = beside < len(table.headings) and not table.headings[beside]
    if bare and any(beside < len(row.cells) and row.cells[beside] for row in table.rows):
        raise uncertain(_("the column beside the names has no heading and may belong to them"), table, _expected())


def _persons(table: Table, reader: _Reader) -> tuple[list[Row], list[str]]:
    """The rows that are people, each once, and what is said of the others."""
    rows: list[Row] = []
    totals: list[Row] = []
    for row in table.rows:
        if all(at in row.spread for at in reader.columns):
            continue  # One person in several rows.
        (totals if _is_total(reader.name(_wide(row, table)), row) else rows).append(row)
    told = []
    if totals:
        told.append(plural("{n} row with a total is left out", "{n} rows with a total are left out", len(totals)))
    if alone := _alone(table, rows, reader):
        names = ", ".join(f"{short(reader.name(_wide(row, table)))} ({row.place.line})" for row in alone)
        told.append(_("read as people, though nothing else stands in their rows: {names}", names=names))
    return rows, told


def _is_total(name: str, row: Row) -> bool:
    """Whether it stands at the foot of a list: the word in the place of a name, or before a number or nothing there."""
    said = name if any(map(str.isalpha, name)) else next(filter(None, row.cells), "")
    word = heading(said)
    return word in _TOTALS or any(word.startswith(f"{one}:") for one in _TOTALS)


def _alone(table: Table, rows: Sequence[Row], reader: _Reader) -> list[Row]:
    """Rows with a name and nothing else in a list whose other rows have more, and those behind an empty row."""
    bare = [row for row in rows if sum(map(bool, row.cells)) == 1]
    apart = [row for row in bare if row.apart and row is not rows[0]]
    if apart and any(row.apart for row in rows[:1]):
        apart.insert(0, rows[0])
    several = len(table.headings) > 1 and 2 * len(bare) < len(rows)
    found = bare if several else apart if 2 * len(apart) < len(rows) else []
    return [row for row in found if _name(row, table, reader)]


def _doubtful(table: Table, rows: Sequence[Row], reader: _Reader) -> Iterator[Row]:
    """Rows that are unlike the others: one word that stands alone, or in capitals; so many of something."""
    names = {row: _name(row, table, reader) for row in rows}
    alone = {*_alone(table, rows, reader)}
    whole = 2 * sum(len(name.split()) > 1 for name in names.values()) > len(names)
    loud = {row for row, name in names.items() if name.isupper() and name.isalpha() and 1 < len(name) < _FEW + 2}
    many = {row for row, name in names.items() if counted(name)}
    for row in rows:
        one = len(names[row].split()) == 1
        if (
            (one and whole and row in alone)
            or (row in loud and 2 * len(loud) < len(rows))
            or (row in many and len(many) < len(rows))
        ):
            yield row


def _unmarked(names: Sequence[str]) -> list[str]:
    """Names without the number or the bullet that stands before each of them."""
    return [_MARK.sub("", name) for name in names] if all(map(_MARK.match, names)) else [*names]


def _check_names(table: Table, rows: Sequence[Row], reader: _Reader) -> None:
    problems = [problem for row in rows for problem in _wrong(row, table, reader)]
    told = {problem.place for problem in problems}
    unlike = [row for row in _doubtful(table, rows, reader) if row.place not in told]
    problems += [replace(remark(_name(row, table, reader)), place=row.place) for row in unlike]
    wide = [row for row in rows if len(row.filled) > len(table.headings)]
    if table.headings and len(wide) * 2 > len(rows):
        raise uncertain(_("most rows have more cells than there are headings"), table, _expected())
    if problems:
        raise Problems(problems)


def _wrong(row: Row, table: Table, reader: _Reader) -> Iterator[Problem]:
    count = max(len(table.headings), len(reader.columns))
    if table.headings and len(row.filled) > count:
        what = _("the row has {number} cells", number=len(row.filled))
        yield Problem(what, _("expected {number}, as there are headings", number=count), place=row.place)
        return
    name = _name(row, table, reader)
    if not name:
        expected = _("expected one in column {number}", number=reader.columns[0] + 1)
        yield Problem(_("the row has no name"), expected, place=row.place)
    elif not any(sign.isalpha() for sign in name) or (table.headings and heading(name) in _KNOWN):
        column = reader.columns[0] + 1
        expected = _("expected a name in column {number}, or {option}", number=column, option=_HOW.column)
        if not at_terminal():
            expected = _("expected a name in column {number}", number=column)
        yield Problem(_("“{name}” is no name", name=short(name)), expected, place=row.place)
    elif row.broken.intersection(reader.columns):
        yield replace(several(name), place=row.place)
    elif problem := doubt(name, turned=reader.turned):
        yield replace(problem, place=row.place)


def _attributes(row: Row, columns: Mapping[int, str]) -> dict[str, str]:
    return {one: row.cells[at] if at < len(row.cells) else "" for at, one in columns.items()}
