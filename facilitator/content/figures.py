"""What a figure says: one model per figure kind. How it is drawn is `canvas/figures/`, one module per kind.

A figure is content only (names, texts, points, source); geometry, colours, and sizes belong to the canvas.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from facilitator.content.base import Content, Line, Shorthand, Text, Texts

__all__ = [
    "AnyFigure", "Axis", "Bubbles", "Circles", "Columns", "Cycle", "Figure", "Hub", "Iceberg", "Item", "Lists",
    "MindMap", "Moment", "Pair", "Pyramid", "Quadrants", "Scale", "Spectrum", "Steps", "Table", "Tiles", "Timeline",
    "Triangle", "Wheel",
]  # fmt: skip


class Item(Shorthand):
    """One part of a figure: a heading, a line of text, and points. A plain text is its heading.

    What is drawn is short. ``long`` and ``ask`` are for the speaker's notes, handouts, and cards.
    """

    short: ClassVar[str] = "title"

    title: Line
    text: Text = ""
    points: list[Text] = []
    long: Text = ""
    """The same at length: for the notes, a handout, and the back of a card."""
    ask: Texts = []
    """Questions about this part: for the notes, a handout, and a card."""
    symbol: Line | None = None
    """A short sign in place of the number: one or two characters."""
    marked: bool = False
    """It stands out; the parts that are not marked step back."""


class Moment(Shorthand):
    """A stop on a timeline."""

    short: ClassVar[str] = "title"

    title: Line
    when: Line | None = None
    minor: bool = False
    """What happens between the dated parts: drawn smaller."""
    marked: bool = False
    """It stands out; the others step back."""


class Pair(Content):
    """Two opposite poles."""

    left: Line
    right: Line


class Axis(Content):
    """The two ends of an axis: low is left or bottom, high is right or top."""

    low: Line
    high: Line


Items = Annotated[list[Item], Field(min_length=3, max_length=8)]


class Figure(Content):
    """What all figures have: a title, a source line, and words for the speaker's notes."""

    title: Line
    source: Text = ""
    """Whose model it is, as it stands at the foot of the slide."""
    alt: Text = ""
    """Alternative text for screen readers; made from the content when left out."""
    say: Text = ""
    ask: Texts = []

    @property
    def parts(self) -> list[Item]:
        """The figure as plain items, in reading order: for alternative text and for a slide that lists its points."""
        raise NotImplementedError

    @property
    def outline(self) -> Figure:
        """The same figure with headings only: what is drawn when the whole text does not fit."""
        raise NotImplementedError


class _OfItems(Figure):
    items: Items

    @property
    def parts(self) -> list[Item]:
        return list(self.items)

    @property
    def outline(self) -> Figure:
        return self.model_copy(update={"items": [i.model_copy(update={"text": "", "points": []}) for i in self.items]})


class Hub(_OfItems):
    """Parts around a centre, e.g. the elements of a definition."""

    kind: Literal["hub"]
    centre: Line


class Cycle(_OfItems):
    """Steps in a ring with arrows, their points outside."""

    kind: Literal["cycle"]
    centre: Line | None = None


class Quadrants(_OfItems):
    """Fields around a centre label; four of them may stand on two axes. Order: row by row."""

    kind: Literal["quadrants"]
    centre: Line | None = None
    x: Axis | None = None
    y: Axis | None = None


class Columns(_OfItems):
    """Headed columns with lists; a band above or below holds what they share or lead to."""

    kind: Literal["columns"]
    above: Line | None = None
    below: Line | None = None
    between: list[Text] = []
    """What happens between the columns, in order; one fewer than the columns."""
    arrow: bool = False
    """The columns lead to the band below."""


class Timeline(Figure):
    """Dated parts and what lies between them."""

    kind: Literal["timeline"]
    items: Annotated[list[Moment], Field(min_length=3, max_length=10)]

    @property
    def parts(self) -> list[Item]:
        return [Item(title=m.title, text=m.when or "", marked=m.marked) for m in self.items]

    @property
    def outline(self) -> Figure:
        return self


class Tiles(_OfItems):
    """Equal tiles: a symbol or number, a heading, a line of text."""

    kind: Literal["tiles"]
    numbered: bool = False


