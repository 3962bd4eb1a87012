"""One description, two files: what stands in the PDF stands in the Word file, text for text and in the same order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream

import facilitator
from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading, read_agenda
from facilitator.agenda.schedule import Schedule
from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.pairs import Person
from facilitator.pairs.planning import plan as paired
from facilitator.pairs.roster import Roster, numbered
from facilitator.print import Document, Facts, Heading, Line, Part, Slips, Strip, Table, Text, Ticked
from facilitator.print.pairs import plan_sheet
from facilitator.print.runsheet import day_rows, sheets
from facilitator.print.typst import document_pdf
from facilitator.print.word_document import document_word
from print.looks import beyond, divided, emptiest_last
from print.runsheet.sessions import NAMES, session
from sampling import by_turns

LIBRARY = default_library()
THEME = read_theme("fjord", LIBRARY)
AGENDAS = [name for name in LIBRARY.names("agendas") if "blocks:" in LIBRARY.find("agendas", name).read_text()]


def run_sheet(reading: Reading, schedule: Schedule) -> Document:
    return sheets.run_sheet(schedule, day_rows(schedule, reading.terms, {}), reading.terms)


def short_sheet(reading: Reading, schedule: Schedule) -> Document:
    return sheets.short_sheet(schedule, day_rows(schedule, reading.terms, {}), reading.terms)


def packing_list(reading: Reading, schedule: Schedule) -> Document:
    return sheets.packing_list(schedule, reading.terms)


def programme(reading: Reading, schedule: Schedule) -> Document:
    return sheets.handout(schedule, reading.terms)


SHEETS: list[Callable[[Reading, Schedule], Document]] = [run_sheet, short_sheet, packing_list, programme]


def letters(text: str) -> str:
    """The letters and digits alone: what is set between them (colons, tabs, signs, hyphens) is the design's."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def line(one: Line) -> str:
    return " ".join(text.text for text in one.texts)


def told(part: Part) -> Iterator[str]:
    """What a part says, in order."""
    match part:
        case Heading():
            yield part.text
        case Line():
            yield line(part)
        case Facts():
            for fact in (*part.facts, *([part.purpose] if part.purpose else [])):
                yield from fact
        case Ticked():
            yield from part.lines
        case Table():
            yield from (column.title for column in part.columns)
            yield from (line(one) for row in part.rows for cell in row.cells for one in cell.lines)
        case Slips():
            yield from (text for slip in part.slips for text in (slip.title, *map(line, slip.lines)))


def described(document: Document) -> tuple[str, str]:
    """What the document says before its day strip and after it; without one, all of it and nothing."""
    parts = list(document.parts)
    strip = next((number for number, part in enumerate(parts) if isinstance(part, Strip)), len(parts))
    before = (
        document.name,
        document.title,
        document.subtitle,
        *(text for part in parts[:strip] for text in told(part)),
    )
    after = (text for part in parts[strip:] for text in told(part))
    return letters("".join(before)), letters("".join(after))


def in_word(content: bytes) -> str:
    body = docx.Document(BytesIO(content)).element.body
    return letters("".join(text.text or "" for text in body.iter(qn("w:t"))))


def in_pdf(content: bytes) -> str:
    """All but what a screen reader leaves out: feet of pages, headings and titles that come back."""
    heard = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    for page in heard.pages:
        stream = ContentStream(page.get_contents(), heard)
        stream.operations = list(without_artifacts(stream.operations))
        page.replace_contents(stream)
    file = BytesIO()
    heard.write(file)
    with pdfplumber.open(file) as pages:
        return letters("".join(one["text"] for page in pages.pages for one in page.chars))


def without_artifacts(operations: list[tuple[Any, bytes]]) -> Iterator[tuple[Any, bytes]]:
    """The operations of a page but those that show a text between the marks of an artifact (ISO 32000-1, 14.8.2.2)."""
    marks: list[Any] = []
    for operands, operator in operations:
        if operator in (b"BDC", b"BMC"):
            marks.append(operands[0])
        elif operator == b"EMC":
            marks.pop()
        if operator not in (b"Tj", b"TJ") or "/Artifact" not in marks:
            yield operands, operator


@cache
def as_pdf(document: Document) -> bytes:
    """As PDF, once."""
    return document_pdf(document, library=LIBRARY, theme=THEME)


def assert_both_say_it(document: Document) -> None:
    before, after = described(document)
    paged, worded = (
        in_pdf(as_pdf(document)),
        in_word(document_word(document, THEME)),
    )
    if not after:
        assert paged == worded == before
        return
    assert paged.startswith(before)
    assert worded.startswith(before)
    assert worded.endswith(after)
    # A row that runs on to the next page has a part of every cell on each, so its letters come in another order.
    assert sorted(paged[-len(after) :]) == sorted(after)
    assert paged.endswith(after[-40:])


