"""Questions to work with, large and numbered where that helps: how to work, and how long, over a bar that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from facilitator.canvas import Align, Box, Emu, cm
from facilitator.canvas.icons import people
from facilitator.canvas.measure import balanced_width, extent, line_height, text_width
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import Page, Setting, countdown
from facilitator.canvas.text import (
    CONTENT_MIN,
    DoesNotFit,
    Style,
    body,
    first_fitting,
    first_with_room,
    fit,
    height,
    label,
)
from facilitator.content.slides import Question, Questions, Work
from facilitator.text import joined

__all__ = ["lay", "question_list"]


_PEOPLE: dict[Work, int] = {"alone": 1, "pair": 2, "trio": 3, "group": 4, "plenary": 8}
_MOST = 8
"""People in the sign."""
_EDGE = cm(0.18)
_PAD = cm(0.8)
_GAP = cm(0.45)
_SIGN, _SMALL_SIGN = cm(2.0), cm(1.4)
"""The height of the people, and where notes are long."""
_NUMBERS = (72, 66, 60, 54, 48, 44, 40, 36, 32, 28)
_UNIT = 22
_WORDS = (24, 22, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_NOTES, _LEAST_NOTES = (20, 19, 18, 17, 16, 15, CONTENT_MIN), (18, 16, 0)
"""Sizes of type, and those that notes have if they can, with smaller people if they must."""


class _Look:
    """The colours of the card: of those who work each for themselves it is dark, the others' is light."""

    def __init__(self, content: Questions, style: Style) -> None:
        dark = content.work == "alone"
        self.fill = Colour("tx2") if dark else style.card
        self.ink = style.on(self.fill) if dark else Colour("tx2")
        self.mark = style.on(self.fill) if dark else Colour("accent1")
        self.text = self.ink if dark else Colour("tx1")


def _work_card(box: Box, style: Style, content: Questions) -> list[AnyShape]:
    """Everything one under the other, the room between shared out; the people are smaller where notes else were.

    Raises:
        DoesNotFit: it has no room, not even without the people.
    """
    signs = (_SIGN, _SMALL_SIGN) if content.work else ()
    ways = [partial(_stacked, box, style, content, sign, least) for least in _LEAST_NOTES for sign in signs]
    return first_with_room([*ways, partial(_stacked, box, style, content, 0, 0)])


