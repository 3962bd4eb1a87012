"""Edits of an agenda's text: each changes what it says and not a letter besides; comments stay with their block.

An edit is made where the YAML parser says that the value stands, and then read back: where the file would say anything
else than was asked for, or a comment would be lost, the edit is refused.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from facilitator.agenda.model import Block, Path
from facilitator.messages import _
from facilitator.problems import Problems
from facilitator.studio.yaml_text import Refused, Text, clean, items_of, spelled

__all__ = ["EDIT", "Add", "AnyEdit", "Copy", "Delete", "Move", "Put", "Split", "edited"]

_ORDER = (*Block.model_fields, "do", "say", "ask")
"""The order in which keys stand that are added."""
_DASH = re.compile(r" *- +")
_IN_BOTH = ("kind", "who")
"""What the second part of a block has from the first."""
_MOST = 20_000
"""Characters of a value."""


class _Edit(BaseModel):
    """What is asked for; ``path`` leads to a value, or to a block in its list."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    path: Annotated[tuple[str | int, ...], Field(min_length=1, max_length=30, strict=False)]


class Put(_Edit):
    """A value is set; its key is added where there is none, and taken out where there is no value."""

    do: Literal["put"]
    value: Annotated[str, Field(max_length=_MOST)] | None


class Add(_Edit):
    """A new block comes into the place that ``path`` names; what stood there, and all after it, moves on."""

    do: Literal["add"]
    block: Annotated[dict[str, Annotated[str, Field(max_length=_MOST)]], Field(min_length=1, max_length=20)]


class Move(_Edit):
    """A block goes to another place of its list, with the comments above it."""

    do: Literal["move"]
    to: Annotated[int, Field(ge=0)]


class Copy(_Edit):
    """A block comes once more behind itself, with ids that nothing else has."""

    do: Literal["copy"]


class Delete(_Edit):
    """A block goes, with the comments above it."""

    do: Literal["delete"]


class Split(_Edit):
    """A block becomes two: the first has its slides and so many of its steps, the second the others."""

    do: Literal["split"]
    minutes: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]] = Field(strict=False)
    title: Annotated[str, Field(min_length=1, max_length=_MOST)]
    """Of the second."""
    steps: Annotated[int, Field(ge=0)] = 0
    """How many steps stay with the first; with 0, the second has none."""


AnyEdit: TypeAlias = Annotated[Put | Add | Move | Copy | Delete | Split, Field(discriminator="do")]
EDIT: TypeAdapter[AnyEdit] = TypeAdapter(AnyEdit)
"""Reads an edit from JSON."""


