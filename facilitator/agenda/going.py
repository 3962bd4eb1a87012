"""What has to go of a day that runs late: one pass backwards, for every block and every minute that it may begin at.

A day that begins earlier can do whatever one that begins later can (it may be idle before a block with a clock time),
so that a block counts with its least minutes, as long as more of them are worth nothing.

By how much budgets are missed, is no sum of what blocks cost one by one. But where kinds are *scarce*, because none of
them gets more than its budget, it is what they lack, and a minute of such a block is worth as much as one that is
missed. Whatever kinds are taken for scarce, no plan costs less than the pass says: a plan that costs as much is the
best there is.

A block whose tracks hold minutes of scarce kinds, or wished starts, is seen from the day as what it costs to begin then
and end then: the sum of what each track costs between the two, found by the same pass through it. The others count
with the ways to make them ask for less (`thinned`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from operator import add
from typing import Literal, NamedTuple, TypeAlias

from facilitator.agenda import BlockKind, Path, Stretch, Timed
from facilitator.agenda.durations import together
from facilitator.agenda.late_blocks import thinned
from facilitator.agenda.schedule import Form, Schedule

__all__ = ["Going", "Goings", "scarcities"]


_EARLY, _LATE = 60, 150
"""Minutes before a day begins, and after one without end is over, for which a pass tells what has to go."""

_MayGo: TypeAlias = Literal["nothing", "optional", "all"]


class Price(NamedTuple):
    """What it costs to take a block out, what counts most first."""

    firm: int
    """Minutes that nobody allowed to go."""
    allowed: int


class Going:
    """What has to go of a day, whichever block begins when: the least cost of all that comes from it on.

    A cost is one number: minutes that nobody allowed to go, those by which budgets are missed, slip, minutes that may
    go; a bit for every other block that goes, higher for the earlier; how many go of each number, higher for the higher
    numbers; and a bit for every block with a number, higher for those that shall stay.
    """

    _DIGITS = 24

    def __init__(
        self, day: Stretch, before: Mapping[Path, int], may_go: _MayGo, scarce: Collection[BlockKind] = ()
    ) -> None:
        """A pass through a day that had these minutes ``before``."""
        self.day, self.scarce = day, tuple(scarce)
        everything = may_go == "all"
        known = [one for item in day.items for one in (item, *(() if everything and item.closing else item.inner()))]
        self._ranks = _Ranks(known)
        self._bits = self._ranks.bits
        self._slip = 1 << self._bits + self._DIGITS
        self.budget = self._slip << self._DIGITS
        self._firm = self.budget << self._DIGITS
        self.never = self._firm << 2 * self._DIGITS
        self.prices = {
            item.path: before[item.path] * (1 << self._bits if item.block.optional is not None else self._firm)
            + self._ranks.of(item)
            for item in known
            if not item.closing and (everything or (item.block.optional is not None and may_go == "optional"))
        }
        self.first = day.start - _EARLY
        ends = [one for one in (day.end, day.cap) if one is not None]
        pins = [pin for item in day.items for pin in (item.at, item.around, item.until, item.earliest_end) if pin]
        planned = sum(before[item.path] for item in day.items)
        last = min(ends) if ends else max([day.start + planned, *pins]) + _LATE
        worth = dict.fromkeys(scarce, self.budget)
        self._pass = _Pass(self.first, bool(ends), self.prices, worth, self._slip, self.never)
        self._after = self._pass.day(day.items, last - self.first + 1)
        self._running: dict[int, _Costs] = {}

    def price(self, path: Path) -> Price:
        """What it costs to take a block out."""
        firm, left = divmod(self.prices[path], self._firm)
        return Price(firm, left >> self._bits)

    def ties(self) -> list[dict[Path, int]]:
        """What decides which blocks go of as many minutes: sums over those that do, to be as little as can be."""
        return [{path: one for path, one in level.items() if path in self.prices} for level in self._ranks.levels()]

    def least(self, number: int, now: int, left: int | None) -> int:
        """The cost of the day from a block on that begins now, or (with ``left``) takes so many more minutes."""
        item, after = self.day.items[number], self._after[number + 1]
        if left is not None:
            return self._pass.cost(after, now + left) - left * self._pass.worth.get(item.block.kind, 0)
        if number not in self._running:
            self._running[number] = self._pass.stays(replace(item, at=None, around=None), after)
        return self._pass.cost(self._running[number], now)

    def whole(self) -> tuple[int, int]:
        """By how many minutes the day misses budgets, less than none where kinds are scarce, and wished starts."""
        missed, left = divmod(self._pass.cost(self._after[0], self.day.start), self.budget)
        return missed, left // self._slip

    def gone(self, cost: int) -> list[Timed]:
        """The blocks that go at a cost; not those in the tracks of one that does."""
        known = (one for item in self.day.items for one in (item, *item.inner()))
        return [one for one in known if one.path in self.prices and cost & self._ranks.bit(one)]

    def cost(self, gone: Iterable[Timed], missed: int, slip: int) -> int:
        """What it costs when these blocks go, and so many minutes of budgets and of wished starts are missed."""
        return sum(self.prices[item.path] for item in gone) + missed * self.budget + slip * self._slip


class Goings:
    """The passes through the days of a plan; each is made once, and serves every minute."""

    def __init__(self, schedule: Schedule, before: Mapping[Path, int]) -> None:
        self._schedule, self._before = schedule, before
        self._known: dict[tuple[Form, int, tuple[BlockKind, ...]], Going] = {}
        self._days_after: dict[tuple[int, tuple[BlockKind, ...]], tuple[int, int]] = {}

    def of(self, form: Form, number: int, scarce: tuple[BlockKind, ...]) -> Going:
        """What has to go of a day to keep the pins, or so that it ends on time when everything may."""
        if (key := (form, number, scarce)) not in self._known:
            day = self._schedule.days[number]
            if form == "stop":
                ends = [slot.end for slot in self._schedule.slots if slot.path == day.items[-1].path]
                day = replace(day, end=day.end or ends[-1])
            self._known[key] = Going(day, self._before, "optional" if form == "keep" else "all", scarce)
        return self._known[key]

    def later(self, number: int, scarce: tuple[BlockKind, ...]) -> tuple[int, int]:
        """By how many minutes the days after one miss budgets and wished starts at least; nothing of them goes."""
        if (key := (number, scarce)) not in self._days_after:
            days = self._schedule.days[number + 1 :]
            found = [Going(day, self._before, "nothing", scarce).whole() for day in days]
            self._days_after[key] = sum(missed for missed, _slip in found), sum(slip for _missed, slip in found)
        return self._days_after[key]


def scarcities(kinds: Collection[BlockKind]) -> Iterator[list[tuple[BlockKind, ...]]]:
    """Every set of these that may be scarce: first none and all of them, which tell most often, then the others."""
    yield [(), tuple(kinds)] if kinds else [()]
    if len(kinds) > 1:
        yield [one for size in range(1, len(kinds)) for one in combinations(kinds, size)]


class _Ranks:
    """Which blocks go of as many minutes, as numbers to be added up: the least sum is that of those that go."""

    def __init__(self, items: Sequence[Timed]) -> None:
        optional = [item for item in items if item.block.optional is not None]
        others = [item for item in items if item.block.optional is None]
        self._optional = sorted(optional, key=lambda item: (item.block.optional or 0, item.path))
        self._others = sorted(others, key=lambda item: item.path, reverse=True)
        self._numbers = sorted({item.block.optional or 0 for item in optional})
        self._wide = len(optional).bit_length()
        above = len(optional) + len(self._numbers) * self._wide
        self.bits = above + len(others) + 1
        """How many no sum has more of."""
        self._bits = {item.path: number for number, item in enumerate(self._optional)}
        self._bits |= {item.path: above + number for number, item in enumerate(self._others)}

    def bit(self, item: Timed) -> int:
        """That of the block alone."""
        return 1 << self._bits[item.path]

    def of(self, item: Timed) -> int:
        """What a block adds: its bit, and one more of its number."""
        if item.block.optional is None:
            return self.bit(item)
        place = len(self._optional) + self._numbers.index(item.block.optional) * self._wide
        return self.bit(item) + (1 << place)

    def levels(self) -> list[dict[Path, int]]:
        """The same as sums of small numbers, the one that counts most first."""
        counts = [
            {item.path: 1 for item in self._optional if item.block.optional == number}
            for number in reversed(self._numbers)
        ]
        return [*_in_bits(self._others), *counts, *_in_bits(self._optional)]


_FEW = 10
"""Blocks: of so many it is one sum which go, each weighing more than all that go before it."""


def _in_bits(items: Sequence[Timed]) -> Iterator[dict[Path, int]]:
    """The last weigh most."""
    left = list(items)
    while left:
        yield {item.path: 1 << number for number, item in enumerate(left[-_FEW:])}
        del left[-_FEW:]


_Costs: TypeAlias = list[int]
"""For each minute, from a first one on, what all that comes from there on costs."""


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass backwards, through a day or through a track."""

    first: int
    """The minute that costs begin with."""
    bounded: bool
    """Nothing may end after the last minute."""
    prices: Mapping[Path, int]
    """What it costs to take a block out, of those that may go."""
    worth: Mapping[BlockKind, int]
    """What a minute of a scarce kind is worth."""
    slip: int
    """What a minute costs by which a block misses its wished start."""
    never: int

    def day(self, items: Sequence[Timed], size: int) -> list[_Costs]:
        """The costs when it is each block's turn, and behind the last one."""
        found = [[0] * size]
        for item in reversed(items):
            found.append(self._or_gone(item, self._turn(item, found[-1]), found[-1]))
        return found[::-1]

    def cost(self, costs: _Costs, minute: int) -> int:
        """That of a minute, perhaps one beyond those that are known."""
        index = max(0, minute - self.first)
        if index < len(costs):
            return costs[index]
        return self.never if self.bounded else costs[-1]

    def stays(self, item: Timed, after: _Costs) -> _Costs:
        """The costs for each minute that a block may begin at."""
        if any(one.block.kind in self.worth or (one.around is not None and one.at is None) for one in item.inner()):
            return self._with_tracks(item, after)
        ways = thinned(item, self.prices)
        found = [[way.price + cost for cost in self._begun(way.item, after)] for way in ways]
        return found[0] if len(found) == 1 else self._capped(map(min, *found))

    def _or_gone(self, item: Timed, kept: _Costs, after: _Costs) -> _Costs:
        """The costs when a block may be taken out, where it may."""
        price = self.prices.get(item.path)
        return kept if price is None else [min(cost, price + other) for cost, other in zip(kept, after, strict=True)]

    def _turn(self, item: Timed, after: _Costs) -> _Costs:
        """The costs when a block is not taken out, for each minute that its turn may come."""
        starts, size = self.stays(item, after), len(after)
        if item.at is not None:
            turn = min(max(item.at - self.first + 1, 0), size)
            return [self.cost(starts, item.at)] * turn + [self.never] * (size - turn)
        if item.around is not None:
            wished = item.around - self.first
            starts = self._capped(cost + abs(index - wished) * self.slip for index, cost in enumerate(starts))
        if item.around is not None or item.until is not None or item.lanes:
            # Idle minutes may lie before a block with a clock time. Before one with tracks there may be none: what is
            # before it lasts longer instead, as if it could do so without end.
            for index in range(size - 2, -1, -1):
                starts[index] = min(starts[index], starts[index + 1])
        return starts

    def _begun(self, item: Timed, after: _Costs) -> _Costs:
        """The costs of a block whose tracks do not matter, for each minute that it may begin at."""
        least, size = item.limits.least, len(after)
        most = size if item.limits.most is None else item.limits.most
        worth = self.worth.get(item.block.kind, 0)
        waits = 0 if item.earliest_end is None else max(0, item.earliest_end - self.first)
        if item.until is not None:
            end, rest = item.until - self.first, self.cost(after, item.until)
            begins = range(min(max(end - least + 1, 0), size) if waits <= end else 0)
            found = [rest - worth * min(end - begin, most) for begin in begins]
            found += [self.never] * (size - len(found))
        elif worth:
            ends = self._padded(after, max(most, waits + 1 - size))
            found = list(_most_worth(ends, size, (least, most), waits, worth))[::-1]
        else:
            early = min(max(waits - least, 0), size)
            found = self._padded(after, least)[least:]
            found[:early] = [self.cost(after, self.first + waits)] * early
        if item.latest is not None:
            late = min(max(item.latest - self.first + 1, 0), size)
            found[late:] = [self.never] * (size - late)
        return self._capped(found) if worth else found

    def _with_tracks(self, item: Timed, after: _Costs) -> _Costs:
        """The costs of a block whose tracks matter, for each minute that it may begin at: those of its best end."""
        size, worth = len(after), self.worth.get(item.block.kind, 0)
        least, longest = _length(item, size)
        ends = self._padded(after, longest)
        waits = max((pin for one in item.inner() for pin in one.pins()), default=self.first - 1) - self.first + longest
        if item.block.minutes is not None:
            waits = (item.earliest_end or self.first - 1) - self.first
        lanes = [self._cut(lane, len(ends)) for lane in item.lanes]
        found = [self.never] * size
        for end in range(least, len(ends)) if item.until is None else [item.until - self.first]:
            if not least <= end < len(ends) or ends[end] >= self.never:
                continue
            # It may last longer to wait for a clock time in its tracks.
            begin = 0 if end <= waits else max(0, end - longest)
            stop = min(end - least + 1, size)
            track = replace(self, first=self.first + begin, bounded=True)
            whole = [ends[end] - worth * (end - start) for start in range(begin, stop)]
            for head, behind in lanes:
                own = track._lane(head, [costs[begin - end - 1 :] for costs in behind])
                whole = list(map(add, whole, own[0]))
            found[begin:stop] = map(min, found[begin:stop], whole)
        return self._capped(found)

    def _cut(self, lane: Sequence[Timed], size: int) -> tuple[Sequence[Timed], list[_Costs]]:
        """A track up to its last clock time, and the costs of what lies behind that: for these only the end matters."""
        head = next((n for n in range(len(lane), 0, -1) if _has_clock(lane[n - 1])), 0)
        behind = replace(self, first=0, bounded=True)._lane(lane[head:], [[self.never] * size, [0] * size])
        return lane[:head], behind

    def _lane(self, items: Sequence[Timed], behind: list[_Costs]) -> list[_Costs]:
        """The costs of blocks in a track for each minute that they may begin at, when none before them stays, and else.

        Behind them there are costs when none of them stays, and else: one of a track does at least.
        """
        nothing, kept = behind
        for item in reversed(items):
            turn = self._turn(item, kept)
            nothing, kept = self._or_gone(item, turn, nothing), self._or_gone(item, turn, kept)
        return [self._capped(nothing), kept]

    def _padded(self, after: _Costs, by: int) -> _Costs:
        """The costs with those of so many minutes more."""
        return after + [self.never if self.bounded else after[-1]] * by

    def _capped(self, costs: Iterable[int]) -> _Costs:
        """Nothing costs more than what cannot be, and that costs no less for what it is worth."""
        return [self.never if cost > self.never >> 1 else cost for cost in costs]


