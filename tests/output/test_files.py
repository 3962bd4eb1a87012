"""Files are written whole or not at all, and nobody's work is overwritten."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import facilitator
from facilitator.messages import Problems
from facilitator.output import LIST, LOCK, write_files


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "out" / "a", {"a.pptx": b"one"})
    assert [path.read_bytes() for path in paths] == [b"one"]
    assert names(tmp_path / "out" / "a") == {"a.pptx", LIST}


def test_what_we_wrote_ourselves_is_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    write_files(tmp_path, {"a.pptx": b"two"})
    assert (tmp_path / "a.pptx").read_bytes() == b"two"


def test_what_somebody_changed_is_kept(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one", "b.pptx": b"one"})
    (tmp_path / "b.pptx").write_bytes(b"mine")
    with pytest.raises(Problems, match=r"b\.pptx: the file was changed since it was written; .*--force"):
        write_files(tmp_path, {"a.pptx": b"two", "b.pptx": b"two"})
    assert (tmp_path / "b.pptx").read_bytes() == b"mine"
    assert (tmp_path / "a.pptx").read_bytes() == b"one", "nothing is written when something cannot be"


def test_what_was_there_before_us_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"mine")
    with pytest.raises(Problems, match="not ours"):
        write_files(tmp_path, {"a.pptx": b"two"})


def test_force_overwrites_and_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"mine")
    write_files(tmp_path, {"a.pptx": b"two"}, force=True)
    write_files(tmp_path, {"a.pptx": b"three"})
    assert (tmp_path / "a.pptx").read_bytes() == b"three"


def test_a_broken_list_makes_us_careful_not_confused(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    (tmp_path / LIST).write_text("{", encoding="utf-8")
    write_files(tmp_path, {"a.pptx": b"one"})
    (tmp_path / LIST).write_text("[]", encoding="utf-8")
    with pytest.raises(Problems):
        write_files(tmp_path, {"a.pptx": b"two"})


def test_other_files_in_the_folder_are_remembered_too(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    write_files(tmp_path, {"b.pptx": b"one"})
    write_files(tmp_path, {"a.pptx": b"two"})
    assert (tmp_path / "a.pptx").read_bytes() == b"two"


def test_a_folder_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").mkdir()
    with pytest.raises(Problems, match=r"a\.pptx: the file cannot be written"):
        write_files(tmp_path, {"a.pptx": b"one"}, force=True)
    assert names(tmp_path) == {"a.pptx"}, "no half-written file is left"


def test_a_file_where_the_folder_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(Problems, match="cannot be written"):
        write_files(tmp_path / "out", {"a.pptx": b"one"})


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Problems, match="not read-only"):
        write_files(tmp_path, {"a.pptx": b"one"})


def test_a_file_that_is_open_in_powerpoint_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a.pptx": b"one", "b.pptx": b"one"})

    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        """As Windows does while another program has the file."""
        if Path(target).suffix == ".pptx":
            raise PermissionError(13, "Permission denied", str(source), 5, str(target))
        replace(source, target)

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(Problems, match=r"a\.pptx: .*closed in other programs"):
        write_files(tmp_path, {"a.pptx": b"two", "b.pptx": b"two"})
    assert (tmp_path / "a.pptx").read_bytes() == b"one"
    assert names(tmp_path) == {"a.pptx", "b.pptx", LIST}


@pytest.mark.skipif(sys.platform != "linux", reason="a program that runs cannot be written to")
def test_a_file_that_cannot_be_written_stops_all_before_any_is_overwritten(tmp_path: Path) -> None:
    sleep = Path(shutil.which("sleep") or "").read_bytes()
    write_files(tmp_path, {"a.pptx": b"one", "b.pdf": sleep})
    (tmp_path / "b.pdf").chmod(0o755)
    with subprocess.Popen([tmp_path / "b.pdf", "60"]) as held:
        with pytest.raises(Problems, match=r"b\.pdf: the file cannot be written"):
            write_files(tmp_path, {"a.pptx": b"two", "b.pdf": b"two"})
        held.kill()
    assert (tmp_path / "a.pptx").read_bytes() == b"one"
    write_files(tmp_path, {"a.pptx": b"two", "b.pdf": b"two"})
    assert names(tmp_path) == {"a.pptx", "b.pdf", LIST}


def test_files_have_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    (path,) = write_files(tmp_path, {"a.pptx": b"one"})
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_builds_into_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    program = "import sys; from facilitator.output import write_files; from pathlib import Path\n"
    program += "for number in range(20): write_files(Path(sys.argv[1]), {f'{sys.argv[2]}-{number}': b'one'})"
    builds = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path), name]) for name in "abc"]
    assert [build.wait() for build in builds] == [0, 0, 0]
    listed = json.loads((tmp_path / LIST).read_bytes())["files"]
    assert listed.keys() == {f"{name}-{number}" for name in "abc" for number in range(20)}
    assert names(tmp_path) == {*listed, LIST}


@pytest.mark.skipif(os.name == "nt", reason="Windows locks otherwise")
def test_nothing_is_written_as_long_as_another_build_writes(tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / LOCK).open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        build = threading.Thread(target=write_files, args=(tmp_path, {"a.pptx": b"one"}))
        build.start()
        build.join(0.5)
        assert names(tmp_path) == {LOCK}
    build.join()
    assert names(tmp_path) == {"a.pptx", LIST}


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_whoever_is_killed_in_between_has_not_changed_our_files(step: int, tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one", "b.pptx": b"one"})
    program = """
