"""Cards of the user's own: a card set in YAML, or rows of a spreadsheet as CSV or .xlsx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pydantic import ValidationError

from facilitator.content.cards import CATEGORIES, Card, CardSet, Category
from facilitator.content.inlining import Inliner
from facilitator.content.loading import Loaded, load
from facilitator.library import Library
from facilitator.messages import _
from facilitator.problems import Place, Problem, Problems, nearest
from facilitator.reading.nodes import Node
from facilitator.reading.spreadsheet import Row, read_rows

__all__ = ["added", "card_set"]

_COLUMNS = {
    "front": ("forside", "front", "spørgsmål", "question", "kort", "card"),
    "back": ("bagside", "back"),
    "category": ("tema", "kategori", "category", "theme"),
}
"""The headings of a spreadsheet's columns, in Danish and English."""
_SHEETS = (".csv", ".tsv", ".txt", ".xlsx")


def card_set(name: str, library: Library) -> CardSet:
    """The card set of that name in the library, or in the file of that path, every card written out.

    Raises:
        Problems: there is none, or something is wrong with it.
    """
    if name.lower().endswith(_SHEETS):
        path = Path(name)
        return CardSet(title=path.stem, categories=_from_rows(path, path.stem))
    return load(_CardsReading, name, library).content.written_out


def added(cards: CardSet, more: Path, library: Library) -> CardSet:
    """The set with the cards of a file behind its own, category by category; new categories come last.

    Raises:
        Problems: something is wrong with the file, or there are more categories than colours.
    """
    sheet = more.suffix.lower() in _SHEETS
    others = _from_rows(more, cards.categories[-1].title) if sheet else card_set(str(more), library).categories
    merged = {category.title.casefold(): category for category in cards.categories}
    for category in others:
        key = category.title.casefold()
        known = merged.get(key)
        merged[key] = known.model_copy(update={"cards": [*known.cards, *category.cards]}) if known else category
    if len(merged) > CATEGORIES:
        names = ", ".join(category.title for category in merged.values())
        raise Problems.one(
            _("{number} categories: {names}", number=len(merged), names=names),
            _("expected at most {number}", number=CATEGORIES),
            place=Place(str(more)),
        )
    return cards.model_copy(update={"categories": list(merged.values())})


def _from_rows(path: Path, category: str) -> list[Category]:
    """The cards of a spreadsheet; those without a category get this one.

    Raises:
        Problems: every bad row, by its number.
    """
    rows = read_rows(path)
    if not rows:
        raise Problems.one(_("there is nothing in it"), _("expected a row a card"), place=Place(str(path)))
    columns = _columns(rows[0])
    if columns is None:
        columns = {"front": 0}
    else:
        rows = rows[1:]
    if not rows:
        raise Problems.one(_("there are headings but no cards"), _("expected a row a card"), place=Place(str(path)))
    groups: dict[str, tuple[str, list[Card]]] = {}
    problems: list[Problem] = []
    for row in rows:
        try:
            card = Card(front=_cell(row, columns, "front"), back=_cell(row, columns, "back"))
        except ValidationError:
            what = _("the card has no front")
            problems.append(Problem(what, _("expected a question in this row"), place=row.place))
            continue
        title = _cell(row, columns, "category") or category
        groups.setdefault(title.casefold(), (title, []))[1].append(card)
    if problems:
        raise Problems(problems)
    return [Category(title=title, cards=cards) for title, cards in groups.values()]


def _columns(row: Row) -> dict[str, int] | None:
    """Which column holds what, when the row is one of headings.

    Raises:
        Problems: it has headings, but none for the front.
    """
    headings = [cell.casefold() for cell in row.cells]
    found = {
        what: next((headings.index(name) for name in names if name in headings), None)
        for what, names in _COLUMNS.items()
    }  # fmt: skip
    known = {what: place for what, place in found.items() if place is not None}
    if known and "front" not in known:
        fronts = _COLUMNS["front"]
        guess = next(filter(None, (nearest(heading, fronts) for heading in _unknown(headings))), "")
        expected = _("expected one of {names}", names=", ".join(fronts))
        raise Problems.one(_("there is no column for the front"), expected, guess, row.place)
    return known or None


def _unknown(headings: Sequence[str]) -> Iterator[str]:
    names = {name for names in _COLUMNS.values() for name in names}
    yield from (heading for heading in headings if heading not in names)


def _cell(row: Row, columns: dict[str, int], what: str) -> str:
    place = columns.get(what)
    return row.cells[place] if place is not None and place < len(row.cells) else ""


@dataclass(frozen=True)
class _CardsReading(Loaded[CardSet]):
    """A card set, its id, the words of its language, and where everything stands in its file."""

    kind: ClassVar[str] = "cards"
    model: ClassVar[type[CardSet]] = CardSet

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.cards(node)
