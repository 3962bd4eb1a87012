"""A slide as SVG: everything that is on the canvas, nothing twice, in a document that every program can read."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import sample_deck
from facilitator.canvas import Box, cm, points
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import text_width, words
from facilitator.canvas.shapes import (
    AnyShape,
    Canvas,
    Colour,
    Group,
    Paragraph,
    Placeholder,
    Run,
    Shape,
    Table,
    TextBody,
)
from facilitator.svg import STYLESHEET, group_svg
from svg.library_slides import DECKS, FORMS, written

GOLDEN = File(__file__).parent / "golden"
RENEW = "FACILITATOR_RENEW"
SAMPLES = {canvas.id.replace("/", "-"): canvas for canvas in sample_deck.whole()}
SVG = "{http://www.w3.org/2000/svg}"
FOOTER = sample_deck.FOOTER

every_form = pytest.mark.parametrize("form", ["html", "svg"])


def sample(name: str, form: str = "svg") -> str:
    return FORMS[form](SAMPLES[name], sample_deck.style(), footer=FOOTER, slide=7)


def parsed(text: str) -> Any:
    return etree.fromstring(text)


def said(canvas: Canvas) -> Iterator[str]:
    """The text of every paragraph on a canvas."""

    def of(shapes: Iterable[AnyShape]) -> Iterator[Paragraph]:
        for shape in shapes:
            match shape:
                case Group():
                    yield from of(shape.shapes)
                case Table():
                    yield from (one for row in shape.rows for cell in row for one in cell.text.paragraphs)
                case Placeholder():
                    yield from shape.paragraphs
                case Shape() if shape.text:
                    yield from shape.text.paragraphs

    return (paragraph.text for paragraph in of(canvas.shapes))


def shown(document: Any) -> str:
    """The texts of a slide without white space."""
    texts = (node for node in document.iter() if node.tag in ("p", f"{SVG}text"))
    return "".join("".join(text for node in texts for text in node.itertext()).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


@every_form
@pytest.mark.slow
@pytest.mark.parametrize("deck", DECKS)
def test_every_slide_of_the_library_is_drawn(deck: str, form: str) -> None:
    ids: Counter[str] = Counter()
    for canvas, text in written(deck, form):
        document = parsed(text)
        ids.update(document.xpath("//@id"))
        assert [one for one in said(canvas) if squeezed(one) not in shown(document)] == []
        assert document.xpath("string(//*[local-name()='title'])") == canvas.title
    assert [name for name, count in ids.items() if count > 1] == []


@every_form
@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_shape_and_every_layout_is_drawn(name: str, form: str) -> None:
    document = parsed(sample(name, form))
    assert [one for one in said(SAMPLES[name]) if squeezed(one) not in shown(document)] == []


@every_form
@pytest.mark.parametrize("name", SAMPLES)
def test_footer_and_number_stand_where_the_layout_has_them(name: str, form: str) -> None:
    has_them = name != "layout-title"
    text = shown(parsed(sample(name, form)))
    assert text.endswith(squeezed(FOOTER) + "7") == has_them
    without = shown(parsed(FORMS[form](SAMPLES[name], sample_deck.style())))
    assert without == text.removesuffix(squeezed(FOOTER) + "7")


def test_lengths_are_points() -> None:
    """Chromium draws no type above 10 000 units."""
    document = parsed(sample("figur-1"))
    assert document.get("viewBox") == "0 0 960 540"
    numbers = [float(one) for one in re.findall(r"(?:x|y|width|height|font-size)=\"(-?[\d.]+)\"", sample("figur-1"))]
    assert max(numbers) <= 960


def test_texts_stand_over_the_shapes_as_html() -> None:
    slide = parsed(sample("figur-1", "html"))
    assert slide.get("class") == "slide"
    drawing, *texts = slide
    assert drawing.tag == f"{SVG}svg"
    assert not list(drawing.iter(f"{SVG}text"))
    assert {text.get("class") for text in texts if text.tag == "div"} == {"text"}
    assert all(f".{name} " in STYLESHEET for name in ("slide", "text", "sign"))


@every_form
def test_links_lead_to_slides_by_their_ids(form: str) -> None:
    (link,) = set(parsed(sample("dagsorden-1", form)).xpath("//@href"))
    assert link == "#figur/1"
    assert parsed(sample("figur-1", form)).get("id") == "figur/1"


@every_form
def test_what_is_turned_is_turned_with_its_text(form: str) -> None:
    text = sample("tekst-1", form)
    assert "rotate(-15 " in text
    assert ("rotate:-15deg" in text) == (form == "html")


def test_a_picture_is_cropped_behind_a_window_of_its_shape() -> None:
    document = parsed(sample("billede-1"))
    first, second, _ = document.iter(f"{SVG}image")
    assert float(first.get("height")) == pytest.approx(float(first.get("width")) / 0.75, abs=0.1)
    assert second.get("height") == second.get("width")
    windows = {node.get("id") for node in document.iter(f"{SVG}clipPath")}
    assert {f"url(#{name})" for name in windows} == set(document.xpath("//@clip-path"))
    assert len(windows) == 3


def test_what_the_canvas_says_of_itself_is_said_to_who_cannot_see() -> None:
    document = parsed(sample("figur-1"))
    assert f"Et hjul: {sample_deck.AWKWARD} midte, venstre, kile" in document.xpath("//@aria-label")


def numbers(*bullets: tuple[str | None, int]) -> list[str]:
    paragraphs = tuple(Paragraph((Run("x"),), bullet=bullet, level=level, indent=cm(1)) for bullet, level in bullets)
    body = Shape("Liste", Box(0, 0, cm(9), cm(9)), text=TextBody(paragraphs, 12))
    texts = parsed(group_svg(Group("g", body.box, (body,)), sample_deck.style())).iter(f"{SVG}text")
    return [text.xpath("string()") for text in texts if text.xpath("string()") != "x"]


def test_numbers_count_on_below_a_number_and_anew_behind_other_text() -> None:
    assert numbers(("1.", 0), ("–", 1), ("1.", 0), ("1.", 1), ("1.", 0)) == ["1.", "–", "2.", "1.", "3."]
    assert numbers(("1.", 0), (None, 0), ("1.", 0)) == ["1.", "1."]


letters = st.text("abcdefghij -–æøå", min_size=1, max_size=12)
runs = st.builds(Run, letters, st.sampled_from([None, True]), size=st.sampled_from([None, 10, 30]))


@given(st.lists(runs, min_size=1, max_size=6), st.integers(3, 12))
def test_lines_broken_here_hold_all_the_text_and_stay_in_their_room(some: list[Run], width: int) -> None:
    shape = Shape("Tekst", Box(0, 0, cm(width), cm(5)), text=TextBody((Paragraph(tuple(some)),), 14))
    drawn = parsed(group_svg(Group("g", shape.box, (shape,)), sample_deck.style()))
    lines = list(drawn.iter(f"{SVG}text"))
    assert squeezed("".join(run.text for run in some)) == squeezed("".join(line.xpath("string()") for line in lines))
    for line in lines:
        long = sum(_width(span) for span in line)
        assert long * 0.98 <= cm(width) or len(words(line.xpath("string()"))) == 1


def _width(span: Any) -> int:
    font = Font("Calibri", span.get("font-weight") == "700")
    return text_width(span.text, float(span.get("font-size")), font)


def test_a_figure_by_itself_is_as_large_as_asked() -> None:
    box = Box(cm(2), cm(3), cm(10), cm(5))
    figure = Group("g", box, (Shape("Flade", box, fill=Colour("accent1")),), alt="En flade")
    document = parsed(group_svg(figure, sample_deck.style(), 100))
    assert document.get("width") == "100"
    left, top, width, height = (float(one) for one in document.get("viewBox").split())
    around = [points(box.x) - 1, points(box.y) - 1, points(box.w) + 2, points(box.h) + 2]
    assert [left, top, width, height] == pytest.approx(around, abs=0.01)
    assert float(document.get("height")) == pytest.approx(100 * height / width, abs=0.01)
    assert document.xpath("string(*[local-name()='title'])") == "En flade"


@every_form
@pytest.mark.parametrize("name", ["billede-2", "dagsorden-1", "figur-1", "tabel-1", "tekst-1"])
def test_a_slide_is_as_it_was_when_it_was_last_looked_at(name: str, form: str) -> None:
    """``FACILITATOR_RENEW=1 pytest tests/svg`` renews what is compared with: read the difference."""
    lines = sample(name, form).replace("><", ">\n<") + "\n"
    file = GOLDEN / f"{name}.{form}"
    if os.environ.get(RENEW):
        file.write_text(lines, encoding="utf-8")
    assert lines == file.read_text(encoding="utf-8")
