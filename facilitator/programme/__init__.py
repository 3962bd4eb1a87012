"""A programme as data: its parts in order, each with a date and an agenda, what happens between them; and its file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, Tag, model_validator

from facilitator.content import Content, Header, Line, Person, Slug, Text, by_key
from facilitator.content.given import data_of
from facilitator.content.loading import LoadedSession, load
from facilitator.content.terms import Terms
from facilitator.library import Library
from facilitator.messages import _, mark
from facilitator.reading import Node
from facilitator.text import filled, joined
from facilitator.text.meaning import FIRST_YEAR, LAST_YEAR, daymonth, parse_day, shortdate
from facilitator.text.times import Clock

__all__ = ["AnyPart", "Between", "Programme", "ProgrammeReading", "Session", "read_programme", "titled", "when"]


def _written(value: Any) -> Any:
    """A date as people write it; what is none stays, to be complained of as any other value."""
    return (parse_day(value, "") or value) if isinstance(value, str) else value


_Day = Annotated[
    datetime.date,
    Field(ge=datetime.date(FIRST_YEAR, 1, 1), le=datetime.date(LAST_YEAR, 12, 31)),
    BeforeValidator(_written),
]


class _Dated(Content):
    """What has a place in time."""

    kind: ClassVar[str]
    """The key that tells it."""

    id: Slug | None = None
    """A name that stays when the title changes; its folder and its page are called by it."""
    date: _Day | None = None
    """The day, or the first of several."""
    when: Line | None = None
    """The same in words, as long as there is no date: »februar/marts«."""
    start: Clock | None = None
    """When it begins; the agenda's own times move along."""
    data: dict[str, Any] = {}
    """Takes the place of values in the programme's and the agenda's data: another place, other participants."""
    facilitators: list[Person] | None = None
    """Who leads it; those of the programme when left out."""


class Session(_Dated):
    """A session of the programme."""

    kind: ClassVar[str] = "agenda"

    agenda: Line
    """The agenda it is held by: a name, or a file beside the programme's."""
    title: Line
    """What the programme calls it."""

    @model_validator(mode="after")
    def _has_a_time(self) -> Session:
        if self.date is None and self.when is None:
            text = _("“{title}” has no “date”; expected a date, or “when”: the time in words", title=self.title)
            raise ValueError(text)
        return self


class Between(_Dated):
    """What the participants do between two sessions, on a page of its own to remember it by."""

    kind: ClassVar[str] = "between"

    between: Line
    """Its title."""
    why: Text = ""
    """What it is for."""
    by: _Day | None = None
    """Done by this day."""
    reading: list[Text] = []
    """What is read."""
    tasks: list[Text] = []
    """What is tried, noted, or agreed on."""
    agenda: Line | None = None
    """The agenda of a meeting of their own, if they have one."""

    @property
    def title(self) -> str:
        return self.between


AnyPart = Annotated[
    Annotated[Session, Tag("agenda")] | Annotated[Between, Tag("between")],
    by_key(
        "part",
        mark("a part needs a key that tells its kind"),
        [Session.kind, Between.kind],
        [Between.kind, Session.kind],
    ),
]
"""A part as a person writes it."""


class Programme(Header):
    """Several sessions that belong together."""

    overview: Slug | None = None
    """A figure with a column for each session, in ``decks/figures/``; it gets their dates, and in each session's deck
    that session stands out."""
    timeline: Slug | None = None
    """The name by which the agendas show the timeline, which is made from the dates."""
    parts: Annotated[list[AnyPart], Field(min_length=2, max_length=20)]

    @property
    def sessions(self) -> list[Session]:
        """The parts that are sessions."""
        return [part for part in self.parts if isinstance(part, Session)]

    def date_of(self, part: Session | Between) -> datetime.date | None:
        """The day that a part is held or done by."""
        return part.date or (part.by if isinstance(part, Between) else None)


@dataclass(frozen=True)
class ProgrammeReading(LoadedSession[Programme]):
    """A programme with the words and looks it asks for, and where everything stands in its file."""

    kind: ClassVar[str] = "agendas"
    whose: ClassVar[str] = mark("the programme")
    model: ClassVar[type[Programme]] = Programme

    @property
    def programme(self) -> Programme:
        """What the file says."""
        return self.content


def read_programme(
    name: str,
    *,
    library: Library,
    data: Mapping[str, Any] | None = None,
    theme: str | None = None,
    instead: Mapping[str, Node] | None = None,
    outside: bool = False,
) -> ProgrammeReading:
    """The programme of that name in the library, or in the file of that path; the arguments are those of `load`.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    read = load(ProgrammeReading, name, library, data=data, theme=theme, instead=instead, outside=outside)
    parts = [
        part.model_copy(update={"data": data_of(read.node.find(("parts", number)) or read.node, read.terms.locale)})
        for number, part in enumerate(read.programme.parts)
    ]
    return replace(read, content=read.programme.model_copy(update={"parts": parts}))


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
    return joined(" ", (programme.parts[number].title, _before(programme, number, terms)))


def _before(programme: Programme, number: int, terms: Terms) -> str:
    following = next((one for one in programme.parts[number + 1 :] if isinstance(one, Session)), None)
    return filled(terms.programme.before, part=_within(following.title)) if following else terms.programme.after


def _within(title: str) -> str:
    """A title as it stands within a sentence: »modul 1«; one in capitals (»TRIO-møde«) stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
