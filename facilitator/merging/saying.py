"""What a shape inherits or stands in, said by itself: its place, in groups too; all that a layout gives its text.

And what of a picture is shown in its place, what a connector joins, and by what comments know a shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO

from PIL import Image

from facilitator.canvas import Box
from facilitator.merging.comparing import carried
from facilitator.merging.normal import ENDS, Form
from facilitator.office import Element, find, first, number, tag
from facilitator.office.shapes import Shape
from facilitator.office.texts import Level, Text, texts_of, theme_font

__all__ = [
    "crop_as", "fit_crop", "inside", "keep_marks", "picture_shape", "say_in_full", "set_box", "set_ends", "set_frame",
    "show_in", "topmost",
]  # fmt: skip

_PROPERTIES = ("p:spPr", "p:grpSpPr")
_FLIPS = ("rot", "flipH", "flipV")
_KINDS = (
    ("lnSpc",), ("spcBef",), ("spcAft",), ("buClrTx", "buClr"), ("buSzTx", "buSzPct", "buSzPts"),
    ("buFontTx", "buFont"), ("buNone", "buAutoNum", "buChar", "buBlip"),
)  # fmt: skip
"""What a level says of paragraphs, in the order of ECMA-376 21.1.2.4.13."""
_CREATION = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
"""The URI of the extension that gives a shape an id for ever."""
_EDGES = ("l", "t", "r", "b")
_PICTURE = ("r:embed", "r:link")
_SAME_SHAPE = 0.005
_WHOLE = 100_000
"""The sides of a picture, of which a crop says how much it takes away at each edge."""
_INSETS = ("lIns", "tIns", "rIns", "bIns")


def topmost(group: Shape) -> Shape:
    while group.parent is not None:
        group = group.parent
    return group


def inside(group: Shape | None, box: Box) -> Box:
    """A place on the slide in the coordinates of a group."""
    if group is None or group.own_box is None:
        return box
    frame, inner = group.own_box, _inner(group)
    return box if inner is None else carried(box, frame, inner)


def _inner(group: Shape) -> Box | None:
    place, extent = find(group.transform, "a:chOff"), find(group.transform, "a:chExt")
    numbers = (number(place, "x"), number(place, "y"), number(extent, "cx"), number(extent, "cy"))
    x, y, w, h = numbers
    return None if x is None or y is None or w is None or h is None else Box(x, y, w, h)


def set_frame(group: Shape, box: Box | None) -> None:
    """Give a group another frame without moving what is in it, where its coordinates are the slide's."""
    if box is None or group.parent is not None or group.own_box is None or _inner(group) != group.own_box:
        return
    for one in () if group.transform is None else group.transform.iterchildren(tag("a:off"), tag("a:chOff")):
        one.attrib.update({"x": str(box.x), "y": str(box.y)})
    for one in () if group.transform is None else group.transform.iterchildren(tag("a:ext"), tag("a:chExt")):
        one.attrib.update({"cx": str(box.w), "cy": str(box.h)})


def set_box(element: Element, box: Box, like: Shape) -> None:
    """Say a shape's place, turned as ours."""
    transform = _transform(element)
    if transform is None:
        return
    for name in _FLIPS:
        transform.attrib.pop(name, None)
        if like.transform is not None and like.transform.get(name):
            transform.set(name, like.transform.get(name))
    for name, values in (("a:off", {"x": box.x, "y": box.y}), ("a:ext", {"cx": box.w, "cy": box.h})):
        child = find(transform, name)
        if child is None:
            child = transform.makeelement(tag(name))
            transform.append(child)
        child.attrib.update({key: str(value) for key, value in values.items()})


def _transform(element: Element) -> Element | None:
    """``a:xfrm`` or ``p:xfrm``, made where a placeholder says none."""
    frame = find(element, "p:xfrm")
    if frame is not None:
        return frame
    for path in _PROPERTIES:
        properties = find(element, path)
        if properties is not None:
            found = find(properties, "a:xfrm")
            if found is None:
                found = properties.makeelement(tag("a:xfrm"))
                properties.insert(0, found)
            return found
    return None


