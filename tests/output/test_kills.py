"""Builds that are killed at any moment: the next one knows its files, and nobody is told to have edited them."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

AGENDA = """
title: Dag {{ nummer }}
start: 9.00
data: {date: 2027-01-14, client: Kommunen, participants: 12, nummer: x}
blocks:
  - {title: "Tale {{ nummer }}", minutes: 20, slides: [{questions: ["Hvad {{ nummer }}?"]}], forms: [livscirkler]}
  - {title: Slut, minutes: 10, cards: [guldkorn]}
"""
PROGRAM = [sys.executable, "-m", "facilitator"]


@pytest.mark.parametrize("times", [2, pytest.param(100, marks=pytest.mark.long)])
def test_after_a_build_that_was_killed_the_next_one_blames_nobody(times: int, tmp_path: Path) -> None:
    (tmp_path / "dag.yaml").write_text(AGENDA, "utf-8")
    chance, out = random.Random(times), tmp_path / "ud"
    build = [*PROGRAM, "build", str(tmp_path / "dag.yaml"), "--out", str(out), "--json"]
    began = time.monotonic()
    first = json.loads(subprocess.run(build, capture_output=True, check=True).stdout)
    lasts = time.monotonic() - began
    names = {Path(one["path"]).name for one in first["files"]}
    assert {one["became"] for one in first["files"]} == {"new"}
    for number in range(times):
        killed = subprocess.Popen([*build, "--set", f"nummer={number}"], stdout=subprocess.DEVNULL)
        # Most of what can be half done is done in the last third, when the files are written.
        time.sleep(lasts * chance.choice([chance.uniform(0, 1), chance.uniform(0.7, 1)]))
        killed.kill()
        killed.communicate()
        found = json.loads(subprocess.run(build, capture_output=True, check=True).stdout)
        assert {one["became"] for one in found["files"]} <= {"same", "updated", "new"}
        assert [one["told"] for one in found["files"] if "told" in one] == []
        assert {Path(one["path"]).name for one in found["files"]} == names
        assert not [*tmp_path.rglob("*.part")]
        assert {one.name for one in out.iterdir() if not one.name.startswith(".")} == names
