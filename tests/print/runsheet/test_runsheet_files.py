"""The finished files, read back: nothing is missing, nothing is outside the page, every file is valid."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from pypdf import PdfReader

import facilitator
from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading, read_agenda
from facilitator.library import default_library
from facilitator.print.runsheet import lowest
from facilitator.print.runsheet.sheets import make_logistics, make_programme, make_runsheet
from facilitator.print.typst import page_count
from judges.office import Office
from judges.package import audit
from judges.pages import laid_out
from print.looks import used
from print.runsheet.sessions import DAYS, NAMES, files, made, read, session

FILES = (
    "drejebog.pdf",
    "drejebog.docx",
    "drejebog.xlsx",
    "drejebog-kort.pdf",
    "drejebog-kort.docx",
    "pakkeliste.pdf",
    "pakkeliste.docx",
    "program.pdf",
    "program.docx",
)
PDFS = [(of, name) for of in NAMES for name in FILES if name.endswith(".pdf")]
WORDS = [(of, name) for of in NAMES for name in FILES if name.endswith(".docx")]


def text(content: bytes) -> str:
    """All that is read in a PDF, with single spaces and words made whole again."""
    pages = laid_out(content)
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def letters(content: bytes) -> str:
    """The letters of a PDF alone, cell by cell, so that no line end or column is in the way."""
    pages = laid_out(content)
    return bare("".join(letter["text"] for page in pages for letter in page.chars))


def bare(words: str) -> str:
    """Without spaces, hyphens, and what breaks long words."""
    return re.sub("[-\\s\xad\u200b]", "", words)


def test_the_files_have_the_names_of_the_language() -> None:
    assert tuple(files("trio")) == FILES


@pytest.mark.parametrize("of", ["trio", "days", "long"])
def test_the_same_agenda_gives_the_same_bytes(of: str) -> None:
    assert made(session(of)) == files(of)


@pytest.mark.parametrize(("of", "name"), PDFS)
def test_nothing_is_outside_the_page_and_every_font_is_inside_the_file(of: str, name: str) -> None:
    pages = laid_out(files(of)[name])
    for page in pages:
        for letter in page.chars:
            assert letter["x0"] > 14
            assert letter["x1"] < page.width - 14
            assert letter["top"] > 14
            assert letter["bottom"] < page.height - 10
            assert "SourceSansPro" in letter["fontname"]


@pytest.mark.parametrize("of", ["trio", "days", "relative"])
def test_the_full_run_sheet_has_every_word_of_every_block(of: str) -> None:
    reading = session(of)
    found = letters(files(of)["drejebog.pdf"])
    for slot in plan(reading.agenda).walk():
        block = slot.block
        if block.kind == "buffer" and not slot.minutes:
            continue
        steps = [words for step in block.how for words in (step.do, step.say, *step.ask)]
        for words in (block.title, block.who or "", *steps, block.plan_b, block.online, *block.columns.values()):
            assert bare(words) in found


def test_the_head_tells_for_whom_when_where_and_why() -> None:
    found = text(files("days")["drejebog.pdf"])
    for told in ("Firma & Søn", "Hotel Fjorden", "17", "Maja Holm Lind, Jonas Bay Friis", "torsdag den 5. marts 2026"):
        assert told in found
    assert "Formål" in text(files("trio")["drejebog.pdf"])


def test_slide_numbers_stand_in_the_row_of_their_block() -> None:
    assert "Slide 3–5" in text(files("days")["drejebog.pdf"])


def test_a_plan_without_clock_times_counts_from_its_beginning() -> None:
    found = text(files("relative")["drejebog.pdf"])
    assert "45 min." in found
    assert "0.15" in found
    assert "senest 0.05" in found


def test_a_night_past_midnight_ends_on_the_clock() -> None:
    assert "01.00 Slut" in text(files("days")["drejebog-kort.pdf"])


@pytest.mark.parametrize("of", NAMES)
def test_every_page_of_the_run_sheet_has_its_headings_and_number(of: str) -> None:
    pages = laid_out(files(of)["drejebog.pdf"])
    for number, page in enumerate(pages, 1):
        found = page.extract_text()
        assert f"Side {number} af {len(pages)}" in found
        assert "Hvordan" in found


@pytest.mark.parametrize("of", ["trio", "days", "relative"])
def test_the_pocket_edition_is_a_page_a_day_in_12_points_or_more(of: str) -> None:
    days = 2 if of == "days" else 1
    pages = laid_out(files(of)["drejebog-kort.pdf"])
    assert len(pages) == days
    sizes = [letter["size"] for page in pages for letter in page.chars if letter["bottom"] < page.height - 45]
    assert round(min(sizes), 3) >= 12
    assert "Faktisk" in text(files(of)["drejebog-kort.pdf"])


@pytest.mark.parametrize("kind", ["program.pdf", "program.docx"])
def test_the_programme_shows_neither_buffers_nor_what_is_hidden(kind: str) -> None:
    content = files("days")[kind]
    if kind.endswith("pdf"):
        found = text(content)
    else:
        found = " ".join(cell.text for t in docx.Document(BytesIO(content)).tables for r in t.rows for cell in r.cells)
    assert "Luft" not in found
    assert "Usynligt" not in found
    assert "09.45 Værksteder" in found
    assert "Samtalen · Lokale 1" in found


@pytest.mark.parametrize("of", NAMES)
def test_the_programme_is_one_page(of: str) -> None:
    pages = laid_out(files(of)["program.pdf"])
    assert len(pages) == 1
    assert min(letter["size"] for letter in pages[0].chars) >= 10


def test_a_programme_of_few_items_is_two_a5_on_a_sheet_and_says_minutes_where_there_is_no_clock() -> None:
    content = files("relative")["program.pdf"]
    pages = laid_out(content)
    (page,) = pages
    halves = [page.crop((left, 0, left + page.width / 2, page.height)).extract_text() for left in (0, page.width / 2)]
    assert halves[0] == halves[1]
    assert halves[0].splitlines()[:4] == [
        "Velkommen – vi glæder os til at se jer",
        "Uden klokkeslæt",
        "45 min.",
        "5 min. Hej",
    ]
    assert not re.search(r"\b0\.\d\d\b", halves[0])
    section = docx.Document(BytesIO(files("relative")["program.docx"])).sections[0]
    assert section.page_width == pytest.approx(Mm(148), abs=999)
    assert section.page_height == pytest.approx(Mm(210), abs=999)
    reading = session("relative")
    programme, _ = make_programme(reading, plan(reading.agenda), default_library())
    assert "Two on every sheet: cut in the middle" in programme.told


def test_a_programme_of_days_does_not_run_over_for_a_line() -> None:
    days = "".join(
        f"  - {{title: Godmorgen, day: {day}, at: 09.00, minutes: 60}}\n  - {{title: Øvelse, minutes: 60}}\n"
        f"  - {{title: Frokost, kind: break, minutes: 60}}\n  - {{title: Farvel, minutes: 120}}\n"
        for day in (1, 2, 3)
    )
    text = f"title: Internat\nsubtitle: Tre dage\nend: 14.00\ndata: {{date: 2027-01-11}}\nblocks:\n{days}"
    assert page_count(made(read(text))["program.pdf"]) == 1


def test_titles_keep_off_what_stands_under_them_and_no_line_ends_within_a_part_of_it() -> None:
    reading = read_agenda("fem-lederroller", library=default_library())
    programme, *_ = make_programme(reading, plan(reading.agenda), default_library())
    _full, _, _, short, *_ = make_runsheet(reading, plan(reading.agenda), default_library(), {})
    for one in (programme, short):
        with pdfplumber.open(BytesIO(one.content)) as pages:
            page = pages.pages[0]
            # Two of the programme stand side by side.
            named, title, under, *more = page.crop((0, 0, page.width / 2, page.height)).extract_text_lines()
        assert under["top"] - title["bottom"] >= 4, one.name
        assert title["top"] - named["bottom"] >= 3
    assert "Et lokale med bordplads til at lægge kort" in text(programme.content)
    lines = [line["text"] for line in more]
    assert [line for line in lines if line.endswith(" Et")] == []


def test_what_is_packed_is_told_as_large_as_the_page_lets_it() -> None:
    reading = read_agenda("fem-lederroller", library=default_library())
    paged, _ = make_logistics(reading, plan(reading.agenda), default_library())
    with pdfplumber.open(BytesIO(paged.content)) as pages:
        (page,) = pages.pages
        assert (
            round(next(one["size"] for one in page.extract_words(extra_attrs=["size"]) if one["text"] == "tuscher"))
            >= 14
        )


def test_the_programme_ends_with_when_everybody_may_go_where_there_are_clock_times() -> None:
    for name in ("program.pdf", "program.docx"):
        content = files("trio")[name]
        told = text(content) if name.endswith(".pdf") else " ".join(
            cell.text for row in docx.Document(BytesIO(content)).tables[0].rows for cell in row.cells
        )  # fmt: skip
        assert re.search(r"11\.20 Opsamling og tak for i dag! 11\.30 Slut", told)
    assert "Slut" not in text(files("relative")["program.pdf"])


def test_the_packing_list_counts_for_those_who_come() -> None:
    found = text(files("days")["pakkeliste.pdf"])
    assert "9 kort" in found
    assert "2 flipover" in found
    assert "Hestesko med 18 stole" in found


@pytest.mark.parametrize(("of", "name"), WORDS)
def test_word_files_follow_the_rules(of: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(files(of)[name])
    assert audit(file) == []


def test_word_knows_its_headings_language_and_pages() -> None:
    document = docx.Document(BytesIO(files("trio")["drejebog.docx"]))
    assert document.paragraphs[1].style.name == "Title"  # type: ignore[union-attr]
    assert document.core_properties.language == "da-DK"
    codes = [field.get(qn("w:instr")) for field in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert codes == [" PAGE ", " NUMPAGES "]
    assert document.tables[-1].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def told(content: bytes) -> str:
    """The letters of a Word file's tables, row by row."""
    tables = docx.Document(BytesIO(content)).tables
    return bare("".join(cell.text for table in tables for row in table.rows for cell in row.cells))


