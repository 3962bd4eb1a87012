"""Dates of a programme's parts: how the participants read them, and whether they can be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from facilitator.content.terms import Terms
from facilitator.messages import _
from facilitator.problems import Place, Problem
from facilitator.programme.model import Between, Programme, Session
from facilitator.text.values import daymonth, longdate, shortdate

__all__ = ["Event", "contradictions", "days_off", "titled", "when"]

_SATURDAY = 5


def when(programme: Programme, number: int, terms: Terms, *, year: bool = True) -> str:
    """»14. januar 2027«, »senest 28. januar 2027«, »inden Modul 1«: what is known of the part's time.

    Without the ``year`` where that stands with the sessions.
    """
    part, written = programme.parts[number], shortdate if year else daymonth
    if part.date is not None:
        return written(part.date, terms.locale)
    if part.when:
        return part.when
    if isinstance(part, Between) and part.by is not None:
        return terms.programme.by.format(date=written(part.by, terms.locale))
    return _before(programme, number, terms)


def titled(programme: Programme, number: int, terms: Terms) -> str:
    """»Opfølgning i TRIO inden Modul 1«: what lies between, told apart from the others of its kind."""
    return f"{programme.parts[number].title} {_before(programme, number, terms)}"


def _before(programme: Programme, number: int, terms: Terms) -> str:
    following = next((one for one in programme.parts[number + 1 :] if isinstance(one, Session)), None)
    return terms.programme.before.format(part=following.title) if following else terms.programme.after


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
            what = _("“{part}” is on {day}, before “{other}” on {its_day}", part=event.title, day=event.begins.date(),
                     other=held.title, its_day=held.begins.date())  # fmt: skip
            yield Problem(what, _("expected dates that do not run backwards"), place=event.place)
        else:
            until = f"{held.ends:%Y-%m-%d %H.%M}"
            what = _("“{part}” collides with “{other}”, which lasts until {until}", part=event.title, other=held.title,
                     until=until)  # fmt: skip
            yield Problem(what, _("expected it to begin after that"), place=event.place)
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
