"""The timeline: moments along an arrow, labelled above and below in turn; in rows down a line where these are tight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from facilitator.canvas import Align, Box, Emu, Insets, cm, pt
from facilitator.canvas.figures.arrangement import preferred
from facilitator.canvas.figures.cards import GAP, HEADING, Scale, corners, within_corners
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.shapes import NO_INSETS, Colour, Connector, Group, Line, Paragraph, Run, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, Style, common_size
from facilitator.content.figures import Timeline
from facilitator.content.parts import Moment
from facilitator.text import joined

__all__ = ["draw"]

_SIZES = (24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_GOOD = 21
"""Points from which the type on a level line is large enough; below, the moments stand in rows if that helps."""
_MINOR = 1
"""By how many points a minor moment is smaller, where there is one to take."""
_QUIET = Colour("tx2", tint=60)
_LINE = Line(Colour("tx2", tint=60), pt(3), tail="triangle")
_STEM = Line(Colour("tx2", tint=45), pt(1.25))
_DOT, _MINOR_DOT = cm(0.7), cm(0.42)
_RING = Line(Colour("bg1"), pt(3))
"""Sets a dot off from the line."""
_PAD: Insets = (cm(0.35), cm(0.3), cm(0.35), cm(0.3))
_REACH = cm(1.15)
"""From the line to a label."""
_WIDEST = cm(8.5)
_HEAD = cm(0.6)
"""The arrow's head beyond the last label."""

_ROW, _ROW_GAP = cm(2.0), cm(0.2)
_DATES = (0.26, 0.36)
"""The most of the width that dates take beside rows; and where they are long."""
_SPINE = cm(1.6)
"""The width in which the line stands between dates and rows."""
_ROW_PAD: Insets = (cm(0.5), cm(0.1), cm(0.4), cm(0.1))


_SizeOf = Callable[[Sequence[Moment], Box, Style], float]
_Drawing = Callable[[Timeline, Box, Style, float], Group]


class _Plan(NamedTuple):
    """A way to draw the moments, and the size of their texts."""

    drawing: _Drawing
    scale: Scale


def draw(figure: Timeline, box: Box, style: Style) -> Group:
    """Labels along a level line; in rows where the type on it would be small and that in rows is larger.

    Raises:
        DoesNotFit: a moment has no room either way.
    """
    rows: list[tuple[_SizeOf, _Drawing]] = [(partial(_row_size, most), partial(_down, most)) for most in _DATES]
    ways = [(_level_size, _along), *rows]

    def planned(way: tuple[_SizeOf, _Drawing]) -> _Plan:
        size_of, drawing = way
        size = size_of(figure.items, box, style)
        return _Plan(drawing, Scale(size, size, 0, 0))

    plan = preferred(ways, planned, _GOOD)
    return plan.drawing(figure, box, style, plan.scale.text)


def _along(figure: Timeline, box: Box, style: Style, size: float) -> Group:
    """The line from left to right, the labels above and below it in turn."""
    items, cells = figure.items, _cells(box, len(figure.items))
    texts = [_text(_paragraphs(moment, "ctr"), _size(moment, size), _PAD) for moment in items]
    heights = [_height(style, text, cells[0].w) for text in texts]
    highest = max((h for h, moment in zip(heights, items, strict=True) if not moment.minor), default=0)
    heights = [h if moment.minor else highest for h, moment in zip(heights, items, strict=True)]
    y = box.y + (box.h + max(heights[::2]) - max(heights[1::2])) // 2
    stems: list[Connector] = []
    shapes: list[Shape] = []
    for number, (moment, cell, text, h) in enumerate(zip(items, cells, texts, heights, strict=True)):
        x, below = cell.centre[0], number % 2
        place = Box(cell.x, y + _REACH if below else y - _REACH - h, cell.w, h)
        stems.append(Connector(moment.title, (x, y), (x, place.y if below else place.bottom), _STEM))
        accent = _accent(moment, number, style)
        shapes += [_dot(moment, x, y, accent, style), _label(moment, place, text, accent, style)]
    line = Connector(figure.title, (box.x, y), (box.right, y), _LINE)
    return Group(figure.title, box, (*stems, line, *shapes))


