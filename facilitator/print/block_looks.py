"""How each block kind looks on paper: a colour, and a symbol and a pattern for those who print in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["LOOKS"]


@dataclass(frozen=True, slots=True)
class _Look:
    """A block kind on paper."""

    colour: str
    """By its name in the theme."""
    symbol: str
    pattern: str
    """By its name in Word (ECMA-376 17.18.78); page designs draw one like it."""


LOOKS: Mapping[str, _Look] = MappingProxyType(
    {
        "session": _Look("accent1", "■", "pct20"),
        "knowledge": _Look("accent4", "▲", "thinHorzStripe"),
        "dialogue": _Look("accent2", "●", "pct40"),
        "exercise": _Look("accent6", "◆", "thinDiagStripe"),
        "break": _Look("dk1", "○", "nil"),
        "buffer": _Look("dk1", "–", "nil"),
        "milestone": _Look("dk2", "★", "solid"),
    }
)
