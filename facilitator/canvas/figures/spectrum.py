"""The spectrum: opposite poles at the ends of a line, each line with room for a mark where one stands."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.canvas import Align, Box, Emu, cm, pt
from facilitator.canvas.figures.cards import corners
from facilitator.canvas.shapes import Colour, Connector, Group, Line, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, Style, common_size, paragraphs
from facilitator.content.figures import Spectrum
from facilitator.content.parts import Pair

__all__ = ["draw"]

_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_POLE = Colour("accent1")
"""Of both ends: which of them is the good one, if any, is for the words to say."""
_ROW, _TALLEST = cm(2.1), cm(3.4)
"""The height of a row, and of one of few."""
_FEW = 4
_GAP = cm(0.3)
_PAD = cm(0.5)
_WORDS = 0.27
"""The part of the width that the words have on either side."""
_DOTS = 7
_DOT, _MIDDLE = 0.18, 0.24
"""Of a row's height: the dots beside the middle, and that, which is seen to be another place."""
_GROWS = 0.25
"""By so much of its own size each dot is larger than the one before, towards the poles."""
_SMALLEST = cm(0.42)
_SCALE = Line(Colour("tx2", tint=45), pt(1.5), head="triangle", tail="triangle")


def draw(figure: Spectrum, box: Box, style: Style) -> Group:
    """A line a pair, evenly spaced.

    Raises:
        DoesNotFit: a pole's name has no room beside its line.
    """
    pairs = figure.pairs
    tall = _TALLEST if len(pairs) <= _FEW else _ROW
    height = min(box.h, tall * len(pairs) + _GAP * (len(pairs) - 1))
    rows = box.around(box.w, height).rows(len(pairs), _GAP)
    width = round(box.w * _WORDS) - _PAD
    names = [(name, width, rows[0].h) for pair in pairs for name in (pair.left, pair.right)]
    size = common_size(style, names, _SIZES, bold=True)
    shapes = [shape for pair, row in zip(pairs, rows, strict=True) for shape in _row(pair, row, width, size, style)]
    return Group(figure.title, box, tuple(shapes))


def _row(pair: Pair, row: Box, width: Emu, size: float, style: Style) -> list[Shape | Connector]:
    decoration = style.terms.shapes.decoration
    left = Box(row.x + _PAD, row.y, width, row.h)
    right = Box(row.right - _PAD - width, row.y, width, row.h)
    line = Box(left.right + _PAD, row.y, right.x - left.right - 2 * _PAD, row.h)
    y = row.centre[1]
    return [
        Shape(decoration, row, "roundRect", corners(row), style.soft, decorative=True),
        _pole(pair.left, left, size, "l"),
        Connector(f"{pair.left} – {pair.right}", (line.x, y), (line.right, y), _SCALE),
        *_dots(line, decoration),
        _pole(pair.right, right, size, "r"),
    ]


def _pole(name: str, box: Box, size: float, align: Align) -> Shape:
    text = TextBody(paragraphs(name, align=align), size, _POLE, bold=True, anchor="ctr")
    return Shape(name, box, text=text)


def _dots(line: Box, name: str) -> Sequence[Shape]:
    """Seven places to stand: larger towards the poles, hollow in the middle, where nothing is decided."""
    found = []
    for number in range(_DOTS):
        from_middle = number - _DOTS // 2
        least = max(line.h * (_DOT if from_middle else _MIDDLE), _SMALLEST)
        size = min(round(least * (1 + _GROWS * max(0, abs(from_middle) - 1))), line.w // (2 * _DOTS))
        x = line.x + round(line.w * (number + 0.5) / _DOTS)
        place = Box(x - size // 2, line.centre[1] - size // 2, size, size)
        fill = _POLE if from_middle else Colour("bg1")
        edge = None if from_middle else Line(Colour("tx2", tint=60), pt(1.75))
        found.append(Shape(name, place, "ellipse", fill=fill, line=edge, decorative=True))
    return found
