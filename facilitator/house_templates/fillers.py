"""Which placeholder holds which text of ours, how a slide refers to it, and at which height titles stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from facilitator.canvas import ABOVE, Box, Emu, cm
from facilitator.canvas.own_layouts import ORDINARY, Typesetting
from facilitator.house_templates import Layout, Placeholder
from facilitator.office.shapes import FURNITURE, TEXTS, TITLES

__all__ = [
    "FINDERS",
    "PLACES",
    "USUAL_SIZE",
    "bar",
    "half",
    "is_heading",
    "is_kicker",
    "kind_of",
    "level",
    "picture",
    "stays",
    "told_apart",
    "typesetting_of",
]

USUAL_SIZE, _LETTER = 18.0, 0.4
"""Points, where the template does not say; and the width of a letter in em, which is less at a smaller size."""
_BAR = cm(1.9)
_PICTURE = 0.15
"""Share of the slide without which a place for pictures is one for logos or faces."""
_LEVEL, _NEAR = 0.03, 0.06
"""Shares of the slide's height up to which titles stand at the same, and one stands where others do."""
_LOW_TITLE, _TALL_TITLE = 0.38, 0.28
"""Shares of the slide's height: where the middle of a heading is, and how high a large one is."""
_ABOVE, _HIGH = 0.14, 0.36
"""Of what is free: what stands above a heading that the layout has no place for, and its height."""

_FEW = 2
"""Texts beside a title, one of which may be its subtitle; with more they are cells of a grid."""
_MOST = 0.6
"""Share of a length, or of a content area, that counts as nearly all of it."""
_LINE = 0.08
"""Share of the slide's height below which a text is one line."""
_UNDER_TITLES = ("subTitle", "body")
_LOW = 0.15
"""Height of a text by its width, below which it is a line and no list."""


def told_apart(layout: Layout) -> list[Placeholder]:
    """The placeholders that a slide can refer to: no other has the same index."""
    indexes = Counter(one.index for one in layout.placeholders if one.role not in TITLES)
    return [one for one in layout.placeholders if indexes[one.index] <= 1]


def kind_of(placeholder: Placeholder) -> str:
    """The attributes of ``p:ph`` on a slide that fills it."""
    kind = "" if placeholder.role == "obj" else f'type="{placeholder.role}"'
    index = f'idx="{placeholder.index}"' if placeholder.index and placeholder.role not in TITLES else ""
    return " ".join(filter(None, (kind, index)))


def typesetting_of(placeholder: Placeholder, scale: float, *, own: bool) -> Typesetting:
    """How its text is set. Elsewhere than in its ``own`` place the slide says the distance of lines too; lines that are
    near each other get no credit: LibreOffice then begins too high.
    """
    letter = (placeholder.size or USUAL_SIZE) * _LETTER
    return Typesetting(
        placeholder.family,
        placeholder.bold,
        placeholder.capitals,
        max(placeholder.tracking, 0) / letter,
        max(placeholder.spacing, 1) if own else 1,
        round(placeholder.indent * scale),
    )


def _texts(layout: Layout) -> Iterator[Placeholder]:
    return (one for one in told_apart(layout) if one.role in TEXTS and one.box is not None and not one.vertical)


def _subtitle(layout: Layout) -> Placeholder | None:
    own = (one for one in told_apart(layout) if one.role == "subTitle")
    title = layout.title.box if layout.title else None
    others = [one for one in _texts(layout) if one.box and (title is None or one.box.bottom > title.y)]
    return next(own, None) or (others[0] if others and len(others) <= _FEW else None)


def _largest(layout: Layout) -> Placeholder | None:
    return next(iter(_by_size(layout)), None)


def _by_size(layout: Layout) -> list[Placeholder]:
    """Texts that may hold a list, the largest first."""
    found = (one for one in _texts(layout) if one.box and one.box.h >= _LOW * one.box.w)
    return sorted(found, key=lambda one: -one.box.area if one.box else 0)


def _widest(layout: Layout) -> Placeholder | None:
    return max(_texts(layout), key=lambda one: one.box.area if one.box else 0, default=None)