@pytest.mark.parametrize("of", ["trio", "days"])
@pytest.mark.parametrize("name", ["drejebog", "drejebog-kort"])
def test_word_has_the_rows_of_the_pdf_in_its_order(of: str, name: str) -> None:
    """From the last one up: a strip above them names all of them too."""
    titles = [slot.block.title for slot in plan(session(of).agenda).walk() if slot.minutes]
    for written in (letters(files(of)[f"{name}.pdf"]), told(files(of)[f"{name}.docx"])):
        place = len(written)
        for title in reversed(titles):
            place = written.rfind(bare(title), 0, place)
            assert place >= 0, title


def test_the_programme_is_as_large_in_word_as_in_the_pdf() -> None:
    (table,) = docx.Document(BytesIO(files("trio")["program.docx"])).tables
    written = {run.font.size.pt for row in table.rows for cell in row.cells for line in cell.paragraphs
               for run in line.runs if run.font.size}  # fmt: skip
    pages = laid_out(files("trio")["program.pdf"])
    title = session("trio").agenda.blocks[0].title
    (found,) = pages[0].search(re.escape(title))
    printed = max(letter["size"] for letter in found["chars"])
    assert written == {round(printed)}


@pytest.mark.office
def test_a_programme_fills_its_page_in_word_and_in_the_pdf(tmp_path: Path, office: Office) -> None:
    written = [tmp_path / f"{of}.docx" for of in ("trio", "days")]
    for file in written:
        file.write_bytes(files(file.stem)["program.docx"])
    printed = [files(file.stem)["program.pdf"] for file in written]
    for content in (*printed, *(paged.read_bytes() for paged in office.pdfs(written))):
        (reached,) = used(content)
        assert 0.8 < reached <= 1
    pages = laid_out(printed[0])
    lines = pages[0].extract_text_lines(return_chars=True)
    tops = [line["top"] for line in lines if re.match(r"\d\d\.\d\d [A-Z]", line["text"])]
    assert tops[1] - tops[0] == pytest.approx(tops[-1] - tops[-2], abs=1)


