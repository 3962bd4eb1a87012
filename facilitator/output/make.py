"""What can be made from an agenda, one function per kind: data in, files out (in memory)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.canvas.style import Style
from facilitator.deck.compose import compose
from facilitator.library import Library
from facilitator.made import Made
from facilitator.output.deck_file import Drawn, deck_file, drawn
from facilitator.pptx import OWN, DeckTemplate

if TYPE_CHECKING:
    from facilitator.pairs import Roster

__all__ = ["KINDS", "Session", "make"]

_ROUNDS = 3
"""Rounds of meetings, where the agenda's data does not say ``rounds``."""


@dataclass(frozen=True)
class Session:
    """An agenda that has been read and planned, and what its files are made with."""

    reading: Reading
    schedule: Schedule
    library: Library
    participants: Roster | None = None
    """Those who come, where that is known."""
    template: DeckTemplate = OWN
    """What the deck is made on."""

    @cached_property
    def drawn(self) -> Drawn:
        """The deck, drawn.

        Raises:
            Problems: a slide has no room for its text at the smallest size; every such slide is told.
        """
        reading = self.reading
        deck = compose(self.schedule, reading.terms)
        return drawn(deck, Style(reading.theme, reading.terms), reading.media, reading.place, self.template)

    @property
    def slide_numbers(self) -> dict[str, tuple[int, int]]:
        """The first and last slide of each block, by its id."""
        found: dict[str, tuple[int, int]] = {}
        first = self.template.before + 1
        for number, canvas in enumerate(self.drawn.canvases, first):
            _, block, *_ = canvas.id.split("/")
            found[block] = (found.get(block, (number,))[0], number)
        return found


def make(session: Session, kinds: Iterable[str] = ()) -> list[Made]:
    """The files of these kinds, or of all.

    Raises:
        Problems: something has no room on its page.
    """
    chosen = list(kinds) or list(KINDS)
    return [file for kind in KINDS if kind in chosen for file in KINDS[kind](session)]


# Each kind imports what it needs when it is made: who only wants the deck does not wait for the rest.


def _deck(session: Session) -> list[Made]:
    return [deck_file(session.drawn, session.reading.agenda.id)]


def _runsheet(session: Session) -> list[Made]:
    from facilitator.print.runsheet import make_runsheet

    return make_runsheet(session.reading, session.schedule, session.library, session.slide_numbers)


def _programme(session: Session) -> list[Made]:
    from facilitator.print.runsheet import make_programme

    return make_programme(session.reading, session.schedule, session.library)


def _logistics(session: Session) -> list[Made]:
    from facilitator.print.runsheet import make_logistics

    return make_logistics(session.reading, session.schedule, session.library)


def _cards(session: Session) -> list[Made]:
    from facilitator.agenda.people import participants_of
    from facilitator.agenda.prints import named
    from facilitator.agenda.read import read_terms
    from facilitator.print.cards.dealing import Copies
    from facilitator.print.cards.job import Job, Settings
    from facilitator.print.cards.own import card_set
    from facilitator.print.cards.pages import Stock

    reading, library = session.reading, session.library
    people = participants_of(reading.agenda.data)
    copies = Copies(participants=people) if people else Copies(sets=1)
    made = []
    for name in named(reading.agenda, "cards"):
        cards = card_set(name, library)
        terms = read_terms(cards.language, library)
        file = terms.cards.file.format(name=name)
        made.append(Job(cards, copies, Settings(), Stock(terms, reading.theme, library), file).made())
    return made


def _pairs(session: Session) -> list[Made]:
    """Only for a list of participants."""
    if session.participants is None:
        return []
    from pypdf import PdfReader

    from facilitator.agenda.prints import named
    from facilitator.pairs import plan
    from facilitator.print.cards.own import card_set
    from facilitator.print.pairs import plan_csv, plan_pdf

    reading = session.reading
    rounds = reading.agenda.data.get("rounds", _ROUNDS)
    sets = [card_set(name, session.library) for name in named(reading.agenda, "cards")]
    questions = sets[0].count if sets else None
    found = plan(session.participants, rounds if isinstance(rounds, int) else _ROUNDS, questions=questions)
    name, told = reading.terms.pairs.file, tuple(note.text(reading.terms) for note in found.notes)
    page = plan_pdf(found, reading.terms, reading.theme, session.library)
    return [
        Made("pairs", f"{name}.pdf", page, len(PdfReader(BytesIO(page)).pages), told),
        Made("pairs", f"{name}.csv", plan_csv(found, reading.terms), 1),
    ]


def _form(session: Session) -> list[Made]:
    from facilitator.agenda.prints import named
    from facilitator.print.forms import make_form

    reading = session.reading
    return [
        file
        for name in named(reading.agenda, "forms")
        for file in make_form(name, library=session.library, theme=reading.theme, data=reading.agenda.data)
    ]


def _calendar(session: Session) -> list[Made]:
    from facilitator.print.calendar import make_calendar

    made = make_calendar(session.reading, session.schedule)
    return [made] if made else []


KINDS: dict[str, Callable[[Session], list[Made]]] = {
    "deck": _deck,
    "runsheet": _runsheet,
    "programme": _programme,
    "logistics": _logistics,
    "cards": _cards,
    "pairs": _pairs,
    "form": _form,
    "calendar": _calendar,
}
"""Everything that can be made, by the name that ``--only`` takes. A new kind is a function here."""
