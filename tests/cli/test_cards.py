"""The command ``cards``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from pypdf import PdfReader

from facilitator.cli import main
from pptx import Presentation


def cards(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["cards", *options, "--out", str(folder / "kort.pdf")])


def test_it_says_what_is_printed_and_how(tmp_path: Path) -> None:
    result = cards(tmp_path, "det-korte-moede", "--participants", "24")
    assert result.exit_code == 0, result.stderr
    assert "24 participants · 16 questions · 24 cards and 1 with instructions on 3 sheets of A4" in result.stdout
    assert "actual size" in result.stdout
    assert "the long edge" in result.stdout
    assert len(PdfReader(tmp_path / "kort.pdf").pages) == 6


def test_those_on_a_list_are_counted_as_everywhere(tmp_path: Path) -> None:
    folk = tmp_path / "folk.csv"
    folk.write_text("Hold\nPerson;Slægt\nÅse;Bøgh\nBo;Lind\nCarl;Friis\n", "utf-8")
    assert "--names" in cards(tmp_path, "guldkorn", "--participants", str(folk)).stderr
    said = cards(tmp_path, "guldkorn", "--participants", str(folk), "--names", "Person,Slægt").stdout
    assert "3 participants" in said
    assert "1 row above the headings is left out: 1: Hold" in said
    book = Workbook()
    book.active.title = "Om"
    for name in ("Ja", "Måske"):
        book.create_sheet(name)
        for row in (["Navn"], ["Åse Bøgh"], *([["Bo Lind"]] if name == "Ja" else [])):
            book[name].append(row)
    book.save(tmp_path / "folk.xlsx")
    asked = [str(tmp_path / "sæt"), "guldkorn", "--participants", str(tmp_path / "folk.xlsx")]
    (tmp_path / "sæt").mkdir()
    assert "--list-sheet" in cards(Path(asked[0]), *asked[1:]).stderr
    assert "2 participants" in cards(Path(asked[0]), *asked[1:], "--list-sheet", "Ja").stdout
    assert "1 participant" in cards(Path(asked[0]), *asked[1:], "--list-sheet", "Måske").stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--participants", "0"], "expected 1 or more, or a list"),
        (["--participants", "-3"], "-3"),
        (["--participants", "væk.csv"], "væk.csv"),
        (["--participants", "4", "--names", "Navn"], "--names needs --participants FILE"),
        (["--list-sheet", "Ja"], "--list-sheet needs --participants FILE"),
    ],
)
def test_who_comes_is_a_number_or_a_list(tmp_path: Path, options: list[str], said: str) -> None:
    found = cards(tmp_path, "guldkorn", *options)
    assert found.exit_code == 2
    assert said in found.stderr


def test_a_set_for_each_group_follows_the_size_of_groups(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("title: S\nsets_per: group\ncategories: [{title: A, cards: [Et, To]}]\n", "utf-8")
    for size, cards_in_all in ((3, 8), (6, 4)):
        said = cards(tmp_path, str(path), "--participants", "12", "--group-size", str(size), "--force").stdout
        assert f"{cards_in_all} cards" in said


def test_names_in_the_texts_of_cards_are_filled_in_by_the_agenda_or_asked_for(tmp_path: Path) -> None:
    (tmp_path / "decks" / "cards").mkdir(parents=True)
    own = tmp_path / "decks" / "cards" / "vores.yaml"
    own.write_text("title: Til {{ client }}\ncategories: [{title: A, figure: uddannelsens-forloeb}]\n", "utf-8")
    assert f"{own}:1:8: “client” is not among the data" in cards(tmp_path, str(own)).stderr
    agenda = tmp_path / "dag.yaml"
    values = "data: {client: Sø Kommune, date: 2027-01-14, hold: A}\n"
    agenda.write_text(f"title: T\n{values}blocks: [{{title: B, minutes: 9, cards: [vores]}}]\n", "utf-8")
    asked = ["build", str(agenda), "--only", "cards", "--out", str(tmp_path / "ud"), "--messages", "en"]
    said = CliRunner().invoke(main, asked)
    assert said.exit_code == 0, said.stderr
    (made,) = (tmp_path / "ud").glob("*.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(made).pages)
    assert "Til Sø Kommune" in text
    assert "{" not in text


def test_json(tmp_path: Path) -> None:
    said = json.loads(cards(tmp_path, "det-korte-moede", "--sets", "2", "--json").stdout)
    assert said["files"] == [{"kind": "cards", "path": str(tmp_path / "kort.pdf")}]
    assert said["told"][0].startswith("2 sets · 16 questions")


def test_calibration(tmp_path: Path) -> None:
    result = cards(tmp_path, "calibrate")
    assert "--offset" in result.stdout
    assert len(PdfReader(tmp_path / "kort.pdf").pages) == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--participants", "3", "--sets", "1"], "exclude each other"),
        (["--size", "a9"], "expected a7, a6, a5, poker, 85x55"),
        (["--sheet", "C1"], "expected one of C32011-10"),
        (["--sheet", "32010", "--size", "a7"], "--size does not go with it"),
        (["--sheet", "32010", "--flip", "fold"], "not folded"),
        (["--offset", "1"], "such as 1.5,-0.5"),
        (["--offset", "90,0"], "at most 20 mm"),
        (["--size", "35x35"], "has no room on a card of 35 × 35 mm"),
        (["--size", "400x400"], "has room on A4"),
        (["--theme", "lyserød"], "there is no theme"),
        (["--template", "hus.pptx"], "hus.pptx"),
        (["--participants", "5001"], "5001 cards are too many for one file; expected at most 5000"),
        (["--sets", "400"], "6400 cards are too many"),
        (["--shop", "--format", "pptx"], "--shop makes a PDF; --format pptx does not go with it"),
        (["--shop", "--sheet", "32010"], "--shop and --sheet exclude each other"),
        (["--apart", "Afdeling"], "cards has no option --apart; it is one of build, pair"),
        (["--aparte"], "No such option '--aparte'"),
    ],
)
def test_what_cannot_be_printed_is_said_and_nothing_is_written(tmp_path: Path, options: list[str], said: str) -> None:
    result = cards(tmp_path, "det-korte-moede", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_file_that_is_asked_for_is_made_as_it_ends(tmp_path: Path) -> None:
    def asked(name: str, *options: str) -> Result:
        out = str(tmp_path / name)
        return CliRunner().invoke(main, ["cards", "guldkorn", *options, "--messages", "en", "--out", out])

    assert asked("kort.PPTX").exit_code == 0
    assert len(Presentation(str(tmp_path / "kort.PPTX")).slides) > 0
    assert "ends in .pdf or .pptx" in asked("kort.docx").stderr
    assert "ends in .pdf\n" in asked("kort.pptx", "--format", "pdf").stderr
    assert [one.name for one in tmp_path.glob("kort*")] == ["kort.PPTX"]


def test_a_file_that_was_edited_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kort.pdf").write_bytes(b"mine")
    assert cards(tmp_path, "det-korte-moede").exit_code == 2
    assert (tmp_path / "kort.pdf").read_bytes() == b"mine"
    assert cards(tmp_path, "det-korte-moede", "--force").exit_code == 0
