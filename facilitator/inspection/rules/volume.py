"""Volume: a slide with thousands of shapes is not inspected to its end, and that is said."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.inspection.finding import Finding
from facilitator.office.deck import MOST_TEXTS, Slide
from facilitator.office.shapes import MOST

__all__ = ["too_many_shapes"]


def too_many_shapes(slide: Slide) -> Iterator[Finding]:
    """At most 1 000, with 5 000 texts; the others are not looked at."""
    if len(slide.shapes) == MOST or len(slide.texts) == MOST_TEXTS:
        what = f"has {MOST} shapes or {MOST_TEXTS} texts, or more; only so many are inspected"
        yield Finding(slide.number, "", what, "make a picture of the drawing, with an alternative text")
