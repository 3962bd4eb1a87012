"""A figure on paper is the figure of the slide: every word of it, in its room, as text."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from typing import Any

import pdfplumber
import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from canvas.conftest import style_of
from canvas.figures.test_figures_fit import KINDS
from canvas.specimens import figure
from facilitator.canvas import cm, points
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import text_width
from facilitator.library import default_library
from facilitator.print.forms import figure_drawing
from facilitator.print.typst import pdf, png

STYLE = style_of("fjord")
LIBRARY = default_library()


def drawn(kind: str, width: float = 174, height: float = 120) -> Any:
    return figure_drawing(figure(kind, 4, "", []), width, height, STYLE)


def page(kind: str) -> dict[str, Any]:
    return {"title": "Figur", "locale": "da-DK", "drawing": drawn(kind)}


@pytest.mark.parametrize("kind", KINDS)
class TestEveryFigure:
    def test_it_is_as_wide_as_its_room(self, kind: str) -> None:
        made = drawn(kind)
        svg = etree.fromstring(made["svg"])
        assert made["width"] == pytest.approx(points(cm(17.4)), abs=0.1)
        assert float(svg.get("width")) == pytest.approx(made["width"], abs=0.1)
        assert float(svg.get("height")) == pytest.approx(points(cm(12)), abs=1)

    def test_its_words_stand_on_the_page_as_text(self, kind: str) -> None:
        made = pdf("figure", page(kind), library=LIBRARY, theme=STYLE.theme)
        with pdfplumber.open(BytesIO(made)) as pages:
            (found,) = pages.pages
            words = found.extract_words()
            assert all(word["x0"] >= 0 and word["x1"] <= found.width for word in words)
            assert all(word["top"] >= 0 and word["bottom"] <= found.height for word in words)
            assert {char["fontname"].partition("+")[2].split("-")[0] for char in found.chars} == {"SourceSansPro"}
        written = {word["text"] for word in words}
        for part in figure(kind, 4, "", []).parts:
            assert set(part.title.replace(" – ", " ").split()) <= written

    def test_word_gets_a_picture_of_it(self, kind: str) -> None:
        assert png("figure", page(kind), library=LIBRARY, theme=STYLE.theme, dpi=40).startswith(b"\x89PNG")

    def test_it_is_told_to_those_who_cannot_see_it(self, kind: str) -> None:
        assert drawn(kind)["alt"].startswith(figure(kind, 4).title)


@pytest.mark.parametrize(("face", "bold"), [("Regular", False), ("Bold", True)])
def test_what_is_measured_is_what_is_printed(face: str, bold: bool) -> None:
    otf = TTFont(BytesIO(files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{face}.otf").read_bytes()))
    widths, letters, em = otf["hmtx"], otf.getBestCmap(), otf["head"].unitsPerEm
    for text in ("Hvordan arbejdet planlægges og tilrettelægges", "Økonomi, SU, MED og AMR", "Får du hjælp i tide?"):
        printed = sum(widths[letters[ord(letter)]][0] for letter in text) / em * 100
        assert points(text_width(text, 100, Font("Source Sans Pro", bold))) == pytest.approx(printed, abs=0.1)
