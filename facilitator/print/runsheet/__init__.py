"""A session as it is told on paper: days, their blocks as rows, clock times, facts, and what participants get of it;
and how its columns share their width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from math import ceil
from typing import Any, TypeAlias

from facilitator.agenda import Block, BlockKind, Material, participants_of, whom
from facilitator.agenda.schedule import Lane, Schedule, Slot, TimedStep
from facilitator.canvas import mm, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import text_width, widest_word
from facilitator.content.terms import Terms
from facilitator.deck.notes import Item, agenda_items, dates_text, held_days, times_text
from facilitator.text import filled, joined
from facilitator.text.meaning import longdate
from facilitator.text.times import DAY, clock_text, elapsed_text

__all__ = [
    "LETTERS", "BlockRow", "Day", "DayRows", "ProgrammeDay", "ProgrammeItem", "StepText", "TrackRow", "day_rows",
    "days", "each", "facts", "footer_text", "lowest", "own_columns", "programme", "session_date", "when_and_where",
    "when_held",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a session with its slots, which may run past midnight."""

    number: int
    """From 1."""
    slots: tuple[Slot, ...]
    zero: int
    """Where its clock begins, in minutes from the first day's midnight: its own, or its start in a relative plan."""
    relative: bool
    pattern: str
    """How the language writes clock times, as ``strftime`` takes it."""
    start: int
    """When it begins, which its first block may do later."""
    end: int
    """When it ends, which its last block may do earlier."""
    title: str = ""
    """»Dag 2: fredag den 10. januar 2025«; empty when there is only one day."""

    def clock(self, minutes: int) -> str:
        """»08.30«; in a plan without clock times »0.45«, from the day's beginning."""
        since = minutes - self.zero
        return (elapsed_text if self.relative else clock_text)(since, self.pattern)


def days(schedule: Schedule, terms: Terms) -> tuple[Day, ...]:
    """The session's days in order; those of an empty one are left out."""
    found = []
    for one in held_days(schedule):
        zero = one.start if schedule.relative else (one.number - 1) * DAY
        title = "" if schedule.day_of(one.slots[0]) is None else _title(one.number, schedule.agenda.data, terms)
        days = one.number, one.slots, zero, schedule.relative, terms.decimal_clock, one.start, one.end, title
        found.append(Day(*days))
    return tuple(found)


def session_date(data: Mapping[str, Any]) -> date | None:
    """The date of the first day, when the agenda tells it as a date."""
    found = data.get("date")
    return found if isinstance(found, date) else None


def _title(number: int, data: Mapping[str, Any], terms: Terms) -> str:
    first = session_date(data)
    if first is None:
        return terms.runsheet.day.format(day=number)
    when = longdate(first + timedelta(days=number - 1), terms.locale)
    return terms.runsheet.day_dated.format(day=number, date=when)


def facts(schedule: Schedule, terms: Terms) -> list[tuple[str, str]]:
    """Label and value of each thing that the agenda tells."""
    labels, data = terms.runsheet.facts, schedule.agenda.data
    found = {
        labels.client: " · ".join(whom(data)),
        labels.date: dates_text(schedule, terms),
        labels.time: times_text(schedule, terms),
        labels.place: _plain(data.get("place")),
        labels.people: joined(", ", (person.name for person in schedule.agenda.facilitators)),
        labels.participants: _plain(data.get("participants")),
        labels.budget: " · ".join(_spent(schedule, terms)),
    }
    return [(label, value) for label, value in found.items() if value]


def _spent(schedule: Schedule, terms: Terms) -> Iterator[str]:
    """»Oplæg 45 min.« for every kind with a budget."""
    for kind, minutes in schedule.spent.items():
        yield f"{terms.runsheet.kinds.of(kind)} {terms.minutes.format(minutes=minutes)}"


def footer_text(schedule: Schedule, name: str) -> str:
    """What stands at the foot of every page: »Drejebog · Opstartsworkshop · Eksempel Kommune«."""
    return joined(" · ", filter(None, (name, schedule.agenda.title, *whom(schedule.agenda.data))))


def when_held(schedule: Schedule, terms: Terms) -> list[str]:
    """Date and clock times."""
    return [text for text in (dates_text(schedule, terms), times_text(schedule, terms)) if text]


