"""From a file (or a name in the library) to an agenda, with everything it names found and every text filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from facilitator.agenda.amounts import too_much
from facilitator.agenda.consistency import contradictions
from facilitator.agenda.grafts import Grafts
from facilitator.agenda.ids import Path as Origin
from facilitator.agenda.model import Agenda
from facilitator.agenda.pictures import pictures
from facilitator.agenda.prints import missing_prints
from facilitator.content.base import Keeping, slug
from facilitator.content.placeholders import misfilled
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import Library, default_library
from facilitator.problems import Place, Problem, Problems
from facilitator.reading.checking import validate
from facilitator.reading.files import Beside, read_yaml
from facilitator.reading.nodes import Node, mapped
from facilitator.text.fill import Filler
from facilitator.text.values import typed

__all__ = [
    "DEFAULT_THEME", "Reading", "data_of", "filled", "is_path", "is_programme", "located", "named_node", "read_agenda",
    "read_data", "read_terms", "read_theme", "terms_of",
]  # fmt: skip

DEFAULT_LANGUAGE = "da"
DEFAULT_THEME = "fjord"
_VALUES = ("data", "examples")
"""Keys that hold what texts are filled with."""
_PARTS = re.compile(rb"^parts[ \t]*:", re.MULTILINE)
"""The key that no agenda has, and every programme."""
T = TypeVar("T")


@dataclass(frozen=True)
class Reading:
    """An agenda with the words and looks it asks for, and where everything stands in its file."""

    agenda: Agenda
    terms: Terms
    theme: Theme
    media: Mapping[str, bytes] = field(repr=False)
    """The pictures it names, by the names it uses."""
    examples: Mapping[str, Any]
    """Values that nobody has replaced by their own."""
    node: Node = field(repr=False)
    beside: Beside
    """Where the files lie that it names."""

    def place(self, path: Origin) -> Place | None:
        """Where the value at ``path`` stands: ``("blocks", 3, "slides", 1)``."""
        return self.node.at(path)

    @property
    def template(self) -> Path | None:
        """The PowerPoint file that it names.

        Raises:
            Problems: it lies where it may not, or is not there.
        """
        named = self.agenda.template
        return None if named is None else self.beside.file(named, "template", self.place(("template",)))

    @property
    def template_slides(self) -> Keeping:
        """What becomes of the slides in that file."""
        return self.agenda.template_slides


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
    """The agenda of that name in the library, or in the file of that path.

    Args:
        name: a name, or a path (it has a slash or ends in ``.yaml`` or ``.yml``).
        library: where names are looked up.
        data: takes the place of values in the agenda's ``data``.
        theme: takes the place of the agenda's theme.
        instead: takes the place of what else the file says, by its keys.
        figures: come before those of the library, by their names.
        outside: pictures and template may lie outside the agenda's folder.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    file, label = located(name, library)
    beside = Beside(file.parent if isinstance(file, Path) else None, outside)
    grafts = Grafts(library, figures or {})
    node = named_node(read_yaml(file, label), name)
    if instead and isinstance(node.value, dict):
        node = replace(node, value={**node.value, **instead})
    node = grafts.agenda(node)
    problems = grafts.problems
    given = {**data_of(node), **(data or {})}
    examples = {name: value for name, value in data_of(node, "examples").items() if given.get(name) is None}
    data = {**given, **examples}

    def attempt(step: Callable[[], T]) -> T | None:
        try:
            return step()
        except Problems as error:
            problems.extend(error.problems)
            return None

    terms = attempt(lambda: terms_of(node, library))
    node, unfilled = filled(node, data, terms.locale if terms else DEFAULT_LANGUAGE)
    problems += unfilled
    agenda = attempt(lambda: validate(Agenda, node))
    look = None
    media: Mapping[str, bytes] = {}
    if agenda:
        agenda = agenda.model_copy(update={"data": data})
        media, unseen = pictures(agenda, beside, node.at)
        problems += [
            *too_much(agenda, node.at),
            *contradictions(agenda, node.at),
            *unseen,
            *missing_prints(agenda, library, node.at),
        ]
        chosen = theme or agenda.theme or DEFAULT_THEME
        look = attempt(lambda: read_theme(chosen, library, None if theme else node.at(("theme",))))
    if problems:
        raise Problems(problems)
    assert agenda is not None and terms is not None and look is not None  # noqa: PT018 - each None is a problem
    return Reading(agenda, terms, look, media, examples, node, beside)


