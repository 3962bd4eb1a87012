"""A figure on paper is the figure of the slide: every word of it, inside its room, in curves that are true."""

from __future__ import annotations

import math
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from canvas.conftest import style_of
from canvas.figures.test_figures_fit import KINDS
from canvas.specimens import figure
from facilitator.canvas.measure import Font, text_width
from facilitator.canvas.shapes import Box, Colour, Connector, Group, Line, Shape
from facilitator.canvas.units import cm, points, pt
from facilitator.library import default_library
from facilitator.print.drawing import drawing, figure_drawing
from facilitator.print.typst import pdf, png

STYLE = style_of("fjord")
SLACK = 8
"""Points by which an arrow's head or a thick line may stand out of the figure's box."""


def drawn(kind: str, width: float = 174, height: float = 120) -> Any:
    return figure_drawing(figure(kind, 4, "", []), width, height, STYLE)


def corners(made: Any) -> Iterator[tuple[float, float]]:
    for shape in made["shapes"]:
        for command, *values in shape.get("path", ()):
            assert command in "MLCZ"
            yield from zip(values[-2::2], values[-1::2], strict=True)
        if "box" in shape:
            x, y, w, h = shape["box"]
            yield from ((x, y), (x + w, y + h))


@pytest.mark.parametrize("kind", KINDS)
class TestEveryFigure:
    def test_it_stands_in_its_room(self, kind: str) -> None:
        made = drawn(kind)
        assert made["width"] == pytest.approx(points(cm(17.4)), abs=0.1)
        assert made["height"] == pytest.approx(points(cm(12)), abs=0.1)
        for x, y in corners(made):
            assert -SLACK <= x <= made["width"] + SLACK
            assert -SLACK <= y <= made["height"] + SLACK

    def test_it_says_what_the_figure_says(self, kind: str) -> None:
        made = drawn(kind)
        written = " ".join(run["text"] for shape in made["shapes"] for p in shape.get("text", ()) for run in p["runs"])
        for part in figure(kind, 4, "", []).parts:
            assert all(word in written for word in part.title.replace(" – ", " ").split())
        assert made["alt"].startswith(figure(kind, 4).title)

    def test_typst_draws_it(self, kind: str) -> None:
        data = {"title": "Figur", "locale": "da-DK", "drawing": drawn(kind)}
        library = default_library()
        assert png("figure", data, library=library, theme=STYLE.theme, dpi=40).startswith(b"\x89PNG")
        assert pdf("figure", data, library=library, theme=STYLE.theme).startswith(b"%PDF")


def path_of(shape: Shape | Connector, box: Box) -> Any:
    return drawing(Group("g", box, (shape,)), 100, STYLE)["shapes"]


@given(w=st.integers(1, 30), h=st.integers(1, 30))
def test_an_ellipse_is_one(w: int, h: int) -> None:
    box = Box(0, 0, cm(w), cm(h))
    (shape,) = path_of(Shape("e", box, "ellipse", fill=Colour("accent1")), box)
    width, height = points(box.w) * 100 / (w * 10), points(box.h) * 100 / (w * 10)
    for command, *values in shape["path"]:
        if command in "MC":
            x, y = values[-2] / width * 2 - 1, values[-1] / height * 2 - 1
            assert math.hypot(x, y) == pytest.approx(1, abs=0.01)


def test_an_arrow_ends_where_its_line_was_to_end() -> None:
    box = Box(0, 0, cm(10), cm(10))
    line = Line(Colour("tx2"), pt(2), tail="triangle")
    stroke, head = path_of(Connector("pil", (0, cm(5)), (cm(10), cm(5)), line), box)
    assert head["path"][0] == ["M", pytest.approx(points(box.w), abs=0.1), pytest.approx(points(cm(5)), abs=0.1)]
    assert stroke["path"][1][1] < head["path"][0][1]
    assert head["fill"] == stroke["stroke"]["paint"]


@pytest.mark.parametrize(("face", "bold"), [("Regular", False), ("Bold", True)])
def test_what_is_measured_is_no_narrower_than_what_is_printed(face: str, bold: bool) -> None:
    otf = TTFont(BytesIO(files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{face}.otf").read_bytes()))
    widths, letters, em = otf["hmtx"], otf.getBestCmap(), otf["head"].unitsPerEm
    for text in ("Hvordan arbejdet planlægges og tilrettelægges", "Økonomi, SU, MED og AMR", "Får du hjælp i tide?"):
        printed = sum(widths[letters[ord(letter)]][0] for letter in text) / em * 100
        assert printed <= points(text_width(text, 100, Font("Open Sans", bold)))
