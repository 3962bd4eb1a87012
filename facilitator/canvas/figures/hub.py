"""The hub: a centre with equal cards around it, each joined to it by a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import Counts, arranged
from facilitator.canvas.figures.cards import (
    EDGE,
    GAP,
    LARGE_SCALES,
    Card,
    at_site,
    card_anchor,
    card_shape,
    disc,
    edge,
)
from facilitator.canvas.shapes import Colour, Connector, Glue, Group, Line, Shape
from facilitator.canvas.text import CONTENT_MIN, Style
from facilitator.content.figures import Hub
from facilitator.content.parts import Item

__all__ = ["draw"]

_AROUND: dict[int, tuple[Counts, ...]] = {
    3: ((1, 0, 0, 2), (0, 0, 0, 3), (0, 0, 3, 0)),
    4: ((0, 2, 2, 0), (2, 0, 0, 2), (0, 0, 4, 0)),
    5: ((1, 2, 2, 0), (0, 3, 2, 0), (3, 0, 0, 2), (0, 0, 5, 0)),
    6: ((0, 3, 3, 0), (3, 0, 0, 3), (0, 0, 6, 0)),
    7: ((1, 3, 3, 0), (0, 4, 3, 0), (4, 0, 0, 3), (0, 0, 7, 0)),
    8: ((0, 4, 4, 0), (4, 0, 0, 4), (0, 0, 8, 0)),
}
"""How many cards stand above, left, right, and below the centre; the best looking first, the last holds any heading."""

_CENTRE = "centre"
_CENTRE_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_DISC, _DISC_PART = cm(6.0), 0.21
"""The centre's diameter at most, and in parts of the figure's width."""
_ALONE = 1.65
"""How much wider the centre is when it has the left side to itself: it then holds any name."""
_OVAL = (cm(9.0), cm(3.4))
"""The centre between two rows: width and height."""
_LINK, _LINK_PART = cm(1.4), 0.045
"""The distance of a card from the centre, at most and in parts of the figure's width."""
_LOOSE = cm(1.3)
"""The most between the cards of a column."""
_WIDEST = cm(11.0)
_AIR = cm(0.9)
_LEAST = 0.24
"""A card is at least this high, in parts of its width, where there is room."""


class _Side(NamedTuple):
    """Where cards stand as seen from the centre, as connection sites: the cards' own, and the centre's in order."""

    site: int
    centre: tuple[int, int, int]


_ABOVE, _BELOW = _Side(2, (1, 0, 7)), _Side(0, (3, 4, 5))
_LEFT, _RIGHT = _Side(3, (1, 2, 3)), _Side(1, (7, 6, 5))


class _Place(NamedTuple):
    """Where a card stands, and the connection sites of its line: at the card and at the centre."""

    box: Box
    site: int
    from_site: int

    @property
    def turned(self) -> bool:
        """Whether the card has its accent at the right: left of the centre, which it faces."""
        return self.site == _LEFT.site


class _Plan(NamedTuple):
    centre: Box
    places: tuple[_Place, ...]


def draw(figure: Hub, box: Box, style: Style) -> Group:
    """The centre and its cards in the best looking arrangement in which the type is large enough.

    Raises:
        DoesNotFit: a card or the centre has no room for its text in any arrangement.
    """
    items = figure.items

    def cards_in(counts: Counts) -> list[Card]:
        plan = _plan(box, counts)
        _centre(figure.centre, plan.centre, style)  # must have room too
        return _cards(items, plan)

    found = arranged(style, _AROUND[len(items)], cards_in, LARGE_SCALES)
    plan = _plan(box, found.way, found.highest(style, _AIR, _LEAST))
    anchor = card_anchor(items)
    lower = 0 if anchor == "ctr" else (plan.places[0].box.h - found.needed(style)) // 2
    links: list[Connector] = []
    shapes: list[Shape] = []
    for number, (card, place) in enumerate(zip(_cards(items, plan, lower), plan.places, strict=True)):
        accent, key = style.accent(number), f"item-{number + 1}"
        links.append(_link(card.item.title, plan.centre, place, key, _line(accent, figure.arrows)))
        shape = card_shape(card, found.scale, fill=style.surface(accent), anchor=anchor)
        shapes += [replace(shape, key=key), edge(card.box, accent, style, right=place.turned)]
    return Group(figure.title, box, (*links, _centre(figure.centre, plan.centre, style), *shapes))


def _cards(items: Sequence[Item], plan: _Plan, lower: Emu = 0) -> list[Card]:
    """The cards, their texts beginning ``lower`` than the padding asks for."""
    return [
        Card(item, place.box, (0, lower, EDGE, 0) if place.turned else (EDGE, lower, 0, 0))
        for item, place in zip(items, plan.places, strict=True)
    ]


