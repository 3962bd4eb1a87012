"""What is done for one group, wherever it is done: checked, made, written; and what its files are made of, so that
nobody builds again what would be the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import facilitator
from facilitator.batches import Group
from facilitator.content.given import PEOPLE
from facilitator.content.loading import LoadedSession, asked_in
from facilitator.content.terms import Terms
from facilitator.house_templates.mapping import mapping_path
from facilitator.kept import KeptOfOne
from facilitator.library import KINDS, Library, default_library, is_path
from facilitator.made import Made
from facilitator.messages import Problem, Problems, WrongArgument, _, short, speaking
from facilitator.output import checksum
from facilitator.output.agenda import OpenAgenda
from facilitator.output.door import open as open_one
from facilitator.output.earlier import read
from facilitator.output.kinds import Print, prints
from facilitator.output.programme import OpenProgramme
from facilitator.output.updating import update
from facilitator.reading import Node
from facilitator.reading.files import inside

__all__ = [
    "Built", "Checked", "Found", "Job", "Paper", "Wish", "Work", "asked_by", "build", "check", "content_sum", "make",
    "opened", "own_content", "put", "shareable", "unchanged",
]  # fmt: skip


_FILE = re.compile(r"[^\0\n]{1,250}\.\w{2,5}")
"""A text that may be the name of a file: it has an ending, as no sentence has."""


def _files_of(source: str, opened: OpenAgenda | OpenProgramme) -> Iterator[Path]:
    """The files of the user's own, outside a library, that an agenda or a programme is made of."""
    if is_path(source):
        yield Path(source)
    readings: list[LoadedSession] = [opened.reading]  # type: ignore[type-arg]
    if isinstance(opened, OpenProgramme):
        readings += [session.reading for session in opened.sessions]
    for reading in readings:
        yield from _named(reading)
    template = opened.asked.template or opened.reading.template
    for file in () if template is None else (template, mapping_path(template)):
        if file.is_file():
            yield file


def _named(reading: LoadedSession) -> Iterator[Path]:  # type: ignore[type-arg]
    """Every file that a text of an agenda names: pictures, portraits, logos, agendas."""
    folder = reading.beside.folder
    if folder is None:
        return
    for text in _names(reading.node):
        found = folder / text if reading.beside.outside else inside(folder, text)
        if found is not None and _is_file(found):
            yield found


_NAMES: KeptOfOne[tuple[str, ...]] = KeptOfOne(512)
"""Most entries of one group's files are those of the next one's."""


def _names(node: Node) -> Iterator[str]:
    """Texts that may be the name of a file."""
    for one in node.value.values() if isinstance(node.value, dict) else ():
        for entry in one.value if isinstance(one.value, list) else [one]:
            yield from _NAMES.of(entry, partial(_names_in, entry))


def _names_in(entry: Node) -> tuple[str, ...]:
    found, waiting = list[str](), [entry]
    while waiting:
        value = waiting.pop().value
        if isinstance(value, dict | list):
            waiting += reversed(value.values() if isinstance(value, dict) else value)
        elif value and "." in value[-6:] and _FILE.fullmatch(value):
            found.append(value)
    return tuple(found)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A text longer than any name.
        return False


def own_content(library: Library) -> Mapping[Path, bytes]:
    """The content of the user's own folders, by path."""
    own = [root for root in library.roots[:-1] if isinstance(root, Path)]
    return {Path(str(file)): file.read_bytes() for root in own for file in _content(root)}


def content_sum(library: Library) -> str:
    """The checksum of all that a library holds now, and of the program's version."""
    told = (facilitator.__version__, *map(_sum_of, library.roots[:-1]), _shipped_sum())
    return sha256(repr(told).encode()).hexdigest()


def _sum_of(root: Traversable) -> str:
    told = sha256()
    for file in _content(root):
        told.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return told.hexdigest()


@cache
def _shipped_sum() -> str:
    """Of the content that does not change while the program runs, as folders of the user's own may."""
    return _sum_of(default_library().roots[-1])


def _content(root: Traversable) -> Iterator[Traversable]:
    for folder in map(root.joinpath, KINDS.values()):
        found = folder.iterdir() if folder.is_dir() else ()
        yield from sorted((one for one in found if one.name.endswith((".yaml", ".typ"))), key=lambda one: one.name)


@dataclass(frozen=True)
class Job:
    """What is the same for all groups."""

    source: str
    options: Mapping[str, Any]
    """Those of `facilitator.open`; what a row says comes before them."""
    only: tuple[str, ...]
    out: Path
    language: str
    """In which is told what is wrong."""
    terminal: bool = True
    """Whether that is read at a terminal."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be printed."""

    name: str
    pages: int
    copies: int | None


