"""Slides that need little: a layout's own placeholders, a list, one table or figure, or somebody's words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from facilitator.canvas import figures
from facilitator.canvas.figures.cards import corners
from facilitator.canvas.figures.table import Rows, tables
from facilitator.canvas.icons import icon
from facilitator.canvas.own_layouts import BREAK_SIGN, COLUMN_PADDING, COVER
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Placeholder, Run, Shape
from facilitator.canvas.slides.shared import SURFACE, Page, Setting, countdown, filled, size_in
from facilitator.canvas.style import CONTENT_MIN, SMALL_MIN, Style
from facilitator.canvas.text import DoesNotFit, all_with_room, first_with_room, fit, has_room, height, label
from facilitator.canvas.units import Box, cm
from facilitator.content import slides
from facilitator.content.figures import Bubbles
from facilitator.content.parts import Point
from facilitator.content.slides import (
    Break,
    Bullets,
    Checkout,
    Column,
    Columns,
    Quote,
    Section,
    Sources,
    TitlePage,
)
from facilitator.text.markup import joined

__all__ = ["PLAIN", "list_pages", "table_pages"]


class _Ladder(NamedTuple):
    """Sizes of type, the largest first: on each of several pages, on a page that holds all, and if need be."""

    comfortable: tuple[int, ...]
    readable: tuple[int, ...]
    all: tuple[int, ...]


_UNDER_TITLE = (22, 21, 20, 18, 17, 16, 15, 14)
_COLUMN_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_CARD_AIR = cm(0.8)
"""What a column's card has below its text."""
_QUOTE_SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 16, CONTENT_MIN)
_MOTIF = 0.56
"""A pictogram's part of its disc."""
_PEOPLE = "users-round"
_COFFEE, _MEAL, _MEAL_MINUTES = "coffee", "utensils", 30
"""The pictograms of breaks, and the minutes from which on one eats."""
_MARK = cm(3.4)
_BESIDE = cm(1.1)
_WIDEST = cm(24)
_BY = cm(1.6)
_MANY = 6
"""So many sources may stand in two columns."""
_FULL_ENOUGH, _AIRS = 0.75, (2.5, 2.0, 1.5)
_COMFORTABLE = (32, 30, 28, 26, 24, 22, 20, 18)
_LARGE = _Ladder(_COMFORTABLE, (*_COMFORTABLE, 17, 16), (*_COMFORTABLE, 17, 16, 15, CONTENT_MIN))
_FEW = _Ladder(_COMFORTABLE[3:], _COMFORTABLE[3:], (*_COMFORTABLE[3:], 17, 16, 15, CONTENT_MIN))
_LOOKED_UP = _Ladder(
    (18, 17, 16),
    (*_COMFORTABLE[4:], 17, 16, 15, CONTENT_MIN),
    (*_COMFORTABLE[4:], 17, 16, 15, CONTENT_MIN, 13, SMALL_MIN),
)
_INDENT, _SUB_INDENT = cm(0.8), cm(1.0)
"""Of the text behind a bullet, and behind a dash, which is wider."""


def title_page(content: TitlePage, setting: Setting) -> list[Page]:
    """The title in large type, the rest under a short rule."""
    style = setting.style
    motif = [motif_of(content.icon or _PEOPLE, style)] if style.design.ours else []
    return [Page("title", (*_under_title(content, style), *motif), balanced=True)]


