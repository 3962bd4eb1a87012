"""What a machine needs that shares no disk with this one: the user's own files, which it unpacks and works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from os import PathLike
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

import facilitator
from facilitator.batches.inputs import content_sum, own_content
from facilitator.batches.rows import Group
from facilitator.batches.working import Job, Wish, Work, make
from facilitator.content.given import PEOPLE
from facilitator.library import Library, default_library, is_path
from facilitator.problems import Problem
from facilitator.reading.nodes import Node

__all__ = ["Parcel", "house", "make_there", "packed"]

_PATHS = ("template", "participants")
"""Options that are the path of a file."""


@dataclass(frozen=True)
class Parcel:
    """A job with the files that it is made of, by their absolute paths."""

    job: Job
    files: tuple[tuple[str, bytes], ...]
    here: str
    """The folder in which the program was started."""


def packed(job: Job, library: Library, files: Iterable[Path]) -> Parcel:
    """The job, and the user's own files: these, and the content of the library that is theirs."""
    own: dict[Path, bytes] = {**own_content(library)}
    own |= {file: file.read_bytes() for file in files if file not in own}
    found = sorted((_absolute(file), content) for file, content in own.items())
    return Parcel(job, tuple(found), _absolute(Path()))


def house() -> tuple[str, str]:
    """What must be the same wherever files are made: the program's version, and its content."""
    return facilitator.__version__, content_sum(default_library())


def make_there(parcel: Parcel, wishes: Sequence[Wish]) -> list[Work]:
    """Each group made of the files in the parcel, whatever lies on this machine."""
    root, here, job = Path(_unpacked(parcel.files).name), parcel.here, parcel.job
    libraries = (here, *job.options.get("libraries", ()))
    job = replace(
        job,
        source=_there(job.source, root, here) if is_path(job.source) else job.source,
        options={
            **_moved(job.options, root, here),
            "libraries": tuple(_there(one, root, here) for one in libraries),
            "files": tuple(_there(one, root, here) for one in job.options.get("files", ())),
        },
    )
    found = make(job, [replace(wish, group=_group(wish.group, root, here)) for wish in wishes])
    return [replace(one, problems=tuple(_back(it, root) for it in one.problems)) for one in found]


@cache
def _unpacked(files: tuple[tuple[str, bytes], ...]) -> TemporaryDirectory[str]:
    """The files in a folder of this machine's, as they lay to one another; it goes when the process ends."""
    folder = TemporaryDirectory(prefix="facilitator-batch-")
    for name, content in files:
        path = Path(folder.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _absolute(path: Path) -> str:
    """The path from the root of its disk, as every system reads it."""
    whole = path.absolute()
    return PurePath(whole.drive.replace(":", ""), *whole.parts[1:]).as_posix()


def _there(path: str | PathLike[str], root: Path, here: str) -> str:
    """Where a file lies that had this path."""
    pure = PurePath(path)
    return str(root / (_absolute(Path(pure)) if pure.is_absolute() else PurePath(here, pure)))


def _moved(options: Mapping[str, Any], root: Path, here: str) -> dict[str, Any]:
    """Options with the paths in them as they are there."""
    paths = {name: options[name] for name in _PATHS if isinstance(options.get(name), str | PathLike)}
    return {**options, **{name: Path(_there(path, root, here)) for name, path in paths.items()}}


def _group(group: Group, root: Path, here: str) -> Group:
    options = _moved(group.options, root, here)
    leaders = options["data"].get(PEOPLE)
    if isinstance(leaders, Node) and Path(_there(str(leaders.value), root, here)).is_file():
        node = replace(leaders, value=_there(str(leaders.value), root, here))
        options["data"] = {**options["data"], PEOPLE: node}
    return replace(group, options=options)


def _back(problem: Problem, root: Path) -> Problem:
    """The problem with the paths of the machine that the parcel came from."""
    place = problem.place
    if place is not None:
        place = replace(place, path=place.path.removeprefix(str(root)))
    return replace(problem, what=problem.what.replace(str(root), ""), place=place)
