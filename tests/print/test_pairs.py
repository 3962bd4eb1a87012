"""Who meets whom as files: everybody on the wall and on a slip; spreadsheets run nothing and lose nothing."""

from __future__ import annotations

import csv
import io
import json
from io import BytesIO
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.content.terms import Terms
from facilitator.library import default_library
from facilitator.pairs import Person, Plan
from facilitator.pairs.planning import plan
from facilitator.pairs.roster import Roster
from facilitator.print.pairs import plan_csv, plan_data, plan_pdf, plan_word

LIBRARY = default_library()
TERMS, THEME = read_terms("da", LIBRARY), read_theme("fjord", LIBRARY)
NAMES = ["Åse", "Ærø", "Zara", "Øjvind", "Anne; \"'", "=1+1", "Bo\u00a0Li", "@SUM"]

NAMES_LONG = ("Christoffer", "Kirsten", "Åse", "Bo")


def printed() -> bytes:
    roster = Roster(tuple(Person(name) for name in NAMES))
    return plan_pdf(plan(roster, 3, questions=16), TERMS, THEME, LIBRARY)


def test_everybody_is_on_the_wall_and_has_a_slip() -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(printed())).pages]
    assert len(pages) == 3
    for name in NAMES:
        assert name.replace("\u00a0", " ") in pages[0].replace("\u00a0", " ")
    assert pages[1].count("Første kort") == len(NAMES)
    assert pages[2].count("Bord A") == 3


def test_the_danish_alphabet_ends_with_ae_oe_aa() -> None:
    with pdfplumber.open(BytesIO(printed())) as document:
        names = document.pages[0].crop((0, 0, 190, document.pages[0].height)).extract_text().splitlines()
    assert [name for name in names if name in ("Zara", "Ærø", "Øjvind", "Åse")] == ["Zara", "Ærø", "Øjvind", "Åse"]


@pytest.mark.parametrize(("people", "rounds", "size"), [(8, 3, 2), (26, 3, 3), (16, 6, 4)])
def test_the_list_for_the_wall_is_read_from_a_metre_and_divides_no_name(people: int, rounds: int, size: int) -> None:
    roster = Roster(tuple(Person(f"{NAMES_LONG[n % 4]} {chr(65 + n)}.") for n in range(people)))
    content = plan_pdf(plan(roster, rounds, size), TERMS, THEME, LIBRARY)
    with pdfplumber.open(BytesIO(content)) as document:
        wall = [page for page in document.pages if "Runde 1 Runde 2" in page.extract_text()]
        lines = [line for page in wall for line in page.extract_text_lines(return_chars=True)]
        for line in lines:
            if line["text"].startswith(NAMES_LONG) or "Bord" in line["text"]:
                assert round(line["chars"][0]["size"], 1) >= 16
        assert [line["text"] for line in lines if line["text"].endswith("-")] == []
        assert ["(fortsat)" in page.extract_text() for page in wall] == [number > 0 for number in range(len(wall))]


