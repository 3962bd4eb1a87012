"""Writing PowerPoint's XML as strings: escaping, namespaces, relationships between parts, and ids that are the same
every time; the colours, fills, strokes, and outlines that shapes, cells, and backgrounds share.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache

from facilitator.canvas import Box
from facilitator.canvas.shapes import Colour, Line, Path
from facilitator.colours import SIGNALS
from facilitator.pptx import xml

__all__ = [
    "A", "COLOUR_MAP", "GROUP", "HEAD", "NAMESPACES", "Relations", "attribute", "custom", "fill", "frame", "guid",
    "preset", "relationship_type", "rels_name", "root_relations", "scheme_colour", "stroke", "text", "theme_xml",
]  # fmt: skip


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:a="{A}" xmlns:r="{_RELATIONSHIPS}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
"""Declared once, on the root of every part."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ADDRESS = "hyperlink"
"""The kind of relationship that leads out of the file."""
_SEED = uuid.UUID("5d3c2a36-6f0f-5e8c-9f53-0a4be1f7c2d9")


def text(value: str) -> str:
    """``value`` as the content of an element. Control characters are the caller's to keep out.

    Programs do not agree on how a soft hyphen looks, and no part of a deck needs one: it is left out.
    """
    return value.replace("\u00ad", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """``value`` between double quotes; line breaks and tabs survive there only as references (XML 1.0, 3.3.3)."""
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def guid(*seed: object) -> str:
    """A GUID in braces and capitals (as PowerPoint demands), always the same for the same seed."""
    return f"{{{uuid.uuid5(_SEED, chr(31).join(map(str, seed)))}}}".upper()


class Relations:
    """The relationships of one part, in the order in which they were asked for; the same one is never written twice.

    Args:
        prefix: how the ids of new ones begin.
        kept: id, type, target, and whether that lies outside the package, of those that there are already.
    """

    def __init__(self, prefix: str = "rId", kept: Iterable[tuple[str, str, str, bool]] = ()) -> None:
        self._prefix, self._kept = prefix, tuple(kept)
        self._ids: dict[tuple[str, str], str] = {}

    def add(self, kind: str, target: str) -> str:
        """The id (``rId1`` …) of a relationship to ``target``: a path from the part's own folder, of a ``hyperlink`` an
        address, in plain letters.

        ``kind`` is the last word of an Office relationship type (``slideLayout``, ``image`` …) or a whole type.
        """
        return self._ids.setdefault((kind, target), f"{self._prefix}{len(self._ids) + 1}")

    def xml(self) -> str:
        """The ``.rels`` part."""
        kept = "".join([_item(*map(attribute, one[:3]), external=one[3]) for one in self._kept])
        new = "".join(
            [
                _item(number, relationship_type(kind), attribute(target), external=kind == _ADDRESS)
                for (kind, target), number in self._ids.items()
            ]
        )
        return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{kept}{new}</Relationships>'


def relationship_type(kind: str) -> str:
    """The whole type whose last word this is."""
    return kind if "/" in kind else f"{_RELATIONSHIPS}/{kind}"


def _item(number: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/>'


def root_relations(main: str) -> str:
    """The ``.rels`` part of the package itself; ``main`` is the name of the presentation."""
    root = Relations()
    root.add("officeDocument", main)
    root.add(f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    root.add("extended-properties", "docProps/app.xml")
    return root.xml()


def rels_name(part: str) -> str:
    """The name of the ``.rels`` part that belongs to ``part``."""
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"


GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
"""The group that every shape tree is; its id is 1."""
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_NO_FILL = "<a:noFill/>"


@lru_cache(maxsize=1024)
def scheme_colour(colour: Colour) -> str:
    """``a:schemeClr``, mixed as PowerPoint mixes its own lighter and darker variants: in luminance."""
    mixed = ""
    if colour.shade < 100:
        mixed += f'<a:lumMod val="{colour.shade * 1000}"/>'
    if colour.tint < 100:
        mixed += f'<a:lumMod val="{colour.tint * 1000}"/><a:lumOff val="{(100 - colour.tint) * 1000}"/>'
    if colour.saturation < 100:
        mixed += f'<a:satMod val="{colour.saturation * 1000}"/>'
    if colour.alpha < 100:
        mixed += f'<a:alpha val="{colour.alpha * 1000}"/>'
    signal = SIGNALS.get(colour.scheme)
    tag, value = ("a:srgbClr", signal) if signal else ("a:schemeClr", colour.scheme)
    return f'<{tag} val="{value}">{mixed}</{tag}>' if mixed else f'<{tag} val="{value}"/>'


def fill(colour: Colour | None) -> str:
    """A solid fill, or none said aloud (a missing fill would be inherited)."""
    return _NO_FILL if colour is None else f"<a:solidFill>{scheme_colour(colour)}</a:solidFill>"


@lru_cache(maxsize=256)
def stroke(line: Line | None, tag: str = "a:ln") -> str:
    """An outline or the stroke of a connector; ``tag`` is one of the four edges in a table cell.

    The order of the children is the schema's: fill, dash, join, head, tail (ECMA-376 20.1.2.2.24).
    """
    if line is None:
        return f"<{tag}><a:noFill/></{tag}>"
    dash = "" if line.dash == "solid" else f'<a:prstDash val="{line.dash}"/>'
    ends = "" if line.head == "none" else f'<a:headEnd type="{line.head}"/>'
    ends += "" if line.tail == "none" else f'<a:tailEnd type="{line.tail}"/>'
    cap = "" if line.cap == "flat" else f' cap="{line.cap}"'
    return f'<{tag} w="{line.width}"{cap}>{fill(line.colour)}{dash}<a:round/>{ends}</{tag}>'


def frame(box: Box, turned: str = "", tag: str = "a:xfrm") -> str:
    """Where something stands; ``turned`` holds attributes for rotation or mirroring."""
    return f'<{tag}{turned}><a:off x="{box.x}" y="{box.y}"/><a:ext cx="{box.w}" cy="{box.h}"/></{tag}>'


def preset(name: str, adjust: tuple[tuple[str, int], ...] = ()) -> str:
    """One of ECMA-376's preset shapes with its adjust values."""
    values = "".join([f'<a:gd name="{guide}" fmla="val {value}"/>' for guide, value in adjust])
    return f'<a:prstGeom prst="{name}"><a:avLst>{values}</a:avLst></a:prstGeom>'


def _point(x: str | float, y: str | float) -> str:
    return f'<a:pt x="{round(float(x))}" y="{round(float(y))}"/>'


def _command(command: tuple[str | float, ...]) -> str:
    match command:
        case ("M", x, y):
            return f"<a:moveTo>{_point(x, y)}</a:moveTo>"
        case ("L", x, y):
            return f"<a:lnTo>{_point(x, y)}</a:lnTo>"
        case ("C", x1, y1, x2, y2, x, y):
            return f"<a:cubicBezTo>{_point(x1, y1)}{_point(x2, y2)}{_point(x, y)}</a:cubicBezTo>"
        case ("A", rx, ry, start, sweep):
            radii = f'wR="{round(float(rx))}" hR="{round(float(ry))}"'
            return f'<a:arcTo {radii} stAng="{_angle(start)}" swAng="{_angle(sweep)}"/>'
        case ("Z",):
            return "<a:close/>"
    raise ValueError(f"not a path command: {command}")


def _angle(degrees: str | float) -> int:
    """Degrees in DrawingML's 60 000ths."""
    return round(float(degrees) * 60_000)


def custom(path: Path, box: Box) -> str:
    """A free form in its box. The text area is given by guides in parts of the width and height, so that it scales.

    Raises:
        ValueError: a command that `Path` does not know.
    """
    area = path.text or Box(0, 0, box.w, box.h)
    edges = (
        ("tl", "w", area.x, box.w),
        ("tt", "h", area.y, box.h),
        ("tr", "w", area.right, box.w),
        ("tb", "h", area.bottom, box.h),
    )
    guides = "".join([f'<a:gd name="{name}" fmla="*/ {side} {at} {whole}"/>' for name, side, at, whole in edges])
    drawn = "".join([_command(command) for command in path.commands])
    return (
        f'<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst/><a:rect l="tl" t="tt" r="tr" b="tb"/>'
        f'<a:pathLst><a:path w="{box.w}" h="{box.h}">{drawn}</a:path></a:pathLst></a:custGeom>'
    )


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _font(tag: str, family: str) -> str:
    return f'<a:{tag}><a:latin typeface="{xml.attribute(family)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}>'


def _format(name: str) -> str:
    """Fills, lines, effects, and backgrounds in three strengths each, as the schema demands; all of them flat."""
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/>'
        '<a:miter lim="800000"/></a:ln>'
        for width in (9_525, 12_700, 19_050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )


def theme_xml(name: str, colours: Mapping[str, str], heading: str, body: str) -> str:
    """``a:theme`` (ECMA-376 20.1.6.9) of a deck's or a notes page's master.

    Args:
        name: as PowerPoint shows it.
        colours: RRGGBB by the names of the twelve colours of a theme, in the schema's order.
        heading: the font family of titles.
        body: that of all other text.
    """
    name = xml.attribute(name)
    scheme = "".join(f'<a:{key}><a:srgbClr val="{value.upper()}"/></a:{key}>' for key, value in colours.items())
    return (
        f'{xml.HEAD}<a:theme xmlns:a="{xml.A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme}</a:clrScheme><a:fontScheme name="{name}">'
        f"{_font('majorFont', heading)}{_font('minorFont', body)}</a:fontScheme>{_format(name)}"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
