"""Where on a layout something may be drawn: the largest empty rectangles, and the content area. Lengths in EMU."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from facilitator.canvas import ABOVE, Anchor, Box, Emu
from facilitator.office.shapes import FURNITURE, TEXTS, TITLES

__all__ = ["below", "between_sides", "content_box", "room_around", "rooms", "stretched"]

_KEPT = 40
"""Rooms that are followed: of layouts with hundreds of small decorations not every one can be."""
_MARGIN = 0.04
"""At the slide's edges, as a share of its shorter side."""
_EDGES = 0.02
"""The same to texts of a template that reach as far as the slide."""
_GAP = 0.015
"""To the title and to decorations, likewise."""
_FROM_ART = 0.025
"""From texts to decorations that they are moved off."""
_ENOUGH = 0.2
"""Share of the slide. A smaller area is only taken when there is no larger one."""
_LITTLE = 0.1
"""That which is still taken, rather than one over art."""
_SURFACE = 0.6
"""Share of the slide from which on a decoration is a surface to write on."""
_LARGE = 0.1
"""Share of the slide from which on one may be a surface, which it is taken for when there is no room beside it."""
_EDGE = 0.25
"""The share of the slide at its top and at its bottom in which footers make a band of their own."""
_IN_LINE, _ASIDE = 1.25, 0.03
"""How many times more a room counts that begins where the title does, or lies under the middle of one that is centred;
and by how much it may miss that.
"""
_WIDE, _WIDE_TEXTS = 0.6, 0.5
"""Shares of the slide's width from which on a title, and texts, say where the sides of the content are."""


def rooms(whole: Box, obstacles: Iterable[Box]) -> list[Box]:
    """The largest empty rectangles of ``whole``, the largest first.

    None of them meets an obstacle, however many there are; the `_KEPT` largest are looked for.
    """
    return list(_rooms(whole, tuple(obstacles)))


@lru_cache(maxsize=512)
def _rooms(whole: Box, obstacles: tuple[Box, ...]) -> tuple[Box, ...]:
    """The same; many kinds of slides ask for those of one layout."""
    found = [whole] if whole.area else []
    for obstacle in sorted(obstacles, key=lambda one: one.area, reverse=True):
        if any(room.meets(obstacle) for room in found):
            found = _largest([piece for room in found for piece in _around(room, obstacle)])
    return tuple(found)


def below(box: Box, whole: Box, obstacles: Iterable[Box]) -> Box:
    """What is free right under a box, in its width, down to the end of ``whole`` or the first obstacle."""
    under = Box(box.x, box.bottom, box.w, max(whole.bottom - box.bottom, 0))
    ends = [one.y for one in obstacles if one.meets(under)]
    return Box(under.x, under.y, under.w, max(min([under.bottom, *ends]) - under.y, 0))


def room_around(box: Box, whole: Box, obstacles: Iterable[Box]) -> Box:
    """The largest empty rectangle of ``whole`` that holds ``box``, which may lie over obstacles already."""
    found = rooms(whole, (one for one in obstacles if not one.meets(box)))
    return next((room for room in found if room.holds(box)), box)


def stretched(place: Box, room: Box, width: Emu, height: Emu, anchor: Anchor) -> Box:
    """The place, so wide and so high as the room allows; its text stays where it is anchored as long as it can."""
    w, h = (max(have, min(need, most)) for have, need, most in ((place.w, width, room.w), (place.h, height, room.h)))
    more = ABOVE[anchor] * (h - place.h)
    x = min(place.x, max(room.right - w, room.x))
    return Box(x, round(min(max(place.y - more, room.y), max(room.bottom - h, room.y))), w, h)


def _around(room: Box, obstacle: Box) -> Iterator[Box]:
    """What is left of a room: above, below, left, and right of the obstacle, each as large as can be."""
    if not room.meets(obstacle):
        yield room
        return
    yield Box(room.x, room.y, room.w, obstacle.y - room.y)
    yield Box(room.x, obstacle.bottom, room.w, room.bottom - obstacle.bottom)
    yield Box(room.x, room.y, obstacle.x - room.x, room.h)
    yield Box(obstacle.right, room.y, room.right - obstacle.right, room.h)


def _largest(boxes: Sequence[Box]) -> list[Box]:
    """Without those that lie in another."""
    found: list[Box] = []
    for box in sorted({box for box in boxes if box.w > 0 and box.h > 0}, key=_order):
        if not any(other.holds(box) for other in found):
            found.append(box)
        if len(found) == _KEPT:
            break
    return found


def _order(box: Box) -> tuple[int, int, int]:
    return -box.area, box.y, box.x


def content_box(
    slide: Box,
    placeholders: Iterable[tuple[str, Box]],
    decorations: Sequence[Box],
    sides: Box | None = None,
    *,
    centred: bool = False,
) -> Box:
    """The place of the text placeholders where there are some; otherwise the largest that is free.

    It lies on the slide, off the title and footers, and off decorations as long as those leave any room.

    Args:
        slide: all there is.
        placeholders: the role and the place of each.
        decorations: what is drawn there.
        sides: where the master's texts stand.
        centred: the title is.
    """
    off_all = _Plan.of(slide, placeholders, decorations, sides, centred)
    large, none = off_all.among(_LARGE), off_all.among(0)
    largest: Box | None = None
    for plan, enough in ((off_all, _ENOUGH), (large, _ENOUGH), (off_all, _LITTLE), (none, _ENOUGH)):
        for way in (plan.in_texts, plan.beside_title, plan.anywhere):
            for room in way():
                if room.area >= enough * slide.area:
                    return room
                largest = max(largest or room, room, key=lambda one: one.area)
    return largest or off_all.whole


