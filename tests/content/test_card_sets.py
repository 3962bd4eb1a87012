"""Card sets: cards that are written, and cards that are made from the parts of a figure."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from facilitator.content.cards import Card, CardSet

PARTS = [
    {"title": "Indflydelse", "text": "Jeg bliver spurgt.", "long": "At blive spurgt i tide.", "ask": ["Om hvad?"]},
    {"title": "Mening", "ask": ["Hvem hjælper du?", "Hvordan ses det?"]},
    {"title": "Ro", "text": "Jeg kan trække vejret."},
]
FIGURE: dict[str, Any] = {"kind": "tiles", "title": "Tre ting", "items": PARTS}


def cards(**fields: Any) -> list[list[Card]]:
    made = CardSet.model_validate({"title": "Kort", **fields}).written_out
    assert made.count == sum(len(category.cards) for category in made.categories)
    return [category.cards for category in made.categories]


def test_a_figure_gives_a_category_for_each_part_with_its_questions_behind() -> None:
    assert cards(figure=FIGURE) == [
        [Card(front="Jeg bliver spurgt.", name="Indflydelse", back="At blive spurgt i tide.\n\nOm hvad?")],
        [Card(front="Mening", back="Hvem hjælper du?\n\nHvordan ses det?")],
        [Card(front="Jeg kan trække vejret.", name="Ro")],
    ]


def test_a_category_takes_a_card_from_each_part_with_its_questions_in_front() -> None:
    (made,) = cards(categories=[{"title": "Tema", "figure": FIGURE, "cards": ["Og hvad så?"]}])
    assert made == [
        Card(front="Om hvad?", behind="Indflydelse", back="At blive spurgt i tide."),
        Card(front="Hvem hjælper du?\n\nHvordan ses det?", back="Mening"),
        Card(front="Jeg kan trække vejret.", name="Ro"),
        Card(front="Og hvad så?"),
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "needs categories, or a figure"),
        ({"figure": FIGURE, "categories": [{"title": "x", "cards": ["y"]}]}, "and not both"),
        ({"categories": [{"title": "x"}]}, "a category needs cards, or a figure"),
        ({"figure": FIGURE | {"items": [f"Del {n}" for n in range(7)]}}, "the figure has 7 parts; there are 6 colours"),
    ],
)
def test_a_set_without_cards_or_with_too_many_is_refused(fields: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        CardSet.model_validate({"title": "Kort", **fields})


def sources(**fields: Any) -> list[str]:
    return CardSet.model_validate({"title": "Kort", **fields}).written_out.sources


def test_cards_of_a_figure_build_on_what_it_builds_on_unless_they_say_otherwise() -> None:
    figure, own = FIGURE | {"source": "NFA"}, FIGURE | {"source": "own"}
    twice = [{"title": "Tema", "figure": one} for one in (figure, figure, own, FIGURE)]
    assert sources(figure=figure) == sources(categories=twice) == ["NFA"]
    assert sources(figure=figure, sources=["Schein", "NFA"]) == ["Schein", "NFA"]
    assert sources(figure=own) == sources(figure=FIGURE) == []
