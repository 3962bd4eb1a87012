"""Questions to work with: large and numbered where that helps, with how to work and how long, over a bar that counts
down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TypeAlias

from facilitator.canvas.measure import balanced_width, extent
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import Page, Setting, countdown
from facilitator.canvas.slides.working import work_card, work_strip
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit, body, first_fitting, first_with_room, height, label
from facilitator.canvas.units import Box, Emu, cm
from facilitator.content.slides import Question, Questions

__all__ = ["lay", "question_list"]

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
    area = whole = style.design.body_on("questions")
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
    return [], work_strip(strip, style, content), listed


def _beside_card(content: Questions, area: Box, style: Style) -> _Drawn:
    left, listed = area.split(_CARD, cm(1.3))
    return work_card(left, style, content), [], listed


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
        found = [extent(_words(question, size), width, size, style.body) for question in questions]
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
    texts = [_words(question, size) for question in questions]
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


def _words(question: Question, size: float) -> list[Paragraph]:
    smaller = max(size - 3, CONTENT_MIN)
    bold = True if question.points else None
    lines = [Paragraph((Run(question.text, bold=bold, colour=Colour("tx2") if bold else None),))]
    indent = cm(0.026 * smaller)
    lines += [Paragraph((Run(point, size=smaller),), bullet="•", before=6, indent=indent) for point in question.points]
    return lines
