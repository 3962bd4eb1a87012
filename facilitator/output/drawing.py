"""A deck drawn and written: slides that have no room for their text are told by their place in the user's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from facilitator.canvas import slides
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.deck.model import Deck, Origin
from facilitator.made import Made
from facilitator.pptx import Properties, write_deck
from facilitator.problems import Place, Problem, Problems

if TYPE_CHECKING:
    from facilitator.output.borrowed import Borrowed

__all__ = ["MOST", "Drawn", "deck_file", "drawn"]

MOST = 1_000
"""Slides in a deck."""


class Drawn(NamedTuple):
    """A deck and its slides."""

    deck: Deck
    style: Style
    canvases: Sequence[Canvas]
    template: Borrowed | None = None


def drawn(
    deck: Deck,
    style: Style,
    media: Mapping[str, bytes],
    place: Callable[[Origin], Place | None],
    template: Borrowed | None = None,
) -> Drawn:
    """The deck, drawn on our own layouts or on those of a template, with smaller type where it has no room there.

    Raises:
        Problems: a slide has no room for its text at the smallest size (every such slide is told), or there are too
            many slides.
    """
    own, style = style, template.styled(style) if template else style
    canvases, overfull = slides.draw(deck, style, media)
    if overfull and template and template.tightened:
        return drawn(deck, own, media, place, template.tightened)
    if overfull:
        raise Problems(_told(error, place) for error in overfull)
    if len(canvases) > MOST:
        raise Problems.one(f"the deck has {len(canvases)} slides", f"expected at most {MOST}", place=place(()))
    return Drawn(deck, style, canvases, template)


def deck_file(slides: Drawn, name: str, kind: str = "deck") -> Made:
    """The deck as a PowerPoint file called ``name``, which gets its ending."""
    deck, style, canvases, template = slides
    properties = Properties(
        title=deck.title, author=deck.author, subject=deck.client, language=deck.language, deck_id=deck.id
    )
    if template:
        content = template.file(canvases, style, properties, deck.footer)
        return Made(kind, f"{name}{template.suffix}", content, len(canvases) + template.guests)
    return Made(kind, f"{name}.pptx", write_deck(canvases, style, properties, deck.footer), len(canvases))


def _told(error: slides.SlideDoesNotFit, place: Callable[[Origin], Place | None]) -> Problem:
    slide = error.slide
    where = f"the slide “{_cut(slide.title)}”" + (f" in “{_cut(slide.block)}”" if slide.block else "")
    return Problem(
        f"{where} has no room for “{_cut(error.text)}”, not even at {error.smallest:g} pt",
        "expected a shorter text, or two slides",
        place=place(slide.origin),
    )


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
