"""Text that fits: sizes are chosen by measuring before anything is written."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import NO_INSETS, Colour, Paragraph, Path, Run, Shape, TextBody
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.units import Align, Anchor, Box, Emu, Insets

__all__ = [
    "DoesNotFit", "all_with_room", "body", "common_size", "first_fitting", "first_with_room", "fit", "has_room",
    "height", "label", "most_letters", "paragraphs", "text_room",
]  # fmt: skip

_BODY_SIZES = (28, 26, 24, 22, 20, 18, 16, 15, CONTENT_MIN)
_LABEL_SIZES = (20, 18, 17, 16, 15, CONTENT_MIN)

_Text = str | Sequence[Paragraph]


class DoesNotFit(Exception):
    """A text that has no room at the smallest size; the layout is asked for another way, or the user told."""

    def __init__(self, text: str, smallest: float, key: str = "", most: int = 0) -> None:
        """``key`` is what it stands under in the file, and ``most`` the letters that there is room for, where known."""
        self.text, self.smallest, self.key, self.most = " ".join(text.split()), smallest, key, most
        super().__init__(f"no room for “{self.text[:60]}” at {smallest:g} pt")


def paragraphs(text: _Text, *, align: Align = "l", bold: bool | None = None) -> tuple[Paragraph, ...]:
    """Plain text as paragraphs, one a line; paragraphs stay as they are."""
    if not isinstance(text, str):
        return tuple(text)
    return tuple([Paragraph((Run(line, bold=bold),), align=align) for line in text.split("\n")])


_INSCRIBED = 0.7071
"""The part of an ellipse's width and height that its text has (ECMA-376, presetShapeDefinitions: √½)."""


def text_room(shape: Shape) -> Box:
    """Where the text of a shape has its place: the box of its geometry's text, less the insets."""
    box = shape.box
    if isinstance(shape.geometry, Path):
        room = shape.geometry.text
        box = Box(box.x + room.x, box.y + room.y, room.w, room.h) if room else box
    elif shape.geometry == "ellipse":
        box = box.around(round(box.w * _INSCRIBED), round(box.h * _INSCRIBED))
    elif shape.geometry == "roundRect":
        share = dict(shape.adjust).get("adj", 16_667) / 100_000
        box = box.inset(round(share * min(box.w, box.h) * (1 - _INSCRIBED)))
    left, top, right, bottom = shape.text.insets if shape.text else NO_INSETS
    return Box(box.x + left, box.y + top, box.w - left - right, box.h - top - bottom)


def height(style: Style, text: _Text, width: Emu, size: float, *, bold: bool = False, major: bool = False) -> Emu:
    """The height of ``text`` at ``size`` points in lines of ``width`` EMU."""
    return extent(paragraphs(text), width, size, style.font(bold=bold, major=major)).height


_Laid = TypeVar("_Laid")


def first_fitting(choices: Sequence[_Laid], fits: Callable[[_Laid], bool], start: int = 0) -> int:
    """The place of the first of ``choices`` (falling sizes) that fits, from ``start`` on; their number if none does.

    What fits at one size fits at every smaller one. Mostly the first one fits, and is tried alone.
    """
    if start < len(choices) and fits(choices[start]):
        return start
    return bisect_left(choices, True, min(start + 1, len(choices)), key=fits)


def first_with_room(ways: Iterable[Callable[[], _Laid]]) -> _Laid:
    """What the first of these ways to lay something gives that has room for it. There is at least one.

    Raises:
        DoesNotFit: none has; the last one's failure.
    """
    return next(_with_room(ways))


def all_with_room(ways: Iterable[Callable[[], _Laid]]) -> list[_Laid]:
    """What all of these ways to lay something give that have room for it. There is at least one.

    Raises:
        DoesNotFit: none has; the last one's failure.
    """
    return list(_with_room(ways))


def _with_room(ways: Iterable[Callable[[], _Laid]]) -> Iterator[_Laid]:
    """What those give that have room, each laid when it is asked for. Raises the last one's failure if none has."""
    failure: DoesNotFit | None = None
    found = False
    for way in ways:
        try:
            laid = way()
        except DoesNotFit as error:
            failure = error
            continue
        found = True
        yield laid
    if not found:
        assert failure is not None
        raise failure


def most_letters(text: str, fits: Callable[[str], bool]) -> int:
    """The letters of the longest beginning of a text, in whole words, that fits."""
    ends = [place for place, sign in enumerate(text) if sign.isspace()]
    return next((place for place in reversed(ends) if fits(text[:place])), 0)


def has_room(way: Callable[[], object]) -> bool:
    """Whether something can be laid this way."""
    try:
        way()
    except DoesNotFit:
        return False
    return True


def fit(
    style: Style,
    text: _Text,
    width: Emu,
    room_height: Emu,
    sizes: Sequence[float] = _BODY_SIZES,
    *,
    bold: bool = False,
    major: bool = False,
    font: Font | None = None,
) -> float:
    """The largest of ``sizes`` (points, falling) at which ``text`` fits with no word cut.

    ``font`` is that of a placeholder which has another than the theme's.

    Raises:
        DoesNotFit: at the smallest size it still has no room.
    """
    font = font or style.font(bold=bold, major=major)
    sizes = style.sizes(sizes)
    paras = paragraphs(text)

    def fits(size: float) -> bool:
        found = extent(paras, width, size, font)
        return found.height <= room_height and not found.broken

    place = first_fitting(sizes, fits)
    if place == len(sizes):
        raise DoesNotFit("\n".join(p.text for p in paras), sizes[-1])
    return sizes[place]


def common_size(
    style: Style,
    texts: Iterable[tuple[_Text, Emu, Emu]],
    sizes: Sequence[float] = _BODY_SIZES,
    *,
    bold: bool = False,
) -> float:
    """The size at which every one of ``(text, width, height)`` fits: equals in a figure look equal."""
    return min((fit(style, text, w, h, sizes, bold=bold) for text, w, h in texts), default=sizes[0])


def body(
    style: Style,
    text: _Text,
    box: Box,
    sizes: Sequence[float] = _BODY_SIZES,
    *,
    align: Align = "l",
    anchor: Anchor = "t",
    colour: Colour = Colour("tx1"),
    bold: bool = False,
    major: bool = False,
    insets: Insets = NO_INSETS,
) -> TextBody:
    """``text`` at the largest size that fits ``box``.

    Raises:
        DoesNotFit: there is none.
    """
    paras = paragraphs(text, align=align)
    left, top, right, bottom = insets
    size = fit(style, paras, box.w - left - right, box.h - top - bottom, sizes, bold=bold, major=major)
    return TextBody(paras, size, colour, bold, anchor, insets, major)


def label(
    style: Style,
    name: str,
    text: _Text,
    box: Box,
    sizes: Sequence[float] = _LABEL_SIZES,
    *,
    align: Align = "l",
    anchor: Anchor = "t",
    colour: Colour = Colour("tx1"),
    bold: bool = False,
    major: bool = False,
) -> Shape:
    """A text box without fill or outline, its text fitted."""
    fitted = body(style, text, box, sizes, align=align, anchor=anchor, colour=colour, bold=bold, major=major)
    return Shape(name, box, text=fitted)
