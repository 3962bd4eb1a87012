"""A picture that the agenda changes reaches a deck that somebody has edited, whatever its size in pixels."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from pptx.oxml.ns import qn

from facilitator.cli import main
from merging.edits import MINE
from pptx import Presentation

COLOURS = {"first": (200, 30, 30), "second": (30, 200, 30), "mine": (30, 30, 200), "upright": (200, 200, 30)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, colour in COLOURS.items():
        Image.new("RGB", (400, 800 if name == "upright" else 300), colour).save(tmp_path / f"{name}.png")
    asked(tmp_path, "first")
    return tmp_path


def asked(folder: Path, picture: str, *options: str, alt: str = "Et billede") -> Any:
    """Build the deck with that picture; what the command tells."""
    slides = f"[{{title: Et billede, picture: {picture}.png, alt: {alt}}}]"
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


def changed(folder: Path, change: Callable[[Any], None]) -> None:
    """Do something to the picture."""
    file = folder / "out" / "dag.pptx"
    deck = Presentation(str(file))
    change(shown_on(deck))
    deck.save(str(file))


def cropped(shape: Any) -> None:
    """To what is in its middle, as PowerPoint does it: the place becomes as much smaller."""
    shape.crop_left = shape.crop_right = 0.25
    shape.left, shape.width = shape.left + shape.width // 4, shape.width // 2


def recoloured(shape: Any) -> None:
    shape._element.blipFill.blip.append(shape._element.makeelement(qn("a:grayscl")))


def described(shape: Any) -> None:
    shape._element.nvPicPr.cNvPr.set("descr", MINE)


def now(folder: Path) -> Any:
    """The picture as it is in the deck."""
    return shown_on(Presentation(str(folder / "out" / "dag.pptx")))


def drawn_out(shape: Any) -> float:
    """How many times as wide, for its height, it is drawn as it is."""
    w, h = shape.image.size
    w, h = w * (1 - shape.crop_left - shape.crop_right), h * (1 - shape.crop_top - shape.crop_bottom)
    return float(shape.width / shape.height / (w / h))


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


@pytest.mark.parametrize("new", ["second", "upright"])
def test_a_crop_and_a_recolouring_of_the_person_s_stay_on_the_agenda_s_new_picture(folder: Path, new: str) -> None:
    changed(folder, cropped)
    changed(folder, recoloured)
    place = now(folder).left, now(folder).width, now(folder).height
    asked(folder, new)
    found = now(folder)
    assert shown(folder) == new
    assert (found.left, found.width, found.height) == place
    assert (found.crop_left, found.crop_right) == (0.25, 0.25)
    assert found._element.blipFill.blip.find(qn("a:grayscl")) is not None
    assert drawn_out(found) == pytest.approx(1, abs=0.01)


def test_what_fits_the_agenda_s_new_picture_alone_comes_onto_no_other_one(folder: Path) -> None:
    """Its crop, its place, what is read aloud for it."""
    edited(folder, picture="mine")
    told = clashes(asked(folder, "upright", alt="Et højt billede"))
    assert [one["what"] for one in told] == ["picture"]
    assert shown(folder) == "mine"
    assert now(folder)._element.nvPicPr.cNvPr.get("descr") == "Et billede"
    assert drawn_out(now(folder)) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(("mine", "new"), [("", "second"), ("mine", "first")])
def test_a_text_that_describes_another_picture_than_is_there_is_told(folder: Path, mine: str, new: str) -> None:
    if mine:
        edited(folder, picture=mine)
    else:
        changed(folder, described)
    told = clashes(asked(folder, new, alt="Noget andet" if mine else "Et billede"))
    assert [one["what"] for one in told] == ["alternative text"]
