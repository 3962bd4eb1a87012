"""Minutes, and clock times, that are so only more or less are told so wherever they are told, and no others are."""

from __future__ import annotations

import json
import re
from io import BytesIO

import docx
import openpyxl
import pytest

import facilitator
from pptx import Presentation

AGENDA = """
title: Prøve
start: 9.00
language: {language}
agenda_times: all
blocks:
  - title: Velkomst
    minutes: ca. 15
    how: [{{minutes: ca. 5, do: Navne}}, {{minutes: 10, do: Runde}}]
  - title: Øvelse
    minutes: 20
    slides: [{{questions: [Hvad fylder lige nu?], minutes: omkring 8, work: pair}}]
  - title: Pause
    kind: break
    around: ca. 9.35
    minutes: ca. 1/2 time
  - title: Trin
    how: [{{minutes: ca. 4, do: Et}}, {{minutes: 5, do: To}}]
"""
TOLD = {
    "da": ("ca. 15 min.", "ca. 5 min.", "ca. 8 min.", "ca. 30 min.", "ca. 9 min.", "ca. 4 min."),
    "en": ("approx. 15 min", "approx. 5 min", "approx. 8 min", "approx. 30 min", "approx. 9 min", "approx. 4 min"),
}
ON_SLIDES = (2, 3)
CLOCK = {"da": ("ca. kl. 09.35", "ca. 09.35", "kl. 09.15"), "en": ("approx. 09:35", "approx. 09:35", "09:15")}
"""That of the break on slides and in sheets, and that of the block before it."""


@pytest.fixture(scope="module", params=TOLD)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def opened(language: str) -> facilitator.OpenAgenda:
    found = facilitator.open(text=AGENDA.format(language=language))
    assert isinstance(found, facilitator.OpenAgenda)
    return found


def test_on_slides_and_in_notes(opened: facilitator.OpenAgenda, language: str) -> None:
    (deck,) = opened.build("deck")
    slides = Presentation(BytesIO(deck.content)).slides
    shown = " ".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    for number, told in enumerate(TOLD[language]):
        assert told in (shown if number in ON_SLIDES[:1] else notes)
    assert TOLD[language][3] in shown
    wished, _in_sheets, other = CLOCK[language]
    assert shown.count(wished) == notes.count(wished) == 1
    assert other in shown
    assert TOLD[language][0].partition(" ")[0] + " " + other not in shown + notes
    assert "(20 min" in notes
    assert "(10 min" in notes


def test_on_run_sheets(opened: facilitator.OpenAgenda, language: str) -> None:
    made = sorted(opened.build("runsheet"), key=lambda file: len(file.name), reverse=True)
    files = {file.name.rpartition(".")[2]: file.content for file in made}
    document = docx.Document(BytesIO(files["docx"]))
    words = " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for number, told in enumerate(TOLD[language]):
        assert (told in words) is (number != ON_SLIDES[0])
    assert CLOCK[language][1] in words
    about = TOLD[language][0].partition(" ")[0]
    sheet = openpyxl.load_workbook(BytesIO(files["xlsx"])).active
    assert sheet.column_dimensions["A"].width > len(f"{about} 09:35")
    assert sheet.column_dimensions["C"].width > len(f"{about} 30")
    rows = [list(row) for row in sheet.iter_rows()]
    starts = [row[0].number_format for row in rows if isinstance(row[2].value, int)]
    assert [about in one for one in starts] == [False, False, True, False]
    formats = {cell.value: cell.number_format for row in rows for cell in row if cell.column == 3}
    assert [about in formats[minutes] for minutes in (15, 20, 30, 9)] == [True, False, True, True]


def test_in_the_plan_and_on_the_page_for_the_room(opened: facilitator.OpenAgenda) -> None:
    minutes = [cells[2] for cells, _style in opened.timetable.rows()]
    about = opened.timetable.terms.about
    starts = [cells[1].startswith(about.format(minutes="")) for cells, _style in opened.timetable.rows()]
    assert starts == [False, False, True, False]
    assert minutes == [about.format(minutes=15), "20", about.format(minutes=30), about.format(minutes=9)]
    assert [block["about"] for block in opened.timetable.data()["blocks"]] == [True, False, True, True]
    (page,) = opened.build("live")
    (data,) = re.findall(rb'<script[^>]*type="application/json"[^>]*>(.*?)</script>', page.content, re.DOTALL)
    blocks = json.loads(data)["blocks"]
    assert [block["about"] for block in blocks] == [True, False, True, True]
    assert [block["roughly"] for block in blocks] == [False, False, True, False]
    assert [step["about"] for block in blocks for step in block["steps"]] == [True, False, True, False]
