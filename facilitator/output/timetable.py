"""A plan as rows of a table and as JSON: of a day, of the ways to go on with it, and of a programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.agenda.schedule import Answer, Schedule, Slot, idle
from facilitator.content.terms import Terms
from facilitator.text.times import DAY, Roughly, clock_text, elapsed_text

__all__ = ["Row", "Timetable", "WayOn", "WaysOn", "json_clock"]

Row = tuple[list[str], str]
"""The cells of a row, and its style: ``bold``, ``italic``, ``dim``, or none."""


@dataclass(frozen=True)
class Timetable:
    """The plan of a day, or one of the ways to go on with it."""

    schedule: Schedule
    terms: Terms
    whole: Schedule
    """The plan of the whole day, by which blocks have numbers."""

    def headings(self) -> list[str]:
        """One for each column."""
        words = self.terms.runsheet.columns
        return ["", words.time, words.minutes, words.latest, words.what, "id", "", words.who]

    def rows(self) -> Iterator[Row]:
        """Every block with its tracks, idle time and days in between."""
        return _Writer(self.schedule, self.terms, self.whole.numbers).rows()

    def data(self) -> dict[str, Any]:
        """The plan as JSON takes it: times as ``HH:MM`` from midnight of the block's day, past ``24:00`` in a night."""
        schedule, numbers, days = self.schedule, self.whole.numbers, list(_days(self.schedule))
        gaps = [
            {"day": number, **_span(midnight, *gap)}
            for stretch, (number, midnight, slots) in zip(schedule.days, days, strict=True)
            for gap in idle(slots, stretch.start, stretch.end)
        ]
        return {
            "start": json_clock(days[0][1], schedule.start),
            "end": json_clock(days[-1][1], schedule.end),
            "relative": schedule.relative,
            "blocks": [_block(slot, number, midnight, numbers) for number, midnight, slots in days for slot in slots],
            "idle": gaps,
            "notes": [
                {"kind": note.kind, "block": note.block, "minutes": note.minutes, "text": text}
                for note, text in zip(schedule.notes, self._noted(), strict=True)
            ],
            "dropped": [block.title for block in schedule.dropped],
            "may_go": [block.title for block in schedule.droppable],
        }

    def notes(self) -> list[str]:
        """What is to know about it."""
        return self._noted()

    def _noted(self) -> list[str]:
        return [note.text(self.terms, relative=self.whole.relative) for note in self.schedule.notes]


@dataclass(frozen=True)
class WayOn(Timetable):
    """A way to go on with what is left of a day."""

    answer: Answer

    @property
    def heading(self) -> str:
        """What it is."""
        return str(getattr(self.terms.plan, self.answer.form))

    def notes(self) -> list[str]:
        """What is to know about it; last what could be left out besides."""
        blocks = ", ".join(block.title for block in self.schedule.droppable)
        return [*self._noted(), *([self.terms.plan.gone.format(blocks=blocks)] if blocks else [])]


@dataclass(frozen=True)
class WaysOn:
    """The ways to go on with what is left of a day, the best first."""

    ways: tuple[WayOn, ...]
    now: int
    """As it was asked: minutes after midnight, or since the beginning."""

    @property
    def over(self) -> bool:
        """Nothing is left of the day."""
        schedule = self.ways[0].schedule
        slot = schedule.slots[0]
        planned = next(one for one in self.ways[0].whole.walk() if one.id == slot.id)
        return len(schedule.slots) == 1 and not slot.minutes and planned.minutes > 0

    @property
    def running(self) -> str:
        """Which block should be running, or begins next."""
        first = self.ways[0]
        terms, schedule = first.terms, first.schedule
        slot = schedule.slots[0]
        planned = next(one for one in first.whole.walk() if one.id == slot.id)
        if slot.start >= planned.end > planned.start:
            return terms.plan.over
        if (slot.start - self.now) % DAY == 0:
            return terms.plan.running.format(block=slot.block.title)
        said = elapsed_text if schedule.relative else clock_text
        clock = said(slot.start, terms.decimal_clock)
        clock = clock if schedule.relative else terms.clock.format(clock=clock)
        day = first.whole.day_of(planned)
        clock = clock if day is None else f"{clock} ({terms.runsheet.day.format(day=day)})"
        return terms.plan.upcoming.format(block=slot.block.title, clock=clock)

    def data(self) -> dict[str, Any]:
        """The best plan as JSON takes it, and under ``answers`` all of them."""
        plans = [
            {"form": one.answer.form, "late": one.answer.late, "left_out": one.answer.left_out, **one.data()}
            for one in self.ways
        ]
        return {**plans[0], "running": self.ways[0].schedule.slots[0].id, "over": self.over, "answers": plans}


