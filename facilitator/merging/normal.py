"""A slide's normal form: what shows and what is said, never how the XML says it.

Two files that PowerPoint, LibreOffice, or a library has written of the same deck have the same normal form, compared
with a tolerance. Without it are footer, date, and number, empty placeholders, and where connectors run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from facilitator.canvas import Box
from facilitator.merging.lines import Line, lines_of, notes_body, plain_lines, said, setting_of
from facilitator.office import Element, find, first, flag, number, tag
from facilitator.office.colours import Paint, said_fill
from facilitator.office.package import Package, Relationship
from facilitator.office.presentation import Slide
from facilitator.office.shapes import FURNITURE, TITLES, Shape
from facilitator.office.texts import Text, texts_of
from facilitator.pptx.memory import sum_of

__all__ = ["ENDS", "SPANS", "Form", "Item"]

ENDS = ("a:stCxn", "a:endCxn")
"""What a connector says of the shapes that it joins."""

_NOWHERE = ("ppaction://noaction", "ppaction://hlinksldjump")
"""What programs make of a link to a slide that somebody deletes: nothing, or a way to a slide that they do not name."""
_USUAL_LINE = 9_525
"""EMU (ECMA-376 20.1.2.2.24)."""
_DRAWN = [
    tag(f"a:{name}")
    for name in (
        "prstGeom", "custGeom", "gradFill", "pattFill", "blipFill", "ln", "effectLst", "effectDag", "scene3d", "sp3d"
    )
]  # fmt: skip
SPANS = ("gridSpan", "rowSpan", "hMerge", "vMerge")
"""What cells of a table say that are joined with others."""


@dataclass(frozen=True, eq=False)
class Item:
    """A shape, or a group with what is in it."""

    shape: Shape
    box: Box | None
    frame: Box | None
    """That of the outermost group around it."""
    texts: tuple[Text, ...]
    bodies: tuple[tuple[Line, ...], ...]
    """The paragraphs of each of its texts; a table has one in each cell."""
    fill: Paint | None
    line: tuple[int, Paint | None]
    """Width in EMU and colour; no width where there is none."""
    picture: str
    """The checksum of a picture's bytes, which may be all that is remembered of it; empty for every other shape."""
    look: str
    """Everything else of how it looks, as the file says it."""
    setting: str
    """Everything else of how its text is set, besides its runs, as the file says it."""
    children: tuple[Item, ...] = ()
    rows: tuple[tuple[Item, ...], ...] = ()
    """Of a table, its cells."""
    cell: Element | None = None
    """``a:tc``, where it is only one cell of the shape."""

    @property
    def kind(self) -> str:
        """That of the shape, or ``cell``."""
        return self.shape.kind if self.cell is None else "cell"

    @property
    def element(self) -> Element:
        return self.shape.element if self.cell is None else self.cell

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """Of the columns of a table, in EMU; a cell has none of its own."""
        table = self.shape.table if self.cell is None else None
        return () if table is None else tuple(number(one, "w") or 0 for one in table.iter(tag("a:gridCol")))

    @cached_property
    def id(self) -> str:
        """As the file numbers it."""
        return "" if self.shape.identity is None else str(self.shape.identity.get("id", ""))

    @cached_property
    def name(self) -> str:
        return "" if self.shape.identity is None else str(self.shape.identity.get("name", ""))

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The ids of the shapes that a connector joins."""
        found = (find(self.element, f"p:nvCxnSpPr/p:cNvCxnSpPr/{end}") for end in ENDS)
        return tuple("" if one is None else str(one.get("id")) for one in found)

    @cached_property
    def alt(self) -> str:
        """What is read aloud for it."""
        return "" if self.cell is not None or self.shape.identity is None else self.shape.identity.get("descr", "")

    @cached_property
    def role(self) -> str:
        return "title" if self.shape.role in TITLES else self.shape.role

    @cached_property
    def turn(self) -> int:
        """Degrees."""
        return round(self.shape.turn) % 360

    @cached_property
    def mirrored(self) -> tuple[bool, bool]:
        """To the side, and upside down."""
        return bool(flag(self.shape.transform, "flipH")), bool(flag(self.shape.transform, "flipV"))

    @cached_property
    def text(self) -> str:
        """Everything that it says, a paragraph a line; a group what its parts say."""
        own = [line.text for body in self.bodies for line in body]
        return "\n".join([*own, *(child.text for child in self.children if child.text)])

    @property
    def uniform(self) -> bool:
        """Whether all its text is set alike."""
        return len({kind for body in self.bodies for line in body for kind in line.types}) <= 1

    def walk(self) -> Iterator[Item]:
        """Itself and everything in it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, eq=False)