def motif_of(name: str, style: Style) -> Shape:
    """The pictogram in the disc of our own first slide."""
    x, y = COVER.centre
    side = round(COVER.w * _MOTIF)
    return icon(name, Box(x - side // 2, y - side // 2, side, side), Colour("bg1"), style.terms.shapes.decoration)


def _under_title(content: TitlePage, style: Style) -> tuple[AnyShape, ...]:
    """What stands under the title, in fewer lines where the layout has no room for all of them.

    Raises:
        DoesNotFit: even those have none.
    """
    if not (content.subtitle or content.client or content.when or content.by):
        return ()
    dates, *times = (content.when or "").splitlines() or [""]
    together = ", ".join([*times[:1], *(one[:1].lower() + one[1:] for one in times[1:])])
    told = (
        _title_lines(content, [dates, *times]),
        _title_lines(content, [dates, together]),
        _few_title_lines(content, ", ".join(filter(None, (dates, together)))),
        _few_title_lines(content, dates),  # The times of several days stand in the notes too.
    )
    ways = (partial(filled, "title", "subtitle", lines, _UNDER_TITLE, style) for lines in told)
    return (first_with_room(ways),)


def _title_lines(content: TitlePage, when: Sequence[str]) -> list[Paragraph]:
    lines = [
        (content.subtitle, False, 0.0),
        (content.client, True, 14.0),
        *((one, False, 4.0) for one in when),
        (content.by, False, 4.0),
    ]
    return [Paragraph((Run(line, bold=bold or None),), before=before) for line, bold, before in lines if line]


def _few_title_lines(content: TitlePage, when: str) -> list[Paragraph]:
    rest = joined("\N{NO-BREAK SPACE}· ", filter(None, (content.client, when, content.by)))
    return [Paragraph((Run(line),)) for line in (content.subtitle, rest) if line]


def section(content: Section, setting: Setting) -> list[Page]:
    """The section's wording in the title, a line under it."""
    under = [Paragraph((Run(content.subtitle),))] if content.subtitle else []
    shapes = (filled("section", "subtitle", under, (22, 20, 18, 16, 14), setting.style),) if under else ()
    return [Page("section", shapes, balanced=True, source=content.source)]


def break_(content: Break, setting: Setting) -> list[Page]:
    """The bar starts with the slide."""
    style = setting.style
    shapes: list[AnyShape] = []
    if content.until:
        shapes.append(filled("break_", "subtitle", [Paragraph((Run(content.until),))], (32, 28, 24, 20, 16), style))
    layout = style.design.layouts["break_"]
    if style.design.ours:
        sign = _MEAL if content.minutes >= _MEAL_MINUTES else _COFFEE
        shapes.append(icon(sign, BREAK_SIGN, Colour("bg1"), style.terms.shapes.decoration))
    bar, clock = countdown(content.minutes, layout.area, style, on_dark=layout.dark, with_slide=True)
    return [Page("break_", (*shapes, *bar), countdown=clock)]


def bullets(content: Bullets, setting: Setting) -> list[Page]:
    """One page at a readable size if that holds the list, else as few as hold it at a comfortable one."""
    return list_pages(content.bullets, content.lead, content.source, setting.style)


def list_pages(items: Sequence[Point], lead: str, source: str, style: Style, ladder: _Ladder = _LARGE) -> list[Page]:
    """The list on as many pages as it needs, its lead sentence on the first, in sizes of the ``ladder``."""
    text = _points(items)
    opening = [Paragraph((Run(lead, colour=None),), bullet="", before=0)] if lead else []
    groups = [len(item.points) + 1 for item in items]
    if opening:
        text, groups = [*opening, *text], [sum(groups[:1]) + 1, *groups[1:]]

    parts = [text] if has_room(partial(_fitted, text, ladder.readable, style)) else _split(text, groups, ladder, style)
    size = min(_fitted(part, ladder.all, style) for part in parts)
    if ladder is _LARGE:
        parts = [_airy(part, size, style) for part in parts]
    return [Page("content", (filled("content", "text", part, (size,), style),), source=source) for part in parts]


def _airy(text: list[Paragraph], size: float, style: Style) -> list[Paragraph]:
    """The text with more between its points, as long as that leaves a quarter of the place below it."""
    slot = style.design.layouts["content"].slot("text")
    most = replace(slot, box=replace(slot.box, h=round(slot.box.h * _FULL_ENOUGH)))
    for more in _AIRS:
        spread = [replace(one, before=one.before * more) for one in text]
        if has_room(partial(size_in, most, spread, (size,), style)):
            return spread
    return text


def _split(text: Sequence[Paragraph], groups: Sequence[int], ladder: _Ladder, style: Style) -> list[list[Paragraph]]:
    """Over several pages type can be large; only where one point fills a page by itself may it be small."""

    def at(sizes: Sequence[float]) -> list[list[Paragraph]]:
        return _run_on(text, lambda part: has_room(partial(_fitted, part, sizes, style)), groups)

    return first_with_room([partial(at, ladder.comfortable), partial(at, ladder.all)])


def _points(items: Sequence[Point], *, before: float = 12) -> list[Paragraph]:
    """Points and their sub-points as paragraphs of the body placeholder."""
    text = []
    for item in items:
        # What has points of its own is their heading.
        point = Run(item.text, bold=bool(item.points) or None)
        text.append(Paragraph((point,), bullet="•", before=before, indent=_INDENT))
        text += [
            Paragraph((Run(sub, size=None),), bullet="–", level=1, before=before / 3, indent=_SUB_INDENT)
            for sub in item.points
        ]
    return text


def _fitted(text: Sequence[Paragraph], sizes: Sequence[float], style: Style) -> float:
    """The largest size at which the layout's own text placeholder holds it.

    Raises:
        DoesNotFit: there is none.
    """
    return size_in(style.design.layouts["content"].slot("text"), text, sizes, style)


def _run_on(
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


def columns(content: Columns, setting: Setting) -> list[Page]:
    """Both columns at the same size; on our own slide each on a card as high as the longer one asks for."""
    return _columns(content.columns, content.source, _COLUMN_SIZES, setting.style)


def _columns(columns: Sequence[Column], source: str, sizes: Sequence[float], style: Style) -> list[Page]:
    names = ("left", "right")
    texts = [_column_text(column) for column in columns]
    slots = [style.design.layouts["two_content"].slot(name) for name in names]
    size = min(size_in(slot, text, sizes, style) for slot, text in zip(slots, texts, strict=True))
    boxes: list[Box] = []
    shapes = [filled("two_content", name, text, (size,), style) for name, text in zip(names, texts, strict=True)]
    if style.design.ours:
        needed = max(height(style, text, slot.box.w, size) for slot, text in zip(slots, texts, strict=True))
        boxes = [slot.box.around(slot.box.w, min(needed + _CARD_AIR, slot.box.h)) for slot in slots]
        shapes = [replace(shape, box=box) for shape, box in zip(shapes, boxes, strict=True)]
    cards = [_column_card(box, style) for box in boxes]
    return [Page("two_content", (*cards, *shapes), source=source)]


def _column_card(text: Box, style: Style) -> AnyShape:
    """The soft surface behind a column."""
    box = text.inset(-COLUMN_PADDING[0], -COLUMN_PADDING[1])
    return Shape(style.terms.shapes.decoration, box, "roundRect", corners(box), SURFACE, decorative=True)


def _column_text(column: Column) -> Sequence[Paragraph]:
    text: list[Paragraph] = []
    if column.title:
        text.append(Paragraph((Run(column.title, bold=True, colour=Colour("accent1")),), bullet=""))
    text += [Paragraph((Run(line),), bullet="", before=8) for line in column.text.split("\n") if line]
    return [*text, *_points(column.points, before=8)]


def table(content: slides.Table, setting: Setting) -> list[Page]:
    """At the largest size that holds it on one page, else at a readable one over several."""
    return table_pages(setting.slide.shown, content.table, content.source, setting.style)


def table_pages(title: str, rows: Rows, source: str, style: Style) -> list[Page]:
    """The rows, the first of them the header, on as many pages as they need.

    Raises:
        DoesNotFit: a row has no room at the smallest size.
    """
    return [Page("title_only", (one,), source=source) for one in tables(title, rows, style.design.body, style)]


def quote(content: Quote, setting: Setting) -> list[Page]:
    """The words beside a round quotation mark, the name right under them."""
    style = setting.style
    names, area = style.terms.shapes, style.design.body_on("statement")
    _, beside = area.split(_MARK, _BESIDE)
    whole = replace(beside, w=min(beside.w, _WIDEST))
    room = whole.h - (_BY if content.by else 0)
    size = fit(style, content.quote, whole.w, room, _QUOTE_SIZES, major=True)
    tall = max(height(style, content.quote, whole.w, size, major=True) + cm(0.1), _MARK)
    top = whole.y + (room - tall) // 3
    words = Box(whole.x, top, whole.w, tall)
    shapes: list[AnyShape] = [
        *_mark(Box(area.x, top + cm(0.1), _MARK, _MARK), style),
        label(style, names.text, content.quote, words, (size,), colour=Colour("tx2"), major=True),
    ]
    if content.by:
        name = Box(words.x, words.bottom + cm(0.4), words.w, _BY - cm(0.4))
        shapes.append(
            label(style, names.text, joined("", ("– ", content.by)), name, (20, 18, 16, CONTENT_MIN), bold=True)
        )
    return [Page("statement", tuple(shapes), source=content.source)]


def _mark(disc: Box, style: Style) -> list[AnyShape]:
    """A quotation mark drawn as two drops on a disc, so that it looks the same in every font."""
    fill = Colour("accent1")
    x, y = disc.centre
    drop = cm(0.9)
    name = style.terms.shapes.decoration
    boxes = [Box(x + dx, y - cm(0.5), drop, drop) for dx in (-cm(1.05), cm(0.15))]
    drops = [Shape(name, box, "teardrop", fill=style.on(fill), rotation=180, decorative=True) for box in boxes]
    return [Shape(name, disc, "ellipse", fill=fill, decorative=True), *drops]


def checkout(content: Checkout, setting: Setting) -> list[Page]:
    """The bubbles fill the slide."""
    style = setting.style
    bubbles = Bubbles(kind="bubbles", title=setting.slide.shown, items=content.checkout)
    return [Page("title_only", (figures.draw(bubbles, style.design.body, style),), source=content.source)]


def sources(content: Sources, setting: Setting) -> list[Page]:
    """In type to look things up in, not to talk about."""
    style, entries = setting.style, content.entries
    if len(entries) == 1:
        return list_pages([], entries[0], content.source, style, _FEW)
    points = [Point(text=one) for one in entries]
    half = -(-len(points) // 2)
    beside = [Column(points=points[:half]), Column(points=points[half:])]
    ways = [
        *([partial(_columns, beside, content.source, _LOOKED_UP.all, style)] if len(points) >= _MANY else ()),
        partial(list_pages, points, "", content.source, style, _LOOKED_UP),
    ]
    return max(all_with_room(ways), key=lambda pages: (-len(pages), _size(pages[0])))


def _size(page: Page) -> float:
    """The size (points) of what the page's layout has a place for."""
    sizes = [one.size for one in page.shapes if isinstance(one, Placeholder)]
    return next((size for size in sizes if size), 0)


PLAIN: dict[str, Callable[[Any, Setting], list[Page]]] = {
    "title_page": title_page, "section": section, "bullets": bullets, "break_": break_, "columns": columns,
    "table": table, "quote": quote, "checkout": checkout, "sources": sources,
}  # fmt: skip
"""Each lays the slides of its kind, as `lay` does in the module of any other kind."""
