"""What is seen behind the texts of a slide, where it is more than one colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.canvas.legible import Shades
from facilitator.canvas.units import Box
from facilitator.ground.drawing import Painted, drawing_of, painted
from facilitator.ground.pixels import Ground, grounds
from facilitator.office.presentation import Slide
from facilitator.office.shapes import Shape
from facilitator.office.xml import flag

__all__ = ["seen_behind"]

_MOST = 8
"""Pictures of a slide that are drawn: one for each text with something before it."""


def seen_behind(slide: Slide, texts: Sequence[tuple[Shape, Box]]) -> list[Shades | None]:
    """What is seen behind texts, each told by its shape and its place; None where nobody knows."""
    order = list(_painted(slide))
    lengths = [_length(order, slide, shape, place) for shape, place in texts]
    drawn = list(dict.fromkeys(lengths))[:_MOST]
    seen = grounds([drawing_of(slide, order[:length]) for length in drawn], slide.presentation.size)
    known: dict[int, Ground] = dict(zip(drawn, seen, strict=True))
    return [
        known[length].shades(place) if length in known and place.meets(slide.presentation.size) else None
        for length, (_shape, place) in zip(lengths, texts, strict=True)
    ]


def _painted(slide: Slide) -> Iterator[Painted]:
    """Everything that shows, from the back to the front; of groups what is in them."""
    if slide.above is not None and flag(slide.root, "showMasterSp") is not False:
        yield from painted(slide.above)
    yield from ((slide, shape) for shape in slide.shapes if not shape.hidden and shape.kind != "group")


def _length(order: Sequence[Painted], slide: Slide, shape: Shape, place: Box) -> int:
    """How many shapes are drawn for a text: all of them, or those up to its own where one lies before it."""
    own = next((number for number, (_sheet, one) in enumerate(order) if one is shape), len(order) - 1)
    before = (box for sheet, one in order[own + 1 :] if (box := sheet.bounds(one)) is not None)
    return own + 1 if any(box.meets(place) for box in before) else len(order)
