"""Edits of an agenda's text: each changes what it says and not a letter besides; comments stay with their block.

An edit is made where the YAML parser says that the value stands, and then read back: where the file would say anything
else than was asked for, or a comment would be lost, the edit is refused.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Annotated, Any, Literal, TypeAlias

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from facilitator.agenda import Path
from facilitator.messages import Problems, _
from facilitator.studio.yaml_text import Refused, Text, clean, item, listed, with_value

__all__ = ["EDIT", "Add", "AnyEdit", "Copy", "Delete", "Move", "Put", "Split", "edited"]

_IN_BOTH = ("kind", "who")
"""What the second part of a block has from the first."""
_MOST = 20_000
"""Characters of a value."""
_Value = Annotated[str, Field(max_length=_MOST)]
_Key = Annotated[str, Field(pattern=r"^\w+$", max_length=200)]
_Several = Annotated[tuple[_Value, ...], Field(max_length=50, strict=False)]


class _Edit(BaseModel):
    """What is asked for; ``path`` leads to a value, or to a block in its list."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    path: Annotated[tuple[str | int, ...], Field(min_length=1, max_length=30, strict=False)]


class Put(_Edit):
    """A value is set; its key is added where there is none, and taken out where there is no value.

    What would hold it is added and taken out with it: ``("data", "client")`` in a file without ``data``.
    """

    do: Literal["put"]
    value: _Value | dict[_Key, _Value] | _Several | None


class _Track(BaseModel):
    """A track that is new too."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: _Value
    blocks: Annotated[list[dict[str, _Value]], Field(min_length=1, max_length=20)]


_Tracks = Annotated[list[_Track], Field(min_length=1, max_length=9)]


class Add(_Edit):
    """A new block, a track, or another item of a list, comes into the place that ``path`` names.

    What stood there, and all after it, moves on; where there is no such list yet, it is begun.
    """

    do: Literal["add"]
    block: Annotated[dict[_Key, _Value | _Several | _Tracks], Field(min_length=1, max_length=20)] | _Track | _Value


class Move(_Edit):
    """A block goes to another place of its list, with the comments above it."""

    do: Literal["move"]
    to: Annotated[int, Field(ge=0)]


class Copy(_Edit):
    """A block comes once more behind itself, with ids that nothing else has."""

    do: Literal["copy"]


class Delete(_Edit):
    """A block or another item goes, with the comments above it; the last takes its list along, where it is no block."""

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
    """What stands at a path.

    Raises:
        Refused: there is a text on the way, which has letters and no items.
        LookupError: there is nothing.
    """
    for part in path:
        if isinstance(tree, str):
            raise Refused
        tree = tree[part]
    return tree


def _verified(before: Text, after: str, change: Callable[[Any], None], said: Iterable[str] | None = None) -> str:
    """The new text, if it says what the change makes of the old, with all comments, or those that are ``said``."""
    wanted, found = before.plain(), Text(after)
    change(wanted)
    if found.plain() != wanted or Counter(found.comments()) != Counter(before.comments() if said is None else said):
        raise Refused
    return after


def _put(text: Text, edit: Put) -> str:
    """One value is another, is added, or goes."""
    value = _cleaned(edit.value)
    after = with_value(text, edit.path, value)
    return _verified(text, after, lambda tree: _set(tree, edit.path, value, Text(after).plain()))


def _cleaned(value: Any) -> Any:
    """The same with line breaks as the file has them."""
    if isinstance(value, BaseModel):
        value = value.model_dump()
    if isinstance(value, dict):
        return {key: _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list | tuple) else value and clean(value)


def _set(tree: Any, path: Path, value: Any, found: Any) -> None:
    """Set the value in a tree; line breaks at its end do not count, for a folded text has one."""
    if value is None:
        _drop(tree, path)
        return
    holder, (*above, key) = tree, path
    for part in above:
        if isinstance(holder, dict) and not holder.get(part):
            holder[part] = {}
        holder = holder[part]
    written = _told(found, path)
    if not _same(written, value):
        raise Refused
    holder[key] = written


def _same(written: Any, value: Any) -> bool:
    if isinstance(value, str):
        return isinstance(written, str) and written.rstrip("\n") == value.rstrip("\n")
    return bool(written == value)


def _drop(tree: Any, path: Path) -> None:
    """Take a key out, and what is empty without it."""
    holder = _told(tree, path[:-1])
    if path[-1] not in holder:
        return
    del holder[path[-1]]
    if not holder and len(path) > 1:
        _drop(tree, path[:-1])


# --- blocks ---


def _place(path: Path) -> tuple[Path, int]:
    *above, number = path
    if not isinstance(number, int) or number < 0:
        raise Refused
    return tuple(above), number


def _move(text: Text, edit: Move) -> str:
    path, number = _place(edit.path)
    if edit.to == number:
        return text.raw
    found = listed(text, path)
    bodies = [*found.bodies]
    bodies.insert(edit.to, bodies.pop(number))

    def change(tree: Any) -> None:
        blocks = _told(tree, path)
        blocks.insert(edit.to, blocks.pop(number))

    return _verified(text, found.written(bodies), change)


def _delete(text: Text, edit: Delete) -> str:
    path, number = _place(edit.path)
    found = listed(text, path)
    if path[-1] != "blocks" and len(found.bodies) == 1 == number + 1:
        return _last_gone(text, path)
    bodies = [*found.bodies]
    gone = bodies.pop(number)
    if not bodies:
        raise Refused
    left = Counter(text.comments()) - Counter(_comments(gone))
    return _verified(text, found.written(bodies), lambda tree: _told(tree, path).pop(number), left.elements())


def _last_gone(text: Text, path: Path) -> str:
    """The list goes with its only item, and with the comments in it."""
    key, node = next(pair for pair in text.node(path[:-1]).value if pair[0].value == path[-1])
    inside = Text(text.raw[key.start_mark.index : text.content_end(node)])
    after = with_value(text, path, None)
    left = Counter(text.comments()) - Counter(inside.comments())
    return _verified(text, after, lambda tree: _drop(tree, path), left.elements())


def _copy(text: Text, edit: Copy) -> str:
    path, number = _place(edit.path)
    found = listed(text, path)
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
    block = _cleaned(edit.block)
    holder = _told(text.plain(), path[:-1])
    if number == 0 and isinstance(holder, dict) and not holder.get(path[-1]):
        after = with_value(text, path, [block])
        return _verified(text, after, lambda tree: _told(tree, path[:-1]).update({path[-1]: [block]}))
    found = listed(text, path)
    if number > len(found.bodies):
        raise Refused
    bodies = [*found.bodies[:number], _body(text, path, block), *found.bodies[number:]]
    return _verified(text, found.written(bodies), lambda tree: _told(tree, path).insert(number, block))


def _body(text: Text, path: Path, block: Mapping[str, Any] | str) -> str:
    """A new item of the list, its keys below one another."""
    if text.node(path).flow_style:
        return item(block, 0, flow=True).strip()
    column = text.node(path).start_mark.column
    return f"{' ' * column}-{item(block, column + 2)}\n".replace("\n", text.end)


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
        if after.node((*edit.path, "how")).flow_style:
            raise Refused
        steps_listed = listed(after, (*edit.path, "how"))
        steps = f"{' ' * (after.node(path).start_mark.column + 2)}how:{after.end}" + "".join(
            steps_listed.bodies[edit.steps :]
        )
        after = Text(steps_listed.written(steps_listed.bodies[: edit.steps]))
    found = listed(after, path)
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
