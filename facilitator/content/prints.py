"""Card sets and forms, read: what a session deals and hands out, before anything of it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from facilitator.content.cards import CardSet
from facilitator.content.forms import Form
from facilitator.content.inlining import Inliner
from facilitator.content.loading import Loaded, load
from facilitator.library import Library
from facilitator.reading.nodes import Node

__all__ = ["FormReading", "read_cards", "read_form"]


@dataclass(frozen=True)
class _CardsReading(Loaded[CardSet]):
    """A card set, its id, the words of its language, and where everything stands in its file."""

    kind: ClassVar[str] = "cards"
    model: ClassVar[type[CardSet]] = CardSet

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.cards(node)

    @staticmethod
    def finished(content: CardSet) -> CardSet:
        return content.written_out


@dataclass(frozen=True)
class FormReading(Loaded[Form]):
    """A form, its id, the words of its language, and where everything stands in its file."""

    kind: ClassVar[str] = "forms"
    model: ClassVar[type[Form]] = Form

    @property
    def form(self) -> Form:
        """What the file says, with the parts that are printed."""
        return self.content

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.form(node)

    @staticmethod
    def finished(content: Form) -> Form:
        return content.written_out


def read_cards(name: str, library: Library, data: Mapping[str, Any] | None = None) -> CardSet:
    """The card set of that name in the library, or in the YAML file of that path, every card written out.

    ``data`` has the values for the names in its texts.

    Raises:
        Problems: there is none, or something is wrong with it.
    """
    return load(_CardsReading, name, library, data=data).content


def read_form(name: str, *, library: Library, data: Mapping[str, Any] | None = None) -> FormReading:
    """The form of that name in the library, or in the file of that path.

    Args:
        name: a name, or a path.
        library: where names are looked up.
        data: takes the place of values in the form's own ``data``.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    return load(FormReading, name, library, data=data)
