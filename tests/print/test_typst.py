"""PDF by Typst: what people write is data, too much text is said, and the file says nothing of the machine."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given
from hypothesis.strategies import text
from pypdf import PdfReader

from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.typst import TooLong, boxes, may_be_endless, page_count, page_designs, pdf

LIBRARY = default_library()
THEME = read_theme("fjord", LIBRARY)
STRANGE = '#panic("no") $x$ *bold* _it_ `raw` <label> @ref \\ // /* "quotes" {{ x }} #{1+1}'


def calibrate(text: str, **how: date) -> bytes:
    data = {"title": "Prøve", "locale": "da-DK", "paper": {"w": 210, "h": 297}, "text": text, "back": ""}
    return pdf("calibrate", data, library=LIBRARY, theme=THEME, **how)


def test_text_is_never_code() -> None:
    page = PdfReader(BytesIO(calibrate(STRANGE))).pages[0].extract_text()
    assert "#panic" in page
    assert "#{1+1}" in page


def test_it_says_its_date_and_nothing_of_the_machine() -> None:
    made = calibrate("x", created=date(2025, 1, 9))
    assert made == calibrate("x", created=date(2025, 1, 9))
    said = PdfReader(BytesIO(made)).metadata
    assert said
    assert str(said.creation_date).startswith("2025-01-09")
    assert said.author is None


def test_a_text_without_room_is_named() -> None:
    sheet: dict[str, Any] = {"marks": [], "fold": None, "ruler": None}
    card = {"x": 10, "y": 10, "turned": False, "face": "a", "mark": ""}
    face = {"kind": "front", "category": 0, "title": "T", "name": "kort 1", "text": "Ord " * 500}
    face |= {"headline": "", "icon": None, "symbol": None}
    data = {
        "title": "P", "set": "P", "locale": "da-DK", "paper": {"w": 210, "h": 297}, "card": {"w": 50, "h": 40},
        "bleed": 0, "accents": ["accent1"], "faces": {"a": face}, "sheets": [sheet | {"cards": [card]}],
    }  # fmt: skip
    with pytest.raises(TooLong, match="kort 1"):
        pdf("cards", data, library=LIBRARY, theme=THEME)


def test_what_is_printed_as_a_box_is_told_word_by_word() -> None:
    (told,) = boxes(
        {"title": "Dag 🌻 og igen 🌻", "rows": [["王小明, Bo Lund", "Blød\u00addelt – »ja«"], ("<svg>🌻",)], "n": 3}
    )
    assert told == "printed with ☐, as the type of PDF files lacks a sign: 🌻, 王小明"
    assert boxes(["Åse “Æ” – 20 °C ☐ ✓", {"a": "Łukasz Ольга Παπ"}]) == ()
    (many,) = boxes([chr(0x738B + number) for number in range(10)])
    assert many.endswith("王, 玌, 玍, 玎, 玏, 玐, 玑, 玒 and 2 more")


def test_a_sign_that_the_type_lacks_is_printed_as_one_like_it_or_as_a_box() -> None:
    page = PdfReader(BytesIO(calibrate("Bo\u2011Ib ＡＢ １ 王"))).pages[0].extract_text()
    assert "Bo-Ib AB 1 ☐" in page


@pytest.mark.parametrize("pages", [1, 3, 150])
def test_the_pages_are_counted_without_reading_them(pages: int) -> None:
    made = typst.compile(b"#outline()\n#heading[x]\n" + b"#pagebreak()\n" * (pages - 1))
    assert isinstance(made, bytes)
    assert page_count(made) == len(PdfReader(BytesIO(made)).pages) == pages


ENDLESS = [re.compile(one) for one in re.findall(r'regex\("(\\[Sw].*?)"\)', page_designs(LIBRARY)["base.typ"].decode())]
"""What page designs break because no hyphen can, as `base.typ` says it."""


@given(text("aæ7_/.&:- \n\u00a0", max_size=60))
def test_whatever_a_page_design_finds_endless_may_be(words: str) -> None:
    assert len(ENDLESS) == 2
    assert may_be_endless(["kort", {"text": words}]) or not any(one.search(words) for one in ENDLESS)


@pytest.mark.parametrize(
    ("words", "endless"),
    [
        ("a" * 33, False),
        ("a" * 34, True),
        ("Arbejdsmiljørepræsentanter. Så", False),
        ("www.arbejdsmiljoe", True),
        ("<svg " + "a" * 40, False),
    ],
)
def test_only_what_is_long_may_be_endless(words: str, endless: bool) -> None:
    assert may_be_endless(words) == endless


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no system that tells a process's memory here")
def test_what_has_been_set_is_forgotten() -> None:
    """Eight run sheets of other words, of four files each, leave a process no larger than the first of them."""
    script = """
import facilitator
for number in range(8):
    facilitator.open("trio-workshop", data={"client": f"Kommune {number}"}).build("runsheet")
    print(open("/proc/self/statm").read().split()[1])
"""
    first, *_others, last = map(int, subprocess.check_output([sys.executable, "-c", script], text=True).split())
    assert last < 1.25 * first
