"""LibreOffice and poppler as a judge: does the deck open, and what does it look like?"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

__all__ = ["Office", "missing"]

PATIENCE = 180
"""Seconds before a program that hangs is given up."""
FILTERS = {".pptx": 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'}
"""How a file becomes PDF, where plain ``pdf`` is not enough."""


def missing() -> list[str]:
    """What is needed here and not on this machine: programs, and the font that is as wide as Calibri."""
    programs = [program for program in ("soffice", "pdftoppm", "fc-match") if shutil.which(program) is None]
    return programs or ([] if "Carlito" in _standing_in_for("Calibri") else ["the font Carlito"])


def _standing_in_for(family: str) -> str:
    match = ["fc-match", "--format", "%{family}", family]
    return subprocess.run(match, capture_output=True, text=True, check=False).stdout


@dataclass(frozen=True)
class Office:
    """Turns decks and documents into PDF and pictures; a file with the same content is turned once."""

    results: Path
    """A folder to keep them in; processes may share it."""

    def pdf(self, deck: Path) -> Path:
        """The file as PDF; of a deck a page a slide, hidden ones too.

        Raises:
            RuntimeError: LibreOffice gave up on the file.
        """
        target = self.results / _digest(deck) / "deck.pdf"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.results) as folder:
                _convert(deck, Path(folder), self.profile).replace(target)
        return target

    @property
    def profile(self) -> Path:
        """LibreOffice's folder, one a process: two that share one wait for each other, a new one takes a second."""
        return self.results / f"profile-{os.getpid()}"

    def pictures(self, deck: Path, dpi: int = 60) -> list[Path]:
        """The slides as PNG files, in order."""
        pages = self.pdf(deck)
        folder = pages.with_name(f"{dpi}-dpi")
        if not folder.exists():
            work = Path(tempfile.mkdtemp(dir=self.results))
            subprocess.run(["pdftoppm", "-png", "-r", str(dpi), pages, work / "slide"], check=True, timeout=PATIENCE)
            work.rename(folder)
        return sorted(folder.glob("*.png"))


def _digest(file: Path) -> str:
    """The same for files whose parts are the same: some who write them put in the time."""
    with ZipFile(file) as package:
        parts = sorted((part.filename, part.CRC, part.file_size) for part in package.infolist())
    return sha256(repr((file.suffix, parts)).encode()).hexdigest()


def _convert(deck: Path, work: Path, profile: Path) -> Path:
    """Run LibreOffice; what it leaves in its profile when it gives up is not kept."""
    source = shutil.copy(deck, work / f"deck{deck.suffix}")
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        FILTERS.get(deck.suffix, "pdf"),
        "--outdir",
        str(work),
        str(source),
    ]
    made = work / "deck.pdf"
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    finally:
        if not made.exists():
            shutil.rmtree(profile, ignore_errors=True)
    if run.returncode or not made.exists():
        raise RuntimeError(f"LibreOffice gave up on {deck.name} (exit {run.returncode}): {run.stderr.strip()}")
    return made
