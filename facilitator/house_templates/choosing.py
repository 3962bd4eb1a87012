"""Which layout of a template serves which kind of slide, and why: an answer for every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from facilitator.canvas import Box
from facilitator.canvas.own_layouts import LAYOUTS
from facilitator.house_templates import Layout, Master, Placeholder, Template, kinds_named
from facilitator.messages import _, mark
from facilitator.office.shapes import FURNITURE, TEXTS, TITLES

__all__ = ["KINDS", "WANTED", "Choice", "choose"]

KINDS = tuple(LAYOUTS)
"""The kinds of our own design, in its order."""
_WHOLE_SET = frozenset(["title", "content", "title_only"])
"""What a master must have to make a deck with."""
_NEEDED = 4
"""Points from which on a layout is made for a kind."""
_NAME, _OTHER_NAME = 4, -3
_VERTICAL = -6
_USED = 2
"""Points more for a layout that the template's own slides are on."""
_LINE = 0.08
"""Share of the slide's height below which a text is one line: a kicker, a subheading, a source."""
_SMALL = 0.03
"""Share of the slide. Texts below are captions and the like."""
_LIST, _PLAIN_LIST = 0.15, 0.25
"""Shares of the slide from which on a text takes a list: one with bullets, and one that has none."""
_LOW, _TALL = 0.42, 0.28
"""Shares of the slide's height: where the middle of a low title is, and how high a large one is."""
_ALIKE = 0.6
"""Two columns have areas that are at least as near."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout that serves a kind."""

    kind: str
    layout: Layout
    why: str
    """A sentence."""


def choose(template: Template) -> dict[str, Choice]:
    """A layout for every kind.

    One master serves all kinds: the one that has most slides among those with a layout of its own for the title, for
    content, and for a title only; the first of them where there are no slides. Another serves only where that one has
    no layout to fall back on.
    """
    served = [_Served(master, template.slide) for master in template.masters if master.parts]
    ranked = _ranked(served)
    return {kind: _choice(WANTED[kind], ranked) for kind in KINDS}


@dataclass(frozen=True)
class _Served:
    """A master, with the kinds that it has layouts of their own for."""

    master: Master
    slide: Box

    @cached_property
    def own(self) -> dict[str, Choice]:
        """The best layout that is made for a kind, by kind."""
        seen = [_Traits(layout, self.slide, place == 0) for place, layout in enumerate(self.master.layouts)]
        best = (_best(wanted, seen) for wanted in WANTED.values())
        return {choice.kind: choice for choice in best if choice is not None}

    @property
    def roomiest(self) -> Layout:
        return max(self.master.layouts, key=lambda layout: layout.content.area)


def _ranked(served: Sequence[_Served]) -> list[_Served]:
    """The masters, the best first; where one has all that the others fall back on, it alone, and others that fewer
    slides use are not even read.
    """
    for _uses, alike in groupby(sorted(served, key=_used, reverse=True), key=_used):
        if whole := [one for one in alike if one.own.keys() >= _WHOLE_SET]:
            return [max(whole, key=lambda one: len(one.own))]
    return sorted(served, key=_rank)


def _used(served: _Served) -> int:
    return served.master.uses


def _rank(served: _Served) -> tuple[bool, int, int]:
    """The best one first; the order of the file decides among equals."""
    return not served.own.keys() >= _WHOLE_SET, -served.master.uses, -len(served.own)


def _best(wanted: _Wanted, seen: Sequence[_Traits]) -> Choice | None:
    found = [(traits.layout, list(wanted.found(traits))) for traits in seen]

    def rank(one: tuple[Layout, list[tuple[int, str]]]) -> int:
        layout, signs = one
        return sum(points for points, _says in signs) + (_USED if layout.uses else 0)

    made = [one for one in found if sum(points for points, _says in one[1]) >= _NEEDED]
    layout, signs = max(made or found, key=rank)
    if sum(points for points, _says in signs) < _NEEDED:
        return None
    return Choice(wanted.kind, layout, _("it {says}", says=_joined([says for _points, says in signs if says])))


def _joined(clauses: Sequence[str]) -> str:
    *most, last = clauses
    return _("{most} and {last}", most=", ".join(most), last=last) if most else last


def _choice(wanted: _Wanted, ranked: Sequence[_Served]) -> Choice:
    return next((choice for served in ranked for choice in _in_one(wanted, served)), None) or _at_last(wanted, ranked)


def _in_one(wanted: _Wanted, served: _Served) -> Iterator[Choice]:
    """What one master has for a kind, the best first."""
    if wanted.kind in served.own:
        yield served.own[wanted.kind]
    for other in wanted.fallbacks:
        if other != wanted.kind and other in served.own:
            kind = other.removesuffix("_")
            why = _("no layout is made for it, and this one is for {kind}", kind=kind)
            yield Choice(wanted.kind, served.own[other].layout, why)


def _at_last(wanted: _Wanted, ranked: Sequence[_Served]) -> Choice:
    why = _("no layout is made for it, and this one has the most room")
    return Choice(wanted.kind, ranked[0].roomiest, why)


# --- what one sees of a layout at a glance ---


@dataclass(frozen=True)
class _Traits:
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
        return tuple(one for one in self.writings if not self._is_line(one))

    @cached_property
    def writings(self) -> tuple[Placeholder, ...]:
        """The same with those that hold one line."""
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
        """Whether there is a title, perhaps with a line above or under it, and nothing else."""
        return self.titled and sum(not self._is_line(one) for one in self.content) == 1

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
        return self.heading and not self.centred and not self.lists and len(self.content) == 2 and bool(self.writings)

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

    def _is_line(self, one: Placeholder) -> bool:
        return one.role == "body" and one.box is not None and one.box.h < _LINE * self.slide.h

    def _share(self, one: Placeholder) -> float:
        """Of the slide; one whose place is unknown may be large."""
        return 1.0 if one.box is None else one.box.area / self.slide.area


