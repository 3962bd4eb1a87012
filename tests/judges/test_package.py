"""The judge of the file finds each thing that a deck of this house must not have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.util import Cm, Pt

from judges.package import Package, audit, faults
from pptx import Presentation


def _two_slides(path: Path, change: Callable[[Any], None] = lambda slide: None) -> Path:
    """A deck that keeps the rules for slides, with one change to its second slide."""
    presentation = Presentation()
    for title in ("En", "To"):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = title
        slide.notes_slide.notes_text_frame.text = "Formål"
        slide.shapes.title.text_frame.paragraphs[0].runs[0]._r.get_or_add_rPr().set("lang", "da-DK")
    change(presentation.slides[1])
    presentation.save(str(path))
    return path


def test_a_slide_as_it_should_be_is_passed(tmp_path: Path) -> None:
    made = _two_slides(tmp_path / "good.pptx")
    assert audit(made) == []
    assert [f for f in faults(made) if "sections" not in f] == []


def test_the_file_is_read_as_a_person_reads_it(tmp_path: Path) -> None:
    first, second = Package(_two_slides(tmp_path / "deck.pptx")).slides
    assert (first.title, second.title, second.notes) == ("En", "To", "Formål")


def _same_title(slide: Any) -> None:
    slide.shapes.title.text_frame.paragraphs[0].runs[0].text = "En"


def _no_title(slide: Any) -> None:
    slide.shapes.title._element.getparent().remove(slide.shapes.title._element)


def _no_notes(slide: Any) -> None:
    slide.notes_slide.notes_text_frame.text = " "


def _same_id(slide: Any) -> None:
    for _ in range(2):
        slide.shapes.add_textbox(0, 0, Cm(1), Cm(1))._element.nvSpPr.cNvPr.set("id", "9")


def _group_without_alternative(slide: Any) -> None:
    slide.shapes.add_group_shape().name = "Figur"


def _no_language(slide: Any) -> None:
    slide.shapes.add_textbox(0, 0, Cm(9), Cm(1)).text_frame.text = "Uden sprog"


def _small_text(slide: Any) -> None:
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(10)


def _empty_placeholder(slide: Any) -> None:
    slide.shapes.title.text_frame.text = ""


def _a_link_out(slide: Any) -> None:
    slide.shapes.title.click_action.hyperlink.address = "file:///etc/passwd"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_same_title, "deck.pptx: 2 slides have the title “En”"),
        (_no_title, "slide 2: has no title"),
        (_no_notes, "slide 2: has no speaker notes"),
        (_same_id, "slide 2: the shape id 9 is used 2 times"),
        (_group_without_alternative, "slide 2: “Figur” has no alternative text"),
        (_no_language, "slide 2: “Uden sprog” has no language"),
        (_small_text, "slide 2: “To” is set in 10 pt"),
        (_empty_placeholder, "slide 2: the placeholder “Title 1” is empty"),
        (_a_link_out, "deck.pptx: ppt/slides/_rels/slide2.xml.rels points outside the file"),
    ],
)
def test_each_fault_is_named(change: Callable[[Any], None], what: str, tmp_path: Path) -> None:
    assert what in faults(_two_slides(tmp_path / "deck.pptx", change))


def test_slides_outside_the_sections_are_found(tmp_path: Path) -> None:
    assert any("sections hold" in fault for fault in faults(_two_slides(tmp_path / "deck.pptx")))


def test_the_sdk_rules_find_a_broken_slide(tmp_path: Path) -> None:
    def wrong_order(slide: Any) -> None:
        tree = slide._element.cSld.spTree
        tree.append(tree.nvGrpSpPr)

    assert audit(_two_slides(tmp_path / "deck.pptx", wrong_order))
