"""Which time every block gets: the best plan of blocks between their pins, by one order of wishes.

Hard pins (``at``, ``until``, the start, the end) and everybody's limits hold. Of all plans that keep them the best is
the one with, in this order:

1. the least difference between the budgets and what the blocks of their kinds get, over all kinds;
2. the least slip of soft starts (``around``), over all of them;
3. the fewest minutes that the blocks lack of their ideal, buffers apart: these are spent before anybody is squeezed;
4. the fewest minutes that buffers lack;
5. the fewest idle minutes; these lie only before a block with a clock time, and before the end;
6. the fewest minutes that buffers get beyond their ideal;
7. the least sum of deviations from the reference: the share that a block would have of its kind's budget, or of the
   time between the hard pins around it, if nothing else mattered;
8. in a re-plan, the least change against the plan before;
9. the most minutes for the earlier blocks, then the earlier soft starts.

A *cell* is the blocks of one budgeted kind, or all the others, between one pin (or soft start) and the next. The nine
wishes decide how much time each cell gets; within it, `spread` gives to each in proportion. All of them are sums of
costs that only rise with what a cell gets or lacks, and time flows through the day as through a network, so that the
best is a cheapest flow: exact, with whole minutes. Between two hard pins with neither soft starts nor budgets there is
a single cell, and nothing to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from facilitator.agenda.apportion import shares
from facilitator.agenda.flow import Arc, Piece, cheapest
from facilitator.agenda.model import BlockKind, Path, Segment, Timed
from facilitator.agenda.times import together

__all__ = ["Placed", "allotted", "spread"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block from ``start`` to ``end``."""

    item: Timed
    start: int
    end: int


def allotted(
    found: Sequence[Segment], budget: Mapping[BlockKind, int], before: Mapping[Path, int] | None = None
) -> list[Placed]:
    """Every block's time, in order.

    Args:
        found: segments whose least minutes fit into them.
        budget: minutes by kind, for all the segments together.
        before: the minutes of the plan before, for a re-plan.
    """
    known = before or {}
    chains = [_chain(segment, budget) for segment in found]
    _settle([chain for chain in chains if not chain.alone], budget, known)
    return [placed for chain in chains for placed in _placed(chain, known)]


@dataclass(slots=True)
class _Cell:
    """Blocks that share their minutes: those of one budgeted kind, or all the others, in one part."""

    kind: BlockKind | None
    items: list[Timed]
    minutes: int = 0


@dataclass(slots=True)
class _Part:
    """Blocks in a row that begin one when the other ends; ``start`` is known once it is settled."""

    start: int
    wish: int | None = None
    earliest: int | None = None
    wished: int | None = None
    """What comes before lacks minutes when it starts before that."""
    latest: int | None = None
    idle: bool = False
    """Idle minutes may lie before its end."""
    waits: bool = False
    """Its one block may last longer than it would, for the pins in its tracks."""
    items: tuple[Timed, ...] = ()
    cells: tuple[_Cell, ...] = ()


@dataclass(slots=True)
class _Chain:
    """A segment as parts; a boundary without bounds lies between each and the next."""

    segment: Segment
    parts: list[_Part]
    alone: bool
    """One cell, whose time is all there is: nothing to settle."""


def _chain(segment: Segment, budget: Mapping[BlockKind, int]) -> _Chain:
    """The segment cut at soft starts, and around blocks whose tracks have pins."""
    parts = [_Part(segment.start)]
    items: list[list[Timed]] = [[]]
    for item in segment.items:
        soft = item.around is not None and item.at is None
        if soft or (item.latest is not None and items[-1]):
            parts[-1].idle = soft
            parts.append(_Part(0, wish=item.around if soft else None, latest=item.latest))
            items.append([])
        items[-1].append(item)
        if item.earliest_end is not None and item is not segment.items[-1]:
            parts[-1].waits = item.block.minutes is None
            parts.append(_Part(0, earliest=item.earliest_end, wished=item.ideal_end))
            items.append([])
        elif item.earliest_end is not None:
            parts[-1].waits = item.block.minutes is None
    # A block with both a start and an end of its own leaves no room for idle minutes between the two.
    bound = segment.last_is_pinned and len(items[-1]) == 1
    bound = bound and (parts[-1].wish is not None or items[-1][0].at is not None)
    parts[-1].idle = segment.end is not None and not bound
    for part, own in zip(parts, items, strict=True):
        part.items = tuple(own)
        part.cells = tuple(_cells(own, budget))
    return _Chain(segment, parts, alone=len(parts) == 1 and not budget)


def _cells(items: Sequence[Timed], budget: Mapping[BlockKind, int]) -> Iterator[_Cell]:
    found: dict[BlockKind | None, _Cell] = {}
    for item in items:
        kind = item.block.kind if item.block.kind in budget else None
        found.setdefault(kind, _Cell(kind, [])).items.append(item)
    return iter(found.values())


