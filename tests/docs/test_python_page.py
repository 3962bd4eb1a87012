"""Everything that `docs/python.md` shows works as it stands there, in the order of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import facilitator
from facilitator.output.door import Options

TEXT = (Path(__file__).parents[2] / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def test_every_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for number, example in enumerate(EXAMPLES, 1):
        exec(compile(example, f"example {number} of docs/python.md", "exec"), names)
    assert Path("out/proeveby/trio-workshop.pptx").is_file()
    assert Path("min-workshop.yaml").is_file()


@pytest.mark.parametrize("name", sorted(set(facilitator.__all__) - {"OpenAgenda", "OpenProgramme", "Place", "Problem"}))
def test_every_name_is_told(name: str) -> None:
    assert re.search(rf"\b{name}\b", TEXT)


@pytest.mark.parametrize("option", sorted(Options.__annotations__))
def test_every_option_is_told(option: str) -> None:
    assert re.search(rf"\b{option}\b", TEXT)
