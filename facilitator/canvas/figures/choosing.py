"""Which of several arrangements of a figure to draw: the first that looks well, as long as its type is large enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from facilitator.canvas.figures.cards import SCALES, Scale
from facilitator.canvas.text import DoesNotFit, first_fitting

__all__ = ["airiest", "possible", "preferred"]

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
