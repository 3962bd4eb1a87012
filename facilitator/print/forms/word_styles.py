"""What only forms have in Word: styles for questions, hints, and lines to write on, and tables to be filled in.

One change to a style there changes them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from facilitator.content.theme import Theme
from facilitator.print import word

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

__all__ = ["add_row", "set_lines", "set_padding", "set_styles"]

_PITCH = 8.5
"""Millimetres from one line to write on to the next."""
_LINE = "B4BBBF"


def set_styles(document: Document, theme: Theme) -> None:
    """Add the styles ``Form …`` to a document that has the house's own."""
    dark = theme.colours.dk2
    _add_style(document, "Form Head", before=10, after=8)
    question = _add_style(document, "Form Question", bold=True, colour=dark, before=10)
    question.paragraph_format.keep_with_next = True
    hint = document.styles.add_style("Form Hint", WD_STYLE_TYPE.CHARACTER)
    hint.font.bold, hint.font.size = False, Pt(10)
    _add_style(document, "Form Box", size=12, bold=True, colour=dark, before=3, after=2)
    tip = _add_style(document, "Form Tip", size=10, colour=theme.colours.accent1, after=3)
    tip.font.italic = True
    _add_style(document, "Form Gap", size=4)
    _add_style(document, "Form Source", size=9, after=4)
    tick = _add_style(document, "Form Tick", size=10, after=3).paragraph_format
    tick.left_indent, tick.first_line_indent = Mm(7), Mm(-7)
    tick.tab_stops.add_tab_stop(Mm(7))
    _add_lines(document)
    for name in ("List Bullet", "Table Text", "Table Heading"):
        document.styles[name].font.size = Pt(10)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(2)


def _add_lines(document: Document) -> None:
    """The style of a line to write on: a _border under every paragraph, between neighbours too."""
    line = _add_style(document, "Form Line")
    line.paragraph_format.line_spacing = Mm(_PITCH)
    borders = OxmlElement("w:pBdr")
    for side in ("bottom", "between"):
        borders.append(_border(side, _LINE))
    line.element.get_or_add_pPr().insert_element_before(borders, "w:spacing")


def _border(side: str, colour: str) -> Any:
    """A hairline on one side of a paragraph or table."""
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{key}"), value)
    return line


def _add_style(
    document: Document,
    name: str,
    *,
    size: float | None = None,
    bold: bool = False,
    colour: str = "",
    before: float = 0,
    after: float = 0,
) -> Any:
    added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    added.base_style = document.styles["Normal"]
    added.quick_style = True
    added.font.bold = bold or None
    if size:
        added.font.size = Pt(size)
    if colour:
        added.font.color.rgb = RGBColor.from_string(colour.upper())
    added.paragraph_format.space_before, added.paragraph_format.space_after = Pt(before), Pt(after)
    return added


_HAIR = "9AA3A8"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
"""Of a table, in the order of the schema (ECMA-376 17.4.38)."""


def set_lines(table: Table, sides: Iterable[str] = _SIDES) -> None:
    """Lines on these sides and no others; all of them make every cell a field to fill in."""
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    for line in list(borders):
        borders.remove(line)
    for side in sides:
        borders.append(_border(side, _HAIR))


def set_padding(table: Table, padding: int) -> None:
    """This much room (twentieths of a point) around what stands in the cells; the outer lines lie on the margins, as
    today's Word has it.
    """
    for margin in table._tbl.tblPr.find(qn("w:tblCellMar")):
        margin.set(qn("w:w"), str(padding))


def add_row(table: Any, height: float = 0) -> Any:
    """One more row, at least ``height`` mm high, that no page end divides."""
    row = table.add_row()
    word.whole_row(row)
    if height:
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
    return row
