"""The agenda, with the item that comes next marked by colour, weight, a bar, and an arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.canvas.design import HEIGHT, WIDTH
from facilitator.canvas.layouts.page import Page
from facilitator.canvas.shapes import AnyShape, Box, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit, fit
from facilitator.canvas.units import Emu, cm
from facilitator.content.slides import AgendaItem, AgendaList
from facilitator.deck.model import Slide

__all__ = ["lay"]

_AREA = Box(cm(10.3), cm(1.5), WIDTH - cm(10.3) - cm(1.5), HEIGHT - cm(1.5) - cm(2.1))
_TALLEST = cm(2.0)
_GAP = cm(0.12)
_ARROW = cm(1.1)
_CLOCK = cm(3.0)
_SIZES = (24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_PAST = Colour("tx1", tint=70)


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """One page where the whole agenda has room, else the part of it around the current item."""
    content = slide.content
    assert isinstance(content, AgendaList)
    heading = [Paragraph((Run(content.heading),))]
    if content.current is not None:
        heading.append(Paragraph((Run(content.items[content.current].text, bold=False, size=18),), before=12))
    shown = _window(content, style)
    return [Page("agenda", tuple(_rows(content, shown, style)), title=slide.title, heading=tuple(heading))]


def _window(content: AgendaList, style: Style) -> range:
    """The items to show: all of them, or as many around the current one as have room."""
    total, current = len(content.items), content.current or 0
    for count in range(total, 0, -1):
        first = min(max(current - count // 3, 0), total - count)
        shown = range(first, first + count)
        try:
            _sizes(content, shown, style)
        except DoesNotFit:
            if count == 1:
                raise
            continue
        return shown
    return range(total)


def _sizes(content: AgendaList, shown: Sequence[int], style: Style) -> tuple[float, Emu]:
    """(type size, row height) for those items."""
    row = min((_AREA.h + _GAP) // len(shown) - _GAP, _TALLEST)
    width = _AREA.w - _ARROW - (_CLOCK if _has_clock(content) else 0) - cm(0.6)
    size = min(fit(style, content.items[i].text, width, row - cm(0.2), _SIZES, bold=True) for i in shown)
    return size, row


def _has_clock(content: AgendaList) -> bool:
    return any(item.clock for item in content.items)


def _rows(content: AgendaList, shown: range, style: Style) -> list[AnyShape]:
    size, height = _sizes(content, shown, style)
    step = height + _GAP
    top = _AREA.y + (_AREA.h - step * len(shown) + _GAP) // 2
    shapes: list[AnyShape] = []
    for place, number in enumerate(shown):
        row = Box(_AREA.x, top + place * step, _AREA.w, height)
        shapes += _row(content.items[number], number, content.current, row, size, _has_clock(content), style)
    return shapes


def _row(
    item: AgendaItem, number: int, current: int | None, row: Box, size: float, clocked: bool, style: Style
) -> list[AnyShape]:
    names = style.terms.shapes
    now, past = number == current, current is not None and number < current
    fill = Colour("accent1") if now else None
    colour = style.on(fill) if fill else _PAST if past else Colour("tx1")
    shapes: list[AnyShape] = []
    if fill:
        shapes.append(Shape(names.current, row, "roundRect", (("adj", 14_000),), fill, decorative=True))
        mark = Box(row.x + cm(0.35), row.y + (row.h - cm(0.5)) // 2, cm(0.44), cm(0.5))
        shapes.append(Shape(names.current, mark, "flowChartMerge", fill=colour, rotation=-90, decorative=True))
    x = row.x + _ARROW
    if clocked:
        if item.clock:
            clock = Box(x, row.y, _CLOCK, row.h)
            shapes.append(
                _cell(
                    f"{names.agenda_item} {number + 1}: {item.clock}", item.clock, clock, size, colour, now, item, style
                )
            )
        x += _CLOCK
    words = Box(x, row.y, row.right - x - cm(0.3), row.h)
    shapes.append(_cell(f"{names.agenda_item} {number + 1}", item.text, words, size, colour, now, item, style))
    return shapes


def _cell(
    name: str, text: str, box: Box, size: float, colour: Colour, now: bool, item: AgendaItem, style: Style
) -> Shape:
    words = TextBody((Paragraph((Run(text),)),), size, colour, bold=now, anchor="ctr")
    return Shape(name, box, text=words, link=item.slide)
