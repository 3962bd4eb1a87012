"""The mind map: a centre, and branches of blank bubbles to write in, linked outwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.cards import HEADING, at_site, corners, disc
from facilitator.canvas.shapes import Colour, Connector, Glue, Group, Line, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, Style, common_size, paragraphs
from facilitator.content.figures import MindMap

__all__ = ["draw"]

_CENTRE = "centre"
_CENTRE_SIZES = (24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_ROUNDEST = 0.8
"""The centre is at most this high, in parts of its width."""
_STEP_SIZES = (22, 20, 18, 17, 16, 15, CONTENT_MIN)
_ACROSS = 0.04
"""Between the bubbles of a branch, in parts of the figure's width."""
_DOWN = cm(0.7)
_INSET = cm(0.25)
_RADIUS = cm(0.8)
_LIMB = 5
"""Points: a branch where it leaves the centre; half of that behind the first bubble."""
_OWN = round(_RADIUS * 0.29289)
"""How far a rounded preset keeps its text from its edges (ECMA-376: 1 - √½ of the radius)."""


class _Side(NamedTuple):
    """The connection sites on one side: of the centre from above to below, of a bubble inwards and outwards."""

    centre: tuple[int, int, int]
    inner: int
    outer: int


_RIGHT, _LEFT = _Side((7, 6, 5), 1, 3), _Side((1, 2, 3), 3, 1)


class _Branch(NamedTuple):
    """Bubbles from the centre outwards, and where the branch leaves the centre."""

    boxes: tuple[Box, ...]
    side: _Side
    site: int


def draw(figure: MindMap, box: Box, style: Style) -> Group:
    """Half of the branches to the right of the centre, the others to the left.

    Raises:
        DoesNotFit: the centre or a bubble has no room for its words.
    """
    depth = len(figure.steps)
    columns = box.columns(2 * depth + 1, round(box.w * _ACROSS))
    hub = columns[depth].around(columns[depth].w, min(box.h, round(columns[depth].w * _ROUNDEST)))
    right = -(-figure.branches // 2)
    branches = [
        *_branches(columns[depth + 1 :], right, _RIGHT),
        *_branches(columns[:depth][::-1], figure.branches - right, _LEFT),
    ]
    rooms = [_room(step, one) for step, one in zip(figure.steps, branches[0].boxes, strict=True)]
    size = common_size(style, rooms, _STEP_SIZES)
    links: list[Connector] = []
    bubbles: list[Shape] = []
    for number, branch in enumerate(branches):
        accent = style.series(number)
        links += _links(branch, hub, number, accent)
        bubbles += [
            _bubble(step, one, _key(number, place), size, accent)
            for place, (step, one) in enumerate(zip(figure.steps, branch.boxes, strict=True))
        ]
    return Group(figure.title, box, (*links, disc(figure.centre, hub, _CENTRE_SIZES, style, key=_CENTRE), *bubbles))


def _branches(columns: Sequence[Box], count: int, side: _Side) -> list[_Branch]:
    chains = zip(*(column.rows(count, _DOWN) for column in columns), strict=True)
    sites = [side.centre[1]] if count == 1 else [side.centre[round(2 * row / (count - 1))] for row in range(count)]
    return [_Branch(boxes, side, site) for boxes, site in zip(chains, sites, strict=True)]


def _room(step: str, box: Box) -> tuple[str, Emu, Emu]:
    return step, box.w - 2 * (_INSET + _OWN), box.h - 2 * (_INSET + _OWN)


def _key(number: int, place: int) -> str:
    return f"bubble-{number + 1}-{place + 1}"


def _links(branch: _Branch, hub: Box, number: int, accent: Colour) -> list[Connector]:
    """From the centre to the first bubble, from that to the next, thinner the farther out."""
    side = branch.side
    start, begin = at_site(hub, branch.site, ellipse=True), Glue(_CENTRE, branch.site)
    found = []
    for place, box in enumerate(branch.boxes):
        key, line, end = _key(number, place), Line(accent, pt(_LIMB / (place + 1))), at_site(box, side.inner)
        curved = abs(start[1] - end[1]) > pt(1)
        found.append(Connector(key, start, end, line, begin, Glue(key, side.inner), curved))
        start, begin = at_site(box, side.outer), Glue(key, side.outer)
    return found


def _bubble(step: str, box: Box, key: str, size: float, accent: Colour) -> Shape:
    """Room to write in, which has an outline and no ground."""
    insets = (_INSET, _INSET, _INSET, _INSET)
    text = TextBody(paragraphs(step, align="ctr"), size, HEADING, anchor="t", insets=insets)
    outline = Line(accent, pt(2))
    return Shape(step, box, "roundRect", corners(box, _RADIUS), None, outline, text, key=key)
