"""Strict Open XML is the same format under other names: what is read of it is what is read of the ordinary file."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.agenda.read import read_agenda
from facilitator.house_templates.reading import read_template
from facilitator.library import default_library
from facilitator.office import transitional
from facilitator.office.presentation import open_presentation
from facilitator.output.agenda import OpenAgenda
from facilitator.output.opened import Asked
from facilitator.pptx.in_template import house_template
from judges.package import audit
from office.packages import contents, rezip, strict
from templates.found import FOUND
from templates.made import MADE

NAMES = ("dark", "decorated", "libreoffice/cshape")


def _both(name: str, folder: Path) -> tuple[Path, Path]:
    """A template as it is, and the same in strict Open XML."""
    raw = FOUND[name].read_bytes() if name in FOUND else MADE[name]()
    parts = contents(raw)
    xml = {part: strict(content) for part, content in parts.items() if part.endswith((".xml", ".rels"))}
    (folder / "strict").mkdir()
    return rezip(folder / "t.pptx", parts), rezip(folder / "strict" / "t.pptx", parts | xml)


@pytest.mark.parametrize("name", NAMES)
def test_a_strict_file_is_read_as_the_ordinary_one(name: str, tmp_path: Path) -> None:
    ordinary, other = _both(name, tmp_path)
    assert b"purl.oclc.org" in b"".join(contents(other.read_bytes()).values())
    one, two = read_template(ordinary), read_template(other)
    assert (two.masters, two.slide, two.facts) == (one.masters, one.slide, one.facts)
    with open_presentation(ordinary) as first, open_presentation(other) as second:
        assert [slide.title for slide in second.slides()] == [slide.title for slide in first.slides()]


def test_a_deck_in_it_is_an_ordinary_one(tmp_path: Path) -> None:
    _, other = _both("decorated", tmp_path)
    library = default_library()
    reading = read_agenda("walk-and-talk", library=library)
    (made,) = OpenAgenda(reading, library, Asked(opened=house_template(other))).build("deck")
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(made.content)
    assert b"purl.oclc.org" not in b"".join(contents(made.content).values())
    assert audit(deck) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b'<a:lumMod val="75%"/>', b'<a:lumMod val="75000"/>'),
        (b'<a:gs pos="33.5%">', b'<a:gs pos="33500">'),
        (b'<a:off x="1in" y="-2.5cm"/>', b'<a:off x="914400" y="-900000"/>'),
        (b'<p:cNvPr id="2" name="50%" descr="5cm"/>', b'<p:cNvPr id="2" name="50%" descr="5cm"/>'),
        (b'<p:strVal val="100%"/>', b'<p:strVal val="100%"/>'),
        (b'<a:t>x="50%"</a:t>', b'<a:t>x="50%"</a:t>'),
    ],
)
def test_measures_are_numbers_and_texts_are_left_alone(written: bytes, read: bytes) -> None:
    names = b'<a xmlns="http://purl.oclc.org/ooxml/drawingml/main">'
    assert transitional(names + written).endswith(read)


def test_what_is_not_strict_is_not_touched() -> None:
    content = b'<a val="75%"/>'
    assert transitional(content) is content
