"""The shipped agenda, as it comes and to change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from whole.building import Build, Write, run_build


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build an agenda (by name or path, with options) into a folder of the test's own."""
    return lambda agenda, *options: run_build(agenda, tmp_path / "out", *options)


@pytest.fixture(scope="session")
def trio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck of the shipped agenda, as it comes."""
    return run_build("trio-workshop", tmp_path_factory.mktemp("trio")).deck


@pytest.fixture
def trio_agenda(checkout: Path) -> dict[str, Any]:
    """The shipped agenda as plain data, every scalar a text, to change and write again."""
    text = (checkout / "agendas" / "trio-workshop.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return data


class PlainDumper(yaml.SafeDumper):
    """Writes what was read with every scalar a text back without quotes that the file did not have: ``24``."""


PlainDumper.yaml_implicit_resolvers = {}
PlainDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text else '"')
)  # An empty text stays one.


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Write agenda data to a file."""

    def write(data: dict[str, Any]) -> Path:
        path = tmp_path / "agenda.yaml"
        text = yaml.dump(data, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=10_000)
        path.write_text(text, encoding="utf-8")
        return path

    return write
