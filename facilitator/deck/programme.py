"""The deck of a programme: what it is for, all of it at a glance, when and where, and what happens between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.agenda.model import whom
from facilitator.content.figures import AnyFigure
from facilitator.content.parts import Point
from facilitator.content.slides import Bullets, FigureSlide, SlideContent, Table, TitlePage
from facilitator.content.terms import Terms
from facilitator.deck.compose import for_whom
from facilitator.deck.model import Deck, Note, Origin, Register, Slide
from facilitator.programme.model import Between, titled, when
from facilitator.programme.plan import Held, Planned
from facilitator.text.markup import joined, one_line

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
        words, terms = self.terms.programme, self.terms
        lists = [Point(text=words.reading, points=part.reading)] if part.reading else []
        lists += [Point(text=words.tasks, points=part.tasks)] if part.tasks else []
        if held.schedule is not None:
            minutes = terms.minutes.format(minutes=held.schedule.end - held.schedule.start)
            lists.append(Point(text=joined("", (words.meeting, ": ", held.schedule.agenda.title, f" ({minutes})"))))
        programme = self.planned.reading.programme
        time = when(programme, held.number, terms)
        bullets = Bullets(bullets=lists or [Point(text=part.title)], lead=time[:1].upper() + time[1:])
        return self._slide(bullets, titled(programme, held.number, terms), ("parts", held.number), part.why)

    def _slide(self, content: SlideContent, title: str, origin: Origin, why: str) -> Slide:
        found, number = self.register.title(title)
        notes = (Note(one_line(why), self.terms.notes.purpose),) if why else ()
        name = self.register.id(self.planned.reading.programme.id, origin[0] if number == 1 else None, found)  # type: ignore[arg-type]
        return Slide(name, found, self.planned.reading.programme.title, content, notes, origin, found, number=number)


def _place(held: Held) -> str:
    data = {**held.part.data} if held.reading is None else held.reading.agenda.data
    return str(data.get("place") or "")
