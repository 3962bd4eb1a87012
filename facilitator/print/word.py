"""What all Word documents share: page, styles, language, tables that break well, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal
from weakref import WeakKeyDictionary

import docx
from babel.numbers import get_decimal_symbol
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.parts.styles import StylesPart
from docx.section import _Footer, _Header
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles import BabelFish
from docx.table import _Row
from docx.text.run import Run
from lxml.etree import SubElement

from facilitator.content.theme import Logo, Theme
from facilitator.made import property_text
from facilitator.text import pieces

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part
    from docx.shape import InlineShape
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

__all__ = [
    "LINE", "Paper", "add_logo", "border", "described", "document", "inner_height", "inner_width", "line", "paragraph",
    "row", "table", "whole_row", "written",
]  # fmt: skip

Paper = Literal["portrait", "landscape", "half", "letter portrait", "letter landscape"]
_PAPERS: Mapping[Paper, tuple[float, float]] = {
    "portrait": (210, 297), "landscape": (297, 210), "half": (148, 210),
    "letter portrait": (215.9, 279.4), "letter landscape": (279.4, 215.9),
}  # fmt: skip
"""A4 upright and lying, A5, and letter: width and height in mm."""

_LEFTOVERS = ("/stylesWithEffects", "/thumbnail", "/customXml")
_ABOUT = "/docProps/app.xml"
_MODE = "compatibilityMode"
_WORD_2013 = "15"
"""The mode of Word 2013 and every one since, in which nothing is held back ([MS-DOCX] 2.3.4)."""
_BY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>Facilitator</Application></Properties>"
)
"""What the file says of the program that made it; pages and words are Word's to count."""
_STYLE_IDS: WeakKeyDictionary[Any, dict[str, str | None]] = WeakKeyDictionary()
"""Of each document, by their names."""
_PARAGRAPH, _PARAGRAPH_LOOK, _PARAGRAPH_STYLE, _VALUE = map(qn, ("w:p", "w:pPr", "w:pStyle", "w:val"))
_RUN, _LOOK, _RUN_STYLE, _BOLD, _ITALIC, _TEXT = map(qn, ("w:r", "w:rPr", "w:rStyle", "w:b", "w:i", "w:t"))
# Rows, runs, and looks of paragraphs are made of lxml's elements: python-docx would look for the right place of each.
_ROW, _CELL, _CELL_LOOK, _CELL_WIDTH, _WIDTH, _TYPE = map(qn, ("w:tr", "w:tc", "w:tcPr", "w:tcW", "w:w", "w:type"))
LINE = "BFC5CA"
"""The hairlines of tables: a grey that every printer can do."""


def document(
    theme: Theme,
    locale: str,
    title: str,
    *,
    paper: Paper = "portrait",
    margin: float = 15,
    more: Callable[[Document, Theme], None] | None = None,
) -> Document:
    """An empty document with the house's styles; ``margin`` in mm on all sides, ``more`` adds styles to them.

    Its headings are Word's own (``Title``, ``Heading 1``, ``Heading 2``), so that Word's outline and a screen reader
    find them.
    """
    made = _copied(_empty(theme, locale, paper, margin, more))
    made.core_properties.title = property_text(title)
    made.core_properties.language = locale
    return made


@lru_cache(maxsize=8)
def _empty(
    theme: Theme, locale: str, paper: Paper, margin: float, more: Callable[[Document, Theme], None] | None
) -> Document:
    """Kept, to be copied."""
    made = _copied(_styled(theme, locale), StylesPart)
    _set_page(made, paper, margin)
    _set_mark(made, theme)
    if more is not None:
        more(made, theme)
    return made


@lru_cache(maxsize=4)
def _styled(theme: Theme, locale: str) -> Document:
    """On whatever paper; kept, to be copied."""
    made = docx.Document()
    _drop_leftovers(made)
    _set_mode(made, locale)
    _set_styles(made, theme, locale)
    return made


def _copied(kept: Document, *own: type[Part]) -> Document:
    """A document with what is written in it as its own, and parts of these kinds; it has all others from ``kept``."""
    own = (StoryPart, CorePropertiesPart, *own)
    return deepcopy(kept, {id(part): part for part in kept.part.package.iter_parts() if not isinstance(part, own)})


def _set_mode(document: Document, locale: str) -> None:
    """Open in today's Word as today's document, with the texts' language as that of its fonts and numbers."""
    settings = document.settings.element
    for one in settings.iter(qn("w:compatSetting")):
        if one.get(qn("w:name")) == _MODE:
            one.set(qn("w:val"), _WORD_2013)
    for one in settings.iter(qn("w:themeFontLang")):
        one.attrib.clear()
        one.set(qn("w:val"), locale)
    decimal = get_decimal_symbol(locale.replace("-", "_"))
    for name, sign in (("w:decimalSymbol", decimal), ("w:listSeparator", ";" if decimal == "," else ",")):
        for one in settings.iter(qn(name)):
            one.set(qn("w:val"), sign)
    for part in document.part.package.iter_parts():
        if part.partname == _ABOUT:
            part._blob = _BY


