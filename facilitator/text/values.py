"""What a plain value in ``data`` or after ``--set`` means: a number, yes or no, a date, or else the text it is."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["typed"]

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
    return _date(text) if _DATE.fullmatch(text) else text


def _date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:  # 2025-02-30
        return text
