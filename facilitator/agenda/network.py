"""The chains of a day as a network of minutes, and what their time costs.

Each part is a node that takes in the time it begins at, the minutes of its cells, and idle ones, and passes on the time
it ends at; each budget is a node that hands out its minutes to the cells of its kind. That the tracks of a woven block
begin and end with it, no network can say: its start and its minutes are found by a linear programme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from facilitator.agenda import Path, Segment, Timed
from facilitator.agenda.chains import Cell, Chain, Part, Wishes, horizon, is_loose
from facilitator.agenda.durations import together
from facilitator.agenda.optimum import Arc, Piece, Programme, Sum, cheapest

__all__ = ["settle"]


class _Costs:
    """A price a minute for every wish, each higher than all below it together; in lower digits still, the ties."""

    DIGITS = 24
    """Bits: no sum of minutes that an agenda may hold is larger."""

    def __init__(self, ties: int, below: int) -> None:
        self._below = below
        self._ties = below + ties
        prices = [1 << self.DIGITS * (self._ties + level) for level in range(1, 10)]
        self.change, self.deviation, self.waits, self.buffer_more, self.idle, self.buffer_less, *more = prices
        self.less, self.slip, self.budget = more
        self.top = self._ties + 8
        """How many digits come below the wishes of the whole day."""

    def tie(self) -> int:
        """The price of the next thing in order that decides between equals; each weighs more than all that follow."""
        self._ties -= 1
        return 1 << self.DIGITS * max(self._ties, self._below)


def _costs(found: Sequence[Chain]) -> list[_Costs]:
    """The prices at each depth: what is inside a track comes below all that is around it."""
    costs: list[_Costs] = []
    for depth in range(max(chain.depth for chain in found), -1, -1):
        parts = [part for chain in found if chain.depth == depth for part in chain.parts]
        costs.append(_Costs(sum(1 + len(part.cells) for part in parts), costs[-1].top if costs else 0))
    last = costs[-1]
    for one in costs:
        one.slip, one.budget = last.slip, last.budget
    return costs[::-1]


def settle(found: Sequence[Chain], wishes: Wishes) -> int:
    """Decide the starts of parts and the minutes of cells that depend on each other, at the least cost, which is given.

    Raises:
        Infeasible: the least minutes do not fit.
    """
    every = [inner for chain in found for inner in chain.walk()]
    return _Network(every, wishes).settle() if every else 0


_Sought: TypeAlias = tuple[Path, Literal["start", "minutes"]]
"""Of a woven block."""


class _Network:
    """The arcs of chains, and which of them carry the start or the end of a woven block."""

    def __init__(self, found: Sequence[Chain], wishes: Wishes) -> None:
        self.wishes = wishes
        self.costs = _costs(found)
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
        for chain in found:
            self._add(chain)

    def settle(self) -> int:
        """Write what is found into parts and cells; the cost."""
        held = self._held() if self.box else {}
        arcs = [
            Arc(arc.tail, arc.head, held[number]) if number in held else arc for number, arc in enumerate(self.arcs)
        ]
        flow = cheapest(arcs, self.nodes)
        for number, cell in self.cells:
            cell.minutes = flow.units[number]
        for number, part in self.starts:
            part.start = flow.units[number]
        for number, chain in self.ends:
            chain.segment = replace(chain.segment, end=flow.units[number])
        return flow.cost + sum(_price(self.arcs[number], units) for number, units in held.items())

    def _held(self) -> dict[int, int]:
        """What arcs carry, by their numbers, when woven blocks begin and end where it costs least."""
        programme = Programme()
        sought = {one: programme.column(low, high) for one, (low, high) in self.box.items()}
        through: list[Sum] = [{} for _ in range(self.nodes)]
        known, prices = [0] * self.nodes, dict[int, int]()
        for number, arc in enumerate(self.arcs):
            pieces = {programme.column(0, room, whole=False): cost for room, cost in arc.pieces if room > 0}
            prices |= pieces
            carries = dict.fromkeys(pieces, 1.0)
            if number in self.carried:
                own = {sought[one]: 1.0 for one in self.carried[number]}
                if pieces:
                    programme.row(own | dict.fromkeys(pieces, -1.0), arc.least, arc.least)
                carries = own
            else:
                known[arc.head] += arc.least
                known[arc.tail] -= arc.least
            for node, sign in ((arc.head, 1.0), (arc.tail, -1.0)):
                for column, factor in carries.items():
                    through[node][column] = through[node].get(column, 0) + sign * factor
        for terms, units in zip(through[1:], known[1:], strict=True):
            programme.row(terms, -units, -units)
        found = programme.least(_wishes(prices))
        return {number: round(sum(found[sought[one]] for one in own)) for number, own in self.carried.items()}

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
                self.arcs.append(Arc(0, node, 0, [(self.wide, cost.idle if part.idle else cost.waits)]))
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
            earliest, latest = _room(chain.segment, item, self.far)
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


def _wishes(prices: Mapping[int, int]) -> list[Sum]:
    """What columns cost as sums of small numbers, the one that counts most first."""
    found: dict[int, Sum] = {}
    whole = 1 << _Costs.DIGITS
    for column, price in prices.items():
        level, left = 0, price
        while left:
            empty = ((left & -left).bit_length() - 1) // _Costs.DIGITS
            level, left = level + empty, left >> empty * _Costs.DIGITS
            digit = left & whole - 1
            digit -= whole if digit >= whole >> 1 else 0
            found.setdefault(level, {})[column] = digit
            level, left = level + 1, (left - digit) >> _Costs.DIGITS
    return [found[level] for level in sorted(found, reverse=True)]


def _price(arc: Arc, units: int) -> int:
    """What an arc costs that carries so many units."""
    total, left = 0, units - arc.least
    for room, cost in arc.pieces:
        used = min(max(room, 0), left)
        total, left = total + used * cost, left - used
    return total


def _room(segment: Segment, item: Timed, far: int) -> tuple[int, int]:
    """From when to when a block can lie at all when all the others have their least minutes."""
    number = segment.items.index(item)
    ends = [one for one in (segment.end, segment.cap) if one is not None]
    before, after = (
        sum(one.limits.least for one in some) for some in (segment.items[:number], segment.items[number + 1 :])
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
