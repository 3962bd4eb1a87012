"""Shapes of the canvas as shapes of PowerPoint, one function per kind, on a slide that knows its next free id, its
links, and its pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from itertools import count
from typing import Any, Literal

from facilitator.canvas import Anchor, Box, cm
from facilitator.canvas.own_layouts import Layout, Slot
from facilitator.canvas.shapes import (
    AnyShape,
    Cell,
    Connector,
    Glue,
    Group,
    Line,
    Picture,
    Placeholder,
    Shape,
    Table,
    walked,
)
from facilitator.pptx import xml
from facilitator.pptx.text import Look, cell_body, paragraphs, text_body
from facilitator.pptx.xml import Relations, custom, fill, frame, preset, stroke

__all__ = ["Media", "SlideContext", "draw", "kind_of", "placeholder"]


_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def _kind_of(blob: bytes) -> str:
    """The file name extension of a picture, by its first bytes.

    Raises:
        ValueError: neither PNG nor JPEG.
    """
    for magic, kind in _MAGIC.items():
        if blob.startswith(magic):
            return kind
    raise ValueError(f"neither a PNG nor a JPEG: {blob[:8]!r}…")


class Media:
    """The pictures of a deck, numbered in the order in which they come."""

    def __init__(self, prefix: str = "image") -> None:
        self._prefix = prefix
        self._names: dict[bytes, str] = {}

    def add(self, blob: bytes) -> str:
        """The name of the picture's part, ``image1.png`` …"""
        name = self._names.get(blob)
        if name is None:
            name = self._names[blob] = f"{self._prefix}{len(self._names) + 1}.{_kind_of(blob)}"
        return name

    def items(self) -> list[tuple[str, bytes]]:
        """Each picture once: its name and its bytes."""
        return [(name, blob) for blob, name in self._names.items()]


@dataclass(frozen=True, slots=True)
class _Known:
    """A shape that connectors and countdowns refer to."""

    id: int
    preset: bool
    """LibreOffice re-routes what is glued to a free form to the middle of its box, so nothing is glued there."""


def _known_shapes(shapes: Iterable[AnyShape]) -> dict[str, _Known]:
    """The shapes with a key, by key, with the ids they will get: 2, 3, … in order, a group before what is in it.

    Raises:
        ValueError: two shapes with the same key.
    """
    known: dict[str, _Known] = {}
    for number, shape in enumerate(walked(shapes), 2):
        if isinstance(shape, Shape) and shape.key:
            if shape.key in known:
                raise ValueError(f"two shapes have the key “{shape.key}”")
            known[shape.key] = _Known(number, isinstance(shape.geometry, str))
    return known


@dataclass(slots=True)
class SlideContext:
    """What the writers of single shapes share on one slide or layout."""

    language: str
    relations: Relations = field(default_factory=Relations)
    shapes: InitVar[Iterable[AnyShape]] = ()
    """All that are drawn on it, for connectors and countdowns to refer to."""
    slides: Mapping[str, str] = field(default_factory=dict)
    """Slide id to the name of its part."""
    media: Media = field(default_factory=Media)
    layout: Layout | None = None
    levels: str = ""
    """What every text outside placeholders says of its levels, where the file says something else than ours."""
    on_layout: bool = False
    """Drawn for every slide, not on one."""
    ids: Iterator[int] = field(default_factory=lambda: count(2))
    _known: Mapping[str, _Known] = field(init=False)

    def __post_init__(self, shapes: Iterable[AnyShape]) -> None:
        self._known = _known_shapes(shapes)

    def link(self, slide: str) -> str:
        """The relationship to another slide of the deck.

        Raises:
            ValueError: there is none with that id.
        """
        if slide not in self.slides:
            raise ValueError(f"a link leads to “{slide}”, which is no slide of the deck")
        return self.relations.add("slide", self.slides[slide])

    def shape(self, key: str) -> _Known:
        """The shape with that key.

        Raises:
            ValueError: there is none.
        """
        if key not in self._known:
            raise ValueError(f"no shape on the slide has the key “{key}”")
        return self._known[key]

    def slot(self, placeholder: Placeholder) -> Slot:
        """The layout's placeholder that this one fills.

        Raises:
            ValueError: the layout has none.
        """
        for slot in self.layout.slots if self.layout else ():
            if slot.index == placeholder.index and (slot.role == placeholder.role or slot.index is not None):
                return slot
        name = self.layout.name if self.layout else ""
        raise ValueError(f"the layout “{name}” has no placeholder {placeholder.role} {placeholder.index}")


