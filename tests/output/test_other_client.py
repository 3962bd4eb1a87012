"""Several builds in one folder: what was edited for one client is not another's, and no deck of an old plan is left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar

import facilitator
from cli.running import refused, run
from pptx import Presentation

AGENDA = """
title: Prøve
start: 9.00
data: {date: 2027-01-14, client: Kommunen}
blocks:
  - {title: Velkommen, minutes: 20, slides: [{questions: [Hvad?]}]}
  - title: Værksteder
    parallel:
      - title: Samtalen
        room: Lokale 1
        blocks: [{title: Øv, minutes: 40, slides: [{questions: [A?]}, {questions: [B?]}]}]
      - {title: Planen, room: Lokale 2, blocks: [{title: Læg, minutes: 40, slides: [{questions: [C?]}]}]}
"""
TRACKS = ("s-samtalen-lokale-1.pptx", "s-planen-lokale-2.pptx")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.yaml").write_text(AGENDA, "utf-8")
    return tmp_path


def build(*options: str, only: str = "deck") -> str:
    """``only`` may be empty: everything is made."""
    found = run("build", "s.yaml", *(["--only", only] if only else []), "--out", "o", *options)
    assert found.exit_code == 0, found.output
    return found.output


def edit(name: str = "s.pptx") -> bytes:
    deck = Presentation(str(Path("o", name)))
    deck.slides[0].notes_slide.notes_text_frame.text = "Fortroligt"
    deck.save(str(Path("o", name)))
    return Path("o", name).read_bytes()


def noted(name: str = "s.pptx") -> bool:
    return "Fortroligt" in Presentation(str(Path("o", name))).slides[0].notes_slide.notes_text_frame.text


def test_what_was_edited_for_one_client_is_not_merged_for_another() -> None:
    build()
    before = edit()
    said = refused("build", "s.yaml", "--only", "deck", "--out", "o", "--set", "client=Banken")
    assert "o/s.pptx" in said
    for told in ("“Kommunen”", "“Banken”", "--out", "--renamed", "--force"):
        assert told in said
    assert Path("o/s.pptx").read_bytes() == before
    assert "names no client" in refused("build", "s.yaml", "--only", "deck", "--out", "o", "--set", "client=")


def test_the_same_client_under_another_name_keeps_what_was_edited() -> None:
    build()
    edit()
    build("--set", "client=Den nye kommune", "--renamed")
    assert noted()
    build("--set", "client=den  nye KOMMUNE")
    assert noted()


def test_anew_for_another_client_nothing_of_the_first_is_in_the_deck_nor_comes_back() -> None:
    build()
    edit()
    build("--set", "client=Banken", "--force")
    assert not noted()
    assert run("restore", "o/s.pptx").exit_code == 0
    assert noted()
    assert "“Kommunen”" in refused("build", "s.yaml", "--only", "deck", "--out", "o", "--set", "client=Banken")


def test_a_client_who_is_named_later_is_no_other(here: Path) -> None:
    text = (here / "s.yaml").read_text("utf-8")
    (here / "s.yaml").write_text(text.replace("client: Kommunen", "place: Her"), "utf-8")
    build()
    edit()
    build("--set", "client=Kommunen")
    assert noted()


def test_files_that_nobody_has_edited_are_told_to_have_been_for_another() -> None:
    build()
    assert "these files were for “Kommunen” before" in build("--set", "client=Banken")
    asked = ["build", "s.yaml", "--out", "o", "--only", "deck", "--json"]
    assert json.loads(run(*asked).stdout)["was_for"] == "Banken"
    assert "was_for" not in json.loads(run(*asked).stdout)


def test_json_tells_what_to_print_and_how_many_as_a_terminal_does(here: Path) -> None:
    (here / "kort.yaml").write_text(PRINTS, "utf-8")
    asked = ["build", "kort.yaml", "--out", "o", "--only", "form", "--only", "cards", "--set", "participants=12"]
    shown = run(*asked).stdout.splitlines()
    files = json.loads(run(*asked, "--json").stdout)["files"]
    pages = {Path(one["path"]).name: one for one in files if one["path"].endswith(".pdf")}
    assert len(pages) == 4
    for name, one in pages.items():
        at = next(n for n, line in enumerate(shown) if line.startswith(f"{name}, {one['pages']} "))
        assert [line.strip() for line in shown[at + 1 : at + 1 + len(one["print"])]] == one["print"] != []


def test_a_calendar_counts_on_though_another_client_s_stood_in_between() -> None:
    def number() -> int:
        (event,) = Calendar.from_ical(Path("o/s.ics").read_bytes()).walk("VEVENT")
        return int(str(event["sequence"]))

    build(only="calendar")
    build("--date", "2027-01-15", only="calendar")
    assert number() == 1
    build("--set", "client=Banken", only="calendar")
    assert number() == 0
    build("--date", "2027-01-15", only="calendar")
    assert number() == 1
    build("--date", "2027-01-16", only="calendar")
    assert number() == 2


def test_decks_of_tracks_that_are_not_asked_for_any_more_go_and_edited_ones_are_told() -> None:
    build("--tracks", "apart")
    edit(TRACKS[1])
    build()
    build("--dry-run", only="")
    assert all(Path("o", name).exists() for name in TRACKS)
    said = build(only="")
    assert not Path("o", TRACKS[0]).exists()
    assert f"o/{TRACKS[0]}: removed" in said
    assert noted(TRACKS[1])
    assert f"o/{TRACKS[1]}: edited by you, and stays" in said


def test_decks_of_another_agenda_and_of_another_team_stay(here: Path) -> None:
    (here / "s-2.yaml").write_text(AGENDA, "utf-8")
    build("--tracks", "apart", "--set", "team=Nord")
    assert run("build", "s-2.yaml", "--only", "deck", "--out", "o", "--tracks", "apart").exit_code == 0
    before = {one.name for one in Path("o").glob("*.pptx")}
    assert len(before) == 6
    build("--set", "team=Syd", only="")
    build(only="")
    assert before < {one.name for one in Path("o").glob("*.pptx")}


PRINTS = """
title: Kort
start: 9.00
blocks: [{title: Tal, minutes: 30, cards: [det-korte-moede, guldkorn], forms: [skema-2-prioritering, livscirkler]}]
"""


def test_cards_and_forms_that_are_not_asked_for_any_more_go_and_edited_ones_are_told(here: Path) -> None:
    def listed(*options: str) -> str:
        found = run("build", "kort.yaml", "--out", "o", *options)
        assert found.exit_code == 0, found.output
        return found.output

    (here / "kort.yaml").write_text(PRINTS, "utf-8")
    (here / "folk.csv").write_text("Navn\nAnna\nBo\nCarl\nDitte\n", "utf-8")
    listed("--participants", "folk.csv")
    cards, form = Path("o/kort-guldkorn.pdf"), Path("o/livscirkler.docx")
    document = Document(str(form))
    document.add_paragraph("Mit eget")
    document.save(str(form))
    others = {one.name for one in Path("o").iterdir()} - {cards.name, "livscirkler.pdf", ".facilitator.lock"}
    (here / "kort.yaml").write_text(PRINTS.replace(", guldkorn", "").replace(", livscirkler", ""), "utf-8")
    listed("--only", "cards", "--only", "form")
    assert cards.exists()
    listed("--dry-run")
    assert cards.exists()
    said = listed()
    assert "o/kort-guldkorn.pdf: removed, for nothing asks for it any more" in said
    assert "o/livscirkler.docx: edited by you, and stays" in said
    assert "o/hvem-moeder-hvem.pdf: stays as it is; it was made for a list" in said
    assert {one.name for one in Path("o").iterdir()} == others
    gone = {file["path"]: file for file in json.loads(listed("--json", "--only", "form"))["files"]}
    assert "o/livscirkler.pdf" not in gone


def test_files_of_another_agenda_in_the_folder_stay(here: Path) -> None:
    (here / "kort.yaml").write_text(PRINTS, "utf-8")
    assert run("build", "kort.yaml", "--out", "o").exit_code == 0
    before = {one.name for one in Path("o").iterdir()}
    said = build(only="")
    assert "removed" not in said
    assert before <= {one.name for one in Path("o").iterdir()}


def test_the_run_sheet_says_of_which_deck_a_slide_is() -> None:
    session = facilitator.open("s.yaml", tracks="apart")
    assert isinstance(session, facilitator.OpenAgenda)
    assert {deck for _first, _last, deck in session.slide_numbers.values()} == {
        "",
        *(name.removesuffix(".pptx") for name in TRACKS),
    }
    build("--tracks", "apart", only="runsheet")
    cells = [cell.text for table in Document("o/drejebog.docx").tables for row in table.rows for cell in row.cells]
    assert any("Slide 2–3 (s-samtalen-lokale-1)" in one for one in cells)


@pytest.mark.parametrize("name", ["w.pptx", "w.PPTX"])
def test_a_folder_is_not_called_as_a_file_of_it(name: str) -> None:
    assert f"“{name}”; expected a folder" in refused("build", "s.yaml", "--only", "deck", "--out", name)
    assert not Path(name).exists()
