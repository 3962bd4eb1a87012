"""The JSON Schema of the programme file, for editors."""

from __future__ import annotations

from typing import Any

from facilitator.agenda.schema import file_schema
from facilitator.programme.model import Programme

__all__ = ["SCHEMA_FILE", "programme_schema"]

SCHEMA_FILE = "programme.schema.json"
"""Beside the programmes that name it in their first line."""


def programme_schema() -> dict[str, Any]:
    """The schema of the file."""
    return file_schema(Programme)
