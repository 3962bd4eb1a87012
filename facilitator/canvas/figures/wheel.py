"""The wheel: four large circles to write in around a centre, their names beside them, or in them in a narrow place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from facilitator.canvas import Align, Box, cm, pt
from facilitator.canvas.figures.arrangement import preferred
from facilitator.canvas.figures.cards import (
    EDGE,
    INSIDE,
    LARGE_SCALES,
    Card,
    Scale,
    bare,
    card_shape,
    common_scale,
    disc,
    edge,
    oval,
    sign,
    tallest,
)
from facilitator.canvas.shapes import AnyShape, Colour, Connector, Glue, Group, Line, Shape
from facilitator.canvas.text import CONTENT_MIN, Style
from facilitator.content.figures import Wheel
from facilitator.content.parts import Item

__all__ = ["draw"]

_GAP = cm(0.3)
_LINK = cm(0.9)
"""Between a circle and its name beside it."""
_WITHIN = cm(0.22)
"""By so much a bar stands within a card."""
_BESIDE = (1.0, 0.92, 0.84, 0.76)
"""The height of the wheel with names beside it, in parts of the figure's; the best looking first."""
_FLATTEST = (1.0, 1.5)
"""How much wider than high a circle may be that has its name in it."""
_GOOD = 20
"""Points: with names of this size the wheel need not be smaller, nor have them in it."""
_CENTRE, _LARGE_CENTRE = 0.44, 0.6
"""The centre's size in parts of a circle's: where names are in the circles, and where not."""
_CENTRE_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_SIGN = 0.3
"""The diameter of a circle's sign in parts of the circle's."""
_RIM = Line(Colour("bg1"), pt(4))
"""Sets the centre off from the circles."""
_TEXT = (0.15, 0.2, 0.7, 0.58)
"""Where a name stands in a circle: left, top, width, height in parts of it; the centre does not reach there."""
_NAMES = tuple(scale for scale in INSIDE if scale.text <= 20)
"""Small: the circles are there to be written in."""


class _Plan(NamedTuple):
    """The circles row by row, and the cards of their names: beside them, or in them, from their boxes' corners."""

    circles: tuple[Box, ...]
    cards: tuple[Card, ...]
    scale: Scale
    beside: bool

    @property
    def middle(self) -> Box:
        """The wheel's own box."""
        return Box.bounding(self.circles)


def draw(figure: Wheel, box: Box, style: Style) -> Group:
    """Two circles above, two below, the centre where they meet.

    Raises:
        DoesNotFit: the centre or a circle has no room for its text.
    """
    items = figure.items
    ways = [(True, part) for part in _BESIDE] if box.w > box.h else []
    ways += [(False, part) for part in _FLATTEST]
    plan = preferred(ways, lambda way: (_beside if way[0] else _within)(items, box, way[1], style), _GOOD)
    part = _LARGE_CENTRE if plan.beside else _CENTRE
    hub = plan.middle.around(round(plan.circles[0].w * part), round(plan.circles[0].h * part))
    centre = disc(figure.centre, hub, _CENTRE_SIZES, style, line=_RIM)
    accents = [style.accent(number) for number in range(len(items))]
    if not plan.beside:
        drawn = zip(plan.cards, plan.circles, accents, strict=True)
        circles = [
            oval(card.item, one, card.box, plan.scale, style.surface(accent), accent) for card, one, accent in drawn
        ]
        return Group(figure.title, box, (*circles, centre))
    shapes: list[AnyShape] = []
    for number, (card, one, accent) in enumerate(zip(plan.cards, plan.circles, accents, strict=True)):
        fill, rim = style.surface(accent), Line(accent, pt(2))
        shapes.append(Shape(card.item.title, one, "ellipse", (), fill, rim, key=f"circle-{number}"))
        side = round(one.w * _SIGN)
        shapes += sign(card.item, "", one.around(side, side), accent, style)
    names = [shape for number, accent in enumerate(accents) for shape in _name(number, plan, accent, style)]
    return Group(figure.title, box, (*shapes, centre, *names))


def _within(items: Sequence[Item], box: Box, flattest: float, style: Style) -> _Plan:
    """As large as the box allows, the names in the circles.

    Raises:
        DoesNotFit: a circle has no room for its text.
    """
    height = min((box.h - _GAP) // 2, (box.w - _GAP) // 2)
    width = min((box.w - _GAP) // 2, round(height * flattest))
    circles = _circles(box.around(2 * width + _GAP, 2 * height + _GAP))
    cards = tuple(Card(item, _room(one)) for item, one in zip(items, circles, strict=True))
    return _Plan(circles, cards, common_scale(style, cards, _NAMES), beside=False)


def _beside(items: Sequence[Item], box: Box, part: float, style: Style) -> _Plan:
    """In the middle, the names in the columns that are left at both sides.

    Raises:
        DoesNotFit: a name has no room in its column.
    """
    side = round(box.h * part)
    wheel = box.around(side, side)
    circles = _circles(wheel)
    column = wheel.x - _LINK - box.x
    places = [Box(box.x if one.x == wheel.x else box.right - column, one.y, max(column, 0), one.h) for one in circles]
    keeps = [(0, 0, EDGE, 0) if one.x == wheel.x else (EDGE, 0, 0, 0) for one in circles]
    cards = tuple(Card(item, place, keep) for item, place, keep in zip(items, places, keeps, strict=True))
    scale = common_scale(style, cards, [one._replace(padding=one.padding // 2) for one in LARGE_SCALES])
    high = tallest(style, cards, scale)
    cards = tuple(card._replace(box=card.box.around(card.box.w, high)) for card in cards)
    return _Plan(circles, cards, scale, beside=True)


def _circles(wheel: Box) -> tuple[Box, ...]:
    """The four circles, row by row."""
    return tuple(one for row in wheel.rows(2, _GAP) for one in row.columns(2, _GAP))


def _room(box: Box) -> Box:
    """Where the text stands, from the corner of the circle's box."""
    left, top, width, height = _TEXT
    return Box(round(box.w * left), round(box.h * top), round(box.w * width), round(box.h * height))


def _name(number: int, plan: _Plan, accent: Colour, style: Style) -> Iterator[Shape | Connector]:
    """The name beside its circle, with a bar towards it and a line from there."""
    card, circle, key = plan.cards[number], plan.circles[number], f"name-{number}"
    left = card.box.x < circle.x
    align: Align = "r" if left and bare([card.item]) else "l"
    x, start = (card.box.right, circle.x) if left else (card.box.x, circle.right)
    y = circle.centre[1]
    yield Connector(
        card.item.title, (start, y), (x, y), Line(accent, pt(2)), Glue(f"circle-{number}", 2 if left else 6),
        Glue(key, 3 if left else 1),
    )  # fmt: skip
    yield replace(card_shape(card, plan.scale, align=align, anchor="ctr", radius=0), key=key)
    bar = replace(card.box, x=card.box.x + (_WITHIN if left else -_WITHIN))
    yield edge(bar, accent, style, right=left)
