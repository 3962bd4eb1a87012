"""Alternative texts: what a screen reader says in place of what is only to be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.shapes import Shape

__all__ = ["alternative_text"]

_SEEN = frozenset(["picture", "group", "frame"])
"""Lines and arrows between shapes are left to what they connect."""
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|svg|emf|wmf|tiff?|webp|heic)", re.IGNORECASE)


def alternative_text(slide: Slide) -> Iterator[Finding]:
    """What shows something without words has one, or is decoration: pictures, groups, tables, charts, bare shapes.

    A group speaks for what is in it.
    """
    for shape in slide.shapes:
        if shape.parent is not None or shape.decorative or shape.hidden or not _only_shows(shape):
            continue
        mend = "say in a sentence what it shows, or mark it as decorative"
        if not shape.alt:
            yield Finding(slide.number, shape.name, "has no alternative text", mend)
        elif _FILE_NAME.fullmatch(shape.alt):
            yield Finding(slide.number, shape.name, f"has a file name for its alternative text: “{shape.alt}”", mend)


def _only_shows(shape: Shape) -> bool:
    is_bare = shape.kind == "shape" and shape.placeholder is None and not shape.text.strip()
    return shape.kind in _SEEN or is_bare
