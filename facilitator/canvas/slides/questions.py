"""Questions to work with: large and numbered where that helps, beside how to work, over a bar that counts down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import AnyShape, Box, Colour, Paragraph, Run, Shape, TextBody
from facilitator.canvas.slides.shared import Page, countdown, work_panel
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit, body, first_fitting, height
from facilitator.canvas.units import cm
from facilitator.content.slides import Question, Questions
from facilitator.deck.model import Slide

__all__ = ["lay", "question_list"]

_LARGE = (36, 34, 32, 30)
_SIZES = (28, 26, 24, 22, 21, 20, 19, 18, 17, 16, 15, CONTENT_MIN)
_PANEL = cm(7.6)
_BAR = cm(1.9)
_BADGE = cm(1.15)
_STEP = cm(0.55)
"""The least space between two questions."""
_LOOSEST = cm(1.3)


def lay(slide: Slide, style: Style, media: Mapping[str, bytes]) -> list[Page]:
    """One page, or as many as the questions need: each with the same panel and bar."""
    content = slide.content
    assert isinstance(content, Questions)
    area = whole = style.design.body_on("questions")
    bar = None
    if content.minutes:
        area, bar = whole.cut(whole.h - _BAR, cm(0.7))
        area = Box(area.x, area.y, area.w, area.h - cm(0.7))
        bar = Box(bar.x, area.bottom + cm(0.7), bar.w, _BAR)
    notes = [note for note in (content.note, style.terms.plenary if content.plenary else None) if note]
    panel: list[AnyShape] = []
    listed = Box(area.x, area.y, min(area.w, cm(26)), area.h)
    if content.work or notes:
        left, listed = area.split(_PANEL, cm(1.3))
        panel = work_panel(left, style, content.work, content.minutes, notes)
    time, clock = countdown(content.minutes, bar, style) if bar and content.minutes else ((), None)
    sizes = (*_LARGE, *_SIZES) if len(content.questions) == 1 else _SIZES
    pages = []
    for first, part in _parts(content.questions, listed, style):
        shapes = question_list(part, listed, style, first if len(content.questions) > 1 else None, sizes)
        pages.append(Page("questions", (*panel, *shapes, *time), source=content.source, countdown=clock))
    return pages


def _parts(questions: Sequence[Question], box: Box, style: Style) -> list[tuple[int, Sequence[Question]]]:
    """(number of the first, questions) for each page."""
    for pages in range(1, len(questions) + 1):
        edges = [round(page * len(questions) / pages) for page in range(pages + 1)]
        parts = [(a + 1, questions[a:b]) for a, b in pairwise(edges)]
        try:
            for _, part in parts:
                question_size(part, box, style, _SIZES, numbered=len(questions) > 1)
        except DoesNotFit:
            if pages == len(questions):
                raise
            continue
        return parts
    return []


def question_size(
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
    size = question_size(questions, box, style, sizes, numbered=first is not None)
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
        place = Box(box.x + indent, y, box.w - indent, tall)
        words = TextBody(tuple(text), size, Colour("tx1"), anchor="ctr" if single else "t")
        shapes.append(Shape(f"{style.terms.shapes.text} {(first or 1) + offset}", place, text=words))
        y += tall + gap
    return shapes


def _badge(number: int, box: Box, style: Style) -> Shape:
    fill = Colour("accent1")
    text = body(style, str(number), box, (20, 18, 16, 14), align="ctr", anchor="ctr", colour=style.on(fill), bold=True)
    return Shape(str(number), box, "ellipse", fill=fill, text=text)


def _words(question: Question, size: float) -> list[Paragraph]:
    smaller = max(size - 3, CONTENT_MIN)
    bold = True if question.points else None
    lines = [Paragraph((Run(question.text, bold=bold, colour=Colour("tx2") if bold else None),))]
    lines += [Paragraph((Run(point, size=smaller),), bullet="•", before=6, indent=cm(0.6)) for point in question.points]
    return lines
