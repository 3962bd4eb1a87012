"""What a form says: head lines to fill in, and parts one under the other, each told by its key.

A form is content only. How it is printed, and what it is as a Word file, is `print/forms/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, Tag, model_validator

from facilitator.content import OWN, Content, Entries, Line, Shorthand, Slug, Text, by_key, says
from facilitator.content.figures import AnyFigure, Table
from facilitator.messages import _, mark
from facilitator.text import joined

__all__ = [
    "PARTS", "AnyPart", "Box", "Boxes", "Cell", "Credit", "FigurePart", "Form", "Handout", "Head", "Heading", "Lines",
    "Part", "Points", "Prompt", "TableColumn", "TablePart", "TextPart",
]  # fmt: skip

Millimetres = Annotated[float, Field(ge=5, le=250)]
Share = Annotated[float, Field(gt=0, le=100)]
"""A width in relation to its neighbours'."""


class Head(Shorthand):
    """A line to fill in at the top: »Navn«, »Dato«. A plain text is its label."""

    short: ClassVar[str] = "label"

    label: Line
    width: Share = 1
    value: Text = ""
    """What stands on the line already."""
    numbered: bool = False
    """The number of the copy stands on the line, where several are printed."""


class Part(Content):
    """What all parts have."""

    kind: ClassVar[str]
    """The key that tells the part, and the name of what prints it."""

    @property
    def written_out(self) -> Part:
        """The part that is printed: this one, or the one that it stands for."""
        return self

    @property
    def shown(self) -> AnyFigure | None:
        """The figure that it shows or writes out."""
        return None


class Heading(Part):
    """A heading, with a text under it."""

    kind: ClassVar[str] = "heading"
    heading: Line
    text: Text = ""
    new_page: bool = False
    """Begin a new page with it."""


class TextPart(Part):
    """Running text; empty lines part paragraphs."""

    kind: ClassVar[str] = "text"
    text: Text


class Points(Part):
    """A list."""

    kind: ClassVar[str] = "points"
    points: Annotated[list[Text], Field(min_length=1)]
    lead: Text = ""
    """A sentence before the list."""
    tick: bool = False
    """Boxes to tick instead of bullets."""


class TableColumn(Shorthand):
    """A column of a table. A plain text is its heading."""

    short: ClassVar[str] = "title"

    title: Line
    text: Text = ""
    """A few words under the heading: how to use the column."""
    width: Share = 1
    signal: Literal["red", "yellow", "green"] | None = None
    """A traffic light beside the heading; a sign as well as a colour, so that it survives black and white."""


class Cell(Shorthand):
    """What is printed in a cell. A plain text is its text."""

    short: ClassVar[str] = "text"

    title: Line | None = None
    """In bold, before the text."""
    text: Text = ""
    signal: Literal["red", "yellow", "green"] | None = None


