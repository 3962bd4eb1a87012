"""The day strip: every block as a bar as long as it lasts, tracks side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.agenda.model import BlockKind
from facilitator.agenda.schedule import Slot
from facilitator.content.terms import Terms
from facilitator.print.runsheet.days import Day
from facilitator.print.runsheet.rows import DayRows, Row

__all__ = ["Bar", "Tick", "bars", "strip_text", "ticks"]

_MOST_TICKS = 20
"""On the whole length of the strip; more would not stand clear of each other."""
_STEPS = (15, 30, 60, 120, 180, 240, 360)
"""Minutes between two ticks."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A block on the strip: minutes from the day's start along it, shares of its breadth across."""

    number: int
    title: str
    kind: BlockKind
    start: int
    minutes: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A clock time on the strip, in minutes from the day's start."""

    at: int
    clock: str


def bars(rows: DayRows) -> list[Bar]:
    """The bars of a day; a block of tracks is drawn as its tracks."""
    by_id = {row.slot.id: row for row in rows.rows if isinstance(row, Row)}
    return list(_bars(rows.day.slots, by_id, rows.day.start, 0, 1))


def _bars(slots: Sequence[Slot], rows: dict[str, Row], begin: int, top: float, bottom: float) -> Iterator[Bar]:
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


def strip_text(days: Sequence[DayRows], terms: Terms) -> str:
    """The strip in words, for those who cannot see it."""
    words = terms.runsheet
    shown = [row for day in days for row in day.rows if isinstance(row, Row) and row.number is not None]
    parts = [words.row.format(time=row.start, title=row.title, kind=words.kinds.of(row.kind).lower()) for row in shown]
    return words.strip.format(parts="; ".join(parts))
