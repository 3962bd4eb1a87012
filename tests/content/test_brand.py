"""A brand in two lines: its colours where they can be read, its logo as it is, seen on every ground."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pypdf import PdfReader

import facilitator
from canvas.conftest import style_of
from cli.running import refused, run
from facilitator.canvas.shapes import Colour
from facilitator.canvas.text import ACCENTS
from facilitator.colours import READABLE, Rgb, contrast, rgb_of
from facilitator.content import Brand
from facilitator.content.theme import Logo, Theme, look_of
from facilitator.reading.files import Beside
from judges.package import audit
from pptx import Presentation
from templates.companies import COMPANIES

HERE = Beside(None)
THEME = style_of("fjord").theme
COLOURS = st.lists(st.from_regex(r"\A#?[0-9A-F]{6}\Z"), min_size=1, max_size=6)
DARK, WHITE = (12, 54, 63), (255, 255, 255)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 80"><path d="M0 0h300v80z" fill="#0A4D68"/></svg>'
AGENDA = """
title: Dag
brand: {logo: kunde.svg, colours: ["#0A4D68", "#F28C28"], font: Arial, sender: Holdet · amg@example.dk}
start: "09.00"
blocks: [{title: Tale, minutes: 30, forms: [handleplan], slides: [{bullets: [Et, To]}]}]
"""


def branded(brand: Brand) -> Theme:
    return look_of(brand, HERE).on(THEME)


@given(COLOURS)
def test_whatever_the_colours_are_everything_can_be_read(given_colours: list[str]) -> None:
    found = branded(Brand(colours=given_colours)).colours
    paper, soft, dark, accent = (rgb_of(one) for one in (found.lt1, found.lt2, found.dk2, found.accent1))
    assert min(contrast(accent, paper), contrast(accent, soft), contrast(dark, soft)) >= READABLE
    assert contrast(dark, paper) >= 7
    assert contrast(dark, accent) >= 1.5
    for name in ACCENTS:
        fill = rgb_of(getattr(found, name))
        assert max(contrast(paper, fill), contrast(rgb_of(found.dk1), fill)) >= READABLE


def test_colours_that_can_be_read_stay_and_a_light_one_keeps_its_hue() -> None:
    found = branded(Brand(colours=["#0E7480", "2E2740", "#FFB400"])).colours
    assert (found.accent1, found.accent2, found.dk2, found.accent3) == ("0E7480", "2E2740", "2E2740", "FFB400")
    red, green, blue = rgb_of(branded(Brand(colours=["#FFB400"])).colours.accent1)
    assert red > green > blue


def test_a_light_colour_stays_as_it_is_where_another_can_mark() -> None:
    found = branded(Brand(colours=["#F2B400", "#00A19A"])).colours
    assert found.accent2 == "F2B400"
    red, green, blue = rgb_of(found.accent1)
    assert green > red
    assert blue > red
    assert contrast(rgb_of(found.accent1), rgb_of(found.lt1)) >= READABLE


def test_tints_of_a_colour_that_was_darkened_do_not_glare() -> None:
    style = replace(style_of("fjord"), theme=branded(Brand(colours=["#F2B400", "#00A19A"])))
    for name, tint in (("accent1", 12), ("tx2", 45), ("tx2", 12)):
        red, green, blue = style.rgb(Colour(name, tint=tint))  # type: ignore[arg-type]
        assert max(red, green, blue) - min(red, green, blue) < 140
        assert min(red, green, blue) > 40


def logo(ink: Rgb, ground: tuple[int, int, int, int] = (0, 0, 0, 0)) -> bytes:
    picture = Image.new("RGBA", (120, 40), ground)
    picture.paste((*ink, 255), (10, 10, 110, 30))
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def corner(blob: bytes) -> Any:
    return Image.open(BytesIO(blob)).convert("RGBA").getpixel((0, 0))


def test_a_logo_that_is_seen_stands_as_it_is_and_another_on_a_plate() -> None:
    dark, light = logo(DARK), logo(WHITE)
    assert Logo(dark).on(WHITE) == dark
    assert Logo(dark, light).on(DARK) == light
    assert corner(Logo(dark).on(DARK)) == (255, 255, 255, 255)
    assert contrast(corner(Logo(light).on(WHITE))[:3], WHITE) > 7
    boxed = logo(DARK, (255, 255, 255, 255))
    assert Logo(boxed).on(WHITE) == boxed
    assert Image.open(BytesIO(Logo(boxed).on(DARK))).size == (140, 60)


def drawn(*boxes: tuple[tuple[int, int, int, int], Rgb]) -> bytes:
    picture = Image.new("RGBA", (120, 40), (0, 0, 0, 0))
    for box, colour in boxes:
        picture.paste((*colour, 255), box)
    made = BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()


def test_a_logo_of_which_a_part_would_vanish_stands_on_a_plate() -> None:
    orange = (231, 111, 81)
    mark_and_word = drawn(((0, 0, 40, 40), orange), ((50, 15, 118, 25), DARK))
    assert corner(Logo(mark_and_word).on(DARK)) == (255, 255, 255, 255)
    assert Logo(mark_and_word).on(WHITE) == mark_and_word
    letters_in_a_field = drawn(((2, 2, 118, 38), (178, 34, 34)), ((20, 15, 100, 25), WHITE))
    assert Logo(letters_in_a_field).on(WHITE) == letters_in_a_field


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("brand")
    (found / "kunde.svg").write_text(SVG, encoding="utf-8")
    (found / "dag.yaml").write_text(AGENDA, encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[str, bytes]:
    return {one.name: one.content for one in facilitator.open(folder / "dag.yaml").build()}


def test_the_deck_has_colours_font_and_logo_on_its_layouts_and_is_whole(made: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "dag.pptx").write_bytes(made["dag.pptx"])
    assert audit(tmp_path / "dag.pptx") == []
    with ZipFile(BytesIO(made["dag.pptx"])) as package:
        look = package.read("ppt/theme/theme1.xml").decode()
    assert "0A4D68" in look
    assert 'typeface="Arial"' in look
    layouts = {one.slide_layout.name: one.slide_layout for one in Presentation(BytesIO(made["dag.pptx"])).slides}
    pictures = [shape for layout in layouts.values() for shape in layout.shapes if shape.shape_type == 13]
    assert len(pictures) == len(layouts)
    for one in pictures:
        width, height = Image.open(BytesIO(one.image.blob)).size
        assert one.width / one.height == pytest.approx(width / height, rel=0.01)


@pytest.mark.parametrize("name", ["drejebog", "drejebog-kort", "program", "pakkeliste", "handleplan"])
def test_logo_and_sender_stand_on_what_is_printed(name: str, made: dict[str, bytes]) -> None:
    page = PdfReader(BytesIO(made[f"{name}.pdf"])).pages[0]
    assert "amg@example.dk" in page.extract_text()
    assert "/XObject" in page["/Resources"]  # type: ignore[operator]
    (section,) = docx.Document(BytesIO(made[f"{name}.docx"])).sections
    first, later = (head.paragraphs[0] for head in (section.first_page_header, section.header))
    assert "amg@example.dk" in first.text
    assert "amg@example.dk" in later.text
    (extent,) = first._p.xpath(".//wp:anchor/wp:extent")
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(300 / 80, rel=0.02)
    small = [int(one.get("cy")) for one in later._p.xpath(".//wp:inline/wp:extent")]
    assert [high <= Mm(8) for high in small] == ([True] if name == "handleplan" else [])
    feet = [section.first_page_footer, section.footer]
    assert len({etree.tostring(foot._element) for foot in feet}) == 1


def test_what_goes_on_from_the_page_before_stands_on_a_line_beside_logo_and_sender() -> None:
    sender = "Arbejdsmiljøgruppen i Eksempel Kommune, Storegade 1, 8000 Eksempel, amg@example.dk"
    opened = facilitator.open("lpa-forloeb", brand={"sender": sender})
    paged = next(one for one in opened.build("overview") if one.name == "overblik.pdf")
    lines = PdfReader(BytesIO(paged.content)).pages[1].extract_text().splitlines()
    assert [line.strip() for line in lines if "(fortsat)" in line] == ["Ledelse af psykisk arbejdsmiljø (fortsat)"]


def test_a_form_takes_no_more_pages_for_it(made: dict[str, bytes]) -> None:
    bare = facilitator.open(text=AGENDA.replace("brand:", "words: {} #")).build("form")
    assert [len(PdfReader(BytesIO(one)).pages) for one in (made["handleplan.pdf"], bare[0].content)] == [1, 1]


def test_a_deck_as_svg_has_the_logo_too(folder: Path) -> None:
    from facilitator.svg import slide_svg

    _deck, style, canvases, _template = facilitator.open(folder / "dag.yaml").drawn
    assert all("data:image/png" in slide_svg(canvas, style) for canvas in canvases)
    assert style.rgb(Colour("accent1")) == rgb_of("0A4D68")


def test_a_programme_s_brand_is_that_of_its_parts(tmp_path: Path) -> None:
    (tmp_path / "kunde.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "dag.yaml").write_text(AGENDA.replace("brand:", "words: {} #"), encoding="utf-8")
    brand, parts = (
        AGENDA.splitlines()[2],
        "[{title: A, when: uge 1, agenda: dag.yaml}, {title: B, when: uge 2, agenda: dag.yaml}]",
    )
    (tmp_path / "kursus.yaml").write_text(f"title: Kursus\n{brand}\nparts: {parts}\n", encoding="utf-8")
    opened = facilitator.open(tmp_path / "kursus.yaml")
    assert isinstance(opened, facilitator.OpenProgramme)
    assert {held.reading.theme.sender for held in opened.planned.parts if held.reading} == {"Holdet · amg@example.dk"}


@pytest.mark.parametrize(
    ("content", "what"), [(None, "kunde.svg"), (b"<svg", "kunde.svg"), (b"\x89PNG\r\n\x1a\n", "kunde.svg")]
)
def test_a_logo_that_is_none_is_told_with_its_line(content: bytes | None, what: str, tmp_path: Path) -> None:
    (tmp_path / "dag.yaml").write_text(AGENDA, encoding="utf-8")
    if content is not None:
        (tmp_path / "kunde.svg").write_bytes(content)
    with pytest.raises(facilitator.Problems) as error:
        facilitator.open(tmp_path / "dag.yaml")
    (problem,) = error.value.problems
    assert what in problem.what
    assert problem.place is not None
    assert problem.place.line == 3


def test_letters_in_a_logo_are_told_for_no_other_machine_may_have_their_font(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "kunde.svg").write_text(SVG.replace("</svg>", '<text y="9">Kunde</text></svg>'), encoding="utf-8")
    (tmp_path / "dag.yaml").write_text(AGENDA, encoding="utf-8")
    with pytest.raises(facilitator.Problems) as error:
        facilitator.open(tmp_path / "dag.yaml")
    assert "outlines" in str(error.value)


# Asked for beside the file


def test_what_is_asked_for_comes_before_the_brand_and_leaves_what_it_does_not_say(folder: Path) -> None:
    opened = facilitator.open(folder / "dag.yaml", brand={"colours": "#7A1F2B, #2E2740", "sender": "Andre"})
    found = opened.dressed.theme
    assert (found.colours.accent1, found.colours.accent2) == ("7A1F2B", "2E2740")
    assert (found.sender, found.fonts.body) == ("Andre", "Arial")
    assert found.logo is not None


@pytest.mark.parametrize("command", ["build", "cards", "form"])
def test_commands_take_a_brand(command: str, folder: Path, tmp_path: Path) -> None:
    what = {"build": folder / "dag.yaml", "cards": "guldkorn", "form": "handleplan"}[command]
    asked = ["--brand", f"logo={folder / 'kunde.svg'}", "--brand", "colours=#7A1F2B,#C75B12"]
    only = ["--only", "form"] if command == "build" else []
    assert run(command, str(what), *asked, *only, "--out", str(tmp_path)).exit_code == 0
    pages = PdfReader(next(tmp_path.glob("*.pdf"))).pages
    assert "/XObject" in pages[1 if command == "cards" else 0]["/Resources"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("asked", "told"),
    [("logo=x.png", "x.png"), ("colours=blue", "blue"), ("font", "--brand"), ("colors=#0A4D68", "colours")],
)
def test_a_brand_that_is_none_is_told_with_what_was_expected(asked: str, told: str) -> None:
    message = refused("form", "handleplan", "--brand", asked)
    assert told in message
    assert "--brand" in message


# A template gives a brand


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "hus.pptx"
    file.write_bytes(COMPANIES["light photo, logo top left"]())
    return file


PLAIN = AGENDA.replace("brand:", "words: {} #")


def test_prints_follow_a_template_in_colours_fonts_and_logo(template: Path) -> None:
    opened = facilitator.open(text=PLAIN, template=template)
    found = opened.dressed.theme
    assert found.logo is not None
    assert found.fonts.body == "Trebuchet MS"
    assert any("Trebuchet MS" in note for note in opened.notes())
    assert not any("Trebuchet MS" in note for note in opened.notes(["deck"]))
    made = {one.name: one.content for one in opened.build(["runsheet", "form"])}
    assert "/XObject" in PdfReader(BytesIO(made["handleplan.pdf"])).pages[0]["/Resources"]  # type: ignore[operator]
    with ZipFile(BytesIO(made["drejebog.docx"])) as word, ZipFile(BytesIO(made["drejebog.xlsx"])) as excel:
        assert "Trebuchet MS" in word.read("word/styles.xml").decode()
        assert found.colours.dk2 in word.read("word/styles.xml").decode()
        assert "Trebuchet MS" in excel.read("xl/styles.xml").decode()


def test_cards_and_forms_by_themselves_follow_a_template_too_and_a_brand_comes_first(template: Path) -> None:
    colours = facilitator.open(text=PLAIN, template=template).dressed.theme.colours
    pdf, word = facilitator.form("handleplan", template=template)
    assert "/XObject" in PdfReader(BytesIO(pdf.content)).pages[0]["/Resources"]  # type: ignore[operator]
    with ZipFile(BytesIO(word.content)) as package:
        assert "Trebuchet MS" in package.read("word/styles.xml").decode()
    brand = {"colours": "#0A4D68"}
    for look, accent in (({}, colours.accent1), ({"brand": brand}, "0A4D68")):
        made = facilitator.cards("det-korte-moede", template=template, format="pptx", **look)  # type: ignore[arg-type]
        with ZipFile(BytesIO(made.content)) as package:
            theme = package.read("ppt/theme/theme1.xml").decode()
        assert accent in theme
        assert "Trebuchet MS" in theme


def test_beside_a_template_the_deck_is_the_template_s_and_prints_are_the_brand_s(template: Path, folder: Path) -> None:
    opened = facilitator.open(folder / "dag.yaml", template=template)
    found = opened.dressed.theme
    assert (found.colours.accent1, found.fonts.body, found.sender) == ("0A4D68", "Arial", "Holdet · amg@example.dk")
    (deck,) = opened.build("deck")
    with ZipFile(BytesIO(deck.content)) as package:
        assert "0A4D68" not in package.read("ppt/theme/theme1.xml").decode()


def test_a_short_programme_twice_on_a_sheet_has_the_sender_on_both_though_links_are_read_once(
    made: dict[str, bytes],
) -> None:
    (page,) = PdfReader(BytesIO(made["program.pdf"])).pages
    assert page.extract_text().count("amg@example.dk") == 2
