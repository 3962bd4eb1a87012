"""What helps with cutting and printing: crop marks, and a ruler that shows whether the size is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from facilitator.print.cards.imposition import MARGIN, Imposition, Spot

__all__ = ["RULER", "Mark", "Ruler", "crop_marks", "ruler"]

RULER = 50.0
"""Its length in mm."""
_GAP = 1.0
"""Between a card's edge (or its bleed) and a mark."""
_LENGTH = 4.0
_EDGE = 2.5
"""A mark may run into the printer's margin; nearer to the paper's edge than this it has no use."""
_TALL = 9.0
"""A margin of this height holds the ruler with its numbers beside the crop marks."""


class Mark(NamedTuple):
    """A line from one point to another, mm."""

    x1: float
    y1: float
    x2: float
    y2: float


class Ruler(NamedTuple):
    """Where the ruler begins, and whether it stands upright."""

    x: float
    y: float
    upright: bool
    text: float
    """How far from its beginning there is room for words, mm."""


def crop_marks(imposition: Imposition, bleed: float = 0) -> list[Mark]:
    """At both ends of every line to cut along, outside all cards."""
    spots = [*imposition.fronts, *(imposition.backs if imposition.fold else ())]
    card, paper = imposition.card, imposition.paper
    across = _edges((spot.x for spot in spots), card.w)
    down = _edges((spot.y for spot in spots), card.h)
    gap = max(_GAP, bleed)
    marks = []
    for start, end in _outside(down, gap, paper.h):
        marks += [Mark(x, start, x, end) for x in across]
    for start, end in _outside(across, gap, paper.w):
        marks += [Mark(start, y, end, y) for y in down]
    return marks


def _edges(starts: Iterable[float], length: float) -> list[float]:
    """Both edges of all cards in one direction, each once."""
    return sorted({round(edge, 3) for start in starts for edge in (start, start + length)})


def _outside(edges: Sequence[float], gap: float, paper: float) -> Iterator[tuple[float, float]]:
    """Where marks run before the first edge and behind the last one."""
    first, last = edges[0] - gap, edges[-1] + gap
    yield max(first - _LENGTH, min(_EDGE, first)), first
    yield last, min(last + _LENGTH, max(paper - _EDGE, last))


def ruler(imposition: Imposition) -> Ruler:
    """Under the cards, or beside them where only there is room."""
    lowest = max(spot.y for spot in _printed(imposition)) + imposition.card.h
    left = min(spot.x for spot in _printed(imposition))
    below = imposition.paper.h - lowest
    if below < _TALL <= left:
        starts = sorted({spot.y for spot in imposition.fronts})
        return Ruler(MARGIN + 1.5, starts[0] + 2, upright=True, text=_behind_marks(starts))
    starts = sorted({spot.x for spot in imposition.fronts})
    return Ruler(starts[0] + 2, imposition.paper.h - MARGIN - 1.5, upright=False, text=_behind_marks(starts))


def _behind_marks(starts: Sequence[float]) -> float:
    """Past the ruler, and past the crop marks between the first card and the next."""
    return max(RULER, starts[1] - starts[0] if len(starts) > 1 else 0) + 1


def _printed(imposition: Imposition) -> list[Spot]:
    return [*imposition.fronts, *(imposition.backs if imposition.fold else ())]
