"""The largest empty rectangle: where on a layout something may be drawn. Lengths in EMU."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitator.canvas.shapes import Box
from facilitator.canvas.units import Emu

__all__ = ["area", "clipped", "grown", "holds", "meet", "room_around", "rooms"]

_KEPT = 40
"""Rooms that are followed: of layouts with hundreds of small decorations not every one can be."""


def area(box: Box) -> int:
    """In square EMU; 0 for what is turned inside out."""
    return max(box.w, 0) * max(box.h, 0)


def meet(one: Box, other: Box) -> bool:
    """Whether they overlap by more than an edge."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def holds(outer: Box, inner: Box) -> bool:
    """Whether ``inner`` lies in ``outer``."""
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def grown(box: Box, by: Emu) -> Box:
    """The box with ``by`` more on every side."""
    return box.inset(-by)


def clipped(box: Box, to: Box) -> Box:
    """The part of a box that lies in another; without area where there is none."""
    x, y = max(box.x, to.x), max(box.y, to.y)
    return Box(x, y, max(min(box.right, to.right) - x, 0), max(min(box.bottom, to.bottom) - y, 0))


def rooms(whole: Box, obstacles: Iterable[Box]) -> list[Box]:
    """The largest empty rectangles of ``whole``, the largest first.

    None of them meets an obstacle, however many there are; the `_KEPT` largest are looked for.
    """
    found = [whole] if area(whole) else []
    for obstacle in sorted(obstacles, key=area, reverse=True):
        if any(meet(room, obstacle) for room in found):
            found = _largest([piece for room in found for piece in _around(room, obstacle)])
    return found


def room_around(box: Box, whole: Box, obstacles: Iterable[Box]) -> Box:
    """The largest empty rectangle of ``whole`` that holds ``box``, which may lie over obstacles already."""
    found = rooms(whole, (one for one in obstacles if not meet(one, box)))
    return next((room for room in found if holds(room, box)), box)


def _around(room: Box, obstacle: Box) -> Iterator[Box]:
    """What is left of a room: above, below, left, and right of the obstacle, each as large as can be."""
    if not meet(room, obstacle):
        yield room
        return
    yield Box(room.x, room.y, room.w, obstacle.y - room.y)
    yield Box(room.x, obstacle.bottom, room.w, room.bottom - obstacle.bottom)
    yield Box(room.x, room.y, obstacle.x - room.x, room.h)
    yield Box(obstacle.right, room.y, room.right - obstacle.right, room.h)


def _largest(boxes: Sequence[Box]) -> list[Box]:
    """Without those that lie in another."""
    found: list[Box] = []
    for box in sorted({box for box in boxes if box.w > 0 and box.h > 0}, key=_order):
        if not any(holds(other, box) for other in found):
            found.append(box)
        if len(found) == _KEPT:
            break
    return found


def _order(box: Box) -> tuple[int, int, int]:
    return -area(box), box.y, box.x
