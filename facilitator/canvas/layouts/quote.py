"""Somebody's words, large, with quotation marks and the name of who said them."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.layouts.page import Page
from facilitator.canvas.shapes import AnyShape, Box, Colour, Shape
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import label
from facilitator.canvas.units import cm
from facilitator.content.slides import Quote
from facilitator.deck.model import Slide

__all__ = ["lay"]

_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, CONTENT_MIN)
_MARK = Box(cm(1.9), cm(4.5), cm(3.6), cm(3.6))
_WORDS = Box(cm(6.4), cm(4.4), cm(24), cm(9.2))
_BY = Box(cm(6.4), cm(14.0), cm(24), cm(1.6))


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The words beside a round quotation mark."""
    content = slide.content
    assert isinstance(content, Quote)
    names = style.terms.shapes
    shapes: list[AnyShape] = [
        Shape(names.decoration, _MARK, "ellipse", fill=Colour("accent1"), decorative=True),
        *_marks(_MARK, style),
        label(style, names.text, content.quote, _WORDS, _SIZES, anchor="t", colour=Colour("tx2"), major=True),
    ]
    if content.by:
        shapes.append(label(style, names.text, f"– {content.by}", _BY, (20, 18, 16, 14), bold=True))
    return [Page("statement", tuple(shapes), source=content.source)]


def _marks(disc: Box, style: Style) -> list[AnyShape]:
    """Two quotation marks drawn as drops, so that they look the same in every font."""
    colour = style.on(Colour("accent1"))
    size = cm(0.95)
    x, y = disc.centre
    return [
        Shape(
            style.terms.shapes.decoration,
            Box(x + dx, y - cm(0.55), size, size),
            "teardrop",
            fill=colour,
            rotation=180,
            decorative=True,
        )
        for dx in (-cm(1.1), cm(0.15))
    ]
