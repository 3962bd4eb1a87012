"""No file tells where it was made, by whom, or on which machine; participants stand on paper, not in properties."""

from __future__ import annotations

import csv
import io
import re
import socket
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from hardening.program import run

HOME, USER, MACHINE, FOLDER, TEMPORARY = "hjemzq", "brugerzq", "maskinzq", "mappezq", "midlertidigzq"
GUEST, TEAM = "Zarathustra", "Afdelingzq"
OF_PROGRAMMES = ("overview", "reminder", "calendar")
"""What a programme makes that its agendas do not."""
FORMULAS = ("=Bo Lind", "-Ida Ny", "＝Ulla By", "＋Per Ås", "－Eva Ø", "＠Kaj Hav")
"""Names that a spreadsheet would take for formulas; what hardly is a name is asked about."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """Everything there is, made by a user with a telling name in a telling folder."""
    base = tmp_path_factory.mktemp("leaks") / HOME
    folder = base / FOLDER
    (base / TEMPORARY).mkdir(parents=True)
    folder.mkdir()
    text = (checkout / "agendas" / "trio-workshop.yaml").read_text(encoding="utf-8")
    (folder / "moede.yaml").write_text(text, encoding="utf-8")
    names = [f"{GUEST} {number}" for number in range(6)]
    rows = [["Navn", "Hold"], *([name, TEAM] for name in (*FORMULAS, *names))]
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    who = {"HOME": str(base), "TMPDIR": str(base / TEMPORARY), "HOSTNAME": MACHINE, "COMPUTERNAME": MACHINE}
    who |= dict.fromkeys(("USER", "LOGNAME", "USERNAME"), USER)
    for arguments in (
        ("build", "moede.yaml", "--participants", "people.csv", "--out", "out"),
        ("build", "ledergruppe-forloeb", "--out", "out/forloeb", *(f"--only={kind}" for kind in OF_PROGRAMMES)),
        ("cards", "walk-and-talk", "--out", "out/k.pdf"),
        ("cards", "walk-and-talk", "--format", "pptx", "--out", "out/k.pptx"),
        ("cards", "walk-and-talk", "--shop", "--out", "out/s.pdf"),
        ("form", "handout-iglo", "--out", "out/forms"),
        ("pair", "people.csv", "--together", "Hold", "--size", "4", "--out", "out/plan.pdf"),
    ):
        done = run(*arguments, cwd=folder, environment=who)
        assert done.returncode == 0, done.stderr
    return folder / "out"


def parts(file: Path) -> Iterator[tuple[str, bytes]]:
    """What the file holds, unpacked."""
    content = file.read_bytes()
    yield "", content
    if content.startswith(b"PK"):
        with ZipFile(file) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist())
    if content.startswith(b"%PDF"):
        for found in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            try:
                yield f"stream at {found.start()}", zlib.decompress(found[1])
            except zlib.error:  # It is not packed, and has been seen with the whole.
                continue


def files(made: Path) -> list[Path]:
    return [file for file in made.rglob("*") if file.is_file()]


def test_there_is_every_kind_of_file(made: Path) -> None:
    assert {file.suffix for file in files(made)} >= {".pptx", ".pdf", ".docx", ".xlsx", ".csv", ".ics", ".json"}


def test_no_path_no_user_and_no_machine(made: Path, checkout: Path) -> None:
    told = [HOME, USER, MACHINE, FOLDER, TEMPORARY, str(made), str(checkout), "facilitator-fonts", socket.gethostname()]
    words = [word.encode() for word in told if len(word) > 3]
    words += [word.decode().encode("utf-16-be") for word in words]
    leaks = [
        (file.name, part, word)
        for file in files(made)
        for part, content in parts(file)
        for word in words
        if word in content
    ]
    assert leaks == []


def test_participants_are_in_no_properties(made: Path) -> None:
    for file in files(made):
        told = [content for part, content in parts(file) if part.startswith("docProps/") or part.endswith(".rels")]
        if file.suffix == ".pdf":
            reader = PdfReader(file)
            root: Any = reader.trailer["/Root"]
            told.append(repr(reader.metadata).encode() + root["/Metadata"].get_data())
        assert not [word for word in (GUEST, TEAM) for one in told if word.encode() in one], file.name


def test_participants_are_only_in_the_plans(made: Path) -> None:
    holding = {
        file.name
        for file in files(made)
        if file.suffix != ".pdf"
        if any(GUEST.encode() in content for _, content in parts(file))
    }
    assert holding == {"hvem-moeder-hvem.csv", "hvem-moeder-hvem.docx"}


def test_no_cell_of_a_csv_begins_a_formula(made: Path) -> None:
    (plan,) = made.rglob("*.csv")
    text = plan.read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row]
    assert any(FORMULAS[0] in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))] == []


def test_no_text_in_a_workbook_is_a_formula(tmp_path: Path) -> None:
    text = "title: '=1+1'\nstart: '09.00'\nfacilitators: ['@SUM(1)']\nblocks:\n" + "".join(
        f"  - {{title: '{told}', minutes: 10, why: '{told}', how: ['{told}'], columns: {{'{told}': '{told}'}}}}\n"
        for told in ("=cmd|calc!A0", "+1", "-1", "@SUM(A1)", "{=1}")
    )
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    assert run("build", "a.yaml", "--only", "runsheet", cwd=tmp_path).returncode == 0
    (book,) = (tmp_path / "out").rglob("*.xlsx")
    formulas = [cell.value for row in load_workbook(book).active.rows for cell in row if cell.data_type == "f"]
    assert [one for one in formulas if not re.fullmatch(r"=[A-Z]+\d+(\+[A-Z]+\d+/1440)?", one)] == []
    assert formulas
