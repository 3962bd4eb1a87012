"""Every card set of the library as a designer looks at it: what is said aloud is the largest, and no card is empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

import pdfplumber
import pytest

from facilitator.colours import contrast
from facilitator.content.cards import Card, CardSet, Category
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.cards.dealing import CARDS, Copies, card_sides, dealt
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock, shop_pdf
from print.cards.stock import small_set, stock

MM = 72 / 25.4
BLEED = 3 * MM
SETS = default_library().names("cards")
CARD = CARDS["85x55"]


class Words(NamedTuple):
    """A line of a side: its letters, size (pt), place (pt), and colour (parts of 1)."""

    text: str
    size: float
    x0: float
    x1: float
    top: float
    bottom: float
    colour: tuple[float, ...]


class Side(NamedTuple):
    """A side of a card, read back from its page for the print shop."""

    says: dict[str, Any]
    lines: list[Words]
    surfaces: list[tuple[float, float, float, float]]


def _lines(page: Any) -> Iterator[Words]:
    for line in page.extract_text_lines(return_chars=True, x_tolerance=2, y_tolerance=1):
        last = line["chars"][-1]
        place = line["x0"], line["x1"], line["top"], line["bottom"]
        yield Words(line["text"], round(last["size"], 1), *place, last["non_stroking_color"])


@cache
def sides(name: str) -> list[Side]:
    """Front and back of every card of the set, those of the cover first."""
    cards = card_set(name, default_library())
    said = card_sides(cards, stock().terms)
    wanted = dealt(cards, Copies())
    names = [one.side(back=back) for one in wanted for back in (False, True)]
    with pdfplumber.open(BytesIO(shop_pdf(cards, wanted, CARD, stock()))) as document:
        return [
            Side(
                said[name],
                list(_lines(page)),
                [tuple(one[k] for k in ("x0", "top", "x1", "bottom")) for one in page.rects],
            )
            for name, page in zip(names, document.pages, strict=True)
        ]


def paragraphs(lines: list[Words]) -> Iterator[list[Words]]:
    """Lines of one size that follow each other closely."""
    found: list[Words] = []
    for one in sorted(lines, key=lambda line: line.top):
        if found and (abs(one.size - found[-1].size) > 0.1 or one.top - found[-1].bottom > 0.4 * one.size):
            yield found
            found = []
        found.append(one)
    if found:
        yield found


def stubs(lines: list[Words]) -> list[str]:
    """Last lines of one short word."""
    ends = [(one[-1], max(line.x1 - line.x0 for line in one)) for one in paragraphs(lines) if len(one) > 1]
    return [line.text for line, widest in ends if " " not in line.text.strip() and line.x1 - line.x0 < 0.3 * widest]


def filled(side: Side) -> float:
    """The share of what band and padding leave that its texts reach over."""
    inside = [line for line in side.lines if line.x0 > BLEED + 12 * MM]
    wide = max(line.x1 for line in inside) - min(line.x0 for line in inside)
    high = max(line.bottom for line in inside) - min(line.top for line in inside)
    return wide * high / ((CARD.w - 20.8) * MM * (CARD.h - 8.8) * MM)


def rgb(colour: tuple[float, ...]) -> tuple[int, int, int]:
    """A colour of a PDF, grey or RGB."""
    red, green, blue = colour if len(colour) == 3 else (colour[0],) * 3
    return round(255 * red), round(255 * green), round(255 * blue)


def grey(colour: tuple[float, ...]) -> tuple[int, int, int]:
    """As a printer without colour shows it."""
    red, green, blue = rgb(colour)
    return (round(0.299 * red + 0.587 * green + 0.114 * blue),) * 3


@pytest.mark.parametrize("name", SETS)
def test_what_is_said_aloud_is_the_largest_and_read_across_a_table(name: str) -> None:
    fronts = [side for side in sides(name) if side.says["kind"] == "front"]
    assert fronts
    for side in fronts:
        largest = max(line.size for line in side.lines)
        head = " ".join(line.text for line in side.lines if line.size == largest)
        assert head == " ".join((side.says["headline"] or side.says["text"]).split())
        assert largest >= (18 if side.says["headline"] else 14)
        darkest = next(line.colour for line in side.lines if line.size == largest)
        assert contrast(grey(darkest), (255, 255, 255)) >= 7


@pytest.mark.parametrize("name", SETS)
def test_no_front_is_less_than_two_fifths_full(name: str) -> None:
    empty = {side.says["name"]: round(filled(side), 2) for side in sides(name) if side.says["kind"] == "front"}
    assert {card: part for card, part in empty.items() if part < 0.4} == {}


@pytest.mark.parametrize("name", SETS)
def test_no_text_ends_in_a_stub_and_no_word_is_divided(name: str) -> None:
    for side in sides(name):
        assert stubs(side.lines) == []
        assert [line.text for line in side.lines if line.text.endswith("-")] == []


@pytest.mark.parametrize("name", SETS)
def test_a_back_says_what_to_do_and_whose_it_is_in_colour_to_beyond_the_edge(name: str) -> None:
    for side in sides(name):
        if side.says["kind"] in ("back", "title"):
            told = " ".join(line.text for line in side.lines)
            assert side.surfaces[0] == pytest.approx((0, 0, CARD.w * MM + 2 * BLEED, CARD.h * MM + 2 * BLEED), abs=0.1)
            assert side.says.get("turned", "") in told
            assert card_set(name, default_library()).title in told


def test_a_judge_sees_what_was_there_before() -> None:
    far = Words("uge?", 15, 60, 80, 40, 55, (0,))
    assert stubs([Words("Hvad vil du nå i denne", 15, 60, 210, 22, 37, (0,)), far]) == ["uge?"]
    label = Words("Tema", 12, 60, 90, 10, 22, (0,))
    assert filled(Side({}, [label, Words("Hvad nu?", 15, 60, 120, 60, 75, (0,))], [])) < 0.4


@pytest.mark.parametrize("theme", ["fjord", "pink"])
def test_on_every_colour_stands_what_can_be_read(theme: str) -> None:
    made = read_theme(theme, default_library())
    pale = made.colours.model_copy(update={"accent1": "F2E3A0", "accent2": "FFFFFF"})
    themed = replace(made, colours=pale)
    cards = small_set(1, 1, 1, 1, 1, 1)
    made_of = Stock(stock().terms, themed, default_library())
    with pdfplumber.open(BytesIO(shop_pdf(cards, dealt(cards, Copies()), CARD, made_of))) as document:
        for page in document.pages[::2]:
            band, number = page.rects[0]["non_stroking_color"], page.chars[-1]
            assert number["text"].isdigit()
            assert contrast(rgb(band), rgb(number["non_stroking_color"])) >= 4.5


def test_a_card_may_have_a_name_a_pictogram_and_a_headline_behind() -> None:
    card = Card(front="Siges højt.", name="Navnet", icon="coffee", behind="Bagsiden", back="Mere.")
    cards = CardSet(
        title="Egne",
        turned="Læs højt",
        categories=[Category(title="Tema", icon="sun", cards=[card, Card(front="Nu?")])],
    )
    found = card_sides(cards, stock().terms)
    assert [found[side]["headline"] for side in ("front-0", "back-0", "front-1", "back-1")] == [
        "Navnet",
        "Bagsiden",
        "",
        "",
    ]
    assert [found[side]["icon"] for side in ("front-0", "front-1")] == ["coffee", "sun"]
    assert [found[side]["turned"] for side in ("back-0", "back-1")] == ["Læs højt", ""]