_PAPER, _MARK, _BESIDE_MARK = (255, 255, 255), (45, 12), 4
"""mm: how wide and how high a logo may be, and how far a title stays off it."""
_FLOATING = f"""
<wp:anchor {nsdecls("wp")} distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0"
 locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">
<wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="margin"><wp:align>top</wp:align></wp:positionV>
<wp:wrapNone/></wp:anchor>"""


def _set_mark(made: Document, theme: Theme) -> None:
    """The sender at the head of every page; on the first one the logo, at the right of the title."""
    section = made.sections[0]
    heads: list[_Header] = [section.header]
    if theme.logo is not None:
        section.different_first_page_header_footer = True
        heads.append(section.first_page_header)
    for line in (head.paragraphs[0] for head in heads if theme.sender):
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run(theme.sender).font.size = Pt(8)
    if theme.logo is not None:
        picture = add_logo(heads[-1].paragraphs[0], theme, theme.logo, _MARK)
        made.styles["Title"].paragraph_format.right_indent = picture.width + Mm(_BESIDE_MARK)
        _float(picture._inline)


def add_logo(line: Paragraph, theme: Theme, logo: Logo, most: tuple[float, float]) -> InlineShape:
    """The logo behind what stands in a line, at most so many mm wide and high."""
    picture = line.add_run().add_picture(BytesIO(logo.on(_PAPER)))
    scale = min(Mm(most[0]) / picture.width, Mm(most[1]) / picture.height)
    picture.width, picture.height = round(picture.width * scale), round(picture.height * scale)
    picture._inline.docPr.set("descr", theme.sender)
    return picture


def _float(inline: Any) -> None:
    """Let a picture stand at the top right of the margins, and take nothing of a line."""
    anchor = parse_xml(_FLOATING)
    extent, *others = inline
    anchor.insert(-1, extent)
    anchor.extend(others)
    inline.getparent().replace(inline, anchor)


def table(
    place: Document | _Footer, widths: Sequence[float], headings: Sequence[str] = (), *, lines: bool = True,
    margins: bool = True, size: float = 0,
) -> Table:  # fmt: skip
    """A table with columns of these widths (mm); every page repeats the headings, in ``size`` points or their own."""
    wide = (Mm(sum(widths)),) if isinstance(place, _Footer) else ()
    made: Table = place.add_table(0, len(widths), *wide)
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    made.autofit = False
    _set_cells(made, lines, margins)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    if headings:
        _header_row(row(made, whole=False), headings, size)
    return made


def _header_row(first: _Row, headings: Sequence[str], size: float) -> None:
    """Fill the first row and make it come back at the head of every page."""
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    whole_row(first)
    for cell, heading in zip(first.cells, headings, strict=True):
        for run in paragraph(cell, heading, style="Table Heading").runs:
            run.font.size = Pt(size) if size else None


def whole_row(row: _Row) -> None:
    """Never break the row over two pages."""
    properties = row._tr.get_or_add_trPr()
    # The schema wants w:cantSplit before w:tblHeader (ECMA-376 17.4.81 allows any order, Word writes this one).
    properties.insert(0, OxmlElement("w:cantSplit"))


def paragraph(cell: _Cell, text: str = "", *, style: str = "Table Text", bold: bool = False) -> Paragraph:
    """One more paragraph in a cell (the first takes the place of the empty one that every cell has)."""
    first, *others = cell.paragraphs
    made: Paragraph = cell.add_paragraph() if others or first._p.style else first
    _set_style(made, style)
    for run in written(made, text) if text else ():
        run.bold = bold or run.bold
    return made


def line(place: Document | _Cell, text: str | None = None, *, style: str) -> Paragraph:
    """One more paragraph at the end of a document or cell, with the text in this style."""
    made: Paragraph = place.add_paragraph()
    _set_style(made, style)
    if text is not None:
        written(made, text)
    return made


def _set_style(made: Paragraph, style: str) -> None:
    """Give a paragraph that has no look yet its style."""
    made._p.insert(0, made._p.makeelement(_PARAGRAPH_LOOK))
    if found := _style_id(made.part, style):
        SubElement(made._p[0], _PARAGRAPH_STYLE).set(_VALUE, found)


def _style_id(part: Any, style: str) -> str | None:
    """The id of a style of the document, looked up once: python-docx searches all styles every time."""
    known = _STYLE_IDS.setdefault(part, {})
    if style not in known:
        styles = part.package.main_document_part.styles  # A footer has those of its document.
        found = styles.element.get_by_name(BabelFish.ui2internal(style))
        known[style] = None if found.default else found.styleId
    return known[style]


