"""Many groups at once: the table with a row for each; which column is which value, what each row asks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from facilitator.content import file_slug, slug
from facilitator.content.given import PEOPLE, values_of
from facilitator.made import cut
from facilitator.messages import Place, Problem, Problems, _, at_terminal, nearest, short
from facilitator.output.opened import behind_names
from facilitator.pairs.names import SHEETS
from facilitator.reading import Node
from facilitator.reading.spreadsheet import Row, Table, Telling, heading, read_sheets, table_in, uncertain
from facilitator.text.fill import Filler, names_in
from facilitator.text.meaning import KNOWN

__all__ = ["Group", "Groups", "read_groups", "read_headings"]


_OPTIONS = ("start", "template", "theme", "language")
"""What a row may ask of a build besides values of its data."""
_HEADINGS: Mapping[str, Sequence[str]] = {
    "team": ("hold", "gruppe", "gruppenavn", "holdnavn", "group"),
    "client": ("kunde", "kundens navn", "customer"),
    "date": ("dato", "dag", "day"),
    "place": ("sted", "lokale", "adresse", "venue", "room"),
    "participants": ("deltagere", "antal deltagere", "antal", "deltagerantal", "deltagerliste", "number"),
    "timezone": ("tidszone", "time zone"),
    "rounds": ("runder",),
    "group_size": ("gruppestørrelse",),
    PEOPLE: ("facilitator", "facilitatorer", "underviser", "undervisere", "konsulent", "konsulenter"),
    "start": ("starttid", "starttidspunkt", "begynder", "klokken", "kl", "tid", "begins"),
    "template": ("skabelon",),
    "theme": ("tema", "farver", "farvetema", "colours"),
    "language": ("sprog",),
}
"""Headings of what the program itself knows, besides its name; what an agenda asks for by a name goes before them."""
_USED = frozenset({*KNOWN, PEOPLE})
"""Names of data that the program itself asks for."""
_FILES = ("participants", "template", PEOPLE)
"""What names a file that lies beside the table."""
_NAMING = ("team", "trio", "enhed", "afdeling", "skole", "client")
"""What a group is called by where nobody says it: the first of these columns that there is."""
_SECONDS = re.compile(r"(\d{1,2}[.:]\d\d)[.:]00")
"""A clock time as a workbook shows it where nobody has chosen a format."""
_LONGEST = 80
"""Characters of a folder's name."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group: a row of the table."""

    row: int
    """Its line in the file."""
    name: str
    folder: str
    options: Mapping[str, Any]
    """What `facilitator.open` gets for it."""
    place: Place
    columns: Mapping[str, int] = field(default_factory=dict)
    """The number of the column of each of its values, from 1; as the headings, one for all rows."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """What stands over each of them."""

    @property
    def places(self) -> dict[str, Place]:
        """Where each of its values stands."""
        return {name: Place(self.place.path, self.place.line, number) for name, number in self.columns.items()}

    @property
    def behind(self) -> str:
        """What the names of its files end in."""
        return behind_names(self.name)

    @property
    def files(self) -> dict[str, str]:
        """The values that name a file beside the table; of the leaders it may be their names instead."""
        leaders = self.options["data"].get(PEOPLE)
        named = {**self.options, PEOPLE: leaders.value if isinstance(leaders, Node) else None}
        return {name: str(named[name]) for name in _FILES if named.get(name)}

    def cell_naming(self, file: str) -> Place:
        """Where it names a file; the row where it does not."""
        return next((self.places[name] for name, one in self.files.items() if one == file), self.place)

    def of(self, asked: Collection[str]) -> Group:
        """The same without the values that nothing asks for."""
        data = {name: node for name, node in self.options["data"].items() if name in asked or name in _USED}
        return replace(self, options={**self.options, "data": data})


@dataclass(frozen=True)
class Groups:
    """The groups of a table, and what there is to say of it."""

    groups: tuple[Group, ...]
    problems: Mapping[int, tuple[Problem, ...]]
    """What is wrong with a row, by its line."""
    columns: Mapping[str, str]
    """The headings, by the names of their values."""
    naming: frozenset[str]
    """The values that groups are named by."""
    told: tuple[str, ...]
    table: Table
    """As it was read."""

    def unused(self, asked: Iterable[str]) -> list[str]:
        """A line for each column that nothing uses, with the nearest of the names that something asks for."""
        known = {*asked, *KNOWN, *_HEADINGS}
        names = {**{one: one for one in known}, **{word: name for name in _HEADINGS for word in _HEADINGS[name]}}
        what = _("nothing uses the column “{name}”")
        return [
            str(Problem(what.format(name=short(head)), "", names.get(nearest(head, names), "")))
            for name, head in self.columns.items()
            if name not in known | self.naming
        ]


def read_groups(
    path: Path,
    asked: Iterable[str],
    locale: str,
    *,
    name: str | None = None,
    sheet: str | None = None,
    beside: Path | None = None,
) -> Groups:
    """The groups of a table, one to a row.

    Args:
        path: a text file or a workbook.
        asked: the names that the agenda's texts ask for.
        locale: the language tag in which values are understood.
        name: how groups are called, a text with names of columns: ``"{{ team }}"``; by the column of that name, or of
            the clients, when left out.
        sheet: the sheet of a workbook.
        beside: the folder with the files that rows name; that of the table when left out.

    Raises:
        Problems: the table cannot be read, or is not certain in some way.
    """
    table = _table(path, asked, sheet)
    columns = dict(_columns(table, asked))
    naming = _naming(table, columns, name)
    headings = {one: table.headings[at] for one, at in columns.items()}
    reader = _Reader(beside or path.parent, columns, headings, naming, locale)
    found = [reader.group(row, len(table.headings)) for row in table.rows]
    wrong = {group.row: problems for group, problems in found if problems}
    groups = tuple(group for group, _problems in found)
    for group, problem in _alike(groups):
        wrong[group.row] = (*wrong.get(group.row, ()), problem)
    return Groups(groups, wrong, reader.headings, frozenset(names_in(naming)), (*table.left_out, *table.told),
                  table)  # fmt: skip


def read_headings(path: Path, asked: Iterable[str], sheet: str | None = None) -> dict[str, str]:
    """What stands over each column, by the name of its value; the arguments and errors are those of `read_groups`."""
    table = _table(path, asked, sheet)
    return {name: table.headings[at] for name, at in _columns(table, asked)}


def _table(path: Path, asked: Iterable[str], sheet: str | None) -> Table:
    words = {*asked, *KNOWN, *_HEADINGS, *(word for words in _HEADINGS.values() for word in words)}
    found = table_in(path, read_sheets(path), {heading(one): 2 for one in words}, [], sheet, _how())
    if not found.headings and found.rows:
        expected = _("expected headings such as Team, Kunde, Dato, Deltagere, or the names of the agenda's data")
        raise uncertain(_("no heading says what the columns are"), found, expected)
    if not found.rows:
        expected = _("expected a row of headings, then a row for each group")
        raise Problems.one(_("the table is empty"), expected, place=found.place)
    return found


def _how() -> Telling:
    """How whoever reads this says which sheet and which columns are meant."""
    if at_terminal():
        return Telling("--sheet", "--name")
    return Telling(_("the field “Sheet”"), _("the field “What groups are called by”"))


def _columns(table: Table, asked: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The name of each column's value, and the column's number."""
    names = {_key(one): one for one in (*KNOWN, *_HEADINGS, *asked)}
    words = {_key(word): name for name, words in _HEADINGS.items() for word in words}
    found: dict[str, int] = {}
    for at, head in enumerate(table.headings):
        key = _key(head)
        name = names.get(key) or words.get(key) or key
        if not head:
            continue
        if name in found:
            what = _("the columns “{one}” and “{other}” are the same", one=table.headings[found[name]], other=head)
            raise uncertain(what, table, _("expected one of them"))
        found[name] = at
    yield from found.items()