def _plan(box: Box, counts: Counts, highest: Emu | None = None) -> _Plan:
    """Centre and cards in ``box``, the cards in reading order and not higher than ``highest``."""
    above, left, right, _ = counts
    plan = _stacked if not left + right else _crowned if above else _beside
    found = plan(box, counts, box.h if highest is None else highest)
    return found._replace(places=tuple(sorted(found.places, key=lambda place: (place.box.centre[1], place.box.x))))


def _disc(box: Box) -> Emu:
    return min(_DISC, round(box.w * _DISC_PART))


def _link_length(box: Box) -> Emu:
    return min(_LINK, round(box.w * _LINK_PART))


def _beside(box: Box, counts: Counts, highest: Emu) -> _Plan:
    """The cards in columns left and right of the centre, or at the right only."""
    _, left, right, _ = counts
    disc, link = _disc(box), _link_length(box)
    if not left:
        hub, cards = box.split(round(disc * _ALONE), link)
        return _Plan(hub.around(hub.w, disc), _places(_rows(cards, right, right, highest), _RIGHT))
    most = max(left, right)
    one, other = box.columns(2, disc + 2 * link)
    lefts = _places(_rows(one, left, most, highest), _LEFT)
    rights = _places(_rows(other, right, most, highest), _RIGHT)
    return _Plan(box.around(disc, disc), (*lefts, *rights))


def _crowned(box: Box, counts: Counts, highest: Emu) -> _Plan:
    """One card above the centre, the others in columns below it, as many at the left as at the right."""
    disc, link = _disc(box), _link_length(box)
    first, *rows = _rows(box, 1 + counts[1], 1 + counts[1], highest)
    left, right = (list(side) for side in zip(*(row.columns(2, disc + 2 * link) for row in rows), strict=True))
    top, beside = first.around(left[0].w, first.h), Box.bounding(rows)
    disc = min(disc, 2 * (beside.centre[1] - top.bottom - link))
    places = (*_places([top], _ABOVE), *_places(left, _LEFT), *_places(right, _RIGHT))
    return _Plan(beside.around(disc, disc), places)


def _stacked(box: Box, counts: Counts, highest: Emu) -> _Plan:
    """The cards in rows above and below the centre, or below only."""
    above, _, _, below = counts
    link = _link_length(box)
    rows = bool(above) + bool(below)
    height = min(highest, (box.h - _OVAL[1] - rows * link) // rows)
    block = box.around(box.w, _OVAL[1] + rows * (link + height))
    most = max(above, below)
    upper = _places(_row(replace(block, h=height), above, most), _ABOVE)
    lower = _places(_row(Box(block.x, block.bottom - height, block.w, height), below, most), _BELOW)
    middle = Box(block.x, block.y + (height + link if above else 0), block.w, _OVAL[1])
    return _Plan(middle.around(*_OVAL), (*upper, *lower))


def _rows(column: Box, count: int, most: int, highest: Emu) -> list[Box]:
    """``count`` cards in the middle of the column, as high and as far apart as in one of ``most`` cards."""
    height = min(highest, (column.h - (most - 1) * GAP) // most)
    gap = min(_LOOSE, (column.h - most * height) // max(1, most - 1))
    return column.around(column.w, count * height + (count - 1) * gap).rows(count, gap)


def _row(row: Box, count: int, most: int) -> list[Box]:
    """``count`` cards in the middle of the row, as wide as in one of ``most`` cards."""
    width = (row.w + GAP) // most
    cells = row.around(count * width - GAP, row.h).columns(count, GAP) if count else []
    return [cell.around(min(cell.w, _WIDEST), cell.h) for cell in cells]


def _places(boxes: Sequence[Box], side: _Side) -> tuple[_Place, ...]:
    last = max(1, len(boxes) - 1)
    middle = 1 if len(boxes) == 1 else 0
    return tuple(_Place(box, side.site, side.centre[round(2 * i / last) + middle]) for i, box in enumerate(boxes))


def _centre(name: str, box: Box, style: Style) -> Shape:
    return disc(name, box, _CENTRE_SIZES, style, key=_CENTRE)


def _line(accent: Colour, arrows: str) -> Line:
    inwards, outwards = arrows in ("in", "both"), arrows in ("out", "both")
    return Line(accent, pt(2), head="triangle" if inwards else "none", tail="triangle" if outwards else "none")


def _link(name: str, centre: Box, place: _Place, key: str, line: Line) -> Connector:
    start, end = at_site(centre, place.from_site, ellipse=True), at_site(place.box, place.site)
    begin, finish = Glue(_CENTRE, place.from_site), Glue(key, place.site)
    return Connector(name, start, end, line, begin, finish)
