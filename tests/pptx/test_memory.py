"""What a deck remembers of how it was written, as it is read again: the deck itself."""

from __future__ import annotations

import io
import zlib
from base64 import b64decode, b64encode
from pathlib import Path
from zipfile import ZipFile

import pytest

import facilitator
from facilitator.merging import base_in
from facilitator.office.container import open_parts
from facilitator.office.package import Package
from facilitator.pptx.archive import archive, members, stored
from facilitator.pptx.memory import BUILD, NAME, PART, PROPERTIES, recalled

_NAMING = {"[Content_Types].xml", "_rels/.rels", "ppt/tags/deck.xml"}
"""The parts that name the one in which the deck remembers itself."""


def _deck(**data: str) -> bytes:
    (made,) = facilitator.open("trio-workshop", data=data).build("deck")
    return made.content


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _value(content: bytes) -> str:
    said = _parts(content)[PART].decode()
    return said.partition("<vt:lpwstr>")[2].partition("<")[0]


def _base(content: bytes) -> dict[str, bytes] | None:
    with Package(Path(), open_parts(Path(), content)) as package:
        found = base_in(package)
    return None if found is None else _parts(found)


@pytest.mark.parametrize("data", [{}, {"team": "TRIO <&> Ærø"}, {"team": "צוות"}, {"client": "Ny Kommune"}], ids=str)
def test_a_deck_remembers_every_part_but_the_one_in_which_it_does(data: dict[str, str]) -> None:
    parts, base = _parts(_deck(**data)), _base(_deck(**data))
    assert base is not None
    assert parts.keys() - base.keys() == {PART}
    assert {name for name, said in base.items() if parts[name] != said} == _NAMING
    assert all(PART.encode() not in said and BUILD.encode() not in said for said in base.values())


def test_what_earlier_versions_have_written_is_read() -> None:
    """All parts in one, compressed together."""
    content = _deck()
    kept = [*recalled(_value(content), 10**7)]
    value = b64encode(zlib.compress(archive(kept), 5)).decode()
    parts = _parts(content) | {PART: PROPERTIES.format(name=NAME, value=value).encode()}
    assert _base(archive(stored(name, said) for name, said in parts.items())) == _base(content)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_what_has_been_cut_is_not_read(share: float) -> None:
    value = _value(_deck())
    cut = value[: int(len(value) * share) // 4 * 4]
    parts = _parts(_deck()) | {PART: PROPERTIES.format(name=NAME, value=cut).encode()}
    assert _base(archive(stored(name, said) for name, said in parts.items())) is None


def test_nor_is_what_is_larger_than_any_deck() -> None:
    with pytest.raises(ValueError, match="too large"):
        [*recalled(_value(_deck()), 100_000)]


def test_the_parts_of_a_slide_that_is_the_same_are_remembered_in_the_same_bytes() -> None:
    """So that they are compressed once for all groups."""
    one, other = ([found.data for found in members(b64decode(_value(_deck(team=team))))] for team in ("Nord", "Syd"))
    assert len(one) == len(other)
    assert sum(a != b for a, b in zip(one, other, strict=True)) <= 4, "the footer, the title page, and the properties"