@pytest.mark.office
@pytest.mark.parametrize("of", NAMES)
def test_word_shows_every_row_within_the_page(of: str, tmp_path: Path, office: Office) -> None:
    file = tmp_path / "drejebog.docx"
    file.write_bytes(files(of)["drejebog.docx"])
    with pdfplumber.open(office.pdf(file)) as pages:
        for page in pages.pages:
            assert all(letter["x0"] > 0 and letter["x1"] < page.width for letter in page.chars)
            assert all(letter["bottom"] < page.height for letter in page.chars)
        shown = bare(" ".join(page.extract_text() for page in pages.pages))
    for slot in plan(session(of).agenda).walk():
        if slot.minutes:
            assert all(bare(word) in shown for word in slot.block.title.split() if len(word) < 20)


@pytest.mark.office
def test_no_row_is_lost_in_word_however_long_the_head_is(tmp_path: Path, office: Office) -> None:
    """LibreOffice drops the rows of a table that does not fit below another one that goes on from the page before."""
    written = [tmp_path / f"{lines}.docx" for lines in range(0, 8, 2)]
    for file in written:
        file.write_bytes(made(read("why: |\n  Hvorfor\n" + "  Linje\n" * int(file.stem) + DAYS))["drejebog.docx"])
    schedule = plan(read(DAYS).agenda)
    rows = [bare(f"{schedule.numbers[slot.id]} {slot.block.title}") for slot in schedule.walk()]
    for paged in office.pdfs(written):
        shown = letters(paged.read_bytes())
        assert [row for row in rows if row not in shown[shown.index("Hvordan") :]] == []


