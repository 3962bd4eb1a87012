"""`facilitator template inspect`: what it shows, and the file that it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import running
from templates.made import MADE

FILE = "husets.potx"
BESIDE = Path("husets.potx.layouts.yaml")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a template in it to stand in."""
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_bytes(MADE["Danish"]())


def inspect(*options: str) -> str:
    result = running.run("template", "inspect", FILE, *options)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_it_shows_which_layout_serves_what_and_why() -> None:
    told = inspect()
    (line,) = (line for line in told.splitlines() if line.split()[:1] == ["section"])
    assert "Kapitelforside" in line
    assert "it is called so and has a large title with a text" in line
    assert told.splitlines()[-1] == f"{FILE}: 25.4 × 19.1 cm, 1 master, 8 layouts, no notes master"
    assert not BESIDE.exists()


def test_as_json() -> None:
    told = json.loads(inspect("--json"))
    assert told["layouts"][0][0] == "Forside"
    assert (told["width"], told["macros"], told["sections"]) == (9_144_000, False, [])
    assert told["choices"][0]["kind"] == "title"
    assert "break" in [choice["kind"] for choice in told["choices"]]


def test_it_writes_the_file_to_correct_and_reads_what_was_corrected() -> None:
    assert inspect("--write").splitlines()[-1] == str(BESIDE)
    BESIDE.write_text(BESIDE.read_text(encoding="utf-8").replace('"Dagsorden"', '"Citat"', 1), encoding="utf-8")
    agenda = next(one for one in json.loads(inspect("--json"))["choices"] if one["kind"] == "agenda")
    assert agenda == {"kind": "agenda", "layout": "Citat", "why": f"{BESIDE} says so"}


def test_it_does_not_write_over_corrections() -> None:
    inspect("--write")
    inspect("--write")
    own = "agenda: Citat\n"
    BESIDE.write_text(own, encoding="utf-8")
    assert "was changed since it was written" in running.refused("template", "inspect", FILE, "--write")
    assert BESIDE.read_text(encoding="utf-8") == own
    inspect("--write", "--force")
    assert BESIDE.read_text(encoding="utf-8") != own


def test_mistakes_are_told() -> None:
    assert "there is no such file" in running.refused("template", "inspect", "husetz.potx")
    Path("noter.potx").write_text("hej")
    assert "noter.potx" in running.refused("template", "inspect", "noter.potx")
    BESIDE.write_text("agendaa: Citat\n")
    assert "did you mean “agenda”?" in running.refused("template", "inspect", FILE)
