"""Sessions to make run sheets of, and the files that come of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading, read_agenda
from facilitator.agenda.schedule import Schedule
from facilitator.library import default_library
from facilitator.print.runsheet.sheets import make_logistics, make_programme, make_runsheet

__all__ = ["DAYS", "LONG", "NAMES", "RELATIVE", "files", "made", "read", "scheduled", "session", "trio"]

DAYS = """
title: To dage om samarbejde
start: 09.00
room: |
  - Hestesko med 18 stole
  Projektor
data: {client: Firma & Søn, date: 2026-03-05, participants: 17, place: Hotel Fjorden}
facilitators: [Maja Holm Lind, Jonas Bay Friis]
blocks:
  - {title: Morgenmad, kind: break, minutes: 30}
  - {title: Velkommen, minutes: 15, who: Maja, columns: {Teknik: Mikrofon}}
  - title: Værksteder
    parallel:
      - title: Samtalen
        room: Lokale 1
        blocks:
          - title: Øv samtalen
            kind: exercise
            minutes: 40
            materials: [flipover, {item: kort, per: pair, brings: Maja}]
          - {title: Saml op, kind: dialogue, minutes: 20}
      - title: Planen
        blocks:
          - title: Læg en plan
            kind: exercise
            minutes: 45
            materials: [flipover, {item: kort, per: pair, brings: Maja}]
  - {title: Frokost, kind: break, at: 12.00, minutes: 60}
  - {title: =SUM(A1:A3), minutes: 45, why: +1 for orden, who: "@Maja", plan_b: -ingen, online: +i chatten}
  - {title: Usynligt, minutes: 15, hidden: true}
  - {title: Fest, minutes: 180, at: 22.00, until: 01.00}
  - {title: Godmorgen, day: 2, at: 08.30, minutes: 20}
  - {title: Luft, kind: buffer, minutes: 10}
  - {title: Farvel, at: 09.00, minutes: 30}
"""

RELATIVE = """
title: Uden klokkeslæt
blocks:
  - {title: Hej, minutes: 5}
  - {title: Snak, kind: dialogue, minutes: 40, how: [{do: Spørg, minutes: 10}, {do: Lyt, minutes: 30, ask: Hvorfor?}]}
"""

_SENTENCE = "Her står en sætning, som er lang nok til at fylde, og som ingen må skære i. "
LONG = (
    "title: En dag med rigtig mange blokke\nstart: 08.00\nblocks:\n"
    + "".join(
        f"  - title: Blok nummer {number} med en temmelig lang titel\n    minutes: {5 + number % 4 * 5}\n"
        f"    why: {_SENTENCE * (1 + number % 3)}\n    plan_b: {_SENTENCE * (1 + number % 5)}\n    how:\n"
        + "".join(f"      - {{do: '{_SENTENCE}', say: '{_SENTENCE * 3}'}}\n" for _ in range(1 + number % 6))
        for number in range(30)
    )
    + f"  - title: {'Arbejdsmiljøuddannelses' * 4}udvalget\n    minutes: 5\n    why: {'x' * 90}\n    who: {'y' * 60}\n"
    f"    plan_b: {_SENTENCE * 60}\n    materials: [{'z' * 70}, https://eksempel.dk/en/lang/adresse/uden/mellemrum?a=1]\n"
)


def read(text: str) -> Reading:
    """The agenda written in a file of its own."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "test.yaml")
        file.write_text(text, encoding="utf-8")
        return read_agenda(str(file), library=default_library())


def trio() -> Reading:
    """The shipped agenda."""
    return read_agenda("trio-workshop", library=default_library())


def scheduled(text: str) -> tuple[Reading, Schedule]:
    """The agenda and its plan."""
    reading = read(text)
    return reading, plan(reading.agenda)


def made(reading: Reading) -> dict[str, bytes]:
    """Every file by its name; the second block's slides are 3 to 5."""
    schedule, library = plan(reading.agenda), default_library()
    slides = {schedule.slots[1].id: (3, 5, "")}
    found = [
        *make_runsheet(reading, schedule, library, slides),
        *make_logistics(reading, schedule, library),
        *make_programme(reading, schedule, library),
    ]
    return {one.name: one.content for one in found}


_TEXTS = {"days": DAYS, "relative": RELATIVE, "long": LONG}
NAMES = ("trio", *_TEXTS)
"""The sessions that files are made of."""


@cache
def session(name: str) -> Reading:
    """One of `NAMES`."""
    return read(_TEXTS[name]) if name in _TEXTS else trio()


@cache
def files(name: str) -> dict[str, bytes]:
    """The files of a session, made once."""
    return made(session(name))
