"""Texts in scripts that are read from right to left: they begin at the right, in everything that is made."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

import facilitator
from facilitator.print import typst
from facilitator.svg import slide_html, slide_svg
from facilitator.text import from_right
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


# On paper letters that Source Sans Pro lacks come from a family of the machine: here from DejaVu Sans, which has both
# scripts.

QUESTIONS = ["מה חשוב לך (TRIO)?", "ماذا يهمك في العمل؟", "Hvad siger (ليلى)?"]


def test_on_paper_letters_stand_in_their_order_and_what_is_read_from_the_right_begins_there(tmp_path: Path) -> None:
    written = {"title": "Spørgsmål", "parts": [{"lines": QUESTIONS}]}
    (tmp_path / "f.yaml").write_text(json.dumps(written), encoding="utf-8")
    paged, _word = facilitator.form(tmp_path / "f.yaml")
    assert paged.told == ()
    with pdfplumber.open(BytesIO(paged.content)) as pdf:
        (page,) = pdf.pages
        lines: dict[int, list[Any]] = {}
        for letter in page.chars:
            if not letter["text"].isspace():
                lines.setdefault(round(letter["bottom"]), []).append(letter)
    hebrew, arabic, danish = (sorted(line, key=lambda one: one["x0"]) for line in list(lines.values())[1:4])
    # From left to right: the sign of the question, brackets that are drawn mirrored, then the letters backwards.
    assert "".join(one["text"] for one in hebrew) == "?" + ")TRIO(" + "".join(reversed("מהחשובלך"))
    said = "".join(one["text"] for one in danish)
    assert (said[:9], said[10:14], said[-1]) == ("Hvadsiger", "ىليل", "?")
    for line in (hebrew, arabic):
        assert page.width - line[-1]["x1"] == pytest.approx(danish[0]["x0"], abs=1)
    shapes = {one["text"] for one in arabic} - set("".join(QUESTIONS))
    assert "☐" not in shapes
    assert {"DejaVu" in one["fontname"] for one in arabic} == {True}


def test_letters_that_no_family_has_are_boxes_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "_STAND_INS", ())
    typst._stand_in.cache_clear()
    try:
        (told,) = typst.boxes([ARABIC, "Anna"])
    finally:
        monkeypatch.undo()
        typst._stand_in.cache_clear()
    assert told.endswith(", ".join(ARABIC.split()))
    assert typst.boxes([ARABIC, HEBREW]) == ()
