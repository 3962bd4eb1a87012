"""Dialogue cards: a print job of a card set, how many of it and on which paper; what comes of it, and what to tell the
person who prints.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from facilitator.content.cards import CardSet
from facilitator.made import Made
from facilitator.messages import Problems, _, at_terminal, mark, plural
from facilitator.print.cards.dealing import (
    CARDS,
    PAPERS,
    SHEETS,
    Copies,
    Dealt,
    Flip,
    Imposition,
    Order,
    Size,
    card_sides,
    dealt,
    impose,
    in_sets,
    perforated,
    sheets,
)
from facilitator.print.cards.pages import BLEED, Guides, Stock, actual_size, sheet_pdf
from facilitator.print.typst import TooLong, boxes, pdf

__all__ = ["Job", "Settings", "calibration"]

_DEFAULT_SIZE = CARDS["85x55"]
_MOST = 5_000
"""Cards in a file: they take about 1.5 GB of memory while they are set."""
_TURN: dict[Flip, str] = {
    "long": mark("Print on both sides, and flip on the long edge"),
    "short": mark("Print on both sides, and flip on the short edge"),
    "fold": mark("Print on one side; fold along the dashed line, glue, and cut"),
    "none": mark("Print on one side"),
}
"""What to tick in the print dialogue."""


@dataclass(frozen=True)
class Settings:
    """How cards are printed. Lengths in mm."""

    size: Size | None = None
    """85 × 55, or the card of the perforated sheet."""
    paper: str = "a4"
    sheet: str | None = None
    """The code of a perforated sheet."""
    flip: Flip = "long"
    bleed: float = 0
    offset: tuple[float, float] = (0, 0)
    """How far the backs are moved right and down."""
    order: Order = "sorted"
    seed: int = 0
    output: Literal["sheets", "shop", "slides"] = "sheets"
    """Sheets to cut, pages for a print shop, or a PowerPoint file to edit."""


@dataclass(frozen=True)
class Job:
    """A card set to be printed."""

    cards: CardSet
    copies: Copies
    settings: Settings
    stock: Stock
    name: str
    """Of the file, without its ending."""

    @cached_property
    def dealt(self) -> list[Dealt]:
        """Every card to be printed.

        Raises:
            Problems: there are too many for one file.
        """
        copies = in_sets(self.cards, self.copies)
        wanted = max(copies.participants, self.cards.count * max(copies.each, copies.sets))
        if wanted > _MOST:
            what = _("{number} cards are too many for one file", number=wanted)
            raise Problems.one(what, _("expected at most {number}", number=_MOST))
        return dealt(self.cards, self.copies)

    @property
    def size(self) -> Size:
        settings = self.settings
        return settings.size or (SHEETS[settings.sheet].card if settings.sheet else _DEFAULT_SIZE)

    @cached_property
    def imposition(self) -> Imposition:
        """Where the cards stand on the paper.

        Raises:
            ValueError: there is no room for one.
        """
        settings = self.settings
        if settings.sheet:
            return perforated(SHEETS[settings.sheet], settings.flip)
        return impose(self.size, settings.paper, settings.flip, settings.bleed)

    @cached_property
    def sheets(self) -> list[list[Dealt | None]]:
        settings = self.settings
        return sheets(self.dealt, len(self.imposition.fronts), settings.order, settings.seed)

    def made(self) -> Made:
        """The file.

        Raises:
            ValueError: there is no room for one card on the paper.
            Problems: a card's text has no room at 9 pt; it is named.
        """
        try:
            return replace(_MAKERS[self.settings.output](self), told=tuple(self.told()))
        except TooLong as error:
            w, h = self.size
            raise Problems.one(
                _(
                    "{name} has no room on a card of {width} × {height} mm, not even at 9 pt",
                    name=error.name,
                    width=f"{w:g}",
                    height=f"{h:g}",
                ),
                _("expected a shorter text, or a larger --size")
                if at_terminal()
                else _("expected a shorter text, or larger cards"),
            ) from None

    def told(self) -> list[str]:
        """What is printed, and what to tick in the print dialogue."""
        settings, copies, sides = self.settings, self.copies, 2 * len(self.dealt)
        parts = [plural("{n} participant", "{n} participants", copies.participants)] if copies.participants else []
        parts += [plural("{n} set", "{n} sets", copies.sets)] if copies.sets else []
        parts.append(plural("{n} question", "{n} questions", self.cards.count))
        if settings.output == "shop":
            pages = plural("{n} page for the print shop", "{n} pages for the print shop", sides)
            return [" · ".join([*parts, self._counted, pages]), self._ordered, *self._boxes]
        if settings.output == "slides":
            return [" · ".join([*parts, self._counted, plural("{n} slide to edit", "{n} slides to edit", sides)])]
        paper = plural("{n} sheet of {paper}", "{n} sheets of {paper}", len(self.sheets), paper=self._paper.upper())
        parts.append(_("{cards} on {sheets}", cards=self._counted, sheets=paper))
        once = _("Try a single sheet first, and measure the line at the bottom")
        return [" · ".join(parts), _("Print at actual size (100 %)"), _(_TURN[settings.flip]), once, *self._boxes]

    @property
    def _ordered(self) -> str:
        """What a print shop asks: it makes marks of its own, around what it prints several of at once."""
        return _(
            "Tell the print shop: {width} × {height} mm when cut, {bleed} mm bleed all around, no crop marks (the trim "
            "box says where to cut), fronts and backs by turns",
            width=f"{self.size.w:g}", height=f"{self.size.h:g}", bleed=f"{self.settings.bleed or BLEED:g}",
        )  # fmt: skip

    @property
    def _counted(self) -> str:
        """How many cards, and how many more tell how those are used."""
        covers = sum(one.card is None for one in self.dealt)
        cards = plural("{n} card", "{n} cards", len(self.dealt) - covers)
        return _("{cards} and {count} with instructions", cards=cards, count=covers) if covers else cards

    @property
    def _boxes(self) -> tuple[str, ...]:
        """What to tell of signs that the type lacks."""
        return boxes(
            [
                [side["text"], side["title"], side["headline"]]
                for side in card_sides(self.cards, self.stock.terms).values()
            ]
        )

    @property
    def _paper(self) -> str:
        return SHEETS[self.settings.sheet].paper if self.settings.sheet else self.settings.paper


def _sheets(job: Job) -> Made:
    settings = job.settings
    guides: Guides = "ruler" if settings.sheet else "cut"
    content = sheet_pdf(
        job.cards, job.sheets, job.imposition, job.stock, bleed=settings.bleed, offset=settings.offset, guides=guides
    )
    sides = 2 if job.imposition.backs and not job.imposition.fold else 1
    return Made("cards", f"{job.name}.pdf", content, sides * len(job.sheets))


def _shop(job: Job) -> Made:
    from facilitator.print.cards.pages import shop_pdf

    content = shop_pdf(job.cards, job.dealt, job.size, job.stock, bleed=job.settings.bleed or BLEED)
    return Made("cards", f"{job.name}.pdf", content, 2 * len(job.dealt))


def _slides(job: Job) -> Made:
    from facilitator.print.cards.slides import card_slides

    content = card_slides(job.cards, job.dealt, job.size, job.stock)
    return Made("cards", f"{job.name}.pptx", content, 2 * len(job.dealt))


_MAKERS = {"sheets": _sheets, "shop": _shop, "slides": _slides}


def calibration(paper: str, stock: Stock) -> Made:
    """The page that tells by how much a printer's backs are off."""
    words = stock.terms.cards
    data = {
        "title": words.calibration_title,
        "locale": stock.terms.locale,
        "paper": PAPERS[paper]._asdict(),
        "text": words.calibration,
        "back": words.calibration_back,
    }
    content = actual_size(pdf("calibrate", data, library=stock.library, theme=stock.theme))
    return Made("cards", "calibrate.pdf", content, 2, (words.calibration,))
