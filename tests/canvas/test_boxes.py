"""Boxes divide without losing an EMU."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from facilitator.canvas import Box, cm

boxes = st.builds(Box, *[st.integers(0, cm(5))] * 2, *[st.integers(cm(10), cm(30))] * 2)


@given(boxes, st.integers(1, 9), st.integers(0, cm(1)))
def test_columns_and_gaps_fill_the_width(box: Box, count: int, gap: int) -> None:
    columns = box.columns(count, gap)
    assert columns[0].x == box.x
    assert columns[-1].right == box.right
    assert all(b.x - a.right == gap for a, b in itertools.pairwise(columns))
    assert max(c.w for c in columns) - min(c.w for c in columns) <= 1


@given(boxes, st.integers(1, 9), st.integers(0, cm(1)))
def test_rows_and_gaps_fill_the_height(box: Box, count: int, gap: int) -> None:
    rows = box.rows(count, gap)
    assert (rows[0].y, rows[-1].bottom) == (box.y, box.bottom)
    assert all(b.y - a.bottom == gap for a, b in itertools.pairwise(rows))


@given(boxes, st.integers(0, cm(4)), st.integers(0, cm(1)))
def test_split_and_cut_keep_the_whole(box: Box, part: int, gap: int) -> None:
    left, right = box.split(part, gap)
    upper, lower = box.cut(part, gap)
    assert (left.x, right.right, left.w + gap + right.w) == (box.x, box.right, box.w)
    assert (upper.y, lower.bottom, upper.h + gap + lower.h) == (box.y, box.bottom, box.h)
    assert Box.bounding([left, right]) == box
