"""From a path to the files in a zip, by name: told what it is instead, refused as a trap, unpacked when asked for."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from facilitator.messages import Place, Problem, Problems, _, mark, reason
from facilitator.office import limits, transitional

__all__ = ["Parts", "damaged", "open_parts", "refused", "shown"]

_WANTED = mark("expected a PowerPoint file (.pptx, .potx, .pptm, .potm)")
_DAMAGED = (zipfile.BadZipFile, RuntimeError, ValueError, EOFError, OverflowError, OSError, struct.error, zlib.error)
"""What `zipfile` raises on files that are not whole."""
_ZIP = b"PK\x03\x04"
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_ENCRYPTED = 1
_PIECE = 1 << 16
_XML = (".xml", ".rels", ".vml")


def refused(path: Path, what: str, expected: str = "") -> Problems:
    """What is wrong with the file at ``path``; a PowerPoint file is expected where nothing else is said."""
    return Problems.one(what, expected or _(_WANTED), place=Place(str(path)))


def damaged(path: Path, what: str = "") -> Problems:
    """The file as a whole, or a part of it, cannot be unpacked."""
    what = what or _("the file is damaged or not complete")
    return refused(path, what, _("expected one that PowerPoint opens; get it again from where it came"))


def shown(name: str) -> str:
    """A name out of the file as a message may show it: nothing that a terminal would obey, and not too long."""
    clean = name
    if not name.isprintable():
        clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return clean if len(clean) <= 80 else f"{clean[:79]}…"


def open_parts(path: Path, content: bytes | None = None) -> Parts:
    """The files in the zip at ``path``, their list read and found to be no trap, nothing unpacked.

    Args:
        path: where it is.
        content: what stands there, where that has been read already.

    Raises:
        Problems: there is no such file, it may not be read, it is no zip file, or it is made to do harm.
    """
    archive = _open_zip(_opened(path) if content is None else _InSips(io.BytesIO(content)), path)
    try:
        return Parts(archive, path)
    except BaseException:
        _close_zip(archive)
        raise


class Parts(Mapping[str, bytes]):
    """Contents by name; nothing is kept. What cannot be unpacked raises `Problems` when it is asked for."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        """Take the archive's files.

        Raises:
            Problems: there are too many, they are too large, packed too tightly, or named to do harm.
        """
        self._archive, self._path = archive, path
        listed = archive.infolist()
        problems = [Problem(what, expected, place=Place(str(path))) for what, expected in _traps(listed)]
        if problems:
            raise Problems(problems)
        self._infos = {info.filename: info for info in listed if not info.is_dir()}
        self._names = {name.casefold(): name for name in self._infos}

    def __getitem__(self, name: str) -> bytes:
        return self.read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def __len__(self) -> int:
        return len(self._infos)

    def __contains__(self, name: object) -> bool:
        return name in self._infos

    def named(self, name: str) -> str | None:
        """The part of this name as the file writes it: case makes no difference (ECMA-376-2, 6.2.2.3)."""
        return name if name in self._infos else self._names.get(name.casefold())

    def read(self, name: str, most: int = limits.SINGLE) -> bytes:
        """The content of a part of at most ``most`` bytes; strict Open XML as transitional.

        Raises:
            KeyError: there is no such part.
            Problems: it is larger, or damaged.
        """
        info = self._infos[name]
        if info.file_size > most:
            what = _("“{name}” is larger than {size} MB", name=shown(name), size=most >> 20)
            raise refused(self._path, what, _("expected less"))
        content = b"".join(self._pieces(info))
        return transitional(content) if name.lower().endswith(_XML) else content

    def read_through(self) -> None:
        """Unpack everything once, keeping nothing.

        Raises:
            Problems: a part is damaged.
        """
        for info in self._infos.values():
            for _piece in self._pieces(info):
                pass

    def close(self) -> None:
        """Close the file."""
        _close_zip(self._archive)

    def kept(self) -> Parts:
        """The same out of memory; the file is closed, and may change or go.

        Raises:
            Problems: it is larger than `limits.KEPT`, or cannot be read.
        """
        file = self._archive.fp
        if file is None:
            raise ValueError("the file is closed")
        try:
            if file.seek(0, io.SEEK_END) > limits.KEPT:
                what = _("the file is larger than {size} MB", size=limits.KEPT >> 20)
                raise refused(self._path, what, _("expected less"))
            file.seek(0)
            content = b"".join(iter(partial(file.read, _PIECE), b""))
        except OSError:
            raise damaged(self._path) from None
        finally:
            self.close()
        return Parts(zipfile.ZipFile(io.BytesIO(content)), self._path)

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The content piece by piece: `zipfile` unpacks no more than it is asked for, and no more than is listed."""
        try:
            with self._archive.open(info) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except _DAMAGED:
            raise damaged(self._path, _("“{name}” in the file is damaged", name=shown(info.filename))) from None


