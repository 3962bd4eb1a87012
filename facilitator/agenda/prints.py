"""The card sets and forms that blocks name: which there are, and which there are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from facilitator.agenda.ids import Path, walk
from facilitator.agenda.model import Agenda
from facilitator.library import Library
from facilitator.problems import Place, Problem, Problems

__all__ = ["missing_prints", "named"]

Kind = Literal["cards", "forms"]
_KINDS: tuple[Kind, ...] = ("cards", "forms")


def named(agenda: Agenda, kind: Kind) -> list[str]:
    """Every one of that kind that a block uses, once, in the order of the day."""
    return list(dict.fromkeys(name for _, block in walk(agenda.blocks) for name in getattr(block, kind)))


def missing_prints(agenda: Agenda, library: Library, place: Callable[[Path], Place]) -> Iterator[Problem]:
    """Every name that the library does not have, with its place."""
    for path, block in walk(agenda.blocks):
        for kind in _KINDS:
            for number, name in enumerate(getattr(block, kind)):
                try:
                    library.find(kind, name, place((*path, kind, number)))
                except Problems as error:
                    yield from error.problems
