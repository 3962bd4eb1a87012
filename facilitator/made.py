"""A thing that has been made before it is a file: what it is, what it is called, and its bytes, the same every time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

__all__ = ["NEW_YEAR_1980", "Made", "cut", "is_deck", "is_device", "property_text", "zipped"]

_WINDOWS_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³")]
)
"""Names that no file or folder has on Windows, whatever ending follows (Microsoft, »Naming Files, Paths, and
Namespaces«)."""

NEW_YEAR_1980 = (1980, 1, 1, 0, 0, 0)
"""The beginning of what zip can say: the date of every member, so that the same content is the same bytes."""
_ANY_SYSTEM = 0
"""MS-DOS, which every system reads; zipfile would say which one it runs on."""
_LONGEST = 255
"""Characters of a property; python-docx, python-pptx, and Excel take no more."""


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
    """What to tell the person who prints it, a sentence a line, in the agenda's language; of a deck in somebody's
    template what could not be made readable.
    """
    copies: int | None = 1
    """How many of it are printed; None where nobody can know."""
    follows: Callable[[bytes, Sequence[bytes]], tuple[bytes, bytes]] | None = None
    """Where what has been made counts its revisions: makes of it, and of what is known of earlier ones, what follows,
    and what the next has to know."""
    key: str = ""
    """What it is whatever it is called, by which a later build knows it again: its part, its agenda; its name where
    left out.
    """

    @property
    def is_deck(self) -> bool:
        """Whether it is a deck of ours, that of a programme's overview too: what people edit in those is merged."""
        return is_deck(self.kind, self.name)

    @property
    def known_by(self) -> str:
        """Its key, or its name."""
        return self.key or self.name


def is_deck(kind: str, name: str) -> bool:
    """Whether a file of this kind and name is one of our decks."""
    return kind in ("deck", "overview") and name.endswith((".pptx", ".pptm"))


def is_device(name: str) -> bool:
    """Whether Windows keeps a name of a file or folder for itself, whatever ending it has: ``CON``, ``nul.yaml``."""
    return name.partition(".")[0].rstrip().casefold() in _WINDOWS_DEVICES


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Members in this order, by name, every one dated at the beginning of what zip can say."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            member = zipfile.ZipInfo(name, NEW_YEAR_1980)
            member.create_system = _ANY_SYSTEM
            file.writestr(member, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def property_text(text: str) -> str:
    """A title or an author, cut where it is too long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def cut(name: str, most: int) -> str:
    """A part of a file's name, of so many characters at most; two long ones that begin alike stay apart."""
    if len(name) <= most:
        return name
    digits = sha256(name.encode()).hexdigest()[:6]
    return f"{name[: most - len(digits) - 1].strip('-')}-{digits}"
