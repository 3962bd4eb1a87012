"""The largest empty rectangles of a slide, and where on a layout figures of ours may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.canvas import Box
from facilitator.house_templates import Layout, Template
from facilitator.house_templates.empty_space import content_box, rooms
from facilitator.house_templates.reading import read_template
from facilitator.office.shapes import FURNITURE, TEXTS
from templates.found import FOUND
from templates.made import MADE, Read

WHOLE = Box(0, 0, 12, 9)
boxes = st.builds(Box, st.integers(-3, 12), st.integers(-3, 9), st.integers(0, 8), st.integers(0, 8))


def largest(obstacles: list[Box]) -> int:
    """The largest empty area, found by trying every rectangle of whole numbers."""
    spans = [(a, b) for a, b in combinations(range(WHOLE.w + 1), 2)]
    heights = [(a, b) for a, b in combinations(range(WHOLE.h + 1), 2)]
    tried = (Box(x, y, right - x, bottom - y) for x, right in spans for y, bottom in heights)
    return max((box.area for box in tried if not any(box.meets(one) for one in obstacles)), default=0)


@given(st.lists(boxes, max_size=6))
def test_no_room_is_larger_than_the_first(obstacles: list[Box]) -> None:
    found = rooms(WHOLE, obstacles)
    assert (found[0].area if found else 0) == largest(obstacles)


@given(st.lists(boxes, max_size=60))
def test_rooms_are_free_and_inside_and_none_lies_in_another(obstacles: list[Box]) -> None:
    found = rooms(WHOLE, obstacles)
    assert all(WHOLE.holds(room) for room in found)
    assert not any(room.meets(one) for room in found for one in obstacles)
    assert not any(one.holds(other) or other.holds(one) for one, other in combinations(found, 2))


def test_a_line_without_thickness_divides_a_room() -> None:
    assert rooms(Box(0, 0, 10, 10), [Box(0, 4, 10, 0)]) == [Box(0, 4, 10, 6), Box(0, 0, 10, 4)]


SLIDE = Box(0, 0, 16_000_000, 9_000_000)


def layouts(template: Template) -> Iterator[Layout]:
    yield from template.layouts


def named(template: Template, label: str) -> Layout:
    return next(layout for layout in layouts(template) if layout.label == label)


class Holder(NamedTuple):
    """A placeholder's role and place."""

    role: str
    box: Box


