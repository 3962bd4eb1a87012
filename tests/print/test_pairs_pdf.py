"""The pairing plan on paper: everybody on the wall, a slip for each, and no name outside the pages."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
from pypdf import PdfReader

from facilitator.content.loading import read_terms, read_theme
from facilitator.library import default_library
from facilitator.pairs import Person, plan
from facilitator.pairs.roster import Roster
from facilitator.print.pairs import plan_pdf

LIBRARY = default_library()
TERMS, THEME = read_terms("da", LIBRARY), read_theme("fjord", LIBRARY)
NAMES = ["Åse", "Ærø", "Zara", "Øjvind", "Anne; \"'", "=1+1", "Bo\u00a0Li", "@SUM"]


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
        names = document.pages[0].crop((0, 0, 150, 840)).extract_text().splitlines()
    assert [name for name in names if name in ("Zara", "Ærø", "Øjvind", "Åse")] == ["Zara", "Ærø", "Øjvind", "Åse"]


def test_no_name_outside_the_pages() -> None:
    said = str(PdfReader(BytesIO(printed())).metadata)
    assert not any(name in said for name in NAMES)
