"""A PowerPoint file as it is read: slides with their layouts and masters, what they inherit found. Lengths in EMU."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from facilitator.canvas import Box
from facilitator.office import NS, Element, find, first, flag, number, present, tag
from facilitator.office.colours import CLEAR, WHITE, Paint, Palette, palette, said_fill
from facilitator.office.package import Package, open_package
from facilitator.office.shapes import FURNITURE, TITLES, Shape, shapes_of, text_of
from facilitator.office.texts import Inherited, Text, texts_of

__all__ = ["MOST_TEXTS", "Presentation", "Section", "Sheet", "Slide", "open_presentation"]

MOST_TEXTS = 5000
"""Texts that are looked at on one slide; a table has one in each cell."""

_ID = tag("r:id")
_SIZE, _BACKGROUNDS = (9_144_000, 6_858_000), 1000
"""Of a presentation that says none (ECMA-376 19.2.1.39); the number from which on a theme's fills are backgrounds."""
_ON_MASTER = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum", "hdr": "hdr"}
"""What a placeholder inherits from on the master; all others from ``body`` (ECMA-376 19.3.1.36)."""


class Section(NamedTuple):
    """A section of a presentation."""

    name: str
    guid: str
    slides: tuple[int | None, ...]
    """The ids of its slides, None for what is no id."""


def open_presentation(path: Path, *, keep: bool = False, content: bytes | None = None) -> Presentation:
    """The PowerPoint file at ``path``; close it, or use it in a ``with``.

    Args:
        path: a presentation, template, or show, with or without macros.
        keep: take the file into memory: it need not be closed then, and may change or go.
        content: what stands there, where that has been read already.

    Raises:
        Problems: it is not there, of another kind, damaged, protected, made to do harm, or has no slide master; or it
            is to be kept and larger than `limits.KEPT`.
    """
    package = open_package(path, content)
    return Presentation(package.kept() if keep else package)


@dataclass(frozen=True, eq=False)
class Presentation:
    """An open file with what all its slides share. What is damaged in it raises `Problems` when it is asked for."""

    package: Package
    _sheets: dict[str, Sheet] = field(default_factory=dict)
    _themes: dict[str, Element] = field(default_factory=dict)

    def __enter__(self) -> Presentation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what has been read of it stays."""
        self.package.close()

    @cached_property
    def root(self) -> Element:
        """``p:presentation``; not to be changed, `Package.xml` gives another."""
        return self.package.xml(self.package.main)

    @cached_property
    def size(self) -> Box:
        """The slide."""
        found = find(self.root, "p:sldSz")
        w, h = number(found, "cx") or 0, number(found, "cy") or 0
        return Box(0, 0, *((w, h) if w > 0 and h > 0 else _SIZE))

    @cached_property
    def slide_ids(self) -> dict[str, int | None]:
        """The parts of the slides in order, with their ids; those that are missing are left out."""
        listed = self._listed(self.package.main, self.root, "p:sldIdLst/p:sldId")
        return {part: _whole(element, "id") for part, element in listed.items()}

    @cached_property
    def titles(self) -> list[str]:
        """The titles of all slides, on one line each; empty where there is none."""
        return [_title(shapes_of(self.package.xml(part))) for part in self.slide_ids]

    @property
    def sections(self) -> list[Section]:
        """The sections in order."""
        return [
            Section(one.get("name", ""), one.get("id", ""), tuple(_whole(i, "id") for i in one.iter(tag("p14:sldId"))))
            for one in self.root.iter(tag("p14:section"))
        ]

    @property
    def tags(self) -> dict[str, str]:
        """What programs keep in the file, unseen, by name in capitals."""
        return self._tags(self.package.main, find(self.root, "p:custDataLst"))

    def _tags(self, part: str, holder: Element | None) -> dict[str, str]:
        reference = find(holder, "p:tags")
        relation = None if reference is None else self.package.related(part).get(reference.get(_ID))
        if relation is None or relation.external or relation.target not in self.package.parts:
            return {}
        listed = self.package.xml(relation.target).iterchildren(tag("p:tag"))
        return {str(one.get("name", "")).upper(): str(one.get("val", "")) for one in listed}

    def slides(self, numbers: Container[int] | None = None) -> Iterator[Slide]:
        """The slides of these numbers, from 1, or all: each read when its turn comes, no long deck lies in memory."""
        for number_, part in enumerate(self.slide_ids, 1):
            if numbers is None or number_ in numbers:
                layout = self._layout(self.package.first("slideLayout", part))
                yield Slide(self, part, self.package.xml(part), layout, number_)

    @cached_property
    def masters(self) -> list[Sheet]:
        """The slide masters in order."""
        listed = self._listed(self.package.main, self.root, "p:sldMasterIdLst/p:sldMasterId")
        return [self._sheet(part, None) for part in listed]

    def layouts(self, master: Sheet) -> list[Sheet]:
        """The layouts of a master, in the order of PowerPoint's menu."""
        listed = self._listed(master.part, master.root, "p:sldLayoutIdLst/p:sldLayoutId")
        return [self._sheet(part, master) for part in listed]

    def theme(self, master: Sheet) -> Element | None:
        """The theme of a master; kept."""
        part = self.package.first("theme", master.part)
        if part is None:
            return None
        if part not in self._themes:
            self._themes[part] = self.package.xml(part)
        return self._themes[part]

    def _layout(self, part: str | None) -> Sheet | None:
        if part is None or part in self._sheets:
            return None if part is None else self._sheets[part]
        master = self.package.first("slideMaster", part)
        return self._sheet(part, None if master is None else self._sheet(master, None))

    def _sheet(self, part: str, above: Sheet | None) -> Sheet:
        """A layout or master; kept, for many slides share it."""
        if part not in self._sheets:
            self._sheets[part] = Sheet(self, part, self.package.xml(part), above)
        return self._sheets[part]

    def _listed(self, part: str, root: Element, path: str) -> dict[str, Element]:
        """The parts that a list in ``part`` names, in its order, each with the first element that names it."""
        related = self.package.related(part)
        found: dict[str, Element] = {}
        for one in root.findall(path, NS):
            relation = related.get(one.get(_ID))
            if relation is not None and relation.target in self.package.parts:
                found.setdefault(relation.target, one)
        return found


