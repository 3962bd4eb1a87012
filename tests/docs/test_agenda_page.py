"""`docs/agenda.md` names every key of the agenda format, shows it in use, and shows nothing that does not work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from facilitator.agenda.model import Agenda, Block, Material, Step, Track
from facilitator.agenda.read import read_agenda
from facilitator.agenda.schedule import plan
from facilitator.content.base import Content
from facilitator.content.figures import (
    AnyFigure,
    Axis,
    Bubbles,
    Circles,
    Columns,
    Cycle,
    Hub,
    Iceberg,
    Item,
    Lists,
    MindMap,
    Moment,
    Pair,
    Quadrants,
    Spectrum,
    Tiles,
    Timeline,
    Triangle,
    Wheel,
)  # fmt: skip
from facilitator.content.slides import WRITTEN, AnySlide, Column, Person, Point, Question
from facilitator.library import default_library
from facilitator.reading.checking import validate
from facilitator.reading.files import read_yaml

PAGE = Path(__file__).parents[2] / "docs" / "agenda.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
MODELS: list[type[Content]] = [
    Agenda, Block, Step, Material, Track, Person, *WRITTEN.values(), Point, Question, Column,
    Hub, Cycle, Quadrants, Columns, Timeline, Tiles, Iceberg, Triangle, Spectrum, Bubbles, Lists,
    Circles, Wheel, MindMap,
    Item, Moment, Pair, Axis,
]  # fmt: skip
KEYS = sorted({key for model in MODELS for key in model.model_fields})


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained_and_shown(key: str) -> None:
    assert f"`{key}`" in TEXT
    assert re.search(rf"\b{key}:", TEXT)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_every_example_works(example: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    if "\nblocks:" in example:
        reading = read_agenda(str(file), library=default_library())
        assert plan(reading.agenda).slots
    else:
        model = AnyFigure if example.startswith("kind:") else AnySlide
        assert validate(TypeAdapter(model), read_yaml(file)).title  # type: ignore[arg-type]
