"""Slides of the library, drawn and written as SVG."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import facilitator
from facilitator.canvas.shapes import Canvas
from facilitator.library import default_library
from facilitator.svg import slide_html, slide_image, slide_svg

__all__ = ["DECKS", "FORMS", "deck_of", "written"]

DECKS = default_library().names("agendas")
"""Agendas, and programmes with the deck of their overview."""
FORMS: dict[str, Callable[..., str]] = {"html": slide_html, "svg": slide_svg, "image": slide_image}
"""The forms, each written by its function."""


@cache
def opened(name: str, theme: str | None) -> facilitator.OpenAgenda | facilitator.OpenProgramme:
    """In a theme, or in its own (None)."""
    return facilitator.open(name, theme=theme) if theme else facilitator.open(name)


def deck_of(name: str, theme: str | None = "fjord") -> bytes:
    """The PowerPoint file, in the theme that other tests of the library use too."""
    one = opened(name, theme)
    return one.build("deck" if isinstance(one, facilitator.OpenAgenda) else "overview")[0].content


def written(name: str, form: str, theme: str | None = "fjord") -> list[tuple[Canvas, str]]:
    """The slides, each with how it is written."""
    deck, style, canvases, _ = opened(name, theme).drawn
    return [
        (canvas, FORMS[form](canvas, style, footer=deck.footers[0], slide=number))
        for number, canvas in enumerate(canvases, 1)
    ]