@cache
def planned(name: str) -> tuple[Reading, Schedule]:
    """A shipped agenda with its plan."""
    reading = read_agenda(name, library=LIBRARY)
    return reading, plan(reading.agenda)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "sheet"), by_turns(AGENDAS, SHEETS, every=3))
def test_word_and_pdf_of_shipped_agendas_say_the_same(
    name: str, sheet: Callable[[Reading, Schedule], Document]
) -> None:
    """The gate compares one sheet of every third agenda, each of them by turns."""
    assert_both_say_it(sheet(*planned(name)))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "sheet"), by_turns(AGENDAS, SHEETS[1:] + SHEETS[:1], every=3))
def test_pages_of_shipped_agendas_are_well_divided(name: str, sheet: Callable[[Reading, Schedule], Document]) -> None:
    """The gate looks at another sheet of each than the one that is compared."""
    made = as_pdf(sheet(*planned(name)))
    assert divided(made) == []
    assert emptiest_last(made) > 0.2


def test_the_judges_of_pages_see_what_was_there_before() -> None:
    """A page with hardly more than a title behind another, and a title that ends within a word."""
    document = Document("packing", "da-DK", "Liste", "Hvad er et psykisk ar-", pages=((Line((Text("Intet"),)),),))
    two, file = PdfWriter(), BytesIO()
    for _ in range(2):
        two.append(BytesIO(as_pdf(document)))
    two.write(file)
    assert emptiest_last(as_pdf(document)) == 1
    assert emptiest_last(file.getvalue()) < 0.2
    assert divided(as_pdf(document)) == ["Hvad er et psykisk ar-"]


@pytest.mark.parametrize("of", NAMES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_word_and_pdf_say_the_same_of_days_tracks_and_long_texts(
    of: str, sheet: Callable[[Reading, Schedule], Document]
) -> None:
    reading = session(of)
    assert_both_say_it(sheet(reading, plan(reading.agenda)))


@pytest.mark.parametrize(("people", "size", "questions"), [(7, 2, None), (12, 4, 10)])
def test_word_and_pdf_say_the_same_of_who_meets_whom(people: int, size: int, questions: int | None) -> None:
    terms = read_terms("da", LIBRARY)
    assert_both_say_it(plan_sheet(paired(numbered(people, terms), 2, size, questions=questions), terms))


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_word_without_end_stays_on_the_page(sheet: Callable[[Reading, Schedule], Document]) -> None:
    word = "x" * 300
    steps = f"how: [{{do: {word}, say: {word}, ask: [{word}]}}], materials: [{{item: {word}, brings: {word}}}]"
    block = f"{{title: {word}, minutes: 10, why: {word}, who: {word}, {steps}}}"
    head = f"title: {word}\nsubtitle: {word}\nroom: {word}\ndata: {{client: {word}}}"
    opened = facilitator.open(text=f"{head}\nfacilitators: [{word}]\nblocks: [{block}]")
    assert isinstance(opened, facilitator.OpenAgenda)
    assert beyond(as_pdf(sheet(opened.reading, plan(opened.reading.agenda)))) == ""


@pytest.mark.parametrize("name", ["x" * 300, "x" * 30])
def test_a_name_without_end_stays_on_the_page(name: str) -> None:
    terms = read_terms("da", LIBRARY)
    roster = Roster(tuple(Person(one) for one in (name, "Bo", "Ida", "Eva")))
    assert beyond(as_pdf(plan_sheet(paired(roster, 3), terms))) == ""


@pytest.mark.parametrize("of", ["trio", "days"])
def test_who_holds_the_day_stands_at_the_foot_of_the_handout(of: str) -> None:
    reading = session(of)
    document = programme(reading, plan(reading.agenda))
    assert document.foot
    (section,) = docx.Document(BytesIO(document_word(document, THEME))).sections
    assert [line.text for line in section.footer.paragraphs] == [document.foot]
    with pdfplumber.open(BytesIO(document_pdf(document, library=LIBRARY, theme=THEME))) as pages:
        assert letters(document.foot) in letters(pages.pages[0].extract_text())


def test_a_text_told_in_one_place_stands_in_both_files() -> None:
    """What is added to the packing list's description is in the PDF and in Word, with no word to either."""
    reading = session("days")
    document = packing_list(reading, plan(reading.agenda))
    (page,) = document.pages
    more = Document(
        document.design, document.locale, document.name, document.title, head=document.head,
        pages=((*page, Heading("Dagen før"), Ticked(("Ring til stedet",)), Line((Text("Held og lykke"),))),),
    )  # fmt: skip
    assert_both_say_it(more)
    assert described(more)[0].endswith("DagenførRingtilstedetHeldoglykke")
