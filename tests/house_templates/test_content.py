"""Where figures may stand, on every layout of every template."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from facilitator.canvas.shapes import Box
from facilitator.house_templates import Layout, Template
from facilitator.house_templates.content import content_box
from facilitator.house_templates.model import Placeholder
from facilitator.house_templates.rooms import area, holds, meet
from facilitator.office.shapes import FURNITURE
from templates.made import MADE, Read

SLIDE = Box(0, 0, 16_000_000, 9_000_000)


def layouts(template: Template) -> Iterator[Layout]:
    yield from template.layouts


def named(template: Template, label: str) -> Layout:
    return next(layout for layout in layouts(template) if layout.label == label)


def holder(role: str, x: int, y: int, w: int, h: int) -> Placeholder:
    """A placeholder in thousandths of the slide."""
    box = Box(x * SLIDE.w // 1000, y * SLIDE.h // 1000, w * SLIDE.w // 1000, h * SLIDE.h // 1000)
    return Placeholder(role, 0, "Felt", box, None, "t", bullets=False, vertical=False)


@pytest.mark.parametrize("name", MADE)
def test_content_is_on_the_slide_and_off_all_that_is_there(name: str, read: Read) -> None:
    template = read(name)
    for layout in layouts(template):
        there = [one.box for one in layout.placeholders if one.box and one.role in FURNITURE]
        there += [box for box in layout.decorations if not holds(box, layout.content)]
        there += [layout.title.box] if layout.title and layout.title.box else []
        assert holds(template.slide, layout.content)
        assert not [box for box in there if meet(box, layout.content)], layout.label


@pytest.mark.parametrize("name", MADE)
def test_content_takes_a_fifth_of_the_slide_at_least(name: str, read: Read) -> None:
    template = read(name)
    for layout in layouts(template):
        assert area(layout.content) >= 0.2 * area(template.slide), layout.label


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
    assert layout.content == text.box


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
    assert holds(layout.decorations[0], layout.content)


def test_decorations_that_tile_the_slide_are_written_on_but_not_a_logo_among_them() -> None:
    halves = [Box(0, 0, SLIDE.w, SLIDE.h // 2), Box(0, SLIDE.h // 2, SLIDE.w, SLIDE.h // 2)]
    logo = Box(14_000_000, 7_000_000, 1_500_000, 1_500_000)
    title = holder("title", 50, 50, 900, 150)
    found = content_box(SLIDE, [title], [*halves, logo])
    assert title.box is not None
    assert not meet(found, logo)
    assert not meet(found, title.box)
    assert area(found) > 0.5 * area(SLIDE)


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


def test_a_title_without_a_place_is_in_nobodys_way() -> None:
    title = Placeholder("title", 0, "Titel", None, None, "t", bullets=False, vertical=False)
    assert content_box(SLIDE, [title], []) == SLIDE.inset(360_000)
