"""The cards as a PowerPoint file: a slide for every side, at the size of a card, to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from facilitator.canvas.measure import extent
from facilitator.canvas.own_layouts import Layout, Master, Slot
from facilitator.canvas.shapes import AnyShape, Canvas, Colour, Paragraph, Placeholder, Run, Scheme, Shape, TextBody
from facilitator.canvas.slides.hyphens import hyphenated
from facilitator.canvas.style import ACCENTS, Style
from facilitator.canvas.units import Box, Emu, mm, points
from facilitator.content.cards import CardSet
from facilitator.made import property_text
from facilitator.pptx.own_parts import OwnTemplate
from facilitator.pptx.package import write_deck
from facilitator.pptx.properties import Properties
from facilitator.print.cards.dealing import Dealt, card_sides
from facilitator.print.cards.imposition import Size
from facilitator.print.cards.pages import Stock
from facilitator.print.typst import TooLong
from facilitator.text.markup import joined

__all__ = ["card_slides"]

_SIZES = (24, 22, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
_SMALL = 9
"""Points of the category and of a card's number."""
_STRIP, _HEAD, _LINE, _INSET = mm(3.5), mm(6), mm(5), mm(3)
"""The coloured strip's width, the height of the category's line and of the number's, and what lies around a back."""
_INK, _QUIET = Colour("tx2"), Colour("tx1", tint=70)
_LAYOUT = "title_only"


def card_slides(cards: CardSet, dealt: Sequence[Dealt], size: Size, stock: Stock) -> bytes:
    """Front and back of one card after the other; what a side says is the title of its slide.

    Raises:
        TooLong: a card's text has no room at 9 pt.
    """
    slide, style = Box(0, 0, mm(size.w), mm(size.h)), Style(stock.theme, stock.terms)
    layout = _layout(slide)
    sides = {name: _Side(face, slide, style, layout) for name, face in card_sides(cards, stock.terms).items()}
    canvases = [
        sides[one.side(back=back)].canvas(f"cards/{number}/{side}", "" if back else one.mark)
        for number, one in enumerate(dealt, 1)
        for side, back in (("front", False), ("back", True))
    ]
    properties = Properties(property_text(cards.title), language=stock.terms.locale, deck_id="cards")
    return write_deck(_template(slide, layout), canvases, style, properties)


def _layout(slide: Box) -> Layout:
    """The only one, which has a title and nothing else."""
    title = Slot("title", "title", slide.inset(_INSET), _SIZES[0], colour=_INK, anchor="ctr")
    return Layout(_LAYOUT, "titleOnly", (title,), footer=False, quiet=_QUIET)


def _template(slide: Box, layout: Layout) -> OwnTemplate:
    """A slide of a card's size with that layout."""
    (title,) = layout.slots
    body = slide.inset(_INSET)
    foot, number = Box(body.x, body.bottom - _LINE, body.w, _LINE).columns(2)
    return OwnTemplate((layout,), Master(title, body, foot, number, _QUIET), slide)


@dataclass(frozen=True)
class _Side:
    """A side that cards show; drawn when the first does, and only once."""

    face: Mapping[str, Any]
    """What stands on it, as `card_sides` gives it."""
    slide: Box
    style: Style
    layout: Layout

    def canvas(self, slide: str, number: str) -> Canvas:
        """The slide with this id; ``number`` is the card's, which stands in the corner."""
        shapes = (*self._shapes, *([self._number(number)] if number else ()))
        return Canvas(slide, self.face["name"], _LAYOUT, shapes)

    @cached_property
    def _shapes(self) -> tuple[AnyShape, ...]:
        drawn = {"front": self._front, "back": self._back, "cover": self._cover}[self.face["kind"]]()
        return hyphenated(tuple(drawn), self.layout, self.style)

    def _front(self) -> Iterator[Shape | Placeholder]:
        yield self._surface(self._strip, self._colour)
        inside = self._inside
        height = self.slide.h - 2 * self._pad - 2 * _HEAD
        yield self._title([self.face["text"]], Box(inside.x, self._pad + _HEAD, inside.w, height))
        yield self._small(self.face["title"], Box(inside.x, self._pad - mm(1), inside.w, _HEAD))

    def _back(self) -> Iterator[Shape | Placeholder]:
        yield self._surface(self.slide.inset(_INSET), Colour(self._colour.scheme, tint=12), "roundRect", 5000)
        lines = [line for line in (self.face["label"], self.face["text"] or self.face["title"]) if line]
        sources = self.face.get("sources", ())
        inside = self.slide.inset(2 * self._pad, self._pad + _INSET if sources else 2 * self._pad)
        told = tuple(Paragraph((Run(one),), "ctr", before=3) for one in sources)
        foot = extent(told, inside.w, _SMALL, self.style.body).height if told else 0
        yield self._title(lines, Box(inside.x, inside.y, inside.w, inside.h - foot), "ctr")
        if told:
            place = Box(inside.x, inside.bottom - foot, inside.w, foot)
            yield Shape(self.style.terms.shapes.source, place, text=TextBody(told, _SMALL, _INK, anchor="b"))

    def _cover(self) -> Iterator[Shape | Placeholder]:
        yield self._surface(self._strip, self._colour)
        listed = [joined("", (f"{number}. ", point)) for number, point in enumerate(self.face["points"], 1)]
        yield self._title([text for text in (self.face["title"], self.face["text"], *listed) if text], self._inside)

    @property
    def _pad(self) -> Emu:
        """What lies around the text."""
        return max(mm(4), round(self.slide.w * 0.06))

    @property
    def _strip(self) -> Box:
        return Box(0, 0, _STRIP, self.slide.h)

    @property
    def _inside(self) -> Box:
        """What the strip and the padding leave."""
        return Box(_STRIP, 0, self.slide.w - _STRIP, self.slide.h).inset(self._pad)

    @property
    def _colour(self) -> Colour:
        """That of the card's category."""
        scheme: Scheme = ACCENTS[self.face["category"]] if self.face["category"] >= 0 else "tx2"
        return Colour(scheme)

    def _surface(self, box: Box, fill: Colour, geometry: str = "rect", corner: int = 0) -> Shape:
        adjust = (("adj", corner),) if corner else ()
        return Shape(self.style.terms.shapes.decoration, box, geometry, adjust, fill, decorative=True)

    def _title(self, lines: Sequence[str], box: Box, align: Literal["l", "ctr"] = "l") -> Placeholder:
        """The lines as large as they fit, the first in bold type."""
        texts = tuple(Paragraph((Run(line, bold=number == 0),), align) for number, line in enumerate(lines))
        return Placeholder("title", self.style.terms.shapes.title, texts, size=self._fitted(texts, box), box=box)

    def _small(self, text: str, box: Box, align: Literal["l", "r"] = "l") -> Shape:
        body = TextBody((Paragraph((Run(text),), align),), _SMALL, _INK)
        return Shape(self.style.terms.shapes.text, box, text=body)

    def _number(self, number: str) -> Shape:
        inside = self._inside
        return self._small(number, Box(_STRIP, inside.bottom - mm(4), inside.right - _STRIP, _LINE), "r")

    def _fitted(self, texts: Sequence[Paragraph], box: Box) -> float:
        """The largest size at which they fit, in points."""
        largest = max(12.0, points(self.slide.h) * 0.1)
        for size in (size for size in _SIZES if size <= largest):
            found = extent(texts, box.w, size, self.style.body)
            if found.height <= box.h and not found.broken:
                return size
        raise TooLong(self.face["name"])
