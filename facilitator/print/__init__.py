"""What is printed: PDF by Typst, Word by python-docx, the calendar. Data in, bytes out; nothing here touches the disk
but the fonts.

Here is what stands on a printed document, told once for PDF and Word: parts in order, texts with roles.

A role says what a text is (``time``, ``title``, ``note``), not how it looks. A document has a ``design``: how it looks
as PDF is a page design of that name in ``decks/print/``, how it looks in Word stands in `word_document`. Neither knows
what a document says; both show all of its texts, in this order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from facilitator.text import joined

__all__ = [
    "LOOKS", "Bar", "Cell", "Column", "Document", "Facts", "Heading", "Line", "Part", "Row", "Slip", "Slips", "Strip",
    "StripDay", "Table", "Text", "Tick", "Ticked", "as_data", "line", "lines",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """A block kind on paper."""

    colour: str
    """By its name in the theme."""
    symbol: str
    pattern: str
    """By its name in Word (ECMA-376 17.18.78); page designs draw one like it."""


LOOKS: Mapping[str, _Look] = MappingProxyType(
    {
        "session": _Look("accent1", "■", "pct20"),
        "knowledge": _Look("accent4", "▲", "thinHorzStripe"),
        "dialogue": _Look("accent2", "●", "pct40"),
        "exercise": _Look("accent6", "◆", "thinDiagStripe"),
        "break": _Look("dk1", "○", "nil"),
        "buffer": _Look("dk1", "–", "nil"),
        "milestone": _Look("dk2", "★", "solid"),
    }
)


@dataclass(frozen=True, slots=True)
class Text:
    """Words, and what they are."""

    text: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """Texts one after the other. As a part of a document it stands by itself."""

    texts: tuple[Text, ...]
    under: bool = False
    """It belongs to the line before: what to say in a step."""

    @property
    def words(self) -> str:
        """Its texts with a space between them."""
        return joined(" ", (one.text for one in self.texts))


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines one under the other."""

    lines: tuple[Line, ...] = ()
    symbol: str | None = None
    """The sign of this block kind stands before them."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    title: str
    width: float
    """mm. The first column has so much; the others share what is left of the page by it."""
    kind: Literal["text", "number", "steps", "tick", "write"] = "text"
    """``tick`` has a box to tick in every row, ``write`` is empty, to be filled in by hand."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: cells, or a single one across all columns (a ``band``)."""

    cells: tuple[Cell, ...]
    band: bool = False
    kind: str | None = None
    """The block kind that it is about."""
    depth: int = 0
    """Within how many tracks the block stands."""
    quiet: bool = False
    """It steps back: a break, a buffer."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, which come back on every page. Without any heading it is only a grid."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over what follows."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values."""

    facts: tuple[tuple[str, str], ...]
    purpose: tuple[str, str] | None = None
    """The last of them, which is long."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """Lines with boxes to tick before them."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What somebody takes along."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """Slips to cut apart, side by side."""

    slips: tuple[Slip, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A block on a day strip: minutes from the day's start along it, shares of its breadth across."""

    number: int
    title: str
    kind: str
    start: int
    minutes: int
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A clock time on a day strip, in minutes from the day's start."""

    at: int
    clock: str


@dataclass(frozen=True, slots=True)
class StripDay:
    """A day as a strip of bars; ``title`` is empty where there is only one day."""

    title: str
    minutes: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The day strips, all to the same scale, with the names of the block kinds on them."""

    title: str
    text: str
    """The strips in words, for those who cannot see them."""
    days: tuple[StripDay, ...]
    kinds: tuple[tuple[str, str], ...]


Part: TypeAlias = Heading | Line | Facts | Ticked | Table | Slips | Strip


@dataclass(frozen=True, slots=True)
class Document:
    """All that is printed."""

    design: str
    locale: str
    name: str
    """What it is, over the title: »Pakkeliste«."""
    title: str
    subtitle: str = ""
    head: tuple[Part, ...] = ()
    """What is told under the title."""
    pages: tuple[tuple[Part, ...], ...] = ()
    """What begins on a page of its own; it may run on to more."""
    foot: str = ""
    page: str = ""
    """»Side {page} af {pages}«; no numbers when empty."""
    halves: bool = False
    """It is an A5; its PDF has two of them on an A4, to cut apart."""
    continued: str = ""
    """»(fortsat)«: behind what goes on from the page before."""

    @property
    def parts(self) -> Iterator[Part]:
        """Everything under the title, in order."""
        yield from self.head
        for page in self.pages:
            yield from page


def line(*told: Text, under: bool = False) -> Line:
    """A line of the texts that say something."""
    return Line(tuple(one for one in told if one.text), under)


def lines(text: str, role: str = "text") -> tuple[Line, ...]:
    """A line for each that was written."""
    return tuple(Line((Text(one, role),)) for one in (each.strip() for each in text.splitlines()) if one)


def as_data(document: Document) -> dict[str, Any]:
    """The document as a page design takes it: every part with its kind, and how block kinds look."""
    texts = ("locale", "name", "title", "subtitle", "foot", "page", "continued")
    return {
        **{name: getattr(document, name) for name in texts},
        "halves": document.halves,
        "head": _parts(document.head),
        "pages": [_parts(page) for page in document.pages],
        "looks": {kind: asdict(look) for kind, look in LOOKS.items()},
    }


def _parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [{"part": type(part).__name__.lower(), **asdict(part)} for part in parts]
