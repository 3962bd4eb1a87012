"""The front door: an agenda or a programme opened by name, path, or text; checked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from facilitator.agenda.read import is_programme, read_agenda
from facilitator.content import Keeping, slug
from facilitator.content.file_kinds import PROGRAMMES, kind_of
from facilitator.content.given import PEOPLE
from facilitator.content.loading import read_data
from facilitator.content.theme import given_look
from facilitator.library import KINDS, File, Library, is_path, library_with
from facilitator.messages import Place, Problem, Problems, WrongArgument, _, mark
from facilitator.output.agenda import OpenAgenda, minutes
from facilitator.output.opened import Asked, Tracks, settled
from facilitator.reading import Node, node_of
from facilitator.reading.files import read_yaml
from facilitator.text.fill import names_in
from facilitator.text.meaning import parse_day

if TYPE_CHECKING:
    from facilitator.output.programme import OpenProgramme
    from facilitator.pairs.roster import Roster

__all__ = ["Checked", "OpenPart", "Options", "check", "open", "part"]

_TEXT = "agenda"
"""What an agenda is called that has no file."""
_SAMPLE = "facilitator-check"
"""What the agenda is called that is built."""
_WHOLE = "trio-workshop"
"""What is built to see whether a theme or a language holds."""
_BLOCKS: Mapping[str, str] = {
    "figures": "{{title: x, minutes: 5, slides: [{{figure: {name}}}]}}",
    "exercises": "{{exercise: {name}{more}}}",
    "cards": "{{title: x, minutes: 5, cards: [{name}]}}",
    "forms": "{{title: x, minutes: 5, forms: [{name}]}}",
}
"""The block that shows what there is to see."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "figures": ("deck",),
    "exercises": ("deck", "cards", "form"),
    "cards": ("cards",),
    "forms": ("form",),
}
"""The files that it comes into; for themes and languages all."""
_VALUES: Mapping[str, Any] = {"participants": 12, "date": date(2027, 1, 14)}
"""What names in texts stand for that every agenda gives values of its own; others stand for themselves."""
_AS_DATE = re.compile(r"\b(\w+)\s*\|\s*(?:long|short)date\b")
_NAMES: Mapping[str, str] = {
    "figures": mark("a figure"),
    "exercises": mark("an exercise"),
    "cards": mark("a card set"),
    "forms": mark("a form"),
    "themes": mark("a theme"),
    "terms": mark("a language"),
}


class Options(TypedDict, total=False):
    """What may be asked of an agenda or a programme besides what its file says."""

    text: str
    """The file itself, instead of its name or path; beside one of them, it is read in the place of that file."""
    data: Mapping[str, Any]
    """Values for the names in its texts."""
    settings: Mapping[str, str]
    """The same as texts, understood as if they stood in the file; they come before ``data``."""
    files: Iterable[File]
    """YAML files with values; ``data`` comes before them."""
    start: str | None
    """When it begins: ``"12:30"``."""
    date: date | str | None
    """The day, a text as in ``"2027-01-14"``."""
    participants: File | int | Sequence[str] | None
    """The list of those who come, their names, or how many they are."""
    names: Sequence[str]
    """The headings over the parts of a name in that list, or the numbers of their columns."""
    sheet: str | None
    """The sheet of a workbook that the list stands on."""
    apart: Sequence[str]
    """Columns of that list; people who differ in them meet."""
    together: Sequence[str]
    """Columns of that list; people who share them meet."""
    theme: str | None
    brand: Mapping[str, Any]
    """Colours, font, logo, sender, before those of its own brand; a logo is a path."""
    language: str | None
    template: File | None
    """The PowerPoint file that decks are made in."""
    template_slides: Keeping | None
    """What becomes of the slides in it."""
    macros: bool
    """Its macros are kept."""
    tracks: Tracks
    """``"apart"`` makes a deck of its own for each of several tracks at the same time."""
    libraries: Iterable[File]
    """Folders with content of one's own, before the shipped."""
    outside: bool
    """Files that it names may lie outside its folder."""


def open(source: File | None = None, **options: Unpack[Options]) -> OpenAgenda | OpenProgramme:
    """The agenda or programme of that name in the library, or in the file of that path, or of the ``text`` given.

    A ``text`` beside a path is read as that file would be, with all that lies beside it, before anybody has saved it.

    Raises:
        Problems: everything that is wrong with the file.
        WrongArgument: an option makes no sense.
    """
    name = _TEXT if source is None else str(source)
    library = library_with(options.get("libraries", ()), beside=name)
    if "text" in options:
        library = library.with_text("agendas", name, options["text"].encode())
    roster, people = _participants(options)
    template, slides = options.get("template"), options.get("template_slides")
    asked = Asked(
        roster, tuple(options.get("apart", ())), tuple(options.get("together", ())),
        None if template is None else Path(template), slides, options.get("macros", False),
        options.get("tracks", "together"), given_look(options.get("brand", {})),
    )  # fmt: skip
    opens = _programme if is_programme(name, library) else _agenda
    return opens(name, library, _data(options, people), asked, options)