def kind_of(slot: Slot) -> str:
    """The attributes of ``p:ph``, the same on layout and slide.

    A body with bullets has no type: PowerPoint then offers to insert a table, chart, or picture there as well.
    """
    if slot.kind is not None:
        return slot.kind
    index = "" if slot.index is None else f' idx="{slot.index}"'
    return index.strip() if slot.role == "body" and slot.bullets else f'type="{slot.role}"{index}'


def placeholder(
    number: int, name: str, kind: str, content: str, *, box: Box | None = None, body: str = "", levels: str = ""
) -> str:
    """``p:sp`` of a placeholder.

    Args:
        number: the shape's id.
        name: the shape's name.
        kind: attributes of ``p:ph``.
        content: ``a:p`` elements.
        box: its place; None keeps the one of the layout or master.
        body: ``a:bodyPr``, where it says more than is inherited.
        levels: what ``a:lstStyle`` holds.
    """
    said = f" {kind}" if kind else ""
    place = f"<p:spPr>{frame(box)}{preset('rect')}</p:spPr>" if box else "<p:spPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{xml.attribute(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph{said}/></p:nvPr></p:nvSpPr>{place}<p:txBody>{body or '<a:bodyPr/>'}"
        f"<a:lstStyle>{levels}</a:lstStyle>{content}</p:txBody></p:sp>"
    )


def _filled(shape: Placeholder, on: SlideContext) -> str:
    """A placeholder on a slide: only what differs from the layout is said.

    That goes for automatic fitting too. PowerPoint inherits it and fits the text again when somebody edits it; said
    here, it would make LibreOffice shrink text that has been measured to fit.

    Raises:
        ValueError: the slide's layout has no such placeholder.
    """
    slot = on.slot(shape)
    look = Look(shape.size, colour=slot.ink)
    place = shape.box if slot.own else shape.box or slot.box
    content = paragraphs(
        shape.paragraphs,
        look,
        on.language,
        on.relations,
        "bulleted" if slot.bullets else "plain",
        _within(slot, shape.box, place),
    )
    # A title that a slide has put among its shapes grows upwards, off them, in a font that is wider than it should be.
    body = f'<a:bodyPr anchor="{shape.anchor}"/>' if shape.anchor else ""
    if place and slot.kind is not None:
        anchor: Anchor = (
            "ctr" if slot.filled else "b" if shape.box and slot.index is None else shape.anchor or slot.anchor
        )
        ground = shape.ground or (place.inset(-_AROUND[0], -_AROUND[1]) if slot.filled else place)
        body, place = _moved(anchor, slot.upright, place, ground), ground
    return placeholder(next(on.ids), shape.name, kind_of(slot), content, box=place, body=body)


def _within(slot: Slot, asked: Box | None, place: Box | None) -> Literal["ours", "theirs", "moved", "placed"]:
    """What the text stands in: ``asked`` is where the slide wants it, ``place`` where it is written to be."""
    if slot.kind is None:
        return "ours"
    return "placed" if asked else "moved" if place else "theirs"


_AROUND = (cm(0.35), cm(0.2))
"""Across and down, what a ground of its own stands out around a text."""


def _moved(anchor: Anchor, upright: bool, place: Box, ground: Box) -> str:
    """Where we say the place, it has been measured without what a template keeps at its edges, in one column of lines
    that lie; the shape is as large as its ``ground``.
    """
    lying = ' vert="horz"' if upright else ""
    before = f'lIns="{place.x - ground.x}" tIns="{place.y - ground.y}"'
    behind = f'rIns="{ground.right - place.right}" bIns="{ground.bottom - place.bottom}"'
    return f'<a:bodyPr{lying} {before} {behind} numCol="1" anchor="{anchor}"/>'


_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's built-in »No Style, No Grid«."""


def _cell(cell: Cell, rule: Line, on: SlideContext) -> str:
    body = cell.text
    left, top, right, bottom = body.insets
    bare = stroke(None, "a:lnL") + stroke(None, "a:lnR") + stroke(None, "a:lnT")
    return (
        f"<a:tc>{cell_body(body, on.language, on.relations, on.levels)}"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}" anchor="{body.anchor}">{bare}'
        f"{stroke(rule, 'a:lnB')}{fill(cell.fill)}</a:tcPr></a:tc>"
    )


def _table(table: Table, on: SlideContext) -> str:
    """``p:graphicFrame`` with a table whose first row is marked as its header."""
    columns = "".join([f'<a:gridCol w="{width}"/>' for width in table.widths])
    rows = "".join(
        [
            f'<a:tr h="{height}">{"".join([_cell(cell, table.rule, on) for cell in row])}</a:tr>'
            for height, row in zip(table.heights, table.rows, strict=True)
        ]
    )
    alt = f' descr="{xml.attribute(table.alt)}"' if table.alt else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{next(on.ids)}" name="{xml.attribute(table.name)}"{alt}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{frame(table.box, tag="p:xfrm")}<a:graphic><a:graphicData uri="{_URI}"><a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Tells screen readers to pass over a shape."""
