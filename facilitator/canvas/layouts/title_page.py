"""The first slide: what, for whom, when, and who leads it."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.layouts.page import Page
from facilitator.canvas.layouts.parts import filled
from facilitator.canvas.shapes import Paragraph, Run
from facilitator.canvas.style import Style
from facilitator.content.slides import TitlePage
from facilitator.deck.model import Slide

__all__ = ["lay"]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The title in large type, the rest under a short rule."""
    content = slide.content
    assert isinstance(content, TitlePage)
    lines = [
        (content.subtitle, False, 0.0),
        (content.client, True, 14.0),
        (content.when, False, 4.0),
        (content.by, False, 4.0),
    ]
    text = [Paragraph((Run(line, bold=bold or None),), before=before) for line, bold, before in lines if line]
    shapes = (filled("title", "subtitle", text, (22, 20, 18, 17, 16, 15, 14), style),) if text else ()
    return [Page("title", shapes, balanced=True)]