def _days(schedule: Schedule) -> Iterator[tuple[int, int, list[Slot]]]:
    """Each day's number, its midnight, and its slots."""
    for day in schedule.days:
        paths = {item.path for item in day.items}
        slots = [slot for slot in schedule.slots if slot.path in paths]
        number = schedule.day_of(slots[0]) or 1
        yield number, 0 if schedule.relative else (number - 1) * DAY, slots


def _block(slot: Slot, day: int, midnight: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": slot.id,
        "number": numbers[slot.id],
        "title": slot.block.title,
        "day": day,
        **_span(midnight, slot.start, slot.end),
        "latest_start": json_clock(midnight, slot.latest_start),
        "slip": slot.slip,
        "kind": slot.block.kind,
        "about": isinstance(slot.lasting, Roughly),
    }
    if slot.lanes:
        found["parallel"] = [
            {
                "title": lane.title,
                "waiting": lane.waiting,
                "blocks": [_block(one, day, midnight, numbers) for one in lane.slots],
                "idle": [_span(midnight, *gap) for gap in idle(lane.slots, slot.start, None)],
            }
            for lane in slot.lanes
        ]
    return found


def _span(midnight: int, start: int, end: int) -> dict[str, Any]:
    return {"start": json_clock(midnight, start), "end": json_clock(midnight, end), "minutes": end - start}


def json_clock(midnight: int, minutes: int) -> str:
    hours, rest = divmod(minutes - midnight, 60)
    return f"{hours:02}:{rest:02}"


@dataclass(frozen=True)
class _Writer:
    """Writes a plan as rows: cells and style of each."""

    schedule: Schedule
    terms: Terms
    numbers: Mapping[str, int]

    def rows(self) -> Iterator[Row]:
        """Every block, and idle time and days in between."""
        for stretch, (number, _midnight, slots) in zip(self.schedule.days, _days(self.schedule), strict=True):
            if self.schedule.day_of(slots[0]) is not None:
                yield ["", self.terms.runsheet.day.format(day=number), *[""] * 6], "bold"
            yield from self._in_a_row(slots, stretch.start, stretch.end, "")

    def _clock(self, minutes: int) -> str:
        return (elapsed_text if self.schedule.relative else clock_text)(minutes, self.terms.decimal_clock)

    def _in_a_row(self, slots: Sequence[Slot], start: int, end: int | None, indent: str) -> Iterator[Row]:
        gaps = dict(idle(slots, start, end))
        for now, slot in zip([start, *(slot.end for slot in slots)], slots, strict=False):
            if now in gaps and slot.start > now:
                yield self._idle(now, gaps[now], indent)
            yield from self._slot(slot, indent)
        last = slots[-1].end
        if last in gaps:
            yield self._idle(last, gaps[last], indent)

    def _idle(self, start: int, end: int, indent: str) -> Row:
        span = f"{self._clock(start)}–{self._clock(end)}"
        return ["", span, str(end - start), "", indent + self.terms.runsheet.kinds.of("buffer"), "", "", ""], "dim"

    def _slot(self, slot: Slot, indent: str) -> Iterator[Row]:
        """A block; its tracks stand indented under it."""
        block = slot.block
        start, latest = self.terms.roughly(self._clock(slot.start), slot.beginning), self._clock(slot.latest_start)
        span = f"{start}–{self._clock(slot.end)}"
        kind = self.terms.runsheet.kinds.of(block.kind)
        title, number = indent + block.title, str(self.numbers[slot.id])
        cells = [
            number,
            span,
            self.terms.lasting(slot.lasting, bare=True),
            latest,
            title,
            slot.id,
            kind,
            block.who or "",
        ]
        yield cells, "dim" if block.kind in ("break", "buffer") else ""
        for lane in slot.lanes:
            waiting = f", {self.terms.runsheet.waits.format(minutes=lane.waiting)}" if lane.waiting else ""
            yield ["", "", "", "", f"{indent}  {lane.title}{waiting}", "", "", ""], "italic"
            if lane.slots:
                yield from self._in_a_row(lane.slots, slot.start, None, indent + "    ")
