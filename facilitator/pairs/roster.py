"""The participants: read from a list, or just so many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from facilitator.content.terms import Terms
from facilitator.messages import _
from facilitator.pairs.model import Person
from facilitator.problems import Place, Problem, Problems, nearest, short
from facilitator.reading.spreadsheet import Row, read_rows

__all__ = ["Roster", "named", "numbered", "read_roster"]

_MOST = 10_000
"""People. More are hardly in one room, and planning for them would take minutes."""

_NAME_HEADINGS = frozenset({"navn", "navne", "name", "names", "deltager", "deltagere", "participant", "participants"})


@dataclass(frozen=True, slots=True)
class Roster:
    """People, and what the list tells of each besides the name."""

    people: tuple[Person, ...]
    columns: tuple[str, ...] = ()
    place: Place | None = None

    def column(self, name: str) -> str:
        """The column of that name, whatever its capitals.

        Raises:
            Problems: there is none.
        """
        found = [column for column in self.columns if column.casefold() == name.strip().casefold()]
        if found:
            return found[0]
        expected = _("the list has names only")
        if self.columns:
            expected = _("expected one of {names}", names=", ".join(self.columns))
        what = _("there is no column “{name}”", name=short(name))
        raise Problems.one(what, expected, nearest(name, self.columns), self.place)

    def person(self, name: str) -> int:
        """The place in the list of the person of that name.

        Raises:
            Problems: there is none.
        """
        wanted = " ".join(name.split()).casefold()
        names = [person.name for person in self.people]
        found = [number for number, one in enumerate(names) if one.casefold() == wanted]
        if found:
            return found[0]
        raise Problems.one(
            _("nobody on the list is called “{name}”", name=short(name)),
            _("expected a name as it stands there; those of the same name have numbers: “Anna (2)”"),
            nearest(name, names),
            self.place,
        )


def numbered(number: int, terms: Terms) -> Roster:
    """So many people without names of their own.

    Raises:
        Problems: there are too few or too many.
    """
    _check_number(number, None)
    return Roster(tuple(Person(terms.pairs.participant.format(number=one)) for one in range(1, number + 1)))


def named(names: Sequence[str]) -> Roster:
    """People of these names; those of the same name are numbered.

    Raises:
        Problems: there are too few or too many.
    """
    _check_number(len(names), None)
    return Roster(tuple(map(Person, _told_apart([" ".join(name.split()) for name in names]))))


def read_roster(path: Path) -> Roster:
    """The people of a list: one to a row, under headings.

    Names stand in the column called navn or name, else in the first. A list of one column needs no heading.

    Raises:
        Problems: everything that is wrong with the list.
    """
    rows = read_rows(path)
    place = Place(str(path))
    if not rows:
        expected = _("expected a row of headings, then a row for each person")
        raise Problems.one(_("the list is empty"), expected, place=place)
    headings = _headings(rows)
    body = rows[1:] if headings else rows
    _check_number(len(body), place)
    headings = headings or ("",)
    _check_rows(body, headings, at := _name_column(headings))
    names = _told_apart([row.cells[at] for row in body])
    columns = tuple(heading for number, heading in enumerate(headings) if heading and number != at)
    people = tuple(_person(name, row, headings, at) for name, row in zip(names, body, strict=True))
    return Roster(people, columns, place)


def _headings(rows: Sequence[Row]) -> tuple[str, ...]:
    """The first row; nothing when the list is only names from its first row on."""
    first = _trimmed(rows[0].cells)
    only_names = all(len(_trimmed(row.cells)) == 1 for row in rows)
    if only_names and first[0].casefold() not in _NAME_HEADINGS:
        return ()
    twice = [name for name, times in Counter(one.casefold() for one in first if one).items() if times > 1]
    if twice:
        what = _("there are several columns “{name}”", name=short(twice[0]))
        raise Problems.one(what, _("expected every heading once"), place=rows[0].place)
    return first


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells at the end, which spreadsheets like to add."""
    last = max((number for number, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _name_column(headings: Sequence[str]) -> int:
    return next((number for number, one in enumerate(headings) if one.casefold() in _NAME_HEADINGS), 0)


def _check_number(number: int, place: Place | None) -> None:
    if number < 2:
        what = _("there is 1 person to plan for") if number == 1 else _("there is nobody to plan for")
        raise Problems.one(what, _("expected two people or more"), place=place)
    if number > _MOST:
        what = _("there are {number} people", number=number)
        raise Problems.one(what, _("expected {number} at most", number=_MOST), place=place)


def _check_rows(rows: Sequence[Row], headings: Sequence[str], at: int) -> None:
    problems = []
    for row in rows:
        cells = _trimmed(row.cells)
        if len(cells) > len(headings):
            what = _("the row has {number} cells", number=len(cells))
            expected = _("expected {number}, as there are headings", number=len(headings))
            problems.append(Problem(what, expected, place=row.place))
        elif len(cells) <= at or not cells[at]:
            expected = _("expected one in column {number}", number=at + 1)
            problems.append(Problem(_("the row has no name"), expected, place=row.place))
    if problems:
        raise Problems(problems)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Those of the same name numbered in the order of the list: »Anna (1)«, »Anna (2)«."""
    times = Counter(names)
    taken = {name for name in names if times[name] == 1}
    numbers: Counter[str] = Counter()
    found = []
    for name in names:
        told = name
        while times[name] > 1 and (told == name or told in taken):
            numbers[name] += 1
            told = f"{name} ({numbers[name]})"
        taken.add(told)
        found.append(told)
    return found


def _person(name: str, row: Row, headings: Sequence[str], at: int) -> Person:
    cells = (*row.cells, *("" for _ in headings))
    found = {heading: cells[number] for number, heading in enumerate(headings) if heading and number != at}
    return Person(name, MappingProxyType(found))
