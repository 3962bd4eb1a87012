"""Clock times and durations, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

__all__ = ["Clock", "Duration", "clock_text", "parse_clock", "parse_minutes"]


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes: the ideal, the least, and the most (None: as long as there is room)."""

    ideal: int
    least: int
    most: int | None
