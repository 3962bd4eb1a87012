"""The calendar file, read by another program's eyes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading
from facilitator.messages import Problems
from facilitator.print.calendar import make_calendar
from print.runsheet.sessions import DAYS, RELATIVE, read, trio

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def events(reading: Reading) -> list[dict[str, object]]:
    made = make_calendar(reading, plan(reading.agenda))
    assert made is not None
    return list(Calendar.from_ical(made.content.decode()).walk("VEVENT"))


def test_one_event_with_title_times_and_programme() -> None:
    reading = trio()
    (event,) = events(reading)
    assert event["SUMMARY"] == f"Opstartsworkshop for TRIO-grupper · Eksempel Kommune · {reading.agenda.data['team']}"
    assert event["DTSTART"].dt == datetime(2027, 1, 14, 8, 30, tzinfo=COPENHAGEN)  # type: ignore[attr-defined]
    assert event["DTEND"].dt == datetime(2027, 1, 14, 11, 30, tzinfo=COPENHAGEN)  # type: ignore[attr-defined]
    assert "10.00 Pause" in str(event["DESCRIPTION"])
    assert "Luft" not in str(event["DESCRIPTION"])


def test_a_session_of_two_days_is_two_events_and_a_night_ends_the_day_after() -> None:
    first, second = events(read(DAYS))
    assert first["DTEND"].dt == datetime(2026, 3, 6, 1, 0, tzinfo=COPENHAGEN)  # type: ignore[attr-defined]
    assert second["DTSTART"].dt == datetime(2026, 3, 6, 8, 30, tzinfo=COPENHAGEN)  # type: ignore[attr-defined]
    assert first["LOCATION"] == "Hotel Fjorden"
    assert first["UID"] != second["UID"]


def test_the_same_bytes_every_time_and_another_event_for_another_client() -> None:
    one, other = (make_calendar(read(DAYS), plan(read(DAYS).agenda)) for _ in range(2))
    assert one == other
    elsewhere = read(DAYS.replace("Firma & Søn", "En anden"))
    assert events(elsewhere)[0]["UID"] != events(read(DAYS))[0]["UID"]


@pytest.mark.parametrize("text", [RELATIVE, DAYS.replace("date: 2026-03-05, ", "")])
def test_without_date_or_clock_times_there_is_none(text: str) -> None:
    reading = read(text)
    assert make_calendar(reading, plan(reading.agenda)) is None


def test_a_time_zone_that_is_none_is_told_with_its_place() -> None:
    reading = read(DAYS.replace("place: Hotel", "timezone: Europe/Copenhagn, place: Hotel"))
    with pytest.raises(Problems) as caught:
        make_calendar(reading, plan(reading.agenda))
    (problem,) = caught.value.problems
    assert problem.suggestion == "Europe/Copenhagen"
    assert problem.place is not None
    assert problem.place.line == 7
