"""Forms and handouts: from a file in ``decks/forms/`` to a PDF to print and a Word file to make one's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.canvas.style import Style
from facilitator.content.forms import FormReading, read_form
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.made import Made
from facilitator.print.forms.layout import laid_out
from facilitator.print.forms.word import form_word
from facilitator.print.typst import page_count, pdf

__all__ = ["make_form", "printed"]

_KIND = "form"


def make_form(
    name: str,
    *,
    library: Library,
    theme: Theme,
    data: Mapping[str, Any] | None = None,
    copies: int = 1,
) -> list[Made]:
    """The form as PDF, ``copies`` times over, and once as Word.

    Args:
        name: a form in the library, or the path of one.
        library: where forms, figures, and page designs are found.
        theme: colours, and the fonts of the Word file.
        data: values for the names in its texts.
        copies: how many the PDF holds; a head line that asks for it bears the number of the copy.

    Raises:
        Problems: everything that is wrong with the form's file, or a figure has no room.
    """
    return printed(read_form(name, library=library, data=data), library=library, theme=theme, copies=copies)


def printed(
    reading: FormReading, *, library: Library, theme: Theme, copies: int = 1, kind: str = _KIND, file: str | None = None
) -> list[Made]:
    """A form that has been read as PDF and as Word, the files called ``file`` (or as the form).

    Raises:
        Problems: a figure has no room.
    """
    name = file or reading.id
    with reading.placing():
        layout = laid_out(reading.form, Style(theme, reading.terms))
    paged = pdf("form", layout.as_data(copies), library=library, theme=theme)
    return [
        Made(kind, f"{name}.pdf", paged, page_count(paged)),
        Made(kind, f"{name}.docx", form_word(layout, library), 1),
    ]
