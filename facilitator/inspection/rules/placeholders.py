"""Placeholders without content: nothing in the show, »Click to add text« to whoever edits or listens."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.shapes import FURNITURE, TITLES

__all__ = ["empty_placeholder"]


def empty_placeholder(slide: Slide) -> Iterator[Finding]:
    """None is left. (An empty title is a slide without a title.)"""
    for shape in slide.shapes:
        is_open = shape.kind == "shape" and shape.role and shape.role not in FURNITURE | TITLES
        if is_open and not shape.text.strip():
            yield Finding(slide.number, shape.name, "is an empty placeholder", "fill it, or delete it")
