"""The agenda as a route of stops, those behind us filled, the one that comes next marked by colour, weight, a bar, and
an arrow; the first slide, sections, and breaks, which come of it too.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.icons import USUAL, icon
from facilitator.canvas.measure import extent, line_height, text_width
from facilitator.canvas.own_layouts import AGENDA_SIGN, BREAK_SIGN, COVER, Layout, Slot
from facilitator.canvas.shapes import AnyShape, Colour, Line, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import (
    ON_DISC,
    Page,
    Setting,
    as_shown,
    countdown,
    filled,
    font_in,
    on_disc,
    room_in,
    size_in,
    title_sizes,
    with_unseen,
)
from facilitator.canvas.text import CONTENT_MIN, DoesNotFit, Style, first_fitting, first_with_room, paragraphs
from facilitator.content.slides import AgendaItem, AgendaList, Break, Section, TitlePage
from facilitator.text import joined

__all__ = ["break_", "lay", "section", "title_page"]

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
_SMALLER, _TWO = 0.9, 2
"""Times the size of other titles: so small they are where that saves a line beyond two."""
_PAST = Colour("tx1", tint=70)
_ROUTE_COLOUR = Colour("tx2", tint=35)
_DONE = "\N{NO-BREAK SPACE}· "
"""Between what is done on a day that is told in one line."""
_SIGN = Colour("bg1", alpha=14)
_BEHIND, _AHEAD = Colour("accent1"), Colour("bg1")
_UNDER_TITLE = (22, 21, 20, 18, 17, 16, 15, 14)
_COFFEE, _MEAL, _MEAL_MINUTES = "coffee", "utensils", 30
"""The pictograms of breaks, and the minutes from which on one eats."""
_DISC, _WIDEST_DISC, _LEAST_DISC = 0.28, cm(7), cm(3)
"""The disc with it in somebody's template: its share of the width, and how wide it is at most and at least."""


class _Stop(NamedTuple):
    """A row: an item, or a day of several."""

    lines: tuple[Paragraph, ...]
    clock: str
    """What stands before the dot: a clock time, or the name of a day."""
    called: str
    number: int | None
    """Which item it is, from 0; None for a day."""
    last: int
    """The last item that is behind us when it is."""
    slide: str | None
    begun: bool = False
    """A day whose items follow."""


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
    size = _size_in_few_lines(heading, slot, largest, style)
    return Page("agenda", _all(content, style), setting.slide.shown, heading, title_size=size, balanced=True)


def _size_in_few_lines(text: tuple[Paragraph, ...], slot: Slot, largest: float, style: Style) -> float:
    """The largest size that fits; a smaller one where the text then has fewer lines, though two or more.

    Raises:
        DoesNotFit: there is none.
    """
    shown, font, across = [as_shown(one, slot) for one in text], font_in(slot, style), room_in(slot)[0]
    sizes = title_sizes(slot, largest)
    fits = size_in(slot, text, sizes, style)
    good = [size for size in sizes if _SMALLER * slot.size <= size <= fits] or [fits]
    return min(good, key=lambda size: max(extent(shown, across, size, font).lines, _TWO))


