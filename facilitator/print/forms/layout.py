"""A form laid out: figures drawn, head lines in rows; all of it as data for `decks/print/form.typ`. Lengths in mm."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from facilitator.canvas.figures import draw, marking
from facilitator.canvas.shapes import Group
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import Box, mm, points
from facilitator.content.figures import AnyFigure
from facilitator.content.forms import FigurePart, Form, Head, Part
from facilitator.messages import _
from facilitator.problems import Problem, Problems
from facilitator.svg import group_svg

__all__ = ["GAP", "MARGIN", "Drawing", "FormLayout", "figure_drawing", "figure_width", "laid_out"]

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
_PRINTED = "Source Sans Pro"
_SLIDE = 1.5
"""A slide's type is read from afar: on paper a figure is this much smaller than the room it is laid out in."""


@dataclass(frozen=True)
class FormLayout:
    """A form with its figures drawn: what its PDF and its Word file have in common. Lengths in mm."""

    form: Form
    style: Style
    figures: tuple[Drawing | None, ...]
    """For every part of the form, in order."""

    @property
    def width(self) -> float:
        """Between the margins."""
        return _SIZES[self.form.orientation][0] - 2 * MARGIN

    @property
    def heads(self) -> list[list[Head]]:
        """The lines to fill in, side by side as far as there is room."""
        rows: list[list[Head]] = []
        room = 0.0
        for head in self.form.fields:
            if not rows or head.width > room:
                rows.append([])
                room = _HEADS[self.form.orientation]
            rows[-1].append(head)
            room -= head.width
        return rows

    def as_data(self, copies: int) -> dict[str, Any]:
        """Everything that the page design needs, as JSON has it."""
        form, terms = self.form, self.style.terms
        return {
            "title": form.title,
            "locale": terms.locale,
            "intro": form.intro,
            "source": terms.source.format(source=form.source) if form.source else "",
            "size": list(_SIZES[form.orientation]),
            "margin": MARGIN,
            "heads": [[head.model_dump() for head in row] for row in self.heads],
            "parts": [_part(part, drawn) for part, drawn in zip(form.parts, self.figures, strict=True)],
            "copies": copies,
            "page": terms.forms.page,
        }


def laid_out(form: Form, style: Style) -> FormLayout:
    """The form with every figure drawn.

    Raises:
        Problems: a figure has no room for its text; every such figure is told.
    """
    problems: list[Problem] = []
    plain = FormLayout(form, style, ())
    found = [_drawing(part, number, plain, problems.append) for number, part in enumerate(form.parts)]
    if problems:
        raise Problems(problems)
    return replace(plain, figures=tuple(found))


def figure_width(part: FigurePart, width: float) -> float:
    """Of the figure, where there are so many mm: all of them, or its share where questions stand beside it."""
    return (width - GAP) * part.share if part.questions else width


def _drawing(part: Part, number: int, layout: FormLayout, tell: Callable[[Problem], None]) -> Drawing | None:
    if not isinstance(part, FigurePart):
        return None
    try:
        height = min(part.height, _SIZES[layout.form.orientation][1] - _OCCUPIED)
        look = marking(part.figure, part.mark, layout.style)
        return figure_drawing(part.figure, figure_width(part, layout.width), height, look)
    except DoesNotFit as error:
        what = _("the figure “{title}” has no room for “{text}”", title=part.figure.title, text=error.text[:60])
        expected = _("expected a shorter text, or more height")
        tell(Problem(what, expected, path=("parts", number)))
        return None


def _part(part: Part, drawn: Drawing | None) -> dict[str, Any]:
    return {**part.model_dump(exclude={"figure"}), "kind": part.kind, **({"drawing": drawn} if drawn else {})}


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
