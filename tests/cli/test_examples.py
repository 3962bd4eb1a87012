"""Places for the author to fill in: an example stands in each until there is a value, and a build tells which do."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import refused, run
from pptx import Presentation

AGENDA = """
title: Møde hos {{ client }}
examples:
  client: Eksempel Kommune
  interessenter: borgere
blocks:
  - {title: "Hvad ser {{ interessenter }}?", minutes: 10, why: Vi ser det udefra.}
"""
CLIENT, OTHERS = "client (Eksempel Kommune)", "interessenter (borgere)"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(AGENDA, encoding="utf-8")


def test_an_example_stands_in_and_is_told() -> None:
    result = run("build", "a.yaml", "--only", "deck")
    assert result.exit_code == 0
    assert f"Still only examples: {CLIENT}, {OTHERS}." in result.stderr
    deck = Presentation("out/a/a.pptx")
    assert deck.slides[0].shapes.title.text == "Møde hos Eksempel Kommune"


def test_what_is_filled_in_is_not_told() -> None:
    said = run("build", "a.yaml", "--only", "deck", "--set", "client=Prøveby").stderr
    assert OTHERS in said
    assert "client" not in said
    assert Presentation("out/a/a.pptx").slides[0].shapes.title.text == "Møde hos Prøveby"


def test_data_come_before_examples_and_an_empty_value_is_none() -> None:
    Path("a.yaml").write_text(AGENDA + "data:\n  client:\n  interessenter: naboer\n", encoding="utf-8")
    said = run("check", "a.yaml").stdout
    assert CLIENT in said
    assert "interessenter" not in said


def test_everything_filled_in_needs_no_words() -> None:
    result = run("build", "a.yaml", "--only", "deck", "--set", "client=x", "--set", "interessenter=y")
    assert "eksempler" not in result.stderr


INVENTED = "examples:\n  facilitators:\n    - name: Eva Eksempel\n      role: Konsulent\n"


def test_invented_people_are_shown_and_told_until_there_are_others() -> None:
    text = AGENDA.replace("examples:\n", INVENTED)
    Path("a.yaml").write_text(text, encoding="utf-8")
    assert "facilitators (Eva Eksempel)" in run("build", "a.yaml", "--only", "deck").stderr
    assert "Ved Eva Eksempel" in _title_page()
    Path("a.yaml").write_text(f"{text}facilitators: [Ida Holm]\n", encoding="utf-8")
    assert "Eksempel)" not in run("build", "a.yaml", "--only", "deck", "--set", "client=x").stderr
    assert "Ved Ida Holm" in _title_page()


def test_what_is_wrong_with_an_invented_person_is_told_in_its_place() -> None:
    Path("a.yaml").write_text(AGENDA.replace("examples:\n", INVENTED.replace("role", "rolle")), encoding="utf-8")
    assert "a.yaml:6:7: unknown key “rolle”" in refused("check", "a.yaml")


def _title_page() -> str:
    slide = Presentation("out/a/a.pptx").slides[0]
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
