"""What the best plan costs, found by a solver of linear programmes in whole numbers, without the planner or its solver.

It knows a session as rows, as `oracle` does, which may have tracks of rows. The wishes are solved for one after the
other: the least of the first, then of the next among all plans that have that, and so on. The solver is GLPK, by
branch and bound; the planner's is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeAlias

import pytest

from agenda.oracle import Row

glpk = pytest.importorskip("swiglpk", reason="a development dependency")

__all__ = ["Found", "Going", "Place", "settled", "solved"]

Sum: TypeAlias = dict[int, float]
"""Variables with their factors."""

Place: TypeAlias = tuple[int, ...]
"""The number of a row; in a track the number of the row that has it, of the track, and its own in there."""

_FAR = 2_000
"""Minutes: more than any session here has."""


@dataclass(frozen=True)
class Going:
    """What may be left out, by its place among the rows: whether nobody allowed it, and its minutes in the plan."""

    firm: frozenset[Place]
    minutes: Mapping[Place, int]
    numbers: Mapping[Place, int]
    """Of those that may go: the lowest go first, whatever their order."""
    order: Sequence[Place]
    """Those that go first, before those that shall stay."""


@dataclass(frozen=True)
class Found:
    """The least of every wish."""

    firm: int
    budget: int
    slip: int
    dropped: int
    gone: tuple[Place, ...]
    rest: tuple[int, ...]
    """What content lacks, what buffers lack, idle minutes, what buffers have too much."""


@dataclass
class _Model:
    """A linear programme, and what is to be as little as can be."""

    problem: Any = field(default_factory=glpk.glp_create_prob)
    variables: int = 0

    def __post_init__(self) -> None:
        glpk.glp_term_out(glpk.GLP_OFF)
        self.how = glpk.glp_iocp()
        glpk.glp_init_iocp(self.how)
        self.how.presolve = glpk.GLP_ON

    def __del__(self) -> None:
        glpk.glp_delete_prob(self.problem)

    def variable(self, low: float = 0, high: float = _FAR, *, whole: bool = True) -> int:
        column = glpk.glp_add_cols(self.problem, 1)
        glpk.glp_set_col_bnds(self.problem, column, *_bounds(low, high))
        if whole:
            glpk.glp_set_col_kind(self.problem, column, glpk.GLP_IV)
        self.variables += 1
        return self.variables - 1

    def row(self, terms: Sum, low: float = -inf, high: float = inf) -> None:
        row = glpk.glp_add_rows(self.problem, 1)
        glpk.glp_set_row_bnds(self.problem, row, *_bounds(low, high))
        columns, factors = glpk.intArray(len(terms) + 1), glpk.doubleArray(len(terms) + 1)
        for place, (number, factor) in enumerate(terms.items(), 1):
            columns[place], factors[place] = number + 1, float(factor)
        glpk.glp_set_mat_row(self.problem, row, len(terms), columns, factors)

    def least(self, terms: Sum) -> int | None:
        """The least of a sum, which stays from now on; None when there is no plan at all."""
        for number in range(self.variables):
            glpk.glp_set_obj_coef(self.problem, number + 1, float(terms.get(number, 0)))
        done = glpk.glp_intopt(self.problem, self.how)
        if done != 0 or glpk.glp_mip_status(self.problem) != glpk.GLP_OPT:
            assert done in (0, glpk.GLP_ENOPFS), f"GLPK gave up: {done}"
            return None
        found: int = round(glpk.glp_mip_obj_val(self.problem))
        if terms:
            self.row(terms, high=found)
        return found

    def values(self) -> list[float]:
        """What each variable was when the last sum was the least."""
        return [glpk.glp_mip_col_val(self.problem, number + 1) for number in range(self.variables)]


def _bounds(low: float, high: float) -> tuple[int, float, float]:
    """As GLPK takes them."""
    if low == high:
        return glpk.GLP_FX, low, high
    if low == -inf:
        return glpk.GLP_UP, 0.0, high
    return (glpk.GLP_LO, low, 0.0) if high == inf else (glpk.GLP_DB, low, high)


@dataclass
class _Wishes:
    """What counts, as sums of variables."""

    spent: dict[str, Sum]
    slip: Sum = field(default_factory=dict)
    lack: Sum = field(default_factory=dict)
    buffer_lack: Sum = field(default_factory=dict)
    idle: Sum = field(default_factory=dict)
    buffer_more: Sum = field(default_factory=dict)
    minutes: list[int] = field(default_factory=list)
    """The minutes of every row, not of those in tracks."""
    starts: list[Sum] = field(default_factory=list)
    """When each of them begins."""


@dataclass
class _Day:
    """A session as a model, all of whose plans hold."""

    model: _Model
    wishes: _Wishes
    kept: dict[Place, int]
    lacking: Sum
    """What budgets have too little or too much."""


def _day(
    rows: Sequence[Row], start: int, end: int | None, budget: Mapping[str, int], going: Going | None = None
) -> _Day:
    model, wishes = _Model(), _Wishes({kind: {} for kind in budget})
    kept = {number: model.variable(0, 1) for number in (going.minutes if going else ())}
    last = _chain(model, rows, {}, start, kept, wishes)
    if end is not None:
        slack = model.variable()
        model.row({**_free(last), slack: 1}, low=end - last[-1], high=end - last[-1])
        wishes.idle[slack] = 1
    lacking: Sum = {}
    for kind, minutes in budget.items():
        over = model.variable(whole=False)
        lacking[over] = 1
        _apart(model, wishes.spent[kind], minutes, over)
    return _Day(model, wishes, kept, lacking)


def _apart(model: _Model, terms: Sum, wish: int, far: int) -> None:
    """A variable that is at least as far as a sum from a number."""
    model.row({**terms, far: -1}, high=wish)
    model.row({**terms, far: 1}, low=wish)


def solved(
    rows: Sequence[Row], start: int, end: int | None, budget: Mapping[str, int], going: Going | None = None
) -> Found | None:
    """The least cost of a plan, wish by wish; None when there is none."""
    day = _day(rows, start, end, budget, going)
    model, wishes, kept = day.model, day.wishes, day.kept
    going = going or Going(frozenset(), {}, {}, ())
    firm = model.least({kept[n]: -going.minutes[n] for n in going.firm})
    if firm is None:
        return None
    firm += sum(going.minutes[n] for n in going.firm)
    short, slip = model.least(day.lacking), model.least(wishes.slip)
    soft = [n for n in going.minutes if n not in going.firm]
    dropped = model.least({kept[n]: -going.minutes[n] for n in soft}) or 0
    model.least({kept[n]: -(1 << place) for place, n in enumerate(going.order) if n in going.firm})
    for number in sorted({going.numbers[n] for n in soft}, reverse=True):
        model.least({kept[n]: -1 for n in soft if going.numbers[n] == number})
    model.least({kept[n]: -(1 << place) for place, n in enumerate(going.order) if n not in going.firm})
    values = model.values()
    gone = tuple(n for n, variable in sorted(kept.items()) if values[variable] < 0.5)
    rest = [model.least(one) for one in (wishes.lack, wishes.buffer_lack, wishes.idle, wishes.buffer_more)]
    return Found(
        firm,
        short or 0,
        slip or 0,
        sum(going.minutes[n] for n in soft) + dropped,
        gone,
        tuple(one or 0 for one in rest),
    )


def settled(
    rows: Sequence[Row],
    start: int,
    end: int | None,
    budget: Mapping[str, int],
    cells: Sequence[tuple[Sequence[int], int]],
    order: Sequence[int | None],
) -> tuple[int, list[int]]:
    """How far cells (rows that share their minutes) are from their shares at least, and the minutes of each.

    Args:
        rows: without tracks, for which there is a plan.
        start: when the session begins.
        end: when it ends.
        budget: minutes by kind.
        cells: the places of their rows, and their share.
        order: which is settled first when several are as near: a cell with the most minutes, or (None) the next row
            that has a wished start, as early as can be.
    """
    day = _day(rows, start, end, budget)
    model, wishes = day.model, day.wishes
    for one in (day.lacking, wishes.slip, wishes.lack, wishes.buffer_lack, wishes.idle, wishes.buffer_more):
        model.least(one)
    far: Sum = {}
    sums = [{wishes.minutes[number]: 1.0 for number in numbers} for numbers, _share in cells]
    for terms, (_numbers, share) in zip(sums, cells, strict=True):
        variable = model.variable(whole=False)
        far[variable] = 1
        _apart(model, terms, share, variable)
    least = model.least(far) or 0
    starts = iter([terms for row, terms in zip(rows, wishes.starts, strict=True) if row.around and row.at is None])
    for cell in order:
        model.least(_free(next(starts)) if cell is None else dict.fromkeys(sums[cell], -1.0))
    values = model.values()
    return least, [round(sum(values[variable] for variable in terms)) for terms in sums]


def _chain(
    model: _Model,
    rows: Sequence[Row],
    begin: Sum,
    base: int,
    kept: Mapping[Place, int],
    wishes: _Wishes,
    *,
    inside: Place = (),
) -> Sum:
    """Rows one after the other from ``base`` plus ``begin`` on; when the last one ends, with the number at -1."""
    now: Sum = {**begin, -1: base}
    for number, row in enumerate(rows):
        keep = kept.get((*inside, number))
        if row.waits:
            idle = model.variable()
            if keep is not None:
                model.row({idle: 1, keep: -_FAR}, high=0)
            now = {**now, idle: 1}
            if not inside:
                wishes.idle[idle] = 1
        starts = now
        minutes = _minutes(model, row, keep, wishes, inside=bool(inside))
        now = {**now, minutes: 1}
        if not inside:
            wishes.minutes.append(minutes)
            wishes.starts.append(starts)
        for sum_, pin in ((starts, row.at), (now, row.until)):
            if pin is not None:
                _equal(model, sum_, pin, keep)
        if row.around is not None and row.at is None:
            slip = model.variable(whole=False)
            wishes.slip[slip] = 1
            _near(model, starts, row.around, slip, keep)
        reached = [model.variable(0, 1) for _lane in row.lanes]
        if row.lanes and row.kind != "written":
            model.row(dict.fromkeys(reached, 1.0), low=1)
        for track, lane in enumerate(row.lanes):
            place = (*inside, number, track)
            inner = _chain(model, lane, _free(starts), int(starts[-1]), kept, wishes, inside=place)
            stay = [kept.get((*place, one)) for one in range(len(lane))]
            if None not in stay:
                model.row({one: 1.0 for one in stay if one is not None}, low=1)
            difference = {**_free(now)}
            for variable, factor in _free(inner).items():
                difference[variable] = difference.get(variable, 0) - factor
            model.row(difference, low=inner[-1] - now[-1])
            if row.kind != "written":
                # It lasts no longer than the longest.
                model.row({**difference, reached[track]: _FAR}, high=inner[-1] - now[-1] + _FAR)
        if row.lanes and row.kind != "written" and not _pinned_inside(row):
            _as_long(model, row, minutes, kept, (*inside, number))
    return now


def _pinned_inside(row: Row) -> bool:
    """Whether it may last longer than its tracks say, for clock times in them."""
    return any((one.at, one.until) != (None, None) for lane in row.lanes for one in lane)


def _as_long(model: _Model, row: Row, minutes: int, kept: Mapping[Place, int], place: Place) -> None:
    """A row that does not say how long it is takes no more minutes than what is kept in one of its tracks may take."""
    longest = [model.variable(0, 1) for _lane in row.lanes]
    model.row(dict.fromkeys(longest, 1.0), low=1)
    for track, lane in enumerate(row.lanes):
        if all(one.most is not None for one in lane):
            stays = [(kept.get((*place, track, number)), one.most or 0) for number, one in enumerate(lane)]
            always = sum(most for stay, most in stays if stay is None)
            terms = {stay: -float(most) for stay, most in stays if stay is not None}
            model.row({minutes: 1, longest[track]: _FAR, **terms}, high=always + _FAR)


def _free(terms: Sum) -> Sum:
    return {variable: factor for variable, factor in terms.items() if variable >= 0}


def _minutes(model: _Model, row: Row, keep: int | None, wishes: _Wishes, *, inside: bool) -> int:
    """How long a row is, and what it lacks or has too much."""
    most = _FAR if row.most is None else row.most
    # As long as what is kept in its tracks, unless it says itself how long it is.
    least = 0 if row.lanes and row.kind != "written" else row.least
    minutes = model.variable(0, most)
    if keep is None:
        model.row({minutes: 1}, low=least)
    else:
        model.row({minutes: 1, keep: -least}, low=0)
        model.row({minutes: 1, keep: -most}, high=0)
    if row.kind in wishes.spent:
        wishes.spent[row.kind][minutes] = 1
    if not inside:
        lack = model.variable(whole=False)
        model.row({minutes: 1, lack: 1, **({} if keep is None else {keep: -row.ideal})}, low=row.ideal * (keep is None))
        (wishes.buffer_lack if row.is_buffer else wishes.lack)[lack] = 1
        if row.is_buffer:
            more = model.variable(whole=False)
            model.row({minutes: 1, more: -1}, high=row.ideal)
            wishes.buffer_more[more] = 1
    return minutes


def _equal(model: _Model, terms: Sum, pin: int, keep: int | None) -> None:
    """A sum that is a clock time, as long as its row is kept."""
    free, wanted = _free(terms), pin - terms[-1]
    if keep is None:
        model.row(free, low=wanted, high=wanted)
    else:
        model.row({**free, keep: _FAR}, high=wanted + _FAR)
        model.row({**free, keep: -_FAR}, low=wanted - _FAR)


def _near(model: _Model, terms: Sum, wish: int, slip: int, keep: int | None) -> None:
    """A variable that is at least as far as a sum from a wish, as long as its row is kept."""
    free, wanted = _free(terms), wish - terms[-1]
    above: Iterable[tuple[int, float]] = () if keep is None else ((keep, _FAR),)
    below: Iterable[tuple[int, float]] = () if keep is None else ((keep, -_FAR),)
    model.row({**free, slip: -1, **dict(above)}, high=wanted + (0 if keep is None else _FAR))
    model.row({**free, slip: 1, **dict(below)}, low=wanted - (0 if keep is None else _FAR))
