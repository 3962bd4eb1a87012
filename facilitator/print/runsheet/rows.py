"""The run sheet as rows, and its days as strips of bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeAlias

from facilitator.agenda.model import Block, BlockKind, participants_of
from facilitator.agenda.schedule import Lane, Schedule, Slot, TimedStep
from facilitator.content.terms import Terms
from facilitator.print.document import Bar, Strip, StripDay, Tick
from facilitator.print.runsheet.session import Day, days, wanted

__all__ = ["BlockRow", "DayRows", "StepText", "TrackRow", "bars", "day_rows", "own_columns", "strip", "ticks"]


_SlideNumbers: TypeAlias = Mapping[str, tuple[int, int]]
"""The first and last slide of each block, by its id."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What to say or ask, behind its label."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class StepText:
    """A step: when, how long, what to do, and what to say."""

    clock: str
    minutes: str
    do: str
    who: str
    said: tuple[_Said, ...]

    @property
    def length(self) -> int:
        """Characters."""
        return sum(map(len, (self.do, self.who, *(one.text for one in self.said))))


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block's row; texts are as they are printed."""

    slot: Slot = field(repr=False)
    number: int | None
    """The number that the day strip shows; None for a block of tracks, whose own blocks have theirs."""
    depth: int
    """How many tracks it stands within."""
    kind: BlockKind
    title: str
    start: str
    end: str
    minutes: int
    latest: str
    why: str
    steps: tuple[StepText, ...]
    who: str
    materials: tuple[str, ...]
    slides: str
    plan_b: str
    own: tuple[str, ...]
    """What stands in the agenda's own columns, in their order."""


@dataclass(frozen=True, slots=True)
class TrackRow:
    """The heading over a track's rows."""

    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class DayRows:
    """A day and its rows."""

    day: Day
    rows: tuple[BlockRow | TrackRow, ...]


def day_rows(schedule: Schedule, terms: Terms, slides: _SlideNumbers) -> tuple[DayRows, ...]:
    """All rows of all days. A buffer that has shrunk to nothing has none; minutes that nobody uses have their own."""
    writer = _Writer(terms, slides, own_columns(schedule), participants_of(schedule.agenda.data), count(1))
    return tuple(DayRows(day, tuple(writer.rows(day, day.slots, 0))) for day in days(schedule, terms))


def own_columns(schedule: Schedule) -> tuple[str, ...]:
    """The headings of the agenda's own columns, in the order in which they are first used."""
    return tuple(dict.fromkeys(heading for slot in schedule.walk() for heading in slot.block.columns))


