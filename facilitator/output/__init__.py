"""Behind the front door: what is opened, planned, drawn, built, and checked.

Here are files in the output folder: written whole or not at all, and never over what a person has changed.

A hidden list beside the files remembers the checksum of each as it was written. A file that no longer has it has been
edited, and is somebody's work.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from facilitator.made import Made, is_device
from facilitator.messages import Place, Problem, Problems, _, at_terminal, mark, reason, short

__all__ = [
    "AS", "BEGAN", "FOR", "FROM", "LIST", "LOCK", "OF", "REMEMBERED", "alone", "checksum", "clearly", "continued",
    "listed", "replaced", "sums_written", "write", "write_files",
]  # fmt: skip


if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LIST = ".facilitator.json"
LOCK = ".facilitator.lock"
"""A file that is there while somebody writes, and locked, so that two builds into one folder wait for each other."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f\ud800-\udfff]')
_LONGEST_NAME = 200
"""Bytes; systems take 255, and the file's name while it is written is a little longer."""
_PART, _SHORT = ".part", 40
"""How the name of a file ends that is being written, and how much of the file's own name it has."""
_LEFT = re.compile(rf"\.(.+)\.[a-z0-9_]{{8}}{re.escape(_PART)}", re.DOTALL)
"""Such a name, as `tempfile` makes it."""

FOR, OF, AS, FROM, BEGAN = REMEMBERED = "for", "of", "as", "from", "began"
"""Where the list tells for whom files are, client and team; what they are made of, “cards of trio-workshop”; what they
are known again by (`Made.known_by`); where the agenda's file lies, seen from the folder; and of what deck of another
folder one has gone on: the checksum of that, its own then, and where it lies.
"""
_CHANGED = mark("the file was changed since it was written")
_THEIRS = mark("the file is there already, and is not ours")
_EXPECTED_NAME = mark(
    'expected no name of a device, none of : * ? " < > | \\, no dot or space at the end, at most {most} bytes'
)
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_EXPECTED: dict[type[OSError], str] = {
    PermissionError: mark("expected it to be closed in other programs and not read-only"),
    FileExistsError: mark("expected a folder of that name, or none"),
    NotADirectoryError: mark("expected a folder of that name, or none"),
    IsADirectoryError: mark("expected a file of that name, or none"),
}


def write(made: Iterable[Made], folder: str | os.PathLike[str], *, force: bool = False) -> list[Path]:
    """Write what has been made into the folder and return the paths, as `write_files` does; of nothing, nothing."""
    place = Path(folder)
    files = {one.name: continued(one, place / one.name)[0] for one in made}
    return write_files(place, files, force=force) if files else []


def continued(made: Made, *earlier: Path) -> tuple[bytes, bytes]:
    """Its content, or what follows on the files that are there; and what the next has to know, empty where nothing."""
    if made.follows is None:
        return made.content, b""
    found = []
    for path in earlier:
        with suppress(OSError):  # There is none, or writing tells what is wrong with it.
            found.append(path.read_bytes())
    return made.follows(made.content, found)


def write_files(
    folder: Path,
    files: Mapping[str, bytes],
    *,
    force: bool = False,
    over: Mapping[str, bytes] | None = None,
    ours: Mapping[str, bytes] | None = None,
    sums: Mapping[str, Iterable[str]] | None = None,
    told: Mapping[str, Mapping[str, str]] | None = None,
    held: bool | None = None,
) -> list[Path]:
    """Write the files into the folder (made if need be) and return their paths.

    Everything is written beside its place first; only when the disk has taken all of it is anything put in place.

    Args:
        folder: where they go.
        files: contents by file name; a name may have a folder of its own before it, with a slash.
        force: overwrite files that were changed since they were written, too.
        over: contents, by file name, that may be overwritten though they are not ours.
        ours: what counts as ours, by file name, where that is not what is written: the next build takes a file in which
            there is somebody's work for theirs.
        sums: the checksums of what counts as ours, by file name, where only those are known.
        told: what else to remember of files, by one of `REMEMBERED`, and by name.
        held: what `alone` has given, where nobody else writes into the folder already.

    Raises:
        Problems: a name is none on every system, a file has been changed, or the disk says no; nothing has been
            overwritten then.
    """
    for name in files:
        _check_name(name)
    with clearly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        sure = stack.enter_context(alone(folder)) if held is None else held
        known = sums_written(folder)
        remembered = {what: {**listed(folder, what), **(told or {}).get(what, {})} for what in REMEMBERED}
        if sure:
            _sweep(folder, {LIST, *known, *files})
        with clearly(folder):
            _refuse_folders(folder, files)
            if not force:
                allowed = {name: [*known.get(name, ()), checksum(found)] for name, found in (over or {}).items()}
                _refuse_changed(folder, files, known | allowed)
            _refuse_locked(folder, files)
        waiting = {name: _beside(folder / name, content, stack) for name, content in files.items()}
        new = {name: [checksum(content)] for name, content in {**files, **(ours or {})}.items()}
        new |= {name: list(some) for name, some in (sums or {}).items()}
        # Whoever is stopped between two files leaves the old or the new one, and both are ours.
        both = {name: [*known.get(name, ()), *some] for name, some in new.items()}
        _remember(folder, known | both, remembered, stack)
        for name, beside in waiting.items():
            with clearly(folder / name):
                os.replace(beside, folder / name)
        if both != new:
            _remember(folder, known | new, remembered, stack)
    return [folder / name for name in files]


