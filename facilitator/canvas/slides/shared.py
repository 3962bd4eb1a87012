"""What several layouts share: title, source line, countdown bar, how to work, and the run-on of lists."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from facilitator.canvas.measure import Font, balanced_width, line_height
from facilitator.canvas.own_layouts import RULE, Slot
from facilitator.canvas.shapes import (
    AnyShape,
    Box,
    Colour,
    Countdown,
    Paragraph,
    Placeholder,
    Run,
    Shape,
    TextBody,
)
from facilitator.canvas.style import CONTENT_MIN, SMALL_MIN, Style
from facilitator.canvas.text import DoesNotFit, body, first_with_room, fit, paragraphs
from facilitator.canvas.units import cm
from facilitator.content.slides import Work

__all__ = [
    "SURFACE", "Page", "countdown", "filled", "people_ring", "run_on", "size_in", "source_line", "text_box",
    "title_placeholder", "work_panel",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """The shapes of a page under its title."""

    layout: str
    shapes: tuple[AnyShape, ...] = ()
    title: str | None = None
    """Instead of the slide's title (and its part number)."""
    heading: tuple[Paragraph, ...] | None = None
    """How the title is set, when it is more than its plain text."""
    title_box: Box | None = None
    title_size: float | None = None
    """Where the title stands and its largest size in points, when not as on the layout."""
    balanced: bool = False
    """Break the title into lines of about the same length."""
    source: str = ""
    countdown: Countdown | None = None


SURFACE = Colour("bg2")
_LEAST_TITLE = 24
"""Points: a template that asks for less is made for another size of slide."""
_TITLE_LADDER = (66, 60, 54, 48, 44, 40, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 17, 16)


def title_placeholder(title: str, page: Page, style: Style) -> Placeholder:
    """The slide's title in the layout's own placeholder, at the largest size that fits."""
    slots = style.design.layouts[page.layout].slots
    slot = next((s for s in slots if s.role in ("title", "ctrTitle")), style.design.layouts["title_only"].slots[0])
    box = page.title_box or slot.box
    largest = page.title_size or max(slot.size, _LEAST_TITLE)
    text = page.heading or paragraphs(title)
    sizes: list[float] = [size for size in _TITLE_LADDER if size <= largest] or [largest]
    size = size_in(replace(slot, box=box), text, sizes, style)
    balanced = page.balanced and style.design.flush
    narrow = replace(box, w=balanced_width(text, box.w, size, style.heading)) if balanced else page.title_box
    return Placeholder(
        "ctrTitle" if slot.role == "ctrTitle" else "title",
        style.terms.shapes.title,
        text,
        size=None if slot.own and size == slot.size else size,
        box=narrow,
    )


def filled(
    layout: str, name: str, text: Sequence[Paragraph], sizes: Sequence[float], style: Style
) -> Placeholder | Shape:
    """A body placeholder of the layout with ``text`` at the largest of ``sizes`` that fits; a text box in its place
    where the layout has none.

    Raises:
        DoesNotFit: there is none.
    """
    slot = style.design.layouts[layout].slot(name)
    size = size_in(slot, text, sizes, style)
    called = getattr(style.terms.shapes, name)
    if not slot.own and slot.kind is None:
        return Shape(called, slot.box, text=TextBody(tuple(text), size, slot.colour, anchor=slot.anchor))
    return Placeholder(slot.role, called, tuple(text), slot.index, size)


def size_in(slot: Slot, text: Sequence[Paragraph], sizes: Sequence[float], style: Style) -> float:
    """The largest of ``sizes`` at which a placeholder holds the text, set as the placeholder sets it.

    Raises:
        DoesNotFit: there is none.
    """
    own = slot.typesetting
    bold = slot.major or own.bold
    font = Font(own.family, bold) if own.family else None
    room = slot.box.w / (1 + own.tracking), slot.box.h / own.spacing
    shown = [_as_shown(one, slot) for one in text]
    return fit(style, shown, round(room[0]), round(room[1]), sizes, bold=bold, major=slot.major, font=font)


