"""How large the type is that Word pages have room for: texts in rows as large as they stay on their page, and slips to
cut apart with words as large as their place lets them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from math import ceil
from typing import TYPE_CHECKING, TypeAlias

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from facilitator import print as told
from facilitator.canvas import mm
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent, text_width, widest_word
from facilitator.canvas.shapes import Paragraph as Measured
from facilitator.canvas.shapes import Run as Letters
from facilitator.content.theme import Theme
from facilitator.print import Line, Slip, Slips, word
from facilitator.print.word_looks import AS_PRINTED, Design, Look, outlined

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

__all__ = ["HEADED", "column_widths", "filling", "longest_word", "row_height", "title_size", "with_room", "write_slips"]

_LARGEST, _LEAST = 20, 1.6
"""Of rows that fill a page: points of what may run over to another line, mm between those of the smallest type."""
_FEW, _MANY = (8, 15.0), 10.0
"""Rows of which there are so few stand at most so many mm apart, others at most so many."""
_AROUND, _BOX, _TICK = 5.5, 1.65, 1.4
"""Points above and below what stands in a cell; how much higher a line with a box to tick is than its type, and how
much larger the box is.
"""
_SIDES, _UNDER, _STEP, _STRIP = 3.1, 3, 0.7, 14
"""mm: what a cell keeps free at its sides, how far in what is said stands, what is between steps, a strip's height."""
_ENDLESS = 5000.0
"""mm: in such a page every text stands on one line."""
_POINT = 25.4 / 72
_TEXT, _FIRST = 9, 0.3
"""Points of texts that nothing else is said of; the part of a page that a first column has at most for its lines."""


def filling(design: Design, document: told.Document, theme: Theme, width: float, height: float) -> Design:
    """The same with the texts of its rows as large as they stay on a page so wide and high (mm), or run on."""
    document, kept = _parted(document)
    tables = [part for part in document.parts if isinstance(part, told.Table)]
    head = _headed(design, document, theme, width)

    @cache
    def high(size: float, wide: float = width) -> list[float]:
        shared = [column_widths(table, design, theme, wide, size) for table in tables]
        return [
            sum(row_height(row, table, widths, design, theme, size) for row in table.rows)
            for table, widths in zip(tables, shared, strict=True)
        ]

    size, left = (_way if design.ways else _size)(design, tables, high, head, height)
    looks, quiet = (
        {
            role: replace(look, size=_half_points(size * _part(role, design))) if _part(role, design) else look
            for role, look in of.items()
        }
        for of in (design.looks, design.quiet)
    )
    large = next((size for size in design.read if _read(kept, size, theme, width) <= height), 0.0)
    looks |= {role: replace(looks[role], size=large) for role in ("text", "label") if large}
    return replace(design, looks=looks, quiet=quiet, air=left, large=large)


def _part(role: str, design: Design) -> float:
    """Of the size of the texts that fill a page; 0 where a text has its own."""
    return 1 if role in design.sized else design.smaller.get(role, 0)


def _half_points(size: float) -> float:
    """Word knows sizes in half points."""
    return round(size * 2) / 2


def title_size(title: str, largest: float, theme: Theme, width: float) -> float:
    """Points: the largest, or up to a sixth less where that keeps a title on its line, in a page so wide (mm)."""
    font = Font(theme.fonts.heading, bold=True)
    sizes = [largest - less for less in range(int(largest / 6) + 1)]
    return next((size for size in sizes if text_width(title, size, font) <= mm(width)), largest)


def _parted(document: told.Document) -> tuple[told.Document, tuple[told.Part, ...]]:
    """What stands before slips, and what is read behind them; all of it and nothing where there are none."""
    pages = [any(isinstance(part, told.Slips) for part in page) for page in document.pages]
    cut = pages.index(True) if True in pages else len(pages)
    return replace(document, pages=document.pages[:cut]), tuple(
        part for page in document.pages[cut + 1 :] for part in page
    )


def _read(parts: Sequence[told.Part], size: float, theme: Theme, width: float) -> float:
    """mm: the height of headings and lines with type of this size, on a page so wide."""
    font, high = Font(theme.fonts.body), 0.0
    for part in parts:
        if isinstance(part, told.Heading):
            high += _height(part.text, size * HEADED[part.level - 1], font, width) + _HEADING * _POINT
        elif isinstance(part, told.Line):
            high += _height(part.words, size, font, width) + _POINT
    return high


HEADED, _HEADING = (1.35, 1.15), 14
"""By how much headings of either level are larger than what is read; points around one."""


_High: TypeAlias = Callable[..., list[float]]
"""mm: how high the rows of each table are, their texts of so many points, on a page so wide."""


def _size(design: Design, tables: Sequence[told.Table], high: _High, head: float, height: float) -> tuple[float, float]:
    """The largest size at which the rows stay on a page, and the mm between them."""
    rows = max(1, sum(len(table.rows) for table in tables))

    def air(size: float, *wide: float) -> float:
        return (height - head - sum(high(size, *wide))) / rows

    def stays(size: float) -> bool:
        if not design.fills:
            return air(size) >= 0
        whole = size <= _LARGEST or air(size) == air(size, _ENDLESS)
        return whole and air(size) >= (size - design.sizes[-1]) / 2 + _LEAST

    otherwise = design.sizes[-1] if design.fills else design.looks[design.sized[0]].size
    size = next(filter(stays, design.sizes), otherwise)
    most = _FEW[1] if rows <= _FEW[0] else _MANY
    return size, min(max(air(size), 0.0), most) if design.fills else 0.0


