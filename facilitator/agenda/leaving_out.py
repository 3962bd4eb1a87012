"""What has to go of a day that runs late: one pass backwards, for every block and every minute that it may begin at.

A day that begins earlier can do whatever one that begins later can (it may be idle before a block with a clock time),
so that every block counts with its least minutes alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.agenda.model import Path, Stretch, Timed
from facilitator.agenda.times import DAY

__all__ = ["Going", "least_end"]


class Going:
    """What has to go of a day, whichever block begins when: the least cost of all that comes after it.

    A cost is one number: minutes that nobody allowed to go, slip, minutes that may go, and a bit for every block,
    higher for those that shall stay.
    """

    NEVER = 1 << 400
    _DIGITS = 24

    def __init__(self, day: Stretch, before: Mapping[Path, int], *, everything: bool) -> None:
        self.day = day
        self._bits = len(day.items) + 1
        self._slip = 1 << self._bits + self._DIGITS
        self._free = {item.path: self._price(item, before) for item in day.items if self._may_go(item, everything)}
        self._first = day.start - 3 * 60
        ends = [one for one in (day.end, day.cap) if one is not None]
        pins = [pin for item in day.items for pin in (item.at, item.around, item.until, item.earliest_end) if pin]
        self._bounded = bool(ends)
        planned = sum(before[item.path] for item in day.items)
        self._last = min(ends) if ends else max([day.start + planned, *pins]) + DAY // 2
        self._after = self._passes()

    def _may_go(self, item: Timed, everything: bool) -> bool:
        return not item.closing and (everything or item.block.optional is not None)

    def _price(self, item: Timed, before: Mapping[Path, int]) -> int:
        """What it costs to take a block out."""
        items = self.day.items
        optional = sorted(
            (one for one in items if one.block.optional is not None),
            key=lambda one: (one.block.optional or 0, one.path),
        )
        others = [one for one in reversed(items) if one.block.optional is None]
        rank = 1 << [*optional, *others].index(item)
        minutes = before[item.path]
        if item.block.optional is None:
            return (minutes << self._bits + 2 * self._DIGITS) + rank
        return (minutes << self._bits) + rank

    def _passes(self) -> list[list[int]]:
        """For each block, and the end, and each minute: the cost of all from there on if its turn comes then."""
        size = self._last - self._first + 1
        found = [[0] * size]
        for item in reversed(self.day.items):
            after = found[-1]
            kept = self._kept(item, after)
            price = self._free.get(item.path)
            found.append(kept if price is None else [min(a, price + b) for a, b in zip(kept, after, strict=True)])
        return found[::-1]

    def _kept(self, item: Timed, after: list[int]) -> list[int]:
        """The costs when a block is not taken out."""
        least, size = item.limits.least, len(after)
        if (item.at, item.around, item.until, item.latest) == (None, None, None, None):
            return after[least:] + [self.NEVER if self._bounded else after[-1]] * min(least, size)
        starts = [self._begun(item, self._first + index, after) for index in range(size)]
        if item.at is not None:
            begun = self._begun(item, item.at, after)
            return [begun if self._first + index <= item.at else self.NEVER for index in range(size)]
        for index in range(size - 2, -1, -1):
            # Idle minutes may lie before a block with a clock time.
            if item.around is not None or item.until is not None:
                starts[index] = min(starts[index], starts[index + 1])
        return starts

    def _begun(self, item: Timed, start: int, after: Sequence[int]) -> int:
        """The cost of a block that begins at a time, and of all that comes after it."""
        end = least_end(item, start)
        if end is None:
            return self.NEVER
        slip = 0 if item.around is None or item.at is not None else abs(start - item.around) * self._slip
        return min(self.NEVER, slip + self._cost(after, end))

    def _cost(self, after: Sequence[int], now: int) -> int:
        index = max(0, now - self._first)
        if index < len(after):
            return after[index]
        return self.NEVER if self._bounded else after[-1]

    def gone(self, first: int, end: int) -> list[Timed] | None:
        """What has to go after the block at ``first`` when that takes until ``end``; None if that is not enough."""
        now, found = end, list[Timed]()
        for number in range(first + 1, len(self.day.items)):
            item, after = self.day.items[number], self._after[number + 1]
            best = self._cost(self._after[number], now)
            if best >= self.NEVER:
                return None
            price = self._free.get(item.path)
            if price is not None and best == price + self._cost(after, now):
                found.append(item)
                continue
            now = least_end(item, self._start(item, now, after)) or now
        return None if self._cost(self._after[-1], now) >= self.NEVER else found

    def _start(self, item: Timed, now: int, after: Sequence[int]) -> int:
        """When a block that stays begins."""
        if item.at is not None:
            return item.at
        if item.around is None:
            return now
        return min(range(now, max(now, item.around) + 1), key=lambda start: self._begun(item, start, after))


def least_end(item: Timed, start: int) -> int | None:
    """When a block ends at the earliest; None if it cannot begin then."""
    if (item.latest is not None and start > item.latest) or (item.at is not None and start > item.at):
        return None
    end = max(start + item.limits.least, item.earliest_end or 0)
    if item.until is None:
        return end
    return item.until if end <= item.until else None
