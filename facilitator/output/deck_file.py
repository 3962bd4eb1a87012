"""A deck drawn and written: slides that have no room for their text are told by their path in the user's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from facilitator.canvas import Emu, slides
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import Canvas, Picture, Placeholder, Shape
from facilitator.canvas.text import Style, most_letters, paragraphs
from facilitator.deck import Deck
from facilitator.made import Made
from facilitator.messages import Problem, Problems, _, plural, short
from facilitator.pptx.frame import DeckTemplate
from facilitator.pptx.own_parts import OWN, OwnTemplate
from facilitator.pptx.package import write_deck
from facilitator.pptx.properties import Properties

__all__ = ["Drawn", "cuts", "deck_file", "drawn", "long_captions", "unread"]

_MOST = 1_000
"""Slides in a deck."""
_READABLE = 16
"""Points at which a caption should have room on a line."""
_CUT = 0.05
"""The share of a picture that nobody misses."""


class Drawn(NamedTuple):
    """A deck and its slides."""

    deck: Deck
    style: Style
    canvases: Sequence[Canvas]
    template: DeckTemplate = OWN

    @property
    def told(self) -> Sequence[str]:
        """What is otherwise than the template lets expect, slide by slide."""
        return self.template.moved(self.canvases)


def drawn(deck: Deck, style: Style, media: Mapping[str, bytes], template: DeckTemplate = OWN) -> Drawn:
    """The deck, drawn on the template's layouts; a slide that has no room there, in the first other way that has.

    Raises:
        Problems: a slide has no room for its text at the smallest size (every such slide is told), or there are too
            many slides.
    """
    styled = template.styled(style)
    canvases, overfull = slides.draw(deck, styled, media, template.other_styles(style))
    if overfull:
        raise Problems(map(_told, overfull))
    if len(canvases) > _MOST:
        what = _("the deck has {count} slides", count=len(canvases))
        raise Problems.one(what, _("expected at most {most}", most=_MOST), path=())
    return Drawn(deck, styled, canvases, template)


def cuts(slides: Drawn) -> Iterator[Problem]:
    """Every picture of which people would miss something."""
    by_id = {slide.id: slide for slide in slides.deck.slides}
    for canvas in slides.canvases:
        slide = by_id.get(canvas.id) or by_id.get(canvas.id.rpartition("/")[0])
        for one in canvas.shapes:
            if slide and isinstance(one, Picture) and one.cut > _CUT:
                what = _("{share} % of the picture “{name}” is cut", share=round(one.cut * 100), name=short(one.name))
                expected = _("expected `fit: whole`, or `focus:` on what must be seen")
                if getattr(slide.content, "focus", None):
                    expected = _("expected `fit: whole`, or a picture of another shape")
                yield Problem(what, expected, path=slide.origin)


def long_captions(slides: Drawn) -> Iterator[Problem]:
    """Every caption that is more than a line, and so takes from its picture, or is set in small type."""
    by_id = {slide.id: slide for slide in slides.deck.slides}
    shown = [(by_id[canvas.id], one) for canvas in slides.canvases if canvas.id in by_id for one in canvas.shapes]
    for slide, one in shown:
        caption = getattr(slide.content, "caption", None)
        if caption and isinstance(one, Shape) and one.text is not None and one.text.text == caption:
            in_a_line = partial(_in_a_line, width=one.box.w, font=slides.style.body)
            if not in_a_line(caption):
                what = _("the caption of “{name}” takes more than a line", name=short(slide.title))
                yield Problem(what, _at_most(most_letters(caption, in_a_line)), path=(*slide.origin, "caption"))


def _in_a_line(text: str, width: Emu, font: Font) -> bool:
    return extent(paragraphs(text), width, _READABLE, font).lines == 1


def deck_file(slides: Drawn, name: str, kind: str = "deck") -> Made:
    """The deck as a PowerPoint file called ``name``, which gets its ending."""
    deck, style, canvases, template = slides
    properties = Properties(
        title=deck.title, author=deck.author, subject=deck.client, language=deck.language, deck_id=deck.id
    )
    content = write_deck(template, canvases, style, properties, deck.footers, remembers=True)
    told = () if isinstance(template, OwnTemplate) else tuple(unread(content, template.before, canvases))
    key = f"{deck.id if kind == 'deck' else kind}{template.suffix}"
    return Made(kind, f"{name}{template.suffix}", content, len(canvases) + template.kept, told, key=key)


def unread(content: bytes, before: int, canvases: Sequence[Canvas]) -> Iterator[str]:
    """What cannot be read in a deck in somebody's template, looked for in the file: in the template's own placeholders,
    for our shapes say their colours themselves. Slides on the same layout with the same places look alike.

    Args:
        content: the file.
        before: how many slides that are not ours stand before ours.
        canvases: what ours were made of.
    """
    from facilitator.inspection.legibility import contrast
    from facilitator.office.presentation import open_presentation

    alike: dict[tuple[object, ...], int] = {}
    with open_presentation(Path("deck.pptx"), content=content) as file:
        for number, (part, canvas) in enumerate(zip([*file.slide_ids][before:], canvases, strict=False), before + 1):
            alike.setdefault((file.package.first("slideLayout", part), *_places(canvas)), number)
        for slide in file.slides(frozenset(alike.values())):
            for one in contrast(slide, [text for shape in slide.placeholders for text in slide.texts_in(shape)]):
                said = {"number": slide.number, "shape": one.shape, "what": one.what}
                yield _("slide {number}, “{shape}” {what}", **said)


def _places(canvas: Canvas) -> Iterator[object]:
    """Where the texts of its placeholders stand."""
    return ((one.role, one.index, one.box) for one in canvas.shapes if isinstance(one, Placeholder))


def _told(error: slides.SlideDoesNotFit) -> Problem:
    slide, text = error.slide, error.told
    said = {"slide": _cut(slide.title), "text": _cut(text.text), "size": f"{text.smallest:g}"}
    if slide.block:
        block = _cut(slide.block)
        what = _(
            "the slide “{slide}” in “{block}” has no room for “{text}”, not even at {size} pt", block=block, **said
        )
    else:
        what = _("the slide “{slide}” has no room for “{text}”, not even at {size} pt", **said)
    if text.key:
        return Problem(what, _at_most(text.most), path=(*slide.origin, text.key))
    return Problem(what, _("expected a shorter text, or two slides"), path=slide.origin)


def _at_most(letters: int) -> str:
    return plural("expected about {n} letter at most", "expected about {n} letters at most", letters)


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
