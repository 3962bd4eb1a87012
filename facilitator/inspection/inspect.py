"""One inspection: a file opened, every rule asked, the findings in the order of the slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.inspection.contrast import contrast
from facilitator.inspection.finding import Finding
from facilitator.inspection.integrity import (
    content_types,
    layout,
    relationships,
    shape_ids,
    slide_ids,
    too_many_shapes,
)
from facilitator.inspection.legibility import text_fits, text_size
from facilitator.inspection.screen_reader import (
    alternative_text,
    empty_placeholder,
    language,
    reading_order,
    table_header,
    title,
    unique_title,
)
from facilitator.office.presentation import Presentation, Slide, open_presentation
from facilitator.office.shapes import FURNITURE

__all__ = ["DECK_RULES", "RULES", "Report", "inspect"]

# A rule is a function from a slide (or the deck) to findings; a new one is a function and its name here.
DECK_RULES: tuple[Callable[[Presentation], Iterator[Finding]], ...] = (relationships, content_types, slide_ids)
"""What is asked once."""

RULES: tuple[Callable[[Slide], Iterator[Finding]], ...] = (
    layout,
    shape_ids,
    too_many_shapes,
    title,
    unique_title,
    alternative_text,
    reading_order,
    table_header,
    contrast,
    empty_placeholder,
    language,
    text_size,
    text_fits,
)
"""What is asked of every slide."""


@dataclass(frozen=True)
class Report:
    """What was inspected, and what was found."""

    titles: tuple[str, ...]
    """Of all slides; empty where there is none."""
    findings: tuple[Finding, ...]


def inspect(path: Path) -> Report:
    """Everything that the rules have against the PowerPoint file at ``path``.

    Raises:
        Problems: it cannot be opened, is no PowerPoint file, or a part of it is damaged.
    """
    with open_presentation(path) as deck:
        deck.package.parts.read_through()
        findings = [found for rule in DECK_RULES for found in _named(rule.__name__, rule(deck))]
        told: set[tuple[str, str, str]] = set()
        for slide in deck.slides():
            found = [one for rule in RULES for one in _named(rule.__name__, rule(slide))]
            findings += _once(found, slide, told)
        return Report(tuple(deck.titles), tuple(findings))


def _once(findings: Iterable[Finding], slide: Slide, told: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """The findings without those on footers, dates, and numbers that have been told of another slide."""
    feet = {shape.name for shape in slide.placeholders if shape.role in FURNITURE}
    for found in findings:
        known = (found.rule, found.shape, found.what)
        if found.shape not in feet or known not in told:
            yield found
        if found.shape in feet:
            told.add(known)


def _named(rule: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the name of their rule."""
    return (replace(found, rule=rule) for found in findings)
