"""Tables in Word that are there to be written in: lines on every side, room around the text, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from facilitator.print import word
from facilitator.print.forms.word_styles import border

if TYPE_CHECKING:
    from docx.table import Table

__all__ = ["add_row", "set_lines", "set_padding"]

_HAIR = "9AA3A8"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
"""Of a table, in the order of the schema (ECMA-376 17.4.38)."""


def set_lines(table: Table, sides: Iterable[str] = _SIDES) -> None:
    """Lines on these sides and no others; all of them make every cell a field to fill in."""
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    for line in list(borders):
        borders.remove(line)
    for side in sides:
        borders.append(border(side, _HAIR))


def set_padding(table: Table, padding: int) -> None:
    """This much room (twentieths of a point) around what stands in the cells, and the outer lines on the margins."""
    properties = table._tbl.tblPr
    for margin in properties.find(qn("w:tblCellMar")):
        margin.set(qn("w:w"), str(padding))
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(padding))
    indent.set(qn("w:type"), "dxa")
    properties.find(qn("w:tblBorders")).addprevious(indent)


def add_row(table: Any, height: float = 0) -> Any:
    """One more row, at least ``height`` mm high, that no page end divides."""
    row = table.add_row()
    word.whole_row(row)
    if height:
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
    return row
