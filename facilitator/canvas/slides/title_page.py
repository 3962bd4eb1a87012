"""The first slide: what, for whom, when, and who leads it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from facilitator.canvas.shapes import AnyShape, Paragraph, Run
from facilitator.canvas.slides.shared import Page, filled
from facilitator.canvas.style import Style
from facilitator.canvas.text import first_with_room
from facilitator.content.slides import TitlePage
from facilitator.deck.model import Slide

__all__ = ["lay"]

_SIZES = (22, 20, 18, 17, 16, 15, 14)


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The title in large type, the rest under a short rule."""
    content = slide.content
    assert isinstance(content, TitlePage)
    return [Page("title", _under(content, style), balanced=True)]


def _under(content: TitlePage, style: Style) -> tuple[AnyShape, ...]:
    """What stands under the title, in fewer lines where the layout has no room for all of them.

    Raises:
        DoesNotFit: even those have none.
    """
    if not (content.subtitle or content.client or content.when or content.by):
        return ()
    ways = (
        partial(filled, "title", "subtitle", lines, _SIZES, style) for lines in (_lines(content), _few_lines(content))
    )
    return (first_with_room(ways),)


def _lines(content: TitlePage) -> list[Paragraph]:
    lines = [
        (content.subtitle, False, 0.0),
        (content.client, True, 14.0),
        (content.when, False, 4.0),
        (content.by, False, 4.0),
    ]
    return [Paragraph((Run(line, bold=bold or None),), before=before) for line, bold, before in lines if line]


def _few_lines(content: TitlePage) -> list[Paragraph]:
    rest = " · ".join(filter(None, (content.client, content.when, content.by)))
    return [Paragraph((Run(line),)) for line in (content.subtitle, rest) if line]
