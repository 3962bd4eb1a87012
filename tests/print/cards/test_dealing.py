"""How many of each card are printed, and that a stack comes out of the knife in order."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.print.cards.dealing import Copies, Dealt, dealt, sheets
from print.cards.stock import shipped, small_set

SIZES = st.lists(st.integers(1, 9), min_size=1, max_size=6)


@given(sizes=SIZES, participants=st.integers(1, 200))
def test_everybody_gets_a_card_and_questions_are_spread_evenly(sizes: list[int], participants: int) -> None:
    cards = dealt(small_set(*sizes), Copies(participants=participants))
    times = Counter(one.number for one in cards)
    assert len(cards) == max(participants, sum(sizes))
    assert set(times) == set(range(sum(sizes)))
    assert max(times.values()) - min(times.values()) <= 1


@given(participants=st.integers(16, 60))
def test_categories_take_turns(participants: int) -> None:
    cards = dealt(shipped(), Copies(participants=participants))
    times = Counter(one.category for one in cards if one.card)
    assert max(times.values()) - min(times.values()) <= 1


def test_sets_are_whole_and_have_letters() -> None:
    cards = dealt(small_set(2, 1, cover=True), Copies(sets=28))
    assert len(cards) == 28 * 4
    assert [one.group for one in cards[::4]][:3] == ["A", "B", "C"]
    assert [one.group for one in cards[::4]][-2:] == ["AA", "AB"]
    assert [one.number for one in cards[:4]] == [-1, 0, 1, 2]


@pytest.mark.parametrize(("per", "sets"), [("participant", 7), ("pair", 4), ("trio", 3)])
def test_a_whole_set_for_those_who_share_one(per: str, sets: int) -> None:
    cards = small_set(2, 1).model_copy(update={"sets_per": per})
    assert dealt(cards, Copies(participants=7)) == dealt(cards, Copies(sets=sets))


def test_a_single_set_needs_no_letter() -> None:
    assert {one.group for one in dealt(small_set(3), Copies(sets=1))} == {""}


def stacked(sheets_: list[list[Dealt | None]]) -> list[Dealt]:
    """What lies in the stack when all sheets are cut at once and the piles are put under each other."""
    places = len(sheets_[0])
    return [card for place in range(places) for sheet in sheets_ if (card := sheet[place])]


@given(count=st.integers(1, 300), places=st.integers(1, 21))
def test_the_cut_stack_is_sorted(count: int, places: int) -> None:
    cards = [Dealt(None, number=number) for number in range(count)]
    made = sheets(cards, places, "sorted")
    assert all(len(sheet) == places for sheet in made)
    assert len(made) == -(-count // places)
    assert stacked(made) == cards


@given(count=st.integers(1, 100), places=st.integers(1, 21), seed=st.integers(0, 5))
def test_the_cut_stack_is_shuffled(count: int, places: int, seed: int) -> None:
    cards = [Dealt(None, number=number) for number in range(count)]
    made = sheets(cards, places, "shuffled", seed)
    assert made == sheets(cards, places, "shuffled", seed)
    assert sorted(stacked(made), key=lambda card: card.number) == cards


def test_along_each_sheet() -> None:
    cards = [Dealt(None, number=number) for number in range(5)]
    made = sheets(cards, 3, "sheet")
    assert [[card and card.number for card in sheet] for sheet in made] == [[0, 1, 2], [3, 4, None]]