@dataclass(frozen=True, slots=True)
class Wish:
    """A group that is to be built."""

    group: Group
    inputs: str = ""
    """The checksum of all that it is made of."""
    once: frozenset[str] = frozenset()
    """The prints that are made once for all groups."""
    files: tuple[str, ...] = ()
    """What a batch before has written for it …"""
    papers: tuple[Paper, ...] = ()
    checksum: str = ""
    """… and what that was made of, and gave."""

    def checked(self, found: Checked, once: frozenset[str]) -> Wish:
        """The same with what has been found out since."""
        return replace(self, group=self.group.of(found.asked), inputs=found.inputs, once=once)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of the group of a row before anything is built."""

    row: int
    problems: tuple[Problem, ...] = ()
    inputs: str = ""
    prints: Mapping[str, tuple[str, int | None]] = field(default_factory=dict)
    """The prints that groups may share: what each is made of, and how many are needed."""
    asked: frozenset[str] = frozenset()
    """The names that its texts ask for."""
    files: tuple[Path, ...] = ()
    """Those that it is made of."""

    def sharing(self, alike: dict[Any, Any]) -> Checked:
        """The same, its parts in one piece with those of other groups that are ``alike``: few differ."""

        def one(value: _T) -> _T:
            found: _T = alike.setdefault(value, value)
            return found

        prints = {one(name): one(of) for name, of in self.prints.items()}
        return replace(self, prints=prints, asked=one(self.asked), files=one(self.files))


@dataclass(frozen=True)
class Work:
    """What has been made for the group of a row, or why nothing has."""

    row: int
    made: tuple[Made, ...] = ()
    terms: Terms | None = None
    whom: str = ""
    of: str = ""
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What has become of the group of a row."""

    row: int
    files: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    checksum: str = ""
    problems: tuple[Problem, ...] = ()
    lines: tuple[str, ...] = ()
    """What there is to tell of its files."""
    notes: tuple[str, ...] = ()
    unchanged: bool = False

    def sharing(self, alike: dict[Any, Any]) -> Built:
        """The same, its notes in one piece with those of other groups that are ``alike``: few differ."""
        return replace(self, notes=alike.setdefault(self.notes, self.notes))


Found: TypeAlias = OpenAgenda | OpenProgramme
_T = TypeVar("_T")
_SLIDES = frozenset({"deck", "overview", "runsheet"})
"""Kinds that need the slides."""
_DIGITS = 16


def opened(job: Job, group: Group) -> Found:
    """The agenda or programme, as the group has it.

    Raises:
        Problems: everything that is wrong with it.
    """
    own: Mapping[str, Any] = group.options["data"]
    common = {name: value for name, value in job.options.items() if name not in own}
    settings = {name: text for name, text in common.get("settings", {}).items() if name not in own}
    data = {**common.get("data", {}), **own}
    try:
        return open_one(job.source, **{**common, **group.options, "settings": settings, "data": data})
    except WrongArgument as error:
        place = group.places.get(error.argument or str(error.options.get("option", "")))
        raise Problems.one(error.told() if place else str(error), place=place) from None


def check(job: Job, wishes: Sequence[Wish]) -> list[Checked]:
    """What is wrong with each group, as far as it is seen without making files."""
    with speaking(job.language, terminal=job.terminal):
        return [_checked(job, wish) for wish in wishes]


def _checked(job: Job, wish: Wish) -> Checked:
    group = wish.group
    try:
        found = opened(job, group)
        found.check_kinds(job.only)
        files = tuple(dict.fromkeys([*_files_of(job.source, found), *_lists(job, group)]))
        asked = asked_by(found)
        inputs = _inputs(job, group.of(asked), found.library, files)
        if not wish.checksum.startswith(inputs):  # What was built before has been checked.
            _look(found, job.only or found.kinds)
        shared = {name: (one.same, one.copies) for name, one in shareable(job, found).items()}
        return Checked(group.row, tuple(_examples(group, found)), inputs, shared, asked, files)
    except WrongArgument as error:
        return Checked(group.row, (Problem(error.told()),))
    except Problems as error:
        return Checked(group.row, error.problems)


def _look(found: Found, kinds: Collection[str]) -> None:
    """Plan it, and draw its slides where any are asked for. Raises `Problems`."""
    found.ready()
    if isinstance(found, OpenAgenda):
        _schedule = found.schedule
    if _SLIDES.intersection(kinds):
        _slides = found.drawn, *(one.drawn for one in _sessions(found))


def _sessions(found: Found) -> Sequence[OpenAgenda]:
    return [found] if isinstance(found, OpenAgenda) else found.sessions


