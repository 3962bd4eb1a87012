"""What a person, or another program, finds in the file; python-pptx is the reader."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

import sample_deck
from facilitator.canvas.own_layouts import FULL, LAYOUTS
from facilitator.canvas.shapes import Placeholder
from judges.package import Package
from pptx import Presentation


@pytest.fixture(scope="module")
def opened(sample: Package) -> Any:
    return Presentation(str(sample.path))


@pytest.fixture(scope="module")
def slide(opened: Any) -> Any:
    """Finds a slide by its title."""
    return lambda title: next(s for s in opened.slides if s.shapes.title is not None and s.shapes.title.text == title)


def _named(shapes: Any, name: str) -> Any:
    return next(shape for shape in shapes if shape.name == name)


def test_titles_come_in_order(opened: Any) -> None:
    firsts = (shape for canvas in sample_deck.whole() for shape in canvas.shapes[:1])
    expected = [first.paragraphs[0].text for first in firsts if isinstance(first, Placeholder)]
    assert [s.shapes.title.text for s in opened.slides if s.shapes.title is not None] == expected


def test_the_slide_is_wide(opened: Any) -> None:
    assert (opened.slide_width, opened.slide_height) == (FULL.w, FULL.h)


def test_layouts_have_danish_names_and_the_places_of_the_design(opened: Any) -> None:
    names = sample_deck.style().terms.layouts
    assert [layout.name for layout in opened.slide_layouts] == [getattr(names, name) for name in LAYOUTS]
    for layout, design in zip(opened.slide_layouts, LAYOUTS.values(), strict=True):
        places = {p.placeholder_format.idx: p for p in layout.placeholders}
        for slot in design.slots:
            place = places[slot.index or 0]
            assert (place.left, place.top, place.width, place.height) == (
                slot.box.x,
                slot.box.y,
                slot.box.w,
                slot.box.h,
            )
            assert place.text_frame.paragraphs[0].text == getattr(sample_deck.style().terms.shapes, slot.name)


def test_each_slide_uses_its_layout_and_fills_its_placeholders(opened: Any) -> None:
    for made, canvas in zip(opened.slides, sample_deck.every_layout(), strict=False):
        layout = LAYOUTS[canvas.layout]
        assert made.slide_layout.name == getattr(sample_deck.style().terms.layouts, canvas.layout)
        filled = {p.placeholder_format.idx for p in made.placeholders if p.has_text_frame and p.text_frame.text}
        assert filled == {slot.index or 0 for slot in layout.slots} | ({11, 12} if layout.footer else set())


def test_a_table_or_picture_can_be_put_where_a_list_stands(slide: Any) -> None:
    kinds = [p.placeholder_format.type for p in slide("Layoutet two_content").placeholders]
    assert kinds.count(PP_PLACEHOLDER.OBJECT) == 2


def test_a_placeholder_may_have_a_place_and_size_of_its_own(opened: Any) -> None:
    canvas = next(c for c in sample_deck.whole() if c.id == "dagsorden/1")
    title = opened.slides[len(LAYOUTS)].shapes.title
    box = canvas.shapes[0].box  # type: ignore[union-attr]
    assert box is not None
    assert (title.left, title.top, title.width, title.height) == (box.x, box.y, box.w, box.h)
    assert title.text_frame.paragraphs[0].runs[0].font.size.pt == 24


def test_footer_and_number_stand_on_every_slide_that_has_a_place_for_them(opened: Any) -> None:
    for number, made in enumerate(opened.slides, 1):
        found = {p.placeholder_format.type: p.text_frame.text for p in made.placeholders}
        if made.slide_layout.name == "Forside":
            assert PP_PLACEHOLDER.FOOTER not in found
        else:
            assert found[PP_PLACEHOLDER.FOOTER] == sample_deck.FOOTER
            assert found[PP_PLACEHOLDER.SLIDE_NUMBER] == str(number)


def test_notes_have_their_labels_in_bold(opened: Any) -> None:
    notes = opened.slides[len(LAYOUTS)].notes_slide.notes_text_frame
    assert notes.text == f"Formål: Hvorfor {sample_deck.AWKWARD}\nSådan gør du\nSig goddag.\vVent.\nUden etiket"
    first, second, third, _ = notes.paragraphs
    assert [run.font.bold for run in first.runs] == [True, None]
    assert [run.font.bold for run in second.runs] == [True]
    assert (first.level, third.level) == (0, 1)


def test_a_slide_without_notes_has_no_notes_page(opened: Any) -> None:
    without = {canvas.title for canvas in sample_deck.whole() if canvas.notes == ()}
    assert without == {
        s.shapes.title.text if s.shapes.title is not None else "Layoutet blank"
        for s in opened.slides
        if not s.has_notes_slide
    }


def test_links_lead_to_the_slide_they_name(opened: Any, slide: Any) -> None:
    agenda, figure = opened.slides[len(LAYOUTS)], slide("Figur")
    assert _named(agenda.shapes, "Punkt").click_action.target_slide.slide_id == figure.slide_id
    assert _named(figure.shapes, "Tilbage").click_action.target_slide.slide_id == agenda.slide_id


def test_a_figure_is_one_group_whose_parts_stand_where_they_were_drawn(slide: Any) -> None:
    group = _named(slide("Figur").shapes, "Figur: hjul")
    assert group.shape_type == MSO_SHAPE_TYPE.GROUP
    drawn = {shape.name: shape.box for shape in _hub().shapes if hasattr(shape, "box")}
    for shape in group.shapes:
        if shape.name in drawn:
            box = drawn[shape.name]
            assert (shape.left, shape.top, shape.width, shape.height) == (box.x, box.y, box.w, box.h)


def _hub() -> Any:
    return next(c for c in sample_deck.every_shape() if c.id == "figur/1").shapes[1]


def test_connectors_run_from_start_to_end_and_hold_on_to_preset_shapes(slide: Any) -> None:
    group = _named(slide("Figur").shapes, "Figur: hjul")
    arrow, line = _named(group.shapes, "Pil"), _named(group.shapes, "Linje")
    expected = _hub().shapes[0]
    assert ((arrow.begin_x, arrow.begin_y), (arrow.end_x, arrow.end_y)) == (expected.start, expected.end)
    centre, left = _named(group.shapes, "Midte"), _named(group.shapes, "Venstre")
    glued = [(e.tag.split("}")[1], int(e.get("id")), e.get("idx")) for e in arrow._element.iter() if e.get("idx")]
    assert glued == [("stCxn", centre.shape_id, "2"), ("endCxn", left.shape_id, "3")]
    assert [e.get("id") for e in line._element.iter() if e.get("idx")] == [str(centre.shape_id)]


def test_a_picture_is_kept_once_and_cropped(opened: Any, sample: Package) -> None:
    pictures = [shape for s in opened.slides for shape in s.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert len(pictures) == 4
    assert len({picture.image.sha1 for picture in pictures}) == 2
    assert [name for name in sample.parts if "/media/" in name] == ["ppt/media/image1.png", "ppt/media/image2.png"]
    assert (pictures[0].crop_top, pictures[0].crop_bottom, pictures[0].crop_left) == (0.125, 0.125, 0)


def test_a_table_is_native_with_a_header_row(slide: Any) -> None:
    table = _named(slide("Tabel").shapes, "Tabel").table
    assert table.first_row
    assert [cell.text for cell in table.rows[0].cells] == ["Tid", "Indhold", "Hvem"]
    assert table.cell(1, 1).text == sample_deck.AWKWARD
    assert [column.width for column in table.columns] == [1_440_000, 3_960_000, 1_800_000]


def test_text_is_in_the_file_as_it_was_given(slide: Any) -> None:
    text = _named(slide("Tekst").shapes, "Blandet").text_frame
    assert text.text == f"Fed kursiv farvet stor\vny linje\tmed tabulator\n\n{sample_deck.AWKWARD}"
    assert text.word_wrap
    runs = text.paragraphs[0].runs
    assert [run.font.italic for run in runs][:3] == [None, True, None]
    assert [run.font.size.pt for run in runs][:4] == [18, 18, 18, 28]


def test_a_shape_that_is_only_text_is_a_text_box(slide: Any) -> None:
    shapes = slide("Tekst").shapes
    assert _named(shapes, "Kilde").shape_type == MSO_SHAPE_TYPE.TEXT_BOX
    assert _named(shapes, "Drejet").shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE
    assert _named(shapes, "Drejet").rotation == 345


def test_the_file_says_what_it_is(opened: Any) -> None:
    core, given = opened.core_properties, sample_deck.PROPERTIES
    assert (core.title, core.author, core.subject) == (given.title, given.author, given.subject)
    assert (core.language, core.keywords) == ("da-DK", "workshop, prøve")


def test_python_pptx_can_change_the_deck_and_save_it(sample: Package) -> None:
    changed = Presentation(str(sample.path))
    added = changed.slides.add_slide(changed.slide_layouts.get_by_name("Titel og indhold"))
    added.shapes.title.text = "Tilføjet"
    target = io.BytesIO()
    changed.save(target)
    assert list(Presentation(target).slides)[-1].shapes.title.text == "Tilføjet"
