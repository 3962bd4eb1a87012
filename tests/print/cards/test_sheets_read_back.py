"""The PDF as a reader sees it: backs behind fronts, texts on their cards, fonts inside, the same bytes every time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import combinations, product
from typing import Any

import pdfplumber
import pytest
from pypdf import PdfReader

import facilitator
from facilitator.print.cards.dealing import CARDS, MARGIN, Copies, Flip, Imposition, Size, dealt, impose, sheets
from facilitator.print.cards.pages import crop_marks, ruler, sheet_pdf, shop_pdf
from facilitator.print.typst import TooLong
from print.cards.stock import ADDRESS, long_set, shipped, small_set, stock
from sampling import by_turns

MM = 72 / 25.4
SIZES = {**CARDS, "90x60": Size(90, 60)}
FLIPS: tuple[Flip, ...] = ("long", "short")


def printed(imposition: Imposition, **how: Any) -> bytes:
    made = sheets(dealt(shipped(), Copies(participants=24)), len(imposition.fronts), "sheet")
    return sheet_pdf(shipped(), made, imposition, stock(), **how)


def rectangles(page: Any) -> list[tuple[float, float, float, float]]:
    """Filled rectangles in mm: left, top, width, height."""
    found = [*page.rects, *(curve for curve in page.curves if curve["fill"])]
    sides = [[one[side] / MM for side in ("x0", "top", "x1", "bottom")] for one in found]
    return [(left, top, right - left, bottom - top) for left, top, right, bottom in sides]


@pytest.mark.parametrize(("size", "sheet"), by_turns(SIZES, [*product(["a4", "a3"], FLIPS)]), ids=str)
def test_backs_are_mirrored_and_texts_stay_on_their_cards(size: str, sheet: tuple[str, Flip]) -> None:
    paper, flip = sheet
    card = SIZES[size]
    imposition = impose(card, paper, flip)
    with pdfplumber.open(BytesIO(printed(imposition))) as document:
        front, back = document.pages[:2]
        assert front.width / MM == pytest.approx(imposition.paper.w, abs=0.1)
        bleed = min(1.0, *(gutter / 4 for gutter in imposition.gutter))
        tall, wide = (pytest.approx(side + 2 * bleed, abs=0.1) for side in (card.h, card.w))
        # A band along the left of a card, over the top of one that stands; a surface over every back.
        strips = sorted((x + bleed, y + bleed) for x, y, w, h in rectangles(front) if (w == wide) != (h == tall))
        panels = sorted((x + bleed, y + bleed) for x, y, w, h in rectangles(back) if w == wide and h == tall)
        assert len(strips) == len(panels) == len(imposition.fronts)
        vertical = (flip == "long") == (imposition.paper.h >= imposition.paper.w)
        w, h = imposition.paper
        mirrored = sorted(
            (w - x - card.w, y) if vertical else (x, h - y - card.h) for x, y in panels
        )  # fmt: skip
        assert [place for spot in mirrored for place in spot] == pytest.approx(
            [place for spot in strips for place in spot], abs=0.1
        )
        for spot in strips:
            assert MARGIN - 0.1 <= spot[0] <= w - card.w - MARGIN + 0.1
            assert MARGIN - 0.1 <= spot[1] <= h - card.h - MARGIN + 0.1
        on_cards(front, imposition, imposition.fronts)
        on_cards(back, imposition, imposition.backs)


def on_cards(page: Any, imposition: Imposition, spots: Any) -> None:
    """Every letter of 9 pt or more lies on a card."""
    card = imposition.card
    letters = [letter for letter in page.chars if letter["size"] > 8 and letter["text"].strip()]
    assert letters
    for letter in letters:
        x0, x1, top, bottom = (letter[side] / MM for side in ("x0", "x1", "top", "bottom"))
        assert any(
            spot.x <= x0 and x1 <= spot.x + card.w and spot.y - 0.5 <= top and bottom <= spot.y + card.h + 0.5
            for spot in spots
        ), letter["text"]


def test_every_question_is_there_and_at_least_nine_points_high() -> None:
    with pdfplumber.open(BytesIO(printed(impose(CARDS["85x55"], "a4", "long")))) as document:
        words = " ".join(page.extract_text(layout=False).replace("\n", " ") for page in document.pages)
        sizes = {round(letter["size"], 1) for page in document.pages for letter in page.chars}
    assert "lederrollen" in words
    assert words.count("Spørg videre") == 24
    assert min(size for size in sizes if size > 6.1) >= 9


def fonts(content: bytes) -> list[Any]:
    """All font descriptors of a PDF."""
    reader = PdfReader(BytesIO(content))
    found = []
    for page in reader.pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            found.append(descendant["/FontDescriptor"].get_object())
    return found


def test_it_is_accessible_titled_in_danish_and_has_its_fonts() -> None:
    content = printed(impose(CARDS["85x55"], "a4", "long"))
    root: Any = PdfReader(BytesIO(content)).trailer["/Root"]
    assert root["/Lang"] == "da-DK"
    assert root["/MarkInfo"]["/Marked"]
    assert PdfReader(BytesIO(content)).metadata.title == "Det korte møde"  # type: ignore[union-attr]
    assert b"pdfuaid:part" in content
    descriptors = fonts(content)
    assert descriptors
    assert all("SourceSansPro" in font["/FontName"] for font in descriptors)
    assert all("/FontFile2" in font or "/FontFile3" in font for font in descriptors)


def test_the_same_bytes_every_time() -> None:
    imposition = impose(CARDS["poker"], "a4", "fold")
    assert printed(imposition) == printed(imposition)


def test_an_offset_moves_the_backs_only() -> None:
    imposition = impose(CARDS["85x55"], "a4", "long")
    with (
        pdfplumber.open(BytesIO(printed(imposition))) as plain,
        pdfplumber.open(BytesIO(printed(imposition, offset=(1.5, -0.5)))) as moved,
    ):
        assert rectangles(plain.pages[0]) == rectangles(moved.pages[0])
        before, after = rectangles(plain.pages[1])[0], rectangles(moved.pages[1])[0]
        assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((1.5, -0.5), abs=0.01)


def test_folded_sheets_have_both_sides_on_one_page() -> None:
    imposition = impose(CARDS["85x55"], "a4", "fold")
    made = sheets(dealt(shipped(), Copies(sets=1)), len(imposition.fronts), "sorted")
    pages = PdfReader(BytesIO(sheet_pdf(shipped(), made, imposition, stock()))).pages
    assert len(pages) == len(made)


def test_a_text_that_cannot_fit_names_its_card() -> None:
    cards = small_set(2)
    long = cards.categories[0].cards[1].model_copy(update={"front": "Hvad er det bedste ved dit arbejde? " * 40})
    category = cards.categories[0].model_copy(update={"cards": [cards.categories[0].cards[0], long]})
    cards = cards.model_copy(update={"categories": [category]})
    imposition = impose(CARDS["85x55"], "a4", "long")
    with pytest.raises(TooLong, match="kort 2"):
        sheet_pdf(cards, sheets(dealt(cards, Copies()), 10, "sorted"), imposition, stock())


@pytest.mark.parametrize(
    "word", ["W" * 20, "x" * 33, "x" * 45, "fornavn.efternavn.mellemnavn@virksomheden.dk", "x" * 3000]
)
@pytest.mark.parametrize("side", ["front", "back"])
def test_a_word_without_end_stays_on_its_card_or_is_told(side: str, word: str) -> None:
    (category,) = small_set(1).categories
    card = category.cards[0].model_copy(update={side: word})
    cards = small_set(1).model_copy(update={"categories": [category.model_copy(update={"cards": [card]})]})
    imposition = impose(CARDS["poker"], "a4", "long")
    try:
        made = sheet_pdf(cards, sheets(dealt(cards, Copies()), 9, "sorted"), imposition, stock())
    except TooLong:
        assert word in ("x" * 33, "x" * 3000)
        return
    with pdfplumber.open(BytesIO(made)) as document:
        for page, spots in zip(document.pages, (imposition.fronts, imposition.backs), strict=True):
            on_cards(page, imposition, spots[:1])


@pytest.mark.parametrize("team", ["", "Hjemmeplejen Øst, aftenvagten og natholdet i Nordbyen"])
@pytest.mark.parametrize("size", ["a7", "a6", "poker", "85x55"])
def test_long_names_and_addresses_meet_no_other_text_and_stay_on_their_cards(size: str, team: str) -> None:
    cards, with_team = long_set(), replace(stock(), team=team)
    made = shop_pdf(cards, dealt(cards, Copies()), CARDS[size], with_team, bleed=0)
    with pdfplumber.open(BytesIO(made)) as document:
        said = ["".join(letter["text"] for letter in page.chars) for page in document.pages]
        assert sum(ADDRESS in words.replace("\u200b", "") for words in said) == 3
        for page in document.pages:
            letters = [letter for letter in page.chars if letter["text"].strip("\u200b ")]
            assert all(one["x0"] >= 0 and one["x1"] <= page.width for one in letters)
            assert [met for met in combinations(letters, 2) if lie_over(*met)] == []


def lie_over(one: Any, other: Any) -> bool:
    """Whether two letters of different lines cover a third of the lower one's."""
    wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
    high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return bool(abs(one["top"] - other["top"]) > 0.5 and wide > 1 and high > min(one["size"], other["size"]) / 3)