def when_and_where(schedule: Schedule, terms: Terms) -> list[str]:
    """Date, clock times, and place; of a session of several days each has its own times, not told here."""
    times = times_text(schedule, terms) if len(schedule.days) == 1 else ""
    place = str(schedule.agenda.data.get("place") or "")
    return [text for text in (dates_text(schedule, terms), times, place) if text]


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else " ".join(str(value).split())


def _wanted(material: Material, participants: int | None, terms: Terms) -> str:
    """The material with its number: »24 × navneskilt«; without one, for whom it is."""
    number = material.needed(participants)
    if number is None:
        return joined("", (material.item, f" ({each(material, terms)})"))
    if material.per == "workshop" and number == 1:
        return material.item
    return filled(terms.runsheet.count, count=number, item=material.item)


def each(material: Material, terms: Terms) -> str:
    """»2 til hver gruppe«."""
    return f"{material.count} {terms.per[material.per]}"


_SlideNumbers: TypeAlias = Mapping[str, tuple[int, int, str]]
"""The first and last slide of each block, and the name of its deck where that is one of a track, by its id."""


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
    """The number that it has everywhere; None for minutes that nobody uses."""
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
    online: tuple[_Said, ...]
    """What is done otherwise on a screen, where there is such a thing."""
    own: tuple[str, ...]
    """What stands in the agenda's own columns, in their order."""

    @property
    def numbered(self) -> str:
        """The title behind the number."""
        return self.title if self.number is None else joined(" ", (str(self.number), self.title))


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
    writer = _Writer(terms, slides, own_columns(schedule), participants_of(schedule.agenda.data), schedule.numbers)
    return tuple(DayRows(day, tuple(writer.rows(day, day.slots, day.start, 0))) for day in days(schedule, terms))


def own_columns(schedule: Schedule) -> tuple[str, ...]:
    """The headings of the agenda's own columns, in the order in which they are first used."""
    return tuple(dict.fromkeys(heading for slot in schedule.walk() for heading in slot.block.columns))


