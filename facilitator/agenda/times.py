"""Clock times and durations, as people write them.

A clock time is a whole number of minutes after midnight; a duration is its ideal, least, and most minutes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import core_schema

from facilitator.messages import _

__all__ = ["DAY", "Clock", "Duration", "clock_text", "elapsed_text", "parse_clock", "parse_minutes", "together"]

DAY = 24 * 60
"""Minutes."""

_LONGEST = 7 * DAY
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d\d)|(\d\d))?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
_HALF_WRITTEN = re.compile(r"(?:kl\.?\s*)?(\d{1,2})[.:](\d)", re.IGNORECASE)
_HOUR = r"(?:timers|timer|time|hours|hour|t|h)(?![a-zæøå])\.?"
_HOURS = rf"(?:(?P<hours>\d+)(?P<part>½|¼|¾|[.,](?:25|50?|75)|\s+1/2)?\s*{_HOUR}\s*(?:og\s+|and\s+)?)"
_MINUTES = r"(?:(?P<minutes>\d+)\s*(?:minutters|minutter|minutes|minute|minut|min|m)?\.?)"
_SPAN = re.compile(rf"{_HOURS}?{_MINUTES}?", re.IGNORECASE)
_PARTS = {"½": 30, "¼": 15, "¾": 45, "5": 30, "50": 30, "25": 15, "75": 45, "1/2": 30}
"""Minutes of a part of an hour, as it is written behind the whole hours."""
_SAID = (
    (30, r"(?:½|1/2|(?:en )?halv)\s*" + _HOUR + r"|half an hour"),
    (15, r"(?:¼|1/4)\s*" + _HOUR + r"|(?:et |1 )?kvarter|a quarter(?: of an hour)?"),
    (45, r"(?:¾|3/4)\s*" + _HOUR + r"|(?:tre|3) kvarter|three quarters of an hour"),
    (60, r"(?:en|an)\s*" + _HOUR),
    (90, r"halvanden\s*" + _HOUR + r"|(?:an hour|one hour|1 hour) and a half"),
    (120, r"(?:to|two)\s*" + _HOUR),
    (180, r"(?:tre|three)\s*" + _HOUR),
)
"""Durations that have names of their own."""
_BARE, _IN_HOURS = re.compile(r"\d{1,2}(?:½|[.,]\d+)?"), re.compile(_HOUR + "$", re.IGNORECASE)
_ABOUT = re.compile(r"(?:ca\.?|cirka|about)\s*", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—]|\btil\b|\bto\b)\s*")


def parse_clock(text: str) -> int:
    """Minutes after midnight of ``08.30``, ``8.30``, ``08:30``, ``0830``, ``kl. 8.30``, ``8``, or ``8.30 am``.

    Raises:
        ValueError: it is none of these, or no time of the day (``24.00`` is the end of one).
    """
    text = text.strip()
    found = _CLOCK.fullmatch(text)
    if not found:
        half = _HALF_WRITTEN.fullmatch(text)
        hint = _("; did you mean “{hours}.{minutes}0”?", hours=half[1], minutes=half[2]) if half else ""
        raise ValueError(_("“{text}” is no clock time; expected one such as 08.30", text=text) + hint)
    hours, minutes = int(found[1]), int(found[2] or found[3] or 0)
    if found[4]:
        if not 1 <= hours <= 12:
            raise ValueError(_("“{text}” is no time of the day; expected 1 to 12 before am or pm", text=text))
        hours = hours % 12 + (12 if found[4] in "pP" else 0)
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise ValueError(_("“{text}” is no time of the day; expected 00.00 to 24.00", text=text))
    return hours * 60 + minutes


def clock_text(minutes: int, pattern: str = "%H.%M") -> str:
    """``510`` as ``08.30``, or as a language writes it; a later day starts again from midnight."""
    return pattern.replace("%H", f"{minutes // 60 % 24:02}").replace("%M", f"{minutes % 60:02}")


def elapsed_text(minutes: int, pattern: str = "%H.%M") -> str:
    """``75`` as ``1.15``: the time since the beginning, as the language writes clock times."""
    return pattern.replace("%H", str(minutes // 60)).replace("%M", f"{minutes % 60:02}")


def parse_minutes(text: str) -> int:
    """The minutes of ``20``, ``20 min``, ``1 t 30 min``, ``1½ time``, ``1,5 time``, ``et kvarter``, ``en halv time``.

    Raises:
        ValueError: it is none of these, or longer than a week.
    """
    for minutes, said in _SAID:
        if re.fullmatch(said, text.strip(), re.IGNORECASE):
            return minutes
    found = _SPAN.fullmatch(text.strip())
    if not found or not text.strip():
        raise ValueError(_no_duration(text.strip()))
    if max(len(found["hours"] or ""), len(found["minutes"] or "")) > 6:
        raise ValueError(_("“{text}” is too long; expected a week at most", text=text.strip()[:20]))
    part = _PARTS[found["part"].strip(" .,")] if found["part"] else 0
    minutes = 60 * int(found["hours"] or 0) + part + int(found["minutes"] or 0)
    if minutes > _LONGEST:
        raise ValueError(_("“{text}” is too long; expected a week at most", text=text.strip()))
    return minutes


def _no_duration(text: str) -> str:
    """What is said of a text that is no duration, with what to write in its place."""
    if re.match(r"kl\b|\d{1,2}:\d\d", text, re.IGNORECASE):
        return _("“{text}” is no duration; expected minutes such as 20, or a clock time in “at” or “until”", text=text)
    parts = re.fullmatch(r"(\d+)[.,](\d+)", text)
    if parts is None:
        return _("“{text}” is no duration; expected minutes such as 20, 20-35, or 1 t 30 min", text=text)
    hours = f"{parts[1]} t {int(parts[2])} min" if len(parts[2]) == 2 and int(parts[2]) < 60 else f"{text} time"
    return _(
        "“{text}” is no duration; expected minutes such as {minutes}, hours such as {hours}, or a clock time in “at”",
        text=text,
        minutes=parts[1],
        hours=hours,
    )


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        return parse_clock(value)
    if value is None:
        raise ValueError(_("the clock time is empty; expected one such as 08.30"))
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
            return _in_order(*_limits(value))
        if isinstance(value, str):
            return _of_text(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return _of_text(str(value))
        raise ValueError(_("expected minutes such as 20, 20-35, or 1 t 30 min"))

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
    if re.match(r"\s*kl\b", text, re.IGNORECASE):
        raise ValueError(_no_duration(text.strip()))
    ends = _DASH.split(_ABOUT.sub("", text.strip(), count=1))
    if len(ends) > 2:
        raise ValueError(_("“{text}” is no duration; expected minutes such as 20, 20-35, or 1 t 30 min", text=text))
    if len(ends) == 1:
        return Duration.fixed(parse_minutes(ends[0]))
    if _BARE.fullmatch(ends[0]) and (unit := _IN_HOURS.search(ends[1])):
        # In »1-1½ time« the unit belongs to both; in »45-1 time« it cannot.
        hours, most = parse_minutes(f"{ends[0]} {unit[0]}"), parse_minutes(ends[1])
        least = hours if hours <= most else parse_minutes(ends[0])
        return _in_order(None, least, most)
    least, most = map(parse_minutes, ends)
    if least > most:
        raise ValueError(
            _("“{text}” runs backwards; did you mean “{most}-{least}”?", text=text, least=ends[0], most=ends[1])
        )
    return _in_order(None, least, most)


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
