"""What is told of a build: how many pages of which file, what to set in the print dialogue, and what is to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from facilitator.content.terms import Terms
from facilitator.made import Made

__all__ = ["still_examples", "to_print"]


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


def still_examples(examples: Iterable[Mapping[str, Any]], terms: Terms) -> list[str]:
    """A line on the values that the author has not replaced by their own; none when there are none."""
    names = {name: value for mapping in examples for name, value in mapping.items()}
    told = ", ".join(f"{name} ({value})" for name, value in names.items())
    return [terms.examples.format(names=told)] if told else []
