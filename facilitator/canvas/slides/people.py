"""Who leads the session: a card each, with a photo or the initials in a circle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from facilitator.canvas import Box, cm
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import Page, Setting, photo
from facilitator.canvas.text import CONTENT_MIN, Style, all_with_room, body, common_size, first_with_room
from facilitator.content import Person
from facilitator.content.slides import People

__all__ = ["lay"]

_SIZES = (24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_NAME = 1.3
"""The size of a name, by that of what is said about the person."""
_INITIALS = (60, 54, 48, 40, 32, 24, 20, 16, CONTENT_MIN)
_GAP = cm(0.9)
_PER_PAGE = 6
_TALLEST = cm(12)
_PORTRAITS = ((cm(20), cm(6.4)), (cm(12), cm(4.4)), (0, cm(2.4)))
"""From which width of a card on a portrait is so wide."""
_SIDE = 0.42
"""Share of a wide card that the portrait takes, at most."""


def lay(content: People, setting: Setting) -> list[Page]:
    """Up to four side by side in one row, up to six in two; more run on.

    Where their texts have no room, fewer stand on a page.
    """
    assert content.people != "all"
    people = content.people

    def pages(most: int) -> list[Page]:
        cards = (_cards(people[i : i + most], setting.style, setting.media) for i in range(0, len(people), most))
        return [Page("title_only", tuple(shapes), source=content.source) for shapes in cards]

    return first_with_room(partial(pages, most) for most in range(min(_PER_PAGE, max(len(people), 1)), 0, -1))


def _cards(people: Sequence[Person], style: Style, media: Mapping[str, bytes]) -> list[AnyShape]:
    placed = _placed(people, style)
    shapes: list[AnyShape] = []
    wide = placed.wide
    for person, box, portrait, text in zip(people, placed.boxes, placed.portraits, placed.texts, strict=True):
        shapes.append(
            Shape(style.terms.shapes.decoration, box, "roundRect", (("adj", 3500),), style.soft, decorative=True)
        )
        shapes.append(_portrait(person, portrait, style, media))
        words = TextBody(_words(person, placed.size), placed.size, anchor="ctr" if wide else "t")
        shapes.append(Shape(person.name, text, text=words))
    return shapes


class _Placed(NamedTuple):
    """Cards with a portrait and a text each; ``wide`` ones have them side by side."""

    boxes: Sequence[Box]
    portraits: Sequence[Box]
    texts: Sequence[Box]
    size: float
    wide: bool


def _placed(people: Sequence[Person], style: Style) -> _Placed:
    """Side by side; where the area is too narrow for that, one under the other.

    Raises:
        DoesNotFit: somebody's text has no room either way.
    """
    area, count = style.design.body_on("title_only", source=False), len(people)

    def placed(boxes: Sequence[Box], wide: bool) -> _Placed:
        portraits, texts = zip(*(_parts(box, wide) for box in boxes), strict=True)
        sized = (partial(_sized, list(zip(people, texts, strict=True)), size, style) for size in style.sizes(_SIZES))
        return _Placed(boxes, portraits, texts, first_with_room(sized), wide)

    boxes = _boxes(count, area)
    ways = [partial(placed, boxes, wide) for wide in ((False, True) if count == 2 else (count == 1 or count > 4,))]
    beside = partial(all_with_room, ways)
    below = partial(all_with_room, [partial(placed, area.rows(count, _GAP // 2), True)])
    return max(first_with_room([beside, below]), key=lambda one: one.size)


def _sized(people: Sequence[tuple[Person, Box]], size: float, style: Style) -> float:
    """This size, where everybody's words have room in it.

    Raises:
        DoesNotFit: somebody's have none.
    """
    return common_size(style, [(_words(person, size), box.w, box.h) for person, box in people], (size,))


def _boxes(count: int, area: Box) -> list[Box]:
    if count <= 4:
        height = min(_TALLEST, area.h)
        return Box(area.x, area.y + (area.h - height) // 3, area.w, height).columns(count, _GAP)
    upper = -(-count // 2)
    return [box for row in area.rows(2, _GAP) for box in row.columns(upper, _GAP)][:count]


def _parts(box: Box, wide: bool) -> tuple[Box, Box]:
    """(portrait, text): side by side on a wide card, one above the other on a narrow one."""
    margin = cm(0.9) if box.w > cm(12) else cm(0.6)
    inner = box.inset(margin, cm(0.8))
    side = next(side for width, side in _PORTRAITS if box.w > width) if wide or box.w > cm(12) else cm(3.6)
    if wide:
        side = min(side, inner.h, round(inner.w * _SIDE))
        left, right = inner.split(side, margin)
        return left.around(side, side), right
    top, rest = inner.cut(side, cm(0.5))
    return Box(top.x, top.y, side, side), rest


def _words(person: Person, size: float) -> tuple[Paragraph, ...]:
    lines = [Paragraph((Run(person.name, bold=True, colour=Colour("tx2"), size=round(size * _NAME)),))]
    if person.role:
        lines.append(Paragraph((Run(person.role, colour=Colour("accent1"), bold=True),), before=2))
    lines += [Paragraph((Run(line.strip()),), before=6) for line in person.about.splitlines() if line.strip()]
    return tuple(lines)


def _portrait(person: Person, box: Box, style: Style, media: Mapping[str, bytes]) -> AnyShape:
    if person.photo:
        return photo(person.name, media[person.photo], box, person.name, person, "ellipse")
    initials = "".join(word[0] for word in person.name.replace("-", " ").split() if word[0].isalpha()).upper()
    shown = initials[:1] + initials[-1:] if len(initials) > 2 else initials
    fill = Colour("tx2")
    text = body(
        style,
        shown or "?",
        _inscribed(box),
        _INITIALS,
        align="ctr",
        anchor="ctr",
        colour=style.on(fill),
        bold=True,
        major=True,
    )
    return Shape(f"{person.name}: {shown}", box, "ellipse", fill=fill, text=text)


def _inscribed(box: Box) -> Box:
    """Where text stands in an ellipse."""
    return box.around(round(box.w * 0.7), round(box.h * 0.7))
