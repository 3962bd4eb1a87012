"""Which layout of a template serves which kind of slide, and why: an answer for every kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from facilitator.canvas.own_layouts import LAYOUTS
from facilitator.canvas.shapes import Box
from facilitator.house_templates.model import Layout, Master, Template
from facilitator.house_templates.signs import NEEDED, WANTED, Wanted
from facilitator.house_templates.traits import Traits

__all__ = ["KINDS", "Choice", "choose"]

KINDS = tuple(LAYOUTS)
"""The kinds of our own design, in its order."""
_WHOLE_SET = frozenset(["title", "content", "title_only"])
"""What a master must have to make a deck with."""


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
    served = [_Served(master, template.slide) for master in template.masters if master.layouts]
    ranked = sorted(served, key=_rank)
    return {kind: _choice(WANTED[kind], ranked) for kind in KINDS}


@dataclass(frozen=True)
class _Served:
    """A master, with the kinds that it has layouts of their own for."""

    master: Master
    slide: Box

    @cached_property
    def own(self) -> dict[str, Choice]:
        """The best layout that is made for a kind, by kind."""
        seen = [Traits(layout, self.slide, place == 0) for place, layout in enumerate(self.master.layouts)]
        best = (_best(wanted, seen) for wanted in WANTED.values())
        return {choice.kind: choice for choice in best if choice is not None}

    @property
    def roomiest(self) -> Layout:
        return max(self.master.layouts, key=lambda layout: layout.content.area)


def _rank(served: _Served) -> tuple[bool, int, int]:
    """The best one first; the order of the file decides among equals."""
    return not served.own.keys() >= _WHOLE_SET, -served.master.uses, -len(served.own)


def _best(wanted: Wanted, seen: Sequence[Traits]) -> Choice | None:
    found = [(traits.layout, list(wanted.found(traits))) for traits in seen]
    layout, signs = max(found, key=lambda one: sum(sign.points for sign in one[1]))
    if sum(sign.points for sign in signs) < NEEDED:
        return None
    return Choice(wanted.kind, layout, f"it {_joined([sign.says for sign in signs if sign.says])}")


def _joined(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"{', '.join(clauses[:-1])} and {clauses[-1]}"


def _choice(wanted: Wanted, ranked: Sequence[_Served]) -> Choice:
    return next((choice for served in ranked for choice in _in_one(wanted, served)), None) or _at_last(wanted, ranked)


def _in_one(wanted: Wanted, served: _Served) -> Iterator[Choice]:
    """What one master has for a kind, the best first."""
    if wanted.kind in served.own:
        yield served.own[wanted.kind]
    for other in wanted.fallbacks:
        if other != wanted.kind and other in served.own:
            why = f"no layout is made for it, and this one is for {other.removesuffix('_')}"
            yield Choice(wanted.kind, served.own[other].layout, why)


def _at_last(wanted: Wanted, ranked: Sequence[_Served]) -> Choice:
    return Choice(wanted.kind, ranked[0].roomiest, "no layout is made for it, and this one has the most room")
