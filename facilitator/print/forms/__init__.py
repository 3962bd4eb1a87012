"""Forms and handouts: from a file in ``decks/forms/`` to a PDF to print and a Word file to make one's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from facilitator.agenda import Block
from facilitator.agenda.read import read_agenda
from facilitator.canvas import Box, mm, points
from facilitator.canvas.figures import draw, marking
from facilitator.canvas.shapes import Group
from facilitator.canvas.text import DoesNotFit, Style
from facilitator.content.figures import AnyFigure
from facilitator.content.file_kinds import FormReading, read_cards, read_form
from facilitator.content.forms import Credit, FigurePart, Form, Paper, Part
from facilitator.content.languages import read_terms
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.deck.notes import material_text
from facilitator.kept import Kept, print_of, print_of_shared
from facilitator.library import Library
from facilitator.made import Made
from facilitator.messages import Problem, Problems, _
from facilitator.print.forms.layout import Drawing, FormLayout, figure_width
from facilitator.print.forms.word import form_word
from facilitator.print.typst import boxes, page_count, page_designs, pdf, printed_fonts
from facilitator.svg import group_svg
from facilitator.text import joined
from facilitator.text.times import Roughly

__all__ = ["figure_drawing", "make_fact_sheet", "make_form", "printed"]

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
        Made(kind, f"{name}.docx", _worded(layout, library), 1),
    ]


_WORDED: Kept[bytes] = Kept(64)


def _worded(layout: FormLayout, library: Library) -> bytes:
    """The form as a Word document; the sessions of a programme share forms, each with data of its own."""
    style, bare = layout.style, layout.form.model_copy(update={"data": {}})
    looks = print_of_shared(style.theme), print_of_shared(style.terms), page_designs(library)
    made_of = print_of(bare, layout.foot, layout.figures, looks)
    return _WORDED.of(made_of, lambda: form_word(layout, library))


_FACTS = "fact-sheet"
"""The name of the agenda that an exercise is read in."""


def make_fact_sheet(
    exercise: str,
    *,
    library: Library,
    theme: Theme,
    data: Mapping[str, Any] | None = None,
    copies: int = 1,
    paper: Paper | None = None,
) -> list[Made]:
    """What somebody needs who is to lead that exercise of the library: what for, how long, with what, step by step.

    It is a form, whose arguments are those of `make_form`; ``data`` is that of an agenda with the exercise in it.

    Raises:
        Problems: there is no such exercise, or something is wrong with it.
    """
    library.find("exercises", exercise)
    agenda = json.dumps({"title": exercise, "blocks": [{"exercise": exercise}]}).encode()  # JSON is YAML.
    block = read_agenda(_FACTS, library=library.with_content("agendas", _FACTS, agenda), data=data).agenda.blocks[0]
    language = next((read_cards(name, library, data).language for name in block.cards), "da")
    terms = read_terms(language, library)
    written = json.dumps(_facts(block, terms, language)).encode()
    name = f"{exercise}-{terms.forms.facts}"
    holding = library.with_content("forms", name, written)
    return make_form(name, library=holding, theme=theme, copies=copies, paper=paper)


def _facts(block: Block, terms: Terms, language: str) -> dict[str, Any]:
    """The fact sheet of an exercise, as a person would write a form."""
    labels, columns = terms.notes, terms.runsheet.columns
    kind = terms.runsheet.kinds.of(block.kind)
    parts: list[dict[str, Any]] = [
        {
            "table": [labels.time, labels.who, columns.what],
            "rows": [[_time(block, terms), block.who or "", kind]],
            "height": 9,
        }
    ]
    if block.materials:
        things = [material_text(one, terms) for one in block.materials]
        parts += [{"heading": labels.materials}, {"points": things, "tick": True}]
    widths = {columns.minutes: 0.35, columns.what: 2.2, joined(" / ", (labels.say, labels.ask)): 2}
    table = [{"title": title, "width": width} for title, width in widths.items()]
    minutes = [terms.lasting(one.minutes, bare=True) if one.minutes else "" for one in block.how]
    said = [joined("\n", filter(None, (one.say, *one.ask))) for one in block.how]
    rows = [[spent, one.do, words] for spent, one, words in zip(minutes, block.how, said, strict=True)]
    parts += [{"heading": labels.steps}, {"table": table, "rows": rows, "height": 9}]
    for heading, text in ((labels.plan_b, block.plan_b), (labels.online, block.online)):
        parts += [{"heading": heading}, {"text": text}] if text else []
    return {"title": block.title, "language": language, "intro": block.why, "parts": parts}


def _time(block: Block, terms: Terms) -> str:
    """»ca. 34 min. (30–40)«; of a duration that may vary, its bounds."""
    if block.minutes is None:
        return ""
    ideal, least, most = block.minutes.ideal, block.minutes.least, block.minutes.most
    told = terms.lasting(Roughly(ideal) if block.minutes.about else ideal)
    return told if least == most else f"{told} ({least}–{most})" if most else told


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
