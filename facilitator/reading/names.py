"""Names and texts of a file as messages show them, and the nearest right name for a “did you mean”."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["nearest", "printable", "short"]

_ALIKE = 70
"""Percent: “titel” and “title” are 80, “what” and “at” are 67."""

_LONGEST = 40
"""Characters."""


def printable(text: str) -> str:
    """A text on one line, without signs that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(text.split()))


def short(text: str) -> str:
    """A text on one line, as `printable`, cut where it is long."""
    line = printable(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` that was probably meant by ``name``; empty when none is near."""
    # Only needed when something is wrong, and slow to import.
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, list(names), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE)
    return found[0] if found else ""
