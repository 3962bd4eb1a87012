"""A session that has been planned, as data: blocks with limits and pins, stretches of them, and slots with times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from facilitator.agenda import Agenda, Block, BlockKind, Path, Step, Stretch, Timed
from facilitator.agenda.durations import apportion
from facilitator.content.terms import Terms
from facilitator.messages import Problems, _, nearest
from facilitator.text.times import DAY, Roughly, clock_text, elapsed_text

__all__ = [
    "Answer",
    "Form",
    "Lane",
    "PlanNote",
    "Schedule",
    "Slot",
    "TimedStep",
    "closest",
    "may_go",
    "minutes_of",
    "walked",
]


_NoteKind: TypeAlias = Literal[
    "room",
    "room_at_end",
    "slip",
    "early",
    "budget",
    "closing",
    "shortened",
    "dropped",
    "moved",
    "end_moved",
    "ends_later",
]


@dataclass(frozen=True, slots=True)
class PlanNote:
    """Something to know about a plan that holds, with its minutes and clock time (minutes after midnight)."""

    kind: _NoteKind
    block: str
    """The block's title; of a budget its kind."""
    minutes: int = 0
    clock: int = 0
    wanted: int = 0
    """The minutes of a budget that ``minutes`` differ from."""
    path: Path = ()
    """The block that it is about, or a line of it; of a budget its own."""
    rest: bool = False
    """``wanted`` is what the plan before gave of a budget from now on."""

    def text(self, terms: Terms, *, relative: bool = False) -> str:
        """The note in the agenda's language; ``relative`` is a plan without clock times."""
        if relative:
            clock = elapsed_text(self.clock, terms.decimal_clock)
        else:
            clock = terms.clock.format(clock=clock_text(self.clock, terms.decimal_clock))
        said: str = getattr(terms.plan, "budget_left" if self.rest else self.kind)
        block = terms.runsheet.kinds.of(self.block) if self.kind == "budget" else self.block
        return said.format(block=block, minutes=self.minutes, clock=clock, wanted=self.wanted)


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
    who: str | None = None

    def moved(self, by: int) -> Lane:
        """The same, ``by`` minutes later."""
        return replace(self, slots=tuple(slot.moved(by) for slot in self.slots)) if by else self

    @property
    def place(self) -> str:
        """»Samtalen · Lokale 1«: by this those who come know where to go."""
        return f"{self.title} · {self.room}" if self.room else self.title


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
    lanes: tuple[Lane, ...] = ()
    begun: bool = False
    """What is left of a block: where its steps are, nobody knows."""

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @property
    def lasting(self) -> int:
        """Its minutes as they are told: more or less, where it says so of them, or of its steps that make them up."""
        written = self.block.minutes
        about = (
            written.about if written is not None else any(isinstance(one.minutes, Roughly) for one in self.block.how)
        )
        return Roughly(self.minutes) if about else self.minutes

    @property
    def beginning(self) -> int:
        """Its start as it is told: more or less, where it says so of the one that it wishes."""
        return Roughly(self.start) if isinstance(self.block.around, Roughly) else self.start

    @property
    def steps(self) -> tuple[TimedStep, ...]:
        """With their times, stretched or squeezed with the block when all of them have minutes."""
        if self.begun:
            return ()
        how = self.block.how
        given = _step_minutes(tuple(step.minutes for step in how), self.minutes)
        found: list[TimedStep] = []
        now: int | None = self.start
        for step, spent in zip(how, given, strict=True):
            told = Roughly(spent) if spent is not None and isinstance(step.minutes, Roughly) else spent
            found.append(TimedStep(step, now if spent is not None else None, told))
            now = None if now is None or spent is None else now + spent
        return tuple(found)

    def moved(self, by: int) -> Slot:
        """The same, ``by`` minutes later."""
        lanes = tuple(lane.moved(by) for lane in self.lanes)
        start, end, latest = self.start + by, self.end + by, self.latest_start + by
        return replace(self, start=start, end=end, latest_start=latest, lanes=lanes)


