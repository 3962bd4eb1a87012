"""How texts are written in templates as companies have them: inks, plates, and places that can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

import facilitator
from facilitator.agenda.read import read_agenda
from facilitator.canvas import Box, cm
from facilitator.canvas.legible import is_plate, joined, plate
from facilitator.canvas.own_layouts import Slot
from facilitator.canvas.shapes import Canvas, Colour, Shape
from facilitator.canvas.text import ACCENTS
from facilitator.colours import Rgb, contrast, rgb_of
from facilitator.house_templates.ground_fit import feet_of, suit_of
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from facilitator.output.deck_file import unread
from facilitator.output.opened import Asked
from facilitator.pptx.in_template import HouseTemplate, house_template
from pptx import Presentation
from templates.companies import COMPANIES
from templates.made import element, rectangle

AGENDA = """
title: Hej
blocks:
  - title: Første del
    section: Hvorfor?
    minutes: 5
    slides:
      - statement: Sæt rammerne
        text: Hvad er jeres første skridt?
      - {title: Hvad vi vil, bullets: [Lytte, Spørge]}
  - {title: Pause, kind: break, minutes: 5}
"""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def opened(name: str, folder: Path, change: Callable[[Any], None] | None = None) -> HouseTemplate:
    """The look-alike, changed."""
    file = folder / "t.pptx"
    file.write_bytes(COMPANIES[name]())
    if change:
        presentation = Presentation(str(file))
        change(presentation)
        presentation.save(str(file))
    return house_template(file)


def slot(house: HouseTemplate, kind: str, name: str) -> Slot:
    return house.ways[0].design.layouts[kind].slot(name)


def pale_second_level(presentation: Any) -> None:
    styles = presentation.slide_master.element.find(qn("p:txStyles"))
    look = styles.find(f"{qn('p:bodyStyle')}/{qn('a:lvl2pPr')}/{qn('a:defRPr')}")
    for one in look.findall(qn("a:solidFill")):
        look.remove(one)
    look.insert(0, element(f'<a:solidFill xmlns:a="{_A}"><a:srgbClr val="F0F0F0"/></a:solidFill>'))


def test_a_list_whose_second_level_cannot_be_read_is_written_in_the_ink_of_the_first(tmp_path: Path) -> None:
    assert slot(opened("white, logo top right", tmp_path), "content", "text").ink is None
    ink = slot(opened("white, logo top right", tmp_path, pale_second_level), "content", "text").ink
    assert ink is not None
    assert ink.scheme == "tx1"


def test_a_column_with_the_number_of_the_masters_date_says_anchor_and_colour_itself(tmp_path: Path) -> None:
    house = opened("white, logo top right", tmp_path)
    left, right = (slot(house, "two_content", name) for name in ("left", "right"))
    assert left.own
    assert not right.own
    assert right.ink is not None


def test_black_on_a_dark_bar_gives_way_to_white_and_white_on_orange_stays(tmp_path: Path) -> None:
    ink = slot(opened("light photo, logo bottom right", tmp_path), "title_only", "title").ink
    assert ink is not None
    assert ink.scheme == "bg1"
    assert slot(opened("dark, footer art", tmp_path), "title_only", "title").ink is None


def built(name: str, folder: Path, change: Callable[[Any], None] | None = None) -> Any:
    """The deck that is built in this template, as `deck.pptx` in the folder."""
    drawn(name, folder, change)
    return Presentation(str(folder / "deck.pptx"))


def drawn(name: str, folder: Path, change: Callable[[Any], None] | None = None) -> Sequence[Canvas]:
    agenda = folder / "a.yaml"
    agenda.write_text(AGENDA, encoding="utf-8")
    library = default_library()
    house = opened(name, folder, change)
    session = OpenAgenda(read_agenda(str(agenda), library=library), library, Asked(opened=house))
    (file,) = session.build("deck")
    (folder / "deck.pptx").write_bytes(file.content)
    return session.drawn.canvases


def in_two_columns(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        for one in layout.placeholders:
            one.text_frame._txBody.find(qn("a:bodyPr")).set("numCol", "2")


def test_a_list_is_written_in_the_one_column_that_it_is_measured_for(tmp_path: Path) -> None:
    def columns(change: Callable[[Any], None] | None) -> list[str | None]:
        slides = built("white, logo top right", tmp_path, change).slides
        (listed,) = (one for one in slides if one.shapes.title.text == "Hvad vi vil")
        texts = (one for one in listed.placeholders if one.has_text_frame and "Lytte" in one.text_frame.text)
        return [one.text_frame._txBody.find(qn("a:bodyPr")).get("numCol") for one in texts]

    assert columns(None) == [None]
    assert columns(in_two_columns) == ["1"]


@pytest.mark.parametrize("name", ["dark photo, top band", "busy photo, top band"])
def test_a_sentence_among_shapes_is_not_written_in_the_ink_of_the_band_above(name: str, tmp_path: Path) -> None:
    """On the band titles are white; on a plate they are dark, on a dark photograph light."""
    slides = built(name, tmp_path).slides
    title = next(one.shapes.title for one in slides if one.shapes.title.text.startswith("Sæt"))
    (colour,) = {one.get("val") for one in title._element.iter(qn("a:schemeClr"))}
    assert colour in (("tx1", "tx2") if name.startswith("busy") else ("tx1", "bg1"))
    assert title.text_frame.paragraphs[0].alignment is not None  # As what stands under it.


def test_what_cannot_be_read_in_the_file_is_told_and_nothing_else(tmp_path: Path) -> None:
    canvases = drawn("dark photo, logo top left", tmp_path)
    deck = tmp_path / "deck.pptx"
    assert [*unread(deck.read_bytes(), 0, canvases)] == []
    presentation = Presentation(str(deck))
    run = presentation.slides[2].shapes.title.text_frame.paragraphs[0].runs[0]
    dark: Any = RGBColor
    run.font.color.rgb = dark(0x30, 0x38, 0x44)
    presentation.save(str(deck))
    (told,) = unread(deck.read_bytes(), 0, canvases)
    assert told.startswith("slide 3, “Titel” has text that cannot be read on")


def test_a_pause_has_its_bar_under_its_title(tmp_path: Path) -> None:
    for slide in built("white, logo top right", tmp_path).slides:
        bars = [one for one in slide.shapes if one.name.startswith("Tidsbjælke")]
        if bars and slide.shapes.title.text == "Pause":
            assert all(one.top > slide.shapes.title.top for one in bars)
            break
    else:
        pytest.fail("there is no break")


def test_plates_that_nearly_touch_are_one_card_and_others_are_not() -> None:
    title, text = Box(cm(2), cm(2), cm(20), cm(2)), Box(cm(2), cm(5), cm(25), cm(9))
    far = Box(cm(2), cm(17), cm(4), cm(1))
    both = joined([plate("x", title), plate("x", text), plate("x", far)])
    assert len(both) == 2
    assert both[0].box.holds(title)
    assert both[0].box.holds(text)
    logo = Box(cm(24), cm(2), cm(2), cm(1))
    assert len(joined([plate("x", title), plate("x", text)], [logo])) == 2


def test_plates_of_nearly_the_same_width_beside_art_are_one_card() -> None:
    logo, title, text = (
        Box(0, cm(12), cm(3), cm(3)),
        Box(cm(2.8), cm(2), cm(20), cm(2)),
        Box(cm(3.3), cm(5), cm(25), cm(9)),
    )
    (card,) = joined([plate("x", title), plate("x", text)], [logo])
    assert card.box == Box(cm(3.1), cm(1.8), cm(25.4), cm(12.4))


def test_a_plate_stands_out_around_what_is_on_it_but_not_over_what_is_beside_it() -> None:
    text, logo = Box(cm(3), cm(5), cm(20), cm(9)), Box(0, cm(12), cm(2.7), cm(3))
    assert plate("x", text, around=cm(0.6)).box == text.inset(-cm(0.6))
    assert plate("x", text, around=cm(0.6), beside=[logo]).box == Box(cm(2.7), cm(4.4), cm(20.9), cm(10.2))
    assert plate("x", text, around=cm(0.6), beside=[Box(0, 0, cm(9), cm(9))]).box == text.inset(-cm(0.6))  # On it.


@pytest.mark.parametrize("name", ["busy photo, logo bottom left", "wide gradient, bottom band"])
def test_figures_keep_off_the_edges_of_the_plate_that_they_stand_on(name: str, tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_bytes(COMPANIES[name]())
    session = facilitator.open(text=AGENDA, template=tmp_path / "t.pptx")
    assert isinstance(session, facilitator.OpenAgenda)
    drawn, looked_at = session.drawn, set()
    for canvas in drawn.canvases:
        shapes = drawn.template.suited(canvas, drawn.style).shapes
        plates = [one.box for one in shapes if is_plate(one)]
        # A disc is a ground of its own.
        discs = [
            one.box for one in shapes if isinstance(one, Shape) and one.geometry == "ellipse" and one.box.w > cm(3)
        ]
        for one in shapes:
            if isinstance(one, Shape) and not is_plate(one) and not any(disc.holds(one.box) for disc in discs):
                (behind,) = [plate for plate in plates if plate.covers(one.box.centre)]
                assert behind.inset(cm(0.5)).holds(one.box), (canvas.id, one.name)
                looked_at.add(canvas.layout)
    assert looked_at >= {"agenda", "statement", "break_"}


@pytest.mark.parametrize("title", ["Hej", "Opstartsworkshop for ledere og grupper"])
def test_title_and_what_is_under_it_stand_on_one_plate_beside_a_logo(title: str, tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_bytes(COMPANIES["busy photo, logo bottom left"]())
    text = AGENDA.replace("Hej", title, 1) + "\nsubtitle: For TR og AMR i Børn og Unge\n"
    session = facilitator.open(text=text, template=tmp_path / "t.pptx")
    assert isinstance(session, facilitator.OpenAgenda)
    cover = session.drawn.template.suited(session.drawn.canvases[0], session.drawn.style)
    assert len([one for one in cover.shapes if is_plate(one)]) == 1


FLAT = ("white, left band", "white, top band", "dark, left band", "dark, top band", "dark unsaid, footer art")


@pytest.mark.parametrize("name", FLAT)
def test_lines_are_seen_and_accents_told_apart_on_the_ground(name: str, tmp_path: Path) -> None:
    layout = opened(name, tmp_path).choices["title_only"].layout
    suit, shades = suit_of(layout, 1), layout.shades(layout.content) or {}
    (ground,) = [one for one, share in shades.items() if share > 0.9]

    def shown(colour: Colour) -> Rgb:
        return rgb_of(layout.colours[colour.scheme], colour.tint, colour.shade, saturation=colour.saturation)

    for scheme in ("tx2", *ACCENTS[:4]):
        line = shown(suit.stroke(Colour(scheme, tint=35)))
        assert contrast(line, ground) >= (3 if scheme == "tx2" else 1.5), scheme
    assert len({shown(suit.colour(Colour(scheme))) for scheme in ACCENTS[:5]}) == 5
    assert contrast(shown(suit.colour(Colour("bg1"))), ground) < 1.4  # Paper is the ground, on a strong one too.
    assert contrast(shown(suit.colour(Colour("accent1", tint=12))), shown(suit.colour(Colour("tx1")))) >= 4.5


def says_who(presentation: Any) -> None:
    w, h = presentation.slide_width, presentation.slide_height
    box = rectangle((w * 45 // 100, h * 93 // 100, w // 10, h // 25))
    words = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Copyright</a:t></a:r></a:p></p:txBody></p:sp>"
    presentation.slide_master.element.cSld.spTree.append(element(box.replace("</p:sp>", words)))


def test_no_footer_is_written_over_what_the_master_says(tmp_path: Path) -> None:
    layout = opened("white, logo top right", tmp_path).choices["section"].layout
    assert feet_of(layout)[0] is not None
    layout = opened("white, logo top right", tmp_path, says_who).choices["section"].layout
    footer, number = feet_of(layout)
    assert footer is None
    assert number is not None
