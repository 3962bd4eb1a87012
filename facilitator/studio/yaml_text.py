"""A YAML file's text beside the tree that says where in it everything stands, and values spelled to go into it."""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from facilitator.agenda.model import Path
from facilitator.reading.nodes import LINE_SEPARATOR, PythonLoader

__all__ = ["Refused", "Text", "clean", "items_of", "spelled"]

_LOADER: Any = getattr(yaml, "CBaseLoader", PythonLoader)
_WIDE, _NARROW = 120, 40
"""Columns of a line; a text that is indented deep has at least so many for itself."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)


class Refused(Exception):
    """It would change something else."""


@dataclass(frozen=True)
class Text:
    """A file's text, without byte order mark. Making one raises `yaml.YAMLError` where it is no YAML."""

    raw: str

    @property
    def root(self) -> Any:
        """The parser's tree."""
        return _composed(self.raw)

    @property
    def end(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.raw else "\n"

    def plain(self) -> Any:
        """What it says: dicts, lists, and texts."""
        return _plain(self.root)

    def comments(self) -> list[str]:
        """Every comment, from its ``#`` to the end of the line."""
        at, found = 0, list[str]()
        for token in yaml.scan(_as_read(self.raw), Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken):
                found += _COMMENT.findall(self.raw, at, token.start_mark.index)
                at = max(at, token.end_mark.index)
        return [one.rstrip() for one in (*found, *_COMMENT.findall(self.raw, at))]

    def node(self, path: Path) -> Any:
        """The tree's node at the end of a path."""
        found = self.root
        for part in path:
            found = _value(found, part) if isinstance(found, MappingNode) else items_of(found)[int(part)]
        return found

    def line_start(self, at: int) -> int:
        """Where the line begins that ``at`` is on."""
        return self.raw.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the next line begins."""
        return self.raw.find("\n", at) + 1 or len(self.raw)

    def content_end(self, node: Any) -> int:
        """Behind the last sign of a value; a comment that follows is none of it."""
        if isinstance(node, ScalarNode):
            start, end = node.start_mark.index, node.end_mark.index
            return start + len(self.raw[start:end].rstrip())
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(node, SequenceNode):
            return self.content_end(last)
        key, value = last
        return max(self.content_end(key), self.content_end(value))

    def replaced(self, start: int, end: int, by: str) -> str:
        """The text with something else between these two places."""
        return self.raw[:start] + re.sub("\r?\n", self.end, by) + self.raw[end:]


def _as_read(raw: str) -> str:
    return raw.replace("\u2028", LINE_SEPARATOR).replace("\u2029", LINE_SEPARATOR)


@lru_cache(maxsize=4)
def _composed(raw: str) -> Any:
    """The tree of a text; kept, for what an edit has made is looked at again and again. Nobody changes a tree."""
    found = yaml.compose(_as_read(raw), Loader=_LOADER)
    if found is None:
        raise Refused
    return found


def _plain(node: Any) -> Any:
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return [_plain(one) for one in node.value] if isinstance(node, SequenceNode) else node.value


def _value(node: Any, key: str | int) -> Any:
    return next(value for one, value in node.value if one.value == key)


def items_of(node: Any) -> list[Any]:
    """The nodes of a list. Raises `Refused` where it is none."""
    if not isinstance(node, SequenceNode):
        raise Refused
    return list(node.value)


def clean(value: str) -> str:
    """Line breaks as the file has them, whatever system or word processor they come from."""
    return re.sub("\r\n?|[\u2028\u2029\x0b\x85]", "\n", value).replace("\ufeff", "")


def spelled(value: str, column: int, *, flow: bool = False, style: str | None = None, head: str = "") -> str:
    """The value as YAML, in the style that it has, or else the plainest that reads back as the same.

    Args:
        value: the text.
        column: that of its key or dash.
        flow: it stands within brackets.
        style: how the value before it was written: plain, quoted, or as a block.
        head: what stands behind the colon of a block: ``>-``.
    """
    quoted = {'"': json.dumps(value, ensure_ascii=False), "'": f"'{value.replace(chr(39), chr(39) * 2)}'"}
    ways = [quoted[style or ""]] if style in quoted else []
    if not flow:
        blocks = {">": _folded, "|": _literal}
        ways += [blocks[style or ""](value, column, head)] if style in blocks else []
        ways += [_literal(value, column, "|-")] if "\n" in value else []
        ways += [_folded(value, column, ">")] if column + len(value) > _WIDE else []
    ways += [] if value.lower() == "null" else [value]
    return next(way for way in (*ways, quoted['"']) if _reads_as(way, value, column, flow))


def _reads_as(spelled: str, value: str, column: int, flow: bool) -> bool:
    line = f"{{k: {spelled}, l: x}}\n" if flow else f"{'k:' if column else ''}\n{' ' * column}k: {spelled}\n"
    try:
        found = Text(line).plain()
        inner = found["k"] if flow or not column else found["k"]["k"]
        return isinstance(inner, str) and inner.rstrip("\n") == value.rstrip("\n") and (not flow or len(found) == 2)
    except (yaml.YAMLError, Refused, TypeError, KeyError):
        return False


def _literal(value: str, column: int, head: str) -> str:
    pad = " " * (column + 2)
    return "\n".join([head, *(f"{pad}{line}" if line else "" for line in value.rstrip("\n").split("\n"))])


def _folded(value: str, column: int, head: str) -> str:
    pad, width = " " * (column + 2), max(_NARROW, _WIDE - column - 2)
    lines = [
        textwrap.fill(line, width, initial_indent=pad, subsequent_indent=pad, break_long_words=False,
                      break_on_hyphens=False)
        for line in value.rstrip("\n").split("\n")
    ]  # fmt: skip
    return "\n".join([head, "\n\n".join(lines)])