def _length(item: Timed, size: int) -> tuple[int, int]:
    """The least minutes of a block with tracks, and the most when it waits for nothing inside; at most ``size``."""
    own = item.block.minutes
    spans = [together([one.limits for one in lane]).most for lane in item.lanes] if own is None else [own.most]
    known = [span for span in spans if span is not None]
    longest = size if item.until is not None or len(known) < len(spans) else min(size, max(known))
    return (0 if own is None or item.block.kind == "buffer" else own.least), longest


def _has_clock(item: Timed) -> bool:
    return any(one.has_clock for one in (item, *item.inner()))


def _most_worth(ends: _Costs, size: int, limits: tuple[int, int], waits: int, worth: int) -> Iterator[int]:
    """The least cost of a block whose minutes are worth so much, for each that it may begin at, the last first.

    It ends after its least and before its most minutes, but not before ``waits``.
    """
    least, most = limits
    window = deque[int]()  # The ends that may be the best, the earliest first; the last of them is the best.
    next_end = max(size - 1 + most, waits) + 1
    for begin in reversed(range(size)):
        while next_end > max(begin + least, waits):
            next_end -= 1
            while window and ends[window[0]] >= ends[next_end] + (window[0] - next_end) * worth:
                window.popleft()
            window.appendleft(next_end)
        while window[-1] > max(begin + most, waits):
            window.pop()
        yield ends[window[-1]] - (window[-1] - begin) * worth
