"""A figure for paper: the same drawing as on the slide, only smaller, as SVG for `decks/print/drawing.typ`.

Its texts stay texts, set in the type of all that is printed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from facilitator.canvas.figures import draw
from facilitator.canvas.shapes import Group
from facilitator.canvas.style import Style
from facilitator.canvas.units import Box, mm, points
from facilitator.content.figures import AnyFigure
from facilitator.svg import group_svg

__all__ = ["Drawing", "figure_drawing"]

_PRINTED = "Source Sans Pro"
_SLIDE = 1.5
"""A slide's type is read from afar: on paper a figure is this much smaller than the room it is laid out in."""


class Drawing(TypedDict):
    """A picture, its words for those who cannot see it, and its width in points: as JSON has it."""

    svg: str
    alt: str
    width: float


def figure_drawing(figure: AnyFigure, width: float, height: float, style: Style) -> Drawing:
    """The figure in a room of ``width`` × ``height`` mm.

    Raises:
        DoesNotFit: its text has no room at the smallest size.
    """
    fonts = style.theme.fonts.model_copy(update={"heading": _PRINTED, "body": _PRINTED})
    printed = replace(style, theme=style.theme.model_copy(update={"fonts": fonts}))
    drawn = draw(figure, Box(0, 0, round(mm(width) * _SLIDE), round(mm(height) * _SLIDE)), printed)
    assert isinstance(drawn, Group), "a form prints a table as a table of its own"
    room = round(points(mm(width)), 3)
    return {"svg": group_svg(drawn, printed, room), "alt": drawn.alt or drawn.name, "width": room}
