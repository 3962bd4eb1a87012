"""A list in the layout's own text placeholder; long lists run on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from facilitator.canvas.shapes import Paragraph, Run
from facilitator.canvas.slides.shared import Page, Setting, filled, size_in
from facilitator.canvas.style import CONTENT_MIN, SMALL_MIN, Style
from facilitator.canvas.text import DoesNotFit, first_with_room, has_room
from facilitator.canvas.units import cm
from facilitator.content.slides import Bullets, Point

__all__ = ["lay", "points"]


class _Ladder(NamedTuple):
    """Sizes of type, the largest first: on each of several pages, on a page that holds all, and if need be."""

    comfortable: tuple[int, ...]
    readable: tuple[int, ...]
    all: tuple[int, ...]


_COMFORTABLE = (28, 26, 24, 22, 20, 18)
_LARGE = _Ladder(_COMFORTABLE, (*_COMFORTABLE, 17, 16), (*_COMFORTABLE, 17, 16, 15, CONTENT_MIN))
_SMALL = _Ladder((18, 17, 16), (18, 17, 16, 15, CONTENT_MIN), (18, 17, 16, 15, CONTENT_MIN, 13, SMALL_MIN))
_INDENT = cm(0.8)


def lay(content: Bullets, setting: Setting) -> list[Page]:
    """One page at a readable size if that holds the list, else as few as hold it at a comfortable one."""
    return pages(content.bullets, content.lead, content.source, setting.style)


def pages(items: Sequence[Point], lead: str, source: str, style: Style, *, small: bool = False) -> list[Page]:
    """The list on as many pages as it needs, its lead sentence on the first; ``small`` for what is looked up."""
    text, ladder = points(items), _SMALL if small else _LARGE
    opening = [Paragraph((Run(lead, colour=None),), bullet="", before=0)] if lead else []
    groups = [len(item.points) + 1 for item in items]
    if opening:
        text, groups = [*opening, *text], [groups[0] + 1, *groups[1:]]

    parts = [text] if has_room(partial(_fitted, text, ladder.readable, style)) else _split(text, groups, ladder, style)
    size = min(_fitted(part, ladder.all, style) for part in parts)
    return [Page("content", (filled("content", "text", part, (size,), style),), source=source) for part in parts]


def _split(text: Sequence[Paragraph], groups: Sequence[int], ladder: _Ladder, style: Style) -> list[list[Paragraph]]:
    """Over several pages type can be large; only where one point fills a page by itself may it be small."""

    def at(sizes: Sequence[float]) -> list[list[Paragraph]]:
        return _run_on(text, lambda part: has_room(partial(_fitted, part, sizes, style)), groups)

    return first_with_room([partial(at, ladder.comfortable), partial(at, ladder.all)])


def points(items: Sequence[Point], *, before: float = 12) -> list[Paragraph]:
    """Points and their sub-points as paragraphs of the body placeholder."""
    text = []
    for item in items:
        text.append(Paragraph((Run(item.text),), bullet="•", before=before, indent=_INDENT))
        text += [
            Paragraph((Run(sub, size=None),), bullet="–", level=1, before=before / 3, indent=_INDENT)
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
