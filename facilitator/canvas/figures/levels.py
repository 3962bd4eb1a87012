"""Levels: circles one within the other, the innermost on top, with what is said of each beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate
from typing import Literal, NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import airiest, layer_fills, preferred
from facilitator.canvas.figures.cards import (
    EDGE,
    LARGE_SCALES,
    Card,
    Scale,
    bare,
    card_height,
    card_shape,
    edge,
)
from facilitator.canvas.measure import text_width, widest_word
from facilitator.canvas.shapes import AnyShape, Colour, Connector, Glue, Group, Line, Path, Shape, TextBody
from facilitator.canvas.text import DoesNotFit, Style, body, height, paragraphs
from facilitator.content.figures import Levels
from facilitator.content.parts import Item

__all__ = ["draw"]

_PARTS = (0.4, 0.34, 0.28)
"""The most that the circles take of the figure's width, the best looking first."""
_LARGE = 20
"""Points: what is said beside circles with names in them."""
_TIGHT = cm(0.1)
"""The least over and under a name in its circle."""
_GOOD = 18
"""Points: with text of this size the circles need not be smaller, nor names stand over what is said."""
_LINK = cm(0.8)
"""Between the outermost circle and the cards."""
_GAP = cm(0.3)
"""Between two cards."""
_AIR = cm(1.2)
_BAR = cm(0.5)
"""From where a line ends, in a bar, to the name behind it."""
_WITHIN = cm(0.22)
"""By so much a bar stands within a card, where there is one."""
_LIGHTEST = 30
_RIM = Line(Colour("bg1"), pt(2))
_NAME, _LONG_NAME, _LONG = 0.34, 0.44, 22
"""What a name takes of its row at most, and one of more letters than that."""
_SPARE = 1.04
"""By how much wider than measured a name has room."""
_BETWEEN = cm(0.35)
"""Between the longest name and what is said of it."""
_SIGN = cm(1.5)
"""The width of a level's sign."""
_SIGNS = (28, 26, 24, 22, 20, 18, 16, 15, 14)


_CORE = 0.4
"""The innermost circle in parts of the outermost, where names stand in them; the others grow evenly from there."""
_INSCRIBED = (26, 24, 22, 20, 18, 17, 16)
"""Points: names in the circles."""
_RIM_SPACE = cm(0.25)
"""From a name in a circle to the circle's rim."""
_READ = 18
"""Points: where text has this size, names stand in the circles; where smaller, if it is no larger without."""
_DENSE = tuple(Scale(size + 2, size, 1.5, 0) for size in (24, 23, 22, 21, 20, 19, 18, 17, 16, 15))
"""For much to say: the rows part it already."""

_Names = Literal["whole", "beside", "over"]
"""Where the name of a level stands: beside what is said of it on one line, on as many as it takes, or over it."""


class _Plan(NamedTuple):
    """The outermost circle, the width of the nested ones in parts of it, and the cards."""

    circle: Box
    parts: tuple[float, ...]
    names: tuple[Card, ...]
    """Empty where names stand in the circles."""
    cards: tuple[Card, ...]
    """What is said of each level, right of its name; empty where nothing is."""
    scale: Scale
    inscribed: float = 0
    """The size of names in the circles, in points; 0 where they stand beside them."""

    def seen(self, number: int) -> tuple[Emu, Emu]:
        """Where a level is seen below the next smaller one: from the top of the circles."""
        before = self.parts[number - 1] if number else 0.0
        return round(self.circle.h * before), round(self.circle.h * self.parts[number])

    def half(self, number: int, y: float) -> float:
        """Half of a circle's width so far below their common top."""
        radius = self.circle.w * self.parts[number] / 2
        return math.sqrt(max(0.0, radius**2 - (y - radius) ** 2))


