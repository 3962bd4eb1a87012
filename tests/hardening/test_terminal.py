"""What is told reaches whoever runs the program, through any terminal, pipe, or none."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from hardening.program import HANG, ONE_BLOCK, command, refused, run
from sampling import by_turns

DANISH = "title: Årsmøde – “æøå”\nstart: '09.00'\nblocks:\n  - title: Ærø → 漢 ☐\n    minutes: 20\n"
COMMANDS: dict[str, list[str]] = {
    "build": ["build", "a.yaml", "--only", "programme"],
    "calibrate": ["cards", "calibrate"],
    "cards": ["cards", "det-korte-moede"],
    "check": ["check", "a.yaml"],
    "form": ["form", "handleplan"],
    "help": ["pair", "--help"],
    "list": ["list"],
    "new": ["new", "møde"],
    "no such file": ["build", "Åben.yaml"],
    "pair": ["pair", "7"],
    "programme": ["schedule", "lpa-forloeb"],
    "schedule": ["schedule", "a.yaml"],
    "template": ["template", "inspect", "a.pptx"],
    "wrong agenda": ["check", "b.yaml"],
    "wrong option": ["build", "a.yaml", "--start", "»8«"],
}
AS_JSON = {
    "build": ["build", "a.yaml", "--only", "programme", "--json"],
    "list": ["list", "agendas", "--json"],
    "pair": ["pair", "6", "--json"],
    "schedule": ["schedule", "a.yaml", "--json"],
    "schema": ["schema"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(DANISH, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(DANISH.replace("minutes", "minutter"), encoding="utf-8")
    return tmp_path


def in_encoding(encoding: str, *arguments: str, cwd: Path) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        timeout=HANG,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("name", "encoding"), by_turns(COMMANDS, ["ascii", "cp1252"]))
def test_every_command_tells_what_it_has_to_in_any_encoding(name: str, encoding: str, folder: Path) -> None:
    code, said, complained = in_encoding(encoding, *COMMANDS[name], cwd=folder)
    assert code in (0, 2), complained
    assert b"Traceback" not in said + complained
    assert (said + complained).strip()
    (said + complained).decode("utf-8" if encoding == "ascii" else encoding)


def test_signs_that_an_output_lacks_are_written_as_on_a_typewriter(folder: Path) -> None:
    _, said, _ = in_encoding("cp1252", "schedule", "a.yaml", cwd=folder)
    assert "Årsmøde – “æøå”" in said.decode("cp1252")
    assert "Ærø -> ? ?" in said.decode("cp1252")


@pytest.mark.parametrize(("name", "encoding"), by_turns(AS_JSON, ["ascii", "cp1252"]))
def test_json_says_the_same_in_any_encoding(name: str, encoding: str, folder: Path) -> None:
    if name == "build":
        in_encoding("utf-8", *AS_JSON[name], cwd=folder)  # What is built a second time is not told as new.
    _, ours, _ = in_encoding("utf-8", *AS_JSON[name], cwd=folder)
    _, said, _ = in_encoding(encoding, *AS_JSON[name], cwd=folder)
    written = "utf-8" if encoding == "ascii" else encoding  # What ASCII cannot hold is UTF-8.
    assert json.loads(said.decode(written)) == json.loads(ours)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes outputs")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_outputs_keep_nothing_from_being_made(closed: str, folder: Path) -> None:
    words = " ".join(f"'{word}'" for word in command("build", "a.yaml", "--only", "deck", "--out", "out"))
    assert subprocess.run(["sh", "-c", f"exec {words} {closed}"], cwd=folder, check=False).returncode == 0
    assert (folder / "out" / "a.pptx").read_bytes().startswith(b"PK")
    words = " ".join(f"'{word}'" for word in command("check", "b.yaml"))
    assert subprocess.run(["sh", "-c", f"exec {words} {closed}"], cwd=folder, check=False).returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_an_output_that_is_full_is_told(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command("list"), cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (2, b"the output: No space left on device\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "f.yaml"], ["check", "f.yaml"], ["schedule", "f.yaml"], ["build", "/dev/zero"],
        ["check", "/dev/zero"], ["cards", "f.yaml"], ["form", "f.yaml"], ["pair", "f.csv"], ["pair", "f.xlsx"],
        ["build", "a.yaml", "--data", "f.yaml"], ["build", "a.yaml", "--participants", "f.csv"],
        ["build", "a.yaml", "--template", "f.pptx"], ["check", "f.pptx"], ["template", "inspect", "f.pptx"],
        ["cards", "det-korte-moede", "--add", "f.csv"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_pipe_or_a_device_is_told_at_once(arguments: list[str], folder: Path) -> None:
    for ending in ("yaml", "csv", "xlsx", "pptx"):
        os.mkfifo(folder / f"f.{ending}")
    assert "this is no file but a device or a pipe; expected a" in refused(*arguments, cwd=folder)


@pytest.mark.parametrize("name", ["liste.csv", "liste.xlsx"])
@pytest.mark.parametrize(
    "arguments",
    [["pair"], ["build", "a.yaml", "--participants"], ["cards", "det-korte-moede", "--add"]],
    ids=" ".join,
)
def test_a_folder_that_is_called_like_a_list_is_told(arguments: list[str], name: str, folder: Path) -> None:
    (folder / name).mkdir()
    assert f"{name}: this is a folder; expected a .csv or .xlsx file" in refused(*arguments, name, cwd=folder)


def test_a_clock_before_1980_is_told(folder: Path) -> None:
    program = "import time\nreal = time.localtime\ntime.localtime = lambda *_: real(86_400)\n"
    program += "from facilitator.cli import run\nrun()\n"
    done = subprocess.run(
        [command()[0], "-c", program, "build", "a.yaml"], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith(b"the clock of this machine says 1970-01-02; expected it to be set")
    assert not (folder / "out").exists()


def test_one_block_is_all_that_is_needed(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    assert "1 block, " in run("check", "a.yaml", cwd=tmp_path).stdout
