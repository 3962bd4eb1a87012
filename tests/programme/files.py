"""Programmes to read: one that holds, as text, and how to read and plan it."""

from __future__ import annotations

from pathlib import Path

from facilitator.library import default_library
from facilitator.programme import read_programme
from facilitator.programme.plan import Planned, plan_programme

__all__ = ["AGENDA", "PROGRAMME", "planned", "write"]

AGENDA = """
title: Et møde
start: 09.00
data: {date: 2020-01-01, place: Kantinen}
facilitators: [Gast]
blocks:
  - title: Vi begynder
    minutes: 30
    why: Alle er med.
    slides:
      - figure: vores-forloeb
      - figure: vores-tidslinje
  - {title: Vi slutter, minutes: 30, why: Alle ved besked.}
"""
OVERVIEW = """
kind: columns
title: Vores forløb
source: Os selv
items: [{title: En, text: Først}, To, Tre]
between: [Læs, Læs]
"""
PROGRAMME = """
title: Forløbet
why: Vi lærer det, skridt for skridt.
overview: vores-forloeb
timeline: vores-tidslinje
data: {client: Kunden, place: Salen}
facilitators: [Vært]
parts:
  - {title: En, agenda: moede, date: 2027-01-14}
  - between: Læs
    by: 2027-01-27
    why: Så er vi med.
    reading: [Kapitel 1]
    tasks: [Spørg en kollega]
    agenda: moede
  - {title: To, agenda: moede, date: 2027-01-28, start: 13.00, data: {place: Haven}}
  - {between: Prøv, tasks: [Prøv det af]}
  - {title: Tre, agenda: moede, when: i marts}
"""


def write(folder: Path, text: str = PROGRAMME, agenda: str = AGENDA) -> Path:
    """The programme in a folder with all that it names."""
    for name, content in (("agendas/moede", agenda), ("decks/figures/vores-forloeb", OVERVIEW)):
        file = folder / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    file = folder / "forloeb.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def planned(folder: Path, text: str = PROGRAMME, agenda: str = AGENDA) -> Planned:
    """The programme, planned."""
    file = str(write(folder, text, agenda))
    library = default_library([folder])
    return plan_programme(read_programme(file, library=library), library=library)
