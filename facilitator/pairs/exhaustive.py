"""The best rounds of pairs for a handful of people: all ways are tried, as far as their number allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from facilitator.pairs.model import Groups, Wishes

__all__ = ["FEW", "tried_rounds"]

FEW = 9
"""People. They have 1260 possible rounds; ten people have fewer, but too many ways of holding nine of them."""

_STEPS = 3_000_000
"""Rounds looked at before the best found so far is taken."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A possible round, with its couples as a set of bits."""

    groups: Groups
    couples: int
    worth: int


def tried_rounds(people: int, rounds: int, wishes: Wishes, random: Random) -> tuple[list[Groups] | None, bool]:
    """The rounds worth most in which no two meet again, and whether all ways were tried; None if none were found.

    Of an odd number, nobody is in more threes than evenly shared, if there are such rounds.
    """
    choices = _choices(people, wishes)
    random.shuffle(choices)
    choices.sort(key=lambda choice: -choice.worth)
    found, complete = None, False
    for most in [-(-3 * rounds // people), rounds] if people % 2 else [rounds]:
        search = _Search(rounds, most, people)
        search.extend(choices, [], 0)
        found, complete = search.best, search.steps < _STEPS
        if found is not None:
            break
    return found, complete


def _choices(people: int, wishes: Wishes) -> list[_Choice]:
    bit = {couple: 1 << number for number, couple in enumerate(combinations(range(people), 2))}
    found = []
    for groups in _groupings(tuple(range(people))):
        couples = [couple for group in groups for couple in combinations(group, 2)]
        found.append(_Choice(groups, sum(bit[couple] for couple in couples), wishes.total([groups])))
    return found


def _groupings(people: tuple[int, ...]) -> Iterator[Groups]:
    """All ways to pair them off, one three among the pairs if they are odd."""
    if len(people) % 2 == 0:
        yield from _pairings(people)
        return
    for three in combinations(people, 3):
        for pairs in _pairings(tuple(person for person in people if person not in three)):
            yield (*pairs, three)


def _pairings(people: tuple[int, ...]) -> Iterator[Groups]:
    if not people:
        yield ()
        return
    first = people[0]
    for place in range(1, len(people)):
        for pairs in _pairings(people[1:place] + people[place + 1 :]):
            yield ((first, people[place]), *pairs)


class _Search:
    """Branch and bound: rounds in falling order of worth, so that what can still be gained is known."""

    def __init__(self, rounds: int, most_threes: int, people: int) -> None:
        self.rounds = rounds
        self.most_threes = most_threes
        self.threes = [0] * people
        self.best: list[Groups] | None = None
        self.worth = 0
        self.steps = 0

    def extend(self, choices: Sequence[_Choice], taken: list[_Choice], worth: int) -> None:
        """Try all ways to go on from the rounds taken."""
        missing = self.rounds - len(taken)
        if missing == 0:
            self.best, self.worth = [choice.groups for choice in taken], worth
            return
        for place, choice in enumerate(choices):
            hopeless = self.best is not None and worth + missing * choice.worth <= self.worth
            if hopeless or len(choices) - place < missing or self.steps >= _STEPS:
                return
            three = choice.groups[-1] if len(choice.groups[-1]) == 3 else ()
            if any(self.threes[person] >= self.most_threes for person in three):
                continue
            rest = [other for other in choices[place + 1 :] if not other.couples & choice.couples]
            self.steps += len(choices) - place
            self._count(three, 1)
            self.extend(rest, [*taken, choice], worth + choice.worth)
            self._count(three, -1)

    def _count(self, three: tuple[int, ...], by: int) -> None:
        for person in three:
            self.threes[person] += by
