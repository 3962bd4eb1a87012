"""The JSON Schemas that editors use, by what they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from facilitator.agenda import schema as agenda
from facilitator.agenda.schema import schema_text
from facilitator.programme import schema as programme

__all__ = ["SCHEMAS", "Schema"]


class Schema(NamedTuple):
    """A schema, and the file that it is kept in beside those that name it."""

    file: str
    made: Callable[[], dict[str, Any]]

    @property
    def text(self) -> str:
        return schema_text(self.made())


SCHEMAS: Mapping[str, Schema] = {
    "agenda": Schema(agenda.SCHEMA_FILE, agenda.agenda_schema),
    "programme": Schema(programme.SCHEMA_FILE, programme.programme_schema),
}
