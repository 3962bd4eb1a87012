"""Figures, one module per kind, found by the kind's name: ``draw(figure, box, style) -> Group``."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from facilitator.canvas.shapes import Box, Group
from facilitator.canvas.style import Style
from facilitator.content.figures import AnyFigure, Item

__all__ = ["alternative_text", "draw"]


def draw(figure: AnyFigure, box: Box, style: Style) -> Group:
    """The figure as one named group of native shapes inside ``box``.

    Raises:
        DoesNotFit: its text has no room at the smallest size.
    """
    group: Group = import_module(f"{__name__}.{figure.kind}").draw(figure, box, style)
    return replace(group, alt=alternative_text(figure, style))


def alternative_text(figure: AnyFigure, style: Style) -> str:
    """What the figure says, for those who cannot see it: the author's words, or made from the content."""
    return figure.alt or style.terms.figure_alt.format(title=figure.title, parts=" ".join(map(_sentence, figure.parts)))


def _sentence(item: Item) -> str:
    details = [text.rstrip(".") for text in (item.text, *item.points) if text]
    return f"{item.title}: {'; '.join(details)}." if details else f"{item.title}."
