"""A break: the word, when we meet again, and the time that is left."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.shapes import AnyShape, Paragraph, Run
from facilitator.canvas.slides.shared import Page, countdown, filled
from facilitator.canvas.style import Style
from facilitator.content.slides import Break
from facilitator.deck.model import Slide

__all__ = ["lay"]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The bar starts with the slide."""
    content = slide.content
    assert isinstance(content, Break)
    shapes: list[AnyShape] = []
    if content.until:
        shapes.append(filled("break_", "subtitle", [Paragraph((Run(content.until),))], (32, 28, 24, 20, 16), style))
    layout = style.design.layouts["break_"]
    bar, clock = countdown(content.minutes, layout.area, style, on_dark=layout.dark, with_slide=True)
    return [Page("break_", (*shapes, *bar), countdown=clock)]