def _cells(box: Box, count: int) -> list[Box]:
    """The labels' columns: the next but one stands beside, the neighbour on the other side of the line."""
    room = box.w - _HEAD
    width = min(_WIDEST, 2 * (room + GAP) // (count + 1) - GAP)
    step = (room - width) / (count - 1)
    return [Box(box.x + round(number * step), box.y, width, box.h) for number in range(count)]


def _level_size(items: Sequence[Moment], box: Box, style: Style) -> float:
    left, top, right, bottom = _PAD
    width, height = _cells(box, len(items))[0].w - left - right, box.h // 2 - _REACH - top - bottom
    size = common_size(style, [(_paragraphs(moment), width, height) for moment in items], _SIZES)
    good: list[float] = [one for one in _SIZES if _GOOD <= one <= size] or [size]
    return min(good, key=lambda one: sum(_date_lines(moment, width, one, style) for moment in items))


def _date_lines(moment: Moment, width: Emu, size: float, style: Style) -> int:
    return extent([_date(moment.when)], width, _size(moment, size), style.body).lines if moment.when else 0


def _down(most: float, figure: Timeline, box: Box, style: Style, size: float) -> Group:
    """The line from top to bottom, the dates at its left, a row for each moment at its right."""
    dates, rows = _columns(figure.items, box, style, most)
    x = rows[0].x - _SPINE // 2
    shapes: list[Shape] = []
    for number, (moment, date, row) in enumerate(zip(figure.items, dates, rows, strict=True)):
        if moment.when:
            shapes.append(Shape(moment.when, date, text=_text([_date(moment.when, "r")], _size(moment, size))))
        title = _text([_title(moment)], _size(moment, size), _ROW_PAD)
        accent = _accent(moment, number, style)
        shapes += [_dot(moment, x, row.centre[1], accent, style), _label(moment, row, title, accent, style)]
    line = Connector(figure.title, (x, rows[0].y), (x, rows[-1].bottom), _LINE)
    return Group(figure.title, box, (line, *shapes))


def _columns(items: Sequence[Moment], box: Box, style: Style, most: float) -> tuple[list[Box], list[Box]]:
    """Where dates and rows stand."""
    count = len(items)
    block = box.around(box.w, min(box.h, count * _ROW + (count - 1) * _ROW_GAP))
    widest = max((text_width(moment.when, _SIZES[0], style.body_bold) for moment in items if moment.when), default=0)
    dates, rows = block.split(min(round(1.05 * widest), round(box.w * most)), _SPINE)
    return dates.rows(count, _ROW_GAP), rows.rows(count, _ROW_GAP)


def _row_size(most: float, items: Sequence[Moment], box: Box, style: Style) -> float:
    dates, rows = _columns(items, box, style, most)
    left, top, right, bottom = _ROW_PAD
    width, height = rows[0].w - left - right, rows[0].h - top - bottom
    whens = [([_date(moment.when)], dates[0].w, rows[0].h) for moment in items if moment.when]
    return common_size(style, [*whens, *(([_title(moment)], width, height) for moment in items)], _SIZES)


def _size(moment: Moment, size: float) -> float:
    return max(CONTENT_MIN, size - _MINOR) if moment.minor else size


def _date(when: str, align: Align = "l") -> Paragraph:
    """A heading, which begins with a capital letter: “Om to uger”."""
    said = joined("", (when[:1].upper(), when[1:]))
    return Paragraph((Run(said, bold=True, colour=HEADING),), align)


def _title(moment: Moment, align: Align = "l") -> Paragraph:
    """In bold where it has no date that stands out."""
    bold = not moment.when and not moment.minor
    return Paragraph((Run(moment.title, bold=bold, colour=HEADING if bold else None),), align)


def _paragraphs(moment: Moment, align: Align = "l") -> list[Paragraph]:
    return [*([_date(moment.when, align)] if moment.when else []), _title(moment, align)]


def _text(paragraphs: Sequence[Paragraph], size: float, insets: Insets = NO_INSETS) -> TextBody:
    return TextBody(tuple(paragraphs), size, anchor="ctr", insets=insets)


def _height(style: Style, text: TextBody, width: Emu) -> Emu:
    left, top, right, bottom = text.insets
    return extent(text.paragraphs, width - left - right, text.size, style.body).height + top + bottom


def _accent(moment: Moment, number: int, style: Style) -> Colour | None:
    """All major moments have the same; where some are marked, those alone. None for what is drawn small."""
    if style.marked is not None:
        return style.accent(number) if number in style.marked or not moment.minor else None
    return None if moment.minor else style.accent(0)


def _label(moment: Moment, box: Box, text: TextBody, accent: Colour | None, style: Style) -> Shape:
    """A major moment on a surface of its own, a minor one as mere text."""
    if accent is None:
        return Shape(moment.title, box, text=text)
    inside = replace(text, insets=within_corners(text.insets))
    return Shape(moment.title, box, "roundRect", corners(box), style.surface(accent), text=inside)


def _dot(moment: Moment, x: Emu, y: Emu, accent: Colour | None, style: Style) -> Shape:
    size = _MINOR_DOT if moment.minor else _DOT
    place = Box(x - size // 2, y - size // 2, size, size)
    return Shape(style.terms.shapes.decoration, place, "ellipse", fill=accent or _QUIET, line=_RING, decorative=True)
