"""From a file (or a name in the library) to a programme, with every text filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from facilitator.agenda.read import DEFAULT_THEME, data_of, filled, located, named_node, read_theme, terms_of
from facilitator.content.base import Keeping
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.problems import Place, Problems
from facilitator.programme.model import Programme
from facilitator.reading.checking import validate
from facilitator.reading.files import Beside, read_yaml
from facilitator.reading.nodes import Node

__all__ = ["ProgrammeReading", "read_programme"]


@dataclass(frozen=True)
class ProgrammeReading:
    """A programme with the words and looks it asks for, and where everything stands in its file."""

    programme: Programme
    terms: Terms
    theme: Theme
    examples: Mapping[str, Any]
    """Values that nobody has replaced by their own."""
    node: Node = field(repr=False)

    beside: Beside = field(repr=False)
    """Where the files lie that it names."""

    def place(self, path: Sequence[str | int]) -> Place:
        """Where the value at ``path`` stands: ``("parts", 2, "date")``."""
        return self.node.at(path)

    @property
    def template(self) -> Path | None:
        """The PowerPoint file that it names.

        Raises:
            Problems: it lies where it may not, or is not there.
        """
        named = self.programme.template
        return None if named is None else self.beside.file(named, "template", self.place(("template",)))

    @property
    def template_slides(self) -> Keeping:
        """What becomes of the slides in that file."""
        return self.programme.template_slides


def read_programme(
    name: str,
    *,
    library: Library,
    data: Mapping[str, Any] | None = None,
    theme: str | None = None,
    instead: Mapping[str, Node] | None = None,
    outside: bool = False,
) -> ProgrammeReading:
    """The programme of that name in the library, or in the file of that path.

    Args:
        name: a name, or a path (it has a slash or ends in ``.yaml`` or ``.yml``).
        library: where names are looked up.
        data: takes the place of values in the programme's ``data``.
        theme: takes the place of the programme's theme.
        instead: takes the place of what else the file says, by its keys.
        outside: agendas and template may lie outside the programme's folder.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    file, label = located(name, library)
    node = named_node(read_yaml(file, label), name)
    if instead and isinstance(node.value, dict):
        node = replace(node, value={**node.value, **instead})
    terms = terms_of(node, library)
    given = {**data_of(node), **(data or {})}
    examples = {name: value for name, value in data_of(node, "examples").items() if given.get(name) is None}
    given |= examples
    node, problems = filled(node, given, terms.locale)
    try:
        programme = validate(Programme, node)
    except Problems as error:
        raise Problems([*problems, *error.problems]) from None
    if problems:
        raise Problems(problems)
    looks = read_theme(theme or programme.theme or DEFAULT_THEME, library, None if theme else node.at(("theme",)))
    parts = [
        part.model_copy(update={"data": data_of(node.find(("parts", number)) or node)})
        for number, part in enumerate(programme.parts)
    ]
    programme = programme.model_copy(update={"data": given, "parts": parts})
    beside = Beside(file.parent if isinstance(file, Path) else None, outside, whose="programme")
    return ProgrammeReading(programme, terms, looks, examples, node, beside)
