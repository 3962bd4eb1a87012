"""Does the text stay in its place, and off other text? Measured in LibreOffice's layout, letter by letter.

Every text of a copy of the deck gets a colour of its own and its auto-fit switched off; in the PDF, the colour of a
letter then tells whose it is, and its place is compared with the shape, the table cell, or the slide it belongs to.
"""

from __future__ import annotations

import math
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
from lxml import etree
from pptx.oxml.ns import qn

from judges.office import Office
from pptx import Presentation

__all__ = ["Overflow", "overflows", "overflows_of", "painted"]

EMU_PER_PT = 12_700
TOLERANCE = 1.5
"""Points. A letter's box in the PDF is that of its font, not of its ink."""


@dataclass(frozen=True)
class Area:
    """Where a text may stand, in points from the slide's upper left corner; turned clockwise about its middle."""

    x: float
    y: float
    w: float
    h: float
    turned: float = 0
    round: bool = False
    """An ellipse: its corners are outside."""

    def beyond(self, x: float, y: float) -> float:
        """How many points outside the area a point is; 0 inside."""
        x, y = self._unturned(x, y)
        if self.round:
            return self._beyond_ellipse(x, y)
        return max(self.x - x, x - self.x - self.w, self.y - y, y - self.y - self.h, 0)

    def _unturned(self, x: float, y: float) -> tuple[float, float]:
        middle_x, middle_y = self.x + self.w / 2, self.y + self.h / 2
        angle = math.radians(-self.turned)
        dx, dy = x - middle_x, y - middle_y
        return (
            middle_x + dx * math.cos(angle) - dy * math.sin(angle),
            middle_y + dx * math.sin(angle) + dy * math.cos(angle),
        )

    def _beyond_ellipse(self, x: float, y: float) -> float:
        radius_x, radius_y = self.w / 2, self.h / 2
        dx, dy = x - self.x - radius_x, y - self.y - radius_y
        share = math.hypot(dx / radius_x, dy / radius_y)
        return max(0.0, math.hypot(dx, dy) * (1 - 1 / share)) if share else 0.0


@dataclass(frozen=True)
class Holder:
    """A text and the place it belongs to."""

    slide: int
    name: str
    text: str
    area: Area
    animated: bool = False
    """An animation shows or hides it, so that it may lie over another."""


@dataclass(frozen=True)
class Overflow:
    """A text that is not where it should be."""

    slide: int
    shape: str
    text: str
    what: str

    def __str__(self) -> str:
        return f"slide {self.slide}, {self.shape}, “{self.text[:50]}”: {self.what}"


def overflows(deck: Path, office: Office) -> list[Overflow]:
    """Every text of the deck that leaves its shape, its cell, or the slide, has a word cut in two, stands
    over another text, or is not shown.
    """
    (found,) = overflows_of([deck], office)
    return found


def overflows_of(decks: Sequence[Path], office: Office) -> list[list[Overflow]]:
    """The same of several decks, by one start of LibreOffice."""
    presentations: list[Any] = [Presentation(str(deck)) for deck in decks]
    holders = [_colour(presentation) for presentation in presentations]
    return list(map(_overflows, presentations, holders, _turned(presentations, office)))


def _overflows(presentation: Any, holders: list[Holder], pages: Path) -> list[Overflow]:
    letters = _letters(pages, len(holders))
    slide = Area(0, 0, presentation.slide_width / EMU_PER_PT, presentation.slide_height / EMU_PER_PT)
    return [
        Overflow(holder.slide, holder.name, " ".join(holder.text.split()), what)
        for number, holder in enumerate(holders)
        for what in (*_faults(holder, letters[number], slide), *_written_over(number, holders, letters))
    ]


def painted(deck: Path, office: Office) -> Path:
    """The PDF that overflows are looked for in: laid out as the deck is, each text in a colour of its own."""
    presentation: Any = Presentation(str(deck))
    _colour(presentation)
    (pages,) = _turned([presentation], office)
    return pages


def _turned(presentations: Sequence[Any], office: Office) -> list[Path]:
    with tempfile.TemporaryDirectory() as folder:
        copies = [Path(folder) / f"{number}.pptx" for number in range(len(presentations))]
        for presentation, copy in zip(presentations, copies, strict=True):
            presentation.save(str(copy))
        return office.pdfs(copies)


# --- the copy in colours --------------------------------------------------------------------------------------------


def _colour(presentation: Any) -> list[Holder]:
    """Paint every text in the colour of its number; return the texts in that order."""
    holders: list[Holder] = []
    for number, slide in enumerate(presentation.slides, 1):
        animated = {target.get("spid") for target in slide.element.iter(qn("p:spTgt"))}
        for name, body, area in _texts(slide.shapes, _Frame()):
            text = "\n".join(_paragraph_text(p) for p in body.iter(qn("a:p")))
            if text.strip():
                _paint(body, _hex(len(holders)))
                shape = next(body.getparent().iter(qn("p:cNvPr"), qn("a:tc")))
                holders.append(Holder(number, name, text, area, shape.get("id") in animated))
    return holders


