"""What is wished for beyond new meetings: people kept apart or together by what the list tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator.pairs.model import Groups, Person, couples

__all__ = ["Wishes", "shared", "wishes_of"]

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


def shared(people: Sequence[Person], column: str, one: int, other: int) -> bool:
    """Whether the list tells the same of the two in this column."""
    return bool(_same(_of(people[one], [column]), _of(people[other], [column])))


def _values(people: Sequence[Person], columns: Sequence[str]) -> _Values:
    return tuple(_of(person, columns) for person in people)


def _of(person: Person, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(person.attributes.get(column, "").casefold() for column in columns)


def _same(values: tuple[str, ...], others: tuple[str, ...]) -> int:
    return sum(value == other != "" for value, other in zip(values, others, strict=True))
