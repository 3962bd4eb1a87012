"""Dealt cards as PDF: sheets of fronts and backs with what helps to cut them, or a page a side for a print shop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, RectangleObject

from facilitator.canvas.text import ACCENTS
from facilitator.content.cards import CardSet
from facilitator.content.icons import icon_svg
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.messages import short
from facilitator.print.cards.dealing import MARGIN, Dealt, Imposition, Size, Spot, card_sides
from facilitator.print.typst import pdf

__all__ = ["BLEED", "Guides", "Stock", "actual_size", "crop_marks", "ruler", "sheet_pdf", "shop_pdf"]

Guides = Literal["cut", "ruler", "none"]
"""Crop marks and a ruler; a ruler, for sheets that are perforated; or nothing, for a print shop."""

_KNIFE = 1.0
"""mm of colour beyond an edge, where neighbours leave room for it: a knife is never quite right."""


@dataclass(frozen=True)
class Stock:
    """What cards are printed with: words, colours, and where page designs are found."""

    terms: Terms
    theme: Theme
    library: Library
    team: str = ""
    """Whose cards they are: stands on their backs."""


def sheet_pdf(
    cards: CardSet,
    sheets: Sequence[Sequence[Dealt | None]],
    imposition: Imposition,
    stock: Stock,
    *,
    bleed: float = 0,
    offset: tuple[float, float] = (0, 0),
    guides: Guides = "cut",
) -> bytes:
    """The sheets, each front followed by its back.

    Args:
        cards: the set.
        sheets: which card lies at which place of which sheet.
        imposition: the places.
        stock: words, colours, and page designs.
        bleed: mm of colour beyond each card's edge.
        offset: mm by which backs are moved right and down, for a printer that is off.
        guides: what is printed beside the cards.

    Raises:
        TooLong: a card's text has no room at 9 pt.
    """
    marks = crop_marks(imposition, bleed) if guides == "cut" else []
    foot = stock.terms.cards.foot
    pages: list[dict[str, Any]] = []
    for number, sheet in enumerate(sheets, 1):
        words = foot.format(number=number, sheets=len(sheets), title=cards.title)
        line = None if guides == "none" else ruler(imposition)._asdict() | {"words": words}
        pages += _pages(sheet, imposition, offset, {"marks": marks, "fold": imposition.fold, "ruler": line})
    faces = card_sides(cards, stock.terms)
    data = {
        "title": cards.title,
        "set": cards.title,
        "team": short(stock.team),
        "locale": stock.terms.locale,
        "paper": imposition.paper._asdict(),
        "card": imposition.card._asdict(),
        "bleed": bleed or min(_KNIFE, *(gutter / 4 for gutter in imposition.gutter)),
        "accents": ACCENTS,
        "faces": faces,
        "icons": {face["icon"]: icon_svg(face["icon"]).decode() for face in faces.values() if face["icon"]},
        "sheets": pages,
    }
    made = pdf("cards", data, library=stock.library, theme=stock.theme)
    return made if guides == "none" else actual_size(made)


def actual_size(made: bytes) -> bytes:
    """The same PDF, for which print dialogues begin with 100 % (``PrintScaling``, ISO 32000-1, table 150)."""
    writer = _opened(made)
    preferences = writer.viewer_preferences or writer.create_viewer_preferences()
    preferences[NameObject("/PrintScaling")] = NameObject("/None")
    return _written(writer)


def _opened(made: bytes) -> PdfWriter:
    reader = PdfReader(BytesIO(made))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    return writer


def _pages(
    sheet: Sequence[Dealt | None], imposition: Imposition, offset: tuple[float, float], page: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """The pages of a sheet: front and back, or both on one page that is folded."""
    fronts = list(_cards(sheet, imposition.fronts, back=False))
    behind = [Spot(x + offset[0], y + offset[1], turned) for x, y, turned in imposition.backs]
    backs = list(_cards(sheet, behind, back=True))
    if imposition.fold:
        yield {**page, "cards": fronts + backs}
        return
    yield {**page, "cards": fronts}
    if backs:
        yield {"marks": [], "fold": None, "ruler": None, "cards": backs}


def _cards(sheet: Sequence[Dealt | None], spots: Sequence[Spot], *, back: bool) -> Iterator[dict[str, Any]]:
    for card, spot in zip_longest(sheet, spots):
        if card and spot:
            yield spot._asdict() | {"face": card.side(back=back), "mark": "" if back else card.mark}


_RULER = 50.0
"""Its length in mm."""
_GAP = 1.0
"""Between a card's edge (or its bleed) and a mark."""
_LENGTH = 4.0
_EDGE = 2.5
"""A mark may run into the printer's margin; nearer to the paper's edge than this it has no use."""
_TALL = 9.0
"""A margin of this height holds the ruler with its numbers beside the crop marks."""


