"""What travels with the deck besides its looks: sections, stable ids, countdowns."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_deck
from facilitator.canvas.shapes import Canvas
from facilitator.pptx.properties import FIRST_SLIDE_ID, our_sections
from judges.package import NS, Package


def titled(section: str, title: str = "Forside") -> Canvas:
    """A canvas of which only the section matters."""
    return Canvas("a", title, "blank", (), section)


def test_sections_stand_in_the_slide_sorter_in_order(sample: Package) -> None:
    assert [name for name, _ in sample.sections] == ["Layouts", "Figurer", "Billeder", "Tabeller", "Tid"]
    assert [i for _, ids in sample.sections for i in ids] == [slide.id for slide in sample.slides]


def test_slides_that_name_no_section_stay_in_the_one_before() -> None:
    canvases = [titled(""), titled("A"), titled(""), titled("B"), titled("A")]
    found = [(name, list(ids)) for name, _, ids in our_sections(canvases, "deck")]
    assert found == [("Forside", [256]), ("A", [257, 258]), ("B", [259]), ("A", [260])]


@given(st.lists(st.sampled_from(["", "A", "B"]), max_size=12))
def test_sections_tile_the_deck(names: list[str]) -> None:
    found = our_sections([titled(name) for name in names], "deck")
    assert [id_ for section in found for id_ in section.slides] == [FIRST_SLIDE_ID + n for n in range(len(names))]
    assert len({section.guid for section in found}) == len(found)


def _tags(package: Package, part: str) -> dict[str, str]:
    target = next(t for t in package.related(part).values() if t.startswith("ppt/tags/"))
    return {tag.get("name"): tag.get("val") for tag in package.xml(target)}


def test_every_slide_carries_its_stable_id(sample: Package) -> None:
    found = [_tags(sample, slide.part)["FACILITATOR_ID"] for slide in sample.slides]
    assert found == [canvas.id for canvas in sample_deck.whole()]


def test_further_tags_and_the_deck_s_id_are_kept(sample: Package) -> None:
    agenda = next(slide for slide in sample.slides if slide.title.startswith("Dagsorden"))
    assert _tags(sample, agenda.part)["FACILITATOR_X"] == sample_deck.AWKWARD
    assert _tags(sample, "ppt/presentation.xml") == {"FACILITATOR_DECK": "proevedaek"}


def _bar(package: Package, title: str) -> tuple[Any, str]:
    """A slide with a countdown, and the id of its bar."""
    slide = next(s for s in package.slides if s.title == title)
    return slide, slide.find("//p:sp/p:nvSpPr/p:cNvPr[@name='Tidsbjælke']/@id")[0]


@pytest.mark.parametrize("title", ["Tid 1", "Tid 2"])
def test_the_countdown_drains_the_bar_in_its_minutes(sample: Package, title: str) -> None:
    slide, bar = _bar(sample, title)
    assert set(slide.find("//p:timing//@spid")) == {bar}
    assert slide.find("//p:animEffect[@filter='wipe(right)' and @transition='out']/p:cBhvr/p:cTn/@dur") == ["600000"]
    assert len(slide.find("//p:cTn/@id")) == len(set(slide.find("//p:cTn/@id")))


def test_it_starts_with_a_click_on_the_bar_or_with_the_slide(sample: Package) -> None:
    on_click, bar = _bar(sample, "Tid 1")
    assert on_click.find("//p:cTn[@nodeType='interactiveSeq']/p:stCondLst/p:cond[@evt='onClick']//p:spTgt/@spid") == [
        bar
    ]
    with_slide, _ = _bar(sample, "Tid 2")
    assert len(with_slide.find("//p:cTn[@nodeType='mainSeq']")) == 1
    assert with_slide.find("//p:cTn[@presetID='22']/@nodeType") == ["withEffect"]


def test_decoration_is_passed_over_by_screen_readers_and_figures_are_told(sample: Package) -> None:
    decorative = "p:cNvPr[@descr='' and a:extLst/a:ext/adec:decorative[@val='1']]/@name"
    figure = next(slide for slide in sample.slides if slide.title == "Figur")
    assert figure.find(f"//p:nvCxnSpPr/{decorative}") == ["Pil", "Linje"]
    assert figure.alternatives["Figur: hjul"] == f"Et hjul: {sample_deck.AWKWARD}\nmidte, venstre, kile"
    assert _bar(sample, "Tid 1")[0].find(f"//p:nvSpPr/{decorative}") == ["Spor"]


def test_a_free_form_scales_its_text_with_it(sample: Package) -> None:
    figure = next(slide for slide in sample.slides if slide.title == "Figur")
    guides = figure.find("//a:custGeom/a:gdLst/a:gd/@fmla")
    assert guides == ["*/ w 108000 1800000", "*/ h 108000 1800000", "*/ w 1188000 1800000", "*/ h 1188000 1800000"]
    assert sample.xml(figure.part).xpath("//a:custGeom/a:rect/@*", namespaces=NS) == ["tl", "tt", "tr", "tb"]
