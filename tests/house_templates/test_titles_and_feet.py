"""A template's layouts as ours: titles at one height, nothing over art, feet where they can be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import facilitator
from facilitator.canvas import ABOVE, Box, cm
from facilitator.canvas.legible import joined
from facilitator.canvas.own_layouts import DESIGN, ORDINARY, Slot
from facilitator.canvas.shapes import Colour, Placeholder, Shape
from facilitator.colours import READABLE, contrast, rgb_of
from facilitator.house_templates.fillers import kind_of
from facilitator.house_templates.ground_fit import feet_of, on_paper
from facilitator.pptx.in_template import HouseTemplate, house_template
from templates.companies import COMPANIES
from templates.unusual import UNUSUAL

Open = Callable[[str], HouseTemplate]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Open:
    """One of the look-alikes, read once."""
    kept: dict[str, HouseTemplate] = {}
    folder: Path = tmp_path_factory.mktemp("companies")

    def read(name: str) -> HouseTemplate:
        if name not in kept:
            file = folder / f"{len(kept)}.potx"
            file.write_bytes({**COMPANIES, **UNUSUAL}[name]())
            kept[name] = house_template(file)
        return kept[name]

    return read


def anchored(slot: Slot) -> float:
    return slot.box.y + ABOVE[slot.anchor] * slot.box.h


@pytest.mark.parametrize(
    "name",
    [
        "cream, top band",
        "sample picture",
        "titles in a column",
        "light photo, footer art",
        "no title on the master",
        "title bar below",
    ],
)
def test_titles_of_ordinary_slides_stand_at_one_height(name: str, opened: Open) -> None:
    house = opened(name)
    layouts = house.ways[0].design.layouts
    heights = [anchored(layouts[kind].slots[0]) for kind in ORDINARY]
    assert max(heights) - min(heights) <= 0.03 * house.template.slide.h


@pytest.mark.parametrize("name", ["white, left band", "white, top band"])
def test_short_titles_are_hardly_larger_than_long_ones(name: str, opened: Open, tmp_path: Path) -> None:
    file = tmp_path / "t.pptx"
    file.write_bytes(COMPANIES[name]())
    said = ("Kort", "Fire trin rundt om trivslen i hverdagen", "Ledelse i spændingsfeltet: Vision, kultur og image")
    slides = [f'{{title: "{title}", bullets: [Et, To]}}' for title in said]
    text = f"title: Hej\nblocks:\n  - {{title: Et, minutes: 5, slides: [{', '.join(slides)}]}}\n"
    session = facilitator.open(text=text, template=file)
    assert isinstance(session, facilitator.OpenAgenda)
    usual = opened(name).ways[0].design.layouts["content"].slots[0].size
    shapes = [one.shapes[0] for one in session.drawn.canvases if one.layout in ("agenda", "content")]
    sizes = [one.size or usual for one in shapes if isinstance(one, Placeholder)]
    assert len(sizes) == 4
    assert min(sizes) < 32 <= max(sizes) <= 1.3 * min(sizes)
    assert max(sizes) < usual


def test_the_place_of_a_source_that_there_is_none_goes_to_what_is_drawn(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_bytes(COMPANIES["white, left band"]())
    asked = "{title: Par, questions: [Hvad?, Hvem?], work: pair, minutes: 5"
    text = f"title: Hej\nblocks:\n  - {{title: Et, minutes: 5, slides: [{asked}}}, {asked}, source: Os}}]}}\n"
    session = facilitator.open(text=text, template=tmp_path / "t.pptx")
    assert isinstance(session, facilitator.OpenAgenda)
    line = opened("white, left band").ways[0].design.source_on("questions")
    bars = [
        one.box.bottom
        for canvas in session.drawn.canvases
        if canvas.layout == "questions"
        for one in canvas.shapes
        if isinstance(one, Shape) and one.key == "timer"
    ]
    assert [bottom > line.y for bottom in bars] == [True, False]
    assert max(bars) < line.bottom
    assert DESIGN.body_on("questions", source=False) == DESIGN.body


@pytest.mark.parametrize("name", ["diagonal", "light photo, footer art", "two logos", "busy photo, logo top left"])
def test_no_text_has_its_place_on_art(name: str, opened: Open) -> None:
    way = opened(name).ways[0]
    for kind, layout in way.design.layouts.items():
        art = way.layouts[kind].decorations
        assert art
        over = [slot.name for slot in layout.slots if any(one.meets(slot.box.scaled(way.scale)) for one in art)]
        assert over == [], kind


def test_a_bar_is_narrow_rather_than_over_art(opened: Open) -> None:
    way = opened("facets").ways[0]
    layout = way.design.layouts["break_"]
    bar, title = (box.scaled(way.scale) for box in (layout.area, layout.slots[0].box))
    assert bar.area
    assert title.centre[1] > 0.25 * way.template.slide.h
    assert not any(one.meets(bar) for one in way.layouts["break_"].decorations)


def test_a_title_stays_on_its_band_however_the_band_ends(opened: Open) -> None:
    house = opened("arrow band")
    for kind in ORDINARY:
        title = house.ways[0].design.layouts[kind].slots[0]
        assert title.box.bottom <= 0.19 * house.template.slide.h
        assert title.ink is None


def test_where_the_title_stands_beside_the_bar_what_is_said_of_a_break_is_under_it(opened: Open) -> None:
    layout = opened("half pictures").ways[0].design.layouts["break_"]
    title, under = (slot.box for slot in layout.slots)
    assert (under.x, under.y, under.w) == (title.x, title.bottom, title.w)
    assert not under.meets(layout.area)


def test_columns_take_the_room_of_a_picture_that_is_not_there(opened: Open) -> None:
    house = opened("half pictures")
    _title, left, right = house.ways[0].design.layouts["two_content"].slots
    assert left.box.right <= right.box.x
    assert left.box.w + right.box.w >= 0.8 * house.template.slide.w


@pytest.mark.parametrize(("kind", "ink", "plate"), [("title", Colour("bg1"), False), ("section", None, True)])
def test_words_on_a_photograph_of_a_middle_tone_are_white_or_stand_on_a_plate(
    kind: str, ink: Colour | None, plate: bool, opened: Open
) -> None:
    house = opened("dim photos")
    layout = house.ways[0].layouts[kind]
    title = layout.title
    assert title is not None
    assert title.box is not None
    assert title.ink is not None
    shades = layout.shades(title.box)
    assert shades is not None
    assert all(contrast(rgb_of(title.ink), colour) >= READABLE for colour in shades)
    slot = house.ways[0].design.layouts[kind].slots[0]
    assert (slot.ink, slot.plate) == (ink, plate)


def test_a_photograph_with_nothing_to_fill_is_no_layout_for_pictures(opened: Open) -> None:
    assert opened("dim photos").choices["picture"].layout.placeholders


@pytest.mark.parametrize("name", ["small panel", "split", "pale panel"])
def test_narrow_columns_are_not_stretched_over_each_other(name: str, opened: Open) -> None:
    _title, left, right = opened(name).ways[0].design.layouts["two_content"].slots
    assert left.box.right <= right.box.x


@pytest.mark.parametrize("name", ["title beside the slide", "titles written up", "titles stood up"])
def test_a_title_that_nobody_would_see_or_read_lies_on_the_slide(name: str, opened: Open) -> None:
    house = opened(name)
    for kind in ORDINARY:
        title = house.ways[0].design.layouts[kind].slots[0]
        assert house.template.slide.holds(title.box)
        assert title.box.w > title.box.h
        assert title.upright == (name != "title beside the slide")


def test_words_without_a_fill_get_one(opened: Open) -> None:
    layouts = opened("unseen words").ways[0].design.layouts
    assert all(slot.ink for kind in ("content", "two_content") for slot in layouts[kind].slots[1:])


def test_what_is_drawn_keeps_from_the_edges_though_texts_do_not(opened: Open) -> None:
    house = opened("wide insets")
    slide, area = house.template.slide, house.ways[0].design.layouts["content"].area
    assert slide.inset(slide.h // 60).holds(area)


def test_a_title_that_is_filled_itself_is_read_on_that_over_a_plate_too(opened: Open) -> None:
    layout = opened("wide gradient, nothing").ways[0].layouts["title_only"]
    title = layout.title
    assert title
    assert title.surface
    assert title.surface.paint
    ink = on_paper(layout, kind_of(title))
    assert ink
    assert contrast(rgb_of(layout.colours[ink.scheme]), title.surface.paint.rgb) >= READABLE


def test_a_title_on_a_ground_for_large_type_says_so(opened: Open) -> None:
    veiled, plain = (opened(name).ways[0].design.layouts["agenda"].slots[0] for name in ("veil", "framed"))
    assert veiled.large
    assert not plain.large


def test_a_cover_that_is_moved_off_art_has_its_subtitle_under_its_title(opened: Open) -> None:
    title, subtitle = opened("diagonal").ways[0].design.layouts["title"].slots
    assert subtitle.box.y >= title.box.bottom


def test_a_title_that_art_leaves_little_of_takes_in_the_line_above_that_nobody_fills(opened: Open) -> None:
    house = opened("dark photo, top band")
    title = house.ways[0].design.layouts["title_only"].slots[0]
    assert title.box.h >= 1.2 * 12_700 * title.size
    assert title.box.bottom <= 0.19 * house.template.slide.h


def test_feet_are_left_out_where_they_would_stand_on_art(opened: Open) -> None:
    logos, table = (opened(name).ways[0].layouts["title_only"] for name in ("two logos", "table in the master"))
    footer, number = feet_of(logos)
    assert footer is not None
    assert number is None
    assert feet_of(table) == (None, None)


def test_feet_are_left_out_where_a_title_has_been_moved_to(opened: Open) -> None:
    layouts = opened("title bar below").ways[0].layouts
    assert layouts["two_content"].title is not None
    assert layouts["two_content"].title.moved
    assert feet_of(layouts["two_content"]) == (None, None)


@pytest.mark.parametrize("name", ["watermark", "over a picture", "over boxes", "framed", "ruled"])
def test_faint_words_grain_and_lines_leave_the_content_its_room(name: str, opened: Open) -> None:
    house = opened(name)
    assert house.ways[0].design.layouts["title_only"].area.area >= 0.4 * house.template.slide.area


def test_a_title_that_stands_on_a_busy_picture_has_a_plate_there(opened: Open) -> None:
    busy, dark = (opened(name).ways[0].design.layouts["title_only"].slots[0] for name in ("busy banner", "dark banner"))
    assert busy.plate
    assert not dark.plate
    assert busy.box == dark.box


def test_where_a_theme_names_no_font_texts_are_taken_for_wide(opened: Open) -> None:
    (master,) = opened("no fonts").template.masters
    assert (master.major, master.minor) == ("Arial", "Arial")


def test_feet_beside_all_texts_take_nothing_from_those(opened: Open) -> None:
    house = opened("feet at the right")
    assert house.ways[0].layouts["title_only"].content.bottom >= 0.9 * house.template.slide.h


def test_plates_that_cannot_be_one_leave_no_gap() -> None:
    wide, narrow, logo = Box(0, cm(5), cm(20), cm(5)), Box(cm(4), cm(2), cm(16), cm(2.8)), Box(0, 0, cm(3.5), cm(4))
    boxes = [one.box for one in joined([Shape("a", narrow), Shape("b", wide)], [logo])]
    assert len(boxes) == 2
    assert boxes[0].bottom >= boxes[1].y
    assert not any(box.meets(logo) for box in boxes)


def test_nothing_stands_across_the_edge_of_a_pale_panel(opened: Open) -> None:
    way = opened("pale panel").ways[0]
    edge = round(0.28 * way.template.slide.w)
    for kind in ORDINARY:
        title, *texts = way.design.layouts[kind].slots
        assert title.box.scaled(way.scale).right <= edge
        places = [way.design.layouts[kind].area, *(slot.box for slot in texts)]
        assert all(box.scaled(way.scale).x >= edge for box in places), kind
    assert way.design.layouts["title_only"].area.area >= 0.45 * way.template.slide.area


def test_words_on_a_photograph_all_over_stay_where_it_is_dark_for_them(opened: Open) -> None:
    house = opened("photo cover")
    for kind in ("title", "section", "break_"):
        title, subtitle = house.ways[0].design.layouts[kind].slots
        assert not title.plate
        assert title.box.y >= 0.45 * house.template.slide.h
        assert kind == "break_" or subtitle.box.y >= title.box.bottom
    assert house.ways[0].design.layouts["title"].slots[0].own


@pytest.mark.parametrize(("name", "place"), [("high covers", 0.26), ("band and insets", 0.29)])
def test_covers_stand_where_the_template_has_them(name: str, place: float, opened: Open) -> None:
    house = opened(name)
    title, subtitle = house.ways[0].design.layouts["title"].slots
    assert title.own
    assert subtitle.box.y >= title.box.bottom
    assert title.box.centre[1] == pytest.approx(place * house.template.slide.h, rel=0.4)


def test_words_on_a_band_stay_on_it(opened: Open) -> None:
    house = opened("band and insets")
    band = Box(0, 0, house.template.slide.w, round(0.63 * house.template.slide.h))
    assert all(band.holds(slot.box) for slot in house.ways[0].design.layouts["title"].slots)


def test_what_is_drawn_stands_where_texts_do(opened: Open) -> None:
    layouts = opened("band and insets").ways[0].design.layouts
    text = layouts["content"].slots[1].box
    for kind in ("content", "title_only"):
        assert abs(layouts[kind].area.x - text.x) <= cm(0.1)


def test_a_room_that_begins_where_titles_do_is_taken_before_one_that_is_a_little_larger(opened: Open) -> None:
    layouts = opened("bleeding shapes").ways[0].design.layouts
    assert abs(layouts["title_only"].area.x - layouts["title_only"].slots[0].box.x) <= cm(1)


def test_a_tilted_title_is_as_large_as_it_is_before_it_is_tilted(opened: Open) -> None:
    house = opened("tilted titles")
    layout = house.ways[0].layouts["title_only"]
    assert layout.title
    assert layout.title.box
    assert layout.title.around
    assert layout.title.around.h > layout.title.box.h
    assert layout.content.y >= layout.title.around.bottom
