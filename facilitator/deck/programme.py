"""The deck of a programme: what it is for, all of it at a glance, when and where, and what happens between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator.agenda.model import whom
from facilitator.content.figures import AnyFigure, Lists
from facilitator.content.parts import Item, Point
from facilitator.content.slides import Bullets, FigureSlide, SlideContent, Table, TitlePage
from facilitator.content.terms import Terms
from facilitator.deck.compose import for_whom
from facilitator.deck.model import Deck, Note, Origin, Register, Slide
from facilitator.programme.model import Between, titled, when
from facilitator.programme.plan import Held, Planned
from facilitator.text.markup import filled, joined, one_line

__all__ = ["compose_programme"]


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
