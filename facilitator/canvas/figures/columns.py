"""Columns: headed lists side by side, bands over and under them, and what happens from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from facilitator.canvas.figures.cards import (
    HEADING,
    RADIUS,
    SCALES,
    Card,
    Scale,
    bare,
    card_height,
    card_shape,
    corners,
    surface,
)
from facilitator.canvas.figures.grids import Counts, grid
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import Box, Colour, Group, Insets, Line, Paragraph, Run, Shape, TextBody
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import Emu, cm, pt
from facilitator.content.figures import Columns, Item

__all__ = ["draw"]

_ROWS: dict[int, tuple[Counts, ...]] = {
    3: ((3,), (1, 1, 1)), 4: ((4,), (2, 2)), 5: ((5,), (3, 2)), 6: ((6,), (3, 3)), 7: ((7,), (4, 3), (3, 2, 2)),
    8: ((8,), (4, 4), (3, 3, 2)),
}  # fmt: skip
"""The arrangements of so many columns, the best looking first."""
_GOOD = 15
"""Points: one row with text of this size need not be bettered by two."""
_GAP = cm(0.35)
"""Between neighbours of any kind."""
_LEAST, _ALONE = cm(1.2), cm(2.4)
"""The least height of a head over a list, and of one without."""
_AIR = cm(0.6)
_ARROW = Box(0, 0, cm(1.2), cm(0.7))
_POINT = 28_000
"""How far a chip is pointed, in 1/100 000 of its height."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """An arrangement of the columns with the heights (EMU) of its parts; 0 where there is no such part."""

    counts: Counts
    scale: Scale
    above: Emu
    head: Emu
    body: Emu
    chip: Emu
    arrow: Emu
    below: Emu

    @property
    def row(self) -> Emu:
        """Heads, lists, and the chips under them."""
        return self.head + self.body + (self.chip + _GAP if self.chip else 0)

    @property
    def parts(self) -> list[Emu]:
        """From the top: band, rows, arrows, band."""
        return [self.above, *[self.row] * len(self.counts), self.arrow, self.below]

    @property
    def total(self) -> Emu:
        present = [part for part in self.parts if part]
        return sum(present) + _GAP * (len(present) - 1)


def draw(figure: Columns, box: Box, style: Style) -> Group:
    """The columns in one row if the type is then large enough, else in more.

    Raises:
        DoesNotFit: some text has no room in any arrangement.
    """
    plan = _airy(_plan(figure, box, style), box)
    area = box.around(box.w, plan.total)
    above, *rows, arrows, below = _stacked(area, plan.parts)
    fronts = [column for row, count in zip(rows, plan.counts, strict=True) for column in _row(row, count, plan)]
    shapes: list[Shape] = []
    if figure.above:
        shapes.append(_band(figure.above, above, plan.scale, Colour("bg2"), HEADING))
    for number, (item, column) in enumerate(zip(figure.items, fronts, strict=True)):
        shapes += _column(item, column, plan, style.accent(number), style)
    shapes += _chips(figure, fronts, plan)
    if plan.arrow:
        shapes += _arrows(arrows, fronts[-plan.counts[-1] :], style)
    if figure.below:
        dark = Colour("tx2")
        shapes.append(_band(figure.below, below, plan.scale, dark, style.on(dark)))
    return Group(figure.title, box, tuple(shapes))
