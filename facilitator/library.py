"""Finds content by kind and name, the user's before the shipped, whether that lies in a checkout, a wheel, or a zip."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import Path as ZipRoot
from zipfile import ZipFile

from facilitator.messages import Place, Problem, Problems, _, mark, short
from facilitator.reading.files import yaml_bytes

__all__ = ["KINDS", "File", "Library", "default_library", "is_path", "library_with", "shipped"]

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
    open: tuple[str, bytes] | None = None
    """The path of a file that lies open somewhere, and what it says there: that is read, not what is on the disk."""
    _found: dict[tuple[str, str], Traversable] = field(init=False, default_factory=dict, repr=False, compare=False)
    """The root of each name that has been looked up: it is asked of the disk once for all that name it."""

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

    def content(self, kind: str, name: str, place: Place | None = None) -> tuple[bytes, str]:
        """The bytes of the file of that name, and what messages call it; ``place`` is where the name is written.

        Raises:
            Problems: there is none, or it cannot be read.
        """
        root = self._root(kind, name)
        if root is None:
            raise self._missing(kind, name, place)
        return _content(root, kind, name)

    def read(self, kind: str, name: str) -> tuple[bytes, str]:
        """The bytes of the file of that name or path, and what messages call it. Raises as `content`."""
        if not is_path(name):
            return self.content(kind, name)
        return (yaml_bytes(Path(name), name) if self.open is None or name != self.open[0] else self.open[1]), name

    def versions(self, kind: str, name: str, place: Place | None = None) -> tuple[tuple[bytes, str], ...]:
        """The same of every file of that name, the one that comes first first.

        Raises:
            Problems: there is none, or one cannot be read.
        """
        self.find(kind, name, place)
        return tuple(_content(root, kind, name) for root in self.roots if _holds(root, kind, name))

    def label(self, kind: str, name: str) -> str:
        """What messages call the file: as the user reaches their own, ``decks/figures/iglo.yaml`` if it is shipped."""
        return _label(self._root(kind, name), kind, name)

    def with_content(self, kind: str, name: str, content: bytes) -> Library:
        """The library with one more of that kind, which comes before all others of its name."""
        archive = BytesIO()
        with ZipFile(archive, "w") as file:
            file.writestr(f"{KINDS[kind]}/{name}{_suffix(kind)}", content)
        return replace(self, roots=(ZipRoot(archive), *self.roots))

    def with_text(self, kind: str, name: str, content: bytes) -> Library:
        """The same, where the name may also be the path of a file."""
        return replace(self, open=(name, content)) if is_path(name) else self.with_content(kind, name, content)

    def _root(self, kind: str, name: str) -> Traversable | None:
        # A name is never a path, so nothing outside the folder of its kind can be reached with one.
        if not _NAME.fullmatch(name):
            return None
        root = self._found.get((kind, name)) or next((one for one in self.roots if _holds(one, kind, name)), None)
        if root is not None:
            self._found[kind, name] = root
        return root

    def _missing(self, kind: str, name: str, place: Place | None) -> Problems:
        return Problems([Problem.among(_(_MISSING[kind], name=short(name)), name, self.names(kind), place)])


def default_library(extra: Sequence[Path] = ()) -> Library:
    """The shipped content behind folders of the user's own; each has the same layout, and need not have all of it."""
    return Library((*extra, _shipped()))


def shipped(folder: str) -> Traversable:
    """A folder of what comes with the program: ``docs``."""
    return _shipped().joinpath(folder)


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
    return _shipped_file(kind, name) if root is _shipped() else root.joinpath(KINDS[kind], name + _suffix(kind))


def _holds(root: Traversable, kind: str, name: str) -> bool:
    """Whether the file is there, and no link of a user's leads out of its library to it."""
    if root is not _shipped() and isinstance(root, Path) and not os.path.isfile(_path(root, kind, name)):
        return False  # Asked of every folder for every name: a `Path` would take ten times as long.
    try:
        if root is _shipped() or root == _shipped():
            return _is_shipped(kind, name)
        file = _file(root, kind, name)
        return file.is_file() and not _linked_out(root, file)
    except (OSError, RuntimeError):  # A folder of the user's that may not be searched, or a link to itself.
        return False


def _path(root: Path, kind: str, name: str) -> str:
    return f"{root}/{KINDS[kind]}/{name}{_suffix(kind)}"


# What is shipped stays as it is while the program runs.


@lru_cache(maxsize=1024)
def _shipped_file(kind: str, name: str) -> Traversable:
    return _shipped().joinpath(KINDS[kind], name + _suffix(kind))


@lru_cache(maxsize=1024)
def _is_shipped(kind: str, name: str) -> bool:
    return _file(_shipped(), kind, name).is_file()


@lru_cache(maxsize=256)
def _shipped_content(kind: str, name: str) -> tuple[bytes, str]:
    label = _label(_shipped(), kind, name)
    return yaml_bytes(_file(_shipped(), kind, name), label), label


def _content(root: Traversable, kind: str, name: str) -> tuple[bytes, str]:
    if root is _shipped() or root == _shipped():
        return _shipped_content(kind, name)
    label = _label(root, kind, name)
    return yaml_bytes(_file(root, kind, name), label), label


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
