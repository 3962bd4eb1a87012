"""Two lists side by side; or two directions, with an arrow up and an arrow down: more of this, less of that."""

from __future__ import annotations

from typing import Literal

from facilitator.canvas import Box, cm, pt
from facilitator.canvas.figures.arrangement import GRIDS, Arrangement, Counts, grid, preferred
from facilitator.canvas.figures.cards import (
    EDGE,
    LARGE_SCALES,
    Card,
    Scale,
    card_anchor,
    card_shape,
    common_scale,
    edge,
)
from facilitator.canvas.shapes import Colour, Connector, Group, Line, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Lists

__all__ = ["draw"]

_GAP = cm(0.8)
_ARROW = Box(0, 0, cm(2.2), cm(4.4))
"""The largest arrow; a lower panel has a shorter one."""
_SPACE = cm(0.7)
"""Between arrow and text."""
_LOOP = cm(3.2)
"""Between the panels where arrows join them."""
_WAY = Line(Colour("tx2"), pt(5), tail="triangle")
_APART, _CLEAR = cm(0.9), cm(0.3)
"""Of the two arrows from the middle, and of their ends from the panels."""
_GOOD = 16
"""Points: lists with text of this size stand side by side; below, one stands over the other if that helps."""
_NARROW = 1.7
"""A place less wide than so many times its height has no room for two arrows and texts side by side."""
_AIR = cm(1.2)
_LEAST = cm(5.5)
"""The least height of a panel, where its text asks for less."""
_PANELS: tuple[tuple[Colour, Literal["upArrow", "downArrow"]], ...] = (
    (Colour("accent1"), "upArrow"),
    (Colour("accent2"), "downArrow"),
)


def draw(figure: Lists, box: Box, style: Style) -> Group:
    """Two equal panels, as high as the longer list asks for, side by side if the type is then large enough.

    Raises:
        DoesNotFit: a list has no room in its panel.
    """
    keep = (_ARROW.w + _SPACE if figure.arrows else EDGE, 0, 0, 0)
    items, gap = (figure.left, figure.right), _LOOP if figure.loop else _GAP

    def planned(counts: Counts) -> Arrangement[Counts]:
        cards = tuple(Card(item, place, keep) for item, place in zip(items, grid(box, counts, gap), strict=True))
        return Arrangement(counts, cards, common_scale(style, cards, LARGE_SCALES))

    ways = GRIDS[2][: 1 if figure.loop else 2]
    if figure.arrows and box.w < _NARROW * box.h:
        ways = ways[::-1]
    found = preferred(ways, planned, _GOOD)
    scale, highest = found.scale, max(found.needed(style) + _AIR, _LEAST)
    places = grid(box, found.way, gap, highest)
    shapes: list[Shape | Connector] = []
    for number, (item, place, (usual, arrow)) in enumerate(zip(items, places, _PANELS, strict=True)):
        accent = style.accent(number) if style.roles or style.marked is not None else usual
        card = Card(item, place, keep)
        anchor = "ctr" if figure.arrows else card_anchor(items)
        shapes.append(card_shape(card, scale, fill=style.surface(accent), anchor=anchor))
        shapes.append(_arrow(card, scale, accent, arrow, style) if figure.arrows else edge(card.box, accent, style))
    if figure.loop:
        shapes += _both_ways(places[0], places[1], style.terms.shapes.decoration)
    return Group(figure.title, box, tuple(shapes))


def _both_ways(left: Box, right: Box, name: str) -> list[Connector]:
    """An arrow to the right over one to the left, between the panels."""
    over, under = left.centre[1] - _APART, left.centre[1] + _APART
    near, far = left.right + _CLEAR, right.x - _CLEAR
    return [
        Connector(name, (near, over), (far, over), _WAY),
        Connector(name, (far, under), (near, under), _WAY),
    ]


def _arrow(card: Card, scale: Scale, accent: Colour, geometry: str, style: Style) -> Shape:
    """More of this, less of that: told by the direction, not by colour alone."""
    space = Box(card.box.x + scale.padding, card.box.y, _ARROW.w, card.box.h)
    place = space.around(_ARROW.w, min(_ARROW.h, card.box.h - 2 * scale.padding))
    return Shape(style.terms.shapes.decoration, place, geometry, fill=accent, decorative=True)
