"""What a deck is made on and written into: our own design, or somebody's file; only these protocols know of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from facilitator.canvas.own_layouts import Foot, Layout
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.text import Style
from facilitator.content.theme import Look, Theme
from facilitator.pptx import xml
from facilitator.pptx.archive import Gapped, Member
from facilitator.pptx.properties import Names, Section

__all__ = ["DeckTemplate", "Frame", "KeptSlide", "KeptSlides", "SlideLayout", "Whole"]


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A layout and its part."""

    part: str
    """Its name in the package."""
    layout: Layout
    footer: Foot | None
    number: Foot | None
    """None where the layout has none."""
    colour_map: Mapping[str, str] | None = None
    """Its own names for the theme's colours, where they are not those of the master."""


@dataclass(frozen=True)
class KeptSlide:
    """A slide of somebody's file that comes along with ours."""

    part: str
    old: int | None
    """Its id there; None where it says none."""
    id: int
    """Its id with us."""
    section: tuple[str, str] | None
    """Name and GUID of the section that it is in."""
    notes: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class KeptSlides:
    """Those before ours and those behind them."""

    before: Sequence[KeptSlide] = ()
    behind: Sequence[KeptSlide] = ()

    @property
    def all(self) -> tuple[KeptSlide, ...]:
        return (*self.before, *self.behind)

    def numbers(self, ours: int) -> dict[str, int]:
        """The number in the deck, from 1, of each slide, by its part; ``ours`` is the number of our slides."""
        places = [*range(1, len(self.before) + 1), *range(len(self.before) + ours + 1, len(self.all) + ours + 1)]
        return {slide.part: place for slide, place in zip(self.all, places, strict=True)}

    @property
    def moved(self) -> dict[int, int]:
        """Ids that are others now, by the old ones."""
        return {slide.old: slide.id for slide in self.all if slide.old is not None and slide.old != slide.id}

    def sections(self, name: str, deck: str) -> tuple[list[Section], list[Section]]:
        """Their sections before ours and behind them.

        Args:
            name: of a section for slides that are in none.
            deck: the deck's id.
        """
        used: set[str] = set()
        before = list(_sections(self.before, name, deck, used))
        return before, list(_sections(self.behind, name, deck, used))


def _sections(slides: Sequence[KeptSlide], name: str, deck: str, used: set[str]) -> Iterator[Section]:
    """Runs of slides in the same section. Only the first run keeps its GUID: no two sections may have the same."""
    runs: list[tuple[tuple[str, str] | None, list[int]]] = []
    for slide in slides:
        if not runs or slide.section != runs[-1][0]:
            runs.append((slide.section, []))
        runs[-1][1].append(slide.id)
    for section, ids in runs:
        title, guid = section or (name, "")
        if not guid or guid in used:
            guid = xml.guid("section of the template", deck, len(used), title)
        used.add(guid)
        yield Section(title, guid, ids)


class Whole(NamedTuple):
    """What the parts of a file say that know of all its slides."""

    ids: Sequence[int]
    """Those of the slides, in order; slide ``n`` (from 1) is ``ppt/slides/slide{n}.xml``."""
    sections: str
    """The presentation's extension with the sections; empty for none."""
    tags: str
    """The name of the part with the deck's tags."""
    about: Sequence[tuple[str, str]]
    """Names and contents of the parts that tell about the file: tags and properties."""


class Frame(Protocol):
    """A file without our slides, while they are written into it."""

    @property
    def layouts(self) -> Mapping[str, SlideLayout]:
        """By the names that canvases use."""

    @property
    def notes_master(self) -> str:
        """The name of its part."""

    @property
    def mine(self) -> str:
        """How the names of parts of ours begin that might be called as one of the file's; empty where none might."""

    @property
    def levels(self) -> str:
        """What every text outside placeholders says of its levels; empty where it inherits what we ask for."""

    @property
    def kept(self) -> KeptSlides:
        """The file's own slides that come along."""

    @property
    def types(self) -> Mapping[str, str]:
        """Content types, by name, of the parts that are the file's own."""

    def members(self) -> Iterable[Member | Gapped]:
        """The parts that know nothing of our slides, with gaps where the footer stands.

        Raises:
            Problems: one is damaged.
        """

    def around(self, whole: Whole) -> Iterable[tuple[str, str]]:
        """Names and contents of the parts that do: the presentation, with its relationships and the package's."""


class DeckTemplate(Protocol):
    """What a deck is made on."""

    @property
    def suffix(self) -> str:
        """How the deck's name ends."""

    @property
    def before(self) -> int:
        """How many of its own slides stand before ours."""

    @property
    def kept(self) -> int:
        """How many of its own slides are in the deck."""

    @property
    def told(self) -> Sequence[str]:
        """What somebody may have expected of it and does not get."""

    @property
    def look(self) -> Look:
        """What it gives to what is printed; nothing where it is our own."""

    def moved(self, canvases: Iterable[Canvas]) -> Sequence[str]:
        """What is told of slides that had no room on their layout, and are drawn in another way."""

    def styled(self, style: Style) -> Style:
        """The style with its look and layouts, for canvases to be drawn in."""

    def other_styles(self, style: Style) -> Sequence[Callable[[], Style]]:
        """The same for slides that have no room in that one, the best first; each is made when it is called."""

    def style_of(self, canvas: Canvas, style: Style) -> Style:
        """The one of these styles that a canvas was drawn in, for it to be shown."""

    def suited(self, canvas: Canvas, style: Style) -> Canvas:
        """A canvas as it goes on its layout: its size, its colours, and text that can be read there."""

    def footer(self, footers: Sequence[str], style: Style) -> str:
        """The first of a deck's footers that has room; empty when none has."""

    def frame(self, canvases: Sequence[Canvas], names: Names, theme: Theme) -> Frame:
        """The file that slides are written into.

        Args:
            canvases: our slides.
            names: what stands on master and layouts.
            theme: the deck's.
        """
