"""Slides, one module per kind, found by the kind's name: ``lay(content, setting) -> list[Page]``.

Those that need little stand together in `plain`.

A layout may need more than one page (long lists and tables run on); what has no room at the smallest size is an error
that names the slide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import chain
from typing import TypeGuard

from facilitator.canvas.measure import SOFT
from facilitator.canvas.own_layouts import ORDINARY
from facilitator.canvas.shapes import AnyShape, Canvas, Placeholder
from facilitator.canvas.slides.last_lines import hyphenated, kept_together
from facilitator.canvas.slides.plain import PLAIN
from facilitator.canvas.slides.shared import TITLE_SIZES, Page, Setting, source_line, title_placeholder
from facilitator.canvas.text import DoesNotFit, Style
from facilitator.content.figures import Table
from facilitator.content.slides import FigureSlide
from facilitator.deck import Deck, Slide
from facilitator.kept import Kept, print_of, print_of_shared
from facilitator.text import filled

__all__ = ["SlideDoesNotFit", "draw"]


_FEW, _LARGER, _LARGE = 0.03, 1.3, 32
"""The share of a deck's titles that may be smaller than the others; how many times as large those are, at most; and
points that they may have in any case.
"""
_DRAWN: Kept[list[Canvas]] = Kept(500)
"""Most slides of one group are those of the next."""


class SlideDoesNotFit(Exception):
    """A slide whose text has no room, and the text."""

    def __init__(self, slide: Slide, told: DoesNotFit) -> None:
        self.slide, self.told = slide, told
        super().__init__(f"slide “{slide.title}” has {told}")


def draw(
    deck: Deck,
    style: Style,
    media: Mapping[str, bytes] | None = None,
    others: Sequence[Callable[[], Style]] = (),
) -> tuple[list[Canvas], list[SlideDoesNotFit]]:
    """Every slide of the deck on its canvas (or canvases, where it runs on), and the slides that have no room.

    Args:
        deck: the slides as data.
        style: theme and words.
        media: the pictures that slides name, by the name they use.
        others: styles for a slide that has no room in that one, the best first; each is made when it is needed.
    """
    canvases: list[Canvas] = []
    overfull: list[SlideDoesNotFit] = []
    around = print_of(*map(print_of_shared, (style.theme, style.terms, style.design)), media)
    for slide in deck.slides:
        draws = partial(_first_with_room, slide, style, media or {}, others)
        try:
            # What other styles there are cannot be told before they are made.
            canvases += draws() if others else _kept(f"{slide.made_of or print_of(slide)}/{around}", draws)
        except SlideDoesNotFit as error:
            overfull.append(error)
    return canvases if style.design.ours else _titled_alike(canvases, style), overfull


def _titled_alike(canvases: Sequence[Canvas], style: Style) -> list[Canvas]:
    """In somebody's template, where long titles have little room: short ones hardly larger than they are."""
    sizes = [_title_size(one, style) for one in canvases]
    rising = sorted(filter(None, sizes))
    most = max(rising[int(_FEW * len(rising))] * _LARGER, _LARGE) if rising else 0
    return [_titled(one, most) if size and size > most else one for one, size in zip(canvases, sizes, strict=True)]


def _titled(canvas: Canvas, most: float) -> Canvas:
    """The canvas with a title of the largest size that is no more than this."""
    size = next((size for size in TITLE_SIZES if size <= most), most)
    shapes = [replace(one, size=size) if _is_title(one) else one for one in canvas.shapes]
    return replace(canvas, shapes=tuple(shapes), made_of="")


def _title_size(canvas: Canvas, style: Style) -> float | None:
    """That of a title where its layout has it over something else, in points; None for others."""
    slots = style.design.layouts[canvas.layout].slots if canvas.layout in (*ORDINARY, "picture") else ()
    return next((one.size or slots[0].size for one in canvas.shapes if slots and _is_title(one)), None)


def _is_title(one: AnyShape) -> TypeGuard[Placeholder]:
    return isinstance(one, Placeholder) and one.role == "title" and one.box is None


def _kept(made_of: str, draws: Callable[[], list[Canvas]]) -> list[Canvas]:
    """What ``draws`` gives, drawn once from the same; it bears what it is made of."""
    return _DRAWN.of(
        made_of, lambda: [replace(one, made_of=f"{made_of}/{number}") for number, one in enumerate(draws(), 1)]
    )


def _first_with_room(
    slide: Slide, style: Style, media: Mapping[str, bytes], others: Sequence[Callable[[], Style]]
) -> list[Canvas]:
    """The slide in the first style that has room for it; a figure whole in one of the first two, before it falls apart.

    Raises:
        SlideDoesNotFit: none has.
    """
    if others and isinstance(slide.content, FigureSlide) and not isinstance(slide.content.figure, Table):
        for one in chain((style,), (each() for each in others[:1])):
            with suppress(SlideDoesNotFit):
                return _canvases(slide, Setting(slide, one, media, whole=True))
    try:
        return _canvases(slide, Setting(slide, style, media))
    except SlideDoesNotFit:
        if not others:
            raise
        return _first_with_room(slide, others[0](), media, others[1:])


def _canvases(slide: Slide, setting: Setting) -> list[Canvas]:
    try:
        pages = _laid(slide, setting)
        return [_canvas(slide, page, number, len(pages), setting.style) for number, page in enumerate(pages, 1)]
    except DoesNotFit as problem:
        raise SlideDoesNotFit(slide, problem) from problem


def _laid(slide: Slide, setting: Setting) -> list[Page]:
    kind = slide.content.kind
    lay = PLAIN.get(kind) or import_module(f"{__name__}.{kind}").lay
    pages: list[Page] = lay(slide.content, setting)
    return pages


def _canvas(slide: Slide, page: Page, number: int, of: int, style: Style) -> Canvas:
    title = page.title or (
        slide.shown if of == 1 else filled(style.terms.part, title=slide.shown, part=number, parts=of)
    )
    shapes: list[AnyShape] = [*page.covers, title_placeholder(title, slide.behind, page, style), *page.shapes]
    if page.source:
        shapes.append(source_line(page, style))
    layout = style.design.layouts[page.layout]
    return Canvas(
        id=slide.id if number == 1 else f"{slide.id}/{number}",
        title=title.replace("\n", ": ").replace(SOFT, "") + slide.behind,
        layout=f"{page.layout}{style.design.way}",
        shapes=kept_together(hyphenated(shapes, layout, style), layout, style),
        section=slide.section,
        notes=slide.notes,
        countdown=page.countdown,
        block=slide.slot,
        bare=bool(page.covers),
    )
