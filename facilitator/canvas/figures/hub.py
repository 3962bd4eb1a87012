"""The hub: a centre with equal cards around it, each joined to it by a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.canvas.figures.cards import (
    EDGE,
    GAP,
    LARGE_SCALES,
    Card,
    Scale,
    card_anchor,
    card_height,
    card_shape,
    edge,
    surface,
)
from facilitator.canvas.figures.grids import Arrangement, Counts, arranged, grid
from facilitator.canvas.shapes import Box, Colour, Connector, Glue, Group, Line, Shape, TextBody
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import fit, paragraphs
from facilitator.canvas.units import Emu, cm, pt
from facilitator.content.figures import Hub, Item

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

_GOOD = 18
_FILL = Colour("tx2")
_CENTRE = "centre"
_CENTRE_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_DISC, _DISC_PART = cm(6.2), 0.215
"""The centre's diameter at most, and in parts of the figure's width."""
_OVAL = (cm(9.0), cm(3.4))
"""The centre between two rows: width and height."""
_INSCRIBED = 0.7071
"""The part of an ellipse's width and height that its text has (ECMA-376, presetShapeDefinitions)."""
_LINK, _LINK_PART = cm(1.4), 0.045
"""The distance of a card from the centre, at most and in parts of the figure's width."""
_LOOSE = cm(1.3)
"""The most between the cards of a column."""
_WIDEST = cm(11.0)
_AIR = cm(0.9)
_LEAST = 0.24
"""A card is at least this high, in parts of its width, where there is room."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a card stands, and the connection site of it that faces the centre."""

    box: Box
    site: int


@dataclass(frozen=True, slots=True)
class _Plan:
    centre: Box
    places: tuple[_Place, ...]


def draw(figure: Hub, box: Box, style: Style) -> Group:
    """The centre and its cards in the best looking arrangement in which the type is large enough.

    Raises:
        DoesNotFit: a card or the centre has no room for its text in any arrangement.
    """
    items = figure.items
    found = arranged(style, _AROUND[len(items)], lambda counts: _cards(items, _plan(box, counts)), LARGE_SCALES, _GOOD)
    plan = _trimmed(found, box, style)
    centre = _centre(figure.centre, plan.centre, style)
    anchor = card_anchor(items)
    links: list[Connector] = []
    shapes: list[Shape] = []
    for number, (item, place) in enumerate(zip(items, plan.places, strict=True)):
        accent, key = style.accent(number), f"item-{number + 1}"
        links.append(_link(item.title, plan.centre, place, key, accent))
        card = _card(item, place)
        shape = card_shape(card, found.scale, fill=surface(accent), anchor=anchor)
        shapes += [replace(shape, key=key), edge(place.box, accent, style, right=_turned(place))]
    return Group(figure.title, box, (*links, centre, *shapes))


def _card(item: Item, place: _Place) -> Card:
    return Card(item, place.box, (0, 0, EDGE, 0) if _turned(place) else (EDGE, 0, 0, 0))


def _cards(items: Sequence[Item], plan: _Plan) -> list[Card]:
    return [_card(item, place) for item, place in zip(items, plan.places, strict=True)]


def _turned(place: _Place) -> bool:
    """Whether the card's accent is at its right: left of the centre, which it faces."""
    return place.site == 3


def _trimmed(found: Arrangement, box: Box, style: Style) -> _Plan:
    """The plan with cards no taller than their texts ask for with some air."""
    needed = max(card_height(style, card, found.scale) for card in found.cards) + _AIR
    return _plan(box, found.counts, max(needed, round(_LEAST * found.cards[0].box.w)))


def _plan(box: Box, counts: Counts, highest: Emu | None = None) -> _Plan:
    """Centre and cards in ``box``, the cards in reading order and not higher than ``highest``."""
    above, left, right, below = counts
    plan = _stacked if not left + right else _crowned if above else _beside
    found = plan(box, counts, box.h if highest is None else highest)
    return replace(found, places=tuple(sorted(found.places, key=lambda place: (place.box.centre[1], place.box.x))))


def _link_length(box: Box) -> Emu:
    return min(_LINK, round(box.w * _LINK_PART))


def _disc(box: Box) -> Emu:
    return min(_DISC, round(box.w * _DISC_PART))


