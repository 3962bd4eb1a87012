"""The walk through the house passes only rooms that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PLACES = (ROOT, ROOT / "facilitator", ROOT / "tests", ROOT / "decks")
QUOTED = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL))
PATHS = sorted(
    {
        one
        for one in QUOTED
        if re.fullmatch(r"[\w.*-]+/([\w.*-]+/)*|(?:[\w.*-]+/)*[\w.*-]+\.(?:py|json|toml|txt|yaml|typ|md|po)", one)
    }
)
NAMES = sorted({one for one in QUOTED if re.fullmatch(r"[A-Z]\w+|\w+\.\w+\.\w+|[A-Z]{2,}", one)})
SOURCES = [
    *(ROOT / "facilitator").rglob("*.py"),
    *(ROOT / "tests").rglob("*.py"),
    ROOT / "noxfile.py",
    ROOT / ".ci" / "run",
]


def is_there(path: str) -> bool:
    """Whether it is in the checkout, from its root or from one of the folders that the page speaks of."""
    wanted = re.sub(r"[A-Z]{2,}", "*", path)  # NAME, KIND, CODE: what a stranger calls it.
    inside = [*PLACES, *(one for place in PLACES[1:] for one in place.rglob("*") if one.is_dir())]
    return any(any(place.glob(wanted.rstrip("/"))) for place in inside)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_there(path: str) -> None:
    assert is_there(path)


def test_a_path_that_is_not_there_is_found() -> None:
    assert len(PATHS) > 50
    assert is_there("canvas/figures/KIND.py")
    assert not is_there("canvas/figures/none.py")
    assert not is_there("nowhere/NAME.yaml")


def test_every_name_is_there() -> None:
    code = "\n".join(file.read_text(encoding="utf-8") for file in SOURCES)
    assert len(NAMES) > 5
    assert [name for name in NAMES if not re.search(rf"\b{name.rpartition('.')[2]}\b", code)] == []


def test_every_package_is_in_the_table() -> None:
    packages = {one.parent.name for one in (ROOT / "facilitator").glob("*/__init__.py")}
    assert packages == set(re.findall(r"^\| `facilitator/(\w+)/` \|", PAGE, re.MULTILINE))