def test_one_long_word_does_not_make_a_card_small() -> None:
    cards = long_set()
    made = shop_pdf(cards, dealt(cards, Copies()), CARDS["a7"], stock(), bleed=0)
    with pdfplumber.open(BytesIO(made)) as document:
        (named,) = (page for page in document.pages if "Jeg" in "".join(one["text"] for one in page.chars))
        assert max(letter["size"] for letter in named.chars) >= 20


def test_marks_and_ruler_stand_beside_the_cards() -> None:
    for size in SIZES.values():
        imposition = impose(size, "a4", "long")
        for mark in crop_marks(imposition):
            for spot in imposition.fronts:
                inside_x = spot.x < max(mark.x1, mark.x2) and min(mark.x1, mark.x2) < spot.x + size.w
                inside_y = spot.y < max(mark.y1, mark.y2) and min(mark.y1, mark.y2) < spot.y + size.h
                assert not (inside_x and inside_y)
        at = ruler(imposition)
        lowest = max(spot.y for spot in imposition.fronts) + size.h
        assert at.y >= lowest or at.x <= imposition.fronts[0].x


@pytest.mark.parametrize("name", ["det-korte-moede", "calibrate"])
def test_print_dialogues_begin_with_the_actual_size(name: str) -> None:
    made = facilitator.calibration() if name == "calibrate" else facilitator.cards(name)
    reader = PdfReader(BytesIO(made.content))
    root: Any = reader.trailer["/Root"]
    assert root["/ViewerPreferences"]["/PrintScaling"] == "/None"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.pdf_header == "%PDF-1.7"
    assert b"pdfaid" in root["/Metadata"].get_data()
