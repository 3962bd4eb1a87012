"""Fills in the texts of an agenda: names from its ``data`` between double braces, and choices."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from facilitator.problems import Place, Problems

if TYPE_CHECKING:
    from facilitator.text.templates import Templates

__all__ = ["Filler"]

_MARK = re.compile(r"\{[{%#]")


@dataclass(frozen=True)
class Filler:
    """Fills texts from ``data``; ``locale`` is the language tag of their dates and clock times, such as ``da-DK``."""

    data: Mapping[str, Any]
    locale: str

    def fill(self, text: str, place: Place | None = None) -> str:
        """The text with its names and choices filled in; ``place`` is where its value begins.

        Raises:
            Problems: a name is not among the data, or the text is more than names, filters, choices, and one loop.
        """
        if not _MARK.search(text):
            return text
        from facilitator.text.faults import Faults

        try:
            return self._templates.fill(text)
        except Faults as error:
            raise Problems(
                replace(fault.problem, place=place and _moved(place, text, fault.line)) for fault in error.faults
            ) from None

    @cached_property
    def _templates(self) -> Templates:
        # Jinja takes longer to import than most texts to fill, and many agendas have nothing to fill in.
        from facilitator.text.templates import Templates

        return Templates(self.data, self.locale)


def _moved(place: Place, text: str, line: int) -> Place:
    """The place of a text's line, counted from 1.

    A text with line ends is a YAML block: it starts on the line after its ``|``, and that is where its value begins.
    """
    return replace(place, line=place.line + line) if place.line and "\n" in text else place
