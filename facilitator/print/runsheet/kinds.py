"""How each block kind looks: a colour, and a symbol and a pattern for those who print in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from facilitator.agenda.model import BlockKind

__all__ = ["LOOKS", "Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """A block kind on paper."""

    colour: str
    """By its name in the theme."""
    symbol: str
    pattern: str
    """By its name in Word (ECMA-376 17.18.78); page designs draw one like it."""


LOOKS: Mapping[BlockKind, Look] = MappingProxyType(
    {
        "session": Look("accent1", "■", "pct20"),
        "knowledge": Look("accent4", "▲", "thinHorzStripe"),
        "dialogue": Look("accent2", "●", "pct40"),
        "exercise": Look("accent6", "◆", "thinDiagStripe"),
        "break": Look("dk1", "○", "nil"),
        "buffer": Look("dk1", "–", "nil"),
        "milestone": Look("dk2", "★", "solid"),
    }
)
