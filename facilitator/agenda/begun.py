"""What becomes of a block that has begun, of one that cannot begin in time, and of a plan that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.agenda.day_clock import with_tracks
from facilitator.agenda.durations import Duration
from facilitator.agenda.model import Path, Timed
from facilitator.agenda.schedule import PlanNote, Schedule, Slot

__all__ = ["begun", "drifts", "from_now", "moves", "pushed", "still"]


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


def from_now(schedule: Schedule, slot: Slot, now: int) -> Schedule:
    """A plan that is kept, from a block on that runs or comes next."""
    slots = schedule.slots[schedule.slots.index(slot) :]
    days = [day for day in schedule.days if day.items[-1].path >= slot.path]
    # Before its first block a day has not begun.
    now = max(now, min(slot.start, days[0].start))
    if now > slot.start:
        slots = (_rest_of(slot, now), *slots[1:])
    days[0] = replace(days[0], items=tuple(item for item in days[0].items if item.path >= slot.path), start=now)
    titles = {one.block.title for one in slots}
    kept = [note for note in schedule.notes if not note.block or note.block in titles]
    later = [note for note in kept if (note.kind, note.block) != ("room", slot.block.title)]
    idle = [PlanNote("room", slot.block.title, slot.start - now)] if slot.start > now else []
    return replace(schedule, slots=slots, start=now, notes=(*idle, *later), days=tuple(days), running=slot.id)


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
