"""What is read out of a template."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.house_templates import Layout, Template
from facilitator.house_templates.reading import read_template
from facilitator.messages import Problems
from office.packages import contents, rezip
from templates.made import MADE, Read


def named(template: Template, label: str) -> Layout:
    return next(layout for layout in template.layouts if layout.label == label)


@pytest.mark.parametrize("name", MADE)
def test_every_template_is_read(name: str, read: Read) -> None:
    template = read(name)
    labels = [layout.label.casefold() for layout in template.layouts]
    assert labels
    assert len(set(labels)) == len(labels)
    for master in template.masters:
        assert len(master.colours) == 12
        assert master.major
        assert master.minor


def test_placeholders_have_what_they_inherit(read: Read) -> None:
    layout = named(read("4:3"), "Title and Content")
    title, text, *footers = layout.placeholders
    assert (title.role, title.size, title.anchor, title.bullets) == ("title", 44.0, "ctr", False)
    assert (text.role, text.index, text.size, text.anchor, text.bullets) == ("obj", 1, 32.0, "t", True)
    assert {one.role for one in footers} == {"dt", "ftr", "sldNum"}
    assert all(one.box is not None and one.size == 12.0 for one in footers)


def test_a_layout_says_more_than_its_master(read: Read) -> None:
    title, text, *_ = named(read("4:3"), "Section Header").placeholders
    assert (title.size, title.anchor) == (40.0, "t")
    assert (text.size, text.anchor, text.bullets) == (20.0, "b", False)


def test_indexes_are_read_as_they_are(read: Read) -> None:
    layout = next(read("odd indexes").layouts)
    assert [one.index for one in layout.placeholders] == [4294967295, 13, 0, 0, 4242]


def test_vertical_text_is_told(read: Read) -> None:
    template = read("4:3")
    assert [one.vertical for one in named(template, "Title and Vertical Text").placeholders[:2]] == [False, True]


def test_colours_go_through_the_map_and_a_layouts_own_map_turns_them_round(read: Read) -> None:
    template = read("dark")
    first, second, *_ = template.layouts
    assert (second.colours["tx1"], second.colours["bg1"]) == ("000000", "FFFFFF")
    assert (first.colours["tx1"], first.colours["bg1"]) == ("FFFFFF", "000000")
    assert second.colour_map is None
    assert first.colour_map is not None
    assert first.colour_map["bg1"] == "dk1"


def test_decorations_of_master_and_layout_go_to_the_slides_edges(read: Read) -> None:
    template = read("decorated")
    w, h = template.slide.w, template.slide.h
    left = named(template, "Blank").decorations[0]
    assert (left.x, left.y, left.w, left.h) == (0, 0, w * 80 // 1000, h)
    assert len(named(template, "Title Only").decorations) == 3


def test_a_picture_of_the_whole_slide_is_no_decoration(read: Read) -> None:
    assert named(read("on a card"), "Blank").decorations == ()


def test_a_turned_and_mirrored_band_is_where_it_shows(read: Read) -> None:
    template = read("turned band")
    (band,) = named(template, "Title Only").decorations
    assert band.right == pytest.approx(template.slide.w, abs=2)
    assert band.w == pytest.approx(template.slide.w // 10, abs=2)
    assert band.h == pytest.approx(template.slide.h, abs=2)


def test_a_title_in_a_group_is_where_the_group_puts_it(read: Read) -> None:
    template = read("grouped title")
    title = named(template, "Title Only").title
    assert title is not None
    assert title.box is not None
    assert title.box.x == pytest.approx(template.slide.w / 10, abs=2)
    assert title.box.w == pytest.approx(template.slide.w / 2, abs=2)


@pytest.mark.parametrize(
    ("written", "index"), [("²", 0), ("", 0), ("-1", 0), ("1.5", 0), ("٣", 0), ("9" * 40, 2**32 - 1), ("007", 7)]
)
def test_an_index_may_be_anything(written: str, index: int, tmp_path: Path) -> None:
    parts = contents(MADE["4:3"]())
    layout = "ppt/slideLayouts/slideLayout2.xml"
    assert b'idx="1"' in parts[layout]
    parts[layout] = parts[layout].replace(b'idx="1"', f'idx="{written}"'.encode())
    template = read_template(rezip(tmp_path / "vild.pptx", parts))
    (text,) = (one for one in named(template, "Title and Content").placeholders if one.role == "obj")
    assert text.index == index


def test_flags_of_a_layout(read: Read) -> None:
    layout = named(read("hidden"), "Title and Content")
    assert layout.hidden
    assert layout.preserved


def test_layouts_know_how_many_slides_they_have(read: Read) -> None:
    assert [layout.uses for layout in read("sections").layouts][:3] == [1, 2, 0]


@pytest.mark.parametrize(
    ("name", "fact", "value"),
    [
        ("4:3", "slides", 0),
        ("4:3", "notes_master", False),
        ("4:3", "macros", False),
        ("with notes", "notes_master", True),
        ("sections", "slides", 3),
        ("sections", "sections", ("Start", "Slut")),
        ("pptm", "macros", True),
        ("embedded font", "embedded_fonts", ("Husets Sans",)),
        ("guides", "guides", 2),
        ("right to left", "right_to_left", True),
    ],
)
def test_facts(name: str, fact: str, value: object, read: Read) -> None:
    assert getattr(read(name).facts, fact) == value


def test_names_are_made_different(read: Read) -> None:
    assert [layout.label for layout in read("same names").layouts][:3] == ["Indhold", "Indhold (2)", "Indhold (3)"]


def test_masters_keep_their_order_and_layouts(read: Read) -> None:
    assert [len(master.layouts) for master in read("three masters").masters] == [1, 1, 11]


def test_a_file_without_layouts_is_refused(tmp_path: Path) -> None:
    parts = contents(MADE["only blank"]())
    bare = {name: content for name, content in parts.items() if "slideLayouts/" not in name}
    with pytest.raises(Problems, match="no slide layouts"):
        read_template(rezip(tmp_path / "tom.potx", bare))


def test_a_theme_that_is_missing_leaves_offices_colours(tmp_path: Path) -> None:
    parts = contents(MADE["4:3"]())
    bare = {name: content for name, content in parts.items() if "theme/" not in name}
    master = read_template(rezip(tmp_path / "uden.potx", bare)).masters[0]
    assert (master.colours["accent1"], master.major) == ("4472C4", "Calibri")


def test_a_colour_map_that_leads_nowhere_is_passed_over(tmp_path: Path) -> None:
    parts = contents(MADE["4:3"]())
    master = "ppt/slideMasters/slideMaster1.xml"
    parts[master] = parts[master].replace(b'tx1="dk1"', b'tx1="nowhere"')
    assert read_template(rezip(tmp_path / "vild.pptx", parts)).masters[0].colours["tx1"] == "000000"
