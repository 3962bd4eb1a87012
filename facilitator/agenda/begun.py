"""What is left of a block that has begun, and of a plan that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from facilitator.agenda.leaving_out import fits
from facilitator.agenda.model import Path, Timed
from facilitator.agenda.schedule import PlanNote, Schedule, Slot
from facilitator.agenda.times import Duration

__all__ = ["begun", "from_now", "still"]


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
    if fits(kept, now, end):
        return kept
    return [
        replace(item.bare(), at=None, around=None, until=None, limits=replace(item.limits, least=0)) for item in kept
    ]