def set_ends(connector: Element, like: Element) -> None:
    """Let a connector say of what it joins what another says."""
    here, there = (find(one, "p:nvCxnSpPr/p:cNvCxnSpPr") for one in (connector, like))
    if here is None or there is None:
        return
    for old in here.findall(tag(ENDS[0])) + here.findall(tag(ENDS[1])):
        here.remove(old)
    at = 0 if find(here, "a:cxnSpLocks") is None else 1
    here[at:at] = [deepcopy(one) for end in ENDS for one in there.findall(tag(end))]


def keep_marks(old: Element, new: Element) -> None:
    """Let new shapes have the ids by which comments know those that they replace."""
    identities = {one.get("id"): one for one in new.iter(tag("p:cNvPr"))}
    for one in old.iter(tag("p:cNvPr")):
        there = identities.get(one.get("id"))
        for mark in one.findall(f"{tag('a:extLst')}/{tag('a:ext')}[@uri='{_CREATION}']"):
            if there is not None:
                if there.find(tag("a:extLst")) is None:
                    there.append(there.makeelement(tag("a:extLst")))
                there.find(tag("a:extLst")).append(mark)


# --- pictures ---------------------------------------------------------------------------------------------------------


def show_in(fill: Element, like: Element) -> None:
    """Let ``p:blipFill`` show the picture that another shows; what belongs to the one before goes."""
    blip, other = find(fill, "a:blip"), find(like, "a:blip")
    if blip is None or other is None or all(blip.get(tag(key)) == other.get(tag(key)) for key in _PICTURE):
        return
    for key in _PICTURE:
        blip.attrib.pop(tag(key), None)
        if other.get(tag(key)) is not None:
            blip.set(tag(key), other.get(tag(key)))
    for one in [*blip.iter(tag("a:ext"))]:
        if any(inner.get(tag(key)) for inner in one.iter("*") for key in _PICTURE):
            one.getparent().remove(one)


def crop_as(fill: Element, like: Element) -> None:
    """Crop ``p:blipFill`` as another is."""
    for old in fill.findall(tag("a:srcRect")):
        fill.remove(old)
    crop, blip = find(like, "a:srcRect"), find(fill, "a:blip")
    if crop is not None and blip is not None:
        blip.addnext(deepcopy(crop))


def picture_shape(fill: Element, box: Box | None, image: bytes) -> float | None:
    """How many times as wide, for its height, what is shown of a picture is as its place; None where nobody knows."""
    size = _size(image)
    if box is None or not box.w or not box.h or size is None:
        return None
    left, top, right, bottom = _crop(fill)
    w, h = size[0] * (_WHOLE - left - right), size[1] * (_WHOLE - top - bottom)
    return w * box.h / (h * box.w) if w > 0 and h > 0 else None


def fit_crop(fill: Element, box: Box | None, image: bytes) -> None:
    """Let it show less of a picture, around the middle of what it shows, so that it fills its place undistorted."""
    shape = picture_shape(fill, box, image)
    blip = find(fill, "a:blip")
    if shape is None or blip is None or abs(shape - 1) <= _SAME_SHAPE:
        return
    left, top, right, bottom = _crop(fill)
    across = max(0, round((_WHOLE - left - right) * (1 - 1 / shape) / 2))
    down = max(0, round((_WHOLE - top - bottom) * (1 - shape) / 2))
    for old in fill.findall(tag("a:srcRect")):
        fill.remove(old)
    edges = zip(_EDGES, (left + across, top + down, right + across, bottom + down), strict=True)
    blip.addnext(fill.makeelement(tag("a:srcRect"), {edge: str(share) for edge, share in edges if share}))


