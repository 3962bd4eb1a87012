"""How the participants work on questions, and for how long: the people as a sign, the time as the largest thing after
the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from facilitator.canvas.icons import people
from facilitator.canvas.measure import line_height, text_width
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit, first_with_room, fit, height, label
from facilitator.canvas.units import Align, Box, Emu, cm
from facilitator.content.slides import Questions, Work
from facilitator.text.markup import joined

__all__ = ["work_card", "work_strip"]

_PEOPLE: dict[Work, int] = {"alone": 1, "pair": 2, "trio": 3, "group": 4, "plenary": 8}
_MOST = 8
"""People in the sign."""
_EDGE = cm(0.18)
_PAD = cm(0.8)
_GAP = cm(0.45)
_SIGN = cm(2.0)
"""The height of the people."""
_NUMBERS = (72, 66, 60, 54, 48, 44, 40, 36, 32, 28)
_UNIT = 22
_WORDS = (24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_NOTES = (20, 19, 18, 17, 16, 15, CONTENT_MIN)


class _Look:
    """The colours of the card: of those who work each for themselves it is dark, the others' is light."""

    def __init__(self, content: Questions, style: Style) -> None:
        dark = content.work == "alone"
        self.fill = Colour("tx2") if dark else style.card
        self.ink = style.on(self.fill) if dark else Colour("tx2")
        self.mark = style.on(self.fill) if dark else Colour("accent1")
        self.text = self.ink if dark else Colour("tx1")


def work_card(box: Box, style: Style, content: Questions) -> list[AnyShape]:
    """Everything one under the other, the room between shared out.

    Raises:
        DoesNotFit: it has no room, not even without the people.
    """
    ways = [partial(_stacked, box, style, content, signed=signed) for signed in (True, False)]
    return first_with_room(ways)


def _stacked(box: Box, style: Style, content: Questions, *, signed: bool) -> list[AnyShape]:
    look, inner = _Look(content, style), box.inset(_PAD, _PAD)
    time = _time(content.minutes, inner.w, inner.h // 4, style, look) if content.minutes else None
    said, notes = _said(content, style), _notes(content, style)
    signed = signed and content.work is not None
    left = inner.h - (_SIGN if signed else 0) - (time.high if time else 0)
    left -= _GAP * (bool(said) + bool(notes) + bool(time) + signed - 1)
    said_size = fit(style, said, inner.w, left, _WORDS, bold=True) if said else 0
    said_high = height(style, said, inner.w, said_size, bold=True) if said else 0
    notes_size = fit(style, notes, inner.w, left - said_high, _NOTES) if notes else 0
    notes_high = height(style, notes, inner.w, notes_size) if notes else 0
    heights = [_SIGN if signed else 0, said_high, time.high if time else 0, notes_high]
    places = list(_placed(inner, heights))
    shapes = _ground(box, style, look)
    names = style.terms.shapes
    if signed and content.work:
        shapes += people(_count(content.work, content.group_size), places[0], look.mark, names.decoration)
    if said:
        shapes.append(label(style, names.text, said, places[1], (said_size,), colour=look.ink, bold=True))
    if time:
        shapes.append(time.shape(places[2], names.text))
    if notes:
        shapes.append(label(style, names.text, notes, places[3], (notes_size,), colour=look.text))
    return shapes


def _placed(inner: Box, heights: Sequence[Emu]) -> Iterator[Box]:
    """Boxes of these heights from the top, with equal gaps; what is not there takes none."""
    count = sum(1 for height in heights if height)
    gap = min((inner.h - sum(heights)) // max(count, 1), cm(1.1))
    y = inner.y + (inner.h - sum(heights) - gap * (count - 1)) // 2
    for high in heights:
        yield Box(inner.x, y, inner.w, high)
        y += high + gap if high else 0


def work_strip(box: Box, style: Style, content: Questions) -> list[AnyShape]:
    """Everything side by side, the time at the right.

    Raises:
        DoesNotFit: it has no room.
    """
    look, inner = _Look(content, style), box.inset(_PAD, cm(0.5))
    names, shapes = style.terms.shapes, _ground(box, style, look)
    last: list[AnyShape] = []
    if content.minutes:
        time = _time(content.minutes, cm(7.5), inner.h, style, look, align="r")
        inner, right = inner.split(inner.w - cm(7.5) - _GAP, _GAP)
        last = [time.shape(right, names.text)]
    if content.work:
        count = _count(content.work, content.group_size)
        high = min(inner.h, _SIGN)
        sign, rest = inner.split(min(count, 4) * high if count <= 4 else 2 * high, cm(0.8))
        shapes += people(count, sign.around(sign.w, high), look.mark, names.decoration)
        inner = rest
    words = [
        *([Paragraph((Run(_said(content, style), bold=True, colour=look.ink, size=24),))] if content.work else []),
        *[Paragraph((Run(line),), before=4) for line in _notes(content, style).split("\n") if line],
    ]
    if words:
        shapes.append(label(style, names.text, words, inner, _NOTES, anchor="ctr", colour=look.text))
    return [*shapes, *last]


def _ground(box: Box, style: Style, look: _Look) -> list[AnyShape]:
    name = style.terms.shapes.decoration
    return [
        Shape(name, box, "roundRect", (("adj", 3500),), look.fill, None, decorative=True),
        Shape(name, Box(box.x, box.y, _EDGE, box.h), fill=Colour("accent1"), decorative=True),
    ]


def _said(content: Questions, style: Style) -> str:
    """»I jeres TRIO«."""
    return style.terms.working(content.work, content.group_size) if content.work else ""


def _notes(content: Questions, style: Style) -> str:
    """What becomes of the answers, a line each."""
    return joined("\n", filter(None, (content.note, style.terms.plenary if content.plenary else None)))


def _count(work: Work, group_size: int | None) -> int:
    """People in the sign: as many as work together."""
    return min(group_size or _PEOPLE[work], _MOST) if work == "group" else _PEOPLE[work]


class _Time:
    """The minutes, the number large and its unit behind it."""

    def __init__(self, said: tuple[Paragraph, ...], size: float, high: Emu, colour: Colour) -> None:
        self.said, self.size, self.high, self.colour = said, size, high, colour

    def shape(self, box: Box, name: str) -> Shape:
        return Shape(name, box, text=TextBody(self.said, self.size, self.colour, bold=True, anchor="ctr"))


def _time(minutes: int, width: Emu, high: Emu, style: Style, look: _Look, *, align: Align = "l") -> _Time:
    """»12 min.« in one line as large as there is room for.

    Raises:
        DoesNotFit: there is none.
    """
    said = style.terms.lasting(minutes)
    number, found, unit = said.partition(str(minutes))
    runs = tuple([Run(one, size=size) for one, size in ((number, _UNIT), (found, None), (unit, _UNIT)) if one])
    font = style.font(bold=True)
    for size in style.sizes(_NUMBERS):
        wide = text_width(found, size, font) + text_width(number + unit, _UNIT, font)
        if wide * 1.03 <= width and line_height(size, font) <= high:
            return _Time((Paragraph(runs, align),), size, line_height(size, font), look.mark)
    raise DoesNotFit(said, _NUMBERS[-1])
