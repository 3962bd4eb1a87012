"""A block without some of the blocks in its tracks: the ways to make it ask for less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from facilitator.agenda.day_clock import with_tracks
from facilitator.agenda.model import Path, Timed

__all__ = ["Thinned", "thinned", "without"]


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


_EVER = 1 << 60
"""Minutes beyond any clock time."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """The first blocks of a track, what is taken out of it, and what that costs."""

    kept: tuple[Timed, ...] = ()
    gone: tuple[Timed, ...] = ()
    price: int = 0
    least: int = 0
    """Its minutes when no clock time makes anybody wait."""
    latest: int = _EVER
    """It begins by then, for its clock times."""
    earliest_end: int = -_EVER
    """It does not end before, for its clock times."""

    @property
    def needs(self) -> tuple[int, ...]:
        """What it asks of the block around it, its price first, and of those after it to keep one: more is worse."""
        return self.price, self.least, -self.latest, self.earliest_end, not self.kept

    def then(self, way: Thinned) -> _Lane:
        """With one more block."""
        item, own = way.item, way.item.limits.least
        begins = (item.at, item.latest, None if item.until is None else item.until - own)
        ends = (None if item.at is None else item.at + own, item.until, item.earliest_end)
        return _Lane(
            (*self.kept, item),
            (*self.gone, *way.gone),
            self.price + way.price,
            self.least + own,
            min([self.latest, *(begin - self.least for begin in begins if begin is not None)]),
            max([self.earliest_end + own, *(end for end in ends if end is not None)]),
        )

    def without(self, item: Timed, price: int) -> _Lane:
        """With one more block that is taken out."""
        return replace(self, gone=(*self.gone, item), price=self.price + price)


_Choice: TypeAlias = dict[int, _Lane]
"""Some of the tracks of a block, by their numbers."""


def thinned(item: Timed, prices: Mapping[Path, int]) -> list[Thinned]:
    """The ways to take blocks out of a block's tracks, which each keep one at least; the first takes out none.

    Of ways that ask for no less than a cheaper one nothing is said.

    Args:
        item: a block.
        prices: what it costs to take a block out, of those that may go.
    """
    if not any(one.path in prices for one in item.inner()):
        return [Thinned(item)]
    found: list[_Choice] = [{}]
    made: list[Thinned] = []
    # Group by group, so that of those before only what they ask for together matters.
    for group in _groups(item.lanes, prices):
        choices = _best(item, group)[0]
        found, made = _best(item, [{**way, **other} for way in found for other in choices])
    return [way if way.gone else Thinned(item) for way in made]


def _best(item: Timed, choices: Sequence[_Choice]) -> tuple[list[_Choice], list[Thinned]]:
    """Those than which no other is at least as good in everything, and what the block becomes by them."""
    made = [_made(item, choice) for choice in choices]
    kept = _unbeaten([way.needs for way in made])
    return [choices[number] for number in kept], [made[number] for number in kept]


def _made(item: Timed, chosen: _Choice) -> Thinned:
    lanes = [chosen[number] for number in sorted(chosen)]
    gone = tuple(one for lane in lanes for one in lane.gone)
    return Thinned(with_tracks(item, [lane.kept for lane in lanes]), gone, sum(lane.price for lane in lanes))


def _groups(lanes: Sequence[Sequence[Timed]], prices: Mapping[Path, int]) -> Iterator[list[_Choice]]:
    """What can become of tracks: of those without clock times together, and of each of the others."""
    loose: dict[int, list[_Lane]] = {}
    for number, lane in enumerate(lanes):
        ways = _ways(lane, prices)
        if any(one.has_clock for top in lane for one in (top, *top.inner())):
            yield [{number: way} for way in ways]
        else:
            loose[number] = ways
    if loose:
        yield list(_together(loose))


def _ways(lane: Sequence[Timed], prices: Mapping[Path, int]) -> list[_Lane]:
    """The ways to shorten a track than which no other is at least as good in everything, the cheapest first."""
    found = [_Lane()]
    for one in lane:
        own = thinned(one, prices)
        ways = [so_far.then(way) for so_far in found for way in own]
        if one.path in prices:
            ways += [so_far.without(one, prices[one.path]) for so_far in found]
        found = [ways[number] for number in _unbeaten([way.needs for way in ways])]
    return [way for way in found if way.kept]


def _together(lanes: Mapping[int, list[_Lane]]) -> Iterator[_Choice]:
    """The cheapest way to make all of some tracks no longer than each length that one of them can have."""
    for least in sorted({way.least for ways in lanes.values() for way in ways}, reverse=True):
        short = {number: [way for way in ways if way.least <= least] for number, ways in lanes.items()}
        if all(short.values()):
            yield {number: ways[0] for number, ways in short.items()}


def _unbeaten(needs: Sequence[tuple[int, ...]]) -> list[int]:
    """The numbers of those than which no other asks for as little of everything, the cheapest first."""
    found: list[int] = []
    for number in sorted(range(len(needs)), key=needs.__getitem__):
        if all(any(a > b for a, b in zip(needs[other], needs[number], strict=True)) for other in found):
            found.append(number)
    return found
