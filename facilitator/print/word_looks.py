"""How documents look in Word: what each design does, the look of every role of a text in it, and what is said of texts
when a document is finished: where they may be divided, and from which side they are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.run import Run

from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import Paragraph as Measured
from facilitator.canvas.shapes import Run as Letters
from facilitator.canvas.units import mm
from facilitator.made import property_text, undated
from facilitator.print import document as told
from facilitator.print import word
from facilitator.text.markup import from_right, joined

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from facilitator.content.theme import Theme

__all__ = ["DESIGNS", "Design", "Look", "closer", "filling", "footer", "hang", "saved", "spaced"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks."""

    style: str = "Table Text"
    """Of its paragraph, when it is the first in it."""
    bold: bool = False
    italic: bool = False
    size: float = 0
    """Points; 0 is the style's own."""
    colour: str = ""
    """By its name in the theme; empty is the style's own."""
    before: float = 0
    """Points above it, where it stands by itself."""
    after: float = 0
    """Points under it, likewise."""


@dataclass(frozen=True, slots=True)
class Design:
    """How a document looks."""

    margin: float
    """mm, on all sides."""
    looks: Mapping[str, Look]
    """Of the roles of texts."""
    quiet: Mapping[str, Look] = field(default_factory=dict)
    """Of those that look otherwise in a row that steps back."""
    landscape: bool = False
    name: Look = Look()
    patterned: bool = False
    """The rows of blocks begin with a narrow cell in the pattern of their kind."""
    shaded: bool = False
    """Rows that step back lie on a tint."""
    band: str = ""
    """The colour, by its name in the theme, behind a row that is a heading."""
    fact_indent: float = 0
    """mm from a fact's label to its value; 0 puts one behind the other."""
    fact_columns: int = 0
    """So many facts stand side by side, each label over its value; 0 has a line for each."""
    headings: float = 0
    """Points of those of columns; 0 is the style's own."""
    tall: float = 0
    """mm: rows are so high, where their page has room."""
    sizes: tuple[float, ...] = ()
    """Points, the largest first, of which the texts of its rows have the first at which they stay on a page."""
    sized: tuple[str, ...] = ()
    """The roles of those texts."""
    fills: bool = False
    """What is left of the page stands between its rows, which have no lines then."""
    air: float = 0
    """mm between two rows."""
    title: float = 0
    """Points; 0 is the style's own."""
    dense: bool = False
    """Little room is left under its title and subtitle, and above and below what stands in a row."""
    closing: bool = False
    """What stands at the foot of the page has its middle, for no number is beside it."""


_LARGE = Look("Table Large")
_BOLD = Look("Table Large", bold=True)
DESIGNS: Mapping[str, Design] = MappingProxyType(
    {
        "runsheet": Design(
            margin=12,
            landscape=True,
            patterned=True,
            band="lt2",
            fact_columns=3,
            title=20,
            dense=True,
            looks={
                "time": _BOLD,
                "title": Look(bold=True),
                "who": Look(bold=True),
                "clock": Look(bold=True),
                "by": Look(italic=True),
                "label": Look(bold=True),
                "said": Look(italic=True),
                "track": Look("Table Heading"),
            },
        ),
        "short": Design(
            margin=16,
            shaded=True,
            headings=12,
            tall=15,
            looks={
                "text": Look("Table Large", size=14),
                "time": Look("Table Large", bold=True, size=14),
                "title": Look("Table Large", bold=True, size=14),
                "who": _LARGE,
                "track": Look("Table Large", italic=True),
                "aside": _LARGE,
                "lead": Look("Subtitle"),
            },
            quiet={"time": Look("Table Large", size=14), "title": Look("Table Large", size=14)},
        ),
        "packing": Design(
            margin=14,
            fact_indent=30,
            sizes=(11, 10.5, 10, 9.5, 9),
            sized=("text", "count", "item"),
            looks={
                "text": Look("Table Large", size=11),
                "count": Look("Table Large", bold=True, size=11),
                "item": Look("Table Large", bold=True, size=11),
                "note": Look(before=4),
            },
        ),
        "pairs": Design(
            margin=18,
            headings=14,
            looks={
                # On the wall, to be read from a metre.
                "name": Look("Table Large", bold=True, size=16),
                "wall": Look("Table Large", size=16),
                "others": Look(size=13),
                "text": _LARGE,
                "label": _BOLD,
                "card": _BOLD,
                "note": Look("Normal"),
            },
        ),
        "handout": Design(
            margin=22,
            name=Look("Normal", bold=True, size=13, colour="accent1"),
            looks={
                "time": Look("Table Large", bold=True, colour="accent1"),
                "title": _BOLD,
                "track": _LARGE,
                "lead": Look("Subtitle", after=16),
            },
            quiet={
                "time": Look("Table Large", bold=True, colour="dk1"),
                "title": Look("Table Large", italic=True),
            },
            sizes=(22, 21, 20, 18, 17, 16, 15, 14, 13, 12),
            sized=("time", "title"),
            fills=True,
            title=28,
            closing=True,
        ),
    }
)


