"""The session as a calendar file (iCalendar, RFC 5545), the same bytes for the same agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar, Event

from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.made import Made
from facilitator.print.runsheet.days import Day, session_date
from facilitator.print.runsheet.programme import ProgrammeDay, programme
from facilitator.problems import Problems
from facilitator.reading import nearest

__all__ = ["make_calendar"]

_ZONE = "Europe/Copenhagen"
_US = "-//Facilitator//facilitator//EN"


def make_calendar(reading: Reading, schedule: Schedule) -> Made | None:
    """One event for each day of the session, with the participants' programme; None without a date and clock times.

    Raises:
        Problems: ``data.timezone`` is no time zone.
    """
    first = session_date(schedule.agenda.data)
    if first is None or schedule.relative:
        return None
    zone = _zone(reading)
    calendar = Calendar()
    calendar.add("prodid", _US)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for day in programme(schedule, reading.terms):
        calendar.add_component(_event(day, first, zone, schedule, reading.terms))
    calendar.add_missing_timezones(first_date=date(first.year, 1, 1), last_date=date(first.year + 2, 1, 1))
    return Made("calendar", f"{schedule.agenda.id}.ics", calendar.to_ical(), 1)


def _event(day: ProgrammeDay, first: date, zone: ZoneInfo, schedule: Schedule, terms: Terms) -> Event:
    agenda, event = schedule.agenda, Event()
    title = f"{agenda.title} ({terms.runsheet.day.format(day=day.day.number)})" if day.day.title else agenda.title
    event.add("uid", _uid(agenda.id, agenda.data, day.day))
    event.add("dtstamp", datetime.combine(first, time(), UTC))
    event.add("summary", title)
    event.add("dtstart", _moment(first, day.day.start, zone))
    event.add("dtend", _moment(first, day.day.end, zone))
    if agenda.data.get("place"):
        event.add("location", str(agenda.data["place"]))
    event.add("description", "\n".join(_lines(day)))
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
    told = "/".join((name, str(data.get("client", "")), str(data["date"]), str(day.number)))
    return f"{uuid5(NAMESPACE_URL, f'facilitator:{told}')}@facilitator"


def _zone(reading: Reading) -> ZoneInfo:
    name = str(reading.agenda.data.get("timezone") or _ZONE)
    known = available_timezones()
    if name not in known:
        place = reading.place(("data", "timezone"))
        raise Problems.one(f"“{name}” is no time zone", f"expected one such as {_ZONE}", nearest(name, known), place)
    return ZoneInfo(name)
