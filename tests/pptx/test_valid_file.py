"""The file is one that PowerPoint opens without repair, and the same every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import sample_deck
from facilitator.canvas import Box
from facilitator.canvas.shapes import (
    AnyShape,
    Canvas,
    Colour,
    Connector,
    Countdown,
    Glue,
    Line,
    Picture,
    Placeholder,
    Shape,
)
from facilitator.pptx.own_parts import OWN
from facilitator.pptx.package import write_deck
from judges.office import Office
from judges.package import NS, Package, audit, faults


def test_the_open_xml_sdk_has_nothing_against_it(sample: Package) -> None:
    assert audit(sample.path) == []


def test_it_keeps_the_rules_of_the_house(sample: Package) -> None:
    accepted = ("has no speaker notes", "slide 11: has no title")  # The sample leaves them out on purpose.
    assert [fault for fault in faults(sample.path) if not fault.endswith(accepted)] == []


def test_every_relationship_leads_to_a_part_and_every_part_is_led_to(sample: Package) -> None:
    owners = [name for name in sample.parts if not name.endswith(".rels")]
    reached = {target for owner in owners for target in sample.related(owner).values()}
    reached |= {"ppt/presentation.xml", "docProps/core.xml", "docProps/app.xml"}
    assert reached == {name for name in owners if name != "[Content_Types].xml"}


def test_every_part_has_a_content_type(sample: Package) -> None:
    types = sample.xml("[Content_Types].xml")
    overrides = {t.get("PartName").lstrip("/") for t in types if t.get("PartName")}
    extensions = {t.get("Extension") for t in types if t.get("Extension")}
    parts = sample.parts.keys() - {"[Content_Types].xml"}
    assert overrides <= parts
    assert {name.rpartition(".")[2] for name in parts - overrides} == extensions - {"xml"}


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (
        write_deck(OWN, sample_deck.whole(), sample_deck.style(), sample_deck.PROPERTIES, [sample_deck.FOOTER])
        for _ in "ab"
    )
    assert first == second


def test_nothing_in_the_archive_tells_when_or_where_it_was_made(sample: Package) -> None:
    with zipfile.ZipFile(sample.path) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr for info in archive.infolist()} == {0}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_a_deck_without_slides_footer_or_sections_is_valid_too(tmp_path: Path) -> None:
    for name, canvases in (("empty", []), ("one", [Canvas("a", "A", "blank", ())])):
        path = tmp_path / f"{name}.pptx"
        path.write_bytes(write_deck(OWN, canvases, sample_deck.style(), replace(sample_deck.PROPERTIES, deck_id="")))
        assert audit(path) == []


def _canvas(*shapes: AnyShape, layout: str = "title_only", countdown: Countdown | None = None) -> list[Canvas]:
    return [Canvas("a", "A", layout, shapes, countdown=countdown)]


BOX = Box(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("canvases", "what"),
    [
        (_canvas(layout="no-such"), "unknown layout “no-such”"),
        (_canvas(Shape("A", BOX, link="no-such")), "link leads to “no-such”"),
        (_canvas(Connector("A", (0, 0), (1, 1), Line(Colour("tx1")), Glue("no-such", 0))), "key “no-such”"),
        (_canvas(countdown=Countdown("no-such", 5)), "key “no-such”"),
        (_canvas(Shape("A", BOX, key="k"), Shape("B", BOX, key="k")), "two shapes have the key “k”"),
        (_canvas(Placeholder("body", "A", (), 7)), "no placeholder body 7"),
        (_canvas(Picture("A", BOX, b"GIF89a", "")), "neither a PNG nor a JPEG"),
        (_canvas() * 2, "two slides have the same id"),
    ],
)  # fmt: skip
def test_canvases_that_do_not_fit_together_are_refused(canvases: list[Canvas], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        write_deck(OWN, canvases, sample_deck.style(), sample_deck.PROPERTIES)


def test_ten_times_the_slides_are_ten_times_the_parts() -> None:
    def parts(count: int) -> int:
        canvases = [Canvas(f"s{n}", f"S{n}", "blank", ()) for n in range(count)]
        data = write_deck(OWN, canvases, sample_deck.style(), sample_deck.PROPERTIES)
        return len(zipfile.ZipFile(io.BytesIO(data)).namelist())

    assert parts(30) - parts(0) == 10 * (parts(3) - parts(0))


@pytest.mark.office
def test_libreoffice_shows_every_slide_in_the_sizes_that_were_measured(sample: Package, office: Office) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(office.pdf(sample.path)) as pages:
        assert len(pages.pages) == len(sample.slides)
        for page, slide in zip(pages.pages, sample.slides, strict=True):
            shown = {round(letter["size"]) for letter in page.chars if letter["matrix"][1] == 0}
            written = {int(size) // 100 for size in slide.find(".//a:rPr/@sz")}
            assert shown <= written | _inherited(sample), slide.number


def _inherited(package: Package) -> set[int]:
    """The sizes of master and layouts."""
    names = [name for name in package.parts if name.startswith(("ppt/slideMasters/slide", "ppt/slideLayouts/slide"))]
    return {int(size) // 100 for name in names for size in package.xml(name).xpath("//a:defRPr/@sz", namespaces=NS)}