def edited(text: str, edit: AnyEdit) -> str:
    """The text with the edit made in it.

    Args:
        text: a YAML file, with line ends and byte order mark as they are.
        edit: what is asked for.

    Raises:
        Problems: it cannot be made without changing something else; nothing of it is made then.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        return mark + _MAKERS[type(edit)](Text(text.removeprefix(mark)), edit)
    except (yaml.YAMLError, Refused, LookupError, StopIteration, TypeError, ValueError):
        what = _("this cannot be changed here without touching something else in the file")
        raise Problems.one(what, _("expected it to be changed in the file itself")) from None


def _told(tree: Any, path: Path) -> Any:
    for part in path:
        tree = tree[part]
    return tree


def _verified(before: Text, after: str, change: Callable[[Any], None], said: Iterable[str] | None = None) -> str:
    """The new text, if it says what the change makes of the old, with all comments, or those that are ``said``."""
    wanted, found = before.plain(), Text(after)
    change(wanted)
    if found.plain() != wanted or Counter(found.comments()) != Counter(before.comments() if said is None else said):
        raise Refused
    return after


# --- one value ---


def _put(text: Text, edit: Put) -> str:
    *above, key = edit.path
    holder = text.node(tuple(above))
    value = None if edit.value is None else clean(edit.value)
    if isinstance(holder, SequenceNode):
        if value is None:
            raise Refused
        after = _over(text, holder, items_of(holder)[int(key)], value, holder.start_mark.column)
    elif not isinstance(holder, MappingNode):
        raise Refused
    elif (found := next((pair for pair in holder.value if pair[0].value == key), None)) is None:
        after = text.raw if value is None else _with_key(text, holder, str(key), value)
    elif value is None:
        after = _without(text, holder, found)
    else:
        after = _over(text, holder, found[1], value, found[0].start_mark.column, found[0])
    return _verified(text, after, lambda tree: _set(tree, edit.path, value, Text(after).plain()))


def _set(tree: Any, path: Path, value: str | None, found: Any) -> None:
    """Set the value in a tree; line breaks at its end do not count, for a folded text has one."""
    *above, key = path
    holder = _told(tree, tuple(above))
    if value is None:
        holder.pop(key, None)
        return
    written = _told(found, path)
    if not isinstance(written, str) or written.rstrip("\n") != value.rstrip("\n"):
        raise Refused
    holder[key] = written


def _over(text: Text, holder: Any, node: Any, value: str, column: int, key: Any = None) -> str:
    """Another value in the place of this one."""
    start, end = node.start_mark.index, text.content_end(node)
    if start < (key or holder).start_mark.index:  # An alias stands for a value elsewhere.
        raise Refused
    if not isinstance(node, ScalarNode) and not node.flow_style:
        raise Refused
    style = node.style if isinstance(node, ScalarNode) else None
    head = text.raw[start : text.line_end(start)].rstrip() if style in ("|", ">") else ""
    said = spelled(value, column, flow=bool(holder.flow_style), style=style, head=head)
    return text.replaced(start, end, f" {said}" if text.raw[start - 1] == ":" else said)


def _with_key(text: Text, holder: Any, key: str, value: str) -> str:
    """One more key, behind those that come before it."""
    if not re.fullmatch(r"\w+", key):
        raise Refused
    before = [pair for pair in holder.value if key not in _ORDER or pair[0].value in _ORDER[: _ORDER.index(key)]]
    pairs = before or holder.value[:1]
    if holder.flow_style:
        at = text.content_end(pairs[-1][1]) if pairs else holder.start_mark.index + 1
        said = f"{key}: {spelled(value, 0, flow=True)}"
        return text.replaced(at, at, f", {said}" if pairs else said)
    column = holder.value[0][0].start_mark.column
    at = text.line_end(max(text.content_end(pairs[-1][0]), text.content_end(pairs[-1][1])))
    line = f"{' ' * column}{key}: {spelled(value, column)}\n"
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


# --- blocks ---


@dataclass(frozen=True)
class _Items:
    """The items of a list, each with the comments above it, and the blank lines between them."""

    text: Text
    start: int
    end: int
    gaps: list[str]
    bodies: list[str]

    def written(self, bodies: list[str]) -> str:
        """The text with other items in the list; blank lines stay where they are, and the last line is ended."""
        usual = self.gaps[1] if len(self.gaps) > 1 else ""
        gaps = [*self.gaps[: len(bodies)], *[usual] * (len(bodies) - len(self.gaps))]
        whole = "".join(gap + body for gap, body in zip(gaps, bodies, strict=True))
        return self.text.replaced(self.start, self.end, whole)


def _listed(text: Text, path: Path) -> _Items:
    """The list at the path, taken apart."""
    node = text.node(path)
    items = items_of(node)
    if node.flow_style or not items:
        raise Refused
    dashes, ends = [], list[int]()
    for item in items:
        dash = text.line_start(item.start_mark.index)
        if not _DASH.fullmatch(text.raw[dash : item.start_mark.index]):
            raise Refused
        dashes.append(dash)
        ends.append(_body_end(text, text.line_end(text.content_end(item)), node.start_mark.column))
    starts = [_above(text, dashes[0]), *ends[:-1]]
    parts = [text.raw[start:end] for start, end in zip(starts, ends, strict=True)]
    bodies = [re.sub(r"\A(?:[ \t]*\r?\n)+", "", part) for part in parts]
    gaps = [part[: len(part) - len(body)] for part, body in zip(parts, bodies, strict=True)]
    closed = [body if body.endswith("\n") else body + text.end for body in bodies]
    return _Items(text, starts[0], ends[-1], gaps, closed)


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


def _place(path: Path) -> tuple[Path, int]:
    *above, number = path
    if not isinstance(number, int) or number < 0:
        raise Refused
    return tuple(above), number


def _move(text: Text, edit: Move) -> str:
    path, number = _place(edit.path)
    if edit.to == number:
        return text.raw
    found = _listed(text, path)
    bodies = [*found.bodies]
    bodies.insert(edit.to, bodies.pop(number))

    def change(tree: Any) -> None:
        blocks = _told(tree, path)
        blocks.insert(edit.to, blocks.pop(number))

    return _verified(text, found.written(bodies), change)


def _delete(text: Text, edit: Delete) -> str:
    path, number = _place(edit.path)
    found = _listed(text, path)
    bodies = [*found.bodies]
    gone = bodies.pop(number)
    if not bodies:
        raise Refused
    left = Counter(text.comments()) - Counter(_comments(gone))
    return _verified(text, found.written(bodies), lambda tree: _told(tree, path).pop(number), left.elements())


def _copy(text: Text, edit: Copy) -> str:
    path, number = _place(edit.path)
    found = _listed(text, path)
    body = found.bodies[number]
    bodies = [*found.bodies[: number + 1], body, *found.bodies[number + 1 :]]
    said = [*text.comments(), *_comments(body)]

    def change(tree: Any) -> None:
        blocks = _told(tree, path)
        blocks.insert(number + 1, deepcopy(blocks[number]))

    after = _verified(text, found.written(bodies), change, said)
    tree = Text(after).plain()
    taken = set(_ids(tree))
    for one, name in [*_ids_in(_told(tree, (*path, number + 1)), (*path, number + 1))]:
        free = next(new for new in (f"{name}-{n}" for n in range(2, len(taken) + 3)) if new not in taken)
        taken.add(free)
        after = _put(Text(after), Put(do="put", path=one, value=free))
    return after


def _comments(body: str) -> list[str]:
    """Those of an item by itself."""
    return Text(textwrap.dedent(body)).comments()


def _ids(tree: Any) -> Iterable[str]:
    return (name for _path, name in _ids_in(tree, ()))


def _ids_in(tree: Any, path: Path) -> Iterable[tuple[Path, str]]:
    """Every id, and where it stands."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in pairs:
        if key == "id" and isinstance(value, str):
            yield (*path, key), value
        yield from _ids_in(value, (*path, key))


