"""A picture that the agenda changes reaches a deck that somebody has edited, whatever its size in pixels."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from facilitator.cli import main
from merging.edits import MINE
from pptx import Presentation

COLOURS = {"first": (200, 30, 30), "second": (30, 200, 30), "mine": (30, 30, 200)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, colour in COLOURS.items():
        Image.new("RGB", (400, 300), colour).save(tmp_path / f"{name}.png")
    asked(tmp_path, "first")
    return tmp_path


def asked(folder: Path, picture: str, *options: str) -> Any:
    """Build the deck with that picture; what the command tells."""
    slides = f"[{{title: Et billede, picture: {picture}.png, alt: Et billede}}]"
    day = f"title: Dag\nlanguage: da\nblocks: [{{title: Start, minutes: 5, slides: {slides}}}]\n"
    (folder / "dag.yaml").write_text(day, encoding="utf-8")
    asked = ["build", str(folder / "dag.yaml"), "--only", "deck", "--out", str(folder / "out"), "--json", *options]
    found = CliRunner().invoke(main, asked)
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def edited(folder: Path, *, picture: str = "") -> None:
    """Give the first slide a title of one's own, or the slide with the picture another one."""
    file = folder / "out" / "dag.pptx"
    deck = Presentation(str(file))
    if picture:
        shape = shown_on(deck)
        shape.part.related_part(shape._element.blip_rId)._blob = (folder / f"{picture}.png").read_bytes()
    else:
        deck.slides[0].shapes.title.text_frame.text = MINE
    deck.save(str(file))


def shown_on(deck: Any) -> Any:
    return next(shape for slide in deck.slides for shape in slide.shapes if hasattr(shape, "image"))


def shown(folder: Path) -> str:
    """Which of the pictures is in the deck."""
    deck = Presentation(str(folder / "out" / "dag.pptx"))
    pixel: Any = Image.open(BytesIO(shown_on(deck).image.blob)).convert("RGB").getpixel((200, 150))
    return min(COLOURS, key=lambda name: max(abs(a - b) for a, b in zip(COLOURS[name], pixel, strict=True)))


def clashes(told: Any) -> list[Any]:
    return [one for file in told["files"] for slide in file.get("slides", []) for one in slide.get("conflicts", [])]


def test_a_new_one_of_the_same_size_comes_in(folder: Path) -> None:
    edited(folder)
    assert clashes(asked(folder, "second")) == []
    assert shown(folder) == "second"
    assert Presentation(str(folder / "out" / "dag.pptx")).slides[0].shapes.title.text_frame.text == MINE


def test_where_both_have_another_the_person_s_stays_and_is_told_until_it_is_given_up(folder: Path) -> None:
    edited(folder, picture="mine")
    assert len(clashes(asked(folder, "second"))) == 1
    assert shown(folder) == "mine"
    asked(folder, "second", "--take", "agenda")
    assert shown(folder) == "second"


def test_a_person_s_stays_untold_as_long_as_the_agenda_s_is_what_it_was(folder: Path) -> None:
    edited(folder, picture="mine")
    assert clashes(asked(folder, "first")) == []
    assert shown(folder) == "mine"
