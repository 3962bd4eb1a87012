"""How documents look in Word: what each design does, the look of every role of a text in it, and what is said of texts
when a document is finished: where they may be divided, and from which side they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_HEADER_FOOTER
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from facilitator.made import property_text, zipped
from facilitator.print import word
from facilitator.text import from_right

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from facilitator.content.theme import Theme

__all__ = [
    "AS_PRINTED", "DESIGNS", "QUIET", "Design", "Look", "add_box", "closer", "footer", "hang", "outlined", "saved",
    "shade", "spaced", "striped",
]  # fmt: skip


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
    """By its name in the theme, or as RRGGBB; empty is the style's own."""
    before: float = 0
    after: float = 0
    """Points above and under it, where it stands by itself."""


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
    ways: tuple[tuple[float, float], ...] = ()
    """Points of those texts and mm between rows: another than the first where a last page would have little on it."""
    grows: bool = False
    """Of the ways that take as few pages, it has the last."""
    smaller: Mapping[str, float] = field(default_factory=dict)
    """Roles of texts beside those, and which part of their size these have."""
    read: tuple[float, ...] = ()
    """Points, the largest first, of which what is read behind slips has the first at which it stays on a page …"""
    large: float = 0
    """… and which that is."""
    fills: bool = False
    """What is left of the page stands between its rows, which have no lines then."""
    air: float = 0
    """mm between two rows."""
    title: float = 0
    """Points; 0 is the style's own."""
    striped: bool = False
    """Its tables have dark headings, and stripes."""
    dense: bool = False
    """Little room is left under its title and subtitle, and above and below what stands in a row."""


_MUTED = "595959"
"""The grey of what steps back, as on paper: 7:1 on white."""
_LARGE = Look("Table Large")
_BOLD = Look("Table Large", bold=True)
DESIGNS: Mapping[str, Design] = MappingProxyType({
    "runsheet": Design(
        margin=12, landscape=True, patterned=True, shaded=True, band="accent1", fact_columns=3, title=20, dense=True,
        ways=((9, 0), (8.8, 0), (8.6, 0), (9, 1.6), (9.5, 1.6), (10, 1.6), (10, 3), (10.5, 3)),
        sized=("text", "title", "who", "clock", "length", "by", "label", "said"),
        looks={
            "time": _BOLD, "track": Look("Table Heading"), "by": Look(italic=True), "said": Look(italic=True),
            "text": Look(), "fact": Look(size=8, colour=_MUTED),
            **dict.fromkeys(("note", "length"), Look(colour=_MUTED)),
            **dict.fromkeys(("title", "who", "clock", "label"), Look(bold=True)),
        },
    ),
    "short": Design(
        margin=16, shaded=True, headings=12, tall=20,
        looks={
            **dict.fromkeys(("time", "title"), replace(_BOLD, size=14)), "text": replace(_LARGE, size=14),
            "track": Look("Table Large", italic=True), "lead": Look("Subtitle"),
            **dict.fromkeys(("who", "aside"), replace(_LARGE, colour=_MUTED)),
        },
        quiet=dict.fromkeys(("time", "title"), Look("Table Large", size=14)),
    ),
    "packing": Design(
        margin=14, fact_indent=30, sizes=(14, 13, 12, 11, 10.5, 10, 9.5, 9), sized=("text", "count", "item"),
        looks={
            **dict.fromkeys(("count", "item"), replace(_BOLD, size=11)), "text": replace(_LARGE, size=11),
            "note": Look(before=4, colour=_MUTED),
        },
    ),
    "pairs": Design(
        margin=18, headings=14, striped=True, sized=("name", "wall"), read=(20, 19, 18, 17, 16, 15, 14, 13),
        ways=(
            (14, 0), (15, 0), (16, 0), (16, 2), (16, 4), (18, 1), (18, 3), (18, 5), (20, 2), (20, 4), (20, 6), (22, 3),
            (22, 6), (24, 4), (24, 8),
        ), grows=True, smaller={"others": 0.8},
        looks={  # On the wall, to be read from a metre.
            "name": replace(_BOLD, size=16), "wall": replace(_LARGE, size=16), "others": Look(size=13),
            "text": _LARGE, "label": _BOLD, "card": _BOLD, "note": Look("Normal", size=12),
        },
    ),
    "handout": Design(
        margin=22, name=Look("Normal", bold=True, size=13, colour="accent1"), title=28, fills=True,
        sizes=(22, 21, 20, 18, 17, 16, 15, 14, 13, 12), sized=("time", "title"),
        looks={
            "time": replace(_BOLD, colour="accent1"), "title": _BOLD, "track": _LARGE,
            "lead": Look("Subtitle", after=16, colour=_MUTED),
        },
        quiet={
            "time": Look("Table Large", bold=True, colour=_MUTED),
            "title": Look("Table Large", italic=True, colour=_MUTED),
        },
    ),
})  # fmt: skip


QUIET = "F2F2F2"
"""Behind a row that steps back, whatever the theme's colours are: as on paper."""
AS_PRINTED = 0.94
"""Of the font's own line spacing: the lines are then as far apart as in the PDF."""


