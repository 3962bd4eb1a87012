"""Somebody's words, large, with quotation marks and the name of who said them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from facilitator.canvas.shapes import AnyShape, Colour, Shape
from facilitator.canvas.slides.shared import Page
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import fit, height, label
from facilitator.canvas.units import Box, cm
from facilitator.content.slides import Quote
from facilitator.deck.model import Slide

__all__ = ["lay"]

_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, CONTENT_MIN)
_MARK = cm(3.4)
_BESIDE = cm(1.1)
_WIDEST = cm(24)
_BY = cm(1.6)


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The words beside a round quotation mark, the name right under them."""
    content = slide.content
    assert isinstance(content, Quote)
    names, area = style.terms.shapes, style.design.body_on("statement")
    _, beside = area.split(_MARK, _BESIDE)
    whole = replace(beside, w=min(beside.w, _WIDEST))
    room = whole.h - (_BY if content.by else 0)
    size = fit(style, content.quote, whole.w, room, _SIZES, major=True)
    tall = max(height(style, content.quote, whole.w, size, major=True) + cm(0.1), _MARK)
    top = whole.y + (room - tall) // 3
    words = Box(whole.x, top, whole.w, tall)
    shapes: list[AnyShape] = [
        *_mark(Box(area.x, top + cm(0.1), _MARK, _MARK), style),
        label(style, names.text, content.quote, words, (size,), colour=Colour("tx2"), major=True),
    ]
    if content.by:
        name = Box(words.x, words.bottom + cm(0.4), words.w, _BY - cm(0.4))
        shapes.append(label(style, names.text, f"– {content.by}", name, (20, 18, 16, CONTENT_MIN), bold=True))
    return [Page("statement", tuple(shapes), source=content.source)]


def _mark(disc: Box, style: Style) -> list[AnyShape]:
    """A quotation mark drawn as two drops on a disc, so that it looks the same in every font."""
    fill = Colour("accent1")
    x, y = disc.centre
    drop = cm(0.9)
    name = style.terms.shapes.decoration
    boxes = [Box(x + dx, y - cm(0.5), drop, drop) for dx in (-cm(1.05), cm(0.15))]
    drops = [Shape(name, box, "teardrop", fill=style.on(fill), rotation=180, decorative=True) for box in boxes]
    return [Shape(name, disc, "ellipse", fill=fill, decorative=True), *drops]
