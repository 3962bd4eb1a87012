"""What has to go of a day that runs late, or to move.

`Going` is one pass backwards, for every block and every minute that it may begin at: exact wherever budgets and soft
starts inside tracks are no matter. A day that begins earlier can do whatever one that begins later can (it may be idle
before a block with a clock time), so that every block counts with its least minutes alone. `least_gone` searches where
a budget asks for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from heapq import heappop, heappush
from itertools import count, product

from facilitator.agenda.chains import Cell, Leaving, Wishes, chains
from facilitator.agenda.day_clock import with_tracks
from facilitator.agenda.flow import Patience
from facilitator.agenda.model import BlockKind, Path, Stretch, Timed
from facilitator.agenda.network import settle
from facilitator.agenda.schedule import PlanNote
from facilitator.agenda.thinning import thinned, without
from facilitator.agenda.times import DAY

__all__ = ["Going", "fits", "least_end", "least_gone", "moves", "pushed"]


class Going:
    """What has to go of a day, whichever block begins when: the least cost of all that comes after it.

    A cost is one number: minutes that nobody allowed to go, (budgets,) slip, minutes that may go, and a bit for every
    block, higher for those that shall stay.
    """

    NEVER = 1 << 400
    _DIGITS = 24

    def __init__(self, day: Stretch, before: Mapping[Path, int], *, everything: bool) -> None:
        self.day = day
        known = [one for item in day.items for one in (item, *(() if everything and item.closing else item.inner()))]
        self._bits = len(known) + 1
        self.slip = 1 << self._bits + self._DIGITS
        self.budget = self.slip << self._DIGITS
        self.firm = self.budget << self._DIGITS
        ranks = {item.path: 1 << number for number, item in enumerate(_in_order(known))}
        self.prices = {
            item.path: before[item.path] * (1 << self._bits if item.block.optional is not None else self.firm)
            + ranks[item.path]
            for item in known
            if not item.closing and (everything or item.block.optional is not None)
        }
        self.ways = [thinned(item, self.prices) for item in day.items]
        self._first = day.start - 3 * 60
        ends = [one for one in (day.end, day.cap) if one is not None]
        pins = [pin for item in day.items for pin in (item.at, item.around, item.until, item.earliest_end) if pin]
        self._bounded = bool(ends)
        planned = sum(before[item.path] for item in day.items)
        self._last = min(ends) if ends else max([day.start + planned, *pins]) + DAY // 2
        self._kept_as: list[list[list[int]]] = []
        self._after = self._passes()

    def _passes(self) -> list[list[int]]:
        """For each block, and the end, and each minute: the cost of all from there on if its turn comes then."""
        size = self._last - self._first + 1
        found = [[0] * size]
        for item, ways in zip(reversed(self.day.items), reversed(self.ways), strict=True):
            after = found[-1]
            kept = [[way.price + cost for cost in self._kept(way.item, after)] for way in ways]
            self._kept_as.insert(0, kept)
            price = self.prices.get(item.path)
            without = [] if price is None else [[price + cost for cost in after]]
            every = [*kept, *without]
            found.append(every[0] if len(every) == 1 else [min(costs) for costs in zip(*every, strict=True)])
        return found[::-1]

    def _kept(self, item: Timed, after: list[int]) -> list[int]:
        """The costs when a block is not taken out, for each minute that its turn may come."""
        size = len(after)
        if item.at is not None:
            turn = min(max(item.at - self._first + 1, 0), size)
            return [self._begun(item, item.at, after)] * turn + [self.NEVER] * (size - turn)
        starts = self._starts(item, after)
        if item.around is not None:
            slips = (abs(self._first + index - item.around) * self.slip for index in range(size))
            starts = [min(self.NEVER, cost + slip) for cost, slip in zip(starts, slips, strict=True)]
        if item.around is not None or item.until is not None:
            # Idle minutes may lie before a block with a clock time.
            for index in range(size - 2, -1, -1):
                starts[index] = min(starts[index], starts[index + 1])
        return starts

    def _starts(self, item: Timed, after: list[int]) -> list[int]:
        """The costs of all that comes after a block, for each minute that it may begin at."""
        least, size = item.limits.least, len(after)
        found = after[least:] + [self.NEVER if self._bounded else after[-1]] * min(least, size)

        def index(minute: int) -> int:
            return min(max(minute - self._first, 0), size)

        if item.earliest_end is not None:
            early = index(item.earliest_end - least)
            found[:early] = [self._cost(after, item.earliest_end)] * early
        if item.until is not None:
            early = index(item.until - least + 1) if (item.earliest_end or item.until) <= item.until else 0
            found = [self._cost(after, item.until)] * early + [self.NEVER] * (size - early)
        if item.latest is not None:
            late = index(item.latest + 1)
            found[late:] = [self.NEVER] * (size - late)
        return found

    def _begun(self, item: Timed, start: int, after: Sequence[int]) -> int:
        """The cost of a block that begins at a time, and of all that comes after it."""
        end = least_end(item, start)
        if end is None:
            return self.NEVER
        slip = 0 if item.around is None or item.at is not None else abs(start - item.around) * self.slip
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
            ways = zip(self.ways[number], self._kept_as[number], strict=True)
            way = next((way for way, costs in ways if self._cost(costs, now) == best), None)
            if way is None:
                found.append(item)
                continue
            found += way.gone
            now = least_end(way.item, self._start(way.item, now, after)) or now
        return None if self._cost(self._after[-1], now) >= self.NEVER else found

    def least(self, first: int, end: int) -> int:
        """The cost of all that comes after the block at ``first`` when that takes until ``end``."""
        return self._cost(self._after[first + 1], end)

    def least_slip(self, first: int, end: int) -> int:
        """Of all that comes after the block at ``first`` when that takes until ``end``, if no budget mattered."""
        return self.least(first, end) % self.budget // self.slip

    def _start(self, item: Timed, now: int, after: Sequence[int]) -> int:
        """When a block that stays begins."""
        if item.at is not None:
            return item.at
        if item.around is None:
            return now
        return min(range(now, max(now, item.around) + 1), key=lambda start: self._begun(item, start, after))


def _in_order(items: Sequence[Timed]) -> list[Timed]:
    """Those that go first of as many minutes, before those that shall stay."""
    optional = [item for item in items if item.block.optional is not None]
    others = [item for item in items if item.block.optional is None]
    return [
        *sorted(optional, key=lambda item: (item.block.optional or 0, item.path)),
        *sorted(others, key=lambda item: item.path, reverse=True),
    ]


def least_end(item: Timed, start: int) -> int | None:
    """When a block ends at the earliest; None if it cannot begin then."""
    if (item.latest is not None and start > item.latest) or (item.at is not None and start > item.at):
        return None
    end = start + item.limits.least
    end = end if item.earliest_end is None else max(end, item.earliest_end)
    if item.until is None:
        return end
    return item.until if end <= item.until else None


def fits(items: Iterable[Timed], now: int, end: int | None) -> bool:
    """Whether the least minutes of blocks fit between their pins, and between two times."""
    for item in items:
        start = now if item.at is None else item.at
        done = least_end(item, start) if start >= now else None
        if done is None:
            return False
        now = done
    return end is None or now <= end


def least_gone(
    day: Stretch,
    later: Sequence[Stretch],
    going: Going,
    budget: Mapping[BlockKind, int],
    firm: int,
    patience: Patience,
) -> list[Timed] | None:
    """What has to go of a day, from its running block on, that has to keep a budget together with later days.

    ``firm`` are the minutes that nobody allowed to go, of which no more need to. None if it cannot be held, or if
    ``patience`` is over before the best is known. The best is found first: of a part of the ways to choose, the network
    tells what the best of them would cost at least when blocks that nobody has decided about may have any minutes from
    none on.
    """
    # Rounding what a minute saves must not change which way is the best.
    leaving = Leaving({path: price << 16 for path, price in going.prices.items()}, going.slip << 16, going.budget << 16)
    free = [
        item
        for item in day.items[1:]
        if item.path in leaving.prices and not item.lanes and (item.limits.least or item.block.has_clock)
    ]
    numbers = count()
    waiting: list[tuple[int, int, _Way]] = []

    def look(gone: frozenset[Path], open_: frozenset[Path], least: int = 0) -> None:
        way = _Way(day, later, gone, open_, leaving, budget)
        heappush(waiting, (max(least, sum(leaving.prices[path] for path in gone)), next(numbers), way))

    for chosen in product(*_tracked(day, going)):
        if patience.over:
            return None
        out = frozenset(path for gone in chosen for path in gone)
        patience.spend(1)
        if sum(going.prices[path] for path in out) < (firm + 1) * going.firm:
            look(out, frozenset(item.path for item in free))
    while waiting and not patience.over:
        least, number, way = heappop(waiting)
        if not way.known:
            # What has gone costs so much at least: only when that is the least of all, more is reckoned.
            if way.holds:
                heappush(waiting, (way.cost(patience), number, way))
            continue
        item = way.undecided()
        if item is None:
            return [one for item in day.items for one in (item, *item.inner()) if one.path in way.gone]
        look(way.gone | {item.path}, way.open - {item.path}, least)
        look(way.gone, way.open - {item.path}, least)
    return None


_MOST_TRIED = 12
"""Blocks in tracks of a day that may go: of more, only the ways than which none asks for less are looked at."""


def _tracked(day: Stretch, going: Going) -> list[list[list[Path]]]:
    """What can be taken out of each block with tracks."""
    items = [item for item in day.items if item.lanes]
    every = sum(one.path in going.prices for item in items for one in item.inner()) <= _MOST_TRIED
    return [_outs(item, going, every=every, may_go=item is not day.items[0]) for item in items]


def _outs(item: Timed, going: Going, *, every: bool, may_go: bool) -> list[list[Path]]:
    """What can be taken out of a block with tracks: some of what is in them, or all of it."""
    found = [[one.path for one in way.gone] for way in thinned(item, going.prices, every=every)]
    return [*found, [item.path]] if may_go and item.path in going.prices else found


def pushed(item: Timed, now: int) -> Timed:
    """The block with its pins where they must be when it cannot begin before ``now``."""
    at = None if item.at is None else max(item.at, now)
    begin = now if at is None else at
    if item.latest is not None and begin > item.latest:
        item = with_tracks(item, [_pushed_all(lane, begin) for lane in item.lanes])
    end = begin + item.limits.least
    end = end if item.earliest_end is None else max(end, item.earliest_end)
    until = None if item.until is None else max(item.until, end)
    return item if (at, until) == (item.at, item.until) else replace(item, at=at, until=until)


def _pushed_all(items: Iterable[Timed], now: int) -> tuple[Timed, ...]:
    """Blocks one after the other, the first of which cannot begin before ``now``."""
    found = []
    for item in items:
        found.append(pushed(item, now))
        now = least_end(found[-1], now if found[-1].at is None else found[-1].at) or now
    return tuple(found)


def moves(item: Timed, pushed: Timed) -> Iterator[PlanNote]:
    """The pins of a block that move, those inside its tracks too."""
    if item.at is not None and pushed.at is not None and pushed.at > item.at:
        yield PlanNote("moved", item.block.title, pushed.at - item.at, pushed.at, path=item.path)
    if item.until is not None and pushed.until is not None and pushed.until > item.until:
        yield PlanNote("ends_later", item.block.title, pushed.until - item.until, pushed.until, path=item.path)
    for lane, other in zip(item.lanes, pushed.lanes, strict=True):
        for one, later in zip(lane, other, strict=True):
            yield from moves(one, later)


class _Way:
    """Some blocks are gone, some are open, the others stay."""

    def __init__(
        self,
        day: Stretch,
        later: Sequence[Stretch],
        gone: frozenset[Path],
        open_: frozenset[Path],
        leaving: Leaving,
        budget: Mapping[BlockKind, int],
    ) -> None:
        self.gone, self.open = gone, open_
        self._day, self._later = day, later
        self._all_prices = leaving.prices
        self._leaving = replace(leaving, prices={path: leaving.prices[path] for path in open_})
        self._budget = budget
        self._cells: list[Cell] = []
        self.known = False
        """What it costs has been reckoned."""

    @cached_property
    def _days(self) -> list[Stretch]:
        left = [without(item, self.gone) for item in self._day.items if item.path not in self.gone]
        kept = [_unpinned(item) if item.path in self.open else item for item in left if item is not None]
        return [replace(self._day, items=tuple(kept)), *self._later]

    @property
    def holds(self) -> bool:
        """Whether the least minutes of those that stay fit between their pins."""
        day = self._days[0]
        ends = [end for end in (day.end, day.cap) if end is not None]
        return fits([item for item in day.items if item.path not in self.open], day.start, min(ends, default=None))

    def cost(self, patience: Patience) -> int:
        """What the best of all ways from here costs at least."""
        self.known = True
        wishes = Wishes(self._budget, leaving=self._leaving)
        found = chains([segment for day in self._days for segment in day.segments()], wishes)
        settle(found, wishes, patience)
        every = [inner for chain in found for inner in chain.walk()]
        parts = [part for chain in every for part in chain.parts]
        self._cells = [cell for part in parts for cell in part.cells]
        slip = sum(abs(part.start - part.wish) for part in parts if part.wish is not None)
        total = slip * self._leaving.slip + sum(self._all_prices[path] for path in self.gone)
        for kind, minutes in self._budget.items():
            spent = sum(cell.minutes for cell in self._cells if cell.kind == kind)
            total += abs(spent - minutes) * self._leaving.budget
        for item, minutes in self._open_minutes():
            # One that needs no minutes may stay without any.
            price = self._leaving.prices[item.path] if item.limits.least else 0
            total += max(0, price - self._leaving.share(item) * minutes)
        return total

    def _open_minutes(self) -> Iterator[tuple[Timed, int]]:
        return ((cell.items[0], cell.minutes) for cell in self._cells if cell.items[0].path in self.open)

    def undecided(self) -> Timed | None:
        """The block to decide about next; none when every open one is either there or not at all."""
        between = [item for item, minutes in self._open_minutes() if 0 < minutes < item.limits.least]
        found: Iterable[Timed] = between or [item for item, _minutes in self._open_minutes() if item.block.has_clock]
        chosen = max(found, key=lambda item: self._all_prices[item.path], default=None)
        if chosen is None:
            self.gone |= {item.path for item, minutes in self._open_minutes() if not minutes}
        return chosen


def _unpinned(item: Timed) -> Timed:
    """The block without clock times: nothing that may be, may not be then."""
    return replace(item, at=None, around=None, until=None)
