"""Minutes for each kind of time, kept however its blocks lie scattered: 45 of knowledge, 45 of dialogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from facilitator.agenda.apportion import shares
from facilitator.agenda.filling import segments
from facilitator.agenda.limits import together
from facilitator.agenda.model import BlockKind
from facilitator.agenda.pins import PlaceOf, Stretch, Timed
from facilitator.agenda.times import Duration
from facilitator.problems import Problem, Problems

__all__ = ["within"]

Budget: TypeAlias = Mapping[BlockKind, int]
"""Minutes by kind."""

_SINK = "day"


@dataclass(frozen=True, slots=True)
class _Part:
    """The blocks of one kind between two pins."""

    kind: BlockKind
    segment: int
    items: tuple[Timed, ...]

    @property
    def limits(self) -> Duration:
        return together([item.limits for item in self.items])


def within(budget: Budget, days: Sequence[Stretch], place: PlaceOf) -> tuple[Stretch, ...]:
    """The days with the blocks of every budgeted kind held to minutes that add up to its budget.

    Raises:
        Problems: the blocks of a kind cannot add up to its budget, for their own limits or for the pins between them.
    """
    if not budget:
        return tuple(days)
    problems = list(_impossible(budget, days, place))
    if problems:
        raise Problems(problems)
    rooms, parts = _parts(budget, days)
    totals = _totals(budget, rooms, parts, place)
    held = {
        item.path: Duration.fixed(minutes)
        for part, total in zip(parts, totals, strict=True)
        for item, minutes in zip(part.items, shares(total, _bounded(part.items, total)), strict=True)
    }
    return tuple(
        replace(day, items=tuple(replace(item, limits=held.get(item.path, item.limits)) for item in day.items))
        for day in days
    )


def _impossible(budget: Budget, days: Sequence[Stretch], place: PlaceOf) -> Iterator[Problem]:
    """Kinds whose blocks are too long or too short for their budget, wherever they lie."""
    for kind, minutes in budget.items():
        found = [item.limits for day in days for item in day.items if item.block.kind == kind]
        all_of_it = together(found)
        what = f"the budget has {minutes} minutes of {kind}"
        if not found:
            yield Problem(f"{what}, but no block is of that kind", "expected one", place=place(("budget", kind)))
        elif not all_of_it.least <= minutes <= (minutes if all_of_it.most is None else all_of_it.most):
            other = "shorter" if minutes < all_of_it.least else "longer"
            expected = f"expected a budget within that, or blocks that may be {other}"
            yield Problem(f"{what}, but its blocks take {all_of_it} together", expected, place=place(("budget", kind)))


def _parts(budget: Budget, days: Sequence[Stretch]) -> tuple[list[int | None], list[_Part]]:
    """What room each stretch of time between two pins has for budgeted blocks, and those blocks."""
    rooms: list[int | None] = []
    parts: list[_Part] = []
    for number, segment in enumerate(one for day in days for one in segments(day)):
        others = together([item.limits for item in segment.items if item.block.kind not in budget]).least
        rooms.append(None if segment.end is None else segment.end - segment.start - others)
        for kind in budget:
            items = tuple(item for item in segment.items if item.block.kind == kind)
            parts += [_Part(kind, number, items)] if items else []
    return rooms, parts


def _totals(budget: Budget, rooms: Sequence[int | None], parts: Sequence[_Part], place: PlaceOf) -> list[int]:
    """The minutes of each part: every kind keeps its budget, every stretch its room, as near the ideals as may be.

    Between pins this is a transport problem: minutes flow from the kinds to the stretches (`networkx.network_simplex`).
    """
    if len({part.segment for part in parts}) == 1 and rooms[parts[0].segment] is None:
        return [budget[part.kind] for part in parts]
    import networkx as nx

    graph = nx.MultiDiGraph()
    graph.add_node(_SINK, demand=0)
    for kind, minutes in budget.items():
        graph.add_node(kind, demand=-minutes)
    total = sum(budget.values())
    for number, room in enumerate(rooms):
        graph.add_edge(number, _SINK, capacity=total if room is None else max(0, room))
    for number, part in enumerate(parts):
        limits = part.limits
        most = limits.most if limits.most is not None else max(total, limits.ideal)
        # What a part needs at least is worth any price; up to its ideal it is welcome, beyond that it costs.
        for minutes, weight in ((limits.least, -total), (limits.ideal - limits.least, -1), (most - limits.ideal, 1)):
            graph.add_edge(part.kind, part.segment, capacity=minutes, weight=weight, part=number)
    graph.nodes[_SINK]["demand"] = total
    try:
        _, flow = nx.network_simplex(graph)
    except nx.NetworkXUnfeasible:
        raise _pinned(budget, place) from None
    totals = [0] * len(parts)
    for kind in budget:
        for segment, edges in flow[kind].items():
            for key, minutes in edges.items():
                totals[graph.edges[kind, segment, key]["part"]] += minutes
    if any(total < part.limits.least for total, part in zip(totals, parts, strict=True)):
        raise _pinned(budget, place)
    return totals


def _bounded(items: Sequence[Timed], total: int) -> list[Duration]:
    """The blocks' limits; one without an upper limit can take all there is."""
    return [
        item.limits if item.limits.most is not None else replace(item.limits, most=max(total, item.limits.ideal))
        for item in items
    ]


def _pinned(budget: Budget, place: PlaceOf) -> Problems:
    told = ", ".join(f"{minutes} of {kind}" for kind, minutes in budget.items())
    what = f"the budget ({told}) cannot be kept between the clock times that are set"
    return Problems.one(what, "expected fewer of them, or blocks with more room", place=place(("budget",)))
