"""A file is read as PowerPoint reads it: its lists, what hangs on what, and where and how things show."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Emu

import pptx
from facilitator.canvas import Box
from facilitator.office.colours import CLEAR
from facilitator.office.presentation import Presentation, Slide, open_presentation
from facilitator.office.shapes import Shape, shapes_of
from office.packages import contents, deck, rezip

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
MAIN = "ppt/presentation.xml"
THEME = "ppt/theme/theme1.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"

Change = Callable[[Any], None]
Parts = dict[str, bytes]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Change, Callable[[Parts], None]], Slide]]:
    """The one slide of a file, after a change to it as python-pptx has it, and one to its parts."""
    files: list[Presentation] = []

    def read(change: Change, spoil: Callable[[Parts], None] = lambda parts: None) -> Slide:
        made: Any = pptx.Presentation()
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = "Titel"
        change(slide)
        made.save(str(tmp_path / "fil.pptx"))
        parts = contents((tmp_path / "fil.pptx").read_bytes())
        spoil(parts)
        files.append(open_presentation(rezip(tmp_path / "fil.pptx", parts)))
        return next(files[-1].slides())

    yield read
    for file in files:
        file.close()


def nothing(slide: Any) -> None:
    pass


def rectangle(slide: Any, reference: int) -> None:
    """A rectangle filled by its style."""
    shape = slide.shapes.add_shape(1, 0, 0, Emu(10), Emu(10))
    style = shape._element.find(qn("p:style"))
    style.find(qn("a:fillRef")).set("idx", str(reference))


def last(slide: Slide) -> Shape:
    return slide.shapes[-1]


class TestLists:
    def test_slides_stand_in_order_with_their_ids_and_missing_ones_are_left_out(self, tmp_path: Path) -> None:
        parts = contents(deck())
        more = b'<p:sldId id="999" r:id="rIdX"/><p:sldId id="\xc2\xb2" r:id="rId7"/></p:sldIdLst>'
        parts[MAIN] = parts[MAIN].replace(b"</p:sldIdLst>", more)
        with open_presentation(rezip(tmp_path / "fil.pptx", parts)) as file:
            assert file.slide_ids == {"ppt/slides/slide1.xml": 256}
            assert [slide.part for slide in file.slides()] == list(file.slide_ids)
            assert file.titles == ["Velkommen"]

    def test_sections_know_their_slides(self, tmp_path: Path) -> None:
        parts = contents(deck())
        section = (
            b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
            b'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="F\xc3\xb8rst" '
            b'id="{A}"><p14:sldIdLst><p14:sldId id="256"/><p14:sldId id="x"/></p14:sldIdLst></p14:section>'
            b"</p14:sectionLst></p:ext></p:extLst></p:presentation>"
        )
        parts[MAIN] = parts[MAIN].replace(b"</p:presentation>", section)
        with open_presentation(rezip(tmp_path / "fil.pptx", parts)) as file:
            assert file.sections == [("Først", "{A}", (256, None))]

    def test_a_kept_file_is_read_when_it_is_gone(self, tmp_path: Path) -> None:
        path = rezip(tmp_path / "fil.pptx", contents(deck()))
        file = open_presentation(path, keep=True)
        path.unlink()
        assert file.titles == ["Velkommen"]
        assert [len(file.layouts(master)) for master in file.masters] == [11]


class TestWhatIsInherited:
    def test_a_placeholder_has_the_place_of_its_layout_and_a_turned_one_its_bounds(self, opened: Any) -> None:
        slide = opened(nothing)
        title, text = slide.placeholders
        assert slide.box(title) == slide.master.placeholders[0].own_box
        assert slide.box(text) == slide.bounds(text) == slide.master.placeholders[1].own_box
        assert [model.role for model in slide.models(text)] == ["obj", "body"]

    def test_a_place_for_a_picture_inherits_from_the_masters_text(self, opened: Any) -> None:
        file = opened(nothing).presentation
        layout = next(one for one in file.layouts(file.masters[0]) if one.name == "Picture with Caption")
        picture = next(one for one in layout.placeholders if one.role == "pic")
        assert [model.role for model in layout.models(picture)] == ["body"]

    def test_what_is_in_a_hidden_group_is_hidden(self, opened: Any) -> None:
        def change(slide: Any) -> None:
            group = slide.shapes.add_group_shape()
            group.shapes.add_textbox(0, 0, Emu(10), Emu(10)).text_frame.text = "Skjult"
            group._element.nvGrpSpPr.cNvPr.set("hidden", "1")

        slide = opened(change)
        assert last(slide).hidden
        assert [text.text for text in slide.texts] == ["Titel", ""]


class TestFills:
    @pytest.mark.parametrize(("reference", "name"), [(1, "first"), (1001, "ground")])
    def test_a_style_names_a_fill_of_the_theme_by_its_number(self, opened: Any, reference: int, name: str) -> None:
        def spoil(parts: Parts) -> None:
            theme = etree.fromstring(parts[THEME])
            for styles, colour in (("fillStyleLst", "112233"), ("bgFillStyleLst", "445566")):
                fills = theme.find(f".//{{{A}}}{styles}")
                fills.insert(
                    0, etree.fromstring(f'<a:solidFill xmlns:a="{A}"><a:srgbClr val="{colour}"/></a:solidFill>')
                )
            parts[THEME] = etree.tostring(theme)

        slide = opened(lambda slide: rectangle(slide, reference), spoil)
        assert slide.fill(last(slide)).hex == {"first": "112233", "ground": "445566"}[name]

    @pytest.mark.parametrize("reference", [0, 1000])
    def test_of_which_some_numbers_are_none(self, opened: Any, reference: int) -> None:
        slide = opened(lambda slide: rectangle(slide, reference))
        assert slide.fill(last(slide)) == CLEAR

    @pytest.mark.parametrize("reference", [99, 1099])
    def test_and_others_are_not_there(self, opened: Any, reference: int) -> None:
        slide = opened(lambda slide: rectangle(slide, reference))
        assert slide.fill(last(slide)) is None

    def test_a_slide_without_a_background_is_paper(self, opened: Any) -> None:
        def spoil(parts: Parts) -> None:
            master = etree.fromstring(parts[MASTER])
            common = master.find(f"{{{P}}}cSld")
            common.remove(common.find(f"{{{P}}}bg"))
            parts[MASTER] = etree.tostring(master)

        assert opened(nothing, spoil).background().hex == "FFFFFF"


def shape(x: int, y: int, w: int, h: int, transform: str = "", group: str = "") -> Shape:
    """A shape, in a group of the same size where something is said of that."""
    place = f'<a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/>'
    inner = f"<p:sp><p:spPr><a:xfrm {transform}>{place}</a:xfrm></p:spPr></p:sp>"
    if group:
        frame = f'<a:xfrm {group}>{place}<a:chOff x="{x}" y="{y}"/><a:chExt cx="{w}" cy="{h}"/></a:xfrm>'
        inner = f"<p:grpSp><p:grpSpPr>{frame}</p:grpSpPr>{inner}</p:grpSp>"
    root = f'<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree>{inner}</p:spTree></p:cSld></p:sld>'
    return shapes_of(etree.fromstring(root))[-1]


lengths = st.integers(0, 1_000_000)
sizes = st.integers(1, 1_000_000)


class TestBounds:
    @given(lengths, lengths, sizes, sizes, st.integers(0, 360))
    def test_a_turned_shape_keeps_its_centre_and_lies_in_its_bounds(
        self, x: int, y: int, w: int, h: int, turn: int
    ) -> None:
        bounds = shape(x, y, w, h, f'rot="{turn * 60_000}"').bounds
        assert bounds is not None
        assert math.isclose(bounds.x + bounds.w / 2, x + w / 2, abs_tol=2)
        assert math.isclose(bounds.y + bounds.h / 2, y + h / 2, abs_tol=2)
        assert math.hypot(w, h) + 2 >= max(bounds.w, bounds.h)
        assert min(bounds.w, bounds.h) + 2 >= min(w, h)

    @given(lengths, lengths, sizes, sizes)
    def test_by_a_quarter_its_sides_change_places(self, x: int, y: int, w: int, h: int) -> None:
        bounds = shape(x, y, w, h, 'rot="5400000"').bounds
        assert bounds is not None
        assert (bounds.w, bounds.h) == (h, w)

    @given(lengths, lengths, sizes, sizes, st.sampled_from(['rot="10800000"', 'flipH="1"', 'flipV="1" flipH="1"']))
    def test_alone_in_a_group_it_is_where_the_group_is(self, x: int, y: int, w: int, h: int, group: str) -> None:
        bounds = shape(x, y, w, h, group=group).bounds
        assert bounds is not None
        moved = bounds.x - x, bounds.y - y, bounds.w - w, bounds.h - h
        assert all(abs(by) <= 1 for by in moved)

    def test_without_a_place_there_are_none(self) -> None:
        assert shape(1, 1, 1, 1).bounds == Box(1, 1, 1, 1)
        root = etree.fromstring(f'<p:sld xmlns:p="{P}"><p:cSld><p:spTree><p:sp/></p:spTree></p:cSld></p:sld>')
        assert shapes_of(root)[0].bounds is None
