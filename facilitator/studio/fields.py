"""What the page of an agenda or a programme has fields for: what is written in its file, and how that reads now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from facilitator.agenda import Block, Path
from facilitator.content import Header
from facilitator.content.given import PEOPLE, VALUES, data_label
from facilitator.reading import Node
from facilitator.text.fill import has_marks
from facilitator.text.meaning import day_as_read, shortdate
from facilitator.text.times import clock_text

__all__ = ["block_fields", "head_fields", "part_fields", "read_now"]

_FIELDS = ("title", "minutes", "at", "until", "day", "optional", "kind", "who", "why", "plan_b", "online")
"""What the page has a field for in every block, by its key."""
_TEXTS = frozenset({
    "title", "section", "subtitle", "statement", "text", "points", "quote", "by", "lead", "bullets", "questions",
    "table", "columns", "caption", "note", "checkout", "do", "say", "ask", "alt",
})  # fmt: skip
"""The keys of texts that people read or say; lists below them hold more of the same."""
_NAMED = ("cards", "forms")
"""The lists of a block whose items are names of things on the shelf."""
_ITEMS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "how": ("do", ("minutes", "who", "do", "say"), ("ask",)),
    "materials": ("item", ("item", "count", "per", "brings"), ()),
    "parallel": ("", ("title", "room", "who"), ()),
    "slides": ("", ("title", "say"), ("questions", "bullets", "points", "checkout", "ask")),
}
"""Of the items of a block's other lists: what one says that is but a text, what there is a field for in every one, and
the lists in it that the page knows."""
_KINDS = ("statement", "quote", "bullets", "questions", "figure", "table", "columns", "picture", "checkout", "people")
"""By which key a slide says what it is; others have no name on the page."""
_ASKED = ("client", "team", "date", "participants", "place")
"""What every workshop wants to know, in this order, whether its texts ask for it or not."""
_HEAD = ("title", "subtitle", "start", "end", "theme", "template")
_OF_PROGRAMME = ("title", "subtitle", "why", "theme", "template")
_OF_SESSION = ("title", "agenda", "date", "when", "start")
_OF_BETWEEN = ("between", "by", "date", "when", "why", "agenda", "start")
_OF_PART = ("place", "participants")
"""What a part may say of its own, whether it does or not."""
_LISTS = ("reading", "tasks")
_BRAND = ("logo", "font", "sender")
_PERSON = ("name", "role", "about", "photo")


def block_fields(raw: Any, block: Block, path: Path) -> dict[str, Any]:
    """What is written of a block, ``raw``, which stands at that path of its file: its own values, and its lists."""
    return {
        "fields": {key: _field(key, raw, block) for key in _FIELDS},
        "parts": {key: _items(key, raw.get(key), (*path, key)) for key in (*_ITEMS, *_NAMED)},
    }


def part_fields(raw: Any, path: Path, locale: str, *, session: bool) -> dict[str, Any]:
    """What is written of a part of a programme whose language is ``locale``; ``session`` is not "in between"."""
    own = _mapping(raw.get("data"))
    names = [name for name in dict.fromkeys((*_OF_PART, *own)) if name != PEOPLE]
    return {
        "fields": {key: _text(raw.get(key)) for key in (_OF_SESSION if session else _OF_BETWEEN)},
        "data": {name: _text(own.get(name)) for name in names},
        "labels": {name: data_label(name, locale) for name in names},
        "lists": [] if session else [_list(key, raw.get(key), (*path, key)) for key in _LISTS],
    }


def read_now(raw: Any, node: Node) -> dict[str, str]:
    """How the texts of a file read now into which something is filled, by their paths as JSON writes them.

    Args:
        raw: what is written.
        node: the same, with what is filled in.
    """
    inside = ((key, one) for key, one in raw.items() if key not in VALUES) if isinstance(raw, dict) else ()
    found = ((path, node.find(path)) for key, one in inside for path in _marked(one, (key,)))
    return {
        json.dumps(path, ensure_ascii=False, separators=(",", ":")): str(now.value).strip("\n")
        for path, now in found
        if now is not None and isinstance(now.value, str)
    }


def _marked(value: Any, path: Path) -> Iterator[Path]:
    """The paths of texts into which something is filled."""
    if isinstance(value, str) and has_marks(value):
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in pairs:
        yield from _marked(one, (*path, key))


def head_fields(raw: Any, session: Header, locale: str, spoken: str, *, course: bool) -> dict[str, Any]:
    """Who it is for, when and where, who leads it, and how it looks: what is written, and what stands in its place.

    Args:
        raw: what is written.
        session: an agenda or, in a ``course``, a programme.
        locale: the file's language.
        spoken: the language of whoever reads the page.
        course: whether it is a programme.
    """
    told, invented = (_mapping(raw.get(key)) for key in ("data", "examples"))
    asked = [name for name in _ASKED if name != "date" or not course]
    names = [name for name in dict.fromkeys((*asked, *told, *invented)) if name != PEOPLE]
    brand, people = _mapping(raw.get("brand")), raw.get(PEOPLE)
    return {
        "fields": {key: _text(raw.get(key)) for key in (_OF_PROGRAMME if course else _HEAD)},
        "data": [
            {
                "name": name,
                "label": data_label(name, locale),
                "value": _text(told.get(name)),
                "read": _as_read(_text(told.get(name)) or "", session.data.get(name), spoken),
                "example": day_as_read(_text(invented.get(name)) or "", spoken),
            }
            for name in names
        ],
        "brand": {key: _text(brand.get(key)) for key in _BRAND},
        "colours": [*(session.brand.colours if session.brand else ())],
        "people": [_person(one) for one in people] if isinstance(people, list) else [],
        "listed": people is None or isinstance(people, list),
        "invented": [] if people else [one.name for one in session.facilitators],
    }  # fmt: skip


def _as_read(text: str, meant: Any, locale: str) -> str:
    """What is written as pages say it: a date in words, however it is written."""
    return shortdate(meant, locale) if text and isinstance(meant, date) else text


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    """What is written; None where it is no text, and cannot be edited here."""
    return "" if value is None else value.strip("\n") if isinstance(value, str) else None


def _person(raw: Any) -> dict[str, Any]:
    """Whoever leads it; one who is but a name has no place for more."""
    if isinstance(raw, dict):
        return {"plain": False, **{key: _text(raw.get(key)) for key in _PERSON}}
    return {"plain": True, "name": str(raw)}


def _field(key: str, raw: Any, block: Block) -> dict[str, Any]:
    """What is written of a key, and what holds where nothing is; a value that is no text can be seen but not edited."""
    value = raw.get(key)
    holds = getattr(block, key)
    told = "" if holds is None else clock_text(holds) if key in ("at", "until") else str(holds)
    if value is None or isinstance(value, str):
        return {"value": (value or "").strip("\n"), "holds": told, "edit": True}
    return {"value": "", "holds": told, "edit": False}


def _items(key: str, value: Any, path: Path) -> list[dict[str, Any]] | None:
    """The items of one of a block's lists, as the page has fields for them; None where it is written in another way."""
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        return None
    if key in _NAMED:
        return [{"path": (*path, number), "name": str(one)} for number, one in enumerate(value)]
    return [_item(key, one, (*path, number)) for number, one in enumerate(value)]


