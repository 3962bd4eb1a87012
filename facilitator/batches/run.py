"""A batch under way: all rows checked, what they share made once, each group built, and what has become of each
recorded in ``batch.csv``.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from facilitator.batches import Group, Groups
from facilitator.batches.engines import cluster, make_there, packed, spread
from facilitator.batches.working import (
    Built,
    Checked,
    Job,
    Paper,
    Wish,
    Work,
    build,
    check,
    opened,
    put,
    shareable,
    unchanged,
)
from facilitator.content.terms import Terms
from facilitator.library import library_with
from facilitator.made import NEW_YEAR_1980, Made
from facilitator.messages import Place, Problem, Problems, _, at_terminal, plural
from facilitator.output import clearly, replaced
from facilitator.output.updating import update

__all__ = [
    "ARCHIVE", "FILE", "Entry", "Progress", "Run", "Shared", "State", "printed", "read_record", "state_of", "zipped",
]  # fmt: skip


FILE, ARCHIVE = "batch.csv", "batch.zip"
_OURS = b"facilitator batch"
"""Stands in an archive of ours."""
State = Literal["built", "unchanged", "failed", "waiting"]
_BETWEEN = " | "
"""Between the files of a row."""


@dataclass(frozen=True)
class Entry:
    """What a batch before has told of a folder."""

    files: tuple[str, ...]
    checksum: str
    papers: tuple[Paper, ...]


def state_of(built: Built | None) -> State:
    """What has become of a group."""
    if built is None:
        return "waiting"
    return "failed" if built.problems else "unchanged" if built.unchanged else "built"


def _record(groups: Iterable[Group], found: Mapping[int, Built], terms: Terms) -> bytes:
    """The list of all rows, as a Danish Excel opens it."""
    content = io.BytesIO()
    told = io.TextIOWrapper(content, "utf-8-sig", newline="")
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow(terms.batch.columns)
    for group in groups:
        built = found.get(group.row)
        files, papers, total = (built.files, built.papers, built.checksum) if built else ((), (), "")
        problems = _BETWEEN.join(map(str, built.problems)) if built else ""
        state = getattr(terms.batch, state_of(built))
        pages = _BETWEEN.join(f"{one.name}: {one.pages} × {one.copies or '?'}" for one in papers)
        writer.writerow([group.row, group.folder, _BETWEEN.join(files), total, state, _inert(problems), pages])
    told.flush()
    return content.getvalue()


def _inert(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def read_record(folder: Path, terms: Terms) -> dict[str, Entry]:
    """What the batch before has told, by the folders of its groups; nothing where there was none.

    Raises:
        Problems: a file of that name is there and is none of ours, or cannot be read.
    """
    path = folder / FILE
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise _not_ours(path) from None
    headings, *rows = [*csv.reader(io.StringIO(text, newline=""), delimiter=";")] or [[]]
    if headings != terms.batch.columns:
        raise _not_ours(path)
    return {row[1]: _entry(row) for row in rows if len(row) == len(headings)}


def _not_ours(path: Path) -> Problems:
    expected = _("expected another folder (--out), or none of that name")
    if not at_terminal():
        expected = _("expected it to lie elsewhere, or the table to be called otherwise")
    return Problems.one(_("the file is there already, and is not ours"), expected, place=Place(str(path)))


def _entry(row: Sequence[str]) -> Entry:
    papers = []
    for told in filter(None, row[6].split(_BETWEEN)):
        name, _colon, numbers = told.rpartition(": ")
        pages, _times, copies = numbers.partition(" × ")
        papers.append(Paper(name, int(pages), int(copies) if copies.isdecimal() else None))
    return Entry(tuple(filter(None, row[2].split(_BETWEEN))), row[3], tuple(papers))


def zipped(folder: Path, paths: Iterable[Path]) -> Path:
    """Put all of the files into one archive in the folder, one after the other, the same bytes for the same files.

    Raises:
        Problems: an archive of its name is there and is none of ours, or the disk says no.
    """
    target, beside = folder / ARCHIVE, folder / f".{ARCHIVE}.part"
    if target.exists() and not _is_ours(target):
        raise _not_ours(target)
    try:
        with clearly(target):
            with ZipFile(beside, "w") as archive:
                archive.comment = _OURS
                for path in paths:
                    member = ZipInfo(path.relative_to(folder).as_posix(), NEW_YEAR_1980)
                    with path.open("rb") as source, archive.open(member, "w") as to:
                        shutil.copyfileobj(source, to)
            os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _is_ours(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return archive.comment == _OURS
    except (OSError, BadZipFile):
        return False


# --- what to print ---


def printed(shared: Sequence[Paper], found: Iterable[tuple[Group, Built]], terms: Terms) -> Iterator[str]:
    """How much of what is printed, of all groups together.

    Args:
        shared: what was made once, with the copies that all groups need together.
        found: the groups, with what has become of each.
        terms: the words that folders are called by.
    """
    if shared:
        yield _("In the folder {folder}:", folder=terms.batch.shared)
        yield from (_line(one.name, one.pages, one.copies) for one in shared)
    own = _added(found)
    if own:
        yield _("In the folder of each group:")
        yield from (_line(name, pages, copies) for (name, pages), copies in own.items())


def _line(name: str, pages: int, copies: int | None) -> str:
    count = copies or "?"
    return plural("  {count} × {name}, {n} page", "  {count} × {name}, {n} pages", pages, name=name, count=count)


def _added(found: Iterable[tuple[Group, Built]]) -> dict[tuple[str, int], int | None]:
    """How many copies of each print, by its name without that of the group, and its pages."""
    added: dict[tuple[str, int], int | None] = {}
    for group, built in found:
        for paper in built.papers:
            key = _common(paper.name, group.behind), paper.pages
            before = added.get(key, 0)
            added[key] = None if before is None or paper.copies is None else before + paper.copies
    return added


def _common(name: str, behind: str) -> str:
    pure = PurePosixPath(name)
    return str(pure.with_name(pure.stem.removesuffix(behind) + pure.suffix))


Progress = Callable[[str, int, int], None]
"""Is told what is done, of how many groups it is done, and how many there are."""
_R = TypeVar("_R")
_SECONDS = 1.0
"""Between two records."""


@dataclass(frozen=True)
class Shared:
    """The prints that are made once for all groups."""

    copies: Mapping[str, int | None]
    """How many of each all groups need together, by its name; None where nobody knows."""
    files: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass
class Run:
    """What a batch has come to."""

    job: Job
    table: Groups
    terms: Terms
    executor: Executor
    workers: int
    progress: Progress
    stopped: Callable[[], bool] = lambda: False
    """Whether no further group is to be begun."""
    built: dict[int, Built] = field(default_factory=dict)
    """What has become of groups, by their rows."""
    recorded: float = 0.0
    """When that was written last."""

    def check(self, before: Mapping[str, Entry], wrong_rows: int = 0) -> list[tuple[Wish, Checked]]:
        """The groups that can be built, with what is known of each; the others are done. None of them where it stopped.

        Args:
            before: what a batch before has told.
            wrong_rows: so many rows with which something is wrong may there be.

        Raises:
            Problems: there are more.
        """
        wishes = [_wish(group, before) for group in self.table.groups]
        found: dict[int, Checked] = {}
        alike: dict[Any, Any] = {}
        self.progress(_("Checking"), 0, len(wishes))
        for one in self._spread(check, wishes):
            found[one.row] = one.sharing(alike)
            self.progress(_("Checking"), len(found), len(wishes))
        if len(found) < len(wishes):
            return []
        wrong = self._wrong(found)
        if len(wrong) > wrong_rows:
            raise Problems(problem for problems in wrong.values() for problem in problems)
        self.built |= {row: Built(row, problems=problems) for row, problems in wrong.items()}
        return [(one, found[one.group.row]) for one in wishes if one.group.row not in wrong]

    def _wrong(self, found: Mapping[int, Checked]) -> dict[int, tuple[Problem, ...]]:
        """What is wrong with each row, with its place in the table; what is wrong with all of them is the agenda's."""
        times = Counter(problem for one in found.values() for problem in dict.fromkeys(one.problems))
        common = {problem for problem, number in times.items() if number == len(found)}
        wrong: dict[int, tuple[Problem, ...]] = {}
        for group in self.table.groups:
            own = [_placed(one, group) if one not in common else one for one in found[group.row].problems]
            if problems := (*self.table.problems.get(group.row, ()), *own):
                wrong[group.row] = tuple(dict.fromkeys(problems))
        return wrong

    def share(self, good: Sequence[tuple[Wish, Checked]]) -> Shared:
        """The prints that are the same for all groups, made and written once."""
        copies = _shared([one for _wish, one in good])
        if not copies:
            return Shared({})
        first = opened(self.job, good[0][0].group)
        own = [(name, it) for name, it in shareable(self.job, first).items() if name in copies]
        made = {name: [_within(name, one) for one in it.make()] for name, it in own}
        folder = self.job.out / self.terms.batch.shared
        files = [one for several in made.values() for one in several]
        found = update(files, folder, first.terms, of=first.name, whole=not self.job.only)
        papers = [Paper(one.name, one.pages, copies[name]) for name, it in made.items() for one in it]
        written = tuple(path.relative_to(self.job.out).as_posix() for path in found.paths)
        printed = tuple(one for one in papers if one.name.endswith(".pdf"))
        return Shared(copies, written, printed, tuple(found.lines()))

    def build(self, good: Sequence[tuple[Wish, Checked]], once: frozenset[str], scheduler: str | None = None) -> None:
        """Each group, into its folder; what is done is recorded whatever comes in between.

        Args:
            good: the groups.
            once: the prints that have been made for all of them.
            scheduler: the address of a cluster that makes the files; this machine does when left out.

        Raises:
            Problems: whoever builds was ended from outside, or the disk takes no record.
        """
        number, alike = 0, dict[Any, Any]()
        wishes = (one.checked(found, once) for one, found in good)
        files = dict.fromkeys(file for _wish, found in good for file in found.files)
        self.progress(_("Building"), 0, len(good))
        self._record()
        try:
            local = scheduler is None
            for one in self._spread(build, wishes) if local else self._built_there([*wishes], str(scheduler), files):
                self.built[one.row] = one.sharing(alike)
                number += 1
                self.progress(_("Building"), number, len(good))
                if time.monotonic() > self.recorded + _SECONDS:
                    self._record()
        finally:
            self._record()

    def _spread(self, work: Callable[[Job, Sequence[Wish]], list[_R]], wishes: Iterable[Wish]) -> Iterator[_R]:
        return spread(lambda some: self.executor.submit(work, self.job, some), wishes, self.workers, self.stopped)

    def _built_there(self, wishes: Sequence[Wish], scheduler: str, files: Iterable[Path]) -> Iterator[Built]:
        """Made on the machines of a cluster, which give the bytes back; written here."""
        done = {wish.group.row: same for wish in wishes if (same := unchanged(self.job, wish))}
        yield from done.values()
        rest = {wish.group.row: wish for wish in wishes if wish.group.row not in done}
        library = library_with(self.job.options.get("libraries", ()), beside=self.job.source)
        with cluster(scheduler) as (executor, workers, send):
            parcel = send(packed(self.job, library, files))

            def submit(some: Sequence[Wish]) -> Future[list[Work]]:
                return executor.submit(make_there, parcel, some)

            for work in spread(submit, rest.values(), workers, self.stopped):
                yield put(self.job, rest[work.row], work)

    def _record(self) -> None:
        replaced(self.job.out / FILE, _record(self.table.groups, self.built, self.terms))
        self.recorded = time.monotonic()