@dataclass(frozen=True)
class _Frame:
    """How a group's coordinates lie on the slide: slide = (child - origin) * scale + offset, in EMU."""

    scale_x: float = 1
    scale_y: float = 1
    offset_x: float = 0
    offset_y: float = 0

    def inner(self, group: Any) -> _Frame:
        """The frame of what is inside the group."""
        transform = group._element.grpSpPr.find(qn("a:xfrm"))
        if transform is None:
            return self
        origin, extent = transform.find(qn("a:chOff")), transform.find(qn("a:chExt"))
        scale_x = self.scale_x * group.width / max(1, int(extent.get("cx")))
        scale_y = self.scale_y * group.height / max(1, int(extent.get("cy")))
        return _Frame(
            scale_x,
            scale_y,
            self.offset_x + group.left * self.scale_x - int(origin.get("x")) * scale_x,
            self.offset_y + group.top * self.scale_y - int(origin.get("y")) * scale_y,
        )

    def area(self, x: float, y: float, w: float, h: float, turned: float = 0, *, round_: bool = False) -> Area:
        """A rectangle in this frame (EMU) as an area of the slide."""
        return Area(
            (x * self.scale_x + self.offset_x) / EMU_PER_PT,
            (y * self.scale_y + self.offset_y) / EMU_PER_PT,
            w * self.scale_x / EMU_PER_PT,
            h * self.scale_y / EMU_PER_PT,
            turned,
            round_,
        )


def _texts(shapes: Iterable[Any], frame: _Frame) -> Iterator[tuple[str, Any, Area]]:
    """Every text body with the name of its shape and its area; without those whose place nobody can find."""
    for shape in shapes:
        if shape._element.tag == qn("p:grpSp"):
            yield from _texts(shape.shapes, frame.inner(shape))
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from _cells(shape, frame)
        elif shape.has_text_frame and shape._element.txBody is not None and shape.left is not None:
            turned = shape.rotation
            ellipse = shape._element.find(f".//{qn('a:prstGeom')}[@prst='ellipse']") is not None
            area = frame.area(shape.left, shape.top, shape.width, shape.height, turned, round_=ellipse)
            yield shape.name, shape._element.txBody, area


def _cells(shape: Any, frame: _Frame) -> Iterator[tuple[str, Any, Area]]:
    table = shape.table
    widths, heights = [c.width for c in table.columns], [r.height for r in table.rows]
    for row, height in enumerate(heights):
        for column in range(len(widths)):
            cell = table.cell(row, column)
            if cell.is_spanned:
                continue
            area = frame.area(
                shape.left + sum(widths[:column]),
                shape.top + sum(heights[:row]),
                sum(widths[column : column + cell.span_width]) if cell.is_merge_origin else widths[column],
                sum(heights[row : row + cell.span_height]) if cell.is_merge_origin else height,
            )
            yield f"{shape.name}, row {row + 1}, column {column + 1}", cell._tc.txBody, area


def _paragraph_text(paragraph: Any) -> str:
    parts = []
    for child in paragraph:
        if child.tag in {qn("a:r"), qn("a:fld")}:
            parts.append(child.findtext(qn("a:t")) or "")
        elif child.tag == qn("a:br"):
            parts.append("\n")
    return "".join(parts)


