"""LibreOffice and poppler as a judge: does the deck open, and what does it look like?"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
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
        (made,) = self.pdfs([deck])
        return made

    def pdfs(self, files: Sequence[Path]) -> list[Path]:
        """The same for several files by one start of LibreOffice, which takes longer than most files do.

        Raises:
            RuntimeError: LibreOffice gave up on one of them.
        """
        targets = {file: self.results / _digest(file) / "deck.pdf" for file in files}
        missing = [file for file, target in targets.items() if not target.exists()]
        for suffix in sorted({file.suffix for file in missing}):
            several = [file for file in missing if file.suffix == suffix]
            with tempfile.TemporaryDirectory(dir=self.results) as folder:
                for file, made in zip(several, _convert(several, Path(folder), self.profile), strict=True):
                    targets[file].parent.mkdir(parents=True, exist_ok=True)
                    made.replace(targets[file])
        return [targets[file] for file in files]

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


def _convert(files: Sequence[Path], work: Path, profile: Path) -> list[Path]:
    """Run LibreOffice on files of one kind; what it leaves in its profile when it gives up is not kept."""
    sources = [shutil.copy(file, work / f"{number}{file.suffix}") for number, file in enumerate(files)]
    command = [
        "soffice",
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        FILTERS.get(files[0].suffix, "pdf"),
        "--outdir",
        str(work),
        *map(str, sources),
    ]
    made = [work / f"{number}.pdf" for number in range(len(files))]
    patience = PATIENCE * len(files)
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)
    finally:
        if not all(one.exists() for one in made):
            shutil.rmtree(profile, ignore_errors=True)
    lost = [file.name for file, one in zip(files, made, strict=True) if not one.exists()]
    if run.returncode or lost:
        raise RuntimeError(f"LibreOffice gave up on {lost} (exit {run.returncode}): {run.stderr.strip()}")
    return made
