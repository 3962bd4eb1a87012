"""Dates and times of a programme's parts as the participants read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from facilitator.content.terms import Terms
from facilitator.programme.model import Between, Programme, Session
from facilitator.text.values import daymonth, shortdate

__all__ = ["titled", "when", "when_in_short"]


def when(programme: Programme, number: int, terms: Terms) -> str:
    """»14. januar 2027«, »senest 28. januar 2027«, »inden Modul 1«: what is known of the part's time."""
    return _when(programme, number, terms, shortdate)


def when_in_short(programme: Programme, number: int, terms: Terms) -> str:
    """The same without the year, which stands with the sessions."""
    return _when(programme, number, terms, daymonth)


def titled(programme: Programme, number: int, terms: Terms) -> str:
    """»Opfølgning i TRIO inden Modul 1«: what lies between, told apart from the others of its kind."""
    return f"{programme.parts[number].title} {_before(programme, number, terms)}"


def _when(programme: Programme, number: int, terms: Terms, written: Callable[[date, str], str]) -> str:
    part = programme.parts[number]
    if part.date is not None:
        return written(part.date, terms.locale)
    if part.when:
        return part.when
    if isinstance(part, Between) and part.by is not None:
        return terms.programme.by.format(date=written(part.by, terms.locale))
    return _before(programme, number, terms)


def _before(programme: Programme, number: int, terms: Terms) -> str:
    following = next((one for one in programme.parts[number + 1 :] if isinstance(one, Session)), None)
    return terms.programme.before.format(part=following.title) if following else terms.programme.after