@lru_cache(maxsize=4096)
def _step_minutes(written: tuple[int | None, ...], minutes: int) -> tuple[int | None, ...]:
    """The minutes of each step; of steps that all say how long they take, in proportion."""
    known = [n for n in written if n is not None]
    total = sum(known)
    if not total or len(known) < len(written):
        return written
    targets = [n * minutes for n in known]
    return tuple(apportion(minutes, targets, total, [0] * len(known), [minutes if n else 0 for n in known], unit=1))


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
    running: str = ""
    """The id of the block that it begins with when it is what is left of a day."""

    def find(self, name: str, now: int | None = None, day: int | None = None) -> Slot:
        """The slot of a block by its id, its number in the plan, its title, or a part that no other title (or id) has.

        Of several with that title it is the one on that day, and there the one that is nearest to a clock time.

        Raises:
            Problems: there is none, and the nearest name is told; or there are several.
        """
        known = list(self.walk())
        wanted = name.strip().casefold()
        if wanted.isdigit() and 0 < int(wanted) <= len(known):
            return known[int(wanted) - 1]
        titled = [slot for slot in known if slot.block.title.casefold() == wanted]
        # An id that was made from a title is no other name than that of all who have it.
        if (own := [slot for slot in known if slot.id == name]) and (own[0].block.id or own[0] not in titled):
            return own[0]
        if own := self._on(day, titled):
            days = list(dict.fromkeys(self.day_of(slot) or 1 for slot in own))
            if len(days) > 1 and now is not None:
                raise Problems.one(_("“{name}” is on several days", name=name), self._with_day(now, days))
            return min(own, key=lambda slot: _far(slot, now))
        parts = self._on(day, [slot for slot in known if wanted and wanted in slot.block.title.casefold()])
        parts = parts or self._on(day, [slot for slot in known if wanted and wanted in slot.id])
        if len(parts) == 1:
            return parts[0]
        if parts:
            raise Problems.one(
                _("“{name}” could be several blocks", name=name),
                _("expected one of {names}", names=", ".join(slot.id for slot in parts)),
            )
        ids = [slot.id for slot in known]
        titles = {slot.block.title: slot.id for slot in known}
        close = nearest(name, ids)
        raise Problems.one(
            _("there is no block “{name}”", name=name),
            _("expected one of {names}", names=", ".join(ids)),
            close or titles.get(nearest(name, list(titles)), ""),
        )

    def _on(self, day: int | None, slots: list[Slot]) -> list[Slot]:
        """Those on a day; all of them where there are none."""
        return [slot for slot in slots if self.day_of(slot) == day] or slots

    def _with_day(self, now: int, days: Sequence[int]) -> str:
        """What is expected where a time is that of several days."""
        told = (elapsed_text if self.relative else clock_text)(now)
        one, other = (_("day {day} {clock}", day=day, clock=told) for day in (days[0], days[1]))
        return _("expected the day too, such as “{one}” or “{other}”", one=one, other=other)

    def at(self, now: int, day: int) -> int:
        """A time of a day as the plan counts it: of one without clock times the minutes since that day began, or since
        the plan did; else a clock time.
        """
        ((start, end),) = self.spans(day)
        if self.relative:
            return now if now >= start else start + now
        return _near(now, start, end)

    def days_at(self, now: int) -> dict[int, int]:
        """The days during which it is that time, and the time as the plan counts it."""
        found = {day: (self.at(now, day), span) for day, span in self._spans().items()}
        return {day: clock for day, (clock, (start, end)) in found.items() if start <= clock < end}

    def running_at(self, now: int, day: int | None = None) -> tuple[Slot, int]:
        """The block that should be running at a clock time (or begins next; after the end the last), and the time.

        Raises:
            Problems: there is no such day, or the time lies within several.
        """
        slots = self.slots
        spans = self._spans()
        if day is not None:
            self.spans(day)
            spans = {day: spans[day]}
        if len(days := [one for one in self.days_at(now) if one in spans]) > 1:
            told = (elapsed_text if self.relative else clock_text)(now)
            raise Problems.one(_("{clock} is a time of several days", clock=told), self._with_day(now, days))
        clocks = {one: self.at(now, one) for one in spans}
        clock = clocks[min(spans, key=lambda one: max(spans[one][0] - clocks[one], clocks[one] - spans[one][1] + 1, 0))]
        return next((slot for slot in slots if slot.end > clock), slots[-1]), clock

    def _spans(self) -> dict[int, tuple[int, int]]:
        """When each day begins and ends, by its number."""
        slots = {slot.path: slot for slot in self.slots}
        ends = [(slots[one.items[0].path], slots[one.items[-1].path]) for one in self.days]
        return {self.day_of(first) or 1: (first.start, last.end) for first, last in ends}

    def spans(self, day: int | None = None) -> list[tuple[int, int]]:
        """When each day begins and ends, or only the one of that number. Raises `Problems` where there is none."""
        found = self._spans()
        if day is not None and day not in found:
            raise Problems.one(
                _("the plan has no day {day}", day=day), _("expected one of {names}", names=", ".join(map(str, found)))
            )
        return list(found.values()) if day is None else [found[day]]

    def day_of(self, slot: Slot) -> int | None:
        """The number of the day that a slot is on; None when there is only one."""
        numbers = [block.day or 1 for block in self.agenda.blocks]
        place = slot.path[1] if len(slot.path) > 1 else 0
        assert isinstance(place, int)
        return max(numbers[: place + 1]) if max(numbers) > 1 else None

    def walk(self) -> Iterator[Slot]:
        """Every slot, those in tracks after the one they stand in."""
        return walked(self.slots)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of every block, by its id: from 1, those in tracks after the one they stand in."""
        return {slot.id: number for number, slot in enumerate(self.walk(), 1)}

    @property
    def spent(self) -> dict[BlockKind, int]:
        """The minutes of every kind that has a budget."""
        return minutes_of(self.walk(), self.agenda.budget)

    @property
    def droppable(self) -> list[Block]:
        """Blocks that may still be taken out, inside tracks too, the first to go first."""
        left = [item for day in self.days for item in day.items]
        # What lies in the tracks of the running block is over, or has begun with it, unless it begins later.
        ahead = {slot.path for slot in self.slots if slot.id != self.running}
        ahead |= {one.path for slot in self.walk() for lane in slot.lanes for one in lane.slots
                  if not self.running or one.start > self.start}  # fmt: skip
        return [item.block for item in may_go(left) if item.path in ahead]


Form: TypeAlias = Literal["keep", "push", "stop"]
"""To keep the clock times, to move them, or to end on time and leave out."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to go on: a complete plan from the running block to the end."""

    form: Form
    schedule: Schedule
    late: int = 0
    """Minutes by which hard pins and the end come later, all together."""
    left_out: int = 0
    """Minutes of blocks that are left out though they are not optional."""

    @property
    def cost(self) -> tuple[int, ...]:
        """What is to be said against it, the worst first."""
        shortened = sum(note.minutes for note in self.schedule.notes if note.kind == "shortened")
        return self.late, self.left_out, *self.misses, shortened

    @property
    def misses(self) -> tuple[int, int, int]:
        """The minutes by which it misses budgets and wished starts, and those of all that goes."""
        notes = self.schedule.notes
        budget = sum(abs(note.minutes - note.wanted) for note in notes if note.kind == "budget")
        slip = sum(note.minutes for note in notes if note.kind in ("slip", "early"))
        return budget, slip, sum(note.minutes for note in notes if note.kind == "dropped")


