"""Rounds of pairs, each the best matching of those who have not met yet.

A round is a matching of maximum weight among all couples that are left (Edmonds' blossom algorithm, by networkx), so no
other round of the same couples would be worth more; among equal ones it prefers those in which the cards that change
hands are new. The threes of an odd number of people, one for each round, are chosen before the pairs. The rounds are
chosen several times, with the people in another order: later rounds may be left with no matching at all, and the rounds
taken together may be better.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice
from math import comb
from random import Random

from facilitator.pairs.card_routes import Passing, stale_cards
from facilitator.pairs.model import Groups, Wishes, couples

__all__ = ["matched_rounds"]

_TRIES = 12
_KEPT = 4
"""Plans of which the best is taken."""

_COUPLES = 250_000
"""Couples weighed, about, before there are no more tries than two."""

_CHOICES = 20
"""Choices of threes of which the best is taken."""
_LOOKED_AT = 2_000
"""Threes tried for a round."""


def matched_rounds(people: int, rounds: int, wishes: Wishes, random: Random, enough: int = 0) -> list[Groups] | None:
    """That many rounds in which no two meet again, one three in each if the number is odd; None if none were found.

    Of several plans the one worth most is taken, then the one in which fewest meet a card again; the search ends when
    they are worth ``enough`` and nobody does.
    """
    found: list[tuple[int, int, list[Groups]]] = []
    for _ in range(max(2, min(_TRIES, _COUPLES // (comb(people, 2) * rounds)))):
        threes = _threes(people, rounds, wishes, random) if people % 2 else ((),) * rounds
        made = None if threes is None else _rounds(people, threes, wishes, random)
        if made is not None:
            found.append((wishes.total(made), -stale_cards(people, made), made))
            if found[-1][:2] >= (enough, 0) or len(found) == _KEPT:
                break
    return max(found, key=lambda one: one[:2], default=(0, 0, None))[2]


def _rounds(people: int, threes: Groups, wishes: Wishes, random: Random) -> list[Groups] | None:
    passing = Passing(people)
    met = {*couples([threes])}
    found: list[Groups] = []
    for three in threes:
        free = [person for person in range(people) if person not in three]
        random.shuffle(free)
        pairs = _matching(free, met, wishes, passing)
        if 2 * len(pairs) < len(free):
            return None
        met.update(pairs)
        found.append((*pairs, *([three] if three else [])))
        passing.meet(found[-1])
    return found


def _matching(
    free: list[int], met: set[tuple[int, int]], wishes: Wishes, passing: Passing
) -> tuple[tuple[int, int], ...]:
    # Slow to import, and only needed for pairs.
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(free)
    for one, other in combinations(free, 2):
        if (min(one, other), max(one, other)) not in met:
            # All the stale cards of a round together, two to a pair at most, weigh less than one wish.
            weight = wishes.worth(one, other) * (len(free) + 1) - passing.stale(one, other)
            graph.add_edge(one, other, weight=weight)
    pairs = networkx.max_weight_matching(graph, maxcardinality=True)
    return tuple(sorted((min(pair), max(pair)) for pair in pairs))


def _threes(people: int, rounds: int, wishes: Wishes, random: Random) -> Groups | None:
    """A three for each round, no two of them twice in one, everybody in as few as can be; None when none was found.

    Up to n/3 rounds nobody is in a second three. Of several choices the one with the most worth is taken.
    """
    found = [one for one in (_choice(people, rounds, random) for _ in range(_CHOICES)) if one is not None]
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
