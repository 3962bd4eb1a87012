"""One sentence, large; a line under it; a few short words side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.canvas.design import BODY, MARGIN
from facilitator.canvas.layouts.page import Page
from facilitator.canvas.shapes import AnyShape, Box, Colour, Shape
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import body, common_size, label, paragraphs
from facilitator.canvas.units import cm
from facilitator.content.slides import Statement
from facilitator.deck.model import Slide

__all__ = ["lay"]

_SIZES = (40, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, CONTENT_MIN)
_INSETS = (cm(0.3), cm(0.1), cm(0.3), cm(0.1))
_WIDE = Box(MARGIN + cm(0.2), cm(2.2), cm(25), cm(8.6))


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """Without a title of its own, the sentence itself is the slide's title."""
    content = slide.content
    assert isinstance(content, Statement)
    shapes: list[AnyShape] = []
    if content.title:
        sentence = Box(_WIDE.x, cm(4.4), _WIDE.w, cm(6.4))
        shapes.append(
            label(
                style,
                style.terms.shapes.text,
                content.statement,
                sentence,
                _SIZES,
                anchor="ctr",
                colour=Colour("tx2"),
                bold=True,
                major=True,
            )
        )
    under = Box(_WIDE.x, cm(11.2), _WIDE.w, cm(2.0) if content.points else cm(4.2))
    if content.text:
        shapes.append(label(style, style.terms.shapes.text, content.text, under, (24, 22, 20, 18, 16, 15, 14)))
    if content.points:
        shapes += _chips(content.points, Box(BODY.x, cm(13.5), BODY.w, cm(2.6)), style)
    if content.title:
        return [Page("statement", tuple(shapes), source=content.source)]
    heading = paragraphs(content.statement)
    return [Page("statement", tuple(shapes), slide.title, heading, _WIDE, 44, content.source)]


def _chips(points: Sequence[str], box: Box, style: Style) -> list[AnyShape]:
    boxes = box.columns(len(points), cm(0.5))
    size = common_size(
        style,
        [(p, b.w - cm(0.6), b.h - cm(0.2)) for p, b in zip(points, boxes, strict=True)],
        (20, 18, 17, 16, 15, 14),
        bold=True,
    )
    return [_chip(point, place, size, style) for point, place in zip(points, boxes, strict=True)]


def _chip(point: str, box: Box, size: float, style: Style) -> Shape:
    ink = Colour("tx2")
    words = body(style, point, box, (size,), align="ctr", anchor="ctr", colour=ink, bold=True, insets=_INSETS)
    return Shape(point, box, "roundRect", (("adj", 12_000),), Colour("bg1"), text=words)