_LARGEST, _LEAST = 20, 1.6
"""Of rows that fill a page: points of what may run over to another line, mm between those of the smallest type."""
_FEW, _MANY = (8, 15.0), 10.0
"""Rows of which there are so few stand at most so many mm apart, others at most so many."""
_AROUND, _BOX = 5.5, 1.65
"""Points above and below what stands in a cell; how much higher a line with a box to tick is than its type."""
_SIDES = 2.2
"""mm, of what a cell keeps free at its sides."""
_ENDLESS = 5000.0
"""mm: in such a page every text stands on one line."""
_POINT = 25.4 / 72
"""mm."""


def filling(design: Design, document: told.Document, theme: Theme, width: float, height: float) -> Design:
    """The same with the texts of its rows as large as they stay on a page so wide and high (mm), or run on."""
    tables = [part for part in document.parts if isinstance(part, told.Table)]
    rows = max(1, sum(len(table.rows) for table in tables))
    head = _headed(design, document, theme, width)

    def air(size: float, wide: float = width) -> float:
        high = sum(_row_height(row, table, design, size, theme, wide) for table in tables for row in table.rows)
        return (height - head - high) / rows

    def stays(size: float) -> bool:
        if not design.fills:
            return air(size) >= 0
        whole = size <= _LARGEST or air(size) == air(size, _ENDLESS)
        return whole and air(size) >= (size - design.sizes[-1]) / 2 + _LEAST

    size = next(filter(stays, design.sizes), design.sizes[-1 if design.fills else 0])
    most = _FEW[1] if rows <= _FEW[0] else _MANY
    left = min(max(air(size), 0.0), most) if design.fills else 0.0
    looks, quiet = (
        {role: replace(look, size=size) if role in design.sized else look for role, look in of.items()}
        for of in (design.looks, design.quiet)
    )
    return replace(design, looks=looks, quiet=quiet, air=left)


def _headed(design: Design, document: told.Document, theme: Theme, width: float) -> float:
    """mm: what stands above the tables, between them, and behind."""
    font, title = Font(theme.fonts.body), Font(theme.fonts.heading, bold=True)
    sizes: list[tuple[str, float, float, Font]] = [(document.subtitle, 13, 8, font)]
    sizes.append((document.name, design.name.size or 9, 1 if design.name == Look() else 6, font))
    sizes.append((document.title, design.title or 24, 2, title))
    for part in document.parts:
        match part:
            case told.Line():
                look = design.looks.get(part.texts[0].role, Look())
                size = 9 if look.style == Look().style else 13
                sizes.append((joined(" ", (one.text for one in part.texts)), size, look.before + look.after, font))
            case told.Heading():
                sizes.append((part.text, 15, 16, title))
            case told.Facts():
                sizes += [(value, 11, 1, font) for _label, value in part.facts]
            case told.Ticked():
                sizes += [(text, 11 * _BOX / 1.2, 3, font) for text in part.lines]
            case told.Table() if any(column.title for column in part.columns):
                sizes.append(("–", 9, _AROUND, font))
    return sum(_high(text, size, used, width) * 1.08 + after * _POINT for text, size, after, used in sizes if text)


def _row_height(row: told.Row, table: told.Table, design: Design, size: float, theme: Theme, width: float) -> float:
    """mm: of a row without any room around it."""
    first, *others = (column.width for column in table.columns)
    widths = [first, *((width - first) * one / sum(others) for one in others)]

    def high(text: told.Text, room: float) -> float:
        look = design.looks.get(text.role, Look())
        points = size if text.role in design.sized else look.size or (12 if look.style == "Table Large" else 9)
        return _high(text.text, points, Font(theme.fonts.body, bold=look.bold), room - _SIDES) + _POINT

    cells = zip(row.cells, table.columns, widths, strict=False)
    return _AROUND * _POINT + max(
        size * _BOX * _POINT
        if column.kind == "tick"
        else sum(high(one, room) for line in cell.lines for one in line.texts)
        for cell, column, room in cells
    )


def _high(text: str, size: float, font: Font, width: float) -> float:
    """mm: the height of a text in lines so wide (mm)."""
    return extent([Measured((Letters(text),))], round(mm(width)), size, font).height / mm(1)


