"""The threes of an odd number of people in pairs, one for each round, chosen before the pairs."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice
from random import Random

from facilitator.pairs.model import Groups
from facilitator.pairs.wishes import Wishes

__all__ = ["choose_threes"]

_TRIES = 20
_LOOKED_AT = 2_000
"""Threes tried for a round."""


def choose_threes(people: int, rounds: int, wishes: Wishes, random: Random) -> Groups | None:
    """A three for each round, no two of them twice in one, everybody in as few as can be; None when none was found.

    Up to n/3 rounds nobody is in a second three. Of several choices the one with the most worth is taken.
    """
    found = [one for one in (_choice(people, rounds, random) for _ in range(_TRIES)) if one is not None]
    return max(found, key=lambda threes: wishes.total([threes]), default=None)


def _choice(people: int, rounds: int, random: Random) -> Groups | None:
    times: Counter[int] = Counter()
    met: set[tuple[int, int]] = set()
    order = list(range(people))
    random.shuffle(order)
    found = []
    for _ in range(rounds):
        order.sort(key=lambda person: times[person])
        fresh = (three for three in islice(combinations(order, 3), _LOOKED_AT) if not met & _couples(three))
        three = next(fresh, None)
        if three is None:
            return None
        found.append(three)
        met |= _couples(three)
        times.update(three)
    return tuple(found)


def _couples(three: tuple[int, ...]) -> set[tuple[int, int]]:
    return {*combinations(sorted(three), 2)}
