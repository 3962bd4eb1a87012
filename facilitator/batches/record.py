"""``batch.csv``: what has become of each row, so that people see it and the next batch can go on; and what to print."""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal
from zipfile import BadZipFile, ZipFile, ZipInfo

from facilitator.batches.rows import Group
from facilitator.batches.working import Built, Paper
from facilitator.content.terms import Terms
from facilitator.made import NEW_YEAR_1980
from facilitator.messages import _, at_terminal, plural
from facilitator.output.files import clearly
from facilitator.problems import Place, Problems

__all__ = ["ARCHIVE", "FILE", "State", "Entry", "printed", "read_record", "record", "state_of", "zipped"]

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


def record(groups: Iterable[Group], found: Mapping[int, Built], terms: Terms) -> bytes:
    """The list of all rows, as a Danish Excel opens it."""
    told = io.StringIO()
    writer = csv.writer(told, delimiter=";", lineterminator="\r\n")
    writer.writerow(terms.batch.columns)
    for group in groups:
        built = found.get(group.row)
        files, papers, total = (built.files, built.papers, built.checksum) if built else ((), (), "")
        problems = _BETWEEN.join(map(str, built.problems)) if built else ""
        state = getattr(terms.batch, state_of(built))
        pages = _BETWEEN.join(f"{one.name}: {one.pages} × {one.copies or '?'}" for one in papers)
        writer.writerow([group.row, group.folder, _BETWEEN.join(files), total, state, _inert(problems), pages])
    return told.getvalue().encode("utf-8-sig")


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
