"""Shapes of the canvas as shapes of PowerPoint: one function per kind, each returns XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from facilitator.canvas.shapes import AnyShape, Box, Connector, Glue, Group, Picture, Placeholder, Shape, Table
from facilitator.pptx import xml
from facilitator.pptx.colour import fill, stroke
from facilitator.pptx.drawing import Drawing
from facilitator.pptx.geometry import custom, frame, preset
from facilitator.pptx.placeholders import filled
from facilitator.pptx.table import table
from facilitator.pptx.text import text_body

__all__ = ["DECORATIVE", "draw"]

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Tells screen readers to pass over a shape."""
_TEXT_BOX = ' txBox="1"'
_USER_DRAWN = ' userDrawn="1"'


def draw(shapes: Iterable[AnyShape], on: Drawing) -> str:
    """The shapes in order, as children of ``p:spTree`` or ``p:grpSp``."""
    return "".join([_WRITERS[type(shape)](shape, on) for shape in shapes])


def _identity(shape: Shape, on: Drawing) -> str:
    """``p:cNvPr``: id, name, alternative text, link."""
    alt = ' descr=""' if shape.decorative else f' descr="{xml.attribute(shape.alt)}"' if shape.alt else ""
    link = f'<a:hlinkClick r:id="{on.link(shape.link)}" action="ppaction://hlinksldjump"/>' if shape.link else ""
    decorative = DECORATIVE if shape.decorative else ""
    return f'<p:cNvPr id="{next(on.ids)}" name="{xml.attribute(shape.name)}"{alt}>{link}{decorative}</p:cNvPr>'


def _shape(shape: Shape, on: Drawing) -> str:
    is_box = shape.fill is None and shape.line is None and shape.text is not None
    turned = f' rot="{round(shape.rotation * 60_000) % 21_600_000}"' if shape.rotation else ""
    geometry = shape.geometry
    outline = preset(geometry, shape.adjust) if isinstance(geometry, str) else custom(geometry, shape.box)
    return (
        f"<p:sp><p:nvSpPr>{_identity(shape, on)}<p:cNvSpPr{_TEXT_BOX if is_box else ''}/>"
        f"<p:nvPr{_USER_DRAWN if on.on_layout else ''}/></p:nvSpPr><p:spPr>"
        f"{frame(shape.box, turned)}{outline}{fill(shape.fill)}{stroke(shape.line)}</p:spPr>"
        f"{text_body(shape.text, on.language, on.levels) if shape.text else ''}</p:sp>"
    )


def _glue(tag: str, glue: Glue | None, on: Drawing) -> str:
    target = on.shape(glue.key) if glue else None
    return f'<a:{tag} id="{target.id}" idx="{glue.site}"/>' if glue and target and target.preset else ""


def _connector(connector: Connector, on: Drawing) -> str:
    (x1, y1), (x2, y2) = connector.start, connector.end
    mirrored = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
    box = Box(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
    number = next(on.ids)
    glued = _glue("stCxn", connector.begin, on) + _glue("endCxn", connector.finish, on)
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" name="{xml.attribute(connector.name)}" descr="">{DECORATIVE}'
        f"</p:cNvPr><p:cNvCxnSpPr>{glued}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>{frame(box, mirrored)}"
        f"{preset('straightConnector1')}{stroke(connector.line)}</p:spPr></p:cxnSp>"
    )


def _picture(picture: Picture, on: Drawing) -> str:
    """A picture; one that says nothing in words is decoration."""
    image = on.relations.add("image", f"../media/{on.media.add(picture.blob)}")
    left, top, right, bottom = picture.crop
    crop = f'<a:srcRect l="{left}" t="{top}" r="{right}" b="{bottom}"/>' if any(picture.crop) else ""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{next(on.ids)}" name="{xml.attribute(picture.name)}" '
        f'descr="{xml.attribute(picture.alt)}">{"" if picture.alt else DECORATIVE}</p:cNvPr><p:cNvPicPr>'
        f'<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed="{image}"/>'
        f"{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{frame(picture.box)}"
        f"{preset(picture.geometry)}</p:spPr></p:pic>"
    )


def _group(group: Group, on: Drawing) -> str:
    """A group whose inner coordinates are the slide's: child offset and extent equal its own."""
    box = group.box
    alt = f' descr="{xml.attribute(group.alt)}"' if group.alt else ""
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{next(on.ids)}" name="{xml.attribute(group.name)}"{alt}/><p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/>'
        f'<a:chOff x="{box.x}" y="{box.y}"/><a:chExt cx="{box.w}" cy="{box.h}"/></a:xfrm></p:grpSpPr>'
        f"{draw(group.shapes, on)}</p:grpSp>"
    )


_WRITERS: dict[type, Callable[[Any, Drawing], str]] = {
    Shape: _shape,
    Connector: _connector,
    Picture: _picture,
    Table: table,
    Group: _group,
    Placeholder: filled,
}
