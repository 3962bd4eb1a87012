"""Who meets whom as files: PDF with a list for the wall, a slip for each person, and a page for the timekeeper; a CSV
file that a Danish Excel opens as it is; data as JSON takes it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.pairs import Plan
from facilitator.print.typst import pdf

__all__ = ["plan_csv", "plan_data", "plan_pdf"]

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


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula (OWASP, »CSV Injection«)."""


def plan_csv(plan: Plan, terms: Terms) -> bytes:
    """A row for everybody, in the order of the list: first card, and for every round the table and whom one meets.

    With semicolons and in UTF-8 with a mark, as a Danish Excel expects. A text that would be a formula is put behind an
    apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in _rows(plan, terms):
        writer.writerow([_harmless(cell) for cell in row])
    return codecs.BOM_UTF8 + stream.getvalue().encode()


def plan_data(plan: Plan, terms: Terms) -> dict[str, Any]:
    """The plan as JSON takes it; notes are in the language of the terms."""
    rounds = [
        [{"table": meeting.table, "people": plan.names(meeting.members)} for meeting in one.meetings]
        for one in plan.rounds
    ]
    deal = plan.deal and {"cards": list(plan.deal.cards), "again": plan.deal.again, "bound": plan.deal.bound}
    return {
        "people": [
            {"name": person.name, "attributes": dict(person.attributes), "host": place in plan.hosts}
            for place, person in enumerate(plan.people)
        ],
        "rounds": rounds,
        "repeats": plan.repeats,
        "bound": plan.bound,
        "deal": deal,
        "notes": [note.text(terms) for note in plan.notes],
    }


def _rows(plan: Plan, terms: Terms) -> Iterator[list[str]]:
    words = terms.pairs
    headings = [words.name, *([words.card_heading] if plan.deal else [])]
    for number in range(1, len(plan.rounds) + 1):
        headings += [words.table_heading.format(number=number), words.with_heading.format(number=number)]
    yield headings
    met = [_met(plan, number) for number in range(len(plan.rounds))]
    for place, person in enumerate(plan.people):
        card = [str(plan.deal.cards[place])] if plan.deal else []
        yield [person.name, *card, *(cell for tables in met for cell in tables[place])]


def _met(plan: Plan, number: int) -> dict[int, tuple[str, str]]:
    """Each person's table in a round, and the names of the others there."""
    found = {}
    for meeting in plan.rounds[number].meetings:
        for member in meeting.members:
            others = [other for other in meeting.members if other != member]
            found[member] = meeting.table, ", ".join(plan.names(others))
    return found


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
