"""The card: heading, text, and points of one item in one box, which most figures are made of.

A card is a single shape with a single text body, so that a person can move and edit it as a whole. All cards of a
figure take the same `Scale`, found by `common_scale`; equals then look equal.

    cards = [Card(item, box) for item, box in zip(figure.items, boxes)]
    scale = common_scale(style, cards)
    shapes = [card_shape(card, scale, fill=style.surface(style.accent(i))) for i, card in enumerate(cards)]
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

from facilitator.canvas import Align, Anchor, Box, Emu, Insets, cm, pt
from facilitator.canvas.icons import icon
from facilitator.canvas.measure import Extent, extent
from facilitator.canvas.shapes import NO_INSETS, Colour, Line, Paragraph, Path, Run, Shape, TextBody
from facilitator.canvas.text import CONTENT_MIN, DoesNotFit, Style, body, first_fitting, fit, paragraphs
from facilitator.content.parts import Item

__all__ = [
    "EDGE", "GAP", "HEADING", "INSIDE", "LARGE_SCALES", "SCALES", "Card", "Scale", "at_site", "badge", "bare",
    "card_anchor", "card_height", "card_shape", "common_scale", "corners", "disc", "edge", "oval",
    "polygon", "sign", "slim", "tallest", "within_corners",
]  # fmt: skip

GAP = cm(0.45)
"""Between neighbours."""
HEADING = Colour("tx2")
_TEXT = Colour("tx1")
_RADIUS = cm(0.25)
"""Of every rounded corner, whatever the size of the box."""
_SLIM = 0.35
"""The padding of bands, in parts of that of cards."""
_MOST_LINES = 2
"""Of a heading over other text."""
_GOOD_TEXT = 18
"""Points: texts are not smaller than that for their headings' sake."""
EDGE = cm(0.3)
"""What an `edge` takes of a card's width: ``keep`` it free at that side."""


# A rounded preset keeps text this part of its radius away from its edges (ECMA-376, presetShapeDefinitions: 1 - √½).
_OWN_INSET = 0.29289


class Scale(NamedTuple):
    """Type sizes in points that go together, and the white space (EMU) that goes with them."""

    heading: float
    text: float
    before: float
    """Points above a paragraph."""
    padding: Emu
    """Between the card's edge and its text."""

    @property
    def indent(self) -> Emu:
        """Of the text behind a bullet."""
        return cm(0.025 * self.text)

    @property
    def sub_indent(self) -> Emu:
        """Of each level of a point under a point: a dash is wider than a bullet."""
        return cm(0.031 * self.text)


SCALES = (
    Scale(30, 24, 8, cm(0.8)), Scale(28, 24, 7, cm(0.75)), Scale(27, 24, 6, cm(0.6)), Scale(26, 23, 7, cm(0.65)),
    Scale(26, 23, 5, cm(0.55)), Scale(25, 22, 7, cm(0.65)), Scale(25, 22, 5, cm(0.5)), Scale(24, 21, 6, cm(0.6)),
    Scale(23, 21, 5, cm(0.45)), Scale(22, 20, 5, cm(0.45)), Scale(22, 20, 4, cm(0.35)), Scale(21, 20, 3, cm(0.25)),
    Scale(21, 19, 5, cm(0.45)), Scale(20, 18, 5, cm(0.45)), Scale(19, 18, 4, cm(0.4)), Scale(19, 18, 3, cm(0.25)),
    Scale(18, 17, 4, cm(0.4)), Scale(18, 17, 3, cm(0.25)), Scale(17, 16, 3, cm(0.3)), Scale(16, 15, 3, cm(0.3)),
    Scale(15, CONTENT_MIN, 2, cm(0.25)), Scale(CONTENT_MIN, CONTENT_MIN, 1.5, cm(0.2)),
)  # fmt: skip
"""From airy to dense: white space and headings give way before what is read becomes smaller."""

LARGE_SCALES = (Scale(34, 28, 9, cm(1.0)), Scale(32, 26, 8, cm(0.9)), *SCALES)
"""For the few large cards of a figure that has the slide to itself."""

INSIDE = tuple(scale._replace(padding=0) for scale in SCALES if scale.text <= 22)
"""For a name inside a shape that is there to be written in: its room has the white space already."""


class Card(NamedTuple):
    """An item in its box. ``keep`` is left free inside the padding, e.g. for a badge."""

    item: Item
    box: Box
    keep: Insets = NO_INSETS

    def insets(self, scale: Scale) -> Insets:
        """From the box's edges to the text."""
        left, top, right, bottom = self.keep
        pad = scale.padding
        return pad + left, pad + top, pad + right, pad + bottom

    def written(self, scale: Scale, radius: Emu) -> Insets:
        """The insets that give this distance in a shape whose rounded corners keep some of their own."""
        return within_corners(self.insets(scale), radius)


def within_corners(insets: Insets, radius: Emu = _RADIUS) -> Insets:
    """The insets to write so that text has these in a shape with rounded corners, which keep some of their own."""
    own = round(radius * _OWN_INSET)
    left, top, right, bottom = (max(0, inset - own) for inset in insets)
    return left, top, right, bottom


