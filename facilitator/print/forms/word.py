"""A form as a Word file to make one's own: real headings, tables, and lists; how they look is in the styles.

Whoever wants wider lines or another colour changes the style (`word_styles`) once, in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm, Pt, RGBColor

from facilitator.canvas.fonts import Font
from facilitator.content.forms import (
    Box,
    Boxes,
    Cell,
    Credit,
    FigurePart,
    Form,
    Head,
    Heading,
    Lines,
    Part,
    Points,
    Prompt,
    TablePart,
    TextPart,
)
from facilitator.library import Library
from facilitator.print import word
from facilitator.print.forms.layout import GAP, LOW, MARGIN, Drawing, FormLayout, figure_width
from facilitator.print.forms.word_styles import (
    PITCH,
    add_gap,
    add_row,
    add_rule,
    hair,
    headed,
    set_lines,
    set_padding,
    set_room,
    set_styles,
)
from facilitator.print.typst import png
from facilitator.print.word_fit import longest_word, with_room
from facilitator.print.word_looks import add_box, footer, outlined, saved, shade
from facilitator.text import joined

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from facilitator.content.theme import Theme

__all__ = ["form_word"]

_BOX_GAP = 2
_GUTTER, _UNDER, _OFF = 4, 2.5, 5
"""Millimetres between boxes, under their lines, and between a line to write on and a figure."""
_EDGE = 15
"""Millimetres above and under what stands on a page, whose first line is higher than its letters."""
_OVER_MARK, _SMALL_MARK = 5, (36, 8)
"""mm: above a logo within the margin, and how wide and high it may be."""
_SIDES = ("top", "left", "bottom", "right")
_TICK = "☐"
_BOX_PADDING, _CELL_PADDING, _CELL_SIDES = 140, 80, 3.2
"""In twentieths of a point; mm that a cell keeps free across, lines and all."""
_SIGNALS = {"red": ("■", "B3261E", 11), "yellow": ("▲", "D39A00", 11), "green": ("●", "2E7D32", 14)}
"""A sign, its colour, and its size in points: it can be told without the colour too."""

_CONTENT = ("w:r", "w:hyperlink")
"""What a paragraph holds besides its properties."""

_Place = Any
"""What takes paragraphs: the document, or a cell of a table."""


@dataclass(frozen=True)
class _Sheet:
    """The document and what its parts need to know."""

    document: Document
    layout: FormLayout
    library: Library


def _mark(document: Document, theme: Theme) -> None:
    """The logo on pages behind the first, too, for they are handed out one by one: small, within the margin."""
    if theme.logo is None:
        return
    section = document.sections[0]
    section.header_distance = Mm(_OVER_MARK)
    line = section.header.paragraphs[0]
    line.alignment, line.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.RIGHT, Pt(0)
    if theme.sender:
        line.add_run("   ")
    word.add_logo(line, theme, theme.logo, _SMALL_MARK)


def form_word(layout: FormLayout, library: Library) -> bytes:
    """The form as a Word document, always the same bytes."""
    form, style = layout.form, layout.style
    locale = style.terms.locale
    document = word.document(style.theme, locale, form.title, paper=_paper(form), margin=MARGIN, more=set_styles)
    document.sections[0].top_margin = document.sections[0].bottom_margin = Mm(_EDGE)
    _mark(document, style.theme)
    sheet = _Sheet(document, layout, library)
    word.line(document, form.title, style="Title")
    add_rule(document)
    _texts(document, form.intro)
    for row in layout.heads:
        _heads(sheet, row)
    for part, drawn in zip(form.parts, layout.figures, strict=True):
        _WRITERS[type(part)](sheet, part, drawn)
    last = document.paragraphs[-1]
    if last.style is not None and last.style.name == "Form Gap":
        # Behind a table there is always a line; this one is not to begin a page.
        last.paragraph_format.line_spacing, last.paragraph_format.space_after = Pt(1), Pt(0)
    footer(document, layout.foot, style.terms.forms.page)
    return saved(document)


def _paper(form: Form) -> word.Paper:
    if form.paper == "letter":
        return "letter landscape" if form.orientation == "landscape" else "letter portrait"
    return form.orientation


# --- what parts are made of -----------------------------------------------------------------------------------------


def _texts(place: _Place, text: str, style: str = "Normal") -> None:
    """A paragraph for each that an empty line parts; line breaks stay."""
    for one in text.split("\n\n") if text else ():
        word.line(place, one, style=style)


def _bullets(place: _Place, points: Iterable[str]) -> None:
    for point in points:
        word.line(place, point, style="List Bullet")


def _writing(place: _Place, count: int) -> None:
    """Lines to write on: empty paragraphs whose style draws the line."""
    for _ in range(count):
        word.line(place, style="Form Line")


def _sign(paragraph: Paragraph, signal: str | None) -> None:
    """A traffic light before what stands in the paragraph."""
    if signal:
        sign, colour, size = _SIGNALS[signal]
        run = paragraph.add_run(f"{sign} ")
        run.font.color.rgb, run.font.size = RGBColor.from_string(colour), Pt(size)
        paragraph._p.insert_element_before(run._r, *_CONTENT)


def _heads(sheet: _Sheet, row: Sequence[Head]) -> None:
    """Labels with dotted lines behind them, side by side."""
    line = word.line(sheet.document, style="Form Head")
    stops = line.paragraph_format.tab_stops
    total = sum(head.width for head in row)
    at = 0.0
    for number, head in enumerate(row):
        gap = 0 if number == len(row) - 1 else 6
        at += sheet.layout.width * head.width / total
        stops.add_tab_stop(Mm(at - gap), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        word.written(line, joined("", (head.label, " ")), "Form Label")
        word.written(line, joined("", (head.value, "\t")))
        if gap:
            stops.add_tab_stop(Mm(at), WD_TAB_ALIGNMENT.LEFT)
            line.add_run("\t")


def _prompt(place: _Place, prompt: Prompt, number: int | None = None) -> None:
    asked = word.line(place, style="Form Question")
    if number is not None:
        word.written(asked, f"{number}. ", "Form Number")
    word.written(asked, prompt.text)
    if prompt.hint:
        word.written(asked, joined("", ("  ", prompt.hint)), "Form Hint")
    _writing(place, prompt.lines)


def _without_first(cell: _Cell) -> None:
    """Take away the empty paragraph that every cell begins with; something else stands in it by now."""
    if len(cell.paragraphs) > 1:
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)


# --- the parts ------------------------------------------------------------------------------------------------------


def _heading(sheet: _Sheet, part: Heading, drawn: Drawing | None) -> None:
    added = word.line(sheet.document, part.heading, style="Heading 1")
    added.paragraph_format.page_break_before = part.new_page or None
    _texts(sheet.document, part.text)


def _text(sheet: _Sheet, part: TextPart, drawn: Drawing | None) -> None:
    _texts(sheet.document, part.text)


def _points(sheet: _Sheet, part: Points, drawn: Drawing | None) -> None:
    _texts(sheet.document, part.lead)
    if not part.tick:
        _bullets(sheet.document, part.points)
        return
    for point in part.points:
        line = word.line(sheet.document, style="Form Tick")
        add_box(line)
        word.written(line, joined("", ("\t", point)))


def _table(sheet: _Sheet, part: TablePart, drawn: Drawing | None) -> None:
    size = sheet.layout.size_of(part)
    widths = _widths(sheet, part, size)
    table = word.table(sheet.document, widths, [column.title for column in part.table], size=size)
    set_lines(table, hair(sheet.layout.style.theme))
    set_padding(table, _CELL_PADDING)
    word.described(table, sheet.layout.form.title, ", ".join(column.title for column in part.table))
    for place, (cell, column) in enumerate(zip(table.rows[0].cells, part.table, strict=True)):
        _sign(cell.paragraphs[0], column.signal)
        if any(_is_tick(row[place]) for row in part.rows if place and place < len(row)):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        if column.text:
            word.paragraph(cell, column.text)
        shade(cell, headed(sheet.layout.style.theme))
    for cells in (*part.rows, *([[]] * part.blank), *([part.sums] if part.sums else [])):
        _row(table, cells, part.height, bold=cells is part.sums, size=size)
    word.line(sheet.document, style="Form Gap")


def _widths(sheet: _Sheet, part: TablePart, size: float) -> list[float]:
    """mm: the columns, as far as can be none narrower than its longest word."""
    total = sum(column.width for column in part.table)
    font = Font(sheet.layout.style.theme.fonts.body)
    bold = font.made(True)
    needed = []
    for place, column in enumerate(part.table):
        cells = [row[place] for row in part.rows if place < len(row)]
        titles = longest_word([column.title, *(cell.title or "" for cell in cells)], size, bold)
        texts = longest_word([column.text or "", *(cell.text for cell in cells)], size, font)
        needed.append(max(titles, texts) + _CELL_SIDES)
    return with_room([sheet.layout.width * column.width / total for column in part.table], needed)


def _row(table: Table, cells: Sequence[Cell], height: float, *, bold: bool, size: float) -> None:
    row = add_row(table, height)
    for place, (cell, content) in enumerate(zip(row.cells, cells, strict=False)):
        if place and _is_tick(content):
            made = word.paragraph(cell)
            made.alignment, cell.vertical_alignment = WD_ALIGN_PARAGRAPH.CENTER, WD_CELL_VERTICAL_ALIGNMENT.CENTER
            add_box(made)
        else:
            _fill(cell, content, bold=bold)
            for run in (run for line in cell.paragraphs for run in line.runs):
                run.font.size = run.font.size or Pt(size)
    for cell in row.cells[len(cells) :]:
        word.paragraph(cell)
    for cell in row.cells if height < LOW else ():
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _is_tick(content: Cell) -> bool:
    """Whether a cell is there to be ticked, and no more."""
    return content.text == _TICK and not content.title and not content.signal


def _fill(cell: _Cell, content: Cell, *, bold: bool) -> None:
    """Title and text, each a paragraph; the sign before the first."""
    if content.title:
        word.paragraph(cell, content.title, bold=True)
    if content.text or not content.title:
        word.paragraph(cell, content.text, bold=bold)
    _sign(cell.paragraphs[0], content.signal)


def _lines(sheet: _Sheet, part: Lines, drawn: Drawing | None) -> None:
    for number, prompt in enumerate(part.lines, 1):
        _prompt(sheet.document, prompt, number if part.numbered else None)


def _boxes(sheet: _Sheet, part: Boxes, drawn: Drawing | None) -> None:
    """A table with a narrow column between the boxes, and a low row; a box is a cell for its words, and under it one
    for its lines: those of boxes side by side are then at one height.
    """
    wide = (sheet.layout.width - _GUTTER * (part.columns - 1)) / part.columns
    table = word.table(sheet.document, [wide, *[_GUTTER, wide] * (part.columns - 1)])
    set_lines(table)
    set_padding(table, _BOX_PADDING)
    boxes = list(enumerate(part.boxes, 1))
    for first in range(0, len(boxes), part.columns):
        if first:
            add_gap(table, _GUTTER)
        _row_of_boxes(sheet, table, boxes[first : first + part.columns], part)
    word.line(sheet.document, style="Form Gap")


def _row_of_boxes(sheet: _Sheet, table: Table, boxes: Sequence[tuple[int, Box]], part: Boxes) -> None:
    colour, ruled = hair(sheet.layout.style.theme), max(box.lines for _, box in boxes)
    lines = ruled * PITCH + _UNDER if ruled else 0
    words = add_row(table, max(part.height - lines, 0))
    cells = words.cells[::2]
    for cell, (number, box) in zip(cells, boxes, strict=False):
        _box(cell, box, number if part.numbered else None)
        outlined(cell, colour, ("top", "left", "right") if ruled else _SIDES)
        set_room(cell, bottom=0 if ruled else None)
    if not ruled:
        return
    for line in (line for cell in cells for line in cell.paragraphs):
        line.paragraph_format.keep_with_next = True
    for cell, (_, box) in zip(add_row(table, lines).cells[::2], boxes, strict=False):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        _writing(cell, box.lines)
        _without_first(cell)
        outlined(cell, colour, ("left", "bottom", "right"))
        set_room(cell, top=0)


def _box(cell: _Cell, box: Box, number: int | None) -> None:
    title = word.paragraph(cell, style="Form Box")
    _sign(title, box.signal)
    if number is not None:
        word.written(title, f"{number}. ", "Form Number")
    word.written(title, box.title)
    _texts(cell, box.text, "Form Words")
    _bullets(cell, box.points)
    _texts(cell, box.hint, "Form Tip")


def _figure(sheet: _Sheet, part: FigurePart, drawn: Drawing | None) -> None:
    assert drawn is not None
    width = figure_width(part, sheet.layout.width)
    if not part.questions:
        before = sheet.document.paragraphs[-1].style
        place = sheet.document.add_paragraph()
        if before is not None and before.name == "Form Line":
            place.paragraph_format.space_before = Mm(_OFF)
        _picture(sheet, place, drawn, width)
        return
    table = word.table(sheet.document, [width + GAP, sheet.layout.width - width - GAP])
    set_lines(table)
    left, right = add_row(table).cells
    _picture(sheet, left.paragraphs[0], drawn, width - _BOX_GAP)
    for prompt in part.questions:
        _prompt(right, prompt)
    _without_first(right)
    word.line(sheet.document, style="Form Gap")


def _credit(sheet: _Sheet, part: Credit, drawn: Drawing | None) -> None:
    word.line(sheet.document, sheet.layout.style.terms.credit(part.text), style="Form Source")


def _picture(sheet: _Sheet, paragraph: Paragraph, drawn: Drawing, width: float) -> None:
    """The figure as a picture, with its words for those who cannot see it."""
    form = sheet.layout.form
    data = {"title": form.title, "locale": sheet.layout.style.terms.locale, "drawing": drawn}
    blob = png("figure", data, library=sheet.library, theme=sheet.layout.style.theme)
    picture = paragraph.add_run().add_picture(BytesIO(blob), width=Mm(width))
    picture._inline.docPr.set("descr", drawn["alt"])
    # No room around it: some programs have 3 mm where nothing is said.
    for side in "TBLR":
        picture._inline.set(f"dist{side}", "0")


_WRITERS: dict[type[Part], Callable[[_Sheet, Any, Drawing | None], None]] = {
    Heading: _heading,
    TextPart: _text,
    Points: _points,
    TablePart: _table,
    Lines: _lines,
    Boxes: _boxes,
    FigurePart: _figure,
    Credit: _credit,
}
