"""A programme, opened: a folder for each part that has an agenda, and the deck and pages that hold them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, partial
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter

from facilitator.agenda import whom
from facilitator.agenda.pace import past_dates
from facilitator.canvas.text import Style
from facilitator.content.figures import AnyFigure, Lists
from facilitator.content.parts import Item, Point
from facilitator.content.slides import Bullets, FigureSlide, SlideContent, Table, TitlePage
from facilitator.content.terms import Terms
from facilitator.deck import Deck, Note, Origin, Register, Slide
from facilitator.deck.compose import for_whom
from facilitator.library import Library
from facilitator.made import Made
from facilitator.messages import Problem, _, plural
from facilitator.output.agenda import OpenAgenda
from facilitator.output.deck_file import Drawn, deck_file, drawn
from facilitator.output.kinds import KINDS
from facilitator.output.opened import Asked, Opened, Step
from facilitator.output.timetable import json_clock
from facilitator.pptx.own_parts import OwnTemplate
from facilitator.programme import Between, ProgrammeReading, titled, when
from facilitator.programme.plan import Held, Planned, overview, plan_programme, timeline
from facilitator.reading import Node
from facilitator.reading.checking import validate
from facilitator.text import filled, joined, one_line
from facilitator.text.times import DAY

__all__ = ["OpenProgramme", "compose_programme"]


def compose_programme(planned: Planned, figures: list[AnyFigure]) -> Deck:
    """Title page, figures, sessions, and a slide for what lies between any two."""
    programme, terms = planned.reading.programme, planned.reading.terms
    client = " · ".join(whom(programme.data))
    return Deck(
        id=programme.id,
        title=programme.title,
        language=terms.locale,
        slides=tuple(_Composer(planned, terms, Register()).slides(figures)),
        footers=(client or programme.title,),
        author=", ".join(person.name for person in programme.facilitators),
        client=client,
        theme=programme.theme,
    )


_EVEN = 0.35
"""Two lists stand side by side if the shorter has more than this part of the longer one's letters."""


@dataclass(frozen=True)
class _Composer:
    planned: Planned
    terms: Terms
    register: Register

    def slides(self, figures: list[AnyFigure]) -> Iterator[Slide]:
        """All slides, in order."""
        programme, terms = self.planned.reading.programme, self.terms
        page = TitlePage(
            subtitle=programme.subtitle,
            client=for_whom(programme) or None,
            by=terms.led_by(person.name for person in programme.facilitators) or None,
            icon=programme.icon,
        )
        yield self._slide(page, programme.title, ("title",), programme.why)
        for figure in figures:
            yield self._slide(FigureSlide(figure=figure), figure.title, ("overview",), programme.why)
        yield self._sessions()
        for held in self.planned.parts:
            if isinstance(held.part, Between):
                yield self._between(held, held.part)

    def _sessions(self) -> Slide:
        words, programme = self.terms.programme, self.planned.reading.programme
        rows = [
            [held.part.title, when(programme, held.number, self.terms), _place(held)]
            for held in self.planned.parts
            if not isinstance(held.part, Between)
        ]
        table = Table(table=[[words.what, words.when, words.where], *rows])
        return self._slide(table, words.sessions, ("parts",), programme.why)

    def _between(self, held: Held, part: Between) -> Slide:
        """By when what is to be read and done, and the meeting: side by side where both say about as much."""
        words, terms, programme = self.terms.programme, self.terms, self.planned.reading.programme
        title, time = titled(programme, held.number, terms), when(programme, held.number, terms)
        meeting = []
        if held.schedule is not None:
            minutes = terms.minutes.format(minutes=held.schedule.end - held.schedule.start)
            meeting = [filled("{meeting} ({minutes})", meeting=held.schedule.agenda.title, minutes=minutes)]
        done = [*part.tasks, *meeting]
        less, more = sorted(sum(map(len, texts)) for texts in (part.reading, done))
        content: SlideContent
        if less > _EVEN * more:
            left = Item(title=words.reading, points=_listed(part.reading))
            right = Item(title=joined("", (words.tasks, ": ", time)), points=_listed(done))
            content = FigureSlide(figure=Lists(kind="lists", title=title, left=left, right=right))
        else:
            told = {words.reading: part.reading, words.tasks: part.tasks}
            lists = [Point(text=head, points=texts) for head, texts in told.items() if texts]
            points = [
                *(lists if part.reading and part.tasks else _listed([*part.reading, *part.tasks])),
                *_listed(meeting),
            ]
            content = Bullets(bullets=points or _listed([part.title]), lead=time[:1].upper() + time[1:])
        return self._slide(content, title, ("parts", held.number), part.why)

    def _slide(self, content: SlideContent, title: str, origin: Origin, why: str) -> Slide:
        found, number = self.register.title(title)
        notes = (Note(one_line(why), self.terms.notes.purpose),) if why else ()
        name = self.register.id(self.planned.reading.programme.id, origin[0] if number == 1 else None, found)  # type: ignore[arg-type]
        return Slide(name, found, self.planned.reading.programme.title, content, notes, origin, found, number=number)