def half(number: int) -> Callable[[Layout], Placeholder | None]:
    """The two largest texts, from the left; neither where there is only one, or they do not stand side by side."""

    def found(layout: Layout) -> Placeholder | None:
        both = sorted(_by_size(layout)[:2], key=lambda one: one.box.x if one.box else 0)
        boxes = [one.box for one in both if one.box]
        return both[number] if len(boxes) == 2 and _are_columns(boxes[0], boxes[1], layout.content) else None

    return found


def _are_columns(left: Box, right: Box, content: Box) -> bool:
    """Whether they stand side by side on the same level, and are most of the height that there is."""
    beside = left.centre[0] < right.x and left.right < right.centre[0]
    level = min(left.bottom, right.bottom) - max(left.y, right.y)
    return beside and level >= _MOST * max(left.h, right.h) and level >= _MOST * content.h


def picture(layout: Layout) -> tuple[Placeholder, Box] | None:
    """The layout's place for a picture, and where it is; None where it is too small, or the title lies on it."""
    title = layout.title.box if layout.title else None
    found = [(one, one.box) for one in told_apart(layout) if one.role == "pic" and one.box]
    largest = max(found, key=lambda one: one[1].area, default=None)
    if largest is None or title is None or largest[1].area < _PICTURE * layout.slide.area or largest[1].meets(title):
        return None
    return largest


def stays(other: Placeholder, name: str) -> bool:
    """Whether a slide that fills the text of this name shows the other placeholder too."""
    beside = TEXTS if name in ("left", "right") else _UNDER_TITLES if name == "title" else ()
    return other.role in FURNITURE or other.role in TITLES or other.role in beside


FINDERS: Mapping[str, Callable[[Layout], Placeholder | None]] = {
    "subtitle": _subtitle, "text": _largest, "left": half(0), "right": half(1), "caption": _widest,
}  # fmt: skip
"""By the names of our slots; None where a layout has no placeholder for that text."""


def bar(box: Box) -> Box:
    """Where the bar of a break stands."""
    return Box(box.x, box.bottom - _BAR, box.w, _BAR)


PLACES: Mapping[str, Callable[[Box], Box]] = {
    "subtitle": lambda box: Box(box.x, box.y, box.w, box.h - _BAR - cm(0.6)),
    "text": lambda box: box,
    "left": lambda box: box.columns(2, cm(0.8))[0],
    "right": lambda box: box.columns(2, cm(0.8))[1],
    "caption": lambda box: box,
    "heading": lambda box: Box(box.x, box.y + round(_ABOVE * box.h), box.w, round(_HIGH * box.h)),
}
"""Of what is free, where a layout has no placeholder for that text."""


# --- titles at one height ---


def is_heading(box: Box, usual: Box | None, slide: Box) -> bool:
    """Whether a title is what its slide is about: low or high, or elsewhere than the usual one, where that is known."""
    elsewhere = usual is not None and abs(box.centre[1] - usual.centre[1]) > _NEAR * slide.h
    return elsewhere or box.centre[1] >= _LOW_TITLE * slide.h or box.h >= _TALL_TITLE * slide.h


def is_kicker(box: Box, title: Placeholder, slide: Box) -> bool:
    """Whether it is a line above the title, which no slide of ours fills."""
    return box.h < _LINE * slide.h and title.box is not None and box.y < title.box.y


def level(layouts: Mapping[str, Layout]) -> dict[str, Layout]:
    """The layouts by kind, with the titles of ordinary slides where that of slides with nothing else stands."""
    model = layouts["title_only"]
    return {kind: _levelled(layout, model) if kind in ORDINARY else layout for kind, layout in layouts.items()}


def _levelled(layout: Layout, model: Layout) -> Layout:
    title, other = layout.title, model.title
    if title is None or title.vertical or other is None or other.box is None:
        return layout
    apart = title.box is None or abs(_height(title, title.box) - _height(other, other.box)) > _LEVEL * layout.slide.h
    under = {one for one in layout.decorations if one.meets(other.box)}
    if not apart or not under <= {one for one in model.decorations if one.meets(other.box)}:
        return layout
    moved = replace(title, box=other.box, anchor=other.anchor, moved=True)
    return replace(layout, placeholders=tuple(moved if one is title else one for one in layout.placeholders))


def _height(title: Placeholder, box: Box) -> Emu:
    """Where its text is anchored."""
    return round(box.y + ABOVE[title.anchor] * box.h)
