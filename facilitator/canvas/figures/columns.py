"""Columns: headed lists side by side, bands over and under them, and what happens from one to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm
from facilitator.canvas.figures.arrangement import Counts, airiest, by_text, grid, preferred
from facilitator.canvas.figures.cards import (
    SCALES,
    Card,
    Scale,
    bare,
    card_height,
    card_shape,
    corners,
    slim,
)
from facilitator.canvas.shapes import Colour, Group, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Columns
from facilitator.content.parts import Item
from facilitator.text import one_line

__all__ = ["draw"]

_ROWS: dict[int, tuple[Counts, ...]] = {
    3: ((3,),), 4: ((4,), (2, 2)), 5: ((5,), (3, 2)), 6: ((6,), (3, 3)), 7: ((7,), (4, 3)),
    8: ((8,), (4, 4), (3, 3, 2)),
}  # fmt: skip
"""The arrangements of so many columns, the best looking first."""
_GOOD = 15
"""Points: one row with text of this size need not be bettered by two."""
_SCALES = tuple(one for same in by_text(SCALES) for one in (*same, same[-1]._replace(heading=same[-1].text)))
"""Headings, which stand out by their ground, become as small as lists before these become smaller."""
_GAP = cm(0.4)
"""Between neighbours of any kind."""
_AIR = cm(0.8)
_LEAST = 0.45
"""A list is at least this high, in parts of its width, where there is room; so is a heading without a list."""
_ARROW = cm(0.8)
_ARROW_WIDTH, _WIDE_ARROW = cm(1.4), cm(5)
_POINT = cm(0.45)
"""The length of a chip's point."""
_BAND = Colour("tx2")


class _Plan(NamedTuple):
    """An arrangement of the columns with the heights (EMU) of its parts; 0 where there is no such part."""

    counts: Counts
    scale: Scale
    above: Emu
    head: Emu
    body: Emu
    chip: Emu
    arrow: Emu
    below: Emu

    @property
    def block(self) -> Emu:
        """All rows of columns, with the chips under them."""
        row = self.head + self.body + (self.chip + _GAP if self.chip else 0)
        return (row + _GAP) * len(self.counts) - _GAP

    @property
    def parts(self) -> tuple[Emu, Emu, Emu, Emu]:
        """From the top: band, columns, arrows, band."""
        return self.above, self.block, self.arrow, self.below

    @property
    def total(self) -> Emu:
        return sum(part + _GAP for part in self.parts if part) - _GAP


def draw(figure: Columns, box: Box, style: Style) -> Group:
    """The columns in one row if the type is then large enough, else in more.

    Raises:
        DoesNotFit: some text has no room in any arrangement.
    """
    plan = _airy(preferred(_ROWS[len(figure.items)], partial(_planned, figure, box, style), _GOOD), box)
    above, block, arrows, below = _stacked(box.around(box.w, plan.total), plan.parts)
    columns = grid(block, plan.counts, _GAP)
    shapes: list[Shape] = []
    if figure.above:
        shapes.append(_band(figure.above, above, plan.scale, style))
    for number, (item, column) in enumerate(zip(figure.items, columns, strict=True)):
        shapes += _column(item, column, plan, style.accent(number), style)
    shapes += _chips(figure.between, columns, plan, style)
    if plan.arrow:
        colours = [style.accent(number) for number in range(len(columns))] if len(plan.counts) == 1 else []
        shapes += _arrows(arrows, columns, colours, style)
    if figure.below:
        shapes.append(_band(figure.below, below, plan.scale, style))
    return Group(figure.title, box, tuple(shapes))


def _planned(figure: Columns, box: Box, style: Style, counts: Counts) -> _Plan:
    """The airiest plan with these rows.

    Raises:
        DoesNotFit: there is none.
    """
    titles = " ".join(item.title for item in figure.items)
    return airiest(
        lambda scale: _plan(figure, box, counts, scale, style), lambda plan: plan.total <= box.h, titles, _SCALES
    )


def _plan(figure: Columns, box: Box, counts: Counts, scale: Scale, style: Style) -> _Plan:
    """Every part as high as its text asks for.

    Raises:
        DoesNotFit: a word is wider than its place.
    """
    column = grid(box, counts, _GAP)[0]

    def heading(text: str, place: Box) -> Emu:
        return card_height(style, _title(text, place), slim(scale))

    def unheaded(card: Card, scale: Scale) -> Emu:
        return card_height(style, card, scale, heading=False)

    return _Plan(
        counts,
        scale,
        above=heading(figure.above, box) if figure.above else 0,
        head=max(heading(item.title, column) for item in figure.items),
        body=0 if bare(figure.items) else max(unheaded(Card(item, column), scale) for item in figure.items),
        chip=max((unheaded(_chip(text, column, scale), slim(scale)) for text in figure.between), default=0),
        arrow=_ARROW if figure.arrow and figure.below else 0,
        below=heading(figure.below, box) if figure.below else 0,
    )


def _airy(plan: _Plan, box: Box) -> _Plan:
    """The plan with lists (or headings that stand alone) made higher, where there is room."""
    spare = (box.h - plan.total) // len(plan.counts)
    least = round(_LEAST * grid(box, plan.counts, _GAP)[0].w)

    def grown(height: Emu) -> Emu:
        return min(height + spare, max(height + _AIR, least))

    return plan._replace(body=grown(plan.body)) if plan.body else plan._replace(head=grown(plan.head))


def _stacked(area: Box, heights: Sequence[Emu]) -> Iterator[Box]:
    """Boxes of these heights one under the other; parts that are not there take no gap."""
    y = area.y
    for height in heights:
        yield Box(area.x, y, area.w, height)
        y += height + _GAP if height else 0


def _title(text: str, box: Box) -> Card:
    return Card(Item(title=text), box)


def _band(text: str, box: Box, scale: Scale, style: Style) -> Shape:
    return card_shape(_title(text, box), slim(scale), fill=_BAND, align="ctr", anchor="ctr", colour=style.on(_BAND))


def _column(item: Item, column: Box, plan: _Plan, accent: Colour, style: Style) -> Iterator[Shape]:
    """The heading, and the list right under it: two halves of one rounded box."""
    top, rest = column.cut(plan.head)
    title, on = _title(item.title, top), style.on(accent)
    head = card_shape(title, slim(plan.scale), fill=accent, align="ctr", anchor="ctr", colour=on)
    if not plan.body:
        yield head
        return
    yield _half(head, upper=True)
    card = Card(item, replace(rest, h=plan.body))
    listed = card_shape(card, plan.scale, fill=style.surface(accent), heading=False)
    yield _half(listed if not bare([item]) else replace(listed, text=None), upper=False)


def _half(shape: Shape, *, upper: bool) -> Shape:
    """The shape with only its upper or lower corners rounded."""
    radius = corners(shape.box)[0][1]
    adjust = (("adj1", radius if upper else 0), ("adj2", 0 if upper else radius))
    return replace(shape, geometry="round2SameRect", adjust=adjust)


def _chip(text: str, box: Box, scale: Scale) -> Card:
    """A slim card with room for its point."""
    item = Item(title=one_line(text), text=text)
    return Card(item, box, (scale.padding // 2, 0, _POINT // 2, 0))


def _chips(between: Sequence[str], columns: Sequence[Box], plan: _Plan, style: Style) -> Iterator[Shape]:
    """Under the columns: astride the gaps of a single row, in several rows under the column they lead on from."""
    shift = (columns[1].x - columns[0].x) // 2 if len(plan.counts) == 1 else 0
    for text, column in zip(between, columns, strict=False):
        place = Box(column.x + shift, column.bottom - plan.chip, column.w, plan.chip)
        # The preset itself keeps text out of half of its point.
        card = _chip(text, place, plan.scale)._replace(keep=(plan.scale.padding // 2, 0, 0, 0))
        shape = card_shape(card, slim(plan.scale), fill=style.soft, align="ctr", anchor="ctr", heading=False, radius=0)
        yield replace(shape, geometry="homePlate", adjust=(("adj", round(_POINT * 100_000 / plan.chip)),))


def _arrows(row: Box, columns: Sequence[Box], colours: Sequence[Colour], style: Style) -> Iterator[Shape]:
    """One from every column, in its colour; one for all of them when they stand in several rows, without colours."""
    widths = [(column.centre[0], _ARROW_WIDTH, colour) for column, colour in zip(columns, colours, strict=False)]
    for x, width, colour in widths or [(row.centre[0], _WIDE_ARROW, _BAND)]:
        place = Box(x - width // 2, row.y, width, row.h)
        yield Shape(style.terms.shapes.decoration, place, "downArrow", fill=colour, decorative=True)
