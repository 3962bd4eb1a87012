"""Cards beside a drawing of layers: it is as wide as leaves the type large enough, with a card level with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from facilitator.canvas.figures.cards import EDGE, LARGE_SCALES, Card, Scale, card_height, common_scale
from facilitator.canvas.figures.choosing import preferred
from facilitator.canvas.shapes import Box
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import cm
from facilitator.content.figures import Item

__all__ = ["Layered", "best", "cards_in", "trimmed"]

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
