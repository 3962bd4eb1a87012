"""From a file (or a name in the library) to a form, with its figures found and every text filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from facilitator.agenda.grafts import Grafts
from facilitator.agenda.read import data_of, filled, terms_of
from facilitator.content.base import slug
from facilitator.content.forms import Form
from facilitator.content.terms import Terms
from facilitator.library import Library
from facilitator.problems import Place, Problems
from facilitator.reading.checking import validate
from facilitator.reading.files import read_yaml
from facilitator.reading.nodes import Node

__all__ = ["FormReading", "read_form"]


@dataclass(frozen=True)
class FormReading:
    """A form, its id, the words of its language, and where everything stands in its file."""

    id: str
    form: Form
    terms: Terms
    node: Node = field(repr=False)

    def place(self, path: Sequence[str | int]) -> Place:
        """Where the value at ``path`` stands: ``("parts", 2)``."""
        return self.node.at(path)


def read_form(name: str, *, library: Library, data: Mapping[str, Any] | None = None) -> FormReading:
    """The form of that name in the library, or in the file of that path (it ends in ``.yaml`` or ``.yml``).

    Args:
        name: a name, or a path.
        library: where names are looked up.
        data: takes the place of values in the form's own ``data``.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    file, label = _located(name, library)
    grafts = Grafts(library)
    node = grafts.form(read_yaml(file, label))
    terms = terms_of(node, library)
    node, unfilled = filled(node, {**data_of(node), **(data or {})}, terms.locale)
    problems = [*grafts.problems, *unfilled]
    try:
        form = validate(Form, node).written_out
    except Problems as error:
        raise Problems([*problems, *error.problems]) from None
    if problems:
        raise Problems(problems)
    return FormReading(slug(Path(name).stem), form, terms, node)


def _located(name: str, library: Library) -> tuple[Path | Traversable, str]:
    """The file, and what it is called in messages."""
    if name.lower().endswith((".yaml", ".yml")):
        return Path(name), name
    return library.find("forms", name), library.label("forms", name)