@dataclass(frozen=True, eq=False)
class Sheet:
    """A slide, layout, or master, with everything that its shapes inherit."""

    presentation: Presentation
    part: str
    root: Element
    above: Sheet | None
    """A slide's layout, a layout's master; None where there is none, and above a master."""

    @property
    def master(self) -> Sheet | None:
        """The master that it hangs on, or is."""
        top = self
        while top.above is not None:
            top = top.above
        return top if top.root.tag == tag("p:sldMaster") else None

    @property
    def name(self) -> str:
        """That of a layout, as the file says it."""
        common = find(self.root, "p:cSld")
        return "" if common is None else str(common.get("name", ""))

    @cached_property
    def theme(self) -> Element | None:
        """``a:theme`` of its master."""
        master = self.master
        return None if master is None else self.presentation.theme(master) if master is self else master.theme

    @cached_property
    def own_colours(self) -> Element | None:
        """Its own map of colours, where it overrides the master's."""
        found = find(self.root, "p:clrMapOvr/a:overrideClrMapping")
        return found if found is not None and found.attrib else None

    @cached_property
    def palette(self) -> Palette:
        """The colours: its own map of them, or the master's."""
        own, master = self.own_colours, self.master
        if own is None and master is not None and master is not self:
            return master.palette
        return palette(self.theme, own if own is not None else find(self.root, "p:clrMap"))

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """In reading order, which is that of painting too; groups before what is in them."""
        return shapes_of(self.root)

    @cached_property
    def placeholders(self) -> tuple[Shape, ...]:
        """Those of its shapes that are placeholders."""
        return tuple(shape for shape in self.shapes if shape.placeholder is not None)

    @cached_property
    def drawn(self) -> tuple[Shape, ...]:
        """What shows on everything below: neither placeholders nor what is hidden; of groups what is in them."""
        return tuple(one for one in self.shapes if one.placeholder is None and not one.hidden and one.kind != "group")

    @cached_property
    def behind(self) -> tuple[Shape, ...]:
        """What its layout and master draw on it, as far as it lets them, from the back to the front."""
        if self.above is None or flag(self.root, "showMasterSp") is False:
            return ()
        return (*self.above.behind, *self.above.drawn)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything written on it, cell by cell in tables."""
        shown = (shape for shape in self.shapes if not shape.hidden)
        return tuple(islice((text for shape in shown for text in self.texts_in(shape)), MOST_TEXTS))

    def texts_in(self, shape: Shape) -> Iterator[Text]:
        """What is written in one of its shapes, cell by cell in a table."""
        return texts_of(shape, self.box(shape), self.inherited(shape))

    def box(self, shape: Shape) -> Box | None:
        """Where a shape is, before it is turned."""
        return first(one.own_box for one in (shape, *self.models(shape)))

    def bounds(self, shape: Shape) -> Box | None:
        """The upright box around a shape as it shows."""
        return first(one.bounds for one in (shape, *self.models(shape)))

    def models(self, shape: Shape) -> Sequence[Shape]:
        """What a placeholder inherits from, the nearest first: that of the layout, then that of the master."""
        if shape.placeholder is None:
            return ()
        found: list[Shape] = []
        sheet = self.above
        while sheet is not None:
            model = sheet._model(found[-1] if found else shape)
            found += present([model])
            sheet = sheet.above
        return found

    def inherited(self, shape: Shape) -> Inherited:
        """What the text of a shape inherits."""
        models = self.models(shape)
        styles = [find(model.body, "a:lstStyle") for model in models]
        if shape.placeholder is not None and self.master:
            styles.append(find(self.master.root, f"p:txStyles/{_style(shape.role)}"))
        styles.append(find(self.presentation.root, "p:defaultTextStyle"))
        bodies = present(find(model.body, "a:bodyPr") for model in models)
        return Inherited(self.palette, self.theme, tuple(present(styles)), tuple(bodies))

    def background(self, *, mixed: bool = False) -> Paint | None:
        """The colour of its background: its own, the layout's, or the master's; None where it is not one colour.

        ``mixed`` takes the colour between those of a gradient, where they are alike.
        """
        sheet: Sheet | None = self
        found = None
        while sheet is not None and found is None:
            found, sheet = find(sheet.root, "p:cSld/p:bg"), sheet.above
        if found is None:
            return self.palette.named("bg1")
        reference = find(found, "p:bgRef")
        if reference is None:
            said = said_fill([find(found, "p:bgPr")])
            paint = None if said is None else self._paint(said, None, mixed)
        else:
            paint = self._styled(reference, mixed)
        return None if paint is None else paint.over(WHITE)

    def fill(self, shape: Shape, *, mixed: bool = False) -> Paint | None:
        """What fills a shape: the background, its own fill, that of what it inherits from, or that of its style.

        None where it is not one known colour, `CLEAR` where it is nothing; ``mixed`` as for the background.
        """
        if flag(shape.element, "useBgFill"):
            return self.background(mixed=mixed)
        if shape.kind != "shape":
            return None
        said = said_fill(one.properties for one in (shape, *self.models(shape)))
        if said is not None:
            return self._paint(said, None, mixed)
        return self._styled(find(shape.element, "p:style/a:fillRef"), mixed)

    def _paint(self, fill: Element, holder: Paint | None, mixed: bool) -> Paint | None:
        return self.palette.blend(fill, holder) if mixed else self.palette.fill(fill, holder)

    def _styled(self, reference: Element | None, mixed: bool) -> Paint | None:
        """The paint of the theme's fill that a reference names."""
        index = number(reference, "idx") or 0
        if index <= 0 or index == _BACKGROUNDS:
            return CLEAR
        fill = self.style_fill(reference)
        return None if fill is None else self._paint(fill, self.palette.colour(reference), mixed)

    def style_fill(self, reference: Element) -> Element | None:
        """The fill of the theme that a reference names by number (ECMA-376 20.1.4.2.10); None where there is none."""
        index = number(reference, "idx") or 0
        styles, place = (
            ("a:bgFillStyleLst", index - _BACKGROUNDS) if index > _BACKGROUNDS else ("a:fillStyleLst", index)
        )
        found = find(self.theme, f"a:themeElements/a:fmtScheme/{styles}")
        fills = [] if found is None else list(found.iterchildren("*"))
        return fills[place - 1] if 0 < place <= len(fills) else None

    def _model(self, shape: Shape) -> Shape | None:
        """What a placeholder of a sheet below inherits from here.

        Of a master that of its type; of a layout that of the same index, and of the same type if it can be.
        """
        kinds = [one for one in self.placeholders if _kind(one.role) == _kind(shape.role)]
        if self.root.tag == tag("p:sldMaster"):
            return next(iter(kinds), None)
        same = [one for one in self.placeholders if one.index == shape.index]
        both = [one for one in same if one in kinds]
        return next(iter(both or (kinds if shape.role in TITLES else same)), None)


