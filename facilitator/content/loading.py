"""One way from a file to a model: found, read, what it names put in its place, its texts filled in, made, and checked.

A kind of file is a subclass of `Loaded`, beside its model. Themes and languages name nothing and have no texts to fill
in, so `read_theme` and `read_terms` are all they need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from facilitator.content import Content, Header, Keeping, slug
from facilitator.content.given import mapping_of, texts_of, values_of
from facilitator.content.inlining import Inliner, Written, written_out
from facilitator.content.languages import DEFAULT_LANGUAGE, read_terms
from facilitator.content.terms import Terms
from facilitator.content.theme import Look, Theme, ThemeFile, look_of
from facilitator.kept import Kept
from facilitator.library import Library, default_library, is_path
from facilitator.messages import Place, Problem, Problems, _, mark, short
from facilitator.reading import Node, with_texts
from facilitator.reading import Path as Keys
from facilitator.reading.checking import validate
from facilitator.reading.files import Beside, parse_keys, parse_yaml, read_yaml, yaml_bytes
from facilitator.text.fill import REFERENCES, Filler, names_in
from facilitator.text.meaning import KNOWN, likely

__all__ = [
    "DEFAULT_THEME", "Loaded", "LoadedSession", "about", "asked_in", "load", "located",
    "head_of", "read_data", "read_theme", "title_of",
]  # fmt: skip

DEFAULT_THEME = "fjord"
_M = TypeVar("_M", bound=Content)
_H = TypeVar("_H", bound=Header)
_T = TypeVar("_T")


@dataclass(frozen=True)
class Loaded(Generic[_M]):
    """A file as what it says, with the words of its language, and where everything stands in it."""

    kind: ClassVar[str]
    """The kind of content, one of `facilitator.library.KINDS`."""
    model: ClassVar[type[Content]]
    named: ClassVar[str] = ""
    """The key that the file's name stands for when it is left out."""
    whose: ClassVar[str] = mark("the agenda")
    """What the file is called in messages about files beside it."""
    entries: ClassVar[tuple[str, type[Content]] | None] = None
    """The key of a long list in it, and what its entries are: each is made by itself."""

    content: _M
    id: str
    """The file's name without its ending."""
    terms: Terms
    node: Node = field(repr=False)
    library: Library = field(repr=False)
    """Where what it names is looked up."""
    beside: Beside = field(default=Beside(None), repr=False)
    """Where the files lie that it names."""
    examples: Mapping[str, Any] = field(default_factory=dict)
    """Values that nobody has replaced by their own."""
    chosen_theme: str | None = None
    """Takes the place of the theme that it names."""
    asked: frozenset[str] = frozenset()
    """The names that its texts ask for."""

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        """The file with what it names put in its place."""
        return node

    @staticmethod
    def finished(content: Any) -> Any:
        """What it says, as it is used."""
        return content

    def wrong(self) -> Iterator[Problem]:
        """What no single value tells."""
        return iter(())

    def place(self, path: tuple[str | int, ...]) -> Place:
        """Where the value at ``path`` stands: ``("blocks", 3, "slides", 1)``."""
        return self.node.at(path)

    @property
    def own_data(self) -> dict[str, Any]:
        """The values that its texts are filled with, without the examples."""
        data: Mapping[str, Any] = getattr(self.content, "data", {})
        return {name: value for name, value in data.items() if name not in self.examples}

    @property
    def unused(self) -> set[str]:
        """Names of its own data that none of its texts asks for, nor the program itself."""
        return {*self.own_data} - self.asked - KNOWN

    @contextmanager
    def placing(self) -> Iterator[None]:
        """Look up the places of the problems that the block raises with paths."""
        try:
            yield
        except Problems as error:
            raise Problems(self.node.placed(error.problems)) from None


@dataclass(frozen=True)
class LoadedSession(Loaded[_H]):
    """An agenda or a programme: it has looks of its own and may name a template."""

    named: ClassVar[str] = "id"

    chosen_look: Look | None = None
    """Takes the place of its brand."""

    @cached_property
    def theme(self) -> Theme:
        """The theme that it asks for, or that was asked for, in its look. Raises `Problems` where either is wrong."""
        place = None if self.chosen_theme else self.place(("theme",))
        name = self.chosen_theme or self.content.theme or DEFAULT_THEME
        return self.look.on(read_theme(name, self.library, place))

    @cached_property
    def look(self) -> Look:
        """Its brand's. Raises `Problems` where something is wrong with a logo."""
        brand = self.content.brand
        return self.chosen_look or (look_of(brand, self.beside) if brand else Look())

    @property
    def template(self) -> Path | None:
        """The PowerPoint file that it names.

        Raises:
            Problems: it lies where it may not, or is not there.
        """
        named = self.content.template
        return None if named is None else self.beside.file(named, mark("template"), self.place(("template",)))

    @property
    def template_slides(self) -> Keeping:
        """What becomes of the slides in that file."""
        return self.content.template_slides

    def wrong(self) -> Iterator[Problem]:
        problems: list[Problem] = []
        _attempted(lambda: self.theme, problems)
        yield from problems


