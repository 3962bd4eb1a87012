"""A slide's normal form: what shows and what is said, never how the XML says it.

Two files that PowerPoint, LibreOffice, or a library has written of the same deck have the same normal form, compared
with a tolerance. Without it are footer, date, and number, empty placeholders, and where connectors run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from facilitator.canvas.units import Box
from facilitator.office.colours import Paint, said_fill
from facilitator.office.package import Package, rels_name
from facilitator.office.presentation import Slide
from facilitator.office.shapes import FURNITURE, TITLES, Shape
from facilitator.office.texts import Look, Text, texts_of
from facilitator.office.xml import Element, find, first, flag, number, present, tag

__all__ = ["Form", "Item", "Line", "Type", "clean", "notes_body"]

_SPACE = re.compile(r"[\s\u00a0\u200b]+")
_TURN = 60_000
_USUAL_LINE = 9_525
"""EMU (ECMA-376 20.1.2.2.24)."""
_NOT_SAID = frozenset(["dirty", "err", "lang", "altLang", "smtClean", "noProof"])
_PASSED_OVER = frozenset([tag("a:extLst")])
_DRAWN = [
    tag(f"a:{name}")
    for name in (
        "prstGeom", "custGeom", "gradFill", "pattFill", "blipFill", "ln", "effectLst", "effectDag", "scene3d", "sp3d"
    )
]  # fmt: skip
_SPANS = ("gridSpan", "rowSpan", "hMerge", "vMerge")
_SPACES = ("a:lnSpc", "a:spcBef", "a:spcAft")
_ON_TEXT = ("a:highlight", "a:effectLst", "a:ln")
_BULLETS = ("a:buNone", "a:buAutoNum", "a:buChar", "a:buBlip")


class Type(NamedTuple):
    """How a run is set."""

    size: float
    bold: bool
    italic: bool
    underlined: bool
    family: str
    paint: Paint | None


class Line(NamedTuple):
    """A paragraph that says something."""

    text: str
    types: tuple[Type, ...]
    """How its runs are set, each once in a row."""
    element: Element
    """``a:p``."""
    align: str = ""
    """As ``algn`` says it."""


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
    """The checksum of a picture's bytes; empty for every other shape."""
    look: str
    """Everything else of how it looks, as the file says it."""
    setting: str
    """Everything else of how its text is set, as the file says it."""
    children: tuple[Item, ...] = ()

    @property
    def kind(self) -> str:
        return self.shape.kind

    @cached_property
    def id(self) -> str:
        """As the file numbers it."""
        return "" if self.shape.identity is None else str(self.shape.identity.get("id", ""))

    @cached_property
    def name(self) -> str:
        return "" if self.shape.identity is None else str(self.shape.identity.get("name", ""))

    @cached_property
    def role(self) -> str:
        return "title" if self.shape.role in TITLES else self.shape.role

    @cached_property
    def turn(self) -> int:
        """Degrees."""
        return round((number(self.shape.transform, "rot") or 0) / _TURN) % 360

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
    """The ids of the slides of its file, by their parts."""

    @property
    def hidden(self) -> bool:
        return self.slide.hidden

    @cached_property
    def source(self) -> tuple[bytes, ...]:
        """Everything that its file says of it: where that is the same, nothing is other."""
        notes = self.files.first("notesSlide", self.slide.part)
        parts = [self.slide.part, rels_name(self.slide.part), *([] if notes is None else [notes])]
        return tuple(self.files.parts.read(part) for part in parts if part in self.files.parts)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Its shapes from the back to the front; what is in groups, in those."""
        return tuple(self._items(None))

    @cached_property
    def notes_root(self) -> Element | None:
        """``p:notes``."""
        part = self.files.first("notesSlide", self.slide.part)
        return None if part is None else self.files.xml(part)

    @cached_property
    def notes(self) -> tuple[Line, ...]:
        """What its speaker's notes say."""
        body = notes_body(self.notes_root)
        return () if body is None else tuple(_plain_lines(body))

    @cached_property
    def words(self) -> frozenset[str]:
        """What it says and what its notes say, for it to be known by."""
        said = [*(item.text for item in self.items), *(f"\n{line.text}" for line in self.notes)]
        return frozenset(word for text in said for word in text.casefold().split())

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

    def own(self, *, exact: bool) -> tuple[str, ...]:
        """What only a person gives a slide: comments, a transition, a background; the last two as `differences`."""
        comments = str(sum(one.kind == "comments" for one in self._related.values()))
        if not exact:
            return (comments,)
        root = self.slide.root
        transitions = "".join(_said(one) for one in root.iter(tag("p:transition")))
        return (comments, transitions, _said(find(root, "p:cSld/p:bg")))

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
        bodies = tuple(tuple(_lines(text)) for text in texts)
        link = self._link
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
            "\n".join(_setting(text, link) for text in texts) if any(bodies) else "",
            tuple(self._items(shape, frame or box)) if shape.kind == "group" else (),
        )

    def _line(self, shape: Shape) -> tuple[int, Paint | None]:
        line = find(shape.properties, "a:ln")
        fill = said_fill([line])
        if line is None or fill is None or fill.tag == tag("a:noFill"):
            return (0, None)
        width = number(line, "w")
        return (_USUAL_LINE if width is None else width, self.slide.palette.fill(fill))

    def _picture(self, shape: Shape) -> str:
        blip = find(shape.element, "p:blipFill/a:blip")
        relation = None if blip is None else self._related.get(blip.get(tag("r:embed")))
        if relation is None or relation.external or relation.target not in self.files.parts:
            return ""
        return sha256(self.files.parts.read(relation.target)).hexdigest()

    def _link(self, element: Element) -> str:
        """Where a click leads: a slide by our id, an address, or what the link does otherwise."""
        relation = self._related.get(element.get(tag("r:id")))
        if relation is None:
            return str(element.get("action", ""))
        return self.links.get(relation.target, relation.target)

    @cached_property
    def _related(self) -> dict:  # type: ignore[type-arg]
        return self.files.related(self.slide.part)


