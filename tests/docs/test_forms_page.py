"""`docs/forms.md` names every key of a form, shows it in use, and shows nothing that does not work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.content import Content
from facilitator.content.file_kinds import read_form
from facilitator.content.forms import PARTS, Box, Cell, Form, Head, Prompt, TableColumn
from facilitator.library import default_library

TEXT = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
MODELS: list[type[Content]] = [Form, Head, *PARTS.values(), TableColumn, Cell, Prompt, Box]
KEYS = sorted({key for model in MODELS for key in model.model_fields})


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained_and_shown(key: str) -> None:
    assert f"`{key}`" in TEXT
    assert re.search(rf"\b{key}:", EXAMPLE)


def test_the_example_works(tmp_path: Path) -> None:
    file = tmp_path / "eksempel.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    form = read_form(str(file), library=default_library()).form
    # A handout is printed as boxes, and a figure's source under it.
    assert {part.kind for part in form.parts} == (PARTS.keys() - {"handout"}) | {"credit"}
