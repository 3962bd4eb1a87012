"""The agenda, with the item that comes next marked by colour, weight, a bar, and an arrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from textwrap import shorten

from facilitator.canvas.design import HEIGHT, WIDTH
from facilitator.canvas.layouts.page import Page
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.shapes import AnyShape, Box, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit, paragraphs
from facilitator.canvas.units import Emu, cm
from facilitator.content.slides import AgendaItem, AgendaList
from facilitator.deck.model import Slide

__all__ = ["lay"]

_AREA = Box(cm(10.3), cm(1.5), WIDTH - cm(10.3) - cm(1.5), HEIGHT - cm(1.5) - cm(2.1))
_TALLEST = cm(2.0)
"""The height of a row whose text does not ask for more."""
_GAP = cm(0.12)
_PADDING = cm(0.2)
_ARROW = cm(1.1)
_CLOCK_GAP = cm(0.6)
"""Between the clock times and the texts."""
_RIGHT = cm(0.5)
_SIZES = (24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_GOOD = 16
"""Points: rows of equal height with text of this size need not be bettered by larger text in unequal ones."""
_LONGEST = 90
"""Letters of the current item under the heading; the list has all of it."""
_PAST = Colour("tx1", tint=70)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The items to show, the size of their text, the width of the clock times with their gap, and the rows."""

    shown: range
    size: float
    clock: Emu
    heights: tuple[Emu, ...]

    def rows(self) -> Iterator[Box]:
        y = _AREA.y + (_AREA.h - sum(self.heights) - _GAP * (len(self.heights) - 1)) // 2
        for height in self.heights:
            yield Box(_AREA.x, y, _AREA.w, height)
            y += height + _GAP


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """One page where the whole agenda has room, else the part of it around the current item."""
    content = slide.content
    assert isinstance(content, AgendaList)
    heading = [Paragraph((Run(content.heading),))]
    if content.current is not None:
        now = shorten(content.items[content.current].text, _LONGEST, placeholder=" …")
        heading.append(Paragraph((Run(now, bold=False, size=18),), before=12))
    return [Page("agenda", tuple(_rows(content, _plan(content, style), style)), slide.title, tuple(heading))]


def _plan(content: AgendaList, style: Style) -> _Plan:
    """All items, or as many around the current one as have room.

    Raises:
        DoesNotFit: not even the current item has.
    """
    total, current = len(content.items), content.current or 0
    for count in range(total, 0, -1):
        first = min(max(current - count // 3, 0), total - count)
        if plan := _planned(content, range(first, first + count), style):
            return plan
    raise DoesNotFit(content.items[current].text, CONTENT_MIN)


def _planned(content: AgendaList, shown: range, style: Style) -> _Plan | None:
    """Those items in equal rows where their text is then large enough, else in rows as high as each needs."""
    room = _AREA.h - _GAP * (len(shown) - 1)
    equal = min(room // len(shown), _TALLEST)
    found = None
    for size in _SIZES:
        clock = _clock_width(content, size, style)
        if (needed := _needed(content, shown, size, clock, style)) is None:
            continue
        if max(needed) <= equal and (size >= _GOOD or not found):
            return _Plan(shown, size, clock, (equal,) * len(shown))
        if not found and sum(needed) <= room:
            found = _Plan(shown, size, clock, _grown(needed, room))
    return found


def _needed(content: AgendaList, shown: range, size: float, clock: Emu, style: Style) -> list[Emu] | None:
    """The least height of each row; nothing when a word is wider than its place."""
    width = _AREA.w - _ARROW - clock - _RIGHT
    extents = [extent(paragraphs(content.items[i].text), width, size, style.body_bold) for i in shown]
    return None if any(one.broken for one in extents) else [one.height + _PADDING for one in extents]


def _grown(heights: list[Emu], room: Emu) -> tuple[Emu, ...]:
    """What is left of the room goes to the rows that are not yet tall, the same to each."""
    spare = (room - sum(heights)) // len(heights)
    return tuple(max(height, min(height + spare, _TALLEST)) for height in heights)


def _clock_width(content: AgendaList, size: float, style: Style) -> Emu:
    widest = max(text_width(item.clock or "", size, style.body_bold) for item in content.items)
    return widest + _CLOCK_GAP if widest else 0


def _rows(content: AgendaList, plan: _Plan, style: Style) -> list[AnyShape]:
    shapes: list[AnyShape] = []
    for number, row in zip(plan.shown, plan.rows(), strict=True):
        shapes += _row(content.items[number], number, content.current, row, plan, style)
    return shapes


def _row(item: AgendaItem, number: int, current: int | None, row: Box, plan: _Plan, style: Style) -> Iterator[AnyShape]:
    names = style.terms.shapes
    now, past = number == current, current is not None and number < current
    fill = Colour("accent1") if now else None
    colour = style.on(fill) if fill else _PAST if past else Colour("tx1")
    if fill:
        yield Shape(names.current, row, "roundRect", (("adj", 14_000),), fill, decorative=True)
        mark = Box(row.x + cm(0.35), row.y + (row.h - cm(0.5)) // 2, cm(0.44), cm(0.5))
        yield Shape(names.current, mark, "flowChartMerge", fill=colour, rotation=-90, decorative=True)
    inner = replace(row, x=row.x + _ARROW, w=row.w - _ARROW - _RIGHT)
    name = f"{names.agenda_item} {number + 1}"
    clock = replace(inner, w=plan.clock)
    words = replace(inner, x=clock.right, w=inner.w - clock.w)
    for text, place, called in ((item.clock, clock, f"{name}: {item.clock}"), (item.text, words, name)):
        if text:
            cell = TextBody(paragraphs(text), plan.size, colour, bold=now, anchor="ctr")
            yield Shape(called, place, text=cell, link=item.slide)
