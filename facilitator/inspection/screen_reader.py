"""What a screen reader asks of a slide: titles, alternative texts, an order, headers, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from facilitator.canvas.units import Box, pt
from facilitator.inspection.finding import Finding
from facilitator.messages import _
from facilitator.office.presentation import Slide
from facilitator.office.shapes import FURNITURE, TITLES, Shape, text_of
from facilitator.office.xml import Element, find, flag, number, tag

__all__ = [
    "alternative_text", "empty_placeholder", "language", "reading_order", "table_header", "title", "unique_title",
]  # fmt: skip

_SEEN = frozenset(["picture", "group", "frame"])
"""Lines and arrows between shapes are left to what they connect."""
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|svg|emf|wmf|tiff?|webp|heic)", re.IGNORECASE)
_APART = pt(2)
"""Shapes that come closer, or overlap, have no order that can be seen."""
_SHARED = 0.5
"""Share of the shorter side that two shapes have in common in a column or a row."""


def title(slide: Slide) -> Iterator[Finding]:
    """Every slide has a title, in the placeholder for it."""
    if not slide.title:
        mend = _("write one in the title placeholder; it may stand outside the slide if nobody is to see it")
        yield Finding(slide.number, "", _("has no title"), mend)


def unique_title(slide: Slide) -> Iterator[Finding]:
    """No two slides have the same title."""
    earlier = [one.casefold() for one in slide.presentation.titles[: slide.number - 1]]
    if slide.title and slide.title.casefold() in earlier:
        other = earlier.index(slide.title.casefold()) + 1
        what = _("has the same title as slide {number}", number=other)
        yield Finding(slide.number, "", what, _("say in the title what is different"))


def alternative_text(slide: Slide) -> Iterator[Finding]:
    """What shows something without words has one, or is decoration: pictures, groups, tables, charts, bare shapes.

    A group speaks for what is in it.
    """
    for shape in slide.shapes:
        if shape.parent is not None or shape.decorative or shape.hidden or not _only_shows(shape):
            continue
        mend = _("say in a sentence what it shows, or mark it as decorative")
        if not shape.alt:
            yield Finding(slide.number, shape.name, _("has no alternative text"), mend)
        elif _FILE_NAME.fullmatch(shape.alt):
            what = _("has a file name for its alternative text: “{text}”", text=shape.alt)
            yield Finding(slide.number, shape.name, what, mend)


def _only_shows(shape: Shape) -> bool:
    is_bare = shape.kind == "shape" and shape.placeholder is None and not shape.text.strip()
    return shape.kind in _SEEN or is_bare


def reading_order(slide: Slide) -> Iterator[Finding]:
    """Of two shapes clearly one above the other, or side by side, the upper or left one is read first.

    The title may come before everything. One finding a slide: mending the first pair often mends the others.
    """
    placed = [(shape, box) for shape in slide.shapes if _is_read(shape) and (box := slide.box(shape)) is not None]
    for (before, box), (after, other) in combinations(placed, 2):
        if before.role in TITLES:
            continue
        what = _wrong(after.name, other, box)
        if what:
            mend = _("put the shapes in order in Home > Arrange > Selection Pane, the first one at the bottom")
            yield Finding(slide.number, before.name, what, mend)
            return


def _is_read(shape: Shape) -> bool:
    if shape.parent is not None or shape.hidden or shape.decorative or shape.role in FURNITURE:
        return False
    return shape.kind != "connector" and bool(shape.kind != "shape" or shape.text.strip() or shape.alt)


def _wrong(name: str, one: Box, other: Box) -> str:
    """What is wrong where ``other`` is read before ``one``, the shape of this name; empty where nothing is."""
    if one.bottom + _APART <= other.y and _share(one.x, one.right, other.x, other.right):
        return _("is read before “{name}”, which stands above it", name=name)
    if one.right + _APART <= other.x and _share(one.y, one.bottom, other.y, other.bottom):
        return _("is read before “{name}”, which stands to the left of it", name=name)
    return ""


def _share(start: int, end: int, other_start: int, other_end: int) -> bool:
    shared = min(end, other_end) - max(start, other_start)
    return shared > 0 and shared >= _SHARED * min(end - start, other_end - other_start)


def table_header(slide: Slide) -> Iterator[Finding]:
    """The first row is marked as the header, and each of its cells names one column.

    The first cell may be empty: the corner over the names of the rows.
    """
    for shape in slide.shapes:
        if shape.table is None or shape.decorative:
            continue
        cells = list(shape.table.iterfind(f"{tag('a:tr')}[1]/{tag('a:tc')}"))
        if not flag(find(shape.table, "a:tblPr"), "firstRow"):
            mend = _("tick Header Row under Table Design, and let the first row say what stands below")
            yield Finding(slide.number, shape.name, _("has no header row"), mend)
        elif any(_is_merged(cell) for cell in cells):
            mend = _("split the merged cells: one header for each column")
            yield Finding(slide.number, shape.name, _("has merged cells in its header row"), mend)
        elif not all(text_of(find(cell, "a:txBody")).strip() for cell in cells[1:]):
            mend = _("say in a word what stands in the column")
            yield Finding(slide.number, shape.name, _("has an empty cell in its header row"), mend)


def _is_merged(cell: Element) -> bool:
    spans = max(number(cell, "gridSpan") or 1, number(cell, "rowSpan") or 1)
    return spans > 1 or bool(flag(cell, "hMerge")) or bool(flag(cell, "vMerge"))


def empty_placeholder(slide: Slide) -> Iterator[Finding]:
    """None is left. (An empty title is a slide without a title.)"""
    for shape in slide.shapes:
        is_open = shape.kind == "shape" and shape.role and shape.role not in FURNITURE | TITLES
        if is_open and not shape.text.strip():
            yield Finding(slide.number, shape.name, _("is an empty placeholder"), _("fill it, or delete it"))


def language(slide: Slide) -> Iterator[Finding]:
    """Every text has a language, by which it is pronounced and its spelling checked."""
    for text in slide.texts:
        if any(not run.look.language for run in text.runs):
            mend = _("mark the text and choose it under Review > Language > Set Proofing Language")
            yield Finding(slide.number, text.shape.name, _("has text without a language"), mend)
