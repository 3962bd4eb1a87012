"""The same input gives the same bytes, on any day and in any process; and nothing is fetched from anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from whole.building import Build

MAIN = "import sys; from facilitator.cli import main; sys.exit(main())"
NO_SOCKETS = """
import sys
def forbid(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(forbid)
"""


def in_a_process(program: str, out: Path, *options: str, **variables: str) -> bytes:
    """Build the agenda in a new process; return the deck."""
    command = [sys.executable, "-c", program, "build", "trio-workshop", "--out", str(out), *options]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (deck,) = [one for one in out.rglob("*.pptx") if ".facilitator" not in one.parts]
    return deck.read_bytes()


def test_two_builds_in_one_process_are_the_same(trio: Path, build: Build) -> None:
    assert build("trio-workshop").deck.read_bytes() == trio.read_bytes()


def test_builds_in_two_processes_are_the_same(trio: Path, tmp_path: Path) -> None:
    for seed in ("0", "4711"):
        machine = {"PYTHONHASHSEED": seed, "TZ": f"UTC-{len(seed)}", "LC_ALL": "C"}
        made = in_a_process(MAIN, tmp_path / seed, "--only", "deck", **machine)
        assert made == trio.read_bytes()


def test_no_socket_is_opened(trio: Path, tmp_path: Path) -> None:
    assert in_a_process(NO_SOCKETS + MAIN, tmp_path) == trio.read_bytes()


def test_the_ban_on_sockets_would_be_noticed() -> None:
    program = NO_SOCKETS + "import socket; socket.socket()"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode
