"""The agenda as a route of stops, those behind us filled, the one that comes next marked by colour, weight, a bar, and
an arrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from facilitator.canvas.fonts import Font
from facilitator.canvas.icons import USUAL, icon
from facilitator.canvas.measure import extent, line_height, text_width
from facilitator.canvas.own_layouts import AGENDA_SIGN
from facilitator.canvas.shapes import AnyShape, Colour, Line, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import Page, Setting, size_in, title_sizes, with_unseen
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit, first_fitting, paragraphs
from facilitator.canvas.units import Align, Box, Emu, cm, pt
from facilitator.content.slides import AgendaItem, AgendaList
from facilitator.text.markup import joined

__all__ = ["lay"]

_TALLEST = cm(2.4)
"""The height of a row whose text does not ask for more."""
_GAP = cm(0.12)
_PADDING = cm(0.2)
_STOP, _ROUTE = cm(0.34), cm(0.06)
"""The dot of an item, and the line through all of them."""
_STOPS = cm(1.3)
"""The width of the column with the dots."""
_CLOCK_GAP = cm(0.5)
"""Before the clock times, which end at the dots."""
_RIGHT = cm(0.5)
_SIZES = (28, 26, 24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_USUAL, _AIRY = 24, 0.6
"""Points above which type is larger than usual, and what a line of such type may take of its row."""
_GOOD = 22
"""Points: rows of equal height with text of this size need not be bettered by larger text in unequal ones."""
_QUESTION, _LARGER = 40, 1.4
"""Points that the section's own words have at most, and times the size of other titles, where those are not larger."""
_PAST = Colour("tx1", tint=70)
_ROUTE_COLOUR = Colour("tx2", tint=35)
_SIGN = Colour("bg1", alpha=14)
_BEHIND, _AHEAD = Colour("accent1"), Colour("bg1")


class _Rows(NamedTuple):
    """How agenda items stand: where, at which size, the width of the clock times and their gap, the heights."""

    area: Box
    size: float
    clock: Emu
    heights: tuple[Emu, ...]

    def boxes(self) -> Iterator[Box]:
        area = self.area
        y = area.y + (area.h - sum(self.heights) - _GAP * (len(self.heights) - 1)) // 2
        for height in self.heights:
            yield Box(area.x, y, area.w, height)
            y += height + _GAP


def lay(content: AgendaList, setting: Setting) -> list[Page]:
    """One page where the whole agenda has room, else the part of it around the current item.

    The heading tells the current item only to those who do not see it marked.
    """
    if content.opens:
        return [_opener(content, setting)]
    heading: tuple[Paragraph, ...] = (Paragraph((Run(content.heading),)),)
    if content.current is not None:
        heading = with_unseen(heading, joined("", (": ", content.items[content.current].text)))
    return [Page("agenda", _all(content, setting.style), setting.slide.shown, heading)]


def _all(content: AgendaList, style: Style) -> tuple[AnyShape, ...]:
    return (*_sign(content, style), *_shapes(content, style))


def _sign(content: AgendaList, style: Style) -> Iterator[Shape]:
    """The pictogram of the first slide again, large and quiet at the foot of our own panel."""
    if style.design.ours:
        yield icon(content.icon or USUAL, AGENDA_SIGN, _SIGN, style.terms.shapes.decoration)


def _opener(content: AgendaList, setting: Setting) -> Page:
    """The words of the section that comes, large, beside the agenda."""
    style = setting.style
    heading = tuple(paragraphs(content.heading))
    slot = style.design.layouts["agenda"].slots[0]
    largest = max(slot.size, min(_QUESTION, _LARGER * slot.size))
    size = size_in(slot, heading, title_sizes(slot, largest), style)
    return Page("agenda", _all(content, style), setting.slide.shown, heading, title_size=size)


