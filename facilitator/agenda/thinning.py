"""A block without some of the blocks in its tracks: the ways to make it ask for less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from facilitator.agenda.day_clock import with_tracks
from facilitator.agenda.model import Path, Timed

__all__ = ["Thinned", "thinned", "without"]

_MOST = 6
"""Blocks of tracks with clock times: of more that may go, the others go only after all that cost less."""


@dataclass(frozen=True, slots=True)
class Thinned:
    """A block, what is taken out of its tracks, and what that costs."""

    item: Timed
    gone: tuple[Timed, ...] = ()
    price: int = 0

    @property
    def needs(self) -> tuple[int, ...]:
        """What it asks of the day around it, its price first: more of any is worse."""
        return self.price, self.item.limits.least, *_pins(self.item.latest, self.item.earliest_end)


def _pins(latest: int | None, earliest_end: int | None) -> tuple[int, int]:
    never = 1 << 60
    return -(never if latest is None else latest), -never if earliest_end is None else earliest_end


def without(item: Timed, gone: Iterable[Path]) -> Timed | None:
    """The block without these blocks in its tracks; None if one of the tracks would be empty."""
    if not item.lanes:
        return item
    paths = set(gone)
    if not any(one.path in paths for one in item.inner()):
        return item
    lanes = [_left(lane, paths) for lane in item.lanes]
    kept = [lane for lane in lanes if lane is not None]
    return with_tracks(item, kept) if len(kept) == len(lanes) else None


def _left(lane: Sequence[Timed], gone: set[Path]) -> tuple[Timed, ...] | None:
    """A track without these blocks; None if it would be empty."""
    left = [without(one, gone) for one in lane if one.path not in gone]
    kept = [one for one in left if one is not None]
    return tuple(kept) if kept and len(kept) == len(left) else None


@dataclass(frozen=True, slots=True)
class _Lane:
    """A track, what is taken out of it, and what that costs."""

    kept: tuple[Timed, ...]
    gone: tuple[Timed, ...] = ()
    price: int = 0

    @property
    def least(self) -> int:
        return sum(one.limits.least for one in self.kept)


_Choice: TypeAlias = dict[int, _Lane]
"""Some of the tracks of a block, by their numbers."""


def thinned(item: Timed, prices: Mapping[Path, int], *, every: bool = False) -> list[Thinned]:
    """The ways to take blocks out of a block's tracks, which each keep one at least; the first takes out none.

    Args:
        item: a block.
        prices: what it costs to take a block out, of those that may go.
        every: those too that ask for as much as a cheaper one does.
    """
    if not any(one.path in prices for one in item.inner()):
        return [Thinned(item)]
    found: list[_Choice] = [{}]
    made: list[Thinned] = []
    # Group by group, so that of those before only what they ask for together matters.
    for group in _groups(item.lanes, prices, every=every):
        choices = group if every else _best(item, group)[0]
        found = [{**way, **other} for way in found for other in choices]
        found, made = (found, [_made(item, way) for way in found]) if every else _best(item, found)
    return [way if way.gone else Thinned(item) for way in made]


def _best(item: Timed, choices: Sequence[_Choice]) -> tuple[list[_Choice], list[Thinned]]:
    """Those than which no other is at least as good in everything, and what the block becomes by them."""
    made = [_made(item, choice) for choice in choices]
    kept = _unbeaten(made)
    return [choices[number] for number in kept], [made[number] for number in kept]


def _made(item: Timed, chosen: _Choice) -> Thinned:
    lanes = [chosen[number] for number in sorted(chosen)]
    gone = tuple(one for lane in lanes for one in lane.gone)
    return Thinned(with_tracks(item, [lane.kept for lane in lanes]), gone, sum(lane.price for lane in lanes))


def _groups(lanes: Sequence[Sequence[Timed]], prices: Mapping[Path, int], *, every: bool) -> Iterator[list[_Choice]]:
    """What can become of tracks: of those without clock times together, and of each of the others."""
    loose: dict[int, list[_Lane]] = {}
    for number, lane in enumerate(lanes):
        if every:
            yield [{number: way} for way in _sets(lane, prices, _free(lane, prices))]
        elif _has_clock(lane):
            yield [{number: way} for way in _some(lane, prices)]
        else:
            loose[number] = _shorter(lane, prices)
    if loose:
        yield list(_together(loose))


def _has_clock(lane: Sequence[Timed]) -> bool:
    return any(one.block.has_clock for top in lane for one in (top, *top.inner()))


def _free(lane: Sequence[Timed], prices: Mapping[Path, int]) -> list[Timed]:
    """What may go of a track, the cheapest first."""
    free = [one for top in lane for one in (top, *top.inner()) if one.path in prices]
    return sorted(free, key=lambda one: prices[one.path])


def _sets(lane: Sequence[Timed], prices: Mapping[Path, int], free: Sequence[Timed]) -> Iterator[_Lane]:
    """Everything that can be taken out of a track together, nothing first."""
    for number in range(len(free) + 1):
        for gone in combinations(free, number):
            if kept := _left(lane, {one.path for one in gone}):
                yield _Lane(kept, gone, sum(prices[one.path] for one in gone))


def _some(lane: Sequence[Timed], prices: Mapping[Path, int]) -> Iterator[_Lane]:
    """The ways to shorten a track with clock times: everything of the cheapest few, then one block after the other."""
    free = _free(lane, prices)
    yield from _sets(lane, prices, free[:_MOST])
    gone = free[:_MOST]
    for one in free[_MOST:]:
        if kept := _left(lane, {other.path for other in (*gone, one)}):
            gone = [*gone, one]
            yield _Lane(kept, tuple(gone), sum(prices[other.path] for other in gone))


def _shorter(lane: Sequence[Timed], prices: Mapping[Path, int]) -> list[_Lane]:
    """The cheapest way to each length of a track without clock times, the longest first."""
    found = {(False, 0): _Lane(())}
    for one in lane:
        ways = [_Lane((way.item,), way.gone, way.price) for way in thinned(one, prices)]
        ways += [_Lane((), (one,), prices[one.path])] if one.path in prices else []
        after: dict[tuple[bool, int], _Lane] = {}
        for so_far in found.values():
            for way in ways:
                lane_ = _Lane((*so_far.kept, *way.kept), (*so_far.gone, *way.gone), so_far.price + way.price)
                key = bool(lane_.kept), lane_.least
                if key not in after or lane_.price < after[key].price:
                    after[key] = lane_
        found = after
    return _cheaper([way for way in found.values() if way.kept])


def _cheaper(ways: Sequence[_Lane]) -> list[_Lane]:
    """Those that are shorter than all that cost less, the cheapest first."""
    found: list[_Lane] = []
    for way in sorted(ways, key=lambda one: (one.price, one.least)):
        if not found or way.least < found[-1].least:
            found.append(way)
    return found


def _together(lanes: Mapping[int, list[_Lane]]) -> Iterator[_Choice]:
    """The cheapest way to make all of some tracks no longer than each length that one of them can have."""
    for least in sorted({way.least for ways in lanes.values() for way in ways}, reverse=True):
        short = {number: [way for way in ways if way.least <= least] for number, ways in lanes.items()}
        if all(short.values()):
            yield {number: ways[0] for number, ways in short.items()}


def _unbeaten(ways: Sequence[Thinned]) -> list[int]:
    """The numbers of those than which no other is at least as good in everything."""
    found: list[int] = []
    needs = [way.needs for way in ways]
    for number in sorted(range(len(ways)), key=needs.__getitem__):
        own = needs[number]
        if all(any(a > b for a, b in zip(needs[other], own, strict=True)) for other in found):
            found.append(number)
    return found
