"""From a path to a zip file whose list of contents has been read, and is no trap; or what it is instead."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from facilitator.opening.compound import SIGNATURE, stream_names
from facilitator.opening.limits import DIRECTORY
from facilitator.problems import Place, Problems

__all__ = ["DAMAGED", "WANTED", "close_zip", "damaged", "open_zip"]

WANTED = "expected a PowerPoint file (.pptx, .potx, .pptm, .potm)"
DAMAGED = (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OverflowError, OSError, struct.error, zlib.error)
"""What `zipfile` raises on files that are not whole."""

_SAVE_ANEW = "open it in PowerPoint and save it as a PowerPoint presentation (.pptx)"
_STREAMS = {
    "EncryptedPackage": (
        "the file is protected by a password",
        "open it in PowerPoint, take the password out under File > Info > Protect Presentation, and save it",
    ),
    "PowerPoint Document": ("this is a PowerPoint file of the kind before 2007 (.ppt)", _SAVE_ANEW),
    "WordDocument": ("this is a Word document", WANTED),
    "Workbook": ("this is an Excel workbook", WANTED),
}
"""What a compound file is by the stream that only it has ([MS-PPT] 2.1, [MS-OFFCRYPTO] 2.3.4)."""
_ZIP = b"PK\x03\x04"


class _TooLong(ValueError):
    """Something asks for more of a file at once than there is any need for."""


class _InSips(io.BufferedReader):
    """A file of which nobody can read more than `DIRECTORY` bytes at once.

    `zipfile` reads the list of contents in one piece, as long as the file says it is.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        most = DIRECTORY + 1
        content = super().read(most if size is None or size < 0 else min(size, most))
        if len(content) > DIRECTORY:
            raise _TooLong
        return content


def damaged(path: Path, what: str = "the file is damaged or not complete") -> Problems:
    """The file as a whole, or a part of it, cannot be unpacked."""
    return Problems.one(what, "expected one that PowerPoint opens; get it again from where it came", place=_place(path))


def open_zip(path: Path) -> zipfile.ZipFile:
    """The zip file at ``path``, its list of contents read, nothing unpacked; to be closed by the caller.

    Raises:
        Problems: there is no such file, it may not be read, or it is no zip file.
    """
    file = _opened(path)
    try:
        return zipfile.ZipFile(file)
    except _TooLong:
        file.close()
        what = f"the file's list of contents is longer than {DIRECTORY >> 20} MB"
        raise Problems.one(what, WANTED, place=_place(path)) from None
    except DAMAGED:
        with file:
            raise _no_zip(file, path) from None


def close_zip(archive: zipfile.ZipFile) -> None:
    """Close it, and the file under it, which `zipfile` leaves to whoever opened it."""
    file = archive.fp
    archive.close()
    if file is not None:
        file.close()


def _opened(path: Path) -> _InSips:
    # Windows refuses to open a folder with a PermissionError, and opening a pipe waits for whoever writes to it.
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise Problems.one("this is a folder", WANTED, place=_place(path))
        if not stat.S_ISREG(kind):
            raise Problems.one("this is no file but a device or a pipe", WANTED, place=_place(path))
        return _InSips(io.FileIO(path))
    except FileNotFoundError:
        raise Problems.one("there is no such file", WANTED, place=_place(path)) from None
    except PermissionError:
        expected = "give yourself permission to read it, or close the program that holds it"
        raise Problems.one("the file may not be read", expected, place=_place(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Problems.one(f"the file cannot be read: {reason}", place=_place(path)) from None


def _no_zip(file: BinaryIO, path: Path) -> Problems:
    """What a file is that `zipfile` does not take."""
    file.seek(0)
    start = file.read(len(SIGNATURE))
    if not start:
        return Problems.one("the file is empty", WANTED, place=_place(path))
    if start == SIGNATURE:
        names = stream_names(file)
        both = ("this is a PowerPoint file of the kind before 2007, or one with a password", _SAVE_ANEW)
        what, expected = next((told for name, told in _STREAMS.items() if name in names), both)
        return Problems.one(what, expected, place=_place(path))
    return (
        damaged(path)
        if start.startswith(_ZIP)
        else Problems.one("this is no PowerPoint file", WANTED, place=_place(path))
    )


def _place(path: Path) -> Place:
    return Place(str(path))