def _as_shown(paragraph: Paragraph, slot: Slot) -> Paragraph:
    """The paragraph as wide as the placeholder shows it: without a bullet of its own it has no indent among bullets."""
    own, runs = slot.typesetting, paragraph.runs
    indent = paragraph.indent if slot.bullets and not paragraph.bullet else max(paragraph.indent, own.indent)
    if own.capitals:
        runs = tuple(replace(run, text=run.text.upper()) for run in runs)
    return replace(paragraph, runs=runs, indent=indent)


def source_line(source: str, style: Style, layout: str) -> Shape:
    """Whose model or words these are, small, at the foot of the content."""
    text = style.terms.source.format(source=" ".join(source.split()))
    place, colour = style.design.source_on(layout), style.design.layouts[layout].quiet
    fitted = body(style, text, place, (SMALL_MIN,), anchor="b", colour=colour)
    return Shape(style.terms.shapes.source, place, text=fitted)


def text_box(name: str, box: Box, text: TextBody) -> Shape:
    """A text box that has been fitted already."""
    return Shape(name, box, text=text)


def run_on(
    items: Sequence[Paragraph], fits: Callable[[Sequence[Paragraph]], bool], groups: Sequence[int]
) -> list[list[Paragraph]]:
    """Cut a list over as few pages as hold it, evenly, never between a point and its sub-points.

    Args:
        items: all paragraphs.
        fits: tells whether some paragraphs fit on one page at an acceptable size.
        groups: the number of paragraphs of each point with its sub-points.

    Raises:
        DoesNotFit: one point alone has no room.
    """
    edges = [0]
    for count in groups:
        edges.append(edges[-1] + count)
    for pages in range(1, len(groups) + 1):
        cuts = [edges[round(page * len(groups) / pages)] for page in range(pages + 1)]
        parts = [list(items[a:b]) for a, b in pairwise(cuts)]
        if all(fits(part) for part in parts):
            return parts
    longest = max((items[a:b] for a, b in pairwise(edges)), key=lambda part: sum(len(p.text) for p in part))
    raise DoesNotFit("\n".join(p.text for p in longest), CONTENT_MIN)


def countdown(
    minutes: int, box: Box, style: Style, *, on_dark: bool = False, with_slide: bool = False
) -> tuple[tuple[AnyShape, ...], Countdown]:
    """A bar that drains from right to left in ``minutes``, with a scale of minutes under it.

    ``box`` holds the bar and, below, the scale (about 1.9 cm high).
    """
    names, terms = style.terms.shapes, style.terms
    bar_box = Box(box.x, box.y, box.w, cm(1.0))
    fill = Colour("bg1") if on_dark else Colour("accent1")
    ground = Colour("bg1", alpha=25) if on_dark else Colour("bg1")
    quiet = Colour("bg1") if on_dark else Colour("tx1", tint=80)
    round_ends = (("adj", 50_000),)
    inset = cm(0.5)
    track = Shape(
        names.timer_track, bar_box, "roundRect", round_ends, ground, None if on_dark else RULE,
        # In bold 14 pt is large text, which the track's tint leaves enough contrast for (3:1).
        body(style, terms.times_up, bar_box, (14,), anchor="ctr", bold=True, colour=quiet, insets=(inset, 0, inset, 0)),
    )  # fmt: skip
    bar = Shape(
        f"{names.timer} {terms.minutes.format(minutes=minutes)}", bar_box, "roundRect", round_ends, fill, None,
        body(style, terms.minutes.format(minutes=minutes), bar_box, (16,), anchor="ctr", bold=True,
             colour=Colour("accent1") if on_dark else style.on(fill), insets=(inset, 0, inset, 0)),
        alt=terms.countdown.format(minutes=minutes), key="timer",
    )  # fmt: skip
    (size,) = style.sizes((SMALL_MIN,))
    high = max(cm(0.6), line_height(size, style.body))
    scale = _scale(minutes, Box(bar_box.x, bar_box.bottom + cm(0.12), bar_box.w, high), quiet, style)
    return (track, bar, *scale), Countdown("timer", minutes, "slide" if with_slide else "click")


