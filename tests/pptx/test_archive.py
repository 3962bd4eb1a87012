"""The zip file is a plain one, and every archiver reads back what went in."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from facilitator.pptx.archive import GAP, archive, deflated, gapped, packed
from facilitator.pptx.xml import Relations, rels_name

NAMES = st.lists(st.text("abc/._123", min_size=1, max_size=12), unique=True, max_size=5)


@given(NAMES, st.text(max_size=200), st.binary(max_size=200))
def test_what_goes_in_comes_out(names: list[str], text: str, blob: bytes) -> None:
    text = text.encode("utf-8", "ignore").decode()
    members = [deflated(name, text) if n % 2 else packed(name, blob) for n, name in enumerate(names)]
    with zipfile.ZipFile(io.BytesIO(archive(members))) as found:
        assert found.testzip() is None
        assert [info.orig_filename for info in found.infolist()] == names
        for number, info in enumerate(found.infolist()):
            assert found.read(info) == (text.encode() if number % 2 else blob)


@given(st.lists(st.text(max_size=3000), min_size=1, max_size=4), st.text(max_size=60))
def test_a_text_with_gaps_is_read_as_what_was_filled_in(parts: list[str], words: str) -> None:
    parts = [part.encode("utf-8", "ignore").decode().replace(GAP, "") * 7 for part in parts]
    words = words.encode("utf-8", "ignore").decode() * (70_000 if words == words[:1] else 1)
    later, whole = gapped("a.xml", GAP.join(parts)), words.join(parts).encode()
    made = later.filled(words.encode())
    assert (made, made.content) == (later.filled(words.encode()), whole)
    with zipfile.ZipFile(io.BytesIO(archive([made]))) as found:
        assert (found.testzip(), found.read("a.xml")) == (None, whole)


def test_bytes_are_compressed_where_that_is_worth_while() -> None:
    picture = bytes(range(256)) * 8
    members = [packed(name, picture) for name in ("a.emf", "a.xml", "A.BIN", "a.png", "a.MP4", "a.xlsx")]
    assert [member.data != picture for member in members] == [True, True, True, False, False, False]
    assert packed("a.bin", b"short").data == b"short"


def test_nothing_is_packed_so_tightly_that_it_looks_like_a_trap() -> None:
    empty = bytes(20 << 20)
    assert packed("a.bmp", empty).data == empty


@given(st.sampled_from(["a.xml", "a.wav", "a.png", "a"]), st.binary(max_size=200))
def test_packed_bytes_come_out_the_same(name: str, blob: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(archive([packed(name, blob)]))) as found:
        assert found.read(name) == blob


def test_a_relationship_is_written_once() -> None:
    relations = Relations()
    ids = [relations.add("image", "../media/image1.png"), relations.add("slide", "slide2.xml")]
    assert relations.add("image", "../media/image1.png") == ids[0] == "rId1"
    assert relations.xml().count("<Relationship ") == 2


def test_the_rels_part_lies_beside_its_owner() -> None:
    assert rels_name("ppt/slides/slide1.xml") == "ppt/slides/_rels/slide1.xml.rels"


def test_new_relationships_stand_behind_those_that_there_were() -> None:
    kept = [("rId9", "urn:a&b", "theme/theme1.xml", False), ("rId1", "urn:link", "https://a.example/?b=1&c=2", True)]
    relations = Relations("mine", kept)
    assert relations.add("slide", "slides/slide1.xml") == "mine1"
    found = etree.fromstring(relations.xml().encode())
    assert [one.get("Id") for one in found] == ["rId9", "rId1", "mine1"]
    assert found[0].get("Type") == "urn:a&b"
    assert found[1].get("Target") == "https://a.example/?b=1&c=2"
    assert [one.get("TargetMode") for one in found] == [None, "External", None]