# --- the zip file -----------------------------------------------------------------------------------------------------


class _TooLong(ValueError):
    """Something asks for more of a file at once than there is any need for."""


class _InSips(io.BufferedReader):
    """A file of which nobody can read more than `limits.DIRECTORY` bytes at once.

    `zipfile` reads the list of contents in one piece, as long as the file says it is.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        most = limits.DIRECTORY + 1
        content = super().read(most if size is None or size < 0 else min(size, most))
        if len(content) > limits.DIRECTORY:
            raise _TooLong
        return content


def _open_zip(file: _InSips, path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _TooLong:
        file.close()
        what = _("the file's list of contents is longer than {size} MB", size=limits.DIRECTORY >> 20)
        raise refused(path, what) from None
    except _DAMAGED:
        with file:
            raise _no_zip(file, path) from None


def _close_zip(archive: zipfile.ZipFile) -> None:
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
            raise refused(path, _("this is a folder"))
        if not stat.S_ISREG(kind):
            raise refused(path, _("this is no file but a device or a pipe"))
        return _InSips(io.FileIO(path))
    except FileNotFoundError:
        raise refused(path, _("there is no such file")) from None
    except PermissionError:
        expected = _("give yourself permission to read it, or close the program that holds it")
        raise refused(path, _("the file may not be read"), expected) from None
    except (OSError, ValueError) as error:
        raise Problems.one(
            _("the file cannot be read: {reason}", reason=reason(error)), place=Place(str(path))
        ) from None


def _no_zip(file: BinaryIO, path: Path) -> Problems:
    """What a file is that `zipfile` does not take."""
    file.seek(0)
    start = file.read(len(_COMPOUND))
    if not start:
        return refused(path, _("the file is empty"))
    if start == _COMPOUND:
        names = _stream_names(file)
        what, expected = next((told for name, told in _STREAMS.items() if name in names), _OLD)
        return refused(path, _(what), _(expected))
    return damaged(path) if start.startswith(_ZIP) else refused(path, _("this is no PowerPoint file"))


# --- traps ------------------------------------------------------------------------------------------------------------


def _traps(listed: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """What was found and what is expected, for the first thing of each sort that no honest file has."""
    if len(listed) > limits.ENTRIES:
        yield _("there are {n} files in it", n=len(listed)), _("expected at most {n}", n=limits.ENTRIES)
        return
    yield from _sizes(listed)
    seen: set[str] = set()
    for info in listed:
        name = info.orig_filename
        if _is_outside(name):
            what = _("the name “{name}” leads out of the file", name=shown(name))
            yield what, _("expected names inside it")
            return
        if name.casefold() in seen:
            yield _("the name “{name}” is there twice", name=shown(name)), _("expected every name once")
            return
        seen.add(name.casefold())


def _sizes(listed: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    for info in listed:
        name, size = shown(info.orig_filename), info.file_size
        if size > limits.SINGLE:
            yield _("“{name}” unpacks to {size} MB", name=name, size=size >> 20), _at_most(limits.SINGLE)
            return
        if size > limits.HARMLESS and size > limits.RATIO * max(1, info.compress_size):
            what = _("“{name}” unpacks to more than {n} times its size", name=name, n=limits.RATIO)
            yield what, _("expected no zip bomb")
            return
        if info.compress_type not in (_STORED, _DEFLATED) or info.flag_bits & _ENCRYPTED:
            what = _("“{name}” is packed in a way that Office does not know", name=name)
            yield what, _("expected an ordinary zip file")
            return
    total = sum(info.file_size for info in listed)
    if total > limits.TOTAL:
        yield _("it unpacks to {size} MB", size=total >> 20), _at_most(limits.TOTAL)
    texts = sum(info.file_size for info in listed if info.filename.lower().endswith(_XML))
    if texts > limits.XML_TOTAL:
        yield _("its XML unpacks to {size} MB", size=texts >> 20), _at_most(limits.XML_TOTAL)


def _at_most(size: int) -> str:
    return _("expected at most {size} MB", size=size >> 20)


def _is_outside(name: str) -> bool:
    """Absolute, with a drive, with backslashes, with a way up, or with nothing a name could be."""
    segments = name.removesuffix("/").split("/")
    return "\\" in name or ":" in name or "\0" in name or any(segment in ("", ".", "..") for segment in segments)


# --- compound files: what old and encrypted Office files are inside, told by the names of their streams ([MS-CFB]) ----


_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_SAVE_ANEW = mark("open it in PowerPoint and save it as a PowerPoint presentation (.pptx)")
_OLD = (mark("this is a PowerPoint file of the kind before 2007, or one with a password"), _SAVE_ANEW)
_STREAMS = {
    "EncryptedPackage": (
        mark("the file is protected by a password"),
        mark("open it in PowerPoint, take the password out under File > Info > Protect Presentation, and save it"),
    ),
    "PowerPoint Document": (mark("this is a PowerPoint file of the kind before 2007 (.ppt)"), _SAVE_ANEW),
    "WordDocument": (mark("this is a Word document"), _WANTED),
    "Workbook": (mark("this is an Excel workbook"), _WANTED),
}
"""What a compound file is by the stream that only it has ([MS-PPT] 2.1, [MS-OFFCRYPTO] 2.3.4)."""
_HEADER = 512
_ENTRY = 128
_MOST_SECTORS = 64
"""Of the directory: 256 names at least. The streams that tell are among the first."""
_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean something else (end of chain, free …)."""


