"""Edited files are known again where what their names are made of has changed: parts, team, tracks, the agenda."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

import facilitator
from cli.running import refused, run
from facilitator.made import Made
from facilitator.output.updating import update
from pptx import Presentation

SLIDES = [{"questions": [f"Hvad {what} i {{{{ sted }}}}?"]} for what in ("ser vi", "gør vi")]
AGENDA = {
    "title": "Et møde",
    "start": "09.00",
    "examples": {"sted": "Huset"},
    "blocks": [{"title": "Vi taler", "minutes": 30, "slides": SLIDES}],
}
OTHER = {
    "title": "Et andet",
    "start": "10.00",
    "blocks": [{"title": "Vi går", "minutes": 30, "slides": [{"bullets": ["Ud", "Hjem"], "title": "Turen"}]}],
}
EN = {"id": "en", "title": "En", "agenda": "moede", "date": "2027-01-14"}
TO = {"id": "to", "title": "To", "agenda": "moede", "date": "2027-01-28", "data": {"place": "Haven"}}
FOERST = {"id": "foerst", "title": "Først", "agenda": "andet", "date": "2027-01-07"}
TRE = {"id": "tre", "title": "Tre", "agenda": "andet", "date": "2027-02-11"}
DECK = ("--only", "deck")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    agenda("agendas/moede")
    agenda("agendas/andet", OTHER)
    return tmp_path


def agenda(name: str, content: Mapping[str, object] = AGENDA, **changed: object) -> None:
    write(name, {**content, **changed})


def programme(*parts: Mapping[str, object], **changed: object) -> None:
    write("forloeb", {"title": "Forløbet", "parts": [*parts], **changed})


def write(name: str, content: object) -> None:
    file = Path(f"{name}.yaml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def build(*options: str, of: str = "forloeb.yaml", only: Sequence[str] = DECK) -> str:
    found = run("build", of, "--messages", "en", *only, *options)
    assert found.exit_code == 0, found.output
    return found.stdout


def edit(name: str, text: str) -> bytes:
    deck = Presentation(name)
    deck.slides[0].shapes.title.text_frame.text = text
    deck.save(name)
    return Path(name).read_bytes()


def first(name: str | Path) -> str:
    return str(Presentation(str(name)).slides[0].shapes.title.text_frame.text)


def said(name: str | Path) -> str:
    slides = Presentation(str(name)).slides
    return "\n".join(shape.text_frame.text for one in slides for shape in one.shapes if shape.has_text_frame)


def decks(folder: str = "out") -> list[str]:
    """The decks that lie where somebody looks for them."""
    found = (one.relative_to(folder).as_posix() for one in Path(folder).rglob("*.pptx"))
    return sorted(one for one in found if ".facilitator/" not in one and "tidligere/" not in one)


# --- parts of a programme ---------------------------------------------------------------------------------------------


def test_an_edited_deck_goes_where_its_part_goes() -> None:
    programme(EN, TO)
    build()
    before = edit("out/forloeb/2-to/moede.pptx", "Mit eget")
    programme(FOERST, EN, TO, subtitle="Nyt")
    agenda("agendas/moede", title="Et bedre møde", subtitle="Med noget nyt")
    told = build()
    assert decks() == ["forloeb/1-foerst/andet.pptx", "forloeb/2-en/moede.pptx", "forloeb/3-to/moede.pptx"]
    assert first("out/forloeb/3-to/moede.pptx") == "Mit eget"
    assert "Med noget nyt" in said("out/forloeb/3-to/moede.pptx")
    assert "out/forloeb/2-to is out/forloeb/3-to now\n" in told
    assert "out/forloeb/1-en is out/forloeb/2-en now\n" in told
    (earlier,) = Path("out/forloeb/3-to/tidligere").iterdir()
    assert earlier.read_bytes() == before
    assert not Path("out/forloeb/2-to").exists()
    assert run("restore", "out/forloeb/3-to/moede.pptx").exit_code == 0
    assert Path("out/forloeb/3-to/moede.pptx").read_bytes() == before


def test_with_nothing_new_it_goes_there_to_the_byte() -> None:
    en, to, tre = ({**one, "date": None, "when": "i marts"} for one in (EN, TO, TRE))
    programme(en, to, tre)
    build()
    before = edit("out/forloeb/3-tre/andet.pptx", "Mit eget")
    programme(tre, to, en)
    build()
    assert Path("out/forloeb/1-tre/andet.pptx").read_bytes() == before
    programme(en, to, tre)
    build()
    assert Path("out/forloeb/3-tre/andet.pptx").read_bytes() == before
    assert len(decks()) == 3


def test_what_is_kept_of_it_goes_with_it() -> None:
    programme(EN, TO)
    build()
    before = edit("out/forloeb/2-to/moede.pptx", "Mit eget")
    agenda("agendas/moede", title="Et bedre møde", subtitle="Nyt")
    build()
    merged = Path("out/forloeb/2-to/moede.pptx").read_bytes()
    programme(FOERST, EN, TO)
    build()
    assert Path("out/forloeb/3-to/moede.pptx").read_bytes() == merged
    assert run("restore", "out/forloeb/3-to/moede.pptx").exit_code == 0
    assert Path("out/forloeb/3-to/moede.pptx").read_bytes() == before
    agenda("agendas/moede", title="Et bedre møde", subtitle="Noget helt andet")
    build()
    assert "Noget helt andet" in said("out/forloeb/3-to/moede.pptx")
    assert first("out/forloeb/3-to/moede.pptx") == "Mit eget"


def test_an_edited_sheet_goes_along_and_the_new_one_lies_beside_it() -> None:
    programme(EN, TO)
    build(only=("--only", "runsheet"))
    Path("out/forloeb/2-to/drejebog.docx").write_bytes(b"mine")
    programme(FOERST, EN, TO)
    agenda("agendas/moede", start="09.30")
    told = build(only=("--only", "runsheet"))
    assert Path("out/forloeb/3-to/drejebog.docx").read_bytes() == b"mine"
    assert Path("out/forloeb/3-to/drejebog (ny).docx").exists()
    assert "out/forloeb/3-to/drejebog.docx has been edited and stays as it is" in told
    assert not Path("out/forloeb/2-to").exists()


def test_what_lies_beside_an_edited_sheet_and_is_edited_too_goes_along() -> None:
    sheets = ("--only", "runsheet")
    programme(EN, TO, TRE)
    build(only=sheets)
    Path("out/forloeb/2-to/drejebog.docx").write_bytes(b"mine")
    agenda("agendas/moede", start="09.30")
    build(only=sheets)
    Path("out/forloeb/2-to/drejebog (ny).docx").write_bytes(b"mine too")
    Path("out/forloeb/2-to/drejebog.docx").unlink()
    Path("out/forloeb/1-en/drejebog.docx").write_bytes(b"of one")
    agenda("agendas/moede", start="10.00")
    build(only=sheets)
    Path("out/forloeb/1-en/drejebog (ny).docx").write_bytes(b"of one too")
    programme(FOERST, EN, TO, TRE)
    agenda("agendas/moede", start="10.30")
    told = build(only=sheets)
    kept = {"2-en/drejebog": b"of one", "2-en/drejebog (ny)": b"of one too", "3-to/drejebog (ny)": b"mine too"}
    assert {name: Path(f"out/forloeb/{name}.docx").read_bytes() for name in kept} == kept
    assert Path("out/forloeb/2-en/drejebog (ny 2).docx").exists()
    assert Path("out/forloeb/3-to/drejebog.docx").exists()
    assert sorted(one.name for one in Path("out/forloeb").iterdir() if one.is_dir()) == [
        "1-foerst", "2-en", "3-to", "4-tre"]  # fmt: skip
    for line in ("out/forloeb/2-to is out/forloeb/3-to now", "3-to/drejebog (ny).docx: edited by you too, and stays"):
        assert line in told
    before = there(Path("out"))
    assert "3-to/drejebog (ny).docx: edited by you too, and stays" in build(only=sheets)
    assert there(Path("out")) == before


@pytest.mark.parametrize("agenda_name", ["moede", "moede-to"])
def test_a_part_without_an_id_whose_title_or_agenda_is_another_is_known_by_what_its_deck_says(agenda_name: str) -> None:
    parts = [{key: value for key, value in one.items() if key != "id"} for one in (EN, TO, TRE)]
    programme(*parts)
    build()
    edit("out/forloeb/2-to/moede.pptx", "Mit eget")
    agenda("agendas/moede-to", subtitle="Noget nyt")
    programme(parts[0], {**parts[1], "title": "Anden gang", "agenda": agenda_name}, parts[2])
    told = build()
    assert decks("out/forloeb")[1] == f"2-anden-gang/{agenda_name}.pptx"
    assert len(decks()) == 3
    assert first(f"out/forloeb/2-anden-gang/{agenda_name}.pptx") == "Mit eget"
    assert "2-to" in told
    edit(f"out/forloeb/2-anden-gang/{agenda_name}.pptx", "Mit nyere")
    agenda("agendas/moede", subtitle="Endnu nyere")
    agenda("agendas/moede-to", subtitle="Endnu nyere")
    build()
    assert "Endnu nyere" in said(f"out/forloeb/2-anden-gang/{agenda_name}.pptx")
    assert first(f"out/forloeb/2-anden-gang/{agenda_name}.pptx") == "Mit nyere"


def test_all_that_is_edited_of_a_part_without_an_id_goes_along_when_its_title_is_another() -> None:
    only = ("--only", "deck", "--only", "runsheet")
    parts = [{key: value for key, value in one.items() if key != "id"} for one in (EN, TO)]
    programme(*parts)
    build(only=only)
    edit("out/forloeb/1-en/moede.pptx", "Mit eget")
    for ending in (".docx", ".xlsx"):
        Path(f"out/forloeb/1-en/drejebog{ending}").write_bytes(b"mine")
    agenda("agendas/moede", start="09.30")
    build(only=only)
    assert Path("out/forloeb/1-en/drejebog (ny).docx").exists()
    programme({**parts[0], "title": "Først"}, parts[1])
    told = build(only=only)
    assert first("out/forloeb/1-foerst/moede.pptx") == "Mit eget"
    for ending in (".docx", ".xlsx"):
        assert Path(f"out/forloeb/1-foerst/drejebog{ending}").read_bytes() == b"mine"
        assert Path(f"out/forloeb/1-foerst/drejebog (ny){ending}").exists()
    assert "out/forloeb/1-en is out/forloeb/1-foerst now" in told
    assert not Path("out/forloeb/1-en").exists()


def test_a_sheet_of_a_part_that_is_called_otherwise_is_known_by_what_it_says_where_no_deck_is_made() -> None:
    sheets = ("--only", "runsheet")
    parts = [{key: value for key, value in one.items() if key != "id"} for one in (EN, TO, TRE)]
    programme(*parts)
    build(only=sheets)
    mine = written_on("out/forloeb/2-to/drejebog.docx")
    Path("out/forloeb/2-to/drejebog.xlsx").write_bytes(b"mine")
    programme(FOERST, parts[0], {**parts[1], "title": "Anden gang"}, parts[2])
    told = build(only=sheets)
    assert Path("out/forloeb/3-anden-gang/drejebog.docx").read_bytes() == mine
    assert Path("out/forloeb/3-anden-gang/drejebog.xlsx").read_bytes() == b"mine"
    assert "out/forloeb/2-to is out/forloeb/3-anden-gang now" in told
    assert not Path("out/forloeb/2-to").exists()
    mine = written_on("out/forloeb/2-en/drejebog.docx")
    programme(FOERST, {**parts[0], "title": "Igen", "agenda": "andet"}, {**parts[1], "title": "Anden gang"}, parts[2])
    told = build(only=sheets)
    assert Path("out/forloeb/2-en/drejebog.docx").read_bytes() == mine, "another day is another part"
    assert "2-en/drejebog.docx: edited by you, and stays; nothing asks for it any more" in told


def test_of_new_parts_that_are_alike_the_one_with_the_very_same_deck_is_it() -> None:
    parts = [{key: value for key, value in one.items() if key != "id"} for one in (EN, TO)]
    programme(*parts)
    build()
    edit("out/forloeb/2-to/moede.pptx", "Mit eget")
    programme({**parts[0], "title": "Optakt", "date": "2027-01-07"}, parts[0], {**parts[1], "title": "Anden gang"})
    assert "out/forloeb/2-to is out/forloeb/3-anden-gang now" in build()
    assert first("out/forloeb/3-anden-gang/moede.pptx") == "Mit eget"


def test_sheets_of_parts_that_are_called_alike_are_told_apart_by_what_they_say() -> None:
    parts = [{**one, "title": "Møde", "id": None} for one in (EN, TRE)]
    parts = [{key: value for key, value in one.items() if value} for one in parts]
    for only in (("--only", "runsheet"), ("--only", "runsheet", *DECK)):
        shutil.rmtree("out", ignore_errors=True)
        programme(*parts)
        build(only=only)
        mine = written_on("out/forloeb/2-moede/drejebog.docx")
        programme({**parts[0], "date": "2027-01-07"}, *parts)
        build(only=only)
        assert Path("out/forloeb/3-moede/drejebog.docx").read_bytes() == mine


def written_on(name: str) -> bytes:
    """What a Word file is when somebody has written a line in it."""
    document = Document(name)
    document.add_paragraph("Husk nøglen")
    document.save(name)
    return Path(name).read_bytes()


FOLLOW_UPS = [
    {"between": "Opfølgning", "when": "om lidt", "agenda": "moede", "data": {"sted": place, "naeste": place}}
    for place in ("Haven", "Kælderen", "Tårnet")
]


def test_parts_of_one_name_are_known_by_their_decks() -> None:
    """The same agenda three times, with other data, under one title: the first of them goes."""
    programme(FOLLOW_UPS[0], EN, FOLLOW_UPS[1], FOLLOW_UPS[2])
    build()
    for number in (1, 3, 4):
        edit(f"out/forloeb/{number}-opfoelgning/moede.pptx", f"Min {number}")
    programme(FOLLOW_UPS[1], EN, FOLLOW_UPS[2])
    told = build()
    assert first("out/forloeb/1-opfoelgning/moede.pptx") == "Min 3"
    assert first("out/forloeb/3-opfoelgning/moede.pptx") == "Min 4"
    assert len(decks()) == 3
    (earlier,) = Path("out/forloeb/1-opfoelgning/tidligere").iterdir()
    assert first(earlier) == "Min 1", "nothing of a part that is gone is lost"
    assert str(earlier) in told


def test_parts_of_one_name_that_change_places_take_their_decks_along() -> None:
    programme(FOLLOW_UPS[0], FOLLOW_UPS[1])
    build()
    edit("out/forloeb/1-opfoelgning/moede.pptx", "Min i Haven")
    programme(FOLLOW_UPS[1], FOLLOW_UPS[0])
    build()
    assert first("out/forloeb/2-opfoelgning/moede.pptx") == "Min i Haven"
    assert first("out/forloeb/1-opfoelgning/moede.pptx") == "Et møde"


def test_where_it_is_not_certain_which_part_it_is_that_is_told() -> None:
    parts = [{"title": title, "agenda": "moede", "date": f"2027-01-{day}"} for title, day in (("Et", 14), ("To", 28))]
    programme(*parts)
    build()
    before = edit("out/forloeb/1-et/moede.pptx", "Mit eget")
    edit("out/forloeb/2-to/moede.pptx", "Mit andet")
    parts = [{**one, "date": f"2027-02-{day}"} for one, day in zip(parts, ("04", "18"), strict=True)]
    programme({**parts[0], "title": "Først"}, {**parts[1], "title": "Så"})
    told = build()
    (line,) = [one for one in told.splitlines() if "1-et/moede.pptx" in one]
    assert line.startswith("out/forloeb/1-et/moede.pptx: edited by you, and it is not certain which it is now: ")
    assert line.endswith("2-saa/moede.pptx; give it the name of the one it is and build again")
    assert Path("out/forloeb/1-et/moede.pptx").read_bytes() == before
    Path("out/forloeb/1-et/moede.pptx").replace("out/forloeb/1-foerst/moede.pptx")
    build()
    assert first("out/forloeb/1-foerst/moede.pptx") == "Mit eget"
    assert "1-foerst/moede.pptx, 2-saa/moede.pptx" in refused(
        "build", "forloeb.yaml", *DECK, "--from", "out/forloeb/2-to"
    )
    Path("out/forloeb/2-to/moede.pptx").replace("out/forloeb/2-saa/moede.pptx")
    build()
    assert first("out/forloeb/2-saa/moede.pptx") == "Mit andet"
    assert len(decks()) == 2


def test_what_nothing_asks_for_any_more_is_told_with_only_too() -> None:
    programme(EN, TO, TRE)
    build()
    edit("out/forloeb/3-tre/andet.pptx", "Mit eget")
    programme(EN, {**TO, "agenda": "andet"})
    told = build()
    assert "out/forloeb/2-to/moede.pptx: nothing asks for it any more; the next build of everything removes it" in told
    assert "out/forloeb/3-tre/andet.pptx: edited by you, and stays" in told


def test_what_is_not_ours_stays_in_the_old_folder_and_is_told() -> None:
    programme(EN, TO)
    build()
    edit("out/forloeb/2-to/moede.pptx", "Mit eget")
    Path("out/forloeb/2-to/noter.txt").write_bytes(b"mine")
    programme(FOERST, EN, TO)
    assert "out/forloeb/2-to: noter.txt stays there" in build()
    assert [one.name for one in Path("out/forloeb/2-to").iterdir()] == ["noter.txt"]


def test_an_overview_that_somebody_has_edited_is_merged_as_every_deck_is() -> None:
    only = ("--only", "overview")
    programme(EN, TO)
    build(only=only)
    edit("out/forloeb/overblik.pptx", "Mit eget")
    Path("out/forloeb/overblik.docx").write_bytes(b"mine")
    programme(EN, TO, TRE, subtitle="Tre gange")
    assert "out/forloeb/overblik.pptx: " in build(only=only)
    assert first("out/forloeb/overblik.pptx") == "Mit eget"
    assert "Tre gange" in said("out/forloeb/overblik.pptx")
    Path("forloeb.yaml").rename("aaret.yaml")
    build(of="aaret.yaml", only=only)
    assert first("out/aaret/overblik.pptx") == "Mit eget"
    assert Path("out/aaret/overblik.docx").read_bytes() == b"mine"
    assert [one.name for one in Path("out/aaret").glob("*(ny)*")] == ["overblik (ny).docx"]


# --- slides of several decks ------------------------------------------------------------------------------------------


def test_of_several_decks_slides_are_named_with_theirs() -> None:
    programme(EN, TO)
    build()
    for name in ("1-en", "2-to"):
        edit(f"out/forloeb/{name}/moede.pptx", "Mit eget")
    agenda("agendas/moede", title="Et bedre møde")
    told = build()
    assert "(--take agenda 1-en:moede/title)" in told
    for slide in ("moede/title", "1"):
        wrong = refused("build", "forloeb.yaml", *DECK, "--take", "agenda", slide)
        assert f"expected one of 1-en:{slide}, 2-to:{slide}" in wrong
    assert "there is no deck “3-tre”; expected one of 1-en, 2-to" in refused(
        "build", "forloeb.yaml", *DECK, "--take", "agenda", "3-tre:moede/title"
    )
    build("--take", "agenda", "2-to:moede/title")
    assert first("out/forloeb/1-en/moede.pptx") == "Mit eget"
    assert first("out/forloeb/2-to/moede.pptx") == "Et bedre møde"
    build("--take", "agenda", "1-en:1")
    assert first("out/forloeb/1-en/moede.pptx") == "Et bedre møde"


# --- team, tracks, the agenda's file ----------------------------------------------------------------------------------


def test_a_team_that_is_named_later_goes_on_with_what_was_edited() -> None:
    agenda("moede", data={"client": "Kommunen"})
    build(of="moede.yaml")
    before = edit("out/moede/moede.pptx", "Mit eget")
    told = build("--set", "team=Nord", of="moede.yaml")
    assert first("out/moede-nord/moede-nord.pptx") == "Mit eget"
    assert "Kommunen · Nord" in said("out/moede-nord/moede-nord.pptx")
    assert "out/moede-nord/moede-nord.pptx goes on from out/moede/moede.pptx, which stays as it is" in told
    assert Path("out/moede/moede.pptx").read_bytes() == before
    assert "goes on from" not in build("--set", "team=Nord", of="moede.yaml")


def test_what_is_edited_and_not_gone_on_from_is_told_with_what_was_written_beside_it() -> None:
    only = ("--only", "runsheet")
    agenda("moede")
    build(of="moede.yaml", only=only)
    Path("out/moede/drejebog.docx").write_bytes(b"mine")
    agenda("moede", start="09.30")
    build(of="moede.yaml", only=only)
    line = "out/moede: {} edited by you, and not gone on from here"
    Path("out/moede/drejebog (ny).docx").write_bytes(b"mine too")
    told = build("--set", "team=Nord", of="moede.yaml", only=only)
    assert line.format("drejebog (ny).docx, drejebog.docx") in told
    assert "not gone on" not in build("--set", "team=Nord", of="moede.yaml", only=only)


def test_in_one_folder_the_old_name_goes() -> None:
    agenda("moede")
    build("--out", "o", of="moede.yaml", only=())
    edit("o/moede.pptx", "Mit eget")
    Path("o/drejebog.docx").write_bytes(b"mine")
    told = build("--out", "o", "--set", "team=Nord", of="moede.yaml", only=())
    assert decks("o") == ["moede-nord.pptx"]
    assert first("o/moede-nord.pptx") == "Mit eget"
    assert Path("o/drejebog-nord.docx").read_bytes() == b"mine"
    assert not Path("o/drejebog.docx").exists()
    for line in ("o/moede.pptx is o/moede-nord.pptx now", "o/drejebog-nord.docx has been edited and stays as it is"):
        assert line in told


def test_another_team_s_deck_is_told_and_gone_on_from_when_that_is_asked_for() -> None:
    """Renamed, and back again: the newest edits are never left behind untold."""
    agenda("moede")
    build("--set", "team=Nord", of="moede.yaml")
    edit("out/moede-nord/moede-nord.pptx", "Mit eget")
    told = build("--set", "team=Team Nord", of="moede.yaml")
    assert first("out/moede-team-nord/moede-team-nord.pptx") == "Et møde"
    assert "out/moede-nord: moede-nord.pptx edited, and for “Nord”" in told
    assert "--from “out/moede-nord”" in told
    build("--set", "team=Team Nord", "--from", "out/moede-nord", of="moede.yaml")
    assert first("out/moede-team-nord/moede-team-nord.pptx") == "Mit eget"
    edit("out/moede-team-nord/moede-team-nord.pptx", "Mit nyeste")
    told = build("--set", "team=Team Nord", "--from", "out/moede-nord", of="moede.yaml")
    assert "has gone on from out/moede-nord/moede-nord.pptx already" in told
    assert first("out/moede-team-nord/moede-team-nord.pptx") == "Mit nyeste"
    told = build("--set", "team=Nord", of="moede.yaml")
    assert "out/moede-team-nord/moede-team-nord.pptx goes on from out/moede-nord/moede-nord.pptx" in told
    build("--set", "team=Nord", "--from", "out/moede-team-nord", of="moede.yaml")
    assert first("out/moede-nord/moede-nord.pptx") == "Mit nyeste"
    (earlier,) = Path("out/moede-nord/tidligere").iterdir()
    assert first(earlier) == "Mit eget"


def test_another_team_s_deck_in_the_same_folder_is_told_and_gone_on_from_when_that_is_asked_for() -> None:
    agenda("moede")
    build("--out", "o", "--set", "team=Nord", of="moede.yaml")
    edit("o/moede-nord.pptx", "Mit eget")
    line = "o/moede-nord.pptx is edited, and for “Nord”"
    told = build("--out", "o", "--set", "team=Syd", of="moede.yaml")
    assert line in told
    assert "--from “o/moede-nord.pptx”" in told
    assert first("o/moede-syd.pptx") == "Et møde"
    assert line not in build("--out", "o", "--set", "team=Syd", of="moede.yaml")
    build("--out", "o", "--set", "team=Syd", "--from", "o/moede-nord.pptx", of="moede.yaml")
    assert first("o/moede-syd.pptx") == "Mit eget"


def edited_before_and_after_the_team_was_named(before: str) -> None:
    agenda("moede")
    build(of="moede.yaml")
    edit("out/moede/moede.pptx", before)
    build("--set", "team=Nord", of="moede.yaml")
    edit("out/moede-nord/moede-nord.pptx", "Kun Nord")


def test_a_team_is_told_of_another_s_deck_though_there_is_one_from_before_it_had_a_name() -> None:
    edited_before_and_after_the_team_was_named("Fælles")
    told = build("--set", "team=Syd", of="moede.yaml")
    assert first("out/moede-syd/moede-syd.pptx") == "Fælles"
    assert "out/moede-nord: moede-nord.pptx edited, and for “Nord”" in told
    assert "out/moede-nord/moede-nord.pptx goes on from out/moede/moede.pptx" in build(of="moede.yaml")


@pytest.mark.parametrize("options", [(), ("--start", "10.00")])
def test_an_agenda_s_file_that_has_got_another_name_goes_on_with_its_deck(options: Sequence[str]) -> None:
    agenda("moede")
    build(of="moede.yaml")
    edit("out/moede/moede.pptx", "Mit eget")
    Path("moede.yaml").rename("kommunen.yaml")
    told = build(*options, of="kommunen.yaml")
    assert first("out/kommunen/kommunen.pptx") == "Mit eget"
    assert "goes on from out/moede/moede.pptx" in told
    edit("out/kommunen/kommunen.pptx", "Mit nyeste")
    again = build("--set", "client=Kommunen", of="kommunen.yaml")
    assert first("out/kommunen/kommunen.pptx") == "Mit nyeste"
    assert "Kommunen" in said("out/kommunen/kommunen.pptx")
    assert "--take" not in again


@pytest.mark.parametrize("sheet", ["drejebog.docx", "drejebog.xlsx"])
def test_an_edited_sheet_goes_on_where_the_agenda_s_file_has_got_another_name(sheet: str) -> None:
    only = ("--only", "runsheet")
    agenda("moede")
    build(of="moede.yaml", only=only)
    mine = Path("out/moede", sheet)
    changed(mine)
    before = mine.read_bytes()
    Path("moede.yaml").rename("kommunen.yaml")
    agenda("kommunen", start="09.30")
    told = build(of="kommunen.yaml", only=only)
    new = Path("out/kommunen", sheet)
    assert f"{new} goes on from {mine}, which stays as it is" in told
    assert new.read_bytes() == mine.read_bytes() == before
    beside = new.with_stem("drejebog (ny)")
    assert beside.is_file()
    assert str(beside) in told
    assert "goes on from" not in build(of="kommunen.yaml", only=only)


def test_what_lies_beside_an_edited_sheet_of_a_renamed_agenda_is_told() -> None:
    only = ("--only", "runsheet")
    agenda("moede")
    build(of="moede.yaml", only=only)
    changed(Path("out/moede/drejebog.docx"))
    agenda("moede", start="09.30")
    build(of="moede.yaml", only=only)
    changed(Path("out/moede/drejebog (ny).docx"))
    Path("moede.yaml").rename("kommunen.yaml")
    told = build(of="kommunen.yaml", only=only)
    assert "out/moede: drejebog (ny).docx edited by you, and not gone on from here" in told


def test_an_edited_sheet_of_another_agenda_that_is_gone_is_not_gone_on_from() -> None:
    only = ("--only", "runsheet")
    agenda("andet", OTHER)
    build(of="andet.yaml", only=only)
    changed(Path("out/andet/drejebog.docx"))
    Path("andet.yaml").unlink()
    agenda("moede")
    assert "out/andet" not in build(of="moede.yaml", only=only)


def changed(file: Path) -> None:
    """Somebody has written into a Word or Excel file."""
    if file.suffix == ".docx":
        words = Document(str(file))
        words.add_paragraph("Mit eget")
        words.save(str(file))
    else:
        book = load_workbook(file)
        book.active["A40"] = "Mit eget"
        book.save(file)


def test_what_another_deck_has_gone_on_from_is_not_gone_on_from_again() -> None:
    edited_before_and_after_the_team_was_named("Mit eget")
    Path("moede.yaml").rename("kommunen.yaml")
    told = build("--set", "team=Nord", of="kommunen.yaml")
    assert first("out/kommunen-nord/kommunen-nord.pptx") == "Kun Nord"
    assert "goes on from out/moede-nord/moede-nord.pptx" in told
    assert "not certain" not in told
    build("--set", "team=Syd", of="kommunen.yaml")
    assert first("out/kommunen-syd/kommunen-syd.pptx") == "Mit eget", "another team goes on from what was for all"


def test_a_copy_of_an_agenda_is_another_agenda() -> None:
    agenda("moede")
    build(of="moede.yaml")
    edit("out/moede/moede.pptx", "Mit eget")
    agenda("kopi")
    assert "moede" not in build(of="kopi.yaml").replace("Et møde", "")
    assert first("out/kopi/kopi.pptx") == "Et møde"


def test_a_deck_that_was_mailed_under_any_name_is_gone_on_from() -> None:
    programme(EN, TRE)
    build()
    edit("out/forloeb/1-en/moede.pptx", "Mit eget")
    Path("out/forloeb/1-en/moede.pptx").rename("Fra Maja (3).pptx")
    agenda("agendas/moede", subtitle="Noget nyt")
    build()
    build("--from", "Fra Maja (3).pptx")
    assert first("out/forloeb/1-en/moede.pptx") == "Mit eget"
    assert "Noget nyt" in said("out/forloeb/1-en/moede.pptx")
    assert Path("Fra Maja (3).pptx").exists()
    programme(EN, TO, TRE)
    assert "1-en/moede.pptx, 2-to/moede.pptx" in refused("build", "forloeb.yaml", *DECK, "--from", "Fra Maja (3).pptx")
    assert "there is no edited deck here" in refused("build", "forloeb.yaml", *DECK, "--from", "agendas")


def test_a_deck_that_somebody_has_called_otherwise_in_its_place_is_told_and_gone_on_from() -> None:
    agenda("moede")
    build(of="moede.yaml")
    edit("out/moede/moede.pptx", "Mit eget")
    Path("out/moede/moede.pptx").rename("out/moede/moede v2.pptx")
    Path("out/moede/andet.pptx").write_bytes(b"not ours")
    told = build(of="moede.yaml")
    line = "moede v2.pptx is moede.pptx under another name, as it seems: --from “out/moede/moede v2.pptx” goes on"
    assert line in told
    assert not [word for word in ("OneDrive", "andet.pptx") if word in told]
    assert "as it seems" not in build("--from", "out/moede/moede v2.pptx", of="moede.yaml")
    assert first("out/moede/moede.pptx") == "Mit eget"


# --- any journey, and one that is stopped -----------------------------------------------------------------------------


def made(*names: str, text: str = "", team: str = "", only: Collection[str] = ()) -> list[Made]:
    """What is made of a programme of these parts: of each a deck that nobody can read, and a sheet; and an overview."""
    content = text.encode()
    files = [Made("overview", "overblik.pdf", content, key="overblik.pdf")]
    for number, name in enumerate(names, 1):
        place = f"{number}-{name}"
        files.append(Made("deck", f"{place}/dag{team}.pptx", content, key=f"{name}/dag.pptx"))
        files.append(Made("runsheet", f"{place}/drejebog{team}.docx", content, key=f"{name}/drejebog.docx"))
    return [one for one in files if not only or one.kind in only]


def there(folder: Path) -> dict[str, bytes]:
    """Everything that somebody sees."""
    found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    return {name: content for name, content in found.items() if not name.startswith(".facilitator")}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.integers(0, 30)),
        st.tuples(st.just("delete"), st.integers(0, 30)),
        st.tuples(st.just("add"), st.sampled_from(["1-a/noter.txt", "2-b/dag-PC.pptx", "egen.docx"])),
        st.tuples(
            st.just("build"),
            st.lists(st.sampled_from("abcd"), unique=True, max_size=4),
            st.sampled_from(["", "-nord"]),
            st.sampled_from([(), (), ("deck",), ("runsheet", "overview")]),
            st.booleans(),
        ),
    ),
    min_size=3,
    max_size=9,
)


@example(steps=[("edit", 0), ("build", ["a"], "", (), False), ("build", ["a"], "-nord", (), False)])
@given(steps=STEPS)
@settings(max_examples=40)
def test_whatever_is_done_nothing_of_a_person_s_is_lost_and_whatever_becomes_of_a_file_is_told(steps: Any) -> None:
    terms = facilitator.open("trio-workshop").terms
    theirs: set[bytes] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, (what, *how) in enumerate([("build", ["a", "b"], "", (), False), *steps]):
            seen = sorted(one for one in there(folder) if "tidligere" not in one)
            if what == "build":
                parts, team, only, force = how
                files = made(*parts, text=str(number), team=team, only=only)
                whole: dict[str, Any] = {"of": "forloeb", "only": only, "whole": not only, "force": force}
                now = datetime(2026, 11, 29, 12, number)
                before = there(folder)
                dry = update(files, folder, terms, dry_run=True, now=now, **whole)
                assert there(folder) == before
                found = update(files, folder, terms, now=now, **whole)
                assert json.dumps(dry.data()) == json.dumps(found.data())
                after = there(folder)
                data, text = (
                    json.dumps(found.data(), ensure_ascii=False),
                    "\n".join(map(str, [*found.paths, *found.lines()])),
                )
                for path in {*before, *after}:
                    if before.get(path) != after.get(path) and "tidligere" not in path:
                        assert path in data
                        assert path in text or f"{folder / Path(path).parent} is " in text
                    elif path not in after and "tidligere" in path:
                        assert before[path] in after.values() or before[path] not in theirs or force
                assert theirs <= {*after.values()}
                seen_now = Counter(content for path, content in after.items() if "tidligere" not in path)
                assert all(seen_now[one] <= 1 for one in theirs), "none of it is in two places"
            elif what == "add":
                theirs.add(own := f"own {number}".encode())
                theirs.discard(there(folder).get(how[0], b""))
                (folder / how[0]).parent.mkdir(exist_ok=True)
                (folder / how[0]).write_bytes(own)
            elif seen:
                path = seen[how[0] % len(seen)]
                theirs -= {there(folder)[path]}
                (folder / path).unlink()
                if what == "edit":
                    theirs.add(own := f"edited {number}".encode())
                    (folder / path).write_bytes(own)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="stops a process that has been forked")
def test_stopped_at_any_step_a_deck_is_under_the_old_name_or_the_new_one_and_the_next_build_goes_on() -> None:
    terms = facilitator.open("agendas/moede.yaml").terms
    decks = [facilitator.open("agendas/moede.yaml", start=start).build("deck")[0] for start in ("09.00", "10.00")]
    old, new = (replace(one, name=f"{at}-en/dag.pptx", key="en/dag.pptx") for at, one in enumerate(decks, 1))
    update([old], "source", terms, of="forloeb")
    edit("source/1-en/dag.pptx", "Mit eget")
    for step in itertools.count():
        folder = shutil.copytree("source", f"{step}")
        child = os.fork()
        if not child:
            stop_at(step)
            update([new], folder, terms, of="forloeb", only=("deck",))
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        found = [first(Path(folder, one)) for one in there(Path(folder)) if not Path(one).name.startswith(".")]
        assert set(found) == {"Mit eget"}
        update([new], folder, terms, of="forloeb", only=("deck",))
        names = sorted(one for one in there(Path(folder)) if "tidligere" not in one)
        assert names == ["2-en/dag.pptx"], step
        assert first(f"{folder}/2-en/dag.pptx") == "Mit eget"
        if code == 0:
            break
    assert step > 5


def stop_at(step: int) -> None:
    """Stop the program before it has put a file in place, or removed one, for this number of times."""
    left = itertools.count()
    for name in ("replace", "unlink"):
        was = getattr(os, name)

        def done(*paths: Any, was: Any = was, **how: Any) -> None:
            if next(left) == step:
                os._exit(9)
            was(*paths, **how)

        setattr(os, name, done)


def with_tracks(*tracks: dict[str, Any]) -> None:
    """An agenda with tracks at the same time; each with what is said of it, whatever is not said is as always."""
    lanes = []
    for own, usual in zip(tracks, (_TALK, _WALK), strict=True):
        track = usual | own
        block = {"title": track["block"], "minutes": 30, "slides": track["slides"]}
        block |= {"id": track["id"]} if track["id"] else {}
        lanes.append({"title": track["title"], "room": track["room"], "blocks": [block]})
    write("dag", {"title": "Dag", "start": "09.00", "blocks": [{"title": "Spor", "minutes": 30, "parallel": lanes}]})


def _asked(question: str = "Hvad gør vi?", more: int = 0) -> list[dict[str, Any]]:
    own = {"questions": ["Hvad ser vi?", question], "title": "Svar"}
    return [own, *({"statement": f"Nu {one}"} for one in range(more))]


_TALK: dict[str, Any] = {"title": "Samtalen", "room": "Lokale 1", "id": "en", "block": "Øv", "slides": _asked()}
_WALK: dict[str, Any] = {
    "title": "Turen",
    "room": "Haven",
    "id": "to",
    "block": "Gå",
    "slides": [{"bullets": ["Ud", "Hjem"], "title": "Vejen"}, {"statement": "Frisk luft er godt"}],
}
_APART = ("build", "dag.yaml", *DECK, "--tracks", "apart", "--out", "o")


def reworded(deck: str, before: str, after: str) -> None:
    presentation = Presentation(deck)
    texts = (s for one in presentation.slides for s in one.shapes if s.has_text_frame and before in s.text_frame.text)
    (shape,) = texts
    next(one for one in shape.text_frame.paragraphs if before in one.text).runs[0].text = after
    presentation.save(deck)


def says(deck: str) -> set[str]:
    presentation = Presentation(deck)
    shapes = (s for one in presentation.slides for s in one.shapes if s.has_text_frame)
    return {line.text for s in shapes for line in s.text_frame.paragraphs}


@pytest.mark.parametrize(
    "changed",
    [
        {"room": "Salen"},
        {"title": "Snakken"},
        {"room": "Salen", "slides": _asked("Hvad siger vi?")},
        {"room": "Salen", "slides": _asked(more=1)},
        {"id": "", "title": "Snakken", "block": "Øvelsen"},
    ],
)
def test_the_deck_of_a_track_is_known_again_where_its_room_or_title_has_changed(changed: dict[str, Any]) -> None:
    """And where the ids of its slides have, which the titles of its blocks give."""
    with_tracks({"id": changed.get("id", "en")}, {})
    run(*_APART)
    reworded("o/dag-samtalen-lokale-1.pptx", "ser vi", "Hvad ser du?")
    with_tracks(changed, {})
    assert run(*_APART).exit_code == 0
    names = sorted(one.name for one in Path("o").glob("*.pptx"))
    (name,) = {*names} - {"dag.pptx", "dag-turen-haven.pptx"}
    asked = changed.get("slides", _asked())[0]["questions"][1]
    assert {"Hvad ser du?", asked} <= says(f"o/{name}")


@pytest.mark.parametrize("both", [True, False])
def test_the_decks_of_tracks_that_swap_title_and_room_go_where_their_slides_go(both: bool) -> None:
    with_tracks({}, {})
    run(*_APART)
    reworded("o/dag-samtalen-lokale-1.pptx", "ser vi", "Hvad ser du?")
    if both:
        reworded("o/dag-turen-haven.pptx", "Frisk luft", "Frisk luft er bedst")
    names = ({"title": one["title"], "room": one["room"]} for one in (_WALK, _TALK))
    with_tracks(*names)
    run(*_APART)
    talk, walk = says("o/dag-turen-haven.pptx"), says("o/dag-samtalen-lokale-1.pptx")
    assert {"Hvad ser du?", "Hvad gør vi?", "Turen · Haven"} <= talk
    assert {"Ud", "Frisk luft er bedst" if both else "Frisk luft er godt", "Samtalen · Lokale 1"} <= walk
    assert not talk & {"Ud", "Samtalen · Lokale 1"}
    assert not walk & {"Hvad gør vi?", "Turen · Haven"}
    before = [Path("o", name).read_bytes() for name in ("dag-turen-haven.pptx", "dag-samtalen-lokale-1.pptx")]
    run(*_APART)
    assert [Path("o", name).read_bytes() for name in ("dag-turen-haven.pptx", "dag-samtalen-lokale-1.pptx")] == before


def test_the_deck_of_a_track_that_takes_the_name_of_another_goes_there() -> None:
    """The other one has a new name."""
    with_tracks({}, {})
    run(*_APART)
    reworded("o/dag-samtalen-lokale-1.pptx", "ser vi", "Hvad ser du?")
    reworded("o/dag-turen-haven.pptx", "Frisk luft", "Frisk luft er bedst")
    with_tracks({"title": "Turen", "room": "Haven"}, {"title": "Gåturen", "room": "Parken"})
    run(*_APART)
    assert {"Hvad ser du?", "Turen · Haven"} <= says("o/dag-turen-haven.pptx")
    assert {"Frisk luft er bedst", "Gåturen · Parken"} <= says("o/dag-gaaturen-parken.pptx")
    assert not Path("o/dag-samtalen-lokale-1.pptx").exists()
