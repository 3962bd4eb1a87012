"""Slides of the library, drawn and written as SVG."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from facilitator.agenda.read import is_programme, read_agenda
from facilitator.canvas.shapes import Canvas
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from facilitator.svg import slide_html, slide_svg

__all__ = ["AGENDAS", "FORMS", "opened", "written"]

LIBRARY = default_library()
AGENDAS = [name for name in LIBRARY.names("agendas") if not is_programme(name, LIBRARY)]
FORMS: dict[str, Callable[..., str]] = {"html": slide_html, "svg": slide_svg}
"""The two forms, each written by its function."""


@cache
def opened(agenda: str, theme: str | None = "fjord") -> OpenAgenda:
    """The agenda in the theme that other tests of the library use too, or in its own (None)."""
    return OpenAgenda(read_agenda(agenda, library=LIBRARY, theme=theme), LIBRARY)


def written(agenda: str, form: str, theme: str | None = "fjord") -> list[tuple[Canvas, str]]:
    """Its slides, each with how it is written."""
    deck, style, canvases, _ = opened(agenda, theme).drawn
    return [
        (canvas, FORMS[form](canvas, style, footer=deck.footers[0], slide=number))
        for number, canvas in enumerate(canvases, 1)
    ]
