"""A form as plain data for `decks/print/form.typ`: its parts with their kinds, figures drawn, lengths in mm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator.canvas.figures import marking
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.content.forms import FigurePart, Form, FormReading, Head, Part
from facilitator.messages import _
from facilitator.print.drawing import Drawing, figure_drawing
from facilitator.problems import Problem, Problems

__all__ = ["GAP", "MARGIN", "drawings", "figure_width", "head_rows", "sheet", "text_width"]

MARGIN = 18
"""Millimetres, on all sides."""
_SIZES = {"portrait": (210, 297), "landscape": (297, 210)}
"""A4, in mm."""
_HEADS = {"portrait": 3.0, "landscape": 4.5}
"""How much of `Head.width` goes into a row."""
_OCCUPIED = MARGIN + 28
"""Of a page's height, in mm: what no part can have."""
GAP = 8
"""Millimetres between a figure and the questions beside it."""


def sheet(reading: FormReading, figures: Sequence[Drawing | None], style: Style, copies: int = 1) -> dict[str, Any]:
    """Everything that the page design needs, as JSON has it."""
    form = reading.form
    width, height = _SIZES[form.orientation]
    return {
        "title": form.title,
        "locale": style.terms.locale,
        "intro": form.intro,
        "source": style.terms.source.format(source=form.source) if form.source else "",
        "size": [width, height],
        "margin": MARGIN,
        "heads": [[head.model_dump() for head in row] for row in head_rows(form)],
        "parts": [_part(part, drawn) for part, drawn in zip(form.parts, figures, strict=True)],
        "copies": copies,
        "page": style.terms.forms.page,
    }


def text_width(form: Form) -> float:
    """The room between the margins, in mm."""
    return _SIZES[form.orientation][0] - 2 * MARGIN


def head_rows(form: Form) -> list[list[Head]]:
    """The lines to fill in, side by side as far as there is room."""
    rows: list[list[Head]] = []
    room = 0.0
    for head in form.fields:
        if not rows or head.width > room:
            rows.append([])
            room = _HEADS[form.orientation]
        rows[-1].append(head)
        room -= head.width
    return rows


def drawings(reading: FormReading, style: Style) -> list[Drawing | None]:
    """The figure of every part that has one.

    Raises:
        Problems: a figure has no room for its text; every such figure is told.
    """
    problems: list[Problem] = []
    found = [_drawing(part, number, reading, style, problems.append) for number, part in enumerate(reading.form.parts)]
    if problems:
        raise Problems(problems)
    return found


def figure_width(part: FigurePart, form: Form) -> float:
    """Of the figure, in mm: all of the room, or its share where questions stand beside it."""
    width = text_width(form)
    return (width - GAP) * part.share if part.questions else width


def _drawing(
    part: Part, number: int, reading: FormReading, style: Style, tell: Callable[[Problem], None]
) -> Drawing | None:
    if not isinstance(part, FigurePart):
        return None
    try:
        height = min(part.height, _SIZES[reading.form.orientation][1] - _OCCUPIED)
        look = marking(part.figure, part.mark, style)
        return figure_drawing(part.figure, figure_width(part, reading.form), height, look)
    except DoesNotFit as error:
        what = _("the figure “{title}” has no room for “{text}”", title=part.figure.title, text=error.text[:60])
        expected = _("expected a shorter text, or more height")
        tell(Problem(what, expected, place=reading.place(("parts", number))))
        return None


def _part(part: Part, drawn: Drawing | None) -> dict[str, Any]:
    return {**part.model_dump(exclude={"figure"}), "kind": part.kind, **({"drawing": drawn} if drawn else {})}
