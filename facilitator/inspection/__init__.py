"""Decks inspected: what keeps somebody from reading them, and what PowerPoint would complain about."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    slide: int
    """From 1; 0 is the file as a whole."""
    shape: str
    """The shape's name; empty for the slide as a whole."""
    what: str
    """Behind the name it is a sentence: “has no alternative text”."""
    mend: str
    rule: str = ""
    """The name of the rule that found it."""