_TEXT_BOX = ' txBox="1"'
_USER_DRAWN = ' userDrawn="1"'


def draw(shapes: Iterable[AnyShape], on: SlideContext) -> str:
    """The shapes in order, as children of ``p:spTree`` or ``p:grpSp``."""
    return "".join([_WRITERS[type(shape)](shape, on) for shape in shapes])


def _identity(shape: Shape, on: SlideContext) -> str:
    """``p:cNvPr``: id, name, alternative text, link."""
    alt = ' descr=""' if shape.decorative else f' descr="{xml.attribute(shape.alt)}"' if shape.alt else ""
    link = f'<a:hlinkClick r:id="{on.link(shape.link)}" action="ppaction://hlinksldjump"/>' if shape.link else ""
    decorative = _DECORATIVE if shape.decorative else ""
    return f'<p:cNvPr id="{next(on.ids)}" name="{xml.attribute(shape.name)}"{alt}>{link}{decorative}</p:cNvPr>'


def _shape(shape: Shape, on: SlideContext) -> str:
    is_box = shape.fill is None and shape.line is None and shape.text is not None
    turned = f' rot="{round(shape.rotation * 60_000) % 21_600_000}"' if shape.rotation else ""
    geometry = shape.geometry
    outline = preset(geometry, shape.adjust) if isinstance(geometry, str) else custom(geometry, shape.box)
    return (
        f"<p:sp><p:nvSpPr>{_identity(shape, on)}<p:cNvSpPr{_TEXT_BOX if is_box else ''}/>"
        f"<p:nvPr{_USER_DRAWN if on.on_layout else ''}/></p:nvSpPr><p:spPr>"
        f"{frame(shape.box, turned)}{outline}{fill(shape.fill)}{stroke(shape.line)}</p:spPr>"
        f"{text_body(shape.text, on.language, on.relations, on.levels) if shape.text else ''}</p:sp>"
    )


def _glue(tag: str, glue: Glue | None, on: SlideContext) -> str:
    target = on.shape(glue.key) if glue else None
    return f'<a:{tag} id="{target.id}" idx="{glue.site}"/>' if glue and target and target.preset else ""


def _connector(connector: Connector, on: SlideContext) -> str:
    (x1, y1), (x2, y2) = connector.start, connector.end
    mirrored = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
    box = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    number = next(on.ids)
    glued = _glue("stCxn", connector.begin, on) + _glue("endCxn", connector.finish, on)
    way = preset("curvedConnector3" if connector.curved else "straightConnector1")
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="{xml.attribute(connector.name)}" descr="">{_DECORATIVE}'
        f"</p:cNvPr><p:cNvCxnSpPr>{glued}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{frame(box, mirrored)}"
        f"{way}{stroke(connector.line)}</p:spPr></p:cxnSp>"
    )


def _picture(picture: Picture, on: SlideContext) -> str:
    """A picture; one that says nothing in words is decoration."""
    image = on.relations.add("image", f"../media/{on.media.add(picture.blob)}")
    left, top, right, bottom = picture.crop
    locks = 'noGrp="1" noChangeAspect="1"' if picture.kind else 'noChangeAspect="1"'
    place = f"<p:nvPr><p:ph {picture.kind}/></p:nvPr>" if picture.kind else "<p:nvPr/>"
    crop = f'<a:srcRect l="{left}" t="{top}" r="{right}" b="{bottom}"/>' if any(picture.crop) else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{next(on.ids)}" name="{xml.attribute(picture.name)}" '
        f'descr="{xml.attribute(picture.alt)}">{"" if picture.alt else _DECORATIVE}</p:cNvPr><p:cNvPicPr>'
        f'<a:picLocks {locks}/></p:cNvPicPr>{place}</p:nvPicPr><p:blipFill><a:blip r:embed="{image}"/>'
        f"{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{frame(picture.box)}"
        f"{preset(picture.geometry)}</p:spPr></p:pic>"
    )


def _group(group: Group, on: SlideContext) -> str:
    """A group whose inner coordinates are the slide's: child offset and extent equal its own."""
    box = group.box
    alt = f' descr="{xml.attribute(group.alt)}"' if group.alt else ""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{next(on.ids)}" name="{xml.attribute(group.name)}"{alt}/><p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/>'
        f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.w}" cy="{box.h}"/></a:xfrm></p:grpSpPr>'
        f"{draw(group.shapes, on)}</p:grpSp>"
    )


_WRITERS: dict[type, Callable[[Any, SlideContext], str]] = {
    Shape: _shape,
    Connector: _connector,
    Picture: _picture,
    Table: _table,
    Group: _group,
    Placeholder: _filled,
}
