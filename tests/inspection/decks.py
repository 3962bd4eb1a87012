"""Decks as Facilitator builds them, to be inspected as they are or broken in one way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from facilitator.agenda.read import read_agenda
from facilitator.inspection import Finding
from facilitator.inspection.inspect import inspect
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from pptx import Presentation

__all__ = ["Break", "broken", "built", "findings"]

Break = Callable[[Any], None]
"""Changes a presentation of python-pptx."""


def built(agenda: str, theme: str, folder: Path) -> Path:
    """The deck of a shipped agenda in a theme."""
    library = default_library()
    reading = read_agenda(agenda, library=library, theme=theme)
    (made,) = OpenAgenda(reading, library).build("deck")
    path = folder / made.name
    path.write_bytes(made.content)
    return path


def broken(deck: Path, folder: Path, *breaks: Break) -> Path:
    """A copy with these changes."""
    presentation: Any = Presentation(str(deck))
    for change in breaks:
        change(presentation)
    path = folder / "broken.pptx"
    presentation.save(str(path))
    return path


def findings(path: Path) -> list[Finding]:
    """What the inspection finds."""
    return list(inspect(path).findings)
