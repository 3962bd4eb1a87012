"""A thing that has been made before it is a file: what it is, what it is called, and its bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

__all__ = ["WINDOWS_DEVICES", "Made"]

WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))]
)
"""Names that no file or folder has on Windows, whatever ending follows (Microsoft, »Naming Files, Paths, and
Namespaces«)."""


@dataclass(frozen=True)
class Made:
    """A file that has been made but not written."""

    kind: str
    """What it is to somebody who asks for it: ``deck``, ``runsheet``, ``cards`` …"""
    name: str
    """The file name, in the agenda's language."""
    content: bytes
    pages: int = 1
    """How many pages or slides it has; 1 where nobody can know before it is opened (Word, Excel)."""
    told: tuple[str, ...] = ()
    """What to tell the person who prints it, a sentence a line, in the agenda's language."""
    follows: Callable[[bytes, Sequence[bytes]], tuple[bytes, bytes]] | None = None
    """Where what has been made counts its revisions: makes of it, and of what is known of earlier ones, what follows,
    and what the next has to know."""
