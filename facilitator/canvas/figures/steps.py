"""Steps: arrows in a row, one pointing on to the next, with what happens in each below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm
from facilitator.canvas.figures.arrangement import Counts, airiest, grid, preferred
from facilitator.canvas.figures.cards import EDGE, LARGE_SCALES, Card, Scale, bare, card_height, card_shape, edge
from facilitator.canvas.shapes import Group, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Steps
from facilitator.content.parts import Item

__all__ = ["draw"]

_ROWS: dict[int, tuple[Counts, ...]] = {
    2: ((2,),), 3: ((3,), (2, 1)), 4: ((4,), (2, 2)), 5: ((5,), (3, 2), (2, 2, 1)), 6: ((6,), (3, 3), (2, 2, 2)),
}  # fmt: skip
"""The arrangements of so many steps, the best looking first; rows are read like lines of text."""
_GOOD, _GOOD_IN_NARROW = 16, 20
"""Points: a single row with text of this size need not be bettered by more rows, nor one that leaves them room."""
_NARROW = 2.0
"""A place less wide than so many times its height has room for more rows."""
_GAP = cm(0.35)
_ROW_GAP = cm(0.7)
_POINT = cm(0.55)
"""The length of an arrow's point."""
_AIR = cm(0.7)
_TALLER = 2.3
"""An arrow over a text may be so many times as high as the lowest of their words, where there is room."""
_LEAST = 0.28
"""An arrow without anything below it is at least this high, in parts of its width, where there is room."""


class _Plan(NamedTuple):
    """An arrangement with the heights (EMU) of an arrow and of what is below it; 0 where there is nothing."""

    counts: Counts
    scale: Scale
    head: Emu
    body: Emu
    lowest: Emu
    """Of the words in an arrow alone."""

    @property
    def total(self) -> Emu:
        return (self.head + self.body + _ROW_GAP) * len(self.counts) - _ROW_GAP


def draw(figure: Steps, box: Box, style: Style) -> Group:
    """The steps in one row if the type is then large enough, else in more.

    Raises:
        DoesNotFit: some text has no room in any arrangement.
    """
    good = _GOOD_IN_NARROW if box.w < _NARROW * box.h else _GOOD
    plan = _airy(preferred(_ROWS[len(figure.items)], partial(_planned, figure.items, box, style), good), box)
    shapes: list[Shape] = []
    for number, (item, place) in enumerate(zip(figure.items, _places(plan, box), strict=True)):
        shapes += _step(item, place, plan, number, style)
    return Group(figure.title, box, tuple(shapes))


def _planned(items: Sequence[Item], box: Box, style: Style, counts: Counts) -> _Plan:
    """The airiest plan with these rows.

    Raises:
        DoesNotFit: there is none.
    """
    titles = " ".join(item.title for item in items)
    return airiest(
        lambda scale: _plan(items, box, counts, scale, style), lambda plan: plan.total <= box.h, titles, LARGE_SCALES
    )


def _plan(items: Sequence[Item], box: Box, counts: Counts, scale: Scale, style: Style) -> _Plan:
    """Every part as high as its text asks for.

    Raises:
        DoesNotFit: a word is wider than its place.
    """
    width = grid(box, counts, _GAP)[0].w
    room = Box(0, 0, width, 0)
    heads = [card_height(style, _heading(item, room), _slim(scale)) for item in items]
    below = [Card(item, Box(0, 0, width - _POINT, 0), (EDGE, 0, 0, 0)) for item in items]
    body = 0 if bare(items) else max(card_height(style, card, _slim(scale), heading=False) for card in below)
    return _Plan(counts, scale, max(heads), body, min(heads) - 2 * _slim(scale).padding)


def _airy(plan: _Plan, box: Box) -> _Plan:
    """The plan with higher arrows, or with air under the texts, where there is room."""
    spare = (box.h - plan.total) // len(plan.counts)
    if plan.body:
        air = min(spare, _AIR)
        highest = max(plan.head, round(plan.lowest * _TALLER))
        return plan._replace(head=min(plan.head + (spare - air) // 2, highest), body=plan.body + air)
    least = round(_LEAST * grid(box, plan.counts, _GAP)[0].w)
    return plan._replace(head=min(plan.head + spare, max(plan.head + _AIR, least)))


def _places(plan: _Plan, box: Box) -> list[Box]:
    """Where each step stands: rows in the middle of the box, a shorter one begun at the left like a line of text."""
    area = box.around(box.w, plan.total)
    width = grid(box, plan.counts, _GAP)[0].w
    return [
        Box(box.x + column * (width + _GAP), row.y, width, row.h)
        for row, count in zip(area.rows(len(plan.counts), _ROW_GAP), plan.counts, strict=True)
        for column in range(count)
    ]


def _slim(scale: Scale) -> Scale:
    """That of arrows, which are equally high, and else stand empty where one line is beside two; and of texts without
    a ground.
    """
    return scale._replace(padding=scale.padding // 3)


def _heading(item: Item, box: Box) -> Card:
    return Card(Item(title=item.title), box, (EDGE, 0, _POINT, 0))


def _step(item: Item, place: Box, plan: _Plan, number: int, style: Style) -> Iterator[Shape]:
    accent = style.accent(number)
    top, rest = place.cut(plan.head)
    # The preset itself keeps text out of half of its point.
    heading = _heading(item, top)._replace(keep=(EDGE, 0, _POINT // 2, 0))
    shape = card_shape(heading, _slim(plan.scale), fill=accent, anchor="ctr", colour=style.on(accent), radius=0)
    point = round(_POINT * 100_000 / min(top.w, top.h))
    yield Shape(shape.name, top, "homePlate", (("adj", point),), accent, None, shape.text)
    if plan.body:
        card = Card(item, Box(rest.x, rest.y, rest.w - _POINT, plan.body), (EDGE, 0, 0, 0))
        if not bare([item]):
            yield card_shape(card, _slim(plan.scale), heading=False, radius=0)
            yield edge(card.box, accent, style)
