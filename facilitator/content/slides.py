"""What a slide says: one model per slide kind. How it is laid out is `canvas/slides/`, one module per kind.

A person writes a slide as a mapping with one key that tells its kind (``bullets: […]``, ``figure: iglo``).
Title page, agenda, section, people, and break slides come from the agenda itself (`facilitator.deck`), so their
models are built, not written, unless somebody wants one more.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, Tag

from facilitator.content.base import Content, Line, Shorthand, Slug, Text, Texts, by_key
from facilitator.content.figures import AnyFigure, Item

__all__ = [
    "WRITTEN", "AgendaItem", "AgendaList", "AnySlide", "Break", "Bullets", "Checkout", "Column", "Columns",
    "FigureSlide", "People", "Person", "Picture", "Point", "Question", "Questions", "Quote", "Section",
    "SlideContent", "Statement", "Table", "TitlePage", "Work",
]  # fmt: skip

Work = Literal["alone", "pair", "trio", "group", "plenary"]
"""How the participants work."""

Minutes = Annotated[int, Field(ge=1, le=24 * 60)]


class Person(Shorthand):
    """Somebody who leads the session. A plain text is the name."""

    short: ClassVar[str] = "name"

    name: Line
    role: Line | None = None
    about: Text = ""
    """Degrees, what they teach, how to reach them: a line each."""
    photo: Text = ""
    """A picture beside the agenda file; without one, the initials stand in a circle."""


class Point(Shorthand):
    """A point in a list, with points of its own under it. A plain text is a point without any."""

    short: ClassVar[str] = "text"

    text: Text
    points: list[Text] = []
    long: Text = ""
    """The same at length, for the speaker's notes."""


class Question(Shorthand):
    """A question to the participants, with sub-questions under it. A plain text is a question without any."""

    short: ClassVar[str] = "text"

    text: Text
    points: list[Text] = []


class SlideContent(Content):
    """What all slides have."""

    kind: ClassVar[str]
    """Names the layout module in `canvas/slides/` and, for written slides, the key that tells the kind."""

    id: Slug | None = None
    """A name that stays when the slide is moved or reworded."""
    title: Line | None = None
    source: Text = ""
    """Whose model or words these are, at the foot of the slide."""
    say: Text = ""
    """For the speaker's notes."""
    ask: Texts = []
    """Questions for the speaker to ask, in the notes."""


class TitlePage(SlideContent):
    """The first slide."""

    kind: ClassVar[str] = "title_page"
    subtitle: Line | None = None
    client: Line | None = None
    when: Line | None = None
    """Date and clock times, ready to read."""
    by: Line | None = None


class AgendaItem(Content):
    """A line on the agenda slide."""

    text: Line
    clock: Line | None = None
    """A clock time, ready to read; only where the block is pinned."""
    slide: str | None = None
    """Id of the first slide of its section."""


class AgendaList(SlideContent):
    """The agenda, with the item that comes next marked (``current`` counts from 0; None marks none)."""

    kind: ClassVar[str] = "agenda"
    heading: Line
    items: list[AgendaItem]
    current: int | None = None


class Section(SlideContent):
    """Opens a section: the title alone, large."""

    kind: ClassVar[str] = "section"
    section: Line
    subtitle: Line | None = None
    number: int | None = None


class Break(SlideContent):
    """A break that says when we meet again."""

    kind: ClassVar[str] = "break_"
    until: Line | None = None
    """»Vi ses igen kl. 10.15«, ready to read."""
    minutes: Minutes


class People(SlideContent):
    """Who leads the session: ``people: all``, or the persons themselves."""

    kind: ClassVar[str] = "people"
    people: Literal["all"] | list[Person]


class Statement(SlideContent):
    """One sentence, large: a task, a pause for thought."""

    kind: ClassVar[str] = "statement"
    statement: Text
    text: Text = ""
    """A line under it."""
    points: list[Line] = []
    """A few short words under it, side by side."""


class Quote(SlideContent):
    """Somebody's words, a definition: with the name of who said it."""

    kind: ClassVar[str] = "quote"
    quote: Text
    by: Line | None = None


class Bullets(SlideContent):
    """A list. Long lists run on to a further slide."""

    kind: ClassVar[str] = "bullets"
    bullets: Annotated[list[Point], Field(min_length=1)]
    lead: Text = ""
    """A sentence before the list."""


class FigureSlide(SlideContent):
    """A figure, by its name in ``decks/figures/`` or written out; questions may stand beside it."""

    kind: ClassVar[str] = "figure"
    figure: AnyFigure
    mark: list[Line] = []
    """The parts of the figure that stand out here, by their titles; the others step back."""
    questions: list[Question] = []
    work: Work | None = None
    minutes: Minutes | None = None


class Questions(SlideContent):
    """Questions to work with: how, for how long, and whether the answers are gathered."""

    kind: ClassVar[str] = "questions"
    questions: Annotated[list[Question], Field(min_length=1)]
    work: Work | None = None
    minutes: Minutes | None = None
    numbered: bool = False
    note: Line | None = None
    """What to do with the answers, e.g. »Skriv jeres pointer ned«."""
    plenary: bool = False
    """The answers are gathered in plenary."""


class Table(SlideContent):
    """A table with a header row. Long tables run on to a further slide."""

    kind: ClassVar[str] = "table"
    table: Annotated[list[list[Text]], Field(min_length=2)]
    """Rows of cells; the first row is the header."""


class Column(Content):
    """One half of a two-column slide."""

    title: Line | None = None
    text: Text = ""
    points: list[Point] = []


class Columns(SlideContent):
    """Two columns of text."""

    kind: ClassVar[str] = "columns"
    columns: Annotated[list[Column], Field(min_length=2, max_length=2)]


class Picture(SlideContent):
    """A picture that fills the slide's content area."""

    kind: ClassVar[str] = "picture"
    picture: Text
    """A file beside the agenda (PNG, JPEG)."""
    alt: Line
    """What it shows, for those who cannot see it."""
    caption: Line | None = None


class Checkout(SlideContent):
    """The closing round: sentences to go on with, in speech bubbles."""

    kind: ClassVar[str] = "checkout"
    checkout: Annotated[list[Item], Field(min_length=2, max_length=8)]


WRITTEN: dict[str, type[SlideContent]] = {
    model.kind: model
    for model in (
        Section, People, Statement, Quote, Bullets, FigureSlide, Questions, Table, Columns, Picture, Checkout,
    )
}  # fmt: skip
"""The kinds that a person may write, by the key that tells them."""

# `figure` and `statement` slides may hold questions or points too, so the order of the keys asked for matters.
_ASKED = ("figure", *(kind for kind in WRITTEN if kind != "figure"))


AnySlide = Annotated[
    Annotated[Section, Tag("section")]
    | Annotated[People, Tag("people")]
    | Annotated[Statement, Tag("statement")]
    | Annotated[Quote, Tag("quote")]
    | Annotated[Bullets, Tag("bullets")]
    | Annotated[FigureSlide, Tag("figure")]
    | Annotated[Questions, Tag("questions")]
    | Annotated[Table, Tag("table")]
    | Annotated[Columns, Tag("columns")]
    | Annotated[Picture, Tag("picture")]
    | Annotated[Checkout, Tag("checkout")],
    by_key("slide", "a slide", list(WRITTEN), _ASKED),
]
"""A slide as a person writes it."""
