"""The cheapest flow through a network whose arcs cost more the more they carry (min-cost flow, convex costs).

Costs are whole numbers of any size, so one number can hold several wishes in order, the greater ones in higher digits.
Exact: successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 9.7), for networks of some dozen nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Arc", "Flow", "Infeasible", "Piece", "cheapest"]

Piece: TypeAlias = tuple[int, int]
"""So many units more, at this cost each."""


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
    """What each arc carries, and what everything beyond the least units costs."""

    units: list[int]
    cost: int


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
    units = [arc.least for arc in arcs]
    for number, owner in enumerate(owners):
        units[owner] += rooms[2 * number + 1]
    cost = sum(rooms[number + 1] * edges[number].cost for number in range(0, len(edges), 2))
    return Flow(units, cost)


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