@pytest.mark.parametrize("people", [12, 14, 24, 36])
def test_the_pages_of_the_list_for_the_wall_have_about_as_many_rows(people: int) -> None:
    roster = Roster(tuple(Person(f"{NAMES_LONG[n % 4]} Holm {chr(65 + n)}") for n in range(people)))
    with pdfplumber.open(BytesIO(plan_pdf(plan(roster, 3, 2), TERMS, THEME, LIBRARY))) as document:
        wall = [page.extract_text() for page in document.pages if "Runde 1 Runde 2" in page.extract_text()]
        sizes = {round(one["size"]) for one in document.pages[0].chars if one["text"] in "Bord"}
    rows = [page.count(" Bord ") // 2 for page in wall]
    assert max(rows) - min(rows) <= 2
    assert min(sizes) >= 13  # Those whom one meets are told smaller.
    assert sum(page.count(" Bord ") for page in wall) == people * 2


def test_in_word_what_stands_on_a_slip_keeps_off_the_lines_to_cut_along() -> None:
    roster = Roster(tuple(Person(name) for name in NAMES))
    slips = docx.Document(BytesIO(plan_word(plan(roster, 3), TERMS, THEME))).tables[1]
    indents = [
        line.paragraph_format.left_indent for row in slips.rows for cell in row.cells for line in cell.paragraphs
    ]
    assert indents
    assert all(indent >= Mm(3) for indent in indents)


def test_in_word_the_list_has_dark_headings_and_stripes_and_slips_are_as_large_as_their_place_lets_them() -> None:
    def fills(row: Any) -> set[str]:
        return {shading.get(qn("w:fill")) for shading in row._tr.iter(qn("w:shd"))}

    made = plan(Roster(tuple(Person(name) for name in NAMES)), 3)
    wall, slips = docx.Document(BytesIO(plan_word(made, TERMS, THEME))).tables
    assert fills(wall.rows[0]) == {THEME.colours.dk2}
    headings = [run for cell in wall.rows[0].cells for line in cell.paragraphs for run in line.runs]
    assert {str(run.font.color.rgb) for run in headings} == {"FFFFFF"}
    assert [bool(fills(row)) for row in wall.rows[1:]] == [bool(number % 2) for number in range(len(wall.rows) - 1)]
    sizes = [run.font.size for row in slips.rows for cell in row.cells for line in cell.paragraphs for run in line.runs]
    assert sizes
    assert min(size for size in sizes if size) >= Pt(14)
    assert None not in sizes


@pytest.mark.parametrize(("people", "rounds", "size", "high"), [(12, 3, 18, 41), (14, 5, 12, 35), (30, 3, 18, 50)])
def test_in_word_slips_share_the_height_of_as_few_pages_as_they_need(
    people: int, rounds: int, size: float, high: float
) -> None:
    roster = Roster(tuple(Person(f"Holm {chr(65 + n)}") for n in range(people)))
    slips = docx.Document(BytesIO(plan_word(plan(roster, rounds), TERMS, THEME))).tables[1]
    assert {run.font.size for line in slips.cell(0, 0).paragraphs[1:] for run in line.runs} == {Pt(size)}
    heights = {row.height for row in slips.rows}
    assert len(heights) == 1
    assert max(heights) >= Mm(high)


@pytest.mark.parametrize(("people", "least"), [(6, 18), (14, 16), (24, 12)])
def test_in_word_the_page_of_who_keeps_the_time_is_as_large_as_stays_on_it(people: int, least: int) -> None:
    roster = Roster(tuple(Person(f"{NAMES_LONG[n % 4]} Holm {chr(65 + n)}") for n in range(people)))
    document = docx.Document(BytesIO(plan_word(plan(roster, 3), TERMS, THEME)))
    sizes = {run.font.size for line in document.paragraphs if line.text.startswith("Bord ") for run in line.runs}
    (size,) = {size.pt if size else 12 for size in sizes}
    assert size >= least
    rounds = [line for line in document.paragraphs if line.text.startswith("Runde ")]
    assert all((run.font.size.pt if run.font.size else 12) >= size for line in rounds for run in line.runs)


def test_in_word_the_list_for_the_wall_does_not_run_over_for_a_row_or_two() -> None:
    sizes = {}
    for people in (14, 16):
        roster = Roster(tuple(Person(f"{NAMES_LONG[n % 4]} Holm {chr(65 + n)}") for n in range(people)))
        wall = docx.Document(BytesIO(plan_word(plan(roster, 3), TERMS, THEME))).tables[0]
        sizes[people] = {run.font.size.pt for line in wall.cell(1, 0).paragraphs for run in line.runs if run.font.size}
    assert sizes == {14: {16}, 16: {15}}


def test_no_name_outside_the_pages() -> None:
    said = str(PdfReader(BytesIO(printed())).metadata)
    assert not any(name in said for name in NAMES)


@pytest.fixture(scope="module")
def terms() -> Terms:
    """The Danish words."""
    return read_terms("da", default_library([]))


def named(*names: str) -> Roster:
    """People of these names."""
    return Roster(tuple(Person(name) for name in names))


def rows(made: Plan, terms: Terms) -> list[list[str]]:
    """The cells as Excel reads them."""
    text = plan_csv(made, terms).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_everybody_has_a_row_with_card_table_and_company(terms: Terms) -> None:
    made = plan(named("Åse", "Bo"), 1, questions=2)
    assert rows(made, terms) == [
        ["Navn", "Første kort", "Runde 1: bord", "Runde 1: sammen med"],
        ["Åse", str(made.deal.cards[0] if made.deal else ""), "A", "Bo"],
        ["Bo", str(made.deal.cards[1] if made.deal else ""), "A", "Åse"],
    ]


def test_excel_in_denmark_opens_it_as_it_is(terms: Terms) -> None:
    data = plan_csv(plan(named("Åse", "Bo"), 1), terms)
    assert data.startswith(b"\xef\xbb\xbfNavn;")
    assert data.endswith(b"\r\n")


@given(
    st.lists(
        st.text(st.sampled_from("=+-@\t\r;\",\nAå' "), min_size=1, max_size=8), min_size=2, max_size=6, unique=True
    )
)
def test_no_name_becomes_a_formula_and_none_is_lost(terms: Terms, names: list[str]) -> None:
    cells = rows(plan(named(*names), 1), terms)
    assert [row[0].removeprefix("'") for row in cells[1:]] == [name.removeprefix("'") for name in names]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in cells for cell in row)


