"""Models from nodes: everything that a model has against a file, in one go, in its place, in plain English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from facilitator.problems import Place, Problem, Problems
from facilitator.reading.nodes import Node
from facilitator.reading.schema import Found, Schema
from facilitator.reading.wording import Complaint, complaint

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["validate"]

M = TypeVar("M")

_UNKNOWN, _MISSING = "extra_forbidden", "missing"


def validate(model: type[M] | TypeAdapter[M], node: Node) -> M:
    """A model made from a node; texts become numbers and truth values where the model wants them.

    Raises:
        Problems: the node does not fit the model; every reason is one problem.
    """
    adapter: TypeAdapter[M] = model if isinstance(model, TypeAdapter) else TypeAdapter(model)
    try:
        return adapter.validate_python(node.plain())
    except ValidationError as error:
        details = error.errors(include_url=False)
    schema = Schema(adapter.core_schema)
    errors = [_Error(detail, schema.find(detail["loc"])) for detail in details]
    raise Problems(_problems(errors, node))


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
