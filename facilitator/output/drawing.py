"""A deck drawn and written: slides that have no room for their text are told by their place in the user's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from facilitator.canvas import layouts
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.deck.model import Deck, Origin
from facilitator.made import Made
from facilitator.pptx import Properties, write_deck
from facilitator.problems import Place, Problem, Problems

__all__ = ["Drawn", "deck_file", "drawn"]


class Drawn(NamedTuple):
    """A deck and its slides."""

    deck: Deck
    style: Style
    canvases: Sequence[Canvas]


def drawn(deck: Deck, style: Style, media: Mapping[str, bytes], place: Callable[[Origin], Place | None]) -> Drawn:
    """The deck, drawn.

    Raises:
        Problems: a slide has no room for its text at the smallest size; every such slide is told.
    """
    canvases, overfull = layouts.draw(deck, style, media)
    if overfull:
        raise Problems(_told(error, place) for error in overfull)
    return Drawn(deck, style, canvases)


def deck_file(slides: Drawn, name: str, kind: str = "deck") -> Made:
    """The deck as a PowerPoint file."""
    deck, style, canvases = slides
    properties = Properties(
        title=deck.title, author=deck.author, subject=deck.client, language=deck.language, deck_id=deck.id
    )
    return Made(kind, name, write_deck(canvases, style, properties, deck.footer), len(canvases))


def _told(error: layouts.SlideDoesNotFit, place: Callable[[Origin], Place | None]) -> Problem:
    slide = error.slide
    where = f"the slide “{_cut(slide.title)}” in “{_cut(slide.block)}”"
    return Problem(
        f"{where} has no room for “{_cut(error.text)}”, not even at {error.smallest:g} pt",
        "expected a shorter text, or two slides",
        place=place(slide.origin),
    )


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
