"""Rounds in pairs: nobody meets anybody twice, and those meet who are wished to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

from facilitator.messages import _, plural
from facilitator.pairs.bounds import most_pair_rounds
from facilitator.pairs.circle import circle_rounds, sure_rounds
from facilitator.pairs.exhaustive import FEW, tried_rounds
from facilitator.pairs.matching import matched_rounds
from facilitator.pairs.model import Groups, Wishes
from facilitator.problems import Problems

__all__ = ["pair_rounds"]

_MATCHED = 150
"""People. The work of matching grows with the cube of their number."""


def pair_rounds(people: int, rounds: int, wishes: Wishes, random: Random) -> tuple[list[Groups], bool]:
    """The rounds, and whether it is certain that none would be worth more.

    Up to 150 people, every round is worth as much as any of the couples left by the rounds before it (and, in an odd
    number, by the threes, which are chosen first). Up to 9 people the rounds are the best of all together that share
    the threes evenly, unless the search was cut short. Where matching leads nowhere, and for more people, rounds made
    by rule are improved by swaps.

    Raises:
        Problems: there are more rounds than possible, or than were found.
    """
    _check(people, rounds)
    matched = None
    if people <= _MATCHED:
        ceiling = _ceiling(people, rounds, wishes)
        matched = matched_rounds(people, rounds, wishes, random, enough=ceiling)
        if matched is not None and wishes.total(matched) == ceiling:
            return matched, True
    if people <= FEW:
        tried, complete = tried_rounds(people, rounds, wishes, random)
        if tried is not None:
            return tried, complete
    if matched is not None:
        return matched, False
    shape = circle_rounds(people, rounds)
    if shape is None:
        raise Problems.one(
            _(
                "found no {rounds} rounds for {people} people in pairs without repeats",
                rounds=rounds,
                people=people,
            ),
            _(
                "expected {rounds} rounds or fewer, or one person more or less",
                rounds=_found_by_rule(people),
            ),
        )
    return _placed(shape, people, wishes, random), not wishes


def _check(people: int, rounds: int) -> None:
    most = most_pair_rounds(people)
    if rounds > most:
        what = _(
            "{rounds} rounds are too many for {people} people in pairs who never meet twice",
            rounds=rounds,
            people=people,
        )
        if people % 2 == 0 or people <= FEW:
            raise Problems.one(what, plural("1 round is possible", "{n} rounds are possible", most))
        raise Problems.one(what, plural("at most 1 round is possible", "at most {n} rounds are possible", most))


def _found_by_rule(people: int) -> int:
    """Rounds that can be made for certain."""
    rounds = sure_rounds(people)
    while circle_rounds(people, rounds + 1):
        rounds += 1
    return rounds


def _ceiling(people: int, rounds: int, wishes: Wishes) -> int:
    """No rounds are worth more: all meet the best people there are for them, or all meetings are the best ones."""
    if people % 2:
        meetings = rounds * (people + 3) // 2
        return sum(sorted((wishes.worth(*two) for two in combinations(range(people), 2)), reverse=True)[:meetings])
    total = 0
    for one in range(people):
        worths = sorted((wishes.worth(one, other) for other in range(people) if other != one), reverse=True)
        total += sum(worths[:rounds])
    return total // 2


_SWAPS = 30_000


def _placed(shape: Sequence[Groups], people: int, wishes: Wishes, random: Random) -> list[Groups]:
    """The rounds with people for places: in any order, then swapped wherever that is worth more."""
    seats = list(range(people))
    random.shuffle(seats)
    if wishes and people > 2:
        _improve(seats, _company(shape, people), wishes, random)
    return [tuple(tuple(seats[place] for place in group) for group in groups) for groups in shape]


def _company(shape: Sequence[Groups], people: int) -> list[list[int]]:
    """The places that each place meets."""
    company: list[list[int]] = [[] for _ in range(people)]
    for groups in shape:
        for group in groups:
            for place in group:
                company[place] += [other for other in group if other != place]
    return company


def _improve(seats: list[int], company: list[list[int]], wishes: Wishes, random: Random) -> None:
    def worth(one: int, other: int) -> int:
        return sum(wishes.worth(seats[place], seats[met]) for place in (one, other) for met in company[place])

    for _swap in range(_SWAPS):
        one, other = random.sample(range(len(seats)), 2)
        before = worth(one, other)
        seats[one], seats[other] = seats[other], seats[one]
        if worth(one, other) < before:
            seats[one], seats[other] = seats[other], seats[one]
