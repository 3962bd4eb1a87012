"""Outlines are curves that are true, and lines end where they were to end."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from facilitator.canvas import Box, cm, points, pt
from facilitator.canvas.shapes import AnyShape, Colour, Connector, Group, Line, Shape
from facilitator.svg import group_svg
from facilitator.svg.outlines import curves, outline
from sample_deck import style

PRESETS = (
    "rect", "roundRect", "round2SameRect", "ellipse", "flowChartConnector", "flowChartMerge", "teardrop", "homePlate",
    "chevron", "downArrow", "upArrow", "wedgeRoundRectCallout",
)  # fmt: skip
side = st.integers(1, 30)


def ends(commands: Any) -> list[tuple[float, float]]:
    """Where each command ends."""
    return [(float(values[-2]), float(values[-1])) for _, *values in curves(commands) if values]


@given(w=side, h=side)
def test_an_ellipse_is_one(w: int, h: int) -> None:
    box = Box(0, 0, cm(w), cm(h))
    for x, y in ends(outline(Shape("e", box, "ellipse")).commands):
        assert math.hypot(x / box.w * 2 - 1, y / box.h * 2 - 1) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("preset", PRESETS)
@given(w=side, h=side)
def test_a_preset_fills_its_box_and_keeps_text_within(preset: str, w: int, h: int) -> None:
    box = Box(cm(3), cm(4), cm(w), cm(h))
    found = outline(Shape("s", box, preset))
    tail = 2 if preset == "wedgeRoundRectCallout" else 1
    xs, ys = zip(*ends(found.commands), strict=True)
    assert min(xs) >= -1
    assert max(xs) == pytest.approx(box.w, abs=1)
    assert min(ys) == pytest.approx(0, abs=1)
    assert box.h - 1 <= max(ys) <= box.h * tail
    text = found.text
    assert text.x >= 0
    assert text.y >= 0
    assert text.right <= box.w + 1
    assert text.bottom <= box.h + 1


def paths(shape: AnyShape, box: Box) -> list[Any]:
    drawn = etree.fromstring(group_svg(Group("g", box, (shape,)), style()))
    return list(drawn.iter("{http://www.w3.org/2000/svg}path"))


def corners(path: Any) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?[\d.]+", path.get("d"))]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_an_arrow_ends_where_its_line_was_to_end() -> None:
    box = Box(0, 0, cm(10), cm(10))
    line = Line(Colour("tx2"), pt(2), tail="triangle")
    stroke, head = paths(Connector("pil", (0, cm(5)), (cm(10), cm(5)), line), box)
    assert corners(head)[0] == pytest.approx((points(box.w), points(cm(5))), abs=0.01)
    assert corners(stroke)[1][0] < corners(head)[0][0]
    assert head.get("fill") == stroke.get("stroke")


def test_dashes_are_in_widths_of_the_line() -> None:
    line = Line(Colour("tx2"), pt(2), "dash")
    (stroke,) = paths(Connector("streg", (0, 0), (cm(10), 0), line), Box(0, 0, cm(10), cm(1)))
    assert (stroke.get("stroke-dasharray"), stroke.get("stroke-width")) == ("8 6", "2")


def test_a_curved_line_leaves_both_ends_level_and_passes_the_middle() -> None:
    start, end = (cm(9), cm(1)), (cm(1), cm(7))
    (stroke,) = paths(Connector("gren", start, end, Line(Colour("tx2"), pt(2)), curved=True), Box(0, 0, cm(10), cm(8)))
    begin, out, _, middle, _, back, finish = corners(stroke)
    assert begin == pytest.approx((points(start[0]), points(start[1])), abs=0.01)
    assert finish == pytest.approx((points(end[0]), points(end[1])), abs=0.01)
    assert (out[1], back[1]) == (begin[1], finish[1])
    assert middle == pytest.approx((points(cm(5)), points(cm(4))), abs=0.01)
