"""The run sheet (drejebog) and what goes with it, packing list and participants' programme, as files in memory."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule
from facilitator.library import Library
from facilitator.made import Made
from facilitator.print.document import Document
from facilitator.print.runsheet import sheets
from facilitator.print.runsheet.handout import handout
from facilitator.print.runsheet.rows import day_rows
from facilitator.print.runsheet.session import session_date
from facilitator.print.runsheet.spreadsheet import spreadsheet
from facilitator.print.typst import document_pdf, page_count
from facilitator.print.word_document import document_word

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
    excel = spreadsheet(schedule, rows, terms, reading.theme)
    return [
        *make.both(files.runsheet, sheets.run_sheet(schedule, rows, terms)),
        Made("runsheet", f"{files.runsheet}.xlsx", excel, 1),
        *make.both(files.short, sheets.short_sheet(schedule, rows, terms)),
    ]


def make_logistics(reading: Reading, schedule: Schedule, library: Library) -> list[Made]:
    """The packing list as PDF and Word."""
    terms = reading.terms
    make = _Maker("logistics", reading, schedule, library)
    return make.both(terms.runsheet.files.logistics, sheets.packing_list(schedule, terms))


def make_programme(reading: Reading, schedule: Schedule, library: Library) -> list[Made]:
    """The participants' programme as PDF and Word."""
    terms = reading.terms
    make = _Maker("programme", reading, schedule, library)
    return make.both(terms.runsheet.files.programme, handout(schedule, terms))


class _Maker:
    """Files of one kind from one agenda."""

    def __init__(self, kind: str, reading: Reading, schedule: Schedule, library: Library) -> None:
        self._kind, self._theme, self._library = kind, reading.theme, library
        self._author = ", ".join(person.name for person in schedule.agenda.facilitators)
        self._created = session_date(schedule.agenda.data)

    def both(self, name: str, document: Document) -> list[Made]:
        """The document as PDF and as Word."""
        paged = document_pdf(document, library=self._library, theme=self._theme, created=self._created)
        worded = document_word(document, self._theme, self._created, self._author)
        return [
            Made(self._kind, f"{name}.pdf", paged, page_count(paged)),
            Made(self._kind, f"{name}.docx", worded, 1),
        ]
