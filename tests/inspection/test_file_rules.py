"""What is wrong with the file itself is told as a finding, as long as the file can be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.inspection.inspect import DECK_RULES
from inspection.decks import findings
from office.packages import contents, rezip

MAIN, MAIN_RELS, TYPES = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "[Content_Types].xml"
SLIDE, RELS = "ppt/slides/slide4.xml", "ppt/slides/_rels/slide4.xml.rels"

Parts = dict[str, bytes]


def replaced(part: str, old: bytes, new: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    return change


def without_a_type(parts: Parts) -> None:
    parts["ppt/media/lyd.wav"] = b"RIFF"


WAYS: dict[str, tuple[Callable[[Parts], None], list[tuple[str, int, str]]]] = {
    "a target that is missing": (
        replaced(RELS, b"../tags/", b"../intet/"),
        [("relationships", 0, "which is not in the file")],
    ),
    "a target that PowerPoint could not find either": (
        replaced(RELS, b"../tags/tag4.xml", b"NULL"),
        [("relationships", 0, "points to “ppt/slides/NULL”")],
    ),
    "a part without a type": (without_a_type, [("content_types", 0, "has no content type")]),
    "a type without a part": (
        replaced(TYPES, b"</Types>", b'<Override PartName="/ppt/x.xml" ContentType="application/xml"/></Types>'),
        [("content_types", 0, "has a content type, but is not in the file")],
    ),
    "two slides with one id": (
        replaced(MAIN, b'<p:sldId id="257"', b'<p:sldId id="256"'),
        [("slide_ids", 0, "has 2 slides with the id 256")],
    ),
    "an id out of range": (
        replaced(MAIN, b'<p:sldId id="257"', b'<p:sldId id="99999999999999999999"'),
        [("slide_ids", 0, "expected 256 to 2147483647")],
    ),
    "a slide listed twice": (
        replaced(MAIN, b"</p:sldIdLst>", b'<p:sldId id="999" r:id="rId3"/></p:sldIdLst>'),
        [("slide_ids", 0, "is listed 2 times")],
    ),
    "a slide that is not there": (
        replaced(MAIN, b"</p:sldIdLst>", b'<p:sldId id="999" r:id="rId999"/></p:sldIdLst>'),
        [("slide_ids", 0, "lists a slide that is not in the file")],
    ),
    "a slide without a layout": (
        replaced(RELS, b"relationships/slideLayout", b"relationships/andet"),
        [("layout", 4, "has no layout")],
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_broken_in_the_file_is_found(deck: Path, tmp_path: Path, way: str) -> None:
    change, expected = WAYS[way]
    parts = contents(deck.read_bytes())
    change(parts)
    found = [one for one in findings(rezip(tmp_path / "broken.pptx", parts)) if one.rule in FILE_RULES]
    assert [(one.rule, one.slide) for one in found] == [(rule, slide) for rule, slide, _ in expected]
    assert all(what in one.what for one, (_, _, what) in zip(found, expected, strict=True))


FILE_RULES = {rule.__name__ for rule in DECK_RULES} | {"layout"}


def test_every_rule_for_the_file_is_broken_once() -> None:
    assert {rule for _, expected in WAYS.values() for rule, _, _ in expected} == FILE_RULES


def test_links_to_the_world_outside_are_no_fault(deck: Path, tmp_path: Path) -> None:
    parts = contents(deck.read_bytes())
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        b'Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    replaced(RELS, b"</Relationships>", link)(parts)
    assert findings(rezip(tmp_path / "fil.pptx", parts)) == []