def _row(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Row = Annotated[list[Cell], BeforeValidator(_row)]
"""Cells from the left, the others empty; a single one may stand for itself."""


class TablePart(Part):
    """A table to fill in: rows that are printed, then blank ones."""

    kind: ClassVar[str] = "table"
    table: Annotated[list[TableColumn], Field(min_length=1, max_length=8)]
    rows: list[Row] = []
    blank: Annotated[int, Field(ge=0, le=60)] = 0
    """Empty rows after the printed ones."""
    height: Millimetres = 9
    """Of every row, at least."""
    sums: Row = []
    """A last row in bold: »I alt«."""

    @model_validator(mode="after")
    def _every_cell_has_a_column(self) -> TablePart:
        widest = max((len(row) for row in (*self.rows, self.sums)), default=0)
        if widest > len(self.table):
            raise ValueError(
                _("a row has {cells} cells, the table {columns} columns", cells=widest, columns=len(self.table))
            )
        return self


class Prompt(Shorthand):
    """Something to answer in writing. A plain text is the question."""

    short: ClassVar[str] = "text"

    text: Line
    hint: Text = ""
    """Small, under it: an example, what to think of."""
    lines: Annotated[int, Field(ge=0, le=40)] = 3
    """Lines to write on."""


class Credit(Part):
    """Whose model the figure above it is; made of the figure, never written."""

    kind: ClassVar[str] = "credit"
    text: Text


class Lines(Part):
    """Questions with lines to write the answers on."""

    kind: ClassVar[str] = "lines"
    lines: Annotated[list[Prompt], Field(min_length=1)]
    numbered: bool = False


class Box(Shorthand):
    """A box to write in. A plain text is its heading."""

    short: ClassVar[str] = "title"

    title: Line
    text: Text = ""
    points: Entries = []
    hint: Text = ""
    """In italics, under it: something to try."""
    lines: Annotated[int, Field(ge=0, le=30)] = 0
    """Lines to write on; none leaves the box blank."""
    signal: Literal["red", "yellow", "green"] | None = None


class Boxes(Part):
    """Boxes side by side."""

    kind: ClassVar[str] = "boxes"
    boxes: Annotated[list[Box], Field(min_length=1, max_length=12)]
    columns: Annotated[int, Field(ge=1, le=4)] = 2
    height: Millimetres = 20
    """Of every box, at least."""
    numbered: bool = False


class FigurePart(Part):
    """A figure, by its name in ``decks/figures/`` or written out; questions may stand beside it."""

    kind: ClassVar[str] = "figure"
    figure: AnyFigure
    mark: list[Line] = []
    """The parts of the figure that stand out, by their titles."""
    height: Millimetres = 110
    questions: list[Prompt] = []
    """To the right of the figure."""
    share: Annotated[float, Field(ge=0.3, le=0.8)] = 0.6
    """How much of the width the figure has when questions stand beside it."""

    @model_validator(mode="after")
    def _nothing_beside_a_table(self) -> FigurePart:
        if self.questions and isinstance(self.figure, Table):
            raise ValueError(_("questions do not stand beside a table; expected them as a part of their own, “lines”"))
        return self

    @property
    def shown(self) -> AnyFigure:
        return self.figure

    @property
    def written_out(self) -> Part:
        if not isinstance(self.figure, Table):
            return self
        rows = [[Cell(title=row[0]), *(Cell(text=cell) for cell in row[1:])] for row in self.figure.rows]
        longest = [max(map(len, column)) for column in zip_longest(*self.figure.grid, fillvalue="")]
        columns = zip(self.figure.head, longest, strict=True)
        return TablePart(table=[TableColumn(title=title, width=size**0.5) for title, size in columns], rows=rows)


class Handout(Part):
    """A figure written out: a box for each of its parts, with what there is to tell and to ask."""

    kind: ClassVar[str] = "handout"
    handout: AnyFigure
    """By its name in ``decks/figures/`` or written out."""
    columns: Annotated[int, Field(ge=1, le=4)] = 1
    height: Millimetres = 20
    """Of every box, at least."""
    numbered: bool = False
    lines: Annotated[int, Field(ge=0, le=30)] = 0
    """Lines to write on in every box."""

    @property
    def shown(self) -> AnyFigure:
        return self.handout

    @property
    def written_out(self) -> Part:
        return Boxes(
            boxes=[
                Box(
                    title=part.title,
                    text=part.long or part.text,
                    points=part.inline_points,
                    hint=joined("\n", part.ask),
                    lines=self.lines,
                )
                for part in self.handout.parts
            ],
            columns=self.columns,
            height=self.height,
            numbered=self.numbered,
        )


PARTS: dict[str, type[Part]] = {
    model.kind: model for model in (Heading, TextPart, Points, TablePart, Lines, Boxes, FigurePart, Handout)
}
"""The kinds of parts, by the key that tells them."""

# A heading may have a text, and a handout lines, so the order of the keys asked for matters.
_ASKED = ("handout", *(kind for kind in PARTS if kind not in ("handout", "text")), "text")


AnyPart = Annotated[
    Annotated[Heading, Tag("heading")]
    | Annotated[TextPart, Tag("text")]
    | Annotated[Points, Tag("points")]
    | Annotated[TablePart, Tag("table")]
    | Annotated[Lines, Tag("lines")]
    | Annotated[Boxes, Tag("boxes")]
    | Annotated[FigurePart, Tag("figure")]
    | Annotated[Handout, Tag("handout")],
    by_key("part", mark("a part of a form needs a key that tells its kind"), list(PARTS), _ASKED),
]
"""A part as a person writes it."""


Paper = Literal["a4", "a3", "letter"]
"""What a form is printed on."""


class Form(Content):
    """A form or handout: printed as PDF, and as Word to make one's own."""

    title: Line
    language: Slug = "da"
    """Of page numbers and dates; a file in ``decks/terms/``."""
    intro: Text = ""
    """What it is for and how to use it; a few sentences under the title."""
    orientation: Literal["portrait", "landscape"] = "portrait"
    paper: Paper = "a4"
    """On ``a3`` everything is as much larger; its Word file stays A4, to be printed on A3."""
    fields: list[Head] = []
    """Lines to fill in at the top."""
    parts: Annotated[list[AnyPart], Field(min_length=1)]
    source: Text = ""
    """Whose model it is, at the foot."""
    data: dict[str, Any] = {}
    """Names that the texts use, where nobody says otherwise."""

    @property
    def written_out(self) -> Form:
        """The same form with the parts that are printed."""
        return self.model_copy(update={"parts": [one for part in self.parts for one in self._printed(part)]})

    @property
    def sources(self) -> list[str]:
        """What it builds on, once it is written out: its own source, and those of its figures that it does not name."""
        printed: Sequence[Part] = self.parts
        return [self.source, *(part.text for part in printed if isinstance(part, Credit))]

    def _printed(self, part: Part) -> Iterator[Part]:
        """The part as it is printed, with the source of its figure unless the form's own says the same."""
        yield part.written_out
        source = part.shown.source if part.shown else ""
        if source and (source == OWN or not says(self.source, source)):
            yield Credit(text=source)
