"""A plan that somebody has changed: blocks are left out of it, or the rest of its day is another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from facilitator.agenda.late_blocks import without
from facilitator.agenda.model import Path, Stretch
from facilitator.agenda.planning import arranged
from facilitator.agenda.schedule import Schedule, Slot, walked

__all__ = ["left_out", "with_rest"]


def left_out(schedule: Schedule, gone: Collection[Path]) -> Schedule | None:
    """The plan without some of its blocks; None where a day or a track would have none left.

    The others keep to the minutes that the plan gives them, and to its budgets without what has gone.
    """
    if not gone:
        return schedule
    days = [_thinned(day, gone) for day in schedule.days]
    kept = tuple(day for day in days if day is not None)
    if len(kept) < len(days):
        return None
    before = {slot.path: slot.minutes for slot in schedule.walk()}
    paths = {one.path for day in kept for item in day.items for one in (item, *item.inner())}
    slots = [slot for slot in schedule.walk() if slot.path in paths]
    budget = {kind: sum(slot.minutes for slot in slots if slot.block.kind == kind) for kind in schedule.agenda.budget}
    found, notes = arranged(kept, budget, before)
    end = kept[-1].end if kept[-1].end is not None else found[-1].end
    dropped = tuple(slot.block for slot in schedule.walk() if slot.path in gone)
    return replace(schedule, slots=found, end=end, notes=notes, dropped=dropped, days=kept)


def _thinned(day: Stretch, gone: Collection[Path]) -> Stretch | None:
    left = [without(item, gone) for item in day.items if item.path not in gone]
    items = tuple(item for item in left if item is not None)
    return replace(day, items=items) if items and len(items) == len(left) else None


def with_rest(schedule: Schedule, rest: Schedule, *, begun: bool) -> Schedule:
    """The plan of the whole session, with another plan for what is left of it (`replanning.replan`).

    Args:
        schedule: the plan until now; what lies before the rest stays as it is in it.
        rest: its first block is the one that is running.
        begun: that one runs since the plan until now says, and only its end is new.
    """
    first = rest.slots[0]
    was = next(slot for slot in schedule.walk() if slot.path == first.path)
    now = replace(was, end=first.end) if begun else first
    holder = next(slot for slot in schedule.slots if slot.path == first.path[: len(slot.path)])
    inside = [slot for slot in rest.slots if slot.path[: len(holder.path)] == holder.path]
    held = _with_track(holder, [now, *inside[1:]])
    before = [slot for slot in schedule.slots if slot.path < holder.path]
    days, later = _days(schedule, rest, holder, held), rest.slots[len(inside) :]
    end = rest.end
    if first.path != holder.path and not later:
        # All else of the day does not notice what becomes of this track.
        later = tuple(slot for slot in schedule.slots if slot.path > holder.path)
        end = schedule.end
    slots = (*before, held, *later)
    return replace(rest, slots=slots, start=schedule.start, end=end, days=days, running="")


def _with_track(holder: Slot, rest: Sequence[Slot]) -> Slot:
    """The block with what is left of one of its tracks, or the first of that itself where it is the block."""
    if rest[0].path == holder.path:
        return rest[0]
    number = rest[0].path[len(holder.path) + 1]
    assert isinstance(number, int)
    lane = holder.lanes[number]
    within = next(slot for slot in lane.slots if slot.path == rest[0].path[: len(slot.path)])
    deeper = [slot for slot in rest if slot.path[: len(within.path)] == within.path]
    done = (slot for slot in lane.slots if slot.path < within.path)
    slots = (*done, _with_track(within, deeper), *rest[len(deeper) :])
    ends = [slots[-1].end, *(one.slots[-1].end for one in holder.lanes if one is not lane)]
    end = max(holder.end, *ends)
    lanes = tuple(replace(one, slots=slots) if one is lane else one for one in holder.lanes)
    waiting = tuple(replace(one, waiting=end - one.slots[-1].end) for one in lanes)
    return replace(holder, end=end, lanes=waiting)


def _days(schedule: Schedule, rest: Schedule, holder: Slot, held: Slot) -> tuple[Stretch, ...]:
    """The days of the whole plan: those before, the one that it is, and those after."""
    number = next(n for n, day in enumerate(schedule.days) if any(item.path == holder.path for item in day.items))
    day, today = schedule.days[number], rest.days[0]
    later = tuple(item for item in today.items if len(item.path) == len(holder.path))
    if later and later[0].path == holder.path:
        items = (*(item for item in day.items if item.path < holder.path), *later)
        return (*schedule.days[:number], replace(day, items=items, end=today.end, cap=today.cap), *rest.days[1:])
    day = _thinned(day, {one.path for one in walked([holder])} - {one.path for one in walked([held])}) or day
    if not later:
        return (*schedule.days[:number], day, *schedule.days[number + 1 :])
    items = (*(item for item in day.items if item.path <= holder.path), *later)
    return (*schedule.days[:number], replace(day, items=items, end=today.end, cap=today.cap), *rest.days[1:])
