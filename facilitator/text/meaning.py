"""What a value of an agenda's data means, and how dates and clock times are written in a language."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING, Any

from facilitator.messages import Problems, _, short

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "FIRST_YEAR", "KNOWN", "LAST_YEAR", "TimeInWords", "Wrong", "clock", "counted", "day_as_read", "daymonth",
    "is_single", "letters", "likely", "longdate", "meant", "parse_day", "shortdate", "typed",
]  # fmt: skip


FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Days can be counted from a date in these years, and calendars know its summer time."""

_PATTERNS = {"da": ("EEEE 'den' d. MMMM y", "d. MMMM y")}
"""Where a language writes a date otherwise than CLDR's full and long forms: in full, and short."""

_CLOCK = re.compile(r"(?:kl\.?\s*)?([0-9]{1,2})(?:[.:]([0-9]{2}))?")


def longdate(value: date, locale: str) -> str:
    """»torsdag den 9. januar 2025«, “Thursday, 9 January 2025”.

    Raises:
        Problems: ``locale`` is not the tag of a language whose dates are known.
    """
    return _formatted(value, locale, 0, "full")


def shortdate(value: date, locale: str) -> str:
    """»9. januar 2025«, “9 January 2025”.

    Raises:
        Problems: ``locale`` is not the tag of a language whose dates are known.
    """
    return _formatted(value, locale, 1, "long")


def day_as_read(text: str, locale: str) -> str:
    """A date that is written ``2027-01-14`` as `shortdate` says it; any other text as it is."""
    try:
        return shortdate(date.fromisoformat(text), locale)
    except ValueError:
        return text


def daymonth(value: date, locale: str) -> str:
    """»9. januar«, “9 January”.

    Raises:
        Problems: ``locale`` is not the tag of a language whose dates are known.
    """
    from babel.dates import format_skeleton

    return str(format_skeleton("MMMMd", value, locale=_locale(locale)))


def clock(text: str, locale: str) -> str:
    """``8.30``, ``08:30``, or ``8`` in the language's form: »08.30«, “08:30”.

    Raises:
        Problems: the text is no time of the day, or ``locale`` not the tag of a language whose times are known.
    """
    from babel.dates import format_time

    found = _CLOCK.fullmatch(text.strip())
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (0, 0)
    if not found or minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise Problems.one(_("“{text}” is no clock time", text=short(text)), _("expected one such as 08:30"))
    return format_time(time(hours % 24, minutes), "short", locale=_locale(locale))


def _formatted(value: date, tag: str, number: int, style: str) -> str:
    from babel.dates import format_date

    locale = _locale(tag)
    patterns = _PATTERNS.get(locale.language)
    return format_date(value, patterns[number] if patterns else style, locale)


