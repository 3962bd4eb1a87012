"""Figures, one module per kind, found by the kind's name: ``draw(figure, box, style) -> Group`` (or a native table)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from importlib import import_module

from facilitator.canvas import Box
from facilitator.canvas.shapes import Group, Table
from facilitator.canvas.text import Style
from facilitator.content.figures import AnyFigure
from facilitator.content.parts import Item

__all__ = ["alternative_text", "draw", "marking"]


_ENDS = ("?", "!", "…", ".”", ".«", "?«", "!«")
"""A sentence that ends so needs no full stop."""


def draw(figure: AnyFigure, box: Box, style: Style) -> Group | Table:
    """The figure as one named group of native shapes, or one native table, inside ``box``.

    Raises:
        DoesNotFit: its text has no room at the smallest size.
    """
    if style.marked is None:
        style = style.marking(number for number, part in enumerate(figure.parts) if part.marked)
    roles = tuple([part.role for part in figure.parts])
    if any(roles):
        style = replace(style, roles=roles)
    drawn: Group | Table = import_module(f"{__name__}.{figure.kind}").draw(figure, box, style)
    return replace(drawn, alt=alternative_text(figure, style))


def marking(figure: AnyFigure, titles: Collection[str], style: Style) -> Style:
    """The style in which the parts of these titles stand out, whatever the figure itself marks."""
    return style.marking(number for number, part in enumerate(figure.parts) if part.title in titles)


def alternative_text(figure: AnyFigure, style: Style) -> str:
    """What the figure says, for those who cannot see it: the author's words, or made from the content."""
    said = figure.alt or style.terms.figure_alt.format(title=figure.title, parts=" ".join(map(_sentence, figure.parts)))
    marked = ", ".join(part.title for number, part in enumerate(figure.parts) if number in (style.marked or ()))
    return f"{said} {style.terms.figure_marked.format(parts=marked)}" if marked else said


def _sentence(item: Item) -> str:
    details = "; ".join(text.rstrip(".") for text in (item.text, *item.inline_points) if text)
    said = f"{item.title}: {details}" if details else item.title
    return said if said.endswith(_ENDS) else f"{said}."
