"""What is told about a session before its first row: for whom, when, where, and with whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.print.runsheet.days import Day, days, session_date
from facilitator.text.values import longdate

__all__ = ["date_text", "facts", "footer_text", "span_text"]


def facts(schedule: Schedule, terms: Terms) -> list[tuple[str, str]]:
    """Label and value of each thing that the agenda tells; days of their own have times of their own, not told here."""
    labels, data, held = terms.runsheet.facts, schedule.agenda.data, days(schedule, terms)
    found = {
        labels.client: _plain(data.get("client")),
        labels.date: date_text(schedule, terms),
        labels.time: span_text(held[0], terms) if len(held) == 1 else "",
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


def date_text(schedule: Schedule, terms: Terms) -> str:
    """»torsdag den 9. januar 2025«; of a session of several days the first and the last, of no date what is written."""
    first = session_date(schedule.agenda.data)
    if first is None:
        return _plain(schedule.agenda.data.get("date"))
    return " – ".join(longdate(first + timedelta(days=number), terms.locale) for number in _ends(schedule, terms))


def span_text(day: Day, terms: Terms) -> str:
    """»kl. 08.30–11.30«; »0.00–0.45« in a plan without clock times."""
    start, end = day.clock(day.start), day.clock(day.end)
    return f"{start}–{end}" if day.relative else terms.span.format(start=start, end=end)


def footer_text(schedule: Schedule, name: str) -> str:
    """What stands at the foot of every page: »Drejebog · Opstartsworkshop · Eksempel Kommune«."""
    return " · ".join(filter(None, (name, schedule.agenda.title, _plain(schedule.agenda.data.get("client")))))


def _ends(schedule: Schedule, terms: Terms) -> Iterator[int]:
    """Days after the first date, of the first and (if it is another) the last day."""
    numbers = [day.number - 1 for day in days(schedule, terms)]
    yield from dict.fromkeys((numbers[0], numbers[-1]))


def _plain(value: Any) -> str:
    return "" if value is None or isinstance(value, bool | dict | list) else " ".join(str(value).split())