def test_json_says_who_is_where(terms: Terms) -> None:
    made = plan(named("Åse", "Bo", "Ib", "Liv"), 2, hosts=["Bo"], questions=5)
    found = json.loads(json.dumps(plan_data(made, terms)))
    assert [person["host"] for person in found["people"]] == [False, True, False, False]
    assert [len(tables) for tables in found["rounds"]] == [2, 2]
    assert {name for table in found["rounds"][0] for name in table["people"]} == {"Åse", "Bo", "Ib", "Liv"}
    assert (found["repeats"], found["bound"]) == (0, 0)
    assert len(found["deal"]["cards"]) == 4
    assert found["notes"][0] == "Ingen møder den samme to gange"


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_note_has_its_words(language: str) -> None:
    words = read_terms(language, default_library([]))
    people = Roster(tuple(Person(str(n), {"Hold": str(n % 3)}) for n in range(12)), ("Hold",))
    crowded = plan(people, 3, 4, apart=["Hold"], questions=3)
    divided = plan(people, 2, 4, together=["Hold"], questions=60)
    threes = plan(named(*"abcdefg"), 3)
    told = [note.text(words) for made in (crowded, divided, threes) for note in made.notes]
    kinds = {note.kind for made in (crowded, divided, threes) for note in made.notes}
    assert kinds >= {
        "repeats",
        "repeats_bound",
        "smaller",
        "alike",
        "split",
        "no_repeats",
        "three_again",
        "cards_again",
    }
    assert not [text for text in told if "{" in text]


def test_no_line_ends_within_a_name_on_slips_and_for_the_timekeeper() -> None:
    roster = Roster(tuple(Person(f"Anna Maria Vestergaard {letter}.") for letter in "ABCDEFG"))
    with pdfplumber.open(BytesIO(plan_pdf(plan(roster, 4), TERMS, THEME, LIBRARY))) as document:
        _wall, *others = document.pages
        lines = [line["text"].replace("\u00a0", " ") for page in others for line in page.extract_text_lines()]
    told = [line for line in lines if "Runde" in line or "Bord" in line]
    assert told
    assert [line for line in told if line.count("Anna") != line.count("Vestergaard")] == []
