"""From a file (or a name in the library) to a programme, with every text filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from facilitator.content.loading import LoadedSession, data_of, load
from facilitator.library import Library
from facilitator.programme.model import Programme
from facilitator.reading.nodes import Node

__all__ = ["ProgrammeReading", "read_programme"]


@dataclass(frozen=True)
class ProgrammeReading(LoadedSession[Programme]):
    """A programme with the words and looks it asks for, and where everything stands in its file."""

    kind: ClassVar[str] = "agendas"
    whose: ClassVar[str] = "programme"
    model: ClassVar[type[Programme]] = Programme

    @property
    def programme(self) -> Programme:
        """What the file says."""
        return self.content


def read_programme(
    name: str,
    *,
    library: Library,
    data: Mapping[str, Any] | None = None,
    theme: str | None = None,
    instead: Mapping[str, Node] | None = None,
    outside: bool = False,
) -> ProgrammeReading:
    """The programme of that name in the library, or in the file of that path; the arguments are those of `load`.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    read = load(ProgrammeReading, name, library, data=data, theme=theme, instead=instead, outside=outside)
    parts = [
        part.model_copy(update={"data": data_of(read.node.find(("parts", number)) or read.node)})
        for number, part in enumerate(read.programme.parts)
    ]
    return replace(read, content=read.programme.model_copy(update={"parts": parts}))
