"""The pyramid: layers that carry each other, the top one first, and a card beside every layer."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from facilitator.canvas import Align, Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import Arrangement, beside_layers, layer_cards, layer_fills
from facilitator.canvas.shapes import Colour, Connector, Group, Line, Path, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, Style, common_size, first_with_room, height, paragraphs
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
_STRIP, _WIDE_STRIP = cm(1.5), 0.17
"""The width of what the arrows have beside the pyramid, and with what they say in parts of the figure's."""
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
    """The pyramid with its cards, as wide as leaves the type large enough; what its arrows say stands on lines over and
    under it, or beside it where it is low.

    Raises:
        DoesNotFit: a card or an arrow has no room for its text.
    """
    items, said = figure.items, (figure.downwards or "", figure.upwards or "")
    ways = [partial(way, figure, said, box, style) for way in (_across, _in_a_strip)] if any(said) else []
    arrows, found = first_with_room(ways or [lambda: ([], _beside(figure, box, style))])
    plan = found.way
    fills = layer_fills(len(items), _LIGHTEST, style)
    layers = [_layer(item.title, plan, n, fill) for n, (item, fill) in enumerate(zip(items, fills, strict=True))]
    cards = layer_cards(found, fills, lambda y: plan.area.centre[0] + plan.half(y), style)
    return Group(figure.title, box, (*arrows, *layers, *cards))


def _beside(figure: Pyramid, area: Box, style: Style) -> Arrangement[_Plan]:
    return beside_layers(figure.items, area, lambda width: _plan(len(figure.items), area, width), style)


_Said = tuple[str, str]
"""What the arrow says that points down, and the one that points up; empty where there is none."""
_Drawn = tuple[list[Shape | Connector], Arrangement[_Plan]]


def _across(figure: Pyramid, said: _Said, box: Box, style: Style) -> _Drawn:
    """The arrows at the left and, where each begins, what it says on a line across; and the pyramid beside them.

    Raises:
        DoesNotFit: there is no room.
    """
    size, (high, low) = _size(said, box.w, round(box.h * _TALLEST), style)
    middle = Box(box.x, box.y + high, box.w, box.h - high - low)
    strip, area = middle.split(_STRIP, _SPACE)
    return _arrows(said, box, strip, size, (high, low), "l"), _beside(figure, area, style)


def _in_a_strip(figure: Pyramid, said: _Said, box: Box, style: Style) -> _Drawn:
    """The same in a strip at the left.

    Raises:
        DoesNotFit: there is no room.
    """
    strip, area = box.split(round(box.w * _WIDE_STRIP), _SPACE)
    size, (high, low) = _size(said, strip.w, strip.h // 3, style)
    inner = Box(strip.x, strip.y + high, strip.w, strip.h - high - low)
    return _arrows(said, strip, inner, size, (high, low), "ctr"), _beside(figure, area, style)


def _size(said: _Said, width: Emu, most: Emu, style: Style) -> tuple[float, tuple[Emu, Emu]]:
    """The size of what the arrows say, and the heights that it takes over and under them.

    Raises:
        DoesNotFit: there is no room for it.
    """
    size = common_size(style, [(text, width, most) for text in said if text], _SAID, bold=True)
    high, low = (height(style, text, width, size, bold=True) + _SPACE if text else 0 for text in said)
    return size, (high, low)


def _arrows(
    said: _Said, box: Box, strip: Box, size: float, heights: tuple[Emu, Emu], align: Align
) -> list[Shape | Connector]:
    """Arrows as long as ``strip``, and in ``box`` over and under it what each says, where it begins."""
    (top, foot), (high, low) = said, heights
    x, apart = strip.centre[0], _APART if top and foot else 0
    shapes: list[Shape | Connector] = []
    if top:
        shapes.append(_words(top, Box(box.x, box.y, box.w, high - _SPACE), size, align))
        shapes.append(Connector(top, (x - apart, strip.y), (x - apart, strip.bottom), _ARROW))
    if foot:
        shapes.append(_words(foot, Box(box.x, box.bottom - low + _SPACE, box.w, low - _SPACE), size, align))
        shapes.append(Connector(foot, (x + apart, strip.bottom), (x + apart, strip.y), _ARROW))
    return shapes


def _words(text: str, box: Box, size: float, align: Align) -> Shape:
    words = TextBody(paragraphs(text, align=align), size, Colour("tx2"), bold=True, anchor="ctr")
    return Shape(text, box, text=words)


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
