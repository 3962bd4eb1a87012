"""How texts look and how they fit: the theme's colours and fonts with the words of the language, and sizes that are
chosen by measuring before anything is written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from facilitator.canvas import Align, Anchor, Box, Emu, Insets
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.own_layouts import DESIGN, Design
from facilitator.canvas.shapes import NO_INSETS, Colour, Paragraph, Path, Run, Scheme, Shape, TextBody
from facilitator.colours import CALM, READABLE, SIGNALS, Rgb, contrast, glares, rgb_of
from facilitator.content.parts import Role
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme

__all__ = [
    "ACCENTS", "CONTENT_MIN", "SMALL_MIN", "DoesNotFit", "Style", "all_with_room", "body", "common_size",
    "emphasised", "first_fitting", "first_with_room", "fit", "has_room", "height", "label", "most_letters",
    "paragraphs", "text_room",
]  # fmt: skip


CONTENT_MIN = 14
"""The smallest size of what the participants read, in points."""
SMALL_MIN = 12
"""The smallest size of source lines, table cells, and labels on a scale, in points."""

ACCENTS: tuple[Scheme, ...] = ("accent1", "accent2", "accent4", "accent5", "accent6", "accent3")
"""The order in which a series takes the accents; the light one last."""

_SURFACE = 12
"""The tint of a surface."""
_OWN_NAMES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_OF_ROLES: dict[Role, Colour] = {
    "good": Colour("green"), "bad": Colour("red"), "neutral": Colour("tx2", tint=45), "focus": Colour("accent1"),
    "red": Colour("red"), "yellow": Colour("yellow"), "green": Colour("green"),
}  # fmt: skip
_USUAL = _STANDS_OUT = Colour("accent1")
_STEPS_BACK = Colour("tx1", tint=45)


@dataclass(frozen=True)
class Style:
    """Everything a layout or figure needs to know besides its content and its box."""

    theme: Theme
    terms: Terms
    design: Design = DESIGN
    marked: frozenset[int] | None = None
    """The numbers in a series that stand out; None where nothing is marked."""
    roles: tuple[Role | None, ...] = ()
    """What the colour of each in a series says; empty where colours only tell them apart."""

    @cached_property
    def body(self) -> Font:
        return Font(self.theme.fonts.body)

    @cached_property
    def body_bold(self) -> Font:
        return Font(self.theme.fonts.body, bold=True)

    @cached_property
    def heading(self) -> Font:
        return Font(self.theme.fonts.heading, bold=True)

    def font(self, *, bold: bool = False, major: bool = False) -> Font:
        """The family for a text body, as measured."""
        return Font(self.theme.fonts.heading if major else self.theme.fonts.body, bold)

    def sizes(self, sizes: Sequence[float]) -> Sequence[float]:
        """Those of these type sizes (points, falling) that the design allows; its least one if it allows none."""
        least = self.design.least
        return sizes if sizes[-1] >= least else tuple(size for size in sizes if size >= least) or (least,)

    def rgb(self, colour: Colour) -> Rgb:
        """The colour as it shows on white, 0–255 each."""
        own = _OWN_NAMES.get(colour.scheme, colour.scheme)
        value = SIGNALS.get(colour.scheme) or getattr(self.theme.colours, own)
        return rgb_of(value, colour.tint, colour.shade, colour.alpha, colour.saturation)

    def on(self, fill: Colour) -> Colour:
        """The colour of text on ``fill``: white where it reaches 4.5:1, else the better of white and ink."""
        white, ink = Colour("bg1"), Colour("tx1")
        behind = self.rgb(fill)
        light = contrast(self.rgb(white), behind)
        return white if light >= READABLE or light >= contrast(self.rgb(ink), behind) else ink

    @property
    def card(self) -> Colour:
        """What stands out as a card: on the soft ground of our own layouts, and on that of somebody's, mostly white."""
        return Colour("bg1") if self.design.ours else Colour("accent1", tint=_SURFACE)

    @property
    def soft(self) -> Colour:
        """A surface that hardly stands out: our second ground; in somebody's template that of cards, whatever the
        theme's second ground is, so that all surfaces are of one family.
        """
        return Colour("bg2") if self.design.ours else self.card

    def surface(self, accent: Colour, tint: int = _SURFACE) -> Colour:
        """The soft surface that goes with an accent, of which ``tint`` per cent are kept; ink reads well on it."""
        own = getattr(self.theme.colours, accent.scheme, "")
        return replace(accent, tint=tint, saturation=CALM if tint < 100 and own and glares(own) else 100)

    def accent(self, number: int) -> Colour:
        """The colour of the ``number``-th of equal parts, from 0: what its role says, or whether it is marked (a quiet
        one where only others are); else all have one, for where a part stands is nothing that a colour should say.
        """
        if self.marked is not None:
            return _STANDS_OUT if number in self.marked else _STEPS_BACK
        if self.roles:
            return _OF_ROLES[self.roles[number % len(self.roles)] or "neutral"]
        return _USUAL

    def series(self, number: int) -> Colour:
        """The same where colours tell parts apart that meet, overlap, or branch: each has one of its own."""
        return self.accent(number) if self.marked is not None or self.roles else Colour(ACCENTS[number % len(ACCENTS)])

    def marking(self, numbers: Iterable[int]) -> Style:
        """The style for a series of which these numbers stand out; as it is when there are none."""
        marked = frozenset(numbers)
        return replace(self, marked=marked) if marked else self


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


def emphasised(text: _Text, ink: Colour) -> tuple[Paragraph, ...]:
    """Paragraphs of a text that is bold all through: what its markup makes bold is in the first accent, for heavier it
    cannot be. Where the ink is a light one, on a dark ground, they stay as they are.
    """
    paras = paragraphs(text)
    if ink.scheme not in ("tx1", "tx2") or not any(run.bold for one in paras for run in one.runs):
        return paras

    def seen(run: Run) -> Run:
        return replace(run, colour=Colour("accent1")) if run.bold and run.colour is None else run

    return tuple([replace(one, runs=tuple(map(seen, one.runs))) for one in paras])


_INSCRIBED = 0.7071
"""The part of an ellipse's width and height that its text has (ECMA-376, presetShapeDefinitions: √½)."""


_ROUNDED = {"roundRect": "adj", "wedgeRoundRectCallout": "adj3"}
"""The adjust value that is the radius of a geometry's corners, which keep text away from its edges."""


def text_room(shape: Shape) -> Box:
    """Where the text of a shape has its place: the box of its geometry's text, less the insets."""
    box = shape.box
    if isinstance(shape.geometry, Path):
        room = shape.geometry.text
        box = Box(box.x + room.x, box.y + room.y, room.w, room.h) if room else box
    elif shape.geometry == "ellipse":
        box = box.around(round(box.w * _INSCRIBED), round(box.h * _INSCRIBED))
    elif shape.geometry in _ROUNDED:
        share = dict(shape.adjust).get(_ROUNDED[shape.geometry], 16_667) / 100_000
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
    paras = emphasised(paras, colour) if bold else paras
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
