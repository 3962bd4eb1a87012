"""Rounds at tables: as few repeated meetings as a search finds, then as many wishes met as it finds.

The start is a seating by rule in which nobody meets twice, where one is known (`designs`). Where none is, it is the
classic of the world café: everybody has a table and a chair, and those on chair k move k tables on after every round;
chair 0 is the host's. People who are alike have the same chair, so they never meet.

From there a tabu search swaps two people of one round at a time: always the best swap for somebody who has a fault,
even when it is for the worse, but not back again at once (after Dotú and Van Hentenryck, »Scheduling Social Golfers
Locally«, 2005). It stops after so many steps, not after so much time, so that the same seed gives the same plan
everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations, groupby
from math import comb
from random import Random

from facilitator.pairs import Groups, Wishes
from facilitator.pairs.designs import designed_rounds

__all__ = ["EFFORT", "fewest_alike", "fewest_repeats", "group_sizes", "table_rounds"]

EFFORT = 1_000_000
"""Couples looked at before the best plan so far is taken."""

_TOGETHER = 1_000_000
_REPEAT = 1_000
"""What somebody missing at the table who was to be there weighs, and a repeated meeting, beside two who are alike."""

_PARTNERS = 48
"""Swaps compared for one person."""

_TABU = 2
"""Swaps for which a person stays where the last one brought them, and as many again at random."""


def table_rounds(
    sizes: Sequence[int],
    rounds: int,
    wishes: Wishes,
    random: Random,
    *,
    hosts: Sequence[int] = (),
    enough: tuple[int, int] = (0, 0),
    effort: int = EFFORT,
) -> list[Groups]:
    """The rounds; tables come in the same order in each, those of the hosts first.

    Args:
        sizes: people at the tables; which of them have one more may change from round to round.
        rounds: how many.
        wishes: who should be apart or together.
        random: decides what is left open.
        hosts: they stay, one at each of the first tables.
        enough: repeated meetings, and meetings of two alike, that cannot be avoided: there the search may stop.
        effort: couples looked at before it stops in any case.
    """
    seated = _first_seating(sizes, rounds, hosts, wishes, random)
    # Who should be apart is looked at last: until repeats are few, it would only keep the search busy.
    again, alike = enough
    stages = [(wishes.without_apart(), again * _REPEAT), (wishes, again * _REPEAT + alike)]
    for wanted, least in stages if wishes.columns[0] else stages[:1]:
        search = _Search(seated, wanted, frozenset(hosts))
        search.run(random, least, effort)
        seated = search.best
    return [tuple(tuple(sorted(table)) for table in tables) for tables in seated]


class _Search:
    """The state of the search: who sits where in each round, how often two have met, and the best so far."""

    def __init__(self, seated: _Seating, wishes: Wishes, fixed: frozenset[int]) -> None:
        self.seated = [[table[:] for table in tables] for tables in seated]
        self.wishes = wishes
        self.people = [person for table in seated[0] for person in table]
        self.movable = sorted({*self.people} - fixed)
        self.table = [[0] * len(self.people) for _ in seated]
        self.met: list[dict[int, int]] = [{} for _ in self.people]
        for turn, tables in enumerate(seated):
            for number, table in enumerate(tables):
                for person in table:
                    self.table[turn][person] = number
                for couple in combinations(table, 2):
                    self._meet(*couple, 1)
        self.cost = self._cost()
        self.best = seated
        self.least = self.cost
        self.kept = True
        self.looked_at = 0

    def run(self, random: Random, enough: int, effort: int) -> None:
        """Swap until the cost is ``enough`` or the effort is spent."""
        tabu: dict[tuple[int, int], int] = {}
        swaps = 0
        while self.least > enough and self.looked_at < effort and len(self.seated[0]) > 1 and self.movable:
            turn, person = random.randrange(len(self.seated)), random.choice(self.movable)
            self.looked_at += 1
            if not self._faulty(turn, person):
                continue
            swap = self._best_swap(turn, person, tabu, swaps, random)
            if swap is None:
                continue
            swaps += 1
            self._swap(turn, person, *swap)
            for moved in (person, swap[0]):
                tabu[turn, moved] = swaps + _TABU + random.randrange(_TABU)
        self._keep()

    def _best_swap(
        self, turn: int, person: int, tabu: dict[tuple[int, int], int], swaps: int, random: Random
    ) -> tuple[int, int] | None:
        """Whom the person had best change tables with, and what that costs; None if all have only just moved."""
        found: tuple[int, int] | None = None
        partners = random.sample(self.movable, min(_PARTNERS, len(self.movable)))
        for other in partners:
            if self.table[turn][other] == self.table[turn][person]:
                continue
            change = self._change(turn, person, other)
            recent = max(tabu.get((turn, person), 0), tabu.get((turn, other), 0)) > swaps
            if (not recent or self.cost + change < self.least) and (found is None or change < found[1]):
                found = other, change
        return found

    def _swap(self, turn: int, one: int, other: int, change: int) -> None:
        if change > 0:
            self._keep()
        self.cost += change
        tables, where = self.seated[turn], self.table[turn]
        for leaving, coming in ((one, other), (other, one)):
            for sitting in tables[where[leaving]]:
                if sitting != leaving:
                    self._meet(leaving, sitting, -1)
                    self._meet(coming, sitting, 1)
        for leaving, coming in ((one, other), (other, one)):
            table = tables[where[leaving]]
            table[table.index(leaving)] = coming
        where[one], where[other] = where[other], where[one]
        if self.cost < self.least:
            self.least, self.kept = self.cost, False

    def _meet(self, one: int, other: int, times: int) -> None:
        for person, company in ((one, other), (other, one)):
            self.met[person][company] = self.met[person].get(company, 0) + times

    def _change(self, turn: int, one: int, other: int) -> int:
        """What the swap adds to the cost."""
        tables, where = self.seated[turn], self.table[turn]
        return (
            self._price(one, tables[where[other]], other, 0)
            + self._price(other, tables[where[one]], one, 0)
            - self._price(one, tables[where[one]], one, 1)
            - self._price(other, tables[where[other]], other, 1)
        )

    def _price(self, person: int, table: Sequence[int], without: int, counted: int) -> int:
        """What it costs that the person sits there; ``counted`` meetings of each two are this one itself."""
        met, price = self.met[person], 0
        self.looked_at += len(table)
        for other in table:
            if other != without:
                price += self._ill(person, other) if self.wishes else 0
                if met.get(other, 0) > counted:
                    price += _REPEAT
        return price

    def _ill(self, one: int, other: int) -> int:
        """What speaks against a meeting, whether it is the first or not."""
        return self.wishes.alike(one, other) + _TOGETHER * (self.wishes.columns[1] - self.wishes.kin(one, other))

    def _faulty(self, turn: int, person: int) -> bool:
        return self._price(person, self.seated[turn][self.table[turn][person]], person, 1) > 0

    def _cost(self) -> int:
        """The cost of everything; a couple that met t times has t−1 repeats."""
        cost = sum(_REPEAT * max(0, times - 1) for met in self.met for times in met.values()) // 2
        if self.wishes:
            cost += (
                sum(self._ill(one, other) * times for one, met in enumerate(self.met) for other, times in met.items())
                // 2
            )
        return cost

    def _keep(self) -> None:
        """Remember the best seating before it is left; to do so at every step down would take longer than the steps."""
        if not self.kept:
            self.best = [[table[:] for table in tables] for tables in self.seated]
            self.kept = True


_Seating = list[list[list[int]]]
"""Who sits where: rounds of tables of people."""


def _first_seating(sizes: Sequence[int], rounds: int, hosts: Sequence[int], wishes: Wishes, random: Random) -> _Seating:
    """The rounds; the first tables are the hosts', in this order."""
    others = [person for person in range(sum(sizes)) if person not in {*hosts}]
    random.shuffle(others)
    if wishes.columns[1]:
        return [_units(sizes, turn, hosts, others, wishes) for turn in range(rounds)]
    others.sort(key=lambda person: wishes.apart[person])
    order = [*hosts, *others]
    if len(known := designed_rounds(len(order), len(sizes), hosts=bool(hosts))) >= rounds:
        return [[[order[place] for place in group] for group in groups] for groups in known[:rounds]]
    return [_chairs(len(sizes), turn, order) for turn in range(rounds)]


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
