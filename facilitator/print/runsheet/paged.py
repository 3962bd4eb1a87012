"""The four views as PDF: what their page designs are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.print.runsheet.packing import Logistics
from facilitator.print.runsheet.rows import LOOKS, DayRows, Row, TrackRow, bars, own_columns, strip_text, ticks
from facilitator.print.runsheet.session import by, facts, footer_text, programme, when_and_where

__all__ = ["full_page", "logistics_page", "programme_page", "short_page"]


def full_page(schedule: Schedule, rows: Sequence[DayRows], terms: Terms) -> dict[str, Any]:
    """What the design ``runsheet`` is told."""
    longest = max(day.day.end - day.day.start for day in rows)
    return {
        **_frame(schedule, terms, terms.runsheet.title),
        "subtitle": schedule.agenda.subtitle or "",
        "facts": facts(schedule, terms),
        "purpose": schedule.agenda.why,
        "strip": strip_text(rows, terms),
        "kinds": list(dict.fromkeys(row.kind for day in rows for row in day.rows if isinstance(row, Row))),
        "own": own_columns(schedule),
        "days": [
            {**_day(day, terms), "bars": _plain(bars(day)), "ticks": _plain(ticks(day.day, longest))} for day in rows
        ],
    }


def short_page(schedule: Schedule, rows: Sequence[DayRows], terms: Terms) -> dict[str, Any]:
    """What the design ``short`` is told."""
    return {
        **_frame(schedule, terms, terms.runsheet.short),
        "facts_line": " · ".join(value for _, value in facts(schedule, terms)[:3]),
        "days": [{**_day(day, terms), "first": number == 0} for number, day in enumerate(rows)],
    }


def logistics_page(schedule: Schedule, logistics: Logistics, terms: Terms) -> dict[str, Any]:
    """What the design ``logistics`` is told."""
    return {
        **_frame(schedule, terms, terms.runsheet.logistics),
        "facts": facts(schedule, terms),
        **asdict(logistics),
    }


def programme_page(schedule: Schedule, terms: Terms) -> dict[str, Any]:
    """What the design ``programme`` is told."""
    return {
        **_frame(schedule, terms, terms.runsheet.programme),
        "subtitle": schedule.agenda.subtitle or "",
        "when": when_and_where(schedule, terms),
        "by": by(schedule, terms),
        "days": [{"title": day.day.title, "items": _plain(day.items)} for day in programme(schedule, terms)],
    }


def _frame(schedule: Schedule, terms: Terms, name: str) -> dict[str, Any]:
    """What every design is told."""
    return {
        "title": schedule.agenda.title,
        "name": name,
        "locale": terms.locale,
        "foot": footer_text(schedule, name),
        "words": terms.runsheet.model_dump(by_alias=True),
        "looks": {kind: asdict(look) for kind, look in LOOKS.items()},
    }


def _day(day: DayRows, terms: Terms) -> dict[str, Any]:
    return {
        "title": day.day.title,
        "minutes": day.day.end - day.day.start,
        "end": day.day.clock(day.day.end),
        "rows": [_row(row, terms) for row in day.rows],
    }


def _row(row: Row | TrackRow, terms: Terms) -> dict[str, Any]:
    if isinstance(row, TrackRow):
        return {"track": row.title, "depth": row.depth}
    told = {name: getattr(row, name) for name in _TOLD}
    steps = _plain(row.steps)
    return {**told, "steps": steps, "minutes_text": terms.minutes.format(minutes=row.minutes)}


_TOLD = (
    "number", "depth", "kind", "title", "start", "end", "minutes", "latest", "why", "who", "materials", "slides",
    "plan_b", "own",
)  # fmt: skip


def _plain(found: Sequence[Any]) -> list[dict[str, Any]]:
    return [asdict(one) for one in found]
