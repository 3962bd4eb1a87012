"""Figures, one module per kind, found by the kind's name: ``draw(figure, box, style) -> Group`` (or a native table)."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from facilitator.canvas.shapes import Box, Group, Table
from facilitator.canvas.style import Style
from facilitator.content.figures import AnyFigure, Item

__all__ = ["alternative_text", "draw"]


def draw(figure: AnyFigure, box: Box, style: Style) -> Group | Table:
    """The figure as one named group of native shapes, or one native table, inside ``box``.

    Raises:
        DoesNotFit: its text has no room at the smallest size.
    """
    drawn: Group | Table = import_module(f"{__name__}.{figure.kind}").draw(figure, box, style)
    return replace(drawn, alt=alternative_text(figure, style))


def alternative_text(figure: AnyFigure, style: Style) -> str:
    """What the figure says, for those who cannot see it: the author's words, or made from the content."""
    said = figure.alt or style.terms.figure_alt.format(title=figure.title, parts=" ".join(map(_sentence, figure.parts)))
    marked = ", ".join(part.title for number, part in enumerate(figure.parts) if number in (style.marked or ()))
    return f"{said} {style.terms.figure_marked.format(parts=marked)}" if marked else said


def _sentence(item: Item) -> str:
    details = [text.rstrip(".") for text in (item.text, *item.points) if text]
    return f"{item.title}: {'; '.join(details)}." if details else f"{item.title}."
