"""Clock times and durations, as people write them.

A clock time is a whole number of minutes after midnight; a duration is its ideal, least, and most minutes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

__all__ = ["DAY", "Clock", "Duration", "clock_text", "elapsed_text", "parse_clock", "parse_minutes"]

DAY = 24 * 60
"""Minutes."""

_LONGEST = 7 * DAY
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d\d)|(\d\d))?", re.IGNORECASE)
_HALF_WRITTEN = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d)", re.IGNORECASE)
_HOURS = r"(?:(?P<hours>\d+)\s*(?:timer|time|hours|hour|t|h)(?![a-z])\.?\s*(?:og\s+|and\s+)?)"
_MINUTES = r"(?:(?P<minutes>\d+)\s*(?:minutter|minutes|minute|minut|min|m)?\.?)"
_SPAN = re.compile(rf"{_HOURS}?{_MINUTES}?", re.IGNORECASE)
_ABOUT = re.compile(r"(?:ca\.?|cirka|about)\s*", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—]|\btil\b|\bto\b)\s*")


def parse_clock(text: str) -> int:
    """Minutes after midnight of ``08.30``, ``8.30``, ``08:30``, ``0830``, ``kl. 8.30``, or ``8``.

    Raises:
        ValueError: it is none of these, or no time of the day (``24.00`` is the end of one).
    """
    text = text.strip()
    found = _CLOCK.fullmatch(text)
    if not found:
        half = _HALF_WRITTEN.fullmatch(text)
        hint = f"; did you mean “{half[1]}.{half[2]}0”?" if half else ""
        raise ValueError(f"“{text}” is no clock time; expected one such as 08.30{hint}")
    hours, minutes = int(found[1]), int(found[2] or found[3] or 0)
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise ValueError(f"“{text}” is no time of the day; expected 00.00 to 24.00")
    return hours * 60 + minutes


def clock_text(minutes: int, pattern: str = "%H.%M") -> str:
    """``510`` as ``08.30``, or as a language writes it; a later day starts again from midnight."""
    return pattern.replace("%H", f"{minutes // 60 % 24:02}").replace("%M", f"{minutes % 60:02}")


def elapsed_text(minutes: int, pattern: str = "%H.%M") -> str:
    """``75`` as ``1.15``: the time since the beginning, as the language writes clock times."""
    return pattern.replace("%H", str(minutes // 60)).replace("%M", f"{minutes % 60:02}")


def parse_minutes(text: str) -> int:
    """The minutes of ``20``, ``20 min``, ``1 t 30 min``, or ``1 time``.

    Raises:
        ValueError: it is none of these, or longer than a week.
    """
    found = _SPAN.fullmatch(text.strip())
    if not found or not text.strip():
        raise ValueError(f"“{text.strip()}” is no duration; expected minutes such as 20, 20-35, or 1 t 30 min")
    if max(len(found["hours"] or ""), len(found["minutes"] or "")) > 6:
        raise ValueError(f"“{text.strip()[:20]}” is too long; expected a week at most")
    minutes = 60 * int(found["hours"] or 0) + int(found["minutes"] or 0)
    if minutes > _LONGEST:
        raise ValueError(f"“{text.strip()}” is too long; expected a week at most")
    return minutes


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        return parse_clock(value)
    if value is None:
        raise ValueError("the clock time is empty; expected one such as 08.30")
    return value


Clock = Annotated[
    int,
    BeforeValidator(_clock),
    Field(ge=0, le=DAY),
    WithJsonSchema({"type": ["string", "number"], "description": "A clock time.", "examples": ["08.30"]}),
]
"""Minutes after midnight; written as `parse_clock` takes it."""


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes: the ideal, the least, and the most (None: as long as there is room)."""

    REST: ClassVar[Duration]
    """Whatever is left, and never less than five minutes."""

    ideal: int
    least: int
    most: int | None

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
            return _in_order(*_limits(value))
        if isinstance(value, str):
            return _of_text(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _of_text(str(value))
        raise ValueError("expected minutes such as 20, 20-35, or 1 t 30 min")

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


def _of_text(text: str) -> Duration:
    ends = _DASH.split(_ABOUT.sub("", text.strip(), count=1))
    if len(ends) > 2:
        raise ValueError(f"“{text}” is no duration; expected minutes such as 20, 20-35, or 1 t 30 min")
    if len(ends) == 1:
        return Duration.fixed(parse_minutes(ends[0]))
    least, most = map(parse_minutes, ends)
    if least > most:
        raise ValueError(f"“{text}” runs backwards; did you mean “{ends[1]}-{ends[0]}”?")
    return _in_order(None, least, most)


def _limits(value: dict[Any, Any]) -> tuple[int | None, int | None, int | None]:
    unknown = [str(key) for key in value if key not in ("ideal", "min", "max")]
    if unknown:
        raise ValueError(f"unknown key “{unknown[0]}” in a duration; expected ideal, min, max")
    if not value:
        raise ValueError("the duration is empty; expected ideal, min, max")
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
        raise ValueError(f"at least {least}, ideally {ideal}, at most {shown} minutes is not in rising order")
    return Duration(ideal, least, most)


def _between(least: int, most: int) -> int:
    """The middle, in whole five minutes where there is such a number."""
    middle = (least + most) // 2
    return middle if middle // 5 * 5 < least else middle // 5 * 5
