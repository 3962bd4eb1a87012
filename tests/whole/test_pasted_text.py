"""Text as it is pasted from Word: in the deck, in PDF and Word, and on cards."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from pypdf import PdfReader

import facilitator
from pptx import Presentation

AGENDA = """
title: "Vores\u00a0dag"
start: '09.00'
blocks:
  - title: \ufeffTale
    minutes: 30
    why: "Første linje\u2028Anden linje"
    how: ["1. Læs", "2) Tal sammen", "•\tSkriv ned", "3 ting er nok", "§ 15 gælder", "2. verdenskrig"]
    materials: ["• Papir"]
    slides:
      - bullets: ["• Et", "\uf0b7 To", "- kun en streg", {text: "▪ Tre", points: ["• Tre a"]}]
        title: Punkter
      - questions: ["1. Hvad nu?", "2. Og så?"]
      - bullets: ["En linje\u2028To linjer"]
      - statement: "Arbejds\u00admiljø\u00adrepræsentant"
"""


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return {one.name: one.content for one in facilitator.open(text=AGENDA).build(["deck", "runsheet", "logistics"])}


def texts_of(deck: bytes) -> list[str]:
    slides = Presentation(BytesIO(deck)).slides
    frames = [shape.text_frame for slide in slides for shape in slide.shapes if shape.has_text_frame]
    return [paragraph.text for frame in frames for paragraph in frame.paragraphs]


def test_a_pasted_bullet_or_number_is_no_second_one(made: dict[str, Any]) -> None:
    shown = texts_of(made["agenda.pptx"])
    for text in ("Et", "To", "- kun en streg", "Tre", "Tre a", "Hvad nu?", "Og så?"):
        assert text in shown
    assert not [text for text in shown if text.startswith(("•", "\uf0b7", "▪", "1. ", "2. "))]


def test_steps_and_materials_likewise(made: dict[str, Any]) -> None:
    pdf = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made["drejebog.pdf"])).pages)
    for text in ("Læs", "Tal sammen", "Skriv ned", "3 ting er nok", "§ 15 gælder", "2. verdenskrig"):
        assert text in pdf.replace("\xa0", " ")
    assert "1. Læs" not in pdf
    assert "2) Tal" not in pdf
    packing = docx.Document(BytesIO(made["pakkeliste.docx"]))
    cells = [cell.text for table in packing.tables for row in table.rows for cell in row.cells]
    assert "Papir" in cells


def test_a_line_separator_is_a_line_break_and_an_order_mark_nothing(made: dict[str, Any]) -> None:
    typed = AGENDA.replace("\u2028", "\\n").replace("\ufeff", "")
    assert typed != AGENDA
    again = {one.name: one.content for one in facilitator.open(text=typed).build(["deck", "runsheet", "logistics"])}
    assert again == made


def test_spaces_that_hold_words_together_stay(made: dict[str, Any]) -> None:
    assert "Vores\u00a0dag" in texts_of(made["agenda.pptx"])


def test_soft_hyphens_are_words_own_in_word() -> None:
    text = "title: Arbejds\u00admiljø i e\u2011mails\nblocks: [{title: A, minutes: 5, why: x}]\n"
    made = {one.name: one.content for one in facilitator.open(text=text).build("runsheet")}
    written = docx.Document(BytesIO(made["drejebog.docx"])).element.body.xml
    assert '<w:t xml:space="preserve">Arbejds</w:t>' in written
    assert "<w:softHyphen/>" in written
    assert "<w:noBreakHyphen/>" in written
    assert "\u00ad" not in written
