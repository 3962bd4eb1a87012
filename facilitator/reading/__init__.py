"""YAML as a tree of texts that know where they stand: the part of YAML that people need, within limits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Any, NamedTuple, TypeAlias

import yaml

from facilitator.messages import Place, Problem, Problems, _, nearest, short
from facilitator.reading.yaml_trouble import spaceless, trouble

__all__ = [
    "DEEPEST", "LINE_SEPARATOR", "MOST", "Node", "Path", "PythonLoader", "compose", "node_of", "overlaid", "scalars",
    "with_children", "with_texts",
]  # fmt: skip


Path: TypeAlias = tuple[str | int, ...]
"""Keys and indexes (from 0) on the way to a value."""


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, list, or mapping.

    A scalar is its text or None (an empty value, ``~``, or ``null``); never a number, date, or truth value, so
    ``08.30``, ``1:30``, and ``no`` stay what was written.
    """

    value: str | dict[str, Node] | list[Node] | None
    place: Place
    key_places: dict[str, Place] = field(default_factory=dict)
    """Where the keys of a mapping stand."""
    quoted: bool = False
    """The scalar stands in quotation marks or is a block (``|``, ``>``)."""

    def plain(self) -> Any:
        """The same tree as dicts, lists, texts, and None."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def find(self, path: Sequence[str | int]) -> Node | None:
        """The node at the end of a path of keys and indexes (from 0), if there is one."""
        node: Node | None = self
        for part in path:
            node = node._child(part) if node else None
        return node

    def at(self, path: Sequence[str | int]) -> Place:
        """The place of the value at the end of a path, or of the nearest value above it that exists."""
        node = self
        for part in path:
            child = node._child(part)
            if child is None:
                break
            node = child
        return node.place

    def key_at(self, path: Sequence[str | int]) -> Place:
        """The place of the key that ends a path, or of the nearest value above it that exists."""
        above = self.find(path[:-1])
        key = path[-1] if path else None
        return above.key_places[key] if above and isinstance(key, str) and key in above.key_places else self.at(path)

    def placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems with their paths looked up in this tree; those with a place, or without a path, as they are."""
        for problem in problems:
            unplaced = problem.place is None and problem.path is not None
            yield replace(problem, place=self.at(problem.path or ())) if unplaced else problem

    def _child(self, part: str | int) -> Node | None:
        if isinstance(self.value, dict) and isinstance(part, str):
            return self.value.get(part)
        if isinstance(self.value, list) and isinstance(part, int) and 0 <= part < len(self.value):
            return self.value[part]
        return None


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Every text of the tree that is not empty, in order, with the path to it."""
    if isinstance(node.value, dict | list):
        for key, child in node.value.items() if isinstance(node.value, dict) else enumerate(node.value):
            yield from scalars(child, (*path, key))
    elif node.value is not None:
        yield path, node


def with_texts(node: Node, texts: Mapping[Path, str]) -> Node:
    """The same tree with other texts at these paths; what lies elsewhere stays itself."""
    if () in texts:
        return replace(node, value=texts[()])
    below: dict[str | int, dict[Path, str]] = {}
    for (first, *rest), text in texts.items():
        below.setdefault(first, {})[tuple(rest)] = text
    return with_children(node, lambda child, key: with_texts(child, below[key]) if key in below else child)


def with_children(node: Node, function: Callable[[Node, str | int], Node]) -> Node:
    """A mapping or list with what ``function`` makes of its values and their keys, or indexes; itself where that is
    nothing new, for most of a file stays as it is.
    """
    if isinstance(node.value, dict):
        named = {key: function(child, key) for key, child in node.value.items()}
        return node if all(map(is_, named.values(), node.value.values())) else replace(node, value=named)
    if isinstance(node.value, list):
        listed = [function(child, number) for number, child in enumerate(node.value)]
        return node if all(map(is_, listed, node.value)) else replace(node, value=listed)
    return node


def overlaid(under: Node, over: Node) -> Node:
    """The tree ``under`` with what ``over`` says in its place, key by key; an empty ``over`` says nothing."""
    if over.value is None:
        return under
    if not isinstance(under.value, dict) or not isinstance(over.value, dict):
        return over
    own = {
        key: overlaid(under.value[key], child) if key in under.value and child.value is not None else child
        for key, child in over.value.items()
    }
    return replace(under, value={**under.value, **own}, key_places={**under.key_places, **over.key_places})


def node_of(value: Any, place: Place) -> Node:
    """Values of our own as a tree, all of it at one place: texts, numbers, None, and lists and dicts of them."""
    if isinstance(value, dict):
        return Node({key: node_of(child, place) for key, child in value.items()}, place)
    if isinstance(value, list):
        return Node([node_of(child, place) for child in value], place)
    return Node(None if value is None else str(value), place, quoted=True)


DEEPEST = 50
"""Levels of lists and mappings inside one another; an agenda has about ten."""

MOST = 100_000
"""Values, with every alias counted as all that it stands for."""

_LONGEST = 5_000_000
"""Characters in all values together, counted likewise."""

_LONGEST_TEXT = 20_000
"""Characters in one value: some eight pages."""

_MOST_LINES = 500
"""Lines in one value; every one of them is laid out by itself."""

LINE_SEPARATOR = "\ufdd0"
"""Stands for a line break within a text that YAML must not take for the end of its line; no text has it otherwise."""

_ESCAPED = re.compile(r"\\(?:u|U0000)fdd0", re.IGNORECASE)
"""That sign as somebody may write it."""
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class PythonLoader(yaml.BaseLoader):
    """PyYAML's own parser, which reads ``[Hvad?, Hvorfor?]`` as libyaml does.

    YAML 1.2 allows a question mark in a plain text between brackets; PyYAML's scanner ends the text there.
    """

    _in_plain = False

    def scan_plain(self) -> Any:
        self._in_plain = True
        try:
            return super().scan_plain()
        finally:
            self._in_plain = False

    def peek(self, index: int = 0) -> Any:
        found = super().peek(index)
        return "x" if found == "?" and self._in_plain else found


# libyaml's parser is some ten times as fast, but not every wheel of PyYAML has it. The base loaders know no types.
_LOADER: Any = getattr(yaml, "CBaseLoader", PythonLoader)


def compose(text: str, name: str, loader: Any = _LOADER, only: Collection[str] | None = None) -> Node:
    """The one document in ``text``; ``name`` is what messages call the file, ``only`` the keys that are asked for.

    Raises:
        Problems: it is not YAML, or uses what this project leaves out (tags, merge keys, keys that are not text,
            several documents), or exceeds `DEEPEST`, `MOST`, or `_LONGEST`.
    """
    composer = _Composer(text, name, loader, only)
    try:
        return composer.document()
    except yaml.YAMLError as error:
        syntax = trouble(error, text, name, DEEPEST)
        before = [problem for problem in composer.problems if problem.what != syntax.what]
        raise Problems([*before, syntax]) from None
    except (ValueError, OverflowError):
        # PyYAML itself fails on a few escapes and version numbers that no character or version can have.
        problem = Problem(_("the file is not valid YAML"), _("a “\\U…”, “%…”, or “!…” in it is wrong"), "", Place(name))
        raise Problems([*composer.problems, problem]) from None


_DEEPER = {yaml.MappingStartEvent: 1, yaml.SequenceStartEvent: 1, yaml.MappingEndEvent: -1, yaml.SequenceEndEvent: -1}


class _Composer:
    """Builds nodes from the parser's events, one by one, so that every limit holds before memory is spent."""

    def __init__(self, text: str, name: str, loader: Any, only: Collection[str] | None) -> None:
        self.problems: list[Problem] = []
        """What is wrong but lets the reading go on, so that all of it can be told in one go."""
        self._text = text
        self._name = name
        self._only = only
        self._events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self._anchors: dict[str, Node | None] = {}
        """Nodes by anchor; None while the node is being read."""
        self._count = 0
        self._length = 0

    def document(self) -> Node:
        next(self._events)  # the stream's start
        if isinstance(start := next(self._events), yaml.StreamEndEvent):
            raise Problems.one(_("the file is empty"), _("expected a line such as “title: …”"), place=Place(self._name))
        root = self._node(next(self._events), 1)
        next(self._events)  # the document's end
        if not isinstance(start := next(self._events), yaml.StreamEndEvent):
            self._problem(start, _("a second document begins here"), _("delete the line with “---”"))
        if self.problems:
            raise Problems(self.problems)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._add(event, _Extent(1, depth, len(getattr(event, "value", ""))))
        if event.tag is not None:
            what = _("“{tag}” is a YAML tag", tag=_tag(event.tag))
            self._problem(event, what, _("put a text that begins with “!” in quotation marks"))
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        node = self._content(event, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _content(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        quoted = bool(event.style)
        self._check_text(event)
        value = None if not quoted and event.value in _NULLS else event.value.replace(LINE_SEPARATOR, "\n")
        return Node(value, self._place(event), quoted=quoted)

    def _list(self, start: Any, depth: int) -> Node:
        nodes: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            nodes.append(self._node(event, depth + 1))
        return Node(nodes, self._place(start))

    def _mapping(self, start: Any, depth: int) -> Node:
        nodes: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, depth + 1)
            value = next(self._events)
            if self._only is not None and depth == 1 and key not in self._only:
                self._pass(value)
                continue
            node = self._node(value, depth + 1)
            if key is not None and event.end_mark.index == value.start_mark.index:
                comma = _("“{key}” has no colon behind it: in braces a comma begins the next key", key=short(key))
                quoted = _("put quotation marks around a text that has a comma")
                self._problem(event, *(spaceless(key) or (comma, quoted)))
            elif key in places:
                line = places[key].line
                twice = _("“{key}” is written twice; already on line {line}", key=short(key), line=line)
                self._problem(event, twice, _("a key may stand only once"))
            elif key is not None:
                nodes[key], places[key] = node, self._place(event)
        return Node(nodes, self._place(start), places)

    def _pass(self, event: Any) -> None:
        """Read over a value."""
        depth = 0
        while (depth := depth + _DEEPER.get(type(event), 0)) > 0:
            event = next(self._events)

    def _key(self, event: Any, depth: int) -> str | None:
        """The text of a key; None when it is none and has been reported."""
        node = self._node(event, depth)
        if not isinstance(event, yaml.ScalarEvent):
            self._problem(event, *self._no_key(event))
        elif not event.style and event.value == "<<":
            self._problem(event, _("“<<” (merging mappings) is not supported"), _("write the keys out"))
        elif event.value.startswith("\u00a0"):
            self._problem(event, _("the line is indented with a non-breaking space"), _("use ordinary spaces"))
        elif node.value is None and not event.value:
            self._problem(event, _("there is no key before the colon"), _("expected “key: value”"))
        else:
            return str(event.value)
        return None

    def _no_key(self, event: Any) -> tuple[str, str]:
        if self._text[: event.start_mark.index].endswith("{") and isinstance(event, yaml.MappingStartEvent):
            return _("a text that begins with “{{” needs quotation marks"), _('write it as "{{ name }} …"')
        return _("a key is no text"), _("expected “key: value” with a plain word as key")

    def _alias(self, event: Any, depth: int) -> Node:
        if event.anchor not in self._anchors:
            expected = _("put a text that begins with “*” in quotation marks")
            near = nearest(event.anchor, self._anchors)
            problem = Problem(
                _("“*{anchor}” refers to nothing", anchor=event.anchor),
                expected,
                near and f"*{near}",
                self._place(event),
            )
            raise Problems([*self.problems, problem])
        node = self._anchors[event.anchor]
        if node is None:
            raise self._stop(event, _("“*{anchor}” stands inside itself", anchor=event.anchor))
        self._add(event, _extent(node, depth))
        return node

    def _add(self, event: Any, extent: _Extent) -> None:
        self._count += extent.values
        self._length += extent.length
        if self._count > MOST:
            raise self._stop(event, _("the file holds more than {most} values, aliases counted in full", most=MOST))
        if self._length > _LONGEST:
            what = _("the file holds more than {most} characters, aliases counted in full", most=_LONGEST)
            raise self._stop(event, what)
        if extent.depth > DEEPEST:
            raise self._stop(event, _("lists and mappings stand more than {levels} levels deep", levels=DEEPEST))

    def _check_text(self, event: Any) -> None:
        length, lines = len(event.value), event.value.count("\n") + 1
        if length > _LONGEST_TEXT:
            what = _("the text has {count} characters", count=length)
            self._problem(event, what, _("expected at most {most}", most=_LONGEST_TEXT))
        elif lines > _MOST_LINES:
            what = _("the text has {count} lines", count=lines)
            self._problem(event, what, _("expected at most {most}", most=_MOST_LINES))
        elif LINE_SEPARATOR in event.value and event.style == '"' and _ESCAPED.search(self._written(event)):
            self._problem(event, _("the text has a sign that no document can hold"), _("delete “\\ufdd0”"))

    def _written(self, event: Any) -> str:
        """The lines that a scalar stands on."""
        return "\n".join(self._text.split("\n")[event.start_mark.line : event.end_mark.line + 1])

    def _stop(self, event: Any, what: str) -> Problems:
        return Problems([*self.problems, Problem(what, place=self._place(event))])

    def _problem(self, event: Any, what: str, expected: str) -> None:
        self.problems.append(Problem(what, expected, place=self._place(event)))

    def _place(self, event: Any) -> Place:
        return Place(self._name, event.start_mark.line + 1, event.start_mark.column + 1)


class _Extent(NamedTuple):
    """What a node or an alias adds: values, the level of the deepest of them, and their characters."""

    values: int
    depth: int
    length: int


def _extent(node: Node, depth: int) -> _Extent:
    children = node.value.values() if isinstance(node.value, dict) else node.value
    if isinstance(children, str) or children is None:
        return _Extent(1, depth, len(children or ""))
    extents = [_extent(child, depth + 1) for child in children]
    deepest = max((one.depth for one in extents), default=depth)
    return _Extent(1 + sum(one.values for one in extents), deepest, sum(one.length for one in extents))


def _tag(tag: str) -> str:
    """A tag as it was written."""
    return short(tag.replace("tag:yaml.org,2002:", "!!", 1))
