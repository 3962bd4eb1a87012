"""Where the search for rounds at tables starts: a seating by rule that is often perfect already.

The classic of the world café: everybody has a table and a chair, and those on chair k move k tables on after every
round; chair 0 is the host's. Nobody then meets twice as long as no product of two numbers below the number of rounds
and of chairs is a multiple of the number of tables. People who are alike have the same chair, so they never meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from random import Random

from facilitator.pairs.wishes import Wishes

__all__ = ["Seating", "first_seating"]

Seating = list[list[list[int]]]
"""Who sits where: rounds of tables of people."""


def first_seating(sizes: Sequence[int], rounds: int, hosts: Sequence[int], wishes: Wishes, random: Random) -> Seating:
    """The rounds; the first tables are the hosts', in this order."""
    others = [person for person in range(sum(sizes)) if person not in {*hosts}]
    random.shuffle(others)
    if wishes.columns[1]:
        return [_units(sizes, turn, hosts, others, wishes) for turn in range(rounds)]
    others.sort(key=lambda person: wishes.apart[person])
    return [_chairs(len(sizes), turn, [*hosts, *others]) for turn in range(rounds)]


def _chairs(tables: int, turn: int, order: Sequence[int]) -> list[list[int]]:
    """Chair by chair around the tables; a chair that not all tables have may come to any of them."""
    seated: list[list[int]] = [[] for _ in range(tables)]
    for place, person in enumerate(order):
        chair, table = divmod(place, tables)
        seated[(table + turn * chair) % tables].append(person)
    return seated


def _units(
    sizes: Sequence[int], turn: int, hosts: Sequence[int], others: Sequence[int], wishes: Wishes
) -> list[list[int]]:
    """The same with those who belong together on one chair; who has no room moves on to the next table that has."""
    tables = len(sizes)
    seated = [[host] for host in hosts] + [[] for _ in range(tables - len(hosts))]
    together = sorted(others, key=lambda person: wishes.together[person])
    units = [list(unit) for _, unit in groupby(together, key=lambda person: wishes.together[person])]
    units.sort(key=lambda unit: -len(unit))
    for place, unit in enumerate(units):
        chair, start = divmod(place, tables)
        for person in unit:
            choices = [(start + turn * chair + on) % tables for on in range(tables)]
            seated[next(table for table in choices if len(seated[table]) < sizes[table])].append(person)
    return seated
