"""Fills in the texts of an agenda: names from its ``data`` between double braces, and choices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from facilitator.messages import Place, Problem, Problems, _

if TYPE_CHECKING:
    from facilitator.text.sandbox import Templates

__all__ = ["MOST", "REFERENCES", "Filler", "has_marks", "may_refer", "names_in"]

MOST = 1_000_000
"""Characters that all texts of a file together may be filled to."""

REFERENCES: Mapping[str, str] = {"form": "forms", "cards": "cards"}
"""What a text may refer to by name, to have its title: ``{{ form('handleplan') }}``; and of which kind it is."""

_MARK = re.compile(r"\{[{%#]")


@dataclass(frozen=True)
class Filler:
    """Fills texts from ``data``; ``locale`` is the language tag of their dates and clock times, such as ``da-DK``."""

    data: Mapping[str, Any]
    locale: str
    titles: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    """What looks up the titles of `REFERENCES`, and raises `Problems` where there is none of a name."""
    _filled: Counter[str] = field(default_factory=Counter, repr=False)
    """How much has been filled in so far."""

    def fill(self, text: str, place: Place | None = None) -> str:
        """The text with its names and choices filled in; ``place`` is where its value begins.

        Raises:
            Problems: a name is not among the data, or the text is more than names, filters, choices, and one loop.
        """
        if not has_marks(text):
            return text
        if self._filled["characters"] > MOST:
            return text  # It has been told.
        try:
            filled = self._templates.fill(text)
        except Problems as error:
            raise Problems(_moved(problem, place, text) for problem in error.problems) from None
        self._filled["characters"] += len(filled)
        if self._filled["characters"] > MOST:
            raise Problems.one(
                _("the filled texts become too long"), _("expected at most {most} characters", most=MOST), place=place
            )
        return filled

    @cached_property
    def _templates(self) -> Templates:
        # Jinja takes longer to import than most texts to fill, and many agendas have nothing to fill in.
        from facilitator.text.sandbox import Templates

        return Templates(self.data, self.locale, self.titles)


def _moved(problem: Problem, place: Place | None, text: str) -> Problem:
    """The problem in the file: its place counted lines from the start of the text.

    A text with line ends is a YAML block: it starts on the line after its ``|``, and that is where its value begins.
    """
    if not place or not place.line or not problem.place or "\n" not in text:
        return replace(problem, place=place)
    return replace(problem, place=replace(place, line=place.line + problem.place.line))


def has_marks(text: str) -> bool:
    """Whether there may be something to fill in."""
    return _MARK.search(text) is not None


def may_refer(text: str) -> bool:
    """Whether a text with marks may ask for the title of something else."""
    return any(word in text for word in REFERENCES)


def names_in(text: str) -> frozenset[str]:
    """The names that a text asks for; none when it cannot be understood."""
    return _names_in(text) if has_marks(text) else frozenset()


@lru_cache(maxsize=1024)
def _names_in(text: str) -> frozenset[str]:
    from jinja2 import Environment, TemplateError, nodes
    from jinja2.meta import find_undeclared_variables

    try:
        tree = Environment(autoescape=True).parse(text)
        called = {call.node.name for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
        return frozenset(find_undeclared_variables(tree) - called.intersection(REFERENCES))
    except (TemplateError, ValueError, RecursionError):
        return frozenset()
