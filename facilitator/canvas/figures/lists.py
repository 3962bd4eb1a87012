"""Two lists side by side; or two directions, with an arrow up and an arrow down: more of this, less of that."""

from __future__ import annotations

from typing import Literal

from facilitator.canvas.figures.cards import (
    EDGE,
    LARGE_SCALES,
    Card,
    Scale,
    card_anchor,
    card_shape,
    common_scale,
    edge,
    surface,
    tallest,
)
from facilitator.canvas.shapes import Colour, Group, Shape
from facilitator.canvas.style import Style
from facilitator.canvas.units import Box, cm
from facilitator.content.figures import Lists

__all__ = ["draw"]

_GAP = cm(0.8)
_ARROW = Box(0, 0, cm(2.2), cm(4.4))
"""The largest arrow; a lower panel has a shorter one."""
_SPACE = cm(0.7)
"""Between arrow and text."""
_AIR = cm(1.2)
_LEAST = cm(5.5)
"""The least height of a panel, where its text asks for less."""
_PANELS: tuple[tuple[Colour, Literal["upArrow", "downArrow"]], ...] = (
    (Colour("accent1"), "upArrow"),
    (Colour("accent2"), "downArrow"),
)


def draw(figure: Lists, box: Box, style: Style) -> Group:
    """Two equal panels, as high as the longer list asks for.

    Raises:
        DoesNotFit: a list has no room in its half.
    """
    keep = (_ARROW.w + _SPACE if figure.arrows else EDGE, 0, 0, 0)
    items = (figure.left, figure.right)
    cards = [Card(item, half, keep) for item, half in zip(items, box.columns(2, _GAP), strict=True)]
    scale = common_scale(style, cards, LARGE_SCALES)
    needed = tallest(style, cards, scale) + _AIR
    height = min(box.h, max(needed, _LEAST))
    shapes: list[Shape] = []
    for card, (accent, arrow) in zip(cards, _PANELS, strict=True):
        card = card._replace(box=card.box.around(card.box.w, height))
        anchor = "ctr" if figure.arrows else card_anchor(items)
        shapes.append(card_shape(card, scale, fill=surface(accent), anchor=anchor))
        shapes.append(_arrow(card, scale, accent, arrow, style) if figure.arrows else edge(card.box, accent, style))
    return Group(figure.title, box, tuple(shapes))


def _arrow(card: Card, scale: Scale, accent: Colour, geometry: str, style: Style) -> Shape:
    """More of this, less of that: told by the direction, not by colour alone."""
    space = Box(card.box.x + scale.padding, card.box.y, _ARROW.w, card.box.h)
    place = space.around(_ARROW.w, min(_ARROW.h, card.box.h - 2 * scale.padding))
    return Shape(style.terms.shapes.decoration, place, geometry, fill=accent, decorative=True)
