"""The table: a native one, its header in the theme's dark colour. What is too long for the box is for a table slide."""

from __future__ import annotations

from facilitator.canvas import tables
from facilitator.canvas.shapes import Box
from facilitator.canvas.shapes import Table as Drawn
from facilitator.canvas.style import Style
from facilitator.content.figures import Table

__all__ = ["draw"]


def draw(figure: Table, box: Box, style: Style) -> Drawn:
    """All rows in one table.

    Raises:
        DoesNotFit: they have no room at the smallest size.
    """
    return tables.table(figure.title, figure.grid, box, style)
