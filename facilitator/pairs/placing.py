"""People put into rounds whose shape is given: who takes which place is improved, what was met stays met once."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from facilitator.pairs.model import Groups
from facilitator.pairs.wishes import Wishes

__all__ = ["placed"]

_SWAPS = 30_000


def placed(shape: Sequence[Groups], people: int, wishes: Wishes, random: Random) -> list[Groups]:
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

    for _ in range(_SWAPS):
        one, other = random.sample(range(len(seats)), 2)
        before = worth(one, other)
        seats[one], seats[other] = seats[other], seats[one]
        if worth(one, other) < before:
            seats[one], seats[other] = seats[other], seats[one]
