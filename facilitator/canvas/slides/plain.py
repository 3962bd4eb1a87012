"""Slides that need little: a list, columns, one table or figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from facilitator.canvas import Box, Emu, cm, figures
from facilitator.canvas.figures.cards import corners
from facilitator.canvas.figures.table import Rows, tables
from facilitator.canvas.measure import extent
from facilitator.canvas.own_layouts import COLUMN_PADDING, Slot
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Placeholder, Run, Shape
from facilitator.canvas.slides.agenda import break_, section, title_page
from facilitator.canvas.slides.shared import (
    Page,
    Setting,
    as_shown,
    filled,
    font_in,
    on_disc,
    room_in,
    size_in,
)
from facilitator.canvas.slides.statement import beside_book, quote
from facilitator.canvas.text import CONTENT_MIN, SMALL_MIN, DoesNotFit, Style, all_with_room, first_with_room, has_room
from facilitator.content import slides
from facilitator.content.figures import Bubbles
from facilitator.content.parts import Point
from facilitator.content.slides import Bullets, Checkout, Column, Columns, Sources
from facilitator.text import Marked, pieces

__all__ = ["PLAIN", "column_pages", "list_pages", "table_pages"]


class _Ladder(NamedTuple):
    """Sizes of type, the largest first: on each of several pages, on a page that holds all, and if need be."""

    comfortable: tuple[int, ...]
    readable: tuple[int, ...]
    all: tuple[int, ...]


_COLUMN_SIZES = (32, 30, 28, 26, 24, 22, 20, 18, 17, 16, 15, CONTENT_MIN)
_CARD_AIR = cm(0.8)
"""What a column's card has below its text."""
_MANY = 6
"""So many sources may stand in two columns."""
_HEAD = re.compile(r"[»“][^«”]{1,100}[«”]|.{2,100}?(?=: | \(|; |, (?!\w\.))")
"""What one finds a source by: its work where that comes first, else whoever it is by, or what it is about."""
_FULL_ENOUGH, _AIRS, _MOST_AIR = 0.9, tuple(number / 4 for number in range(20, 4, -1)), 1.5
"""What a list may take of its place with more between its points, how many times as much that is, and of the size of
its type at most.
"""
_COMFORTABLE = (32, 30, 28, 26, 24, 22, 20, 18)
_BESIDE_SIGN = (36, 34, 32, 30, 28, 26, 24)
_LIST_PADDING, _LIST_SIGN, _LIST_SIDE = (cm(1.4), cm(1.1)), cm(6.6), 0.23
"""Across and down, between a list and the edges of its surface; the disc with its pictogram, and its share of the width
at most.
"""
_LARGE = _Ladder(_COMFORTABLE, (*_COMFORTABLE, 17, 16), (*_COMFORTABLE, 17, 16, 15, CONTENT_MIN))
_FEW, _BETWEEN = 5, 16.0
"""So many sources may stand in large type, with so many points between them."""
_LOOKED_UP = _Ladder(
    (18, 17, 16),
    (*_COMFORTABLE[4:], 17, 16),
    (*_COMFORTABLE[4:], 17, 16, 15, CONTENT_MIN, 13, SMALL_MIN),
)
_INDENT, _SUB_INDENT = cm(0.8), cm(1.0)
"""Of the text behind a bullet, and behind a dash, which is wider."""


def bullets(content: Bullets, setting: Setting) -> list[Page]:
    """One page at a readable size if that holds the list, else as few as hold it at a comfortable one."""
    return list_pages(content.bullets, content.lead, content.source, setting.style, sign=content.icon)


def list_pages(
    items: Sequence[Point],
    lead: str,
    source: str,
    style: Style,
    ladder: _Ladder = _LARGE,
    sign: str | None = None,
) -> list[Page]:
    """The list on as many pages as it needs, its lead sentence on the first, in sizes of the ``ladder``.

    In our own design, type to be read from afar stands on a soft surface that fills the slide, beside the pictogram
    ``sign`` where there is room for both.
    """
    text = _points(items)
    opening = [Paragraph((Run(lead, colour=None),), bullet="", before=0)] if lead else []
    groups = [len(item.points) + 1 for item in items]
    if opening:
        text, groups = [*opening, *text], [sum(groups[:1]) + 1, *groups[1:]]

    parts = [text] if has_room(partial(_fitted, text, ladder.readable, style)) else _split(text, groups, ladder, style)
    if ladder is _LARGE:
        slot = style.design.layouts["content"].slot("text")
        plain = sign and slot.kind is not None and _is_bare(slot)
        signs = (sign, None) if style.design.ours else (sign,) if plain else ()
        for one in signs:
            with suppress(DoesNotFit):
                return _beside_sign(parts, source, style, one)
    size = min(_fitted(part, ladder.all, style) for part in parts)
    if ladder is _LARGE:
        slot = style.design.layouts["content"].slot("text")
        parts = [_aired(part, _air([(slot, part)], size, style)) for part in parts]
    return [Page("content", (filled("content", "text", part, (size,), style),), source=source) for part in parts]


