"""Sessions as a calendar file (iCalendar, RFC 5545), the same bytes for the same agenda."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from facilitator.agenda import ZONE, whom
from facilitator.agenda.pace import zones
from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.made import Made
from facilitator.messages import Problems, _, nearest
from facilitator.print.runsheet import ProgrammeDay, programme, session_date

__all__ = ["AllDay", "Clocked", "calendar", "following", "make_calendar", "time_zone"]

_US = "-//Facilitator//facilitator//EN"
_FIRST_STAMP = datetime(2020, 1, 1, tzinfo=UTC)
"""When an event counts as written; every revision is a minute later. The clock is not asked: the same agenda gives the
same bytes."""
_REVISION = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
"""What counts the revisions of an event."""

_YEARS = 28
"""After so many years the days of the week come round, so a rule that holds for them all holds on."""
_WEEKS = 1461
"""The same in weeks, without a day left over."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Clocked:
    """A session with clock times. ``title`` and ``id`` take the place of the agenda's."""

    reading: Reading
    schedule: Schedule
    title: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class AllDay:
    """Something on a day, without clock times."""

    id: str
    title: str
    day: date
    data: Mapping[str, Any]
    """Tells for whom it is."""
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
    for zone in dict.fromkeys(_zone(entry.reading) for entry in entries if isinstance(entry, Clocked)):
        years = [day.year for event in events if (day := _day_in(event, zone))]
        if years:
            made.add_component(time_zone(zone, min(years)))
    for event in events:
        made.add_component(_revised(event, 0))
    return Made("calendar", f"{name}.ics", made.to_ical(), 1, follows=following)


