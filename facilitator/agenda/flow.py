"""The cheapest flow through a network whose arcs cost more the more they carry (min-cost flow, convex costs).

Costs are whole numbers of any size, so one number can hold several wishes in order, the greater ones in higher digits.
Exact: successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 9.7), for networks of some dozen nodes. What
no network can say, that several arcs carry the same, is found by searching: the cost is convex in what they carry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import TypeAlias

__all__ = ["Arc", "Flow", "Infeasible", "Patience", "Piece", "cheapest", "lowest"]

Piece: TypeAlias = tuple[int, int]
"""So many units more, at this cost each."""

Point: TypeAlias = tuple[int, ...]


class Infeasible(Exception):
    """There is no flow within the bounds."""


@dataclass(frozen=True, slots=True)
class Arc:
    """From node ``tail`` to ``head``: ``least`` units, then more by the pieces, none cheaper than the one before."""

    tail: int
    head: int
    least: int
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class _Edge:
    """A piece of an arc, at this cost a unit; the edge back stands right behind."""

    tail: int
    head: int
    cost: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The cheapest flow."""

    _least: dict[int, tuple[int, int, int]]
    """Of each arc the least units, its tail, and its head."""
    _edges: Sequence[_Edge]
    _owners: Sequence[int]
    """The arcs that pairs of edges are pieces of."""
    _leaving: Sequence[Sequence[int]]
    """The edges that leave each node."""
    _rooms: list[int]
    """What each edge could still carry; that of an edge back is what the piece carries."""

    @property
    def units(self) -> list[int]:
        """What each arc carries."""
        found = [least for least, _tail, _head in self._least.values()]
        for number, owner in enumerate(self._owners):
            found[owner] += self._rooms[2 * number + 1]
        return found

    @property
    def cost(self) -> int:
        """Of everything beyond the least units."""
        return sum(self._rooms[number + 1] * self._edges[number].cost for number in range(0, len(self._edges), 2))

    def heights(self) -> list[int]:
        """For each node a number, so that a unit from ``a`` to ``b`` more would cost ``heights[b] - heights[a]``, or
        more.
        """
        found = [0] * len(self._leaving)
        rising = True
        while rising:
            rising = False
            for edge, room in zip(self._edges, self._rooms, strict=True):
                if room > 0 and found[edge.tail] + edge.cost < found[edge.head]:
                    found[edge.head] = found[edge.tail] + edge.cost
                    rising = True
        return found

    def moved(self, least: Mapping[int, int]) -> Flow:
        """The cheapest flow when some arcs have other least units.

        Raises:
            Infeasible: there is none.
        """
        excess, known, rooms = [0] * len(self._leaving), dict(self._least), list(self._rooms)
        for number, units in least.items():
            before, tail, head = known[number]
            known[number] = units, tail, head
            excess[head] += units - before
            excess[tail] -= units - before
        _balance(excess, self._edges, rooms, self._leaving)
        return replace(self, _least=known, _rooms=rooms)


def cheapest(arcs: Sequence[Arc], nodes: int) -> Flow:
    """What each arc carries, so that as much leaves every node as arrives there, at the least cost.

    Raises:
        Infeasible: no flow keeps all the least units.
    """
    excess = [0] * nodes
    edges: list[_Edge] = []
    rooms: list[int] = []
    leaving: list[list[int]] = [[] for _ in range(nodes)]
    owners: list[int] = []
    for number, arc in enumerate(arcs):
        excess[arc.head] += arc.least
        excess[arc.tail] -= arc.least
        for room, cost in arc.pieces:
            if room <= 0:
                continue
            used = room if cost < 0 else 0
            excess[arc.head] += used
            excess[arc.tail] -= used
            for tail, head, free, price in ((arc.tail, arc.head, room - used, cost), (arc.head, arc.tail, used, -cost)):
                leaving[tail].append(len(edges))
                edges.append(_Edge(tail, head, price))
                rooms.append(free)
            owners.append(number)
    _balance(excess, edges, rooms, leaving)
    least = {number: (arc.least, arc.tail, arc.head) for number, arc in enumerate(arcs)}
    return Flow(least, edges, owners, leaving, rooms)


def _balance(excess: list[int], edges: Sequence[_Edge], rooms: list[int], leaving: Sequence[Sequence[int]]) -> None:
    """Send what is too much at one node to where it lacks, along the cheapest way each time."""
    while sources := [node for node, units in enumerate(excess) if units > 0]:
        cost, way = _ways(sources, edges, rooms, leaving)
        reached = [node for node, units in enumerate(excess) if units < 0 and node in cost]
        if not reached:
            raise Infeasible
        node = min(reached, key=lambda one: (cost[one], one))
        path: list[int] = []
        end = node
        while node in way:
            path.append(way[node])
            node = edges[way[node]].tail
        units = min(excess[node], -excess[end], *(rooms[edge] for edge in path))
        excess[node] -= units
        excess[end] += units
        for edge in path:
            rooms[edge] -= units
            rooms[edge ^ 1] += units


