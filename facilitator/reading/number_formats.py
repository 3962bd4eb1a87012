"""A cell's value as Excel shows it in its number format: dates, times, percentages, leading zeros, decimals."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

__all__ = ["shown"]

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_NUMBER = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")
_IN_DATE = re.compile(r"y+|m+|d+|h+|s+(?:\.0+)?|am/pm|a/p|[^ymdhsa]+|a", re.IGNORECASE)
_DAY_FIRST = "dd-mm-yyyy"
"""How a Danish Excel shows the format that is the system's own date."""
_SYSTEM_DATES = ("mm-dd-yy", "m/d/yy", "m/d/yyyy")


def shown(value: object, form: str | None = "General") -> str:
    """The text of a cell.

    Args:
        value: as openpyxl reads it.
        form: the number format, as Excel writes it in a file.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date | time):
        return _moment(value, form or "General")
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, int | float):
        return _number(value, (form or "General").split(";")[0])
    return str(value)


def _number(value: float, form: str) -> str:
    plain = _QUOTED.sub("", form)
    found = _NUMBER.search(plain)
    if found is None or plain.casefold() == "general" or "e+" in plain.casefold() or "/" in plain:
        return _general(value)
    if len(_NUMBER.findall(plain)) > 1:
        return _grouped(round(value), plain)
    percent = plain.count("%")
    whole, point, decimals = found[0].partition(".")
    text = f"{abs(value) * 100**percent:.{len(decimals)}f}"
    before, _point, after = text.partition(".")
    before = before.zfill(whole.count("0"))
    if "," in whole.strip(","):
        before = f"{int(before):,}".replace(",", ".")
    after = after if "0" in decimals else after.rstrip("0")
    # The words around the number, which a format may hold too.
    head, tail = (_QUOTED.sub(_literal, part) for part in _around(form))
    sign = "-" if value < 0 and float(text) else ""
    return f"{sign}{head}{before}{',' if point and after else ''}{after}{tail}".strip()


def _grouped(value: int, form: str) -> str:
    """Digits with signs between them, as in ``00 00 00 00``: filled from the right."""
    digits = [*str(abs(value))]
    found: list[str] = []
    places = sum(sign in "0#?" for sign in form)
    for sign in reversed(form):
        if sign not in "0#?":
            found.append(sign)
            continue
        places -= 1
        if not places:
            found += reversed(digits or ["0"])
            digits = []
        else:
            found.append(digits.pop() if digits else "0" if sign == "0" else "")
    return ("-" if value < 0 else "") + "".join(reversed(found)).strip()


def _around(form: str) -> tuple[str, str]:
    """What stands before and behind the signs for digits; quoted words may hold such signs too."""
    masked = _QUOTED.sub(lambda found: "\0" * len(found[0]), form)
    found = _NUMBER.search(masked)
    assert found is not None
    return form[: found.start()], form[found.end() :]


def _literal(found: re.Match[str]) -> str:
    return found[1] or found[2] or ""


def _general(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _moment(value: datetime | date | time, form: str) -> str:
    plain = _QUOTED.sub(_literal, form.split(";")[0])
    if plain in _SYSTEM_DATES or plain.casefold() == "general":
        plain = "hh:mm" if isinstance(value, time) else _DAY_FIRST
    if isinstance(value, time):
        value = datetime.combine(date(1900, 1, 1), value)
    elif not isinstance(value, datetime):
        value = datetime.combine(value, time())
    parts: list[str] = _IN_DATE.findall(plain)
    afternoon = any(part.casefold() in ("am/pm", "a/p") for part in parts)
    told = []
    for number, part in enumerate(parts):
        near = [parts[at][0].casefold() for at in (number - 2, number + 2) if 0 <= at < len(parts)]
        told.append(_part(value, part.casefold(), afternoon, minute="h" in near[:1] or "s" in near) or part)
    return "".join(told).strip()


def _part(value: datetime, part: str, afternoon: bool, minute: bool) -> str:
    """One part of a date or a time; empty where it is neither. An m is a minute beside hours or seconds."""
    hour = (value.hour - 1) % 12 + 1 if afternoon else value.hour
    numbers = {"d": value.day, "h": hour, "s": value.second, "m": value.minute if minute else value.month}
    if part[0] == "y":
        return f"{value.year:04}" if len(part) > 2 else f"{value.year % 100:02}"
    if part in ("am/pm", "a/p"):
        return "PM" if value.hour >= 12 else "AM"
    if part[0] not in numbers:
        return ""
    if part[0] in "dm" and len(part) > 2 and not minute:
        from babel.dates import format_date

        names = {"d": {3: "EEE", 4: "EEEE"}, "m": {3: "MMM", 4: "MMMM"}}[part[0]]
        return str(format_date(value, names.get(len(part), "MMMM"), "da")).rstrip(".")
    return f"{numbers[part[0]]:0{min(len(part), 2)}}"
