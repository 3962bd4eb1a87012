"""Slides that stand in somebody's file and come along with ours: where they stand, their ids, and their sections."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from facilitator.content.base import Keeping
from facilitator.office import Package
from facilitator.office.xml import Element, flag, tag
from facilitator.pptx import xml
from facilitator.pptx.properties import FIRST_SLIDE_ID, Section

__all__ = ["Guest", "Guests", "guests_of", "in_front"]

_LAST_SLIDE_ID = 2**31 - 1
"""ECMA-376 19.7.13."""
_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


@dataclass(frozen=True)
class Guest:
    """A slide of somebody's file."""

    part: str
    old: int | None
    """Its id there; None where it says none."""
    id: int
    """Its id with us."""
    section: tuple[str, str] | None
    """Name and GUID of the section that it is in."""
    notes: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Guests:
    """Those before ours and those behind them."""

    before: Sequence[Guest] = ()
    behind: Sequence[Guest] = ()

    @property
    def all(self) -> tuple[Guest, ...]:
        return (*self.before, *self.behind)

    def numbers(self, ours: int) -> dict[str, int]:
        """The number in the deck, from 1, of each slide, by its part; ``ours`` is the number of our slides."""
        places = [*range(1, len(self.before) + 1), *range(len(self.before) + ours + 1, len(self.all) + ours + 1)]
        return {guest.part: place for guest, place in zip(self.all, places, strict=True)}

    @property
    def moved(self) -> dict[int, int]:
        """Ids that are others now, by the old ones."""
        return {guest.old: guest.id for guest in self.all if guest.old is not None and guest.old != guest.id}

    def sections(self, name: str, deck: str) -> tuple[list[Section], list[Section]]:
        """Their sections before ours and behind them.

        Args:
            name: of a section for slides that are in none.
            deck: the deck's id.
        """
        used: set[str] = set()
        before = list(_sections(self.before, name, deck, used))
        return before, list(_sections(self.behind, name, deck, used))


def in_front(slides: int, keeping: Keeping) -> int:
    """How many of a file's slides stand before ours."""
    return min(slides, 1) if keeping == "frame" else 0


def guests_of(package: Package, keeping: Keeping, ours: int) -> Guests:
    """The slides of a file that come along, with ids that are none of ours.

    Args:
        package: the file.
        keeping: which of its slides come along, and where.
        ours: the number of our slides.

    Raises:
        Problems: a slide is damaged.
    """
    if keeping == "drop":
        return Guests()
    presentation = package.xml(package.main)
    sections = _sections_of(presentation)
    listed = _listed(package, presentation)
    ids = _new_ids(listed.values(), range(FIRST_SLIDE_ID, FIRST_SLIDE_ID + ours))
    found = [
        Guest(
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
    return Guests(found[:front], found[front:])


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


def _sections(guests: Sequence[Guest], name: str, deck: str, used: set[str]) -> Iterator[Section]:
    """Runs of slides in the same section. Only the first run keeps its GUID: no two sections may have the same."""
    runs: list[tuple[tuple[str, str] | None, list[int]]] = []
    for guest in guests:
        if not runs or guest.section != runs[-1][0]:
            runs.append((guest.section, []))
        runs[-1][1].append(guest.id)
    for section, ids in runs:
        title, guid = section or (name, "")
        if not guid or guid in used:
            guid = xml.guid("section of the template", deck, len(used), title)
        used.add(guid)
        yield Section(title, guid, ids)
