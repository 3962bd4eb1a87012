"""What has to go of a day that runs late, as a linear programme: where one pass (`going`) does not tell.

No sum over blocks one by one says what budgets are missed by when one of them is kept while another is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import inf

from facilitator.agenda import BlockKind, Path, Stretch, Timed
from facilitator.agenda.going import Going
from facilitator.agenda.optimum import Programme, Sum

__all__ = ["least_gone"]


def least_gone(
    day: Stretch, later: Sequence[Stretch], going: Going, budget: Mapping[BlockKind, int], likely: Iterable[Timed]
) -> list[Timed]:
    """What has to go of a day, from its running block on, that has to keep a budget together with later days.

    It may well be what is ``likely``.

    Raises:
        Infeasible: it cannot be held, whatever goes.
    """
    gone = _Late(day, later, going, budget).gone({one.path for one in likely})
    return [one for item in day.items for one in (item, *item.inner()) if one.path in gone]


_ALONE = -1
"""In a sum: a number that belongs to no column."""


class _Late:
    """A day some of whose blocks may go, and those after it, as a linear programme: all plans that can be held."""

    def __init__(self, day: Stretch, later: Sequence[Stretch], going: Going, budget: Mapping[BlockKind, int]) -> None:
        self._going, self._running = going, day.items[0].path
        self._programme = Programme()
        self._stays: dict[Path, int] = {}  # For each block that may go whether it stays, 1 or 0.
        self._around: dict[Path, int | None] = {}  # Whether the block stays in whose tracks it is.
        self._as_long: list[tuple[Sum, list[Sum]]] = []
        """When blocks end that last as long as their longest track, and when their tracks do; as long as these may."""
        self._slip: Sum = {}
        self._spent: dict[BlockKind, Sum] = {kind: {} for kind in budget}
        self._zero = day.start  # Minutes are counted from there, for small numbers.
        days = [day, *later]
        ends = [_horizon(one, sum(budget.values())) for one in days]
        self._far = max(ends) - day.start
        for one, end in zip(days, ends, strict=True):
            last = self._chain(one.items, {_ALONE: one.start - self._zero}, None)
            self._row(last, most=end - self._zero)
        self._misses: Sum = {}
        for kind, minutes in budget.items():
            self._misses[self._apart(self._spent[kind], minutes, None)] = 1

    def gone(self, likely: Collection[Path]) -> set[Path]:
        """The blocks that have to go; not those in the tracks of one that does."""
        begin = {column: 0.0 if _is_in(path, likely) else 1.0 for path, column in self._stays.items()}
        found = self._programme.least(self._wishes(), begin)
        if any(all(_value(_less(end, last), found) > 0.5 for last in lanes) for end, lanes in self._as_long):
            self._end_with_tracks()
            found = self._programme.least(self._wishes(), begin)
        out = {path for path, column in self._stays.items() if found[column] < 0.5}
        return {path for path in out if not _is_in(path, out - {path})}

    def _end_with_tracks(self) -> None:
        """Blocks that do not say how long they are last no longer than their longest track."""
        for end, lanes in self._as_long:
            longest = [self._programme.column(0, 1) for _lane in lanes]
            self._programme.row(dict.fromkeys(longest, 1.0), 1, len(longest))
            for one, last in zip(longest, lanes, strict=True):
                self._row(_less(end, last), most=0, stays=one)

    def _wishes(self) -> list[Sum]:
        """The minutes that nobody allowed to go, budgets, slip, the minutes that may go, and which of as many."""
        prices = {path: self._going.price(path) for path in self._stays}
        return [
            self._leaving({path: one.firm for path, one in prices.items()}),
            self._misses,
            self._slip,
            self._leaving({path: one.allowed for path, one in prices.items()}),
            *(
                self._leaving({path: one for path, one in level.items() if path in prices})
                for level in self._going.ties()
            ),
        ]

    def _leaving(self, prices: Mapping[Path, int]) -> Sum:
        """What the blocks cost that go."""
        found: Sum = {}
        for path, price in prices.items():
            if price:
                found[self._stays[path]] = found.get(self._stays[path], 0) - price
                around = self._around[path]
                if around is not None:
                    found[around] = found.get(around, 0) + price
        return found

    def _chain(self, items: Iterable[Timed], now: Sum, around: int | None) -> Sum:
        """Blocks one after the other; when the last one ends."""
        for item in items:
            now = self._block(item, now, around)
        return now

    def _block(self, item: Timed, now: Sum, around: int | None) -> Sum:
        stays = self._stay(item, around)
        start = self._start(item, now, stays)
        written = not item.lanes or item.block.minutes is not None
        minutes = self._programme.column(0, self._far)
        least = item.limits.least if not item.lanes else 0 if item.block.minutes is None else item.block.minutes.least
        most = item.limits.most if written and item.limits.most is not None else self._far
        whole = _ALONE if stays is None else stays
        self._row({minutes: -1, whole: least}, most=0)
        self._row({minutes: 1, whole: -most}, most=0)
        if item.block.kind in self._spent:
            self._spent[item.block.kind][minutes] = 1
        end = {**start, minutes: 1.0}
        if item.until is not None:
            self._fixed(end, item.until, stays)
        lanes = [self._lane(lane, start, stays) for lane in item.lanes]
        for last in lanes:
            self._row(_less(last, end), most=0)
        if item.lanes and item.block.minutes is None and item.until is None:
            self._as_long.append((end, lanes))
            if item.latest is None and item.limits.most is not None:
                self._as_long.append(({minutes: 1}, [self._most(lane) for lane in item.lanes]))
        return end

    def _most(self, lane: Sequence[Timed]) -> Sum:
        """The most minutes of what stays of a track."""
        found: Sum = {}
        for one in lane:
            stays = self._stays.get(one.path, _ALONE)
            found[stays] = found.get(stays, 0) + (one.limits.most or 0)
        return found

    def _stay(self, item: Timed, around: int | None) -> int | None:
        """Whether a block stays; None if there is no question."""
        if item.path not in self._going.prices or item.path == self._running:
            return around
        stays = self._programme.column(0, 1)
        if around is not None:
            self._programme.row({stays: 1, around: -1}, -1, 0)
        self._stays[item.path], self._around[item.path] = stays, around
        return stays

    def _start(self, item: Timed, now: Sum, stays: int | None) -> Sum:
        """When a block begins: idle minutes may lie before it if it has a clock time, or may wait for one inside."""
        start = now
        inside = any((one.at, one.until) != (None, None) for one in item.inner())
        if item.has_clock or (inside and item.block.minutes is not None):
            start = now | {self._idle(stays): 1.0}
        if item.at is not None:
            self._fixed(start, item.at, stays)
        elif item.around is not None:
            self._slip[self._apart(start, item.around - self._zero, stays)] = 1
        return start

    def _idle(self, stays: int | None) -> int:
        idle = self._programme.column(0, self._far)
        if stays is not None:
            self._programme.row({idle: 1, stays: -self._far}, -self._far, 0)
        return idle

    def _lane(self, lane: Sequence[Timed], start: Sum, stays: int | None) -> Sum:
        """A track, which keeps one of its blocks at least; when its last one ends."""
        end = self._chain(lane, start, stays)
        kept = [self._stays.get(one.path) for one in lane]
        if None not in kept:
            self._row({column: -1.0 for column in kept if column is not None}, most=-1, stays=stays)
        return end

    def _fixed(self, terms: Sum, clock: int, stays: int | None) -> None:
        self._row(terms, most=clock - self._zero, stays=stays)
        self._row(_less({}, terms), most=self._zero - clock, stays=stays)

    def _apart(self, terms: Sum, wish: int, stays: int | None) -> int:
        """By how much a sum differs from a number, at least."""
        far = self._programme.column(0, inf)
        self._row({**terms, far: -1.0}, most=wish, stays=stays)
        self._row({**_less({}, terms), far: -1.0}, most=-wish, stays=stays)
        return far

    def _row(self, terms: Sum, *, most: float, stays: int | None = None) -> None:
        """A sum is no more than a number, as long as a block stays."""
        free = {column: factor for column, factor in terms.items() if column != _ALONE}
        most -= terms.get(_ALONE, 0)
        if stays is not None:
            # No sum here comes to more than the day has minutes.
            more = max(0, self._far - most)
            free[stays] = free.get(stays, 0) + more
            most += more
        self._programme.row(free, -inf, most)


def _is_in(path: Path, others: Iterable[Path]) -> bool:
    """Whether a block is one of others, or stands in the tracks of one."""
    return any(path[: len(other)] == other for other in others)


def _value(terms: Sum, found: Sequence[float]) -> float:
    return sum(factor * (1 if column == _ALONE else found[column]) for column, factor in terms.items())


def _less(one: Sum, other: Sum) -> Sum:
    """The difference of two sums."""
    return {column: one.get(column, 0) - other.get(column, 0) for column in {**one, **other}}


def _horizon(day: Stretch, wanted: int) -> int:
    """When a day ends at the latest, or a time that nothing comes after, however many minutes a budget asks for."""
    ends = [end for end in (day.end, day.cap) if end is not None]
    known = [one for item in day.items for one in (item, *item.inner())]
    pins = [pin for one in known for pin in (one.at, one.around, one.until, one.earliest_end) if pin is not None]
    longest = sum(max(one.limits.ideal, one.limits.most or 0) for one in known)
    return min([*ends, max([day.start, *pins]) + longest + wanted])
