"""The JSON Schema that editors use: current, named by every shipped agenda, and of one mind with the models."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from facilitator.output.shelf import SCHEMA_FILE, agenda_schema, file_schema, schema_text
from facilitator.programme import Programme

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "agendas").glob("*.yaml"))
PROGRAMMES = [path for path in FILES if "\nparts:" in path.read_text(encoding="utf-8")]
AGENDAS = [path for path in FILES if path not in PROGRAMMES]
EXAMPLES = [
    text
    for text in re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "agenda.md").read_text(encoding="utf-8"), re.DOTALL)
    if "\nblocks:" in text
]
PROGRAMME_FILE = "programme.schema.json"
SCHEMA = Draft202012Validator(agenda_schema())


class EditorsLoader(yaml.CSafeLoader):
    """YAML as editors read it (1.2): numbers and truth values, but no dates."""


EditorsLoader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def mistakes(text: str, schema: Draft202012Validator = SCHEMA) -> list[str]:
    """What the schema says about an agenda, or a programme."""
    data: Any = yaml.load(text, EditorsLoader)
    return [f"{error.json_path}: {error.message}" for error in schema.iter_errors(data)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(agenda_schema())


def test_the_shipped_schema_is_current() -> None:
    """Renew them with ``FACILITATOR_RENEW=1 pytest tests/agenda/test_schema.py``."""
    for name, schema in ((SCHEMA_FILE, agenda_schema()), (PROGRAMME_FILE, file_schema(Programme))):
        file = ROOT / "agendas" / name
        if os.environ.get("FACILITATOR_RENEW"):
            file.write_text(schema_text(schema), encoding="utf-8")
        assert file.read_text(encoding="utf-8") == schema_text(schema)


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_every_shipped_agenda_names_the_schema_and_follows_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    assert mistakes(text) == []


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_the_schema_takes_every_documented_example(text: str) -> None:
    assert mistakes(text) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "blocks: [{title: A}]",
        "{title: A, blocks: [{titel: A}]}",
        "{title: A, blocks: [{title: A, kind: pauze}]}",
        "{title: A, blocks: [{title: A, slides: [{bullets: []}]}]}",
        "{title: A, blocks: [{title: A, slides: [{figure: {kind: hub, title: A, centre: B, items: [C]}}]}]}",
        "{title: A, blocks: [{minutes: 5}]}",
    ],
)
def test_the_schema_finds_mistakes(wrong: str) -> None:
    assert mistakes(wrong)


@pytest.mark.parametrize("path", PROGRAMMES, ids=lambda path: path.stem)
def test_a_shipped_programme_fits_the_schema_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={PROGRAMME_FILE}"
    schema = Draft202012Validator(file_schema(Programme))
    assert mistakes(text, schema) == []
    assert mistakes(text.replace("by: 2027", "byy: 2027"), schema) != []
