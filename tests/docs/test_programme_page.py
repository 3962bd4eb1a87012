"""`docs/programme.md` names every key of a programme, shows it in use, and shows nothing that does not work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.library import default_library
from facilitator.programme import Between, Programme, Session, read_programme
from facilitator.programme.plan import plan_programme

TEXT = (Path(__file__).parents[2] / "docs" / "programme.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
KEYS = sorted({key for model in (Programme, Session, Between) for key in model.model_fields})


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained_and_shown(key: str) -> None:
    assert f"`{key}`" in TEXT
    # A file has its name as id, and a part need not have leaders of its own.
    assert re.search(rf"\b{key}:", EXAMPLE)


def test_the_example_works(tmp_path: Path) -> None:
    (tmp_path / "decks" / "figures").mkdir(parents=True)
    figure = "{kind: steps, title: Skridtene, items: [Ét, To]}"
    (tmp_path / "decks/figures/ledergruppens-skridt.yaml").write_text(figure, encoding="utf-8")
    file = tmp_path / "eksempel.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    library = default_library([tmp_path])
    reading = read_programme(str(file), library=library)
    assert [held.name for held in plan_programme(reading, library=library).parts] == [
        "1-foerste",
        "2-imellem",
        "3-andet-moede",
    ]
