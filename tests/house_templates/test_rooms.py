"""The largest empty rectangle, against all that there could be."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from facilitator.canvas.shapes import Box
from facilitator.house_templates.rooms import area, holds, meet, rooms

WHOLE = Box(0, 0, 12, 9)
boxes = st.builds(Box, st.integers(-3, 12), st.integers(-3, 9), st.integers(0, 8), st.integers(0, 8))


def largest(obstacles: list[Box]) -> int:
    """The largest empty area, found by trying every rectangle of whole numbers."""
    spans = [(a, b) for a, b in combinations(range(WHOLE.w + 1), 2)]
    heights = [(a, b) for a, b in combinations(range(WHOLE.h + 1), 2)]
    tried = (Box(x, y, right - x, bottom - y) for x, right in spans for y, bottom in heights)
    return max((area(box) for box in tried if not any(meet(box, one) for one in obstacles)), default=0)


@given(st.lists(boxes, max_size=6))
def test_no_room_is_larger_than_the_first(obstacles: list[Box]) -> None:
    found = rooms(WHOLE, obstacles)
    assert (area(found[0]) if found else 0) == largest(obstacles)


@given(st.lists(boxes, max_size=60))
def test_rooms_are_free_and_inside_and_none_lies_in_another(obstacles: list[Box]) -> None:
    found = rooms(WHOLE, obstacles)
    assert all(holds(WHOLE, room) for room in found)
    assert not any(meet(room, one) for room in found for one in obstacles)
    assert not any(holds(one, other) or holds(other, one) for one, other in combinations(found, 2))


def test_a_line_without_thickness_divides_a_room() -> None:
    assert rooms(Box(0, 0, 10, 10), [Box(0, 4, 10, 0)]) == [Box(0, 4, 10, 6), Box(0, 0, 10, 4)]