def _beside_sign(parts: Sequence[Sequence[Paragraph]], source: str, style: Style, sign: str | None) -> list[Page]:
    """Each part of a list beside the pictogram, as far apart as fills its place: in our own design on a surface.

    Raises:
        DoesNotFit: one has no room there in large type.
    """
    names, slot, ours = style.terms.shapes, style.design.layouts["content"].slot("text"), style.design.ours
    whole = style.design.body_on("content") if ours else slot.box
    across, down = _LIST_PADDING if ours else (cm(0.8), 0)
    side = min(_LIST_SIGN, round(whole.w * _LIST_SIDE))
    disc = Box(whole.right - (down if ours else 0) - side, whole.y + (whole.h - side) // 2, side, side)
    room = whole.inset(across, down) if ours else whole
    if sign:
        room = replace(room, w=disc.x - across - room.x)
    place = replace(slot, box=room)
    size = min(size_in(place, part, _BESIDE_SIGN, style) for part in parts)
    behind: list[AnyShape] = []
    if ours:
        behind.append(Shape(names.decoration, whole, "roundRect", corners(whole), style.soft, decorative=True))
    if sign:
        behind += on_disc(sign, disc, style, white=ours)
    pages = []
    for part in parts:
        text = _aired(part, _air([(place, part)], size, style, full=1 if ours else _FULL_ENOUGH))
        placed = Placeholder(slot.role, names.text, tuple(text), slot.index, size, box=room, anchor="ctr")
        pages.append(Page("content", (*behind, placed), source=source))
    return pages


def _air(
    texts: Iterable[tuple[Slot, Sequence[Paragraph]]], size: float, style: Style, full: float = _FULL_ENOUGH
) -> float:
    """How many times as much may be between the points of these texts, so that each takes ``full`` of its place."""
    held = [(replace(slot, box=replace(slot.box, h=round(slot.box.h * full))), text) for slot, text in texts]
    usual = max((one.before for _slot, text in held for one in text), default=0)

    def fits(more: float) -> bool:
        return all(has_room(partial(size_in, slot, _aired(text, more), (size,), style)) for slot, text in held)

    return next((more for more in _AIRS if more * usual <= _MOST_AIR * size and fits(more)), 1)


def _aired(text: Sequence[Paragraph], more: float) -> list[Paragraph]:
    """The text with so many times as much between its points."""
    return [replace(one, before=one.before * more) for one in text]


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
    """Both columns at the same size, each on a card as high as the longer one asks for; in somebody's template only
    where the ground is plain.
    """
    return column_pages(content.columns, content.source, _COLUMN_SIZES, setting.style)


def column_pages(columns: Sequence[Column], source: str, sizes: Sequence[float], style: Style) -> list[Page]:
    """Two columns on a page."""
    names, layout = ("left", "right"), style.design.layouts["two_content"]
    texts, slots = [_column_text(column) for column in columns], [layout.slot(name) for name in names]
    inner = slots if style.design.ours else [replace(one, box=one.box.inset(*COLUMN_PADDING)) for one in slots]

    def shapes(size: float, spaced: Sequence[Sequence[Paragraph]]) -> list[Placeholder | Shape]:
        return [filled("two_content", name, text, (size,), style) for name, text in zip(names, spaced, strict=True)]

    if style.design.ours or _are_plain(slots):
        with suppress(DoesNotFit):
            size, spaced, needed = _in_columns(inner, texts, sizes, style)
            boxes = [one.box.around(one.box.w, min(needed + _CARD_AIR, one.box.h)) for one in inner]
            placed = [replace(shape, box=box) for shape, box in zip(shapes(size, spaced), boxes, strict=True)]
            return [Page("two_content", (*[_column_card(box, style) for box in boxes], *placed), source=source)]
    size, spaced, _needed = _in_columns(slots, texts, sizes, style)
    return [Page("two_content", tuple(shapes(size, spaced)), source=source)]


def _in_columns(
    slots: Sequence[Slot], texts: Sequence[Sequence[Paragraph]], sizes: Sequence[float], style: Style
) -> tuple[float, list[list[Paragraph]], Emu]:
    """The size at which both texts fit, the texts with as much between their points as looks well, and the height of
    the longer one.

    Raises:
        DoesNotFit: there is no such size.
    """
    size = min(size_in(slot, text, sizes, style) for slot, text in zip(slots, texts, strict=True))
    more = _air(zip(slots, texts, strict=True), size, style)
    spaced = [_aired(text, more) for text in texts]
    shown = [[as_shown(one, slot) for one in text] for slot, text in zip(slots, spaced, strict=True)]
    rooms = zip(slots, shown, strict=True)
    return size, spaced, max(extent(text, room_in(slot)[0], size, font_in(slot, style)).height for slot, text in rooms)


def _are_plain(slots: Sequence[Slot]) -> bool:
    """Whether they stand side by side on the ground."""
    left, right = slots
    level = (left.box.y, left.box.h) == (right.box.y, right.box.h) and left.box.right < right.box.x
    return level and all(map(_is_bare, slots))


def _is_bare(slot: Slot) -> bool:
    """Whether nothing lies behind it, or must, for its text to be read."""
    return not (slot.plate or slot.large or slot.filled)


def _column_card(text: Box, style: Style) -> AnyShape:
    """The soft surface behind a column."""
    box = text.inset(-COLUMN_PADDING[0], -COLUMN_PADDING[1])
    return Shape(style.terms.shapes.decoration, box, "roundRect", corners(box), style.soft, decorative=True)


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
    area = style.design.body_on("title_only", source=bool(source))
    return [Page("title_only", (one,), source=source) for one in tables(title, rows, area, style)]


def checkout(content: Checkout, setting: Setting) -> list[Page]:
    """The bubbles fill the slide."""
    style = setting.style
    bubbles = Bubbles(kind="bubbles", title=setting.slide.shown, items=content.checkout)
    area = style.design.body_on("title_only", source=bool(content.source))
    return [Page("title_only", (figures.draw(bubbles, area, style),), source=content.source)]


def sources(content: Sources, setting: Setting) -> list[Page]:
    """Few in large type beside a disc; more in type to look things up in, on as many pages as let it be read."""
    style, points = setting.style, [Point(text=_headed(one)) for one in content.entries]
    alone = len(points) == 1
    if len(points) <= _FEW:
        few = [Paragraph((Run(points[0].text),))] if alone else _points(points, before=_BETWEEN)
        with suppress(DoesNotFit):
            return [beside_book(few, content.source, style)]
    if alone:
        return list_pages([], points[0].text, content.source, style, _LOOKED_UP)

    def paired(pages: int, sizes: Sequence[float] = _LOOKED_UP.readable) -> list[Page]:
        columns = [[Column(points=one) for one in _parted(part, 2)] for part in _parted(points, pages)]
        return [page for pair in columns for page in column_pages(pair, content.source, sizes, style)]

    ways = [partial(paired, pages) for pages in range(1, len(points) // _MANY + 1)]
    ways += [partial(list_pages, points, "", content.source, style, _LOOKED_UP)]
    best = max(all_with_room(ways), key=lambda pages: (-len(pages), _size(pages)))
    return best if len(best) == 1 or best[0].layout == "content" else paired(len(best), (_size(best),))


def _headed(entry: str) -> str:
    """The source with what one finds it by in bold, unless its looks are somebody's own."""
    parts = pieces(entry)
    head = _HEAD.match(entry)
    if head is None or any(one.bold or one.italic for one in parts):
        return entry
    end = head.end()
    return Marked([*(one._replace(bold=True) for one in pieces(entry[:end])), *pieces(entry[end:])])


def _parted(points: Sequence[Point], count: int) -> list[Sequence[Point]]:
    """So many parts with about the same letters."""
    ends, cuts = [*accumulate(len(one.text) for one in points)], [0]
    for part in range(1, count):
        even, last = ends[-1] * part / count, len(points) - count + part
        cuts.append(min(range(cuts[-1] + 1, last + 1), key=lambda n: abs(ends[n - 1] - even)))
    return [points[start:end] for start, end in pairwise([*cuts, len(points)])]


def _size(pages: Iterable[Page]) -> float:
    """The least size (points) of what their layouts have a place for."""
    return min(
        (one.size for page in pages for one in page.shapes if isinstance(one, Placeholder) and one.size), default=0
    )


PLAIN: dict[str, Callable[[Any, Setting], list[Page]]] = {
    "title_page": title_page, "section": section, "bullets": bullets, "break_": break_, "columns": columns,
    "table": table, "quote": quote, "checkout": checkout, "sources": sources,
}  # fmt: skip
"""Each lays the slides of its kind, as `lay` does in the module of any other kind."""
