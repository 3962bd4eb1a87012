"""A deck as it was written, remembered in itself: in a property, which programs keep and which goes where it goes.

The parts of a slide are compressed together, with gaps for the footer: so groups whose decks have the same slide have
that done once. Of pictures and films there are only checksums.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from facilitator.pptx.archive import GAP, Gapped, Member, archive, deflated, is_whole, members, spelled, stored
from facilitator.pptx.properties import TAG_PREFIX

__all__ = [
    "BUILD", "NAME", "OFFICE", "PART", "PROPERTIES", "SAID", "TYPE", "Parts", "recalled", "remembering", "short",
    "sum_of",
]  # fmt: skip

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PART = "docProps/custom.xml"
TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES = (
    f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
)
"""ECMA-376 part 1, 22.3; properties are numbered from 2."""
NAME = f"{TAG_PREFIX}BASE"
"""Of the property."""
BUILD = f"{TAG_PREFIX}BUILD"
"""A tag of the deck: of which build it is a later state, should the property go; none while anything told is open."""
SAID = (".xml", ".rels")
"""How the names of parts end that are remembered as a whole."""
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_ENDS = {
    _TYPES: f'<Override PartName="/{PART}" ContentType="{TYPE}"/></Types>',
    _RELATIONS: f'<Relationship Id="rIdBase" Type="{OFFICE}/relationships/custom-properties" Target="{PART}"/>'
    "</Relationships>",
}
"""How the parts end that name the one with the property."""
_SUM = sha256().digest_size
_LEVEL, _WINDOW = 5, 1 << zlib.MAX_WBITS
_GAP = GAP.encode()
_ZLIB = b"\x78"
"""How the property began before each slide was compressed by itself."""


class Parts(NamedTuple):
    """A deck while it is made."""

    types: Member
    """The list of content types."""
    frame: tuple[Member | Gapped, ...]
    """What is the same whatever the slides."""
    slides: Sequence[tuple[Member | Gapped, ...]]
    around: Sequence[Member]
    """What tells of all slides."""
    media: Sequence[Member]

    def filled(self, words: bytes) -> list[Member]:
        """All of them, with these words in the gaps."""
        gapped = chain(self.frame, *self.slides)
        return [self.types, *(one.filled(words) for one in gapped), *self.around, *self.media]


def remembering(parts: Parts, words: bytes, tags: str) -> list[Member]:
    """The parts of a deck, with one in which all others are remembered; none where somebody's template has such a part.

    Args:
        parts: those of the deck.
        words: what belongs in the gaps.
        tags: the name of the part with the deck's tags.
    """
    filled = parts.filled(words)
    if any(one.name == PART for one in filled):
        return filled
    first, known = _first(parts.frame)
    groups = (*parts.slides, *((one,) for one in (parts.types, *parts.around)))
    packed = [words, first, *(_kept(group, known) for group in groups), _packed(parts.media, known)]
    value = b64encode(archive(stored(str(number), one) for number, one in enumerate(packed))).decode()
    ends = _ENDS | {tags: f'<p:tag name="{BUILD}" val="{short(value)}"/></p:tagLst>'}
    told = [_ending(one, ends[one.name]) if one.name in ends else one for one in filled]
    return [*told, spelled(PART, PROPERTIES.format(name=NAME, value=value))]


@lru_cache(maxsize=4)
def _first(parts: tuple[Member | Gapped, ...]) -> tuple[bytes, bytes]:
    """These parts compressed, and what compresses others like them well."""
    return _packed(parts), _text(parts)[-_WINDOW:]


def _packed(parts: Iterable[Member | Gapped], known: bytes = b"") -> bytes:
    packer = zlib.compressobj(_LEVEL, zdict=known)
    return packer.compress(_text(parts)) + packer.flush()


_kept = lru_cache(maxsize=500)(_packed)
"""Most slides of one group are those of the next."""


def _text(parts: Iterable[Member | Gapped]) -> bytes:
    """Parts as they were before they were compressed."""
    contents = ((one.name, one.filled(_GAP).content) for one in parts)
    return archive(stored(name, said if name.endswith(SAID) else sum_of(said)) for name, said in contents)


@lru_cache(maxsize=8)
def _ending(part: Member, end: str) -> Member:
    text = part.content.decode()
    return deflated(part.name, text[: text.rindex("</")] + end)


def sum_of(content: bytes) -> bytes:
    """The checksum by which a part is remembered; of one that is only remembered, that is what it is."""
    return content if len(content) == _SUM else sha256(content).digest()


def short(value: str) -> str:
    """What the tag says of a deck whose property has this value."""
    return sha256(value.encode()).hexdigest()[:16]


def recalled(value: str, most: int) -> Iterator[Member]:
    """The parts that a property remembers, those of an older version too, with gaps that are filled.

    Args:
        value: what it says.
        most: bytes that they may have together.

    Raises:
        ValueError, struct.error, zlib.error: somebody has changed it.
    """
    raw = b64decode(value, validate=True)
    if raw.startswith(_ZLIB):
        words, packed = _GAP, [raw]
    elif is_whole(raw):
        words, *packed = (one.data for one in members(raw))
    else:
        raise ValueError("cut")
    known = b""
    for one in packed:
        unpacker = zlib.decompressobj(zdict=known)
        text = unpacker.decompress(one, max(most, 1))
        if not unpacker.eof:
            raise ValueError("too large, or cut")
        most, known = most - len(text), known or text[-_WINDOW:]
        for part in members(text):
            said = part.content
            yield stored(part.name, said.replace(_GAP, words) if part.name.endswith(SAID) else said)
