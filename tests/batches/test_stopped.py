"""Several processes give the same bytes as one, and whatever stops them, what is done is there."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

import facilitator
from batches.tables import AGENDA, ROWS, csv_table

MANY = [(f"TRIO nr. {n}", *ROWS[0][1:]) for n in range(1, 61)]
COMMAND = [sys.executable, "-m", "facilitator", "batch", "s.yaml", "g.csv", "--only", "logistics", "--out", "o"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("s.yaml").write_text(AGENDA, "utf-8")
    csv_table(Path("g.csv"), MANY)
    return tmp_path


def states() -> list[str]:
    text = Path("o", "batch.csv").read_bytes().decode("utf-8-sig") if Path("o", "batch.csv").exists() else ""
    return [row["Tilstand"] for row in csv.DictReader(io.StringIO(text), delimiter=";")]


def contents(folder: Path) -> dict[str, bytes]:
    files = (one for one in folder.rglob("*") if one.is_file() and one.name != "batch.csv")
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}


def stopped(number: int) -> str:
    """Begin a batch of two processes, send it a signal when some groups are done, and wait until all have ended."""
    process = subprocess.Popen([*COMMAND, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while process.poll() is None and "lavet" not in states():
        time.sleep(0.05)
    os.kill(process.pid, number)
    # The processes that build have the same output: it ends when the last of them has.
    told, _none = process.communicate(timeout=120)
    return told


def resumed() -> list[str]:
    subprocess.run([*COMMAND, "--resume", "--jobs", "1"], check=True, capture_output=True)
    return states()


def test_two_processes_give_the_bytes_of_one() -> None:
    csv_table(Path("g.csv"), ROWS)
    for jobs in (1, 2):
        found = facilitator.batch("s.yaml", "g.csv", only=["deck", "logistics", "form"], jobs=jobs, out=f"o{jobs}")
        assert not found.failed
    assert contents(Path("o1")) == contents(Path("o2"))
    assert Path("o1", "batch.csv").read_bytes() == Path("o2", "batch.csv").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(
    "number",
    [pytest.param(signal.SIGKILL, id="killed"), pytest.param(signal.SIGINT, id="interrupted", marks=pytest.mark.long)],
)
def test_what_was_done_when_it_was_stopped_is_there_and_the_rest_follows(number: signal.Signals) -> None:
    told = stopped(number)
    before = states()
    done = before.count("lavet")
    assert 0 < done < len(MANY)
    assert before.count("mangler") == len(MANY) - done
    assert "Traceback" not in told
    assert not [*Path("o").rglob("*.part")] or number == signal.SIGKILL
    if number == signal.SIGINT:
        return
    again = resumed()
    assert again.count("uændret") >= done
    assert set(again) == {"lavet", "uændret"}
    assert all(Path("o", f"trio-nr-{n}", f"pakkeliste-trio-nr-{n}.pdf").is_file() for n in range(1, 61))
    assert not [*Path("o").rglob("*.part")]


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_process_that_is_ended_from_outside_is_told() -> None:
    process = subprocess.Popen([*COMMAND, "--jobs", "2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while process.poll() is None and "lavet" not in states():
        time.sleep(0.05)
    workers = subprocess.run(["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True)
    os.kill(int(workers.stdout.split()[0]), signal.SIGKILL)
    told, _none = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "was ended from outside" in told
    assert "lavet" in states()


def test_a_batch_that_is_told_to_stop_finishes_what_has_begun_and_goes_on_later() -> None:
    csv_table(Path("g.csv"), MANY[:9])
    told: list[str] = []
    how = partial(facilitator.batch, "s.yaml", "g.csv", only="logistics", out="o", jobs=1, resume=True)
    first = how(progress=lambda what, _now, _all: told.append(what), stopped=lambda: told.count("Building") > 1)
    built = [one["folder"] for one in first.data()["groups"] if one["state"] == "built"]
    assert 0 < len(built) < 9
    assert first.data()["groups"][-1]["state"] == "waiting"
    assert states().count("lavet") == len(built)
    second = how()
    assert [one["folder"] for one in second.data()["groups"] if one["state"] == "unchanged"] == built


def test_a_batch_that_is_stopped_while_it_checks_leaves_everything_as_it_was() -> None:
    found = facilitator.batch("s.yaml", "g.csv", out="o", jobs=1, stopped=lambda: True)
    assert {one["state"] for one in found.data()["groups"]} == {"waiting"}
    assert not Path("o").exists()


def test_only_checked_nothing_is_written_and_what_is_wrong_stands_with_its_group() -> None:
    csv_table(Path("g.csv"), [ROWS[0], ("TRIO Syd", "Prøve Kommune", "41.1.2027", "9", "i maj", "9.00")])
    found = facilitator.batch("s.yaml", "g.csv", out="o", build=False)
    assert [[len(one["problems"]), one["state"]] for one in found.data()["groups"]] == [[0, "waiting"], [1, "failed"]]
    assert not Path("o").exists()
