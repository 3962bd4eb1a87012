"""Shares of a span of time: in proportion to what each may give or take, in fives, and summing exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from facilitator.agenda.times import Duration

__all__ = ["apportion", "shares"]

_FIVE = 5
"""Minutes: what people can keep in their heads."""


def shares(
    total: int, limits: Sequence[Duration], before: Sequence[int] | None = None, first: int | None = None
) -> list[int]:
    """Minutes for each duration, within its limits, filling ``total`` as far as the limits allow.

    Too little time shrinks all in proportion to (ideal − least). Time to spare goes to those without an upper limit;
    where there is none, all grow in proportion to (most − ideal). ``before`` are the minutes of an earlier plan, which
    are kept where it makes no other difference; the duration at ``first`` is rounded up before others when all shrink.

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
        return apportion(total, targets, least, ideal, before=before, first=first)
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
    return apportion(sum(ideal) + spare, targets, ideal, most, before=before)


def apportion(
    total: int,
    targets: Sequence[Fraction],
    lowest: Sequence[int],
    highest: Sequence[int],
    unit: int = _FIVE,
    before: Sequence[int] | None = None,
    first: int | None = None,
) -> list[int]:
    """Whole minutes near ``targets`` with the same sum, in whole units as far as can be.

    Everybody begins with the whole units in their target, or with their lowest. What is left goes out in steps up to
    the next whole unit, always to the one furthest below their target that has room for it; what is too little for
    anybody's step stays together as far as may be, with the one furthest below. The one at ``first`` comes before all
    that are further below, as long as it is below. Among equals it goes where it changes least from ``before``, then
    to the first. Where all limits are whole units, and but for ``first``, this is the least sum of deviations from
    the targets, with at most one duration that is none.

    Needs ``lowest <= targets <= highest`` and ``sum(targets) == total``.
    """
    # Whole numbers for the targets, in parts of a minute: the loop below compares them often.
    parts = lcm(*(target.denominator for target in targets))
    wanted = [target.numerator * (parts // target.denominator) for target in targets]
    found = [
        high if low == high else max(low, target // parts // unit * unit)
        for target, low, high in zip(wanted, lowest, highest, strict=True)
    ]
    left = total - sum(found)
    while left:
        steps = [unit - n % unit for n in found]
        nearer = [0] * len(found)
        if before is not None:
            nearer = [abs(was - n) - abs(was - n - step) for was, n, step in zip(before, found, steps, strict=True)]
        below = [
            (i == first and target > n * parts, target - n * parts, nearer[i], -i)
            for i, (target, n) in enumerate(zip(wanted, found, strict=True))
        ]
        room = [i for i, step in enumerate(steps) if step <= left and found[i] + step <= highest[i]]
        if room:
            chosen = max(room, key=below.__getitem__)
            given = steps[chosen]
        else:
            # The odd minutes stay together: one crooked duration is easier to keep than four.
            chosen = max((i for i, n in enumerate(found) if n < highest[i]), key=below.__getitem__)
            given = min(left, highest[chosen] - found[chosen])
        found[chosen] += given
        left -= given
    return found
