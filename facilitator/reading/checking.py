"""Models from nodes: everything that a model has against a file, in one go, in its place, in plain English.

Pydantic's locations mix keys and indexes with names of union branches and tags (``slides, 1, bullets, bullets, 0``);
only the schema tells which is which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from facilitator.messages import Place, Problem, Problems
from facilitator.reading import Node
from facilitator.reading.wording import Complaint, Found, complaint

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["validate"]

_M = TypeVar("_M")
_Part = int | str

_UNKNOWN, _MISSING = "extra_forbidden", "missing"


def validate(model: type[_M] | TypeAdapter[_M], node: Node, made: Mapping[str, Any] | None = None) -> _M:
    """A model made from a node; texts become numbers and truth values where the model wants them.

    Args:
        model: the model.
        node: what it is made from.
        made: what has been made already of some of its keys.

    Raises:
        Problems: the node does not fit the model; every reason is one problem.
    """
    adapter: TypeAdapter[_M] = model if isinstance(model, TypeAdapter) else _adapter(cast("Any", model))
    try:
        if made and isinstance(node.value, dict):
            rest = {key: child.plain() for key, child in node.value.items() if key not in made}
            return adapter.validate_python({**rest, **made})
        return adapter.validate_python(node.plain())
    except ValidationError as error:
        details = error.errors(include_url=False)
    schema = _Schema(adapter.core_schema)
    errors = [_Error(detail, schema.find(detail["loc"])) for detail in details]
    raise Problems(_problems(errors, node))


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    # To make one takes longer than to validate many a file; a model that is built is not built again within others.
    if isinstance(model, type) and issubclass(model, BaseModel):
        model.model_rebuild()
    return TypeAdapter(model)


@dataclass(frozen=True, slots=True)
class _Error:
    detail: ErrorDetails
    found: Found

    @property
    def kind(self) -> str:
        return self.detail["type"]

    @property
    def complaint(self) -> Complaint:
        return complaint(self.detail, self.found)

    def place(self, node: Node) -> Place:
        """The key when it is the key that is wrong, otherwise the value."""
        if self.kind == _UNKNOWN:
            return node.key_at(self.found.path)
        if self.found.path[-1:] == ("[key]",):
            return node.key_at(self.found.path[:-1])
        if self.kind == "union_tag_invalid":
            return node.at((*self.found.path, self.detail["ctx"]["discriminator"].strip("'")))
        return node.at(self.found.path)


def _problems(errors: Sequence[_Error], node: Node) -> Iterable[Problem]:
    for group in _settled(_without_echoes(errors)):
        first = group[0]
        yield Complaint.either([error.complaint for error in group]).problem(first.place(node))


def _without_echoes(errors: Sequence[_Error]) -> list[_Error]:
    """Without the keys that are only missing because they are misspelt."""
    misspelt = {(error.detail["loc"][:-1], error.complaint.suggestion) for error in errors if error.kind == _UNKNOWN}
    return [
        error
        for error in errors
        if error.kind != _MISSING or (error.detail["loc"][:-1], str(error.detail["loc"][-1])) not in misspelt
    ]


def _settled(errors: Sequence[_Error], level: int = 0) -> list[list[_Error]]:
    """Groups of errors that are one problem: a union reports each of its branches, a person meant one of them."""
    groups: list[list[_Error]] = []
    unions: dict[tuple[Any, ...], list[_Error]] = defaultdict(list)
    for error in errors:
        if len(error.found.branches) > level:
            unions[error.detail["loc"][: error.found.branches[level]]].append(error)
        else:
            groups.append([error])
    for members in unions.values():
        groups += _branch(members, level)
    return groups


def _branch(errors: Sequence[_Error], level: int) -> list[list[_Error]]:
    """The errors of the branch that was meant, one that found something of its own; all as one when none did."""
    position = errors[0].found.branches[level]
    meant = [error for error in errors if len(error.detail["loc"]) > position + 1]
    if not meant:
        return [list(errors)]
    branches: dict[Any, list[_Error]] = defaultdict(list)
    for error in meant:
        branches[error.detail["loc"][position]].append(error)
    return _settled(min(branches.values(), key=_unlikeness), level + 1)


def _unlikeness(errors: Sequence[_Error]) -> tuple[int, int]:
    """How unlikely it is that a branch with these errors was meant: other keys weigh more than wrong values."""
    return sum(error.kind in (_MISSING, _UNKNOWN) for error in errors), len(errors)


class _Schema:
    """A core schema of pydantic, to be walked along the locations of its errors."""

    def __init__(self, core: Mapping[str, Any]) -> None:
        self._definitions: dict[str, Mapping[str, Any]] = {}
        self._core = core
        if core["type"] == "definitions":
            self._definitions = {schema["ref"]: schema for schema in core["definitions"]}

    def find(self, location: Sequence[_Part]) -> Found:
        """The place that a location means; as far as the schema knows it."""
        return self._find(self._core, tuple(location), 0, Found()) or Found(tuple(location))

    def _find(self, schema: Mapping[str, Any], location: tuple[_Part, ...], done: int, above: Found) -> Found | None:
        kind, model = self._bare(schema)
        here = replace(above, kind=kind, model=model, keys=_keys(kind))
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
        below = replace(here, path=(*here.path, part), owner=model, owner_keys=here.keys)
        inner = _inner(kind, part)
        if inner is None:
            return replace(below, kind={}, model=None, keys=()) if done + 1 == len(location) else None
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


def _fields(kind: Mapping[str, Any]) -> dict[_Part, Mapping[str, Any]]:
    """The fields of a model by the keys that a file has for them."""
    fields: dict[_Part, Mapping[str, Any]] = {}
    for name, entry in kind["fields"].items():
        alias = entry.get("validation_alias")
        fields[alias if isinstance(alias, str) else name] = entry["schema"]
    return fields


def _inner(kind: Mapping[str, Any], part: _Part) -> Mapping[str, Any] | None:
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
