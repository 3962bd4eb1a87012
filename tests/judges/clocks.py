"""The clock times that stand in a file, read back by programs that have not written it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from icalendar import Calendar
from lxml import etree, html
from openpyxl import load_workbook
from pypdf import PdfReader

from facilitator.agenda.schedule import Schedule, idle

__all__ = ["agree", "clock", "clocks", "clocks_in"]

_CLOCK = re.compile(r"(?<![\d.,:§/-])([01]\d|2[0-3])[.:]([0-5]\d)(?![\d/]|[.:,]\d)")
"""“08.30” and “08:30”, but no part of a date, a number, or a paragraph."""
_PARTS = re.compile(r"ppt/(slides|notesSlides)/\w+\.xml|word/(document|header\d*|footer\d*)\.xml")


def clock(minute: int) -> str:
    """Minutes after midnight as 08.30."""
    return f"{minute // 60 % 24:02}.{minute % 60:02}"


def agree(plan: Schedule, files: Sequence[Path]) -> None:
    """Every time in every file is one of the plan, or stands in the agenda's own words.

    Run sheets have every start, and so have the gaps; what tells the session as a whole has every day's start and end.
    """
    slots = list(plan.walk())
    ends_of_days = [one for day in plan.days for one in (day.start, *([] if day.end is None else [day.end]))]
    by_path = {slot.path: slot for slot in slots}
    ends_of_days += [by_path[day.items[-1].path].end for day in plan.days if day.end is None]
    days = {clock(one) for one in ends_of_days}
    held = [(day, [by_path[item.path] for item in day.items]) for day in plan.days]
    gaps = {clock(start) for day, kept in held for start, _end in idle(kept, day.start, day.end)}
    gaps |= {
        clock(start) for slot in slots for lane in slot.lanes for start, _end in idle(lane.slots, slot.start, None)
    }
    starts = {clock(slot.start) for slot in slots if slot.minutes or slot.block.kind != "buffer"} | gaps
    steps = {clock(step.start) for slot in slots for step in slot.steps if step.start is not None}
    ends = {clock(minute) for slot in slots for minute in (slot.start, slot.end, slot.latest_start)}
    meant = starts | steps | ends | days | clocks_in(str(plan.agenda.model_dump()))
    shown = {file.name: clocks(file) for file in files}
    axis = {clock(minute) for minute in range(plan.start, plan.end) if minute % 15 == 0}
    others = {
        file.name: shown[file.name] - meant - (axis if file.suffix in (".pdf", ".docx") else set()) for file in files
    }
    assert {name: found for name, found in others.items() if found} == {}
    # A workbook reckons its starts from the first, by formulas.
    sheets = [file for file in files if file.stem in ("drejebog", "run-sheet") and file.suffix != ".xlsx"]
    assert {file.suffix for file in sheets} == {".pdf", ".docx"}
    assert {file.name: starts - shown[file.name] for file in sheets if starts - shown[file.name]} == {}
    whole = ("drejebog", "drejebog-kort", "program", "run-sheet", "run-sheet-short", "programme")
    own = [f"{plan.agenda.id}.pptx", f"{plan.agenda.id}.ics"]  # A form may have the agenda's name.
    told = [file for file in files if file.stem in whole or file.name in own]
    assert {file.name: days - shown[file.name] for file in told if days - shown[file.name]} == {}


def clocks_in(text: str) -> set[str]:
    """The times of a text, as 08.30."""
    return {f"{hour}.{minute}" for hour, minute in _CLOCK.findall(text)}


def clocks(file: Path) -> set[str]:
    """The times of a .pptx, .docx, .pdf, .xlsx, .ics, or .html (the page for the room), as 08.30."""
    read = {".pptx": _office, ".docx": _office, ".pdf": _pdf, ".xlsx": _sheet, ".ics": _calendar, ".html": _page}
    return {clock for text in read[file.suffix](file) for clock in clocks_in(text)}


def _office(file: Path) -> Iterator[str]:
    """Each paragraph, its runs joined."""
    with ZipFile(file) as package:
        for name in package.namelist():
            if _PARTS.fullmatch(name):
                for paragraph in etree.fromstring(package.read(name)).iter("{*}p"):
                    yield "".join(_text(one) for one in paragraph.iter("{*}t", "{*}tab", "{*}br"))


def _text(piece: Any) -> str:
    return piece.text or "" if piece.tag.endswith("}t") else " "


def _pdf(file: Path) -> Iterator[str]:
    yield from (page.extract_text() for page in PdfReader(file).pages)


def _sheet(file: Path) -> Iterator[str]:
    for sheet in load_workbook(file):
        for row in sheet.iter_rows(values_only=True):
            for cell in row:
                if isinstance(cell, timedelta):
                    cell = datetime.min + cell  # A clock time past midnight, as a part of days.
                yield f"{cell:%H.%M}" if isinstance(cell, time | datetime) else str(cell or "")


def _calendar(file: Path) -> Iterator[str]:
    for event in Calendar.from_ical(file.read_bytes()).events:
        for moment in (event.start, event.end):
            if isinstance(moment, datetime):
                yield f"{moment:%H.%M}"


def _page(file: Path) -> Iterator[str]:
    """The starts and ends of its blocks, which are minutes after midnight."""
    (data,) = html.fromstring(file.read_bytes()).xpath("//script[@id='data']/text()")
    for block in json.loads(data)["blocks"]:
        for minute in (block["start"], block["end"]):
            yield clock(minute)
