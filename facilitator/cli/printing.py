"""What is to be printed: how many pages of which file, and what to set in the print dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitator.content.terms import Terms
from facilitator.made import Made

__all__ = ["to_print"]


def to_print(made: Iterable[Made], terms: Terms) -> Iterator[str]:
    """Lines for the terminal, in the agenda's language; none when there is nothing to print."""
    words = terms.printing
    pages = [one for one in made if one.name.endswith(".pdf")]
    if pages:
        yield ""
        yield words.heading
    for one in pages:
        yield (words.page if one.pages == 1 else words.pages).format(name=one.name, count=one.pages)
        yield from (f"  {line}" for line in one.told)
