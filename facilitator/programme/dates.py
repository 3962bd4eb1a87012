"""Whether a programme's dates can be kept: in order, apart, and on days when people are at work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from facilitator.content.terms import Terms
from facilitator.problems import Place, Problem
from facilitator.text.values import longdate

__all__ = ["Event", "contradictions", "days_off"]

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Event:
    """A part with a date: from when to when, or a day to be done by."""

    title: str
    begins: datetime
    ends: datetime
    place: Place
    deadline: bool = False

    @property
    def days(self) -> list[date]:
        """Every day on which it is held."""
        first, last = self.begins.date(), (self.ends - timedelta(minutes=1)).date()
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def contradictions(events: Sequence[Event]) -> Iterator[Problem]:
    """What runs backwards or collides; the events stand in the order of the programme."""
    held: Event | None = None
    for event in events:
        if held is None or event.begins >= held.ends:
            pass
        elif event.begins.date() < held.begins.date():
            what = f"“{event.title}” is on {event.begins:%Y-%m-%d}, before “{held.title}” on {held.begins:%Y-%m-%d}"
            yield Problem(what, "expected dates that do not run backwards", place=event.place)
        else:
            what = f"“{event.title}” collides with “{held.title}”, which lasts until {held.ends:%Y-%m-%d %H.%M}"
            yield Problem(what, "expected it to begin after that", place=event.place)
        held = event if held is None or event.ends > held.ends else held


def days_off(events: Sequence[Event], terms: Terms) -> Iterator[str]:
    """What is held on a Danish public holiday, a day on which offices are closed, or at the weekend."""
    import holidays  # It takes a while to load.

    words, language = terms.programme, "da" if terms.locale.startswith("da") else "en_US"
    known = holidays.country_holidays("DK", language=language, categories=("public", "optional"))
    for event in events:
        if event.deadline:
            continue
        for day in event.days:
            told = {"part": event.title, "date": longdate(day, terms.locale)}
            if day in known:
                yield words.holiday.format(holiday=known[day], **told)
            elif day.weekday() >= _SATURDAY:
                yield words.weekend.format(**told)
