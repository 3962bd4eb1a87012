"""A slide of a file as a picture: its words where LibreOffice has them, and what cannot be drawn seen as such."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

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