def following(content: bytes, earlier: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The calendar that follows on earlier ones: what has changed counts one revision more.

    By that a calendar program knows that an event which it has already is to be replaced.

    Args:
        content: the calendar.
        earlier: files that may be calendars with the same events; what is none tells nothing.

    Returns:
        The calendar, and one with every event there has been, for the next: another client's calendar, or a day that
        was taken out, may have stood in between.
    """
    known: dict[str, list[Component]] = {}
    for event in (one for before in earlier for one in _read_events(before)):
        known.setdefault(str(event["uid"]), []).append(event)
    if not known:
        return content, content
    made = Calendar.from_ical(content.decode())
    for event in made.walk("VEVENT"):
        if seen := known.pop(str(event["uid"]), []):
            number = max(map(_number, seen))
            _revised(event, number + any(_number(one) == number and _told(one) != _told(event) for one in seen))
    followed = bytes(made.to_ical())
    for seen in known.values():
        made.add_component(max(seen, key=_number))
    return followed, bytes(made.to_ical())


def _read_events(content: bytes) -> list[Component]:
    try:
        events = Calendar.from_ical(content.decode()).walk("VEVENT")
    except (ValueError, KeyError):
        return []
    return [event for event in events if "uid" in event]


def _number(event: Component) -> int:
    return int(event.get("sequence", 0))


def _told(event: Component) -> list[str]:
    """The lines of an event, without those that count its revisions."""
    return [line for line in map(str, event.content_lines()) if not line.startswith(_REVISION)]


def _revised(event: Component, number: int) -> Component:
    """The event as its revision of that number, from 0."""
    for name in _REVISION:
        event.pop(name, None)
    moment = _FIRST_STAMP + timedelta(minutes=number)
    event.add("sequence", number)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    return event


def _day_in(event: Event, zone: ZoneInfo) -> date | None:
    """The day on which an event with clock times of that zone begins."""
    start = event.decoded("dtstart")
    return start.date() if isinstance(start, datetime) and start.tzinfo == zone else None


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
    title = _titled(session.title or agenda.title, agenda.data)
    event.add("uid", _uid(session.id or agenda.id, agenda.data, day.day.number))
    event.add("summary", f"{title} ({terms.runsheet.day.format(day=day.day.number)})" if day.day.title else title)
    event.add("dtstart", _moment(first, day.day.start, zone))
    event.add("dtend", _moment(first, day.day.end, zone))
    if agenda.data.get("place"):
        event.add("location", str(agenda.data["place"]))
    event.add("description", "\n".join(_lines(day)))
    return event


def _all_day(entry: AllDay) -> Event:
    event = Event()
    event.add("uid", _uid(entry.id, entry.data))
    event.add("summary", _titled(entry.title, entry.data))
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
        yield f"{item.time} {item.title}"
        yield from (f"   {track}" for track in item.tracks)


def _uid(name: str, data: Mapping[str, Any], day: int = 1) -> str:
    """The same whenever the file is made again, though date and times have moved, and another for another client, team,
    or day: two workshops from one agenda must not take each other's place in a calendar.
    """
    told = json.dumps([name, *whom(data), day], ensure_ascii=False)
    return f"{uuid5(NAMESPACE_URL, f'facilitator:{told}')}@facilitator"


def _titled(title: str, data: Mapping[str, Any]) -> str:
    """»Opstartsworkshop · Eksempel Kommune · Team Nord«: in a full calendar the title alone is not enough."""
    return " · ".join(dict.fromkeys([title, *whom(data)]))


def _zone(reading: Reading) -> ZoneInfo:
    name = str(reading.agenda.data.get("timezone") or ZONE)
    if name not in zones():
        place = reading.place(("data", "timezone"))
        what = _("“{name}” is no time zone", name=name)
        raise Problems.one(what, _("expected one such as {zone}", zone=ZONE), nearest(name, zones()), place)
    return ZoneInfo(name)


# --- its time zone: VTIMEZONE (RFC 5545, 3.6.5) with a rule for every year, found in its own moves ---


@dataclass(frozen=True, slots=True, order=True)
class _Kind:
    """What clocks are set from and to."""

    before: timedelta
    after: timedelta
    name: str
    summer: bool


def time_zone(zone: ZoneInfo, first_year: int) -> Timezone:
    """The zone for events from ``first_year`` on. What follows no rule is told day by day, for 28 years."""
    found: dict[_Kind, list[datetime]] = defaultdict(list)
    for kind, moment in _moves(zone, first_year - 1):
        found[kind].append(moment)
    made = Timezone()
    made.add("tzid", zone.key)
    for kind, moments in sorted(found.items()):
        made.add_component(_part(kind, moments))
    if not found:
        made.add_component(_part(_kind(zone, datetime(first_year, 1, 1, tzinfo=UTC), timedelta(0)), []))
    return made


def _moves(zone: ZoneInfo, year: int) -> list[tuple[_Kind, datetime]]:
    """Every move of the clock with its moment, told as RFC 5545 does: by the clock before it is moved."""
    begin = datetime(year, 1, 1, tzinfo=UTC)
    weeks = [begin + timedelta(weeks=number) for number in range(_WEEKS + 1)]
    found = []
    for early, late in pairwise(weeks):
        if _state(zone, early) != _state(zone, late):
            moment = _between(zone, early, late)
            kind = _kind(zone, moment, timedelta(minutes=1))
            found.append((kind, (moment + kind.before).replace(tzinfo=None)))
    return found


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first minute of what holds at ``late``."""
    while late - early > timedelta(minutes=1):
        middle = early + timedelta(minutes=(late - early) // timedelta(minutes=2))
        early, late = (middle, late) if _state(zone, middle) == _state(zone, early) else (early, middle)
    return late


def _kind(zone: ZoneInfo, moment: datetime, back: timedelta) -> _Kind:
    earlier, now = (moment - back).astimezone(zone), moment.astimezone(zone)
    offsets = [one.utcoffset() or timedelta(0) for one in (earlier, now)]
    return _Kind(offsets[0], offsets[1], now.tzname() or zone.key, bool(now.dst()))


def _part(kind: _Kind, moments: Sequence[datetime]) -> TimezoneDaylight | TimezoneStandard:
    made = TimezoneDaylight() if kind.summer else TimezoneStandard()
    made.add("dtstart", moments[0] if moments else datetime(1970, 1, 1))
    made.add("tzoffsetfrom", kind.before)
    made.add("tzoffsetto", kind.after)
    made.add("tzname", kind.name)
    rule = _rule(moments)
    if rule:
        made.add("rrule", vRecur(rule))
    # ical.js reads only the first of a list, and forgets the start where there are more dates.
    for moment in () if rule else moments:
        made.add("rdate", [moment])
    return made


def _rule(moments: Sequence[datetime]) -> dict[str, list[int | str] | int | str] | None:
    """»The last Sunday of March«, where that is when clocks are moved every year; None where no such rule holds."""
    if len({moment.year for moment in moments}) != _YEARS or len(moments) != _YEARS:
        return None
    if len({(moment.month, moment.weekday(), moment.time()) for moment in moments}) != 1:
        return None
    weekday, month, dates = moments[0].weekday(), moments[0].month, sorted({moment.day for moment in moments})
    yearly: dict[str, list[int | str] | int | str] = {"freq": "YEARLY", "bymonth": month}
    if all((one + timedelta(weeks=1)).month != month for one in moments):
        return {**yearly, "byday": f"-1{_WEEKDAYS[weekday]}"}
    if dates[0] % 7 == 1 and dates[-1] == dates[0] + 6:
        return {**yearly, "byday": f"{dates[-1] // 7}{_WEEKDAYS[weekday]}"}
    if dates[-1] - dates[0] <= 6:
        return {**yearly, "byday": _WEEKDAYS[weekday], "bymonthday": [*dates]}
    return None