def closer(document: Document, _theme: Theme) -> None:
    """Less room under the subtitle, above headings, and between the lines of tables than the styles have."""
    for name, before, after in (("Subtitle", 0, 4), ("Heading 2", 5, 2), ("Table Text", 0, 0)):
        layout = document.styles[name].paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
    document.styles["Title"].paragraph_format.line_spacing = 1
    document.styles["Table Text"].paragraph_format.line_spacing = AS_PRINTED
    document.styles["Subtitle"].font.size = Pt(11)
    document.styles["Table Heading"].paragraph_format.space_after = Pt(0)


_WHITE, _STRIPE = "FFFFFF", "F5F5F5"


def striped(table: Table, theme: Theme) -> None:
    """The headings of columns in white on the theme's dark colour, every second row on a tint, as on paper."""
    head, *rows = table.rows
    for cell in head.cells:
        shade(cell, theme.colours.dk2)
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor.from_string(_WHITE)
    for row in rows[1::2]:
        for cell in row.cells:
            shade(cell, _STRIPE)


_COUNTED, _NUMBER = {"{page}": "PAGE", "{pages}": "NUMPAGES"}, 26
"""Fields, in which stands 1 until Word counts for itself; mm of the page's number in a footer."""


def footer(document: Document, left: str, page: str) -> None:
    """A text at the left and ``page`` at the right, with ``{page}`` and ``{pages}``; in the middle without that."""
    section = document.sections[0]
    foot = section.footer
    line = foot.paragraphs[0]
    if section.different_first_page_header_footer:  # Only its head is different.
        (said,) = section._sectPr.findall(qn("w:footerReference"))
        section._sectPr.add_footerReference(WD_HEADER_FOOTER.FIRST_PAGE, said.rId)
    if not page:
        line.style = "Footer"
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word.written(line, left)
        return
    table = word.table(foot, [word.inner_width(section).mm - _NUMBER, _NUMBER], lines=False, margins=False)
    text, number = word.row(table).cells
    word.paragraph(text, left, style="Footer")
    counted = word.paragraph(number, style="Footer")
    counted.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for piece in re.split("({pages?})", page):
        _add_field(counted, _COUNTED[piece]) if piece in _COUNTED else counted.add_run(piece)
    foot._element.append(line._p)  # What Word wants behind a table.
    line.paragraph_format.line_spacing = Pt(1)


def _add_field(line: Paragraph, code: str) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    line._p.append(parse_xml(field))


_BOX_FONT = "Segoe UI Symbol"
"""A font of Windows that has boxes to tick; other systems have one of their own."""


def add_box(line: Paragraph, size: float = 11) -> None:
    """A box to tick, about 4 mm wide with type of 11 points, behind what stands in the line."""
    box = line.add_run("☐")
    box.font.name, box.font.size = _BOX_FONT, Pt(round(size * 15 / 11))


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
    edges = (part for one in document.sections for part in (one.header, one.footer, one.first_page_header))
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
    return zipped((uri.membername, content) for uri, content in _members(document.part.package))


def _members(package: Any) -> Iterator[tuple[PackURI, bytes]]:
    """What python-docx would write, which dates and compresses it itself."""
    parts = package.parts
    for part in parts:
        part.before_marshal()
    contents: Any = _ContentTypesItem.from_parts(parts)  # type: ignore[no-untyped-call]
    yield CONTENT_TYPES_URI, contents.blob
    yield PACKAGE_URI.rels_uri, package.rels.xml
    for part in parts:
        yield part.partname, part.blob
        if part.rels:
            yield part.partname.rels_uri, part.rels.xml


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


_AFTER_SHADING = {qn(f"w:{name}") for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark")}
_BEFORE_BORDERS = {qn(f"w:{name}") for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge")}


def shade(cell: _Cell, colour: str, *, pattern: str = "clear", ground: str = "FFFFFF") -> None:
    """Fill a cell with a colour (RRGGBB), or with a pattern in it (ECMA-376 17.18.78) on a ground."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), pattern)
    shading.set(qn("w:color"), "auto" if pattern == "clear" else colour)
    shading.set(qn("w:fill"), colour if pattern == "clear" else ground)
    properties = cell._tc.get_or_add_tcPr()
    after = next((child for child in properties if child.tag in _AFTER_SHADING), None)
    properties.append(shading) if after is None else after.addprevious(shading)


def outlined(
    cell: _Cell, colour: str, sides: Sequence[str] = ("top", "left", "bottom", "right"), *, thick: bool = False
) -> None:
    """A hairline of this colour (RRGGBB) around the cell, or a thick line; the sides in this order."""
    borders = OxmlElement("w:tcBorders")
    for side in sides:
        borders.append(word.border(side, colour, 18 if thick else 4))
    properties = cell._tc.get_or_add_tcPr()
    # The schema's order: tcW, gridSpan, vMerge, tcBorders, shd (ECMA-376 17.4.66).
    before = [child for child in properties if child.tag in _BEFORE_BORDERS]
    properties.insert(len(before), borders)