def read_terms(language: str, library: Library, place: Place | None = None) -> Terms:
    """The words of a language.

    Raises:
        Problems: there is no such language, or its file is wrong.
    """
    node = read_yaml(library.find("terms", language, place), library.label("terms", language))
    terms = validate(Terms, node)
    if wrong := list(misfilled(node, _shipped_words())):
        raise Problems(wrong)
    return terms


@cache
def _shipped_words() -> Node:
    return read_yaml(default_library().find("terms", DEFAULT_LANGUAGE))


def read_theme(name: str, library: Library, place: Place | None = None) -> Theme:
    """The theme of that name.

    Raises:
        Problems: there is no such theme, or its file is wrong.
    """
    return validate(Theme, read_yaml(library.find("themes", name, place), library.label("themes", name)))


def located(name: str, library: Library) -> tuple[Path | Traversable, str]:
    """The file of an agenda or programme by name or path, and what it is called in messages.

    Raises:
        Problems: there is none of that name.
    """
    if is_path(name):
        return Path(name), name
    return library.find("agendas", name), library.label("agendas", name)


def is_path(name: str) -> bool:
    """Whether it is the path of a file, and no name in the library."""
    return "/" in name or "\\" in name or name.lower().endswith((".yaml", ".yml"))


def is_programme(name: str, library: Library) -> bool:
    """Whether the file of that name is a programme of several sessions. A file that cannot be read is none."""
    try:
        file, _ = located(name, library)
        return _PARTS.search(file.read_bytes()) is not None
    except (Problems, OSError):
        return False


def named_node(node: Node, name: str) -> Node:
    """With the file's name as id, when it has none of its own."""
    if not isinstance(node.value, dict) or "id" in node.value:
        return node
    return replace(node, value={**node.value, "id": Node(slug(Path(name).stem), node.place)})


def terms_of(node: Node, library: Library) -> Terms:
    """The words of the language that a file says it is in; of Danish when it says none.

    Raises:
        Problems: there is no such language, or its file is wrong.
    """
    language = node.find(("language",))
    if language is None or not isinstance(language.value, str):
        return read_terms(DEFAULT_LANGUAGE, library)
    return read_terms(language.value, library, language.place)


def filled(node: Node, data: Mapping[str, Any], locale: str) -> tuple[Node, list[Problem]]:
    """Every text filled in but those of ``data`` and ``examples``, and what could not be."""
    if not isinstance(node.value, dict):
        return node, []
    filler = Filler(data, locale)
    problems: list[Problem] = []

    def fill(scalar: Node) -> str | None:
        assert not isinstance(scalar.value, dict | list)
        try:
            return scalar.value and filler.fill(scalar.value, scalar.place)
        except Problems as error:
            problems.extend(error.problems)
            return scalar.value

    filled = {key: child if key in _VALUES else mapped(child, fill) for key, child in node.value.items()}
    return replace(node, value=filled), problems


def data_of(node: Node, key: str = "data") -> dict[str, Any]:
    """The file's own ``data``: numbers, dates, and yes or no as such, unless they stand in quotation marks."""
    found = node.find((key,))
    values = found.value if found else None
    return {key: _typed(value) for key, value in values.items()} if isinstance(values, dict) else {}


def _typed(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {key: _typed(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [_typed(child) for child in node.value]
    return node.value if node.quoted or node.value is None else typed(node.value)


def read_data(file: Path) -> dict[str, Any]:
    """The values of a data file, typed as those of an agenda's ``data``.

    Raises:
        Problems: the file cannot be read, or is no mapping.
    """
    node = read_yaml(file)
    if not isinstance(node.value, dict):
        expected = "expected lines such as “client: Eksempel Kommune”"
        raise Problems.one("the file holds no names with values", expected, place=node.place)
    return {key: _typed(child) for key, child in node.value.items()}
