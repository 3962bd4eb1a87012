"""The days of a session, and clock times as they are written on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from facilitator.agenda.schedule import Schedule, Slot
from facilitator.agenda.times import DAY, clock_text, elapsed_text
from facilitator.content.terms import Terms
from facilitator.text.values import longdate

__all__ = ["Day", "days", "session_date"]


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
    title: str = ""
    """»Dag 2: fredag den 10. januar 2025«; empty when there is only one day."""

    @property
    def start(self) -> int:
        return self.slots[0].start

    @property
    def end(self) -> int:
        return max(slot.end for slot in self.slots)

    def clock(self, minutes: int) -> str:
        """»08.30«; in a plan without clock times »0.45«, from the day's beginning."""
        since = minutes - self.zero
        return (elapsed_text if self.relative else clock_text)(since, self.pattern)


def days(schedule: Schedule, terms: Terms) -> tuple[Day, ...]:
    """The session's days in order; those of an empty one are left out."""
    slots = {slot.id: slot for slot in schedule.slots}
    numbers = _numbers(schedule)
    several = len(set(numbers)) > 1
    found = []
    for stretch in schedule.days:
        held = tuple(slots[item.id] for item in stretch.items if item.id in slots)
        if not held:
            continue
        number = numbers[int(held[0].path[-1])]
        zero = stretch.start if schedule.relative else (number - 1) * DAY
        title = _title(number, schedule.agenda.data, terms) if several else ""
        found.append(Day(number, held, zero, schedule.relative, terms.decimal_clock, title))
    return tuple(found)


def session_date(data: Mapping[str, Any]) -> date | None:
    """The date of the first day, when the agenda tells it as a date."""
    found = data.get("date")
    return found if isinstance(found, date) else None


def _numbers(schedule: Schedule) -> list[int]:
    """The day of every block of the agenda; one that names none is on the day of the block before."""
    found: list[int] = []
    for block in schedule.agenda.blocks:
        found.append(block.day or (found[-1] if found else 1))
    return found


def _title(number: int, data: Mapping[str, Any], terms: Terms) -> str:
    first = session_date(data)
    if first is None:
        return terms.runsheet.day.format(day=number)
    when = longdate(first + timedelta(days=number - 1), terms.locale)
    return terms.runsheet.day_dated.format(day=number, date=when)
