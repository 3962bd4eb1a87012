"""Forms and handouts: from a file in ``decks/forms/`` to a PDF to print and a Word file to make one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from facilitator.canvas.figures import draw, marking
from facilitator.canvas.shapes import Group
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import Box, mm, points
from facilitator.content.figures import AnyFigure
from facilitator.content.forms import Credit, FigurePart, Form, Paper, Part
from facilitator.content.prints import FormReading, read_form
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.made import Made
from facilitator.messages import _
from facilitator.print.forms.layout import Drawing, FormLayout, figure_width
from facilitator.print.forms.word import form_word
from facilitator.print.typst import boxes, page_count, pdf, printed_fonts
from facilitator.problems import Problem, Problems
from facilitator.svg import group_svg

__all__ = ["figure_drawing", "make_form", "printed"]

_KIND = "form"


def make_form(
    name: str,
    *,
    library: Library,
    theme: Theme,
    data: Mapping[str, Any] | None = None,
    copies: int = 1,
    paper: Paper | None = None,
) -> list[Made]:
    """The form as PDF, ``copies`` times over, and once as Word.

    Args:
        name: a form in the library, or the path of one.
        library: where forms, figures, and page designs are found.
        theme: colours, and the fonts of the Word file.
        data: values for the names in its texts.
        copies: how many the PDF holds; a head line that asks for it bears the number of the copy.
        paper: what it is printed on, where that is not what the form says.

    Raises:
        Problems: everything that is wrong with the form's file, or a figure has no room.
    """
    read = read_form(name, library=library, data=data)
    if paper:
        read = replace(read, content=read.form.model_copy(update={"paper": paper}))
    return printed(read, library=library, theme=theme, copies=copies)


def printed(
    reading: FormReading, *, library: Library, theme: Theme, copies: int = 1, kind: str = _KIND, file: str | None = None
) -> list[Made]:
    """A form that has been read as PDF and as Word, the files called ``file`` (or as the form).

    Raises:
        Problems: a figure has no room.
    """
    name = file or reading.id
    with reading.placing():
        layout = _laid_out(reading.form, Style(theme, reading.terms))
    data = layout.as_data(copies)
    paged = pdf("form", data, library=library, theme=theme)
    return [
        Made(kind, f"{name}.pdf", paged, page_count(paged), boxes(data)),
        Made(kind, f"{name}.docx", form_word(layout, library), 1),
    ]


_SLIDE = 1.5
"""A slide's type is read from afar: on paper a figure is this much smaller than the room it is laid out in."""


def _laid_out(form: Form, style: Style) -> FormLayout:
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


def _drawing(part: Part, number: int, layout: FormLayout, tell: Callable[[Problem], None]) -> Drawing | None:
    if not isinstance(part, FigurePart):
        return None
    try:
        height = min(part.height, layout.tallest)
        look = marking(part.figure, part.mark, layout.style)
        return figure_drawing(part.figure, figure_width(part, layout.width), height, look)
    except DoesNotFit as error:
        what = _("the figure “{title}” has no room for “{text}”", title=part.figure.title, text=error.text[:60])
        expected = _("expected a shorter text, or more height")
        written = number - sum(isinstance(one, Credit) for one in layout.form.parts[:number])
        tell(Problem(what, expected, path=("parts", written)))
        return None


def figure_drawing(figure: AnyFigure, width: float, height: float, style: Style) -> Drawing:
    """The figure in a room of ``width`` × ``height`` mm.

    Raises:
        DoesNotFit: its text has no room at the smallest size.
    """
    printed = replace(style, theme=replace(style.theme, fonts=printed_fonts(style.theme)))
    drawn = draw(figure, Box(0, 0, round(mm(width) * _SLIDE), round(mm(height) * _SLIDE)), printed)
    assert isinstance(drawn, Group), "a form prints a table as a table of its own"
    room = round(points(mm(width)), 3)
    return {"svg": group_svg(drawn, printed, room), "alt": drawn.alt or drawn.name, "width": room}
