"""Cards for a print shop: a page for every side, with bleed, and boxes that say where to trim."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject

from facilitator.content.cards import CardSet
from facilitator.print.cards.dealing import Dealt
from facilitator.print.cards.imposition import Imposition, Spot
from facilitator.print.cards.pages import Stock, sheet_pdf
from facilitator.print.cards.sizes import Size

__all__ = ["BLEED", "shop_pdf"]

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
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plain)))
    for page in writer.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.bleedbox = RectangleObject((0, 0, width, height))
        page.trimbox = RectangleObject((bleed, bleed, width - bleed, height - bleed))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()
