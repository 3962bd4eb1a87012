"""Durations with their limits, and their shares of a span of time: in proportion, in fives, and summing exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import lcm
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic_core import core_schema

from facilitator.messages import _
from facilitator.text.times import parse_minutes, parse_span, says_about

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler

__all__ = ["Duration", "apportion", "shares", "together"]

_FIVE = 5
"""Minutes: what people can keep in their heads."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes: the ideal, the least, and the most (None: as long as there is room)."""

    REST: ClassVar[Duration]
    """Whatever is left, and never less than five minutes."""

    ideal: int
    least: int
    most: int | None
    about: bool = False
    """They were written as so many more or less: ``ca. 20``."""

    def at_least(self, minutes: int) -> Duration:
        """The same, with all of its minutes no fewer than that."""
        most = None if self.most is None else max(self.most, minutes)
        return Duration(max(self.ideal, minutes), max(self.least, minutes), most)

    def without(self, minutes: int) -> Duration:
        """What is left of it after so many minutes."""
        most = None if self.most is None else max(0, self.most - minutes)
        return Duration(max(0, self.ideal - minutes), max(0, self.least - minutes), most)

    @classmethod
    def parse(cls, value: Any) -> Duration:
        """A duration from ``20``, ``"20-35"``, ``"1 t 30 min"``, ``{ideal: 25, min: 20, max: 35}``, or None.

        Raises:
            ValueError: the text is no duration, or least, ideal, and most are not in this order.
        """
        if value is None or value == "~":
            return cls.REST
        if isinstance(value, cls):
            return value
        if isinstance(value, dict):
            found = _in_order(*_limits(value))
            return replace(found, about=any(map(says_about, value.values())))
        if isinstance(value, list):
            raise ValueError(_("found a list; expected minutes such as 20, 20-35, or 1 h 30 min"))
        return replace(_in_order(None, *parse_span(str(value))), about=says_about(value))

    @classmethod
    def fixed(cls, minutes: int) -> Duration:
        """Neither more nor less."""
        return cls(minutes, minutes, minutes)

    def __str__(self) -> str:
        if self.most is None:
            return f"{self.least}–"
        return str(self.ideal) if self.least == self.most else f"{self.least}–{self.most}"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate with `parse`."""
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """What an editor may complete."""
        minutes = {"type": ["string", "integer"]}
        limits = {"ideal": minutes, "min": minutes, "max": minutes}
        return {
            "description": "How long: minutes, a span such as 20-35, `1 t 30 min`, or ~ for whatever is left.",
            "anyOf": [
                {"type": "integer", "minimum": 0},
                {"type": "string"},
                {"type": "null"},
                {"type": "object", "properties": limits, "additionalProperties": False},
            ],
        }


Duration.REST = Duration(5, 5, None)


def _limits(value: dict[Any, Any]) -> tuple[int | None, int | None, int | None]:
    unknown = [str(key) for key in value if key not in ("ideal", "min", "max")]
    if unknown:
        raise ValueError(_("unknown key “{key}” in a duration; expected ideal, min, max", key=unknown[0]))
    if not value:
        raise ValueError(_("the duration is empty; expected ideal, min, max"))
    ideal, least, most = (
        None if value.get(key) is None else parse_minutes(str(value[key])) for key in ("ideal", "min", "max")
    )
    return ideal, least, most


def _in_order(ideal: int | None, least: int | None, most: int | None) -> Duration:
    """Fill in what is left out: without a least or most the ideal is the limit, without an ideal it is between."""
    if least is None:
        least = ideal if ideal is not None else 0
    if ideal is None:
        ideal = least if most is None else _between(least, most)
    elif most is None:
        most = ideal
    if not least <= ideal or (most is not None and ideal > most):
        shown = "–" if most is None else str(most)
        raise ValueError(
            _(
                "at least {least}, ideally {ideal}, at most {most} minutes is not in rising order",
                least=least,
                ideal=ideal,
                most=shown,
            )
        )
    return Duration(ideal, least, most)


def _between(least: int, most: int) -> int:
    """The middle, in whole five minutes where there is such a number."""
    middle = (least + most) // 2
    return middle if middle // 5 * 5 < least else middle // 5 * 5


def together(parts: Sequence[Duration]) -> Duration:
    """The limits of durations one after the other."""
    open_ended = any(part.most is None for part in parts)
    return Duration(
        sum(part.ideal for part in parts),
        sum(part.least for part in parts),
        None if open_ended else sum(part.most or 0 for part in parts),
    )


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
        parts = sum(give)
        targets = [i * parts - missing * g for i, g in zip(ideal, give, strict=True)]
        return apportion(total, targets, parts, least, ideal, before=before, first=first)
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
    parts = sum(weights)
    targets = [i * parts + spare * w for i, w in zip(ideal, weights, strict=True)]
    return apportion(sum(ideal) + spare, targets, parts, ideal, most, before=before)


def apportion(
    total: int,
    targets: Sequence[int],
    parts: int,
    lowest: Sequence[int],
    highest: Sequence[int],
    unit: int = _FIVE,
    before: Sequence[int] | None = None,
    first: int | None = None,
) -> list[int]:
    """Whole minutes with the same sum as ``targets``: the least sum of deviations from these, in whole units.

    Everybody has whole units, the lowest, or the highest, but one at most, with whom the odd minutes stay together: a
    deviation is told by the whole units (or limits) around, and of what lies between two in proportion. What remains
    when everybody has the last one that is not above their target goes, step by step up to the next, to the one whose
    step brings most for each of its minutes; among equals where it changes least from ``before``, then to the first.
    The one at ``first`` comes before all others, as long as it is below its target.

    A target is told in so many ``parts`` of a minute. Needs ``lowest <= targets <= highest`` and that they sum up to
    ``total``.
    """
    found, steps = [], []
    whole = lcm(*range(1, unit + 1))  # What is told for each minute of a step, is a whole number of such parts.
    for i, (target, low, high) in enumerate(zip(targets, lowest, highest, strict=True)):
        below = high if target == high * parts else max(low, target // parts // unit * unit)
        found.append(below)
        if below * parts < target:
            step = min(below - below % unit + unit, high) - below
            cost = (2 * (below * parts - target) + step * parts) * (whole // step)
            change = 0 if before is None else abs(below + step - before[i]) - abs(below - before[i])
            steps.append((i != first, cost, change * (whole // step), i, step))
    left = total - sum(found)
    for *_order, i, step in sorted(steps):
        given = min(step, left)
        found[i] += given
        left -= given
    return found