def _beside(box: Box, counts: Counts, highest: Emu) -> _Plan:
    """The cards in columns left and right of the centre, or at the right only."""
    _, left, right, _ = counts
    disc, link = _disc(box), _link_length(box)
    if not left:
        hub, cards = box.split(disc, link)
        return _Plan(hub.around(disc, disc), _column(cards, right, right, highest, 1))
    middle = box.around(disc + 2 * link, box.h)
    places = _column(replace(box, w=middle.x - box.x), left, max(left, right), highest, 3)
    places += _column(replace(box, x=middle.right, w=box.right - middle.right), right, max(left, right), highest, 1)
    return _Plan(middle.around(disc, disc), places)


def _column(box: Box, count: int, most: int, highest: Emu, site: int) -> tuple[_Place, ...]:
    """``count`` cards in the middle of the column, as high and as far apart as in one of ``most`` cards."""
    height = min(highest, (box.h - (most - 1) * GAP) // most)
    gap = min(_LOOSE, (box.h - most * height) // max(1, most - 1))
    block = box.around(box.w, count * height + (count - 1) * gap)
    return tuple(_Place(row, site) for row in block.rows(count, gap))


def _crowned(box: Box, counts: Counts, highest: Emu) -> _Plan:
    """One card above the centre, the others in columns below it at both sides."""
    _, left, right, _ = counts
    rows = [place.box for place in _column(box, 1 + left, 1 + left, highest, 0)]
    columns = [row.columns(3, GAP) for row in rows]
    top = columns[0][1]
    sides = Box.bounding([columns[1][1], columns[-1][1]])
    disc = min(_disc(box), 2 * (sides.centre[1] - top.bottom - _link_length(box)))
    places = [_Place(top, 2)]
    places += [_Place(row[0], 3) for row in columns[1:]] + [_Place(row[2], 1) for row in columns[1:]]
    return _Plan(sides.around(disc, disc), tuple(places))


def _stacked(box: Box, counts: Counts, highest: Emu) -> _Plan:
    """The cards in rows above and below the centre, or below only."""
    above, _, _, below = counts
    link = _link_length(box)
    rows = bool(above) + bool(below)
    height = min(highest, (box.h - _OVAL[1] - rows * link) // rows)
    block = box.around(box.w, _OVAL[1] + rows * (link + height))
    most = max(above, below)
    upper = _row(replace(block, h=height), above, most, 2)
    lower = _row(Box(block.x, block.bottom - height, block.w, height), below, most, 0)
    middle = Box(block.x, block.y + (height + link if above else 0), block.w, _OVAL[1])
    return _Plan(middle.around(min(_OVAL[0], box.w), _OVAL[1]), (*upper, *lower))


def _row(row: Box, count: int, most: int, site: int) -> list[_Place]:
    if not count:
        return []
    inner = row.around(grid(row, (most,))[0].w * count + GAP * (count - 1), row.h)
    return [_Place(cell.around(min(cell.w, _WIDEST), cell.h), site) for cell in inner.columns(count, GAP)]


def _centre(name: str, box: Box, style: Style) -> Shape:
    text = paragraphs(name, align="ctr")
    width, height = round(box.w * _INSCRIBED), round(box.h * _INSCRIBED)
    size = fit(style, text, width, height, _CENTRE_SIZES, bold=True)
    body = TextBody(text, size, style.on(_FILL), bold=True, anchor="ctr")
    return Shape(name, box, "ellipse", fill=_FILL, text=body, key=_CENTRE)


def _link(name: str, centre: Box, place: _Place, key: str, accent: Colour) -> Connector:
    """From the point of the centre's outline that is nearest to the card."""
    end = _on_card(place)
    points = [_on_ellipse(centre, site) for site in range(8)]
    site = min(range(8), key=lambda number: math.dist(points[number], end))
    return Connector(name, points[site], end, Line(accent, pt(2)), Glue(_CENTRE, site), Glue(key, place.site))


def _on_card(place: _Place) -> tuple[Emu, Emu]:
    box = place.box
    x, y = box.centre
    return ((x, box.y), (box.x, y), (x, box.bottom), (box.right, y))[place.site]


def _on_ellipse(box: Box, site: int) -> tuple[Emu, Emu]:
    x, y = box.centre
    angle = site * math.pi / 4
    return round(x - box.w / 2 * math.sin(angle)), round(y - box.h / 2 * math.cos(angle))


