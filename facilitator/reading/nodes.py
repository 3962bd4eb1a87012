"""A YAML file as a tree of texts that know where they stand, so that any later mistake can be shown in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from facilitator.problems import Place

__all__ = ["Node", "mapped", "node_of"]


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

    def _child(self, part: str | int) -> Node | None:
        if isinstance(self.value, dict) and isinstance(part, str):
            return self.value.get(part)
        if isinstance(self.value, list) and isinstance(part, int) and 0 <= part < len(self.value):
            return self.value[part]
        return None


def mapped(node: Node, function: Callable[[Node], str | None]) -> Node:
    """The same tree with every scalar's value replaced by what ``function`` makes of the scalar."""
    if isinstance(node.value, dict):
        return replace(node, value={key: mapped(child, function) for key, child in node.value.items()})
    if isinstance(node.value, list):
        return replace(node, value=[mapped(child, function) for child in node.value])
    return replace(node, value=function(node))


def node_of(value: Any, place: Place) -> Node:
    """Values of our own as a tree, all of it at one place: texts, numbers, None, and lists and dicts of them."""
    if isinstance(value, dict):
        return Node({key: node_of(child, place) for key, child in value.items()}, place)
    if isinstance(value, list):
        return Node([node_of(child, place) for child in value], place)
    return Node(None if value is None else str(value), place, quoted=True)