def _settle(chains: Sequence[_Chain], budget: Mapping[BlockKind, int], before: Mapping[Path, int]) -> None:
    """Decide the starts of parts and the minutes of cells that depend on each other: a cheapest flow of minutes.

    A node for each part takes in the time it begins at, the minutes of its cells, and idle ones, and passes on the time
    it ends at. A node for each budget hands out its minutes to the cells of its kind.
    """
    if not chains:
        return
    reference = _reference(chains, budget)
    names = list(budget)
    kinds = {kind: 1 + number for number, kind in enumerate(names)}
    cost = _Costs(sum(1 + len(part.cells) for chain in chains for part in chain.parts))
    far = max(_horizon(chain) for chain in chains) + sum(budget.values())
    wide = far + sum(reference.values())
    arcs = [Arc(0, kinds[kind], 0, _near(0, wide, budget[kind], cost.budget)) for kind in names]
    cells: list[tuple[int, _Cell]] = []
    starts: list[tuple[int, _Part]] = []
    node = len(names)
    for chain in chains:
        for number, part in enumerate(chain.parts):
            node += 1
            if not number:
                arcs.append(Arc(0, node, part.start))
            else:
                starts.append((len(arcs), part))
                arcs.append(_passed_on(node - 1, node, chain, part, cost, far))
            for cell in part.cells:
                cells.append((len(arcs), cell))
                least = together([item.limits for item in cell.items]).least
                pieces = _pieces(cell, wide, reference, before, cost)
                arcs.append(Arc(kinds[cell.kind] if cell.kind else 0, node, least, pieces))
            if part.idle or part.waits:
                arcs.append(Arc(0, node, 0, [(far, cost.idle)]))
        arcs.append(_last(node, chain, far, cost))
    found = cheapest(arcs, node + 1)
    for number, cell in cells:
        cell.minutes = found[number]
    for number, part in starts:
        part.start = found[number]


def _horizon(chain: _Chain) -> int:
    """A time that nothing in the segment can come after."""
    segment = chain.segment
    limits = [item.limits for item in segment.items]
    longest = segment.start + sum(max(limit.ideal, limit.most or 0) for limit in limits)
    wishes = [one or 0 for part in chain.parts for one in (part.wish, part.earliest, part.wished)]
    wishes += [item.ideal_end or 0 for item in segment.items]
    return max(longest, segment.end or 0, *wishes) + sum(limit.ideal for limit in limits)


def _passed_on(tail: int, head: int, chain: _Chain, part: _Part, cost: _Costs, far: int) -> Arc:
    """When a part begins, in the middle of its segment."""
    lowest = max(chain.segment.start, part.earliest or 0)
    highest = min(one for one in (part.latest, chain.segment.end, chain.segment.cap, far) if one is not None)
    tie = cost.tie()
    if part.wish is None:
        return Arc(tail, head, lowest, _until(lowest, highest, part.wished, cost, tie))
    pieces = _near(lowest, highest, part.wish, cost.slip)
    return Arc(tail, head, lowest, [(units, price + tie) for units, price in pieces])


def _until(lowest: int, highest: int, wished: int | None, cost: _Costs, tie: int) -> list[Piece]:
    """What each unit costs when up to a wished one every unit is worth as much as a minute that a block lacks."""
    middle = min(max(wished or lowest, lowest), highest)
    return [(middle - lowest, tie - cost.less), (highest - middle, tie)]


def _last(tail: int, chain: _Chain, far: int, cost: _Costs) -> Arc:
    """When the segment ends."""
    segment = chain.segment
    if segment.end is not None:
        return Arc(tail, 0, segment.end)
    last = segment.items[-1]
    lowest = max(segment.start, last.earliest_end or 0)
    highest = far if segment.cap is None else segment.cap
    return Arc(tail, 0, lowest, _until(lowest, highest, last.ideal_end, cost, 0))


def _near(lowest: int, highest: int, wish: int, price: int) -> list[Piece]:
    """What each unit from ``lowest`` to ``highest`` costs when every one on either side of the wish costs ``price``."""
    middle = min(max(wish, lowest), highest)
    return [(middle - lowest, -price), (highest - middle, price)]


class _Costs:
    """A price a minute for every wish, each higher than all below it together; in lower digits still, the ties."""

    _DIGITS = 24
    """Bits: no sum of minutes that an agenda may hold is larger."""

    def __init__(self, ties: int) -> None:
        self._ties = ties
        prices = (1 << self._DIGITS * (ties + level) for level in range(1, 9))
        self.change, self.deviation, self.buffer_more, self.idle, self.buffer_less, *more = prices
        self.less, self.slip, self.budget = more

    def tie(self) -> int:
        """The price of the next thing in order that decides between equals; each weighs more than all that follow."""
        self._ties -= 1
        return 1 << self._DIGITS * max(self._ties, 0)


