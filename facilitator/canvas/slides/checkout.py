"""The closing round: sentences to go on with, in speech bubbles."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas import figures
from facilitator.canvas.slides.shared import Page
from facilitator.canvas.style import Style
from facilitator.content.figures import Bubbles
from facilitator.content.slides import Checkout
from facilitator.deck.model import Slide

__all__ = ["lay"]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The bubbles fill the slide."""
    content = slide.content
    assert isinstance(content, Checkout)
    bubbles = Bubbles(kind="bubbles", title=slide.title, items=content.checkout)
    return [Page("title_only", (figures.draw(bubbles, style.design.body, style),), source=content.source)]
