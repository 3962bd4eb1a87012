"""The programme as figures: the overview with a column for each session, and the timeline with what lies between."""

from __future__ import annotations

from dataclasses import replace

from facilitator.library import Library
from facilitator.messages import _
from facilitator.problems import Problems
from facilitator.programme.dates import when
from facilitator.programme.model import Between, ProgrammeReading
from facilitator.reading.files import read_yaml
from facilitator.reading.nodes import Node, node_of

__all__ = ["overview", "shown_in", "timeline"]

_FEWEST, _MOST = 3, 10
"""Stops that a timeline may have."""


def shown_in(reading: ProgrammeReading, number: int, library: Library) -> dict[str, Node]:
    """The figures of the programme by the names that agendas show them by, with the part of this number marked.

    Raises:
        Problems: the overview is no figure with a column for each session.
    """
    programme = reading.programme
    found = {}
    if programme.overview:
        found[programme.overview] = overview(reading, library, number)
    if programme.timeline:
        found[programme.timeline] = timeline(reading, number)
    return found


def overview(reading: ProgrammeReading, library: Library, current: int | None = None) -> Node:
    """The overview figure with the sessions' dates.

    Raises:
        Problems: there is no such figure, or it has not a part for each session.
    """
    programme, place = reading.programme, reading.place(("overview",))
    assert programme.overview is not None
    name = programme.overview
    node = read_yaml(library.find("figures", name, place), library.label("figures", name))
    items = node.find(("items",))
    count = len(items.value) if items and isinstance(items.value, list) else 0
    if count != len(programme.sessions) or items is None or not isinstance(items.value, list):
        told = {"name": name, "parts": count, "sessions": len(programme.sessions)}
        what = _("the figure “{name}” has {parts} parts, the programme {sessions} sessions", **told)
        raise Problems.one(what, _("expected a part for each session"), "", place)
    numbers = [number for number, part in enumerate(programme.parts) if not isinstance(part, Between)]
    dated = [
        _dated(item, when(programme, number, reading.terms), marked=number == current)
        for item, number in zip(items.value, numbers, strict=True)
    ]
    assert isinstance(node.value, dict)
    return replace(node, value={**node.value, "items": replace(items, value=dated)})


def _dated(item: Node, date: str, *, marked: bool) -> Node:
    """The part of the figure with its date over its text."""
    given = item.value if isinstance(item.value, dict) else {"title": item}
    text = given.get("text")
    lines = [date, *([text.value] if text and isinstance(text.value, str) and text.value else [])]
    own = {"text": "\n".join(lines), **({"marked": "true"} if marked else {})}
    return replace(item, value={**given, **{key: node_of(value, item.place) for key, value in own.items()}})


def timeline(reading: ProgrammeReading, current: int | None = None) -> Node:
    """The parts along a line, with their dates; what lies between them is small.

    Raises:
        Problems: there are more parts than a timeline shows.
    """
    programme, terms = reading.programme, reading.terms
    if not _FEWEST <= len(programme.parts) <= _MOST:
        what = _("the timeline would have {number} stops", number=len(programme.parts))
        expected = _("expected {fewest} to {most} parts", fewest=_FEWEST, most=_MOST)
        raise Problems.one(what, expected, "", reading.place(("parts",)))
    items = [
        {
            "title": part.title,
            "when": when(programme, number, terms, year=not isinstance(part, Between)),
            "minor": str(isinstance(part, Between)).lower(),
            "marked": str(number == current).lower(),
        }
        for number, part in enumerate(programme.parts)
    ]
    return node_of({"kind": "timeline", "title": terms.programme.timeline, "items": items}, reading.node.place)
