"""One sentence, large; a line under it; a few short words side by side. Somebody's words beside a disc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from facilitator.canvas import Anchor, Box, Emu, cm
from facilitator.canvas.figures.cards import within_corners
from facilitator.canvas.measure import balanced_width, extent
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Shape
from facilitator.canvas.slides.shared import Page, Setting, on_disc
from facilitator.canvas.text import (
    CONTENT_MIN,
    Style,
    body,
    common_size,
    first_with_room,
    fit,
    height,
    label,
    paragraphs,
)
from facilitator.content.slides import Quote, Statement
from facilitator.text import joined

__all__ = ["beside_book", "lay", "quote"]

_SIZES = (60, 54, 48, 44, 40, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, CONTENT_MIN)
_TEXT_SIZES = (28, 26, 24, 22, 20, 18, 16, 15, CONTENT_MIN)
_CHIP_SIZES = (22, 20, 18, 17, 16, 15, CONTENT_MIN)
_INSETS = (cm(0.3), cm(0.1), cm(0.3), cm(0.1))
_ROUND = 0.12
"""The radius of a chip's corners, as a share of its shorter side."""
_LESS = 0.8
"""Of the sentence's size: the largest that the text under it has."""
_TEXT, _CHIPS, _GAP = cm(3.0), cm(2.6), cm(0.9)
_SIGN = Box(cm(23.6), cm(4.6), cm(8.4), cm(8.4))
"""Where a pictogram stands, on our own layout, and the place that the sentence then leaves free."""
_SIGN_WIDE, _SIGN_HIGH = 0.26, 0.62
"""In somebody's template: its parts of what is free, at most."""
_IN_BAR = (cm(0.254), cm(0.7))
"""What a bar that the title is stands out around the place of titles, and above and under a sentence in it."""
_NARROW, _ROW = cm(4.2), cm(1.25)
"""Chips that would be narrower than this stand in several rows of this height."""
_FEW = 3
"""So many chips stand in one row or one under the other, not in rows of two."""
_CHIP_GAPS, _STACK_GAPS = (cm(0.5), cm(0.3)), (0, cm(0.15))
"""Between chips side by side and their rows, and between those one under the other."""
_FEW_WORDS, _LINES = (54, 50, 46, 44, 42, 40, 38), 3
"""The sizes that only words have that take so many lines at most."""
_QUOTE_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, CONTENT_MIN)
_MARK, _BESIDE, _WIDEST = cm(3.4), cm(1.1), cm(24)
"""The disc, its distance to the words beside it, and their width at most."""
_SOURCE_SIZES = (32, 30, 28, 26, 24, 22, 20)
"""Points."""
_BY = cm(1.8)
"""What a name takes under a quotation."""
_BY_SIZES = (24, 22, 20, 18, 16, CONTENT_MIN)


def lay(content: Statement, setting: Setting) -> list[Page]:
    """Everything as one group in the middle, a pictogram beside it where both have room; without a title of its own,
    the sentence itself is the slide's title.
    """
    sign = _sign(content, setting.style)
    return first_with_room([partial(_laid, content, one, setting) for one in ([sign, None] if sign else [None])])


