"""The plan of a session: every block gets its clock times, its steps, and its tracks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from facilitator.agenda.allotting import Placed, allotted, segments
from facilitator.agenda.apportion import apportion
from facilitator.agenda.budget import Budget, check_budget, hold_tracks
from facilitator.agenda.day_clock import first_start, stretches, timed
from facilitator.agenda.gaps import gaps
from facilitator.agenda.model import Agenda, Path, Step, block_ids
from facilitator.agenda.schedule import Lane, PlanNote, Schedule, Slot, Stretch, Timed, TimedStep, minutes_of, walked
from facilitator.problems import Problems

__all__ = ["arranged", "plan"]


def plan(agenda: Agenda, *, start: int | None = None) -> Schedule:
    """The plan of a whole session.

    ``start`` (minutes after midnight) is when it begins instead of when it says; its pins move along. An agenda without
    any clock time is planned from 0.

    Raises:
        Problems: blocks without minutes, pins that run backwards, too little time between two pins, or a budget that
            its blocks cannot keep.
    """
    items = timed(agenda.blocks, block_ids(agenda), ())
    own = first_start(agenda, items)
    begin = own if own is not None else start or 0
    shift = 0 if own is None or start is None else start - own
    days = tuple(day.moved(shift) for day in stretches(agenda, items, begin))
    check_budget(agenda.budget, items)
    if problems := [problem for day in days for problem in gaps(day)]:
        raise Problems(problems)
    slots, notes = arranged(days, agenda.budget)
    notes += tuple(_protected(days))
    end = days[-1].end if days[-1].end is not None else slots[-1].end
    return Schedule(agenda, slots, days[0].start, end, own is None and start is None, notes, (), days)


def _protected(days: Sequence[Stretch]) -> Iterator[PlanNote]:
    """A closing that says it may be taken out."""
    for item in days[-1].items:
        if item.closing and item.block.optional is not None:
            yield PlanNote("closing", item.block.title, path=(*item.path, "optional"))


def arranged(
    days: Sequence[Stretch], budget: Budget, before: Mapping[Path, int] | None = None
) -> tuple[tuple[Slot, ...], tuple[PlanNote, ...]]:
    """The best plan of days that can be held, and what is to know about it.

    Args:
        days: with their pins; the least minutes fit between them.
        budget: minutes by kind, for all the days together.
        before: the minutes of the plan before, by block.
    """
    held, left = hold_tracks(budget, days)
    slots, notes = _arranged(held, left, budget, before)
    if not budget or not any(slot.lanes for slot in slots):
        return slots, notes
    tried = [(slots, notes)]
    for inside in (True, False, True, False):
        # What the blocks on one side of the tracks' edge could not take or give is for those on the other.
        kept = minutes_of((one for one in walked(slots) if ("parallel" in one.path) == inside), budget)
        if not _shortfall(notes):
            break
        rest = {kind: max(0, minutes - kept[kind]) for kind, minutes in budget.items()}
        held, left = (held, rest) if inside else hold_tracks(budget, days, rest)
        slots, notes = _arranged(held, left, budget, before)
        tried.append((slots, notes))
    return min(tried, key=lambda one: _shortfall(one[1]))


def _shortfall(notes: Sequence[PlanNote]) -> int:
    return sum(abs(note.minutes - note.wanted) for note in notes if note.kind == "budget")


def _arranged(
    days: Sequence[Stretch], left: Budget, budget: Budget, before: Mapping[Path, int] | None
) -> tuple[tuple[Slot, ...], tuple[PlanNote, ...]]:
    """The best plan when the blocks outside tracks have what is ``left`` of the budget."""
    placed = iter(allotted([segment for day in days for segment in segments(day)], left, before))
    slots: list[Slot] = []
    notes: list[PlanNote] = []
    for day in days:
        own = [next(placed) for _item in day.items]
        notes += _rooms(day, own)
        slots += _with_latest_starts(own, day, budget)
    notes += _slips(slots)
    spent = minutes_of(walked(slots), budget)
    for kind, wanted in budget.items():
        if spent[kind] != wanted:
            notes.append(PlanNote("budget", kind, spent[kind], wanted=wanted, path=("budget", kind)))
    return tuple(slots), tuple(notes)


def _rooms(day: Stretch, placed: Sequence[Placed]) -> Iterator[PlanNote]:
    """The minutes that nobody uses."""
    now = day.start
    for one in placed:
        if one.start > now:
            yield PlanNote("room", one.item.block.title, one.start - now)
        now = one.end
    if day.end is not None and day.end > now:
        yield PlanNote("room_at_end", "", day.end - now)


def _slips(slots: Sequence[Slot]) -> Iterator[PlanNote]:
    for slot in walked(slots):
        if slot.slip:
            yield PlanNote("slip" if slot.slip > 0 else "early", slot.block.title, abs(slot.slip), slot.start)


def _with_latest_starts(placed: Sequence[Placed], day: Stretch, budget: Budget) -> list[Slot]:
    """Backwards from the end of the day: every block needs its least minutes, and pins do not move.

    Blocks of a kind with a budget need the minutes that they have.
    """
    found: list[Slot] = []
    limit = day.end if day.end is not None else max((one.end for one in placed), default=day.start)
    for one in reversed(placed):
        item = one.item
        end = limit if item.until is None else min(limit, item.until)
        least = one.end - one.start if item.block.kind in budget else item.limits.least
        limit = end - least if item.at is None else item.at
        limit = limit if item.latest is None else min(limit, item.latest)
        found.append(_slot(one, limit, budget))
    return found[::-1]


def _slot(placed: Placed, latest_start: int, budget: Budget) -> Slot:
    item, start, end = placed.item, placed.start, placed.end
    slip = 0 if item.around is None else start - item.around
    lanes = tuple(_lane(item, number, start, end, budget) for number in range(len(item.lanes)))
    steps = _steps(item.block.how, start, end - start)
    return Slot(item.block, item.id, item.path, start, end, latest_start, item.at is not None, slip, steps, lanes)


def _lane(item: Timed, number: int, start: int, end: int, budget: Budget) -> Lane:
    track, stretch = item.block.parallel[number], Stretch(item.lanes[number], start, end)
    own = {kind: sum(one.limits.ideal for one in stretch.items if one.block.kind == kind) for kind in budget}
    placed = allotted(list(segments(stretch)), {kind: minutes for kind, minutes in own.items() if minutes})
    waiting = sum(note.minutes for note in _rooms(stretch, placed))
    return Lane(track.title, track.room, tuple(_with_latest_starts(placed, stretch, budget)), waiting)


def _steps(how: Sequence[Step], start: int, minutes: int) -> tuple[TimedStep, ...]:
    """The steps with their times, stretched or squeezed with their block when all of them have minutes."""
    given = _step_minutes(tuple(step.minutes for step in how), minutes)
    found: list[TimedStep] = []
    now: int | None = start
    for step, spent in zip(how, given, strict=True):
        found.append(TimedStep(step, now if spent is not None else None, spent))
        now = None if now is None or spent is None else now + spent
    return tuple(found)


@lru_cache(maxsize=4096)
def _step_minutes(written: tuple[int | None, ...], minutes: int) -> tuple[int | None, ...]:
    """The minutes of each step; of steps that all say how long they take, in proportion."""
    known = [n for n in written if n is not None]
    total = sum(known)
    if not total or len(known) < len(written):
        return written
    targets = [Fraction(n * minutes, total) for n in known]
    return tuple(apportion(minutes, targets, [0] * len(known), [minutes if n else 0 for n in known], unit=1))