def notes_body(root: Element | None) -> Element | None:
    """``p:txBody`` of the notes on a notes page."""
    for shape in () if root is None else root.iter(tag("p:sp")):
        role = find(shape, "p:nvSpPr/p:nvPr/p:ph")
        if role is not None and role.get("type") == "body":
            return find(shape, "p:txBody")
    return None


def clean(text: str) -> str:
    """A text with single spaces, whichever and however many there were."""
    return _SPACE.sub(" ", text).strip()


def _lines(text: Text) -> Iterator[Line]:
    elements = () if text.body is None else text.body.iterchildren(tag("a:p"))
    for element, paragraph in zip(elements, text.paragraphs, strict=True):
        said = clean("".join(run.text for run in paragraph.runs))
        if said:
            kinds = (_type(run.look, text.scale) for run in paragraph.runs if run.text.strip())
            yield Line(said, tuple(_once(kinds)), element, _align(text, element))


def _align(text: Text, element: Element) -> str:
    own = find(element, "a:pPr")
    level = text.level(min(max(number(own, "lvl") or 0, 0), 8) + 1)
    said = first(one.get("algn") for one in [*present([own]), *level.says])
    return "l" if said is None else str(said)


def _plain_lines(body: Element) -> Iterator[Line]:
    for element in body.iterchildren(tag("a:p")):
        parts = element.iter(tag("a:t"), tag("a:br"))
        said = clean("".join("\n" if part.tag == tag("a:br") else part.text or "" for part in parts))
        if said:
            yield Line(said, (), element)


def _type(look: Look, scale: float) -> Type:
    """The size is that before PowerPoint shrinks the text to fit."""
    return Type(round(look.size / scale, 1), look.bold, look.italic, look.underlined, look.family, look.paint)


def _once(kinds: Iterable[Type]) -> Iterator[Type]:
    last: Type | None = None
    for kind in kinds:
        if kind != last:
            yield kind
        last = kind


def _said(element: Element | None) -> str:
    """What an element and everything in it say, however it is written."""
    if element is None or not isinstance(element.tag, str) or element.tag in _PASSED_OVER:
        return ""
    name = element.tag.rpartition("}")[2]
    values = "".join(f" {key}={value}" for key, value in sorted(element.items()) if key not in _NOT_SAID)
    return f"<{name}{values}{''.join(_said(child) for child in element)}>"


def _look(shape: Shape, link: Callable[[Element], str]) -> str:
    """Outline, line, effects, crop, alternative text, link, and whether it is hidden; of tables the cells' looks."""
    properties = first(find(shape.element, path) for path in ("p:spPr", "p:grpSpPr"))
    drawn = () if properties is None else properties.iterchildren(*_DRAWN)
    said = [_said(child).replace("<avLst>", "") for child in drawn]
    blip = find(shape.element, "p:blipFill/a:blip")
    said += [] if blip is None else [_said(child) for child in blip]
    said.append(_said(find(shape.element, "p:blipFill/a:srcRect")).replace("<srcRect>", ""))
    said.append(_said(find(shape.element, "p:style")))
    if shape.table is not None:
        said += [_said(one) for one in shape.table.iter(tag("a:tblPr"), tag("a:gridCol"), tag("a:tcPr"))]
        said += [str(cell.get(name)) for cell in shape.table.iter(tag("a:tc")) for name in _SPANS if cell.get(name)]
    identity = shape.identity
    if identity is not None:
        said += [str(identity.get("descr", "")), str(identity.get("hidden", "0")).replace("false", "0")]
        said += [link(one) for one in identity.iterchildren(tag("a:hlinkClick"))]
    return "\n".join(said)


def _setting(text: Text, link: Callable[[Element], str]) -> str:
    """Anchor, edges, columns, alignment, levels, spaces, bullets, fonts, what is done to letters, and links."""
    said = [text.setting("anchor") or "t", text.setting("vert") or "horz", str(text.insets)]
    said += [text.setting("numCol").replace("1", ""), text.setting("wrap").replace("square", "")]
    for element in () if text.body is None else text.body.iterchildren(tag("a:p")):
        own = find(element, "a:pPr")
        if not element.findtext(f".//{tag('a:t')}"):
            continue
        if own is not None:
            said += [str(own.get("lvl", "0")).replace("0", ""), str(own.get("algn", "l")).replace("l", "")]
            said += [f"{name}={own.get(name)}" for name in ("marL", "marR", "indent") if own.get(name)]
            said += [_said(child) for child in own.iterchildren(*map(tag, (*_BULLETS, *_SPACES)))]
        for run in element.iter(tag("a:rPr")):
            said += [str(run.get("strike", "")).replace("noStrike", ""), str(run.get("baseline", "")).strip("0")]
            said += [f"{name}={run.get(name)}" for name in ("spc", "cap") if run.get(name) not in (None, "0", "none")]
            said += [str(font.get("typeface")) for font in run.iterchildren(tag("a:latin"))]
            said += [_said(child) for child in run.iterchildren(*map(tag, _ON_TEXT))]
            said += [link(one) for one in run.iterchildren(tag("a:hlinkClick"))]
    return "\n".join(_once_each(part for part in said if part))


def _once_each(parts: Iterable[str]) -> Iterator[str]:
    """Runs that were split say the same twice."""
    return iter(dict.fromkeys(parts))