class Form:
    """A slide in normal form."""

    slide: Slide
    id: str
    """Ours; empty for a slide that is not."""
    files: Package = field(repr=False)
    """Where its pictures and notes are: not those of the slide's presentation, where it is read as if it stood there.
    """
    links: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The ids of the slides of its file, by their parts; a link to one that is not among them leads nowhere."""
    noted: Element | None = field(default=None, repr=False)
    """``p:notes``, where the slide is only remembered, as `remembered` gives it: it has no part then."""

    @property
    def hidden(self) -> bool:
        return self.slide.hidden

    @cached_property
    def source(self) -> tuple[object, ...]:
        """Everything that its file says of it: where that is the same, nothing is other, whoever has saved it."""
        notes = self.notes_root
        said = [etree.tostring(one) for one in (self.slide.root, notes) if one is not None]
        images = (one.target for one in self._related.values() if one.kind == "image" and not one.external)
        shown = [self.files.parts.read(part) for part in images if part in self.files.parts]
        return (*said, frozenset(self._related.values()), *shown)

    def says_as(self, other: Form) -> bool:
        """Whether the files say the same of two slides, and their links are alive alike."""
        return self.source == other.source and [*self.leads] == [*other.leads]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its shapes from the back to the front; what is in groups, in those."""
        return tuple(self._items(None))

    @cached_property
    def notes_root(self) -> Element | None:
        """``p:notes``."""
        part = self._notes_part
        return self.noted if part is None else self.files.xml(part)

    @cached_property
    def _notes_part(self) -> str | None:
        return self.files.first("notesSlide", self.slide.part) if self.slide.part else None

    @cached_property
    def notes(self) -> tuple[Line, ...]:
        """What its speaker's notes say."""
        body = notes_body(self.notes_root)
        return () if body is None else tuple(plain_lines(body, self._leads(self._notes_related)))

    @property
    def _notes_related(self) -> Mapping[str, Relationship]:
        return self.files.related(self._notes_part) if self._notes_part else {}

    def remembered(self) -> Iterator[Element]:
        """The slide and its notes, as `kept` gives them."""
        yield self.kept(self.slide.root)
        if self.notes_root is not None:
            yield _kept(self.notes_root, self._leads(self._notes_related), self._sum)

    def kept(self, element: Element) -> Element:
        """A copy of something on it, with the checksum of each picture and where each link leads for relationships."""
        return _kept(element, self._link, self._sum)

    @cached_property
    def words(self) -> frozenset[str]:
        """What it says and what its notes say, for it to be known by."""
        texts = [*(item.text for item in self.items), *(f"\n{line.text}" for line in self.notes)]
        return frozenset(word for text in texts for word in text.casefold().split())

    @cached_property
    def foot(self) -> str:
        """Its footer; empty where it has none."""
        return next((shape.text for shape in self.slide.shapes if shape.role == "ftr" and shape.text.strip()), "")

    @cached_property
    def ground(self) -> tuple[object, ...]:
        """How a master or layout says the background, and the styles of texts."""
        return tuple(said(find(self.slide.root, path)) for path in ("p:cSld/p:bg", "p:txStyles"))

    @cached_property
    def effects(self) -> tuple[tuple[str, str, str], ...]:
        """What its animations do: class, preset, and duration of each."""
        timing = find(self.slide.root, "p:timing")
        steps = () if timing is None else timing.iter(tag("p:cTn"))
        found = []
        for step in steps:
            if step.get("presetID"):
                lasts = (inner.get("dur", "") for inner in step.iter(tag("p:cTn")) if inner is not step)
                found.append((step.get("presetClass", ""), step.get("presetID", ""), max(lasts, key=len, default="")))
        return tuple(found)

    @property
    def leads(self) -> Iterator[str]:
        """The ids of the other slides that it leads to."""
        slides = (one.target for one in self._related.values() if one.kind == "slide")
        return (self.links[one] for one in slides if one != self.slide.part and self.links.get(one))

    @property
    def animated(self) -> frozenset[str]:
        """The ids of the shapes that its animations move."""
        return frozenset(str(one.get("spid")) for one in self.slide.root.iter(tag("p:spTgt")))

    def own(self, *, exact: bool) -> tuple[str, ...]:
        """What only a person gives a slide: comments, a transition, a background; the last two as `differences`."""
        comments = str(sum(one.kind == "comments" for one in self._related.values()))
        if not exact:
            return (comments,)
        root = self.slide.root
        transitions = "".join(said(one) for one in root.iter(tag("p:transition")))
        return (comments, transitions, said(find(root, "p:cSld/p:bg")))

    def _items(self, parent: Shape | None, frame: Box | None = None) -> Iterator[Item]:
        for shape in self._of(parent):
            if shape.role in FURNITURE:
                continue
            found = self._item(shape, frame)
            if shape.placeholder is None or shape.kind != "shape" or found.text:
                yield found

    def _of(self, parent: Shape | None) -> tuple[Shape, ...]:
        return self._inside.get(parent, ())

    @cached_property
    def _inside(self) -> dict[Shape | None, tuple[Shape, ...]]:
        found: dict[Shape | None, list[Shape]] = {}
        for shape in self.slide.shapes:
            found.setdefault(shape.parent, []).append(shape)
        return {parent: tuple(shapes) for parent, shapes in found.items()}

    def _item(self, shape: Shape, frame: Box | None) -> Item:
        box = self.slide.box(shape)
        texts = tuple(texts_of(shape, box, self.slide.inherited(shape))) if shape.kind in ("shape", "frame") else ()
        link = self._link
        bodies = tuple(tuple(lines_of(text, link)) for text in texts)
        return Item(
            shape,
            box,
            frame,
            texts,
            bodies if shape.kind == "frame" or any(bodies) else (),
            self.slide.fill(shape) if shape.kind == "shape" else None,
            self._line(shape),
            self._picture(shape),
            _look(shape, link),
            "\n".join(map(setting_of, texts)) if any(bodies) else "",
            tuple(self._items(shape, frame or box)) if shape.kind == "group" else (),
            () if shape.table is None else tuple(_rows(shape, shape.table, texts, bodies)),
        )

    def _line(self, shape: Shape) -> tuple[int, Paint | None]:
        line = find(shape.properties, "a:ln")
        fill = said_fill([line])
        if line is None or fill is None or fill.tag == tag("a:noFill"):
            return (0, None)
        width = number(line, "w")
        return (_USUAL_LINE if width is None else width, self.slide.palette.fill(fill))

    def image(self, fill: Element | None) -> bytes:
        """The picture that ``p:blipFill`` on it shows; empty where it is not in the file."""
        blip = find(fill, "a:blip")
        relation = None if blip is None else self._related.get(blip.get(tag("r:embed")))
        if relation is None or relation.external or relation.target not in self.files.parts:
            return b""
        return self.files.parts.read(relation.target)

    def _picture(self, shape: Shape) -> str:
        fill = find(shape.element, "p:blipFill")
        return "" if fill is None else self._sum(fill)

    def _sum(self, fill: Element) -> str:
        blip = find(fill, "a:blip")
        if blip is not None and not self.slide.part:
            return str(blip.get(tag("r:embed"), ""))
        image = self.image(fill)
        return sum_of(image).hex() if image else ""

    def _leads(self, related: Mapping[str, Relationship]) -> Callable[[Element], str]:
        """What tells where a click leads: a slide by our id, an address, or what the link does otherwise.

        Nothing where it leads to a slide that is gone, or to the one that it is on: LibreOffice leads it there then.
        """

        def link(element: Element) -> str:
            relation = related.get(element.get(tag("r:id")))
            if relation is None and not self.slide.part:
                return str(element.get(tag("r:id"), ""))
            if relation is None:
                return "" if (does := str(element.get("action", ""))) in _NOWHERE else does
            if relation.kind == "slide" and (relation.target == self.slide.part or relation.target not in self.links):
                return ""
            return self.links.get(relation.target) or relation.target

        return link

    @cached_property
    def _related(self) -> Mapping[str, Relationship]:
        return self.files.related(self.slide.part) if self.slide.part else {}

    @cached_property
    def _link(self) -> Callable[[Element], str]:
        return self._leads(self._related)