class Checked(tuple[Problem, ...]):
    """What would keep something from being built; empty when nothing would."""

    warnings: tuple[Problem, ...]
    """What can hardly be meant, though it keeps nothing from being built: see `Opened.warnings`."""

    def __new__(cls, problems: Iterable[Problem], warnings: Iterable[Problem] = ()) -> Checked:
        found = super().__new__(cls, problems)
        found.warnings = tuple(warnings)
        return found


def check(source: File | None = None, **options: Unpack[Options]) -> Checked:
    """Everything that would keep an agenda, a programme, or whatever agendas are made of from being built.

    The arguments are those of `open`; ``source`` may also be the path of a figure, an exercise, a card set, a form, a
    theme, or a language, of which ``libraries`` is all that is asked. Where nothing is wrong, ``warnings`` of what is
    returned tell what can hardly be meant.

    Raises:
        WrongArgument: an option makes no sense.
    """
    try:
        found = None if source is None else part(source, libraries=options.get("libraries", ()))
        opened = found or open(source, **options)
        problems = opened.check()
        return Checked(problems, () if problems else opened.warnings())
    except Problems as error:
        return Checked(error.problems)


def part(file: File, *, libraries: Iterable[File] = ()) -> OpenPart | None:
    """What agendas are made of: the figure, exercise, card set, form, theme, or language in the file of that path.

    None for everything else: an agenda, a programme, a name in the library.

    Raises:
        Problems: the file cannot be read, or it is not clear what it is.
    """
    if not is_path(str(file)):
        return None
    node = read_yaml(Path(file))
    kind = kind_of(Path(file), node)
    if kind in ("agendas", PROGRAMMES):
        return None
    return OpenPart(Path(file), kind, node, library_with(libraries, beside=str(file)))


def _agenda(name: str, library: Library, data: dict[str, Any], asked: Asked, options: Options) -> OpenAgenda:
    start, theme, outside = options.get("start"), options.get("theme"), options.get("outside", False)
    begin = None if start is None else minutes(start, "start")
    reading = read_agenda(name, library=library, data=data, theme=theme, instead=_instead(options), outside=outside)
    return OpenAgenda(reading, library, asked, begin)


def _programme(name: str, library: Library, data: dict[str, Any], asked: Asked, options: Options) -> OpenProgramme:
    from facilitator.output.programme import OpenProgramme  # Most of what is opened is an agenda.
    from facilitator.programme import read_programme

    for option in ("start", "date"):
        if options.get(option) is not None:
            text = _("{option} is for one session; each part of a programme has its own")
            raise WrongArgument(text, options={"option": option})
    theme, outside = options.get("theme"), options.get("outside", False)
    reading = read_programme(name, library=library, data=data, theme=theme, instead=_instead(options), outside=outside)
    return OpenProgramme(reading, library, asked, theme)


def _instead(options: Options) -> dict[str, Node]:
    language = options.get("language")
    return {} if language is None else {"language": node_of(language, Place("language"))}


def _participants(options: Options) -> tuple[Roster | None, int | None]:
    """The list, where there is one, and how many they are."""
    given = options.get("participants")
    if not isinstance(given, str | os.PathLike):
        for option in ("names", "sheet", "apart", "together"):
            if options.get(option):
                text = _("{option} needs {participants} FILE")
                raise WrongArgument(text, options={"option": option, "participants": "participants"})
    if given is None or isinstance(given, int):
        return None, given
    from facilitator.pairs.names import read_roster  # Most sessions have no list.
    from facilitator.pairs.roster import named

    if not isinstance(given, str | os.PathLike):
        roster = named(given)
    else:
        roster = read_roster(Path(given), names=options.get("names", ()), sheet=options.get("sheet"))
    return roster, len(roster.people)


def _data(options: Options, people: int | None) -> dict[str, Any]:
    found: dict[str, Any] = {} if people is None else {"participants": people}
    for file in options.get("files", ()):
        found |= read_data(Path(file))
    found |= {**options.get("data", {}), **settled(options.get("settings", {}))}
    if PEOPLE in found:
        found[PEOPLE] = _led(found[PEOPLE])
    day = options.get("date")
    return found if day is None else found | {"date": _day(day)}


