"""A native table with a header row; long tables run on, with the header again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.canvas.design import BODY
from facilitator.canvas.layouts.page import Page
from facilitator.canvas.layouts.parts import RULE
from facilitator.canvas.measure import text_width, widest_word
from facilitator.canvas.shapes import Box, Cell, Colour, Table, TextBody
from facilitator.canvas.style import SMALL_MIN, Style
from facilitator.canvas.text import DoesNotFit, height, paragraphs
from facilitator.canvas.units import Emu, cm, pt
from facilitator.content import slides
from facilitator.deck.model import Slide

__all__ = ["lay"]

_SIZES = (22, 20, 18, 17, 16, 15, 14)
_INSETS = (cm(0.3), cm(0.2), cm(0.3), cm(0.2))
_HEAD = Colour("tx2")
_AIR = cm(0.9)
"""What a row may be taller than its text, where there is room."""

Rows = Sequence[Sequence[str]]


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """At the largest size that holds it on one page, else at a readable one over several."""
    content = slide.content
    assert isinstance(content, slides.Table)
    width = max(len(row) for row in content.table)
    rows = [[*row, *[""] * (width - len(row))] for row in content.table]
    size, widths = _choose(rows, style)
    return [
        Page("title_only", (_table(slide.title, part, widths, size, style),), source=content.source)
        for part in _parts(rows, widths, size, style)
    ]


def _choose(rows: Rows, style: Style) -> tuple[float, list[Emu]]:
    for size in _SIZES:
        widths = _widths(rows, size, style)
        if widths and sum(_height(row, widths, size, style, head=not i) for i, row in enumerate(rows)) <= BODY.h:
            return size, widths
    for size in (16, 14, SMALL_MIN):
        widths = _widths(rows, size, style)
        if widths:
            return size, widths
    raise DoesNotFit(max((cell for row in rows for cell in row), key=len), SMALL_MIN)


def _widths(rows: Rows, size: float, style: Style) -> list[Emu]:
    """Columns in proportion to their text, none narrower than its widest word; empty when they have no room."""
    margin = _INSETS[0] + _INSETS[2]
    font = style.body_bold
    columns = list(zip(*rows, strict=True))
    least = [pt(widest_word(column, font) * size * 1.03) + margin for column in columns]
    wanted = [max(text_width(cell, size, font) for cell in column) ** 0.6 for column in columns]
    if sum(least) > BODY.w:
        return []
    spare, total = BODY.w - sum(least), sum(wanted) or 1
    widths = [low + round(spare * want / total) for low, want in zip(least, wanted, strict=True)]
    widths[-1] += BODY.w - sum(widths)
    return widths


def _height(row: Sequence[str], widths: Sequence[Emu], size: float, style: Style, *, head: bool) -> Emu:
    room = [w - _INSETS[0] - _INSETS[2] for w in widths]
    tallest = max(
        height(style, cell, w, size, bold=head or i == 0) for i, (cell, w) in enumerate(zip(row, room, strict=True))
    )
    return tallest + _INSETS[1] + _INSETS[3]


def _parts(rows: Rows, widths: Sequence[Emu], size: float, style: Style) -> list[Rows]:
    head, *rest = rows
    used = top = _height(head, widths, size, style, head=True)
    parts: list[list[Sequence[str]]] = [[head]]
    for row in rest:
        needed = _height(row, widths, size, style, head=False)
        if top + needed > BODY.h:
            raise DoesNotFit(" ".join(row), size)
        if used + needed > BODY.h:
            parts.append([head])
            used = top
        parts[-1].append(row)
        used += needed
    return list(parts)


def _table(name: str, rows: Rows, widths: Sequence[Emu], size: float, style: Style) -> Table:
    least = [_height(row, widths, size, style, head=not i) for i, row in enumerate(rows)]
    air = min(_AIR, max(0, BODY.h - sum(least)) // len(rows))
    heights = tuple(low + air for low in least)
    cells = tuple(
        tuple(_cell(text, size, style, head=not i, first=not j) for j, text in enumerate(row))
        for i, row in enumerate(rows)
    )
    box = Box(BODY.x, BODY.y, BODY.w, sum(heights))
    return Table(name, box, tuple(widths), heights, cells, RULE, alt=name)


def _cell(text: str, size: float, style: Style, *, head: bool, first: bool) -> Cell:
    colour = style.on(_HEAD) if head else Colour("tx2") if first else Colour("tx1")
    body = TextBody(paragraphs(text), size, colour, bold=head or first, anchor="ctr", insets=_INSETS)
    return Cell(body, _HEAD if head else None)
