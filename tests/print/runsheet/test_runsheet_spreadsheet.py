"""Excel: reckon the formulas as Excel does, and the day comes out; change a minute, and the rest moves."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

import facilitator
from facilitator.agenda.planning import plan
from judges.package import audit
from print.runsheet.sessions import NAMES, files, session


def sheet(name: str) -> Any:
    return openpyxl.load_workbook(BytesIO(files(name)["drejebog.xlsx"])).active


def minutes(cells: Any, name: str) -> float:
    """The value of a time cell in minutes, its formula reckoned."""
    value = cells[name].value
    if isinstance(value, str) and value.startswith("="):
        end = re.fullmatch(r"=(A\d+)\+(C\d+)/1440", value)
        if end:
            return minutes(cells, end[1]) + float(cells[end[2]].value)
        return minutes(cells, value[1:])
    # Reading, openpyxl makes of it what [hh] says it is.
    return float(value.total_seconds() / 60)


def block_rows(cells: Any) -> list[int]:
    return [row for row in range(1, cells.max_row + 1) if isinstance(cells[f"C{row}"].value, int | float)]


@pytest.mark.parametrize("of", NAMES)
def test_the_formulas_come_to_the_plan(of: str) -> None:
    cells = sheet(of)
    schedule = plan(session(of).agenda)
    slots = [slot for slot in schedule.walk() if slot.block.kind != "buffer" or slot.minutes]
    buffers = {slot.start % 1440 for slot in slots if slot.block.kind == "buffer"}
    # Minutes that nobody uses have rows too, which are no block's.
    idle = {row for row in block_rows(cells) if str(cells[f"E{row}"].value) == "– Luft"}
    rows = [row for row in block_rows(cells) if row not in idle or round(minutes(cells, f"A{row}")) in buffers]
    assert len(rows) == len(slots)
    for row, slot in zip(rows, slots, strict=True):
        day = slot.start // 1440 * 1440
        assert minutes(cells, f"A{row}") == pytest.approx(slot.start - day)
        assert minutes(cells, f"B{row}") == pytest.approx(slot.end - day)
        assert cells[f"A{row}"].number_format == cells[f"B{row}"].number_format == '[hh]"."mm'


def test_a_changed_minute_moves_what_follows_but_no_pin() -> None:
    cells = sheet("days")
    rows = {re.sub(r"^\S+ (\d+ )?", "", str(cells[f"E{row}"].value)): row for row in block_rows(cells)}
    cells[f"C{rows['Morgenmad']}"] = 40
    assert minutes(cells, f"A{rows['Velkommen']}") == 9 * 60 + 40
    assert minutes(cells, f"A{rows['Saml op']}") == 9 * 60 + 55 + 40
    assert minutes(cells, f"A{rows['Læg en plan']}") == 9 * 60 + 55
    assert minutes(cells, f"A{rows['Frokost']}") == 12 * 60


def test_no_text_becomes_a_formula() -> None:
    cells = sheet("days")
    for row in cells.iter_rows(min_col=4):
        for cell in row:
            assert cell.data_type != "f"
    assert "@Maja" in [cell.value for cell in cells["H"]]
    assert "-ingen\nOnline: +i chatten" in [cell.value for cell in cells["K"]]


def test_it_prints_across_with_its_headings_on_every_page() -> None:
    cells = sheet("trio")
    header = next(row for row in range(1, 20) if cells[f"A{row}"].value == "Start")
    assert cells.page_setup.orientation == "landscape"
    assert cells.sheet_properties.pageSetUpPr.fitToPage
    assert cells.page_setup.fitToWidth in (None, 1)
    assert cells.page_setup.fitToHeight == 0
    assert cells.print_title_rows == f"${header}:${header}"
    assert cells.freeze_panes == f"F{header + 1}"


@pytest.mark.parametrize("of", NAMES)
def test_the_file_follows_the_rules(of: str, tmp_path: Path) -> None:
    file = tmp_path / "drejebog.xlsx"
    file.write_bytes(files(of)["drejebog.xlsx"])
    assert audit(file) == []


@pytest.mark.parametrize("of", NAMES)
def test_on_paper_it_is_read_without_a_lens_and_its_columns_stand_apart(of: str) -> None:
    cells = sheet(of)
    width = sum((one.max - one.min + 1) * one.width for one in cells.column_dimensions.values() if one.max <= 11)
    on_paper = 297 / 25.4 * 72 - 2 * 0.4 * 72  # An A4 across between its margins, in points.
    assert 10 * on_paper / (width * 5.25) >= 8.5
    heading = int(cells.freeze_panes[1:]) - 1
    assert cells.print_title_rows == f"${heading}:${heading}"
    for row in block_rows(cells):
        for letter in "EFGHIJK":
            assert (cells[f"{letter}{row}"].alignment.indent, cells[f"{letter}{row}"].alignment.wrap_text) == (1, True)


@pytest.mark.parametrize("of", NAMES)
def test_no_line_runs_through_a_text_and_one_line_stands_in_the_middle_of_its_row(of: str) -> None:
    cells = sheet(of)
    heading = int(cells.freeze_panes[1:]) - 1
    for row in range(heading + 1, cells.max_row + 1):
        assert {cells[f"{letter}{row}"].border.bottom.style for letter in "ABCDEFGHIJK"} == {"thin"}
        assert cells.row_dimensions[row].height >= 18
        low = cells.row_dimensions[row].height == 18
        assert {cells[f"{letter}{row}"].alignment.vertical for letter in "ABEFG"} == {"center" if low else "top"}


def test_a_sheet_has_the_colours_of_its_kinds_of_blocks_and_the_brand_s_logo_and_sender(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (600, 200), "#0A4D68").save(logo, dpi=(300, 300))
    opened = facilitator.open("trio-workshop", brand={"logo": str(logo), "sender": "Nord & Syd"})
    assert isinstance(opened, facilitator.OpenAgenda)
    (book,) = (one.content for one in opened.build("runsheet") if one.name == "drejebog.xlsx")
    sheet: Any = openpyxl.load_workbook(BytesIO(book)).active
    assert sheet.oddHeader.right.text == "Nord && Syd"  # A lone “&” would begin a code.
    (mark,) = sheet._images
    frame = mark.anchor._from, mark.anchor.to
    assert frame[0].row == 0
    assert frame[1].row <= 2
    assert frame[0].col == frame[1].col == sheet.max_column - 1
    told = {cell.value[0]: cell.border.left for cell in sheet["E"] if cell.value and cell.border.left.style == "thick"}
    assert {"■", "▲", "●", "◆"} <= {*told}
    assert len({told[sign].color.rgb for sign in "■▲●◆"}) == 4