_POOR, _FULL = 0.3, 0.96
"""Parts of a last page: less is next to nothing, more may run over."""
_COMES_BACK, _NEW_DAY, _TRUE = 3, 12, 0.955
"""mm: of the headings of columns on every page, less what is spare on it, and of the title of a day; what rows take of
what is measured, which is on the safe side."""


def _way(design: Design, tables: Sequence[told.Table], high: _High, head: float, height: float) -> tuple[float, float]:
    """Of the design's ways that with the fewest last pages with next to nothing on them, if its first has any; the last
    of these, if it grows.
    """
    above = [head - _NEW_DAY * (len(tables) - 1), *[_NEW_DAY] * len(tables)]

    @cache
    def poor(way: tuple[float, float]) -> tuple[int, int]:
        size, apart = way
        used = [
            (top + tall + apart * len(table.rows)) * _TRUE / (height - _COMES_BACK)
            for top, tall, table in zip(above, high(size), tables, strict=False)
        ]
        return sum(one > _FULL and not _POOR <= one % 1 <= _FULL for one in used), sum(map(ceil, used))

    if design.grows:
        return min(reversed(design.ways), key=poor)
    return min(design.ways, key=poor) if poor(design.ways[0])[0] else design.ways[0]


def _headed(design: Design, document: told.Document, theme: Theme, width: float) -> float:
    """mm: what stands above the tables, between them, and behind."""
    font, title = Font(theme.fonts.body), Font(theme.fonts.heading, bold=True)
    name = design.name.size or 9, 1 if design.name == Look() else 6
    sizes: list[tuple[str, float, float, Font]] = [(document.subtitle, 13, 8, font), (document.name, *name, font)]
    sizes.append((document.title, design.title or 24, 2, title))
    for part in document.parts:
        match part:
            case told.Line():
                look = design.looks.get(part.texts[0].role, Look())
                size = 9 if look.style == Look().style else 13
                sizes.append((part.words, size, look.before + look.after, font))
            case told.Heading():
                sizes.append((part.text, 15, 16, title))
            case told.Facts() if columns := design.fact_columns:
                _, purpose = part.purpose or ("", "")
                facts = ["–"] * -(-len(part.facts) // columns)
                sizes += [(one, size, 0, font) for one in facts for size in (8, 10.5)]
                sizes += [(purpose and "–", 8, 0, font), (purpose, 10.5, 5, font)]
            case told.Strip():
                sizes += [("–", 13, 7, title), *[("–", 7.5, _STRIP / _POINT, font)] * len(part.days), ("–", 9, 9, font)]
            case told.Facts():
                sizes += [(value, 11, 1, font) for _label, value in part.facts]
            case told.Ticked():
                sizes += [(text, 11 * _BOX / 1.2, 3, font) for text in part.lines]
            case told.Table() if any(column.title for column in part.columns):
                sizes.append(("–", 9, _AROUND, font))
    return sum(_height(text, size, used, width) * 1.08 + after * _POINT for text, size, after, used in sizes if text)


def row_height(
    row: told.Row, table: told.Table, widths: Sequence[float], design: Design, theme: Theme, size: float = 0
) -> float:
    """mm: of a row in columns so wide (mm), without any room around it; ``size`` is that of the texts which have one of
    the design's, in points.
    """
    after, pitch = (0.0, AS_PRINTED) if design.dense else (_POINT, 1.0)

    def high(line: told.Line, room: float) -> float:
        points, bold = _type(line.texts[0].role, design, size)
        font = Font(theme.fonts.body, bold=bold and len(line.texts) == 1)
        return _height(line.words, points, font, room - _SIDES - _UNDER * line.under) * pitch + after

    cells = zip(row.cells, table.columns, widths, strict=False)
    return _AROUND * _POINT + max(
        size * _BOX * _POINT
        if column.kind == "tick"
        else sum(high(line, room) + _STEP * (column.kind == "steps" and not line.under) for line in cell.lines)
        for cell, column, room in cells
    )


def _type(role: str, design: Design, size: float) -> tuple[float, bool]:
    """Points of a text of this role, where those of the design have ``size``, and whether it is bold."""
    look = design.looks.get(role, Look())
    part = _part(role, design)
    points = size * part if size and part else look.size or (12 if look.style == "Table Large" else _TEXT)
    return points, look.bold


def column_widths(table: told.Table, design: Design, theme: Theme, width: float, size: float = 0) -> list[float]:
    """mm: the first column's own, the others share a page so wide; none is narrower than its longest word, and the
    first than its longest line, as far as others have room to spare.
    """
    first, *others = (column.width for column in table.columns)
    widths = [first, *((width - first) * one / sum(others) for one in others)]
    needed = [_needed(place, table, design, theme, size) for place in range(len(widths))]
    return with_room(widths, [min(needed[0], _FIRST * width), *needed[1:]])


def _needed(place: int, table: told.Table, design: Design, theme: Theme, size: float) -> float:
    """mm: of a column that divides no word, and, if it is the first, no line."""
    cells = [row.cells[place] for row in table.rows if not row.band]
    found = [(table.columns[place].title, design.headings or _TEXT, True)]
    found += [(one.text, *_type(one.role, design, size)) for cell in cells for line in cell.lines for one in line.texts]
    if table.columns[place].kind == "tick":
        found.append(("☐", _type("text", design, size)[0] * _TICK, False))
    widest = dict.fromkeys({(points, bold) for _text, points, bold in found}, 0.0)
    for text, points, bold in found:
        font = Font(theme.fonts.body, bold=bold)
        wide = longest_word([text], points, font) if place else text_width(text, points, font) / mm(1)
        widest[points, bold] = max(widest[points, bold], wide)
    return max(widest.values()) + _SIDES


def longest_word(texts: Iterable[str], size: float, font: Font) -> float:
    """mm: the width of the longest that no line may divide, in type of so many points."""
    return widest_word(texts, font) * size * _POINT


def with_room(widths: Sequence[float], needed: Sequence[float]) -> list[float]:
    """Columns together as wide as before, those narrower than they need wider, as far as others have more than that."""
    lacking = [max(need - width, 0.0) for width, need in zip(widths, needed, strict=True)]
    spare = [max(width - need, 0.0) for width, need in zip(widths, needed, strict=True)]
    moved = min(sum(lacking), sum(spare))
    if not moved:
        return list(widths)
    given, taken = moved / sum(lacking), moved / sum(spare)
    return [width + lack * given - more * taken for width, lack, more in zip(widths, lacking, spare, strict=True)]


def _height(text: str, size: float, font: Font, width: float) -> float:
    """mm: the height of a text in lines so wide (mm)."""
    return extent([Measured((Letters(text),))], round(mm(width)), size, font).height / mm(1)


_LOWEST, _TALLEST, _AT_SIDES, _ABOVE_SLIPS = 34, 60, 4, 10
"""mm: the least height of a slip and the most, what its words keep at their sides, and what a page keeps free."""
_SLIP_SIZES = (18, 17, 16, 15, 14, 13, 12)
"""Points, of which the words have the first at which all slips are of one height, or the last."""
_NAME = 1.35
"""By how much larger the name is."""


def write_slips(
    made: Document,
    part: Slips,
    page: tuple[float, float],
    theme: Theme,
    fill: Callable[[Paragraph, Line], None],
) -> None:
    """Two side by side, with lines to cut along, from a new page on.

    Args:
        made: the document that they are added to.
        part: what they say.
        page: its width and height inside its margins, in mm; slips share what they have of the height.
        theme: whose fonts and colours they have.
        fill: writes a line into a paragraph.
    """
    width, high = page[0] / 2, _slip_height(len(part.slips), page[1])
    word.line(made, style="Table Text").paragraph_format.page_break_before = True
    table = word.table(made, [width] * 2, lines=False)
    size = next(
        (size for size in _SLIP_SIZES if all(_stays(one, size, width, high, theme) for one in part.slips)),
        _SLIP_SIZES[-1],
    )
    for number in range(0, len(part.slips), 2):
        row = word.row(table)
        row.height = Mm(high)
        for cell, slip in zip(row.cells, part.slips[number : number + 2], strict=False):
            outlined(cell, word.LINE)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for run in word.paragraph(cell, slip.title, style="Table Large", bold=True).runs:
                run.font.size = Pt(round(_NAME * size))
                run.font.color.rgb = RGBColor.from_string(theme.colours.dk2)
            for line in slip.lines:
                told = word.paragraph(cell, style="Table Large")
                fill(told, line)
                for run in told.runs:
                    run.font.size = Pt(size)
            for each in cell.paragraphs:
                each.paragraph_format.left_indent = each.paragraph_format.right_indent = Mm(_AT_SIDES)


def _slip_height(slips: int, height: float) -> float:
    """mm, of as many rows of two as the fewest pages so high need, the same on each."""
    rows, room = -(-slips // 2), height - _ABOVE_SLIPS
    pages = -(-rows // max(1, int(room // _LOWEST)))
    return min(room / -(-rows // pages), _TALLEST)


def _stays(slip: Slip, size: float, width: float, high: float, theme: Theme) -> bool:
    """Whether a slip so wide (mm) with words of this size is no higher than this, and has no more lines than with the
    smallest.
    """
    font, room = Font(theme.fonts.body, bold=True), width - 2 * _AT_SIDES - _SIDES
    told = [(slip.title, _NAME), *((line.words, 1) for line in slip.lines)]

    def high_at(points: float) -> float:
        return sum(_height(text, share * points, font, room) for text, share in told)

    around = (len(told) + 1) * _AROUND * _POINT / 2
    least = _SLIP_SIZES[-1]
    return high_at(size) + around <= high and high_at(size) / size < high_at(least) / least + _POINT / 2
