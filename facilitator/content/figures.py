"""What a figure says, without any geometry: one model per kind. How it is drawn is `canvas/figures/`, a module each."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, get_args

from pydantic import Field, model_validator

from facilitator.content import Content, Line, Text, Texts
from facilitator.content.parts import Axis, Item, Moment, Pair
from facilitator.messages import _

__all__ = [
    "FIGURES", "AnyFigure", "Bubbles", "Circles", "Columns", "Cycle", "Figure", "Hub", "Iceberg", "Levels", "Lists",
    "MindMap", "Pyramid", "Quadrants", "Scale", "Spectrum", "Stairs", "Steps", "Table", "Tiles", "Timeline", "Triangle",
    "Wheel",
]  # fmt: skip

_Part = Annotated[float, Field(ge=0.4, le=1)]


class Figure(Content):
    """What all figures have: a title, a source line, and words for the speaker's notes."""

    example: ClassVar[str]
    """YAML that shows the kind with every key of its own, as the documentation and the gallery have it."""

    kind: str
    """What sort of figure it is."""
    title: Line
    source: Text = ""
    """Whose model it is, as it stands at the foot of the slide; ``own`` if it is nobody else's."""
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
        """The same figure with headings only, drawn when the whole text does not fit; itself if that is all of it."""
        return self


class _OfItems(Figure):
    items: Annotated[list[Item], Field(min_length=3, max_length=8)]

    @property
    def parts(self) -> list[Item]:
        return list(self.items)

    @property
    def outline(self) -> Figure:
        return self.model_copy(update={"items": [item.heading for item in self.items]})


class Hub(_OfItems):
    """Parts around a ``centre``, e.g. the elements of a definition."""

    kind: Literal["hub"]
    example: ClassVar[str] = """
        title: Fem sider af det psykiske arbejdsmiljø
        centre: Psykisk arbejdsmiljø
        arrows: in
        items: [Planlægning, Organisation, Indhold og krav, Udførelse, Relationer]
    """
    centre: Line
    arrows: Literal["none", "out", "in", "both"] = "none"
    """Which way the lines point: ``out`` to the parts, ``in`` to the centre, ``both``, or ``none``."""


class Cycle(_OfItems):
    """Steps in a ring with arrows, their points outside."""

    kind: Literal["cycle"]
    example: ClassVar[str] = """
        title: Sådan løser vi et problem sammen
        centre: Vores problem
        items: [Beskriv det, Forstå det, Prøv noget af, Følg op]
    """
    centre: Line | None = None


class Quadrants(_OfItems):
    """Fields around a centre label, row by row; four of them may stand on two axes."""

    kind: Literal["quadrants"]
    example: ClassVar[str] = """
        title: Hvad gør vi først?
        centre: Vores idéer
        x: {low: Lidt arbejde, high: Meget arbejde}
        y: {low: Lille virkning, high: Stor virkning}
        items: [Gør det i morgen, Læg en plan, Gem det, Lad det ligge]
    """
    centre: Line | None = None
    x: Axis | None = None
    y: Axis | None = None
    """Like ``x`` an axis with a ``low`` and a ``high`` end."""


class Columns(_OfItems):
    """Headed columns with lists."""

    kind: Literal["columns"]
    example: ClassVar[str] = """
        title: Forløbet
        above: Et halvt år sammen
        between: [Læs og mødes, Prøv det af]
        below: Øvelse i egen praksis
        arrow: true
        items: [Modul 1, Modul 2, Modul 3]
    """
    above: Line | None = None
    """A band over the columns: what they share."""
    below: Line | None = None
    """A band under the columns: what they lead to."""
    between: list[Text] = []
    """What happens between the columns, in order; one fewer than the columns."""
    arrow: bool = False
    """Arrows lead to the band below."""


class Timeline(Figure):
    """Dated stops: each has a ``title`` and perhaps ``when`` it is; ``minor`` ones lie between."""

    kind: Literal["timeline"]
    example: ClassVar[str] = """
        title: Datoer
        items: [{title: Workshop, when: 9. januar}, {title: Møde, minor: true}, {title: Modul 1, when: januar}]
    """
    items: Annotated[list[Moment], Field(min_length=3, max_length=10)]

    @property
    def parts(self) -> list[Item]:
        return [Item(title=m.title, text=m.when or "", marked=m.marked) for m in self.items]