@pytest.mark.office
def test_word_takes_at_most_a_page_more_than_the_pdf(tmp_path: Path, office: Office) -> None:
    names = [(of, name.removesuffix(".docx")) for of, name in WORDS if of != "long"]
    written = [tmp_path / f"{of}-{name}.docx" for of, name in names]
    for file, (of, name) in zip(written, names, strict=True):
        file.write_bytes(files(of)[f"{name}.docx"])
    longer: dict[tuple[str, str], int] = {}
    for (of, name), paged in zip(names, office.pdfs(written), strict=True):
        more = len(PdfReader(paged).pages) - page_count(files(of)[f"{name}.pdf"])
        longer |= {(of, name): more} if more > 1 else {}
    assert longer == {}


@pytest.mark.office
def test_no_run_sheet_ends_in_word_on_a_page_with_next_to_nothing(tmp_path: Path, office: Office) -> None:
    written = [tmp_path / f"{name}.docx" for name in ("trio-workshop", "energi-mindmap", "kraenkende-handlinger")]
    for file in written:
        reading = read_agenda(file.stem, library=default_library())
        sheets = make_runsheet(reading, plan(reading.agenda), default_library(), {})
        file.write_bytes(next(one.content for one in sheets if one.name == "drejebog.docx"))
    for paged in office.pdfs(written):
        assert used(paged.read_bytes())[-1] > 0.25


def test_where_a_run_sheet_has_room_its_type_is_larger_and_its_pages_are_no_more() -> None:
    reading = read_agenda("walk-and-talk", library=default_library())
    paged, *_others = make_runsheet(reading, plan(reading.agenda), default_library(), {})
    pages = laid_out(paged.content)
    sizes = Counter(round(letter["size"], 1) for letter in pages[-1].chars)
    assert (paged.pages, max(sizes, key=sizes.__getitem__)) == (2, 10.5)


def test_a_title_begins_on_the_line_of_its_number_and_no_line_ends_within_a_date_or_before_a_clock_time() -> None:
    slots = [slot for slot in plan(session("trio").agenda).walk() if slot.minutes]
    pages = laid_out(files("trio")["drejebog.pdf"])
    words = [word for page in pages for word in page.extract_words(extra_attrs=["size"])]
    titles = [(word["text"], round(word["top"])) for word in words if round(word["size"]) == 10]
    for number, slot in enumerate(slots, 1):
        first = slot.block.title.split()[0]
        heads = [top for (text, top), (after, _) in pairwise(titles) if (text, after) == (str(number), first)]
        assert any((first, top) in titles for top in heads), slot.block.title
    for name in ("drejebog-kort.pdf", "program.pdf"):
        pages = laid_out(files("days")[name])
        lines = pages[0].extract_text().splitlines()
        assert [line for line in lines if re.search(r"(kl\.|\d\.|marts)$", line)] == []