def _key(head: str) -> str:
    """A heading as a name: »Næste møde:« → ``naeste_moede``."""
    return slug(heading(head)).replace("-", "_")


def _naming(table: Table, columns: Mapping[str, int], name: str | None) -> str:
    """The text that groups are named by."""
    if name is not None:
        missing = sorted(names_in(name) - {*columns})
        if missing or not names_in(name):
            what = _("--name asks for the column “{name}”, which is not there", name=missing[0] if missing else name)
            expected = _("expected one of {names}", names=", ".join(f"{{{{ {one} }}}}" for one in columns))
            raise Problems.one(what, expected, nearest(missing[0], columns) if missing else "", table.top)
        return name
    found = next((one for one in _NAMING if one in columns), None)
    if found is None:
        expected = _("expected one such as Team, or {option}", option=_example(columns))
        raise uncertain(_("no column says what the groups are called"), table, expected)
    texts = [row.cells[columns[found]] for row in table.rows if columns[found] < len(row.cells)]
    if len({*texts}) * 2 < len(texts):
        what = _("the column “{name}” has the same name in many rows", name=table.headings[columns[found]])
        expected = _("expected {option}: the columns that tell the groups apart", option=_example(columns))
        raise uncertain(what, table, expected)
    return f"{{{{ {found} }}}}"


