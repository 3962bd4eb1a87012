"""The table: a native one, its columns as wide as their texts ask for, type as large as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.measure import extent, text_width, widest_word
from facilitator.canvas.own_layouts import RULE
from facilitator.canvas.shapes import Cell, Colour, Table, TextBody
from facilitator.canvas.text import SMALL_MIN, DoesNotFit, Style, height, paragraphs
from facilitator.content import figures

__all__ = ["Rows", "draw", "table", "tables"]

_LARGE, _SIZES = (26, 24), (22, 20, 18, 17, 16, 15, 14)
"""Sizes of type for tables that take no more lines in it than in the largest usual one; and the usual ones."""
_INSETS = (cm(0.3), cm(0.2), cm(0.3), cm(0.2))
_HEAD = Colour("tx2")
_AIR, _HEAD_AIR = cm(1.5), cm(0.4)
"""What a row, and the header, may be taller than their text, where there is room."""
_MUCH = 2
"""How many times as high as it asks for a row may be, so that all are equally high."""

Rows = Sequence[Sequence[str]]
"""The first row is the header; short rows are filled up with empty cells."""


def draw(figure: figures.Table, box: Box, style: Style) -> Table:
    """All rows in one table; what is too long for the box is for a table slide.

    Raises:
        DoesNotFit: they have no room at the smallest size.
    """
    return table(figure.title, figure.grid, box, style)


def table(name: str, rows: Rows, box: Box, style: Style) -> Table:
    """The rows as one table at the largest size that holds them.

    Raises:
        DoesNotFit: they have no room at the smallest size.
    """
    rows = _whole(rows)
    for size in (*_LARGE, *_SIZES):
        widths = _widths(rows, size, box, style)
        if widths and sum(_heights(rows, widths, size, style)) <= box.h:
            if size in _LARGE and _lines(rows, widths, size, style) > _least_lines(rows, box, style):
                continue
            return _table(name, rows, widths, size, box, style)
    raise DoesNotFit(_longest(rows), _SIZES[-1])


def tables(name: str, rows: Rows, box: Box, style: Style) -> list[Table]:
    """The rows as one table, else at a readable size as several, each with the header.

    Raises:
        DoesNotFit: a row has no room at the smallest size.
    """
    try:
        return [table(name, rows, box, style)]
    except DoesNotFit:
        rows = _whole(rows)
    for size in style.sizes((16, 14, SMALL_MIN)):
        widths = _widths(rows, size, box, style)
        if widths:
            parts = _parts(rows, widths, size, box, style)
            return [_table(name, part, widths, size, box, style) for part in parts]
    raise DoesNotFit(_longest(rows), SMALL_MIN)


def _whole(rows: Rows) -> Rows:
    width = max(len(row) for row in rows)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _longest(rows: Rows) -> str:
    return max((cell for row in rows for cell in row), key=len)


def _widths(rows: Rows, size: float, box: Box, style: Style) -> list[Emu]:
    """Columns in proportion to their text, none narrower than its widest word; empty when they have no room."""
    margin = _INSETS[0] + _INSETS[2]
    font = style.body_bold
    columns = list(zip(*rows, strict=True))
    least = [pt(widest_word(column, font) * size * 1.03) + margin for column in columns]
    if sum(least) > box.w:
        return []
    lines = [max(text_width(cell, size, font) for cell in column) for column in columns]
    whole = [max(low, round(1.03 * line) + margin) for low, line in zip(least, lines, strict=True)]
    if sum(whole) <= box.w:
        return _shared(whole, lines, box.w)
    # What is about a line long keeps to one; the others share the rest by what they hold.
    fair = box.w // len(columns)
    held = [all_of if all_of <= fair else low for all_of, low in zip(whole, least, strict=True)]
    if sum(held) > box.w:
        return _shared(least, lines, box.w)
    return _shared(held, [0.0 if one <= fair else line for one, line in zip(whole, lines, strict=True)], box.w)


def _shared(widths: Sequence[Emu], wanted: Sequence[float], room: Emu) -> list[Emu]:
    """The widths, and what is left of the room shared out by what is wanted."""
    parts = [want**0.6 for want in wanted]
    spare, total = room - sum(widths), sum(parts) or 1
    found = [width + round(spare * part / total) for width, part in zip(widths, parts, strict=True)]
    found[-1] += room - sum(found)
    return found


def _height(row: Sequence[str], widths: Sequence[Emu], size: float, style: Style, *, head: bool) -> Emu:
    room = [w - _INSETS[0] - _INSETS[2] for w in widths]
    tallest = max(
        height(style, cell, w, size, bold=head or i == 0) for i, (cell, w) in enumerate(zip(row, room, strict=True))
    )
    return tallest + _INSETS[1] + _INSETS[3]


def _heights(rows: Rows, widths: Sequence[Emu], size: float, style: Style) -> list[Emu]:
    return [_height(row, widths, size, style, head=not i) for i, row in enumerate(rows)]


def _lines(rows: Rows, widths: Sequence[Emu], size: float, style: Style) -> int:
    """How many lines all the cells take."""
    rooms = [w - _INSETS[0] - _INSETS[2] for w in widths]
    return sum(
        extent(paragraphs(cell), room, size, style.font(bold=not number or not column)).lines
        for number, row in enumerate(rows)
        for column, (cell, room) in enumerate(zip(row, rooms, strict=True))
    )


def _least_lines(rows: Rows, box: Box, style: Style) -> int:
    """How many they take in type of usual size; none where they have no room in it."""
    widths = _widths(rows, _SIZES[0], box, style)
    return _lines(rows, widths, _SIZES[0], style) if widths else 0


def _parts(rows: Rows, widths: Sequence[Emu], size: float, box: Box, style: Style) -> list[Rows]:
    head, *rest = rows
    used = top = _height(head, widths, size, style, head=True)
    parts: list[list[Sequence[str]]] = [[head]]
    for row in rest:
        needed = _height(row, widths, size, style, head=False)
        if top + needed > box.h:
            raise DoesNotFit(" ".join(row), size)
        if used + needed > box.h:
            parts.append([head])
            used = top
        parts[-1].append(row)
        used += needed
    return list(parts)


def _table(name: str, rows: Rows, widths: Sequence[Emu], size: float, box: Box, style: Style) -> Table:
    least = _even(_heights(rows, widths, size, style), box.h)
    spare = max(0, box.h - sum(least))
    above = min(_HEAD_AIR, spare // len(rows))
    air = min(_AIR, (spare - above) // max(1, len(rows) - 1))
    heights = tuple(low + (air if number else above) for number, low in enumerate(least))
    cells = tuple(
        tuple(_cell(text, size, style, head=not i, first=not j) for j, text in enumerate(row))
        for i, row in enumerate(rows)
    )
    place = replace(box, h=sum(heights))
    return Table(name, place, tuple(widths), heights, cells, RULE, alt=name)


def _even(heights: Sequence[Emu], room: Emu) -> Sequence[Emu]:
    """The rows under the header as high as the highest, where they have room and none is much higher than it asks."""
    head, *rows = heights
    highest = max(rows, default=0)
    fits = head + highest * len(rows) <= room and highest <= _MUCH * min(rows, default=0)
    return [head, *[highest for _ in rows]] if fits else heights


def _cell(text: str, size: float, style: Style, *, head: bool, first: bool) -> Cell:
    colour = style.on(_HEAD) if head else Colour("tx2") if first else Colour("tx1")
    body = TextBody(paragraphs(text), size, colour, bold=head or first, anchor="ctr", insets=_INSETS)
    return Cell(body, _HEAD if head else None)
