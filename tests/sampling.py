"""What the gate takes of many cases, of which the long run tries all, and whether it lets tests be skipped."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import pytest

__all__ = ["ALL_CHECKS", "CHECKS", "by_turns", "sampled"]

CHECKS = "FACILITATOR_CHECKS"
ALL_CHECKS = os.environ.get(CHECKS) == "all"
"""A test that lacks what it needs fails instead of being skipped."""


def sampled(cases: Iterable[Any], sample: Collection[Any]) -> list[Any]:
    """The cases as parameters of a test; those beyond the sample are left to the long run."""
    return [pytest.param(one, marks=() if one in sample else pytest.mark.long) for one in cases]


def by_turns(some: Iterable[Any], others: Sequence[Any], every: int = 1) -> list[Any]:
    """Pairs of two kinds as parameters of a test: the gate tries each of ``some`` with one of ``others``, by turns.

    One of ``others`` may be a `pytest.param` with marks of its own. Of ``some``, the gate takes each ``every``-th.
    """
    marked = [one if hasattr(one, "marks") else pytest.param(one) for one in others]

    def marks(number: int, turn: int) -> list[pytest.MarkDecorator]:
        return [pytest.mark.long] if number % every or (number // every + turn) % len(others) else []

    return [
        pytest.param(one, *other.values, marks=[*other.marks, *marks(number, turn)])
        for number, one in enumerate(some)
        for turn, other in enumerate(marked)
    ]