def _crop(fill: Element) -> tuple[int, int, int, int]:
    said = find(fill, "a:srcRect")
    left, top, right, bottom = (number(said, edge) or 0 for edge in _EDGES)
    return left, top, right, bottom


def _size(image: bytes) -> tuple[int, int] | None:
    """In pixels; None for a kind of picture that has none."""
    try:
        with Image.open(BytesIO(image)) as found:
            return found.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


# --- what layouts and styles give ------------------------------------------------------------------------------------


def say_in_full(copy: Element, original: Element, form: Form) -> None:
    """Let a copy of something on a slide say what the original inherits: place, edges, levels, fonts, colours.

    Args:
        copy: unchanged as yet; it is changed.
        original: of which it is a copy.
        form: the slide that the original is on.
    """
    copies = dict(zip(original.iter("*"), copy.iter("*"), strict=True))
    for shape in form.slide.shapes:
        box = form.slide.box(shape)
        if shape.element in copies and shape.placeholder is not None and box is not None:
            _place(copies[shape.element], box, shape)
        for text in texts_of(shape, box, form.slide.inherited(shape)):
            if text.body is not None and text.body in copies:
                _say(copies[text.body], text)


def _place(element: Element, box: Box, shape: Shape) -> None:
    properties = find(element, "p:spPr")
    if properties is None:
        return
    set_box(element, box, shape)
    if find(properties, "a:prstGeom") is None and find(properties, "a:custGeom") is None:
        outline = properties.makeelement(tag("a:prstGeom"), {"prst": "rect"})
        properties[0].addnext(outline)


def _say(body: Element, text: Text) -> None:
    own = find(body, "a:bodyPr")
    if own is not None and text.cell is None:
        own.attrib.update({name: str(value) for name, value in zip(_INSETS, text.insets, strict=True)})
        own.set("anchor", text.setting("anchor") or "t")
    levels = {_level(paragraph) for paragraph in body.findall(tag("a:p"))}
    style = body.makeelement(tag("a:lstStyle"))
    for place in sorted(levels):
        style.append(_style(body, text.level(place), place))
    old = body.find(tag("a:lstStyle"))
    if old is not None:
        body.replace(old, style)
    elif own is not None:
        own.addnext(style)
    for font in body.iter(tag("a:latin")):
        if str(font.get("typeface")).startswith("+"):
            kind = "major" if str(font.get("typeface")).startswith("+mj") else "minor"
            font.set("typeface", theme_font(text.inherited.theme, kind))


def _level(paragraph: Element) -> int:
    return min(max(number(find(paragraph, "a:pPr"), "lvl") or 0, 0), 8) + 1


def _style(body: Element, level: Level, place: int) -> Element:
    """``a:lvlNpPr`` with everything that the level says, the nearest first."""
    new = body.makeelement(tag(f"a:lvl{place}pPr"))
    for one in reversed(level.says):
        new.attrib.update(one.attrib)
    for kinds in _KINDS:
        found = first(_child(one, kinds) for one in level.says)
        if found is not None:
            new.append(deepcopy(found))
    new.append(_runs(body, level))
    return new


def _child(element: Element, kinds: Sequence[str]) -> Element | None:
    return next(element.iterchildren(*(tag(f"a:{kind}") for kind in kinds)), None)


def _runs(body: Element, level: Level) -> Element:
    look = level.look()
    said = {"sz": str(round(look.size / level.text.scale * 100)), "b": str(int(look.bold)), "i": str(int(look.italic))}
    new = body.makeelement(tag("a:defRPr"), said)
    if look.paint is not None:
        fill = new.makeelement(tag("a:solidFill"))
        red, green, blue = look.paint.rgb
        fill.append(fill.makeelement(tag("a:srgbClr"), {"val": f"{red:02X}{green:02X}{blue:02X}"}))
        new.append(fill)
    if look.family:
        new.append(new.makeelement(tag("a:latin"), {"typeface": look.family}))
    return new
