"""A batch: an agenda or a programme built for every row of a table, each into a folder of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.batches import Group, read_groups, read_headings
from facilitator.batches.engines import check_address, processes, processors
from facilitator.batches.run import FILE, Progress, Run, Shared, printed, read_record, state_of, zipped
from facilitator.batches.working import Built, Checked, Job, Wish, asked_by
from facilitator.content import slug
from facilitator.content.file_kinds import language_of
from facilitator.content.given import texts_of
from facilitator.content.languages import DEFAULT_LANGUAGE, read_terms
from facilitator.content.loading import located
from facilitator.content.terms import Terms
from facilitator.library import File, Library, library_with
from facilitator.messages import Problem, Problems, _, at_terminal, plural, spoken
from facilitator.output import alone, clearly
from facilitator.output.door import open as open_one
from facilitator.reading.files import read_yaml
from facilitator.reading.spreadsheet import Table
from facilitator.text.fill import names_in

__all__ = ["Batch", "batch", "table_headings"]

_AGENDAS = "agendas"
_FEW = 25
"""Groups that are checked here before another process could begin."""
_OF_GROUPS = 12
"""Notes on groups that are told, each once."""


@dataclass(frozen=True)
class Batch:
    """What has become of a batch."""

    folder: Path
    groups: tuple[Group, ...]
    built: Mapping[int, Built]
    """What has become of each group, by its row."""
    shared: Shared
    terms: Terms
    unused: tuple[str, ...]
    """What there is to say of the table."""
    table: Table
    """As it was read."""

    @property
    def failed(self) -> tuple[Problem, ...]:
        """What kept groups from being built."""
        return tuple(problem for _group, built in self.in_order for problem in built.problems)

    @property
    def in_order(self) -> list[tuple[Group, Built]]:
        """The groups of which something has become, as they stand in the table."""
        return [(group, self.built[group.row]) for group in self.groups if group.row in self.built]

    @property
    def paths(self) -> list[Path]:
        """The files that are there now, those of all groups first."""
        own = [f"{group.folder}/{name}" for group, built in self.in_order for name in built.files]
        return [self.folder / name for name in (FILE, *self.shared.files, *own)]

    def zipped(self) -> Path:
        """Put all of the files into one archive beside them. Raises `Problems` where a file of its name is not ours."""
        return zipped(self.folder, [path for path in self.paths if path.is_file()])

    def to_print(self) -> list[str]:
        """How much of what is printed, of all groups together; nothing where there is none to print."""
        lines = [*printed(self.shared.papers, self.in_order, self.terms)]
        return ["", _("To print:"), *lines] if lines else []

    def lines(self) -> Iterator[str]:
        """How many have become what, and what became of files that people have edited."""
        states = [state_of(self.built.get(group.row)) for group in self.groups]
        counted = {
            "built": plural("{n} group built", "{n} groups built", states.count("built")),
            "unchanged": _("{n} unchanged", n=states.count("unchanged")),
            "failed": _("{n} failed", n=states.count("failed")),
            "waiting": _("{n} not begun", n=states.count("waiting")),
        }
        yield f"{self.folder}: {', '.join(text for state, text in counted.items() if state in states)}"
        yield from self.shared.lines
        yield from (line for _group, built in self.in_order for line in built.lines)

    def notes(self) -> Iterator[str]:
        """What to know: of the table, then of the groups, each note once, with the number of groups where not all."""
        yield from self.unused
        notes = dict[str, int]()
        for note in (note for _group, built in self.in_order for note in dict.fromkeys(built.notes)):
            notes[note] = notes.get(note, 0) + 1
        for note, number in [*notes.items()][:_OF_GROUPS]:
            groups = plural("{n} group", "{n} groups", number)
            yield note if number == len(self.groups) else f"{groups}: {note}"
        if len(notes) > _OF_GROUPS:
            yield plural("… and {n} more", "… and {n} more", len(notes) - _OF_GROUPS)

    def data(self) -> dict[str, Any]:
        """The same, as JSON takes it."""
        groups = [_data(group, self.built.get(group.row)) for group in self.groups]
        told = [line.strip() for line in self.to_print() if line]
        return {"folder": str(self.folder), "groups": groups, "shared": [*self.shared.files], "print": told}


def _data(group: Group, built: Built | None) -> dict[str, Any]:
    done = built or Built(group.row)
    return {
        "row": group.row,
        "name": group.name,
        "folder": group.folder,
        "state": state_of(built),
        "files": [*done.files],
        "checksum": done.checksum,
        "problems": [str(problem) for problem in done.problems],
    }


def batch(
    source: File,
    rows: File,
    *,
    name: str | None = None,
    sheet: str | None = None,
    only: str | Iterable[str] = (),
    out: File | None = None,
    jobs: int | None = None,
    scheduler: str | None = None,
    archived: bool = False,
    resume: bool = False,
    keep_going: bool = False,
    build: bool = True,
    beside: File | None = None,
    progress: Progress = lambda _what, _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
    **options: Any,
) -> Batch:
    """Build an agenda or a programme for every row of a table, each into a folder of its own.

    Args:
        source: the agenda or programme, a name or a path.
        rows: the table, ``.csv`` or ``.xlsx``; its columns are names of the agenda's data, or say when it begins, who
            comes, who leads it, and how it looks.
        name: how groups are called, a text with names of columns; the column ``team`` when left out.
        sheet: the sheet of a workbook.
        only: the kinds of files; all when left out.
        out: the folder for all of it.
        jobs: how many work at the same time; as many as there are processors when left out.
        scheduler: the address of a Dask cluster whose machines make the files: ``tls://host:8786``.
        archived: put all files into one ``batch.zip`` beside them, too.
        resume: leave groups of which nothing has changed since the batch before.
        keep_going: build the others where something is wrong with a row.
        build: False to check only: nothing is written, and what is wrong with a row stands with its group.
        beside: the folder with the files that rows name; that of the table when left out.
        progress: is told how far it is.
        stopped: is asked again and again whether no further group is to be begun; those that are not stay as they are.
        options: what `open` takes, for every group; what a row says comes before it.

    Raises:
        Problems: something is wrong with the table, or with a row; no group has been built then.
        WrongArgument: an option makes no sense.
    """
    if scheduler is not None:
        check_address(scheduler)
    library = library_with(options.get("libraries", ()), beside=str(source))
    terms = _terms(str(source), options)
    asked = _asked(str(source), library, options)
    at = Path(beside) if beside is not None else None
    table = read_groups(Path(rows), asked, terms.locale, name=name, sheet=sheet, beside=at)
    place = Path(out) if out is not None else Path("out", f"{slug(Path(source).stem)}-{slug(Path(rows).stem)}")
    job = Job(str(source), options, (only,) if isinstance(only, str) else tuple(only), place, spoken(), at_terminal())
    number = len(table.groups)
    workers = max(1, min(jobs or processors(), number if build else number // _FEW))
    with _alone(place) if build else nullcontext(), processes(workers) as executor:
        before = read_record(place, terms)
        run = Run(job, table, terms, executor, workers, progress, stopped)
        good = run.check(before if resume else {}, 0 if build and not keep_going else number - build)
        shared = _build(run, good, scheduler) if build and good else Shared({})
    used = frozenset[str]().union(*(found.asked for _wish, found in good))
    told = (*table.told, *table.unused(used if good else asked), *_gone(before, table.groups, place))
    found = Batch(place, table.groups, run.built, shared, terms, told, table.table)
    if archived and build:
        found.zipped()
    return found


def table_headings(source: File, rows: File, *, sheet: str | None = None, **options: Any) -> Mapping[str, str]:
    """The headings of a table, by the names of the values under them; the arguments are those of `batch`.

    Raises:
        Problems: it cannot be read, or has no headings.
    """
    library = library_with(options.get("libraries", ()), beside=str(source))
    return read_headings(Path(rows), _asked(str(source), library, options), sheet)


def _build(run: Run, good: Sequence[tuple[Wish, Checked]], scheduler: str | None) -> Shared:
    """What all groups share, and then each of them, made and written."""
    shared = run.share(good)
    run.build(good, frozenset(shared.copies), scheduler)
    return shared


def _gone(before: Iterable[str], groups: Iterable[Group], place: Path) -> Iterator[str]:
    """A line for each folder of a batch before that no row has any more."""
    for folder in sorted({*before} - {group.folder for group in groups}):
        if (place / folder).is_dir():
            yield _("{folder}: no row has this group any more; its files stay", folder=place / folder)


def _terms(source: str, options: Mapping[str, Any]) -> Terms:
    """The words of the language that the file is in."""
    libraries = options.get("libraries", ())
    language = language_of(source, libraries=libraries) or DEFAULT_LANGUAGE
    try:
        return read_terms(language, library_with(libraries, beside=source))
    except Problems:  # Told when it is opened.
        return read_terms(DEFAULT_LANGUAGE, library_with(()))


def _asked(source: str, library: Library, options: Mapping[str, Any]) -> frozenset[str]:
    """The names that the agenda asks for; those of its own file alone where it cannot be opened without a row.

    Raises:
        Problems: there is no such file, or it cannot be read.
    """
    node = read_yaml(*located(source, library, _AGENDAS))
    try:
        return asked_by(open_one(source, **options))
    except Problems:
        return frozenset[str]().union(*(names_in(text) for text in texts_of(node)))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other batches out of the folder; a new one that nothing came into goes again."""
    new = not folder.exists()
    with clearly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        with alone(folder):
            yield
    finally:
        if new:
            with suppress(OSError):
                folder.rmdir()
