"""Sessions of several days, of a night, and without a clock: every file tells the times of the plan, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import facilitator
from judges.clocks import agree, clocks

DAYS = """
title: Internat
subtitle: Tre dage om retning
start: 09.00
end: 12.00
data: {client: Eksempel Kommune, participants: 12, date: 2027-01-11, place: Hotel Eksempel}
facilitators: [Anna Andersen, Bo Bentsen]
blocks:
  - {title: Velkomst, minutes: 30, how: [{minutes: 10, do: Runde}, {minutes: 20, do: Program}]}
  - title: Spor
    parallel:
      - title: Samtalen
        room: Lokale 1
        blocks:
          - {title: Øv, minutes: 60, slides: [{statement: Øv jer}]}
          - {title: Kaffe, kind: break, minutes: 10}
          - {title: Saml op, minutes: 25}
      - {title: Data, blocks: [{title: Læs, minutes: 95}]}
  - {title: Frokost, kind: break, at: 12.00, minutes: 45}
  - {title: Nattevagt, at: 22.25, minutes: 150, slides: [{statement: Nat}]}
  - {title: Hvile, kind: break, minutes: 30}
  - {title: Godmorgen, day: 2, at: 08.10, minutes: 30, slides: [{statement: Godmorgen}]}
  - {title: Hjem, kind: break, until: 14.55, minutes: 20}
  - {title: Sidste dag, day: 3, at: 09.05, minutes: 60, slides: [{statement: Til sidst}]}
  - {title: Farvel, minutes: 25, slides: [{statement: Farvel}]}
"""

NIGHT = """
title: Night shift
language: en
start: "21:05"
end: "03:10"
data: {client: Example, participants: 8, date: 2027-02-01}
blocks:
  - {title: Handover, minutes: 30, slides: [{statement: Hello}]}
  - {title: Coffee, kind: break, minutes: 15}
  - {title: Rounds, minutes: 120, how: [{minutes: 60, do: Walk}, {minutes: 60, do: Talk}]}
  - {title: Rest, kind: break, at: "00:35", minutes: 30}
  - {title: Review, minutes: 60, slides: [{statement: Review}]}
"""

UNCLOCKED = """
title: Uden ur
data: {client: Eksempel, participants: 8, date: 2027-02-01}
blocks:
  - {title: Velkomst, minutes: 20, slides: [{statement: Hej}]}
  - {title: Pause, kind: break, minutes: 10}
  - {title: Slut, minutes: 25, slides: [{statement: Slut}]}
"""


def made(text: str, folder: Path) -> tuple[facilitator.OpenAgenda, list[Path]]:
    """The session, and all its files."""
    file = folder / "dagsorden.yaml"
    file.write_text(text, encoding="utf-8")
    opened = facilitator.open(str(file))
    assert isinstance(opened, facilitator.OpenAgenda)
    written = []
    for one in opened.build():
        written.append(folder / one.name)
        written[-1].write_bytes(one.content)
    return opened, written


@pytest.mark.parametrize("text", [DAYS, NIGHT], ids=["days", "night"])
def test_every_file_tells_the_times_of_the_plan(text: str, tmp_path: Path) -> None:
    opened, files = made(text, tmp_path)
    assert {file.suffix for file in files} == {".pptx", ".pdf", ".docx", ".xlsx", ".ics", ".html"}
    agree(opened.schedule, files)
    assert opened.timetable.data()["blocks"][-1]["end"] in ("10:30", "26:05")


def test_without_a_clock_nothing_tells_one(tmp_path: Path) -> None:
    opened, files = made(UNCLOCKED, tmp_path)
    assert ".ics" not in {file.suffix for file in files}
    assert opened.timetable.data()["end"] == "00:55"
    assert {file.name: clocks(file) for file in files if file.suffix in (".pptx", ".docx") and clocks(file)} == {}
    assert not re.search(r"kl\. \d", str(opened.drawn.canvases))
