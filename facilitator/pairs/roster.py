"""The participants: those of a list, or just so many of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from facilitator.content.terms import Terms
from facilitator.messages import _
from facilitator.pairs.model import Person
from facilitator.problems import Place, Problems, nearest, short

__all__ = ["Roster", "listed", "named", "numbered"]

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


def listed(
    people: Sequence[tuple[str, Mapping[str, str]]],
    columns: tuple[str, ...],
    place: Place,
    told: tuple[str, ...],
    least: int = 2,
) -> Roster:
    """People with what a list tells of each, ``least`` or more; those of the same name are numbered.

    Raises:
        Problems: there are too few or too many.
    """
    _check_number(len(people), place, least)
    names = _told_apart([name for name, _attributes in people])
    made = (Person(name, MappingProxyType({**more})) for name, (_name, more) in zip(names, people, strict=True))
    return Roster(tuple(made), columns, place, told)


def _check_number(number: int, place: Place | None, least: int = 2) -> None:
    if number < least:
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
