"""However it is installed, the project finds its content and does its main job outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from judges.package import Package, audit

pytestmark = pytest.mark.packaging

BUILD = ("build", "trio-workshop", "--json")
DECK = ("--only", "deck")
ON_ZIP = "import sys; from facilitator.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Environment:
    """A virtual environment that knows nothing of the checkout."""

    root: Path

    @property
    def programs(self) -> Path:
        return self.root / ("Scripts" if os.name == "nt" else "bin")

    def pip(self, *arguments: str | Path) -> None:
        """Our own pip: to give each environment one would take as long as to install the project."""
        run([sys.executable, "-m", "pip", "--python", self.programs / "python", "--quiet", *arguments], self.root)

    def packages(self) -> Path:
        """Its site-packages."""
        command: list[str | Path] = [
            self.programs / "python",
            "-c",
            "import sysconfig; print(sysconfig.get_path('purelib'))",
        ]
        return Path(run(command, self.root).strip())


def run(command: list[str | Path], folder: Path, **variables: str) -> str:
    """Run a command in a folder, without Python's own variables of this process; return what it printed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "COV_"))} | variables
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel made from it; what that needs is asked for when the sdist is installed."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, checkout], folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def unpacked(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked sdist."""
    folder = tmp_path_factory.mktemp("sdist")
    shutil.unpack_archive(next(dist.glob("*.tar.gz")), folder)
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A new environment with the wheel and all it asks for."""
    made = Environment(tmp_path_factory.mktemp("environment"))
    run([sys.executable, "-m", "venv", "--without-pip", made.root], made.root)
    made.pip("install", "--no-compile", wheel)
    return made


def built(command: list[str | Path], folder: Path, *options: str, **variables: str) -> bytes:
    """Run the main job in an empty folder, and look at the file as a judge would."""
    folder.mkdir()
    printed = run([*command, *BUILD, *options], folder, **variables)
    decks = [Path(f["path"]) for f in json.loads(printed)["files"] if f["kind"] == "deck"]
    assert [folder / deck for deck in decks] == [folder / "out" / "trio-workshop" / "trio-workshop.pptx"]
    deck = folder / decks[0]
    assert audit(deck) == []
    assert len(Package(deck).slides) >= 34
    return deck.read_bytes()


@pytest.fixture(scope="module")
def from_wheel(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built([environment.programs / "facilitator"], tmp_path_factory.mktemp("run") / "wheel")


def test_a_wheel_does_the_main_job_from_an_empty_folder(from_wheel: bytes) -> None:
    assert from_wheel


def test_a_wheel_holds_all_the_content_and_only_its_own_package(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("agendas", "decks", "docs/da", "docs/img"):
        for file in (checkout / folder).rglob("*.*"):
            assert f"facilitator/shipped/{file.relative_to(checkout).as_posix()}" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"facilitator"}


def test_a_wheel_that_stays_a_zip_file_builds_the_same_deck(
    environment: Environment, wheel: Path, tmp_path: Path, from_wheel: bytes
) -> None:
    command: list[str | Path] = [environment.programs / "python", "-c", ON_ZIP]
    assert built(command, tmp_path / "zip", PYTHONPATH=str(wheel)) == from_wheel


def test_an_unpacked_sdist_installs_and_builds_the_same_deck(
    environment: Environment, unpacked: Path, tmp_path: Path, from_wheel: bytes
) -> None:
    environment.pip("install", "--no-deps", "--force-reinstall", unpacked)
    assert built([environment.programs / "facilitator"], tmp_path / "sdist", *DECK) == from_wheel


def test_an_editable_install_reads_the_content_where_it_is_edited(
    environment: Environment, unpacked: Path, tmp_path: Path, from_wheel: bytes
) -> None:
    source = shutil.copytree(unpacked, tmp_path / "source")
    environment.pip("install", "--no-deps", "--force-reinstall", "--editable", source)
    assert not (environment.packages() / "facilitator").exists(), "a copy that would go stale"
    command: list[str | Path] = [environment.programs / "facilitator"]
    assert built(command, tmp_path / "before", *DECK) == from_wheel

    agenda = source / "agendas" / "trio-workshop.yaml"
    text = agenda.read_text(encoding="utf-8")
    assert "Eksempel Kommune" in text
    agenda.write_text(text.replace("Eksempel Kommune", "Prøveby Kommune"), encoding="utf-8")
    assert built(command, tmp_path / "after", *DECK) != from_wheel