class Tiles(_OfItems):
    """Equal tiles: a heading, a line of text, and perhaps a symbol."""

    kind: Literal["tiles"]
    example: ClassVar[str] = """
        title: Guldkorn
        numbered: true
        items: [Indflydelse, Mening, Krav]
    """
    numbered: bool = False
    """Numbers stand where there is no symbol."""


class Iceberg(_OfItems):
    """Layers from what is seen to what carries it."""

    kind: Literal["iceberg"]
    example: ClassVar[str] = """
        title: Kultur
        visible: 1
        items: [Det vi ser, Det vi siger, Det vi tager for givet]
    """
    visible: Annotated[int, Field(ge=1)] = 1
    """So many of them stand above the water."""


class Pyramid(_OfItems):
    """Layers that carry each other, from the top to the foot."""

    kind: Literal["pyramid"]
    example: ClassVar[str] = """
        title: Det, vi bygger på
        items: [Gode resultater, Godt samarbejde, Tryghed]
        upwards: Det bærer
        downwards: Det mærkes
    """
    upwards: Line | None = None
    """What an arrow beside it says, from the foot to the top."""
    downwards: Line | None = None
    """The same, from the top to the foot."""


class Triangle(_OfItems):
    """Corners that hold each other up (three make a triangle), around a centre label."""

    kind: Literal["triangle"]
    example: ClassVar[str] = """
        title: Vi er tre om det
        centre: Det fælles
        items: [Leder, TR, AMR]
    """
    centre: Line | None = None


class Spectrum(Figure):
    """Opposite poles, each pair on a line to place oneself on; three to eight of them."""

    kind: Literal["spectrum"]
    example: ClassVar[str] = """
        title: Hvor er vi?
        pairs: [{left: Tillid, right: Mistillid}, {left: Ja, right: Nej}, {left: Læring, right: Præstation}]
    """
    pairs: Annotated[list[Pair], Field(min_length=3, max_length=8)]
    """Each with a ``left`` and a ``right`` pole."""

    @property
    def parts(self) -> list[Item]:
        return [Item(title=f"{p.left} – {p.right}") for p in self.pairs]


class Bubbles(_OfItems):
    """Speech bubbles: an exclamation and a sentence to go on with."""

    kind: Literal["bubbles"]
    example: ClassVar[str] = """
        title: Sig en sætning
        items: [{title: Yes!, text: Jeg er glad for …}, {title: A-ha!, text: Jeg tager med mig …}]
    """
    items: Annotated[list[Item], Field(min_length=2, max_length=8)]


class Circles(_OfItems):
    """Three circles that overlap, with room to write in each."""

    kind: Literal["circles"]
    example: ClassVar[str] = """
        title: Hvad hører til hvor?
        items: [Mig, Teamet, Arbejdspladsen]
        sizes: [1, 0.7, 0.9]
    """
    items: Annotated[list[Item], Field(min_length=3, max_length=3)]
    sizes: Annotated[list[_Part], Field(min_length=3, max_length=3)] = [1, 1, 1]
    """How wide each of them is, in parts of the widest, from 0.4 to 1."""


class Wheel(_OfItems):
    """Four large circles to write in, around a ``centre``."""

    kind: Literal["wheel"]
    example: ClassVar[str] = """
        title: Det næste år
        centre: Næste år
        items: [Mere af, Mindre af, Begynd på, Hold fast i]
    """
    centre: Line
    items: Annotated[list[Item], Field(min_length=4, max_length=4)]


class MindMap(Figure):
    """Blank bubbles to write in, linked outwards from a ``centre``."""

    kind: Literal["mindmap"]
    example: ClassVar[str] = """
        title: Det giver mig energi
        centre: Min energi
        branches: 6
        steps: [Hvad?, Hvornår?]
    """
    centre: Line
    branches: Annotated[int, Field(ge=3, le=8)] = 6
    """How many, from three to eight."""
    steps: Annotated[list[Line], Field(min_length=1, max_length=2)]
    """What goes into the bubbles of a branch, from the centre outwards; so many bubbles it has."""

    @property
    def parts(self) -> list[Item]:
        return [Item(title=step) for step in self.steps]