def bare(items: Iterable[Item]) -> bool:
    """Whether the items are headings only."""
    return not any(item.text or item.points for item in items)


def card_anchor(items: Iterable[Item]) -> Anchor:
    """Headings alone stand in the middle of their cards, longer texts begin at the top."""
    return "ctr" if bare(items) else "t"


def _card_paragraphs(
    item: Item, scale: Scale, *, align: Align = "l", colour: Colour = HEADING, heading: bool = True
) -> tuple[Paragraph, ...]:
    """Heading in bold (unless drawn elsewhere), text, and points. The body they go into has the size ``scale.text``."""
    found = []
    if heading:
        found.append(Paragraph((Run(item.title, bold=True, colour=colour, size=scale.heading),), align))
    for number, line in enumerate(item.text.split("\n") if item.text else ()):
        found.append(Paragraph((Run(line),), align, before=0 if number else scale.before / 2))
    for point in item.points:
        found.append(_listed(point.text, "•", scale.before, scale.indent))
        found += [_listed(sub, "–", scale.before / 3, scale.sub_indent, level=1) for sub in point.points]
    return tuple(found)


def _listed(text: str, bullet: str, before: float, indent: Emu, level: int = 0) -> Paragraph:
    return Paragraph((Run(text.replace("\n", " ")),), bullet=bullet, level=level, before=before, indent=indent)


def _extent(style: Style, item: Item, width: Emu, scale: Scale, *, heading: bool) -> Extent:
    return extent(_card_paragraphs(item, scale, heading=heading), width, scale.text, style.body)


def card_height(style: Style, card: Card, scale: Scale, *, heading: bool = True) -> Emu:
    """The height that the card needs at its width, padding included.

    Raises:
        DoesNotFit: a word is wider than the card.
    """
    left, top, right, bottom = card.insets(scale)
    found = _extent(style, card.item, card.box.w - left - right, scale, heading=heading)
    if found.broken:
        raise DoesNotFit(card.item.title, scale.text)
    return found.height + top + bottom


def tallest(style: Style, cards: Iterable[Card], scale: Scale) -> Emu:
    """The height that the longest of the cards' texts asks for.

    Raises:
        DoesNotFit: a word is wider than its card.
    """
    return max(card_height(style, card, scale) for card in cards)


def common_scale(
    style: Style, cards: Sequence[Card], scales: Sequence[Scale] = SCALES, *, heading: bool = True
) -> Scale:
    """The airiest of ``scales`` at which every card fits its box with no word cut. Where a heading over other text
    would take a third line, headings are smaller than the scale says, down to the text's size, or it is a denser one.

    Raises:
        DoesNotFit: at the densest one a card still has no room; it is named.
    """
    first = 0
    for card in cards:
        first = first_fitting(scales, partial(_fits, style, card, heading), first)
        if first == len(scales):
            raise DoesNotFit(" ".join((card.item.title, card.item.text, *card.item.inline_points)), scales[-1].text)
    over = [card for card in cards if heading and not bare([card.item])]
    return _short_headed(style, over, scales[first:]) if over else scales[first]


def _short_headed(style: Style, cards: Sequence[Card], scales: Sequence[Scale]) -> Scale:
    """The first of these scales in which no heading has more than two lines, as long as texts are of a good size; in
    the first one with as few lines as can be, if there is none.
    """
    found: list[tuple[int, Scale]] = []
    for scale in (scales[0], *(one for one in scales[1:] if one.text >= _GOOD_TEXT)):
        for size in range(round(scale.heading), math.ceil(scale.text) - 1, -1):
            headed = scale._replace(heading=size)
            lines = max(_heading_lines(style, card, headed) for card in cards)
            if lines <= _MOST_LINES:
                return headed
            if scale == scales[0]:
                found.append((lines, headed))
    return min(found, key=lambda one: one[0], default=(0, scales[0]))[1]


def _heading_lines(style: Style, card: Card, scale: Scale) -> int:
    left, _, right, _ = card.insets(scale)
    return extent(_card_paragraphs(card.item, scale)[:1], card.box.w - left - right, scale.text, style.body).lines


def _fits(style: Style, card: Card, heading: bool, scale: Scale) -> bool:
    try:
        return card_height(style, card, scale, heading=heading) <= card.box.h
    except DoesNotFit:
        return False


def card_shape(
    card: Card,
    scale: Scale,
    *,
    fill: Colour | None = None,
    line: Line | None = None,
    align: Align = "l",
    anchor: Anchor = "t",
    colour: Colour = HEADING,
    heading: bool = True,
    radius: Emu = _RADIUS,
) -> Shape:
    """The card as one rounded shape. ``colour`` is the heading's; one that is not the usual is the text's as well."""
    text = TextBody(
        _card_paragraphs(card.item, scale, align=align, colour=colour, heading=heading),
        scale.text,
        _TEXT if colour == HEADING else colour,
        anchor=anchor,
        insets=card.written(scale, radius),
    )
    return Shape(card.item.title, card.box, "roundRect", corners(card.box, radius), fill, line, text)


