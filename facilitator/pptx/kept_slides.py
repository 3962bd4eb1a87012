"""Slides that stand in somebody's file and come along with ours: which, and the ids that they get."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import count

from facilitator.content.base import Keeping
from facilitator.office import Presentation
from facilitator.pptx.frame import KeptSlide, KeptSlides
from facilitator.pptx.properties import FIRST_SLIDE_ID

__all__ = ["in_front", "kept_slides"]

_LAST_SLIDE_ID = 2**31 - 1
"""ECMA-376 19.7.13."""


def in_front(slides: int, keeping: Keeping) -> int:
    """How many of a file's slides stand before ours."""
    return min(slides, 1) if keeping == "frame" else 0


def kept_slides(file: Presentation, keeping: Keeping, ours: int) -> KeptSlides:
    """The slides of a file that come along, with ids that are none of ours.

    Args:
        file: the file.
        keeping: which of its slides come along, and where.
        ours: the number of our slides.

    Raises:
        Problems: a slide is damaged.
    """
    if keeping == "drop":
        return KeptSlides()
    sections = {id_: (section.name, section.guid) for section in file.sections for id_ in section.slides}
    ids = _new_ids(file.slide_ids.values(), range(FIRST_SLIDE_ID, FIRST_SLIDE_ID + ours))
    found = []
    for slide, new in zip(file.slides(), ids, strict=True):
        old = file.slide_ids[slide.part]
        section = None if old is None else sections.get(old)
        found.append(KeptSlide(slide.part, old, new, section, slide.has_notes, slide.hidden))
    front = in_front(len(found), keeping)
    return KeptSlides(found[:front], found[front:])


def _new_ids(old: Iterable[int | None], ours: Container[int]) -> Iterator[int]:
    """Their own ids where they can be; else the smallest that nobody has."""
    wished = list(old)
    taken = {one for one in wished if one is not None}
    free = (number for number in count(FIRST_SLIDE_ID) if number not in taken and number not in ours)
    given: set[int] = set()
    for one in wished:
        fits = one is not None and FIRST_SLIDE_ID <= one <= _LAST_SLIDE_ID and one not in ours and one not in given
        new = one if one is not None and fits else next(free)
        given.add(new)
        yield new