def draw(figure: Levels, box: Box, style: Style) -> Group:
    """The circles touch at the top, so that of each one a crescent is seen beside its card.

    Raises:
        DoesNotFit: a card has no room for its text.
    """
    items = figure.items
    plan = _best(items, box, style)
    fills = layer_fills(len(items), _LIGHTEST, style, darkest_first=True)
    circles = [_level(items[number], number, plan, fill, style) for number, fill in enumerate(fills)]
    shapes: list[AnyShape] = [*reversed(circles)]
    for number, fill in enumerate(fills):
        shapes += _row(items[number], number, plan, fill, style) if plan.inscribed else _card(number, plan, fill, style)
    return Group(figure.title, box, tuple(shapes))


def _best(items: Sequence[Item], box: Box, style: Style) -> _Plan:
    """With names in the circles, unless what is said would be small and is larger when they stand beside them.

    Raises:
        DoesNotFit: a card has no room for its text.
    """
    inscribed = _inscribed(items, box, style)
    if inscribed and inscribed.scale.text >= _READ:
        return inscribed
    try:
        beside = _beside(items, box, style)
    except DoesNotFit:
        if inscribed:
            return inscribed
        raise
    return inscribed if inscribed and inscribed.scale.text >= beside.scale.text else beside


def _beside(items: Sequence[Item], box: Box, style: Style) -> _Plan:
    """With names beside the circles, with signs in them.

    Raises:
        DoesNotFit: a card has no room for its text.
    """
    *large, small = _PARTS
    short = all(len(item.title) <= _LONG for item in items) and not bare(items)
    best: _Names = "whole" if short else "beside"
    ways: list[tuple[float, _Names]] = [
        (part, names) for some in (large, [small]) for names in (best, "over") for part in some
    ]
    ways += [(part, "beside") for part in _PARTS if short]
    return preferred(ways, lambda way: _plan(items, box, *way, style), _GOOD)


def _inscribed(items: Sequence[Item], box: Box, style: Style) -> _Plan | None:
    """With names in the circles, where they have room there."""
    if bare(items):
        return None
    ways = [(part, scales) for part in _PARTS[:2] for scales in (LARGE_SCALES, _DENSE)]
    with suppress(DoesNotFit):
        return preferred(ways, lambda way: _within(items, box, *way, style), _LARGE)
    return None


