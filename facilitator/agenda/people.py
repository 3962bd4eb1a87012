"""How many take part, and how many pairs, groups … that makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["GROUP", "SIZES", "participants_of", "units"]

GROUP = 5
"""People in a group, where nothing else is said."""

SIZES: Mapping[str, int] = {"participant": 1, "pair": 2, "trio": 3, "group": GROUP}
"""How many people share what is counted ``per``; one workshop is for all."""


def participants_of(data: Mapping[str, Any]) -> int | None:
    """How many take part, when the agenda tells it as a number."""
    found = data.get("participants")
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else None


def units(per: str, participants: int) -> int:
    """How many pairs, groups … there are, the last one perhaps smaller; one of what is for all."""
    return -(-participants // SIZES[per]) if per in SIZES else 1
