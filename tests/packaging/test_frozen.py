"""The folder that runs without Python: it is made, and does its jobs in an environment in which there is nothing."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

pytestmark = [pytest.mark.packaging, pytest.mark.long]

MOST = 110_000_000
"""Bytes of it in a zip."""


@pytest.fixture(scope="module")
def frozen(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, made as anybody makes it."""
    folder = tmp_path_factory.mktemp("frozen")
    command = [sys.executable, "-m", "nox", "-s", "freeze", "--", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    return folder / "Facilitator"


def run(program: Path, *words: str | Path, folder: Path) -> str:
    """What it says, with not one variable in its environment."""
    done = subprocess.run([program, *words], cwd=folder, env={}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    return done.stdout


def files(folder: Path) -> dict[str, bytes]:
    """What was made, but for the list of it, which says when."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_it_is_small(frozen: Path, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "facilitator.zip", "w", ZIP_DEFLATED) as archive:
        for path in frozen.rglob("*"):
            if path.is_file() and not path.is_symlink():  # A link is a few bytes.
                archive.write(path, path.relative_to(frozen))
    assert (tmp_path / "facilitator.zip").stat().st_size <= MOST


def test_a_build_is_the_same_to_the_byte(frozen: Path, tmp_path: Path) -> None:
    run(frozen / "facilitator", "build", "trio-workshop", "--out", "frozen", folder=tmp_path)
    python = [sys.executable, "-m", "facilitator", "build", "trio-workshop", "--out", "python"]
    subprocess.run(python, cwd=tmp_path, check=True, capture_output=True)
    assert files(tmp_path / "frozen") == files(tmp_path / "python")
    assert len(files(tmp_path / "frozen")) > 20


def test_a_batch_has_processes_of_its_own(frozen: Path, tmp_path: Path) -> None:
    table = "Team;Kunde;Dato;Deltagere\n" + "".join(f"Hold {n};Prøveby;14.1.2027;{9 + n}\n" for n in range(4))
    (tmp_path / "hold.csv").write_text(table, encoding="utf-8")
    words = ("batch", "det-korte-moede", "hold.csv", "--only", "deck", "--jobs", "2", "--out", "ud")
    run(frozen / "facilitator", *words, folder=tmp_path)
    assert {f"hold-{n}" for n in range(4)} <= {path.parent.name for path in (tmp_path / "ud").rglob("*.pptx")}


@contextmanager
def open_studio(program: Path, *words: str | Path) -> Iterator[tuple[str, urllib.request.OpenerDirector]]:
    """The address of the first page, and a browser that has opened it."""
    studio = subprocess.Popen([program, *words, "--no-browser"], env={}, stdout=subprocess.PIPE, text=True)
    try:
        assert studio.stdout is not None
        found = re.search(r"http://\S+", studio.stdout.readline())
        assert found is not None
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
        yield browser.open(found[0]).url, browser
    finally:
        studio.send_signal(signal.SIGINT)
        studio.communicate(timeout=60)


def test_it_opens_the_studio(frozen: Path, tmp_path: Path) -> None:
    run(frozen / "facilitator", "new", "vores", folder=tmp_path)
    with open_studio(frozen / "facilitator", "studio", tmp_path) as (address, browser):
        shelf = browser.open(address).read().decode()
        assert "vores.yaml" in shelf
        found = re.search('href="(/agendas/[^"]+)"', shelf)
        assert found is not None
        agenda = address.rstrip("/") + found[1]
        for path, said in (
            (agenda, "vores.yaml"),
            (f"{agenda}/day", '"planned":true'),
            (f"{agenda}/room/page/", "Velkommen"),
            (f"{address.rstrip('/')}/pictures/cards/guldkorn", ""),
            (f"{address.rstrip('/')}/help/studio.md", "studio-shelf.png"),
        ):
            assert said in browser.open(path).read().decode("utf-8", "replace")
