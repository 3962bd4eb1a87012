"""Lengths. Every coordinate is a whole number of EMU (English Metric Units; 914 400 to the inch, ECMA-376 20.1.2.1)."""

from __future__ import annotations

from typing import TypeAlias

__all__ = ["Emu", "cm", "mm", "points", "pt"]

Emu: TypeAlias = int
"""A length in EMU."""

_PER_CM = 360_000
_PER_PT = 12_700


def cm(value: float) -> Emu:
    """Centimetres to EMU."""
    return round(value * _PER_CM)


def mm(value: float) -> Emu:
    """Millimetres to EMU."""
    return round(value * _PER_CM / 10)


def pt(value: float) -> Emu:
    """Points to EMU."""
    return round(value * _PER_PT)


def points(length: Emu) -> float:
    """EMU to points."""
    return length / _PER_PT
