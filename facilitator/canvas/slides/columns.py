"""Two columns of text in the layout's own placeholders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.canvas.shapes import Colour, Paragraph, Run
from facilitator.canvas.slides.bullets import points
from facilitator.canvas.slides.shared import Page, filled, size_in
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.content.slides import Column, Columns
from facilitator.deck.model import Slide

__all__ = ["lay"]

_SIZES = (24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """Both columns at the same size."""
    content = slide.content
    assert isinstance(content, Columns)
    names = ("left", "right")
    texts = [_text(column) for column in content.columns]
    slots = [style.design.layouts["two_content"].slot(name) for name in names]
    size = min(size_in(slot, text, _SIZES, style) for slot, text in zip(slots, texts, strict=True))
    shapes = tuple(filled("two_content", name, text, (size,), style) for name, text in zip(names, texts, strict=True))
    return [Page("two_content", shapes, source=content.source)]


def _text(column: Column) -> Sequence[Paragraph]:
    text: list[Paragraph] = []
    if column.title:
        text.append(Paragraph((Run(column.title, bold=True, colour=Colour("accent1")),), bullet=""))
    text += [Paragraph((Run(line),), bullet="", before=8) for line in column.text.split("\n") if line]
    return [*text, *points(column.points, before=8)]
