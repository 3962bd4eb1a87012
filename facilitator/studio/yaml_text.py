"""A YAML file's text beside the tree that says where in it everything stands, and values written into it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from facilitator.agenda import Agenda, Block, Path
from facilitator.reading import LINE_SEPARATOR, PythonLoader

__all__ = ["Refused", "Text", "clean", "item", "listed", "spelled", "with_value"]

_LOADER: Any = getattr(yaml, "CBaseLoader", PythonLoader)
_OF_HEAD = tuple(Agenda.model_fields)
_OF_BLOCK = (*Block.model_fields, "room", "do", "say", "ask")
"""The order in which keys stand that are added: at the head of a file, and in a block or a step."""
_WIDE, _NARROW = 120, 40
"""Columns of a line; a text that is indented deep has at least so many for itself."""
_DASH = re.compile(r" *- +")
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
            found = _value(found, part) if isinstance(found, MappingNode) else _items_of(found)[int(part)]
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


def _items_of(node: Any) -> list[Any]:
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


# --- one value ---

_Value: TypeAlias = str | Sequence["_Value"] | Mapping[str, "_Value"]


def with_value(text: Text, path: Path, value: _Value | None) -> str:
    """The text with this value in that place; None takes its key out, and what would be empty without it.

    Whatever would hold it is added where it is missing. Comments may be lost where a list takes another's place: who
    asks looks.

    Raises:
        Refused: it is written in a way that does not let it be changed alone.
    """
    *above, key = path
    holder, number = _holder(text, tuple(above))
    if number < len(above):
        if value is None:
            return text.raw
        for part in reversed([*above[number + 1 :], key]):
            value = {str(part): value}
        key = above[number]
    if isinstance(holder, SequenceNode):
        if value is None:
            raise Refused
        return _over(text, holder, _items_of(holder)[int(key)], value, holder.start_mark.column)
    if not isinstance(holder, MappingNode):
        raise Refused
    found = next((pair for pair in holder.value if pair[0].value == key), None)
    if found is None:
        return text.raw if value is None else _with_key(text, holder, str(key), value, head=number == 0)
    if value is not None:
        return _over(text, holder, found[1], value, found[0].start_mark.column, found[0])
    if len(holder.value) == 1 and len(path) > 1:
        return with_value(text, path[:-1], None)
    return _without(text, holder, found)


def _holder(text: Text, above: Path) -> tuple[Any, int]:
    """What holds the value, or the innermost that is there of what would; and how many keys lead to it."""
    found = text.root
    for number, part in enumerate(above):
        inner = None
        if isinstance(found, MappingNode):
            inner = next((value for key, value in found.value if key.value == part), None)
        elif int(part) < len(_items_of(found)):
            inner = _items_of(found)[int(part)]
        if inner is None or (isinstance(inner, ScalarNode) and not inner.value):
            return found, number
        found = inner
    return found, len(above)


def _written(value: _Value, column: int, *, flow: bool) -> str:
    """The value as it stands behind the colon of a key in that column."""
    if isinstance(value, str):
        return f" {spelled(value, column, flow=flow)}"
    if isinstance(value, Mapping):
        if flow or column:
            return f" {{{', '.join(f'{key}:{_written(one, 0, flow=True)}' for key, one in value.items())}}}"
        return "".join(f"\n{' ' * (column + 2)}{_keyed(key, one, column + 2)}" for key, one in value.items())
    if flow or all(isinstance(one, str) for one in value):
        return f" [{', '.join(_written(one, 0, flow=True).strip() for one in value)}]"
    return "".join(f"\n{' ' * (column + 2)}-{item(one, column + 4)}" for one in value)


def item(value: _Value, column: int, *, flow: bool = False) -> str:
    """A value as it stands behind a dash, its first key in that column; or, with ``flow``, in brackets."""
    if flow or not isinstance(value, Mapping | str):
        return _written(value, 0 if flow else column, flow=True)
    if isinstance(value, str):
        return _written(value, column - 2, flow=False)
    return " " + f"\n{' ' * column}".join(_keyed(key, one, column) for key, one in value.items())


def _keyed(key: str, value: _Value, column: int) -> str:
    if not re.fullmatch(r"\w+", key):
        raise Refused
    return f"{key}:{_written(value, column, flow=False)}"


def _over(text: Text, holder: Any, node: Any, value: _Value, column: int, key: Any = None) -> str:
    """Another value in the place of this one."""
    start, end = node.start_mark.index, text.content_end(node)
    if start < (key or holder).start_mark.index:  # An alias stands for a value elsewhere.
        raise Refused
    plain = (
        key is not None and isinstance(node, MappingNode) and all(isinstance(one, ScalarNode) for _, one in node.value)
    )
    if not isinstance(value, str):
        said = _written(value, column, flow=False)
        if isinstance(node, ScalarNode) and not node.value and said.startswith("\n") and not holder.flow_style:
            at = text.line_end(start)
            said = f"{said[1:]}\n"
            return text.replaced(at, at, said if text.raw[:at].endswith("\n") else f"\n{said}"[:-1])
        said = _written(value, column, flow=True)
        return text.replaced(start, end, said if text.raw[start - 1] == ":" else said.lstrip())
    if not isinstance(node, ScalarNode) and not node.flow_style and not plain:
        raise Refused
    style = node.style if isinstance(node, ScalarNode) else None
    head = text.raw[start : text.line_end(start)].rstrip() if style in ("|", ">") else ""
    said = spelled(value, column, flow=bool(holder.flow_style), style=style, head=head)
    return text.replaced(start, end, f" {said}" if text.raw[start - 1] == ":" else said)


def _with_key(text: Text, holder: Any, key: str, value: _Value, *, head: bool) -> str:
    """One more key, behind those that come before it."""
    order = _OF_HEAD if head else _OF_BLOCK
    before = [pair for pair in holder.value if key not in order or pair[0].value in order[: order.index(key)]]
    pairs = before or holder.value[:1]
    if not re.fullmatch(r"\w+", key):
        raise Refused
    if holder.flow_style:
        at = text.content_end(pairs[-1][1]) if pairs else holder.start_mark.index + 1
        said = f"{key}:{_written(value, 0, flow=True)}"
        return text.replaced(at, at, f", {said}" if pairs else said)
    column = holder.value[0][0].start_mark.column
    at = text.line_end(max(text.content_end(pairs[-1][0]), text.content_end(pairs[-1][1])))
    line = f"{' ' * column}{_keyed(key, value, column)}\n"
    return text.replaced(at, at, line if text.raw[:at].endswith("\n") else f"\n{line}"[:-1])


def _without(text: Text, holder: Any, pair: Any) -> str:
    """The same without a key; a comment behind its value stays, on a line of its own."""
    number = holder.value.index(pair)
    start, end = pair[0].start_mark.index, text.content_end(pair[1])
    if end < start or len(holder.value) == 1:
        raise Refused
    if number == 0:
        return text.replaced(start, holder.value[1][0].start_mark.index, "")
    if holder.flow_style:
        return text.replaced(text.content_end(holder.value[number - 1][1]), end, "")
    rest = text.raw[end : text.line_end(end)].strip()
    left = f"{' ' * pair[0].start_mark.column}{rest}\n" if rest else ""
    return text.replaced(text.line_start(start), text.line_end(end), left)


# --- the items of a list ---


@dataclass(frozen=True)
class Items:
    """The items of a list, each with the comments above it, and what is between them: blank lines, or a comma."""

    text: Text
    start: int
    end: int
    gaps: list[str]
    bodies: list[str]
    usual: str = ""
    """Between two items where nobody has said."""

    def written(self, bodies: list[str]) -> str:
        """The text with other items in the list; blank lines stay where they are, and the last line is ended."""
        usual = self.gaps[1] if len(self.gaps) > 1 else self.usual
        gaps = [*self.gaps[: len(bodies)], *[usual] * (len(bodies) - len(self.gaps))]
        whole = "".join(gap + body for gap, body in zip(gaps, bodies, strict=True))
        return self.text.replaced(self.start, self.end, whole)


def listed(text: Text, path: Path) -> Items:
    """The list at the path, taken apart."""
    node = text.node(path)
    items = _items_of(node)
    if not items:
        raise Refused
    if node.flow_style:
        return _in_brackets(text, items)
    dashes, ends = [], list[int]()
    for one in items:
        dash = text.line_start(one.start_mark.index)
        if not _DASH.fullmatch(text.raw[dash : one.start_mark.index]):
            raise Refused
        dashes.append(dash)
        ends.append(_body_end(text, text.line_end(text.content_end(one)), node.start_mark.column))
    starts = [_above(text, dashes[0]), *ends[:-1]]
    parts = [text.raw[start:end] for start, end in zip(starts, ends, strict=True)]
    bodies = [re.sub(r"\A(?:[ \t]*\r?\n)+", "", part) for part in parts]
    gaps = [part[: len(part) - len(body)] for part, body in zip(parts, bodies, strict=True)]
    closed = [body if body.endswith("\n") else body + text.end for body in bodies]
    return Items(text, starts[0], ends[-1], gaps, closed)


def _in_brackets(text: Text, items: list[Any]) -> Items:
    """The same of a list in brackets."""
    spans = [(one.start_mark.index, text.content_end(one)) for one in items]
    ends = [spans[0][0], *(end for _start, end in spans[:-1])]
    gaps = [text.raw[before:start] for before, (start, _end) in zip(ends, spans, strict=True)]
    return Items(text, spans[0][0], spans[-1][1], gaps, [text.raw[start:end] for start, end in spans], ", ")


def _body_end(text: Text, end: int, column: int) -> int:
    """Behind the comments that follow an item and are indented deeper than its dash."""
    at = end
    while at < len(text.raw):
        line = text.raw[at : text.line_end(at)]
        if line.strip() and (not line.lstrip().startswith("#") or len(line) - len(line.lstrip()) <= column):
            break
        at = text.line_end(at)
        end = at if line.strip() else end
    return end


def _above(text: Text, dash: int) -> int:
    """Where the comments begin that stand directly above the first item."""
    while dash and text.raw[(before := text.line_start(dash - 1)) : dash].lstrip().startswith("#"):
        dash = before
    return dash
