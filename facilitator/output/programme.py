"""What is made from a programme: a folder for each part that has an agenda, and the pages that hold them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from facilitator.agenda.read import Reading
from facilitator.canvas.style import Style
from facilitator.content.figures import AnyFigure
from facilitator.deck.programme import compose_programme
from facilitator.library import Library
from facilitator.made import Made
from facilitator.output import make
from facilitator.output.deck_file import deck_file, drawn
from facilitator.pptx import OWN, DeckTemplate
from facilitator.programme import Between, Held, Planned
from facilitator.programme.figures import overview, timeline
from facilitator.reading.checking import validate
from facilitator.reading.nodes import Node

if TYPE_CHECKING:
    from facilitator.pairs import Roster

__all__ = ["KINDS", "Whole", "make_programme"]

_FIGURE: TypeAdapter[AnyFigure] = TypeAdapter(AnyFigure)


@dataclass(frozen=True)
class Whole:
    """A planned programme and what its files are made with."""

    planned: Planned
    library: Library
    participants: Roster | None = None
    template: DeckTemplate = OWN
    """That of all decks; where it is our own, each part has the one that its agenda names."""

    @cached_property
    def sessions(self) -> list[tuple[Held, make.Session]]:
        """The parts that have an agenda.

        Raises:
            Problems: the template that an agenda names cannot be used.
        """
        return [
            (
                held,
                make.Session(
                    held.reading, held.schedule, self.library, self.participants, self._template(held.reading)
                ),
            )
            for held in self.planned.parts
            if held.reading is not None and held.schedule is not None
        ]

    def _template(self, reading: Reading) -> DeckTemplate:
        if self.template is not OWN or reading.template is None:
            return self.template
        from facilitator.pptx.in_template import house_template

        return house_template(reading.template, slides=reading.template_slides)

    @cached_property
    def figures(self) -> list[AnyFigure]:
        """The overview (where there is one) and the timeline, with nothing marked."""
        reading = self.planned.reading
        found = [overview(reading, self.library)] if reading.programme.overview else []
        return [_figure(node) for node in (*found, *self._timeline(None))]

    def timeline(self, held: Held) -> AnyFigure | None:
        """The timeline with one part marked."""
        return next((_figure(node) for node in self._timeline(held.number)), None)

    def _timeline(self, current: int | None) -> Iterable[Node]:
        return [timeline(self.planned.reading, current)] if self.planned.reading.programme.timeline else []


def _figure(node: Node) -> AnyFigure:
    return validate(_FIGURE, node)


def make_programme(whole: Whole, kinds: Iterable[str] = ()) -> list[Made]:
    """The files of these kinds, or all of them; those of a part have the name of its folder before their own.

    Raises:
        Problems: something has no room on its page.
    """
    chosen = list(kinds) or list(KINDS)
    files = [file for kind, maker in _OWN.items() if kind in chosen for file in maker(whole)]
    inside = [kind for kind in _OF_PARTS if kind in chosen]
    for held, session in whole.sessions if inside else ():
        files += [replace(one, name=f"{held.name}/{one.name}") for one in make.make(session, inside)]
    return files


def _overview(whole: Whole) -> list[Made]:
    """The deck, and the page."""
    from facilitator.print.programme import make_overview

    reading = whole.planned.reading
    deck = compose_programme(whole.planned, whole.figures)
    slides = drawn(deck, Style(reading.theme, reading.terms), {}, reading.place, whole.template)
    name = reading.terms.programme.overview_file
    page = make_overview(whole.planned, whole.figures, whole.library)
    return [deck_file(slides, name, "overview"), *page]


def _reminders(whole: Whole) -> list[Made]:
    from facilitator.print.programme import make_reminder

    between = [held for held in whole.planned.parts if isinstance(held.part, Between)]
    return [
        file for held in between for file in make_reminder(whole.planned, held, whole.timeline(held), whole.library)
    ]


def _calendar(whole: Whole) -> list[Made]:
    from facilitator.print.programme import make_programme_calendar

    made = make_programme_calendar(whole.planned)
    return [made] if made else []


_OWN: dict[str, Callable[[Whole], list[Made]]] = {
    "overview": _overview,
    "reminder": _reminders,
    "calendar": _calendar,
}
"""What there is of the programme as a whole."""
_OF_PARTS = tuple(kind for kind in make.KINDS if kind not in _OWN)
"""What there is of each part; the calendar is one for all of them."""
KINDS = (*_OWN, *_OF_PARTS)
"""Everything that can be made of a programme, by the name that ``--only`` takes."""
