"""Templates that others made: see the README beside."""

from __future__ import annotations

from pathlib import Path

__all__ = ["FOUND"]

FOUND = {f"{file.parent.name}/{file.stem}": file for file in sorted(Path(__file__).parent.glob("*/*.pptx"))}
"""The files by project and name."""
