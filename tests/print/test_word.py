"""What every Word document of the house has: valid, dated by its agenda alone, with rows that break well."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

import facilitator
from facilitator.canvas import mm, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import text_width
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print import word
from facilitator.print.word_fit import title_size
from facilitator.print.word_looks import footer, outlined, saved, shade
from judges.office import Office
from judges.package import audit
from print.looks import cramped
from print.runsheet.sessions import files

FONT = "Segoe UI"
"""Wider than that of our themes."""


def sample() -> bytes:
    document = word.document(read_theme("fjord", default_library()), "da-DK", "Prøve", paper="landscape")
    document.add_heading("Overskrift", 1)
    table = word.table(document, [30, 60], ["Tid", "Hvad"])
    word.described(table, "Plan", "Dagen i rækkefølge")
    for number in range(3):
        row = word.row(table, whole=number > 0)
        word.paragraph(row.cells[0], "08.30", bold=True)
        shade(row.cells[1], "FF0000", pattern="thinDiagStripe")
        outlined(row.cells[1], "00FF00")
    footer(document, "Prøve", "Side {page} af {pages}")
    return saved(document, date(2026, 3, 5), "Maja")


def test_it_follows_the_rules(tmp_path: Path) -> None:
    file = tmp_path / "prøve.docx"
    file.write_bytes(sample())
    assert audit(file) == []


def test_the_same_bytes_every_time_without_the_machines_clock() -> None:
    assert sample() == sample()
    with zipfile.ZipFile(BytesIO(sample())) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(BytesIO(sample())).core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("Maja", "Maja", "Prøve")
    assert properties.created is not None
    assert properties.created.date() == date(2026, 3, 5)


def test_the_header_comes_back_and_rows_stay_whole_where_asked() -> None:
    (table,) = docx.Document(BytesIO(sample())).tables
    header, first, *rest = (row._tr for row in table.rows)
    assert header.find(f".//{qn('w:tblHeader')}") is not None
    assert first.find(f".//{qn('w:cantSplit')}") is None
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rest)


def test_text_is_danish_in_the_themes_font() -> None:
    document = docx.Document(BytesIO(sample()))
    assert document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "da-DK"
    assert {document.styles[name].font.name for name in ("Normal", "Title", "Heading 1")} == {"Calibri"}


def test_it_opens_as_a_document_of_todays_word_that_says_who_made_it() -> None:
    with zipfile.ZipFile(BytesIO(sample())) as package:
        settings, about = package.read("word/settings.xml").decode(), package.read("docProps/app.xml").decode()
        assert not [name for name in package.namelist() if name.startswith("customXml")]
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert '<w:themeFontLang w:val="da-DK"/>' in settings
    assert '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>' in settings
    assert "<Application>Facilitator</Application>" in about
    assert "Microsoft" not in about


def test_a_document_without_a_date_bears_none() -> None:
    document = word.document(read_theme("fjord", default_library()), "en-GB", "Sample")
    with zipfile.ZipFile(BytesIO(saved(document))) as package:
        core, settings = package.read("docProps/core.xml").decode(), package.read("word/settings.xml").decode()
    assert "<dc:title>Sample</dc:title>" in core
    assert "<dc:language>en-GB</dc:language>" in core
    assert "dcterms:" not in core.replace('xmlns:dcterms="http://purl.org/dc/terms/"', "")
    assert '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>' in settings


def test_a_document_takes_nothing_over_from_the_one_before() -> None:
    theme = read_theme("fjord", default_library())
    first = word.document(theme, "da-DK", "Den første")
    word.line(first, "Kun her", style="Title")
    footer(first, "Også kun her", "{page}/{pages}")
    second = docx.Document(BytesIO(saved(word.document(theme, "da-DK", "Den anden"))))
    assert second.paragraphs == []
    assert second.sections[0].footer.is_linked_to_previous
    assert second.core_properties.title == "Den anden"


def test_it_bears_no_looks_of_tables_that_it_does_not_have() -> None:
    styles = docx.Document(BytesIO(sample())).styles
    assert [style.name for style in styles if style.type == WD_STYLE_TYPE.TABLE] == ["Normal Table"]


@pytest.fixture(scope="module")
def in_a_wide_font() -> dict[str, bytes]:
    """What is printed of three agendas, in that font."""
    made: dict[str, bytes] = {}
    for name in ("trio-workshop", "from-survey-to-action", "det-korte-moede"):
        opened = facilitator.open(name, brand={"font": FONT})
        assert isinstance(opened, facilitator.OpenAgenda)
        kinds = ["runsheet", "logistics", "programme", *(["form"] if name == "trio-workshop" else [])]
        made |= {f"{name}/{one.name}": one.content for one in opened.build(kinds)}
    return made


def test_no_column_divides_a_word_whatever_the_font_is(in_a_wide_font: dict[str, bytes]) -> None:
    worded = {name: content for name, content in in_a_wide_font.items() if name.endswith(".docx")}
    assert len(worded) > 16
    assert {name: words for name, content in worded.items() if (words := cramped(content))} == {}


def test_a_line_of_the_foot_keeps_off_what_stands_above_it() -> None:
    section = docx.Document(BytesIO(files("trio")["drejebog.docx"])).sections[0]
    assert section.bottom_margin is not None
    assert section.footer_distance is not None
    assert section.bottom_margin - section.footer_distance >= 9 * 1.3 * pt(1) + mm(1.5)


def test_columns_keep_apart() -> None:
    sides = docx.Document(BytesIO(sample())).tables[0]._tbl.tblPr.find(qn("w:tblCellMar"))
    left, right = (int(sides.find(qn(f"w:{side}")).get(qn("w:w"))) for side in ("left", "right"))
    assert left + right >= 56.7 * 2.9  # Twentieths of a point: nearly 3 mm from a text to the next.


def test_what_is_told_of_a_block_s_time_stays_on_its_lines(in_a_wide_font: dict[str, bytes]) -> None:
    document = docx.Document(BytesIO(in_a_wide_font["from-survey-to-action/run-sheet.docx"]))
    cells = [row.cells[1] for row in document.tables[-1].rows[1:]]
    lines = [line.text for cell in cells for line in cell.paragraphs if line.text.startswith("start by")]
    assert len(lines) == 7
    widest = max(text_width(line, 9, Font(FONT)) for line in lines)
    assert widest < min(cell.width for cell in cells) - mm(2)


def test_a_title_is_smaller_where_that_keeps_it_on_its_line() -> None:
    theme = read_theme("fjord", default_library())
    wide = text_width("x" * 30, 28, Font(theme.fonts.heading, bold=True)) / mm(1)
    assert title_size("Kort", 28, theme, 166) == 28
    assert title_size("x" * 30, 28, theme, wide * 25.5 / 28) == 25
    assert title_size("x" * 30, 28, theme, wide / 2) == 28


def test_what_is_packed_is_told_as_large_as_the_page_lets_it(in_a_wide_font: dict[str, bytes]) -> None:
    document = docx.Document(BytesIO(in_a_wide_font["det-korte-moede/pakkeliste.docx"]))
    sizes = {
        run.font.size.pt for line in document.tables[-1].cell(1, 2).paragraphs for run in line.runs if run.font.size
    }
    assert sizes == {14}


@pytest.mark.parametrize(("name", "told"), [("drejebog", "senest"), ("program", "Pause")])
def test_what_steps_back_has_the_grey_of_the_pdf(name: str, told: str) -> None:
    document = docx.Document(BytesIO(files("trio")[f"{name}.docx"]))
    lines = [line for row in document.tables[-1].rows for cell in row.cells for line in cell.paragraphs]
    written = {str(run.font.color.rgb) for line in lines for run in line.runs if run.text.startswith(told)}
    with pdfplumber.open(BytesIO(files("trio")[f"{name}.pdf"])) as pages:
        (found, *_) = [one for page in pages.pages for one in page.search(told)]
    (grey,) = {letter["non_stroking_color"][0] for letter in found["chars"]}
    assert {int(colour[at : at + 2], 16) for colour in written for at in (0, 2, 4)} == {round(grey * 255)}


def test_a_row_of_a_run_sheet_that_has_room_on_a_page_stays_whole() -> None:
    rows = docx.Document(BytesIO(files("trio")["drejebog.docx"])).tables[-1].rows
    assert len(rows) == 13
    assert [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [True] * 13


@pytest.mark.office
def test_a_long_foot_keeps_off_the_number_of_the_page(tmp_path: Path, office: Office) -> None:
    document = word.document(read_theme("fjord", default_library()), "da-DK", "Prøve")
    footer(
        document,
        "Efter forslaget til forløb for ledergrupper, BFA Velfærd og Offentlig administration " * 3,
        "Side {page}",
    )
    file = tmp_path / "prøve.docx"
    file.write_bytes(saved(document))
    with pdfplumber.open(office.pdf(file)) as pages:
        words = pages.pages[0].extract_words()
    (number,) = (word for word in words if word["text"] == "Side")
    text = [word for word in words if word["x1"] < number["x0"]]
    assert len({round(word["top"]) for word in text}) >= 3
    assert len(text) == len(words) - 2


@pytest.mark.office
def test_a_logo_stands_once_beside_the_title_and_costs_no_page(tmp_path: Path, office: Office) -> None:
    mark = tmp_path / "logo.svg"
    mark.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 30"><rect width="100" height="30"/></svg>'
    )
    opened = facilitator.open("trio-workshop", brand={"logo": str(mark), "sender": "Nordlys"})
    assert isinstance(opened, facilitator.OpenAgenda)
    made = {one.name: one.content for one in opened.build(["runsheet", "programme", "form"])}
    written = [tmp_path / name for name in made if name.endswith(".docx")]
    assert len(written) >= 9
    for file in written:
        file.write_bytes(made[file.name])
    assert audit(tmp_path / "drejebog.docx") == []
    for file, paged in zip(written, office.pdfs(written), strict=True):
        printed = pdfplumber.open(BytesIO(made[f"{file.stem}.pdf"]))
        with pdfplumber.open(paged) as shown, printed:
            first, *others = shown.pages
            assert len(shown.pages) == len(printed.pages), file.name
            logo = min(first.images, key=lambda one: one["top"])
            title = [word for word in first.extract_words(extra_attrs=["size"]) if word["size"] >= 18]
            assert title
            assert all(word["x1"] < logo["x0"] or word["top"] > logo["bottom"] for word in title), file.name
            assert not any(page.images for page in others), file.name
            assert all("Nordlys" in page.extract_text() for page in shown.pages), file.name
