"""Contrast of text against what is behind it (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.canvas.colours import LARGE_TYPE, READABLE, READABLE_LARGE
from facilitator.canvas.colours import contrast as ratio
from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.surfaces import Surfaces
from facilitator.office.texts import Run, Text

__all__ = ["contrast"]

_LARGE_BOLD = 14
"""Points from which on bold text is large."""


def contrast(slide: Slide) -> Iterator[Finding]:
    """At least 4.5:1, large text (18 pt, or 14 pt in bold) 3:1. What cannot be known is not judged."""
    surfaces = Surfaces(slide)
    for text in slide.texts:
        low = [(found, run) for found, run in _ratios(surfaces, text) if found < _needed(run)]
        if low:
            found, run = min(low)
            what = f"has text with too little contrast, {found:.1f}:1: “{_begin(run.text)}”"
            mend = f"take a darker or lighter colour: at least {_needed(run):g}:1"
            yield Finding(slide.number, text.shape.name, what, mend)


def _ratios(surfaces: Surfaces, text: Text) -> Iterator[tuple[float, Run]]:
    runs = [run for run in text.runs if run.look.paint is not None]
    behind = surfaces.ground(text) if runs else None
    if behind is None:
        return
    for run in runs:
        if run.look.paint is not None:
            # Rounded down to a tenth, as it is told: 4.46 is told as 4.4.
            yield int(10 * ratio(run.look.paint.over(behind).rgb, behind.rgb)) / 10, run


def _needed(run: Run) -> float:
    return READABLE_LARGE if run.look.size >= (_LARGE_BOLD if run.look.bold else LARGE_TYPE) else READABLE


def _begin(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:39]}…"
