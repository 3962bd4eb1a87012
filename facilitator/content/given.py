"""The values that the texts of a file are filled with, as a user gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.problems import Place, Problem, Problems
from facilitator.reading.nodes import Node
from facilitator.text.meaning import meant

__all__ = ["VALUES", "data_of", "mapping_of", "texts_of", "values_of"]

VALUES = ("data", "examples")
"""Keys that hold what texts are filled with."""


def data_of(node: Node, locale: str, key: str = "data") -> dict[str, Any]:
    """The file's own ``data``: numbers, dates, and yes or no as such, unless they stand in quotation marks.

    Raises:
        Problems: a value is none of what its name asks for.
    """
    problems: list[Problem] = []
    found = values_of(mapping_of(node, key), locale, problems)
    if problems:
        raise Problems(problems)
    return found


def mapping_of(node: Node, key: str) -> Mapping[str, Node]:
    """What stands under a key, by its names; nothing where there is no such mapping."""
    found = node.find((key,))
    return found.value if found is not None and isinstance(found.value, dict) else {}


def values_of(given: Mapping[str, Any], locale: str, problems: list[Problem]) -> dict[str, Any]:
    """What the values mean; those that are no nodes are told without a place, in ``problems``."""

    def value(name: str, one: Any) -> Any:
        node = one if isinstance(one, Node) else Node(one, Place(""), quoted=True) if isinstance(one, str) else None
        if node is None:
            return one
        if isinstance(node.value, dict):
            return {key: value("", child) for key, child in node.value.items()}
        if isinstance(node.value, list):
            return [value("", child) for child in node.value]
        try:
            return None if node.value is None else meant(name, node.value, locale, quoted=node.quoted)
        except ValueError as error:
            problems.append(Problem(str(error), place=node.place if node.place.path else None))
            return node.value

    return {name: value(name, one) for name, one in given.items()}


def texts_of(node: Node) -> Iterator[str]:
    """Every text that is filled in, those of ``data`` and ``examples`` left out."""
    parts = node.value.items() if isinstance(node.value, dict) else ()
    for child in [child for key, child in parts if key not in VALUES] if parts else [node]:
        yield from _within(child)


def _within(node: Node) -> Iterator[str]:
    if isinstance(node.value, dict | list):
        for child in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _within(child)
    elif node.value is not None:
        yield node.value