def _listed(texts: Iterable[str]) -> list[Point]:
    return [Point(text=one) for one in texts]


def _place(held: Held) -> str:
    data = {**held.part.data} if held.reading is None else held.reading.agenda.data
    return str(data.get("place") or "")


@cache
def _figures() -> TypeAdapter[AnyFigure]:
    return TypeAdapter(AnyFigure)


@dataclass(frozen=True)
class OpenProgramme(Opened[ProgrammeReading]):
    """A programme that has been read; it is planned and drawn when that is asked for."""

    reading: ProgrammeReading
    library: Library
    asked: Asked = Asked()
    theme: str | None = None
    """Instead of the one that it names."""

    @property
    def name(self) -> str:
        return self.reading.programme.id

    @property
    def title(self) -> str:
        return self.reading.programme.title

    @property
    def kinds(self) -> tuple[str, ...]:
        return _KINDS

    @cached_property
    def planned(self) -> Planned:
        """Its parts, each with the plan of its agenda.

        Raises:
            Problems: everything that is wrong with any of the agendas, or with the dates.
        """
        return plan_programme(self.reading, library=self.library, theme=self.theme)

    @property
    def printed(self) -> Planned:
        """The same with the programme as it is printed. Raises `Problems` as ``planned`` and ``template``."""
        return replace(self.planned, reading=self.dressed)

    @cached_property
    def parts(self) -> list[tuple[Held, OpenAgenda]]:
        """The parts that have an agenda; each has the template that its agenda names, where the programme has none."""
        own = None if isinstance(self.template, OwnTemplate) else self.template
        asked = replace(self.asked, template=None, slides=None, macros=False, opened=own)
        return [
            (held, OpenAgenda(held.reading, self.library, _within(asked, held), held.part.start, held.schedule))
            for held in self.planned.parts
            if held.reading is not None
        ]

    def data(self) -> dict[str, Any]:
        """Its parts with their dates, as JSON takes them."""
        return {"parts": [_part(self.planned, held) for held in self.planned.parts]}

    def rows(self) -> Iterator[list[str]]:
        """Date, time, title, and agenda of every part."""
        for part in self.data()["parts"]:
            by_then = part["kind"] == "between" and part["date"] and not part["start"]
            day = _("by {date}", date=part["date"]) if by_then else part["date"] or ""
            time = f"{part['start']}–{part['end']}" if part["start"] else ""
            yield [day, time, part["title"], part["agenda"] or ""]

    @property
    def sessions(self) -> list[OpenAgenda]:
        """The agendas of its parts, opened."""
        return [session for _held, session in self.parts]

    @cached_property
    def figures(self) -> list[AnyFigure]:
        """The overview (where there is one) and the timeline, with nothing marked."""
        reading = self.reading
        found = [overview(reading, self.library)] if reading.programme.overview else []
        return [_figure(node) for node in (*found, *self._timeline(None))]

    @cached_property
    def drawn(self) -> Drawn:
        """The slides of its overview as shapes.

        Raises:
            Problems: a slide has no room for its text at the smallest size; every such slide is told.
        """
        reading = self.reading
        deck = compose_programme(self.planned, self.figures)
        with reading.placing():
            return drawn(deck, Style(self.dressed.theme, reading.terms), {}, self.template)

    def timeline(self, held: Held) -> AnyFigure | None:
        """The timeline with one part marked."""
        return next((_figure(node) for node in self._timeline(held.number)), None)

    def _timeline(self, current: int | None) -> Iterable[Node]:
        return [timeline(self.reading, current)] if self.reading.programme.timeline else []

    @property
    def summary(self) -> str:
        parts, sessions = len(self.planned.parts), len(self.reading.programme.sessions)
        file = self.reading.node.place.path
        counted = plural("{n} part", "{n} parts", parts), plural("{n} session", "{n} sessions", sessions)
        return f"{file}: {', '.join(counted)}"

    def notes(self, only: Collection[str] = ()) -> list[str]:
        examples = [self.reading.examples, *(session.reading.examples for session in self.sessions)]
        opened: list[Opened[Any]] = [self, *self.sessions]
        said = [note for one in opened for note in (*one.of_template(), *one.on_fonts(only))]
        names = self.reading.unused.intersection(*(session.unused for session in self.sessions))
        asked = self.reading.asked.union(*(session.asked_for for session in self.sessions))
        unused = self.on_unused(names, asked)
        return [
            *self.on_participants(),
            *self.planned.notes,
            *unused,
            *self.still_examples(examples),
            *dict.fromkeys(said),
        ]

    def warnings(self, today: date | None = None) -> tuple[Problem, ...]:
        past = self.reading.node.placed(self._past(today or date.today()))
        tight = [problem for session in self.sessions for problem in session.tight()]
        unseen = [problem for session in self.sessions for problem in session.unseen()]
        return tuple(dict.fromkeys([*past, *tight, *unseen]))

    def _past(self, today: date) -> Iterator[Problem]:
        """Dates of its data and examples, and its parts when all are over: in a running programme some always are."""
        yield from past_dates(self.reading.own_data, today)
        yield from past_dates(self.reading.examples, today, ("examples",))
        programme = self.reading.programme
        dates = [day for part in programme.parts if (day := programme.date_of(part))]
        if dates and max(dates) < today:
            what = _("every date of the programme is past")
            yield Problem(what, _("expected one that lies ahead"), path=("parts",))

    def ready(self) -> None:
        _planned = self.planned
        super().ready()

    def steps(self, kinds: tuple[str, ...]) -> Iterator[Step]:
        yield from (partial(maker, self) for kind, maker in _OWN.items() if kind in kinds)
        inside = tuple(kind for kind in _OF_PARTS if kind in kinds)
        for held, session in self.parts if inside else ():
            yield from (partial(_in_folder, held, step) for step in session.steps(inside))


