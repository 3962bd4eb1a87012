"""A plan of who meets whom as a table on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.content.terms import Terms
from facilitator.pairs import Meeting, Plan
from facilitator.problems import printable

__all__ = ["print_plan"]


def print_plan(plan: Plan, terms: Terms) -> None:
    """Tables down, rounds across, as wide as the terminal (or as the names ask for, in a pipe)."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(no_wrap=True)
    for number in range(1, len(plan.rounds) + 1):
        table.add_column(Text(terms.pairs.round.format(number=number)))
    for cells in _rows(plan, terms):
        table.add_row(*map(Text, cells))
    console = Console()
    (console if console.is_terminal else Console(width=240)).print(table)


def _rows(plan: Plan, terms: Terms) -> Iterator[list[str]]:
    for meetings in zip(*(one.meetings for one in plan.rounds), strict=True):
        label = terms.pairs.table.format(label=meetings[0].table)
        first, *others = meetings
        yield [label, _people(plan, first, terms, first=True), *(_people(plan, other, terms) for other in others)]


def _people(plan: Plan, meeting: Meeting, terms: Terms, *, first: bool = False) -> str:
    """The names; hosts are marked, and in the first round the cards are told."""
    return ", ".join(_person(plan, member, first, terms) for member in meeting.members)


def _person(plan: Plan, member: int, first: bool, terms: Terms) -> str:
    marks = [terms.pairs.host] if member in plan.hosts else []
    if first and plan.deal:
        marks.append(terms.pairs.card.format(number=plan.deal.cards[member]))
    name = printable(plan.people[member].name)
    return f"{name} ({', '.join(marks)})" if marks else name
