"""What the tests of cards print with."""

from __future__ import annotations

from functools import cache

from facilitator.content.cards import Card, CardSet, Category, Cover
from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock

__all__ = ["shipped", "small_set", "stock"]


@cache
def stock() -> Stock:
    """Danish words and the pink theme."""
    library = default_library()
    return Stock(read_terms("da", library), read_theme("pink", library), library)


@cache
def shipped() -> CardSet:
    """The set that the exercise needs."""
    return card_set("det-korte-moede", default_library())


def small_set(*sizes: int, cover: bool = False) -> CardSet:
    """A set with so many cards in each of its categories: »Kort 0.0«, »Kort 0.1«, …"""
    categories = [
        Category(title=f"Tema {number}", cards=[Card(front=f"Kort {number}.{one}") for one in range(size)])
        for number, size in enumerate(sizes)
    ]
    return CardSet(title="Prøve", cover=Cover(title="Sådan") if cover else None, categories=categories)
