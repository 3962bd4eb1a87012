"""Type: large enough to be read in the room, and in a language that can be spoken."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from facilitator.canvas.adapting import proportion
from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.shapes import FURNITURE
from facilitator.office.texts import Text

__all__ = ["language", "text_size"]

_SMALLEST, _SMALLEST_AT_FOOT = 12, 9
"""Points."""
_FOOT = 0.85
"""The lowest part of the slide, where sources and the like stand, begins at this share of its height."""


def language(slide: Slide) -> Iterator[Finding]:
    """Every text has a language, by which it is pronounced and its spelling checked."""
    for text in slide.texts:
        if any(not run.look.language for run in text.runs):
            mend = "mark the text and choose it under Review > Language > Set Proofing Language"
            yield Finding(slide.number, text.shape.name, "has text without a language", mend)


def text_size(slide: Slide) -> Iterator[Finding]:
    """At least 12 pt; 9 pt in footers, numbers, and what stands in the lowest 15 per cent of the slide.

    On a tiny slide less, in proportion, down to the half point.
    """
    scale = min(proportion(slide.deck.size) or 1, 1)
    for text in slide.texts:
        least = floor((_SMALLEST_AT_FOOT if _is_at_foot(slide, text) else _SMALLEST) * scale * 2) / 2
        size = min((run.look.size for run in text.runs), default=least)
        # PowerPoint shrinks text by shares that end in fractions of a point.
        if round(size, 1) < least:
            what = f"has text in {size:.3g} pt"
            yield Finding(slide.number, text.shape.name, what, f"set it in {least:g} pt or more, or say less")


def _is_at_foot(slide: Slide, text: Text) -> bool:
    return text.shape.role in FURNITURE or (text.box is not None and text.box.y >= _FOOT * slide.deck.size.h)
