"""What Word pages of who meets whom have and others do not: a list in stripes for the wall, and slips to cut apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.shared import Mm, Pt, RGBColor

from facilitator.canvas import mm
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import Paragraph as Measured
from facilitator.canvas.shapes import Run as Letters
from facilitator.content.theme import Theme
from facilitator.print import Line, Slip, Slips, word
from facilitator.text import joined

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

__all__ = ["striped", "write_slips"]

_WHITE, _STRIPE = "FFFFFF", "F5F5F5"
_HIGH, _SIDES = 34, 4
"""mm: the least height of a slip, and what its words keep at their sides."""
_SIZES = (15, 14, 13, 12)
"""Points, of which the words have the first at which no slip is higher than the least, or the last."""
_NAME = 1.35
"""By how much larger the name is."""


def striped(table: Table, theme: Theme) -> None:
    """The headings of columns in white on the theme's dark colour, every second row on a tint, as on paper."""
    head, *rows = table.rows
    for cell in head.cells:
        word.shade(cell, theme.colours.dk2)
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor.from_string(_WHITE)
    for row in rows[1::2]:
        for cell in row.cells:
            word.shade(cell, _STRIPE)


def write_slips(
    made: Document, part: Slips, width: float, theme: Theme, fill: Callable[[Paragraph, Line], None]
) -> None:
    """Two side by side, with lines to cut along, from a new page on.

    Args:
        made: the document that they are added to.
        part: what they say.
        width: mm of the page inside its margins.
        theme: whose fonts and colours they have.
        fill: writes a line into a paragraph.
    """
    word.line(made, style="Table Text").paragraph_format.page_break_before = True
    table = word.table(made, [width / 2] * 2, lines=False)
    size = next((size for size in _SIZES if all(_stays(one, size, width / 2, theme) for one in part.slips)), _SIZES[-1])
    for number in range(0, len(part.slips), 2):
        row = word.row(table)
        row.height = Mm(_HIGH)
        for cell, slip in zip(row.cells, part.slips[number : number + 2], strict=False):
            word.outlined(cell, word.LINE)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            for run in word.paragraph(cell, slip.title, style="Table Large", bold=True).runs:
                run.font.size = Pt(round(_NAME * size))
                run.font.color.rgb = RGBColor.from_string(theme.colours.dk2)
            for line in slip.lines:
                told = word.paragraph(cell, style="Table Large")
                fill(told, line)
                for run in told.runs:
                    run.font.size = Pt(size)
            for each in cell.paragraphs:
                each.paragraph_format.left_indent = each.paragraph_format.right_indent = Mm(_SIDES)


def _stays(slip: Slip, size: float, width: float, theme: Theme) -> bool:
    """Whether a slip so wide (mm) with words of this size is no higher than slips are at least."""
    font, room = Font(theme.fonts.body, bold=True), mm(width - 2 * _SIDES)
    lines = [joined(" ", (one.text for one in line.texts)) for line in slip.lines]
    told = [(slip.title, _NAME * size), *((line, size) for line in lines)]
    high = sum(extent([Measured((Letters(text),))], round(room), points, font).height for text, points in told)
    return high <= mm(_HIGH)
