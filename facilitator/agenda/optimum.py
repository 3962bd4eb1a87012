"""The two ways by which the least cost is found: a flow through a network, and a linear programme.

The flow is the cheapest through a network whose arcs cost more the more they carry (min-cost flow, convex costs). Costs
are whole numbers of any size, so one number can hold several wishes in order, the greater ones in higher digits. Exact:
successive shortest paths (Ahuja, Magnanti, Orlin: Network Flows, 9.7), for networks of some dozen nodes.

The programme says what no network can: that several arcs carry the same, since the tracks of a block begin and end with
it, while budgets tie all of them together. In whole numbers such a flow is NP-hard in general (Garey and Johnson:
Computers and Intractability, integral flow with homologous arcs); no pass over minutes is known. Of a programme the
first sum is the least there is, then the next of all that have that, and so on, with whole numbers. HiGHS solves it,
which is loaded when the first one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from heapq import heappop, heappush
from itertools import accumulate
from math import inf
from typing import Any, NamedTuple, TypeAlias

__all__ = ["Arc", "Flow", "Infeasible", "Piece", "Programme", "Sum", "cheapest"]

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
    """Send what is too much at one node to the nearest that lacks, along the cheapest way each time.

    Every node has a height, so that no edge with room costs less than the way down from its head to its tail: what is
    near is found without a look at what is far (Ahuja, Magnanti, Orlin, 9.7).
    """
    heights = [0] * len(excess)
    for source in range(len(excess)):
        while excess[source] > 0:
            end, cost, way = _nearest(source, excess, edges, rooms, leaving, heights)
            for node, so_far in cost.items():
                heights[node] += so_far - cost[end]
            path: list[int] = []
            node = end
            while node != source:
                path.append(way[node])
                node = edges[way[node]].tail
            units = min(excess[source], -excess[end], *(rooms[edge] for edge in path))
            excess[source] -= units
            excess[end] += units
            for edge in path:
                rooms[edge] -= units
                rooms[edge ^ 1] += units


def _nearest(
    source: int,
    excess: Sequence[int],
    edges: Sequence[_Edge],
    rooms: Sequence[int],
    leaving: Sequence[Sequence[int]],
    heights: Sequence[int],
) -> tuple[int, dict[int, int], dict[int, int]]:
    """The nearest node that lacks, the cost to all that are nearer, and the edges that lead there (Dijkstra)."""
    cost: dict[int, int] = {}
    found, way = {source: 0}, dict[int, int]()
    waiting = [(0, source)]
    while waiting:
        so_far, node = heappop(waiting)
        if node in cost:
            continue
        cost[node] = so_far
        if excess[node] < 0:
            return node, cost, way
        base = so_far + heights[node]
        for number in leaving[node]:
            if rooms[number] > 0:
                edge = edges[number]
                head = edge.head
                if head not in cost:
                    total = base + edge.cost - heights[head]
                    if head not in found or total < found[head]:
                        found[head] = total
                        way[head] = number
                        heappush(waiting, (total, head))
    raise Infeasible


Sum: TypeAlias = dict[int, float]
"""Columns with their factors."""

_NEAR = 1e-6
"""Numbers that differ by less are the same."""


class _Row(NamedTuple):
    """A sum that stays within bounds."""

    terms: Sum
    low: float
    high: float


class Programme:
    """Numbers to be found, as columns, and the rows that hold for them."""

    def __init__(self) -> None:
        self._columns: list[tuple[float, float]] = []
        self._whole: list[int] = []
        self._rows: list[_Row] = []

    def column(self, low: float, high: float, *, whole: bool = True) -> int:
        """A number from ``low`` to ``high``; what stands for it in sums.

        One that is not ``whole`` comes out so all the same as soon as the others are.
        """
        if whole:
            self._whole.append(len(self._columns))
        self._columns.append((low, high))
        return len(self._columns) - 1

    def row(self, terms: Sum, low: float, high: float) -> None:
        """A sum lies between two numbers."""
        self._rows.append(_Row(terms, low, high))

    def least(self, wishes: Sequence[Sum], likely: Mapping[int, float] | None = None) -> list[float]:
        """All the numbers, at which the first sum is as little as it can be, then the next, and so on.

        What is not ``whole`` is only known to go with those that are.

        Args:
            wishes: the sums.
            likely: what some numbers may well be, to begin with.

        Raises:
            Infeasible: nothing keeps all the rows.
        """
        found = self._relaxed(wishes, {}, self._whole)
        if self._holds(found):
            return found
        with suppress(Infeasible):
            found = self._relaxed(wishes, likely or {column: round(found[column]) for column in self._whole})
        return self._best(wishes, found if self._holds(found) else None)

    def _holds(self, found: Sequence[float]) -> bool:
        """Whether all the numbers are whole that have to be."""
        return all(_is_whole(found[column]) for column in self._whole)

    def _relaxed(
        self, wishes: Sequence[Sum], known: Mapping[int, float], sought: Sequence[int] | None = None
    ) -> list[float]:
        """As if no number had to be whole: columns and rows that would cost something to move stay where they are.

        No more wishes are asked for when the columns that are ``sought`` have but one value left.
        """
        highs, settled = self._model(), _Settled(self._columns, self._rows)
        for column, value in known.items():
            highs.changeColBounds(column, value, value)
        settled.add(known)
        found, asked = _solved(highs), Sum()
        for wish in wishes:
            if sought is not None and all(column in settled for column in sought):
                break
            free = {column: factor for column, factor in wish.items() if column not in settled}
            if not free:
                continue
            _ask(highs, asked, free)
            found, asked = _solved(highs), free
            moved = [
                column for column, price in enumerate(found.col_dual) if abs(price) > _NEAR and column not in settled
            ]
            values, sums = found.col_value, found.row_value
            for column in moved:
                highs.changeColBounds(column, values[column], values[column])
            held = [row for row, price in enumerate(found.row_dual) if abs(price) > _NEAR and row not in settled.rows]
            for row in held:
                highs.changeRowBounds(row, sums[row], sums[row])
            settled.add(moved, held)
        return list(found.col_value)

    def _best(self, wishes: Sequence[Sum], found: list[float] | None) -> list[float]:
        """With whole numbers: what is the least for a wish is a row for the next.

        As long as what has been ``found`` is as good as it could be if no number had to be whole, it stands.
        """
        whole, relaxed = self._model(), self._model()
        for number in range(len(self._columns)):
            whole.changeColIntegrality(number, whole.WHOLE)
        asked = Sum()
        for wish in wishes:
            _ask(relaxed, asked, wish)
            _ask(whole, asked, wish)
            asked = wish
            _solved(relaxed)
            least = relaxed.getInfo().objective_function_value
            if found is None or round(_value(wish, found)) > least + 1 - _NEAR:
                held = _solved(whole).col_value
                found = self._relaxed(wishes, {column: round(held[column]) for column in self._whole})
            most = round(_value(wish, found))
            # Between this and the next whole number nothing lies, so that rounding errors do no harm.
            for highs, slack in ((whole, 0.5), (relaxed, _NEAR)):
                highs.addRow(-inf, most + slack, len(wish), list(wish), list(wish.values()))
        return found or []

    def _model(self) -> Any:
        highs = _solver()()
        lows, highest = zip(*self._columns, strict=True)
        highs.addVars(len(lows), lows, highest)
        columns = [column for row in self._rows for column in row.terms]
        factors = [factor for row in self._rows for factor in row.terms.values()]
        begins = list(accumulate((len(row.terms) for row in self._rows), initial=0))[:-1]
        bounds = [row.low for row in self._rows], [row.high for row in self._rows]
        highs.addRows(len(self._rows), *bounds, len(columns), begins, columns, factors)
        return highs


class _Settled:
    """The columns that have but one value left: those told, and whatever follows from rows that have but one."""

    def __init__(self, columns: Sequence[tuple[float, float]], rows: Sequence[_Row]) -> None:
        self.rows = {number for number, row in enumerate(rows) if row.low == row.high}
        """Those whose sum has but one value."""
        self._columns: set[int] = set()
        self._open = [set(row.terms) for row in rows]
        """The columns of each row that are not settled."""
        self._in: list[list[int]] = [[] for _column in columns]
        for number, row in enumerate(rows):
            for column in row.terms:
                self._in[column].append(number)
        self.add([column for column, (low, high) in enumerate(columns) if low == high], self.rows)

    def __contains__(self, column: int) -> bool:
        return column in self._columns

    def add(self, columns: Iterable[int], rows: Iterable[int] = ()) -> None:
        """These columns, and these rows, have but one value."""
        self.rows.update(rows)
        waiting = [column for column in columns if column not in self._columns]
        waiting += [column for row in rows for column in self._last(row)]
        while waiting:
            column = waiting.pop()
            if column not in self._columns:
                self._columns.add(column)
                for row in self._in[column]:
                    self._open[row].discard(column)
                    waiting += self._last(row)

    def _last(self, row: int) -> Iterable[int]:
        """The only column left of a row that has but one value."""
        return self._open[row] if row in self.rows and len(self._open[row]) == 1 else ()


def _ask(highs: Any, before: Sum, wish: Sum) -> None:
    """Another sum is to be as little as can be."""
    for column in {**before, **wish}:
        highs.changeColCost(column, wish.get(column, 0))


def _value(wish: Sum, found: Sequence[float]) -> float:
    return sum(found[column] * factor for column, factor in wish.items())


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) <= _NEAR


def _solved(highs: Any) -> Any:
    highs.run()
    if highs.modelStatusToString(highs.getModelStatus()) != "Optimal":
        raise Infeasible
    return highs.getSolution()


@cache
def _solver() -> Any:
    """HiGHS, which takes longer to load than most agendas take to plan."""
    from highspy import Highs, HighsVarType

    class Quiet(Highs):
        """One that says nothing, and looks until nothing is better: of sums of whole numbers, by half of one."""

        WHOLE = HighsVarType.kInteger

        def enableCallbacks(self) -> None:  # noqa: N802 (it is called so there, before anything is said)
            self.setOptionValue("output_flag", False)
            self.setOptionValue("presolve", "off")
            self.setOptionValue("threads", 1)
            self.setOptionValue("mip_rel_gap", 0.0)
            self.setOptionValue("mip_abs_gap", 0.5)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Quiet