def asked_by(found: Found) -> frozenset[str]:
    """The names that its texts ask for, and those of its forms and cards. Raises `Problems` where one is wrong."""
    asked = set(found.reading.asked)
    for one in _sessions(found):
        asked |= one.reading.asked.union(*(form.asked for form in one.forms))
        asked |= set().union(*(asked_in("cards", name, one.library) for name in one.card_sets))
    return frozenset(asked)


def _examples(group: Group, found: Found) -> Iterator[Problem]:
    """Values that the row leaves out though the table has a column for them, and the agenda has made one up."""
    for name, place in group.places.items():
        if name in found.reading.examples and not {name} & {*group.options, *group.options["data"]}:
            what = _("the row has no “{name}”, and the agenda has only an example of it: “{value}”",
                     name=group.headings[name], value=short(str(found.reading.examples[name])))  # fmt: skip
            yield Problem(what, _("expected a value, or one under data in the agenda"), place=place)


def _lists(job: Job, group: Group) -> Iterator[Path]:
    """The lists of people that it names, and the files with values."""
    own, named = group.files, [job.options.get("participants"), *job.options.get("files", ())]
    for one in (own.get("participants"), *named, own.get(PEOPLE)):
        if isinstance(one, str | Path) and Path(one).suffix and Path(one).is_file():
            yield Path(one)


def _inputs(job: Job, group: Group, library: Library, files: Iterable[Path]) -> str:
    """The checksum of everything that the files of a group are made of."""
    own = {name: node.value for name, node in group.options["data"].items()}
    said = (job.source, job.only, sorted(job.options.items()), sorted({**group.options, "data": own}.items()))
    contents = [(str(file), checksum(file.read_bytes())) for file in files]
    return sha256(repr((said, contents, content_sum(library))).encode()).hexdigest()[:_DIGITS]


def shareable(job: Job, found: Found) -> dict[str, Print]:
    """The prints that several groups may share, by name; those of a programme's part with its folder.

    Raises:
        Problems: something is wrong with one.
    """
    kinds = job.only or found.kinds
    if isinstance(found, OpenAgenda):
        return prints(found, kinds)
    parts = [(held.name, prints(session, kinds)) for held, session in found.parts]
    return {f"{folder}/{name}": one for folder, several in parts for name, one in several.items()}


def build(job: Job, wishes: Sequence[Wish]) -> list[Built]:
    """Each group made and written, unless it is as it would be already."""
    with speaking(job.language, terminal=job.terminal):
        return [unchanged(job, wish) or put(job, wish, _made(job, wish)) for wish in wishes]


def make(job: Job, wishes: Sequence[Wish]) -> list[Work]:
    """Each group made and not written."""
    with speaking(job.language, terminal=job.terminal):
        return [_made(job, wish) for wish in wishes]


def _made(job: Job, wish: Wish) -> Work:
    try:
        found = opened(job, wish.group)
        found = replace(found, asked=replace(found.asked, once=wish.once))
        made = found.build(job.only)
        return Work(wish.group.row, tuple(made), found.terms, found.whom, found.name, tuple(found.notes(job.only)))
    except Problems as error:
        return Work(wish.group.row, problems=error.problems)


def put(job: Job, wish: Wish, work: Work) -> Built:
    """What has been made for a group, written into its folder with what people have done to the files there."""
    group, place = wish.group, job.out / wish.group.folder
    if work.problems or work.terms is None:
        return Built(group.row, problems=work.problems)
    try:
        found = update(work.made, place, work.terms, whom=work.whom, of=work.of, only=job.only, whole=not job.only)
    except Problems as error:
        return Built(group.row, problems=error.problems)
    names = tuple(path.relative_to(place).as_posix() for path in found.paths)
    files = zip(names, (one.made for one in found.outcomes if one.became not in ("removed", "left")), strict=True)
    papers = tuple(Paper(name, made.pages, made.copies) for name, made in files if name.endswith(".pdf"))
    total = _checksum(wish, place, names)
    return Built(group.row, names, papers, total, lines=tuple(found.lines()), notes=work.notes)


def unchanged(job: Job, wish: Wish) -> Built | None:
    """The group, where all that it is made of, and all its files, are as they were after a batch before."""
    if not wish.checksum or wish.checksum != _checksum(wish, job.out / wish.group.folder, wish.files):
        return None
    return Built(wish.group.row, wish.files, wish.papers, wish.checksum, unchanged=True)


def _checksum(wish: Wish, place: Path, names: Sequence[str]) -> str:
    """Of what the group is made of, and of its files as they are."""
    told = repr((sorted(wish.once), [(name, checksum(read(place / name) or b"")) for name in names]))
    return f"{wish.inputs}-{sha256(told.encode()).hexdigest()[:_DIGITS]}"
