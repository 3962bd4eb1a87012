"""The deck of a programme: what it is for, all of it at a glance, when and where, and what happens between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.agenda.model import whom
from facilitator.content.figures import AnyFigure, Lists, Tiles
from facilitator.content.parts import Item, Point
from facilitator.content.slides import Bullets, FigureSlide, SlideContent, Table, TitlePage
from facilitator.content.terms import Terms
from facilitator.deck.compose import for_whom
from facilitator.deck.model import Deck, Note, Origin, Register, Slide
from facilitator.programme.model import Between, titled, when
from facilitator.programme.plan import Held, Planned
from facilitator.text.markup import filled, one_line

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
        """What is to be read and done, and by when, side by side."""
        words, terms, programme = self.terms.programme, self.terms, self.planned.reading.programme
        title, time = titled(programme, held.number, terms), when(programme, held.number, terms)
        meeting = []
        if held.schedule is not None:
            minutes = terms.minutes.format(minutes=held.schedule.end - held.schedule.start)
            meeting = [filled("{meeting} ({minutes})", meeting=held.schedule.agenda.title, minutes=minutes)]
        lists = [
            Item(title=head, points=[Point(text=text) for text in texts], icon=sign)
            for head, texts, sign in (
                (words.reading, part.reading, "book-open"),
                (words.tasks, part.tasks, "list-checks"),
                (words.meeting if meeting else words.when, [time[:1].upper() + time[1:], *meeting], "calendar"),
            )
            if texts
        ]
        content: SlideContent
        match lists:
            case [_]:
                content = Bullets(bullets=[Point(text=part.title)], lead=lists[0].points[0].text)
            case [left, right]:
                content = FigureSlide(figure=Lists(kind="lists", title=title, left=left, right=right))
            case _:
                content = FigureSlide(figure=Tiles(kind="tiles", title=title, items=lists))
        return self._slide(content, title, ("parts", held.number), part.why)

    def _slide(self, content: SlideContent, title: str, origin: Origin, why: str) -> Slide:
        found, number = self.register.title(title)
        notes = (Note(one_line(why), self.terms.notes.purpose),) if why else ()
        name = self.register.id(self.planned.reading.programme.id, origin[0] if number == 1 else None, found)  # type: ignore[arg-type]
        return Slide(name, found, self.planned.reading.programme.title, content, notes, origin, found, number=number)


def _place(held: Held) -> str:
    data = {**held.part.data} if held.reading is None else held.reading.agenda.data
    return str(data.get("place") or "")
