"""A native table with a header row; long tables run on, with the header again."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.figures.table import Rows, tables
from facilitator.canvas.slides.shared import Page
from facilitator.canvas.style import Style
from facilitator.content import slides
from facilitator.deck.model import Slide

__all__ = ["lay", "pages"]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """At the largest size that holds it on one page, else at a readable one over several."""
    content = slide.content
    assert isinstance(content, slides.Table)
    return pages(slide.title, content.table, content.source, style)


def pages(title: str, rows: Rows, source: str, style: Style) -> list[Page]:
    """The rows, the first of them the header, on as many pages as they need.

    Raises:
        DoesNotFit: a row has no room at the smallest size.
    """
    return [Page("title_only", (one,), source=source) for one in tables(title, rows, style.design.body, style)]