class Iceberg(_OfItems):
    """Layers from what is seen to what carries it; the water line lies after ``visible`` layers."""

    kind: Literal["iceberg"]
    visible: Annotated[int, Field(ge=1)] = 1


class Pyramid(_OfItems):
    """Layers that carry each other, from the top to the foot."""

    kind: Literal["pyramid"]


class Triangle(_OfItems):
    """Corners that hold each other up (three make a triangle), around a centre label."""

    kind: Literal["triangle"]
    centre: Line | None = None


class Spectrum(Figure):
    """Opposite poles, each pair on a line to place oneself on."""

    kind: Literal["spectrum"]
    pairs: Annotated[list[Pair], Field(min_length=3, max_length=8)]

    @property
    def parts(self) -> list[Item]:
        return [Item(title=f"{p.left} – {p.right}") for p in self.pairs]

    @property
    def outline(self) -> Figure:
        return self


class Bubbles(_OfItems):
    """Speech bubbles: an exclamation and a sentence to go on with."""

    kind: Literal["bubbles"]
    items: Annotated[list[Item], Field(min_length=2, max_length=8)]


class Circles(_OfItems):
    """Three circles that overlap, with room to write in each."""

    kind: Literal["circles"]
    items: Annotated[list[Item], Field(min_length=3, max_length=3)]


class Wheel(_OfItems):
    """Four large circles to write in, around a centre."""

    kind: Literal["wheel"]
    centre: Line
    items: Annotated[list[Item], Field(min_length=4, max_length=4)]


class MindMap(Figure):
    """Blank bubbles to write in, linked outwards from a centre."""

    kind: Literal["mindmap"]
    centre: Line
    branches: Annotated[int, Field(ge=3, le=8)] = 6
    steps: Annotated[list[Line], Field(min_length=1, max_length=2)]
    """What goes into the bubbles of a branch, from the centre outwards; so many bubbles it has."""

    @property
    def parts(self) -> list[Item]:
        return [Item(title=step) for step in self.steps]

    @property
    def outline(self) -> Figure:
        return self


class Steps(_OfItems):
    """Arrows in a row, one step after the other."""

    kind: Literal["steps"]
    items: Annotated[list[Item], Field(min_length=2, max_length=6)]


class _OfTwo(Figure):
    left: Item
    right: Item

    @property
    def parts(self) -> list[Item]:
        return [self.left, self.right]

    @property
    def outline(self) -> Figure:
        bare = {"text": "", "points": []}
        return self.model_copy(
            update={"left": self.left.model_copy(update=bare), "right": self.right.model_copy(update=bare)}
        )


class Lists(_OfTwo):
    """Two lists side by side, e.g. primary and secondary; or two directions (``arrows``)."""

    kind: Literal["lists"]
    arrows: bool = False
    """Draw an upward arrow on the left list and a downward one on the right: more of this, less of that."""


class Scale(_OfTwo):
    """A pair of scales: what weighs on either side, and to which side it tilts."""

    kind: Literal["scale"]
    tilt: Literal["left", "level", "right"] = "level"


class Table(Figure):
    """A table: what each column holds, then a row for each thing that is told of."""

    kind: Literal["table"]
    head: Annotated[list[Line], Field(min_length=2, max_length=6)]
    rows: Annotated[list[list[Text]], Field(min_length=1)]

    @property
    def grid(self) -> list[list[str]]:
        """All rows, the header first."""
        return [self.head, *self.rows]

    @property
    def parts(self) -> list[Item]:
        return [Item(title=row[0], text="; ".join(filter(None, row[1:]))) for row in self.rows]

    @property
    def outline(self) -> Figure:
        return self

    @model_validator(mode="after")
    def _every_cell_has_a_column(self) -> Table:
        for row in self.rows:
            if not 1 <= len(row) <= len(self.head) or not row[0]:
                raise ValueError(f"a row has {len(row)} cells, the table {len(self.head)} columns")
        return self


AnyFigure = Annotated[
    Hub
    | Cycle
    | Quadrants
    | Columns
    | Timeline
    | Tiles
    | Iceberg
    | Pyramid
    | Triangle
    | Spectrum
    | Bubbles
    | Circles
    | Wheel
    | MindMap
    | Steps
    | Scale
    | Lists
    | Table,
    Field(discriminator="kind"),
]
"""Any figure; its ``kind`` names the model."""
