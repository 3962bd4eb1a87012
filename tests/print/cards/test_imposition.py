"""Imposition as a law: every back lies behind its front, nothing overlaps or comes too near the paper's edge."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.print.cards.dealing import (
    CARDS,
    MARGIN,
    PAPERS,
    SHEETS,
    Flip,
    Imposition,
    Size,
    Spot,
    card_size,
    impose,
    perforated,
)

CLOSE = 1e-6
SIZES = st.builds(Size, st.floats(30, 210), st.floats(30, 210))
FLIPS: list[Flip] = ["long", "short", "fold"]


def turned_over(spot: Spot, made: Imposition, flip: Flip) -> tuple[float, float, bool]:
    """Where something printed on the back shows up when one looks through the paper from the front, and whether it
    stands on its head when the card is turned like a page.
    """
    w, h = made.paper
    over_long = flip == "long"
    tall = h >= w
    if flip != "fold" and over_long == tall:  # about a vertical axis
        return w - spot.x - made.card.w, spot.y, spot.turned
    return spot.x, h - spot.y - made.card.h, not spot.turned


@given(
    card=SIZES, paper=st.sampled_from(sorted(PAPERS)), flip=st.sampled_from(FLIPS), bleed=st.sampled_from([0.0, 3.0])
)
def test_every_back_lies_behind_its_front(card: Size, paper: str, flip: Flip, bleed: float) -> None:
    try:
        made = impose(card, paper, flip, bleed)
    except ValueError:
        return
    for front, back in zip(made.fronts, made.backs, strict=True):
        x, y, on_its_head = turned_over(back, made, flip)
        assert (x, y) == pytest.approx((front.x, front.y))
        assert not on_its_head


@given(card=SIZES, paper=st.sampled_from(sorted(PAPERS)), flip=st.sampled_from([*FLIPS, "none"]), bleed=st.floats(0, 5))
def test_cards_stand_apart_and_inside_the_margins(card: Size, paper: str, flip: Flip, bleed: float) -> None:
    try:
        made = impose(card, paper, flip, bleed)
    except ValueError:
        return
    w, h = made.paper
    spots = [*made.fronts, *(made.backs if made.fold else ())]
    for spot in (*made.fronts, *made.backs):
        assert MARGIN + bleed - CLOSE <= spot.x <= w - MARGIN - bleed - card.w + CLOSE
        assert MARGIN + bleed - CLOSE <= spot.y <= h - MARGIN - bleed - card.h + CLOSE
    for one, other in combinations(spots, 2):
        assert abs(one.x - other.x) >= card.w + 2 * bleed - CLOSE or abs(one.y - other.y) >= card.h + 2 * bleed - CLOSE


@given(card=SIZES, paper=st.sampled_from(sorted(PAPERS)))
def test_no_more_would_fit(card: Size, paper: str) -> None:
    try:
        made = impose(card, paper, "long")
    except ValueError:
        return
    counts = []
    for w, h in (PAPERS[paper], PAPERS[paper].turned):
        counts.append(int((w - 2 * MARGIN + CLOSE) // card.w) * int((h - 2 * MARGIN + CLOSE) // card.h))
    assert len(made.fronts) == max(counts)


def test_the_paper_is_turned_where_more_fit() -> None:
    assert len(impose(CARDS["a7"], "a4", "long").fronts) == 4
    assert impose(CARDS["a7"], "a4", "long").paper == PAPERS["a4"].turned
    assert len(impose(CARDS["85x55"], "a4", "long").fronts) == 10


def test_a_perforated_sheet_has_its_places() -> None:
    made = perforated(SHEETS["C32011-10"], "long")
    assert [spot.x for spot in made.fronts[:2]] == [15, 110]
    assert [spot.y for spot in made.fronts[::2]] == [13.5, 67.5, 121.5, 175.5, 229.5]
    assert [spot.x for spot in made.backs[:2]] == [110, 15]


@pytest.mark.parametrize("code", SHEETS)
def test_perforated_cards_lie_on_their_paper(code: str) -> None:
    sheet = SHEETS[code]
    made = perforated(sheet, "short")
    assert len(made.fronts) == sheet.columns * sheet.rows
    w, h = PAPERS[sheet.paper]
    assert all(0 < spot.x < w - sheet.card.w and 0 < spot.y < h - sheet.card.h for spot in (*made.fronts, *made.backs))


def test_a_perforated_sheet_is_not_folded() -> None:
    with pytest.raises(ValueError, match="not folded"):
        perforated(SHEETS["7414"], "fold")


def test_a_card_too_large_for_the_paper() -> None:
    with pytest.raises(ValueError, match="no card of 300 × 200 mm has room on A4"):
        impose(Size(300, 200), "a4", "long")


@pytest.mark.parametrize(
    ("text", "size"),
    [("A7", (105, 74)), ("90x60", (90, 60)), ("62,5 x 88", (62.5, 88)), ("85×55", (85, 55)), ("poker", (63, 88))],
)
def test_sizes(text: str, size: tuple[float, float]) -> None:
    assert card_size(text) == size


@pytest.mark.parametrize("text", ["a8", "90", "90x", "10x10", "900x60", "-90x60", ""])
def test_no_sizes(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        card_size(text)
