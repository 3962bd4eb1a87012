"""A zip file that is the same, byte for byte, for the same content: fixed times, fixed order, nothing of the machine.

Members are compressed one by one, so that those of the template can be kept and used again. Plain zip (APPNOTE 6.3.10,
4.3.7 and 4.3.12), no zip64: at most 65 535 members and 4 GB.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

__all__ = [
    "GAP",
    "Gapped",
    "Member",
    "archive",
    "deflated",
    "gapped",
    "is_whole",
    "members",
    "packed",
    "spelled",
    "stored",
]

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_HEADER = struct.Struct("<5H3I2H")
"""Version, flags, method, time, date, checksum, length packed and unpacked, of the name, and of what follows it."""
_LAST = 18
"""Bytes behind the signature of the end."""
_VERSION = 20
_MIDNIGHT, _NEW_YEAR_1980 = 0, 0x21
_STORED, _DEFLATED = 0, 8
_LEVEL, _WINDOW, _MEMORY = 3, 14, 7
"""zlib's settings: slides are small, so a small window loses nothing, and costs half the time of zlib's own choice."""
_DENSE = frozenset([
    "avi", "docm", "docx", "emz", "flac", "gif", "gz", "heic", "jfif", "jpe", "jpeg", "jpg", "jxr", "m4a",
    "m4v", "mkv", "mov", "mp3", "mp4", "mpeg", "mpg", "odp", "odt", "ods", "ogg", "pdf", "png", "pptm", "pptx",
    "svgz", "wdp", "webm", "webp", "wma", "wmv", "wmz", "woff", "woff2", "xlsb", "xlsm", "xlsx", "zip",
])  # fmt: skip
"""Endings of what is compressed already."""
GAP = "\ufdd1"
"""Stands where something is filled in later; a sign that no text has."""
_BLOCK = 0xFFFF
"""Bytes that a block of a compressed text holds at most as they are."""
_SUSPECT = 100
"""Unpacked to packed: what packs more tightly is taken for a zip bomb by many who read it."""


class Member(NamedTuple):
    """A file in the archive: its ASCII name, its bytes as they are kept, and what they were before."""

    name: str
    data: bytes
    method: int
    checksum: int
    size: int

    def filled(self, words: bytes) -> Member:
        """As it is: there is nothing to fill in."""
        return self

    @property
    def content(self) -> bytes:
        """The bytes as they were before."""
        return self.data if self.method == _STORED else zlib.decompress(self.data, -zlib.MAX_WBITS)


def deflated(name: str, content: str) -> Member:
    """A text, compressed."""
    raw = content.encode()
    return Member(name, _compressed(raw), _DEFLATED, zlib.crc32(raw), len(raw))


def spelled(name: str, content: str) -> Member:
    """A text in which nothing stands twice, such as base64: only its letters are packed, which is soon done."""
    raw, packer = content.encode(), zlib.compressobj(_LEVEL, zlib.DEFLATED, -_WINDOW, _MEMORY, zlib.Z_HUFFMAN_ONLY)
    return Member(name, packer.compress(raw) + packer.flush(), _DEFLATED, zlib.crc32(raw), len(raw))


class Gapped(NamedTuple):
    """A text with gaps, compressed in pieces: whatever is filled in stands between them as it is."""

    name: str
    pieces: tuple[bytes, ...]
    """What stands before, between, and behind the gaps, each compressed by itself to a whole number of bytes."""
    checksum: int
    """Of what stands before the first gap …"""
    size: int
    tails: tuple[bytes, ...]
    """… and what stands behind each, as it was before."""

    def filled(self, words: bytes) -> Member:
        """The text with these words in every gap."""
        rest = b"".join([words + tail for tail in self.tails])
        checksum = zlib.crc32(rest, self.checksum)
        return Member(self.name, _as_is(words).join(self.pieces), _DEFLATED, checksum, self.size + len(rest))


@lru_cache(maxsize=4)
def _as_is(content: bytes) -> bytes:
    """Blocks of a compressed text that is not at its end, with these bytes as they are (RFC 1951, 3.2.4)."""
    blocks = (content[start : start + _BLOCK] for start in range(0, len(content), _BLOCK))
    return b"".join(b"\0" + struct.pack("<2H", len(one), _BLOCK ^ len(one)) + one for one in blocks)


def gapped(name: str, content: str) -> Member | Gapped:
    """A text, compressed; where it has gaps (`GAP`), in pieces."""
    head, *tails = map(str.encode, content.split(GAP))
    if not tails:
        return deflated(name, content)
    packer = _packer()
    *first, last = (packer.compress(one) + packer.flush(zlib.Z_FULL_FLUSH) for one in (head, *tails))
    return Gapped(name, (*first, last + packer.flush()), zlib.crc32(head), len(head), tuple(tails))


def stored(name: str, content: bytes) -> Member:
    """Bytes that are compressed already, such as a picture's."""
    return Member(name, content, _STORED, zlib.crc32(content), len(content))


def packed(name: str, content: bytes) -> Member:
    """Bytes of any kind: compressed where that is worth while."""
    if name.rpartition(".")[2].lower() in _DENSE:
        return stored(name, content)
    data = _compressed(content)
    if not len(data) < len(content) <= _SUSPECT * len(data):
        return stored(name, content)
    return Member(name, data, _DEFLATED, zlib.crc32(content), len(content))


def _compressed(raw: bytes) -> bytes:
    packer = _packer()
    return packer.compress(raw) + packer.flush()


def _packer() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -_WINDOW, _MEMORY)


def archive(members: Iterable[Member]) -> bytes:
    """The zip file with these members in this order."""
    kept = tuple(members)
    files, directory, place = list[bytes](), list[bytes](), 0
    for member in kept:
        name = member.name.encode("ascii")
        header = _HEADER.pack(
            _VERSION, 0, member.method, _MIDNIGHT, _NEW_YEAR_1980, member.checksum, len(member.data),
            member.size, len(name), 0,
        )  # fmt: skip
        directory.append(
            _CENTRAL + struct.pack("<H", _VERSION) + header + struct.pack("<3H2I", 0, 0, 0, 0, place) + name
        )
        files += (_LOCAL, header, name, member.data)
        place += len(_LOCAL) + len(header) + len(name) + len(member.data)
    end = struct.pack("<4H2IH", 0, 0, len(kept), len(kept), sum(map(len, directory)), place, 0)
    return b"".join((*files, *directory, _END, end))


def is_whole(content: bytes) -> bool:
    """Whether an archive of ours has its end."""
    return content[-len(_END) - _LAST :].startswith(_END)


def members(content: bytes) -> Iterator[Member]:
    """What an archive of ours holds, as it was given; nothing, or less, of anything else."""
    place = 0
    while content.startswith(_LOCAL, place) and len(content) >= place + len(_LOCAL) + _HEADER.size:
        _version, _flags, method, _time, _day, checksum, length, size, letters, more = _HEADER.unpack_from(
            content, place + len(_LOCAL)
        )
        name = place + len(_LOCAL) + _HEADER.size
        place = name + letters + more + length
        data = content[place - length : place]
        yield Member(content[name : name + letters].decode("ascii", "replace"), data, method, checksum, size)
