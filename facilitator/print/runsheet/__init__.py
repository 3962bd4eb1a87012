"""The run sheet (drejebog) and what goes with it, packing list and participants' programme, as files in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.library import Library
from facilitator.made import Made
from facilitator.print import typst, word
from facilitator.print.runsheet import paged, worded
from facilitator.print.runsheet.packing import logistics
from facilitator.print.runsheet.rows import day_rows
from facilitator.print.runsheet.session import session_date
from facilitator.print.runsheet.spreadsheet import spreadsheet

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["make_logistics", "make_programme", "make_runsheet"]


def make_runsheet(
    reading: Reading, schedule: Schedule, library: Library, slides: Mapping[str, tuple[int, int]]
) -> list[Made]:
    """The full run sheet as PDF, Word, and Excel, and the short one as PDF and Word.

    ``slides`` holds the first and last slide of each block, by its id.
    """
    terms, files = reading.terms, reading.terms.runsheet.files
    rows = day_rows(schedule, terms, slides)
    make = _Maker("runsheet", reading, schedule, library)
    return [
        make.pdf(files.runsheet, "runsheet", paged.full_page(schedule, rows, terms)),
        make.docx(files.runsheet, worded.full(schedule, rows, terms, reading.theme)),
        make.printed(f"{files.runsheet}.xlsx", spreadsheet(schedule, rows, terms, reading.theme)),
        make.pdf(files.short, "short", paged.short_page(schedule, rows, terms)),
        make.docx(files.short, worded.short(schedule, rows, terms, reading.theme)),
    ]


def make_logistics(reading: Reading, schedule: Schedule, library: Library) -> list[Made]:
    """The packing list as PDF and Word."""
    terms, name = reading.terms, reading.terms.runsheet.files.logistics
    found = logistics(schedule, terms)
    make = _Maker("logistics", reading, schedule, library)
    return [
        make.pdf(name, "logistics", paged.logistics_page(schedule, found, terms)),
        make.docx(name, worded.logistics_list(schedule, found, terms, reading.theme)),
    ]


def make_programme(reading: Reading, schedule: Schedule, library: Library) -> list[Made]:
    """The participants' programme as PDF and Word."""
    terms, name = reading.terms, reading.terms.runsheet.files.programme
    make = _Maker("programme", reading, schedule, library)
    return [
        make.pdf(name, "programme", paged.programme_page(schedule, terms)),
        make.docx(name, worded.programme_sheet(schedule, terms, reading.theme)),
    ]


class _Maker:
    """Files of one kind from one agenda."""

    def __init__(self, kind: str, reading: Reading, schedule: Schedule, library: Library) -> None:
        self._kind, self._reading, self._library = kind, reading, library
        self._author = ", ".join(person.name for person in schedule.agenda.facilitators)
        self._created: date | None = session_date(schedule.agenda.data)

    def pdf(self, name: str, page: str, data: Mapping[str, Any]) -> Made:
        theme = self._reading.theme
        content = typst.pdf(page, data, library=self._library, theme=theme, created=self._created)
        return self.printed(f"{name}.pdf", content, len(PdfReader(BytesIO(content)).pages))

    def docx(self, name: str, document: Document) -> Made:
        return self.printed(f"{name}.docx", word.saved(document, self._created, self._author))

    def printed(self, name: str, content: bytes, pages: int = 1) -> Made:
        return Made(self._kind, name, content, pages)
