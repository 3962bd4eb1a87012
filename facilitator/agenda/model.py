"""An agenda as data: blocks with times, purpose, steps, and slides. Everything later is made from it."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from facilitator.agenda.times import DAY, Clock, Duration
from facilitator.content.base import Content, FileSlug, Keeping, Line, Shorthand, Slug, Text, Texts
from facilitator.content.slides import AnySlide, Person

__all__ = ["Agenda", "Block", "BlockKind", "Material", "Step"]

BlockKind = Literal["session", "knowledge", "dialogue", "exercise", "break", "buffer", "milestone"]
"""``break`` knows when we meet again; ``buffer`` may shrink to nothing and is the facilitator's own;
``milestone`` takes no time; the others differ only in what the time is spent on."""


class Step(Shorthand):
    """A step inside a block, for the speaker's notes and the run sheet. A plain text is what to do."""

    short: ClassVar[str] = "do"

    minutes: Annotated[int, Field(ge=0, le=7 * DAY)] | None = None
    do: Text
    say: Text = ""
    ask: Texts = []
    who: Line | None = None


class Material(Shorthand):
    """Something to bring. A plain text is one of it for the whole workshop."""

    short: ClassVar[str] = "item"

    item: Line
    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    per: Literal["workshop", "participant", "pair", "trio", "group"] = "workshop"
    brings: Line | None = None
    """Who brings it."""


class Block(Content):
    """One entry of the agenda, with its time and all that happens in it."""

    id: Slug | None = None
    """A name that stays when the title changes; made from the title when left out."""
    title: Line
    """The wording on the agenda slide and in the plan."""
    section: Line | None = None
    """The wording on a slide that opens the section; no such slide when left out."""
    item: Line | None = None
    """Blocks in a row with the same ``item`` stand under that one agenda item."""
    kind: BlockKind = "session"
    hidden: bool = False
    """Keep it off the agenda slide (a buffer always is)."""

    at: Clock | None = None
    """Starts at this time and never moves."""
    around: Clock | None = None
    """Should start about this time; by how much it slips is said."""
    until: Clock | None = None
    """Ends at this time and never later."""
    minutes: Annotated[Duration | None, BeforeValidator(Duration.parse)] = None
    """How long: ``20``, ``20-35``, ``1 t 30 min``, ``~`` for whatever is left."""
    day: Annotated[int, Field(ge=1, le=366)] | None = None
    """The day it begins on, in a session of several days; the same as the block before when left out."""
    optional: Annotated[int, Field(ge=1, le=1_000)] | None = None
    """May be dropped when time is short, lowest number first."""

    why: Text = ""
    """The purpose."""
    how: list[Step] = []
    """The steps; minutes on them must add up to the block's."""
    who: Line | None = None
    plan_b: Text = ""
    """What to do when it does not go as planned."""
    materials: list[Material] = []
    slides: list[AnySlide] = []
    cards: list[Slug] = []
    """Card sets that are used; files in ``decks/cards/``."""
    forms: list[Slug] = []
    """Forms and handouts that are used; files in ``decks/forms/``."""

    exercise: Slug | None = None
    """An exercise from ``decks/exercises/``; whatever else is written here takes its place."""
    parallel: list[Track] = []
    """Tracks at the same time; the block lasts as long as the longest."""
    columns: dict[Line, Text] = {}
    """Columns of your own in the run sheet: a heading, and what stands under it in this row."""


class Track(Content):
    """One of several tracks at the same time."""

    title: Line
    room: Line | None = None
    blocks: Annotated[list[Block], Field(min_length=1)]


class Agenda(Content):
    """A session: who, when, and what, in order."""

    id: FileSlug
    """The file's name without its ending."""
    title: Line
    subtitle: Line | None = None
    language: Slug = "da"
    """The language of everything the participants see; a file in ``decks/terms/``."""
    why: Text = ""
    """What the whole session is for."""
    theme: Slug | None = None
    """Colours and fonts; a file in ``decks/themes/``."""
    template: Line | None = None
    """A PowerPoint file beside the agenda, whose layouts, colours, and fonts the deck gets."""
    template_slides: Keeping = "drop"
    """What becomes of the slides in that file: nothing, all of them last, or the first of them first."""
    start: Clock | None = None
    end: Clock | None = None
    budget: dict[BlockKind, Annotated[int, Field(ge=0, le=7 * DAY)]] = {}
    """Minutes for all blocks of a kind together; the plan keeps them, and the run sheet shows them."""
    agenda_slides: Literal["items", "sections", "once"] = "items"
    """Where the agenda slide comes back: before every item, only before those with a ``section``, or never."""
    data: dict[str, Any] = {}
    """The names that texts may use: client, date, participants, and whatever you like."""
    examples: dict[str, Any] = {}
    """Values for the author to replace: they stand where ``data`` says nothing, and a build tells which still do."""
    facilitators: list[Person] = []
    room: Text = ""
    """How the room is set up, a thing a line; stands on the packing list."""
    sources: list[Text] = []
    """What the content builds on."""
    blocks: Annotated[list[Block], Field(min_length=1)]
