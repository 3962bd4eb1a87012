"""The cheapest flow through a network whose arcs cost more the more they carry (min-cost flow, convex costs).

Costs are whole numbers of any size, so one number can hold several wishes in order, the greater ones in higher digits.
Exact: successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 9.7), for networks of some dozen nodes. What
no network can say, that several arcs carry the same, is found by searching: the cost is convex in what they carry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TypeAlias

__all__ = ["Arc", "Flow", "Infeasible", "Piece", "cheapest", "lowest"]

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


@dataclass(slots=True)
class _Edge:
    """Room that is left, at this cost a unit; the edge back stands right behind."""

    tail: int
    head: int
    room: int
    cost: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The cheapest flow: what each arc carries."""

    units: list[int]
    _edges: list[_Edge]
    _nodes: int

    @property
    def cost(self) -> int:
        """Of everything beyond the least units."""
        return sum(self._edges[number + 1].room * self._edges[number].cost for number in range(0, len(self._edges), 2))

    def heights(self) -> list[int]:
        """For each node a number, so that a unit from ``a`` to ``b`` more would cost ``heights[b] - heights[a]``, or
        more.
        """
        found = [0] * self._nodes
        rising = True
        while rising:
            rising = False
            for edge in self._edges:
                if edge.room > 0 and found[edge.tail] + edge.cost < found[edge.head]:
                    found[edge.head] = found[edge.tail] + edge.cost
                    rising = True
        return found


def cheapest(arcs: Sequence[Arc], nodes: int) -> Flow:
    """What each arc carries, so that as much leaves every node as arrives there, at the least cost.

    Raises:
        Infeasible: no flow keeps all the least units.
    """
    excess = [0] * nodes
    edges: list[_Edge] = []
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
                edges.append(_Edge(tail, head, free, price))
            owners.append(number)
    _balance(excess, edges, leaving)
    found = [arc.least for arc in arcs]
    for number, owner in enumerate(owners):
        found[owner] += edges[2 * number + 1].room
    return Flow(found, edges, nodes)


def _balance(excess: list[int], edges: list[_Edge], leaving: list[list[int]]) -> None:
    """Send what is too much at one node to where it lacks, along the cheapest way each time."""
    while sources := [node for node, units in enumerate(excess) if units > 0]:
        cost, way = _ways(sources, edges, leaving)
        reached = [node for node, units in enumerate(excess) if units < 0 and node in cost]
        if not reached:
            raise Infeasible
        node = min(reached, key=lambda one: (cost[one], one))
        path: list[int] = []
        end = node
        while node in way:
            path.append(way[node])
            node = edges[way[node]].tail
        units = min(excess[node], -excess[end], *(edges[edge].room for edge in path))
        excess[node] -= units
        excess[end] += units
        for edge in path:
            edges[edge].room -= units
            edges[edge ^ 1].room += units


def _ways(
    sources: Sequence[int], edges: list[_Edge], leaving: list[list[int]]
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
                edge = edges[number]
                head, total = edge.head, so_far + edge.cost
                if edge.room > 0 and (head not in cost or total < cost[head]):
                    cost[head] = total
                    way[head] = number
                    again[head] = None
        waiting = list(again)
    return cost, way


_PATIENCE = 20_000
"""Boxes: about a second."""


def lowest(value: Callable[[Point], tuple[int, Point]], box: Sequence[tuple[int, int]]) -> Point:
    """The whole numbers in a box (from, to) at which a convex function is lowest.

    ``value`` gives what the function is at a point, and how steep it rises there along each axis. From every point that
    has been tried the function lies above a plane (Kelley's cutting planes); boxes that lie above the best are left.
    """
    planes: list[tuple[int, Point]] = []
    tried: dict[Point, int] = {}

    def bound(box: Sequence[tuple[int, int]]) -> int:
        """The function is nowhere in the box lower than that."""
        return max(
            (base + sum(g * (low if g > 0 else high) for g, (low, high) in zip(slope, box, strict=True)))
            for base, slope in planes
        )

    def trial(point: Point) -> None:
        found, slope = value(point)
        tried[point] = found
        planes.append((found - sum(g * at for g, at in zip(slope, point, strict=True)), slope))

    trial(tuple((low + high) // 2 for low, high in box))
    waiting = [(bound(box), tuple(box))]
    for _ in range(_PATIENCE):
        least, box = heappop(waiting)
        best = min(tried.values())
        if least >= best:
            break
        now = bound(box)
        if now > least:
            heappush(waiting, (now, box))
            continue
        middle = tuple((low + high) // 2 for low, high in box)
        if bound([(at, at) for at in middle]) < best:
            trial(middle)
        for half in _halves(box):
            heappush(waiting, (bound(half), half))
        if not waiting:
            break
    return min(tried, key=tried.__getitem__)


def _halves(box: Sequence[tuple[int, int]]) -> list[tuple[tuple[int, int], ...]]:
    """The box cut in two across its longest side; nothing of a single point."""
    axis = max(range(len(box)), key=lambda one: box[one][1] - box[one][0])
    low, high = box[axis]
    if low == high:
        return []
    middle = (low + high) // 2
    return [(*box[:axis], side, *box[axis + 1 :]) for side in ((low, middle), (middle + 1, high))]
