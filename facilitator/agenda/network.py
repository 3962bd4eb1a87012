"""The blocks between their pins as a network of minutes: chains of parts, and what their time costs.

A *part* is blocks in a row that begin one when the other ends; it begins at the segment's start, at a soft start, or
where a block's tracks ask for a boundary. A *cell* is the blocks of one budgeted kind, or all the others, in one part.
Each part is a node that takes in the time it begins at, the minutes of its cells, and idle ones, and passes on the time
it ends at; each budget is a node that hands out its minutes to the cells of its kind.

A block is *woven* in when a wish of the whole day reaches into its tracks: a kind with a budget, or a soft start. Its
tracks are chains of their own, which begin and end with it: no network can say that, so its start and end are searched
(`flow.lowest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from facilitator.agenda.flow import Arc, Piece, cheapest, lowest
from facilitator.agenda.model import BlockKind, Path, Segment, Stretch, Timed
from facilitator.agenda.times import together

__all__ = ["Cell", "Chain", "Part", "chains", "settle"]


@dataclass(slots=True)
class Cell:
    """Blocks that share their minutes: those of one budgeted kind, or all the others, in one part."""

    kind: BlockKind | None
    items: list[Timed]
    minutes: int = 0


@dataclass(slots=True)
class Part:
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
    cells: tuple[Cell, ...] = ()


@dataclass(slots=True)
class Chain:
    """A segment as parts; a boundary without bounds lies between each and the next."""

    segment: Segment
    parts: list[Part]
    alone: bool
    """One cell, whose time is all there is: nothing to settle."""
    depth: int = 0
    """How many tracks it lies in."""
    opens: Path | None = None
    """It begins with this woven block, in whose track it is the first."""
    closes: Path | None = None
    """It ends with this woven block."""
    woven: dict[Path, list[list[Chain]]] = field(default_factory=dict)
    """The tracks of its woven blocks, each as chains."""

    def walk(self) -> Iterator[Chain]:
        """This one, and those in its tracks."""
        yield self
        for lanes in self.woven.values():
            for lane in lanes:
                for chain in lane:
                    yield from chain.walk()


def chains(found: Sequence[Segment], budget: Mapping[BlockKind, int], depth: int = 0) -> list[Chain]:
    """The segments, cut at soft starts, and around blocks whose tracks have pins or are woven in."""
    return [_chain(segment, budget, depth) for segment in found]


def _chain(segment: Segment, budget: Mapping[BlockKind, int], depth: int) -> Chain:
    parts = [Part(segment.start)]
    items: list[list[Timed]] = [[]]
    woven: dict[Path, list[list[Chain]]] = {}
    for item in segment.items:
        soft = item.around is not None and item.at is None
        if lanes := _lanes(item, segment, budget, depth):
            woven[item.path] = lanes
        if soft or lanes or (item.latest is not None and items[-1]):
            parts[-1].idle = soft or (bool(lanes) and item.at is None and item.until is not None)
            parts.append(Part(0, wish=item.around if soft else None, latest=item.latest))
            items.append([])
        items[-1].append(item)
        parts[-1].waits = item.earliest_end is not None and item.block.minutes is None
        if lanes or (item.earliest_end is not None and item is not segment.items[-1]):
            parts.append(Part(0, earliest=item.earliest_end, wished=item.ideal_end))
            items.append([])
    # A block with both a start and an end of its own leaves no room for idle minutes between the two.
    last = segment.items[-1] if segment.items else None
    bound = segment.last_is_pinned and last is not None
    if last is not None and last.path not in woven:
        bound = bound and len(items[-1]) == 1 and (parts[-1].wish is not None or last.at is not None)
    parts[-1].idle = segment.end is not None and not bound
    for part, own in zip(parts, items, strict=True):
        part.items = tuple(own)
        part.cells = tuple(_cells(own, budget))
    return Chain(segment, parts, len(parts) == 1 and not budget and not depth, depth, woven=woven)


def _lanes(item: Timed, segment: Segment, budget: Mapping[BlockKind, int], depth: int) -> list[list[Chain]]:
    """The tracks of a block that is woven in; none otherwise. Their start and end are not known yet."""
    if not any(one.block.kind in budget or (one.around is not None and one.at is None) for one in item.inner()):
        return []
    found = []
    far = horizon(segment)
    for lane in item.lanes:
        # Before anything that may be pinned inside, so that its pin is a boundary of its own.
        own = chains(list(Stretch(lane, segment.start - 1, far).segments()), budget, depth + 1)
        own[0].opens = own[-1].closes = item.path
        found.append(own)
    return found


def _cells(items: Sequence[Timed], budget: Mapping[BlockKind, int]) -> Iterator[Cell]:
    found: dict[BlockKind | None, Cell] = {}
    for item in items:
        kind = item.block.kind if item.block.kind in budget else None
        found.setdefault(kind, Cell(kind, [])).items.append(item)
    return iter(found.values())


def horizon(segment: Segment) -> int:
    """A time that nothing in the segment can come after."""
    known = [one for item in segment.items for one in (item, *item.inner())]
    longest = segment.start + sum(max(one.limits.ideal, one.limits.most or 0) for one in known)
    pins = [pin or 0 for one in known for pin in (one.around, one.earliest_end, one.ideal_end)]
    return max(longest, segment.end or 0, *pins, 0) + sum(one.limits.ideal for one in known)


class _Costs:
    """A price a minute for every wish, each higher than all below it together; in lower digits still, the ties."""

    DIGITS = 24
    """Bits: no sum of minutes that an agenda may hold is larger."""

    def __init__(self, ties: int, below: int) -> None:
        self._below = below
        self._ties = below + ties
        prices = [1 << self.DIGITS * (self._ties + level) for level in range(1, 10)]
        self.change, self.deviation, self.buffer_more, self.idle, self.buffer_less, *more = prices
        self.less, self.slip, self.budget, self.impossible = more
        self.top = self._ties + 7
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
    for one in costs:
        one.slip, one.budget, one.impossible = costs[-1].slip, costs[-1].budget, costs[-1].impossible
    return costs[::-1]


def settle(
    found: Sequence[Chain],
    budget: Mapping[BlockKind, int],
    reference: Mapping[Path, int],
    before: Mapping[Path, int],
) -> None:
    """Decide the starts of parts and the minutes of cells that depend on each other, at the least cost.

    Args:
        found: chains, with their tracks.
        budget: minutes by kind, for all of them together.
        reference: the minutes of every block if nothing else mattered.
        before: the minutes of the plan before.
    """
    every = [inner for chain in found for inner in chain.walk()]
    if every:
        _Network(every, budget, reference, before).settle()


class _Network:
    """The arcs of chains, and which of them carry the start or the end of a woven block."""

    def __init__(
        self,
        found: Sequence[Chain],
        budget: Mapping[BlockKind, int],
        reference: Mapping[Path, int],
        before: Mapping[Path, int],
    ) -> None:
        self.costs = _costs(found)
        self.reference, self.before = reference, before
        self.kinds = {kind: 1 + number for number, kind in enumerate(budget)}
        self.far = max(horizon(chain.segment) for chain in found) + sum(budget.values())
        self.wide = self.far + sum(reference.values())
        self.arcs = [
            Arc(0, self.kinds[kind], 0, _near(0, self.wide, minutes, self.costs[0].budget))
            for kind, minutes in budget.items()
        ]
        self.nodes = 1 + len(budget)
        self.cells: list[tuple[int, Cell]] = []
        self.starts: list[tuple[int, Part]] = []
        self.ends: list[tuple[int, Chain]] = []
        self.edges: dict[tuple[Path, bool], list[int]] = {}
        """The arcs of every woven block's start, and (True) of its end."""
        self.box: dict[tuple[Path, bool], tuple[int, int]] = {}
        for chain in found:
            self._add(chain)
        if self.edges:
            # Where a woven block lies as it cannot, minutes come from nowhere, at a price beyond all others.
            least = [(self.wide, self.costs[0].impossible)]
            self.arcs += [Arc(*ends, 0, least) for node in range(1, self.nodes) for ends in ((0, node), (node, 0))]

    def settle(self) -> None:
        """Write what is found into parts and cells."""
        if self.edges:
            point = lowest(self._value, [self.box[edge] for edge in self.edges])
            self.arcs = self._held(point)
        units = cheapest(self.arcs, self.nodes).units
        for number, cell in self.cells:
            cell.minutes = units[number]
        for number, part in self.starts:
            part.start = units[number]
        for number, chain in self.ends:
            chain.segment = replace(chain.segment, end=units[number])

    def _add(self, chain: Chain) -> None:
        cost = self.costs[chain.depth]
        for number, part in enumerate(chain.parts):
            node = self.nodes
            self.nodes += 1
            if not number:
                if chain.opens is not None:
                    self.edges[chain.opens, False].append(len(self.arcs))
                    self.starts.append((len(self.arcs), part))
                self.arcs.append(Arc(0, node, part.start))
            else:
                self._weave(chain, number)
                self.starts.append((len(self.arcs), part))
                self.arcs.append(_passed_on(node - 1, node, chain, part, cost, self.far))
            for cell in part.cells:
                self.cells.append((len(self.arcs), cell))
                least = together([item.limits for item in cell.items]).least
                pieces = _pieces(cell, self.wide, self.reference, self.before, cost)
                self.arcs.append(Arc(self.kinds[cell.kind] if cell.kind else 0, node, least, pieces))
            if part.idle or part.waits:
                self.arcs.append(Arc(0, node, 0, [(self.far, cost.idle)]))
        if chain.closes is not None:
            self.edges[chain.closes, True].append(len(self.arcs))
            self.ends.append((len(self.arcs), chain))
        self.arcs.append(_last(self.nodes - 1, chain, self.far, cost))

    def _weave(self, chain: Chain, number: int) -> None:
        """Note that the next arc is where a woven block begins or ends."""
        before, part = chain.parts[number - 1], chain.parts[number]
        for items, is_end in ((before.items, True), (part.items, False)):
            if len(items) == 1 and items[0].path in chain.woven:
                self.edges.setdefault((items[0].path, is_end), []).append(len(self.arcs))
                segment = chain.segment
                ends = [one for one in (segment.end, segment.cap) if one is not None]
                self.box[items[0].path, is_end] = (segment.start, min(ends, default=self.far))

    def _held(self, point: Sequence[int]) -> list[Arc]:
        """The arcs when woven blocks begin and end at these times."""
        arcs = list(self.arcs)
        for at, numbers in zip(point, self.edges.values(), strict=True):
            for number in numbers:
                arcs[number] = Arc(arcs[number].tail, arcs[number].head, at)
        return arcs

    def _value(self, point: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
        """What it costs when woven blocks begin and end at these times, and how steep it rises with each."""
        flow = cheapest(self._held(point), self.nodes)
        heights = flow.heights()
        total, slopes = flow.cost, list[int]()
        for at, numbers in zip(point, self.edges.values(), strict=True):
            slope = 0
            for number in numbers:
                arc = self.arcs[number]
                price, rise = self._price(arc, at)
                total += price
                slope += rise + heights[arc.tail] - heights[arc.head]
            slopes.append(slope)
        return total, tuple(slopes)

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


def _passed_on(tail: int, head: int, chain: Chain, part: Part, cost: _Costs, far: int) -> Arc:
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


def _last(tail: int, chain: Chain, far: int, cost: _Costs) -> Arc:
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


def _pieces(
    cell: Cell, wide: int, reference: Mapping[Path, int], before: Mapping[Path, int], cost: _Costs
) -> list[Piece]:
    """What every minute beyond the least costs (or, negative, is worth) that a cell gets."""
    content = [item.limits for item in cell.items if item.block.kind != "buffer"]
    buffers = [item.limits for item in cell.items if item.block.kind == "buffer"]
    least = sum(item.limits.least for item in cell.items)
    grown = together(content).most
    most = together([item.limits for item in cell.items]).most
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
