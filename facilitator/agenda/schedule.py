"""The plan of a session: every block's clock times, and the same for what is left of the day when it runs late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal, TypeAlias

from facilitator.agenda.apportion import apportion
from facilitator.agenda.budget import within
from facilitator.agenda.filling import Span, droppable, fill, missing
from facilitator.agenda.model import Agenda, Block, Path, Step, block_ids
from facilitator.agenda.pins import PlaceOf, Stretch, Timed, first_start, nowhere, on_their_day, stretches, timed
from facilitator.agenda.times import DAY, clock_text
from facilitator.content.terms import Terms
from facilitator.problems import Problem, Problems, nearest

__all__ = ["Lane", "PlanNote", "Schedule", "Slot", "TimedStep", "plan", "replan"]

NoteKind: TypeAlias = Literal["room", "room_at_end", "slip", "early", "shortened", "dropped"]


@dataclass(frozen=True, slots=True)
class PlanNote:
    """Something to know about a plan that holds, with its minutes and clock time (minutes after midnight)."""

    kind: NoteKind
    block: str
    """The block's title."""
    minutes: int = 0
    clock: int = 0

    def text(self, terms: Terms) -> str:
        """The note in the agenda's language."""
        clock = terms.clock.format(clock=clock_text(self.clock, terms.decimal_clock))
        said: str = getattr(terms.plan, self.kind)
        return said.format(block=self.block, minutes=self.minutes, clock=clock)


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step with its own start and minutes; None where neither is known."""

    step: Step
    start: int | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A track with its blocks; ``waiting`` minutes are left when it is done before the others."""

    title: str
    room: str | None
    slots: tuple[Slot, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A block with its time, in minutes from the first day's midnight (or from the beginning, in a relative plan)."""

    block: Block
    id: str
    path: Path
    start: int
    end: int
    latest_start: int
    """Starting later than this breaks a pin, a budget, or somebody's least minutes."""
    pinned: bool
    slip: int = 0
    """Minutes after (or, negative, before) its soft start."""
    steps: tuple[TimedStep, ...] = ()
    lanes: tuple[Lane, ...] = ()

    @property
    def minutes(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Schedule:
    """A session that holds."""

    agenda: Agenda
    slots: tuple[Slot, ...]
    start: int
    end: int
    relative: bool
    """No clock times: it begins at 0."""
    notes: tuple[PlanNote, ...] = ()
    dropped: tuple[Block, ...] = ()
    """Taken out to make the rest of the day hold, the first to go first."""
    days: tuple[Stretch, ...] = field(default=(), repr=False)
    shift: int = field(default=0, repr=False)
    """By how many minutes the pins were moved."""

    def slot(self, name: str) -> Slot:
        """The slot of the block with this id.

        Raises:
            Problems: there is none.
        """
        found = next((slot for slot in self.slots if slot.id == name), None)
        if found is None:
            ids = [slot.id for slot in self.slots]
            raise Problems.one(f"there is no block “{name}”", "expected one of " + ", ".join(ids), nearest(name, ids))
        return found

    def walk(self) -> Iterator[Slot]:
        """Every slot, those in tracks after the one they stand in."""
        return _walk(self.slots)

    @property
    def spent(self) -> dict[str, int]:
        """The minutes of every kind that has a budget."""
        budget = self.agenda.budget
        return {kind: sum(slot.minutes for slot in self.slots if slot.block.kind == kind) for kind in budget}

    @property
    def droppable(self) -> list[Block]:
        """Blocks that may still be taken out, the first to go first."""
        optional = [slot.block for slot in self.slots if slot.block.optional is not None and not slot.pinned]
        return sorted(optional, key=lambda block: block.optional or 0)


def plan(agenda: Agenda, *, start: int | None = None, place: PlaceOf = nowhere) -> Schedule:
    """The plan of a whole session.

    ``start`` (minutes after midnight) is when it begins instead of when it says; its pins move along. An agenda without
    any clock time is planned from 0. ``place`` tells where in its file a path is, for the errors.

    Raises:
        Problems: blocks without minutes, pins that run backwards, too little time between two pins, or a budget that
            cannot be kept.
    """
    ids = block_ids(agenda)
    items = timed(agenda.blocks, ids, (), place)
    own = first_start(agenda, items)
    begin = own if own is not None else start or 0
    shift = 0 if own is None or start is None else start - own
    days = tuple(day.moved(shift) for day in stretches(agenda, items, begin, place))
    slots, notes = _filled(within(agenda.budget, days, place), ids, shift, place)
    end = days[-1].end if days[-1].end is not None else slots[-1].end
    return Schedule(agenda, slots, days[0].start, end, own is None and start is None, notes, (), days, shift)


def replan(schedule: Schedule, *, at: str, now: int, place: PlaceOf = nowhere) -> Schedule:
    """What is left of the day when the block ``at`` begins ``now`` (minutes after midnight).

    Optional blocks are taken out only when the rest would not hold otherwise, the lowest number first.

    Raises:
        Problems: there is no such block, or not even that is enough.
    """
    running = schedule.slot(at)
    days = [day for day in schedule.days if day.items[-1].path >= running.path]
    now = _closest(now, running.start)
    left = [replace(item, at=None, around=None) if item.id == at else item for item in days[0].items]
    kept, dropped = _lightened(Stretch(tuple(left[[item.id for item in left].index(at) :]), now, days[0].end))
    days[0] = kept
    slots, notes = _filled(days, block_ids(schedule.agenda), schedule.shift, place)
    before = {slot.id: slot for slot in schedule.slots}
    notes = (
        *(PlanNote("dropped", item.block.title) for item in dropped),
        *(
            PlanNote("shortened", slot.block.title, before[slot.id].minutes - slot.minutes)
            for slot in slots
            if slot.minutes < before[slot.id].minutes
        ),
        *notes,
    )
    end = kept.end if len(days) == 1 and kept.end is not None else slots[-1].end
    blocks = tuple(item.block for item in dropped)
    return replace(schedule, slots=slots, start=now, end=end, notes=notes, dropped=blocks, days=tuple(days))


def _closest(clock: int, to: int) -> int:
    """The clock time on the day that brings it closest to another."""
    return to + (clock - to + DAY // 2) % DAY - DAY // 2


def _lightened(stretch: Stretch) -> tuple[Stretch, list[Timed]]:
    """The stretch without the optional blocks that keep it from holding, and those blocks; whole if it never holds."""
    kept, dropped = stretch, list[Timed]()
    for item in droppable(stretch.items[1:]):
        without = replace(kept, items=tuple(one for one in kept.items if one is not item))
        if missing(without) < missing(kept):
            kept = without
            dropped.append(item)
    return (stretch, []) if missing(kept) else (kept, dropped)


def _filled(
    days: Sequence[Stretch], ids: dict[Path, str], shift: int, place: PlaceOf
) -> tuple[tuple[Slot, ...], tuple[PlanNote, ...]]:
    """Slots and notes of all the days.

    Raises:
        Problems: of all days at once.
    """
    slots: list[Slot] = []
    notes: list[PlanNote] = []
    problems: list[Problem] = []
    for day in days:
        try:
            spans, rooms = fill(day, place)
            slots += [_slot(span, ids, shift, place) for span in spans]
        except Problems as error:
            problems += error.problems
            continue
        notes += [
            PlanNote("room", room.before.block.title, room.minutes)
            if room.before
            else PlanNote("room_at_end", "", room.minutes)
            for room in rooms
        ]
    if problems:
        raise Problems(problems)
    for slot in slots:
        if slot.slip:
            notes.append(PlanNote("slip" if slot.slip > 0 else "early", slot.block.title, abs(slot.slip), slot.start))
    return tuple(slots), tuple(notes)


def _slot(span: Span, ids: dict[Path, str], shift: int, place: PlaceOf) -> Slot:
    item, block = span.item, span.item.block
    slip = 0 if item.around is None else span.start - item.around
    steps = _steps(block.how, span.start, span.end - span.start)
    lanes = tuple(_lane(item, number, span, ids, shift, place) for number in range(len(block.parallel)))
    pinned = item.at is not None
    return Slot(block, item.id, item.path, span.start, span.end, span.latest_start, pinned, slip, steps, lanes)


def _lane(item: Timed, number: int, span: Span, ids: dict[Path, str], shift: int, place: PlaceOf) -> Lane:
    track, path = item.block.parallel[number], (*item.path, "parallel", number)
    inner = [one.moved(shift) for one in timed(track.blocks, ids, path, place)]
    spans, rooms = fill(Stretch(tuple(on_their_day(inner, span.start, place)), span.start, span.end), place)
    slots = tuple(_slot(one, ids, shift, place) for one in spans)
    return Lane(track.title, track.room, slots, sum(room.minutes for room in rooms))


def _steps(how: Sequence[Step], start: int, minutes: int) -> tuple[TimedStep, ...]:
    """The steps with their times, stretched or squeezed with their block when all of them have minutes."""
    written = [step.minutes for step in how]
    given: list[int | None] = list(written)
    timed_steps = [n for n in written if n is not None]
    total = sum(timed_steps)
    if total and len(timed_steps) == len(how):
        targets = [Fraction(n * minutes, total) for n in timed_steps]
        most = [minutes if n else 0 for n in timed_steps]
        given = [*apportion(minutes, targets, [0] * len(how), most, unit=1)]
    found: list[TimedStep] = []
    now: int | None = start
    for step, spent in zip(how, given, strict=True):
        found.append(TimedStep(step, now if spent is not None else None, spent))
        now = None if now is None or spent is None else now + spent
    return tuple(found)


def _walk(slots: Sequence[Slot]) -> Iterator[Slot]:
    for slot in slots:
        yield slot
        for lane in slot.lanes:
            yield from _walk(lane.slots)
