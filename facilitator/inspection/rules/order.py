"""Reading order: a screen reader goes from shape to shape as they lie, from the back to the front."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from facilitator.canvas.shapes import Box
from facilitator.canvas.units import pt
from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.shapes import FURNITURE, TITLES, Shape

__all__ = ["reading_order"]

_APART = pt(2)
"""Shapes that come closer, or overlap, have no order that can be seen."""
_SHARED = 0.5
"""Share of the shorter side that two shapes have in common in a column or a row."""


def reading_order(slide: Slide) -> Iterator[Finding]:
    """Of two shapes clearly one above the other, or side by side, the upper or left one is read first.

    The title may come before everything. One finding a slide: mending the first pair often mends the others.
    """
    placed = [(shape, box) for shape in slide.shapes if _is_read(shape) and (box := slide.box(shape)) is not None]
    for (before, box), (after, other) in combinations(placed, 2):
        if before.role in TITLES:
            continue
        where = _stands(other, box)
        if where:
            mend = "put the shapes in order in Home > Arrange > Selection Pane, the first one at the bottom"
            yield Finding(slide.number, before.name, f"is read before “{after.name}”, which stands {where}", mend)
            return


def _is_read(shape: Shape) -> bool:
    if shape.parent is not None or shape.hidden or shape.decorative or shape.role in FURNITURE:
        return False
    return shape.kind != "connector" and bool(shape.kind != "shape" or shape.text.strip() or shape.alt)


def _stands(one: Box, other: Box) -> str:
    """Where ``one`` stands if it should be read before ``other``."""
    if one.bottom + _APART <= other.y and _share(one.x, one.right, other.x, other.right):
        return "above it"
    if one.right + _APART <= other.x and _share(one.y, one.bottom, other.y, other.bottom):
        return "to the left of it"
    return ""


def _share(start: int, end: int, other_start: int, other_end: int) -> bool:
    shared = min(end, other_end) - max(start, other_start)
    return shared > 0 and shared >= _SHARED * min(end - start, other_end - other_start)
