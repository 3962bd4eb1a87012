"""Dealt cards as PDF: sheets with fronts and backs, or a page a card for a print shop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

from facilitator.content.cards import CardSet
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.library import Library
from facilitator.print.cards.dealing import Dealt
from facilitator.print.cards.faces import ACCENTS, face_name, faces, mark
from facilitator.print.cards.imposition import Imposition, Spot
from facilitator.print.cards.marks import crop_marks, ruler
from facilitator.print.typst import pdf

__all__ = ["Guides", "Stock", "sheet_pdf"]

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
    data = {
        "title": cards.title,
        "set": cards.title,
        "locale": stock.terms.locale,
        "paper": imposition.paper._asdict(),
        "card": imposition.card._asdict(),
        "bleed": bleed or min(_KNIFE, *(gutter / 4 for gutter in imposition.gutter)),
        "accents": ACCENTS,
        "faces": faces(cards, stock.terms),
        "sheets": pages,
    }
    return pdf("cards", data, library=stock.library, theme=stock.theme)


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
            yield spot._asdict() | {"face": face_name(card, back=back), "mark": "" if back else mark(card)}
