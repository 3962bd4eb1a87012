"""Can the text be seen? Looked for in pictures of the slides, whatever the file says about its colours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from PIL import Image

from judges.office import Office
from pptx import Presentation

__all__ = ["Unseen", "unseen"]

DPI = 72
FEWEST = 4
"""Letters of the longest word of a line that is judged; of shorter ones too few points are seen."""
LEAST = 2.2
"""Contrast between the lightest and the darkest of a line, blurred as small letters are."""
SHARE = 0.01
"""Of the points that may be lighter or darker than that."""


class Unseen(NamedTuple):
    """A line that is as dark as what lies under it, or nearly."""

    slide: int
    text: str
    contrast: float


def unseen(deck: Path, office: Office) -> list[Unseen]:
    """The lines of the slides' own texts that cannot be seen in LibreOffice's pictures."""
    presentation: Any = Presentation(str(deck))
    said = ["".join(_words(slide.element).split()) for slide in presentation.slides]
    with pdfplumber.open(office.pdf(deck)) as pages:
        shown = zip(pages.pages, office.pictures(deck, DPI), said, strict=True)
        return [found for number, one in enumerate(shown, 1) for found in _faint(number, *one)]


def _words(element: Any) -> str:
    return "".join(one.text or "" for one in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"))


def _faint(number: int, page: Any, picture: Path, said: str) -> Iterator[Unseen]:
    with Image.open(picture) as file:
        grey = file.convert("L")
    for line in page.extract_text_lines(return_chars=False):
        letters = "".join(line["text"].split())
        if max(map(len, line["text"].split())) < FEWEST or letters not in said:
            continue
        height = line["bottom"] - line["top"]
        box = (line["x0"], line["top"] + 0.2 * height, line["x1"], line["bottom"] - 0.1 * height)
        contrast = _contrast(grey.crop(tuple(round(edge * DPI / 72) for edge in box)))
        if contrast < LEAST:
            yield Unseen(number, line["text"], round(contrast, 2))
    page.close()


def _contrast(picture: Image.Image) -> float:
    """WCAG 2.2's, of what is all but lightest and darkest."""
    counts = picture.histogram()
    dark, light = (_level(counts, share * sum(counts)) for share in (SHARE, 1 - SHARE))
    return (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)


def _level(counts: list[int], below: float) -> int:
    found = 0
    for level, count in enumerate(counts):
        found += count
        if found > below:
            return level
    return len(counts) - 1


def _luminance(level: int) -> float:
    channel = level / 255
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
