"""Cards of the user's own: a card set in YAML, or rows of a spreadsheet as CSV or .xlsx."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from facilitator.content.cards import CATEGORIES, Card, CardSet, Category
from facilitator.content.file_kinds import read_cards
from facilitator.library import Library
from facilitator.messages import Place, Problem, Problems, _, at_terminal, nearest
from facilitator.reading.spreadsheet import Row, Table, Telling, heading, read_sheets, table_in, uncertain

__all__ = ["Told", "added", "card_set"]

_COLUMNS = {
    "front": ("forside", "front", "spørgsmål", "question", "kort", "card"),
    "back": ("bagside", "back"),
    "category": ("tema", "kategori", "category", "theme"),
}
"""The headings of a spreadsheet's columns, in Danish and English."""
_KNOWN = {
    **{name: 1 for names in _COLUMNS.values() for name in names},
    **dict.fromkeys(("forside", "front", "bagside", "back"), 2),
}
_SHEETS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_HOW = Telling("--worksheet", "--front")


@dataclass(frozen=True, slots=True)
class Told:
    """What a user says of lists of cards, and what there is to say of them."""

    sheet: str | None = None
    """The sheet of a workbook, by its name or number."""
    front: str | None = None
    """The heading over the fronts, or the number of their column where there are no headings."""
    title: str | None = None
    """What the set is called on its cards."""
    notes: list[str] = field(default_factory=list)
    """Takes what was left out."""


def card_set(name: str, library: Library, told: Told | None = None) -> CardSet:
    """The card set of that name in the library, or in the file of that path, every card written out.

    Args:
        name: the name or the path.
        library: where names are looked up.
        told: what the user says of a list.

    Raises:
        Problems: there is none, or something is wrong with it.
    """
    said = told or Told()
    if not name.lower().endswith(_SHEETS):
        found = read_cards(name, library)
        return found.model_copy(update={"title": said.title}) if said.title else found
    path = Path(name)
    table = _table(path, said)
    title = said.title or table.title or path.stem
    said.notes.extend(() if title == table.title else table.left_out)
    return CardSet(title=title, categories=_from_rows(table, title, said))


def added(cards: CardSet, more: Path, library: Library, told: Told | None = None) -> CardSet:
    """The set with the cards of a file behind its own, category by category; new categories come last.

    Raises:
        Problems: something is wrong with the file, or there are more categories than colours.
    """
    sheet = more.suffix.lower() in _SHEETS
    last = cards.categories[-1].title
    said = told or Told()
    others = _more(more, last, said) if sheet else card_set(str(more), library).categories
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


def _more(path: Path, category: str, told: Told) -> list[Category]:
    table = _table(path, told)
    told.notes.extend(table.left_out)
    return _from_rows(table, category, told)


def _table(path: Path, told: Told) -> Table:
    """The list in a spreadsheet.

    Raises:
        Problems: there is none, or it is not certain which it is.
    """
    table = table_in(
        path,
        read_sheets(path),
        _KNOWN,
        [told.front] if told.front else [],
        told.sheet,
        _HOW.here(),
    )
    told.notes.extend(table.told)
    if not table.rows:
        what = _("there are headings but no cards") if table.headings else _("there is nothing in it")
        raise Problems.one(what, _("expected a row a card"), place=table.place)
    return table


def _from_rows(table: Table, category: str, told: Told) -> list[Category]:
    """The cards of a list; those without a category get this one.

    Raises:
        Problems: every bad row, by its number; or it is not certain what stands on the fronts.
    """
    columns = _columns(table, told.front)
    groups: dict[str, tuple[str, list[Card]]] = {}
    problems: list[Problem] = []
    for row in table.rows:
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


def _columns(table: Table, front: str | None) -> dict[str, int]:
    """Which column holds what.

    Raises:
        Problems: it is not certain which of several holds the fronts.
    """
    headings = [heading(cell) for cell in table.headings]
    for one in sorted({*headings} & {*_KNOWN, heading(front or "")}):
        if one and headings.count(one) > 1:
            what = _("there are several columns “{name}”", name=one)
            raise uncertain(what, table, _("expected a heading that is asked for once"))
    found = {what: next((headings.index(one) for one in names if one in headings), None)
             for what, names in _COLUMNS.items()}  # fmt: skip
    if front is not None:
        found["front"] = headings.index(heading(front)) if headings else _numbered(table, int(front))
    elif not headings and all(len(row.filled) == 1 for row in table.rows):
        if table.titled:
            raise uncertain(_("the first row may be a title or a card"), table, _expected(table))
        found["front"] = 0
    known = {what: place for what, place in found.items() if place is not None}
    if "front" not in known:
        raise uncertain(_("it is not certain which column holds the fronts of the cards"), table, _expected(table))
    return known


def _numbered(table: Table, number: int) -> int:
    widest = max(len(row.filled) for row in table.rows)
    if not 0 < number <= widest:
        what = _("there is no column {number}; the list has {count}", number=number, count=widest)
        raise uncertain(what, table, _expected(table))
    return number - 1


def _expected(table: Table) -> str:
    fronts = _COLUMNS["front"]
    cells = [heading(cell) for cell in (table.headings or table.rows[0].filled)]
    guess = next((near for cell in cells if cell not in _KNOWN and (near := nearest(cell, fronts))), "")
    hint = _("; did you mean “{name}”?", name=guess) if guess else ""
    expected = _("expected the heading {names}, or {option} with a heading or the number of the column",
                 names=", ".join(fronts), option=_HOW.column)  # fmt: skip
    return (expected if at_terminal() else _("expected the heading {names}", names=", ".join(fronts))) + hint


def _cell(row: Row, columns: dict[str, int], what: str) -> str:
    place = columns.get(what)
    return row.cells[place] if place is not None and 0 <= place < len(row.cells) else ""
