"""Who leads the session: a card each, with a photo or the initials in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from facilitator.canvas import Anchor, Box, Emu, cm
from facilitator.canvas.figures.cards import corners
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import Page, Setting, photo
from facilitator.canvas.text import CONTENT_MIN, Style, all_with_room, body, common_size, first_with_room, fit, height
from facilitator.content import Person
from facilitator.content.slides import People

__all__ = ["lay"]

_SIZES = (32, 30, 28, 26, 24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_NAME = 1.3
"""The size of a name, by that of what is said about the person."""
_INITIALS = (72, 66, 60, 54, 48, 40, 32, 24, 20, 16, CONTENT_MIN)
_GAP, _BETWEEN_ROWS = cm(0.9), cm(0.6)
_MARGIN, _PADDING = cm(0.9), cm(0.8)
"""Across and down, between the edges of a card and what is on it."""
_UNDER = cm(0.5)
"""Between a portrait and the text under it."""
_PER_PAGE = 6
_LARGEST = cm(7.4)
"""The portrait of somebody who has much room."""
_LEAST = 0.3
"""Share of a card's height that a portrait over a text takes; it grows into what the text leaves."""
_SIDE, _WHO = 0.42, 0.46
"""Shares of a card's width: what a portrait beside a text takes at most; and of what is left, who somebody is."""
_WIDE = cm(20)
"""A card so wide has room for two texts side by side."""

_Way: TypeAlias = Literal["above", "beside", "row"]
"""The portrait over the text or beside it, or beside two texts: who somebody is, and what is said about the person."""


def lay(content: People, setting: Setting) -> list[Page]:
    """Up to six on a page, side by side, in rows, or both, whichever has room for the largest type; more run on.

    Where their texts have no room, fewer stand on a page.
    """
    assert content.people != "all"
    people, style = content.people, setting.style
    area = style.design.body_on("title_only", source=bool(content.source))

    def pages(most: int) -> list[Page]:
        parts = [people[start : start + most] for start in range(0, len(people), most)]
        return [Page("title_only", tuple(_cards(part, area, setting)), source=content.source) for part in parts]

    return first_with_room(partial(pages, most) for most in _at_most(len(people)))


