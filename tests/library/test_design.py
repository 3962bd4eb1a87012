"""The decks of the library as a designer judges them, by numbers: lines, fill, rhythm. Bounds are what is reached; they
may only become stricter.
"""

from __future__ import annotations

from collections import Counter

from canvas.looks import empty_boxes, is_small_beside_space, stubs
from facilitator.content.slides import FigureSlide
from facilitator.deck.model import Slide
from library.test_everything import AGENDAS, THEMES, session

THEME = THEMES[0]
LONG = 15
"""Slides from which on a deck has a rhythm."""
SMALL, EMPTY = 60, 50
"""So many slides of the library are small beside empty space, and so many boxes stand empty; sources are looked up, and
not counted.
"""
MID_HEADING = 4
"""Headings over a text whose second of two words stands alone: there is no other word to keep it with."""


def test_no_text_ends_in_a_line_of_one_short_word() -> None:
    found = []
    for name in AGENDAS:
        drawn = session(name, THEME).drawn
        found += [(name, text) for canvas in drawn.canvases for text in stubs(canvas, drawn.style)]
    assert [one for one in found if len(one[1].split()) > 2] == []
    assert len(found) <= MID_HEADING


def test_type_grows_before_space_stays_empty() -> None:
    small, empty = [], []
    for name in AGENDAS:
        drawn = session(name, THEME).drawn
        looked_up = {slide.id for slide in drawn.deck.slides if slide.content.kind == "sources"}
        shown = [c for c in drawn.canvases if c.id not in looked_up]
        small += [(name, c.title) for c in shown if is_small_beside_space(c, drawn.style)]
        empty += [(name, c.title, box) for c in drawn.canvases for box in empty_boxes(c, drawn.style)]
    assert len(small) <= SMALL, small
    assert len(empty) <= EMPTY, empty


def test_a_long_deck_has_few_transitions() -> None:
    """The first agenda is none."""
    decks = {name: session(name, THEME).drawn.deck.slides for name in AGENDAS}
    shares = {}
    for name, slides in decks.items():
        kinds = Counter(map(_looks, slides))
        if len(slides) >= LONG:
            shares[name] = (kinds["agenda"] + kinds["section"] - 1) / len(slides)
    assert len(shares) >= 10
    assert {name: share for name, share in shares.items() if share > 0.15} == {}


def _looks(slide: Slide) -> str:
    """What kind of slide it looks like: figures by their own kind."""
    content = slide.content
    return content.figure.kind if isinstance(content, FigureSlide) else content.kind
