"""Who meets whom as files: pages with a list for the wall, a slip for each person, and a page for the timekeeper; a CSV
file that a Danish Excel opens as it is; data as JSON takes it.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from facilitator.content.terms import PairTerms, Terms
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.pairs import Meeting, Plan
from facilitator.print import Cell, Column, Document, Heading, Part, Row, Slip, Slips, Table, Text, line
from facilitator.print.typst import document_pdf
from facilitator.print.word_document import document_word

__all__ = ["plan_csv", "plan_data", "plan_pdf", "plan_sheet", "plan_word"]

_WIDTH = 174
"""mm of the table for the wall."""
_NAME = 1.2
"""The column of names, in columns of rounds."""

_LAST = str.maketrans({"æ": "\uf001", "ä": "\uf001", "ø": "\uf002", "ö": "\uf002", "å": "\uf003"})


def plan_pdf(plan: Plan, terms: Terms, theme: Theme, library: Library) -> bytes:
    """The plan on paper. Names stand on the pages and nowhere else in the file."""
    return document_pdf(plan_sheet(plan, terms), library=library, theme=theme)


def plan_word(plan: Plan, terms: Terms, theme: Theme) -> bytes:
    """The same pages in Word, to be changed when somebody is ill."""
    return document_word(plan_sheet(plan, terms), theme)


def plan_sheet(plan: Plan, terms: Terms) -> Document:
    """What stands on them: everybody and whom they meet, a slip for each, and round by round who sits where."""
    words = terms.pairs
    rounds = [words.round.format(number=number) for number in range(1, len(plan.rounds) + 1)]
    people = sorted(range(len(plan.people)), key=lambda place: _alphabetical(plan.people[place].name))
    first = _WIDTH * _NAME / (_NAME + len(rounds))
    columns = (Column(words.name, first), *(Column(name, _WIDTH / (_NAME + len(rounds))) for name in rounds))
    with_names = all(len(meeting.members) <= 3 for one in plan.rounds for meeting in one.meetings)
    rows = tuple(Row(tuple(_wall(plan, place, words, with_names))) for place in people)
    keeper: list[Part] = [Heading(words.keeper_title, new_page=True)]
    keeper += [line(Text(note.text(terms), "note")) for note in plan.notes]
    for name, one in zip(rounds, plan.rounds, strict=True):
        keeper.append(Heading(name, 2))
        keeper += [
            line(Text(f"{words.table.format(label=meeting.table)}:", "label"), Text(_whole(plan, meeting.members)))
            for meeting in one.meetings
        ]
    return Document(
        design="pairs",
        locale=terms.locale,
        name="",
        title=words.sheet_title,
        pages=(
            (Table(columns, rows),),
            (Slips(tuple(_slip(plan, place, rounds, words) for place in people)),),
            tuple(keeper),
        ),
        page="{page} / {pages}",
        continued=terms.continued,
    )


def _wall(plan: Plan, place: int, words: PairTerms, with_names: bool) -> Iterator[Cell]:
    """A person's row on the wall: the name, then for every round the table and, in small groups, the others there."""
    yield Cell((line(Text(plan.people[place].name, "name")),))
    for meeting in _meetings(plan, place):
        table = line(Text(words.table.format(label=meeting.table), "wall"))
        yield Cell((table, line(Text(_others(plan, meeting, place), "others"))) if with_names else (table,))


def _slip(plan: Plan, place: int, rounds: Sequence[str], words: PairTerms) -> Slip:
    """What a person takes along: the card to begin with, and table and company in each round."""
    card = [line(Text(f"{words.card_heading}: {plan.deal.cards[place]}", "card"))] if plan.deal else []
    meetings = [
        line(
            Text(f"{name}:", "label"),
            Text(f"{words.table.format(label=meeting.table)} – {_whole(plan, _without(meeting, place))}"),
        )
        for name, meeting in zip(rounds, _meetings(plan, place), strict=True)
    ]
    return Slip(plan.people[place].name, (*card, *meetings))


def _meetings(plan: Plan, place: int) -> list[Meeting]:
    """One for each round."""
    return [next(meeting for meeting in one.meetings if place in meeting.members) for one in plan.rounds]


def _others(plan: Plan, meeting: Meeting, place: int) -> str:
    return _named(plan, _without(meeting, place))


def _without(meeting: Meeting, place: int) -> list[int]:
    return [member for member in meeting.members if member != place]


_SHORT = 26
"""Letters of a name that stands on one line."""


def _whole(plan: Plan, members: Iterable[int]) -> str:
    """The names, which no line's end divides."""
    return ", ".join(name.replace(" ", "\u00a0") if len(name) <= _SHORT else name for name in plan.names(members))


def _named(plan: Plan, members: Iterable[int]) -> str:
    return ", ".join(plan.names(members))


def _alphabetical(name: str) -> list[tuple[int, str]]:
    """Numbers by their size, and Æ, Ø, Å where they stand in the Danish alphabet: last."""
    parts = re.findall(r"\d+|\D+", name.casefold().translate(_LAST))
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What spreadsheets take for the beginning of a formula (OWASP, »CSV Injection«), in full width too."""


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
