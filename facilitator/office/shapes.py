"""The shapes of a slide, layout, or master: where they are, what they are called, what they tell a screen reader."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from facilitator.canvas import Box
from facilitator.messages import _
from facilitator.office import NS, Element, find, first, flag, number, tag

__all__ = ["FURNITURE", "MOST", "TEXTS", "TITLES", "Shape", "Stance", "shapes_of", "text_of"]

MOST = 1000
"""Shapes that are looked at on one slide."""

TITLES = frozenset(["title", "ctrTitle"])
TEXTS = frozenset(["body", "obj"])
"""Placeholders that take a list."""
FURNITURE = frozenset(["dt", "ftr", "sldNum", "hdr"])
"""Placeholders that stand on every slide: date, footer, number."""

_SHAPES = {
    tag("p:sp"): "shape",
    tag("p:pic"): "picture",
    tag("p:grpSp"): "group",
    tag("p:graphicFrame"): "frame",
    tag("p:cxnSp"): "connector",
}
_FARTHEST = 1e12
"""EMU. Groups in groups may enlarge what is in them beyond all measure."""
_DEGREE = 60_000
"""ST_Angle (ECMA-376 20.1.10.3)."""
_TRANSFORMS = ("p:spPr/a:xfrm", "p:grpSpPr/a:xfrm", "p:xfrm")


class Stance(NamedTuple):
    """How a shape stands on its slide."""

    x: float
    """Its middle, in EMU."""
    y: float
    turn: float
    """Degrees clockwise."""
    upended: bool
    """Mirrored from top to bottom: its text stands on its head, for letters are not mirrored."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A shape; two are the same when they are the same element."""

    element: Element
    own_box: Box | None
    """Its place in EMU as it says it itself, before it is turned; None where the layout says it."""
    parent: Shape | None = None
    """The group that it is in."""

    @property
    def kind(self) -> str:
        """``shape``, ``picture``, ``group``, ``frame`` (a table, chart, or other object), or ``connector``."""
        return _SHAPES[self.element.tag]

    @cached_property
    def identity(self) -> Element | None:
        """``p:cNvPr``: name, id, alternative text."""
        found = self.element.xpath(
            "(p:nvSpPr|p:nvPicPr|p:nvGrpSpPr|p:nvGraphicFramePr|p:nvCxnSpPr)/p:cNvPr", namespaces=NS
        )
        return found[0] if found else None

    def _said(self, name: str) -> str:
        return "" if self.identity is None else str(self.identity.get(name, ""))

    @property
    def name(self) -> str:
        return self._said("name") or _("a shape without a name")

    @property
    def alt(self) -> str:
        """The alternative text."""
        return self._said("descr").strip() or self._said("title").strip()

    @cached_property
    def decorative(self) -> bool:
        """Whether screen readers pass it over, with everything in it."""
        marks = () if self.identity is None else self.identity.iter(tag("adec:decorative"))
        return any(flag(mark, "val") for mark in marks) or (self.parent is not None and self.parent.decorative)

    @cached_property
    def hidden(self) -> bool:
        """Whether it does not show, for itself or with a group around it."""
        return bool(flag(self.identity, "hidden")) or (self.parent is not None and self.parent.hidden)

    @cached_property
    def placeholder(self) -> Element | None:
        """``p:ph``, where it is one."""
        found = self.element.xpath("*[1]/p:nvPr/p:ph", namespaces=NS)
        return found[0] if found else None

    @property
    def index(self) -> str:
        """The placeholder's number as it is written, which may be anything."""
        return "0" if self.placeholder is None else str(self.placeholder.get("idx", "0"))

    @property
    def role(self) -> str:
        """The placeholder's type; empty for every other shape."""
        return "" if self.placeholder is None else str(self.placeholder.get("type", "obj"))

    @cached_property
    def body(self) -> Element | None:
        """``p:txBody``."""
        return find(self.element, "p:txBody")

    @property
    def text(self) -> str:
        """Its text, a paragraph a line."""
        return text_of(self.body)

    @cached_property
    def properties(self) -> Element | None:
        """``p:spPr``."""
        return find(self.element, "p:spPr")

    @property
    def table(self) -> Element | None:
        """``a:tbl``, where it is a table."""
        return find(self.element, "a:graphic/a:graphicData/a:tbl")

    @cached_property
    def transform(self) -> Element | None:
        """``a:xfrm`` or ``p:xfrm``: place, size, turn."""
        return first(find(self.element, path) for path in _TRANSFORMS)

    @property
    def turn(self) -> float:
        """Degrees clockwise, without those of the groups around it."""
        return (number(self.transform, "rot") or 0) / _DEGREE

    @property
    def turned(self) -> bool:
        """Whether it, or a group around it, stands upright no more."""
        return self.turn % 180 != 0 or (self.parent is not None and self.parent.turned)

    @cached_property
    def bounds(self) -> Box | None:
        """The upright box around it as it shows: turned, and in groups that are turned and mirrored."""
        box, stance = self.own_box, self.stance
        if box is None or stance is None:
            return None
        angle = math.radians(stance.turn)
        across, down = abs(math.cos(angle)), abs(math.sin(angle))
        w, h = box.w * across + box.h * down, box.w * down + box.h * across
        return Box(round(stance.x - w / 2), round(stance.y - h / 2), round(w), round(h))

    @cached_property
    def stance(self) -> Stance | None:
        """How it stands on its slide, with all that is done to the groups around it; None where the layout says it."""
        box = self.own_box
        if box is None:
            return None
        x, y = box.x + box.w / 2, box.y + box.h / 2
        turn, down, group = self.turn, self._mirrored[1], self.parent
        while group is not None:
            if group.own_box is not None:
                mirrored = group._mirrored
                x, y = group._carried(x, y, group.own_box)
                turn = group.turn + (turn if mirrored[0] == mirrored[1] else -turn)
                down ^= mirrored[1]
            group = group.parent
        return Stance(x, y, turn, down)

    @property
    def _mirrored(self) -> tuple[bool, bool]:
        """Left to right, and top to bottom."""
        return bool(flag(self.transform, "flipH")), bool(flag(self.transform, "flipV"))

    def _carried(self, x: float, y: float, frame: Box) -> tuple[float, float]:
        """Where a group that is mirrored and turned about its centre takes a point."""
        middle_x, middle_y = frame.x + frame.w / 2, frame.y + frame.h / 2
        across, down = self._mirrored
        right, lower = (middle_x - x if across else x - middle_x), (middle_y - y if down else y - middle_y)
        cos, sin = math.cos(math.radians(self.turn)), math.sin(math.radians(self.turn))
        return middle_x + right * cos - lower * sin, middle_y + right * sin + lower * cos


