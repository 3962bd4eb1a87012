"""What a slide says: one model per slide kind. How it is laid out is `canvas/slides/`, one module per kind.

A person writes a slide as a mapping with one key that tells its kind (``bullets: […]``, ``figure: iglo``).
Title page, agenda, section, people, and break slides come from the agenda itself (`facilitator.deck`), so their
models are built, not written, unless somebody wants one more.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, Tag

from facilitator.content import (
    Content,
    Entries,
    Fit,
    Focus,
    GroupSize,
    Line,
    Person,
    Shorthand,
    Slug,
    Text,
    Texts,
    by_key,
)
from facilitator.content.figures import AnyFigure
from facilitator.content.icons import Icon
from facilitator.content.parts import Item, Point
from facilitator.messages import mark
from facilitator.text.times import DAY, Minutes

__all__ = [
    "SLIDES", "WRITTEN", "AgendaItem", "AgendaList", "AnySlide", "Break", "Bullets", "Checkout", "Column", "Columns",
    "FigureSlide", "People", "Picture", "Question", "Questions", "Quote", "Section", "SlideContent",
    "Sources", "Statement", "Table", "TitlePage", "Work",
]  # fmt: skip

Work = Literal["alone", "pair", "trio", "group", "plenary"]
"""How the participants work."""

_Minutes = Annotated[Minutes, Field(ge=1, le=DAY)]


class Question(Shorthand):
    """A question to the participants, with sub-questions under it. A plain text is a question without any."""

    short: ClassVar[str] = "text"
    counted: ClassVar[bool] = True

    text: Text
    points: Entries = []


class SlideContent(Content):
    """What all slides have."""

    kind: ClassVar[str]
    """Names the module in `canvas/slides/`. Where it is the name of a field too, people write that key."""
    example: ClassVar[str]
    """YAML that shows the kind with every key of its own, as the documentation and the gallery have it."""

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
    example: ClassVar[str] = """
        title: Opstart for TRIO
        subtitle: Ledelse af psykisk arbejdsmiljø
        client: Eksempel Kommune
        when: torsdag den 9. januar 2025, kl. 08.30–11.30
        by: Ved Maja Holm Lind
        icon: compass
    """
    subtitle: Line | None = None
    client: Line | None = None
    when: Text | None = None
    """Date and clock times, ready to read; of several days perhaps each on a line of its own."""
    by: Line | None = None
    icon: Icon | None = None


class AgendaItem(Content):
    """A line on the agenda slide."""

    text: Line
    clock: Line | None = None
    """A clock time, ready to read; only where the block is pinned."""
    slide: str | None = None
    """Id of the first slide of its section."""
    day: Line | None = None
    times: Line | None = None
    """The day that begins with it, where there are several: »Dag 2«, and from when to when it lasts, ready to read."""
    is_break: bool = False


class AgendaList(SlideContent):
    """The agenda, with the item that comes next marked (``current`` counts from 0; None marks none)."""

    kind: ClassVar[str] = "agenda"
    example: ClassVar[str] = """
        heading: Dagsorden
        items:
          - {text: Velkommen, clock: kl. 08.30, slide: velkommen}
          - {text: Hvad er et psykisk arbejdsmiljø?}
          - {text: Pause, clock: kl. 10.00}
        current: 0
        opens: true
        end: kl. 11.30
        icon: compass
    """
    heading: Line
    items: list[AgendaItem]
    current: int | None = None
    opens: bool = False
    """The heading is what the section that comes is called at length."""
    end: Line | None = None
    """When it ends, ready to read; a line of its own."""
    icon: Icon | None = None


class Sources(SlideContent):
    """What the session builds on: the last slide."""

    kind: ClassVar[str] = "sources"
    example: ClassVar[str] = """
        title: Kilder og læs videre
        entries:
          - "Edmondson, A. C. (2019). The Fearless Organization. Wiley"
          - Det Nationale Forskningscenter for Arbejdsmiljø (NFA), nfa.dk
    """
    entries: Annotated[list[Text], Field(min_length=1)]


class Section(SlideContent):
    """Opens a section: the title alone, large."""

    kind: ClassVar[str] = "section"
    example: ClassVar[str] = """
        section: Første del
        subtitle: Vi begynder
        number: 1
    """
    section: Line
    subtitle: Line | None = None
    number: int | None = None


class Break(SlideContent):
    """A break that says when we meet again."""

    kind: ClassVar[str] = "break_"
    example: ClassVar[str] = """
        title: Pause
        until: Vi ses igen kl. 10.15
        minutes: 15
    """
    until: Line | None = None
    """»Vi ses igen kl. 10.15«, ready to read."""
    minutes: _Minutes


class People(SlideContent):
    """Who leads the session: ``people: all``, or the persons themselves."""

    kind: ClassVar[str] = "people"
    example: ClassVar[str] = """
        people:
          - {name: Maja Holm Lind, role: Ledelseskonsulent, about: Cand.psych.}
          - Jonas Bay Friis
    """
    people: Literal["all"] | list[Person]


class Statement(SlideContent):
    """One sentence, large: a task, a pause for thought."""

    kind: ClassVar[str] = "statement"
    example: ClassVar[str] = """
        statement: Sæt rammerne for arbejdet
        text: Hvad er jeres første skridt?
        points: [Indhold, Relationer]
        icon: footprints
    """
    statement: Text
    text: Text = ""
    """A line under it."""
    points: list[Line] = []
    """A few short words under it, side by side."""
    icon: Icon | None = None
    """A pictogram beside it, by its name in Lucide: ``footprints``."""


class Quote(SlideContent):
    """Somebody's words, a definition."""

    kind: ClassVar[str] = "quote"
    example: ClassVar[str] = """
        quote: Kultur er det, vi gør, når ingen kigger.
        by: En leder
        title: Sagt om kultur
    """
    quote: Text
    by: Line | None = None
    """Who said it."""


