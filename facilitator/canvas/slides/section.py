"""Opens a section: its title alone, large, on the dark ground."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.shapes import Paragraph, Run
from facilitator.canvas.slides.shared import Page, filled
from facilitator.canvas.style import Style
from facilitator.content.slides import Section
from facilitator.deck.model import Slide

__all__ = ["lay"]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The section's wording in the title, a line under it."""
    content = slide.content
    assert isinstance(content, Section)
    under = [Paragraph((Run(content.subtitle),))] if content.subtitle else []
    shapes = (filled("section", "subtitle", under, (22, 20, 18, 16, 14), style),) if under else ()
    return [Page("section", shapes, balanced=True, source=content.source)]
