"""What becomes of a block of a day that runs late: it has begun, cannot begin in time, or goes in part.

The ways to make a block ask for less are those to take blocks out of its tracks (`thinned`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from facilitator.agenda import Path, Timed
from facilitator.agenda.day_clock import thinned_ends, with_tracks
from facilitator.agenda.durations import Duration
from facilitator.agenda.schedule import PlanNote, Schedule, Slot, walked

__all__ = [
    "Thinned",
    "begun",
    "drifts",
    "ends_of",
    "first_to_go",
    "from_now",
    "moves",
    "pushed",
    "still",
    "thinned",
    "without",
]


def begun(item: Timed, now: int, left: int | None) -> Timed:
    """A block that begins now, or (with ``left``) takes so many more minutes."""
    if item.at is not None or item.around is not None:
        item = replace(item, at=None, around=None)
    if left is None:
        if item.earliest_end is None:
            return item
        # It may last longer than it says, for the clock times in its tracks.
        return replace(item, at=now, limits=item.limits.at_least(item.earliest_end - now))
    fixed = Duration.fixed(left)
    return replace(item.bare(), limits=fixed, until=None)


def ends_of(items: Sequence[Timed], now: int, left: int | None) -> list[int]:
    """When a track can end whose first block begins now, or takes so many more minutes.

    That is with the least minutes, with the ideal ones, and with whole fives between, for all that may be taken out of
    it, and where a wished start is kept.
    """
    running, later = replace(begun(items[0], now, left), at=now), items[1:]
    found: set[int] = set()
    for least, ideal in thinned_ends(running, later):
        found |= {least, *range(-(-least // 5) * 5, ideal, 5), ideal}
    for number, item in enumerate(later):
        if item.around is not None and item.at is None:
            found |= {least for least, _ideal in thinned_ends(replace(item, at=item.around), later[number + 1 :])}
    return sorted(found)


def first_to_go(item: Timed) -> tuple[bool, int, Path]:
    """The order of those that go."""
    return item.block.optional is None, item.block.optional or 0, item.path


def from_now(schedule: Schedule, slot: Slot, now: int) -> Schedule:
    """A plan that is kept, from a block on that runs or comes next."""
    slots = schedule.slots[schedule.slots.index(slot) :]
    days = [day for day in schedule.days if day.items[-1].path >= slot.path]
    # Before its first block a day has not begun.
    now = max(now, min(slot.start, days[0].start))
    if now > slot.start:
        slots = (_rest_of(slot, now), *slots[1:])
    days[0] = replace(days[0], items=tuple(item for item in days[0].items if item.path >= slot.path), start=now)
    ahead = {one.path for one in walked(slots) if not one.begun}
    kept = [note for note in schedule.notes if not note.path or _block_of(note) in ahead]
    later = [note for note in kept if (note.kind, note.path) != ("room", slot.path)]
    idle = [PlanNote("room", slot.block.title, slot.start - now, path=slot.path)] if slot.start > now else []
    return replace(schedule, slots=slots, start=now, notes=(*idle, *later), days=tuple(days), running=slot.id)


def _block_of(note: PlanNote) -> Path:
    """The block that a note is about, perhaps one of its lines."""
    return note.path if isinstance(note.path[-1], int) else note.path[:-1]


def _rest_of(slot: Slot, now: int) -> Slot:
    """A slot of a plan that is kept, from now on."""
    lanes = tuple(
        replace(
            lane, slots=tuple(one if one.start >= now else _rest_of(one, now) for one in lane.slots if one.end > now)
        )
        for lane in slot.lanes
    )
    return replace(slot, start=now, pinned=False, slip=0, lanes=lanes, begun=True)


def still(lane: Sequence[Timed], before: Mapping[Path, Slot], now: int, end: int) -> list[Timed]:
    """What is left of a track: by its limits and clock times, or without them where they do not fit.

    Args:
        lane: its blocks.
        before: their slots in the plan before.
        now: what lies before that in the plan before is done, or begun.
        end: when the track ends, counted as the plan before does.
    """
    left = [replace(item, at=None, around=None) if before[item.path].start < now else item for item in lane]
    left = [item for item in left if before[item.path].end > now]
    gone = {item.path: max(0, now - before[item.path].start) for item in left}
    kept = [replace(item, limits=item.limits.without(gone[item.path])) for item in left]
    if _fits(kept, now, end):
        return kept
    return [
        replace(item.bare(), at=None, around=None, until=None, limits=replace(item.limits, least=0)) for item in kept
    ]


def _fits(items: Iterable[Timed], now: int, end: int) -> bool:
    """Whether the least minutes of blocks fit between their pins, and between two times."""
    for item in items:
        start = now if item.at is None else item.at
        done = item.least_end(start) if start >= now else None
        if done is None:
            return False
        now = done
    return now <= end


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
        now = found[-1].least_end(now if found[-1].at is None else found[-1].at) or now
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


def drifts(schedule: Schedule, slots: Sequence[Slot], told: Sequence[PlanNote]) -> Iterator[PlanNote]:
    """Breaks, and an end, that come later without any pin that says when."""
    before = {slot.path: slot.start for slot in schedule.slots}
    pinned = {note.path for note in told}
    for slot in slots[1:]:
        late = slot.start - before[slot.path]
        if slot.block.kind == "break" and slot.block.around is None and late > 0 and slot.path not in pinned:
            yield PlanNote("moved", slot.block.title, late, slot.start, path=slot.path)
    late = slots[-1].end - schedule.end
    if late > 0 and all(note.path for note in told if note.kind in ("end_moved", "ends_later")):
        yield PlanNote("end_moved", "", late, slots[-1].end)


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
