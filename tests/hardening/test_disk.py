"""Files: legal names on every system, whole or not at all, and nothing left over, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from facilitator.content import slug
from facilitator.messages import Problems
from facilitator.output import LIST, write_files
from hardening.program import HANG, ONE_BLOCK, command, refused, run
from judges.package import audit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an agenda."""
    (tmp_path / "a.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    return tmp_path


def left_over(folder: Path) -> list[str]:
    return [str(file) for file in folder.rglob("*.part")]


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "aux"])
def test_an_id_that_windows_keeps_is_a_problem(name: str, folder: Path) -> None:
    text = f"id: {name}\n{ONE_BLOCK}"
    (folder / "b.yaml").write_text(text, encoding="utf-8")
    assert "b.yaml:1:5: “" in (said := refused("build", "b.yaml", cwd=folder))
    assert "Windows" in said
    (folder / f"{name}.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    assert "Windows" in refused("build", f"{name}.yaml", cwd=folder)
    assert "no name for an agenda" in refused("new", name, cwd=folder)
    assert "no name for an agenda" in refused("new", f"{name.upper()} .yaml", cwd=folder)


ILLEGAL = ["con.pdf", "NUL.tar.gz", "Com3", "a:b.pdf", "a?.pdf", "a*", 'a".pdf', "<a>", "a|b", "a\\b", "a.", "a ",
           "a\n", "..", "a/../b", "a//b", "x" * 201, "æ" * 101, "a\ud800"]  # fmt: skip


@pytest.mark.parametrize("name", ILLEGAL, ids=ascii)
def test_no_file_gets_a_name_that_some_system_cannot_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(Problems, match="not a file name on every system"):
        write_files(tmp_path / "out", {"fine.pdf": b"", name: b""}, force=True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["a b.pdf", "æøå.docx", "console.pdf", "a.b.c", "com10.pdf", "漢.pdf", "1/a.pdf"])
def test_other_names_are_fine(name: str, tmp_path: Path) -> None:
    (path,) = write_files(tmp_path, {name: b"x"})
    assert path.read_bytes() == b"x"


def test_a_composed_and_a_decomposed_file_name_give_the_same_id() -> None:
    names = {unicodedata.normalize(form, "Årsmøde på Ærø") for form in ("NFC", "NFD")}
    assert len(names) == 2
    assert {slug(name) for name in names} == {"aarsmoede-paa-aeroe"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_folders_and_files_with_spaces_and_danish_letters(form: Literal["NFC", "NFD"], tmp_path: Path) -> None:
    folder = tmp_path / unicodedata.normalize(form, "Mødet på Ærø")
    folder.mkdir()
    (folder / unicodedata.normalize(form, "Vores møde.yaml")).write_text(ONE_BLOCK, encoding="utf-8")
    (name,) = [file.name for file in folder.iterdir()]
    done = run("build", folder / name, "--out", folder / "ud å", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert audit(folder / "ud å" / "vores-moede.pptx") == []


def test_a_title_longer_than_a_folder_name(folder: Path) -> None:
    parts = "".join(f"  - {{agenda: a.yaml, title: {'xy ' * 100}, date: 2025-03-0{day}}}\n" for day in (4, 5))
    (folder / "p.yaml").write_text(f"title: P\nparts:\n{parts}", encoding="utf-8")
    done = run("build", "p.yaml", "--only", "calendar", "--only", "runsheet", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert all(len(file.name) < 100 for file in (folder / "out").rglob("*"))


# --- the disk says no -----------------------------------------------------------------------------------------------


def test_a_file_where_a_folder_must_be(folder: Path) -> None:
    (folder / "out").write_bytes(b"mine")
    assert "cannot be written" in refused("build", "a.yaml", cwd=folder)
    assert (folder / "out").read_bytes() == b"mine"


def test_a_folder_where_a_file_must_be_stops_before_anything_is_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    (tmp_path / "b.pptx").mkdir()
    with pytest.raises(Problems, match=r"b\.pptx: the file cannot be written: a folder has its name"):
        write_files(tmp_path, {"a.pptx": b"two", "b.pptx": b"two"}, force=True)
    assert (tmp_path / "a.pptx").read_bytes() == b"one"
    assert left_over(tmp_path) == []


def test_a_full_disk_leaves_everything_as_it_was(folder: Path) -> None:
    assert run("build", "a.yaml", "--only", "deck", cwd=folder).returncode == 0
    before = {file: file.read_bytes() for file in (folder / "out").rglob("*") if file.is_file()}
    (folder / "a.yaml").write_text(ONE_BLOCK.replace("title: A", "title: Andet"), encoding="utf-8")
    largest = max(map(len, before.values())) - 1000
    done = run("build", "a.yaml", "--only", "deck", cwd=folder, largest=largest)
    assert done.returncode == 2, done.stderr
    assert "cannot be written: File too large" in done.stderr
    assert {file: file.read_bytes() for file in (folder / "out").rglob("*") if file.is_file()} == before
    assert run("build", "a.yaml", "--only", "deck", cwd=folder).returncode == 0, "nothing counts as changed by hand"


def test_a_full_disk_for_temporary_files_is_a_clear_error(folder: Path) -> None:
    done = run("build", "a.yaml", cwd=folder, largest=50_000)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "File too large" in done.stderr


# --- two at once, and one that is stopped ---------------------------------------------------------------------------


def test_two_builds_into_one_folder_at_once(folder: Path) -> None:
    (folder / "b.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    both = [
        subprocess.Popen(command("build", name, "--out", "out"), cwd=folder, stdout=-3, stderr=subprocess.PIPE)
        for name in ("a.yaml", "b.yaml", "a.yaml")
    ]
    for one in both:
        _, said = one.communicate(timeout=HANG)
        assert one.returncode == 0 or (one.returncode == 2 and b"Traceback" not in said), said
    assert audit(folder / "out" / "a.pptx") == []
    assert audit(folder / "out" / "b.pptx") == []
    assert left_over(folder) == []
    assert (folder / "out" / LIST).is_file()


DEAF = """
import os, signal, time
from facilitator.cli.terminal import own_process
class Late:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)
own_process()
signal.signal(signal.SIGINT, signal.default_int_handler)  # A shell starts what is in its background without one.
try:
    Late()
    for _ in range(600):
        time.sleep(0.1)
except KeyboardInterrupt:
    print("heeded")
"""
"""A Ctrl-C that comes where Python tells of an error and goes on."""


def test_ctrl_c_is_heeded_where_python_would_go_on() -> None:
    ended = subprocess.run([sys.executable, "-c", DEAF], capture_output=True, text=True, timeout=HANG)
    assert (ended.stdout, ended.stderr) == ("heeded\n", "")


@pytest.mark.parametrize("wait", [0.7, 1.2, 2.0])
def test_ctrl_c_leaves_nothing_half_written(wait: float, folder: Path) -> None:
    started = subprocess.Popen(
        command("build", "lpa-modul-1", "--out", "out"),
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
    )
    time.sleep(wait)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=HANG)
    # Python ends by the signal itself, which a shell calls 130 too, when it comes while a class is made from text.
    assert started.returncode in (0, 130, -signal.SIGINT), said
    assert b"Traceback" not in said
    assert left_over(folder) == []
    assert [file.name for file in folder.iterdir() if file.name.startswith("facilitator-")] == []
    for deck in folder.rglob("*.pptx"):
        assert audit(deck) == []