class Bullets(SlideContent):
    """A list, which may run on; a point may have ``points`` of its own, and the same ``long``, for the notes."""

    kind: ClassVar[str] = "bullets"
    example: ClassVar[str] = """
        bullets:
          - Et punkt
          - {text: Et punkt til, points: [med noget under]}
        title: Formålet med i dag
        lead: "I dag skal I:"
        icon: target
    """
    bullets: Annotated[list[Point], Field(min_length=1)]
    lead: Text = ""
    """A sentence before the list."""
    icon: Icon | None = None
    """A pictogram beside it, by its name in Lucide: ``target``."""


class FigureSlide(SlideContent):
    """A figure, by its name in ``decks/figures/`` or written out; questions may stand beside it."""

    kind: ClassVar[str] = "figure"
    example: ClassVar[str] = """
        figure: {kind: triangle, title: Vi er tre om det, items: [Leder, TR, AMR]}
        mark: [AMR]
        questions: [Hvor står I stærkest?]
        work: pair
        group_size: 4
        minutes: 5
    """
    figure: AnyFigure
    mark: list[Line] = []
    """The parts of the figure that stand out here, by their titles; the others step back."""
    questions: list[Question] = []
    work: Work | None = None
    """How they work: ``alone``, ``pair``, ``trio``, ``group``, or ``plenary``."""
    group_size: GroupSize | None = None
    """People in a ``group``; that of the block when left out, and of the data."""
    minutes: _Minutes | None = None
    """A bar counts them down."""


class Questions(SlideContent):
    """Questions to work with; a question may have ``points`` under it."""

    kind: ClassVar[str] = "questions"
    example: ClassVar[str] = """
        questions:
          - {text: Hvad belaster?, points: [Hvad kan I gøre ved det?]}
        title: Refleksion
        work: trio
        group_size: 4
        minutes: 10
        numbered: true
        note: Skriv jeres pointer ned
        plenary: true
    """
    questions: Annotated[list[Question], Field(min_length=1)]
    work: Work | None = None
    """How they work: ``alone``, ``pair``, ``trio``, ``group``, or ``plenary``."""
    group_size: GroupSize | None = None
    """People in a ``group``; that of the block when left out, and of the data."""
    minutes: _Minutes | None = None
    """A bar counts them down."""
    numbered: bool = False
    """More than one are numbered anyway."""
    note: Line | None = None
    """What to do with the answers, e.g. »Skriv jeres pointer ned«."""
    plenary: bool = False
    """The answers are gathered in plenary."""