@dataclass(frozen=True)
class _Writer:
    terms: Terms
    slides: _SlideNumbers
    own: Sequence[str]
    participants: int | None
    numbers: Mapping[str, int]

    def rows(self, day: Day, slots: Sequence[Slot], start: int, depth: int) -> Iterator[BlockRow | TrackRow]:
        """The rows of slots that could begin at ``start``; of a day up to its end."""
        now = start
        for slot in slots:
            if slot.start > now:
                yield self._idle(day, now, slot.start, depth)
            now = slot.end
            if slot.block.kind == "buffer" and not slot.minutes:
                continue
            yield self._row(day, slot, depth, self.numbers[slot.id])
            for lane in slot.lanes:
                yield TrackRow(self._track(lane), depth)
                yield from self.rows(day, lane.slots, slot.start, depth + 1)
        if not depth and day.end > now:
            yield self._idle(day, now, day.end, depth)

    def _idle(self, day: Day, start: int, end: int, depth: int) -> BlockRow:
        """Minutes between two blocks, or before the end, as a row like that of a buffer."""
        block = Block(title=self.terms.runsheet.kinds.buffer, kind="buffer")
        slot = Slot(block, "", (), start, end, end, pinned=False)
        return replace(self._row(day, slot, depth, None), latest="")

    def _row(self, day: Day, slot: Slot, depth: int, number: int | None) -> BlockRow:
        block = slot.block
        return BlockRow(
            slot=slot,
            number=number,
            depth=depth,
            kind=block.kind,
            title=block.title,
            start=self.terms.roughly(day.clock(slot.start), slot.beginning),
            end=day.clock(slot.end),
            minutes=slot.lasting,
            latest=day.clock(slot.latest_start),
            why=block.why,
            steps=tuple(self._step(day, step) for step in slot.steps),
            who=block.who or "",
            materials=tuple(_wanted(material, self.participants, self.terms) for material in block.materials),
            slides=self._slides(slot),
            plan_b=block.plan_b,
            online=(_Said(self.terms.notes.online, block.online),) if block.online else (),
            own=tuple(block.columns.get(heading, "") for heading in self.own),
        )

    def _step(self, day: Day, timed: TimedStep) -> StepText:
        labels, step = self.terms.notes, timed.step
        known = timed.start is not None and timed.minutes is not None
        said = [_Said(labels.say, step.say)] if step.say else []
        said += [_Said(labels.ask, text) for text in step.ask]
        return StepText(
            clock=day.clock(timed.start) if known and timed.start is not None else "",
            minutes=self.terms.lasting(timed.minutes) if timed.minutes is not None else "",
            do=step.do,
            who=step.who or "",
            said=tuple(said),
        )

    def _slides(self, slot: Slot) -> str:
        if slot.id not in self.slides:
            return ""
        first, last, deck = self.slides[slot.id]
        words = self.terms.runsheet
        told = (words.slide if first == last else words.slides).format(first=first, last=last)
        return f"{told} ({deck})" if deck else told

    def _track(self, lane: Lane) -> str:
        words = self.terms.runsheet
        title = filled(words.track, title=lane.title, room=lane.room) if lane.room else lane.title
        return joined("", (title, f" ({words.waits.format(minutes=lane.waiting)})")) if lane.waiting else title


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """An item with its time; ``tracks`` are what one may choose between."""

    time: str
    """When it begins; in a plan without clock times how long it takes."""
    title: str
    is_break: bool
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day as its participants see it."""

    day: Day
    items: tuple[ProgrammeItem, ...]


def programme(schedule: Schedule, terms: Terms) -> tuple[ProgrammeDay, ...]:
    """The items of every day; buffers and hidden blocks are nobody's business but the facilitator's."""
    items = [item for item in agenda_items(schedule) if item.text is not None]
    found = []
    for day in days(schedule, terms):
        held = {slot.id for slot in day.slots}
        here = tuple(_item(item, day, terms) for item in items if item.slots[0].id in held)
        found.append(ProgrammeDay(day, here))
    return tuple(found)


def _item(item: Item, day: Day, terms: Terms) -> ProgrammeItem:
    lanes = [lane for slot in item.slots for lane in slot.lanes]
    tracks = tuple(
        filled(terms.runsheet.track, title=lane.title, room=lane.room) if lane.room else lane.title for lane in lanes
    )
    first, last = item.slots[0], item.slots[-1]
    long = terms.minutes.format(minutes=last.end - first.start)
    clock = terms.roughly(day.clock(first.start), first.beginning)
    return ProgrammeItem(long if day.relative else clock, item.text or "", item.is_break, tracks)


LETTERS, _SIDES = Font("Calibri"), 4.5
"""What columns are measured with, the letters of most documents; mm that a cell keeps free."""
_WIDER, _TITLE = 1.06, 1.12
"""Lines are not full: a text takes so much more room than its letters. Titles are so much larger than texts."""
_LEAST, _MOST = 0.8, 1.3
"""Of its width as designed, a column keeps at least and gets at most so much: lines are not to be too long to read."""
_MOVED = (1, 3, 9)
"""mm that a column gives to another at a time."""


def lowest(widths: Sequence[float], rows: Sequence[Sequence[str]], size: float) -> list[float]:
    """mm: columns together as wide as ``widths``, shared so that the rows are low: what says much has room of what
    says little.

    ``rows`` are the texts of their cells at ``size`` points, lines divided by line ends. No column gets narrower than
    its longest word, unless it is so by design.
    """
    columns = list(zip(*rows, strict=True))
    long = [[[text_width(line, size, LETTERS) / mm(1) for line in cell.split("\n")] for cell in one] for one in columns]
    words = [pt(widest_word(one, LETTERS.made(True)) * size * _TITLE) / mm(1) + _SIDES for one in columns]
    least = [max(_LEAST * width, min(word, width)) for width, word in zip(widths, words, strict=True)]
    most = [_MOST * width for width in widths]
    known: dict[tuple[int, float], list[int]] = {}

    def lines(column: int, width: float) -> list[int]:
        if (column, width) not in known:
            room = (width - _SIDES) / _WIDER
            known[column, width] = [sum(max(1, ceil(line / room)) for line in cell) for cell in long[column]]
        return known[column, width]

    def height(widths: Sequence[float]) -> int:
        return sum(map(max, zip(*(lines(*one) for one in enumerate(widths)), strict=True)))

    best, found = height(widths), list(widths)
    while tries := list(_moved(found, least, most)):
        low, new = min((height(one), one) for one in tries)
        if low >= best:
            break
        best, found = low, new
    return found


def _moved(widths: Sequence[float], least: Sequence[float], most: Sequence[float]) -> Iterator[list[float]]:
    """The widths after every move of some mm from one column to another."""
    for (gives, given), (takes, taken), moved in product(enumerate(widths), enumerate(widths), _MOVED):
        if gives != takes and given - moved >= least[gives] and taken + moved <= most[takes]:
            new = list(widths)
            new[gives], new[takes] = given - moved, taken + moved
            yield new