def _wish(group: Group, before: Mapping[str, Entry]) -> Wish:
    known = before.get(group.folder)
    if known is None:
        return Wish(group)
    return Wish(group, files=known.files, papers=known.papers, checksum=known.checksum)


def _placed(problem: Problem, group: Group) -> Problem:
    """The problem with its place in the table: what is wrong in a file is so for the cell that names it, or the row."""
    place = problem.place
    if place is not None and place.path == group.place.path:
        return problem
    cell = group.cell_naming(place.path) if place else group.place
    if place is not None and not at_terminal():
        problem = replace(problem, place=replace(place, path=Path(place.path).name))
    return Problem(str(problem), place=cell)


def _shared(good: Sequence[Checked]) -> dict[str, int | None]:
    """The prints that are the same for every group, and how many all of them need together."""
    if len(good) < 2:
        return {}
    found: dict[str, int | None] = {}
    for name, (same, _copies) in good[0].prints.items():
        alike = [one.prints[name] for one in good if one.prints.get(name, ("",))[0] == same]
        if len(alike) == len(good):
            copies = [number for _same, number in alike if number is not None]
            found[name] = sum(copies) if len(copies) == len(alike) else None
    return found


def _within(name: str, made: Made) -> Made:
    """The file with the folder of the part of a programme that it belongs to."""
    folder, slash, _name = name.rpartition("/")
    return replace(made, name=f"{folder}{slash}{made.name}")
