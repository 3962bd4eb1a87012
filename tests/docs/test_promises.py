"""Every test that `docs/promises.md` names is there, and every promise names one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", TEXT)))


def written_in(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("named", NAMED)
def test_every_test_that_is_named_exists(named: str) -> None:
    file, _, name = named.partition("::")
    assert (ROOT / file).is_file()
    assert not name or name in written_in(ROOT / file)


def test_every_promise_names_its_test() -> None:
    promises, _, _ = TEXT.partition("## Limits")
    heads = ("| promise |", "| --- |")
    rows = [line for line in promises.splitlines() if line.startswith("|") and not line.startswith(heads)]
    assert rows
    assert [row for row in rows if "`tests/" not in row.rsplit("|", 2)[1]] == []


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "hardening").glob("test_*.py")), ids=lambda file: file.name)
def test_every_module_of_the_hardening_tests_keeps_a_promise(file: Path) -> None:
    assert any(named.startswith(f"tests/hardening/{file.name}::") for named in NAMED)
