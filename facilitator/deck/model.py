"""A deck as data: slides in order, each with its section, its notes, and a stable id."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.content.slides import SlideContent

__all__ = ["Deck", "Note", "Origin", "Slide"]

Origin = tuple[str | int, ...]
"""Where in the agenda file a slide comes from, e.g. ``("blocks", 3, "slides", 1)``: names the place in an error."""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph of speaker notes; ``label`` stands before it in bold (»Formål«), ``level`` 1 is indented."""

    text: str
    label: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide to lay out. Its layout is found by ``content.kind``."""

    id: str
    """Stable: ``agenda/block/slide``."""
    title: str
    """Unique in the deck."""
    section: str
    """The agenda item it stands under: a section in the slide sorter."""
    content: SlideContent
    notes: tuple[Note, ...] = ()
    origin: Origin = ()
    block: str = ""
    """The title of its block, to name it in an error."""


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole deck, with its document properties and footer."""

    id: str
    title: str
    language: str
    slides: tuple[Slide, ...]
    footer: str = ""
    """Client and date, at the foot of every slide."""
    author: str = ""
    client: str = ""
    theme: str | None = None
