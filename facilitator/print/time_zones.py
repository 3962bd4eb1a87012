"""A time zone as calendars take it: VTIMEZONE (RFC 5545, 3.6.5) with a rule for every year, found in its own moves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

__all__ = ["time_zone"]

_YEARS = 28
"""After so many years the days of the week come round, so a rule that holds for them all holds on."""
_WEEKS = 1461
"""The same in weeks, without a day left over."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True, order=True)
class _Kind:
    """What clocks are set from and to."""

    before: timedelta
    after: timedelta
    name: str
    summer: bool


def time_zone(zone: ZoneInfo, first_year: int) -> Timezone:
    """The zone for events from ``first_year`` on. What follows no rule is told day by day, for 28 years."""
    found: dict[_Kind, list[datetime]] = defaultdict(list)
    for kind, moment in _moves(zone, first_year - 1):
        found[kind].append(moment)
    made = Timezone()
    made.add("tzid", zone.key)
    for kind, moments in sorted(found.items()):
        made.add_component(_part(kind, moments))
    if not found:
        made.add_component(_part(_kind(zone, datetime(first_year, 1, 1, tzinfo=UTC), timedelta(0)), []))
    return made


def _moves(zone: ZoneInfo, year: int) -> list[tuple[_Kind, datetime]]:
    """Every move of the clock with its moment, told as RFC 5545 does: by the clock before it is moved."""
    begin = datetime(year, 1, 1, tzinfo=UTC)
    weeks = [begin + timedelta(weeks=number) for number in range(_WEEKS + 1)]
    found = []
    for early, late in pairwise(weeks):
        if _state(zone, early) != _state(zone, late):
            moment = _between(zone, early, late)
            kind = _kind(zone, moment, timedelta(minutes=1))
            found.append((kind, (moment + kind.before).replace(tzinfo=None)))
    return found


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first minute of what holds at ``late``."""
    while late - early > timedelta(minutes=1):
        middle = early + timedelta(minutes=(late - early) // timedelta(minutes=2))
        early, late = (middle, late) if _state(zone, middle) == _state(zone, early) else (early, middle)
    return late


def _kind(zone: ZoneInfo, moment: datetime, back: timedelta) -> _Kind:
    earlier, now = (moment - back).astimezone(zone), moment.astimezone(zone)
    offsets = [one.utcoffset() or timedelta(0) for one in (earlier, now)]
    return _Kind(offsets[0], offsets[1], now.tzname() or zone.key, bool(now.dst()))


def _part(kind: _Kind, moments: Sequence[datetime]) -> TimezoneDaylight | TimezoneStandard:
    made = TimezoneDaylight() if kind.summer else TimezoneStandard()
    made.add("dtstart", moments[0] if moments else datetime(1970, 1, 1))
    made.add("tzoffsetfrom", kind.before)
    made.add("tzoffsetto", kind.after)
    made.add("tzname", kind.name)
    rule = _rule(moments)
    if rule:
        made.add("rrule", vRecur(rule))
    # ical.js reads only the first of a list, and forgets the start where there are more dates.
    for moment in () if rule else moments:
        made.add("rdate", [moment])
    return made


def _rule(moments: Sequence[datetime]) -> dict[str, list[int | str] | int | str] | None:
    """»The last Sunday of March«, where that is when clocks are moved every year; None where no such rule holds."""
    if len({moment.year for moment in moments}) != _YEARS or len(moments) != _YEARS:
        return None
    if len({(moment.month, moment.weekday(), moment.time()) for moment in moments}) != 1:
        return None
    weekday, month, dates = moments[0].weekday(), moments[0].month, sorted({moment.day for moment in moments})
    yearly: dict[str, list[int | str] | int | str] = {"freq": "YEARLY", "bymonth": month}
    if all((one + timedelta(weeks=1)).month != month for one in moments):
        return {**yearly, "byday": f"-1{_WEEKDAYS[weekday]}"}
    if dates[0] % 7 == 1 and dates[-1] == dates[0] + 6:
        return {**yearly, "byday": f"{dates[-1] // 7}{_WEEKDAYS[weekday]}"}
    if dates[-1] - dates[0] <= 6:
        return {**yearly, "byday": _WEEKDAYS[weekday], "bymonthday": [*dates]}
    return None
