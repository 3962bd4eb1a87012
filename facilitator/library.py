"""Finds content by kind and name, the user's before the shipped, whether that lies in a checkout, a wheel, or a zip."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import Path as ZipRoot
from zipfile import ZipFile

from facilitator.messages import _, mark, short
from facilitator.problems import Place, Problem, Problems

__all__ = ["KINDS", "File", "Library", "default_library", "is_path", "library_with"]

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "agendas": "agendas",
        "exercises": "decks/exercises",
        "figures": "decks/figures",
        "themes": "decks/themes",
        "terms": "decks/terms",
        "cards": "decks/cards",
        "forms": "decks/forms",
        "pages": "decks/print",
    }
)
"""Every kind of content and its folder in each root. A new kind is a line here and in `_MISSING`."""

_MISSING: Mapping[str, str] = {
    "agendas": mark("there is no agenda “{name}”"),
    "exercises": mark("there is no exercise “{name}”"),
    "figures": mark("there is no figure “{name}”"),
    "themes": mark("there is no theme “{name}”"),
    "terms": mark("there is no language “{name}”"),
    "cards": mark("there is no card set “{name}”"),
    "forms": mark("there is no form “{name}”"),
    "pages": mark("there is no page “{name}”"),
}
"""What is said when there is none of a kind by that name."""

_SUFFIXES = {"pages": ".typ"}
_SUFFIX = ".yaml"
"""How a file's name ends where its kind has no suffix of its own."""
_NAME = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Library:
    """Content in one or more roots, each with the folders of `KINDS`; the first root that has a name wins."""

    roots: tuple[Traversable, ...]

    def names(self, kind: str) -> list[str]:
        """Every name of a kind that can be found, in alphabetical order."""
        return sorted({name for root in self.roots for name in _names(root.joinpath(KINDS[kind]), _suffix(kind))})

    def find(self, kind: str, name: str, place: Place | None = None) -> Traversable:
        """The file of that name; ``place`` is where the name is written.

        Raises:
            Problems: there is none.
        """
        root = self._root(kind, name)
        if root is None:
            raise self._missing(kind, name, place)
        return _file(root, kind, name)

    def versions(self, kind: str, name: str, place: Place | None = None) -> list[tuple[Traversable, str]]:
        """Every file of that name, the one that comes first first, with what messages call it.

        Raises:
            Problems: there is none.
        """
        self.find(kind, name, place)
        roots = [root for root in self.roots if _holds(root, _file(root, kind, name))]
        return [(_file(root, kind, name), _label(root, kind, name)) for root in roots]

    def label(self, kind: str, name: str) -> str:
        """What messages call the file: as the user reaches their own, ``decks/figures/iglo.yaml`` if it is shipped."""
        return _label(self._root(kind, name), kind, name)

    def with_content(self, kind: str, name: str, content: bytes) -> Library:
        """The library with one more of that kind, which comes before all others of its name."""
        archive = BytesIO()
        with ZipFile(archive, "w") as file:
            file.writestr(f"{KINDS[kind]}/{name}{_suffix(kind)}", content)
        return Library((ZipRoot(archive), *self.roots))

    def _root(self, kind: str, name: str) -> Traversable | None:
        # A name is never a path, so nothing outside the folder of its kind can be reached with one.
        if not _NAME.fullmatch(name):
            return None
        return next((root for root in self.roots if _holds(root, _file(root, kind, name))), None)

    def _missing(self, kind: str, name: str, place: Place | None) -> Problems:
        return Problems([Problem.among(_(_MISSING[kind], name=short(name)), name, self.names(kind), place)])


def default_library(extra: Sequence[Path] = ()) -> Library:
    """The shipped content behind folders of the user's own; each has the same layout, and need not have all of it."""
    return Library((*extra, _shipped()))


@cache
def _shipped() -> Traversable:
    """The root of the shipped content: inside the package where it was installed, beside it in a checkout."""
    inside = files("facilitator").joinpath("shipped")
    return inside if inside.is_dir() else Path(__file__).parents[1]


def _suffix(kind: str) -> str:
    return _SUFFIXES.get(kind, _SUFFIX)


def _label(root: Traversable | None, kind: str, name: str) -> str:
    if isinstance(root, Path) and root != _shipped():
        return str(_file(root, kind, name))
    return f"{KINDS[kind]}/{name}{_suffix(kind)}"


def _file(root: Traversable, kind: str, name: str) -> Traversable:
    return root.joinpath(KINDS[kind], name + _suffix(kind))


def _holds(root: Traversable, file: Traversable) -> bool:
    """Whether the file is there, and no link of a user's leads out of its library to it."""
    try:
        return file.is_file() and (root == _shipped() or not _linked_out(root, file))
    except (OSError, RuntimeError):  # A folder of the user's that may not be searched, or a link to itself.
        return False


def _linked_out(root: Traversable, file: Traversable) -> bool:
    return isinstance(root, Path) and not Path(str(file)).resolve().is_relative_to(root.resolve())


def _names(folder: Traversable, suffix: str) -> list[str]:
    try:
        if not folder.is_dir():
            return []
        found = [entry.name.removesuffix(suffix) for entry in folder.iterdir() if entry.name.endswith(suffix)]
    except OSError:  # It may not be read.
        return []
    return [name for name in found if _NAME.fullmatch(name)]


File = str | os.PathLike[str]
"""A path, or the name of something in the library."""


def library_with(folders: Iterable[File], *, beside: str = "") -> Library:
    """What lies beside the file first, then folders of the user's own, then what is shipped."""
    return default_library([Path(beside).parent, *map(Path, folders)])


def is_path(name: str) -> bool:
    """Whether it is the path of a file, and no name in the library."""
    return "/" in name or "\\" in name or name.lower().endswith((".yaml", ".yml"))
