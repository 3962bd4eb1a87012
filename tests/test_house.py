"""The house stays one that a stranger finds their way in; `scripts/measure_house.py` measures it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST = {"modules": 224, "longest": 400, "import depth": 23, "borrowed": 0, "carriers": 13}


@pytest.fixture(scope="module")
def measured() -> dict[str, int]:
    """Each figure by its name."""
    run = [sys.executable, str(ROOT / "scripts" / "measure_house.py")]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    return {line[:16].strip(): int(line[16:].split()[0]) for line in told.splitlines()}


@pytest.mark.parametrize("what", MOST)
def test_it_keeps_to_its_bounds(what: str, measured: dict[str, int]) -> None:
    assert measured[what] <= MOST[what]
