"""Rounds in pairs: nobody meets anybody twice, and those meet who are wished to; for a handful of people the best of
all.

They are searched for: one after the other for few people, else by matching, which stands at the end.
Where a search leads nowhere, or there are too many people for one, they are made by rule: the circle method. Of n
places on a circle, n odd, round r pairs those that lie evenly about place r: r−i and r+i. Place r itself is left over
and meets place n, if the number of people is even; all n rounds then have every couple once (Kirkman 1847).

If it is odd, place r joins one of the pairs. It would meet the two of r±2h in rounds r±h, so those rounds are not held.
Up to n/3 rounds that always goes, with the first rounds held and the same h for all. For more, the rounds left out are
0, 1, …, a−1 and the multiples of a, with a about √n: any other then lies halfway between two of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb, isqrt
from random import Random

from facilitator.pairs import Groups, Passing, Wishes, couples, stale_cards

__all__ = ["circle_rounds", "most_pair_rounds", "pair_rounds", "sure_rounds", "surely_most", "tried_rounds"]


_FEW = 9
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


_MATCHED = 150
"""People. The work of matching grows with the cube of their number."""

_ODD_BY_SEARCH = {3: 1, 5: 1, 7: 3, 9: 6}
"""Where counting promises too much or too little is known: all ways of meeting have been tried for these numbers."""


def pair_rounds(people: int, rounds: int, wishes: Wishes, random: Random) -> tuple[list[Groups], bool]:
    """The rounds, and whether it is certain that none would be worth more; fewer where so many are not found.

    Up to 150 people, every round is worth as much as any of the couples left by the rounds before it (and, in an odd
    number, by the threes, which are chosen first). Up to 9 people the rounds are the best of all together that share
    the threes evenly, unless the search was cut short. Where matching leads nowhere, and for more people, rounds made
    by rule are improved by swaps.
    """
    rounds = min(rounds, most_pair_rounds(people))
    matched = None
    if people <= _MATCHED:
        ceiling = _ceiling(people, rounds, wishes)
        matched = _matched_rounds(people, rounds, wishes, random, enough=ceiling)
        if matched is not None and wishes.total(matched) == ceiling:
            return matched, True
    if people <= _FEW:
        tried, complete = tried_rounds(people, rounds, wishes, random)
        if tried is not None:
            return tried, complete
    if matched is not None:
        return matched, False
    shape = circle_rounds(people, rounds)
    if shape is None:
        return pair_rounds(people, min(rounds - 1, _found_by_rule(people)), wishes, random)
    return _placed(shape, people, wishes, random), not wishes


def surely_most(people: int) -> bool:
    """Whether so many rounds as `most_pair_rounds` says are possible, not only no more."""
    return people % 2 == 0 or people <= _FEW


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
    company: list[list[int]] = [[] for _round in range(people)]
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


def sure_rounds(people: int) -> int:
    """Rounds that `circle_rounds` has for certain."""
    return people - 1 if people % 2 == 0 else max(people // 3, 1)


def circle_rounds(people: int, rounds: int) -> list[Groups] | None:
    """That many rounds in which no two meet again; None when the rule does not lead so far."""
    if people % 2 == 0:
        circle = people - 1
        return [((turn, circle), *_about(turn, circle)) for turn in range(rounds)] if rounds <= circle else None
    held = _held(people, rounds)
    found = [] if len(held) < rounds else list(_with_threes(held, people))
    return found if len(found) == rounds else None


def _about(turn: int, circle: int) -> Iterator[tuple[int, int]]:
    for off in range(1, circle // 2 + 1):
        yield (turn - off) % circle, (turn + off) % circle


def _held(circle: int, rounds: int) -> list[int]:
    if rounds <= circle // 2:
        return list(range(rounds))
    step = isqrt(circle)
    left_out = {*range(step), *range(step, circle, step)}
    return [turn for turn in range(circle) if turn not in left_out][:rounds]


def _with_threes(held: list[int], circle: int) -> Iterator[Groups]:
    """Each round's left-over place in a pair, where it is nobody's second three if that can be helped."""
    threes: Counter[int] = Counter()
    used: set[tuple[int, int]] = set()
    for turn in held:
        free = [two for two in _joinable(turn, held, circle) if not used & _met(turn, two)]
        if not free:
            return
        two = min(free, key=lambda found: sorted((threes[place] for place in found), reverse=True))
        used |= _met(turn, two)
        threes.update((turn, *two))
        yield ((turn, *two), *(pair for pair in _about(turn, circle) if {*pair} != {*two}))


def _joinable(turn: int, held: Iterable[int], circle: int) -> Iterator[tuple[int, int]]:
    """The pairs of a round whose two would have met its left-over place in rounds that are not held.

    The first, where it is one of them, keeps the threes of n/3 rounds apart: the distance of its two is the first odd
    number from the number of rounds on.
    """
    taken = {*held}
    first = ((len(taken) | 1) + circle) // 2
    for off in range(circle):
        half = (first + off) % circle
        if half and not {(turn - half) % circle, (turn + half) % circle} & taken:
            yield (turn - 2 * half) % circle, (turn + 2 * half) % circle


def _met(turn: int, two: tuple[int, int]) -> set[tuple[int, int]]:
    return {(min(turn, place), max(turn, place)) for place in two}


def most_pair_rounds(people: int) -> int:
    """Rounds of pairs after which two must meet again.

    An even number has n−1 rounds, and no more. For an odd number, each round with its three uses up n(n−1)/2 couples
    by (n+3)/2; that many rounds need not be possible, but more are not.
    """
    if people % 2 == 0:
        return people - 1
    return _ODD_BY_SEARCH.get(people, people * (people - 1) // (people + 3))


_TRIES = 12
_KEPT = 4
"""Plans of which the best is taken."""
_COUPLES = 250_000
"""Couples weighed, about, before there are no more tries than two."""
_CHOICES = 20
"""Choices of threes of which the best is taken."""
_LOOKED_AT = 2_000
"""Threes tried for a round."""


def _matched_rounds(people: int, rounds: int, wishes: Wishes, random: Random, enough: int = 0) -> list[Groups] | None:
    """That many rounds in which no two meet again, one three in each if the number is odd; None if none were found.

    Of several plans the one worth most is taken, then the one in which fewest meet a card again; the search ends when
    they are worth ``enough`` and nobody does.
    """
    found: list[tuple[int, int, list[Groups]]] = []
    for _round in range(max(2, min(_TRIES, _COUPLES // (comb(people, 2) * rounds)))):
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
    found = [one for one in (_choice(people, rounds, random) for _round in range(_CHOICES)) if one is not None]
    return max(found, key=lambda threes: wishes.total([threes]), default=None)


def _choice(people: int, rounds: int, random: Random) -> Groups | None:
    times: Counter[int] = Counter()
    met: set[tuple[int, int]] = set()
    order = list(range(people))
    random.shuffle(order)
    found = []
    for _round in range(rounds):
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
