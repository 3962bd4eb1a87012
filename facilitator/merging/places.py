"""Where shapes are, said anew: on the slide, and in groups whose coordinates are their own."""

from __future__ import annotations

from facilitator.canvas.units import Box
from facilitator.merging.comparing import carried
from facilitator.office.shapes import Shape
from facilitator.office.xml import Element, find, number, tag

__all__ = ["inside", "set_box", "set_frame", "topmost"]

_PROPERTIES = ("p:spPr", "p:grpSpPr")
_FLIPS = ("rot", "flipH", "flipV")


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
