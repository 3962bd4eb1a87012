"""Titles: every slide has one, and no two slides of a deck the same."""

from __future__ import annotations

from facilitator.content.base import slug
from facilitator.content.slides import Checkout, FigureSlide, People, Questions, Quote, Section, SlideContent, Statement
from facilitator.content.terms import Terms

__all__ = ["Register", "title_of"]

_LONGEST = 60
"""Characters of an id that comes from a title."""


def title_of(content: SlideContent, block: str, terms: Terms) -> str:
    """The written title, or what the slide is about; at last the block's title."""
    if content.title:
        return content.title
    match content:
        case FigureSlide():
            return content.figure.title
        case Section():
            return content.section
        case Statement():
            return " ".join(content.statement.split())
        case People():
            return terms.people
        case Questions():
            return terms.questions
        case Quote():
            return terms.quote
        case Checkout():
            return terms.checkout
    return block


class Register:
    """Titles and ids given so far."""

    def __init__(self) -> None:
        self._titles: set[str] = set()
        self._ids: set[str] = set()

    def title(self, wanted: str) -> str:
        """The title, with a number behind it when it is taken: »Refleksion (2)«."""
        found, number = wanted, 1
        while found.casefold() in self._titles:
            number += 1
            found = f"{wanted} ({number})"
        self._titles.add(found.casefold())
        return found

    def id(self, block: str, written: str | None, title: str) -> str:
        """``block/slide``; a written id stays, one from a title gets a number when it is taken."""
        wanted = f"{block}/{written or slug(title)[:_LONGEST].strip('-')}"
        found, number = wanted, 1
        while found in self._ids:
            number += 1
            found = f"{wanted}-{number}"
        self._ids.add(found)
        return found
