"""Slides of the library, drawn and written as SVG."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from facilitator.agenda.read import is_programme, read_agenda
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from facilitator.svg import slide_html, slide_svg

__all__ = ["AGENDAS", "FORMS", "deck_of", "session_of", "written"]

LIBRARY = default_library()
AGENDAS = [name for name in LIBRARY.names("agendas") if not is_programme(name, LIBRARY)]
THEME = "fjord"
FORMS: dict[str, Callable[..., str]] = {"html": slide_html, "svg": slide_svg}
"""The two forms, each written by its function."""


@cache
def session_of(agenda: str) -> OpenAgenda:
    """The agenda, read and planned, in the theme that other tests of the library use first."""
    reading = read_agenda(agenda, library=LIBRARY, theme=THEME)
    return OpenAgenda(reading, LIBRARY)


def deck_of(agenda: str) -> bytes:
    """Its PowerPoint file."""
    return session_of(agenda).build("deck")[0].content


def written(agenda: str, form: str) -> list[tuple[Canvas, Style, str]]:
    """Its slides, each with how it is written."""
    drawn = session_of(agenda).drawn
    return [
        (canvas, drawn.style, FORMS[form](canvas, drawn.style, footer=drawn.deck.footers[0], slide=number))
        for number, canvas in enumerate(drawn.canvases, 1)
    ]
