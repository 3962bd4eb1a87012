"""By what a person would know which layout is for what: signs, each with its weight, for every kind of slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from facilitator.house_templates.traits import Traits

__all__ = ["NEEDED", "WANTED", "Wanted"]

NEEDED = 4
"""Points from which on a layout is made for a kind."""
_OTHER_NAME = -3
_VERTICAL = -6


class Sign(NamedTuple):
    """Something to be seen of a layout."""

    points: int
    says: str
    """What a sentence about the layout says of it; empty for what speaks against it."""
    holds: Callable[[Traits], bool]


@dataclass(frozen=True)
class Wanted:
    """What a kind of slide looks for."""

    kind: str
    types: Mapping[str, int] = field(default_factory=dict)
    """Points by ST_SlideLayoutType."""
    signs: tuple[Sign, ...] = ()
    fallbacks: tuple[str, ...] = ()
    """The kinds whose layouts serve where none is made for it, the best first."""

    def found(self, traits: Traits) -> Iterator[Sign]:
        """The signs that a layout has, for and against."""
        if points := self.types.get(traits.layout.type, 0):
            yield Sign(points, f"is of the type “{traits.layout.type}”", _always)
        if self.kind in traits.named:
            yield Sign(4, "is called so", _always)
        elif traits.named:
            yield Sign(_OTHER_NAME, "", _always)
        yield from (sign for sign in self.signs if sign.holds(traits))


def _always(traits: Traits) -> bool:
    return True


_NO_TITLE = Sign(-6, "", lambda traits: not traits.titled)
_UPRIGHT = Sign(_VERTICAL, "", lambda traits: traits.vertical)
_USUAL = (_NO_TITLE, _UPRIGHT)
_NO_LIST = Sign(-3, "", lambda traits: traits.lists > 0)
_NO_SUBTITLE = Sign(-3, "", lambda traits: traits.subtitled)
_NO_PICTURE = Sign(-2, "", lambda traits: traits.pictures > 0)
_NOT_TWO = Sign(-3, "", lambda traits: len(traits.texts) > 1)
_NOT_THREE = Sign(-2, "", lambda traits: len(traits.texts) > 2)
_ROOM = ("title_only", "content", "two_content", "section", "title", "picture")

WANTED: Mapping[str, Wanted] = {
    wanted.kind: wanted
    for wanted in (
        Wanted(
            "title",
            {"title": 5},
            (
                Sign(3, "has a centred title", lambda traits: traits.centred),
                Sign(3, "has a subtitle", lambda traits: traits.subtitled),
                Sign(2, "has a large title over a text", lambda traits: traits.heading_with_text),
                Sign(2, "comes first, with a large title", lambda traits: traits.first and traits.heading),
                _NO_LIST,
                *_USUAL,
            ),
            ("section", *_ROOM),
        ),
        Wanted("agenda", {}, _USUAL, _ROOM),
        Wanted(
            "section",
            {"secHead": 5},
            (
                Sign(4, "has a large title with a text", lambda traits: traits.heading_with_text),
                Sign(1, "has a large title", lambda traits: traits.heading and traits.bare and not traits.centred),
                _NO_LIST,
                _NO_SUBTITLE,
                _NO_PICTURE,
                *_USUAL,
            ),
            ("title", *_ROOM),
        ),
        Wanted(
            "content",
            {"obj": 5, "tx": 5},
            (
                Sign(4, "has a title and one text", lambda traits: traits.one_list),
                _NO_SUBTITLE,
                _NO_PICTURE,
                _NOT_TWO,
                *_USUAL,
            ),
            _ROOM,
        ),
        Wanted(
            "two_content",
            {"twoObj": 5, "twoColTx": 5, "txAndObj": 3, "objAndTx": 3, "twoTxTwoObj": 2},
            (
                Sign(4, "has two texts side by side", lambda traits: traits.columns),
                _NOT_THREE,
                _NO_PICTURE,
                *_USUAL,
            ),
            _ROOM,
        ),
        Wanted(
            "title_only",
            {"titleOnly": 5},
            (
                Sign(4, "has a title and nothing else", lambda traits: traits.bare and not traits.centred),
                Sign(-4, "", lambda traits: not traits.bare),
                Sign(-2, "", lambda traits: traits.heading),
                *_USUAL,
            ),
            _ROOM,
        ),
        Wanted("questions", {}, _USUAL, _ROOM),
        Wanted("statement", {}, _USUAL, _ROOM),
        Wanted("break_", {}, _USUAL, ("section", "title", *_ROOM)),
        Wanted(
            "picture",
            {"picTx": 5},
            (
                Sign(4, "has a place for a picture", lambda traits: traits.pictures > 0),
                Sign(-1, "", lambda traits: traits.pictures > 1),
                Sign(-2, "", lambda traits: not traits.titled),
                _UPRIGHT,
            ),
            _ROOM,
        ),
        Wanted(
            "blank",
            {"blank": 5},
            (
                Sign(4, "has nothing to fill", lambda traits: traits.empty),
                Sign(-6, "", lambda traits: not traits.empty),
            ),
            _ROOM,
        ),
    )
}
"""By kind."""
