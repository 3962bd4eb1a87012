"""Texts in scripts that are read from right to left: they begin at the right, in everything that is made."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

import facilitator
from facilitator.svg import slide_html, slide_svg
from facilitator.text.markup import from_right
from pptx import Presentation

ARABIC, HEBREW = "ليلى حداد", "דנה לוי"
AGENDA = f"""
title: "{ARABIC}"
start: "09.00"
facilitators: ["{HEBREW}"]
blocks:
  - title: "{HEBREW}"
    minutes: 30
    why: "{ARABIC}"
    how: [{{do: "{HEBREW}", say: "{ARABIC}"}}]
    slides: [{{title: "{ARABIC}", bullets: ["{HEBREW}", Dansk, "1. {ARABIC} (TRIO)"]}}]
"""


@pytest.fixture(scope="module")
def opened() -> facilitator.OpenAgenda:
    found = facilitator.open(text=AGENDA)
    assert isinstance(found, facilitator.OpenAgenda)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [(ARABIC, True), (f"1. {HEBREW} og TRIO", True), (f"Mød {ARABIC}", False), ("", False), ("8.30", False)],
)
def test_the_first_letter_says_it(text: str, expected: bool) -> None:
    assert from_right(text) is expected


def test_on_slides_and_in_notes_each_says_its_direction_and_stands_at_the_right(opened: facilitator.OpenAgenda) -> None:
    (deck,) = opened.build("deck")
    slides = list(Presentation(BytesIO(deck.content)).slides)
    bodies = [shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame]
    bodies += [slide.notes_slide.notes_text_frame for slide in slides if slide.has_notes_slide]
    said = [one for body in bodies for one in body.paragraphs if one.text.strip()]
    assert sum(from_right(one.text) for one in said) > 6
    for one in said:
        own = one._p.pPr
        assert (own is not None and own.get("rtl") == "1") == from_right(one.text), one.text
        at_the_foot = one.text == ARABIC and own is not None and own.get("lvl") == "0"
        assert not from_right(one.text) or at_the_foot or own.get("algn") in ("r", "ctr")


def test_in_word_each_paragraph_and_its_runs_say_it(opened: facilitator.OpenAgenda) -> None:
    made = next(one for one in opened.build("runsheet") if one.name.endswith(".docx"))
    body = docx.Document(BytesIO(made.content)).element.body
    found = 0
    for one in body.xpath(".//w:p"):
        text = "".join(one.xpath(".//w:t/text()"))
        assert bool(one.xpath("./w:pPr/w:bidi")) == from_right(text)
        assert not from_right(text) or one.xpath(".//w:r/w:rPr/w:rtl")
        found += from_right(text)
    assert found > 3


def test_in_svg_and_html_each_says_it(opened: facilitator.OpenAgenda) -> None:
    drawn = opened.drawn
    shown = next(canvas for canvas in drawn.canvases if canvas.layout == "content")
    assert slide_svg(shown, drawn.style).count('direction="rtl"') >= 3
    assert slide_html(shown, drawn.style).count('dir="rtl"') >= 3
