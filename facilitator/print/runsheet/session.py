"""A session as it is told on paper: its days, its clock times, and the facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from facilitator.agenda.model import Material
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.agenda.times import DAY, clock_text, elapsed_text
from facilitator.content.terms import Terms
from facilitator.text.values import longdate

__all__ = ["Day", "days", "each", "facts", "footer_text", "session_date", "wanted", "when_and_where"]


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
    opens: int
    """When it begins, which its first block may do later."""
    closes: int | None = None
    """When the agenda says that it ends; None where its last block decides."""
    title: str = ""
    """»Dag 2: fredag den 10. januar 2025«; empty when there is only one day."""

    @property
    def start(self) -> int:
        return min(self.opens, self.slots[0].start)

    @property
    def end(self) -> int:
        return max([*(slot.end for slot in self.slots), *([] if self.closes is None else [self.closes])])

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
        found.append(Day(number, held, zero, schedule.relative, terms.decimal_clock, stretch.start, stretch.end, title))
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


def facts(schedule: Schedule, terms: Terms) -> list[tuple[str, str]]:
    """Label and value of each thing that the agenda tells; days of their own have times of their own, not told here."""
    labels, data, held = terms.runsheet.facts, schedule.agenda.data, days(schedule, terms)
    found = {
        labels.client: _plain(data.get("client")),
        labels.date: _date_text(schedule, terms),
        labels.time: _span_text(held[0], terms) if len(held) == 1 else "",
        labels.place: _plain(data.get("place")),
        labels.people: ", ".join(person.name for person in schedule.agenda.facilitators),
        labels.participants: _plain(data.get("participants")),
        labels.budget: " · ".join(_spent(schedule, terms)),
    }
    return [(label, value) for label, value in found.items() if value]


def _spent(schedule: Schedule, terms: Terms) -> Iterator[str]:
    """»Oplæg 45 min.« for every kind with a budget."""
    for kind, minutes in schedule.spent.items():
        yield f"{terms.runsheet.kinds.of(kind)} {terms.minutes.format(minutes=minutes)}"


def _date_text(schedule: Schedule, terms: Terms) -> str:
    """»torsdag den 9. januar 2025«; of a session of several days the first and the last, of no date what is written."""
    first = session_date(schedule.agenda.data)
    if first is None:
        return _plain(schedule.agenda.data.get("date"))
    return " – ".join(longdate(first + timedelta(days=number), terms.locale) for number in _ends(schedule, terms))


def _span_text(day: Day, terms: Terms) -> str:
    """»kl. 08.30–11.30«; »0.00–0.45« in a plan without clock times."""
    start, end = day.clock(day.start), day.clock(day.end)
    return f"{start}–{end}" if day.relative else terms.span.format(start=start, end=end)


def footer_text(schedule: Schedule, name: str) -> str:
    """What stands at the foot of every page: »Drejebog · Opstartsworkshop · Eksempel Kommune«."""
    return " · ".join(filter(None, (name, schedule.agenda.title, _plain(schedule.agenda.data.get("client")))))


def when_and_where(schedule: Schedule, terms: Terms) -> list[str]:
    """Date, clock times, and place; of a session of several days each has its own times."""
    held = days(schedule, terms)
    place = schedule.agenda.data.get("place")
    when = [_date_text(schedule, terms), _span_text(held[0], terms) if len(held) == 1 else ""]
    return [text for text in (*when, str(place or "")) if text]


def _ends(schedule: Schedule, terms: Terms) -> Iterator[int]:
    """Days after the first date, of the first and (if it is another) the last day."""
    numbers = [day.number - 1 for day in days(schedule, terms)]
    yield from dict.fromkeys((numbers[0], numbers[-1]))


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else " ".join(str(value).split())


def wanted(material: Material, participants: int | None, terms: Terms) -> str:
    """The material with its number: »24 × navneskilt«; without one, for whom it is."""
    number = material.needed(participants)
    if number is None:
        return f"{material.item} ({each(material, terms)})"
    if material.per == "workshop" and number == 1:
        return material.item
    return terms.runsheet.count.format(count=number, item=material.item)


def each(material: Material, terms: Terms) -> str:
    """»2 til hver gruppe«."""
    return f"{material.count} {terms.per[material.per]}"
