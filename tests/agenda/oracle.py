"""A planner that tries everything, minute by minute: slow, and independent of the one it judges.

It knows a session as a list of `Row` and nothing of the planner's terms. What it finds is the cost of the best plan,
level by level, not the plan itself: whoever claims to have a plan is held against it (`cost_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

__all__ = ["Cost", "Row", "best", "cost_of", "latest", "pushed"]

Cost: TypeAlias = tuple[int, ...]
"""Budget, slip, what content lacks, what buffers lack, idle, what buffers have too much."""


@dataclass(frozen=True)
class Row:
    """A block: its minutes (``most`` None: any), its pins in minutes, and what it counts as."""

    least: int
    ideal: int
    most: int | None
    kind: str = "session"
    at: int | None = None
    around: int | None = None
    until: int | None = None
    optional: int | None = None
    lanes: tuple[tuple[Row, ...], ...] = ()
    """Tracks; nobody here but the solver knows them."""

    @property
    def waits(self) -> bool:
        """Idle minutes may lie before it: it has a clock time, or its tracks have while it says how long it is."""
        inner = any((one.at, one.until) != (None, None) for lane in self.lanes for one in lane)
        return (self.at, self.around, self.until) != (None, None, None) or (inner and self.most is not None)

    @property
    def is_buffer(self) -> bool:
        return self.kind == "buffer"


def cost_of(
    rows: Sequence[Row],
    times: Sequence[tuple[int, int]],
    start: int,
    end: int | None,
    budget: Mapping[str, int],
) -> Cost | None:
    """What a plan costs; None when it breaks a pin or a limit, overlaps, or is idle where nobody may be."""
    now, idle, slip, lack, buffers, more = start, 0, 0, 0, 0, 0
    spent = dict.fromkeys(budget, 0)
    for row, (begin, stop) in zip(rows, times, strict=True):
        minutes = stop - begin
        free = row.at is not None or row.around is not None or row.until is not None
        if begin < now or (begin > now and not free) or minutes < row.least:
            return None
        if row.at not in (None, begin) or row.until not in (None, stop):
            return None
        if row.most is not None and minutes > row.most:
            return None
        idle += begin - now
        slip += 0 if row.around is None or row.at is not None else abs(begin - row.around)
        if row.is_buffer:
            buffers += max(0, row.ideal - minutes)
            more += max(0, minutes - row.ideal)
        else:
            lack += max(0, row.ideal - minutes)
        if row.kind in spent:
            spent[row.kind] += minutes
        now = stop
    if end is not None:
        if now > end:
            return None
        idle += end - now
    return sum(abs(spent[kind] - budget[kind]) for kind in budget), slip, lack, buffers, idle, more


def best(rows: Sequence[Row], start: int, end: int | None, budget: Mapping[str, int]) -> Cost | None:
    """The cost of the best of all plans; None when there is none."""
    kinds = list(budget)
    far = max([start, end or 0, *(pin or 0 for row in rows for pin in (row.at, row.around, row.until))])
    far += sum(row.ideal for row in rows) + sum(budget.values())
    states: dict[tuple[int, ...], int] = {(start, *(0 for _ in kinds)): 0}
    for row in rows:
        after: dict[tuple[int, ...], int] = {}
        place = kinds.index(row.kind) + 1 if row.kind in kinds else 0
        # One number for slip, what content lacks, what buffers lack, idle, and what buffers have too much.
        lacks, grows = (_BUFFER_LACK, 1) if row.is_buffer else (_LACK, 0)
        soft = row.around is not None and row.at is None
        for state, cost in states.items():
            now = state[0]
            for begin, stop in _choices(row, now, far if end is None else end):
                minutes = stop - begin
                found = cost + (begin - now) * _IDLE + (abs(begin - (row.around or 0)) * _SLIP if soft else 0)
                found += (row.ideal - minutes) * lacks if minutes < row.ideal else (minutes - row.ideal) * grows
                key = (stop, *state[1:])
                if place:
                    key = (*key[:place], key[place] + minutes, *key[place + 1 :])
                if found < after.get(key, _NEVER):
                    after[key] = found
        states = after
    ends: list[int] = []
    for (now, *spent), cost in states.items():
        if end is None or now <= end:
            short = sum(abs(minutes - budget[kind]) for kind, minutes in zip(kinds, spent, strict=True))
            ends.append(short * _BUDGET + cost + (0 if end is None else end - now) * _IDLE)
    if not ends:
        return None
    cost = min(ends)
    return tuple(cost // unit % 4096 for unit in (_BUDGET, _SLIP, _LACK, _BUFFER_LACK, _IDLE, 1))


_IDLE, _BUFFER_LACK, _LACK, _SLIP, _BUDGET, _NEVER = (4096**level for level in range(1, 7))


def _choices(row: Row, now: int, far: int) -> Iterable[tuple[int, int]]:
    """Every start and end that a block may have."""
    if row.at is not None:
        begins: Iterable[int] = [row.at] if row.at >= now else []
    elif row.around is not None or row.until is not None:
        begins = range(now, far + 1)
    else:
        begins = [now]
    for begin in begins:
        longest = far - begin if row.most is None else row.most
        ends = range(begin + row.least, begin + longest + 1) if row.until is None else [row.until]
        for stop in ends:
            if row.least <= stop - begin <= longest:
                yield begin, stop


def latest(rows: Sequence[Row], end: int) -> list[int]:
    """The latest start of each block from which the rest can still be held, by trying all of them."""

    @cache
    def holds(number: int, begin: int) -> bool:
        """Whether a block may begin then, with all that follows."""
        row = rows[number]
        if row.at not in (None, begin) or begin > end:
            return False
        stop = begin + row.least
        if row.until is not None:
            if stop > row.until:
                return False
            stop = row.until
        if number == len(rows) - 1:
            return stop <= end
        other = rows[number + 1]
        waits = (other.at, other.around, other.until) != (None, None, None)
        longest = stop if row.until is not None else end if row.most is None else min(end, begin + row.most)
        if waits:
            longest = end
        return any(holds(number + 1, one) for one in range(stop, longest + 1))

    # Idle minutes at the very end, or before a pin, take up what a block may not.
    return [next((t for t in range(end, -1, -1) if holds(number, t)), -1) for number in range(len(rows))]


def best_slip(rows: Sequence[Row], start: int, end: int | None) -> int | None:
    """The least slip of soft starts, with every block at its least minutes, by trying every wait."""
    states = {start: 0}
    for row in rows:
        after: dict[int, int] = {}
        for now, slip in states.items():
            wishes = [one for one in (row.at, row.around, row.until) if one is not None]
            begins = [row.at] if row.at is not None else range(now, max([now, *wishes]) + 1) if wishes else [now]
            for begin in begins:
                stop = begin + row.least
                if begin < now or (row.until is not None and stop > row.until):
                    continue
                stop = row.until if row.until is not None else stop
                total = slip + (0 if row.around is None or row.at is not None else abs(begin - row.around))
                if stop not in after or total < after[stop]:
                    after[stop] = total
        states = after
    return min((slip for now, slip in states.items() if end is None or now <= end), default=None)


def pushed(rows: Sequence[Row], start: int, end: int | None) -> list[tuple[int | None, int | None]]:
    """The earliest that every pin can be, each at or after its time; the end last."""
    now = start
    found: list[tuple[int | None, int | None]] = []
    for row in rows:
        at = None if row.at is None else max(row.at, now)
        now = (now if at is None else at) + row.least
        until = None if row.until is None else max(row.until, now)
        now = now if until is None else until
        found.append((at, until))
    return [*found, (None, None if end is None else max(end, now))]
