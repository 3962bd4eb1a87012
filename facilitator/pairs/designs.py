"""Rounds at tables in which nobody meets twice, made by rule: as many as the designs that are known give.

Everybody has a chair and a table; in round r those on chair c sit c·r tables further on. When tables are counted in a
field, two who met meet no more: (r − r′)·(c − c′) is never nothing. Fields have a prime power of elements; other
numbers of tables are products of fields, in which either the chairs or the rounds are as few as the smallest of them.
Then those of the same chair have never met, and have rounds among themselves, if they fill whole tables: at a square of
a prime power those are the last round of an affine plane. For threes there are Kirkman's schoolgirls besides (after
Ray-Chaudhuri and Wilson 1971), for fours 28 people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from facilitator.pairs import Groups

__all__ = ["Ring", "designed_rounds"]

_MOST_TABLES = 128
"""Beyond, no room has the tables."""


@dataclass(frozen=True, slots=True)
class Ring:
    """A product of fields: its elements are numbers from 0; those that differ by what has an inverse come first."""

    size: int
    smallest: int
    """Elements of the smallest of the fields, and so many of the first differ by what has an inverse."""
    plus: tuple[tuple[int, ...], ...]
    times: tuple[tuple[int, ...], ...]


def designed_rounds(people: int, tables: int, *, hosts: bool = False) -> list[Groups]:
    """All the rounds without a repeated meeting that are known by rule for so many people at so many tables.

    Tables come in the same order in every round that is made by chairs, and the first people, one for each table, stay
    at theirs; with ``hosts`` there are no others.
    """
    size = -(-people // tables)
    if size < 2 or tables > _MOST_TABLES:
        return []
    found = _by_chairs(tables, size)
    if tables * size - people < 2 and not hosts:
        # Nobody is alone, and no two tables differ by more than one, when one person is taken out of any full rounds.
        more = [found + _inside(tables, size) if found else [], _kirkman(tables, size), _developed(tables, size)]
        found = max(more, key=len)
    return [tuple(tuple(one for one in group if one < people) for group in groups) for groups in found]


def _by_chairs(tables: int, size: int) -> list[Groups]:
    made = _ring(tables)
    most = tables if size <= made.smallest else made.smallest if size <= tables else 1
    return [_moved(made, size, turn) for turn in range(most)]


def _inside(tables: int, size: int) -> list[Groups]:
    """Rounds of those who have the same chair, at full tables."""
    if tables % size or len(_by_chairs(tables, size)) < tables:
        return []
    inside = designed_rounds(tables, tables // size) if tables > size else [(tuple(range(tables)),)]
    return [
        tuple(tuple(chair * tables + one for one in group) for chair in range(size) for group in groups)
        for groups in inside
    ]


def _moved(made: Ring, size: int, turn: int) -> Groups:
    seated: list[list[int]] = [[] for _table in range(made.size)]
    for chair in range(size):
        for table in range(made.size):
            # At few tables there are more chairs than elements, and one round.
            further = made.times[chair][turn] if turn else 0
            seated[made.plus[table][further]].append(chair * made.size + table)
    return tuple(map(tuple, seated))


@cache
def _ring(size: int) -> Ring:
    """The product of fields with so many elements."""
    fields = [_field(prime, power) for prime, power in _prime_powers(size)] or [_field(2, 0)]
    smallest = min(len(plus) for plus, _times in fields)
    elements = list(product(*(range(len(plus)) for plus, _times in fields)))
    elements.sort(key=lambda element: (len({*element}) > 1 or element[0] >= smallest, element))
    number = {element: place for place, element in enumerate(elements)}

    def table(which: int) -> tuple[tuple[int, ...], ...]:
        return tuple(
            tuple(
                number[tuple(field[which][x][y] for field, x, y in zip(fields, one, other, strict=True))]
                for other in elements
            )
            for one in elements
        )

    return Ring(size, smallest, table(0), table(1))


_Tables = tuple[list[list[int]], list[list[int]]]


def _field(prime: int, power: int) -> _Tables:
    """The sums and products of a field's elements, which are polynomials written as numbers to the base ``prime``."""
    size = prime**power
    digits = [tuple(number // prime**place % prime for place in range(power)) for number in range(size)]
    number = {digit: place for place, digit in enumerate(digits)}
    modulus = _irreducible(prime, power)
    plus = [[number[tuple((x + y) % prime for x, y in zip(a, b, strict=True))] for b in digits] for a in digits]
    times = [[number[_reduced(_times(a, b, prime), modulus, prime)] for b in digits] for a in digits]
    return plus, times


def _times(one: tuple[int, ...], other: tuple[int, ...], prime: int) -> list[int]:
    found = [0] * max(0, len(one) + len(other) - 1)
    for place, x in enumerate(one):
        for further, y in enumerate(other):
            found[place + further] = (found[place + further] + x * y) % prime
    return found


def _reduced(polynomial: list[int], modulus: tuple[int, ...], prime: int) -> tuple[int, ...]:
    power = len(modulus) - 1
    for place in range(len(polynomial) - 1, power - 1, -1):
        factor = polynomial[place]
        for back, x in enumerate(modulus):
            at = place - power + back
            polynomial[at] = (polynomial[at] - factor * x) % prime
    return tuple(polynomial[:power])


def _irreducible(prime: int, power: int) -> tuple[int, ...]:
    """The first polynomial of that degree, its highest coefficient 1, that is no product of two others."""

    def monic(degree: int) -> Iterator[tuple[int, ...]]:
        yield from ((*low, 1) for low in product(range(prime), repeat=degree))

    products = {
        tuple(_times(one, other, prime))
        for degree in range(1, power // 2 + 1)
        for one in monic(degree)
        for other in monic(power - degree)
    }
    return next(one for one in monic(power) if one not in products)


def _prime_powers(number: int) -> Iterator[tuple[int, int]]:
    prime = 2
    while number > 1:
        power = 0
        while number % prime == 0:
            number, power = number // prime, power + 1
        if power:
            yield prime, power
        prime += 1


def _developed(tables: int, size: int) -> list[Groups]:
    """One round moved through a group, for numbers that no rule of ours reaches."""
    found = _BASES.get((tables, size))
    if found is None:
        return []
    order, groups = found
    plus, last = _ring(order).plus, tables * size - 1

    def moved(one: int, turn: int) -> int:
        return one if one == last else one // order * order + plus[one % order][turn]

    return [tuple(tuple(moved(one, turn) for one in group) for group in groups) for turn in range(order)]


_BASES: dict[tuple[int, int], tuple[int, Groups]] = {
    (5, 3): (7, ((14, 0, 8), (10, 1, 7), (3, 5, 6), (13, 12, 2), (4, 11, 9))),
    (7, 4): (9, ((27, 0, 11, 19), (3, 7, 25, 13), (18, 20, 24, 4), (12, 8, 1, 2), (26, 17, 5, 22), (6, 21, 15, 14),
                 (23, 9, 16, 10))),
}  # fmt: skip
"""A round for so many tables of a size, and the number of elements of the group; the last person stays the same."""


def _kirkman(tables: int, size: int) -> list[Groups]:
    """Kirkman's schoolgirls, three times as many as a prime that leaves 1 when divided by 6."""
    prime = tables
    if size != 3 or prime % 6 != 1 or [*_prime_powers(prime)] != [(prime, 1)]:
        return []
    third = prime // 6
    root = next(one for one in range(2, prime) if len({pow(one, power, prime) for power in range(prime)}) == prime - 1)

    def of(power: int) -> int:
        return pow(root, power, prime)

    def moved(*points: tuple[int, int], by: int) -> tuple[int, ...]:
        return tuple(copy * prime + (point + by) % prime for point, copy in points)

    across = [[(of(one + 2 * third * copy), copy) for copy in range(3)] for one in range(6 * third)]
    within = [[(of(one + 2 * third * step), copy) for step in range(3)] for one in range(third) for copy in range(3)]
    base = [[(0, 0), (0, 1), (0, 2)], *within, *(across[one] for one in range(6 * third) if one // third % 2)]
    rounds = [tuple(moved(*group, by=turn) for group in base) for turn in range(prime)]
    rest = [across[one] for one in range(6 * third) if not one // third % 2]
    return rounds + [tuple(moved(*group, by=turn) for turn in range(prime)) for group in rest]
