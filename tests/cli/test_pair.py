"""The command `pair`, as a user runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cli import running

if TYPE_CHECKING:
    from click.testing import Result

PEOPLE = "Navn;Afdeling\r\nÅse Bøgh;Øst\r\nBo;Vest\r\nIb;Øst\r\nLiv;Vest\r\n"


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of four in the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "liste.csv"
    path.write_text(PEOPLE, encoding="cp1252", newline="")
    return path


def run(*arguments: str) -> Result:
    return running.run("pair", *arguments)


def refused(*arguments: str) -> str:
    return running.refused("pair", *arguments)


def test_the_table_shows_who_meets_whom(listed: Path) -> None:
    printed = run("liste.csv", "--rounds", "2", "--apart", "afdeling").stdout
    assert "Round 2" in printed
    assert "Table A" in printed
    assert "Nobody meets the same person twice" in printed
    assert "Meetings between two people with the same “Afdeling”: 0 of 4" in printed


def test_what_is_only_shown_leaves_nothing_behind(listed: Path) -> None:
    assert "Round 1" in run(listed.name).stdout
    assert [*listed.parent.iterdir()] == [listed]


def test_few_people_get_the_rounds_there_can_be(listed: Path) -> None:
    printed = run("liste.csv", "--rounds", "4").stdout
    assert "Round 3" in printed
    assert "Round 4" not in printed
    assert "Rounds: 3 of 4. There cannot be more without somebody meeting the same person again" in printed


def test_a_column_cannot_do_both(listed: Path) -> None:
    told = refused("liste.csv", "--apart", "Afdeling", "--together", "afdeling")
    assert "“Afdeling” cannot be kept both apart and together; expected one of them" in told


def test_just_a_number_will_do_and_the_words_are_in_the_language_asked_for() -> None:
    printed = run("12", "--size", "4", "--language", "en", "--host", "participant 3").stdout
    assert "Participant 3 (host)" in printed
    assert "No plan has fewer repeated meetings than 6" in printed


def test_json_is_the_same_for_the_same_seed(listed: Path) -> None:
    first, second = (run("liste.csv", "--questions", "6", "--seed", "4", "--json").stdout for _ in range(2))
    assert first == second
    assert [len(tables) for tables in json.loads(first)["rounds"]] == [2, 2, 2]


def test_out_writes_a_list_that_is_not_overwritten_once_edited(listed: Path) -> None:
    assert run("liste.csv", "--out", "plan/par.csv").stdout.splitlines()[0] == str(Path("plan/par.csv"))
    written = Path("plan/par.csv")
    assert written.read_bytes().decode("utf-8-sig").splitlines()[0].startswith("Navn;Runde 1: bord;")
    written.write_bytes(written.read_bytes() + b"mit")
    assert "--force" in refused("liste.csv", "--out", "plan/par.csv")
    assert written.read_bytes().endswith(b"mit")


def test_out_as_pdf_has_a_page_for_the_wall_the_slips_and_the_timekeeper(listed: Path) -> None:
    assert run("liste.csv", "--out", "plan.pdf").exit_code == 0
    pages = PdfReader("plan.pdf").pages
    assert len(pages) == 3
    assert all("Åse Bøgh" in page.extract_text().replace("\u00a0", " ") for page in pages)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["liste.csv", "--apart", "Afdelng"], "did you mean “Afdeling”?"),
        (["8", "--apart", "Afdeling"], "the list has names only"),
        (["liste.csv", "--host", "Åse Bøg"], "did you mean “Åse Bøgh”?"),
        (["lste.csv"], "did you mean “liste.csv”?"),
        (["1"], "expected two people or more"),
        (["10001"], "expected 10000 at most"),
        (["liste.csv", "--rounds", "0"], "--rounds"),
        (["liste.csv", "--size", "1"], "--size"),
        (["liste.csv", "--out", "plan.odt"], "expected a folder, or a name that ends in .csv or .docx or .pdf"),
        (["liste.csv", "--language", "sv"], "sv"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(listed: Path, arguments: list[str], complaint: str) -> None:
    assert complaint in refused(*arguments)
    assert [path.name for path in listed.parent.iterdir()] == ["liste.csv"]


def test_the_plan_does_not_hang_on_the_process(listed: Path) -> None:
    listed.write_text("Navn;Hold\n" + "".join(f"P{n};{n % 3}\n" for n in range(21)), encoding="utf-8")
    program = [
        sys.executable,
        "-m",
        "facilitator",
        "pair",
        "liste.csv",
        "--json",
        "--questions",
        "8",
        "--apart",
        "Hold",
    ]
    for size in ("2", "4"):
        printed = [
            subprocess.run(
                [*program, "--size", size], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
            ).stdout
            for seed in ("1", "2")
        ]
        assert printed[0] == printed[1] != b""


def test_names_that_pdf_files_have_no_type_for_are_told(listed: Path) -> None:
    listed.write_text("Navn\n王小明\nÅse Bøgh\nBo\nLiv\n", "utf-8")
    lacking = "lacks a sign: 王小明"
    assert lacking in run("liste.csv", "--out", "plan.pdf").stdout
    assert lacking not in run("liste.csv", "--out", "plan.docx").stdout
    assert lacking not in run("liste.csv").stdout


def test_a_list_that_is_not_certain_is_shown_and_told_by_an_option(listed: Path) -> None:
    listed.write_text("Person;Slægt;Afdeling\nÅse;Bøgh;Øst\nBo;Lind;Vest\n", encoding="utf-8")
    told = refused("liste.csv")
    assert "1: Person | Slægt | Afdeling" in told
    assert '--names "Fornavn,Efternavn"' in told
    assert "Åse Bøgh, Bo Lind" in run("liste.csv", "--names", "Person,Slægt", "--rounds", "1").stdout


def test_build_takes_how_many_they_are(listed: Path) -> None:
    Path("a.yaml").write_text(
        "title: T {{ participants }}\nblocks: [{title: A, minutes: 5, forms: [livscirkler]}]\n", "utf-8"
    )
    said = running.run("build", "a.yaml", "--participants", "17", "--only", "form").stdout
    assert "17" in said
    assert "--participants FILE" in running.refused("build", "a.yaml", "--participants", "17", "--only", "pairs")


def test_build_takes_the_same_options_and_tells_what_was_left_out(listed: Path) -> None:
    listed.write_text("Holdet\n\nPerson;Slægt\nÅse;Bøgh\nBo;Lind\n", encoding="utf-8")
    agenda = Path("a.yaml")
    agenda.write_text("title: Dagen\nblocks: [{title: A, minutes: 5}]\n", encoding="utf-8")
    options = ["--only", "pairs", "--participants", "liste.csv", "--names", "Person,Slægt"]
    assert "--names" in running.refused("build", "a.yaml", *options[:-2])
    result = running.run("build", "a.yaml", *options)
    assert "1 row above the headings is left out: 1: Holdet" in result.stderr
    table = Path("out/a/hvem-moeder-hvem.csv").read_text(encoding="utf-8-sig")
    assert "Åse Bøgh" in table
    assert "--participants" in running.refused("build", "a.yaml", "--names", "Navn")
