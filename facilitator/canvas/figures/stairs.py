"""Stairs: each step stands higher than the one before, from the left; where they are too narrow for the words, as broad
treads one above the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm
from facilitator.canvas.figures.arrangement import GOOD, airiest, preferred
from facilitator.canvas.figures.cards import (
    SCALES,
    Card,
    Scale,
    card_height,
    card_shape,
    common_scale,
    slim,
    tallest,
)
from facilitator.canvas.shapes import Colour, Group, Shape
from facilitator.canvas.text import Style, first_with_room, label
from facilitator.content.figures import Stairs
from facilitator.content.parts import Item

__all__ = ["draw"]

_TREAD = cm(0.3)
"""The thickness of a tread."""
_GAP = cm(0.12)
_HIGHEST, _LEAST_RISE = cm(1.9), cm(0.6)
"""From one step to the next."""
_AIR = cm(0.5)
_NARROW = tuple(Scale(size + 1, size, 3, cm(0.22)) for size in range(23, 14, -1))
"""Where many steps are narrow: headings and white space give way, so that what is said is read from afar."""
_ABOVE = (26, 24, 22, 20, 18, 17, 16, 15, 14)
_PART = 0.42
"""Of the width, for what stands over the lower steps."""
_BAND = Colour("tx2")
_HIGHEST_BAND = cm(1.8)
_SHIFT = cm(1.1)
"""By how much each tread of the broad ones begins further to the right."""


class _Columns(NamedTuple):
    """The steps as columns at this scale, whose longest text needs so much height."""

    scale: Scale
    needed: Emu


def draw(figure: Stairs, box: Box, style: Style) -> Group:
    """The steps as columns, or as broad treads.

    Raises:
        DoesNotFit: some text has no room either way.
    """
    return first_with_room([partial(_as_columns, figure, box, style), partial(_as_treads, figure, box, style)])


def _as_columns(figure: Stairs, box: Box, style: Style) -> Group:
    area, band = _over_band(figure, box, style)
    columns = area.columns(len(figure.items), _GAP)
    cards = [Card(item, column) for item, column in zip(figure.items, columns, strict=True)]
    least = _LEAST_RISE * (len(cards) - 1) + _TREAD
    scale, needed = preferred(
        (SCALES, _NARROW),
        lambda scales: airiest(
            lambda one: _Columns(one, tallest(style, cards, one)),
            lambda it: it.needed + least <= area.h,
            _said(figure),
            scales,
        ),
        GOOD,
    )
    rise = min((area.h - needed - _TREAD) // (len(cards) - 1), _HIGHEST)
    high = min(needed + _AIR, area.h - _TREAD - rise * (len(cards) - 1))
    foot = area.around(area.w, high + _TREAD + rise * (len(cards) - 1)).bottom if not band else area.bottom
    shapes: list[Shape] = []
    if figure.above:
        first = foot - high - _TREAD
        room = Box(area.x, area.y, round(area.w * _PART), first - rise - area.y)
        shapes.append(label(style, figure.above, figure.above, room, _ABOVE, colour=Colour("tx2"), bold=True))
    for number, card in enumerate(cards):
        top = foot - high - rise * number
        shapes += _step(card._replace(box=replace(card.box, y=top, h=foot - top)), number, scale, style)
    return Group(figure.title, box, (*shapes, *band))


def _step(card: Card, number: int, scale: Scale, style: Style) -> Iterator[Shape]:
    accent, box = style.accent(number), card.box
    tread = Box(box.x, box.y - _TREAD, box.w, _TREAD)
    yield Shape(style.terms.shapes.decoration, tread, fill=accent, decorative=True)
    yield replace(card_shape(card, scale, fill=style.surface(accent), radius=0), geometry="rect", adjust=())


def _as_treads(figure: Stairs, box: Box, style: Style) -> Group:
    area, band = _over_band(figure, box, style)
    above: list[Shape] = []
    if figure.above:
        top, area = area.cut(cm(1.6), cm(0.3))
        above.append(label(style, figure.above, figure.above, top, _ABOVE, colour=Colour("tx2"), bold=True))
    rows = list(reversed(area.rows(len(figure.items), _GAP)))
    cards = [
        Card(item, Box(row.x + _SHIFT * number, row.y, row.w - _SHIFT * number, row.h), (_TREAD, 0, 0, 0))
        for number, (item, row) in enumerate(zip(figure.items, rows, strict=True))
    ]
    scale = common_scale(style, cards)
    shapes: list[Shape] = []
    for number, card in enumerate(cards):
        accent = style.accent(number)
        shape = card_shape(card, scale, fill=style.surface(accent), anchor="ctr", radius=0)
        shapes.append(replace(shape, geometry="rect", adjust=()))
        riser = replace(card.box, w=_TREAD)
        shapes.append(Shape(style.terms.shapes.decoration, riser, fill=accent, decorative=True))
    return Group(figure.title, box, (*above, *shapes, *band))


def _said(figure: Stairs) -> str:
    return " ".join(item.title for item in figure.items)


def _over_band(figure: Stairs, box: Box, style: Style) -> tuple[Box, list[Shape]]:
    """The room for the steps, and the band under them where there is one."""
    if not figure.below:
        return box, []
    card = Card(Item(title=figure.below), box)
    said = figure.below
    scale, high = airiest(
        lambda one: (one, card_height(style, card, slim(one))), lambda it: it[1] <= _HIGHEST_BAND, said
    )
    area, place = box.cut(box.h - high - cm(0.35), cm(0.35))
    placed = card._replace(box=place)
    return area, [card_shape(placed, slim(scale), fill=_BAND, align="ctr", anchor="ctr", colour=style.on(_BAND))]
