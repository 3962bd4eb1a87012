"""Clock times and durations, as people write them.

A clock time is a whole number of minutes after midnight, a duration is one of minutes.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator

from facilitator.messages import _, short

__all__ = [
    "DAY", "NUMBER_WORDS", "About", "Clock", "Minutes", "Roughly", "clock_text", "elapsed_text", "minutes_said",
    "parse_clock", "parse_minutes", "parse_span", "says_about",
]  # fmt: skip

DAY = 24 * 60
"""Minutes."""

_LONGEST = 7 * DAY
_CLOCK = re.compile(
    r"(?:kl\.?\s*|klokken\s+)?([0-9]{1,2})(?:[.:]([0-9]{2})|([0-9]{2}))?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"(?:kl\.?\s*|klokken\s+)?(\d{1,2})(?:\s*[.,:th]\s*(\d{1,2}))?(?:\s*[th]|\s*uhr|\s*o['’]clock)?", re.IGNORECASE
)
"""»9,30«, »9.3«, »9t30«, »9 o'clock«: what may be meant is told."""
_SPOKEN = re.compile(
    r"(?:kl\.?\s+|klokken\s+)?(?:(?:(?:a\s+)?(?P<by>[^\W_]+)(?:\s+min(?:\.|ut(?:ter|es?)?)?)?\s+)?"
    r"(?P<way>i|over|to|past)\s+)?(?P<half>halv\s+)?(?P<hour>[^\W_]+)",
    re.IGNORECASE,
)
"""»kvart i elleve«, »fem over halv ti«, »half past nine«."""
_APART = {"kvart": 15, "quarter": 15, "half": 30}
_MORNING = 7 * 60
"""Minutes: before that nobody meets, so that an hour without a half of the day is meant after noon."""
_NAMED = {"noon": 12 * 60, "12 noon": 12 * 60, "midnight": DAY, "midnat": DAY}
_LEANING = re.compile(
    r"(?:senest|tidligst|fra|til|før|inden|efter|no\s+later\s+than|at|by|from|until|before|after)\s+",
    re.IGNORECASE,
)
"""What does not make a clock time another one."""
_TOKEN = re.compile(r"[0-9]/[0-9](?![0-9])|[0-9]+(?:[.,][0-9]+)?|[½¼¾']|[^\W\d_]+\.?")
_UNITS = {
    **dict.fromkeys(("t", "h", "hr", "hrs", "time", "timer", "timers", "hour", "hours"), 60),
    **dict.fromkeys(("m", "'", "min", "mins", "minut", "minuts", "minutter", "minutters", "minute", "minutes"), 1),
    **dict.fromkeys(("kvarter", "quarter", "quarters"), 15),
    **dict.fromkeys(("halvtime", "halvtimer"), 30),
    "trekvarter": 45,
}
"""Minutes."""
_ALONE = ("kvarter", "trekvarter", "halvtime")
"""Units that say so without an amount before them that there is one."""
_PARTS = {
    **dict.fromkeys(("½", "1/2", "halv", "halvt", "half", ",5", ",50"), 2),
    **dict.fromkeys(("¼", "1/4", ",25"), 1),
    **dict.fromkeys(("¾", "3/4", ",75"), 3),
}
"""Quarters of a unit."""
_ONE_AND_A_HALF = ("halvanden", "halvandet")
_ARTICLES = ("en", "et", "én", "ét", "a", "an")
_NUMBERS = {
    **dict.fromkeys((*_ARTICLES, "one"), 1),
    **{word: n for n, words in enumerate(("to two", "tre three", "fire four", "fem five", "seks six", "syv seven",
       "otte eight", "ni nine", "ti ten", "elleve eleven", "tolv twelve", "tretten thirteen",
       "fjorten fourteen", "femten fifteen"), 2) for word in words.split()},
    "tyve": 20, "twenty": 20, "tredive": 30, "thirty": 30, "fyrre": 40,
    "forty": 40, "halvtreds": 50, "fifty": 50, "tres": 60, "sixty": 60, "halvfems": 90, "ninety": 90,
}  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ENER = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_NUMBERS |= {f"{ten}{one}": _NUMBERS[ten] + n for ten in _TENS for n, one in enumerate(_ONES, 1)}
_NUMBERS |= {
    f"{one}og{ten}": _NUMBERS[ten] + n for ten in ("tyve", "tredive", "fyrre") for n, one in enumerate(_ENER, 1)
}
_IN_TWO = re.compile(rf"\b({'|'.join(_TENS)})[-\s]({'|'.join(_ONES)})\b", re.IGNORECASE)
"""»twenty-five« is one number, and no span."""
NUMBER_WORDS = tuple(sorted((*_NUMBERS, "et halvt", "half a", *_ONE_AND_A_HALF), key=len, reverse=True))
"""How amounts are written in words, the longest first."""
_AND = ("og", "and")
_OTHER_WORDS = {
    r"\b(time|timer|kvarter|minut|minutter)s\s+tid\b": r"\1",
    r"\b(?:hel|whole|full)\s+(?=time\b|hour\b)": "",
    r"\b(?:tre|3)[\s-]*(?:kvart|fjerdedele?(?:\s+af\s+en)?)(?=\s+time\b)": "¾",
    r"(^|\b(?:en|et|én|ét|og)\s+)(?:kvart|fjerdedel(?:\s+af\s+en)?)(?=\s+time\b)": r"\1¼",
    r"\bhalf[\s-]an[\s-]hour\b|\bhalf-hour\b": "half hour",
    r"^quarter(?=[\s-](?:of[\s-]an[\s-])?hour\b)": "a quarter",
    r"\b(three|3)-(?=quarters?\b)": r"\1 ",
    r"\b(quarters?)[\s-](?:of[\s-]an[\s-])?hours?\b": r"\1",
}
"""What stands for another way to say the same, before a text is taken apart: »trekvart time«, »three-quarter hour«."""
_ABOUT = re.compile(r"(?:ca\.?|cirka|omkring|omtrent|about|around)\s*", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:mindst|minimum|at\s+least)\s+(.+)", re.IGNORECASE)
_ONE_END = re.compile(r"(?:min|maks|max|højst|maksimum|maximum|op\s+til|at\s+most|up\s+to)\b\.?\s*\d.*", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*|\s+til\s+")
_TO = re.compile(r"(?<=[\w.])\s+to\s+")
"""English, and no Danish number, which would stand first."""


def parse_clock(text: str, until: int = DAY) -> int:
    """Minutes after midnight of ``08.30``, ``8.30``, ``08:30``, ``0830``, ``kl. 8.30``, ``8``, or ``8.30 am``.

    Raises:
        ValueError: it is none of these, or later than ``until``, minutes after midnight (``24.00`` is a day's end).
    """
    text = text.strip()
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError(_("“{text}” is no clock time; expected one such as 08:30", text=short(text)) + _hint(text))
    hours, minutes = int(found[1]), int(found[2] or found[3] or 0)
    if found[4]:
        if not 1 <= hours <= 12:
            raise ValueError(_("“{text}” is no time of the day; expected 1 to 12 before am or pm", text=short(text)))
        hours = hours % 12 + (12 if found[4] in "pP" else 0)
    if minutes > 59 or hours * 60 + minutes > until:
        ends = {"first": clock_text(0), "last": elapsed_text(until)}
        raise ValueError(_("“{text}” is no time of the day; expected {first} to {last}", text=short(text), **ends))
    return hours * 60 + minutes


def _hint(text: str) -> str:
    """What may be meant by a text that is no clock time."""
    if about := _ABOUT.match(text):
        meant = _meant(text[about.end() :])
        told = _("; did you mean “{clock}”? in a block, what is only wished stands under “around”", clock=meant or "")
        return told if meant else ""
    if meant := _meant(_LEANING.sub("", text, count=1)):
        return _("; did you mean “{clock}”?", clock=meant)
    ends = _DASH.split(text)
    if len(ends) == 2 and all(map(_CLOCK.fullmatch, ends)):
        return _("; when it ends stands on its own: “until: {clock}”, or “end” for the session", clock=ends[1])
    return ""


def _meant(text: str) -> str | None:
    """A clock time as it is to be written, from one that is written otherwise, or as it is said."""
    if _CLOCK.fullmatch(text):
        return text
    minutes = _NAMED.get(text.casefold(), _said(text))
    if found := _OTHERWISE.fullmatch(text):
        # A single digit behind the hour is the first of two.
        hour, minute = int(found[1]), int((found[2] or "0").ljust(2, "0"))
        minutes = hour * 60 + minute if hour < 24 and minute < 60 else None
    if minutes is None:
        return None
    return elapsed_text(minutes)


def _said(text: str) -> int | None:
    """The minutes after midnight of »kvart i elleve«, »halv ti«, »ten past nine«; None if it is nothing like it."""
    found = _SPOKEN.fullmatch(_IN_TWO.sub(r"\1\2", text))
    if not found:
        return None
    hour = _NUMBERS.get(found["hour"].casefold(), int(found["hour"]) if found["hour"].isdecimal() else 0)
    by, way = (found["by"] or "").casefold(), (found["way"] or "").casefold()
    apart = _APART.get(by, _NUMBERS.get(by, int(by) if by.isdecimal() else 0))
    if not 1 <= hour <= 12 or apart > 30 or bool(way) != bool(apart):
        return None
    # »halv ti« is half an hour before ten.
    minutes = hour * 60 - (30 if found["half"] else 0) + (-apart if way in ("i", "to") else apart)
    return minutes if minutes >= _MORNING else minutes + DAY // 2


def clock_text(minutes: int, pattern: str | None = None) -> str:
    """``510`` as ``08.30``, as a language writes it, or that of messages; a later day starts again from midnight."""
    return (pattern or _("%H:%M")).replace("%H", f"{minutes // 60 % 24:02}").replace("%M", f"{minutes % 60:02}")


def elapsed_text(minutes: int, pattern: str | None = None) -> str:
    """``75`` as ``1.15``: the time since the beginning, as the language writes clock times."""
    return (pattern or _("%H:%M")).replace("%H", str(minutes // 60)).replace("%M", f"{minutes % 60:02}")


def minutes_said(text: str) -> float | None:
    """How many minutes an amount with its unit is, perhaps not a whole number; None if it is no duration."""
    quarters = _quarters(text)
    return None if quarters is None else quarters / 4


def parse_minutes(text: str) -> int:
    """The minutes of ``20``, ``1 t 30 min``, ``1½ time``, ``1,5 time``, ``et kvarter``, ``to og en halv time``.

    Raises:
        ValueError: it is none of these, or longer than a week.
    """
    text = _ABOUT.sub("", text.strip(), count=1)
    ends = _ends(text)
    if len(ends) == 2 and all(_quarters(end) is not None for end in ends):
        raise ValueError(
            _("“{text}” is a span; expected one number of minutes such as {most}", text=short(text), most=ends[1])
        )
    minutes = _whole(text)
    if minutes is None:
        number, hours = _perhaps(text)
        told = {"text": short(text), "minutes": number, "hours": hours or _("1 h 30 min")}
        raise ValueError(_("“{text}” is no number of minutes; expected one such as {minutes}, or {hours}", **told))
    return minutes


def _whole(text: str) -> int | None:
    """Minutes; None if it is no duration, or not one of whole minutes.

    Raises:
        ValueError: it is longer than a week.
    """
    digits = max(map(len, re.findall(r"\d+", text)), default=0)
    quarters = _quarters(text) if digits <= 6 else 4 * _LONGEST + 4
    if quarters is None or quarters % 4:
        return None
    if quarters > 4 * _LONGEST:
        raise ValueError(_("“{text}” is too long; expected a week at most", text=short(text)[:20]))
    return quarters // 4


def _minutes_in_span(text: str) -> int:
    """One end of a span."""
    minutes = _whole(text.strip())
    if minutes is None:
        raise ValueError(_no_duration(text.strip()))
    return minutes


def _tokens(text: str) -> list[str]:
    """The numbers and words of a duration; empty if there is anything else in it."""
    text = _in_other_words(text)
    if re.sub(r"\s", "", _TOKEN.sub("", text)):
        return []
    return [token.casefold().rstrip(".") for token in _TOKEN.findall(text)]


def _in_other_words(text: str) -> str:
    text = _IN_TWO.sub(r"\1\2", text)
    for pattern, said in _OTHER_WORDS.items():
        text = re.sub(pattern, said, text, flags=re.IGNORECASE)
    return text.strip()


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
            if (not have and token not in _ALONE) or unit == 1:
                return None
            amount, unit, have = 0, _UNITS[token], set()
        elif token in _ARTICLES and have:
            have = {"number"} if have == {"article"} else have  # »en og en halv«
        elif token in _PARTS:
            amount = (0 if have == {"article"} else amount) + _PARTS[token]
            have.add("part")
        elif (whole.isdecimal() or token in _NUMBERS or token in _ONE_AND_A_HALF) and not have & {"number", "part"}:
            if comma and f",{part}" not in _PARTS:
                return None
            amount = 6 if token in _ONE_AND_A_HALF else 4 * (int(whole) if whole.isdecimal() else _NUMBERS[token])
            amount += _PARTS[f",{part}"] if comma else 0
            have = {"article" if token in _ARTICLES else "number"}
            if comma or token in _ONE_AND_A_HALF:
                have.add("part")
        elif token not in _AND or not (have or unit):
            return None
    if not have:
        return total if unit else None
    if unit and "part" in have and "number" not in have:
        return total + amount * unit
    return total + amount if have == {"number"} and unit != 1 else None


def _perhaps(text: str) -> tuple[str, str | None]:
    """What to write in place of a text that is no duration: minutes, and hours if there is anything to tell from."""
    whole = re.match(r"[1-9][0-9]*(?![0-9/])", text)
    minutes, quarters = whole[0] if whole else "20", _quarters(f"{text} t")
    if parts := re.fullmatch(r"([0-9]+)[.,:]([0-5][0-9])", text):
        return minutes, _("{hours} h {minutes} min", hours=parts[1], minutes=int(parts[2]))
    if quarters is not None and not quarters % 4:
        return minutes, _("{number} hour", number=text) if text[0].isalpha() else _("{number} hours", number=text)
    return minutes, None


def _says_when(text: str) -> bool:
    """Whether it is a clock time (»kl. 8«, »12.30 pm«, »kvart i ni«), or from one to another (»8-8.15«)."""
    ends = _ends(text)
    clocks = len(ends) == 2 and all(map(_CLOCK.fullmatch, ends)) and any(mark in text for mark in ".:")
    clock, spoken = _CLOCK.fullmatch(text), _SPOKEN.fullmatch(text)
    said = spoken and (spoken["way"] or spoken["half"]) and _said(text)
    return bool(clocks or (clock and clock[4]) or said or re.match(r"kl\b", text, re.IGNORECASE))


def _no_duration(text: str) -> str:
    """What is said of a text that is no duration, with what to write in its place."""
    if _says_when(text):
        return _(
            "“{text}” is no duration; expected minutes such as 20, or a clock time in “at” or “until”", text=short(text)
        )
    minutes, hours = _perhaps(text)
    if not hours:
        return _("“{text}” is no duration; expected minutes such as 20, 20-35, or 1 h 30 min", text=short(text))
    return _(
        "“{text}” is no duration; expected minutes such as {minutes}, hours such as {hours}, or a clock time in “at”",
        text=text, minutes=minutes, hours=hours,
    )  # fmt: skip


def _clock(value: Any) -> Any:
    if isinstance(value, str):
        return parse_clock(value)
    if value is None:
        raise ValueError(_("the clock time is empty; expected one such as 08:30"))
    return value


Clock = Annotated[
    int,
    BeforeValidator(_clock),
    Field(ge=0, le=DAY),
    WithJsonSchema({"type": ["string", "number"], "description": "A clock time.", "examples": ["08.30"]}),
]
"""Minutes after midnight; written as `parse_clock` takes it."""


class Roughly(int):
    """So many minutes more or less, which is said wherever they are told: ``ca. 20``; a clock time: ``ca. 10.30``."""


def says_about(value: Any) -> bool:
    """Whether it is a text that says of itself that it is true only more or less."""
    return isinstance(value, Roughly) or (isinstance(value, str) and _ABOUT.match(value.strip()) is not None)


def _about(value: Any, handler: ValidatorFunctionWrapHandler) -> int:
    clock: int = handler(_ABOUT.sub("", value.strip(), count=1) if isinstance(value, str) else value)
    return Roughly(clock) if says_about(value) else clock


About = Annotated[Clock, WrapValidator(_about)]
"""A clock time, which may say that it is one only more or less: ``ca. 10.30``."""


def _minutes(value: Any, handler: ValidatorFunctionWrapHandler) -> int:
    minutes: int = handler(parse_minutes(value) if isinstance(value, str) else value)
    return Roughly(minutes) if says_about(value) else minutes


Minutes = Annotated[
    int,
    WrapValidator(_minutes),
    WithJsonSchema(
        {"type": ["integer", "string"], "description": "Minutes, `1 t 30 min`, or `ca. 20`.", "examples": [20]}
    ),
]
"""Minutes; written as `parse_minutes` takes it."""


def parse_span(text: str) -> tuple[int, int | None]:
    """The least and the most minutes of ``20-35``, ``1-1½ time``, ``45 min til 1 time``, ``mindst 20``, or ``20``.

    Raises:
        ValueError: it is none of these, or runs backwards.
    """
    if _says_when(text.strip()):
        raise ValueError(_no_duration(text.strip()))
    text = _ABOUT.sub("", text.strip(), count=1)
    if least := _AT_LEAST.fullmatch(text):
        return _minutes_in_span(least[1]), None
    if _ONE_END.fullmatch(text):
        what = _("“{text}” says only one end; expected both, such as 20-30, or “at least 20”", text=short(text))
        raise ValueError(what)
    ends = _ends(text)
    if len(ends) > 2 or not all(ends):
        raise ValueError(_no_duration(text))
    low, most = _end(ends[0], ends[-1]), _minutes_in_span(ends[-1])
    if low > most:
        ends_told = {"least": ends[0], "most": ends[1]}
        raise ValueError(_("“{text}” runs backwards; did you mean “{most}-{least}”?", text=text, **ends_told))
    return low, most


def _ends(text: str) -> list[str]:
    """What stands on either side of »-« or »til«."""
    text = _in_other_words(text)
    return _DASH.split(text) if _DASH.search(text) else _TO.split(text)


def _end(text: str, other: str) -> int:
    """The first end of a span: in »1-1½ time« the unit belongs to both; in »45-1 time« it cannot."""
    tokens = _tokens(other)
    if tokens and tokens[-1] in _UNITS and not any(token in _UNITS for token in _tokens(text)):
        found, most = _quarters(f"{text} {tokens[-1]}"), _quarters(other)
        if found is not None and most is not None and found <= most and not found % 4:
            return found // 4
    return _minutes_in_span(text)
