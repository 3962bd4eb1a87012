"""A picture that fills the content area, with a caption."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.canvas.shapes import AnyShape, Picture
from facilitator.canvas.slides.shared import Page
from facilitator.canvas.style import Style
from facilitator.canvas.text import label
from facilitator.canvas.units import Box, cm
from facilitator.content import slides
from facilitator.deck.model import Slide

__all__ = ["filling", "lay"]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """The picture, cropped to the area's shape, its caption under it."""
    content = slide.content
    assert isinstance(content, slides.Picture)
    whole = style.design.body_on("picture")
    area, rest = whole.cut(whole.h - cm(1.4) if content.caption else whole.h, cm(0.3))
    shapes: list[AnyShape] = [filling(slide.title, media[content.picture], area, content.alt)]
    if content.caption:
        shapes.append(label(style, style.terms.shapes.text, content.caption, rest, (18, 16, 15, 14)))
    return [Page("picture", tuple(shapes), source=content.source)]


def filling(name: str, blob: bytes, box: Box, alt: str, geometry: str = "rect") -> Picture:
    """A picture cropped evenly at two sides so that it fills ``box`` undistorted."""
    from pptx.parts.image import Image  # only a deck with pictures needs it

    width, height = Image.from_blob(blob).size
    too_wide = width * box.h > height * box.w
    kept = (height * box.w) / (width * box.h) if too_wide else (width * box.h) / (height * box.w)
    cut = round((1 - kept) / 2 * 100_000)
    return Picture(name, box, blob, alt, (cut, 0, cut, 0) if too_wide else (0, cut, 0, cut), geometry)
