"""Rounds of pairs made by a rule instead of a search, for as many people as one likes: the circle method.

Of n places on a circle, n odd, round r pairs those that lie evenly about place r: r−i and r+i. Place r itself is left
over and meets place n, if the number of people is even; all n rounds then have every couple once (Kirkman 1847).

If it is odd, place r joins one of the pairs. It would meet the two of r±2h in rounds r±h, so those rounds are not held.
Up to n/3 rounds that always goes, with the first rounds held and the same h for all. For more, the rounds left out are
0, 1, …, a−1 and the multiples of a, with a about √n: any other then lies halfway between two of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import isqrt

from facilitator.pairs.model import Groups

__all__ = ["circle_rounds", "sure_rounds"]


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
