"""Files in the output folder: written whole or not at all, and never over what a person has changed.

A hidden list beside the files remembers the checksum of each as it was written. A file that no longer has it has been
edited, and is somebody's work.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from facilitator.made import WINDOWS_DEVICES, Made
from facilitator.problems import Place, Problem, Problems, short

__all__ = ["LIST", "write", "write_files"]

LIST = ".facilitator.json"

_NOT_IN_NAMES = re.compile(r'[<>:"|?*\\\x00-\x1f\ud800-\udfff]')
_LONGEST_NAME = 200
"""Bytes; systems take 255, and the file's name while it is written is a little longer."""

_EXPECTED: dict[type[OSError], str] = {
    PermissionError: "expected it to be closed in other programs and not read-only",
    FileExistsError: "expected a folder of that name, or none",
    NotADirectoryError: "expected a folder of that name, or none",
    IsADirectoryError: "expected a file of that name, or none",
}


def write(made: Iterable[Made], folder: str | os.PathLike[str], *, force: bool = False) -> list[Path]:
    """Write what has been made into the folder and return the paths, as `write_files` does."""
    return write_files(Path(folder), {one.name: one.content for one in made}, force=force)


def write_files(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> list[Path]:
    """Write the files into the folder (made if need be) and return their paths.

    Everything is written beside its place first; only when the disk has taken all of it is anything put in place.

    Args:
        folder: where they go.
        files: contents by file name; a name may have a folder of its own before it, with a slash.
        force: overwrite files that were changed since they were written, too.

    Raises:
        Problems: a name is none on every system, a file has been changed, or the disk says no; nothing has been
            overwritten then.
    """
    for name in files:
        _check_name(name)
    with _clearly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_folders(folder, files)
        if not force:
            _refuse_changed(folder, files, _written(folder))
    with ExitStack() as stack:
        waiting = {name: _beside(folder / name, content, stack) for name, content in files.items()}
        for name, beside in waiting.items():
            with _clearly(folder / name):
                os.replace(beside, folder / name)
        # Read again: another build may have written to the folder in the meantime.
        written = _written(folder) | {name: _checksum(content) for name, content in files.items()}
        listed = json.dumps({"files": written}, indent=2).encode() + b"\n"
        with _clearly(folder / LIST):
            os.replace(_beside(folder / LIST, listed, stack), folder / LIST)
    return [folder / name for name in files]


def _check_name(name: str) -> None:
    for part in name.split("/"):
        device = part.split(".")[0].rstrip().casefold() in WINDOWS_DEVICES
        odd = not part or part != part.rstrip(". ") or _NOT_IN_NAMES.search(part)
        if device or odd or len(part.encode()) > _LONGEST_NAME:
            what = f"“{short(part)}” is not a file name on every system"
            expected = 'expected no name of a device, none of : * ? " < > | \\, no dot or space at the end'
            raise Problems.one(what, f"{expected}, at most {_LONGEST_NAME} bytes")


def _checksum(content: bytes) -> str:
    return sha256(content).hexdigest()


def _written(folder: Path) -> dict[str, str]:
    """The checksums of the files as they were written last; none when the list is missing or unreadable."""
    try:
        files = json.loads((folder / LIST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return dict(files) if isinstance(files, dict) else {}


def _refuse_changed(folder: Path, files: Mapping[str, bytes], written: Mapping[str, str]) -> None:
    problems = []
    for name, content in files.items():
        try:
            found = (folder / name).read_bytes()
        except FileNotFoundError:
            continue
        if found != content and _checksum(found) != written.get(name):
            what = "was changed since it was written" if name in written else "is there already, and is not ours"
            expected = "expected another folder, or --force to overwrite it"
            problems.append(Problem(f"the file {what}", expected, place=_place(folder / name)))
    if problems:
        raise Problems(problems)


def _refuse_folders(folder: Path, files: Mapping[str, bytes]) -> None:
    for name in files:
        if (folder / name).is_dir():
            raise Problems.one("the file cannot be written: a folder has its name", place=_place(folder / name))


def _beside(path: Path, content: bytes, stack: ExitStack) -> str:
    """The path of a file with that content beside its place; the stack removes it if it is still there at the end."""
    with _clearly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
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
def _clearly(path: Path) -> Iterator[None]:
    """Say what the disk objects to in words."""
    try:
        yield
    except OSError as error:
        what = f"the file cannot be written: {error.strerror or error}"
        raise Problems.one(what, _EXPECTED.get(type(error), ""), place=_place(path)) from None


def _place(path: Path) -> Place:
    return Place(str(path))
