"""Cards that change hands: nobody meets a question twice, and where somebody does, it is counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.messages import Problems
from facilitator.pairs import Plan, deal
from facilitator.pairs.pair_rounds import sure_rounds
from facilitator.pairs.planning import plan
from pairs.rosters import roster


def met_again(made: Plan) -> int:
    """Play the rounds with the cards in hand, and count the questions that come to somebody who knows them."""
    assert made.deal is not None
    hand = list(made.deal.cards)
    known = [{card} for card in hand]
    again = 0
    for one in made.rounds:
        for members in (meeting.members for meeting in one.meetings):
            for asked in members:
                for asking in members:
                    if asking != asked:
                        again += hand[asking] in known[asked]
                        known[asked].add(hand[asking])
            cards = [hand[member] for member in members]
            for member, card in zip(members, [cards[-1], *cards[:-1]], strict=True):
                hand[member] = card
    return again


@given(st.integers(2, 40), st.integers(1, 6), st.integers(1, 20), st.integers(2, 5))
def test_the_count_is_what_happens_in_the_room(people: int, rounds: int, questions: int, size: int) -> None:
    rounds = min(rounds, sure_rounds(people)) if size == 2 else min(rounds, 3)
    made = plan(roster([""] * people), rounds, size, questions=questions)
    assert made.deal is not None
    assert len(made.deal.cards) == people
    assert {*made.deal.cards} <= {*range(1, questions + 1)}
    assert made.deal.again == met_again(made) >= made.deal.bound
    assert made.deal.bound >= 0


@pytest.mark.parametrize("people", [12, 16, 20, 24, 30, 40])
def test_three_rounds_in_pairs_with_ten_questions_have_only_new_ones(people: int) -> None:
    made = plan(roster([""] * people), 3, questions=10)
    assert made.deal is not None
    assert made.deal.again == met_again(made) == 0
    assert made.notes[-1].kind == "cards"


def test_too_few_questions_are_told_by_the_bound() -> None:
    made = plan(roster([""] * 20), 3, questions=3)
    # Everybody meets four cards, and there are only three questions.
    assert made.deal is not None
    assert made.deal.bound == 20
    assert [note.kind for note in made.notes[-2:]] == ["cards_again", "cards_bound"]


def test_one_question_is_met_again_by_everybody_in_every_meeting() -> None:
    found = deal(plan(roster([""] * 10), 4), 1)
    assert (found.again, found.bound) == (40, 40)


def test_no_question_is_refused() -> None:
    with pytest.raises(Problems, match="expected one or more"):
        deal(plan(roster([""] * 4), 1), 0)


def test_cards_are_moved_until_few_clash() -> None:
    """Dealing card by card leaves two people with a question they know."""
    made = plan(roster([""] * 20), 4, questions=8)
    assert made.deal is not None
    assert made.deal.again == 0
