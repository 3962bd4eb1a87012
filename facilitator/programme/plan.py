"""The programme planned: every part's agenda read with the programme's names and dates, and held against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from facilitator.agenda import Agenda
from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading, read_agenda
from facilitator.agenda.schedule import Schedule
from facilitator.content import slug
from facilitator.content.theme import Look
from facilitator.library import Library, is_path
from facilitator.messages import Place, Problem, Problems, _, mark, spoken
from facilitator.programme import AnyPart, Between, ProgrammeReading, Session, when
from facilitator.reading import Node, node_of
from facilitator.reading.files import parse_yaml
from facilitator.text.meaning import TimeInWords, longdate
from facilitator.text.times import clock_text

__all__ = ["Held", "Planned", "overview", "plan_programme", "timeline"]

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

    @property
    def key(self) -> str:
        """What the part is called wherever it stands."""
        return _key(self.part)


def _key(part: AnyPart) -> str:
    return part.id or slug(part.title)


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
    look = reading.look if reading.programme.brand else None
    planner = _Planner(reading, library, theme or reading.programme.theme, look)
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
    problems += _contradictions(events)
    if problems:
        raise Problems(problems)
    return Planned(reading, tuple(found), tuple(_days_off(events)))


@dataclass(frozen=True)
class _Planner:
    reading: ProgrammeReading
    library: Library
    theme: str | None
    look: Look | None
    """That of every part."""

    def held(self, number: int) -> Held:
        """The part of this number.

        Raises:
            Problems: something is wrong with its agenda.
        """
        part = self.reading.programme.parts[number]
        name = f"{number + 1}-{_key(part)[:_LONGEST_NAME].strip('-')}"
        if part.agenda is None:
            return Held(number, part, name)
        found = read_agenda(
            self._agenda(number, part.agenda),
            library=self.library,
            data=self._data(number),
            theme=self.theme,
            instead=self._instead(number),
            figures=_shown_in(self.reading, number, self.library),
            outside=self.reading.beside.outside,
        )
        found = replace(found, chosen_look=self.look)
        own = isinstance(part, Between) and part.start is None
        with found.placing():
            schedule = _untimed(found.agenda) if own else plan(found.agenda, start=part.start)
        return Held(number, part, name, found, schedule)

    def _agenda(self, number: int, written: str) -> str:
        """The agenda's name, or the path of the file that it is.

        Raises:
            Problems: there is none.
        """
        place = self.reading.place(("parts", number, "agenda"))
        if is_path(written):
            return str(self.reading.beside.path(written, mark("agenda"), place))
        self.library.find("agendas", written, place)
        return written

    def _data(self, number: int) -> Mapping[str, Any]:
        """The part's own data before the programme's, and its date; the others' dates by their ids: ``modul_2``."""
        programme = self.reading.programme
        dates = {one.id.replace("-", "_"): self._when(place) for place, one in enumerate(programme.parts) if one.id}
        return {**dates, **programme.data, **programme.parts[number].data, "date": self._when(number)}

    def _when(self, number: int) -> date | TimeInWords:
        programme = self.reading.programme
        return programme.parts[number].date or TimeInWords(when(programme, number, self.reading.terms))

    def _instead(self, number: int) -> dict[str, Node]:
        """Who leads it, where the programme tells; a meeting between the sessions is the participants' own."""
        node = self.reading.node
        found = node.find(("parts", number, "facilitators"))
        if found is None and isinstance(self.reading.programme.parts[number], Session):
            found = node.find(("facilitators",))
        return {} if found is None else {"facilitators": found}


def _untimed(agenda: Agenda) -> Schedule:
    """The plan of a meeting of which only those who hold it know when it begins: counted from its beginning."""
    return replace(plan(agenda, start=None if agenda.start is None else 0), relative=True)


def _event(held: Held, reading: ProgrammeReading) -> _Event | None:
    """When it is held: by its agenda's times, or all day when these are not known."""
    part = held.part
    key = "date" if part.date else "by"
    day = reading.programme.date_of(part)
    if day is None:
        return None
    place = reading.place(("parts", held.number, key))
    start = datetime.combine(day, time())
    if part.date is None:
        return _Event(part.title, start, start, place, deadline=True)
    if held.schedule is None or held.schedule.relative:
        return _Event(part.title, start, start + timedelta(days=1), place)
    begins, ends = (start + timedelta(minutes=one) for one in (held.schedule.start, held.schedule.end))
    return _Event(part.title, begins, ends, place)


_FEWEST, _MOST = 3, 10
"""Stops that a timeline may have."""


