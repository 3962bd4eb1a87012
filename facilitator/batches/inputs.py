"""What a group's files are made of: every file that comes in, so that nobody builds again what would be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from importlib.resources.abc import Traversable
from pathlib import Path

import facilitator
from facilitator.content.loading import LoadedSession
from facilitator.house_templates.mapping import mapping_path
from facilitator.kept import KeptOfOne
from facilitator.library import KINDS, Library, default_library, is_path
from facilitator.output.agenda import OpenAgenda
from facilitator.output.programme import OpenProgramme
from facilitator.reading.files import inside
from facilitator.reading.nodes import Node

__all__ = ["content_sum", "files_of", "own_content"]

_FILE = re.compile(r"[^\0\n]{1,250}\.\w{2,5}")
"""A text that may be the name of a file: it has an ending, as no sentence has."""


def files_of(source: str, opened: OpenAgenda | OpenProgramme) -> Iterator[Path]:
    """The files of the user's own, outside a library, that an agenda or a programme is made of."""
    if is_path(source):
        yield Path(source)
    readings: list[LoadedSession] = [opened.reading]  # type: ignore[type-arg]
    if isinstance(opened, OpenProgramme):
        readings += [session.reading for session in opened.sessions]
    for reading in readings:
        yield from _named(reading)
    template = opened.asked.template or opened.reading.template
    for file in () if template is None else (template, mapping_path(template)):
        if file.is_file():
            yield file


def _named(reading: LoadedSession) -> Iterator[Path]:  # type: ignore[type-arg]
    """Every file that a text of an agenda names: pictures, portraits, logos, agendas."""
    folder = reading.beside.folder
    if folder is None:
        return
    for text in _names(reading.node):
        found = folder / text if reading.beside.outside else inside(folder, text)
        if found is not None and _is_file(found):
            yield found


_NAMES: KeptOfOne[tuple[str, ...]] = KeptOfOne(512)
"""Most entries of one group's files are those of the next one's."""


def _names(node: Node) -> Iterator[str]:
    """Texts that may be the name of a file."""
    for one in node.value.values() if isinstance(node.value, dict) else ():
        for entry in one.value if isinstance(one.value, list) else [one]:
            yield from _NAMES.of(entry, partial(_names_in, entry))


def _names_in(entry: Node) -> tuple[str, ...]:
    found, waiting = list[str](), [entry]
    while waiting:
        value = waiting.pop().value
        if isinstance(value, dict | list):
            waiting += reversed(value.values() if isinstance(value, dict) else value)
        elif value and "." in value[-6:] and _FILE.fullmatch(value):
            found.append(value)
    return tuple(found)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A text longer than any name.
        return False


def own_content(library: Library) -> Mapping[Path, bytes]:
    """The content of the user's own folders, by path."""
    own = [root for root in library.roots[:-1] if isinstance(root, Path)]
    return {Path(str(file)): file.read_bytes() for root in own for file in _content(root)}


def content_sum(library: Library) -> str:
    """The checksum of all that a library holds now, and of the program's version."""
    told = (facilitator.__version__, *map(_sum_of, library.roots[:-1]), _shipped_sum())
    return sha256(repr(told).encode()).hexdigest()


def _sum_of(root: Traversable) -> str:
    told = sha256()
    for file in _content(root):
        told.update(file.name.encode() + sha256(file.read_bytes()).digest())
    return told.hexdigest()


@cache
def _shipped_sum() -> str:
    """Of the content that does not change while the program runs, as folders of the user's own may."""
    return _sum_of(default_library().roots[-1])


def _content(root: Traversable) -> Iterator[Traversable]:
    for folder in map(root.joinpath, KINDS.values()):
        found = folder.iterdir() if folder.is_dir() else ()
        yield from sorted((one for one in found if one.name.endswith((".yaml", ".typ"))), key=lambda one: one.name)