_L = TypeVar("_L", bound=Loaded[Any])


def load(
    what: type[_L],
    name: str,
    library: Library,
    *,
    data: Mapping[str, Any] | None = None,
    theme: str | None = None,
    instead: Mapping[str, Node] | None = None,
    figures: Mapping[str, Node] | None = None,
    outside: bool = False,
) -> _L:
    """The file of that name in the library, or of that path.

    Args:
        what: the kind of file.
        name: a name, or a path (it has a slash or ends in ``.yaml`` or ``.yml``).
        library: where names are looked up.
        data: takes the place of values in the file's own ``data``.
        theme: takes the place of the theme that it names.
        instead: takes the place of what else the file says, by its keys.
        figures: come before those of the library, by their names.
        outside: files that it names may lie outside its folder.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    file = Path(name) if is_path(name) else library.find(what.kind, name)
    content = library.read(what.kind, name)
    beside = Beside(file.parent if isinstance(file, Path) else None, outside, whose=what.whose)
    own_name = slug(Path(name).stem)
    written = written_out(
        content, own_name, what.named, library, what.inlined, data or {}, instead or {}, figures or {}
    )
    problems = [*written.problems]
    terms = _attempted(lambda: _terms_of(written.node, library), problems)
    terms = terms or read_terms(DEFAULT_LANGUAGE, default_library())
    own, theirs, invented = (
        {key: likely(key, value) for key, value in values_of(nodes, terms.locale, problems).items()}
        for nodes in (
            mapping_of(written.node, "data"),
            written.rest_of(data or {}),
            mapping_of(written.node, "examples"),
        )
    )
    given = {**own, **theirs}
    examples = {key: value for key, value in invented.items() if given.get(key) is None}
    texts = written.filled(Filler({**given, **examples}, terms.locale, _titles(library)), problems)
    made = _attempted(lambda: _made(what, written, texts), problems)
    if made is None:
        raise Problems(problems)
    node, model = made
    if "data" in what.model.model_fields:
        model = model.model_copy(update={"data": {**given, **examples}})
    examples |= written.invented
    loaded = what(model, own_name, terms, node, library, beside, examples, theme, written.asked)
    problems += node.placed(loaded.wrong())
    if problems:
        raise Problems(problems)
    return loaded


_MADE: Kept[tuple[Node, Any]] = Kept(256)
"""Most entries of one group's files are those of the next one's."""


def _made(what: type[_L], written: Written, texts: Mapping[Keys, str]) -> tuple[Node, Any]:
    """The file with these texts filled in, and its model.

    Raises:
        Problems: it does not fit the model; all of it is told.
    """
    if what.entries is None:
        return _kept(what.model, written, (), texts, what.finished)
    key, model = what.entries
    listed = written.node.find((key,))
    if listed is None or not isinstance(listed.value, list):
        return _kept(what.model, written, (), texts, what.finished)
    try:
        entries = [_kept(model, written, (key, number), texts) for number in range(len(listed.value))]
    except Problems:  # Told with what is wrong elsewhere.
        node = with_texts(written.node, texts)
        return node, what.finished(validate(what.model, node))
    node = with_texts(written.node, {path: text for path, text in texts.items() if path[0] != key})
    assert isinstance(node.value, dict)
    node = replace(node, value={**node.value, key: replace(listed, value=[entry for entry, _model in entries])})
    return node, what.finished(validate(what.model, node, {key: [made for _entry, made in entries]}))


def _kept(
    model: type[Content],
    written: Written,
    path: Keys,
    texts: Mapping[Keys, str],
    finished: Callable[[Any], Any] = lambda content: content,
) -> tuple[Node, Any]:
    """What stands at a path, with its texts filled in, and its model, finished; made once from the same.

    Raises:
        Problems: it does not fit the model.
    """
    own = {where[len(path) :]: text for where, text in texts.items() if where[: len(path)] == path}

    def make() -> tuple[Node, Any]:
        node = with_texts(written.node.find(path) or written.node, own)
        return node, finished(validate(model, node))

    return _MADE.of((model, written.key, path, *own.values()), make)


def _attempted(step: Callable[[], _T], problems: list[Problem]) -> _T | None:
    try:
        return step()
    except Problems as error:
        problems += error.problems
        return None


def located(name: str, library: Library, kind: str, place: Place | None = None) -> tuple[Path | Traversable, str]:
    """The file of that name or path, and what it is called in messages; ``place`` is where it is named.

    Raises:
        Problems: there is none of that name.
    """
    if is_path(name):
        return Path(name), name
    return library.find(kind, name, place), library.label(kind, name)


def _terms_of(node: Node, library: Library) -> Terms:
    language, own = node.find(("language",)), node.find(("words",))
    if language is None or not isinstance(language.value, str):
        return read_terms(DEFAULT_LANGUAGE, library, own=own)
    return read_terms(language.value, library, language.place, own)


def read_theme(name: str, library: Library, place: Place | None = None) -> Theme:
    """The theme of that name; ``place`` is where it is named.

    Raises:
        Problems: there is no such theme, or its file is wrong.
    """
    file, label = located(name, library, "themes", place)
    return _theme(yaml_bytes(file, label), label)


@lru_cache(maxsize=16)
def _theme(data: bytes, label: str) -> Theme:
    return validate(ThemeFile, parse_yaml(data, label)).theme


def _titles(library: Library) -> dict[str, Callable[[str], str]]:
    """What looks up the titles that texts may refer to."""
    return {word: partial(_referred, kind, library) for word, kind in REFERENCES.items()}


def _referred(kind: str, library: Library, name: str) -> str:
    library.find(kind, name)
    try:
        return title_of(kind, name, library)
    except Problems:
        raise Problems.one(_("the title of “{name}” cannot be read", name=short(name))) from None


_HEAD = frozenset(("title", "name", "subtitle", "why", "intro", "cover", "categories", "minutes", "people", "good_for"))
"""The keys by which something in the library tells what it is."""


def head_of(kind: str, name: str, library: Library) -> Node:
    """What something in the library tells of itself; what it is made of is not read. Raises as `title_of`."""
    return parse_keys(*library.content(kind, name), _HEAD)


def title_of(kind: str, name: str, library: Library) -> str:
    """The title of something in the library, or what it is called; its name in the library where it has none.

    Raises:
        Problems: there is none of that name, or its file cannot be read.
    """
    node = head_of(kind, name, library)
    for key in ("title", "name"):
        found = node.find((key,))
        if found is not None and isinstance(found.value, str):
            return found.value
    return name


def about(kind: str, name: str, library: Library) -> str:
    """What something in the library is for, in a sentence of its own; empty where none can be read as it stands.

    Raises:
        Problems: there is none of that name, or its file cannot be read.
    """
    node = head_of(kind, name, library)
    said = (node.find(path) for path in (("subtitle",), ("why",), ("intro",), ("cover", "text")))
    texts = (" ".join(one.value.split()) for one in said if one is not None and isinstance(one.value, str))
    return next((text for text in texts if "{" not in text), ", ".join(_categories(node)))


def _categories(node: Node) -> Iterator[str]:
    """The titles of a card set's categories."""
    found = node.find(("categories",))
    for number in range(len(found.value)) if found is not None and isinstance(found.value, list) else ():
        title = found.find((number, "title")) if found is not None else None
        if title is not None and isinstance(title.value, str):
            yield title.value


def asked_in(kind: str, name: str, library: Library) -> set[str]:
    """The names that the texts of something in the library ask for. Raises `Problems` where it cannot be read."""
    return {*_asked(*library.content(kind, name))}


@lru_cache(maxsize=64)
def _asked(content: bytes, label: str) -> frozenset[str]:
    return frozenset().union(*(names_in(text) for text in texts_of(parse_yaml(content, label))))


def read_data(file: Path) -> dict[str, Node]:
    """The values of a data file, as they are written: only the agenda's language tells what they mean.

    Raises:
        Problems: the file cannot be read, or is no mapping.
    """
    node = read_yaml(file)
    if not isinstance(node.value, dict):
        expected = _("expected lines such as “client: Eksempel Kommune”")
        raise Problems.one(_("the file holds no names with values"), expected, place=node.place)
    return node.value