@cache
def _locale(tag: str) -> Locale:
    """What Babel knows of a language tag; of its language alone when the country is unknown."""
    from babel import Locale, UnknownLocaleError

    for candidate in (tag, re.split("[-_]", tag)[0]):
        try:
            return Locale.parse(candidate.replace("_", "-"), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise Problems.one(
        _("“{tag}” is not the tag of a known language", tag=short(tag)), _("expected one such as da-DK or en-GB")
    )


_LETTERS = 26


def letters(number: int) -> str:
    """A, B, …, Z, AA, AB, … from 0 on, as the columns of a spreadsheet."""
    label = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        label = chr(ord("A") + letter) + label
    return label


class TimeInWords(str):
    """When something takes place, told in words as long as its date is not known: »uge 5«, »inden modul 1«."""


class Wrong(TimeInWords):
    """What is written of a value that is wrong, which has been told: nothing else is to be told because of it."""


_NUMBERS = frozenset({"participants", "rounds", "group_size"})
"""Names of data that the program reckons with."""
KNOWN = frozenset({*_NUMBERS, "client", "team", "date", "place", "timezone"})
"""Names of data that the program itself asks for."""
_DATES = re.compile(r"(?:.+_)?(?:date|dato)")
"""Names of data that are dates."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "marts march mar", "april apr", "maj may", "juni june jun",
            "juli july jul", "august aug", "september sep sept", "oktober october okt oct", "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mandag monday man mon", "tirsdag tuesday tir tue", "onsdag wednesday ons wed", "torsdag thursday tor thu",
            "fredag friday fre fri", "lørdag saturday lør sat", "søndag sunday søn sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_BEFORE = rf"(?:(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\.?,?\s+)?(?:(?:den|d\.|the)\s*)?"
_YEAR = r"(?:,?\s*(?P<year>[0-9]{4}))?"
_NAMED = (
    re.compile(rf"{_BEFORE}(?P<day>[0-9]{{1,2}})(?:\.|st|nd|rd|th)?\s*(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_BEFORE}{_MONTH}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?{_YEAR}", re.IGNORECASE),
)
_ISO = re.compile(
    rf"{_BEFORE}(?P<year>[0-9]{{4}})[-./](?P<month>[0-9]{{1,2}})[-./](?P<day>[0-9]{{1,2}})", re.IGNORECASE
)
_NUMERIC = re.compile(
    rf"{_BEFORE}(?P<day>[0-9]{{1,2}})(?P<sign>[-./])\s*(?P<month>[0-9]{{1,2}})\.?"
    r"(?:(?P<behind>\s*[-./]\s*|\s+)(?P<year>[0-9]{4}|[0-9]{2}))?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?:ca\.?\s*|cirka\s+|about\s+)?(?P<number>[0-9]{1,18})(?:\s*[^\W\d_][^\d]*)?", re.IGNORECASE)

_TOO_FEW = re.compile(r"0+|[-−]\s*[0-9]{1,18}")


def meant(name: str, text: str, locale: str, *, quoted: bool = False) -> int | bool | date | str:
    """What a value means that stands under this name.

    A number is a number and a date a date under any name, unless it stands in quotation marks; where the program
    reckons with the value, always.

    Args:
        name: the name in ``data``.
        text: as it is written.
        locale: the language tag, such as ``da-DK``.
        quoted: it stands in quotation marks.

    Raises:
        ValueError: the name asks for a number or a date, and it is none.
    """
    if isinstance(text, TimeInWords):
        return text
    if name in _NUMBERS:
        return _number(text)
    if _DATES.fullmatch(name):
        return _day(text, locale)
    if quoted:
        return text
    found = typed(text)
    return _plain_day(text, locale) if isinstance(found, str) else found


def _number(text: str) -> int:
    found = _COUNT.fullmatch(text.strip())
    if _TOO_FEW.fullmatch(text.strip()):
        raise ValueError(_("“{text}” is too few; expected 1 or more", text=short(text)))
    if not found:
        raise ValueError(_("“{text}” is no number; expected one such as 24", text=short(text)))
    return int(found["number"])


def likely(name: str, value: Any) -> Any:
    """The value; one that stands in for it where it is `Wrong`, and means what the name asks for."""
    if not isinstance(value, Wrong):
        return value
    return 24 if name in _NUMBERS else date(2025, 1, 9) if _DATES.fullmatch(name) else str(value)


def counted(value: Any) -> Any:
    """The number of a text such as “5 personer”; everything else as it is."""
    found = _COUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found["number"]) if found else value


def is_single(name: str) -> bool:
    """Whether what stands under this name of the data is one value: the program itself shows it, or reckons with it."""
    return name in KNOWN or bool(_DATES.fullmatch(name))


def _day(text: str, locale: str) -> date:
    found = parse_day(text, locale)
    if found is None:
        raise ValueError(_("“{text}” is no date; expected one such as 2025-01-09", text=short(text)))
    return found


def _plain_day(text: str, locale: str) -> date | str:
    """A date that is written in short: nothing is lost when it is written otherwise."""
    found = next((one for pattern in (*_NAMED, _NUMERIC) if (one := pattern.fullmatch(text))), None)
    if found is None or found["weekday"] or not (found["year"] or "")[2:] or not text[:1].isdecimal():
        return text
    try:
        return parse_day(text, locale) or text
    except ValueError:
        return text


def parse_day(text: str, locale: str) -> date | None:
    """The day of ``2025-01-09``, ``9. januar 2025``, ``torsdag den 9. januar 2025``, ``09-01-2025``, ``9/1 2025`` …

    The day stands before the month, but for ``1/9/2025`` in English, of which nobody knows.

    Raises:
        ValueError: it is a date without a year, one that there is not, or one of which nobody knows which.
    """
    written = " ".join(text.split())
    for pattern in (_ISO, *_NAMED, _NUMERIC):
        if found := pattern.fullmatch(written):
            return _checked(found, locale)
    return None


def _checked(found: re.Match[str], locale: str) -> date:
    text = short(found.string)
    year, month, day = found["year"] or "", found["month"].casefold(), int(found["day"])
    if len(year) != 4:
        raise ValueError(_("“{text}” has no whole year; expected a date such as 2025-01-09", text=text))
    if found.re is _NUMERIC and _unclear(found, locale):
        what = _("“{text}” may be two dates; expected one such as {date}", text=text, date=f"{year}-01-09")
        raise ValueError(what)
    try:
        made = date(int(year), int(month) if month.isdecimal() else _MONTHS[month], day)
    except ValueError:
        raise ValueError(_("there is no day “{text}”; expected a date such as 2025-01-09", text=text)) from None
    if found["weekday"] and _WEEKDAYS[found["weekday"].casefold()] != made.weekday():
        raise ValueError(_("“{text}” is another day of the week; expected the date that is meant", text=text))
    return made


def _unclear(found: re.Match[str], locale: str) -> bool:
    """Whether the month may stand first: ``1/9/2025`` where people do not write the day first."""
    slashes = found["sign"] == "/" and (found["behind"] or "").strip() == "/"
    return slashes and not locale.startswith("da") and int(found["day"]) <= 12 and found["day"] != found["month"]


# More digits than a 64-bit number has are an identifier, and leading zeros would be lost.
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BOOLS = {"true": True, "false": False}


def typed(text: str) -> int | bool | date | str:
    """``24`` as a number, ``true`` and ``false`` as such, ``2025-01-09`` as a date; anything else stays a text."""
    if text in _BOOLS:
        return _BOOLS[text]
    if _NUMBER.fullmatch(text):
        return int(text)
    return _iso_day(text) if _DATE.fullmatch(text) else text


def _iso_day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:  # 2025-02-30
        return text