def _ways(
    sources: Sequence[int], edges: Sequence[_Edge], rooms: Sequence[int], leaving: Sequence[Sequence[int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """The least cost to every node from any source, and the edge by which it is reached (Bellman and Ford)."""
    cost = dict.fromkeys(sources, 0)
    way: dict[int, int] = {}
    waiting = list(sources)
    while waiting:
        again: dict[int, None] = {}
        for node in waiting:
            so_far = cost[node]
            for number in leaving[node]:
                if rooms[number] > 0:
                    edge = edges[number]
                    head, total = edge.head, so_far + edge.cost
                    if head not in cost or total < cost[head]:
                        cost[head] = total
                        way[head] = number
                        again[head] = None
        waiting = list(again)
    return cost, way


class Patience:
    """How much may still be searched for something better: every arc of a network that is solved counts one."""

    def __init__(self, arcs: int) -> None:
        self.left = arcs

    def spend(self, arcs: int) -> None:
        """So much has been done."""
        self.left -= arcs

    @contextmanager
    def part(self, of: int = 4) -> Iterator[Patience]:
        """A part of what is left, for one search of several."""
        part = Patience(max(0, self.left) // of)
        given = part.left
        try:
            yield part
        finally:
            self.left -= given - part.left

    @property
    def over(self) -> bool:
        return self.left <= 0


_A_BOUND = 50
"""So many products of a plane and a point take as long as an arc."""


def lowest(
    value: Callable[[Point], tuple[int, Point]],
    box: Sequence[tuple[int, int]],
    first: Sequence[int],
    ways: Sequence[Point],
    patience: Patience,
) -> Point:
    """The whole numbers in a box (from, to) at which a convex function is lowest.

    Args:
        value: what the function is at a point, and how steep it rises there along each axis.
        box: where to search.
        first: a point to begin with.
        ways: what to go along, forth and back, when half of the patience is over and the lowest is not known.
        patience: when it is over, the lowest that has been found is given.
    """
    with patience.part(2) as half:
        search = _Search(value, box, half)
        search.trial(tuple(min(max(at, low), high) for at, (low, high) in zip(first, box, strict=True)))
        search.everywhere()
    return search.down(ways, patience) if half.over else search.best


class _Search:
    """What is known of a convex function.

    From every point that has been tried it lies above a plane (Kelley's cutting planes); boxes that lie above the best
    are left.
    """

    def __init__(
        self, value: Callable[[Point], tuple[int, Point]], box: Sequence[tuple[int, int]], patience: Patience
    ) -> None:
        self._value, self._box, self._patience = value, box, patience
        self._planes: list[tuple[int, Point]] = []
        self._tried: dict[Point, int] = {}
        self.best: Point = ()

    def trial(self, point: Point) -> None:
        """Look what the function is at a point."""
        found, slope = self._value(point)
        if not self._tried or found < self._tried[self.best]:
            self.best = point
        self._tried[point] = found
        self._planes.append((found - sum(g * at for g, at in zip(slope, point, strict=True)), slope))

    def _bound(self, box: Sequence[tuple[int, int]]) -> int:
        """The function is nowhere in the box lower than that."""
        self._patience.spend(1 + len(self._planes) * len(box) // _A_BOUND)
        return max(
            (base + sum(g * (low if g > 0 else high) for g, (low, high) in zip(slope, box, strict=True)))
            for base, slope in self._planes
        )

    def _may_be_lower(self, point: Point) -> bool:
        return self._bound([(at, at) for at in point]) < self._tried[self.best]

    def everywhere(self) -> None:
        """Try until nothing can be lower than the lowest that is known."""
        waiting = [(self._bound(self._box), tuple(self._box))]
        while waiting and not self._patience.over:
            least, box = heappop(waiting)
            if least >= self._tried[self.best]:
                break
            now = self._bound(box)
            if now > least:
                heappush(waiting, (now, box))
                continue
            middle = tuple((low + high) // 2 for low, high in box)
            if middle not in self._tried and self._may_be_lower(middle):
                self.trial(middle)
            for half in _halves(box):
                heappush(waiting, (self._bound(half), half))

    def down(self, ways: Sequence[Point], patience: Patience) -> Point:
        """From the lowest that is known along each of the ways, as long as one goes down."""
        again, self._patience = True, patience
        while again and not patience.over:
            before = self.best
            for way in (tuple(sign * one for one in way) for way in ways for sign in (1, -1)):
                self._along(way, patience)
            again = self.best != before
        return self.best

    def _along(self, way: Point, patience: Patience) -> None:
        """Down from the lowest that is known, by ever longer steps and then ever shorter ones."""
        step = 1
        while step and not patience.over:
            point, before = tuple(at + step * one for at, one in zip(self.best, way, strict=True)), self.best
            inside = all(low <= at <= high for at, (low, high) in zip(point, self._box, strict=True))
            if inside and point not in self._tried and self._may_be_lower(point):
                self.trial(point)
            step = step // 2 if self.best == before else 2 * step


def _halves(box: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """The box cut in two across its longest side; nothing of a single point."""
    axis = max(range(len(box)), key=lambda one: box[one][1] - box[one][0])
    low, high = box[axis]
    if low == high:
        return []
    middle = (low + high) // 2
    return [(*box[:axis], side, *box[axis + 1 :]) for side in ((low, middle), (middle + 1, high))]