def _at_most(count: int) -> Iterator[int]:
    """So many on a page: as evenly as so many pages let them be."""
    pages = -(-max(count, 1) // _PER_PAGE)
    while True:
        most = -(-max(count, 1) // pages)
        yield most
        if most == 1:
            return
        pages += 1


def _cards(people: Sequence[Person], area: Box, setting: Setting) -> Iterator[AnyShape]:
    """The cards in the arrangement that has the largest type."""
    style = setting.style
    ways = [partial(_placed, people, boxes, way, style) for boxes, way in _arranged(len(people), area)]
    placed = max(all_with_room(ways), key=lambda one: one.size)
    size = _initials_size(people, placed.cards, style)
    for person, card in zip(people, placed.cards, strict=True):
        yield Shape(
            style.terms.shapes.decoration, card.box, "roundRect", corners(card.box), style.soft, decorative=True
        )
        yield _portrait(person, card.portrait, size, style, setting.media)
        for words, box in zip(_words(person, placed.size, len(card.texts)), card.texts, strict=True):
            if words:
                yield Shape(person.name, box, text=TextBody(words, placed.size, anchor=placed.anchor))


class _Card(NamedTuple):
    """A person's card: the name, and what is said about the person, in one text or in two."""

    box: Box
    portrait: Box
    texts: tuple[Box, ...]


class _Placed(NamedTuple):
    """Cards with texts of one size, in points."""

    cards: Sequence[_Card]
    size: float
    anchor: Anchor


def _arranged(count: int, area: Box) -> Iterator[tuple[list[Box], _Way]]:
    """Cards that fill the area, and where their portraits stand; the likeliest first."""
    for columns in range(1, min(count, 4) + 1):
        rows = -(-count // columns)
        if columns * (rows - 1) < count:
            boxes = [box for row in area.rows(rows, _BETWEEN_ROWS) for box in row.columns(columns, _GAP)][:count]
            yield boxes, "beside"
            if boxes[0].w >= _WIDE:
                yield boxes, "row"
            if rows <= 2 and columns > 1:
                yield boxes, "above"


def _placed(people: Sequence[Person], boxes: Sequence[Box], way: _Way, style: Style) -> _Placed:
    """Everybody on a card of this size.

    Raises:
        DoesNotFit: somebody's text has no room there.
    """
    cards = [_above(box) if way == "above" else _beside(box, 2 if way == "row" else 1) for box in boxes]
    size = first_with_room(
        partial(_sized, list(zip(people, cards, strict=True)), size, style) for size in style.sizes(_SIZES)
    )
    if way != "above":
        return _Placed(cards, size, "ctr")
    told = [_words(person, size, 1)[0] for person in people]
    high = max(height(style, words, card.texts[0].w, size) for words, card in zip(told, cards, strict=True))
    return _Placed([_grown(card, high) for card in cards], size, "t")


def _beside(box: Box, texts: int) -> _Card:
    """The portrait at the left, as high as the card lets it be."""
    inner = box.inset(_MARGIN, min(_PADDING, box.h // 8))
    side = min(_LARGEST, inner.h, round(inner.w * _SIDE))
    left, right = inner.split(side, _MARGIN)
    split = right.split(round(right.w * _WHO), _MARGIN) if texts > 1 else (right,)
    return _Card(box, left.around(side, side), split)


def _above(box: Box) -> _Card:
    """A small portrait with the text under it."""
    inner = box.inset(min(_MARGIN, box.w // 14), _PADDING)
    side = min(inner.w, round(box.h * _LEAST))
    top, text = inner.cut(side, _UNDER)
    return _Card(box, Box(top.x, top.y, side, side), (text,))


def _grown(card: _Card, high: Emu) -> _Card:
    """The card with a portrait as large as a text of this height lets it be, and no higher than both ask for."""
    (text,) = card.texts
    high += cm(0.1)
    most = card.portrait.h + text.h - high
    side = min(_LARGEST, text.w, most)
    over = most - side
    box = replace(card.box, y=card.box.y + over // 3, h=card.box.h - over)
    top = box.y + _PADDING
    return _Card(box, Box(text.x, top, side, side), (Box(text.x, top + side + _UNDER, text.w, high),))


def _sized(people: Sequence[tuple[Person, _Card]], size: float, style: Style) -> float:
    """This size, where everybody's words have room in it.

    Raises:
        DoesNotFit: somebody's have none.
    """
    told = [
        (words, box.w, box.h)
        for person, card in people
        for words, box in zip(_words(person, size, len(card.texts)), card.texts, strict=True)
        if words
    ]
    return common_size(style, told, (size,))


def _words(person: Person, size: float, parts: int) -> Sequence[tuple[Paragraph, ...]]:
    """Who somebody is, and what is said about the person, as one text or two."""
    who = [Paragraph((Run(person.name, bold=True, colour=Colour("tx2"), size=round(size * _NAME)),))]
    if person.role:
        who.append(Paragraph((Run(person.role, colour=Colour("accent1"), bold=True),), before=2))
    about = [Paragraph((Run(line.strip()),), before=6) for line in person.about.splitlines() if line.strip()]
    return ((*who, *about),) if parts == 1 else (tuple(who), tuple(about))


def _portrait(person: Person, box: Box, size: float, style: Style, media: Mapping[str, bytes]) -> AnyShape:
    """The photo, or the initials at this size."""
    if person.photo:
        return photo(person.name, media[person.photo], box, person.name, person, "ellipse")
    fill, shown = Colour("tx2"), _initials(person)
    inside = _inscribed(box)
    text = body(style, shown, inside, (size,), align="ctr", anchor="ctr", colour=style.on(fill), bold=True, major=True)
    return Shape(f"{person.name}: {shown}", box, "ellipse", fill=fill, text=text)


def _initials_size(people: Sequence[Person], cards: Sequence[_Card], style: Style) -> float:
    """The largest at which everybody's have room."""
    rooms = [_inscribed(card.portrait) for card in cards]
    return min(
        fit(style, _initials(person), room.w, room.h, _INITIALS, bold=True, major=True)
        for person, room in zip(people, rooms, strict=True)
    )


def _initials(person: Person) -> str:
    """The first and the last of them."""
    initials = "".join(word[0] for word in person.name.replace("-", " ").split() if word[0].isalpha()).upper()
    return (initials[:1] + initials[-1:] if len(initials) > 2 else initials) or "?"


def _inscribed(box: Box) -> Box:
    """Where text stands in an ellipse."""
    return box.around(round(box.w * 0.7), round(box.h * 0.7))
