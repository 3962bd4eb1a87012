"""What words in braces a language's texts may have: those of the Danish ones, and nothing cleverer."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from facilitator.problems import Problem
from facilitator.reading.nodes import Node

__all__ = ["misfilled"]


def misfilled(words: Node, model: Node) -> Iterator[Problem]:
    """Every text of ``words`` with braces that the same text of ``model`` does not have."""
    if isinstance(words.value, dict):
        for key, child in words.value.items():
            like = model.find((key,))
            if like is not None:
                yield from misfilled(child, like)
    elif isinstance(words.value, str) and isinstance(model.value, str):
        known = sorted(set(_fields(model.value)))
        try:
            wrong = [field for field in _fields(words.value) if field not in known]
        except ValueError:
            wrong = [words.value]
        if wrong:
            expected = f"expected {', '.join(known)}" if known else "expected a text without braces"
            yield Problem(f"“{wrong[0]}” cannot be filled in here", expected, place=words.place)


def _fields(text: str) -> Iterator[str]:
    """Every part in braces as it is written: ``{clock}``."""
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None:
            yield f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