def _stream_names(file: BinaryIO) -> frozenset[str]:
    """The names of the streams and storages, as far as they are easily found; none for a damaged file."""
    file.seek(0)
    header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(_COMPOUND):
        return frozenset()
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):
        return frozenset()
    return frozenset(name for sector in _directory(file, header, 1 << shift) for name in _names(sector))


def _directory(file: BinaryIO, header: bytes, size: int) -> Iterator[bytes]:
    """The sectors of the directory, one after the other."""
    (number,) = struct.unpack_from("<I", header, 48)
    tables = struct.unpack_from("<109I", header, 76)
    for _number in range(_MOST_SECTORS):
        if number >= _LAST:
            return
        yield _sector(file, number, size)
        table, place = divmod(number, size // 4)
        if table >= len(tables) or tables[table] >= _LAST:
            return
        following = _sector(file, tables[table], size)[4 * place : 4 * place + 4]
        number = int.from_bytes(following, "little") if len(following) == 4 else _LAST


def _sector(file: BinaryIO, number: int, size: int) -> bytes:
    file.seek((number + 1) * size)
    return file.read(size)


def _names(sector: bytes) -> Iterator[str]:
    for start in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        (length,) = struct.unpack_from("<H", sector, start + 64)
        if 2 <= length <= 64:
            yield sector[start : start + length - 2].decode("utf-16-le", "replace")
