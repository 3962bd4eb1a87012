"""A break: the word, when we meet again, and the time that is left."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.design import MARGIN, WIDTH
from facilitator.canvas.layouts.page import Page
from facilitator.canvas.layouts.parts import countdown, filled
from facilitator.canvas.shapes import AnyShape, Box, Paragraph, Run
from facilitator.canvas.style import Style
from facilitator.canvas.units import cm
from facilitator.content.slides import Break
from facilitator.deck.model import Slide

__all__ = ["lay"]

_BAR = Box(MARGIN, cm(14.2), WIDTH - 2 * MARGIN, cm(1.9))


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The bar starts with the slide."""
    content = slide.content
    assert isinstance(content, Break)
    shapes: list[AnyShape] = []
    if content.until:
        shapes.append(filled("break_", "subtitle", [Paragraph((Run(content.until),))], (32, 28, 24, 20, 16), style))
    bar, clock = countdown(content.minutes, _BAR, style, on_dark=True, with_slide=True)
    return [Page("break_", (*shapes, *bar), countdown=clock)]
