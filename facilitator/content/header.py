"""What agendas and programmes say of themselves before their content begins."""

from __future__ import annotations

from typing import Any

from facilitator.content.base import Content, FileSlug, Keeping, Line, Slug, Text
from facilitator.content.slides import Person

__all__ = ["Header"]


class Header(Content):
    """What an agenda and a programme say of themselves."""

    id: FileSlug
    """The file's name without its ending."""
    title: Line
    subtitle: Line | None = None
    language: Slug = "da"
    """The language of everything that is made from it; a file in ``decks/terms/``."""
    why: Text = ""
    """What the whole of it is for."""
    theme: Slug | None = None
    """Colours and fonts; a file in ``decks/themes/``."""
    template: Line | None = None
    """A PowerPoint file beside this one, whose layouts, colours, and fonts the decks get."""
    template_slides: Keeping = "drop"
    """What becomes of the slides in that file: nothing, all of them last, or the first of them first."""
    data: dict[str, Any] = {}
    """The names that texts may use: client, date, participants, and whatever you like."""
    examples: dict[str, Any] = {}
    """Values for the author to replace: they stand where ``data`` says nothing, and a build tells which still do."""
    facilitators: list[Person] = []
    sources: list[Text] = []
    """What the content builds on."""