class Table(SlideContent):
    """Rows of cells, the first of them the header; long tables run on to a further slide."""

    kind: ClassVar[str] = "table"
    example: ClassVar[str] = """
        table:
          - [Rolle, Ansvar]
          - [Leder, Sætter rammen]
        title: Roller
    """
    table: Annotated[list[list[Text]], Field(min_length=2)]
    """Rows of cells; the first row is the header."""


class Column(Content):
    """One half of a two-column slide."""

    title: Line | None = None
    text: Text = ""
    points: list[Point] = []


class Columns(SlideContent):
    """Two columns, each with ``title``, ``text``, and ``points``."""

    kind: ClassVar[str] = "columns"
    example: ClassVar[str] = """
        columns:
          - {title: Før, text: Sådan var det., points: [Uklart]}
          - {title: Nu, points: [Klart]}
        title: Før og nu
    """
    columns: Annotated[list[Column], Field(min_length=2, max_length=2)]


class Picture(SlideContent):
    """A picture beside the agenda, as large as the slide has room for; on one half of it, with a text beside it; or all
    over it (``fit: slide``), with the title and the text where the picture is quiet, else on a plate. With
    ``picture: ""`` there is a place for one of your own.
    """

    kind: ClassVar[str] = "picture"
    example: ClassVar[str] = """
        picture: holdet.jpg
        icon: users-round
        title: Holdet
        alt: Ti mennesker i en rundkreds
        text: Hvad ser I på billedet?
        caption: Vores første møde
        fit: fill
        focus: top
    """
    picture: Text
    """A file beside the agenda: a photo from a phone or a camera, a picture of a screen, a scan; empty for a place."""
    icon: Icon = "image"
    """What stands in its place as long as there is none: a pictogram by its name in Lucide."""
    alt: Line
    """What it shows, for those who cannot see it; needed."""
    text: Text = ""
    """What stands beside it; one that fills its place then reaches to the slide's edges."""
    caption: Line | None = None
    fit: Fit | Literal["slide"] = "whole"
    """Shown ``whole``, so large that it fills the place, or all over the ``slide``; ``check`` tells how much is cut."""
    focus: Focus | None = None
    """What is to be seen of a picture that fills: ``top``, ``bottom left`` …; the middle when left out."""


class Checkout(SlideContent):
    """The closing round: sentences to go on with, in speech bubbles."""

    kind: ClassVar[str] = "checkout"
    example: ClassVar[str] = """
        checkout:
          - {title: Yes!, text: Jeg er glad for …}
          - {title: A-ha!, text: Jeg tager med mig …}
        title: Tjek ud
    """
    checkout: Annotated[list[Item], Field(min_length=2, max_length=8)]


SLIDES: dict[str, type[SlideContent]] = {
    model.kind: model
    for model in list(globals().values())
    if isinstance(model, type) and issubclass(model, SlideContent) and hasattr(model, "example")
}
"""Every kind of slide declared above, by its name."""

WRITTEN = {kind: model for kind, model in SLIDES.items() if kind in model.model_fields}
"""The kinds that a person may write, by the key that tells them."""

# A figure slide may hold questions too: a kind that has the key of another among its own is asked for before it.
_ASKED = sorted(WRITTEN, key=lambda kind: not WRITTEN.keys() & (WRITTEN[kind].model_fields.keys() - {kind}))

if TYPE_CHECKING:
    AnySlide = SlideContent
else:
    AnySlide = Annotated[
        reduce(or_, (Annotated[model, Tag(kind)] for kind, model in WRITTEN.items())),
        by_key("slide", mark("a slide needs a key that tells its kind"), list(WRITTEN), _ASKED),
    ]
"""A slide as a person writes it."""
