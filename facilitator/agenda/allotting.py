"""Which time every block gets: the best plan of blocks between their pins, by one order of wishes.

Hard pins (``at``, ``until``, the start, the end) and everybody's limits hold. Of all plans that keep them the best is
the one with, in this order:

1. the least difference between the budgets and what the blocks of their kinds get, over all kinds;
2. the least slip of soft starts (``around``), over all of them;
3. the fewest minutes that the blocks lack of their ideal, buffers apart: these are spent before anybody is squeezed;
4. the fewest minutes that buffers lack;
5. the fewest idle minutes; these lie only before a block with a clock time (one in its tracks counts), and before the
   end;
6. the fewest minutes that buffers get beyond their ideal;
7. the fewest minutes that blocks wait for clock times in their tracks beyond the most that these may take;
8. the least sum of deviations from the reference: the share that a block would have of its kind's budget, or of the
   time between the hard pins around it, if nothing else mattered;
9. in a re-plan, the least change against the plan before;
10. the most minutes for the earlier blocks, then the earlier soft starts.

The first two count whatever lies inside tracks too. For the others a block with tracks is one block, and what is inside
comes after them, in the same order.

A *cell* is the blocks of one budgeted kind, or all the others, between one pin (or soft start) and the next. The ten
wishes decide how much time each cell gets; within it, `_spread` gives to each in proportion. All of them are sums of
costs that only rise with what a cell gets or lacks, and time flows through the day as through a network, so that the
best is a cheapest flow (`network`): exact, with whole minutes. Between two hard pins with neither soft starts nor
budgets there is a single cell, and nothing to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count, zip_longest

from facilitator.agenda import BlockKind, Path, Segment, Stretch, Timed
from facilitator.agenda.chains import Chain, Part, Wishes, chains, is_loose
from facilitator.agenda.day_clock import lane_end, longest_end
from facilitator.agenda.durations import Duration, shares, together
from facilitator.agenda.network import settle
from facilitator.agenda.optimum import Infeasible

__all__ = ["Placed", "allotted", "filled", "references"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block from ``start`` to ``end``."""

    item: Timed
    start: int
    end: int
    lanes: tuple[tuple[Placed, ...], ...] | None = None
    """The blocks of its tracks; None until they are `filled`."""

    def moved(self, by: int) -> Placed:
        """The same, ``by`` minutes later."""
        lanes = self.lanes and tuple(tuple(one.moved(by) for one in lane) for lane in self.lanes)
        return replace(self, start=self.start + by, end=self.end + by, lanes=lanes)


def allotted(
    found: Sequence[Segment],
    budget: Mapping[BlockKind, int],
    before: Mapping[Path, int] | None = None,
) -> list[Placed]:
    """Every block's time, in order, and of those in its tracks.

    Args:
        found: segments whose least minutes fit into them.
        budget: minutes by kind, for all the segments together.
        before: the minutes of the plan before, for a re-plan.
    """
    known = before or {}
    return [filled(one, known) for one in _best(found, budget, known)]


def filled(placed: Placed, before: Mapping[Path, int]) -> Placed:
    """A block with those in its tracks in their places, where nothing but its own time decides about them."""
    if not placed.item.lanes:
        return Placed(placed.item, placed.start, placed.end, ())
    if placed.lanes is not None:
        return replace(placed, lanes=tuple(tuple(filled(one, before) for one in lane) for lane in placed.lanes))
    found = [list(Stretch(lane, placed.start, placed.end).segments()) for lane in placed.item.lanes]
    return replace(placed, lanes=tuple(tuple(allotted(segments, {}, before)) for segments in found))


def _best(found: Sequence[Segment], budget: Mapping[BlockKind, int], before: Mapping[Path, int]) -> list[Placed]:
    """The best plan.

    That a block lasts no longer than the longest of its tracks, no network can say: where the best is longer, it is the
    best of those in which one of them is the longest.
    """
    numbers = count()
    first: list[Placed] = []
    cost, made = _settled(found, budget, before)
    waiting = [(cost, next(numbers), made, found)]
    while waiting:
        _cost, _number, made, segments = heappop(waiting)
        placed = _all_placed(made, before)
        first = first or placed
        longer = next((one for one in placed if _too_long(one)), None)
        if longer is None:
            return placed
        for other in _longest(longer):
            items = [tuple(other if one.path == other.path else one for one in segment.items) for segment in segments]
            changed = [replace(segment, items=own) for segment, own in zip(segments, items, strict=True)]
            with suppress(Infeasible):
                cost, others = _settled(changed, budget, before)
                heappush(waiting, (cost, next(numbers), others, changed))
    return first


def _settled(
    found: Sequence[Segment], budget: Mapping[BlockKind, int], before: Mapping[Path, int]
) -> tuple[int, list[Chain]]:
    """What the best plan costs when a block may last longer than all its tracks, and its chains, all settled."""
    made = chains(found, Wishes(budget))
    unsettled = [chain for chain in made if not chain.alone]
    return settle(unsettled, Wishes(budget, references(unsettled, budget), before)), made


def _all_placed(made: Sequence[Chain], before: Mapping[Path, int]) -> list[Placed]:
    return [placed for chain in made for placed in _placed(chain, before)]