def _pieces(
    cell: _Cell, wide: int, reference: Mapping[Path, int], before: Mapping[Path, int], cost: _Costs
) -> list[Piece]:
    """What every minute beyond the least costs (or, negative, is worth) that a cell gets."""
    content, buffers = _sorted(cell.items)
    least = sum(item.limits.least for item in cell.items)
    grown = together([item.limits for item in content]).most
    most = together([item.limits for item in cell.items]).most
    steps = [
        (sum(item.limits.ideal - item.limits.least for item in content), -cost.less),
        (sum(item.limits.ideal - item.limits.least for item in buffers), -cost.buffer_less),
    ]
    ideal = sum(item.limits.ideal for item in content)
    steps.append((wide if grown is None else grown - ideal, 0))
    if grown is not None:
        kept = sum(item.limits.ideal for item in buffers)
        steps.append((wide if most is None else most - grown - kept, cost.buffer_more))
    tie = cost.tie()
    wishes = [(sum(reference[item.path] for item in cell.items), cost.deviation)]
    if all(item.path in before for item in cell.items):
        wishes.append((sum(before[item.path] for item in cell.items), cost.change))
    return [
        (units, price - tie + sum(weight if now >= wish else -weight for wish, weight in wishes))
        for now, units, price in _cut(steps, least, sorted(wish for wish, _weight in wishes))
    ]


def _cut(steps: Sequence[Piece], now: int, at: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Where each piece begins, its units, and its price; cut at the given numbers."""
    for units, price in steps:
        end = now + units
        for cut in (*(one for one in at if now < one < end), end):
            if cut > now:
                yield now, cut - now, price
            now = cut


def _sorted(items: Sequence[Timed]) -> tuple[list[Timed], list[Timed]]:
    """The content, and the buffers."""
    content = [item for item in items if item.block.kind != "buffer"]
    return content, [item for item in items if item.block.kind == "buffer"]


def _reference(chains: Sequence[_Chain], budget: Mapping[BlockKind, int]) -> dict[Path, int]:
    """The minutes of every block if only its kind's budget mattered, or only the hard pins around it."""
    found: dict[Path, int] = {}
    for kind, minutes in budget.items():
        own = [item for chain in chains for item in chain.segment.items if item.block.kind == kind]
        found |= spread(minutes, own)
    for chain in chains:
        segment = chain.segment
        others = [item for item in segment.items if item.block.kind not in budget]
        total = sum(item.limits.ideal for item in others)
        if segment.end is not None:
            total = segment.end - segment.start - sum(found.get(item.path, 0) for item in segment.items)
        found |= spread(total, others)
    return found


def spread(total: int, items: Sequence[Timed], before: Mapping[Path, int] | None = None) -> dict[Path, int]:
    """Minutes for each block in ``total``, or as near to it as their limits allow.

    Buffers are spent first, then the blocks give in proportion; whatever cannot be shared out in whole fives is the
    closing's first. Time to spare goes to the blocks, and to buffers what nobody else may have.
    """
    content, buffers = _sorted(items)
    ideal, ideal_buffers = (sum(one.limits.ideal for one in some) for some in (content, buffers))
    grown = _each(content, total - min(max(total - ideal, 0), ideal_buffers), before)
    return grown | _each(buffers, total - sum(grown.values()), before)


def _each(items: Sequence[Timed], total: int, before: Mapping[Path, int] | None) -> dict[Path, int]:
    limits = [item.limits for item in items]
    known = [before[item.path] for item in items] if before and all(item.path in before for item in items) else None
    first = next((number for number, item in enumerate(items) if item.closing), None)
    found = shares(max(total, sum(limit.least for limit in limits)), limits, known, first)
    return {item.path: minutes for item, minutes in zip(items, found, strict=True)}


def _placed(chain: _Chain, before: Mapping[Path, int]) -> Iterator[Placed]:
    """The blocks with their times, once starts and minutes are settled."""
    segment = chain.segment
    for part, following in zip_longest(chain.parts, chain.parts[1:]):
        end = following.start if following else segment.end
        minutes = _minutes(chain, part, end, before)
        now = part.start
        for item in part.items:
            if segment.last_is_pinned and item is segment.items[-1] and end is not None:
                now = end - minutes[item.path]
            yield Placed(item, now, now + minutes[item.path])
            now += minutes[item.path]


def _minutes(chain: _Chain, part: _Part, end: int | None, before: Mapping[Path, int]) -> dict[Path, int]:
    """The minutes of a part's blocks."""
    if chain.alone:
        ends = [one for one in (end, chain.segment.cap) if one is not None]
        total = sum(item.limits.ideal for item in part.items)
        total = min(ends) - part.start if end is not None else min([part.start + total, *ends]) - part.start
        found = spread(total, part.items, before)
    else:
        found = {path: n for cell in part.cells for path, n in spread(cell.minutes, cell.items, before).items()}
    if part.waits and part.items:
        item = part.items[0]
        ends = [one for one in (end, chain.segment.cap) if one is not None]
        needed = end if end is not None and not part.idle else min([item.ideal_end or 0, *ends])
        found[item.path] = max(found[item.path], needed - part.start)
    return found