def _item(key: str, raw: Any, path: Path) -> dict[str, Any]:
    """A step, a thing to bring, or a slide: fields, lists of texts, and what other texts are in it."""
    short, fields, lists = _ITEMS[key]
    if not isinstance(raw, dict):
        values = {short: str(raw)}
        own = [{"key": name, "path": (*path, name), "value": values.get(name, "")} for name in fields]
        return {"path": path, "kind": "", "plain": short, "fields": own, "lists": [], "texts": []}
    kind = next((name for name in _KINDS if name in raw), "")
    plain = [name for name, one in raw.items() if name in _TEXTS and isinstance(one, str)]
    shown = [name for name in fields if _text(raw.get(name)) is not None]
    if key == "slides":
        shown = list(dict.fromkeys([*shown[:1], *(name for name in plain if name not in lists), *shown[1:]]))
    listed = [name for name in lists if name in raw or key == "how" or (name, kind) == ("questions", "figure")]
    rest = {name: one for name, one in raw.items() if name not in (*shown, *listed, "blocks")}
    return {
        "path": path,
        "kind": kind,
        "plain": "",
        "fields": [{"key": name, "path": (*path, name), "value": _text(raw.get(name))} for name in shown],
        "lists": [_list(name, raw.get(name), (*path, name)) for name in listed],
        "texts": [*_texts(rest, path)],
    }


def _list(key: str, value: Any, path: Path) -> dict[str, Any]:
    """A list of texts; one text alone is written without a list."""
    single = isinstance(value, str) and bool(value.strip())
    items = value if isinstance(value, list) else []
    found = [
        {"path": (*path, number), "texts": [*_texts(one, (*path, number), key)]} for number, one in enumerate(items)
    ]
    if single:
        found = [{"path": path, "texts": [{"path": path, "key": key, "value": value.strip("\n")}]}]
    return {"key": key, "path": path, "single": single, "items": found}


def _texts(value: Any, path: Path, key: str = "") -> Iterator[dict[str, Any]]:
    """Every text below a value that people read or say, with its path and the key that it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in _TEXTS or isinstance(inner, dict | list):
                yield from _texts(inner, (*path, name), name if name in _TEXTS else "")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number), key)
    elif isinstance(value, str) and value.strip() and key:
        yield {"path": path, "key": key, "value": value.strip("\n")}