def _scale(minutes: int, box: Box, colour: Colour, style: Style) -> list[Shape]:
    """The minutes that are left where the bar ends, in steps that leave at most a dozen and a half of them."""
    step = next(s for s in (1, 5, 10, 15, 30, 60, 120, 240, 480) if minutes / s <= 15 or s == 480)
    marks = [mark for mark in range(0, minutes, step) if minutes - mark >= step / 2] + [minutes]
    width = cm(1.4)
    shapes = []
    for mark in marks:
        centre = box.x + round(box.w * mark / minutes)
        x = min(max(centre - width // 2, box.x), box.right - width)
        align = "l" if mark == 0 else "r" if mark == minutes else "ctr"
        place = Box(x, box.y, width, box.h)
        text = body(style, str(mark), place, (SMALL_MIN,), align=align, colour=colour)  # type: ignore[arg-type]
        shapes.append(Shape(f"{style.terms.shapes.minute} {mark}", place, text=text))
    return shapes


_SEATS: dict[str, int] = {"alone": 1, "pair": 2, "trio": 3, "group": 5, "plenary": 12}


def people_ring(work: Work, box: Box, colour: Colour, name: str) -> tuple[Shape, ...]:
    """As many dots around a table as people work together: the design's circle of chairs, as a sign."""
    seats = _SEATS[work]
    size = round(min(box.w, box.h) * (0.42 if seats == 1 else 0.34 if seats <= 3 else 0.27 if seats <= 5 else 0.17))
    radius = 0 if seats == 1 else (min(box.w, box.h) - size) / 2 * (0.86 if seats <= 3 else 1)
    x, y = box.centre
    start = -math.pi / 2 if seats == 2 else 0
    return tuple(
        Shape(
            name,
            Box(
                round(x + radius * math.sin(start + 2 * math.pi * seat / seats) - size / 2),
                round(y - radius * math.cos(start + 2 * math.pi * seat / seats) - size / 2),
                size,
                size,
            ),
            "ellipse",
            fill=colour,
            decorative=True,
        )
        for seat in range(seats)
    )


def work_panel(box: Box, style: Style, work: Work | None, minutes: int | None, notes: Sequence[str]) -> list[AnyShape]:
    """How the participants work, for how long, and what becomes of it: a white card with a sign."""
    terms = style.terms
    shapes: list[AnyShape] = [
        Shape(terms.shapes.decoration, box, "roundRect", (("adj", 3500),), Colour("bg1"), None, decorative=True),
        Shape(terms.shapes.decoration, Box(box.x, box.y, cm(0.18), box.h), fill=Colour("accent1"), decorative=True),
    ]
    inner = box.inset(cm(0.9), cm(0.8))
    lines: list[Paragraph] = []
    if work:
        lines.append(Paragraph((Run(getattr(terms.work, work), bold=True, colour=Colour("tx2"), size=22),)))
    if minutes:
        lines.append(
            Paragraph(
                (Run(terms.minutes.format(minutes=minutes), bold=True, colour=Colour("accent1"), size=22),), before=2
            )
        )
    lines += [Paragraph((Run(note),), before=10) for note in notes]
    sign, rest = inner.cut(cm(2.6), cm(0.5))
    ring = people_ring(work, replace(sign, w=cm(2.6)), Colour("accent1"), terms.shapes.decoration) if work else ()
    if not lines:
        return shapes

    def said(area: Box) -> Shape:
        return text_box(terms.shapes.text, area, body(style, lines, area, (18, 17, 16, 15, CONTENT_MIN)))

    with_ring = [lambda: [*ring, said(rest)]] if ring else []
    return [*shapes, *first_with_room([*with_ring, lambda: [said(inner)]])]
