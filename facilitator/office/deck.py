"""A deck as it is inspected: slides with their layouts and masters, what they inherit found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from facilitator.canvas.shapes import Box
from facilitator.office import Package
from facilitator.office.colours import Palette, palette
from facilitator.office.shapes import TITLES, Shape, shapes_of, text_of
from facilitator.office.texts import Inherited, Text, texts_of
from facilitator.office.xml import NS, Element, find, first, flag, number, present, tag

__all__ = ["MOST_TEXTS", "Deck", "Sheet", "Slide"]

MOST_TEXTS = 5000
"""Texts that are looked at on one slide; a table has one in each cell."""

_ID = tag("r:id")
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
"""What a placeholder's type is called on the master."""
_STYLES = {"title": "p:titleStyle", "dt": "p:otherStyle", "ftr": "p:otherStyle", "sldNum": "p:otherStyle"}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A layout or a master."""

    part: str
    root: Element

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        return shapes_of(self.root)

    @cached_property
    def drawn(self) -> tuple[Shape, ...]:
        """What shows on slides: everything but the placeholders."""
        return tuple(shape for shape in self.shapes if shape.placeholder is None)

    def for_layout(self, role: str, index: str) -> Shape | None:
        """A layout's placeholder for one on a slide: that of the same index, and of the same type if it can be."""
        same = [one for one in self._placeholders if one.index == index]
        kinds = [one for one in self._placeholders if _kind(one.role) == _kind(role)]
        both = [one for one in same if one in kinds]
        return next(iter(both or (kinds if role in TITLES else same)), None)

    def for_master(self, role: str) -> Shape | None:
        """A master's placeholder of a type."""
        return next((one for one in self._placeholders if _kind(one.role) == _kind(role)), None)

    @property
    def _placeholders(self) -> list[Shape]:
        return [shape for shape in self.shapes if shape.placeholder is not None]


def _kind(role: str) -> str:
    return _SAME.get(role, role)


@dataclass(frozen=True, eq=False)
class Deck:
    """A file with what all its slides share."""

    package: Package
    _sheets: dict[str, Sheet] = field(default_factory=dict)
    _themes: dict[str, Element] = field(default_factory=dict)

    @cached_property
    def presentation(self) -> Element:
        """``p:presentation``."""
        return self.package.xml(self.package.main)

    @cached_property
    def size(self) -> Box:
        """The slide."""
        found = find(self.presentation, "p:sldSz")
        return Box(0, 0, number(found, "cx") or 9_144_000, number(found, "cy") or 6_858_000)

    @cached_property
    def slide_parts(self) -> list[str]:
        """The parts of the slides in order; those that are missing are left out."""
        related = self.package.related(self.package.main)
        listed = self.presentation.findall("p:sldIdLst/p:sldId", NS)
        targets = [related[i.get(_ID)].target for i in listed if i.get(_ID) in related]
        return [part for part in dict.fromkeys(targets) if part in self.package.parts]

    @cached_property
    def titles(self) -> list[str]:
        """The titles of all slides, on one line each; empty where there is none."""
        return [_title(shapes_of(self.package.xml(part))) for part in self.slide_parts]

    def slides(self) -> Iterator[Slide]:
        """The slides in order, each read when its turn comes: a long deck need not lie in memory as a whole."""
        for number_, part in enumerate(self.slide_parts, 1):
            yield Slide(self, number_, part, self.package.xml(part))

    def sheet(self, part: str | None) -> Sheet | None:
        """A layout or master; kept, for many slides share it."""
        if part is None:
            return None
        if part not in self._sheets:
            self._sheets[part] = Sheet(part, self.package.xml(part))
        return self._sheets[part]

    def theme(self, master: Sheet | None) -> Element | None:
        """The theme of a master; kept."""
        part = self.package.first("theme", master.part) if master else None
        if part is None:
            return None
        if part not in self._themes:
            self._themes[part] = self.package.xml(part)
        return self._themes[part]


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide, with everything that its shapes inherit."""

    deck: Deck
    number: int
    """From 1."""
    part: str
    root: Element

    @cached_property
    def layout(self) -> Sheet | None:
        return self.deck.sheet(self.deck.package.first("slideLayout", self.part))

    @cached_property
    def master(self) -> Sheet | None:
        layout = self.layout
        return self.deck.sheet(self.deck.package.first("slideMaster", layout.part)) if layout else None

    @cached_property
    def theme(self) -> Element | None:
        return self.deck.theme(self.master)

    @cached_property
    def palette(self) -> Palette:
        """The colours: the master's, or the slide's own map of them."""
        own = find(self.root, "p:clrMapOvr/a:overrideClrMapping")
        return palette(self.theme, own if own is not None else find(self.master and self.master.root, "p:clrMap"))

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """In reading order, which is that of painting too; groups before what is in them."""
        return shapes_of(self.root)

    @cached_property
    def painted(self) -> tuple[Shape, ...]:
        """Everything that shows, from the back to the front: master, layout, slide."""
        behind: list[Shape] = []
        if flag(self.root, "showMasterSp") is not False and self.layout:
            if flag(self.layout.root, "showMasterSp") is not False and self.master:
                behind += self.master.drawn
            behind += self.layout.drawn
        return (*behind, *self.shapes)

    @cached_property
    def title(self) -> str:
        """On one line; empty where there is none."""
        return _title(self.shapes)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything written on it, cell by cell in tables."""
        found = (text for shape in self.shapes if not shape.hidden for text in self._texts(shape))
        return tuple(islice(found, MOST_TEXTS))

    def box(self, shape: Shape) -> Box | None:
        """Where a shape is, in EMU."""
        return first(one.own_box for one in (shape, *self.models(shape)))

    def models(self, shape: Shape) -> Sequence[Shape]:
        """What a placeholder inherits from: that of the layout, then that of the master."""
        if shape.placeholder is None:
            return ()
        found = self.layout.for_layout(shape.role, shape.index) if self.layout else None
        above = self.master.for_master(found.role if found else shape.role) if self.master else None
        return present([found, above])

    def _texts(self, shape: Shape) -> Iterator[Text]:
        models = self.models(shape)
        styles = [find(model.body, "a:lstStyle") for model in models]
        if shape.placeholder is not None and self.master:
            style = _STYLES.get(_kind(shape.role), "p:bodyStyle")
            styles.append(find(self.master.root, f"p:txStyles/{style}"))
        styles.append(find(self.deck.presentation, "p:defaultTextStyle"))
        inherited = Inherited(
            self.palette,
            self.theme,
            tuple(present(styles)),
            tuple(present(find(model.body, "a:bodyPr") for model in models)),
        )
        yield from texts_of(shape, self.box(shape), inherited)


def _title(shapes: Sequence[Shape]) -> str:
    titles = (text_of(shape.body) for shape in shapes if shape.role in TITLES)
    return " ".join(next(titles, "").split())