def _within(items: Sequence[Item], box: Box, part: float, scales: Sequence[Scale], style: Style) -> _Plan:
    """Rows as high as their texts ask for beside circles with the names in them.

    Raises:
        DoesNotFit: a name or a row has no room.
    """
    side = min(round(box.w * part), box.h)
    left, right = box.split(side, _LINK)
    room = box.h - _GAP * (len(items) - 1)

    def needed(scale: Scale) -> tuple[Scale, list[Emu]]:
        low = _low(scale)
        cards = [Card(item, right, (_BAR, 0, 0, 0)) for item in items]
        return low, [card_height(style, card, low, heading=False) for card in cards]

    said = " ".join(item.title for item in items)
    scale, heights = airiest(needed, lambda found: sum(found[1]) <= room, said, scales)
    more = min((room - sum(heights)) // len(heights), _AIR)
    heights = [height + more for height in heights]
    rows = _rows(right.around(right.w, sum(heights) + _GAP * (len(heights) - 1)), heights)
    cards = tuple(Card(item, row, (_BAR, 0, 0, 0)) for item, row in zip(items, rows, strict=True))
    parts = tuple(_CORE + (1 - _CORE) * number / (len(items) - 1) for number in range(len(items)))
    plan = _Plan(left.around(side, side), parts, (), cards, scale)
    sizes = style.sizes(_INSCRIBED)
    size = next(
        (size for size in sizes if all(_name_box(n, item, plan, size, style) for n, item in enumerate(items))), 0
    )
    if not size:
        raise DoesNotFit(said, sizes[-1])
    return plan._replace(inscribed=size)


def _name_box(number: int, item: Item, plan: _Plan, size: float, style: Style) -> Box | None:
    """The place of a name on one line in the middle of where its circle is seen; nothing where it has no room."""
    high = height(style, item.title, plan.circle.w, size, bold=True)
    top, foot = plan.seen(number)
    y = (top + foot - high) // 2
    half = min(plan.half(number, y), plan.half(number, y + high)) - _RIM_SPACE
    wide = round(text_width(item.title, size, style.body_bold) * _SPARE)
    if wide > 2 * half or high > foot - top - 2 * _TIGHT:
        return None
    return Box(plan.circle.centre[0] - wide // 2, plan.circle.y + y, wide, high)


def _plan(items: Sequence[Item], box: Box, part: float, names: _Names, style: Style) -> _Plan:
    """Rows as high as their texts ask for, what is left shared out; the crescents in the same proportion. What is said
    of a level stands beside its name or under it.

    Raises:
        DoesNotFit: there is no room for them.
    """
    side = min(round(box.w * part), box.h)
    left, right = box.split(side, _LINK)
    room = box.h - _GAP * (len(items) - 1)

    def needed(scale: Scale) -> tuple[Scale, list[Emu]]:
        low = scale if bare(items) else _low(scale)
        low = _unbroken(items, right.w, low, style) if names == "whole" else low
        named, cards = _cards(items, right, [right.h] * len(items), low, style, names)
        heights = [card_height(style, card, low) for card in named]
        said = [card_height(style, card, low, heading=False) for card in cards] or heights
        return low, [max(pair) for pair in zip(heights, said, strict=True)]

    said = " ".join(item.title for item in items)
    scale, heights = airiest(needed, lambda found: sum(found[1]) <= room, said, LARGE_SCALES)
    more = min((room - sum(heights)) // len(heights), _AIR)
    heights = [height + more for height in heights]
    area = right.around(right.w, sum(heights) + _GAP * (len(heights) - 1))
    feet = list(accumulate(height + _GAP for height in heights))
    named, cards = _cards(items, area, heights, scale, style, names)
    side = min(side, area.h)
    parts = tuple(foot / feet[-1] for foot in feet)
    return _Plan(left.around(side, side), parts, tuple(named), tuple(cards), scale)


def _low(scale: Scale) -> Scale:
    """The scale for texts that stand on the slide's own ground, and need no distance from an edge."""
    return scale._replace(padding=scale.padding // 4)


def _unbroken(items: Sequence[Item], room: Emu, scale: Scale, style: Style) -> Scale:
    """The scale with names so large that each has its line, though no smaller than the text.

    Raises:
        DoesNotFit: the longest one has none.
    """
    for size in range(round(scale.heading), math.ceil(scale.text) - 1, -1):
        found = scale._replace(heading=size)
        if _longest(items, found, style) <= round(room * _LONG_NAME):
            return found
    raise DoesNotFit(max((item.title for item in items), key=len), scale.text)


def _longest(items: Sequence[Item], scale: Scale, style: Style) -> Emu:
    """What the longest name takes of its row on one line."""
    widest = max(text_width(item.title, scale.heading, style.body_bold) for item in items)
    return round(widest * _SPARE) + _BAR + 2 * scale.padding


def _cards(
    items: Sequence[Item], area: Box, heights: Sequence[Emu], scale: Scale, style: Style, way: _Names
) -> tuple[list[Card], list[Card]]:
    """Rows of these heights from the top: the names, and what is said of each beside it or in one with it."""
    rows = _rows(area, heights)
    if bare(items) or way == "over":
        keep = EDGE if bare(items) else _BAR
        return [Card(item, row, (keep, 0, 0, 0)) for item, row in zip(items, rows, strict=True)], []
    whole = way == "whole"
    width = _longest(items, scale, style) if whole else _names_width(items, area.w, scale, style)
    halves = [row.split(width, _BETWEEN) for row in rows]
    names = [Card(Item(title=item.title), left, (_BAR, 0, 0, 0)) for item, (left, _) in zip(items, halves, strict=True)]
    return names, [Card(item, right) for item, (_, right) in zip(items, halves, strict=True)]


def _rows(area: Box, heights: Sequence[Emu]) -> list[Box]:
    """Rows of these heights from the top of an area."""
    tops = [0, *accumulate(height + _GAP for height in heights)]
    return [Box(area.x, area.y + top, area.w, height) for top, height in zip(tops, heights, strict=False)]


def _names_width(items: Sequence[Item], room: Emu, scale: Scale, style: Style) -> Emu:
    """As wide as the longest name on one line, up to what names may take of their rows: more where they are long, or a
    word of them has no room.
    """
    names, font, around = [item.title for item in items], style.body_bold, _BAR + 2 * scale.padding
    longest = _longest(items, scale, style)
    word = round(pt(widest_word(names, font) * scale.heading) * _SPARE) + around
    usual = round(room * (_NAME if max(map(len, names)) <= _LONG else _LONG_NAME))
    return min(longest, max(usual, min(word, round(room * _LONG_NAME))))


def _card(number: int, plan: _Plan, fill: Colour, style: Style) -> list[Shape | Connector]:
    """The name with what is said beside or under it, and a line to it from its crescent."""
    card = plan.names[number]
    key, circle = f"level-{number}", plan.circle
    start = (circle.centre[0] + _SIGN // 2, circle.y + sum(plan.seen(number)) // 2)
    line = Line(fill, pt(2), head="oval")
    grounded = not plan.cards and bare([one.item for one in plan.names])
    ground = style.surface(fill) if grounded else None
    shape = card_shape(card, plan.scale, fill=ground, anchor="ctr", radius=0)
    link = Connector(card.item.title, start, (card.box.x, card.box.centre[1]), line, finish=Glue(key, 1))
    said = [card_shape(one, plan.scale, anchor="ctr", heading=False) for one in plan.cards[number : number + 1]]
    bar = edge(card.box if grounded else replace(card.box, x=card.box.x - _WITHIN), fill, style)
    return [link, replace(shape, key=key), bar, *said]


def _row(item: Item, number: int, plan: _Plan, fill: Colour, style: Style) -> list[Shape | Connector]:
    """The name in its circle, and what is said of it with a line to it."""
    key, circle, card = f"level-{number}", plan.circle, plan.cards[number]
    place = _name_box(number, item, plan, plan.inscribed, style)
    assert place
    text = TextBody(paragraphs(item.title, align="ctr"), plan.inscribed, style.on(fill), bold=True, anchor="ctr")
    middle = sum(plan.seen(number)) // 2
    start = (circle.centre[0] + round(plan.half(number, middle)), circle.y + middle)
    end = (card.box.x, card.box.centre[1])
    shape = card_shape(card, plan.scale, anchor="ctr", heading=False, radius=0)
    return [
        Shape(item.title, place, "rect", fill=fill, text=text),
        Connector(item.title, start, end, Line(fill, pt(2), head="oval"), finish=Glue(key, 1)),
        replace(shape, key=key),
        edge(replace(card.box, x=card.box.x - _WITHIN), fill, style),
    ]


def _level(item: Item, number: int, plan: _Plan, fill: Colour, style: Style) -> Shape:
    """A circle with its sign where it is seen beside the next smaller one."""
    circle, (above, side) = plan.circle, plan.seen(number)
    place = Box(circle.centre[0] - side // 2, circle.y, side, side)
    outline = (("M", 0, side / 2), ("A", side / 2, side / 2, 180, 180), ("A", side / 2, side / 2, 0, 180), ("Z",))
    room = Box((side - _SIGN) // 2, above, _SIGN, side - above)
    sign = "" if plan.inscribed else item.symbol or ""
    text = body(style, sign, room, _SIGNS, align="ctr", anchor="ctr", colour=style.on(fill), bold=True)
    return Shape(item.title, place, Path(outline, room), fill=fill, line=_RIM, text=text if sign else None)
