"""The files in the zip by name: refused when their list is a trap, unpacked one by one when they are asked for."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from facilitator.opening import limits
from facilitator.opening.container import DAMAGED, close_zip, damaged
from facilitator.problems import Place, Problem, Problems

__all__ = ["Parts", "shown"]

_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_ENCRYPTED = 1
_PIECE = 1 << 16
_XML = (".xml", ".rels", ".vml")


def shown(name: str) -> str:
    """A name out of the file as a message may show it: nothing that a terminal would obey, and not too long."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)
    return clean if len(clean) <= 80 else f"{clean[:79]}…"


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
        """The content of a part of at most ``most`` bytes.

        Raises:
            KeyError: there is no such part.
            Problems: it is larger, or damaged.
        """
        info = self._infos[name]
        if info.file_size > most:
            raise Problems.one(
                f"“{shown(name)}” is larger than {most >> 20} MB", "expected less", place=Place(str(self._path))
            )
        return b"".join(self._pieces(info))

    def read_through(self) -> None:
        """Unpack everything once, keeping nothing.

        Raises:
            Problems: a part is damaged.
        """
        for info in self._infos.values():
            for _ in self._pieces(info):
                pass

    def close(self) -> None:
        """Close the file."""
        close_zip(self._archive)

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The content piece by piece: `zipfile` unpacks no more than it is asked for, and no more than is listed."""
        try:
            with self._archive.open(info) as file:
                while piece := file.read(_PIECE):
                    yield piece
        except DAMAGED:
            raise damaged(self._path, f"“{shown(info.filename)}” in the file is damaged") from None


def _traps(listed: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """What was found and what is expected, for the first thing of each sort that no honest file has."""
    if len(listed) > limits.ENTRIES:
        yield f"there are {len(listed)} files in it", f"expected at most {limits.ENTRIES}"
        return
    yield from _sizes(listed)
    seen: set[str] = set()
    for info in listed:
        name = info.orig_filename
        if _is_outside(name):
            yield f"the name “{shown(name)}” leads out of the file", "expected names inside it"
            return
        if name.casefold() in seen:
            yield f"the name “{shown(name)}” is there twice", "expected every name once"
            return
        seen.add(name.casefold())


def _sizes(listed: Sequence[zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    for info in listed:
        name, size = shown(info.orig_filename), info.file_size
        if size > limits.SINGLE:
            yield f"“{name}” unpacks to {size >> 20} MB", f"expected at most {limits.SINGLE >> 20} MB"
            return
        if size > limits.HARMLESS and size > limits.RATIO * max(1, info.compress_size):
            yield f"“{name}” unpacks to more than {limits.RATIO} times its size", "expected no zip bomb"
            return
        if info.compress_type not in (_STORED, _DEFLATED) or info.flag_bits & _ENCRYPTED:
            yield f"“{name}” is packed in a way that Office does not know", "expected an ordinary zip file"
            return
    total = sum(info.file_size for info in listed)
    if total > limits.TOTAL:
        yield f"it unpacks to {total >> 20} MB", f"expected at most {limits.TOTAL >> 20} MB"
    texts = sum(info.file_size for info in listed if info.filename.lower().endswith(_XML))
    if texts > limits.XML_TOTAL:
        yield f"its XML unpacks to {texts >> 20} MB", f"expected at most {limits.XML_TOTAL >> 20} MB"


def _is_outside(name: str) -> bool:
    """Absolute, with a drive, with backslashes, with a way up, or with nothing a name could be."""
    segments = name.removesuffix("/").split("/")
    return "\\" in name or ":" in name or "\0" in name or any(segment in ("", ".", "..") for segment in segments)