def replaced(path: Path, content: bytes) -> None:
    """Put a file in place, whole or not at all, over whatever is there.

    Raises:
        Problems: the disk says no; or the file that is there is protected from being written.
    """
    with ExitStack() as stack, clearly(path):
        if path.exists() and not path.stat().st_mode & _WRITABLE:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        os.replace(_beside(path, content, stack), path)


def _check_name(name: str) -> None:
    for part in name.split("/"):
        odd = not part or part != part.rstrip(". ") or _NOT_IN_NAMES.search(part)
        if is_device(part) or odd or len(part.encode()) > _LONGEST_NAME:
            what = _("“{name}” is not a file name on every system", name=short(part))
            raise Problems.one(what, _(_EXPECTED_NAME, most=_LONGEST_NAME))


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Wait until nobody else writes into the folder, and keep others waiting as long as the block runs.

    The system lets go of the lock when a program is killed. The block gets whether the disk knows locks at all.

    Raises:
        Problems: the folder is none, or nothing can be written into it.
    """
    path = folder / LOCK
    with clearly(folder):
        locked = _locked(path)
        while locked is None:  # Whoever had it has taken it away.
            locked = _locked(path)
    file, held = locked
    with file:
        try:
            yield held
        finally:
            if sys.platform != "win32":
                _remove(str(path))
    if sys.platform == "win32":
        _remove(str(path))  # Refused while somebody waits for it.


def _locked(path: Path) -> tuple[BinaryIO, bool] | None:
    """The file, locked as soon as nobody else has it locked, and whether it is; None when it is not there any more."""
    file = path.open("ab")
    held = _wait(file.fileno())
    with suppress(FileNotFoundError):
        if os.path.samestat(path.stat(), os.fstat(file.fileno())):
            return file, held
    file.close()
    return None


def _wait(handle: int) -> bool:
    """Lock an open file; on a disk that knows no locks it stays as it is, which is told."""
    while True:
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError as error:
            if error.errno != errno.EDEADLK:  # Windows gives up after ten seconds.
                return False
        else:
            return True


def _sweep(folder: Path, names: Iterable[str]) -> None:
    """Remove what a build that was killed has left beside these files before they were put in place."""
    paths = [folder / name for name in names]
    for parent in {path.parent for path in paths}:
        ours = {path.name[:_SHORT] for path in paths if path.parent == parent}
        with suppress(OSError):
            for left in parent.glob(f".*{_PART}"):
                found = _LEFT.fullmatch(left.name)
                if found and found[1] in ours:
                    _remove(str(left))


def checksum(content: bytes) -> str:
    return sha256(content).hexdigest()


def sums_written(folder: Path) -> dict[str, list[str]]:
    """The checksums that each file may have as we wrote it; none when the list is missing or unreadable."""
    try:
        files = json.loads((folder / LIST).read_bytes())["files"]
        return {name: [sums] if isinstance(sums, str) else list(sums) for name, sums in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def listed(folder: Path, what: str) -> dict[str, str]:
    """What is remembered of each file, one of `REMEMBERED`; nothing when the list is missing or unreadable."""
    try:
        return {str(name): str(one) for name, one in json.loads((folder / LIST).read_bytes())[what].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _remember(
    folder: Path, sums: Mapping[str, list[str]], told: Mapping[str, Mapping[str, str]], stack: ExitStack
) -> None:
    """Write the list; a file that has one checksum, as nearly all have, has it alone."""
    files = {name: some[0] if len(some) == 1 else some for name, some in sums.items()}
    known = {key: {name: one for name, one in by_name.items() if one} for key, by_name in told.items()}
    with clearly(folder / LIST):
        listed = {"files": files, **{key: by_name for key, by_name in known.items() if by_name}}
        os.replace(_beside(folder / LIST, json.dumps(listed, indent=2).encode() + b"\n", stack), folder / LIST)


def _refuse_changed(folder: Path, files: Mapping[str, bytes], written: Mapping[str, list[str]]) -> None:
    problems = []
    for name, content in files.items():
        try:
            found = (folder / name).read_bytes()
        except FileNotFoundError:
            continue
        if found != content and checksum(found) not in written.get(name, ()):
            what = _CHANGED if name in written else _THEIRS
            expected = _("expected another folder, or --force to overwrite it")
            expected = expected if at_terminal() else _("expected it to be moved elsewhere first")
            problems.append(Problem(_(what), expected, place=_place(folder / name)))
    if problems:
        raise Problems(problems)


def _refuse_locked(folder: Path, files: Mapping[str, bytes]) -> None:
    """Before any file is overwritten: one that a program holds, or that is read-only, is none."""
    for name, content in files.items():
        with suppress(FileNotFoundError):
            if (folder / name).read_bytes() != content:
                with clearly(folder / name):
                    (folder / name).open("r+b").close()


def _refuse_folders(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in files:
        if (folder / name).is_dir():
            raise Problems.one(_("the file cannot be written: a folder has its name"), place=_place(folder / name))


def _beside(path: Path, content: bytes, stack: ExitStack) -> str:
    """The path of a file with that content beside its place; the stack removes it if it is still there at the end."""
    with clearly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:_SHORT]}.", suffix=_PART)
        stack.callback(_remove, beside)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_umask())
    return beside


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def clearly(path: Path) -> Iterator[None]:
    """Say what the disk objects to in words."""
    try:
        yield
    except OSError as error:
        what = _("the file cannot be written: {reason}", reason=reason(error))
        expected = _EXPECTED.get(type(error))
        raise Problems.one(what, _(expected) if expected else "", place=_place(path)) from None


def _place(path: Path) -> Place:
    return Place(str(path))
