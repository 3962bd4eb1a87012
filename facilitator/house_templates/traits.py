"""What one sees of a layout at a glance: which placeholders it has, how large they are, and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from facilitator.canvas.shapes import Box
from facilitator.house_templates.model import TEXTS, Layout, Placeholder
from facilitator.house_templates.names import kinds_named
from facilitator.office.shapes import FURNITURE, TITLES

__all__ = ["Traits"]

_SMALL = 0.03
"""Share of the slide. Texts below are captions and the like."""
_LIST, _PLAIN_LIST = 0.15, 0.25
"""Shares of the slide from which on a text takes a list: one with bullets, and one that has none."""
_LOW, _TALL = 0.42, 0.28
"""Shares of the slide's height: where the middle of a low title is, and how high a large one is."""
_ALIKE = 0.6
"""Two columns have areas that are at least as near."""


@dataclass(frozen=True)
class Traits:
    """A layout, looked at."""

    layout: Layout
    slide: Box
    first: bool
    """Whether it is its master's first one."""

    @cached_property
    def named(self) -> frozenset[str]:
        """The kinds that its name speaks of."""
        return kinds_named(self.layout.name)

    @cached_property
    def content(self) -> tuple[Placeholder, ...]:
        """Everything that is to be filled."""
        return tuple(one for one in self.layout.placeholders if one.role not in FURNITURE)

    @property
    def title(self) -> Placeholder | None:
        return next((one for one in self.content if one.role in TITLES and not one.vertical), None)

    @property
    def titled(self) -> bool:
        return self.title is not None

    @property
    def centred(self) -> bool:
        """Whether the title is that of a title slide."""
        return self.title is not None and self.title.role == "ctrTitle"

    @property
    def subtitled(self) -> bool:
        return any(one.role == "subTitle" for one in self.content)

    @property
    def vertical(self) -> bool:
        return any(one.vertical for one in self.content)

    @cached_property
    def texts(self) -> tuple[Placeholder, ...]:
        """Those for text that are more than captions, the largest first."""
        found = (one for one in self.content if one.role in TEXTS and self._share(one) >= _SMALL)
        return tuple(sorted(found, key=self._share, reverse=True))

    @property
    def lists(self) -> int:
        """How many texts take a list."""
        return sum(self._share(one) >= (_LIST if one.bullets else _PLAIN_LIST) for one in self.texts)

    @property
    def pictures(self) -> int:
        return sum(one.role == "pic" for one in self.content)

    @property
    def bare(self) -> bool:
        """Whether there is a title and nothing else."""
        return self.titled and len(self.content) == 1

    @property
    def empty(self) -> bool:
        return not self.content

    @property
    def one_list(self) -> bool:
        """Whether there is a title over one text that takes a list."""
        return self.titled and not self.centred and len(self.texts) == self.lists == 1

    @property
    def heading(self) -> bool:
        """Whether the title is large or low: it is what the slide is about."""
        box = self.title.box if self.title else None
        return box is not None and (box.centre[1] >= _LOW * self.slide.h or box.h >= _TALL * self.slide.h)

    @property
    def heading_with_text(self) -> bool:
        """Whether a large or low title has one text beside it that is no list."""
        return self.heading and not self.centred and not self.lists and len(self.content) == 2 and bool(self.texts)

    @property
    def columns(self) -> bool:
        """Whether the two largest texts stand side by side."""
        boxes = [one.box for one in self.texts[:2] if one.box is not None]
        if len(boxes) < 2:
            return False
        one, other = sorted(boxes, key=lambda box: box.x)
        beside = other.x >= one.centre[0] and other.centre[0] >= one.right
        level = min(one.bottom, other.bottom) - max(one.y, other.y) >= _ALIKE * max(one.h, other.h)
        return beside and level and min(one.area, other.area) >= _ALIKE * max(one.area, other.area)

    def _share(self, one: Placeholder) -> float:
        """Of the slide; one whose place is unknown may be large."""
        return 1.0 if one.box is None else one.box.area / self.slide.area
