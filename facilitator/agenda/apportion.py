"""Shares of a span of time: in proportion to what each may give or take, whole, and summing exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from facilitator.agenda.times import Duration

__all__ = ["FIVE", "apportion", "shares"]

FIVE = 5
"""Minutes: what people can keep in their heads."""


def shares(total: int, limits: Sequence[Duration]) -> list[int]:
    """Minutes for each duration, within its limits, filling ``total`` as far as the limits allow.

    Too little time shrinks all in proportion to (ideal − least). Time to spare goes to those without an upper limit;
    where there is none, all grow in proportion to (most − ideal).

    Raises:
        ValueError: ``total`` is less than all the least minutes.
    """
    ideal = [limit.ideal for limit in limits]
    missing = sum(ideal) - total
    if missing > 0:
        least = [limit.least for limit in limits]
        if sum(least) > total:
            raise ValueError(f"{total} minutes are {sum(least) - total} too few")
        give = [i - low for i, low in zip(ideal, least, strict=True)]
        targets = [i - Fraction(missing * g, sum(give)) for i, g in zip(ideal, give, strict=True)]
        return apportion(total, targets, least, ideal)
    open_ended = [limit.most is None for limit in limits]
    spare = -missing
    if any(open_ended):
        weights = [int(is_open) for is_open in open_ended]
        most = [i + spare * w for i, w in zip(ideal, weights, strict=True)]
    else:
        most = [limit.most or 0 for limit in limits]
        weights = [m - i for m, i in zip(most, ideal, strict=True)]
        spare = min(spare, sum(weights))
    if not spare:
        return ideal
    targets = [i + Fraction(spare * w, sum(weights)) for i, w in zip(ideal, weights, strict=True)]
    return apportion(sum(ideal) + spare, targets, ideal, most)


def apportion(
    total: int, targets: Sequence[Fraction], lowest: Sequence[int], highest: Sequence[int], unit: int = FIVE
) -> list[int]:
    """Whole minutes near ``targets`` with the same sum: whole units by largest remainder, then the odd minutes.

    Needs ``lowest <= targets <= highest`` and ``sum(targets) == total``. What cannot change keeps its minutes.
    """
    found = [
        high if low == high else max(low, target // unit * unit)
        for target, low, high in zip(targets, lowest, highest, strict=True)
    ]
    left = total - sum(found)
    for step in (unit, 1):
        while left >= step and (chosen := _furthest(found, targets, highest, step)) is not None:
            # The odd minutes stay together: one crooked duration is easier to keep than four.
            given = step if step == unit else min(left, highest[chosen] - found[chosen])
            found[chosen] += given
            left -= given
    return found


def _furthest(found: Sequence[int], targets: Sequence[Fraction], highest: Sequence[int], step: int) -> int | None:
    """The first of those furthest below their target that have room for ``step`` more."""
    room = [i for i, n in enumerate(found) if n + step <= highest[i]]
    return max(room, key=lambda i: (targets[i] - found[i], -i), default=None)
