"""The chains of a day as a network of minutes, and what their time costs.

Each part is a node that takes in the time it begins at, the minutes of its cells, and idle ones, and passes on the time
it ends at; each budget is a node that hands out its minutes to the cells of its kind. That the tracks of a woven block
begin and end with it, no network can say: its start and its minutes are searched (`flow.lowest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, TypeAlias

from facilitator.agenda.chains import Cell, Chain, Leaving, Part, Wishes, horizon, is_loose
from facilitator.agenda.flow import Arc, Flow, Patience, Piece, cheapest, lowest
from facilitator.agenda.model import Path, Segment, Timed
from facilitator.agenda.times import together

__all__ = ["settle"]


class _Costs:
    """A price a minute for every wish, each higher than all below it together; in lower digits still, the ties."""

    DIGITS = 24
    """Bits: no sum of minutes that an agenda may hold is larger."""

    def __init__(self, ties: int, below: int) -> None:
        self._below = below
        self._unit = 1
        self._ties = below + ties
        prices = [1 << self.DIGITS * (self._ties + level) for level in range(1, 10)]
        self.change, self.deviation, self.buffer_more, self.idle, self.buffer_less, *more = prices
        self.less, self.slip, self.budget, self.impossible = more
        self.top = self._ties + 7
        """How many digits come below the wishes of the whole day."""

    def only(self, leaving: Leaving) -> None:
        """Nothing counts but what comes before what goes."""
        self.change = self.deviation = self.buffer_more = self.idle = self.buffer_less = self.less = self._unit = 0
        self.slip, self.budget = leaving.slip, leaving.budget
        self.impossible = leaving.budget << 4 * self.DIGITS

    def tie(self) -> int:
        """The price of the next thing in order that decides between equals; each weighs more than all that follow."""
        self._ties -= 1
        return self._unit << self.DIGITS * max(self._ties, self._below)


def _costs(found: Sequence[Chain], wishes: Wishes) -> list[_Costs]:
    """The prices at each depth: what is inside a track comes below all that is around it."""
    costs: list[_Costs] = []
    for depth in range(max(chain.depth for chain in found), -1, -1):
        parts = [part for chain in found if chain.depth == depth for part in chain.parts]
        costs.append(_Costs(sum(1 + len(part.cells) for part in parts), costs[-1].top if costs else 0))
    last = costs[-1]
    for one in costs:
        one.slip, one.budget, one.impossible = last.slip, last.budget, last.impossible
        if wishes.leaving is not None:
            one.only(wishes.leaving)
    return costs[::-1]


def settle(found: Sequence[Chain], wishes: Wishes, patience: Patience) -> int:
    """Decide the starts of parts and the minutes of cells that depend on each other, at the least cost, which is given.

    Where woven blocks have to be searched and ``patience`` is over before all is known, what has been found stands.

    Raises:
        Infeasible: the least minutes do not fit.
    """
    every = [inner for chain in found for inner in chain.walk()]
    if not every:
        return 0
    first = {key: at for chain in found for key, at in _earliest(chain, chain.segment.start)}
    return _Network(every, wishes).settle(first, patience)


_Sought: TypeAlias = tuple[Path, Literal["start", "minutes"]]
"""Of a woven block."""


class _Network:
    """The arcs of chains, and which of them carry the start or the end of a woven block."""

    def __init__(self, found: Sequence[Chain], wishes: Wishes) -> None:
        self.wishes = wishes
        self.costs = _costs(found, wishes)
        budget = wishes.budget
        self.kinds = {kind: 1 + number for number, kind in enumerate(budget)}
        self.far = max(horizon(chain.segment) for chain in found) + sum(budget.values())
        # A day may be asked about on the evening before it, when its minutes are negative.
        early = min(0, *(chain.segment.start for chain in found))
        self.wide = self.far - early + sum(wishes.reference.values())
        self.arcs = [
            Arc(0, self.kinds[kind], 0, _near(0, self.wide, minutes, self.costs[0].budget))
            for kind, minutes in budget.items()
        ]
        self.nodes = 1 + len(budget)
        self.cells: list[tuple[int, Cell]] = []
        self.starts: list[tuple[int, Part]] = []
        self.ends: list[tuple[int, Chain]] = []
        self.box: dict[_Sought, tuple[int, int]] = {}
        """From where to where what is sought can lie."""
        self.carried: dict[int, tuple[_Sought, ...]] = {}
        """The arcs that carry it, or the sum of several."""
        self._known: Flow | None = None
        """The cheapest flow that was found last, from which the next one is not far."""
        for chain in found:
            self._add(chain)
        if self.box:
            # Where a woven block lies as it cannot, minutes come from nowhere, at a price beyond all others.
            least = [(self.wide, self.costs[0].impossible)]
            self.arcs += [Arc(*ends, 0, least) for node in range(1, self.nodes) for ends in ((0, node), (node, 0))]

    def settle(self, first: Mapping[_Sought, int], patience: Patience) -> int:
        """Write what is found, from times that are possible on, into parts and cells; the cost."""
        carried, held = 0, dict[int, int]()
        if self.box:
            begin = [first.get(one, 0) for one in self.box]
            value = partial(self._value, patience)
            held = self._held(lowest(value, list(self.box.values()), begin, list(self._ways()), patience))
            carried = sum(self._price(self.arcs[number], units)[0] for number, units in held.items())
        flow = self._flow(held, patience)
        units = flow.units
        for number, cell in self.cells:
            cell.minutes = units[number]
        for number, part in self.starts:
            part.start = units[number]
        for number, chain in self.ends:
            chain.segment = replace(chain.segment, end=units[number])
        return flow.cost + carried

    def _add(self, chain: Chain) -> None:
        cost = self.costs[chain.depth]
        for number, part in enumerate(chain.parts):
            node = self.nodes
            self.nodes += 1
            if not number:
                if chain.opens is not None and (chain.opens, "start") in self.box:
                    self.carried[len(self.arcs)] = ((chain.opens, "start"),)
                    self.starts.append((len(self.arcs), part))
                self.arcs.append(Arc(0, node, part.start))
            else:
                self._weave(chain, number)
                self.starts.append((len(self.arcs), part))
                self.arcs.append(_passed_on(node - 1, node, chain, part, cost, self.far))
            for cell in part.cells:
                self.cells.append((len(self.arcs), cell))
                least, pieces = _pieces(cell, self.wide, self.wishes, cost)
                self.arcs.append(Arc(self.kinds[cell.kind] if cell.kind else 0, node, least, pieces))
            if part.idle or part.waits:
                self.arcs.append(Arc(0, node, 0, [(self.wide, cost.idle)]))
        if chain.closes is not None:
            self.carried[len(self.arcs)] = self._end_of(chain.closes)
            self.ends.append((len(self.arcs), chain))
        self.arcs.append(_last(self.nodes - 1, chain, self.far, cost))

    def _weave(self, chain: Chain, number: int) -> None:
        """Note that the next arc is where a woven block begins or ends."""
        for part, is_end in ((chain.parts[number - 1], True), (chain.parts[number], False)):
            item = part.items[0] if part.items else None
            if item is None or item.path not in chain.woven:
                continue
            earliest, latest = _room(chain.segment, item, self.far, self.wishes)
            least, most = item.limits.least, latest - earliest
            if is_loose(item) and is_end:
                # The arc before is its one cell's.
                self.carried[len(self.arcs) - 1] = ((item.path, "minutes"),)
                most = min(most, most if item.limits.most is None else item.limits.most)
                self.box[item.path, "minutes"] = (least, max(least, most))
            elif is_end:
                self.carried[len(self.arcs)] = self._end_of(item.path)
            elif not is_loose(item):
                self.box[item.path, "start"] = (earliest, latest - least)
                self.box[item.path, "minutes"] = (least, most)
                self.carried[len(self.arcs)] = ((item.path, "start"),)

    def _end_of(self, path: Path) -> tuple[_Sought, ...]:
        """What makes the end of a woven block; if it is loose, its start is nothing to its tracks."""
        return tuple(one for one in ((path, "start"), (path, "minutes")) if one in self.box)

    def _held(self, point: Sequence[int]) -> dict[int, int]:
        """What arcs carry when woven blocks begin and end at these times, by their numbers."""
        found = dict(zip(self.box, point, strict=True))
        return {number: sum(found[one] for one in sought) for number, sought in self.carried.items()}

    def _flow(self, held: Mapping[int, int], patience: Patience) -> Flow:
        patience.spend(len(self.arcs) * self.nodes // 30)
        arcs = [
            Arc(arc.tail, arc.head, held[number]) if number in held else arc for number, arc in enumerate(self.arcs)
        ]
        return cheapest(arcs, self.nodes)

    def _ways(self) -> Iterator[tuple[int, ...]]:
        """What to change together: one number alone, it and when all that is later begins, and one against the next."""
        sought = list(self.box)
        for number, one in enumerate(sought):
            later = [other[1] == "start" and other[0] > one[0] for other in sought]
            yield tuple(int(other == number) for other in range(len(sought)))
            yield tuple(int(other == number or late) for other, late in enumerate(later))
            yield tuple((other == number) - (other == number + 1) for other in range(len(sought)))

    def _value(self, patience: Patience, point: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        """What it costs when woven blocks begin and end at these times, and how steep it rises with each."""
        held = self._held(point)
        if self._known is None:
            self._known = self._flow(held, patience)
        else:
            patience.spend(len(self.arcs) * self.nodes // 90)
            self._known = self._known.moved(held)
        heights = self._known.heights()
        total, slopes = self._known.cost, dict.fromkeys(self.box, 0)
        for number, sought in self.carried.items():
            arc = self.arcs[number]
            price, rise = self._price(arc, held[number])
            total += price
            for one in sought:
                slopes[one] += rise + heights[arc.tail] - heights[arc.head]
        return total, tuple(slopes.values())

    def _price(self, arc: Arc, units: int) -> tuple[int, int]:
        """What an arc costs that carries so many units, and what one more does."""
        if not arc.pieces:
            return 0, 0
        left, total = units - arc.least, 0
        if left < 0:
            return -left * self.costs[0].impossible, -self.costs[0].impossible
        rise = next((cost for room, cost in arc.pieces if room > 0), self.costs[0].impossible)
        for room, cost in arc.pieces:
            if room > 0 and left > 0:
                used = min(room, left)
                total, left, rise = total + used * cost, left - used, cost
        if left:
            return total + left * self.costs[0].impossible, self.costs[0].impossible
        return total, rise


def _earliest(chain: Chain, now: int) -> Iterator[tuple[_Sought, int]]:
    """When woven blocks begin, and how long they take, when everything begins as early as it may, and is short."""
    for item in chain.segment.items:
        most, ends = item.limits.most, [one for one in (item.earliest_end, item.until) if one is not None]
        start = now if item.at is None else item.at
        if most is not None and ends and (item.block.minutes is not None or item.until is not None):
            # It waits for its clock time rather than to last longer than it may.
            start = max(start, max(ends) - most)
        end = max([start + item.limits.least, *ends])
        if item.path in chain.woven:
            yield (item.path, "start"), start
            yield (item.path, "minutes"), end - start
            for lane in chain.woven[item.path]:
                for number, inner in enumerate(lane):
                    begin = 0 if is_loose(item) else start
                    yield from _earliest(inner, inner.segment.start if number else begin)
        now = end


def _room(segment: Segment, item: Timed, far: int, wishes: Wishes) -> tuple[int, int]:
    """From when to when a block can lie at all when all the others have their least minutes, or go where they may."""
    number = segment.items.index(item)
    ends = [one for one in (segment.end, segment.cap) if one is not None]
    before, after = (
        sum(one.limits.least for one in some if not wishes.may_go(one))
        for some in (segment.items[:number], segment.items[number + 1 :])
    )
    return segment.start + before, min(ends, default=far) - after


def _passed_on(tail: int, head: int, chain: Chain, part: Part, cost: _Costs, far: int) -> Arc:
    """When a part begins, in the middle of its segment."""
    lowest = max(one for one in (chain.segment.start, part.earliest) if one is not None)
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


def _last(tail: int, chain: Chain, far: int, cost: _Costs) -> Arc:
    """When the segment ends."""
    segment = chain.segment
    if segment.end is not None:
        return Arc(tail, 0, segment.end)
    last = segment.items[-1]
    lowest = max(one for one in (segment.start, last.earliest_end) if one is not None)
    highest = min(one for one in (segment.cap, last.latest_end, far) if one is not None)
    return Arc(tail, 0, lowest, _until(lowest, highest, last.ideal_end, cost, 0))


def _near(lowest: int, highest: int, wish: int, price: int) -> list[Piece]:
    """What each unit from ``lowest`` to ``highest`` costs when every one on either side of the wish costs ``price``."""
    middle = min(max(wish, lowest), highest)
    return [(middle - lowest, -price), (highest - middle, price)]


def _pieces(cell: Cell, wide: int, wishes: Wishes, cost: _Costs) -> tuple[int, list[Piece]]:
    """The least minutes of a cell, and what every minute beyond costs (or, negative, is worth)."""
    most = together([item.limits for item in cell.items]).most
    if wishes.leaving is not None and wishes.may_go(cell.items[0]):
        item = cell.items[0]
        own = item.limits.least
        return 0, [(own, -wishes.leaving.share(item)), (wide if most is None else most - own, 0)]
    content = [item.limits for item in cell.items if item.block.kind != "buffer"]
    buffers = [item.limits for item in cell.items if item.block.kind == "buffer"]
    least = sum(item.limits.least for item in cell.items)
    grown = together(content).most
    steps = [
        (sum(one.ideal - one.least for one in content), -cost.less),
        (sum(one.ideal - one.least for one in buffers), -cost.buffer_less),
    ]
    ideal = sum(one.ideal for one in content)
    steps.append((wide if grown is None else grown - ideal, 0))
    if grown is not None:
        kept = sum(one.ideal for one in buffers)
        steps.append((wide if most is None else most - grown - kept, cost.buffer_more))
    tie = cost.tie()
    wanted = [
        (sum(known[item.path] for item in cell.items), weight)
        for known, weight in ((wishes.reference, cost.deviation), (wishes.before, cost.change))
        if all(item.path in known for item in cell.items)
    ]
    return least, [
        (units, price - tie + sum(weight if now >= wish else -weight for wish, weight in wanted))
        for now, units, price in _cut(steps, least, sorted(wish for wish, _weight in wanted))
    ]


def _cut(steps: Sequence[Piece], now: int, at: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Where each piece begins, its units, and its price; cut at the given numbers."""
    for units, price in steps:
        end = now + units
        for cut in (*(one for one in at if now < one < end), end):
            if cut > now:
                yield now, cut - now, price
            now = cut
