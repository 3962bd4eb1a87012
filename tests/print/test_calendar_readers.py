"""The calendar file as other programs read it: what time it is, and what is an update."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

import icalendar
import ics
import pytest
import vobject

from facilitator.agenda.planning import plan
from facilitator.agenda.read import read_agenda
from facilitator.library import default_library
from facilitator.print.calendar import following, make_calendar, time_zone

Times = list[tuple[datetime, datetime]]

_AGENDA = """
title: En formiddag
start: 08.30
data: {{client: Firma & Søn, team: Team Nord, date: {date}, timezone: {zone}}}
blocks: [{{title: Velkommen, minutes: 60}}, {{title: Farvel, minutes: 30}}]
"""

# What Thunderbird and Nextcloud read calendars with.
_SCRIPT = """
const ICAL = require("ical.js").default || require("ical.js");
const calendar = new ICAL.Component(ICAL.parse(require("fs").readFileSync(0, "utf8")));
calendar.getAllSubcomponents("vtimezone").forEach(zone => ICAL.TimezoneService.register(zone));
const times = calendar.getAllSubcomponents("vevent").map(one => new ICAL.Event(one))
  .map(event => [event.startDate, event.endDate].map(time => time.toJSDate().toISOString()));
console.log(JSON.stringify(times));
"""


@cache
def _ical_js() -> Path:
    """A folder in which node finds ical.js."""
    folder = Path(mkdtemp())
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), "ical.js@2"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def by_ical_js(text: str) -> Times:
    done = subprocess.run(
        ["node", "-e", _SCRIPT], cwd=_ical_js(), input=text, capture_output=True, text=True, check=True
    )
    read = datetime.fromisoformat
    return [(read(start), read(end)) for start, end in json.loads(done.stdout)]


def by_icalendar(text: str) -> Times:
    found = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return [(event.decoded("dtstart"), event.decoded("dtend")) for event in found]


def by_vobject(text: str) -> Times:
    return [(event.dtstart.value, event.dtend.value) for event in vobject.readOne(text).vevent_list]


def by_ics(text: str) -> Times:
    return [(event.begin.datetime, event.end.datetime) for event in sorted(ics.Calendar(text).events)]


READERS = [
    by_icalendar,
    by_vobject,
    by_ics,
    pytest.param(by_ical_js, marks=pytest.mark.node),
]


def made(day: date, zone: str = "Europe/Copenhagen", **changes: str) -> bytes:
    text = _AGENDA.format(date=day, zone=zone)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    library = default_library().with_content("agendas", "formiddag", text.encode())
    reading = read_agenda("formiddag", library=library)
    found = make_calendar(reading, plan(reading.agenda))
    assert found is not None
    return found.content


@pytest.mark.parametrize("day", [date(2027, 1, 14), date(2027, 6, 10), date(2027, 3, 28), date(2027, 10, 31)])
@pytest.mark.parametrize("read", READERS)
def test_it_begins_at_half_past_eight_in_winter_and_in_summer(read: Callable[[str], Times], day: date) -> None:
    ((start, end),) = read(made(day).decode())
    local = ZoneInfo("Europe/Copenhagen")
    assert (
        start.astimezone(local).isoformat() == datetime(day.year, day.month, day.day, 8, 30, tzinfo=local).isoformat()
    )
    assert end - start == timedelta(minutes=90)


@pytest.mark.parametrize(
    "zone", ["America/Nuuk", "Atlantic/Faroe", "America/New_York", "Africa/Casablanca", "Asia/Kolkata"]
)
@pytest.mark.parametrize("read", READERS)
def test_other_zones_move_their_clocks_on_other_days(read: Callable[[str], Times], zone: str) -> None:
    for month in (1, 3, 6, 11):
        ((start, _end),) = read(made(date(2027, month, 26), zone).decode())
        assert start.astimezone(UTC) == datetime(2027, month, 26, 8, 30, tzinfo=ZoneInfo(zone))


def test_summer_time_follows_a_rule_for_every_year() -> None:
    told = time_zone(ZoneInfo("Europe/Copenhagen"), 2027).to_ical().decode().split()
    assert [line for line in told if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
    ]
    assert "DTSTART:20260329T020000" in told
    assert not [line for line in told if line.startswith("RDATE")]


def test_an_event_stays_the_same_when_its_date_or_time_moves() -> None:
    moved = [made(date(2027, 2, 4)), made(date(2027, 1, 14), **{"08.30": "09.00"})]
    assert {uid(one) for one in (made(date(2027, 1, 14)), *moved)} == {uid(made(date(2027, 1, 14)))}


def test_another_team_and_another_client_have_events_of_their_own() -> None:
    day = date(2027, 1, 14)
    others = [made(day), made(day, **{"Team Nord": "Team Syd"}), made(day, **{"Firma & Søn": "En anden"})]
    assert len(set(map(uid, others))) == 3


def test_title_with_client_and_team() -> None:
    assert value(made(date(2027, 1, 14)), "summary") == "En formiddag · Firma & Søn · Team Nord"


def test_what_has_changed_counts_one_revision_more_and_what_has_not_stays() -> None:
    first, moved = made(date(2027, 1, 14)), made(date(2027, 1, 7))
    second = following(moved, [first])[0]
    again = following(moved, [second])[0]
    back = following(first, [again])[0]
    assert [value(one, "sequence") for one in (first, second, again, back)] == ["0", "1", "1", "2"]
    assert again == second
    stamps = [icalendar.Calendar.from_ical(one).walk("VEVENT")[0] for one in (first, second, back)]
    for name in ("dtstamp", "last-modified"):
        times = [one.decoded(name) for one in stamps]
        assert times == sorted(set(times))
    assert following(first, [first])[0] == first


@pytest.mark.parametrize(
    "before", [b"", b"\xff\xfe", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n", b"x"]
)
def test_a_file_that_is_no_calendar_of_ours_tells_nothing(before: bytes) -> None:
    assert following(made(date(2027, 1, 14)), [before])[0] == made(date(2027, 1, 14))


def value(content: bytes, name: str) -> str:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return str(event[name])


uid = partial(value, name="uid")