def badge(sign: str, box: Box, fill: Colour, style: Style) -> Shape:
    """A number or symbol in a filled circle.

    Raises:
        DoesNotFit: the sign is too long for the circle.
    """
    inner = box.inset(round(box.w * 0.1), round(box.h * 0.15))
    insets = (inner.x - box.x, inner.y - box.y, inner.x - box.x, inner.y - box.y)
    sizes = (24, 22, 20, 18, 16, 15, CONTENT_MIN)
    text = body(style, sign, box, sizes, align="ctr", anchor="ctr", colour=style.on(fill), bold=True, insets=insets)
    return Shape(sign, box, "ellipse", fill=fill, text=text)


def sign(item: Item, number: str, box: Box, fill: Colour, style: Style) -> list[Shape]:
    """The item's pictogram in a filled circle, else its symbol or ``number``; nothing where it has neither."""
    if item.icon:
        ground = Shape(style.terms.shapes.decoration, box, "ellipse", fill=fill, decorative=True)
        side = round(box.w * _PICTOGRAM)
        return [ground, icon(item.icon, box.around(side, side), style.on(fill), style.terms.shapes.decoration)]
    text = item.symbol or number
    return [badge(text, box, fill, style)] if text else []


def edge(box: Box, accent: Colour, style: Style, *, right: bool = False) -> Shape:
    """The accent as a thin bar just inside the left (or right) edge of a card."""
    width, margin = cm(0.14), cm(0.22)
    x = box.right - margin - width if right else box.x + margin
    bar = Box(x, box.y + margin, width, box.h - 2 * margin)
    name = style.terms.shapes.decoration
    return Shape(name, bar, "roundRect", (("adj", 50_000),), accent, decorative=True)


def slim(scale: Scale) -> Scale:
    """The scale of a heading that has a band to itself."""
    return scale._replace(padding=round(scale.padding * _SLIM))


def corners(box: Box, radius: Emu = _RADIUS) -> tuple[tuple[str, int], ...]:
    """The adjust value that gives a ``roundRect`` in ``box`` corners of this radius."""
    return (("adj", min(50_000, round(radius * 100_000 / max(1, min(box.w, box.h))))),)


# --- other parts that figures have in common ------------------------------------------------------------------------

_PICTOGRAM = 0.62
"""Its part of the circle that it stands in."""
_DISC = Colour("tx2")
_INSCRIBED = 0.7071
"""The part of an ellipse's width and height that its text has (ECMA-376, presetShapeDefinitions)."""


def disc(
    name: str, box: Box, sizes: Sequence[float], style: Style, *, line: Line | None = None, key: str | None = None
) -> Shape:
    """What a figure is about, in a dark ellipse.

    Raises:
        DoesNotFit: the name has no room at the smallest of ``sizes``.
    """
    text = paragraphs(name, align="ctr")
    size = fit(style, text, round(box.w * _INSCRIBED), round(box.h * _INSCRIBED), sizes, bold=True)
    words = TextBody(text, size, style.on(_DISC), bold=True, anchor="ctr")
    return Shape(name, box, "ellipse", (), _DISC, line, words, key=key)


def oval(item: Item, box: Box, room: Box, scale: Scale, fill: Colour, accent: Colour) -> Shape:
    """An ellipse with an item's words in ``room`` (from the corner of ``box``), and else to be written in."""
    rx, ry = box.w / 2, box.h / 2
    outline = (("M", 0, ry), ("A", rx, ry, 180, 180), ("A", rx, ry, 0, 180), ("Z",))
    text = TextBody(_card_paragraphs(item, scale, align="l" if item.points else "ctr"), scale.text)
    return Shape(item.title, box, Path(outline, room), fill=fill, line=Line(accent, pt(2)), text=text)


def polygon(name: str, points: Iterable[tuple[float, float]], fill: Colour, *, decorative: bool = False) -> Shape:
    """A free form with these corners (EMU on the slide)."""
    corners = [(round(x), round(y)) for x, y in points]
    box = Box.bounding([Box(x, y, 0, 0) for x, y in corners])
    (x, y), *others = ((x - box.x, y - box.y) for x, y in corners)
    outline = Path((("M", x, y), *(("L", *other) for other in others), ("Z",)))
    return Shape(name, box, outline, fill=fill, decorative=decorative)


def at_site(box: Box, site: int, *, ellipse: bool = False) -> tuple[Emu, Emu]:
    """Where a connection site of a rectangle, or of an ellipse, lies (`Glue`)."""
    x, y = box.centre
    if not ellipse:
        return ((x, box.y), (box.x, y), (x, box.bottom), (box.right, y))[site]
    angle = site * math.pi / 4
    return round(x - box.w / 2 * math.sin(angle)), round(y - box.h / 2 * math.cos(angle))
