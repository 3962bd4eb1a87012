"""People, what is wished for them, and the plan of who meets whom in each round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from types import MappingProxyType
from typing import Literal, TypeAlias

from facilitator.content.terms import Terms

__all__ = [
    "Deal",
    "Groups",
    "Meeting",
    "Person",
    "Plan",
    "PlanNote",
    "Round",
    "Wishes",
    "couples",
    "nobody",
    "repeats",
    "shared",
    "wishes_of",
]

Groups: TypeAlias = tuple[tuple[int, ...], ...]
"""One round: who is together, as places in the list of people."""

_NoteKind: TypeAlias = Literal[
    "no_repeats",
    "repeats",
    "repeats_bound",
    "smaller",
    "known",
    "fewer_rounds",
    "fewer_found",
    "three_again",
    "alike",
    "split",
    "best",
    "cards",
    "cards_again",
    "cards_bound",
]


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; names are told apart before they come here."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Those who are together in a round, as places in `Plan.people`; cards pass on in this order."""

    table: str
    """A, B, …, Z, AA; a host's table is the same in every round."""
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """Meetings at the same time; everybody is in exactly one."""

    meetings: tuple[Meeting, ...]

    @property
    def groups(self) -> Groups:
        """Who is together, without their tables."""
        return tuple(meeting.members for meeting in self.meetings)


@dataclass(frozen=True, slots=True)
class Deal:
    """The card that each person starts with, and how often somebody then meets a question again."""

    cards: tuple[int, ...]
    """A question's number, from 1, for each of `Plan.people`."""
    again: int
    bound: int
    """No way of dealing so many questions, with these meetings, has fewer."""


@dataclass(frozen=True, slots=True)
class PlanNote:
    """Something to know about a plan, with what is filled into its words."""

    kind: _NoteKind
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, terms: Terms) -> str:
        """The note in words."""
        said: str = getattr(terms.pairs, self.kind)
        return said.format(**self.values)


@dataclass(frozen=True, slots=True)
class Plan:
    """Rounds for these people."""

    people: tuple[Person, ...]
    rounds: tuple[Round, ...]
    repeats: int
    """Every time that two people meet again."""
    bound: int
    """No plan has fewer repeats; found by counting, so the best plan may have more."""
    notes: tuple[PlanNote, ...] = ()
    hosts: frozenset[int] = frozenset()
    """Those who stay at their tables."""
    deal: Deal | None = None

    def names(self, members: Iterable[int]) -> list[str]:
        """The names of these people."""
        return [self.people[member].name for member in members]


def couples(rounds: Iterable[Groups]) -> Iterator[tuple[int, int]]:
    """Every two people who meet, the lower first, once for each meeting."""
    for groups in rounds:
        for group in groups:
            yield from combinations(sorted(group), 2)


def repeats(rounds: Iterable[Groups]) -> int:
    """How many times two people meet again."""
    return sum(times - 1 for times in Counter(couples(rounds)).values())


_Values = tuple[tuple[str, ...], ...]
"""For each person the values in some columns."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The values by which people are to meet others, or their like. An empty value is like no other."""

    apart: _Values
    together: _Values
    columns: tuple[int, int]
    """How many of each."""

    def __bool__(self) -> bool:
        return any(self.columns)

    def alike(self, one: int, other: int) -> int:
        """By how many columns the two were to be apart."""
        return _same(self.apart[one], self.apart[other])

    def kin(self, one: int, other: int) -> int:
        """By how many columns the two were to be together."""
        return _same(self.together[one], self.together[other])

    def worth(self, one: int, other: int) -> int:
        """How good a meeting of the two is; 0 where nothing speaks for or against it."""
        return self.kin(one, other) - self.alike(one, other)

    def without_apart(self) -> Wishes:
        """Only who should be together."""
        return Wishes(tuple(() for _ in self.apart), self.together, (0, self.columns[1]))

    def apart_columns(self) -> list[tuple[str, ...]]:
        """Everybody's value, column by column."""
        return list(zip(*self.apart, strict=True))

    def total(self, rounds: Iterable[Groups]) -> int:
        """The worth of all the meetings."""
        return sum(self.worth(*two) for two in couples(rounds)) if self else 0


def wishes_of(people: Sequence[Person], apart: Sequence[str], together: Sequence[str]) -> Wishes:
    """The wishes as the columns name them."""
    return Wishes(_values(people, apart), _values(people, together), (len(apart), len(together)))


def nobody(people: int) -> Wishes:
    """Nothing is wished of so many people."""
    return Wishes(((),) * people, ((),) * people, (0, 0))


def shared(people: Sequence[Person], column: str, one: int, other: int) -> bool:
    """Whether the list tells the same of the two in this column."""
    return bool(_same(_of(people[one], [column]), _of(people[other], [column])))


def _values(people: Sequence[Person], columns: Sequence[str]) -> _Values:
    return tuple(_of(person, columns) for person in people)


def _of(person: Person, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(person.attributes.get(column, "").casefold() for column in columns)


def _same(values: tuple[str, ...], others: tuple[str, ...]) -> int:
    return sum(value == other != "" for value, other in zip(values, others, strict=True))
