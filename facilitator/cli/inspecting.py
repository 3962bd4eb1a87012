"""`facilitator check` on a PowerPoint file: the findings, slide by slide."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facilitator.cli.as_json import print_json
from facilitator.cli.progress import progress

if TYPE_CHECKING:
    from facilitator.inspection import Finding, Report

__all__ = ["check_deck", "is_deck"]

_ENDINGS = frozenset([".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm", ".ppt"])
"""An old ``.ppt`` cannot be inspected, but is told how to be saved."""
_OF_AGENDAS = {"settings": "--set", "data": "--data", "start": "--start", "date": "--date"}


def is_deck(name: str) -> bool:
    """Whether what the user names is a PowerPoint file, by its ending."""
    return Path(name).suffix.lower() in _ENDINGS


def check_deck(name: str, options: Mapping[str, object], *, as_json: bool) -> int:
    """Inspect a deck and tell the findings; the exit code: 1 when there are any, else 0.

    Args:
        name: the path.
        options: those of an agenda, none of which a deck takes; where names are looked up makes no difference.
        as_json: tell the findings as JSON.

    Raises:
        Problems: the file cannot be opened.
    """
    from facilitator.inspection import inspect

    given = [option for key, option in _OF_AGENDAS.items() if options.get(key)]
    if given:
        raise click.UsageError(f"{given[0]} is for an agenda; “{name}” is a deck")
    with progress(f"Checking {name}"):
        report = inspect(Path(name))
    if as_json:
        print_json(_table(name, report))
    else:
        _print(name, report)
    return int(bool(report.findings))


def _table(name: str, report: Report) -> dict[str, object]:
    """The report as plain data."""
    return {
        "file": name,
        "slides": len(report.titles),
        "findings": [
            {"slide": one.slide or None, "shape": one.shape, "rule": one.rule, "what": one.what, "do": one.mend}
            for one in report.findings
        ],
    }


def _print(name: str, report: Report) -> None:
    """The findings under the slides that they are on, and how many there are."""
    for slide, findings in groupby(report.findings, key=lambda one: one.slide):
        click.echo(_head(slide, report))
        for one in findings:
            click.echo(f"  {_sentence(one)}; {one.mend}")
    slides, found = len(report.titles), len(report.findings)
    count = f"{found} finding{'s' if found > 1 else ''}" if found else "no findings"
    click.echo(f"{name}: {slides} slides, {count}")


def _head(slide: int, report: Report) -> str:
    if slide == 0:
        return "the file"
    title = report.titles[slide - 1]
    return f"slide {slide}: {_shown(title)}" if title else f"slide {slide}"


def _sentence(finding: Finding) -> str:
    return _shown(f"“{finding.shape}” {finding.what}" if finding.shape else finding.what)


def _shown(text: str) -> str:
    """Words out of the deck, without signs that a terminal would obey."""
    from facilitator.problems import printable

    return printable(text)
