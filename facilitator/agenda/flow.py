"""The cheapest flow through a network whose arcs cost more the more they carry (min-cost flow, convex costs).

Costs are whole numbers of any size, so one number can hold several wishes in order, the greater ones in higher digits.
Exact: successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 9.7), for networks of some dozen nodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Arc", "Infeasible", "Piece", "cheapest"]

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


def cheapest(arcs: Sequence[Arc], nodes: int) -> list[int]:
    """What each arc carries, so that as much leaves every node as arrives there, at the least cost.

    Raises:
        Infeasible: no flow keeps all the least units.
    """
    excess = [0] * nodes
    edges: list[list[int]] = []
    """Tail, head, room, cost; the edge back stands right behind."""
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
                edges.append([tail, head, free, price])
            owners.append(number)
    _balance(excess, edges, leaving)
    found = [arc.least for arc in arcs]
    for number, owner in enumerate(owners):
        found[owner] += edges[2 * number + 1][2]
    return found


def _balance(excess: list[int], edges: list[list[int]], leaving: list[list[int]]) -> None:
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
            node = edges[way[node]][0]
        units = min(excess[node], -excess[end], *(edges[edge][2] for edge in path))
        excess[node] -= units
        excess[end] += units
        for edge in path:
            edges[edge][2] -= units
            edges[edge ^ 1][2] += units


def _ways(
    sources: Sequence[int], edges: list[list[int]], leaving: list[list[int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """The least cost to every node from any source, and the edge by which it is reached (Bellman and Ford)."""
    cost = dict.fromkeys(sources, 0)
    way: dict[int, int] = {}
    waiting = list(sources)
    while waiting:
        again: dict[int, None] = {}
        for node in waiting:
            so_far = cost[node]
            for edge in leaving[node]:
                _, head, room, price = edges[edge]
                if room > 0 and (head not in cost or so_far + price < cost[head]):
                    cost[head] = so_far + price
                    way[head] = edge
                    again[head] = None
        waiting = list(again)
    return cost, way
