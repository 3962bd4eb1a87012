"""What the tests of cards print with."""

from __future__ import annotations

from functools import cache

from facilitator.content.cards import Card, CardSet, Category, Cover
from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock

__all__ = ["ADDRESS", "long_set", "shipped", "small_set", "stock"]


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


ADDRESS = "https://www.arbejdstilsynet.example/vejledninger/psykisk-arbejdsmiljoe/2027"


def long_set() -> CardSet:
    """Names and texts that are longer than they should be."""
    told = "Hvad skal der til, for at det bliver en vane hos jer at sige den slags højt til hinanden i hverdagen?"
    category = "Indflydelse på eget arbejde og medbestemmelse i hverdagen på tværs af afdelinger"
    cards = [Card(front=told, back=told), Card(front=f"Læs på {ADDRESS}", back=f"Se {ADDRESS}")]
    cards.append(Card(name="Medarbejderinddragelsesmuligheder", front="Jeg ved, hvem mit arbejde hjælper.", back=told))
    word = Category(title="Arbejdsmiljørepræsentantuddannelsesforløbsevaluering", cards=cards[:1])
    return CardSet(
        title="Samtalekort om det psykiske arbejdsmiljø i en tid med forandringer og nye opgaver",
        turned="Spørg din makker videre om det, der ligger bag svaret",
        cover=Cover(title="Sådan bruger I kortene", points=["Tag et kort", f"Se {ADDRESS}"]),
        categories=[Category(title=category, cards=cards), word],
    )
