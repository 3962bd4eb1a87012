"""Which placeholder of a layout holds which of our texts, and how a slide refers to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from facilitator.canvas.shapes import Box
from facilitator.canvas.units import pt
from facilitator.house_templates.model import TEXTS, Layout, Placeholder
from facilitator.house_templates.rooms import area
from facilitator.office.shapes import TITLES

__all__ = ["FINDERS", "footer_kinds", "kind_of"]

_LOW = 0.15
"""Height of a text by its width, below which it is a line and no list."""
_DIGIT = 0.65
"""Width of a digit in em, at most."""
_FOOTER = 12
"""Points, where the template does not say."""


def footer_kinds(layout: Layout) -> tuple[str | None, str | None]:
    """The attributes of ``p:ph`` for footer and slide number; None where the layout has none that holds a line."""
    usable = [one for one in _told_apart(layout) if one.box is None or _has_line(one, one.box)]
    found = {one.role: kind_of(one) for one in usable}
    return found.get("ftr"), found.get("sldNum")


def _told_apart(layout: Layout) -> list[Placeholder]:
    """The placeholders that a slide can refer to: no other has the same index."""
    indexes = Counter(one.index for one in layout.placeholders if one.role not in TITLES)
    return [one for one in layout.placeholders if indexes[one.index] <= 1]


def _has_line(placeholder: Placeholder, box: Box) -> bool:
    """Whether it is high enough for a line, and wide enough for three digits."""
    size = placeholder.size or _FOOTER
    return box.h >= pt(1.2 * size) and box.w - placeholder.insets[0] - placeholder.insets[2] >= pt(3 * _DIGIT * size)


def kind_of(placeholder: Placeholder) -> str:
    """The attributes of ``p:ph`` on a slide that fills it."""
    kind = "" if placeholder.role == "obj" else f'type="{placeholder.role}"'
    index = f'idx="{placeholder.index}"' if placeholder.index and placeholder.role not in TITLES else ""
    return " ".join(filter(None, (kind, index)))


def _texts(layout: Layout) -> Iterator[Placeholder]:
    return (one for one in _told_apart(layout) if one.role in TEXTS and one.box is not None and not one.vertical)


def _subtitle(layout: Layout) -> Placeholder | None:
    own = (one for one in _told_apart(layout) if one.role == "subTitle")
    return next(own, None) or next(_texts(layout), None)


def _largest(layout: Layout) -> Placeholder | None:
    return next(iter(_by_size(layout)), None)


def _by_size(layout: Layout) -> list[Placeholder]:
    """Texts that may hold a list, the largest first."""
    found = (one for one in _texts(layout) if one.box and one.box.h >= _LOW * one.box.w)
    return sorted(found, key=lambda one: -area(one.box) if one.box else 0)


def _half(number: int) -> Callable[[Layout], Placeholder | None]:
    """The two largest texts, from the left; neither where there is only one, or they do not stand side by side."""

    def found(layout: Layout) -> Placeholder | None:
        both = sorted(_by_size(layout)[:2], key=lambda one: one.box.x if one.box else 0)
        boxes = [one.box for one in both if one.box]
        beside = len(boxes) == 2 and boxes[0].centre[0] < boxes[1].x and boxes[0].right < boxes[1].centre[0]
        return both[number] if beside else None

    return found


FINDERS: Mapping[str, Callable[[Layout], Placeholder | None]] = {
    "subtitle": _subtitle, "text": _largest, "left": _half(0), "right": _half(1),
}  # fmt: skip
"""By the names of our slots; None where a layout has no placeholder for that text."""