class Steps(_OfItems):
    """Two to six arrows in a row, one step after the other."""

    kind: Literal["steps"]
    example: ClassVar[str] = """
        title: Fra ord til handling
        items: [Vælg ét emne, Prøv det af, Fortæl om det]
    """
    items: Annotated[list[Item], Field(min_length=2, max_length=6)]


class Stairs(_OfItems):
    """Steps that climb from the left, each higher than the one before: stages of what rises."""

    kind: Literal["stairs"]
    example: ClassVar[str] = """
        title: Når presset bliver ved
        above: Hvor er du i dag?
        below: Jo højere oppe, jo mere må andre hjælpe
        items: [I ro, Varm, For varm, Kogt over]
    """
    items: Annotated[list[Item], Field(min_length=3, max_length=7)]
    above: Line | None = None
    """What stands over the lower steps."""
    below: Line | None = None
    """A band under the stairs."""


class Levels(_OfItems):
    """Levels one within the other, the innermost first, as circles with a card beside each."""

    kind: Literal["levels"]
    example: ClassVar[str] = """
        title: Hvem kan gøre noget?
        items: [{title: Mig, symbol: 1}, {title: Teamet, symbol: 2}, {title: Huset, symbol: 3}]
    """
    items: Annotated[list[Item], Field(min_length=3, max_length=6)]


class _OfTwo(Figure):
    left: Item
    right: Item

    @property
    def parts(self) -> list[Item]:
        return [self.left, self.right]

    @property
    def outline(self) -> Figure:
        return self.model_copy(update={"left": self.left.heading, "right": self.right.heading})


class Scale(_OfTwo):
    """A pair of scales: what weighs on either side, ``left`` and ``right``."""

    kind: Literal["scale"]
    example: ClassVar[str] = """
        title: Hvad vejer tungest?
        left: {title: Belastninger, points: [Tidspres, Uklare krav]}
        right: {title: Ressourcer, points: [Gode kolleger]}
        tilt: left
    """
    tilt: Literal["left", "level", "right"] = "level"
    """To which side it tilts: ``left``, ``right``, or neither, ``level``."""


class Lists(_OfTwo):
    """Two lists side by side, ``left`` and ``right``, e.g. primary and secondary."""

    kind: Literal["lists"]
    example: ClassVar[str] = """
        title: To veje
        arrows: true
        loop: true
        left: {title: Mere af, points: [Mening]}
        right: {title: Mindre af, points: [Uklarhed]}
    """
    arrows: bool = False
    """An upward arrow on the left list and a downward one on the right: more of this, less of that."""
    loop: bool = False
    """An arrow each way between them: each keeps the other going."""


class Table(Figure):
    """A native table; a long one runs on to a further slide."""

    kind: Literal["table"]
    example: ClassVar[str] = """
        title: Roller
        head: [Rolle, Ansvar]
        rows: [[Leder, Sætter rammen], [AMR, Holder øje med trivslen]]
    """
    head: Annotated[list[Line], Field(min_length=2, max_length=6)]
    """What each column holds."""
    rows: Annotated[list[list[Text]], Field(min_length=1)]
    """A row of cells for each thing that is told of."""

    @property
    def grid(self) -> list[list[str]]:
        """All rows, the header first."""
        return [self.head, *self.rows]

    @property
    def parts(self) -> list[Item]:
        return [Item(title=row[0], text="; ".join(filter(None, row[1:]))) for row in self.rows]

    @model_validator(mode="after")
    def _every_cell_has_a_column(self) -> Table:
        most = len(self.head)
        for row in self.rows:
            if not 1 <= len(row) <= most or not row[0]:
                said = _("a row has {cells} cells, the table {columns} columns", cells=len(row), columns=most)
                raise ValueError(said)
        return self


FIGURES: dict[str, type[Figure]] = {
    get_args(model.model_fields["kind"].annotation)[0]: model
    for model in list(globals().values())
    if isinstance(model, type) and issubclass(model, Figure) and hasattr(model, "example")
}
"""Every kind of figure declared above, by its name."""

if TYPE_CHECKING:
    AnyFigure = Figure
else:
    AnyFigure = Annotated[reduce(or_, FIGURES.values()), Field(discriminator="kind")]
"""Any figure; its ``kind`` names the model."""
