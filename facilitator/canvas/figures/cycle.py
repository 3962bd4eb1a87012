"""The cycle: a wheel of arrows turning clockwise, with a card for each step at its sides or in a list beside it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import arranged
from facilitator.canvas.figures.cards import (
    EDGE,
    GAP,
    HEADING,
    LARGE_SCALES,
    Card,
    badge,
    card_anchor,
    card_shape,
    edge,
)
from facilitator.canvas.shapes import Colour, Connector, Glue, Group, Line, Path, Shape
from facilitator.canvas.text import CONTENT_MIN, Style, body, label
from facilitator.content.figures import Cycle
from facilitator.content.parts import Item
from facilitator.text import joined

__all__ = ["draw"]

_WHEELS = (0.74, 0.66, 0.58, 0.5)
"""The wheel's diameter in parts of the figure's height, the best looking first."""
_WIDEST = 0.34
"""The same in parts of the width: the cards at both sides need theirs."""
_LISTED = (0.36, 0.48)
"""The wheel's diameter beside a list, in parts of the width; the larger one for a long word in its middle."""
_CROWNED = 5
"""So many steps leave one of two rows of three free, for the wheel."""
_BAND = 0.36
"""The part of the radius that the arrows are thick."""
_TIP = 0.3
"""How far an arrow's tip reaches, in parts of its thickness."""
_SLIT = cm(0.16)
"""Between two arrows."""
_SIGN_SIZES = (24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_CENTRE_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_HOLE = (0.86, 0.51)
"""The text in the middle: a rectangle in the hole, in parts of its diameter."""
_BADGE = cm(1.2)
_LINK = cm(0.75)
"""Between the wheel and a card's badge, where they are nearest."""
_AIR = cm(0.7)
_LEAST = 0.2
"""A card is at least this high, in parts of its width, where there is room."""

_Point = tuple[float, float]


class _Wheel(NamedTuple):
    """The ring of arrows, the first of them in the direction ``start`` (degrees clockwise from the top)."""

    centre: tuple[Emu, Emu]
    radius: Emu
    start: float
    steps: int

    @property
    def band(self) -> Emu:
        return round(self.radius * _BAND)

    @property
    def middle(self) -> Emu:
        """The radius half way through the band."""
        return self.radius - self.band // 2

    @property
    def step(self) -> float:
        return 360 / self.steps

    def direction(self, number: int) -> float:
        return self.start + number * self.step

    def at(self, radius: float, degrees: float) -> _Point:
        """The point at that distance from the centre in that direction, clockwise from the top."""
        angle = math.radians(degrees)
        return self.centre[0] + radius * math.sin(angle), self.centre[1] - radius * math.cos(angle)


class _Plan(NamedTuple):
    """A wheel and, in its order, where the cards stand.

    ``joined`` are those that a line leads to; ``numbered`` ones have their sign in the heading, not in a badge.
    """

    wheel: _Wheel
    boxes: tuple[Box, ...]
    joined: bool = False
    numbered: bool = False

    def on_left(self, box: Box) -> bool:
        return box.right < self.wheel.centre[0]

    def badge_box(self, box: Box) -> Box:
        """The badge astride the edge that faces the wheel."""
        size = min(_BADGE, round(box.h * 0.8))
        x = box.right if self.on_left(box) else box.x
        return Box(x - size // 2, box.centre[1] - size // 2, size, size)

    def cards(self, items: Sequence[Item], lower: Emu = 0) -> list[Card]:
        """The cards, their texts beginning ``lower`` than the padding asks for."""
        if self.numbered:
            signed = (_signed(item, number) for number, item in enumerate(items, 1))
            return [Card(item, box, (EDGE, lower, 0, 0)) for item, box in zip(signed, self.boxes, strict=True)]
        keep = self.badge_box(self.boxes[0]).w // 2
        return [
            Card(item, box, (0, lower, keep, 0) if self.on_left(box) else (keep, lower, 0, 0))
            for item, box in zip(items, self.boxes, strict=True)
        ]

    def trimmed(self, highest: Emu) -> _Plan:
        """The plan with cards not higher than that, each in the middle of the room it had."""
        return self._replace(boxes=tuple([box.around(box.w, min(box.h, highest)) for box in self.boxes]))


def draw(figure: Cycle, box: Box, style: Style) -> Group:
    """The wheel with its cards, in the best looking arrangement in which the type is large enough.

    Raises:
        DoesNotFit: a card or the centre has no room for its text in any arrangement.
    """
    items = figure.items

    def cards_in(plan: _Plan) -> list[Card]:
        _centre(figure, plan.wheel, style)  # must have room too
        return plan.cards(items)

    found = arranged(style, _plans(box, len(items)), cards_in, LARGE_SCALES)
    plan, scale = found.way.trimmed(found.highest(style, _AIR, _LEAST)), found.scale
    anchor = card_anchor(items)
    lower = 0 if anchor == "ctr" else (plan.boxes[0].h - found.needed(style)) // 2
    shapes: list[Shape | Connector] = []
    for number, card in enumerate(plan.cards(items, lower)):
        accent, sign = style.accent(number), card.item.symbol or str(number + 1)
        key = f"step-{number + 1}"
        shapes.append(_arrow(plan.wheel, number, sign, accent, style))
        if plan.joined:
            shapes.append(_link(card.item.title, plan, number, key, accent))
        shapes.append(card_shape(card, scale, fill=style.surface(accent), anchor=anchor))
        mark = edge(card.box, accent, style) if plan.numbered else badge(sign, plan.badge_box(card.box), accent, style)
        shapes.append(replace(mark, key=key))
    return Group(figure.title, box, (*_centre(figure, plan.wheel, style), *shapes))


def _signed(item: Item, number: int) -> Item:
    """The step with its sign before its title."""
    return item.model_copy(update={"title": joined(" ", [item.symbol or f"{number}.", item.title])})


def _plans(box: Box, count: int) -> Iterator[_Plan]:
    for part in _WHEELS:
        yield _at_both_sides(box, count, min(round(box.h * part), round(box.w * _WIDEST * part / _WHEELS[0])))
    if count == _CROWNED:
        yield _crowned(box)
    for part in _LISTED:
        yield _listed(box, count, min(round(box.w * part), round(box.h * _WHEELS[0])))


def _at_both_sides(box: Box, count: int, diameter: Emu) -> _Plan:
    """The wheel in the middle, the first half of the steps at its right and the second at its left.

    The wheel is turned so that the steps at the right stand symmetrically about the horizontal; as they are spaced
    evenly, so do those at the left.
    """
    first = (count + 1) // 2
    step = 360 / count
    wheel = _Wheel(box.centre, diameter // 2, 90 - (first - 1) / 2 * step, count)
    left, right = box.columns(2, diameter + 2 * _LINK + _BADGE)
    height = right.rows(first, GAP)[0].h
    rows = right.rows(first, GAP) + left.rows(count - first, GAP)[::-1]
    return _Plan(wheel, tuple(row.around(row.w, height) for row in rows), joined=True)


def _crowned(box: Box) -> _Plan:
    """The wheel under its first step, the others at the corners, clockwise."""
    upper, lower = (row.columns(3, GAP) for row in box.rows(2, GAP))
    wheel = _Wheel(lower[1].centre, min(lower[1].w, lower[1].h) // 2, 0, _CROWNED)
    return _Plan(wheel, (upper[1], upper[2], lower[2], lower[0], upper[0]), numbered=True)


def _listed(box: Box, count: int, diameter: Emu) -> _Plan:
    """The wheel at the left, its first step at the top, and the cards in one column beside it."""
    left, right = box.split(diameter, 2 * _LINK)
    return _Plan(_Wheel(left.centre, diameter // 2, 0, count), tuple(right.rows(count, GAP)))


def _arrow(wheel: _Wheel, number: int, sign: str, accent: Colour, style: Style) -> Shape:
    """A step as a bent arrow with its sign in the middle."""
    box, commands = _outline(wheel, number)
    x, y = wheel.at(wheel.middle, wheel.direction(number))
    room = Box(round(x) - box.x, round(y) - box.y, 0, 0).around(wheel.band, wheel.band)
    text = body(style, sign, room, _SIGN_SIZES, align="ctr", anchor="ctr", colour=style.on(accent), bold=True)
    return Shape(sign, box, Path(commands, room), fill=accent, text=text)


def _outline(wheel: _Wheel, number: int) -> tuple[Box, tuple[tuple[str | float, ...], ...]]:
    """A bent arrow; its tip fits into the end of the next one, a slit apart."""
    tip = math.degrees(wheel.band * _TIP / wheel.middle)
    sweep = wheel.step - math.degrees(_SLIT / wheel.middle)
    start = wheel.direction(number) - (sweep + tip) / 2
    end = start + sweep
    outer, inner = wheel.radius, wheel.radius - wheel.band
    point, notch = wheel.at(wheel.middle, end + tip), wheel.at(wheel.middle, start + tip)
    arcs = [wheel.at(radius, start + sweep * i / 48) for radius in (outer, inner) for i in range(49)]
    box = _around([*arcs, point])
    corners = (wheel.at(outer, start), point, wheel.at(inner, end), notch)
    first, second, third, fourth = ((x - box.x, y - box.y) for x, y in corners)
    return box, (
        ("M", *first),
        ("A", outer, outer, (start - 90) % 360, sweep),  # DrawingML counts degrees from three o'clock
        ("L", *second),
        ("L", *third),
        ("A", inner, inner, (end - 90) % 360, -sweep),
        ("L", *fourth),
        ("Z",),
    )


def _around(points: Sequence[_Point]) -> Box:
    left, top = round(min(x for x, _ in points)), round(min(y for _, y in points))
    return Box(left, top, round(max(x for x, _ in points)) - left, round(max(y for _, y in points)) - top)


def _link(name: str, plan: _Plan, number: int, key: str, accent: Colour) -> Connector:
    """From an arrow's outer edge to the badge of its card."""
    box = plan.boxes[number]
    x, y = plan.wheel.at(plan.wheel.radius, plan.wheel.direction(number))
    mark = plan.badge_box(box)
    left = plan.on_left(box)
    end = (mark.right if left else mark.x, mark.centre[1])
    return Connector(name, (round(x), round(y)), end, Line(accent, pt(2)), finish=Glue(key, 6 if left else 2))


def _centre(figure: Cycle, wheel: _Wheel, style: Style) -> tuple[Shape, ...]:
    """What the cycle is about, in the hole of the wheel."""
    if not figure.centre:
        return ()
    hole = 2 * (wheel.radius - wheel.band)
    box = Box(*wheel.centre, 0, 0).around(round(hole * _HOLE[0]), round(hole * _HOLE[1]))
    name = figure.centre
    return (label(style, name, name, box, _CENTRE_SIZES, align="ctr", anchor="ctr", colour=HEADING, bold=True),)