def _too_long(placed: Placed) -> bool:
    """Whether a block that lasts as long as its tracks lasts longer than all of them."""
    item = placed.item
    if not item.lanes or item.block.minutes is not None or item.until is not None or item.longest is not None:
        return False
    if placed.lanes is not None:
        return all(lane[-1].end < placed.end for lane in placed.lanes)
    ends = [longest_end(lane, placed.start) for lane in item.lanes]
    return all(end is not None and end < placed.end for end in ends)


def _longest(placed: Placed) -> Iterator[Timed]:
    """A block with each of its tracks as the longest."""
    item = placed.item
    for number, lane in enumerate(item.lanes):
        one = replace(item, longest=number)
        if placed.lanes is not None:
            yield one
        elif lane_end(lane) is not None:
            yield replace(one, latest_end=longest_end(lane, None))
        else:
            limits, most = item.limits, together([inner.limits for inner in lane]).most
            if most is not None and most >= limits.least:
                limits = Duration(min(limits.ideal, most), limits.least, most)
                yield replace(one, latest_end=None, limits=limits)


def references(found: Sequence[Chain], budget: Mapping[BlockKind, int]) -> dict[Path, int]:
    """The minutes of every block if only its kind's budget mattered, or only the hard pins around it."""
    shared: dict[Path, int] = {}
    every = [inner for chain in found for inner in chain.walk()]
    for kind, minutes in budget.items():
        own = [item for chain in every for item in chain.segment.items if item.block.kind == kind]
        shared |= _spread(minutes, own)
    for chain in every:
        segment = chain.segment
        others = [item for item in segment.items if item.block.kind not in budget]
        total = sum(item.limits.ideal for item in others)
        if segment.end is not None and chain.opens is None and chain.closes is None:
            total = segment.end - segment.start - sum(shared.get(item.path, 0) for item in segment.items)
        shared |= _spread(total, others)
    return shared


def _spread(total: int, items: Sequence[Timed], before: Mapping[Path, int] | None = None) -> dict[Path, int]:
    """Minutes for each block in ``total``, or as near to it as their limits allow.

    Buffers are spent first, then the blocks give in proportion; whatever cannot be shared out in whole fives is the
    closing's first. Time to spare goes to the blocks, and to buffers what nobody else may have.
    """
    content = [item for item in items if item.block.kind != "buffer"]
    buffers = [item for item in items if item.block.kind == "buffer"]
    if not buffers:
        return _each(content, total, before)
    kept = together([item.limits for item in buffers])
    spare = total - sum(item.limits.ideal for item in content)
    grown = _each(content, total - min(max(spare, kept.least), kept.ideal), before)
    return grown | _each(buffers, total - sum(grown.values()), before)


def _each(items: Sequence[Timed], total: int, before: Mapping[Path, int] | None) -> dict[Path, int]:
    if not items:
        return {}
    limits = tuple(item.limits for item in items)
    known = tuple(before[item.path] for item in items) if before and all(one.path in before for one in items) else None
    first = next((number for number, item in enumerate(items) if item.closing), None)
    found = _shares(max(total, sum(limit.least for limit in limits)), limits, known, first)
    return {item.path: minutes for item, minutes in zip(items, found, strict=True)}


_shares = lru_cache(maxsize=4096)(shares)
"""Most of a day is shared out in the same way a minute later."""


def _placed(chain: Chain, before: Mapping[Path, int]) -> Iterator[Placed]:
    """The blocks with their times, once starts and minutes are settled."""
    segment = chain.segment
    for part, following in zip_longest(chain.parts, chain.parts[1:]):
        end = following.start if following else segment.end
        minutes = _minutes(chain, part, end, before)
        now = part.start
        for item in part.items:
            if segment.last_is_pinned and item is segment.items[-1] and end is not None:
                now = end - minutes[item.path]
            yield Placed(item, now, now + minutes[item.path], _lanes(chain, item, now, before))
            now += minutes[item.path]


def _lanes(chain: Chain, item: Timed, start: int, before: Mapping[Path, int]) -> tuple[tuple[Placed, ...], ...] | None:
    """The blocks in the tracks of a woven block that begins at ``start``."""
    if item.path not in chain.woven:
        return None
    by = start if is_loose(item) else 0
    lanes = chain.woven[item.path]
    return tuple(tuple(one.moved(by) for inner in lane for one in _placed(inner, before)) for lane in lanes)


def _minutes(chain: Chain, part: Part, end: int | None, before: Mapping[Path, int]) -> dict[Path, int]:
    """The minutes of a part's blocks."""
    if chain.alone:
        ends = [one for one in (end, chain.segment.cap) if one is not None]
        if end is None:
            ends.append(part.start + sum(item.limits.ideal for item in part.items))
        total = min(ends) - part.start
        found = _spread(total, part.items, before)
    else:
        found = {path: n for cell in part.cells for path, n in _spread(cell.minutes, cell.items, before).items()}
    if part.waits and part.items:
        item = part.items[0]
        ends = [one for one in (end, chain.segment.cap) if one is not None]
        needed = end if end is not None and not part.idle else min([item.ideal_end or 0, *ends])
        found[item.path] = max(found[item.path], needed - part.start)
    return found
