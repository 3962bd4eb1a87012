"""Cards that change hands: who holds which card in each round, and which cards each person gets to know.

Everybody holds a card with a question. In a meeting everybody puts the question in their hand to the others, so all of
them know all of its cards afterwards; then every card passes on to the next in the meeting, which in a pair is a swap.
The card in one's own hand is known already, except the first: one answered it in the meeting before. So the questions
that are new to a person, or should be, are the first card and then those in the others' hands.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.pairs.model import Groups

__all__ = ["Passing", "encounters", "stale_cards"]


class Passing:
    """The state of the cards as the rounds go by. A card is called by the person who starts with it."""

    def __init__(self, people: int) -> None:
        self.hands = list(range(people))
        """The card that each person holds."""
        self.met = [[card] for card in range(people)]
        """The cards that each person has met, in order; one that is met again stands there again."""

    def stale(self, one: int, other: int) -> int:
        """How many of the two would meet a card again if they met now."""
        return (self.hands[other] in self.met[one]) + (self.hands[one] in self.met[other])

    def meet(self, groups: Groups) -> None:
        """Hold a round."""
        hands = self.hands[:]
        for group in groups:
            for place, person in enumerate(group):
                self.met[person] += [hands[other] for other in group if other != person]
                self.hands[group[(place + 1) % len(group)]] = hands[person]


def encounters(people: int, rounds: Iterable[Groups]) -> list[list[int]]:
    """The cards that each person meets, in order, from the own first card on."""
    passing = Passing(people)
    for groups in rounds:
        passing.meet(groups)
    return passing.met


def stale_cards(people: int, rounds: Iterable[Groups]) -> int:
    """How often somebody meets a card again, whatever stands on it."""
    return sum(len(cards) - len({*cards}) for cards in encounters(people, rounds))
