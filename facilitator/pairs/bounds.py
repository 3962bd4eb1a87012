"""How large groups are, and what no plan can do better: limits found by counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb

__all__ = ["fewest_alike", "fewest_repeats", "group_sizes", "most_pair_rounds"]

_ODD_BY_SEARCH = {3: 1, 5: 1, 7: 3, 9: 6}
"""Where counting promises too much or too little is known: all ways of meeting have been tried for these numbers."""


def most_pair_rounds(people: int) -> int:
    """Rounds of pairs after which two must meet again.

    An even number has n−1 rounds, and no more. For an odd number, each round with its three uses up n(n−1)/2 couples
    by (n+3)/2; that many rounds need not be possible, but more are not.
    """
    if people % 2 == 0:
        return people - 1
    return _ODD_BY_SEARCH.get(people, people * (people - 1) // (people + 3))


def fewest_repeats(sizes: Sequence[int], rounds: int, hosts: int = 0) -> int:
    """A number of repeated meetings that no plan gets below, the best of three counts.

    Couples: there are only so many, and two hosts never meet. Guests of a host: there are only so many. Tables: of s
    people from t tables some have sat together in the first round when s > t, in every round after it.
    """
    people, tables = sum(sizes), len(sizes)
    by_couples = rounds * sum(comb(size, 2) for size in sizes) - comb(people, 2) + comb(hosts, 2)
    by_guests = hosts * (rounds * (min(sizes) - 1) - (people - hosts))
    by_tables = (rounds - 1) * sum(_from_one_table(size, tables) for size in sizes)
    return max(0, by_couples, by_guests, by_tables)


def fewest_alike(values: Sequence[str], tables: int) -> int:
    """Couples of the same value that must share a table in a round; nobody is like those without a value."""
    return sum(_from_one_table(times, tables) for value, times in Counter(values).items() if value)


def _from_one_table(size: int, tables: int) -> int:
    """Couples at the same table when ``size`` people are spread over ``tables`` as evenly as can be."""
    each, more = divmod(size, tables)
    return more * comb(each + 1, 2) + (tables - more) * comb(each, 2)


def group_sizes(people: int, size: int) -> tuple[int, ...]:
    """The sizes of the groups, as even as can be, the larger first.

    Nobody is left alone: of an odd number in pairs, three are together. Larger groups are never larger than ``size``.
    """
    groups = people // 2 if size == 2 else -(-people // size)
    least, more = divmod(people, groups)
    return (least + 1,) * more + (least,) * (groups - more)
