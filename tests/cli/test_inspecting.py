"""`facilitator check FILE.pptx`, as somebody uses it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import refused, run
from pptx import Presentation


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck that Facilitator has built."""
    built = run("build", "det-korte-moede", "--only", "deck", "--out", str(tmp_path))
    assert built.exit_code == 0
    return tmp_path / "det-korte-moede.pptx"


@pytest.fixture
def broken(deck: Path) -> Path:
    """The same without the title of its second slide, and with a name that a terminal would obey."""
    presentation: Any = Presentation(str(deck))
    presentation.slides[1].shapes.title.text_frame.text = ""
    box = presentation.slides[1].shapes.add_textbox(0, 0, 999_999, 999_999)
    box.name, box.text_frame.text = "\x9b31m\u202eRød", "Lille"
    box.text_frame.paragraphs[0].runs[0].font.size = 100_000
    presentation.save(str(deck))
    return deck


def test_a_deck_without_findings(deck: Path) -> None:
    result = run("check", str(deck))
    assert result.exit_code == 0
    assert result.stdout == f"{deck}: 16 slides, no findings\n"


def test_a_deck_with_findings(broken: Path) -> None:
    result = run("check", str(broken))
    head, *told, count = result.stdout.splitlines()
    assert result.exit_code == 1
    assert head == "slide 2"
    assert any(line.startswith("  has no title; write one in the title placeholder") for line in told)
    assert count.startswith(f"{broken}: 16 slides, ")
    assert any("31m" in line for line in told)
    assert not {"\x9b", "\u202e"} & set(result.stdout)


def test_findings_as_json(broken: Path) -> None:
    result = run("check", str(broken), "--json")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["slides"] == 16
    assert {"slide": 2, "shape": "", "rule": "title", "what": "has no title"}.items() <= told["findings"][0].items()
    assert told["findings"][0]["do"]


def test_endings_in_capitals_and_of_templates(deck: Path) -> None:
    for name in ("OPLÆG.PPTX", "skabelon.potx", "makro.pptm"):
        copy = deck.with_name(name)
        copy.write_bytes(deck.read_bytes())
        assert run("check", str(copy)).exit_code == 0


@pytest.mark.parametrize("name", ["ingen.pptx", "ingen.potm", "gammel.ppt"])
def test_what_cannot_be_opened(tmp_path: Path, name: str) -> None:
    assert "there is no such file" in refused("check", str(tmp_path / name))


def test_an_old_file_is_told_how_to_be_saved(tmp_path: Path) -> None:
    (tmp_path / "gammel.ppt").write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600))
    assert "save it as a PowerPoint presentation" in refused("check", str(tmp_path / "gammel.ppt"))


def test_options_of_agendas_are_not_for_decks_nor_the_other_way_round(deck: Path) -> None:
    assert "--date is for an agenda" in refused("check", str(deck), "--date", "2025-01-09")
    assert "--set is for an agenda" in refused("check", str(deck), "--set", "a=b")
    assert "--json is for decks" in refused("check", "trio-workshop", "--json")
