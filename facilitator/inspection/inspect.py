"""One inspection: a file opened, every rule asked, the findings in the order of the slides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.inspection.finding import Finding
from facilitator.inspection.rules import DECK_RULES, RULES
from facilitator.office import open_package
from facilitator.office.deck import Deck

__all__ = ["Report", "inspect"]


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
    with open_package(path) as package:
        package.parts.read_through()
        deck = Deck(package)
        findings = [found for rule in DECK_RULES for found in _named(rule.__name__, rule(deck))]
        for slide in deck.slides():
            findings += [found for rule in RULES for found in _named(rule.__name__, rule(slide))]
        return Report(tuple(deck.titles), tuple(findings))


def _named(rule: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the name of their rule."""
    return (replace(found, rule=rule) for found in findings)
