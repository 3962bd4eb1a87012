"""The programme planned: every part's agenda read with the programme's names and dates, and held against the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from facilitator.agenda.read import Reading, read_agenda
from facilitator.agenda.schedule import Schedule, plan
from facilitator.content.base import slug
from facilitator.content.loading import is_path
from facilitator.library import Library
from facilitator.messages import mark
from facilitator.problems import Problem, Problems
from facilitator.programme.dates import Event, contradictions, days_off, when
from facilitator.programme.figures import shown_in
from facilitator.programme.model import AnyPart, ProgrammeReading, Session
from facilitator.reading.nodes import Node

__all__ = ["Held", "Planned", "plan_programme"]

_T = TypeVar("_T")

_LONGEST_NAME = 60
"""Characters of a folder's name; a title may have more."""


@dataclass(frozen=True)
class Held:
    """A part, with its agenda read and planned where it has one."""

    number: int
    """In the programme, from 0."""
    part: AnyPart
    name: str
    """Of its folder or its page: »2-opfoelgning-i-trio«."""
    reading: Reading | None = None
    schedule: Schedule | None = None


@dataclass(frozen=True)
class Planned:
    """A programme whose dates hold."""

    reading: ProgrammeReading
    parts: tuple[Held, ...]
    notes: tuple[str, ...]
    """What to know about the dates, in the programme's language."""


def plan_programme(reading: ProgrammeReading, *, library: Library, theme: str | None = None) -> Planned:
    """All parts, planned with the programme's data.

    Args:
        reading: the programme.
        library: where agendas and figures are looked up.
        theme: takes the place of the theme of programme and agendas.

    Raises:
        Problems: everything that is wrong with any of the agendas, or with the dates.
    """
    planner = _Planner(reading, library, theme or reading.programme.theme)
    problems: list[Problem] = []

    def attempt(step: Callable[[], _T]) -> _T | None:
        try:
            return step()
        except Problems as error:
            problems.extend(error.problems)
            return None

    held = [attempt(lambda n=number: planner.held(n)) for number in range(len(reading.programme.parts))]  # type: ignore[misc]
    found = [one for one in held if one is not None]
    events = [event for one in found if (event := _event(one, reading))]
    problems += contradictions(events)
    if problems:
        raise Problems(problems)
    return Planned(reading, tuple(found), tuple(days_off(events, reading.terms)))


@dataclass(frozen=True)
class _Planner:
    reading: ProgrammeReading
    library: Library
    theme: str | None

    def held(self, number: int) -> Held:
        """The part of this number.

        Raises:
            Problems: something is wrong with its agenda.
        """
        part = self.reading.programme.parts[number]
        name = f"{number + 1}-{(part.id or slug(part.title))[:_LONGEST_NAME].strip('-')}"
        if part.agenda is None:
            return Held(number, part, name)
        found = read_agenda(
            self._agenda(number, part.agenda),
            library=self.library,
            data=self._data(number),
            theme=self.theme,
            instead=self._instead(number),
            figures=shown_in(self.reading, number, self.library),
            outside=self.reading.beside.outside,
        )
        with found.placing():
            return Held(number, part, name, found, plan(found.agenda, start=part.start))

    def _agenda(self, number: int, written: str) -> str:
        """The agenda's name, or the path of the file that it is."""
        if not is_path(written):
            return written
        return str(self.reading.beside.path(written, mark("agenda"), self.reading.place(("parts", number, "agenda"))))

    def _data(self, number: int) -> Mapping[str, Any]:
        """The part's own data before the programme's, and its date; the others' dates by their ids: ``modul_2``."""
        programme, terms = self.reading.programme, self.reading.terms
        part = programme.parts[number]
        named = [(place, one.id) for place, one in enumerate(programme.parts) if one.id]
        dates = {name.replace("-", "_"): when(programme, place, terms) for place, name in named}
        return {**dates, **programme.data, **part.data, "date": part.date or when(programme, number, terms)}

    def _instead(self, number: int) -> dict[str, Node]:
        """Who leads it, where the programme tells; a meeting between the sessions is the participants' own."""
        node = self.reading.node
        found = node.find(("parts", number, "facilitators"))
        if found is None and isinstance(self.reading.programme.parts[number], Session):
            found = node.find(("facilitators",))
        return {} if found is None else {"facilitators": found}


def _event(held: Held, reading: ProgrammeReading) -> Event | None:
    """When it is held: by its agenda's times, or all day when these are not known."""
    part = held.part
    key = "date" if part.date else "by"
    day = reading.programme.date_of(part)
    if day is None:
        return None
    place = reading.place(("parts", held.number, key))
    start = datetime.combine(day, time())
    if part.date is None:
        return Event(part.title, start, start, place, deadline=True)
    if held.schedule is None or held.schedule.relative:
        return Event(part.title, start, start + timedelta(days=1), place)
    begins, ends = (start + timedelta(minutes=one) for one in (held.schedule.start, held.schedule.end))
    return Event(part.title, begins, ends, place)