def _stacked(box: Box, style: Style, content: Questions, sign: Emu, least: float) -> list[AnyShape]:
    """With people of this height, if any, and notes of at least so many points.

    Raises:
        DoesNotFit: it has no room.
    """
    look, inner = _Look(content, style), box.inset(_PAD, _PAD)
    time = _time(content.minutes, inner.w, inner.h // 4, style, look) if content.minutes else None
    said, notes = _said(content, style), _notes(content, style)
    left = inner.h - sign - (time.high if time else 0)
    left -= _GAP * (bool(said) + bool(notes) + bool(time) + bool(sign) - 1)
    said_size = fit(style, said, inner.w, left, _WORDS, bold=True) if said else 0
    said_high = height(style, said, inner.w, said_size, bold=True) if said else 0
    sizes = [size for size in _NOTES if size >= least]
    notes_size = fit(style, notes, inner.w, left - said_high, sizes) if notes else 0
    notes_high = height(style, notes, inner.w, notes_size) if notes else 0
    heights = [sign, said_high, time.high if time else 0, notes_high]
    places = list(_placed(inner, heights))
    shapes = _ground(box, style, look)
    names = style.terms.shapes
    if sign and content.work:
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


def _work_strip(box: Box, style: Style, content: Questions) -> list[AnyShape]:
    """Everything side by side, the time at the right; without a time no wider than what is said.

    Raises:
        DoesNotFit: it has no room.
    """
    look, inner = _Look(content, style), box.inset(_PAD, cm(0.5))
    names, last = style.terms.shapes, list[AnyShape]()
    if content.minutes:
        time = _time(content.minutes, cm(7.5), inner.h, style, look, align="r")
        inner, right = inner.split(inner.w - cm(7.5) - _GAP, _GAP)
        last = [time.shape(right, names.text)]
    shapes: list[AnyShape] = []
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
    if words and not last:
        widest = max(text_width(one.text, one.runs[0].size or _NOTES[0], style.body_bold) for one in words)
        inner = replace(inner, w=min(inner.w, round(1.05 * widest)))
        box = replace(box, w=inner.right + _PAD - box.x)
    if words:
        shapes.append(label(style, names.text, words, inner, _NOTES, anchor="ctr", colour=look.text))
    return [*_ground(box, style, look), *shapes, *last]


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


_Drawn: TypeAlias = tuple[list[AnyShape], list[AnyShape], Box]
"""Of who and how long: what is read before the questions and what behind them; and where those may stand."""

_LARGE = (44, 40, 38, 36, 34, 32, 30)
_SIZES = (28, 26, 24, 22, 21, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_CARD = cm(7.6)
"""The width of the card that says how to work, beside several questions."""
_STRIP = cm(3.4)
"""Its height under a single one."""
_BAR = cm(1.9)
_BADGE = cm(1.15)
_STEP = cm(0.55)
"""The least space between two questions."""
_LOOSEST = cm(1.6)


def lay(content: Questions, setting: Setting) -> list[Page]:
    """One page, or as many as the questions need, each with the same card; the bar is on the first, where it starts,
    and the others say so.
    """
    style = setting.style
    area = whole = style.design.body_on("questions", source=bool(content.source))
    bar = None
    if content.minutes:
        area, bar = whole.cut(whole.h - _BAR, cm(0.7))
        area = Box(area.x, area.y, area.w, area.h - cm(0.7))
        bar = Box(bar.x, area.bottom + cm(0.7), bar.w, _BAR)
    before, after, listed = first_with_room([partial(way, content, area, style) for way in _ways(content)])
    time, clock = countdown(content.minutes, bar, style) if bar and content.minutes else ((), None)
    sizes = (*_LARGE, *_SIZES) if len(content.questions) == 1 else _SIZES
    pages: list[Page] = []
    for first, part in _parts(content.questions, listed, style):
        shapes = question_list(part, listed, style, first if len(content.questions) > 1 else None, sizes)
        if pages and bar:
            time, clock = (_already_running(bar, style),), None
        pages.append(Page("questions", (*before, *shapes, *after, *time), source=content.source, countdown=clock))
    return pages


def _ways(content: Questions) -> list[Callable[[Questions, Box, Style], _Drawn]]:
    """A single question stands over a strip, and several where a card would be half empty; others beside a card."""
    if not (content.work or content.note or content.plenary):
        return [_without_card]
    told = [content.work, content.minutes, content.note or content.plenary]
    flat = len(content.questions) == 1 or sum(map(bool, told)) == 1
    return [_over_strip, _beside_card] if flat else [_beside_card]


def _without_card(content: Questions, area: Box, style: Style) -> _Drawn:
    return [], [], replace(area, w=min(area.w, cm(26)))


def _over_strip(content: Questions, area: Box, style: Style) -> _Drawn:
    listed, strip = area.cut(area.h - _STRIP - cm(0.8), cm(0.8))
    _parts(content.questions, listed, style)
    return [], _work_strip(strip, style, content), listed


def _beside_card(content: Questions, area: Box, style: Style) -> _Drawn:
    left, listed = area.split(_CARD, cm(1.3))
    return _work_card(left, style, content), [], listed


def _already_running(bar: Box, style: Style) -> AnyShape:
    """What stands in the place of the bar where the list runs on."""
    return label(style, style.terms.shapes.text, style.terms.time_runs_on, bar, (20, 18, 16, CONTENT_MIN), anchor="ctr")


def _parts(questions: Sequence[Question], box: Box, style: Style) -> list[tuple[int, Sequence[Question]]]:
    """(number of the first, questions) for each page; as few pages as have room for them.

    Raises:
        DoesNotFit: a question has no room by itself.
    """
    count = len(questions)

    def on(pages: int) -> list[tuple[int, Sequence[Question]]]:
        edges = [round(page * count / pages) for page in range(pages + 1)]
        parts = [(first + 1, questions[first:last]) for first, last in pairwise(edges)]
        for _, part in parts:
            _question_size(part, box, style, _SIZES, numbered=count > 1)
        return parts

    return first_with_room(partial(on, pages) for pages in range(1, count + 1))


def _question_size(
    questions: Sequence[Question], box: Box, style: Style, sizes: Sequence[float], *, numbered: bool
) -> float:
    """The largest size at which the questions and the space between them fit.

    Raises:
        DoesNotFit: there is none.
    """
    width = box.w - (_BADGE + cm(0.5) if numbered else 0)

    def fits(size: float) -> bool:
        found = [extent(text, width, size, style.body) for text in _texts(questions, size)]
        used = sum(max(one.height, _BADGE if numbered else 0) for one in found) + _STEP * (len(questions) - 1)
        return used <= box.h and not any(one.broken for one in found)

    place = first_fitting(sizes, fits)
    if place == len(sizes):
        raise DoesNotFit(max((q.text for q in questions), key=len), sizes[-1])
    return sizes[place]


def question_list(
    questions: Sequence[Question], box: Box, style: Style, first: int | None, sizes: Sequence[float]
) -> list[AnyShape]:
    """The questions one under the other, centred in the box; ``first`` numbers them from there, None does not."""
    size = _question_size(questions, box, style, sizes, numbered=first is not None)
    indent = _BADGE + cm(0.5) if first is not None else 0
    texts = _texts(questions, size)
    heights = [max(height(style, text, box.w - indent, size), _BADGE if indent else 0) for text in texts]
    spare = box.h - sum(heights)
    gap = min(spare // len(questions), _LOOSEST)
    y = box.y + (spare - gap * (len(questions) - 1)) // 2
    shapes: list[AnyShape] = []
    for offset, (text, tall) in enumerate(zip(texts, heights, strict=True)):
        if first is not None:
            shapes.append(_badge(first + offset, Box(box.x, y, _BADGE, _BADGE), style))
        single = height(style, text, box.w - indent, size) < _BADGE
        place = Box(box.x + indent, y, _across(text, box.w - indent, size, style), tall)
        words = TextBody(tuple(text), size, Colour("tx1"), anchor="ctr" if single else "t")
        shapes.append(Shape(f"{style.terms.shapes.text} {(first or 1) + offset}", place, text=words))
        y += tall + gap
    return shapes


def _across(text: Sequence[Paragraph], width: Emu, size: float, style: Style) -> Emu:
    """The width for a question: one that runs on has lines of one length, and as many wherever it is shown."""
    runs_on = extent(text, width, size, style.body).lines > len(text)
    return balanced_width(text, width, size, style.body) if runs_on else width


def _badge(number: int, box: Box, style: Style) -> Shape:
    fill = Colour("accent1")
    text = body(style, str(number), box, (20, 18, 16, 14), align="ctr", anchor="ctr", colour=style.on(fill), bold=True)
    return Shape(str(number), box, "ellipse", fill=fill, text=text)


def _texts(questions: Sequence[Question], size: float) -> list[list[Paragraph]]:
    """Each question, and under it, smaller, its points; where none has several they are no lists, without bullets."""
    listed = any(len(question.points) > 1 for question in questions)
    return [_words(question, size, "•" if listed else None) for question in questions]


def _words(question: Question, size: float, bullet: str | None) -> list[Paragraph]:
    smaller = max(size - 3, CONTENT_MIN)
    bold = True if question.points else None
    asked = Paragraph((Run(question.text, bold=bold, colour=Colour("tx2") if bold else None),))
    points, indent = [Run(point, size=smaller) for point in question.points], cm(0.026 * smaller) if bullet else 0
    return [asked, *[Paragraph((one,), bullet=bullet, before=6, indent=indent) for one in points]]