def test_a_column_that_says_much_gets_room_of_those_that_say_little() -> None:
    texts = [["Kort", "Ord " * 60, "En sætning"], ["Et langt ord: arbejdspladsvurdering", "", "Ord " * 9]]
    short, long, other = lowest([60, 60, 60], texts, 9)
    assert short + long + other == pytest.approx(180)
    assert long == max(short, long, other) <= 60 * 1.3
    assert min(short, other) >= 60 * 0.8
    assert lowest([60, 60], [["Et", "To"]], 9) == [60, 60]


def test_what_is_told_under_a_time_is_a_line_in_every_language() -> None:
    reading = read_agenda("from-survey-to-action", library=default_library())
    paged, *_ = make_runsheet(reading, plan(reading.agenda), default_library(), {})
    with pdfplumber.open(BytesIO(paged.content)) as pages:
        found = [page.search(r"start by \d\d:\d\d") for page in pages.pages]
    assert len({round(one["x0"]) for page in found for one in page}) == 1
    assert sum(map(len, found)) == 7


def test_a_high_row_goes_on_at_the_next_page_with_the_lines_of_its_other_cells() -> None:
    reading = read_agenda("fem-lederroller", library=default_library())
    schedule = plan(reading.agenda)
    paged, *_ = make_runsheet(reading, schedule, default_library(), {})
    first, last = used(paged.content)
    assert first > 0.75
    assert last > 0.3
    shown = letters(paged.content)
    block = schedule.slots[1].block
    for said in (block.plan_b, block.online, block.why, *(step.do for step in block.how)):
        assert shown.count(bare(str(said))) == 1


def test_a_long_sender_leaves_the_title_its_width_and_no_line_begins_with_a_dot() -> None:
    sender = "Arbejdsmiljø København · Rådgivning i psykisk arbejdsmiljø og ledelse i kommuner"
    opened = facilitator.open("trio-workshop", brand={"sender": sender})
    assert isinstance(opened, facilitator.OpenAgenda)
    made = {one.name: one for one in opened.build(["programme", "logistics", "runsheet"])}
    for name in ("program.pdf", "pakkeliste.pdf", "drejebog-kort.pdf", "drejebog.pdf"):
        pages = laid_out(made[name].content)
        page = pages[0]
        small = [word for word in page.extract_words(extra_attrs=["size"]) if round(word["size"], 1) == 8]
        told = [word for word in small if word["top"] < page.height / 4 and word["text"] in sender]
        left = min(word["x0"] for word in told)
        assert left > page.width * 0.6
        lines = page.crop((0, 0, left - 2, page.height)).extract_text().splitlines()
        assert [line for line in lines if line.startswith("·")] == []
        assert "København · Rådgivning" in page.extract_text() or "København ·" in page.extract_text()


@pytest.mark.office
def test_a_packing_list_that_is_a_page_in_the_pdf_is_one_in_word_too(tmp_path: Path, office: Office) -> None:
    written, names = [], ("trio-workshop", "apv-medarbejdere", "kraenkende-handlinger")
    for name in names:
        reading = read_agenda(name, library=default_library())
        paged, worded = make_logistics(reading, plan(reading.agenda), default_library())
        assert paged.pages == 1
        written.append(tmp_path / f"{name}.docx")
        written[-1].write_bytes(worded.content)
    assert [len(PdfReader(paged).pages) for paged in office.pdfs(written)] == [1] * len(names)


def test_what_page_counts_say_is_true() -> None:
    reading: Reading = session("long")
    for one in make_runsheet(reading, plan(reading.agenda), default_library(), {}):
        if one.name.endswith(".pdf"):
            pages = laid_out(one.content)
            assert one.pages == len(pages)
