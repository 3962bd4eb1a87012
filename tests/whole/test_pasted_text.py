"""Text as it is pasted from Word: in the deck, in PDF and Word, and on cards."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

import facilitator
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import text_width
from facilitator.canvas.own_layouts import DESIGN
from judges.office import Office
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


MARKS = (
    "\uf0b7\t",
    "\uf0a7\t",
    "\uf0d8  ",
    "\uf0fc\t",
    "\uf076\t",
    "o\t",
    "§\t",
    "Ø\t",
    "ü\t",
    "q\t",
    "–\t",
    "•\t",
    "·       ",
)
"""What Word and Outlook put before an entry of a list when it is pasted as text: marks of Symbol and Wingdings, or the
letters that these are without their font, and a tab or spaces."""


def test_marks_of_symbol_fonts_and_tabs_are_no_part_of_an_entry() -> None:
    entries = [f"{mark}Punkt {number}" for number, mark in enumerate(MARKS)]
    listed = json.dumps(entries)
    text = f"""
title: Liste
blocks:
  - title: Tale
    minutes: 30
    how: {listed}
    materials: {listed}
    slides:
      - {{title: Punkter, bullets: {listed}}}
      - {{title: Spørg, questions: {json.dumps(entries[:4])}}}
"""
    made = {one.name: one.content for one in facilitator.open(text=text).build(["deck", "runsheet", "logistics"])}
    wanted = {f"Punkt {number}" for number in range(len(MARKS))}
    shown = texts_of(made["agenda.pptx"])
    assert {one for one in shown if "Punkt " in one} == wanted
    for name in ("drejebog.docx", "pakkeliste.docx"):
        document = docx.Document(BytesIO(made[name]))
        said = document.element.body.xml
        assert all(f">{one}<" in said or f">{one}" in said for one in wanted)
        assert not [sign for sign in said if "\ue000" <= sign <= "\uf8ff"]


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("Tal\tsammen", "Tal sammen"),
        ("Fra idé \uf0e0 handling", "Fra idé → handling"),
        ("Godt gået \uf04a", "Godt gået ☺"),
        ("Mål \uf0fc nået", "Mål ✓ nået"),
        ("o er et bogstav", "o er et bogstav"),
        ("§ 15 gælder", "§ 15 gælder"),
    ],
)
def test_tabs_and_signs_within_a_text_are_what_word_showed(pasted: str, shown: str) -> None:
    text = f"title: T\nblocks: [{{title: A, minutes: 9, slides: [{{title: {json.dumps(pasted)}, bullets: [x]}}]}}]"
    (deck,) = facilitator.open(text=text).build("deck")
    assert shown in texts_of(deck.content)


def test_where_a_word_has_no_room_a_soft_hyphen_is_one_and_else_it_is_nothing() -> None:
    long = "Arbejds\u00admiljø\u00adrepræsentant\u00adskabs\u00adordningens"
    point = f"{long}\u00adsam\u00adordnings\u00adudvalg og dem, det angår"
    text = f"""
title: Trivsels\u00addag
blocks:
  - title: Arbejds\u00admiljø
    minutes: 20
    why: At tale om arbejds\u00admiljø
    slides:
      - title: Under\u00advisning
        columns: [{{title: A, points: ['{point}']}}, {{title: B, points: ['{long[:14]}']}}]
      - {{title: Kort, table: [['{point}', b, c, d, e, f, g], [1, 2, 3, 4, 5, 6, 7]]}}
"""
    (deck,) = (one.content for one in facilitator.open(text=text).build("deck"))
    parts = ZipFile(BytesIO(deck))
    assert not [name for name in parts.namelist() if "\u00ad".encode() in parts.read(name)]
    shown = texts_of(deck)
    assert {"Trivselsdag", "Arbejdsmiljø", "Undervisning"} <= {*shown}
    (narrow,) = {one for one in shown if one.replace("-", "").startswith("Arbejdsmiljørep")}
    assert narrow.replace("-", "").replace("\u00a0", " ") == point.replace("\u00ad", "")
    assert 0 < narrow.count("-") < point.count("\u00ad")
    slot = DESIGN.layouts["two_content"].slot("left")
    assert all(text_width(part, 14, Font("Calibri")) < slot.box.w for part in narrow.split(" ")[0].split("-"))


@pytest.mark.office
def test_a_word_that_is_broken_ends_its_line_with_a_hyphen(office: Office, tmp_path: Path) -> None:
    long = "Arbejds\u00admiljø\u00adrepræsentant\u00adskabs\u00adordningens\u00adsam\u00adordnings\u00adudvalg"
    slide = f"{{title: A, columns: [{{title: A, points: ['{long}']}}, {{title: B, points: [b]}}]}}"
    text = f"title: T\nblocks: [{{title: A, minutes: 20, slides: [{slide}]}}]"
    made = facilitator.open(text=text).build("deck")
    (path,) = facilitator.write(made, tmp_path)
    lines = PdfReader(office.pdf(path)).pages[-1].extract_text().splitlines()
    first = next(n for n, line in enumerate(lines) if "Arbejdsmiljø" in line)
    assert lines[first].rstrip().endswith("-")
    assert "-" not in lines[first].rstrip()[:-1]


def test_soft_hyphens_are_words_own_in_word() -> None:
    text = "title: Arbejds\u00admiljø i e\u2011mails\nblocks: [{title: A, minutes: 5, why: x}]\n"
    made = {one.name: one.content for one in facilitator.open(text=text).build("runsheet")}
    written = docx.Document(BytesIO(made["drejebog.docx"])).element.body.xml
    assert '<w:t xml:space="preserve">Arbejds</w:t>' in written
    assert "<w:softHyphen/>" in written
    assert "<w:noBreakHyphen/>" in written
    assert "\u00ad" not in written
