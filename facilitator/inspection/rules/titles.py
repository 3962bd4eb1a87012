"""Titles: by them a screen reader, the overview, and a table of contents tell slides apart."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide

__all__ = ["title", "unique_title"]


def title(slide: Slide) -> Iterator[Finding]:
    """Every slide has a title, in the placeholder for it."""
    if not slide.title:
        mend = "write one in the title placeholder; it may stand outside the slide if nobody is to see it"
        yield Finding(slide.number, "", "has no title", mend)


def unique_title(slide: Slide) -> Iterator[Finding]:
    """No two slides have the same title."""
    earlier = [one.casefold() for one in slide.deck.titles[: slide.number - 1]]
    if slide.title and slide.title.casefold() in earlier:
        other = earlier.index(slide.title.casefold()) + 1
        yield Finding(slide.number, "", f"has the same title as slide {other}", "say in the title what is different")
