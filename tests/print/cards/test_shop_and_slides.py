"""Cards for a print shop and cards as slides."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitator.content.cards import Card, CardSet, Category
from facilitator.print.cards.dealing import CARDS, Copies, card_size, dealt
from facilitator.print.cards.pages import shop_pdf
from facilitator.print.cards.slides import card_slides
from facilitator.print.typst import TooLong
from judges.office import Office
from judges.overflow import overflows
from judges.package import NS, Package, audit, faults
from pptx import Presentation
from print.cards.stock import ADDRESS, long_set, shipped, small_set, stock

MM = 72 / 25.4


def test_a_page_for_every_side_with_the_boxes_a_print_shop_reads() -> None:
    cards = small_set(2, 1)
    reader = PdfReader(BytesIO(shop_pdf(cards, dealt(cards, Copies()), CARDS["a7"], stock())))
    assert len(reader.pages) == 6
    for page in reader.pages:
        media, trim = page.mediabox, page.trimbox
        assert [float(side) / MM for side in media] == pytest.approx([0, 0, 111, 80], abs=0.05)
        assert [float(side) / MM for side in trim] == pytest.approx([3, 3, 108, 77], abs=0.05)
        assert page.bleedbox == media


def test_the_same_pages_every_time() -> None:
    cards = small_set(2)
    one, other = (shop_pdf(cards, dealt(cards, Copies()), CARDS["poker"], stock()) for _ in range(2))
    assert one == other


def test_slides_have_the_size_of_a_card_and_can_be_edited() -> None:
    made = card_slides(shipped(), dealt(shipped(), Copies()), CARDS["a7"], stock())
    deck = Presentation(BytesIO(made))
    assert (deck.slide_width, deck.slide_height) == (105 * 36_000, 74 * 36_000)
    assert len(deck.slides) == 2 * 17
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert "Hvem ringer du til, når du er i tvivl?" in titles
    assert made == card_slides(shipped(), dealt(shipped(), Copies()), CARDS["a7"], stock())


def test_slides_take_their_colours_and_fonts_from_the_theme(tmp_path: Path) -> None:
    deck = tmp_path / "kort.pptx"
    deck.write_bytes(card_slides(shipped(), dealt(shipped(), Copies()), CARDS["poker"], stock()))
    for slide in Package(deck).slides:
        assert slide.root.xpath("//a:srgbClr | //a:latin[not(starts-with(@typeface, '+'))]", namespaces=NS) == []


def test_a_side_that_many_cards_show_is_drawn_alike_with_each_card_s_own_mark() -> None:
    cards = small_set(2, 1)
    deck = Presentation(BytesIO(card_slides(cards, dealt(cards, Copies(sets=2)), CARDS["a7"], stock())))
    texts = [[shape.text_frame.text for shape in slide.shapes if shape.text_frame.text] for slide in deck.slides]
    fronts = texts[::2]
    first, second = fronts[: len(fronts) // 2], fronts[len(fronts) // 2 :]
    assert [said for *said, _ in first] == [said for *said, _ in second]
    assert [number.replace("A", "B") for *_, number in first] == [number for *_, number in second]


def test_a_soft_hyphen_is_a_hyphen_where_a_word_has_no_room_and_else_nothing() -> None:
    long = "Speciallæge\u00adpraksis\u00adplanlægnings\u00adudvalgs\u00admedlems\u00admødereferat\u00adskabelon?"
    cards = CardSet(title="T", categories=[Category(title="A", cards=[Card(front="Blød\u00addelt"), Card(front=long)])])
    slides = Presentation(BytesIO(card_slides(cards, dealt(cards, Copies()), CARDS["85x55"], stock()))).slides
    fronts = [slide.shapes.title.text_frame.text for slide in slides][::2]
    assert fronts[0] == "Bløddelt"
    assert fronts[1].replace("-", "") == long.replace("\u00ad", "")
    assert "-" in fronts[1]


@pytest.mark.office
def test_the_slides_are_a_valid_file_in_which_all_text_fits(tmp_path: Path, office: Office) -> None:
    deck = tmp_path / "kort.pptx"
    deck.write_bytes(card_slides(shipped(), dealt(shipped(), Copies()), CARDS["85x55"], stock()))
    assert audit(deck) == []
    assert overflows(deck, office) == []
    assert len(Package(deck).slides) == 34
    wanted_of_decks_only = ("speaker notes", "is set in ", "have the title", "the sections hold")
    assert [fault for fault in faults(deck) if not any(one in fault for one in wanted_of_decks_only)] == []


@pytest.mark.parametrize("size", ["a7", "a6", "poker", "85x55"])
def test_what_sheets_hold_slides_hold_too_with_each_text_in_a_place_of_its_own(size: str) -> None:
    cards = long_set()
    made = card_slides(cards, dealt(cards, Copies()), CARDS[size], stock())
    said = []
    for slide in Presentation(BytesIO(made)).slides:
        texts = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]
        said.append(slide.shapes.title.text_frame.text)
        for one, other in combinations(texts, 2):
            across = one.left < other.left + other.width and other.left < one.left + one.width
            assert not across or one.top + one.height <= other.top or other.top + other.height <= one.top
    assert sum(ADDRESS in words for words in said) == 3


@pytest.mark.office
def test_long_names_and_addresses_stay_in_their_places(tmp_path: Path, office: Office) -> None:
    deck, cards = tmp_path / "kort.pptx", long_set()
    deck.write_bytes(card_slides(cards, dealt(cards, Copies()), CARDS["a7"], stock()))
    told = [one for one in overflows(deck, office) if "cut" not in one.what]
    assert told == []


SOURCES = ["Schein, E. H. (1992). Organizational Culture and Leadership", "Det Nationale Forskningscenter, nfa.dk"]


@pytest.mark.parametrize("size", ["85x55", "poker", "a7"])
def test_what_the_cards_build_on_stands_at_the_foot_of_the_cover_alone(size: str) -> None:
    cards = small_set(2, cover=True).model_copy(update={"sources": SOURCES})
    pages = PdfReader(BytesIO(shop_pdf(cards, dealt(cards, Copies()), card_size(size), stock()))).pages
    said = [" ".join(page.extract_text().split()) for page in pages]
    slides = Presentation(BytesIO(card_slides(cards, dealt(cards, Copies()), card_size(size), stock()))).slides
    shown = [" ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame) for slide in slides]
    for words in (said, shown):
        assert [number for number, text in enumerate(words) if "(1992)" in text] == [1]
        assert words[1].index("Prøve") < words[1].index("Schein") < words[1].index("nfa.dk")


def test_sources_leave_less_room_and_what_has_none_is_told() -> None:
    cards = small_set(1, cover=True).model_copy(update={"sources": ["Ord " * 180]})
    for made in (shop_pdf, card_slides):
        with pytest.raises(TooLong, match="Sådan"):
            made(cards, dealt(cards, Copies()), CARDS["85x55"], stock())
