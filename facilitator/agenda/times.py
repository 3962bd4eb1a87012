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

from facilitator.messages import _, short

__all__ = [
    "DAY",
    "About",
    "Clock",
    "Duration",
    "clock_text",
    "elapsed_text",
    "parse_clock",
    "parse_minutes",
    "together",
]

DAY = 24 * 60
"""Minutes."""

_LONGEST = 7 * DAY
_CLOCK = re.compile(r"(?:kl\.?\s*|klokken\s+)?(\d{1,2})(?:[.:](\d\d)|(\d\d))?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
_COMMA = re.compile(r"(?:kl\.?\s*|klokken\s+)?(\d{1,2}),(\d\d)", re.IGNORECASE)
_HALF_WRITTEN = re.compile(r"(?:kl\.?\s*|klokken\s+)?(\d{1,2})[.:](\d)", re.IGNORECASE)
_TOKEN = re.compile(r"\d/\d(?!\d)|\d+(?:[.,]\d+)?|[½¼¾']|[^\W\d_]+\.?")
_UNITS = {
    **dict.fromkeys(("t", "h", "hr", "hrs", "time", "timer", "timers", "hour", "hours"), 60),
    **dict.fromkeys(("m", "'", "min", "mins", "minut", "minuts", "minutter", "minutters", "minute", "minutes"), 1),
    **dict.fromkeys(("kvarter", "kvarters", "quarter", "quarters"), 15),
    "trekvarter": 45,
}
"""Minutes."""
_PARTS = {
    **dict.fromkeys(("½", "1/2", "halv", "halvt", "half", ",5", ",50"), 2),
    **dict.fromkeys(("¼", "1/4", ",25"), 1),
    **dict.fromkeys(("¾", "3/4", ",75"), 3),
}
"""Quarters of a unit."""
_ARTICLES = ("en", "et", "én", "ét", "a", "an")
_NUMBERS = {
    **dict.fromkeys((*_ARTICLES, "one"), 1),
    **{word: n for n, words in enumerate(("to two", "tre three", "fire four", "fem five", "seks six", "syv seven",
       "otte eight", "ni nine", "ti ten", "elleve eleven", "tolv twelve"), 2) for word in words.split()},
    "femten": 15, "fifteen": 15, "tyve": 20, "twenty": 20, "femogtyve": 25, "tredive": 30, "thirty": 30, "fyrre": 40,
    "forty": 40, "femogfyrre": 45, "halvtreds": 50, "fifty": 50, "tres": 60, "sixty": 60, "halvfems": 90, "ninety": 90,
}  # fmt: skip
_AND, _OF_AN_HOUR = ("og", "and"), re.compile(r"(quarters?)\s+of\s+an\s+hour", re.IGNORECASE)
_ABOUT = re.compile(r"(?:ca\.?|cirka|about)\s*", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:mindst|minimum|at\s+least)\s+(.+)", re.IGNORECASE)
_ONE_END = re.compile(r"(?:min|maks|max|højst|maksimum|maximum|op\s+til|at\s+most|up\s+to)\b\.?\s*\d.*", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*|\s+til\s+")
_TO = re.compile(r"(?<=[\w.])\s+to\s+")
"""English, and no Danish number, which would stand first."""


def parse_clock(text: str) -> int:
    """Minutes after midnight of ``08.30``, ``8.30``, ``08:30``, ``0830``, ``kl. 8.30``, ``8``, or ``8.30 am``.

    Raises:
        ValueError: it is none of these, or no time of the day (``24.00`` is the end of one).
    """
    text = text.strip()
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError(_("“{text}” is no clock time; expected one such as 08.30", text=short(text)) + _hint(text))
    hours, minutes = int(found[1]), int(found[2] or found[3] or 0)
    if found[4]:
        if not 1 <= hours <= 12:
            raise ValueError(_("“{text}” is no time of the day; expected 1 to 12 before am or pm", text=short(text)))
        hours = hours % 12 + (12 if found[4] in "pP" else 0)
    if minutes > 59 or hours * 60 + minutes > DAY:
        raise ValueError(_("“{text}” is no time of the day; expected 00.00 to 24.00", text=short(text)))
    return hours * 60 + minutes


def _hint(text: str) -> str:
    """What may be meant by a text that is no clock time."""
    if half := _HALF_WRITTEN.fullmatch(text):
        return _("; did you mean “{hours}.{minutes}0”?", hours=half[1], minutes=half[2])
    if comma := _COMMA.fullmatch(text):
        return _("; did you mean “{hours}.{minutes}”?", hours=comma[1], minutes=comma[2])
    if (about := _ABOUT.match(text)) and _CLOCK.fullmatch(text, about.end()):
        clock = text[about.end() :]
        return _("; did you mean “{clock}”? in a block, what is only wished stands under “around”", clock=clock)
    ends = _DASH.split(text)
    if len(ends) == 2 and all(map(_CLOCK.fullmatch, ends)):
        return _("; when it ends stands on its own: “until: {clock}”, or “end” for the session", clock=ends[1])
    return ""


def clock_text(minutes: int, pattern: str = "%H.%M") -> str:
    """``510`` as ``08.30``, or as a language writes it; a later day starts again from midnight."""
    return pattern.replace("%H", f"{minutes // 60 % 24:02}").replace("%M", f"{minutes % 60:02}")


def elapsed_text(minutes: int, pattern: str = "%H.%M") -> str:
    """``75`` as ``1.15``: the time since the beginning, as the language writes clock times."""
    return pattern.replace("%H", str(minutes // 60)).replace("%M", f"{minutes % 60:02}")


def parse_minutes(text: str) -> int:
    """The minutes of ``20``, ``1 t 30 min``, ``1½ time``, ``1,5 time``, ``et kvarter``, ``to og en halv time``.

    Raises:
        ValueError: it is none of these, or longer than a week.
    """
    text = text.strip()
    if max(map(len, re.findall(r"\d+", text)), default=0) > 6:
        raise ValueError(_("“{text}” is too long; expected a week at most", text=text[:20]))
    quarters = _quarters(text)
    if quarters is None or quarters % 4:
        raise ValueError(_no_duration(text))
    if quarters // 4 > _LONGEST:
        raise ValueError(_("“{text}” is too long; expected a week at most", text=short(text)))
    return quarters // 4


def _tokens(text: str) -> list[str]:
    """The numbers and words of a duration; empty if there is anything else in it."""
    text = _OF_AN_HOUR.sub(r"\1", text)
    if re.sub(r"\s", "", _TOKEN.sub("", text)):
        return []
    return [token.casefold().rstrip(".") for token in _TOKEN.findall(text)]


def _quarters(text: str) -> int | None:
    """Quarters of minutes: amounts with their units, one after the other; None if it is no duration.

    An amount is a number, a part, or both; the last may go without a unit: it is minutes, or half of the unit before.
    """
    total, amount, unit = 0, 0, 0
    have: set[str] = set()
    for token in _tokens(text):
        whole, comma, part = token.replace(".", ",").partition(",")
        if token in _UNITS:
            total += (amount if have else 4) * _UNITS[token]
            if (not have and token != "trekvarter") or unit == 1:
                return None
            amount, unit, have = 0, _UNITS[token], set()
        elif token in _ARTICLES and have:
            continue
        elif token in _PARTS:
            amount = (0 if have == {"article"} else amount) + _PARTS[token]
            have.add("part")
        elif (whole.isdecimal() or token in _NUMBERS or token == "halvanden") and not have & {"number", "part"}:
            if comma and f",{part}" not in _PARTS:
                return None
            amount = 6 if token == "halvanden" else 4 * (int(whole) if whole.isdecimal() else _NUMBERS[token])
            amount += _PARTS[f",{part}"] if comma else 0
            have = {"article" if token in _ARTICLES else "number"}
            if comma or token == "halvanden":
                have.add("part")
        elif token not in _AND or not (have or unit):
            return None
    if not have:
        return total if unit else None
    if unit and "part" in have and "number" not in have:
        return total + amount * unit
    return total + amount if have == {"number"} and unit != 1 else None


def _no_duration(text: str) -> str:
    """What is said of a text that is no duration, with what to write in its place."""
    whole = re.match(r"[1-9]\d*(?![\d/])", text)
    minutes, quarters = whole[0] if whole else "20", _quarters(f"{text} t")
    if parts := re.fullmatch(r"(\d+)[.,:]([0-5]\d)", text):
        hours = f"{parts[1]} t {int(parts[2])} min"
    elif quarters is not None and not quarters % 4:
        hours = _("{number} hours", number=text)
    elif re.match(r"kl\b|\d{1,2}:\d\d", text, re.IGNORECASE):
        return _(
            "“{text}” is no duration; expected minutes such as 20, or a clock time in “at” or “until”", text=short(text)
        )
    else:
        return _("“{text}” is no duration; expected minutes such as 20, 20-35, or 1 t 30 min", text=short(text))
    return _(
        "“{text}” is no duration; expected minutes such as {minutes}, hours such as {hours}, or a clock time in “at”",
        text=text,
        minutes=minutes,
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
About = Annotated[
    Clock, BeforeValidator(lambda value: _ABOUT.sub("", value.strip(), count=1) if isinstance(value, str) else value)
]
"""The same, which may say that it is one only more or less: ``ca. 10.30``."""


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
        if isinstance(value, list):
            raise ValueError(_("found a list; expected minutes such as 20, 20-35, or 1 t 30 min"))
        return _of_text(str(value))

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
    if re.match(r"\s*(kl\b|\d{1,2}:\d\d\s*[-–—])", text, re.IGNORECASE):
        raise ValueError(_no_duration(text.strip()))
    text = _ABOUT.sub("", text.strip(), count=1)
    if least := _AT_LEAST.fullmatch(text):
        return _in_order(None, parse_minutes(least[1]), None)
    if _ONE_END.fullmatch(text):
        raise ValueError(
            _("“{text}” says only one end; expected both, such as 20-30, or “at least 20”", text=short(text))
        )
    ends = _DASH.split(text) if _DASH.search(text) else _TO.split(text)
    if len(ends) > 2 or not all(ends):
        raise ValueError(
            _("“{text}” is no duration; expected minutes such as 20, 20-35, or 1 t 30 min", text=short(text))
        )
    if len(ends) == 1:
        return Duration.fixed(parse_minutes(ends[0]))
    low, most = _end(ends[0], ends[1]), parse_minutes(ends[1])
    if low > most:
        raise ValueError(
            _("“{text}” runs backwards; did you mean “{most}-{least}”?", text=text, least=ends[0], most=ends[1])
        )
    return _in_order(None, low, most)


def _end(text: str, other: str) -> int:
    """The first end of a span: in »1-1½ time« the unit belongs to both; in »45-1 time« it cannot."""
    tokens = _tokens(other)
    if tokens and tokens[-1] in _UNITS and not any(token in _UNITS for token in _tokens(text)):
        found, most = _quarters(f"{text} {tokens[-1]}"), _quarters(other)
        if found is not None and most is not None and found <= most and not found % 4:
            return found // 4
    return parse_minutes(text)


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