def written(line: Paragraph, text: str, style: str | None = None) -> list[Run]:
    """The text at the end of a paragraph, with its markup: a run for each look, in this character style."""
    runs = []
    for piece in pieces(text):
        run = Run(SubElement(line._p, _RUN), line)
        look = SubElement(run._r, _LOOK)
        if style is not None and (found := _style_id(line.part, style)):
            SubElement(look, _RUN_STYLE).set(_VALUE, found)
        look.extend(look.makeelement(tag) for tag, has in ((_BOLD, piece.bold), (_ITALIC, piece.italic)) if has)
        if piece.text.isprintable() and piece.text.strip() == piece.text != "":
            SubElement(run._r, _TEXT).text = piece.text
        else:
            run.text = piece.text  # With what is no letter in Word: tabs, ends of lines, spaces at the ends.
        if piece.link:
            run.underline = True
            _lead(line, run, piece.link)
        runs.append(run)
    return runs


def _lead(line: Paragraph, run: Run, address: str) -> None:
    """Make a run at the end of a paragraph lead to an address."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def row(table: Table, *, whole: bool = True) -> _Row:
    """One more row, which never breaks over two pages when it is to stay ``whole``."""
    added = _Row(SubElement(table._tbl, _ROW), table)
    for column in table._tbl.tblGrid:
        cell = SubElement(added._tr, _CELL)
        SubElement(SubElement(cell, _CELL_LOOK), _CELL_WIDTH, {_TYPE: "dxa", _WIDTH: column.get(_WIDTH)})
        SubElement(cell, _PARAGRAPH)
    if whole:
        whole_row(added)
    return added


def described(table: Table, title: str, text: str) -> None:
    """What a screen reader says of a table before it reads it."""
    properties = table._tbl.tblPr
    for tag, said in (("w:tblCaption", title), ("w:tblDescription", text)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), said)
        properties.append(element)


def inner_width(section: Any) -> Length:
    """Between the margins."""
    return Length(section.page_width - section.left_margin - section.right_margin)


def inner_height(section: Any) -> Length:
    """Between the margins."""
    return Length(section.page_height - section.top_margin - section.bottom_margin)


def _drop_leftovers(made: Document) -> None:
    """Word 2010's second list of styles, which would contradict ours, a thumbnail, and 340 kB of looks of tables."""
    for relations in (made.part.rels, made.part.package.rels):
        for number, relation in list(relations.items()):
            if relation.reltype.endswith(_LEFTOVERS):
                del relations[number]
    for style in made.styles.element.findall(f"{qn('w:style')}[@{qn('w:type')}='table']"):
        if not style.default:
            style.delete()


def _set_page(made: Document, paper: Paper, margin: float) -> None:
    section, (width, height) = made.sections[0], _PAPERS[paper]
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(margin)
    section.header_distance, section.footer_distance = Mm(8), Mm(6)


def _set_styles(made: Document, theme: Theme, locale: str) -> None:
    styles = made.styles
    _set_language(styles, locale)
    text, heading = theme.fonts.body, theme.fonts.heading
    dark, ink = theme.colours.dk2, theme.colours.dk1
    _style(styles["Normal"], text, 11, ink, after=6)
    _style(styles["Title"], heading, 24, dark, bold=True, after=2)
    _style(styles["Subtitle"], text, 13, ink, after=8)
    _style(styles["Heading 1"], heading, 15, dark, bold=True, before=12, after=4)
    _style(styles["Heading 2"], heading, 12, dark, bold=True, before=8, after=2)
    _style(styles["Footer"], text, 9, ink)
    styles["Footer"].paragraph_format.tab_stops.clear_all()
    for name, size, bold in (("Table Text", 9, False), ("Table Heading", 9, True), ("Table Large", 12, False)):
        added = styles.add_style(name, 1)
        added.base_style = styles["Normal"]
        _style(added, text, size, dark if bold else ink, bold=bold, after=1)
        added.paragraph_format.line_spacing = 1
    styles["Title"].element.pPr.remove_all("w:pBdr")


def _style(
    style: Any, font: str, size: float, colour: str, *, bold: bool = False, before: float = 0, after: float = 0
) -> None:
    style.font.name, style.font.size = font, Pt(size)
    style.font.bold, style.font.italic = bold, False
    style.font.color.rgb = RGBColor.from_string(colour.upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.08
    for tag in ("w:spacing", "w:kern"):
        style.element.rPr.remove_all(tag)
    fonts = style.element.rPr.rFonts
    # A theme font would win over the name.
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    for attribute in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{attribute}"), font)


def _set_language(styles: Any, locale: str) -> None:
    language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for script in ("val", "eastAsia"):
        language.set(qn(f"w:{script}"), locale)


def _set_cells(made: Table, lines: bool, roomy: bool) -> None:
    """Hairlines between the rows (or none), none between the columns; around the text room, or none."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH") if lines else ():
        borders.append(border(side, LINE))
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 45), ("left", 60), ("bottom", 45), ("right", 110)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width if roomy else 0))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = made._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    # The order of the schema: … tblBorders, shd, tblLayout, tblCellMar, tblLook (ECMA-376 17.4.60).
    layout = properties.find(qn("w:tblLayout"))
    if lines:
        layout.addprevious(borders)
    look.addprevious(margins)


def border(side: str, colour: str, size: int = 4, kind: str = "single") -> Any:
    """A line at that side, its size in eighths of a point."""
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(size)), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    return line
