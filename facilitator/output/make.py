"""What can be made from an agenda, one function per kind: data in, files out (in memory)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.canvas import layouts
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.deck.compose import compose
from facilitator.deck.model import Deck
from facilitator.pptx import Properties, write_deck
from facilitator.problems import Problem, Problems

__all__ = ["KINDS", "Made", "draw_deck", "make"]


@dataclass(frozen=True)
class Made:
    """A file that has been made but not written."""

    kind: str
    name: str
    content: bytes
    pages: int


def make(reading: Reading, schedule: Schedule, kinds: Iterable[str] = ()) -> list[Made]:
    """The files of these kinds, or of all.

    Raises:
        Problems: something has no room on its page.
    """
    chosen = list(kinds) or list(KINDS)
    return [KINDS[kind](reading, schedule) for kind in KINDS if kind in chosen]


def draw_deck(reading: Reading, schedule: Schedule) -> tuple[Deck, Style, Sequence[Canvas]]:
    """The deck and its slides, drawn.

    Raises:
        Problems: a slide has no room for its text at the smallest size; every such slide is told.
    """
    deck = compose(schedule, reading.terms)
    style = Style(reading.theme, reading.terms)
    canvases, overfull = layouts.draw(deck, style, reading.media)
    if overfull:
        raise Problems(_told(error, reading) for error in overfull)
    return deck, style, canvases


def _told(error: layouts.SlideDoesNotFit, reading: Reading) -> Problem:
    slide = error.slide
    where = f"the slide “{_cut(slide.title)}” in “{_cut(slide.block)}”"
    return Problem(
        f"{where} has no room for “{_cut(error.text)}”, not even at {error.smallest:g} pt",
        "expected a shorter text, or two slides",
        place=reading.place(slide.origin),
    )


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _deck(reading: Reading, schedule: Schedule) -> Made:
    deck, style, canvases = draw_deck(reading, schedule)
    properties = Properties(
        title=deck.title, author=deck.author, subject=deck.client, language=deck.language, deck_id=deck.id
    )
    return Made("deck", f"{deck.id}.pptx", write_deck(canvases, style, properties, deck.footer), len(canvases))


KINDS: dict[str, Callable[[Reading, Schedule], Made]] = {"deck": _deck}
"""Everything that can be made, by the name that ``--only`` takes. A new kind is a function here."""
