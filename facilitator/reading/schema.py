"""Where in a file, and in which model, an error of pydantic belongs.

Pydantic's locations mix keys and indexes with names of union branches and tags (``slides, 1, bullets, bullets, 0``).
Only the schema tells which is which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["Found", "Schema"]

Part = int | str


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a location."""

    path: tuple[Part, ...] = ()
    """Keys and indexes only."""
    kind: Mapping[str, Any] = field(default_factory=dict)
    """The schema of the value there."""
    model: type | None = None
    """The model of that value, if it is one."""
    owner: type | None = None
    """The model whose key is the last of the path."""
    owner_keys: tuple[str, ...] = ()
    branches: tuple[int, ...] = ()
    """Which parts of the location name the branch of a union."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the value there, if it is a mapping with known ones."""
        return _keys(self.kind)


class Schema:
    """A core schema of pydantic, to be walked along the locations of its errors."""

    def __init__(self, core: Mapping[str, Any]) -> None:
        self._definitions: dict[str, Mapping[str, Any]] = {}
        self._core = core
        if core["type"] == "definitions":
            self._definitions = {schema["ref"]: schema for schema in core["definitions"]}

    def find(self, location: Sequence[Part]) -> Found:
        """The place that a location means; as far as the schema knows it."""
        return self._find(self._core, tuple(location), 0, Found()) or Found(tuple(location))

    def _find(self, schema: Mapping[str, Any], location: tuple[Part, ...], done: int, above: Found) -> Found | None:
        kind, model = self._bare(schema)
        here = replace(above, kind=kind, model=model)
        if done == len(location):
            return here
        part = location[done]
        if kind["type"] == "tagged-union":
            branch = kind["choices"].get(part)
            return self._find(branch, location, done + 1, here) if branch else None
        if kind["type"] == "union":
            here = replace(here, branches=(*here.branches, done))
            tries = (self._find(branch, location, done + 1, here) for branch in self._branches(kind, str(part)))
            return next((found for found in tries if found), None)
        below = replace(here, path=(*here.path, part), owner=model, owner_keys=_keys(kind))
        inner = _inner(kind, part)
        if inner is None:
            return replace(below, kind={}, model=None) if done + 1 == len(location) else None
        return self._find(inner, location, done + 1, below)

    def _branches(self, union: Mapping[str, Any], label: str) -> Iterator[Mapping[str, Any]]:
        """The branches of a union, those first that the label names."""
        choices = [choice[0] if isinstance(choice, tuple) else choice for choice in union["choices"]]
        return iter(sorted(choices, key=lambda choice: not self._is_named(choice, label)))

    def _is_named(self, schema: Mapping[str, Any], label: str) -> bool:
        kind, model = self._bare(schema)
        return (model.__name__ if model else kind["type"]) in label

    def _bare(self, schema: Mapping[str, Any]) -> tuple[Mapping[str, Any], type | None]:
        """What a schema is about, without defaults, functions, and references around it."""
        model = None
        while True:
            if schema["type"] == "definition-ref":
                schema = self._definitions[schema["schema_ref"]]
            model = schema["cls"] if schema["type"] == "model" else model
            inner = schema.get("schema") or schema.get("python_schema") or schema.get("lax_schema")
            if inner is None:
                return schema, model
            schema = inner


def _keys(kind: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(map(str, _fields(kind))) if kind.get("type") == "model-fields" else ()


def _fields(kind: Mapping[str, Any]) -> dict[Part, Mapping[str, Any]]:
    """The fields of a model by the keys that a file has for them."""
    fields: dict[Part, Mapping[str, Any]] = {}
    for name, entry in kind["fields"].items():
        alias = entry.get("validation_alias")
        fields[alias if isinstance(alias, str) else name] = entry["schema"]
    return fields


def _inner(kind: Mapping[str, Any], part: Part) -> Mapping[str, Any] | None:
    """The schema of a value's part, by its key or index."""
    inner: Mapping[str, Any] | None
    match kind["type"]:
        case "model-fields":
            inner = _fields(kind).get(part)
        case "list":
            inner = kind.get("items_schema", _ANY)
        case "dict":
            inner = kind.get("values_schema", _ANY)
        case _:
            inner = None
    return inner


_ANY: Mapping[str, Any] = {"type": "any"}
