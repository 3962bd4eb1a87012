"""How text looks is found where PowerPoint finds it: colours through the theme, sizes along what is inherited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from facilitator.office.colours import CLEAR, Paint, Palette, palette
from facilitator.office.presentation import open_presentation
from facilitator.office.texts import Look
from pptx import Presentation

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
THEME = etree.fromstring(
    f'<a:theme xmlns:a="{A}"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1>'
    '<a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
)
MAP = etree.fromstring('<clrMap bg1="lt1" tx1="dk1" accent1="accent1"/>')
COLOURS = palette(THEME, MAP)


def colour(xml: str, colours: Palette = COLOURS, holder: Paint | None = None) -> str:
    """The colour as hex digits; empty where it is not known."""
    found = colours.colour(etree.fromstring(f'<a:solidFill xmlns:a="{A}">{xml}</a:solidFill>'), holder)
    return "" if found is None else bytes(found.rgb).hex().upper()


class TestColours:
    @pytest.mark.parametrize(
        ("change", "shown"),
        [
            ("", "4472C4"),
            # The shades in PowerPoint's own palette of the Office theme: 80, 60, 40 % lighter, 25, 50 % darker.
            ('<a:lumMod val="20000"/><a:lumOff val="80000"/>', "DAE3F3"),
            ('<a:lumMod val="40000"/><a:lumOff val="60000"/>', "B4C7E7"),
            ('<a:lumMod val="60000"/><a:lumOff val="40000"/>', "8FAADC"),
            ('<a:lumMod val="75000"/>', "2F5597"),
            ('<a:lumMod val="50000"/>', "203864"),
        ],
    )
    def test_lighter_and_darker(self, change: str, shown: str) -> None:
        found = bytes.fromhex(colour(f'<a:schemeClr val="accent1">{change}</a:schemeClr>'))
        assert all(abs(one - other) <= 1 for one, other in zip(found, bytes.fromhex(shown), strict=True))

    def test_tint_is_mixed_in_linear_light(self) -> None:
        """The grey of a subtitle in PowerPoint's first theme: black with a tint of 75 %."""
        assert colour('<a:schemeClr val="tx1"><a:tint val="75000"/></a:schemeClr>') == "898989"

    @pytest.mark.parametrize(
        ("xml", "shown"),
        [
            ('<a:srgbClr val="1a2B3c"/>', "1A2B3C"),
            ('<a:schemeClr val="tx1"/>', "000000"),
            ('<a:prstClr val="white"/>', "FFFFFF"),
            ('<a:sysClr val="window" lastClr="FEFEFE"/>', "FEFEFE"),
            ('<a:srgbClr val="FFFFFF"><a:shade val="50%"/></a:srgbClr>', "BCBCBC"),
            ('<a:srgbClr val="FF0000"><a:gray/></a:srgbClr>', "808080"),
        ],
    )
    def test_all_ways_to_say_it(self, xml: str, shown: str) -> None:
        assert colour(xml) == shown

    @pytest.mark.parametrize(
        "xml",
        [
            "",
            '<a:srgbClr val="12345"/>',
            '<a:srgbClr val="hvid!!"/>',
            '<a:srgbClr val="FFFFFF"><a:shade val="nan%"/></a:srgbClr>',
            '<a:srgbClr val="FFFFFF"><a:lumMod/></a:srgbClr>',
            '<a:srgbClr val="FFFFFF"><a:hueOff val="50000"/></a:srgbClr>',
            '<a:prstClr val="papayaWhip"/>',
            '<a:schemeClr val="accent7"/>',
            '<a:schemeClr val="phClr"/>',
        ],
    )
    def test_what_is_not_known_is_not_guessed(self, xml: str) -> None:
        assert colour(xml) == ""

    def test_a_style_is_filled_with_the_colour_that_refers_to_it(self) -> None:
        assert colour('<a:schemeClr val="phClr"/>', holder=Paint(1, 0, 0)) == "FF0000"

    def test_what_shines_through(self) -> None:
        assert Paint(1, 1, 1, 0.25).over(Paint(0, 0, 0)).rgb == (64, 64, 64)
        assert CLEAR.over(Paint(0, 1, 0)).rgb == (0, 255, 0)


Change = Callable[[Any], None]


@pytest.fixture
def look(tmp_path: Path) -> Callable[[Change], Look]:
    """How the first run of a slide's body looks, after a change to a slide of python-pptx's own template."""

    def found(change: Change) -> Look:
        presentation: Any = Presentation()
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.placeholders[1].text = "Et punkt"
        change(slide)
        presentation.save(str(tmp_path / "fil.pptx"))
        with open_presentation(tmp_path / "fil.pptx") as read:
            (only,) = read.slides()
            (text,) = [text for text in only.texts if text.text]
            return next(text.runs).look

    return found


def level_of(owner: Any, size: int) -> None:
    """Give the first level of a placeholder's list a size."""
    styles = owner.text_frame._txBody.find(qn("a:lstStyle"))
    for old in styles:
        styles.remove(old)
    properties = etree.SubElement(etree.SubElement(styles, qn("a:lvl1pPr")), qn("a:defRPr"))
    properties.set("sz", str(100 * size))


class TestWhatIsInherited:
    def test_the_masters_style(self, look: Callable[[Change], Look]) -> None:
        found = look(lambda slide: None)
        assert (found.size, found.bold, found.family, found.language) == (32, False, "Calibri", "en-US")
        assert found.paint is not None
        assert found.paint.rgb == (0, 0, 0)

    def test_the_layouts_list_comes_before_the_masters(self, look: Callable[[Change], Look]) -> None:
        assert look(lambda slide: level_of(slide.slide_layout.placeholders[1], 22)).size == 22

    def test_the_shapes_own_list_comes_before_the_layouts(self, look: Callable[[Change], Look]) -> None:
        def change(slide: Any) -> None:
            level_of(slide.slide_layout.placeholders[1], 22)
            level_of(slide.placeholders[1], 21)

        assert look(change).size == 21

    def test_the_run_comes_first(self, look: Callable[[Change], Look]) -> None:
        def change(slide: Any) -> None:
            level_of(slide.placeholders[1], 21)
            font = slide.placeholders[1].text_frame.paragraphs[0].runs[0].font
            font.size, font.bold, font.name = Pt(20.5), True, "Georgia"

        assert look(change)[:3] == (20.5, True, "Georgia")

    def test_a_deeper_level_has_a_size_of_its_own(self, look: Callable[[Change], Look]) -> None:
        def change(slide: Any) -> None:
            slide.placeholders[1].text_frame.paragraphs[0].level = 2

        assert look(change).size == 24

    def test_a_link_shows_in_the_colour_of_links(self, look: Callable[[Change], Look]) -> None:
        def change(slide: Any) -> None:
            slide.placeholders[1].text_frame.paragraphs[0].runs[0].hyperlink.address = "https://example.org/"

        paint = look(change).paint
        assert paint is not None
        assert paint.rgb == (0, 0, 255)