def _add(text: Text, edit: Add) -> str:
    path, number = _place(edit.path)
    found = _listed(text, path)
    if number > len(found.bodies):
        raise Refused
    block = {key: clean(value) for key, value in edit.block.items()}
    bodies = [*found.bodies[:number], _body(text, path, block), *found.bodies[number:]]
    return _verified(text, found.written(bodies), lambda tree: _told(tree, path).insert(number, block))


def _body(text: Text, path: Path, block: Mapping[str, str]) -> str:
    """A new item of the list, its keys below one another."""
    if any(not re.fullmatch(r"\w+", key) for key in block):
        raise Refused
    column = text.node(path).start_mark.column
    lines = [f"{key}: {spelled(value, column + 2)}" for key, value in block.items()]
    body = f"{' ' * column}- " + f"\n{' ' * (column + 2)}".join(lines) + "\n"
    return body.replace("\n", text.end)


def _split(text: Text, edit: Split) -> str:
    """The steps that go over stay as they are written, with their comments."""
    path, number = _place(edit.path)
    old = _told(text.plain(), edit.path)
    new = {"title": clean(edit.title), **{key: old[key] for key in _IN_BOTH if key in old}}
    new |= {"minutes": str(edit.minutes[1]), **({"until": old["until"]} if "until" in old else {})}
    after = Text(_put(text, Put(do="put", path=(*edit.path, "minutes"), value=str(edit.minutes[0]))))
    after = Text(_put(after, Put(do="put", path=(*edit.path, "until"), value=None)))
    steps = ""
    if edit.steps:
        listed = _listed(after, (*edit.path, "how"))
        steps = f"{' ' * (after.node(path).start_mark.column + 2)}how:{after.end}" + "".join(
            listed.bodies[edit.steps :]
        )
        after = Text(listed.written(listed.bodies[: edit.steps]))
    found = _listed(after, path)
    bodies = [*found.bodies[: number + 1], _body(after, path, new) + steps, *found.bodies[number + 1 :]]

    def change(tree: Any) -> None:
        first = _told(tree, edit.path)
        first["minutes"] = str(edit.minutes[0])
        first.pop("until", None)
        rest = {"how": first["how"][edit.steps :]} if edit.steps else {}
        first |= {"how": first["how"][: edit.steps]} if edit.steps else {}
        _told(tree, path).insert(number + 1, new | rest)

    return _verified(text, found.written(bodies), change)


_MAKERS: Mapping[type[Any], Callable[[Text, Any], str]] = {
    Put: _put, Add: _add, Move: _move, Copy: _copy, Delete: _delete, Split: _split,
}  # fmt: skip
