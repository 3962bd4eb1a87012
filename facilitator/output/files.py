"""Files in the output folder: written whole or not at all, and never over what a person has changed.

A hidden list beside the files remembers the checksum of each as it was written. A file that no longer has it has been
edited, and is somebody's work.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from facilitator.problems import Place, Problem, Problems

__all__ = ["LIST", "write_files"]

LIST = ".facilitator.json"

_EXPECTED: dict[type[OSError], str] = {
    PermissionError: "expected it to be closed in other programs and not read-only",
    FileExistsError: "expected a folder of that name, or none",
    NotADirectoryError: "expected a folder of that name, or none",
    IsADirectoryError: "expected a file of that name, or none",
}


def write_files(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> list[Path]:
    """Write the files into the folder (made if need be) and return their paths.

    Args:
        folder: where they go.
        files: contents by file name; a name may have a folder of its own before it, with a slash.
        force: overwrite files that were changed since they were written, too.

    Raises:
        Problems: a file has been changed, or the disk says no; nothing has been overwritten then.
    """
    with _clearly(folder):
        folder.mkdir(parents=True, exist_ok=True)
        written = _written(folder)
        if not force:
            _refuse_changed(folder, files, written)
    for name, content in files.items():
        with _clearly(folder / name):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            _replace(folder / name, content)
            written[name] = _checksum(content)
            _replace(folder / LIST, json.dumps({"files": written}, indent=2).encode() + b"\n")
    return [folder / name for name in files]


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


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, then put it in its place in one step."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


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
