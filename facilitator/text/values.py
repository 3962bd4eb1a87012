"""Values in texts: how dates and clock times are written in a language."""

from __future__ import annotations

import re
from datetime import date, time
from functools import cache
from typing import TYPE_CHECKING

from facilitator.messages import _, short
from facilitator.problems import Problems

if TYPE_CHECKING:
    from babel import Locale

# Babel is imported where it is needed: not every command writes a date, and every command should start at once.

__all__ = ["FIRST_YEAR", "LAST_YEAR", "clock", "day_as_read", "daymonth", "letters", "longdate", "shortdate"]

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
