"""The blocks between their pins as chains of parts.

A *part* is blocks in a row that begin one when the other ends; it begins at the segment's start, at a soft start, or
where a block's tracks ask for a boundary. A *cell* is the blocks of one budgeted kind, or all the others, in one part.

A block is *woven* in when a wish of the whole day reaches into its tracks: a kind with a budget, or a soft start. Its
tracks are chains of their own, which begin and end with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.agenda import BlockKind, Path, Segment, Stretch, Timed

__all__ = ["Cell", "Chain", "Part", "Wishes", "chains", "horizon", "is_loose"]


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


@dataclass(frozen=True, slots=True)
class Wishes:
    """What decides between plans that hold."""

    budget: Mapping[BlockKind, int]
    """Minutes by kind, for all chains together."""
    reference: Mapping[Path, int] = field(default_factory=dict)
    """The minutes of every block if nothing else mattered."""
    before: Mapping[Path, int] = field(default_factory=dict)
    """The minutes of the plan before."""


def chains(found: Sequence[Segment], wishes: Wishes, depth: int = 0) -> list[Chain]:
    """The segments, cut at soft starts, and around blocks whose tracks have pins or are woven in."""
    return [_chain(segment, wishes, depth) for segment in found]


def _chain(segment: Segment, wishes: Wishes, depth: int) -> Chain:
    parts = [Part(segment.start)]
    items: list[list[Timed]] = [[]]
    woven: dict[Path, list[list[Chain]]] = {}
    for item in segment.items:
        soft = item.around is not None and item.at is None
        if lanes := _lanes(item, segment, wishes, depth):
            woven[item.path] = lanes
        # A block with clock times in its tracks that says how long it is may have to wait for them.
        waits = item.latest is not None and item.at is None and item.block.minutes is not None
        if soft or lanes or waits or (item.latest is not None and items[-1]):
            parts[-1].idle |= soft or waits or (bool(lanes) and item.at is None and item.until is not None)
            parts.append(Part(0, wish=item.around if soft else None, latest=item.latest))
            items.append([])
        items[-1].append(item)
        parts[-1].waits = item.earliest_end is not None and item.block.minutes is None
        if item.longest is not None and item.latest_end is None:
            parts[-1].waits = False  # It lasts as long as a track in which nobody waits.
        ends = item is not segment.items[-1] or (waits and not segment.last_is_pinned)
        bounded = item.latest_end is not None or item.longest is not None
        ends |= bounded and segment.end is not None and not segment.last_is_pinned
        if lanes or (item.earliest_end is not None and ends):
            parts.append(Part(0, earliest=item.earliest_end, wished=item.ideal_end, latest=item.latest_end))
            items.append([])
    # A block with both a start and an end of its own leaves no room for idle minutes between the two.
    last = segment.items[-1] if segment.items else None
    bound = segment.last_is_pinned and last is not None
    if last is not None and last.path not in woven:
        bound = bound and len(items[-1]) == 1 and (parts[-1].wish is not None or last.at is not None)
    parts[-1].idle |= segment.end is not None and not bound
    for part, own in zip(parts, items, strict=True):
        part.items = tuple(own)
        part.cells = tuple(_cells(own, wishes))
    return Chain(segment, parts, len(parts) == 1 and not wishes.budget and not depth, depth, woven=woven)


def _lanes(item: Timed, segment: Segment, wishes: Wishes, depth: int) -> list[list[Chain]]:
    """The tracks of a block that is woven in; none otherwise. Their start and end are not known yet."""
    if not item.lanes:
        return []
    if not any(one.block.kind in wishes.budget or (one.around is not None and one.at is None) for one in item.inner()):
        return []
    found = []
    far = horizon(segment)
    # Before anything that may be pinned inside, so that its pin is a boundary of its own.
    start = 0 if is_loose(item) else segment.start - 1
    for number, lane in enumerate(item.lanes):
        own = chains(list(Stretch(lane, start, far).segments()), wishes, depth + 1)
        own[0].opens = own[-1].closes = item.path
        own[-1].parts[-1].idle &= number != item.longest
        found.append(own)
    return found


def is_loose(item: Timed) -> bool:
    """There are no clock times inside its tracks: they count from its start, and only how long it is matters."""
    return all((one.at, one.around, one.until) == (None, None, None) for one in item.inner())


def _cells(items: Sequence[Timed], wishes: Wishes) -> Iterator[Cell]:
    found: dict[BlockKind | None, Cell] = {}
    for item in items:
        kind = item.block.kind if item.block.kind in wishes.budget else None
        found.setdefault(kind, Cell(kind, [])).items.append(item)
    return iter(found.values())


def horizon(segment: Segment) -> int:
    """A time that nothing in the segment can come after."""
    known = [one for item in segment.items for one in (item, *item.inner())]
    longest = segment.start + sum(max(one.limits.ideal, one.limits.most or 0) for one in known)
    pins = [pin or 0 for one in known for pin in (one.around, one.earliest_end, one.ideal_end)]
    return max(longest, segment.end or 0, *pins, 0) + sum(one.limits.ideal for one in known)
