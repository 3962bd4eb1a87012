"""Boxes of a form and their lines, read back from its files."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from facilitator.canvas import mm
from facilitator.canvas.measure import text_width
from facilitator.canvas.text import Style
from facilitator.content.forms import Form, Head, TextPart
from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.forms import make_form
from facilitator.print.forms.layout import FormLayout
from print.looks import beyond

LIBRARY = default_library()


def test_the_lines_of_boxes_side_by_side_are_at_one_height() -> None:
    paged, _ = make_form("handout-iglo", library=LIBRARY, theme=read_theme("fjord", LIBRARY))
    with pdfplumber.open(BytesIO(paged.content)) as pdf:
        (page,) = pdf.pages
        dotted = [line for line in page.lines if 180 < line["x1"] - line["x0"] < 260]
        left, right = ({round(line["top"]) for line in dotted if (line["x0"] < 290) is side} for side in (True, False))
    assert len(left) >= 14
    assert left == right


def test_a_cell_that_is_there_to_be_ticked_has_a_real_box_in_its_middle() -> None:
    paged, worded = make_form("belastninger-hos-os", library=LIBRARY, theme=read_theme("fjord", LIBRARY))
    with pdfplumber.open(BytesIO(paged.content)) as pdf:
        (page,) = pdf.pages
        boxes = [one for one in (*page.rects, *page.curves) if 11 < one["width"] < 13 and 11 < one["height"] < 13]
        assert "☐" not in page.extract_text()
        lines = sorted({round(edge["x0"]) for edge in page.edges if edge["orientation"] == "v"})
    document = docx.Document(BytesIO(worded.content))
    ticked = [cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == "☐"]
    assert len(boxes) == len(ticked) == 27
    for box in boxes:
        left, right = max(x for x in lines if x < box["x0"] - 2), min(x for x in lines if x > box["x1"] + 2)
        assert box["x0"] - left == pytest.approx(right - box["x1"], abs=1.5)
    assert {cell.paragraphs[0].alignment for cell in ticked} == {WD_ALIGN_PARAGRAPH.CENTER}


@pytest.mark.parametrize("name", ["handout-iglo", "trio-noter"])
def test_in_word_the_lines_of_boxes_side_by_side_stand_in_a_row_of_their_own(name: str) -> None:
    document = word_of(name)
    for table in document.tables:
        rows = [[cell for cell in row.cells if any(line.text for line in cell.paragraphs)] for row in table.rows]
        ruled = [[styles(cell).count("Form Line") for cell in row.cells if "Form Line" in styles(cell)]
                 for row in table.rows]  # fmt: skip
        assert any(ruled)
        for words, lines in zip(rows, ruled, strict=True):
            assert not (words and lines)
            assert len(set(lines)) <= 1


def test_lines_to_write_on_are_dotted_in_word_as_on_paper() -> None:
    borders = word_of("trio-noter").styles["Form Line"].element.pPr.find(qn("w:pBdr"))
    assert {(line.tag, line.get(qn("w:val"))) for line in borders} == {
        (qn(f"w:{side}"), "dotted") for side in ("bottom", "between")
    }


def word_of(name: str) -> Any:
    return docx.Document(BytesIO(make_form(name, library=LIBRARY, theme=read_theme("fjord", LIBRARY))[1].content))


def styles(cell: Any) -> list[str]:
    return [line.style.name for line in cell.paragraphs]


def test_what_stands_on_a_head_line_already_has_room_and_the_others_are_shorter() -> None:
    place = Head(label="Sted", value="På jeres egen arbejdsplads", width=0.8)
    given = [Head(label="Dato", width=1.4), Head(label="Tid", width=0.8), place]
    style = Style(read_theme("fjord", LIBRARY), read_terms("da", LIBRARY))
    layout = FormLayout(Form(title="Husk", parts=[TextPart(text="x")], fields=given), style, ())
    (row,) = layout.heads
    room = row[2].width / sum(head.width for head in row) * layout.width
    assert room > text_width(place.label + place.value, 11, style.body) / mm(1)
    assert [head.width < before.width for head, before in zip(row, given, strict=True)] == [True, True, False]
    assert sum(head.width for head in row) <= 3 + 1e-9
    long = place.model_copy(update={"value": "Mødelokale 2 på tredje sal i rådhuset, indgang fra gården"})
    rows = FormLayout(Form(title="Husk", parts=[TextPart(text="x")], fields=[*given[:2], long]), style, ()).heads
    assert [[head.label for head in row] for row in rows] == [["Dato", "Tid"], ["Sted"]]


def test_a_word_without_end_stays_on_the_page(tmp_path: Path) -> None:
    word = "x" * 300
    one = {"title": word, "text": word}
    parts = [
        {"heading": word, "text": word}, {"points": [word]}, {"text": word}, {"lines": [{"text": word, "hint": word}]},
        {"table": [one, {"title": "b"}], "rows": [[word, one]]},
        {"boxes": [{**one, "points": [word], "hint": word}, {"title": "b"}], "columns": 2},
    ]  # fmt: skip
    form = {"title": word, "intro": word, "source": word, "fields": [{"label": word, "value": word}], "parts": parts}
    path = tmp_path / "form.yaml"
    path.write_text(json.dumps(form), encoding="utf-8")
    paged, _worded = make_form(str(path), library=LIBRARY, theme=read_theme("fjord", LIBRARY))
    assert beyond(paged.content) == ""
