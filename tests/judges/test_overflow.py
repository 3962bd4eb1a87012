"""The judge of overflowing text finds what overflows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Cm, Pt

from judges.office import Office
from judges.overflow import Area, overflows
from pptx import Presentation

SHORT = "Kort tekst"
LONG = "En tekst, som er alt for lang til den kasse, den står i, og som derfor løber ud over kanten forneden. " * 3


def text_box(slide: Any, text: str) -> None:
    _fill(slide.shapes.add_textbox(Cm(2), Cm(2), Cm(6), Cm(3)).text_frame, text)


def grouped_shape(slide: Any, text: str) -> None:
    group = slide.shapes.add_group_shape()
    _fill(group.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(2), Cm(2), Cm(6), Cm(3)).text_frame, text)
    group.left, group.width = Cm(10), Cm(9)


def ellipse(slide: Any, text: str) -> None:
    _fill(slide.shapes.add_shape(MSO_SHAPE.OVAL, Cm(2), Cm(2), Cm(6), Cm(3)).text_frame, text)


def turned_shape(slide: Any, text: str) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Cm(5), Cm(5), Cm(6), Cm(3))
    shape.rotation = 30
    _fill(shape.text_frame, text)


def table_cell(slide: Any, text: str) -> None:
    table = slide.shapes.add_table(2, 2, Cm(2), Cm(2), Cm(12), Cm(6)).table
    _fill(table.cell(1, 1).text_frame, text)


def placeholder(slide: Any, text: str) -> None:
    slide.shapes.title.width, slide.shapes.title.height = Cm(6), Cm(3)
    slide.shapes.title.left, slide.shapes.title.top = Cm(2), Cm(2)
    _fill(slide.shapes.title.text_frame, text)


def _fill(frame: Any, text: str) -> None:
    frame.word_wrap = True
    frame.text = text
    for run in frame.paragraphs[0].runs:
        run.font.size = Pt(18)


def deck(path: Path, *draw: tuple[Callable[[Any, str], None], str]) -> Path:
    presentation = Presentation()
    for add, text in draw:
        add(presentation.slides.add_slide(presentation.slide_layouts[5]), text)
    presentation.save(str(path))
    return path


HOLDERS = [text_box, grouped_shape, ellipse, turned_shape, table_cell, placeholder]


@pytest.mark.office
def test_what_fits_is_passed(tmp_path: Path, office: Office) -> None:
    made = deck(tmp_path / "short.pptx", *[(holder, SHORT) for holder in HOLDERS])
    assert overflows(made, office) == []


@pytest.mark.office
def test_what_leaves_its_shape_is_found_wherever_it_stands(tmp_path: Path, office: Office) -> None:
    made = deck(tmp_path / "long.pptx", *[(holder, LONG) for holder in HOLDERS])
    found = [o for o in overflows(made, office) if "outside its place" in o.what]
    assert [o.slide for o in found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.office
def test_auto_fit_hides_nothing(tmp_path: Path, office: Office) -> None:
    def shrinking(slide: Any, text: str) -> None:
        text_box(slide, text)
        slide.shapes[-1].text_frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE

    assert overflows(deck(tmp_path / "fit.pptx", (shrinking, LONG)), office)


@pytest.mark.office
def test_a_word_cut_in_two_is_found(tmp_path: Path, office: Office) -> None:
    word = "Arbejdspladsvurderingsskemaet"
    made = deck(tmp_path / "word.pptx", (text_box, word))
    assert [o.what for o in overflows(made, office)] == [f"cuts the word “{word}”"]


@pytest.mark.office
def test_text_that_leaves_the_slide_is_found(tmp_path: Path, office: Office) -> None:
    def outside(slide: Any, text: str) -> None:
        text_box(slide, text)
        slide.shapes[-1].left = Cm(23)

    found = overflows(deck(tmp_path / "outside.pptx", (outside, SHORT)), office)
    assert any("outside the slide" in o.what or o.what == "is not shown" for o in found)


@pytest.mark.office
@pytest.mark.parametrize(("down", "faults"), [(0.3, 1), (0.8, 0)])
def test_text_over_another_text_is_found(down: float, faults: int, tmp_path: Path, office: Office) -> None:
    def two(slide: Any, text: str) -> None:
        text_box(slide, text)
        text_box(slide, "Anden tekst")
        slide.shapes[-1].top = Cm(2 + down)

    found = overflows(deck(tmp_path / "two.pptx", (two, SHORT)), office)
    assert [o.what for o in found] == ["stands over “Anden tekst”"] * faults


@pytest.mark.parametrize(("point", "outside"), [((50, 25), False), ((15, 10), False), ((2, 2), True), ((-3, 25), True)])
def test_an_ellipse_has_no_corners(point: tuple[float, float], outside: bool) -> None:
    assert bool(Area(0, 0, 100, 50, round=True).beyond(*point)) == outside