class _Mark(NamedTuple):
    """A line from one point to another, mm."""

    x1: float
    y1: float
    x2: float
    y2: float


class _Ruler(NamedTuple):
    """Where the ruler begins, and whether it stands upright."""

    x: float
    y: float
    upright: bool
    text: float
    """How far from its beginning there is room for words, mm."""


def crop_marks(imposition: Imposition, bleed: float = 0) -> list[_Mark]:
    """At both ends of every line to cut along, outside all cards."""
    spots = [*imposition.fronts, *(imposition.backs if imposition.fold else ())]
    card, paper = imposition.card, imposition.paper
    across = _edges((spot.x for spot in spots), card.w)
    down = _edges((spot.y for spot in spots), card.h)
    gap = max(_GAP, bleed)
    marks = []
    for start, end in _outside(down, gap, paper.h):
        marks += [_Mark(x, start, x, end) for x in across]
    for start, end in _outside(across, gap, paper.w):
        marks += [_Mark(start, y, end, y) for y in down]
    return marks


def _edges(starts: Iterable[float], length: float) -> list[float]:
    """Both edges of all cards in one direction, each once."""
    return sorted({round(edge, 3) for start in starts for edge in (start, start + length)})


def _outside(edges: Sequence[float], gap: float, paper: float) -> Iterator[tuple[float, float]]:
    """Where marks run before the first edge and behind the last one."""
    first, last = edges[0] - gap, edges[-1] + gap
    yield max(first - _LENGTH, min(_EDGE, first)), first
    yield last, min(last + _LENGTH, max(paper - _EDGE, last))


def ruler(imposition: Imposition) -> _Ruler:
    """Under the cards, or beside them where only there is room."""
    lowest = max(spot.y for spot in _printed(imposition)) + imposition.card.h
    left = min(spot.x for spot in _printed(imposition))
    below = imposition.paper.h - lowest
    if below < _TALL <= left:
        starts = sorted({spot.y for spot in imposition.fronts})
        return _Ruler(MARGIN + 1.5, starts[0] + 2, upright=True, text=_behind_marks(starts))
    starts = sorted({spot.x for spot in imposition.fronts})
    return _Ruler(starts[0] + 2, imposition.paper.h - MARGIN - 1.5, upright=False, text=_behind_marks(starts))


def _behind_marks(starts: Sequence[float]) -> float:
    """Past the ruler, and past the crop marks between the first card and the next."""
    return max(_RULER, starts[1] - starts[0] if len(starts) > 1 else 0) + 1


def _printed(imposition: Imposition) -> list[Spot]:
    return [*imposition.fronts, *(imposition.backs if imposition.fold else ())]


BLEED = 3.0
"""What print shops ask for, mm."""
_POINTS = 72 / 25.4


def shop_pdf(cards: CardSet, dealt: Sequence[Dealt], card: Size, stock: Stock, *, bleed: float = BLEED) -> bytes:
    """Front and back of one card after the other; TrimBox and BleedBox as in ISO 32000-1, 14.11.2.

    Raises:
        TooLong: a card's text has no room at 9 pt.
    """
    page = Size(card.w + 2 * bleed, card.h + 2 * bleed)
    spot = (Spot(bleed, bleed),)
    imposition = Imposition(page, card, spot, spot, (0, 0))
    plain = sheet_pdf(cards, [[one] for one in dealt], imposition, stock, bleed=bleed, guides="none")
    return _boxed(plain, bleed * _POINTS)


def _boxed(plain: bytes, bleed: float) -> bytes:
    writer = _opened(plain)
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.bleedbox = RectangleObject((0, 0, width, height))
        page.trimbox = RectangleObject((bleed, bleed, width - bleed, height - bleed))
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