# What stands before a run's colour in a:rPr (ECMA-376 21.1.2.3.9) and before a bullet's in a:pPr (21.1.2.2.7).
_BEFORE_FILL = {qn("a:ln")}
_BEFORE_BULLET = {qn("a:lnSpc"), qn("a:spcBef"), qn("a:spcAft")}
_FILLS = {qn(f"a:{name}") for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")}
_LINKS = {qn("a:hlinkClick"), qn("a:hlinkMouseOver")}
_BULLET_COLOURS = {qn("a:buClr"), qn("a:buClrTx")}


def _paint(body: Any, colour: str) -> None:
    properties = body.find(qn("a:bodyPr"))
    for fit in ("a:normAutofit", "a:spAutoFit", "a:noAutofit"):
        for element in properties.findall(qn(fit)):
            properties.remove(element)
    properties.insert(1 if properties.find(qn("a:prstTxWarp")) is not None else 0, etree.Element(qn("a:noAutofit")))
    for run in [*body.iter(qn("a:r")), *body.iter(qn("a:fld"))]:
        look = run.find(qn("a:rPr"))
        if look is None:
            look = etree.Element(qn("a:rPr"))
            run.insert(0, look)
        _replace(look, _FILLS | _LINKS, _BEFORE_FILL, _solid("a:solidFill", colour))
    for paragraph in body.iter(qn("a:p")):
        look = paragraph.find(qn("a:pPr"))
        if look is None:
            look = etree.Element(qn("a:pPr"))
            paragraph.insert(0, look)
        _replace(look, _BULLET_COLOURS, _BEFORE_BULLET, _solid("a:buClr", "000000"))


def _replace(parent: Any, gone: set[str], before: set[str], new: Any) -> None:
    """Take the children ``gone`` away and put ``new`` behind those that belong before it."""
    for child in [c for c in parent if c.tag in gone]:
        parent.remove(child)
    parent.insert(sum(1 for c in parent if c.tag in before), new)


def _solid(tag: str, colour: str) -> Any:
    element = etree.Element(qn(tag))
    etree.SubElement(element, qn("a:srgbClr")).set("val", colour)
    return element


# --- numbers as colours: 60 steps of 4 a channel, so that rounding in the PDF cannot make one out of another ---------

_STEPS, _STEP, _FIRST = 60, 4, 8


def _hex(number: int) -> str:
    return "".join(f"{_FIRST + _STEP * (number // _STEPS**place % _STEPS):02X}" for place in range(3))


def _number(colour: Any) -> int | None:
    if not isinstance(colour, (tuple, list)) or len(colour) != 3:
        return None
    digits = [round((float(channel) * 255 - _FIRST) / _STEP) for channel in colour]
    return sum(d * _STEPS**place for place, d in enumerate(digits)) if all(0 <= d < _STEPS for d in digits) else None


# --- what is seen ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ink:
    """About where a letter is black, in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    def meets(self, other: Ink) -> bool:
        """Whether they overlap."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


@dataclass(frozen=True)
class Letter:
    """A letter of the PDF: its box in points on its page (from 1)."""

    page: int
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def ink(self) -> Ink:
        """The middle of the box: a font's box is higher than its small letters."""
        height = self.y1 - self.y0
        return Ink(self.x0, self.y0 + 0.3 * height, self.x1, self.y1 - 0.2 * height)

    @property
    def corners(self) -> list[tuple[float, float]]:
        return [(x, y) for x in (self.x0, self.x1) for y in (self.y0, self.y1)]


def _letters(pdf: Path, count: int) -> dict[int, list[Letter]]:
    """The letters of each text, in the order in which they are written."""
    found: dict[int, list[Letter]] = defaultdict(list)
    with pdfplumber.open(pdf) as pages:
        for number, page in enumerate(pages.pages, 1):
            for char in page.chars:
                owner = _number(char["non_stroking_color"])
                if owner is not None and owner < count and char["text"].strip():
                    box = (char["x0"], char["top"], char["x1"], char["bottom"])
                    found[owner].append(Letter(number, char["text"], *box))
            page.close()
    return found


def _faults(holder: Holder, letters: list[Letter], slide: Area) -> Iterator[str]:
    if not letters:
        yield "is not shown"
        return
    worst = max(_beyond(holder.area, letter) for letter in letters)
    if worst > TOLERANCE:
        yield f"{worst:.1f} pt outside its place"
    off = max(_beyond(slide, letter) for letter in letters)
    if off > TOLERANCE:
        yield f"{off:.1f} pt outside the slide"
    if not holder.area.turned:
        yield from (f"cuts the word “{word}”" for word in _cut_words(holder.text, letters))


def _written_over(number: int, holders: list[Holder], letters: Mapping[int, list[Letter]]) -> Iterator[str]:
    """The later texts of the same slide that a text stands over."""
    for other in range(number + 1, len(holders)):
        if holders[other].slide != holders[number].slide:
            return
        apart = holders[number].animated or holders[other].animated
        if not apart and _meet(letters[number], letters[other]):
            yield f"stands over “{' '.join(holders[other].text.split())[:50]}”"


def _meet(some: list[Letter], others: list[Letter]) -> bool:
    if not some or not others or not _around(some).meets(_around(others)):
        return False
    return any(one.ink.meets(other.ink) for one in some for other in others)


def _around(letters: list[Letter]) -> Ink:
    inks = [letter.ink for letter in letters]
    return Ink(min(i.x0 for i in inks), min(i.y0 for i in inks), max(i.x1 for i in inks), max(i.y1 for i in inks))


def _beyond(area: Area, letter: Letter) -> float:
    if area.turned % 90 or area.round:
        # A letter's upright box is larger than the letter here; its middle says enough.
        x, y = (letter.x0 + letter.x1) / 2, (letter.y0 + letter.y1) / 2
        return area.beyond(x, y)
    return max(area.beyond(x, y) for x, y in letter.corners)


def _cut_words(text: str, letters: list[Letter]) -> Iterator[str]:
    """Words that go on in the next line without a hyphen or dash at the break."""
    plain = re.sub(r"\s", "", text)
    if "".join(letter.text for letter in letters) != plain:
        return  # Letters written in another order, or as one sign; then the words cannot be told apart.
    breaks, at = set(), 0
    for letter, following in pairwise(letters):
        at += len(letter.text)
        # A smaller letter behind it on its line begins further down, too, but not further back.
        if following.y0 > letter.y0 + (letter.y1 - letter.y0) / 2 and following.x0 < (letter.x0 + letter.x1) / 2:
            breaks.add(at)
    at = 0
    for piece in re.findall(r"[^\s\-–—/]*[\-–—/]*", text):
        if any(at < place < at + len(piece) for place in breaks):
            yield piece
        at += len(piece)