def text_of(body: Element | None) -> str:
    """The text of a text body, a paragraph a line."""
    if body is None:
        return ""
    return "\n".join(
        "".join(
            "\n" if part.tag == tag("a:br") else part.text or "" for part in paragraph.iter(tag("a:t"), tag("a:br"))
        )
        for paragraph in body.iterchildren(tag("a:p"))
    )


class _Frame(NamedTuple):
    """How a group's coordinates lie on the slide: slide = child * scale + offset, in EMU."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    offset_x: float = 0.0
    offset_y: float = 0.0

    def box(self, transform: Element | None, place: str = "a:off", extent: str = "a:ext") -> Box | None:
        x, y = number(find(transform, place), "x"), number(find(transform, place), "y")
        w, h = number(find(transform, extent), "cx"), number(find(transform, extent), "cy")
        if x is None or y is None or w is None or h is None:
            return None
        left, top = self.offset_x + x * self.scale_x, self.offset_y + y * self.scale_y
        lengths = (left, top, w * self.scale_x, h * self.scale_y)
        return Box(*map(round, lengths)) if all(abs(length) < _FARTHEST for length in lengths) else None

    def inner(self, group: Element) -> _Frame:
        """The frame of what is inside the group."""
        transform = find(group, "p:grpSpPr/a:xfrm")
        outer, inner = self.box(transform), _Frame().box(transform, "a:chOff", "a:chExt")
        if outer is None or inner is None:
            return self
        # A group of one line is as flat as the line.
        scale_x = outer.w / inner.w if inner.w else self.scale_x
        scale_y = outer.h / inner.h if inner.h else self.scale_y
        return _Frame(scale_x, scale_y, outer.x - inner.x * scale_x, outer.y - inner.y * scale_y)


def shapes_of(root: Element) -> tuple[Shape, ...]:
    """The shapes in their order, each group before what is in it, up to `MOST`."""
    tree = find(root, "p:cSld/p:spTree")
    return () if tree is None else tuple(islice(_shapes(tree, _Frame(), None), MOST))


def _shapes(tree: Element, frame: _Frame, parent: Shape | None) -> Iterator[Shape]:
    for element in _unwrapped(tree):
        if element.tag not in _SHAPES:
            continue
        shape = Shape(element, first(frame.box(find(element, path)) for path in _TRANSFORMS), parent)
        yield shape
        if shape.kind == "group":
            yield from _shapes(element, frame.inner(element), shape)


def _unwrapped(parent: Element) -> Iterator[Element]:
    """The children; of alternatives (``mc:AlternateContent``) those that the newest PowerPoint shows."""
    for child in parent.iterchildren("*"):
        if child.tag == tag("mc:AlternateContent"):
            choice = find(child, "mc:Choice")
            if choice is not None:
                yield from choice.iterchildren("*")
        else:
            yield child
