"""Speech bubbles: an exclamation and a sentence to go on with, for a closing round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitator.canvas.figures.cards import (
    SCALES,
    Card,
    Scale,
    card_anchor,
    card_height,
    card_shape,
    common_scale,
    grid,
    surface,
)
from facilitator.canvas.shapes import Box, Group, Line, Shape
from facilitator.canvas.style import Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import Emu, cm, pt
from facilitator.content.figures import Bubbles, Item

__all__ = ["draw"]

_GRIDS = {
    2: ((2,), (1, 1)), 3: ((3,), (1, 1, 1)), 4: ((2, 2), (1, 1, 1, 1)), 5: ((3, 2), (2, 2, 1)),
    6: ((3, 3), (2, 2, 2)), 7: ((4, 3), (3, 2, 2), (2, 2, 2, 1)), 8: ((4, 4), (3, 3, 2), (2, 2, 2, 2)),
}  # fmt: skip
"""The arrangements of so many bubbles, the best looking first."""
_GOOD = 16
_LOUD = tuple(replace(scale, heading=round(scale.heading * 1.3), before=scale.before + 3) for scale in SCALES)
"""The exclamation is said louder than a heading."""
_TAIL = cm(0.9)
_GAP = cm(0.5)
_SHIFT = cm(1.1)
"""By how much every second row, or every second bubble of a single row, is moved: it makes the round lively."""
_AIR = cm(1.0)
_LEAST = 0.42
