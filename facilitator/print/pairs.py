"""Who meets whom as PDF: a list for the wall, a slip for each person, and a page for the timekeeper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.pairs import Plan
from facilitator.print.typst import pdf

__all__ = ["plan_pdf"]

_LAST = str.maketrans({"æ": "\uf001", "ä": "\uf001", "ø": "\uf002", "ö": "\uf002", "å": "\uf003"})


def plan_pdf(plan: Plan, terms: Terms, theme: Theme, library: Library) -> bytes:
    """The plan on paper. Names stand on the pages and nowhere else in the file."""
    words = terms.pairs
    data = {
        "title": words.sheet_title,
        "keeper": words.keeper_title,
        "locale": terms.locale,
        "name": words.name,
        "rounds": [words.round.format(number=number) for number in range(1, len(plan.rounds) + 1)],
        "pairs": all(len(meeting.members) <= 3 for one in plan.rounds for meeting in one.meetings),
        "people": sorted(_people(plan, terms), key=lambda person: _alphabetical(person["name"])),
        "tables": [
            [
                {"name": words.table.format(label=meeting.table), "people": ", ".join(plan.names(meeting.members))}
                for meeting in one.meetings
            ]
            for one in plan.rounds
        ],
        "notes": [note.text(terms) for note in plan.notes],
    }
    return pdf("pairs", data, library=library, theme=theme)


def _alphabetical(name: str) -> list[tuple[int, str]]:
    """Numbers by their size, and Æ, Ø, Å where they stand in the Danish alphabet: last."""
    parts = re.findall(r"\d+|\D+", name.casefold().translate(_LAST))
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _people(plan: Plan, terms: Terms) -> Iterator[dict[str, Any]]:
    """Every person with table and partners in each round, and the card to begin with."""
    words = terms.pairs
    for place, person in enumerate(plan.people):
        meetings = [next(meeting for meeting in one.meetings if place in meeting.members) for one in plan.rounds]
        card = f"{words.card_heading}: {plan.deal.cards[place]}" if plan.deal else ""
        yield {
            "name": person.name,
            "card": card,
            "meetings": [
                {
                    "table": words.table.format(label=meeting.table),
                    "others": ", ".join(plan.names(member for member in meeting.members if member != place)),
                }
                for meeting in meetings
            ],
        }
