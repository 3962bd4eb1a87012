"""The table: a native one, its columns as wide as their texts ask for, type as large as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.canvas.measure import text_width, widest_word
from facilitator.canvas.own_layouts import RULE
from facilitator.canvas.shapes import Cell, Colour, Table, TextBody
from facilitator.canvas.style import SMALL_MIN, Style
from facilitator.canvas.text import DoesNotFit, height, paragraphs
from facilitator.canvas.units import Box, Emu, cm, pt
from facilitator.content import figures

__all__ = ["Rows", "draw", "table", "tables"]

_SIZES = (22, 20, 18, 17, 16, 15, 14)
_INSETS = (cm(0.3), cm(0.2), cm(0.3), cm(0.2))
_HEAD = Colour("tx2")
_AIR = cm(0.9)
"""What a row may be taller than its text, where there is room."""

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
    for size in _SIZES:
        widths = _widths(rows, size, box, style)
        if widths and sum(_heights(rows, widths, size, style)) <= box.h:
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
    wanted = [max(text_width(cell, size, font) for cell in column) ** 0.6 for column in columns]
    if sum(least) > box.w:
        return []
    spare, total = box.w - sum(least), sum(wanted) or 1
    widths = [low + round(spare * want / total) for low, want in zip(least, wanted, strict=True)]
    widths[-1] += box.w - sum(widths)
    return widths


def _height(row: Sequence[str], widths: Sequence[Emu], size: float, style: Style, *, head: bool) -> Emu:
    room = [w - _INSETS[0] - _INSETS[2] for w in widths]
    tallest = max(
        height(style, cell, w, size, bold=head or i == 0) for i, (cell, w) in enumerate(zip(row, room, strict=True))
    )
    return tallest + _INSETS[1] + _INSETS[3]


def _heights(rows: Rows, widths: Sequence[Emu], size: float, style: Style) -> list[Emu]:
    return [_height(row, widths, size, style, head=not i) for i, row in enumerate(rows)]


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
    least = _heights(rows, widths, size, style)
    air = min(_AIR, max(0, box.h - sum(least)) // len(rows))
    heights = tuple(low + air for low in least)
    cells = tuple(
        tuple(_cell(text, size, style, head=not i, first=not j) for j, text in enumerate(row))
        for i, row in enumerate(rows)
    )
    place = replace(box, h=sum(heights))
    return Table(name, place, tuple(widths), heights, cells, RULE, alt=name)


def _cell(text: str, size: float, style: Style, *, head: bool, first: bool) -> Cell:
    colour = style.on(_HEAD) if head else Colour("tx2") if first else Colour("tx1")
    body = TextBody(paragraphs(text), size, colour, bold=head or first, anchor="ctr", insets=_INSETS)
    return Cell(body, _HEAD if head else None)
