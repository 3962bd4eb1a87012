"""A card set: what stands on the cards, as in ``decks/cards/*.yaml``. Size, paper, and copies belong to printing."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from facilitator.content.base import Content, Line, Shorthand, Slug, Text

__all__ = ["CATEGORIES", "Card", "CardSet", "Category", "Cover"]

CATEGORIES = 6
"""So many categories have a colour and a symbol of their own."""


class Card(Shorthand):
    """A card. A plain text is its front."""

    short: ClassVar[str] = "front"

    front: Annotated[Text, Field(min_length=1)]
    back: Text = ""
    """The category's when left out."""


class Category(Content):
    """Cards that belong together, with a colour and a symbol (for printers without colour) by their place."""

    title: Line
    back: Text = ""
    """On the back of every card that has none of its own."""
    cards: Annotated[list[Card], Field(min_length=1)]


class Cover(Content):
    """The card on top: how the cards are used."""

    title: Line
    text: Text = ""
    points: list[Text] = []


class CardSet(Content):
    """A set of cards for one exercise."""

    title: Line
    language: Slug = "da"
    cover: Cover | None = None
    sets_per: Literal["participant", "pair", "trio"] | None = None
    """Each of these gets a whole set; without it, every participant gets a card."""
    categories: Annotated[list[Category], Field(min_length=1, max_length=CATEGORIES)]
    sources: list[Text] = []

    @property
    def count(self) -> int:
        """How many different cards there are, the cover not counted."""
        return sum(len(category.cards) for category in self.categories)