def _shapes(content: AgendaList, style: Style) -> Iterator[AnyShape]:
    """All items, or as many around the current one as have room.

    Raises:
        DoesNotFit: not even the current item has.
    """
    items, current = _stops(content, style), content.current or 0
    total, clocks = len(items), tuple([item.clock or "" for item in items])
    area, font = style.design.layouts["agenda"].area, style.body_bold
    most = (area.h + _GAP) // (line_height(CONTENT_MIN, font) + _PADDING + _GAP)
    for count in range(min(total, most), 0, -1):
        first = min(max(current - count // 3, 0), total - count)
        texts = tuple([item.text for item in items[first : first + count]])
        if rows := _rows(area, texts, clocks, font):
            boxes = list(rows.boxes())
            yield _route(boxes, rows, style)
            for number, box in enumerate(boxes, first):
                yield from _row(items[number], number, content.current, box, rows, style)
            return
    raise DoesNotFit(items[current].text, CONTENT_MIN)


def _stops(content: AgendaList, style: Style) -> list[AgendaItem]:
    """The items, and the end where its clock time is told."""
    end = [AgendaItem(text=style.terms.runsheet.columns.end, clock=content.end)] if content.end else []
    return [*content.items, *end]


def _route(boxes: list[Box], rows: _Rows, style: Style) -> Shape:
    """The line from the first stop to the last."""
    (x, top), (_x, foot) = _stop(boxes[0], rows).centre, _stop(boxes[-1], rows).centre
    line = Box(x - _ROUTE // 2, top, _ROUTE, foot - top)
    return Shape(style.terms.shapes.decoration, line, fill=_ROUTE_COLOUR, decorative=True)


def _stop(row: Box, rows: _Rows) -> Box:
    """Where the dot of a row stands."""
    column = Box(row.x + rows.clock, row.y, _STOPS, row.h)
    return column.around(_STOP, _STOP)


@lru_cache(maxsize=64)
def _rows(area: Box, texts: tuple[str, ...], clocks: tuple[str, ...], font: Font) -> _Rows | None:
    """Equal rows where the texts are then large enough, else rows as high as each needs.

    The same for all agenda slides of a deck: found once.
    """
    room = area.h - _GAP * (len(texts) - 1)
    equal = min(room // len(texts), _TALLEST)

    def clock(size: float) -> Emu:
        widest = max(text_width(text, size, font) for text in clocks)
        return widest + _CLOCK_GAP if widest else 0

    def needed(size: float) -> list[Emu]:
        """The least height of each row; more than there is when a word is wider than its place."""
        width = area.w - _STOPS - clock(size) - _RIGHT
        extents = [extent(paragraphs(text), width, size, font) for text in texts]
        return [area.h + 1 if one.broken else one.height + _PADDING for one in extents]

    place = first_fitting(_SIZES, lambda size: max(needed(size)) <= (equal if size <= _USUAL else equal * _AIRY))
    if place <= _SIZES.index(_GOOD):
        return _Rows(area, _SIZES[place], clock(_SIZES[place]), (equal,) * len(texts))
    place = first_fitting(_SIZES, lambda size: sum(needed(size)) <= room)
    if place == len(_SIZES):
        return None
    return _Rows(area, _SIZES[place], clock(_SIZES[place]), _grown(needed(_SIZES[place]), room))


def _grown(heights: list[Emu], room: Emu) -> tuple[Emu, ...]:
    """What is left of the room goes to the lowest rows, which come out equally high."""
    rising = sorted(heights)
    levels = ((room - sum(rising[count:])) // count for count in range(len(rising), 0, -1))
    lowest = next(level for level, height in zip(levels, reversed(rising), strict=True) if level >= height)
    return tuple(max(height, min(lowest, _TALLEST)) for height in heights)


def _row(item: AgendaItem, number: int, current: int | None, row: Box, rows: _Rows, style: Style) -> Iterator[AnyShape]:
    names = style.terms.shapes
    now, past = number == current, current is not None and number < current
    fill = Colour("accent1") if now else None
    colour = style.on(fill) if fill else _PAST if past else Colour("tx1")
    stop = _stop(row, rows)
    if fill:
        yield Shape(names.current, row, "roundRect", (("adj", 14_000),), fill, decorative=True)
        mark = stop.around(cm(0.44), cm(0.5))
        yield Shape(names.current, mark, "flowChartMerge", fill=colour, rotation=-90, decorative=True)
    else:
        rim = Line(_BEHIND if past else _ROUTE_COLOUR, pt(1.5))
        yield Shape(names.decoration, stop, "ellipse", (), _BEHIND if past else _AHEAD, rim, decorative=True)
    name = f"{names.agenda_item} {number + 1}"
    clock = replace(row, w=rows.clock)
    left = row.x + rows.clock + _STOPS
    words = replace(row, x=left, w=row.right - _RIGHT - left)
    cells: tuple[tuple[str | None, Box, Align, str], ...] = (
        (item.clock, clock, "r", f"{name}: {item.clock}"),
        (item.text, words, "l", name),
    )
    for text, place, align, called in cells:
        if text:
            cell = TextBody(paragraphs(text, align=align), rows.size, colour, bold=now, anchor="ctr")
            yield Shape(called, place, text=cell, link=item.slide)
