"""Grids of equal cards: which arrangement of so many items holds their texts at a good size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from facilitator.canvas.figures.cards import GAP, SCALES, Card, Scale, common_scale
from facilitator.canvas.figures.choosing import preferred
from facilitator.canvas.shapes import Box
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import Emu

__all__ = ["GRIDS", "Arrangement", "Counts", "arranged", "grid"]

Counts = tuple[int, ...]
"""How many stand in each row."""

GRIDS: dict[int, tuple[Counts, ...]] = {
    2: ((2,), (1, 1)), 3: ((3,), (1, 1, 1)), 4: ((2, 2), (4,), (1, 1, 1, 1)), 5: ((3, 2), (2, 2, 1)),
    6: ((3, 3), (2, 2, 2)), 7: ((4, 3), (3, 2, 2), (2, 2, 2, 1)), 8: ((4, 4), (3, 3, 2), (2, 2, 2, 2)),
}  # fmt: skip
"""The arrangements of so many items, the best looking first."""


class Arrangement(NamedTuple):
    """Cards in their boxes, and the scale at which all their texts fit."""

    counts: Counts
    cards: tuple[Card, ...]
    scale: Scale


def arranged(
    style: Style,
    choices: Sequence[Counts],
    cards_in: Callable[[Counts], Sequence[Card]],
    scales: Sequence[Scale] = SCALES,
    good: float = 17,
) -> Arrangement:
    """The first of ``choices`` whose text has at least ``good`` points, else the one with the largest text.

    Raises:
        DoesNotFit: the texts have no room in any arrangement.
    """
    failures: list[DoesNotFit] = []

    def attempt(counts: Counts) -> Arrangement | None:
        cards = tuple(cards_in(counts))
        try:
            return Arrangement(counts, cards, common_scale(style, cards, scales))
        except DoesNotFit as error:
            failures.append(error)
            return None

    found = preferred(map(attempt, choices), lambda plan: plan.scale, good)
    if found is None:
        raise failures[0]
    return found


def grid(box: Box, counts: Counts, gap: Emu = GAP, highest: Emu | None = None) -> list[Box]:
    """Equal boxes in rows of ``counts``, filling ``box``; shorter rows are centred.

    With rows not to be higher than ``highest``, the block stands in the middle of the box.
    """
    most, rows = max(counts), len(counts)
    if highest is not None:
        box = box.around(box.w, min(box.h, highest * rows + gap * (rows - 1)))
    found = []
    for row, count in zip(box.rows(rows, gap), counts, strict=True):
        width = row.columns(most, gap)[0].w * count + gap * (count - 1)
        found += (row if count == most else row.around(width, row.h)).columns(count, gap)
    return found