@dataclass(frozen=True)
class _Writer:
    terms: Terms
    slides: _SlideNumbers
    own: Sequence[str]
    participants: int | None
    numbers: Iterator[int]

    def rows(self, day: Day, slots: Sequence[Slot], depth: int) -> Iterator[BlockRow | TrackRow]:
        now = slots[0].start if depth else day.start
        for slot in slots:
            if slot.start > now:
                yield self._idle(day, now, slot.start, depth)
            now = slot.end
            if slot.block.kind == "buffer" and not slot.minutes:
                continue
            yield self._row(day, slot, depth)
            for lane in slot.lanes:
                yield TrackRow(self._track(lane), depth)
                yield from self.rows(day, lane.slots, depth + 1)
        if not depth and day.end > now:
            yield self._idle(day, now, day.end, depth)

    def _idle(self, day: Day, start: int, end: int, depth: int) -> BlockRow:
        """Minutes between two blocks, or before the end, as a row like that of a buffer."""
        block = Block(title=self.terms.runsheet.kinds.buffer, kind="buffer")
        slot = Slot(block, "", (), start, end, end, pinned=False)
        return replace(self._row(day, slot, depth, numbered=False), latest="")

    def _row(self, day: Day, slot: Slot, depth: int, *, numbered: bool = True) -> BlockRow:
        block = slot.block
        return BlockRow(
            slot=slot,
            number=None if slot.lanes or not numbered else next(self.numbers),
            depth=depth,
            kind=block.kind,
            title=block.title,
            start=day.clock(slot.start),
            end=day.clock(slot.end),
            minutes=slot.minutes,
            latest="" if day.relative else day.clock(slot.latest_start),
            why=block.why,
            steps=tuple(self._step(day, step) for step in slot.steps),
            who=block.who or "",
            materials=tuple(wanted(material, self.participants, self.terms) for material in block.materials),
            slides=self._slides(slot),
            plan_b=block.plan_b,
            own=tuple(block.columns.get(heading, "") for heading in self.own),
        )

    def _step(self, day: Day, timed: TimedStep) -> StepText:
        labels, step = self.terms.notes, timed.step
        known = timed.start is not None and timed.minutes is not None
        said = [_Said(labels.say, step.say)] if step.say else []
        said += [_Said(labels.ask, text) for text in step.ask]
        return StepText(
            clock=day.clock(timed.start) if known and timed.start is not None else "",
            minutes=self.terms.minutes.format(minutes=timed.minutes) if timed.minutes is not None else "",
            do=step.do,
            who=step.who or "",
            said=tuple(said),
        )

    def _slides(self, slot: Slot) -> str:
        if slot.id not in self.slides:
            return ""
        first, last = self.slides[slot.id]
        words = self.terms.runsheet
        return (words.slide if first == last else words.slides).format(first=first, last=last)

    def _track(self, lane: Lane) -> str:
        words = self.terms.runsheet
        title = words.track.format(title=lane.title, room=lane.room) if lane.room else lane.title
        return f"{title} ({words.waits.format(minutes=lane.waiting)})" if lane.waiting else title


_MOST_TICKS = 20
"""On the whole length of the strip; more would not stand clear of each other."""
_STEPS = (15, 30, 60, 120, 180, 240, 360)
"""Minutes between two ticks."""


def bars(rows: DayRows) -> list[Bar]:
    """The bars of a day; a block of tracks is drawn as its tracks."""
    by_id = {row.slot.id: row for row in rows.rows if isinstance(row, BlockRow)}
    return list(_bars(rows.day.slots, by_id, rows.day.start, 0, 1))


def _bars(slots: Sequence[Slot], rows: dict[str, BlockRow], begin: int, top: float, bottom: float) -> Iterator[Bar]:
    for slot in slots:
        breadth = (bottom - top) / max(1, len(slot.lanes))
        for number, lane in enumerate(slot.lanes):
            yield from _bars(lane.slots, rows, begin, top + number * breadth, top + (number + 1) * breadth)
        row = rows.get(slot.id)
        if row is not None and row.number is not None:
            yield Bar(row.number, row.title, row.kind, slot.start - begin, slot.minutes, top, bottom)


def ticks(day: Day, length: int) -> list[Tick]:
    """Whole hours (or quarters, or more) of the day's own clock, few enough for a strip of that many minutes."""
    step = next((one for one in _STEPS if length / one <= _MOST_TICKS), _STEPS[-1])
    first = -(-(day.start - day.zero) // step) * step + day.zero
    return [Tick(at - day.start, day.clock(at)) for at in range(first, day.end + 1, step)]


def strip(days: Sequence[DayRows], terms: Terms) -> Strip:
    """The strips of all days, to the scale of the longest."""
    longest = max(day.day.end - day.day.start for day in days)
    held = tuple(
        StripDay(day.day.title, day.day.end - day.day.start, tuple(bars(day)), tuple(ticks(day.day, longest)))
        for day in days
    )
    kinds = dict.fromkeys(row.kind for day in days for row in day.rows if isinstance(row, BlockRow))
    names = tuple((kind, terms.runsheet.kinds.of(kind)) for kind in kinds)
    return Strip(terms.runsheet.overview, _in_words(days, terms), held, names)


def _in_words(days: Sequence[DayRows], terms: Terms) -> str:
    words = terms.runsheet
    shown = [row for day in days for row in day.rows if isinstance(row, BlockRow) and row.number is not None]
    parts = [words.row.format(time=row.start, title=row.title, kind=words.kinds.of(row.kind).lower()) for row in shown]
    return words.strip.format(parts="; ".join(parts))
