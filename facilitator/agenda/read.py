"""From a file (or a name in the library) to an agenda, with everything it names found and every text filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from facilitator.agenda.checks import contradictions, missing_prints, pictures, stills, too_much
from facilitator.agenda.model import Agenda, Block, sized
from facilitator.agenda.prints import with_prints
from facilitator.content.inlining import Inliner
from facilitator.content.loading import LoadedSession, load
from facilitator.library import Library
from facilitator.problems import Problem, Problems
from facilitator.reading.files import parse_yaml
from facilitator.reading.nodes import Node
from facilitator.reading.pictures import Photo

__all__ = ["Reading", "is_programme", "read_agenda"]

_KEY = re.compile(rb"^(blocks|parts)[ \t]*:", re.MULTILINE)
"""Every agenda has the first, every programme the second, and neither the other's."""


@dataclass(frozen=True)
class Reading(LoadedSession[Agenda]):
    """An agenda with the words and looks it asks for, and where everything stands in its file."""

    kind: ClassVar[str] = "agendas"
    model: ClassVar[type[Agenda]] = Agenda
    entries: ClassVar[tuple[str, type[Block]]] = "blocks", Block

    @cached_property
    def agenda(self) -> Agenda:
        """What the file says, with the size of groups wherever it counts."""
        return sized(self.content)

    @cached_property
    def media(self) -> Mapping[str, bytes]:
        """The pictures it names, by the names it uses."""
        return {name: photo.blob for name, photo in self._pictures[0].items()}

    @cached_property
    def _pictures(self) -> tuple[dict[str, Photo], list[Problem]]:
        return pictures(self.agenda, self.beside)

    def stills(self) -> Iterator[Problem]:
        """The pictures of which only a part is shown."""
        return stills(self.agenda, self._pictures[0])

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.agenda(node)

    def wrong(self) -> Iterator[Problem]:
        yield from too_much(self.agenda)
        yield from contradictions(self.agenda)
        yield from self._pictures[1]
        yield from missing_prints(self.agenda, self.library)
        yield from super().wrong()


def read_agenda(
    name: str,
    *,
    library: Library,
    data: Mapping[str, Any] | None = None,
    theme: str | None = None,
    instead: Mapping[str, Node] | None = None,
    figures: Mapping[str, Node] | None = None,
    outside: bool = False,
) -> Reading:
    """The agenda of that name in the library, or in the file of that path; the arguments are those of `load`.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    read = load(Reading, name, library, data=data, theme=theme, instead=instead, figures=figures, outside=outside)
    return replace(read, content=with_prints(read.agenda, library, read.terms))


def is_programme(name: str, library: Library) -> bool:
    """Whether the file of that name is a programme of several sessions. A file that cannot be read is none."""
    try:
        content, label = library.read(Reading.kind, name)
        if found := _KEY.search(content):
            return found[1] == b"parts"
        keys = parse_yaml(content, label).value  # Written in braces, or with quotes around the keys.
        return isinstance(keys, dict) and "parts" in keys and "blocks" not in keys
    except Problems:
        return False
