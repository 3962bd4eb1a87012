"""Which arrangement of a figure's parts to draw: the first that looks well, as long as its type is large enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from facilitator.canvas.figures.cards import (
    EDGE,
    GAP,
    LARGE_SCALES,
    SCALES,
    Card,
    Scale,
    card_height,
    common_scale,
)
from facilitator.canvas.shapes import Box
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit, first_fitting
from facilitator.canvas.units import Emu, cm
from facilitator.content.items import Item

__all__ = [
    "GRIDS", "Arrangement", "Counts", "Layered", "airiest", "arranged", "best", "cards_in", "grid", "possible",
    "preferred", "trimmed",
]  # fmt: skip

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


T = TypeVar("T")


def preferred(plans: Iterable[T | None], scale_of: Callable[[T], Scale], good: float) -> T | None:
    """The first plan whose text has at least ``good`` points, else the one with the largest type; None without any.

    ``plans`` come the best looking first, None for one in which something has no room; those behind the first good one
    are not asked for.
    """
    found: list[T] = []
    for plan in plans:
        if plan is not None:
            if scale_of(plan).text >= good:
                return plan
            found.append(plan)
    return max(found, key=lambda plan: (scale_of(plan).heading, scale_of(plan).text), default=None)


def airiest(planned: Callable[[Scale], T], fits: Callable[[T], bool]) -> T | None:
    """The plan at the airiest scale at which it fits; None where it fits at none, or a word is wider than its place."""
    plans: dict[Scale, T] = {}

    def has_room(scale: Scale) -> bool:
        try:
            plans[scale] = planned(scale)
        except DoesNotFit:
            return False
        return fits(plans[scale])

    place = first_fitting(SCALES, has_room)
    return plans[SCALES[place]] if place < len(SCALES) else None


def possible(choices: Iterable[T], drawn: Callable[[T], object]) -> list[T]:
    """The choices that can be drawn.

    Raises:
        DoesNotFit: none can; the last one's failure.
    """
    found: list[T] = []
    failure: DoesNotFit | None = None
    for choice in choices:
        try:
            drawn(choice)
        except DoesNotFit as error:
            failure = error
        else:
            found.append(choice)
    if failure and not found:
        raise failure
    return found


_WIDTHS = (0.4, 0.34, 0.28)
"""The drawing's width in parts of the figure's, the best looking first."""
_GOOD = 17
"""Text of this size (points) is large enough for the best looking width."""
_AIR = cm(0.8)
_LEAST = 0.12
"""A card is at least this high, in parts of its width, where there is room."""


class Layered(Protocol):
    """A drawing with a row for the card of each layer."""

    @property
    def rows(self) -> tuple[Box, ...]: ...


Plan = TypeVar("Plan", bound=Layered)


def best(items: Sequence[Item], planned: Callable[[float], Plan], style: Style) -> tuple[Plan, Scale]:
    """The widest drawing (``planned`` takes its part of the figure's width) beside which the text is large enough, else
    the one with the largest text.

    Raises:
        DoesNotFit: a card has no room for its text beside any.
    """
    failures: list[DoesNotFit] = []

    def attempt(part: float) -> tuple[Plan, Scale] | None:
        plan = planned(part)
        try:
            return plan, common_scale(style, cards_in(items, plan), LARGE_SCALES)
        except DoesNotFit as error:
            failures.append(error)
            return None

    found = preferred(map(attempt, _WIDTHS), lambda one: one[1], _GOOD)
    if found is None:
        raise failures[-1]
    return found


def cards_in(items: Sequence[Item], plan: Layered) -> list[Card]:
    """A card in each row."""
    return [Card(item, row, (EDGE, 0, 0, 0)) for item, row in zip(items, plan.rows, strict=True)]


def trimmed(cards: Sequence[Card], scale: Scale, style: Style) -> list[Card]:
    """The cards no higher than their texts ask for with some air, each in the middle of its row."""
    needed = max(card_height(style, card, scale) for card in cards) + _AIR
    highest = max(needed, round(_LEAST * cards[0].box.w))
    return [card._replace(box=card.box.around(card.box.w, min(card.box.h, highest))) for card in cards]
