"""The pyramid: layers that carry each other, the top one first, and a card beside every layer."""

from __future__ import annotations

from typing import NamedTuple

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import beside_layers, layer_cards, layer_fills
from facilitator.canvas.shapes import Colour, Connector, Group, Line, Path, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, Style, common_size, height, paragraphs
from facilitator.content.figures import Pyramid

__all__ = ["draw"]

_GAP = cm(0.3)
"""Between two cards."""
_SLIT = cm(0.12)
"""Between two layers."""
_LINK = cm(0.8)
"""Between the foot of the pyramid and the cards."""
_LIGHTEST = 30
"""The tint of the top layer."""

_ARROW = Line(Colour("tx2"), pt(2.5), tail="triangle")
_STRIP = cm(1.5)
"""The width of what the arrows have beside the pyramid."""
_APART = cm(0.4)
"""From the middle of the strip to each of two arrows."""
_SAID = (22, 20, 18, 17, 16, 15, CONTENT_MIN)
_TALLEST = 0.17
"""What an arrow says takes no more of the figure's height."""
_SPACE = cm(0.2)
"""Between an arrow and what it says."""


class _Plan(NamedTuple):
    """The pyramid, the height of each of its layers, and the rows of the cards beside them."""

    area: Box
    rows: tuple[Box, ...]

    @property
    def layer(self) -> float:
        return self.area.h / len(self.rows)

    def half(self, y: float) -> float:
        """Half the pyramid's width at that height of the slide."""
        return self.area.w / 2 * (y - self.area.y) / self.area.h


def draw(figure: Pyramid, box: Box, style: Style) -> Group:
    """The pyramid with its cards, as wide as leaves the type large enough; arrows and what they say around it.

    Raises:
        DoesNotFit: a card or an arrow has no room for its text.
    """
    items = figure.items
    arrows, area = _arrows(figure, box, style)
    found = beside_layers(items, area, lambda width: _plan(len(items), area, width), style)
    plan = found.way
    fills = layer_fills(len(items), _LIGHTEST, style)
    layers = [_layer(item.title, plan, n, fill) for n, (item, fill) in enumerate(zip(items, fills, strict=True))]
    cards = layer_cards(found, fills, lambda y: plan.area.centre[0] + plan.half(y), style)
    return Group(figure.title, box, (*arrows, *layers, *cards))


def _arrows(figure: Pyramid, box: Box, style: Style) -> tuple[list[Shape | Connector], Box]:
    """The arrows at the left and, where each begins, what it says on a line across: downwards at the top, upwards at
    the foot. And the room that they leave.

    Raises:
        DoesNotFit: there is no room for what they say.
    """
    top, foot = figure.downwards or "", figure.upwards or ""
    texts = [text for text in (top, foot) if text]
    if not texts:
        return [], box
    size = common_size(style, [(text, box.w, round(box.h * _TALLEST)) for text in texts], _SAID, bold=True)
    high, low = (height(style, text, box.w, size, bold=True) if text else 0 for text in (top, foot))
    start, end = box.y + (high + _SPACE if top else 0), box.bottom - (low + _SPACE if foot else 0)
    strip, area = Box(box.x, start, box.w, end - start).split(_STRIP, _SPACE)
    apart = _APART if len(texts) == 2 else 0
    x, shapes = strip.x + _STRIP // 2, list[Shape | Connector]()
    if top:
        shapes.append(_said(top, Box(box.x, box.y, box.w, high), size))
        shapes.append(Connector(top, (x - apart, start), (x - apart, end), _ARROW))
    if foot:
        shapes.append(_said(foot, Box(box.x, box.bottom - low, box.w, low), size))
        shapes.append(Connector(foot, (x + apart, end), (x + apart, start), _ARROW))
    return shapes, area


def _said(text: str, box: Box, size: float) -> Shape:
    return Shape(text, box, text=TextBody(paragraphs(text), size, Colour("tx2"), bold=True, anchor="ctr"))


def _plan(count: int, box: Box, width: Emu) -> _Plan:
    area, cards = box.split(width, _LINK)
    return _Plan(area, tuple(cards.rows(count, _GAP)))


def _layer(name: str, plan: _Plan, number: int, fill: Colour) -> Shape:
    """The part of the triangle between two heights."""
    top = plan.area.y + plan.layer * number + (_SLIT / 2 if number else 0)
    bottom = plan.area.y + plan.layer * (number + 1) - (_SLIT / 2 if number + 1 < len(plan.rows) else 0)
    wide, narrow, middle = plan.half(bottom), plan.half(top), plan.area.centre[0]
    box = Box(round(middle - wide), round(top), round(2 * wide), round(bottom - top))
    inset = wide - narrow
    corners = ((inset, 0), (box.w - inset, 0), (box.w, box.h), (0, box.h))
    (x, y), *others = corners
    return Shape(name, box, Path((("M", x, y), *(("L", *other) for other in others), ("Z",))), fill=fill)
