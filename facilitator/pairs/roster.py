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
from facilitator.pairs.names import list_of_names
from facilitator.problems import Place, Problems, nearest, short

__all__ = ["Roster", "named", "numbered", "read_roster"]

_MOST = 10_000
"""People. More are hardly in one room, and planning for them would take minutes."""


@dataclass(frozen=True, slots=True)
class Roster:
    """People, and what the list tells of each besides the name."""

    people: tuple[Person, ...]
    columns: tuple[str, ...] = ()
    place: Place | None = None
    told: tuple[str, ...] = ()
    """What was left out of the list, and how names were read."""

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


def read_roster(path: Path, *, names: Sequence[str] = (), sheet: str | None = None) -> Roster:
    """The people of a list: one to a row, under headings. `list_of_names` says where a name stands.

    Args:
        path: a text file or a workbook.
        names: the headings over the parts of a name, in their order, or the numbers of the columns in a list without
            headings; found by what the headings say when left out.
        sheet: the sheet of a workbook, by name or number; the one that holds a list when left out.

    Raises:
        Problems: everything that is wrong with the list, or that is not certain about it.
    """
    found = list_of_names(path, names, sheet)
    _check_number(len(found.people), found.place)
    told = _told_apart([name for name, _attributes in found.people])
    people = tuple(
        Person(name, MappingProxyType(attributes)) for name, (_name, attributes) in zip(told, found.people, strict=True)
    )
    return Roster(people, found.columns, found.place, found.told)


def _check_number(number: int, place: Place | None) -> None:
    if number < 2:
        what = _("there is 1 person to plan for") if number == 1 else _("there is nobody to plan for")
        raise Problems.one(what, _("expected two people or more"), place=place)
    if number > _MOST:
        what = _("there are {number} people", number=number)
        raise Problems.one(what, _("expected {number} at most", number=_MOST), place=place)


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