def holder(role: str, x: int, y: int, w: int, h: int) -> Holder:
    """A placeholder in thousandths of the slide."""
    return Holder(role, Box(x * SLIDE.w // 1000, y * SLIDE.h // 1000, w * SLIDE.w // 1000, h * SLIDE.h // 1000))


@pytest.mark.parametrize("name", MADE)
def test_content_is_on_the_slide_and_off_all_that_is_there(name: str, read: Read) -> None:
    template = read(name)
    for layout in layouts(template):
        there = [one.box for one in layout.placeholders if one.box and one.role in FURNITURE]
        there += [box for box in layout.decorations if not box.holds(layout.content)]
        there += [layout.title.box] if layout.title and layout.title.box else []
        assert template.slide.holds(layout.content)
        assert not [box for box in there if box.meets(layout.content)], layout.label


@pytest.mark.parametrize("name", MADE)
def test_content_takes_a_fifth_of_the_slide_at_least(name: str, read: Read) -> None:
    template = read(name)
    for layout in layouts(template):
        assert layout.content.area >= 0.2 * template.slide.area, layout.label


@pytest.mark.parametrize("name", MADE)
def test_content_is_below_or_beside_a_title_that_is_not_low(name: str, read: Read) -> None:
    template = read(name)
    for layout in layouts(template):
        box = layout.title.box if layout.title else None
        if box is not None and box.centre[1] <= 0.5 * template.slide.h:
            content = layout.content
            assert content.y >= box.bottom or content.x >= box.right or content.right <= box.x, layout.label


def test_a_text_placeholder_is_the_content(read: Read) -> None:
    layout = named(read("4:3"), "Title and Content")
    (text,) = (one for one in layout.placeholders if one.role == "obj")
    assert layout.content == text.written


def test_a_low_title_has_the_content_above_it(read: Read) -> None:
    layout = named(read("title at the bottom"), "Title Only")
    assert layout.title is not None
    assert layout.title.box is not None
    assert layout.content.bottom <= layout.title.box.y


def test_a_title_at_the_side_has_the_content_beside_it(read: Read) -> None:
    template = read("title at the side")
    layout = named(template, "Title Only")
    assert layout.content.x >= 0.3 * template.slide.w
    assert layout.content.h >= 0.7 * template.slide.h


def test_a_pattern_leaves_the_half_without_it(read: Read) -> None:
    template = read("crowded")
    assert named(template, "Title Only").content.right <= 0.52 * template.slide.w


def test_a_card_is_written_on(read: Read) -> None:
    layout = named(read("on a card"), "Title and Content")
    assert len(layout.decorations) == 1
    assert layout.decorations[0].holds(layout.content)


def test_decorations_that_tile_the_slide_are_written_on_but_not_a_logo_among_them() -> None:
    halves = [Box(0, 0, SLIDE.w, SLIDE.h // 2), Box(0, SLIDE.h // 2, SLIDE.w, SLIDE.h // 2)]
    logo = Box(14_000_000, 7_000_000, 1_500_000, 1_500_000)
    title = holder("title", 50, 50, 900, 150)
    found = content_box(SLIDE, [title], [*halves, logo])
    assert title.box is not None
    assert not found.meets(logo)
    assert not found.meets(title.box)
    assert found.area > 0.5 * SLIDE.area


def test_one_number_in_the_corner_keeps_its_line_free() -> None:
    number = holder("sldNum", 900, 930, 80, 50)
    assert number.box is not None
    assert content_box(SLIDE, [holder("title", 50, 50, 900, 150), number], []).bottom <= number.box.y


def test_footers_at_the_top_keep_theirs() -> None:
    date = holder("dt", 50, 20, 100, 50)
    assert date.box is not None
    assert content_box(SLIDE, [date], []).y >= date.box.bottom


def test_nothing_at_all_leaves_the_slide_inside_its_margins() -> None:
    found = content_box(SLIDE, [], [])
    assert found == SLIDE.inset(360_000)


def test_a_title_without_a_place_is_in_nobodys_way(read: Read) -> None:
    layout = named(read("4:3"), "Title Only")
    assert layout.title
    without = replace(layout, placeholders=(replace(layout.title, box=None),))
    assert without.content == replace(layout, placeholders=()).content


def test_a_narrow_title_says_nothing_of_how_wide_the_content_is() -> None:
    """Texts of the master reach further to the right than its titles, which leave room for a logo."""
    title, text = holder("title", 50, 50, 720, 140), holder("body", 50, 240, 900, 600)
    found = content_box(SLIDE, [title], [], text.box)
    assert (found.x, found.right) == (text.box.x, text.box.right)
    assert content_box(SLIDE, [title], []).right == title.box.right


def test_a_room_under_the_middle_of_a_centred_title_is_in_line_with_it() -> None:
    """Off the corners of a card there are two rooms, a narrow high one and a wide low one, which begins where the title
    does; both lie under its middle, so that the larger one is taken.
    """
    title, *corners = holder("title", 50, 50, 900, 150), holder("", 50, 220, 45, 150), holder("", 905, 220, 45, 150)
    assert title.box
    art = [one.box for one in corners if one.box]
    aligned, larger = (content_box(SLIDE, [title], art, centred=centred) for centred in (False, True))
    assert aligned.x == title.box.x
    assert larger.area > 1.1 * aligned.area
    assert abs(larger.centre[0] - title.box.centre[0]) <= 1


def test_what_hangs_over_the_slide_takes_words_as_far_as_they_are_seen() -> None:
    """The layouts of this file are for slides a quarter wider."""
    template = read_template(FOUND["libreoffice/tdf115813_HandleMovementOOXMLPresetShapes"])
    held = [one for master in template.masters for layout in master.layouts for one in layout.placeholders if one.box]
    assert len([one for one in held if one.box and one.box.right == template.slide.right and one.moved]) > 10
    assert [one.name for one in held if one.role in TEXTS and one.box and not template.slide.holds(one.box)] == []