def _shapes(content: AgendaList, style: Style) -> Iterator[AnyShape]:
    """All items in type of a good size; else the other days in a line each; else as many as have room around the
    current one.

    Raises:
        DoesNotFit: not even the current item has.
    """
    area, font = style.design.layouts["agenda"].area, style.body_bold

    def rows_of(stops: Sequence[_Stop]) -> _Rows | None:
        return _rows(area, tuple([one.lines for one in stops]), tuple([one.clock for one in stops]), font)

    stops, today = _stops(content, style), _day(content)
    rows = rows_of(stops)
    if today is not None and (rows is None or rows.size < _GOOD):
        days = _stops(content, style, () if content.current is None else (today,))
        if found := rows_of(days):
            stops, rows = days, found
    if rows:
        return _drawn(stops, content, rows, style)
    total, most = len(stops), (area.h + _GAP) // (line_height(CONTENT_MIN, font) + _PADDING + _GAP)
    current = next(place for place, one in enumerate(stops) if one.number == (content.current or 0))
    for count in range(min(total - 1, most), 0, -1):
        first = min(max(current - count // 3, 0), total - count)
        if rows := rows_of(part := stops[first : first + count]):
            return _drawn(part, content, rows, style)
    raise DoesNotFit(content.items[content.current or 0].text, CONTENT_MIN)


def _drawn(stops: Sequence[_Stop], content: AgendaList, rows: _Rows, style: Style) -> Iterator[AnyShape]:
    boxes = list(rows.boxes())
    yield _route(boxes, rows, style)
    for stop, box in zip(stops, boxes, strict=True):
        yield from _row(stop, content.current, box, rows, style)


def _begins(content: AgendaList) -> list[int]:
    """The items with which the days begin, where there are several."""
    found = [number for number, item in enumerate(content.items) if item.day]
    return found if len(found) > 1 else []


def _day(content: AgendaList) -> int | None:
    """Which day it is, from 0, where there are several."""
    return max((day for day, first in enumerate(_begins(content)) if first <= (content.current or 0)), default=None)


def _stops(content: AgendaList, style: Style, full: Container[int] | None = None) -> list[_Stop]:
    """The items, and the end where its clock time is told; of several days all or those that are ``full`` under the
    day's name and times, each of the others as one: with what is done then, behind us with its times alone.
    """
    end = [AgendaItem(text=style.terms.runsheet.columns.end, clock=content.end)] if content.end else []
    items, called = [*content.items, *end], style.terms.shapes.agenda_item
    stops = [
        _Stop(paragraphs(item.text), item.clock or "", f"{called} {number + 1}", number, number, item.slide)
        for number, item in enumerate(items)
    ]
    begins = _begins(content)
    found = stops[: 0 if begins else None]
    for number, (first, after) in enumerate(pairwise([*begins, len(items)])):
        begin, held, shown = items[first], content.items[first:after], full is None or number in full
        done = paragraphs(joined(_DONE, [one.text for one in held if not one.is_break] or [begin.text]))
        if shown or content.current is None:
            lines = (*_times(begin, bold=True), *(() if shown else done))
        else:
            lines = (after <= content.current and _times(begin)) or done
        last, name = (first if shown else after) - 1, begin.day or ""
        found.append(_Stop(lines, name, name, None, last, begin.slide, shown))
        found += stops[first:after] if shown else ()
    return found


def _times(first: AgendaItem, *, bold: bool | None = None) -> tuple[Paragraph, ...]:
    """Those of the day that begins with an item."""
    return paragraphs(first.times, bold=bold) if first.times else ()


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
def _rows(area: Box, texts: tuple[tuple[Paragraph, ...], ...], clocks: tuple[str, ...], font: Font) -> _Rows | None:
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
        extents = [extent(text, width, size, font) for text in texts]
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


def _row(stop: _Stop, current: int | None, row: Box, rows: _Rows, style: Style) -> Iterator[AnyShape]:
    names = style.terms.shapes
    now, past = stop.number is not None and stop.number == current, current is not None and stop.last < current
    fill = Colour("accent1") if now else None
    colour = style.on(fill) if fill else _PAST if past and not stop.begun else Colour("tx1")
    dot = _stop(row, rows)
    if fill:
        yield Shape(names.current, row, "roundRect", (("adj", 14_000),), fill, decorative=True)
        mark = dot.around(cm(0.44), cm(0.5))
        yield Shape(names.current, mark, "flowChartMerge", fill=colour, rotation=-90, decorative=True)
    else:
        rim = Line(_BEHIND if past else _ROUTE_COLOUR, pt(1.5))
        yield Shape(names.decoration, dot, "ellipse", (), _BEHIND if past else _AHEAD, rim, decorative=True)
    clock = replace(row, w=rows.clock)
    left = row.x + rows.clock + _STOPS
    words = replace(row, x=left, w=row.right - _RIGHT - left)
    strong = now or stop.number is None
    cells: tuple[tuple[Sequence[Paragraph], Box, str, bool], ...] = (
        (paragraphs(stop.clock, align="r") if stop.clock else (), clock, f"{stop.called}: {stop.clock}", strong),
        (stop.lines, words, stop.called, now),
    )
    for lines, place, called, bold in cells:
        if lines:
            cell = TextBody(tuple(lines), rows.size, colour, bold=bold, anchor="ctr")
            yield Shape(called, place, text=cell, link=stop.slide)


# --- what else comes of the agenda: the first slide, sections, breaks -------------------------------------------------


def title_page(content: TitlePage, setting: Setting) -> list[Page]:
    """The title in large type, the rest under a short rule."""
    style = setting.style
    motif = [_motif_of(content.icon or USUAL, style)] if style.design.ours else []
    return [Page("title", (*_under_title(content, style), *motif), balanced=True)]


def _motif_of(name: str, style: Style) -> Shape:
    """The pictogram in the disc of our own first slide."""
    x, y = COVER.centre
    side = round(COVER.w * ON_DISC)
    return icon(name, Box(x - side // 2, y - side // 2, side, side), Colour("bg1"), style.terms.shapes.decoration)


def _under_title(content: TitlePage, style: Style) -> tuple[AnyShape, ...]:
    """What stands under the title, in fewer lines where the layout has no room for all of them.

    Raises:
        DoesNotFit: even those have none.
    """
    if not (content.subtitle or content.client or content.when or content.by):
        return ()
    dates, *times = (content.when or "").splitlines() or [""]
    together = ", ".join([*times[:1], *(one[:1].lower() + one[1:] for one in times[1:])])
    told = (
        _title_lines(content, [dates, *times]),
        _title_lines(content, [dates, together]),
        _few_title_lines(content, ", ".join(filter(None, (dates, together)))),
        _few_title_lines(content, dates),  # The times of several days stand in the notes too.
    )
    ways = (partial(filled, "title", "subtitle", lines, _UNDER_TITLE, style) for lines in told)
    return (first_with_room(ways),)


def _title_lines(content: TitlePage, when: Sequence[str]) -> list[Paragraph]:
    lines = [
        (content.subtitle, False, 0.0),
        (content.client, True, 14.0),
        *((one, False, 4.0) for one in when),
        (content.by, False, 4.0),
    ]
    return [Paragraph((Run(line, bold=bold or None),), before=before) for line, bold, before in lines if line]


def _few_title_lines(content: TitlePage, when: str) -> list[Paragraph]:
    rest = joined("\N{NO-BREAK SPACE}· ", filter(None, (content.client, when, content.by)))
    return [Paragraph((Run(line),)) for line in (content.subtitle, rest) if line]


def section(content: Section, setting: Setting) -> list[Page]:
    """The section's wording in the title, a line under it."""
    under = [Paragraph((Run(content.subtitle),))] if content.subtitle else []
    shapes = (filled("section", "subtitle", under, (22, 20, 18, 16, 14), setting.style),) if under else ()
    return [Page("section", shapes, balanced=True, source=content.source)]


def break_(content: Break, setting: Setting) -> list[Page]:
    """The bar starts with the slide."""
    style = setting.style
    shapes: list[AnyShape] = []
    layout = style.design.layouts["break_"]
    if content.until:
        shapes.append(filled("break_", "subtitle", [Paragraph((Run(content.until),))], (32, 28, 24, 20, 16), style))
    sign = _MEAL if content.minutes >= _MEAL_MINUTES else _COFFEE
    if style.design.ours:
        shapes.append(icon(sign, BREAK_SIGN, Colour("bg1"), style.terms.shapes.decoration))
    elif place := _beside_words([setting.slide.shown, content.until or ""], layout, style):
        shapes += on_disc(sign, place, style)
    bar, clock = countdown(content.minutes, layout.area, style, on_dark=layout.dark, with_slide=True)
    return [Page("break_", (*shapes, *bar), countdown=clock)]


def _beside_words(words: Sequence[str], layout: Layout, style: Style) -> Box | None:
    """Where a disc has room at the right of what a break says, in the places that somebody's template has for that."""
    slots = layout.slots[: len(words)]
    whole = Box.bounding([one.box for one in slots])
    whole = replace(whole, h=min(whole.bottom, layout.area.y - cm(0.6)) - whole.y)
    side = min(round(whole.w * _DISC), whole.h, _WIDEST_DISC)
    left = whole.w - side - cm(1)
    if side < _LEAST_DISC or any(one.align != "l" or one.plate or one.large or one.filled for one in slots):
        return None
    for one, text in zip(slots, words, strict=True):
        shown = [as_shown(each, one) for each in paragraphs(text)]
        if extent(shown, left, one.size, font_in(one, style)).lines > 1:
            return None
    return Box(whole.right - side, whole.y + (whole.h - side) // 2, side, side)