@dataclass(frozen=True, eq=False)
class Slide(Sheet):
    """A slide."""

    number: int
    """From 1."""

    @property
    def layout(self) -> Sheet | None:
        """Its layout; None where it has none."""
        return self.above

    @property
    def hidden(self) -> bool:
        """Whether it is left out of the show."""
        return flag(self.root, "show") is False

    @property
    def has_notes(self) -> bool:
        """Whether it has a notes page."""
        return self.presentation.package.first("notesSlide", self.part) is not None

    @property
    def tags(self) -> dict[str, str]:
        """What programs keep with it, unseen, by name in capitals."""
        return self.presentation._tags(self.part, find(self.root, "p:cSld/p:custDataLst"))

    @cached_property
    def title(self) -> str:
        """On one line; empty where there is none."""
        return _title(self.shapes)

    @property
    def painted(self) -> tuple[Shape, ...]:
        """Everything that shows, from the back to the front: master, layout, slide."""
        return (*self.behind, *self.shapes)


def _kind(role: str) -> str:
    return _ON_MASTER.get(role, "body")


def _style(role: str) -> str:
    """Which of the master's text styles a placeholder has."""
    kind = _kind(role)
    return "p:titleStyle" if kind == "title" else "p:otherStyle" if kind in FURNITURE else "p:bodyStyle"


def _title(shapes: Sequence[Shape]) -> str:
    titles = (text_of(shape.body) for shape in shapes if shape.role in TITLES)
    return " ".join(next(titles, "").split())


def _whole(element: Element, name: str) -> int | None:
    """An id, which is a whole number of at most ten digits; None where it is no such thing."""
    value = str(element.get(name, ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 10 else None