def _shown_in(reading: ProgrammeReading, number: int, library: Library) -> dict[str, Node]:
    """The figures of the programme by the names that agendas show them by, with the part of this number marked.

    Raises:
        Problems: the overview is no figure with a column for each session.
    """
    programme = reading.programme
    found = {}
    if programme.overview:
        found[programme.overview] = overview(reading, library, number)
    if programme.timeline:
        found[programme.timeline] = timeline(reading, number)
    return found


def overview(reading: ProgrammeReading, library: Library, current: int | None = None) -> Node:
    """The overview figure with the sessions' dates.

    Raises:
        Problems: there is no such figure, or it has not a part for each session.
    """
    programme, place = reading.programme, reading.place(("overview",))
    assert programme.overview is not None
    name = programme.overview
    node = parse_yaml(*library.content("figures", name, place))
    items = node.find(("items",))
    count = len(items.value) if items and isinstance(items.value, list) else 0
    if count != len(programme.sessions) or items is None or not isinstance(items.value, list):
        told = {"name": name, "parts": count, "sessions": len(programme.sessions)}
        what = _("the figure “{name}” has {parts} parts, the programme {sessions} sessions", **told)
        raise Problems.one(what, _("expected a part for each session"), "", place)
    numbers = [number for number, part in enumerate(programme.parts) if not isinstance(part, Between)]
    dated = [
        _dated(item, when(programme, number, reading.terms), marked=number == current)
        for item, number in zip(items.value, numbers, strict=True)
    ]
    assert isinstance(node.value, dict)
    return replace(node, value={**node.value, "items": replace(items, value=dated)})


def _dated(item: Node, date: str, *, marked: bool) -> Node:
    """The part of the figure with its date over its text."""
    given = item.value if isinstance(item.value, dict) else {"title": item}
    text = given.get("text")
    lines = [date, *([text.value] if text and isinstance(text.value, str) and text.value else [])]
    own = {"text": "\n".join(lines), **({"marked": "true"} if marked else {})}
    return replace(item, value={**given, **{key: node_of(value, item.place) for key, value in own.items()}})


def timeline(reading: ProgrammeReading, current: int | None = None) -> Node:
    """The parts along a line, with their dates; what lies between them is small.

    Raises:
        Problems: there are more parts than a timeline shows.
    """
    programme, terms = reading.programme, reading.terms
    if not _FEWEST <= len(programme.parts) <= _MOST:
        what = _("the timeline would have {number} stops", number=len(programme.parts))
        expected = _("expected {fewest} to {most} parts", fewest=_FEWEST, most=_MOST)
        raise Problems.one(what, expected, "", reading.place(("parts",)))
    items = [
        {
            "title": part.title,
            "when": when(programme, number, terms, year=not isinstance(part, Between)),
            "minor": str(isinstance(part, Between)).lower(),
            "marked": str(number == current).lower(),
        }
        for number, part in enumerate(programme.parts)
    ]
    return node_of({"kind": "timeline", "title": terms.programme.timeline, "items": items}, reading.node.place)


_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class _Event:
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


def _contradictions(events: Sequence[_Event]) -> Iterator[Problem]:
    """What runs backwards or collides; the events stand in the order of the programme."""
    held: _Event | None = None
    for event in events:
        if held is None or event.begins >= held.ends:
            pass
        elif event.begins.date() < held.begins.date():
            what = _("“{part}” is on {day}, before “{other}” on {its_day}", part=event.title, day=event.begins.date(),
                     other=held.title, its_day=held.begins.date())  # fmt: skip
            yield Problem(what, _("expected dates that do not run backwards"), place=event.place)
        else:
            until = f"{held.ends:%Y-%m-%d} {clock_text(held.ends.hour * 60 + held.ends.minute)}"
            what = _("“{part}” collides with “{other}”, which lasts until {until}", part=event.title, other=held.title,
                     until=until)  # fmt: skip
            yield Problem(what, _("expected it to begin after that"), place=event.place)
        held = event if held is None or event.ends > held.ends else held


def _days_off(events: Sequence[_Event]) -> Iterator[str]:
    """What is held on a Danish public holiday, a day on which offices are closed, or at the weekend."""
    import holidays  # It takes a while to load.

    locale, language = ("da-DK", "da") if spoken() == "da" else ("en-GB", "en_US")
    known = holidays.country_holidays("DK", language=language, categories=("public", "optional"))
    for event in events:
        if event.deadline:
            continue
        for day in event.days:
            date = longdate(day, locale)
            if day in known:
                yield _("“{part}” falls on {date}, which is {holiday}", part=event.title, date=date, holiday=known[day])
            elif day.weekday() >= _SATURDAY:
                yield _("“{part}” falls on a weekend, {date}", part=event.title, date=date)
