"""Speech bubbles: an exclamation and a sentence to go on with, for a closing round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.arrangement import GRIDS, Counts, arranged, grid
from facilitator.canvas.figures.cards import SCALES, Card, Scale, card_anchor, card_shape
from facilitator.canvas.shapes import Group, Line, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import Bubbles
from facilitator.content.parts import Item

__all__ = ["draw"]

_LOUDEST = 40
_LOUD = (
    *[Scale(_LOUDEST, text, 14, cm(1.0)) for text in (30, 28, 26)],
    *[scale._replace(heading=round(scale.heading * 1.35), before=scale.before + 2) for scale in SCALES],
)
"""The exclamation is said louder than a heading, though never louder than the slide's title; what goes on from it is
read by everybody in the circle.
"""
_TAIL = cm(0.9)
_GAP = cm(0.5)
_SHIFT = cm(1.2)
"""By how much every second row, or every second bubble of a single row, is moved: it makes the round lively."""
_AIR = cm(1.0)
_LEAST = 0.36
"""A bubble is at least this high, in parts of its width, where there is room."""
_RADIUS = cm(0.55)
_TIP = 34_000
"""How far from the middle a tail points, in 1/100 000 of the bubble's width."""


def draw(figure: Bubbles, box: Box, style: Style) -> Group:
    """The bubbles in staggered rows, their tails pointing to alternating sides.

    Raises:
        DoesNotFit: a bubble has no room for its text in any arrangement.
    """
    items = figure.items
    choices = [counts for counts in GRIDS[len(items)] if counts != (4,)]
    found = arranged(style, choices, lambda counts: _cards(items, _places(box, counts)), _LOUD)
    anchor = card_anchor(items)
    shapes: list[Shape] = []
    for number, card in enumerate(_cards(items, _places(box, found.way, found.highest(style, _AIR, _LEAST)))):
        accent = style.accent(number)
        shape = card_shape(
            card, found.scale, fill=style.surface(accent), line=Line(accent, pt(1.5)), anchor=anchor, radius=_RADIUS
        )
        shapes.append(replace(shape, geometry="wedgeRoundRectCallout", adjust=_pointing(card.box, number % 2 == 1)))
    return Group(figure.title, box, tuple(shapes))


def _cards(items: Sequence[Item], boxes: Sequence[Box]) -> list[Card]:
    return [Card(item, place) for item, place in zip(items, boxes, strict=True)]


def _places(box: Box, counts: Counts, highest: Emu | None = None) -> list[Box]:
    """Where the bubbles stand, without their tails; no bubble higher than ``highest``."""
    row = None if highest is None else highest + _TAIL
    if len(counts) == 1:
        cells = grid(replace(box, h=box.h - _SHIFT), counts, _GAP, row)
        cells = [replace(cell, y=cell.y + number % 2 * _SHIFT) for number, cell in enumerate(cells)]
    elif len(set(counts)) == 1:
        cells = grid(replace(box, w=box.w - _SHIFT), counts, _GAP, row)
        cells = [replace(cell, x=cell.x + number // counts[0] % 2 * _SHIFT) for number, cell in enumerate(cells)]
    else:
        cells = grid(box, counts, _GAP, row)
    return [replace(cell, h=cell.h - _TAIL) for cell in cells]


def _pointing(box: Box, to_the_right: bool) -> tuple[tuple[str, int], ...]:
    """The adjust values of a speech bubble: where its tail ends, from its middle, and the radius of its corners."""
    down = 50_000 + round(_TAIL * 100_000 / box.h)
    radius = round(_RADIUS * 100_000 / min(box.w, box.h))
    return (("adj1", _TIP if to_the_right else -_TIP), ("adj2", down), ("adj3", min(50_000, radius)))