def closest(clock: int, to: int) -> int:
    """The clock time on the day that brings it closest to another."""
    return to + (clock - to + DAY // 2) % DAY - DAY // 2


def _near(clock: int, start: int, end: int) -> int:
    """The clock time within a span, or on the day that brings it closest."""
    found = start + (clock - start) % DAY
    return found if found < end or found - end <= start - found + DAY else found - DAY


def _far(slot: Slot, now: int | None) -> int:
    """How many minutes a slot is from a clock time, on whichever day; 0 when it is running then."""
    if now is None:
        return 0
    before = (slot.start - now) % DAY
    since = (now - slot.start) % DAY
    return 0 if since < slot.minutes else min(before, since - slot.minutes + 1)


def minutes_of(slots: Iterable[Slot], kinds: Iterable[BlockKind]) -> dict[BlockKind, int]:
    """The minutes that slots, without their tracks, have of each of these kinds."""
    known = list(slots)
    return {kind: sum(slot.minutes for slot in known if slot.block.kind == kind) for kind in kinds}


def walked(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Every slot, those in tracks after the one they stand in."""
    for slot in slots:
        yield slot
        for lane in slot.lanes:
            yield from walked(lane.slots)


def idle(slots: Iterable[Slot], start: int, end: int | None) -> Iterator[tuple[int, int]]:
    """From when to when nobody uses the minutes between slots, from a start on and up to an end."""
    now = start
    for slot in slots:
        if slot.start > now:
            yield now, slot.start
        now = slot.end
    if end is not None and end > now:
        yield now, end


def may_go(items: Sequence[Timed]) -> list[Timed]:
    """The blocks that may be taken out, inside tracks too, the lowest number first; the closing is none of them.

    Nor is what stands alone in its track, which keeps one block at least.
    """
    lanes = [items, *(lane for item in items for one in (item, *item.inner()) for lane in one.lanes if len(lane) > 1)]
    optional = [one for lane in lanes for one in lane if one.block.optional is not None and not one.closing]
    return sorted(optional, key=lambda item: (item.block.optional or 0, item.path))
