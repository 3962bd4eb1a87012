"""A library of one's own: a further agenda, figure, or card set is one file in a folder, and no code."""

from __future__ import annotations

from pathlib import Path

import pytest

import facilitator
from cli.running import refused, run
from judges.package import audit
from pptx import Presentation

AGENDA = """
title: Morgenmøde
why: Alle ved, hvad dagen byder på.
blocks:
  - title: Dagens skibe
    minutes: 10
    why: Ingen står alene med det svære.
    slides:
      - figure: tre-skibe
"""
FIGURE = """
kind: tiles
title: Tre skibe på havet
items: [Robåden, Sejlskibet, Damperen]
"""
CARDS = """
title: Skibskort
categories:
  - title: Ombord
    cards: [Hvem ror du sammen med?]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for a library; one stands elsewhere."""
    away = tmp_path / "her"
    away.mkdir()
    monkeypatch.chdir(away)
    return tmp_path / "eget bibliotek"


def put(root: Path, name: str, text: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_new_agenda_with_a_new_figure_is_built_from_two_files(own: Path) -> None:
    put(own, "agendas/morgenmoede.yaml", AGENDA)
    put(own, "decks/figures/tre-skibe.yaml", FIGURE)
    result = run("build", "morgenmoede", "--library", str(own), "--only", "deck")
    assert result.exit_code == 0, result.stderr
    deck = Path("out/morgenmoede/morgenmoede.pptx")
    assert "Tre skibe på havet" in [slide.shapes.title.text for slide in Presentation(str(deck)).slides]
    assert audit(deck) == []


def test_a_new_card_set_is_printed_from_one_file(own: Path) -> None:
    put(own, "decks/cards/skibe.yaml", CARDS)
    assert run("cards", "skibe", "--library", str(own)).exit_code == 0
    assert Path("out/cards/skibe.pdf").read_bytes().startswith(b"%PDF")


def test_the_shelf_lists_what_is_ones_own_beside_what_is_shipped(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(own, "decks/figures/tre-skibe.yaml", FIGURE)
    monkeypatch.setenv("FACILITATOR_LIBRARY", str(own))
    listed = run("list", "figures").stdout
    assert "Tre skibe på havet" in listed
    assert "proceshjul" in listed


def test_ones_own_comes_before_the_shipped(own: Path) -> None:
    put(own, "decks/forms/livscirkler.yaml", "title: Mine egne cirkler\nparts: [{text: Tegn dem her.}]")
    assert "Mine egne cirkler" in run("list", "forms", "--library", str(own)).stdout
    assert "Mine egne cirkler" not in run("list", "forms").stdout


def test_a_language_file_of_ones_own_holds_only_the_words_that_it_changes(own: Path) -> None:
    put(own, "agendas/morgenmoede.yaml", AGENDA)
    put(own, "decks/figures/tre-skibe.yaml", FIGURE)
    put(own, "decks/terms/da.yaml", "agenda: I dag\nnotes: {time: Hvornår}\n")
    result = run("build", "morgenmoede", "--library", str(own), "--only", "deck")
    assert result.exit_code == 0, result.stderr
    agenda = Presentation("out/morgenmoede/morgenmoede.pptx").slides[1]
    assert agenda.shapes.title.text.startswith("I dag: ")
    assert "Hvornår: 0.00–0.10 (10 min.)" in agenda.notes_slide.notes_text_frame.text
    assert "Formål: Ingen står alene" in agenda.notes_slide.notes_text_frame.text
    assert run("check", str(own / "decks/terms/da.yaml")).exit_code == 0


def test_a_wrong_word_in_it_is_told_with_its_line_and_no_other(own: Path) -> None:
    put(own, "agendas/morgenmoede.yaml", AGENDA)
    put(own, "decks/figures/tre-skibe.yaml", FIGURE)
    put(own, "decks/terms/da.yaml", "agenda: I dag\nnotes:\n  tme: Hvornår\n")
    said = refused("build", "morgenmoede", "--library", str(own))
    assert f"{own / 'decks' / 'terms' / 'da.yaml'}:3:3: unknown key “tme”" in said
    assert said.count("\n") == 1


def test_a_mistake_in_ones_own_library_is_told_with_its_path(own: Path) -> None:
    put(own, "agendas/morgenmoede.yaml", AGENDA.replace("minutes: 10", "minuter: 10"))
    said = refused("check", "morgenmoede", "--library", str(own))
    assert f"{own / 'agendas' / 'morgenmoede.yaml'}:6:5" in said
    assert "minutes" in said


def test_a_library_that_is_not_there_is_said(own: Path) -> None:
    assert "eget bibliotek" in refused("list", "--library", str(own))


def test_what_has_changed_in_it_is_read_anew_and_what_is_wrong_then_is_told(own: Path) -> None:
    put(own, "agendas/morgenmoede.yaml", AGENDA)

    def titles(figure: str) -> list[str]:
        put(own, "decks/figures/tre-skibe.yaml", figure)
        opened = facilitator.open("morgenmoede", libraries=[own])
        assert isinstance(opened, facilitator.OpenAgenda)
        return [canvas.title for canvas in opened.drawn.canvases]

    assert "Tre skibe på havet" in titles(FIGURE)
    assert "To skibe på havet" in titles(FIGURE.replace("Tre", "To"))
    with pytest.raises(facilitator.Problems, match=r"tre-skibe\.yaml:2:1: .*kind"):
        titles(FIGURE.replace("kind", "kond"))
    assert "Tre skibe på havet" in titles(FIGURE)
