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

from facilitator.colours import rgb_of
from facilitator.content.theme import Theme
from facilitator.print import word

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

__all__ = [
    "PITCH",
    "add_gap",
    "add_row",
    "add_rule",
    "hair",
    "headed",
    "set_lines",
    "set_padding",
    "set_room",
    "set_styles",
]

PITCH = 8.5
"""Millimetres from one line to write on to the next."""
_FAINT, _HAIR, _DOTS, _SOFT = 75, 45, 50, 8
"""Per cent of a colour of the theme: hints, the lines of tables and boxes, lines to write on, headings of columns."""
_RULE = 24
"""Millimetres of the rule under the title."""


def set_styles(document: Document, theme: Theme) -> None:
    """Add the styles ``Form …`` to a document that has the house's own."""
    dark = theme.colours.dk2
    document.styles["Title"].font.size, document.styles["Heading 1"].font.size = Pt(22), Pt(14)
    document.styles["Title"].paragraph_format.space_after = Pt(3)
    _add_rule(document, theme.colours.accent1)
    _add_style(document, "Form Head", before=10, after=8)
    label = document.styles.add_style("Form Label", WD_STYLE_TYPE.CHARACTER)
    label.font.bold, label.font.size, label.font.color.rgb = True, Pt(10), RGBColor.from_string(dark.upper())
    question = _add_style(document, "Form Question", bold=True, colour=dark, before=10)
    question.paragraph_format.keep_with_next = True
    number = document.styles.add_style("Form Number", WD_STYLE_TYPE.CHARACTER)
    number.font.bold, number.font.color.rgb = True, RGBColor.from_string(theme.colours.accent1.upper())
    hint = document.styles.add_style("Form Hint", WD_STYLE_TYPE.CHARACTER)
    hint.font.bold, hint.font.size = False, Pt(10)
    hint.font.color.rgb = RGBColor(*rgb_of(theme.colours.dk1, alpha=_FAINT))
    _add_style(document, "Form Box", size=12, bold=True, colour=dark, after=2).paragraph_format.line_spacing = 1
    _add_style(document, "Form Words").paragraph_format.line_spacing = 1
    tip = _add_style(document, "Form Tip", size=10, colour=theme.colours.accent1, after=3)
    tip.font.italic = True
    _add_style(document, "Form Gap", size=2).paragraph_format.line_spacing = Pt(3)
    _add_style(document, "Form Source", size=9, after=4)
    tick = _add_style(document, "Form Tick", after=1).paragraph_format
    tick.line_spacing = 1
    tick.left_indent, tick.first_line_indent = Mm(7), Mm(-7)
    tick.tab_stops.add_tab_stop(Mm(7))
    _add_lines(document, _part_of(theme.colours.dk1, _DOTS))
    for name in ("List Bullet", "Table Text", "Table Heading"):
        document.styles[name].font.size = Pt(10)
    points = document.styles["List Bullet"].paragraph_format
    points.line_spacing = 1
    points.space_after, points.left_indent, points.first_line_indent = Pt(2), Mm(4), Mm(-4)


def _part_of(colour: str, share: int) -> str:
    """So many per cent of a colour (RRGGBB) on white paper."""
    return "{:02X}{:02X}{:02X}".format(*rgb_of(colour, alpha=share))


def hair(theme: Theme) -> str:
    """The colour (RRGGBB) of the lines of tables and boxes."""
    return _part_of(theme.colours.dk2, _HAIR)


def headed(theme: Theme) -> str:
    """The colour (RRGGBB) behind the headings of a table's columns, as on paper."""
    return _part_of(theme.colours.dk2, _SOFT)


def _add_lines(document: Document, colour: str) -> None:
    """The style of a line to write on: dots under every paragraph, between neighbours too."""
    line = _add_style(document, "Form Line")
    line.paragraph_format.line_spacing = Mm(PITCH)
    _set_borders(line, [word.border(side, colour, 6, "dotted") for side in ("bottom", "between")])


def _add_rule(document: Document, colour: str) -> None:
    """The style of the short rule under the title."""
    rule = _add_style(document, "Form Rule", size=1, after=6)
    rule.paragraph_format.line_spacing = Pt(2)
    _set_borders(rule, [word.border("top", colour, 16)])


def _set_borders(style: Any, sides: Iterable[Any]) -> None:
    borders = OxmlElement("w:pBdr")
    borders.extend(sides)
    style.element.get_or_add_pPr().insert_element_before(borders, "w:spacing")


def add_rule(document: Document) -> None:
    """The rule, as long as it is on paper."""
    rule = word.line(document, style="Form Rule")
    rule.paragraph_format.right_indent = word.inner_width(document.sections[0]) - Mm(_RULE)


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


_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
"""Of a table, in the order of the schema (ECMA-376 17.4.38)."""


def set_lines(table: Table, colour: str = "") -> None:
    """Lines in a colour (RRGGBB) around every cell, which make it a field to fill in; none without a colour."""
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    for line in list(borders):
        borders.remove(line)
    borders.extend(word.border(side, colour) for side in (_SIDES if colour else ()))


def set_padding(table: Table, padding: int) -> None:
    """This much room (twentieths of a point) around what stands in the cells; the outer lines lie on the margins, as
    today's Word has it.
    """
    for margin in table._tbl.tblPr.find(qn("w:tblCellMar")):
        margin.set(qn("w:w"), str(padding))


def set_room(cell: Any, **sides: int | None) -> None:
    """This much room (twentieths of a point) on these sides of what stands in a cell; None is the table's."""
    found = [(side, width) for side, width in sides.items() if width is not None]
    if not found:
        return
    margins = OxmlElement("w:tcMar")
    for side, width in found:
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    cell._tc.get_or_add_tcPr().insert_element_before(
        margins, "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def add_row(table: Any, height: float = 0) -> Any:
    """One more row, at least ``height`` mm high, that no page end divides."""
    row = table.add_row()
    word.whole_row(row)
    if height:
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(height)
    return row


def add_gap(table: Any, height: float) -> None:
    """An empty row, ``height`` mm high."""
    row = add_row(table)
    row.height_rule, row.height = WD_ROW_HEIGHT_RULE.EXACTLY, Mm(height)
    for cell in row.cells:
        word.paragraph(cell, style="Form Gap")