def _sign(content: Statement, style: Style) -> Box | None:
    """The disc with the pictogram; in somebody's template at the right of what is free, and none beside a bar."""
    layout = style.design.layouts["statement"]
    if content.icon is None or any(one.filled for one in layout.slots):
        return None
    if style.design.ours:
        return _SIGN
    free = layout.area.clipped(style.design.body_on("statement", source=bool(content.source)))
    side = min(_SIGN.w, round(free.w * _SIGN_WIDE), round(free.h * _SIGN_HIGH))
    return Box(free.right - side, free.y + (free.h - side) // 2, side, side)


def _laid(content: Statement, sign: Box | None, setting: Setting) -> list[Page]:
    """The same, with a pictogram on this disc or none.

    Raises:
        DoesNotFit: the texts have no room beside it.
    """
    style = setting.style
    wide = style.design.layouts["statement"].area
    under_title = style.design.body_on("statement", source=bool(content.source))
    if sign:
        wide = replace(wide, w=sign.x - _GAP - wide.x)
    area = replace(wide, y=under_title.y, h=under_title.h) if content.title else wide
    room = replace(style.design.body_on("statement"), w=min(under_title.w, wide.w) if sign else under_title.w)
    chips = _chips_height(content.points, room.w) + (_GAP if content.text else 0) if content.points else 0
    bar = next((one.box for one in style.design.layouts["statement"].slots if one.filled and not content.title), None)
    stands_out = _IN_BAR[1] if bar else 0
    area, beneath = replace(area, y=area.y + stands_out, h=area.h - stands_out), _GAP + stands_out
    below = (_TEXT if content.text else 0) + chips + (beneath if content.text or content.points else beneath - _GAP)
    size, smaller = _sizes(content, area, below, style)
    tall = height(style, content.statement, area.w, size, bold=True, major=True)
    under = _height_under(content, area.w, smaller, style)
    top = area.y + (area.h - tall - below + (_TEXT - under if content.text else 0)) * 2 // 5
    width = balanced_width(paragraphs(content.statement), area.w, size, style.heading)
    sentence = Box(area.x, top, width, tall + cm(0.1))
    shapes = _below(content, replace(room, y=sentence.bottom + beneath), wide.w, under, smaller, style)
    if sign and content.icon:
        shapes += on_disc(content.icon, sign, style, white=style.design.ours)
    if content.title:
        words = label(
            style,
            style.terms.shapes.text,
            content.statement,
            sentence,
            (size,),
            colour=Colour("tx2"),
            bold=True,
            major=True,
        )
        return [Page("statement", (words, *shapes), source=content.source)]
    return [
        Page(
            "statement",
            tuple(shapes),
            setting.slide.shown,
            paragraphs(content.statement),
            title_box=sentence,
            title_size=size,
            title_ground=bar and _as_bar(sentence, bar),
            source=content.source,
        )
    ]


def _as_bar(sentence: Box, bar: Box) -> Box:
    """The ground of a title that is a bar, as wide as the layout has it, around a sentence."""
    return Box.bounding([sentence, replace(sentence, x=bar.x, w=bar.w)]).inset(-_IN_BAR[0], -_IN_BAR[1])


def _sizes(content: Statement, area: Box, below: Emu, style: Style) -> tuple[float, Sequence[float]]:
    """The size of the sentence, and those that the text under it may have: less, and what less it takes is the
    sentence's.

    Raises:
        DoesNotFit: there is none.
    """

    def largest(saved: Emu) -> float:
        return fit(style, content.statement, area.w, area.h - below + saved, _SIZES, bold=True, major=True)

    size = largest(0)
    usual = fit(style, content.text, area.w, _TEXT, _TEXT_SIZES) if content.text else 0
    if usual <= _LESS * size:
        return size, _TEXT_SIZES
    for smaller in (one for one in _TEXT_SIZES if one <= usual):
        size = largest(max(_TEXT - height(style, content.text, area.w, smaller) - cm(0.1), 0))
        if smaller <= _LESS * size:
            return size, (smaller,)
    return size, (CONTENT_MIN,)


def _height_under(content: Statement, width: Emu, sizes: Sequence[float], style: Style) -> Emu:
    if not content.text:
        return 0
    size = fit(style, content.text, width, _TEXT, sizes)
    return height(style, content.text, width, size) + cm(0.1)


def _below(
    content: Statement, room: Box, wide: Emu, under: Emu, sizes: Sequence[float], style: Style
) -> list[AnyShape]:
    """Text and chips from the top of the room."""
    shapes: list[AnyShape] = []
    if content.text:
        box = replace(room, w=wide, h=under)
        shapes.append(label(style, style.terms.shapes.text, content.text, box, sizes))
        room = replace(room, y=room.y + under + _GAP)
    if content.points:
        shapes += _chips(content.points, replace(room, h=_chips_height(content.points, room.w)), style)
    return shapes


def _grid(points: Sequence[str], width: Emu) -> tuple[int, int]:
    """How many chips stand side by side (all, half of them, or one), and in how many rows."""
    count = len(points)
    half = 1 if count <= _FEW else -(-count // 2)
    across = next((number for number in (count, half) if width >= _NARROW * number), 1)
    return across, -(-count // across)


def _chips_height(points: Sequence[str], width: Emu) -> Emu:
    _across, rows = _grid(points, width)
    return max(_CHIPS, _ROW * rows)


def _chips(points: Sequence[str], box: Box, style: Style) -> list[AnyShape]:
    left, top, right, bottom = _INSETS
    across, rows = _grid(points, box.w)
    apart, under = _CHIP_GAPS if across > 1 else _STACK_GAPS
    boxes = [one for row in box.rows(rows, under) for one in row.columns(across, apart)][: len(points)]
    rooms = [(p, b.w - left - right, b.h - top - bottom) for p, b in zip(points, boxes, strict=True)]
    size = common_size(style, rooms, _CHIP_SIZES, bold=True)
    return [_chip(point, place, size, style) for point, place in zip(points, boxes, strict=True)]


def _chip(point: str, box: Box, size: float, style: Style) -> Shape:
    ink = Colour("tx2")
    words = body(style, point, box, (size,), align="ctr", anchor="ctr", colour=ink, bold=True, insets=_INSETS)
    inside = replace(words, insets=within_corners(_INSETS, round(min(box.w, box.h) * _ROUND)))
    return Shape(point, box, "roundRect", (("adj", round(_ROUND * 100_000)),), style.card, text=inside)


# --- beside a disc ---------------------------------------------------------------------------------------------------


def quote(content: Quote, setting: Setting) -> list[Page]:
    """The words beside a round quotation mark, the name right under them."""
    style = setting.style
    names, whole = style.terms.shapes, _beside_disc(style)
    room = whole.h - (_BY if content.by else 0)
    size = _quoted(content.quote, whole.w, room, style)
    disc, words = _with_disc(height(style, content.quote, whole.w, size, major=True), room, style)
    lines = balanced_width(paragraphs(content.quote), words.w, size, style.font(major=True))
    shapes: list[AnyShape] = [
        *_mark(disc, style),
        label(style, names.text, content.quote, replace(words, w=lines), (size,), colour=Colour("tx2"), major=True),
    ]
    if content.by:
        name = Box(words.x, words.bottom + cm(0.5), words.w, _BY - cm(0.5))
        sizes = [one for one in _BY_SIZES if one <= _LESS * size] or [CONTENT_MIN]
        shapes.append(label(style, names.text, joined("", ("– ", content.by)), name, sizes, bold=True))
    return [Page("statement", tuple(shapes), source=content.source)]


def _quoted(quote: str, width: Emu, room: Emu, style: Style) -> float:
    """The size of a quotation in points: few words are set large.

    Raises:
        DoesNotFit: there is none.
    """
    font, said = style.font(major=True), paragraphs(quote)
    large = [size for size in _FEW_WORDS if extent(said, width, size, font).lines <= _LINES]
    return fit(style, quote, width, room, (*large, *_QUOTE_SIZES), major=True)


def beside_book(text: Sequence[Paragraph], source: str, style: Style) -> Page:
    """Sources in large type beside a disc with an open book.

    Raises:
        DoesNotFit: they have no room in such type.
    """
    whole = _beside_disc(style)
    size = fit(style, text, whole.w, whole.h, _SOURCE_SIZES)
    disc, words = _with_disc(height(style, text, whole.w, size), whole.h, style)
    anchor: Anchor = "ctr" if len(text) == 1 else "t"
    told = label(style, style.terms.shapes.text, text, words, (size,), anchor=anchor)
    return Page("statement", (*on_disc("book-open", disc, style), told), source=source)


def _beside_disc(style: Style) -> Box:
    """What of a statement's content area lies beside a disc at its left."""
    _, beside = style.design.body_on("statement").split(_MARK, _BESIDE)
    return replace(beside, w=min(beside.w, _WIDEST))


def _with_disc(high: Emu, room: Emu, style: Style) -> tuple[Box, Box]:
    """The disc, and words of this height beside it, a little above the middle of so much room."""
    beside, tall = _beside_disc(style), max(high + cm(0.1), _MARK)
    top = beside.y + (room - tall) * 2 // 5
    disc = Box(style.design.body_on("statement").x, top + cm(0.1), _MARK, _MARK)
    return disc, Box(beside.x, top, beside.w, tall)


def _mark(disc: Box, style: Style) -> list[AnyShape]:
    """A quotation mark drawn as two drops on a disc, so that it looks the same in every font."""
    fill = Colour("accent1")
    x, y = disc.centre
    drop = cm(0.9)
    name = style.terms.shapes.decoration
    boxes = [Box(x + dx, y - cm(0.5), drop, drop) for dx in (-cm(1.05), cm(0.15))]
    drops = [Shape(name, box, "teardrop", fill=style.on(fill), rotation=180, decorative=True) for box in boxes]
    return [Shape(name, disc, "ellipse", fill=fill, decorative=True), *drops]
