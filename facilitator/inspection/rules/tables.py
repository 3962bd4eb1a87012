"""Tables: a screen reader says the header of each column with its cells."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.shapes import text_of
from facilitator.office.xml import Element, find, flag, number, tag

__all__ = ["table_header"]


def table_header(slide: Slide) -> Iterator[Finding]:
    """The first row is marked as the header, and each of its cells names one column.

    The first cell may be empty: the corner over the names of the rows.
    """
    for shape in slide.shapes:
        if shape.table is None or shape.decorative:
            continue
        cells = list(shape.table.iterfind(f"{tag('a:tr')}[1]/{tag('a:tc')}"))
        if not flag(find(shape.table, "a:tblPr"), "firstRow"):
            mend = "tick Header Row under Table Design, and let the first row say what stands below"
            yield Finding(slide.number, shape.name, "has no header row", mend)
        elif any(_is_merged(cell) for cell in cells):
            mend = "split the merged cells: one header for each column"
            yield Finding(slide.number, shape.name, "has merged cells in its header row", mend)
        elif not all(text_of(find(cell, "a:txBody")).strip() for cell in cells[1:]):
            mend = "say in a word what stands in the column"
            yield Finding(slide.number, shape.name, "has an empty cell in its header row", mend)


def _is_merged(cell: Element) -> bool:
    spans = max(number(cell, "gridSpan") or 1, number(cell, "rowSpan") or 1)
    return spans > 1 or bool(flag(cell, "hMerge")) or bool(flag(cell, "vMerge"))
