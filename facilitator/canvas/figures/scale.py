"""The scale (vægten): what weighs on one side and what weighs on the other, level or tilted."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import arranged
from facilitator.canvas.figures.cards import (
    EDGE,
    LARGE_SCALES,
    Card,
    bare,
    card_shape,
    edge,
)
from facilitator.canvas.figures.cards import Scale as CardScale
from facilitator.canvas.shapes import Colour, Connector, Group, Line, Path, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Scale
from facilitator.content.parts import Item

__all__ = ["draw"]

_POST = Colour("tx2")
_BEAM = Line(_POST, pt(6))
_ROPE = Line(_POST, pt(1.5))
_PAN = cm(0.36)
"""The depth of a pan, on which a card stands."""
_ARMS = (cm(2.8), cm(2.2), cm(1.6), cm(1.2), cm(0.9), cm(0.56))
"""From the beam to the card, where the scale is level; the best looking first."""
_TILT = 0.7
"""How far a side goes down, and the other up, in parts of the arm."""
_GAP = cm(3)
"""Between the two cards: room for the post and its foot."""
_FOOT = (cm(2.4), cm(0.5))
_KNOB = cm(0.9)
_CLEAR = cm(0.3)
"""Between the lower pan and the ground."""
_AIR = cm(0.8)
_LEAST = 0.45
"""A card is at least this high, in parts of its width, where there is room."""


def draw(figure: Scale, box: Box, style: Style) -> Group:
    """Post, beam, and a card in each pan, at the longest arms that leave the type large enough.

    Raises:
        DoesNotFit: a card has no room for its text.
    """
    sides = (figure.left, figure.right)
    tilted = 0.0 if figure.tilt == "level" else _TILT
    found = arranged(style, _ARMS, lambda arm: _cards(sides, box, arm, round(tilted * arm)), LARGE_SCALES)
    arm, cards, tilt = found.way, found.cards, round(tilted * found.way)
    height = cards[0].box.h if bare(sides) else min(cards[0].box.h, found.highest(style, _AIR, _LEAST))
    area = box.around(box.w, box.h - cards[0].box.h + height)
    name, middle = style.terms.shapes.decoration, area.centre[0]
    beam = area.y + max(tilt, _KNOB // 2)
    drop = -tilt if figure.tilt == "right" else tilt
    ends = [(card.box.centre[0], beam + down) for card, down in zip(cards, (drop, -drop), strict=True)]
    post, foot, knob = _stand(middle, beam, area, name)
    shapes: list[Shape | Connector] = [post, Connector(name, ends[0], ends[1], _BEAM), foot, knob]
    for number, (card, end) in enumerate(zip(cards, ends, strict=True)):
        accent = style.series(number)
        top = end[1] + arm
        placed = card._replace(box=Box(card.box.x, top, card.box.w, height))
        shapes += [
            Connector(name, end, (placed.box.x + cm(0.4), top), _ROPE),
            Connector(name, end, (placed.box.right - cm(0.4), top), _ROPE),
            _load(placed, found.scale, accent, bare(sides), style),
            edge(placed.box, accent, style),
            _pan(placed.box, name),
        ]
    return Group(figure.title, box, tuple(shapes))


def _cards(sides: Sequence[Item], box: Box, arm: Emu, tilt: Emu) -> list[Card]:
    """The cards, as high as the room under arms of this length."""
    room = box.h - max(tilt, _KNOB // 2) - tilt - arm - _PAN - _CLEAR
    columns = box.columns(2, _GAP)
    return [Card(item, Box(c.x, 0, c.w, room), (EDGE, 0, 0, 0)) for item, c in zip(sides, columns, strict=True)]


def _pan(card: Box, name: str) -> Shape:
    """The bowl under a card."""
    rx, ry = card.w / 2, float(_PAN)
    outline = Path((("M", 0, 0), ("L", card.w, 0), ("A", rx, ry, 0, 180), ("Z",)))
    return Shape(name, Box(card.x, card.bottom, card.w, _PAN), outline, fill=_POST, decorative=True)


def _load(card: Card, scale: CardScale, accent: Colour, empty: bool, style: Style) -> Shape:
    """A card, or room to write in, which has an outline and no ground."""
    if empty:
        return card_shape(card, scale, line=Line(accent, pt(1.5)))
    return card_shape(card, scale, fill=style.surface(accent))


def _stand(middle: Emu, beam: Emu, area: Box, name: str) -> tuple[Shape, Shape, Shape]:
    """The post with its foot and the knob that carries the beam."""
    width, height = _FOOT
    foot = Box(middle - width // 2, area.bottom - height, width, height)
    post = Box(middle - cm(0.15), beam, cm(0.3), foot.y - beam)
    knob = Box(middle - _KNOB // 2, beam - _KNOB // 2, _KNOB, _KNOB)
    return (
        Shape(name, post, "rect", (), _POST, decorative=True),
        Shape(name, foot, "roundRect", (("adj", 50_000),), _POST, decorative=True),
        Shape(name, knob, "ellipse", (), _POST, decorative=True),
    )