# --- by what a person would know which layout is for what ---


class _Sign(NamedTuple):
    """Something to be seen of a layout."""

    points: int
    says: str
    """What a sentence about the layout says of it; empty for what speaks against it."""
    holds: Callable[[_Traits], bool]


@dataclass(frozen=True)
class _Wanted:
    """What a kind of slide looks for."""

    kind: str
    types: Mapping[str, int] = field(default_factory=dict)
    """Points by ST_SlideLayoutType."""
    signs: tuple[_Sign, ...] = ()
    fallbacks: tuple[str, ...] = ()
    """The kinds whose layouts serve where none is made for it, the best first."""

    def found(self, traits: _Traits) -> Iterator[tuple[int, str]]:
        """The points that a layout has for its signs, and against, each with what is said of it."""
        if points := self.types.get(traits.layout.type, 0):
            yield points, _("is of the type “{type}”", type=traits.layout.type)
        if self.kind in traits.named:
            yield _NAME, _("is called so")
        elif traits.named:
            yield _OTHER_NAME, ""
        yield from ((one.points, _(one.says) if one.says else "") for one in self.signs if one.holds(traits))


_NO_TITLE = _Sign(-6, "", lambda traits: not traits.titled)
_UPRIGHT = _Sign(_VERTICAL, "", lambda traits: traits.vertical)
_NO_QUOTES = _Sign(-8, "", lambda traits: traits.layout.quoting)
_USUAL = (_NO_TITLE, _UPRIGHT, _NO_QUOTES)
_NO_LIST = _Sign(-3, "", lambda traits: traits.lists > 0)
_NO_SUBTITLE = _Sign(-3, "", lambda traits: traits.subtitled)
_NO_PICTURE = _Sign(-2, "", lambda traits: traits.pictures > 0)
_NOT_TWO = _Sign(-3, "", lambda traits: len(traits.texts) > 1)
_NOT_THREE = _Sign(-2, "", lambda traits: len(traits.texts) > 2)
_ROOM = ("title_only", "content", "two_content", "section", "title", "picture")

WANTED: Mapping[str, _Wanted] = {
    wanted.kind: wanted
    for wanted in (
        _Wanted(
            "title",
            {"title": 5},
            (
                _Sign(3, mark("has a centred title"), lambda traits: traits.centred),
                _Sign(3, mark("has a subtitle"), lambda traits: traits.subtitled),
                _Sign(2, mark("has a large title over a text"), lambda traits: traits.heading_with_text),
                _Sign(2, mark("comes first, with a large title"), lambda traits: traits.first and traits.heading),
                _NO_LIST,
                *_USUAL,
            ),
            ("section", *_ROOM),
        ),
        _Wanted("agenda", {}, _USUAL, _ROOM),
        _Wanted(
            "section",
            {"secHead": 5},
            (
                _Sign(4, mark("has a large title with a text"), lambda traits: traits.heading_with_text),
                _Sign(
                    1, mark("has a large title"), lambda traits: traits.heading and traits.bare and not traits.centred
                ),
                _NO_LIST,
                _NO_SUBTITLE,
                _NO_PICTURE,
                *_USUAL,
            ),
            ("title", *_ROOM),
        ),
        _Wanted(
            "content",
            {"obj": 5, "tx": 5},
            (
                _Sign(4, mark("has a title and one text"), lambda traits: traits.one_list),
                _NO_SUBTITLE,
                _NO_PICTURE,
                _NOT_TWO,
                *_USUAL,
            ),
            _ROOM,
        ),
        _Wanted(
            "two_content",
            {"twoObj": 5, "twoColTx": 5, "txAndObj": 3, "objAndTx": 3, "twoTxTwoObj": 2},
            (
                _Sign(4, mark("has two texts side by side"), lambda traits: traits.columns),
                _NOT_THREE,
                _NO_PICTURE,
                *_USUAL,
            ),
            _ROOM,
        ),
        _Wanted(
            "title_only",
            {"titleOnly": 5},
            (
                _Sign(4, mark("has a title and nothing else"), lambda traits: traits.bare and not traits.centred),
                _Sign(-4, "", lambda traits: not traits.bare),
                _Sign(-2, "", lambda traits: traits.heading),
                *_USUAL,
            ),
            _ROOM,
        ),
        _Wanted("questions", {}, _USUAL, _ROOM),
        _Wanted("statement", {}, _USUAL, _ROOM),
        _Wanted("break_", {}, _USUAL, ("section", "title", *_ROOM)),
        _Wanted(
            "picture",
            {"picTx": 5},
            (
                _Sign(4, mark("has a place for a picture"), lambda traits: traits.pictures > 0),
                _Sign(-1, "", lambda traits: traits.pictures > 1),
                _Sign(-2, "", lambda traits: not traits.titled),
                _Sign(-6, "", lambda traits: traits.empty),
                _UPRIGHT,
            ),
            _ROOM,
        ),
        _Wanted(
            "blank",
            {"blank": 5},
            (
                _Sign(4, mark("has nothing to fill"), lambda traits: traits.empty),
                _Sign(-6, "", lambda traits: not traits.empty),
            ),
            _ROOM,
        ),
    )
}
"""By kind."""
