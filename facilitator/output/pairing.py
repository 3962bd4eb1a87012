"""Who meets whom, planned without an agenda or for one, and how it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.content.languages import read_terms, spoken_terms
from facilitator.content.loading import DEFAULT_THEME, read_theme
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import File, Library, library_with
from facilitator.made import Made
from facilitator.messages import WrongArgument, _, printable
from facilitator.pairs import Meeting, Plan
from facilitator.pairs.names import read_roster
from facilitator.pairs.planning import plan
from facilitator.pairs.roster import Roster, named, numbered
from facilitator.print.pairs import plan_csv, plan_data, plan_pdf, plan_word
from facilitator.print.typst import boxes, page_count

__all__ = ["Pairing", "pair"]

_NUMBER = re.compile("[0-9]{1,18}")
"""A number of people; longer ones are no more a number than a name, and no file has it."""


@dataclass(frozen=True)
class Pairing:
    """A plan of who meets whom, and how it is told."""

    plan: Plan
    terms: Terms
    theme: Theme
    library: Library
    told: tuple[str, ...] = ()
    """What is to know of the list of people."""

    @property
    def spoken(self) -> Terms:
        """The words of the language in which messages are told."""
        return spoken_terms(self.terms, self.library)

    def data(self) -> dict[str, Any]:
        """The plan as JSON takes it."""
        return plan_data(self.plan, self.spoken)

    def notes(self) -> list[str]:
        """What to know of it: what was left out of the list, who meets again, and why."""
        return [*self.told, *(note.text(self.spoken) for note in self.plan.notes)]

    def headings(self) -> list[str]:
        """One for each round."""
        return [self.spoken.pairs.round.format(number=number) for number in range(1, len(self.plan.rounds) + 1)]

    def rows(self) -> Iterator[list[str]]:
        """A row for each table: its name, and who sits there in each round."""
        for meetings in zip(*(one.meetings for one in self.plan.rounds), strict=True):
            label = self.spoken.pairs.table.format(label=meetings[0].table)
            yield [label, *(self._people(meeting, first=not number) for number, meeting in enumerate(meetings))]

    def file(self, name: str) -> Made:
        """The plan as a file of that name, which says by its ending whether it is a table or pages to print.

        Raises:
            WrongArgument: the name ends otherwise.
        """
        ending = Path(name).suffix.lower()
        if ending not in _WRITERS:
            text = _("“{name}”; expected a name that ends in {endings}")
            raise WrongArgument(text, "out", name=name, endings=_(" or ").join(_WRITERS))
        content = _WRITERS[ending](self)
        if ending != ".pdf":
            return Made("pairs", name, content)
        told = (*self.notes(), *boxes([person.name for person in self.plan.people]))
        return Made("pairs", name, content, page_count(content), told)

    def files(self) -> list[Made]:
        """The plan in every way in which it can be written."""
        return [self.file(f"{self.terms.pairs.file}{ending}") for ending in _WRITERS]

    def csv(self) -> bytes:
        """A table with a row for everybody, as a Danish Excel opens it."""
        return plan_csv(self.plan, self.terms)

    def pdf(self) -> bytes:
        """Pages to hang up and to hand out."""
        return plan_pdf(self.plan, self.terms, self.theme, self.library)

    def docx(self) -> bytes:
        """The same pages in Word, to be changed."""
        return plan_word(self.plan, self.terms, self.theme)

    def _people(self, meeting: Meeting, *, first: bool) -> str:
        """The names; hosts are marked, and in the first round the cards are told."""
        return ", ".join(self._person(member, first) for member in meeting.members)

    def _person(self, member: int, first: bool) -> str:
        plan, words = self.plan, self.spoken.pairs
        marks = [words.host] if member in plan.hosts else []
        if first and plan.deal:
            marks.append(words.card.format(number=plan.deal.cards[member]))
        name = printable(plan.people[member].name)
        return f"{name} ({', '.join(marks)})" if marks else name


_WRITERS: Mapping[str, Callable[[Pairing], bytes]] = {
    ".csv": Pairing.csv,
    ".docx": Pairing.docx,
    ".pdf": Pairing.pdf,
}
"""What a plan can be written as, by how the file's name ends."""


def pair(
    people: int | File | Sequence[str],
    *,
    rounds: int = 3,
    size: int = 2,
    apart: Sequence[str] = (),
    together: Sequence[str] = (),
    hosts: Sequence[str] = (),
    questions: int | None = None,
    seed: int = 1,
    language: str = "da",
    names: Sequence[str] = (),
    sheet: str | None = None,
    libraries: Iterable[File] = (),
) -> Pairing:
    """Rounds in which people meet new people, in pairs or at tables.

    Args:
        people: how many they are, their names, or a list of them (``.csv``, ``.xlsx``).
        rounds: how many.
        size: people in a group.
        apart: columns of the list; people who differ in them are mixed.
        together: columns of the list; people who share them stay together.
        hosts: who stays at one table.
        questions: how many questions the cards have that are dealt, if any.
        seed: another number gives another plan.
        language: that of the words.
        names: the headings over the parts of a name in the list, or the numbers of their columns.
        sheet: the sheet of a workbook that the list stands on.
        libraries: folders with content of one's own.

    Raises:
        Problems: the list is wrong, or there is no such plan.
    """
    library = library_with(libraries)
    terms = read_terms(language, library)
    roster = _roster(people, terms, names, sheet)
    made = plan(
        roster, rounds, size,
        apart=apart, together=together, hosts=hosts, questions=questions, seed=seed,
    )  # fmt: skip
    return Pairing(made, terms, read_theme(DEFAULT_THEME, library), library, roster.told)


def _roster(people: int | File | Sequence[str], terms: Terms, names: Sequence[str], sheet: str | None) -> Roster:
    if isinstance(people, int):
        return numbered(people, terms)
    if isinstance(people, Sequence) and not isinstance(people, str):
        return named(people)
    if _NUMBER.fullmatch(str(people)):
        return numbered(int(str(people)), terms)
    return read_roster(Path(people), names=names, sheet=sheet)