def _within(asked: Asked, held: Held) -> Asked:
    """What is asked of a part: what is made once is named with its folder."""
    names = (one.partition("/") for one in asked.once)
    return replace(asked, once=frozenset(name for folder, _slash, name in names if folder == held.name))


def _part(planned: Planned, held: Held) -> dict[str, Any]:
    day = planned.reading.programme.date_of(held.part)
    clocked = held.schedule is not None and not held.schedule.relative and held.part.date is not None
    times = (held.schedule.start, held.schedule.end) if clocked and held.schedule is not None else None
    return {
        "title": held.part.title,
        "kind": held.part.kind,
        "agenda": held.part.agenda,
        "date": day.isoformat() if day else None,
        "start": json_clock(0, times[0]) if times else None,
        "end": json_clock(0, times[1] % DAY) if times else None,
    }


def _in_folder(held: Held, step: Step) -> list[Made]:
    """The files with the name of a part's folder before their own."""
    return [replace(one, name=f"{held.name}/{one.name}", key=f"{held.key}/{one.known_by}") for one in step()]


def _figure(node: Node) -> AnyFigure:
    return validate(_figures(), node)


def _overview(programme: OpenProgramme) -> list[Made]:
    """The deck, and the page."""
    from facilitator.print.programme import make_overview

    name = programme.reading.terms.programme.overview_file
    page = make_overview(programme.printed, programme.figures, programme.library)
    return [deck_file(programme.drawn, name, "overview"), *page]


def _reminders(programme: OpenProgramme) -> list[Made]:
    from facilitator.print.programme import make_reminder

    between = [held for held in programme.planned.parts if isinstance(held.part, Between)]
    return [
        replace(file, key=f"{held.key}/{PurePosixPath(file.name).suffix}")
        for held in between
        for file in make_reminder(programme.printed, held, programme.timeline(held), programme.library)
    ]


def _calendar(programme: OpenProgramme) -> list[Made]:
    from facilitator.print.programme import make_programme_calendar

    made = make_programme_calendar(programme.planned)
    return [made] if made else []


_OWN: dict[str, Callable[[OpenProgramme], list[Made]]] = {
    "overview": _overview,
    "reminder": _reminders,
    "calendar": _calendar,
}
"""What there is of the programme as a whole."""
_OF_PARTS = tuple(kind for kind in KINDS if kind not in _OWN)
"""What there is of each part; the calendar is one for all of them."""
_KINDS = (*_OWN, *_OF_PARTS)
"""Everything that can be made of a programme."""
