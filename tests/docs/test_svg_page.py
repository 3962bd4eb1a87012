"""What `docs/svg.md` shows works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import facilitator.svg

TEXT = (Path(__file__).parents[2] / "docs" / "svg.md").read_text(encoding="utf-8")


def test_the_example_works() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    names: dict[str, str] = {}
    exec(compile(example, "docs/svg.md", "exec"), names)
    assert names["on_a_page"].startswith('<div class="slide"')
    assert names["by_itself"].startswith("<svg ")


def test_every_name_is_told() -> None:
    assert [name for name in facilitator.svg.__all__ if f"`{name}`" not in TEXT and f" {name}" not in TEXT] == []
