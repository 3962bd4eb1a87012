"""Files by their kind: what a YAML file is, told by its folder or else by its keys, and its language; card sets and
forms, read before anything of them is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from facilitator.content.cards import CardSet
from facilitator.content.forms import PARTS, Form
from facilitator.content.inlining import Inliner
from facilitator.content.languages import DEFAULT_LANGUAGE
from facilitator.content.loading import Loaded, load, located
from facilitator.library import KINDS, File, Library, library_with
from facilitator.messages import Problems, _
from facilitator.reading import Node
from facilitator.reading.files import LARGEST, read_bytes

__all__ = ["PROGRAMMES", "FormReading", "kind_of", "language_of", "read_cards", "read_form"]


@dataclass(frozen=True)
class _CardsReading(Loaded[CardSet]):
    """A card set, its id, the words of its language, and where everything stands in its file."""

    kind: ClassVar[str] = "cards"
    model: ClassVar[type[CardSet]] = CardSet

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.cards(node)

    @staticmethod
    def finished(content: CardSet) -> CardSet:
        return content.written_out


@dataclass(frozen=True)
class FormReading(Loaded[Form]):
    """A form, its id, the words of its language, and where everything stands in its file."""

    kind: ClassVar[str] = "forms"
    model: ClassVar[type[Form]] = Form

    @property
    def form(self) -> Form:
        """What the file says, with the parts that are printed."""
        return self.content

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.form(node)

    @staticmethod
    def finished(content: Form) -> Form:
        return content.written_out


def read_cards(name: str, library: Library, data: Mapping[str, Any] | None = None) -> CardSet:
    """The card set of that name in the library, or in the YAML file of that path, every card written out.

    ``data`` has the values for the names in its texts.

    Raises:
        Problems: there is none, or something is wrong with it.
    """
    return load(_CardsReading, name, library, data=data).content


def read_form(name: str, *, library: Library, data: Mapping[str, Any] | None = None) -> FormReading:
    """The form of that name in the library, or in the file of that path.

    Args:
        name: a name, or a path.
        library: where names are looked up.
        data: takes the place of values in the form's own ``data``.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    return load(FormReading, name, library, data=data)


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