def _kept(element: Element, link: Callable[[Element], str], picture: Callable[[Element], str]) -> Element:
    copy = deepcopy(element)
    for one in copy.iter(tag("a:hlinkClick")):
        one.set(tag("r:id"), link(one))
    for fill in copy.iter(tag("p:blipFill")):
        for blip in fill.iterchildren(tag("a:blip")):
            blip.set(tag("r:embed"), picture(fill))
    return copy


def _rows(
    shape: Shape, table: Element, texts: Sequence[Text], bodies: Sequence[tuple[Line, ...]]
) -> Iterator[tuple[Item, ...]]:
    """The cells of a table; those that another one has grown over say nothing."""
    held = {text.cell: (text, lines) for text, lines in zip(texts, bodies, strict=True)}
    for row in table.iterchildren(tag("a:tr")):
        yield tuple(_cell(shape, cell, held.get(cell)) for cell in row.iterchildren(tag("a:tc")))


def _cell(shape: Shape, cell: Element, held: tuple[Text, tuple[Line, ...]] | None) -> Item:
    look = "\n".join([said(find(cell, "a:tcPr")), *(str(cell.get(name, "")) for name in SPANS)])
    texts, bodies = ((), ()) if held is None else ((held[0],), (held[1],))
    setting = "" if held is None or not held[1] else setting_of(held[0])
    return Item(shape, None, None, texts, bodies, None, (0, None), "", look, setting, cell=cell)


def _look(shape: Shape, link: Callable[[Element], str]) -> str:
    """Outline, line, effects, crop, link, and whether it is hidden; of tables their style."""
    properties = first(find(shape.element, path) for path in ("p:spPr", "p:grpSpPr"))
    drawn = () if properties is None else properties.iterchildren(*_DRAWN)
    found = [said(child).replace("<avLst>", "") for child in drawn]
    blip = find(shape.element, "p:blipFill/a:blip")
    found += [] if blip is None else [said(child) for child in blip]
    found.append(said(find(shape.element, "p:blipFill/a:srcRect")).replace("<srcRect>", ""))
    found.append(said(find(shape.element, "p:style")))
    if shape.table is not None:
        found.append(said(find(shape.table, "a:tblPr")))
    identity = shape.identity
    if identity is not None:
        found.append(str(identity.get("hidden", "0")).replace("false", "0"))
        found += filter(None, map(link, identity.iterchildren(tag("a:hlinkClick"))))
    return "\n".join(found)
