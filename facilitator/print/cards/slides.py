"""The cards as a PowerPoint file: a slide for every side, at the size of a card, to be edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from facilitator.canvas.measure import Font, extent
from facilitator.canvas.shapes import Paragraph, Run
from facilitator.canvas.units import mm
from facilitator.content.cards import CardSet
from facilitator.print.cards.dealing import ACCENTS, Dealt, card_sides
from facilitator.print.cards.imposition import Size
from facilitator.print.cards.pages import Stock
from facilitator.print.office_bytes import property_text, undated
from facilitator.print.typst import TooLong
from pptx import Presentation

__all__ = ["card_slides"]

_SIZES = (24, 22, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
_STRIP = 3.5
_HEAD = 6.0
"""mm of the line that names the category, as on paper."""
_TITLE_ONLY = 5
"""The place of that layout in python-pptx's template."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)

Area = tuple[float, float, float, float]
"""Left, top, width, and height in mm."""


def card_slides(cards: CardSet, dealt: Sequence[Dealt], size: Size, stock: Stock) -> bytes:
    """Front and back of one card after the other; what a side says is the title of its slide.

    Raises:
        TooLong: a card's text has no room at 9 pt.
    """
    presentation = _empty(size, cards.title, stock)
    known = card_sides(cards, stock.terms)
    for one in dealt:
        for back in (False, True):
            face = known[one.side(back=back)]
            _Slide(presentation, size, stock).draw(face, "" if back else one.mark)
    raw = BytesIO()
    presentation.save(raw)
    return undated(raw.getvalue())


def _empty(size: Size, title: str, stock: Stock) -> Any:
    """A presentation of that size with a single layout, which has a title and nothing else."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Mm(size.w), Mm(size.h)
    layouts = presentation.slide_layouts
    kept = layouts[_TITLE_ONLY]
    for layout in list(layouts):
        if layout != kept:
            layouts.remove(layout)
    for page in (presentation.slide_master, kept):
        for shape in list(page.placeholders):
            if shape.placeholder_format.type is None or shape.placeholder_format.idx != 0:
                shape._element.getparent().remove(shape._element)
            else:
                shape.left, shape.top, shape.width, shape.height = 0, 0, Mm(size.w), Mm(size.h)
    said = presentation.core_properties
    said.title, said.author, said.last_modified_by = property_text(title), "", ""
    said.created = said.modified = _MADE
    said.language = stock.terms.locale
    return presentation


class _Slide:
    """One side of a card while it is being drawn."""

    def __init__(self, presentation: Any, size: Size, stock: Stock) -> None:
        self._slide = presentation.slides.add_slide(presentation.slide_layouts[0])
        self._size, self._stock = size, stock
        self._pad = max(4.0, size.w * 0.06)

    def draw(self, face: Mapping[str, Any], number: str) -> None:
        """The side, and the card's number in its corner."""
        draw = {"front": self._front, "back": self._back, "cover": self._cover}[face["kind"]]
        draw(face)
        if number:
            area = (_STRIP, self._size.h - self._pad - 4, self._size.w - _STRIP - self._pad, 5)
            self._text([number], area, 9, PP_ALIGN.RIGHT)

    def _front(self, face: Mapping[str, Any]) -> None:
        self._strip(face)
        left, width = _STRIP + self._pad, self._size.w - _STRIP - 2 * self._pad
        self._text([face["title"]], (left, self._pad - 1, width, _HEAD), 9)
        height = self._size.h - 2 * self._pad - 2 * _HEAD
        self._title(face["name"], [face["text"]], (left, self._pad + _HEAD, width, height))

    def _back(self, face: Mapping[str, Any]) -> None:
        inset = 3.0
        area = (inset, inset, self._size.w - 2 * inset, self._size.h - 2 * inset)
        self._box(MSO_SHAPE.ROUNDED_RECTANGLE, area, self._colour(face, soft=True))
        area = (2 * self._pad, 2 * self._pad, self._size.w - 4 * self._pad, self._size.h - 4 * self._pad)
        lines = [line for line in (face["label"], face["text"] or face["title"]) if line]
        self._title(face["name"], lines, area, PP_ALIGN.CENTER)

    def _cover(self, face: Mapping[str, Any]) -> None:
        self._strip(face)
        points = [f"{number}. {point}" for number, point in enumerate(face["points"], 1)]
        area = (_STRIP + self._pad, self._pad, self._size.w - _STRIP - 2 * self._pad, self._size.h - 2 * self._pad)
        self._title(face["name"], [text for text in (face["title"], face["text"], *points) if text], area)

    def _strip(self, face: Mapping[str, Any]) -> None:
        self._box(MSO_SHAPE.RECTANGLE, (0, 0, _STRIP, self._size.h), self._colour(face))

    def _colour(self, face: Mapping[str, Any], *, soft: bool = False) -> RGBColor:
        name = ACCENTS[face["category"]] if face["category"] >= 0 else "dk2"
        value = bytes.fromhex(getattr(self._stock.theme.colours, name))
        return _rgb(bytes(255 - (255 - part) * 12 // 100 if soft else part for part in value))

    def _box(self, kind: Any, area: Area, fill: RGBColor) -> None:
        shape = self._slide.shapes.add_shape(kind, *map(Mm, area))
        shape.fill.solid()
        shape.fill.fore_color.rgb = fill
        shape.line.fill.background()
        shape._element.remove(shape._element.find(qn("p:style")))  # It has a shadow.
        if kind == MSO_SHAPE.ROUNDED_RECTANGLE:
            shape.adjustments[0] = 0.05
        # The title comes first in the reading order, and so far lies under everything that is drawn later.
        tree = self._slide.shapes._spTree
        tree.remove(shape._element)
        tree.insert(2, shape._element)

    def _title(self, name: str, lines: Sequence[str], area: Area, align: Any = PP_ALIGN.LEFT) -> None:
        shape = self._slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Mm, area)
        self._write(shape.text_frame, lines, self._fitted(name, lines, area), align, MSO_ANCHOR.MIDDLE, bold=1)

    def _text(self, lines: Sequence[str], area: Area, size: float, align: Any = PP_ALIGN.LEFT) -> None:
        box = self._slide.shapes.add_textbox(*map(Mm, area))
        self._write(box.text_frame, lines, size, align, MSO_ANCHOR.TOP, bold=0)

    def _fitted(self, name: str, lines: Sequence[str], area: Area) -> float:
        """The largest size at which the lines fit, in points."""
        paragraphs = [Paragraph((Run(line),)) for line in lines]
        largest = max(12.0, self._size.h * 72 / 25.4 * 0.1)
        for size in (size for size in _SIZES if size <= largest):
            found = extent(paragraphs, mm(area[2]), size, Font(self._stock.theme.fonts.body, bold=True))
            if found.height <= mm(area[3]) and not found.broken:
                return size
        raise TooLong(name)

    def _write(self, frame: Any, lines: Sequence[str], size: float, align: Any, anchor: Any, *, bold: int) -> None:
        """The lines, the first ``bold`` of them in bold type."""
        frame.margin_left = frame.margin_top = frame.margin_right = frame.margin_bottom = 0
        frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, anchor, MSO_AUTO_SIZE.NONE
        ink = _rgb(bytes.fromhex(self._stock.theme.colours.dk2))
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = align
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold, run.font.color.rgb = Pt(size), number < bold, ink
            run.font.name = self._stock.theme.fonts.body
            run._r.get_or_add_rPr().set("lang", self._stock.terms.locale)


def _rgb(value: bytes) -> RGBColor:
    return RGBColor(*value)  # type: ignore[no-untyped-call]