def between_sides(box: Box, title: Box | None, slide: Box, texts: Box | None = None) -> Box:
    """What of it lies between the sides of a wide title, or of the master's texts where those reach further."""
    said = ((title, _WIDE), (texts, _WIDE_TEXTS))
    wide = [one for one, least in said if one is not None and one.w >= least * slide.w]
    if not wide:
        return box
    sides = Box.bounding(wide)
    return box.clipped(Box(sides.x, box.y, sides.w, box.h))


@dataclass(frozen=True)
class _Plan:
    """What is where on a layout."""

    slide: Box
    title: Box | None
    texts: tuple[Box, ...]
    footers: tuple[Box, ...]
    decorations: tuple[Box, ...]
    """Those that are no surface to write on."""
    sides: Box | None
    """Where the master's texts stand."""
    centred: bool
    """The title is."""

    @classmethod
    def of(
        cls,
        slide: Box,
        placeholders: Iterable[tuple[str, Box]],
        decorations: Sequence[Box],
        sides: Box | None,
        centred: bool,
    ) -> _Plan:
        places = [(role, box.clipped(slide)) for role, box in placeholders]
        title = next((box for role, box in places if role in TITLES), None)
        texts = tuple(box for role, box in places if role in TEXTS and box.area)
        feet = [box for role, box in places if role in FURNITURE and _is_filled(role, box, slide)]
        bands = tuple(_band(slide, box, [*texts, *([title] if title else [])]) for box in feet)
        beside = tuple(one for one in decorations if not _is_surface(one, slide, texts))
        return cls(slide, title, texts, bands, beside, sides, centred)

    def among(self, share: float) -> _Plan:
        """The same with only those decorations that take less than this share of the slide."""
        small = tuple(one for one in self.decorations if one.area < share * self.slide.area)
        return replace(self, decorations=small)

    @property
    def obstacles(self) -> tuple[Box, ...]:
        titles = () if self.title is None else (self.title,)
        return (*self.footers, *self.decorations, *titles)

    @property
    def whole(self) -> Box:
        """The slide inside its margins, or inside those that a wide title keeps."""
        return between_sides(self.slide.inset(self._share(_MARGIN)), self.title, self.slide, self.sides)

    def in_texts(self) -> list[Box]:
        """What is free of the place of the texts."""
        if not self.texts:
            return []
        titles = () if self.title is None else (self.title,)
        gap = self._share(_FROM_ART)
        apart = (one.inset(-gap) for one in self.decorations)
        inside = Box.bounding(self.texts).clipped(self.slide.inset(self._share(_EDGES)))
        return rooms(inside, (*self.footers, *titles, *apart))[:1]

    def beside_title(self) -> Iterator[Box]:
        """What is free below the title or beside it."""
        title, aside = self.title, self._share(_ASIDE)
        if title is not None:
            free = [
                one for one in self.anywhere() if one.y >= title.bottom or one.x >= title.right or one.right <= title.x
            ]

            def is_in_line(room: Box) -> bool:
                centred = self.centred and abs(room.centre[0] - title.centre[0]) <= aside
                return centred or abs(room.x - title.x) <= aside

            yield from sorted(free, key=lambda one: -one.area * (_IN_LINE if is_in_line(one) else 1))

    def anywhere(self) -> list[Box]:
        """What is free, the largest first."""
        return self._free

    @cached_property
    def _free(self) -> list[Box]:
        gap = self._share(_GAP)
        return rooms(self.whole, (one.inset(-gap) for one in self.obstacles))

    def _share(self, share: float) -> Emu:
        return round(min(self.slide.w, self.slide.h) * share)


def _band(slide: Box, footer: Box, texts: Sequence[Box]) -> Box:
    """What a footer takes: near an edge everything between it and the edge, in the slide's whole width; where it
    stands beside the title and all texts, no more than its place.
    """
    if texts and all(footer.x >= one.right or footer.right <= one.x for one in texts):
        return footer
    if footer.y >= slide.h * (1 - _EDGE):
        return Box(slide.x, footer.y, slide.w, slide.h - footer.y)
    if footer.bottom <= slide.h * _EDGE:
        return Box(slide.x, slide.y, slide.w, footer.bottom)
    return footer


def _is_filled(role: str, box: Box, slide: Box) -> bool:
    """Whether a slide of ours shows it, or it stands where footers do: dates and headers in between are not filled."""
    return role in ("ftr", "sldNum") or box.y >= slide.h * (1 - _EDGE) or box.bottom <= slide.h * _EDGE


def _is_surface(decoration: Box, slide: Box, texts: Sequence[Box]) -> bool:
    """Whether a decoration is there to be written on."""
    return decoration.area >= _SURFACE * slide.area or any(decoration.holds(text) for text in texts)
