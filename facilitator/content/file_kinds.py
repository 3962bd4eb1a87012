"""What a YAML file is: its kind, told by the folder it lies in, or else by the keys that it has, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from facilitator.content.forms import PARTS
from facilitator.content.languages import DEFAULT_LANGUAGE
from facilitator.content.loading import located
from facilitator.library import KINDS, File, library_with
from facilitator.messages import _
from facilitator.problems import Problems
from facilitator.reading.files import LARGEST, read_bytes
from facilitator.reading.nodes import Node

__all__ = ["PROGRAMMES", "kind_of", "language_of"]

PROGRAMMES = "programmes"
"""They lie among the agendas; all other kinds are those of the library."""

_TELLING: Mapping[str, frozenset[str]] = {
    "agendas": frozenset({"blocks"}),
    "figures": frozenset({"kind"}),
    "cards": frozenset({"categories", "cover", "sets_per"}),
    "themes": frozenset({"colours", "fonts"}),
    "terms": frozenset({"locale", "decimal_clock"}),
}
"""Keys that only one kind of file has."""
_EXERCISE = frozenset({"why", "how", "slides", "materials", "minutes"})
"""Keys of a block, which some other kinds have too."""
_SESSION = frozenset({"agenda", "between"})
"""What tells a part of a programme."""
_LANGUAGE = re.compile(r"""^["']?language["']?\s*:\s*["']?([A-Za-z-]+)""", re.MULTILINE)
_OF_NO_LANGUAGE = re.compile(r"^(?:kind|how|colours|locale)\s*:", re.MULTILINE)
"""Keys of figures, exercises, themes, and languages: they are used in any language, and say none."""


def language_of(source: File, *, kind: str = "agendas", libraries: Iterable[File] = ()) -> str:
    """The language that a file says it is in, after a look at its lines: it may be wrong in everything else.

    Args:
        source: its name in the library, or its path.
        kind: one of `facilitator.library.KINDS`.
        libraries: folders of the user's own.

    Returns:
        Such as ``da``; empty where it is none of those that are in a language, or cannot be read.
    """
    try:
        file, name = located(str(source), library_with(libraries), kind)
        text = read_bytes(file, name, largest=LARGEST, large="", folder="").decode("utf-8", "replace")
    except Problems:
        return ""
    if found := _LANGUAGE.search(text.removeprefix("\ufeff")):
        return found[1]
    return "" if _OF_NO_LANGUAGE.search(text) else DEFAULT_LANGUAGE


def kind_of(file: Path, node: Node) -> str:
    """One of the library's kinds, or `PROGRAMMES`.

    Args:
        file: where it lies.
        node: what it says.

    Raises:
        Problems: nothing tells, or several things do.
    """
    found = list(_by_keys(node))
    lies = _by_folder(file)
    if lies == "agendas":
        return PROGRAMMES if PROGRAMMES in found else lies
    if lies is None and len(found) != 1:
        what = _("it is not clear what kind of file this is")
        expected = _(
            "expected it in the folder of its kind, such as decks/figures, or a key that tells: blocks (an agenda), "
            "parts (a programme or a form), kind (a figure), categories (a card set), how (an exercise), "
            "colours (a theme), locale (a language)"
        )
        raise Problems.one(what, expected, place=node.place)
    return lies or found[0]


def _by_folder(file: Path) -> str | None:
    above = file.absolute().parent.parts
    folders = {kind: tuple(folder.split("/")) for kind, folder in KINDS.items()}
    return next((kind for kind, parts in folders.items() if above[-len(parts) :] == parts), None)


def _by_keys(node: Node) -> Iterator[str]:
    """Every kind that the file may be."""
    keys = set(node.value) if isinstance(node.value, dict) else set()
    found = [kind for kind, telling in _TELLING.items() if keys & telling]
    if "parts" in keys:
        found += _by_parts(node)
    # A figure of its own kind is a block's, too: what has any other sign is no exercise.
    if keys & _EXERCISE and (not found or (found == ["figures"] and "how" in keys)):
        found = ["exercises"]
    yield from found


def _by_parts(node: Node) -> Iterator[str]:
    parts = node.find(("parts",))
    entries = parts.value if parts is not None and isinstance(parts.value, list) else []
    keys = {key for entry in entries if isinstance(entry.value, dict) for key in entry.value}
    if keys & _SESSION:
        yield PROGRAMMES
    elif keys & set(PARTS):
        yield "forms"