def _example(columns: Iterable[str]) -> str:
    """What tells how groups are called, with the first columns that hold no values of the program's own."""
    if not at_terminal():
        return _how().column
    own = [one for one in columns if one not in {*KNOWN, *_HEADINGS}] or ["team"]
    return f'--name "{" ".join(f"{{{{ {one} }}}}" for one in own[:2])}"'


@dataclass(frozen=True)
class _Reader:
    beside: Path
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    naming: str
    locale: str
    numbers: dict[tuple[int, ...], dict[str, int]] = field(default_factory=dict)
    """The numbers of the columns, one for all rows that show the same of them."""

    def group(self, row: Row, headings: int) -> tuple[Group, tuple[Problem, ...]]:
        """The group of a row, and what is wrong with it."""
        problems: list[Problem] = []
        if len(row.filled) > headings:
            what = _("the row has {number} cells", number=len(row.filled))
            problems.append(
                Problem(what, _("expected {number}, as there are headings", number=headings), place=row.place)
            )
        places = {name: row.cell(at) for name, at in self.columns.items()}
        numbers = self.numbers.setdefault(row.seen, {name: place.column for name, place in places.items()})
        cells = {name: row.cells[at] if at < len(row.cells) else "" for name, at in self.columns.items()}
        data = {name: Node(text, places[name]) for name, text in cells.items() if text and name not in _OPTIONS}
        options: dict[str, Any] = {name: cells[name] for name in _OPTIONS if cells.get(name)}
        if seconds := _SECONDS.fullmatch(options.get("start", "")):
            options["start"] = seconds[1]
        if "template" in options:
            options["template"] = str(self.beside / options["template"])
        self._lists(data, options)
        name = self._name(data, places, problems)
        if name:
            data["team"] = Node(name, next((places[one] for one in names_in(self.naming)), row.place), quoted=True)
        folder, own = cut(file_slug(name), _LONGEST), {**options, "data": data}
        group = Group(row.place.line, name, folder, own, row.place, numbers, self.headings)
        return group, tuple(problems)

    def _lists(self, data: dict[str, Node], options: dict[str, Any]) -> None:
        """Lists of people, which lie beside the table."""
        for name in ("participants", PEOPLE):
            node = data.get(name)
            if node is None or not str(node.value).lower().endswith(SHEETS):
                continue
            file = str(self.beside / str(node.value))
            if name == PEOPLE:
                data[name] = Node(file, node.place)
            else:
                options[name] = Path(file)
                del data[name]

    def _name(self, data: Mapping[str, Node], places: Mapping[str, Place], problems: list[Problem]) -> str:
        """What the group is called; empty where that is wrong."""
        missing = [one for one in names_in(self.naming) if one not in data]
        if missing:
            what = _("the row has no “{name}”, by which its group is called", name=self.headings[missing[0]])
            problems.append(Problem(what, _("expected a name, or an empty row"), place=places[missing[0]]))
            return ""
        try:
            values = values_of(data, self.locale, problems)
            return " ".join(Filler(values, self.locale).fill(self.naming).split())
        except Problems as error:
            problems += error.problems
            return ""


def _alike(groups: Sequence[Group]) -> Iterator[tuple[Group, Problem]]:
    """The rows that would get the folder of another."""
    by_folder: dict[str, list[Group]] = {}
    for group in groups:
        by_folder.setdefault(group.folder, []).append(group)
    for same in by_folder.values():
        for group in same if len(same) > 1 and same[0].name else ():
            other = same[0] if group is not same[0] else same[1]
            what = _("“{name}” would get the same folder as row {row}: {folder}",
                     name=short(group.name), row=other.row, folder=group.folder)  # fmt: skip
            more = _('expected names that differ, or --name with more columns, such as "{example}"',
                     example="{{ client }} {{ team }}")  # fmt: skip
            page = _("expected names that differ, or two columns under “What groups are called by”")
            expected = more if at_terminal() else page
            yield group, Problem(what, expected, place=group.options["data"]["team"].place)
