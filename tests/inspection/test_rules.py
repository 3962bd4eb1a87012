"""A deck without findings, broken in one way, has that one finding."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from facilitator.inspection import Finding
from facilitator.inspection.inspect import RULES
from inspection.decks import Break, broken, findings

Found = Callable[[Break], list[Finding]]

RGB: Any = RGBColor
SECTION, LIST, FIGURE, COLUMNS, TABLE = 2, 3, 4, 5, 6
"""The slides of the deck, from 1."""
BESIDE = (Cm(28), Cm(5), Cm(3), Cm(3))
"""A place beside the list."""


def slide(presentation: Any, number: int) -> Any:
    return presentation.slides[number - 1]


def body(presentation: Any) -> Any:
    return slide(presentation, LIST).placeholders[1]


def text_box(presentation: Any, text: str, size: int = 18) -> Any:
    """A new text beside the list, in the colour and the language of the deck."""
    box = slide(presentation, LIST).shapes.add_textbox(*BESIDE)
    box.text_frame.word_wrap, box.text_frame.auto_size = True, MSO_AUTO_SIZE.NONE
    box.text_frame.text = text
    box.text_frame.paragraphs[0].runs[0].font.size = Pt(size)
    return box


def picture(presentation: Any) -> Any:
    blob = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(blob, "PNG")
    return slide(presentation, LIST).shapes.add_picture(blob, *BESIDE)._element.nvPicPr.cNvPr


# --- one way each ---------------------------------------------------------------------------------------------------


def no_title(presentation: Any) -> None:
    slide(presentation, LIST).shapes.title.text_frame.text = " "


def no_title_placeholder(presentation: Any) -> None:
    title = slide(presentation, LIST).shapes.title._element
    title.getparent().remove(title)


def the_same_title(presentation: Any) -> None:
    other = slide(presentation, LIST).shapes.title.text_frame.text
    slide(presentation, FIGURE).shapes.title.text_frame.paragraphs[0].runs[0].text = other.upper()


def a_picture_without_words(presentation: Any) -> None:
    picture(presentation).set("descr", "")


def a_picture_with_a_file_name(presentation: Any) -> None:
    picture(presentation).set("descr", "IMG_0042.JPG")


def a_group_without_words(presentation: Any) -> None:
    for shape in slide(presentation, FIGURE).shapes:
        if shape._element.tag == qn("p:grpSp"):
            shape._element.nvGrpSpPr.cNvPr.attrib.pop("descr")


def a_bare_shape(presentation: Any) -> None:
    slide(presentation, LIST).shapes.add_shape(MSO_SHAPE.HEART, *BESIDE)


def the_right_column_first(presentation: Any) -> None:
    left, right = (slide(presentation, COLUMNS).placeholders[index]._element for index in (1, 2))
    left.addprevious(right)


def the_source_first(presentation: Any) -> None:
    shapes = {shape.name: shape._element for shape in slide(presentation, COLUMNS).shapes}
    shapes["Venstre spalte"].addprevious(shapes["Kilde"])


def the_title_last(presentation: Any) -> None:
    title = slide(presentation, LIST).shapes.title._element
    title.getparent().append(title)


def pale_text(presentation: Any) -> None:
    text_box(presentation, "Bleg").text_frame.paragraphs[0].runs[0].font.color.rgb = RGB(0xCC, 0xCC, 0xCC)


def pale_text_on_a_fill(presentation: Any) -> None:
    box = text_box(presentation, "Bleg")
    box.fill.solid()
    box.fill.fore_color.rgb = RGB(0x33, 0x33, 0x33)


def dark_text_on_a_shape_behind(presentation: Any) -> None:
    card = slide(presentation, LIST).shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *BESIDE)
    card.fill.solid()
    card.fill.fore_color.rgb = RGB(0x33, 0x33, 0x33)
    card._element.nvSpPr.cNvPr.set("descr", "Et kort")
    text_box(presentation, "Mørk")


def pale_text_on_a_gradient(presentation: Any) -> None:
    box = text_box(presentation, "Bleg")
    box.fill.gradient()
    box.fill.gradient_stops[0].color.rgb, box.fill.gradient_stops[1].color.rgb = RGB(255, 255, 255), RGB(0, 0, 0)
    box.text_frame.paragraphs[0].runs[0].font.color.rgb = RGB(0xCC, 0xCC, 0xCC)


def dark_text_on_the_layouts_background(presentation: Any) -> None:
    slide(presentation, SECTION).shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGB(0, 0, 0)


def small_text(presentation: Any) -> None:
    text_box(presentation, "Lille", size=11)


def text_that_powerpoint_shrank(presentation: Any) -> None:
    fitting = etree.SubElement(body(presentation).text_frame._txBody.bodyPr, qn("a:normAutofit"))
    fitting.set("fontScale", "30000")


def a_small_footer(presentation: Any) -> None:
    for shape in slide(presentation, LIST).placeholders:
        if shape.name == "Sidetal":
            shape._element.find(f".//{qn('a:fld')}/{qn('a:rPr')}").set("sz", "850")


def nothing_in_the_placeholder(presentation: Any) -> None:
    body(presentation).text_frame.text = ""


def no_header(presentation: Any) -> None:
    table(presentation).first_row = False


def a_merged_header(presentation: Any) -> None:
    table(presentation).cell(0, 0).merge(table(presentation).cell(0, 1))


def an_empty_header(presentation: Any) -> None:
    table(presentation).cell(0, 1).text = ""


def table(presentation: Any) -> Any:
    return next(shape.table for shape in slide(presentation, TABLE).shapes if shape.has_table)


def too_much_text(presentation: Any) -> None:
    run = body(presentation).text_frame.paragraphs[0].runs[0]
    run.text = "Hvad vil vi gerne have mere af i hverdagen? " * 40


def too_long_a_word(presentation: Any) -> None:
    text_box(presentation, "Arbejdspladsvurderingsskema", size=24)


def too_long_a_table(presentation: Any) -> None:
    run = table(presentation).cell(1, 0).text_frame.paragraphs[0].runs[0]
    run.text = "Hvad vil vi gerne have mere af i hverdagen? " * 40


def the_same_id(presentation: Any) -> None:
    title = slide(presentation, LIST).shapes.title._element.nvSpPr.cNvPr
    body(presentation)._element.nvSpPr.cNvPr.set("id", title.get("id"))


def a_reference_to_nothing(presentation: Any) -> None:
    link = etree.SubElement(slide(presentation, LIST).shapes.title._element.nvSpPr.cNvPr, qn("a:hlinkClick"))
    link.set(qn("r:id"), "rId99")


def a_thousand_shapes(presentation: Any) -> None:
    tree = slide(presentation, LIST).shapes._spTree
    for number in range(1000):
        line = etree.SubElement(tree, qn("p:cxnSp"))
        look = etree.SubElement(etree.SubElement(line, qn("p:nvCxnSpPr")), qn("p:cNvPr"))
        look.set("id", str(1000 + number))


WAYS: dict[Break, tuple[str, int, str]] = {
    no_title: ("title", LIST, "has no title"),
    no_title_placeholder: ("title", LIST, "has no title"),
    the_same_title: ("unique_title", FIGURE, "has the same title as slide 3"),
    a_picture_without_words: ("alternative_text", LIST, "has no alternative text"),
    a_picture_with_a_file_name: ("alternative_text", LIST, "“IMG_0042.JPG”"),
    a_group_without_words: ("alternative_text", FIGURE, "has no alternative text"),
    a_bare_shape: ("alternative_text", LIST, "has no alternative text"),
    the_right_column_first: (
        "reading_order",
        COLUMNS,
        "is read before “Venstre spalte”, which stands to the left of it",
    ),
    the_source_first: ("reading_order", COLUMNS, "is read before “Venstre spalte”, which stands above it"),
    the_title_last: ("reading_order", LIST, "is read before “Titel”, which stands above it"),
    pale_text: ("contrast", LIST, "too little contrast, 1.4:1: “Bleg”"),
    pale_text_on_a_fill: ("contrast", LIST, "too little contrast"),
    dark_text_on_a_shape_behind: ("contrast", LIST, "“Mørk”"),
    pale_text_on_a_gradient: ("contrast", LIST, "cannot be read on"),
    dark_text_on_the_layouts_background: ("contrast", SECTION, "too little contrast"),
    small_text: ("text_size", LIST, "has text in 11 pt"),
    text_that_powerpoint_shrank: ("text_size", LIST, "has text in 10.8 pt"),
    a_small_footer: ("text_size", LIST, "has text in 8.5 pt"),
    nothing_in_the_placeholder: ("empty_placeholder", LIST, "is an empty placeholder"),
    no_header: ("table_header", TABLE, "has no header row"),
    a_merged_header: ("table_header", TABLE, "merged cells"),
    an_empty_header: ("table_header", TABLE, "an empty cell"),
    too_much_text: ("text_fits", LIST, "may not fit"),
    too_long_a_word: ("text_fits", LIST, "may not fit"),
    too_long_a_table: ("text_fits", TABLE, "may run over the lower edge"),
    the_same_id: ("shape_ids", LIST, "shares the id"),
    a_reference_to_nothing: ("layout", LIST, "“rId99”"),
    a_thousand_shapes: ("too_many_shapes", LIST, "only so many"),
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_broken_is_found_and_nothing_else(found: Found, way: Break) -> None:
    rule, number, what = WAYS[way]
    told = [(one.rule, one.slide) for one in found(way)]
    assert told == [(rule, number)]
    (finding,) = found(way)
    assert what in finding.what
    assert finding.mend


def test_every_rule_for_slides_is_broken_once() -> None:
    assert {rule.__name__ for rule in RULES} == {rule for rule, _, _ in WAYS.values()} | {"language"}


def test_text_without_a_language(found: Found) -> None:
    def no_language(presentation: Any) -> None:
        masters = [master._element for master in presentation.slide_masters]
        layouts = [layout._element for master in presentation.slide_masters for layout in master.slide_layouts]
        for root in (presentation.part._element, *masters, *layouts, slide(presentation, LIST)._element):
            for element in root.iter():
                element.attrib.pop("lang", None)

    told = found(no_language)
    assert {(one.rule, one.slide) for one in told} == {("language", LIST)}
    assert "Tekst" in {one.shape for one in told}


# --- what is right, and looks as if it were not ---------------------------------------------------------------------


def nothing(presentation: Any) -> None:
    pass


def a_decorative_picture(presentation: Any) -> None:
    identity = picture(presentation)
    identity.set("descr", "")
    identity.append(
        etree.fromstring(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def a_hidden_picture(presentation: Any) -> None:
    picture(presentation).set("hidden", "1")


def dark_text_on_a_picture(presentation: Any) -> None:
    picture(presentation).set("descr", "Et billede")
    text_box(presentation, "Sort")


def a_text_as_high_as_its_shape_with_empty_lines_behind_it(presentation: Any) -> None:
    box = text_box(presentation, "En linje\nog en til\n\n\n")
    for paragraph in box.text_frame.paragraphs:
        paragraph.space_after = Pt(30)
    box.height = Pt(2 * 1.2 * 18 + 30 + 8)


def rather_pale_text_in_large_type(presentation: Any) -> None:
    text_box(presentation, "Bleg", 18).text_frame.paragraphs[0].runs[0].font.color.rgb = RGB(0x88, 0x88, 0x88)


def a_small_source(presentation: Any) -> None:
    box = text_box(presentation, "Kilde", size=9)
    box.left, box.top, box.width, box.height = Cm(2), Cm(16.7), Cm(10), Cm(1)


def text_that_may_grow_its_shape(presentation: Any) -> None:
    box = text_box(presentation, "Hvad vil vi gerne have mere af? " * 9)
    box.text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT


def text_in_a_font_that_nobody_knows(presentation: Any) -> None:
    text_box(presentation, "Hvad vil vi gerne have mere af? " * 9).text_frame.paragraphs[0].runs[0].font.name = "Ukendt"


def a_corner_without_words(presentation: Any) -> None:
    table(presentation).cell(0, 0).text = ""


@pytest.mark.parametrize(
    "way",
    [
        nothing,
        a_decorative_picture,
        a_hidden_picture,
        dark_text_on_a_picture,
        rather_pale_text_in_large_type,
        a_small_source,
        text_that_may_grow_its_shape,
        a_text_as_high_as_its_shape_with_empty_lines_behind_it,
        text_in_a_font_that_nobody_knows,
        a_corner_without_words,
    ],
)
def test_no_false_alarm(found: Found, way: Break) -> None:
    assert found(way) == []


def test_what_is_wrong_with_the_footers_is_told_once(found: Found) -> None:
    def small_footers(presentation: Any) -> None:
        for one in presentation.slides:
            footers = [holder for holder in one.placeholders if holder.placeholder_format.type == PP_PLACEHOLDER.FOOTER]
            for footer in footers:
                footer.text_frame.paragraphs[0].runs[0].font.size = Pt(7)

    assert [one.rule for one in found(small_footers)] == ["text_size"]


def test_findings_come_slide_by_slide(deck: Path, tmp_path: Path) -> None:
    path = broken(deck, tmp_path, no_header, small_text, a_group_without_words, pale_text)
    assert [one.slide for one in findings(path)] == [LIST, LIST, FIGURE, TABLE]
