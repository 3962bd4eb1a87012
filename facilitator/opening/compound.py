"""OLE compound files: what old and encrypted Office files are inside, told by the names of their streams ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

__all__ = ["SIGNATURE", "stream_names"]

SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
_HEADER = 512
_ENTRY = 128
_MOST_SECTORS = 64
"""Of the directory: 256 names at least. The streams that tell are among the first."""
_LAST = 0xFFFFFFFA
"""Sector numbers from here on mean something else (end of chain, free …)."""


def stream_names(file: BinaryIO) -> frozenset[str]:
    """The names of the streams and storages, as far as they are easily found; none for a damaged file."""
    file.seek(0)
    header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(SIGNATURE):
        return frozenset()
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):
        return frozenset()
    return frozenset(name for sector in _directory(file, header, 1 << shift) for name in _names(sector))


def _directory(file: BinaryIO, header: bytes, size: int) -> Iterator[bytes]:
    """The sectors of the directory, one after the other."""
    (number,) = struct.unpack_from("<I", header, 48)
    tables = struct.unpack_from("<109I", header, 76)
    for _ in range(_MOST_SECTORS):
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
