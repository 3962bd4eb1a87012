"""A block has one number: in the plan, in its JSON, for `--at`, on every run sheet, and on the strip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest

import facilitator
from facilitator.agenda.planning import plan
from facilitator.agenda.schedule import Slot
from facilitator.print.runsheet import BlockRow, day_rows
from facilitator.print.runsheet.sheets import bars
from print.runsheet.sessions import DAYS, files, session


@pytest.fixture(scope="module")
def slots() -> dict[int, Slot]:
    return dict(enumerate(plan(session("days").agenda).walk(), 1))


def agenda_of(text: str) -> facilitator.OpenAgenda:
    opened = facilitator.open(text=text)
    assert isinstance(opened, facilitator.OpenAgenda)
    return opened


def numbered(texts: list[str], slots: dict[int, Slot]) -> dict[int, str]:
    """The texts that are a number and a block's title, by their number."""
    titles = {slot.block.title for slot in slots.values()}
    found = [match for text in texts if (match := re.fullmatch(r"\W*(\d+) (.+)", text.strip()))]
    return {int(match[1]): match[2] for match in found if match[2] in titles}


def blocks(found: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in found:
        yield one
        for track in one.get("parallel", []):
            yield from blocks(track["blocks"])


def test_the_plan_its_json_and_what_is_asked_for_agree(slots: dict[int, Slot]) -> None:
    opened = agenda_of(DAYS)
    rows = {int(cells[0]): cells[5] for cells, _style in opened.timetable.rows() if cells[0]}
    assert rows == {number: slot.id for number, slot in slots.items()}
    assert {one["number"]: one["id"] for one in blocks(opened.timetable.data()["blocks"])} == rows
    assert {number: opened.schedule.find(str(number)).id for number in slots} == rows


def test_so_do_the_run_sheets_in_word(slots: dict[int, Slot]) -> None:
    for name in ("drejebog.docx", "drejebog-kort.docx"):
        document = docx.Document(BytesIO(files("days")[name]))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        texts = [paragraph.text.split("\t")[0] for cell in cells for paragraph in cell.paragraphs]
        for number, slot in slots.items():
            told = re.compile(rf"\W*{number} {re.escape(slot.block.title)}")
            assert any(told.match(text) for text in texts), (name, number)


def test_and_in_excel(slots: dict[int, Slot]) -> None:
    cells = openpyxl.load_workbook(BytesIO(files("days")["drejebog.xlsx"])).active
    found = numbered([str(row[4].value) for row in cells.iter_rows()], slots)
    assert found == {number: slot.block.title for number, slot in slots.items()}


def test_and_the_strip_where_tracks_stand_for_their_block(slots: dict[int, Slot]) -> None:
    days = day_rows(plan(session("days").agenda), session("days").terms, {})
    found = {bar.number: bar.title for day in days for bar in bars(day)}
    assert found == {number: slot.block.title for number, slot in slots.items() if not slot.lanes}


def test_minutes_that_nobody_uses_are_rows_in_tracks_too_and_have_no_number() -> None:
    text = """
        title: A
        start: 09.00
        blocks:
          - {title: A, minutes: 10}
          - title: Spor
            parallel:
              - {title: Et, blocks: [{title: S1, minutes: 20}, {title: S2, at: 09.45, minutes: 20}]}
              - {title: To, blocks: [{title: T1, at: 09.30, minutes: 30}]}
    """
    opened = agenda_of(text)
    with facilitator.speaking("da"):
        cells = [cells for cells, _style in opened.timetable.rows()]
    idle = [one[1] for one in cells if one[4].strip() == "Luft"]
    assert idle == ["09.30–09.45", "09.10–09.30"]
    (_first, spor) = opened.timetable.data()["blocks"]
    assert [track["idle"] for track in spor["parallel"]] == [
        [{"start": "09:30", "end": "09:45", "minutes": 15}],
        [{"start": "09:10", "end": "09:30", "minutes": 20}],
    ]
    (day,) = day_rows(opened.schedule, opened.terms, {})
    rows = [row for row in day.rows if isinstance(row, BlockRow)]
    assert [f"{row.start}–{row.end}" for row in rows if row.number is None] == idle


def test_latest_starts_are_told_without_a_clock_too() -> None:
    opened = agenda_of("title: A\nblocks:\n  - {title: A, minutes: 20-30}\n  - {title: B, minutes: 40}\n")
    (day,) = day_rows(opened.schedule, opened.terms, {})
    assert [row.latest for row in day.rows if isinstance(row, BlockRow)] == ["0.05", "0.25"]
