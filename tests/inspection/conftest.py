"""The deck that is inspected, built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.inspection import Finding
from inspection.decks import Break, broken, built, findings

AGENDA = Path(__file__).with_name("proevedag.yaml")


@pytest.fixture(scope="session")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck of `proevedag.yaml`."""
    return built(str(AGENDA), "fjord", tmp_path_factory.mktemp("deck"))


@pytest.fixture
def found(deck: Path, tmp_path: Path) -> Callable[[Break], list[Finding]]:
    """What is found in that deck when it is broken in one way."""
    return lambda change: findings(broken(deck, tmp_path, change))
