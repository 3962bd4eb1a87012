"""The templates of `templates.made`, each written and read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from facilitator.house_templates import Template
from facilitator.house_templates.reading import read_template
from templates.made import MADE, Read


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads the made template of that name."""
    folder = tmp_path_factory.mktemp("templates")

    @cache
    def reading(name: str) -> Template:
        path: Path = folder / f"{list(MADE).index(name)}.pptx"
        path.write_bytes(MADE[name]())
        return read_template(path)

    return reading
