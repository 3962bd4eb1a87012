"""A slide of a file as a picture: its words where LibreOffice has them, and what cannot be drawn seen as such."""

from __future__ import annotations

import math
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from facilitator.ground.slides import slide_picture
from facilitator.office.presentation import open_presentation
from judges.browser import words_in
from judges.office import Office
from pptx import Presentation
from svg.library_slides import DECKS, deck_of
from svg.test_in_browser import astray, in_office

LEAST = 0.99
"""The share of words that are near."""


def drawn(content: bytes) -> list[str]:
    with open_presentation(Path("deck.pptx"), content=content) as file:
        return [slide_picture(slide).svg for slide in file.slides()]


@pytest.mark.office
@pytest.mark.browser
@pytest.mark.parametrize(
    "decks", [("trio-workshop",), pytest.param(tuple(DECKS), marks=pytest.mark.long)], ids=["one", "all"]
)
def test_words_stand_where_libreoffice_has_them(decks: tuple[str, ...], office: Office, tmp_path: Path) -> None:
    ours = words_in([text for name in decks for text in drawn(deck_of(name))])
    theirs = [slide for name in decks for slide in in_office(name, office, tmp_path)]
    off = [(number, word) for number, pair in enumerate(zip(theirs, ours, strict=True), 1) for word in astray(*pair)]
    assert len(off) <= (1 - LEAST) * sum(map(len, theirs)), off


_TURNS = [(0, 0, ""), (30, 0, ""), (30, 20, ""), (0, 0, "V"), (30, 20, "H"), (30, 20, "V"), (0, 50, "HV")]
"""Degrees of a shape, those of the group that it is in, and how that is mirrored."""


@pytest.mark.office
def test_texts_stand_in_groups_that_are_turned_as_libreoffice_has_them(office: Office, tmp_path: Path) -> None:
    deck = Presentation()
    for own, around, mirrored in _TURNS:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        group = slide.shapes.add_group_shape()
        box = group.shapes.add_textbox(Cm(8), Cm(8), Cm(6), Cm(2))
        group.shapes.add_textbox(Cm(12), Cm(11), Cm(6), Cm(2))
        box.text_frame.text, box.text_frame.word_wrap = "Ord", True
        box.rotation, group.rotation = own, around
        for way in mirrored:
            group._element.grpSpPr.xfrm.set(f"flip{way}", "1")
    file = tmp_path / "turned.pptx"
    deck.save(str(file))
    (pages,) = office.pdfs([file])
    with pdfplumber.open(pages) as pdf:
        theirs = [next(char for char in page.chars if char["text"] == "O")["matrix"] for page in pdf.pages]
        height = float(pdf.pages[0].height)
    for svg, (a, b, _c, _d, x, y) in zip(drawn(file.read_bytes()), theirs, strict=True):
        (text,) = etree.fromstring(svg.encode()).iter("{*}foreignObject")
        found = {
            name: [float(one) for one in said.split()]
            for name, said in re.findall(r"(\w+)\(([^)]*)\)", text.get("transform", ""))
        }
        turn, *middle = found.get("rotate", [0.0, 0.0, 0.0])
        right, down = found.get("translate", [0.0, 0.0])
        assert abs((turn + math.degrees(math.atan2(b, a)) + 180) % 360 - 180) < 1
        # The first letter begins at the left, on a line a little below the upper edge; both turned about the middle.
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        left, base = (float(text.get(one)) - about for one, about in zip("xy", middle, strict=True))
        base += 18
        assert (
            math.dist(
                (middle[0] + right + left * cos - base * sin, middle[1] + down + left * sin + base * cos),
                (x, height - y),
            )
            < 6
        )


def test_what_cannot_be_drawn_is_hatched_and_what_is_written_is_shown_as_it_is() -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "<script>alert(1)</script> & »Ærø«"
    chart_data: Any = CategoryChartData
    data = chart_data()
    data.categories = ["a"]
    data.add_series("b", (1,))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, Cm(1), Cm(5), Cm(5), Cm(5), data)
    table = slide.shapes.add_table(1, 2, Cm(8), Cm(5), Cm(8), Cm(2)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "her", "der"
    content = BytesIO()
    deck.save(content)
    with open_presentation(Path("deck.pptx"), content=content.getvalue()) as file:
        (only,) = file.slides()
        picture = slide_picture(only)
    root = etree.fromstring(picture.svg.encode())
    assert [(box.x, box.w) for box in picture.unknown] == [(Cm(1), Cm(5))]
    assert picture.svg.count('fill="url(#unknown)"') == 1
    said = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/1999/xhtml}p")]
    assert said == ["<script>alert(1)</script> & »Ærø«", "her", "der"]
    assert not [one for one in root.iter() if "script" in str(one.tag)]
