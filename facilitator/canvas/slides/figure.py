"""A figure, with questions beside it where there are any.

What has no room is given more of it, step by step: the figure alone with its questions on a slide of their own; then
its headings alone with the points on the slides after it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from facilitator.canvas import Box, Emu, cm, figures
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Run, Shape, TextBody, walked
from facilitator.canvas.shapes import Table as Grid
from facilitator.canvas.slides import plain, questions
from facilitator.canvas.slides.plain import table_pages
from facilitator.canvas.slides.shared import Page, Setting, countdown
from facilitator.canvas.text import CONTENT_MIN, DoesNotFit, Style, all_with_room, first_with_room
from facilitator.content.figures import AnyFigure, Table
from facilitator.content.parts import Point
from facilitator.content.slides import Column, FigureSlide, Questions

__all__ = ["lay"]

_WIDTHS = (cm(9.6), cm(11.2), cm(12.8), cm(14.4), cm(8.0))
"""How wide questions beside a figure may stand: of those that are as good the first."""
_LEAST_BESIDE = 16
"""Points: where most of a text beside the other would be smaller, each has a slide of its own."""
_BAR = cm(1.9)
_READABLE = (28, 26, 24, 22, 20, 18)
"""Points: what parts of a figure that has fallen apart have side by side."""
_SIZES = (24, 23, 22, 21, 20, 19, 18, 17, 16, 15, CONTENT_MIN)


def lay(content: FigureSlide, setting: Setting) -> list[Page]:
    """The figure in the largest arrangement that holds it.

    Raises:
        DoesNotFit: there is none, or none on one page where it is to be whole.
    """
    style = setting.style
    source = content.source or content.figure.source
    if content.questions:
        try:
            page, size = _beside(content, source, _marking(content, style))
        except DoesNotFit:
            if setting.whole:
                raise
        else:
            if size >= _LEAST_BESIDE or setting.whole:
                return [page]
    elif setting.whole:
        return [_on_one(content.figure, source, _marking(content, style))]
    pages = _alone(content.figure, source, _marking(content, style))
    return pages + _asked(content, setting) if content.questions else pages


def _marking(content: FigureSlide, style: Style) -> Style:
    return figures.marking(content.figure, content.mark, style)


def _alone(figure: AnyFigure, source: str, style: Style) -> list[Page]:
    try:
        return [_on_one(figure, source, style)]
    except DoesNotFit:
        if isinstance(figure, Table):
            return table_pages(figure.title, figure.grid, source, style)
        if figure.outline == figure:
            raise
    outline = _on_one(figure.outline, source, style)
    points = [
        Point(text=item.title, points=[text for text in (item.text, *item.inline_points) if text])
        for item in figure.parts
    ]
    ways = [partial(plain.list_pages, points, "", source, style), partial(_in_pairs, points, source, style)]
    return [outline, *min(all_with_room(ways), key=len)]


def _in_pairs(parts: Sequence[Point], source: str, style: Style) -> list[Page]:
    """Two parts side by side on a page, the last of an odd number alone.

    Raises:
        DoesNotFit: a part has no room at a readable size.
    """
    columns = [Column(title=one.text, points=[Point(text=each) for each in one.points]) for one in parts]
    pairs = [columns[at : at + 2] for at in range(0, len(columns) // 2 * 2, 2)]
    pages = [page for pair in pairs for page in plain.column_pages(pair, source, _READABLE, style)]
    return pages + (plain.list_pages(parts[-1:], "", source, style) if len(parts) % 2 else [])


def _on_one(figure: AnyFigure, source: str, style: Style) -> Page:
    area = style.design.body_on("title_only", source=bool(source))
    return Page("title_only", (figures.draw(figure, area, style),), source=source)


def _asked(content: FigureSlide, setting: Setting) -> list[Page]:
    asked = Questions(
        questions=content.questions, work=content.work, group_size=content.group_size, minutes=content.minutes
    )
    return questions.lay(asked, setting)


def _beside(content: FigureSlide, source: str, style: Style) -> tuple[Page, float]:
    """Side by side, parted so that neither has to be small; the figure has the more room where that is the same. With
    the size that most of the smaller one is in, in points.

    Raises:
        DoesNotFit: there is no such place.
    """
    ways = [partial(_parted, content, style, width) for width in _WIDTHS]
    found: list[tuple[list[AnyShape], Box]] = []
    for way in ways:
        with suppress(DoesNotFit):
            found.append(way())
    sized = [(min(_main(one[0][:1]), _main(one[0][1:])), one) for one in found or [first_with_room(ways)]]
    size, (shapes, below) = max(sized, key=lambda one: one[0])
    bar, clock = countdown(content.minutes, below, style) if content.minutes else ((), None)
    return Page("title_only", (*shapes, *bar), source=source, countdown=clock), size


def _parted(content: FigureSlide, style: Style, width: Emu) -> tuple[list[AnyShape], Box]:
    """The figure, with the questions on a panel of this width; and the place of the bar that counts down below it."""
    area = style.design.body_on("title_only", source=bool(content.source or content.figure.source))
    left, right = area.split(area.w - width - cm(0.9), cm(0.9))
    below = Box(right.x, right.bottom - _BAR, right.w, _BAR)
    if content.minutes:
        right = replace(right, h=right.h - _BAR - cm(0.6))
    names = style.terms.shapes
    panel = Shape(names.decoration, right, "roundRect", (("adj", 3000),), style.soft, decorative=True)
    inner = right.inset(cm(0.8), cm(0.7))
    shapes: list[AnyShape] = [figures.draw(content.figure, left, style), panel]
    if content.work:
        top, inner = inner.cut(cm(1.0), cm(0.4))
        run = Run(style.terms.working(content.work, content.group_size), bold=True, colour=Colour("accent1"))
        shapes.append(Shape(names.text, top, text=TextBody((Paragraph((run,)),), 18, anchor="ctr")))
    return [*shapes, *questions.question_list(content.questions, inner, style, None, _SIZES)], below


def _main(shapes: Iterable[AnyShape]) -> float:
    """The size of most of the text, in points."""
    texts = [shape.text for shape in walked(shapes) if isinstance(shape, Shape) and shape.text]
    texts += [cell.text for shape in shapes if isinstance(shape, Grid) for row in shape.rows for cell in row]
    letters = Counter[float]()
    for text in texts:
        for run in (run for one in text.paragraphs for run in one.runs):
            letters[run.size or text.size] += len(run.text)
    return max(letters, key=lambda size: (letters[size], -size))
