"""Native tables, without a table style of their own: fills and rules are the cells'."""

from __future__ import annotations

from facilitator.canvas.shapes import Cell, Line, Table
from facilitator.pptx import xml
from facilitator.pptx.colour import fill, stroke
from facilitator.pptx.drawing import Drawing
from facilitator.pptx.geometry import frame
from facilitator.pptx.text import Look, list_style, paragraphs

__all__ = ["table"]

_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's built-in »No Style, No Grid«."""


def _cell(cell: Cell, rule: Line, language: str, levels: str) -> str:
    body = cell.text
    left, top, right, bottom = body.insets
    look = Look(body.size, body.bold, False, body.colour, body.major)
    bare = stroke(None, "a:lnL") + stroke(None, "a:lnR") + stroke(None, "a:lnT")
    return (
        f"<a:tc><a:txBody><a:bodyPr/>{list_style(levels)}{paragraphs(body.paragraphs, look, language)}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{top}" marB="{bottom}" anchor="{body.anchor}">{bare}'
        f"{stroke(rule, 'a:lnB')}{fill(cell.fill)}</a:tcPr></a:tc>"
    )


def table(table: Table, on: Drawing) -> str:
    """``p:graphicFrame`` with a table whose first row is marked as its header."""
    columns = "".join([f'<a:gridCol w="{width}"/>' for width in table.widths])
    rows = "".join(
        [
            f'<a:tr h="{height}">{"".join([_cell(cell, table.rule, on.language, on.levels) for cell in row])}</a:tr>'
            for height, row in zip(table.heights, table.rows, strict=True)
        ]
    )
    alt = f' descr="{xml.attribute(table.alt)}"' if table.alt else ""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{next(on.ids)}" name="{xml.attribute(table.name)}"{alt}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'{frame(table.box, tag="p:xfrm")}<a:graphic><a:graphicData uri="{_URI}"><a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