def closer(document: Document, _theme: Theme) -> None:
    """Less room under the subtitle, above headings, and between the lines of tables than the styles have."""
    for name, before, after in (("Subtitle", 0, 4), ("Heading 2", 5, 2), ("Table Text", 0, 0)):
        layout = document.styles[name].paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
    document.styles["Title"].paragraph_format.line_spacing = 1
    document.styles["Subtitle"].font.size = Pt(11)
    document.styles["Table Heading"].paragraph_format.space_after = Pt(0)


_COUNTED, _NUMBER = {"{page}": "PAGE", "{pages}": "NUMPAGES"}, 26
"""Fields, in which stands 1 until Word counts for itself; mm of the page's number in a footer."""


def footer(document: Document, left: str, page: str) -> None:
    """A text at the left and ``page`` at the right, with ``{page}`` and ``{pages}``; in the middle without that."""
    section = document.sections[0]
    foot = section.footer
    line = foot.paragraphs[0]
    if not page:
        line.style = "Footer"
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.written(line, left)
        return
    table = word.table(foot, [word.inner_width(section).mm - _NUMBER, _NUMBER], lines=False)
    text, number = word.row(table).cells
    word.without_margins(table)
    word.paragraph(text, left, style="Footer")
    counted = word.paragraph(number, style="Footer")
    counted.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for piece in re.split("({pages?})", page):
        _add_field(counted, _COUNTED[piece]) if piece in _COUNTED else counted.add_run(piece)
    foot._element.append(line._p)  # What Word wants behind a table.
    line.paragraph_format.line_spacing = Pt(1)


def _add_field(line: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" {code} ")
    run = OxmlElement("w:r")
    shown = OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    line._p.append(field)


def hang(line: Paragraph, indent: float) -> None:
    """What comes after a tab begins so many mm in, in every line."""
    layout = line.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(indent), Mm(-indent)
    layout.tab_stops.add_tab_stop(Mm(indent))


def spaced(line: Paragraph, places: Sequence[tuple[float, str]], width: float) -> None:
    """Texts along a line so many mm wide, each with its middle at its place (mm), or within the line's ends."""
    for at, text in places:
        if at < _HALF_TEXT:
            line.add_run(text)
            continue
        last = at > width - _HALF_TEXT
        stop = WD_TAB_ALIGNMENT.RIGHT if last else WD_TAB_ALIGNMENT.CENTER
        line.paragraph_format.tab_stops.add_tab_stop(Mm(width if last else at), stop)
        line.add_run(f"\t{text}")
    for run in line.runs:
        run.font.size = Pt(7.5)


_HALF_TEXT = 4
"""mm, of a clock time on a scale."""
_AFTER_DIRECTION = (
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc",
    "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
    "pPrChange",
)  # fmt: skip
"""What may stand behind ``w:bidi`` in a paragraph's properties (ECMA-376 17.3.1.26)."""


def _direct(document: Document) -> None:
    """Say of every paragraph that is read from right to left that it is; it begins at the right then."""
    edges = (part for one in document.sections for part in (one.header, one.footer))
    feet = [part._element for part in edges if not part.is_linked_to_previous]
    for paragraph in (one for place in (document.element.body, *feet) for one in place.iter(qn("w:p"))):
        if from_right("".join(text.text or "" for text in paragraph.iter(qn("w:t")))):
            behind = [f"w:{name}" for name in _AFTER_DIRECTION]
            paragraph.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *behind)
            for run in paragraph.iter(qn("w:r")):
                Run(run, paragraph).font.rtl = True


def saved(document: Document, created: date | None = None, author: str = "") -> bytes:
    """The finished file, the same bytes for the same document: no date but the one given, nothing of the machine."""
    properties = document.core_properties
    for name in ("dcterms:created", "dcterms:modified"):
        for one in properties._element.findall(qn(name)):
            properties._element.remove(one)
    if created is not None:
        properties.created = properties.modified = datetime.combine(created, time(), UTC)
    properties.author = properties.last_modified_by = property_text(author)
    properties.comments = ""
    properties.revision = 1
    _divide(document)
    _direct(document)
    raw = BytesIO()
    document.save(raw)
    return undated(raw.getvalue())


_SIGNS = {"\u00ad": "w:softHyphen", "\u2011": "w:noBreakHyphen"}


def _divide(document: Document) -> None:
    """Write hyphens that are only seen at a line's end, or hold it together, as Word has them: elements of a run."""
    for text in list(document.element.body.iter(qn("w:t"))):
        if not any(sign in (text.text or "") for sign in _SIGNS):
            continue
        first, *rest = re.split("([\u00ad\u2011])", text.text)
        text.text, last = first, text
        text.set(qn("xml:space"), "preserve")
        for piece in rest:
            made = OxmlElement(_SIGNS.get(piece, "w:t"))
            if piece not in _SIGNS:
                made.text = piece
                made.set(qn("xml:space"), "preserve")
            last.addnext(made)
            last = made