import os, sys
from pathlib import Path
from facilitator.output import write_files
left, replace = int(sys.argv[2]), os.replace
def replaced(source, target):
    global left
    replace(source, target)
    left -= 1
    if not left:
        os._exit(9)
os.replace = replaced
write_files(Path(sys.argv[1]), {"a.pptx": b"two", "b.pptx": b"two"})
"""
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path), str(step)], check=False).returncode == 9
    write_files(tmp_path, {"b.pptx": b"three", "a.pptx": b"three"})
    assert (tmp_path / "b.pptx").read_bytes() == b"three"
    (tmp_path / "b.pptx").write_bytes(b"one")
    with pytest.raises(Problems, match="was changed"):
        write_files(tmp_path, {"b.pptx": b"four"})


def test_a_calendar_follows_on_the_one_in_the_folder(tmp_path: Path) -> None:
    def built(day: str) -> bytes:
        made = facilitator.open("trio-workshop", date=day).build("calendar")
        (path,) = facilitator.write(made, tmp_path)
        return path.read_bytes()

    first, moved, again = built("2027-01-14"), built("2027-01-07"), built("2027-01-07")
    assert b"SEQUENCE:0" in first
    assert b"SEQUENCE:1" in moved
    assert again == moved


WRITER = """
import os, sys, time
from pathlib import Path
from facilitator.output import write_files
folder, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    content = f"{os.getpid()}-{number}".encode() * 5_000
    write_files(folder, {f"{one}/{one}.pptx" if one % 2 else f"{one}.pptx": content for one in range(12)})
"""


@pytest.mark.parametrize("times", [8, pytest.param(100, marks=pytest.mark.long)])
def test_after_any_kill_the_next_build_knows_its_files(times: int, tmp_path: Path) -> None:
    chance = random.Random(times)
    for _time in range(times):
        builds = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
            for _build in range(chance.choice([1, 1, 2]))
        ]
        for build in builds:
            assert build.stdout is not None
            assert build.stdout.readline() == b"ready\n"
        time.sleep(chance.random() * 0.2)
        for build in builds:
            build.kill()
            build.communicate()
        write_files(tmp_path, {f"{one}/{one}.pptx" if one % 2 else f"{one}.pptx": b"whole" for one in range(12)})
        assert list(tmp_path.rglob("*.part")) == []
        found = [file.read_bytes() for file in tmp_path.rglob("*.pptx")]
        assert found == [b"whole"] * 12
        if chance.random() < 0.3:  # What a person does then is still seen.
            (tmp_path / "2.pptx").write_bytes(b"mine")
            with pytest.raises(Problems, match=r"2\.pptx: the file was changed"):
                write_files(tmp_path, {"2.pptx": b"other"})
            (tmp_path / "2.pptx").write_bytes(b"whole")
    assert {file.name for file in tmp_path.iterdir() if file.name.startswith(".")} == {LIST}


def test_what_others_call_a_part_stays(tmp_path: Path) -> None:
    theirs = [".film.part", ".a.pptx.part", "a.pptx.abcdefgh.part", ".b.pptx.abcdefgh.part", ".a.pptx.ABCDEFGH.part"]
    for name in (*theirs, ".a.pptx.abcdefgh.part"):
        (tmp_path / name).write_bytes(b"")
    write_files(tmp_path, {"a.pptx": b"one"})
    assert {file.name for file in tmp_path.glob("*.part")} == set(theirs)
