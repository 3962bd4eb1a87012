"""A card set: what stands on the cards, as in ``decks/cards/*.yaml``. Size, paper, and copies belong to printing."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from facilitator.content import OWN, Content, Entries, Line, Shorthand, Slug, Text
from facilitator.content.figures import AnyFigure
from facilitator.content.icons import Icon
from facilitator.content.parts import Item
from facilitator.messages import _

__all__ = ["CATEGORIES", "Card", "CardSet", "Category", "Cover"]

CATEGORIES = 6
"""So many categories have a colour and a symbol of their own."""


class Card(Shorthand):
    """A card. A plain text is its front."""

    short: ClassVar[str] = "front"

    front: Annotated[Text, Field(min_length=1)]
    name: Line | None = None
    """What people call it: the headline over its front."""
    back: Text = ""
    """The category's when left out."""
    behind: Line | None = None
    """The headline over its back."""
    icon: Icon | None = None
    """The category's when left out."""
    symbol: Line | None = None
    """One or two characters in place of a pictogram."""


Side = Literal["front", "back"]


class Category(Content):
    """Cards that belong together, with a colour and a symbol (for printers without colour) by their place."""

    title: Line
    icon: Icon | None = None
    """On its cards, beside its symbol."""
    back: Text = ""
    """On the back of every card that has none of its own."""
    cards: list[Card] = []
    figure: AnyFigure | None = None
    """A card for each part of this figure, before ``cards``; by its name in ``decks/figures/`` or written out."""
    questions: Side = "front"
    """The side on which the questions of the figure's parts stand; what they are about stands on the other."""

    @model_validator(mode="after")
    def _has_cards(self) -> Category:
        if not self.cards and self.figure is None:
            raise ValueError(_("a category needs cards, or a figure to make them from"))
        return self

    @property
    def dealt(self) -> list[Card]:
        """All its cards, those of the figure first."""
        parts = self.figure.parts if self.figure else []
        return [*(_card(part, self.questions) for part in parts), *self.cards]


def _card(part: Item, questions: Side) -> Card:
    """A part of a figure as a card: its title is the name that stands over what it says, in front or behind."""
    asked = "\n\n".join(part.ask)
    if questions == "back" or not asked:
        front, name = (part.text, part.title) if part.text else (part.title, None)
        back = "\n\n".join(filter(None, (part.long, asked)))
        return Card(front=front, name=name, back=back, icon=part.icon, symbol=part.symbol)
    told = part.long or part.text
    behind, back = (part.title, told) if told else (None, part.title)
    return Card(front=asked, behind=behind, back=back, icon=part.icon, symbol=part.symbol)


class Cover(Content):
    """The card on top: how the cards are used."""

    title: Line
    text: Text = ""
    points: Entries = []


class CardSet(Content):
    """A set of cards for one exercise."""

    title: Line
    language: Slug = "da"
    cover: Cover | None = None
    icon: Icon | None = None
    """On the card on top."""
    turned: Line | None = None
    """What to do with a card that is turned, over its back."""
    sets_per: Literal["participant", "pair", "trio", "group"] | None = None
    """Each of these gets a whole set; without it, every participant gets a card."""
    categories: Annotated[list[Category], Field(max_length=CATEGORIES)] = []
    figure: AnyFigure | None = None
    """A category with one card for each part of this figure, instead of ``categories``."""
    questions: Side = "back"
    """The side on which the questions of that figure's parts stand."""
    sources: list[Text] = []
    """What the cards build on, at the foot of the cover's back; those of its figures when left out."""

    @model_validator(mode="after")
    def _has_categories(self) -> CardSet:
        if bool(self.categories) == bool(self.figure):
            raise ValueError(_("a card set needs categories, or a figure to make them from, and not both"))
        if self.figure and len(self.figure.parts) > CATEGORIES:
            raise ValueError(
                _(
                    "the figure has {count} parts; there are {categories} colours of cards",
                    count=len(self.figure.parts),
                    categories=CATEGORIES,
                )
            )
        return self

    @property
    def written_out(self) -> CardSet:
        """The same set with every card in its category, and no figures."""
        parts = self.figure.parts if self.figure else []
        made = [Category(title=part.title, cards=[_card(part, self.questions)]) for part in parts]
        given = [one.model_copy(update={"cards": one.dealt, "figure": None}) for one in self.categories]
        update = {"categories": made or given, "figure": None, "sources": self.sources or self._figure_sources()}
        return self.model_copy(update=update)

    def _figure_sources(self) -> list[str]:
        figures = [self.figure, *(one.figure for one in self.categories)]
        return list(dict.fromkeys(one.source for one in figures if one and one.source not in ("", OWN)))

    @property
    def count(self) -> int:
        """How many different cards there are, the cover not counted."""
        return sum(len(category.dealt) for category in self.written_out.categories)
