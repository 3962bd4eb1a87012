"""Sessions as a calendar file (iCalendar, RFC 5545), the same bytes for the same agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event

from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.made import Made
from facilitator.messages import _
from facilitator.print.runsheet.handout import ProgrammeDay, programme
from facilitator.print.runsheet.session import Day, session_date
from facilitator.problems import Problems, nearest

__all__ = ["AllDay", "Clocked", "calendar", "make_calendar"]

_ZONE = "Europe/Copenhagen"
_US = "-//Facilitator//facilitator//EN"


@dataclass(frozen=True, slots=True)
class Clocked:
    """A session with clock times. ``title`` takes the place of the agenda's."""

    reading: Reading
    schedule: Schedule
    title: str = ""


@dataclass(frozen=True, slots=True)
class AllDay:
    """Something on a day, without clock times."""

    id: str
    title: str
    day: date
    text: str = ""


def make_calendar(reading: Reading, schedule: Schedule) -> Made | None:
    """One event for each day of the session, with the participants' programme; None without a date and clock times.

    Raises:
        Problems: ``data.timezone`` is no time zone.
    """
    return calendar(schedule.agenda.id, [Clocked(reading, schedule)])


def calendar(name: str, entries: Sequence[Clocked | AllDay]) -> Made | None:
    """Everything that has a day as one file; None when nothing has.

    Raises:
        Problems: ``data.timezone`` of an agenda is no time zone.
    """
    events = [event for entry in entries for event in _events(entry)]
    if not events:
        return None
    made = Calendar()
    made.add("prodid", _US)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for event in events:
        made.add_component(event)
    days = [_day(event) for event in events]
    made.add_missing_timezones(first_date=date(min(days).year, 1, 1), last_date=date(max(days).year + 2, 1, 1))
    return Made("calendar", f"{name}.ics", made.to_ical(), 1)


def _day(event: Event) -> date:
    start = event.decoded("dtstart")
    return start.date() if isinstance(start, datetime) else start


def _events(entry: Clocked | AllDay) -> Iterator[Event]:
    if isinstance(entry, AllDay):
        yield _all_day(entry)
        return
    first = session_date(entry.schedule.agenda.data)
    if first is None or entry.schedule.relative:
        return
    zone = _zone(entry.reading)
    for day in programme(entry.schedule, entry.reading.terms):
        yield _event(day, first, zone, entry)


def _event(day: ProgrammeDay, first: date, zone: ZoneInfo, session: Clocked) -> Event:
    agenda, terms, event = session.schedule.agenda, session.reading.terms, Event()
    title = session.title or agenda.title
    event.add("uid", _uid(agenda.id, agenda.data, day.day))
    event.add("dtstamp", datetime.combine(first, time(), UTC))
    event.add("summary", f"{title} ({terms.runsheet.day.format(day=day.day.number)})" if day.day.title else title)
    event.add("dtstart", _moment(first, day.day.start, zone))
    event.add("dtend", _moment(first, day.day.end, zone))
    if agenda.data.get("place"):
        event.add("location", str(agenda.data["place"]))
    event.add("description", "\n".join(_lines(day)))
    return event


def _all_day(entry: AllDay) -> Event:
    event = Event()
    event.add("uid", _id(entry.id))
    event.add("dtstamp", datetime.combine(entry.day, time(), UTC))
    event.add("summary", entry.title)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    if entry.text:
        event.add("description", entry.text)
    return event


def _moment(first: date, minutes: int, zone: ZoneInfo) -> datetime:
    """Minutes from the first day's midnight by the clock on the wall, whatever summer time does in the night."""
    return datetime.combine(first, time(), zone) + timedelta(minutes=minutes)


def _lines(day: ProgrammeDay) -> Iterator[str]:
    for item in day.items:
        yield f"{item.clock} {item.title}"
        yield from (f"   {track}" for track in item.tracks)


def _uid(name: str, data: Mapping[str, Any], day: Day) -> str:
    """The same whenever the file is made again, and another for another client or date: two workshops from one agenda
    must not take each other's place in a calendar.
    """
    return _id("/".join((name, str(data.get("client", "")), str(data["date"]), str(day.number))))


def _id(told: str) -> str:
    return f"{uuid5(NAMESPACE_URL, f'facilitator:{told}')}@facilitator"


def _zone(reading: Reading) -> ZoneInfo:
    name = str(reading.agenda.data.get("timezone") or _ZONE)
    known = available_timezones()
    if name not in known:
        place = reading.place(("data", "timezone"))
        what = _("“{name}” is no time zone", name=name)
        raise Problems.one(what, _("expected one such as {zone}", zone=_ZONE), nearest(name, known), place)
    return ZoneInfo(name)