def _led(value: Any) -> Any:
    """Who leads, where that is the path of a table: beside the data file that names it, or where one stands."""
    from facilitator.pairs.names import SHEETS, read_leaders

    text = value.value if isinstance(value, Node) else value
    if not isinstance(text, str) or not text.lower().strip().endswith(SHEETS):
        return value
    beside = Path(value.place.path).parent if isinstance(value, Node) and Path(value.place.path).is_file() else Path()
    path = beside / text.strip()
    return node_of(read_leaders(path), Place(str(path)))


def _day(day: date | str) -> date:
    text = _("“{value}”; expected year-month-day such as 2025-01-09")
    try:
        found = day if isinstance(day, date) else parse_day(day, "")
    except ValueError as error:
        raise WrongArgument("{error}", "date", error=error) from None
    if found is None:
        raise WrongArgument(text, "date", value=day)
    return found


# --- what agendas are made of, checked by itself: an agenda with it is built, in memory ---


@dataclass(frozen=True)
class OpenPart:
    """The file of a part, to be checked."""

    file: Path
    kind: str
    """One of `facilitator.library.KINDS`."""
    node: Node = field(repr=False)
    library: Library = field(repr=False)

    @property
    def summary(self) -> str:
        """What it is, on a line."""
        return _("{file}: {kind}", file=self.file, kind=_(_NAMES[self.kind]))

    def notes(self) -> list[str]:
        """There is nothing to know about it before it is used."""
        return []

    def warnings(self) -> tuple[Problem, ...]:
        """None: its minutes are held against those of the agenda that uses it."""
        return ()

    def check(self) -> tuple[Problem, ...]:
        """Everything that would keep an agenda that uses it from being built, as far as it lies in its own file."""
        library = self.library.with_content(self.kind, self._name, self.file.read_bytes())
        try:
            found = self._opened(library).check(_KINDS.get(self.kind, ()))
        except Problems as error:
            found = error.problems
        return tuple(dict.fromkeys(self._placed(found)))

    @property
    def _name(self) -> str:
        return slug(self.file.stem)

    def _opened(self, library: Library) -> OpenAgenda:
        """An agenda that uses it."""
        if self.kind not in _BLOCKS:
            theme = self._name if self.kind == "themes" else None
            language = {"language": node_of(self._name, Place(""))} if self.kind == "terms" else {}
            return OpenAgenda(read_agenda(_WHOLE, library=library, theme=theme, instead=language), library)
        block = _BLOCKS[self.kind].format(name=self._name, more="".join(self._missing()))
        library = library.with_content("agendas", _SAMPLE, f"title: x\nblocks: [{block}]\n".encode())
        own = self.node.find(("data",))
        known = own.value if own is not None and isinstance(own.value, dict) else {}
        data = {name: value for name, value in _stand_ins(self.node.plain()).items() if name not in known}
        return OpenAgenda(read_agenda(_SAMPLE, library=library, data=data), library)

    def _missing(self) -> Iterator[str]:
        """What an exercise may leave to the agenda."""
        keys = self.node.value if isinstance(self.node.value, dict) else {}
        if "title" not in keys:
            yield ", title: x"
        if not {"minutes", "parallel", "at"} & set(keys):
            yield ", minutes: 1-600"

    def _placed(self, problems: tuple[Problem, ...]) -> Iterator[Problem]:
        """The problems with the file's own name, and none of the agenda's lines."""
        label = f"{KINDS[self.kind]}/{self._name}.yaml"
        agendas = {f"{KINDS['agendas']}/{name}.yaml" for name in (_SAMPLE, _WHOLE)}
        for problem in problems:
            place = problem.place
            if place is None or place.path in {label, *agendas}:
                own = place is not None and place.path == label
                place = replace(place, path=str(self.file)) if own and place else Place(str(self.file))
            yield replace(problem, place=place)


def _stand_ins(value: Any) -> dict[str, Any]:
    """Values for every name that a text somewhere in the value asks for: a date for one that is written as a date."""
    if isinstance(value, dict | list):
        found = map(_stand_ins, value.values() if isinstance(value, dict) else value)
        return dict(
            sorted((one for some in found for one in some.items()), key=lambda one: not isinstance(one[1], str))
        )
    if not isinstance(value, str):
        return {}
    dates = dict.fromkeys(_AS_DATE.findall(value), _VALUES["date"])
    return {name: _VALUES.get(name, dates.get(name, name)) for name in names_in(value)}
