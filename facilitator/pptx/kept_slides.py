"""Slides that stand in somebody's file and come along with ours: which, and the ids that they get."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import count

from facilitator.content.base import Keeping
from facilitator.office import Package
from facilitator.office.xml import Element, flag, tag
from facilitator.pptx.frame import KeptSlide, KeptSlides
from facilitator.pptx.properties import FIRST_SLIDE_ID

__all__ = ["in_front", "kept_slides"]

_LAST_SLIDE_ID = 2**31 - 1
"""ECMA-376 19.7.13."""
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def in_front(slides: int, keeping: Keeping) -> int:
    """How many of a file's slides stand before ours."""
    return min(slides, 1) if keeping == "frame" else 0


def kept_slides(package: Package, keeping: Keeping, ours: int) -> KeptSlides:
    """The slides of a file that come along, with ids that are none of ours.

    Args:
        package: the file.
        keeping: which of its slides come along, and where.
        ours: the number of our slides.

    Raises:
        Problems: a slide is damaged.
    """
    if keeping == "drop":
        return KeptSlides()
    presentation = package.xml(package.main)
    sections = _sections_of(presentation)
    listed = _listed(package, presentation)
    ids = _new_ids(listed.values(), range(FIRST_SLIDE_ID, FIRST_SLIDE_ID + ours))
    found = [
        KeptSlide(
            part,
            old,
            new,
            sections.get(old),
            notes=package.first("notesSlide", part) is not None,
            hidden=flag(package.xml(part), "show") is False,
        )
        for (part, old), new in zip(listed.items(), ids, strict=True)
    ]
    front = in_front(len(found), keeping)
    return KeptSlides(found[:front], found[front:])


def _listed(package: Package, presentation: Element) -> dict[str, int | None]:
    """The slides' parts in order, with their ids; those that are missing are left out."""
    related = package.related(package.main)
    found: dict[str, int | None] = {}
    for one in presentation.findall(f"{tag('p:sldIdLst')}/{tag('p:sldId')}"):
        relation = related.get(one.get(tag("r:id")))
        if relation is not None and relation.target in package.parts:
            found.setdefault(relation.target, _id(one))
    return found


def _id(element: Element) -> int | None:
    value = element.get("id", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 10 else None


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


def _sections_of(presentation: Element) -> Mapping[int | None, tuple[str, str]]:
    """Name and GUID of the section of each slide, by the slide's id."""
    return {
        _id(slide): (section.get("name", ""), section.get("id", ""))
        for section in presentation.iter(f"{_P14}section")
        for slide in section.iter(f"{_P14}sldId")
        if _id(slide) is not None
    }
