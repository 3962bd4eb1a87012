"""Tables as people send them, and a short agenda to build for each of their rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

__all__ = ["AGENDA", "HEADINGS", "ROWS", "csv_table", "workbook"]

AGENDA = """
title: Prøve
start: 9.00
end: 10.00
examples: {client: Eksempel Kommune, team: Et hold, naeste_moede: snart}
blocks:
  - title: Velkommen
    minutes: 20
    slides: [{questions: ["Hvad vil {{ team }} med næste møde {{ naeste_moede }}?"]}]
  - {title: Arbejde, minutes: 20-40, forms: [trio-tema], materials: [{item: "Vores tema", per: trio}]}
"""
HEADINGS = ("Team", "Kunde", "Dato", "Deltagere", "Næste møde", "Starttid")
ROWS = (
    ("TRIO Nord", "Prøve Kommune", "14.1.2027", "3", "i marts", "9.00"),
    ("TRIO Å/Øst", "Prøve Kommune", "15.1.2027", "6", "i april", "12.30"),
    ("TRIO Syd", "Prøve Kommune", "18.1.2027", "9", "i maj", "9.00"),
)


def csv_table(
    path: Path, rows: Sequence[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS, encoding: str = "utf-8-sig"
) -> Path:
    """A text file as a Danish Excel writes it."""
    lines = [";".join(row) for row in (headings, *rows)]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> Path:
    """A workbook with a title above its table, and a sheet of something else."""
    book = Workbook()
    other, sheet = book.active, book.create_sheet("Grupper")
    other.append(["Husk kaffe"])
    for row in (["Grupper i foråret"], [], headings, *rows):
        sheet.append(list(row))
    book.save(path)
    return path
