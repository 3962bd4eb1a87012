"""A block without some of the blocks in its tracks: the ways to make it ask for less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from facilitator.agenda.day_clock import with_tracks
from facilitator.agenda.model import Path, Timed

__all__ = ["Thinned", "thinned", "without"]

_MOST = 10
"""Blocks of a track: of more that may go, the last are not tried."""


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


def thinned(item: Timed, prices: Mapping[Path, int], *, every: bool = False) -> list[Thinned]:
    """The ways to take blocks out of a block's tracks, which each keep one at least; the first takes out none.

    Args:
        item: a block.
        prices: what it costs to take a block out, of those that may go.
        every: those too that ask for as much as a cheaper one does.
    """
    # Track by track, so that of those before only what they ask for together matters.
    found = [Thinned(replace(item, lanes=()))]
    for lane in item.lanes:
        less = [(gone, kept) for gone in _sets(lane, prices) if (kept := _left(lane, {one.path for one in gone}))]
        found = [
            Thinned(
                with_tracks(way.item, (*way.item.lanes, kept)),
                (*way.gone, *gone),
                way.price + sum(prices[one.path] for one in gone),
            )
            for way in found
            for gone, kept in less
        ]
        found = found if every else _unbeaten(found)
    return [way if way.gone else Thinned(item) for way in found]


def _sets(lane: Sequence[Timed], prices: Mapping[Path, int]) -> Iterator[tuple[Timed, ...]]:
    """Everything that can be taken out of a track together, nothing first."""
    free = [one for top in lane for one in (top, *top.inner()) if one.path in prices][:_MOST]
    return (gone for number in range(len(free) + 1) for gone in combinations(free, number))


def _unbeaten(ways: Sequence[Thinned]) -> list[Thinned]:
    """Those than which no other is at least as good in everything."""
    found: list[Thinned] = []
    for way in sorted(ways, key=lambda one: one.needs):
        if all(any(a > b for a, b in zip(one.needs, way.needs, strict=True)) for one in found):
            found.append(way)
    return found
