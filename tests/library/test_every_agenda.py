"""Every shipped agenda, made whole: the judges find nothing, and nothing is missing that a consultant counts on."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from facilitator.agenda.ids import walk
from facilitator.agenda.read import read_agenda
from facilitator.agenda.schedule import plan
from facilitator.library import default_library
from facilitator.made import Made
from facilitator.output.make import Session, make
from judges.office import Office
from judges.overflow import overflows
from judges.package import Package, audit, faults

LIBRARY = default_library()
AGENDAS = LIBRARY.names("agendas")


@cache
def session(name: str) -> Session:
    reading = read_agenda(name, library=LIBRARY)
    return Session(reading, plan(reading.agenda), LIBRARY)


def written(made: list[Made], folder: Path) -> list[Path]:
    paths = [folder / one.name for one in made]
    for one, path in zip(made, paths, strict=True):
        path.write_bytes(one.content)
    return paths


@pytest.mark.parametrize("name", AGENDAS)
def test_every_file_is_made_and_valid(name: str, tmp_path: Path) -> None:
    made = make(session(name))
    assert {"deck", "runsheet", "programme", "logistics"} <= {one.kind for one in made}
    assert len({one.name for one in made}) == len(made)
    for path in written(made, tmp_path):
        if path.suffix in (".pptx", ".docx"):
            assert audit(path) == [], path.name
        if path.suffix == ".pptx":
            assert faults(path) == []


@pytest.mark.parametrize("name", AGENDAS)
def test_every_block_has_a_purpose_and_every_slide_its_notes(name: str, tmp_path: Path) -> None:
    purposeless = [block.title for _, block in walk(session(name).reading.agenda.blocks) if not block.why]
    assert purposeless == []
    (deck,) = written(make(session(name), ["deck"]), tmp_path)
    slides = Package(deck).slides
    assert [slide.number for slide in slides if not slide.notes.strip()] == []
    assert len({slide.title for slide in slides}) == len(slides)


@pytest.mark.office
@pytest.mark.parametrize("name", AGENDAS)
def test_all_text_stays_in_its_place(name: str, tmp_path: Path, office: Office) -> None:
    (deck,) = written(make(session(name), ["deck"]), tmp_path)
    assert overflows(deck, office) == []
