"""How much an agenda may hold: far more than a room can use, and little enough that every file of it can be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from facilitator.agenda.ids import Path, walk
from facilitator.agenda.model import Agenda, Block
from facilitator.problems import Place, Problem
from facilitator.text.values import FIRST_YEAR, LAST_YEAR

__all__ = ["MOST_PARTICIPANTS", "too_much"]

MOST_PARTICIPANTS = 10_000

_MOST: Mapping[str, tuple[int, Callable[[Block], int]]] = {
    # A deck could have ten times as many; a run sheet of them would take minutes and gigabytes.
    "blocks": (100, lambda block: 1),
    "steps": (1_000, lambda block: len(block.how)),
    "materials": (1_000, lambda block: len(block.materials)),
}
"""At most so many of each in all blocks together, those of tracks counted, and how many of them a block has."""


def too_much(agenda: Agenda, place: Callable[[Path], Place]) -> Iterator[Problem]:
    """Whatever there is too much of, with its place."""
    blocks = [block for _, block in walk(agenda.blocks)]
    for name, (most, count) in _MOST.items():
        found = sum(map(count, blocks))
        if found > most:
            yield Problem(f"the agenda has {found} {name}", f"expected at most {most}", place=place(("blocks",)))
    yield from _impossible(agenda.data, place)


def _impossible(data: Mapping[str, Any], place: Callable[[Path], Place]) -> Iterator[Problem]:
    """Numbers and dates that nothing can be reckoned from."""
    people, day = data.get("participants"), data.get("date")
    if isinstance(people, int) and people > MOST_PARTICIPANTS:
        what, expected = f"there are {people} participants", f"expected at most {MOST_PARTICIPANTS}"
        yield Problem(what, expected, place=place(("data", "participants")))
    if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
        what, expected = f"the date is in the year {day.year}", f"expected one from {FIRST_YEAR} to {LAST_YEAR}"
        yield Problem(what, expected, place=place(("data", "date")))
