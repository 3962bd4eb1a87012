"""The cards as a PowerPoint file: a slide for every side, at the size of a card, to be edited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from facilitator.canvas import Align, Box, Emu, mm, points, pt
from facilitator.canvas.icons import icon
from facilitator.canvas.measure import SAFETY, extent, text_width
from facilitator.canvas.own_layouts import Layout, Master, Slot
from facilitator.canvas.shapes import AnyShape, Canvas, Colour, Paragraph, Placeholder, Run, Scheme, Shape, TextBody
from facilitator.canvas.slides.last_lines import hyphenated, kept_together
from facilitator.canvas.text import ACCENTS, Style
from facilitator.content.cards import CardSet
from facilitator.made import property_text
from facilitator.pptx.own_parts import OwnTemplate
from facilitator.pptx.package import write_deck
from facilitator.pptx.properties import Properties
from facilitator.print.cards.dealing import Dealt, Size, card_sides
from facilitator.print.cards.pages import Stock
from facilitator.print.typst import TooLong
from facilitator.text import joined

__all__ = ["card_slides"]

_SIZES = (56, 50, 45, 41, 37, 34, 32, 30, 28, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
_LEAST = 9
"""Points: nothing on a card is smaller."""
_NAMED = 0.68
"""What a card says beside its name: the size of the one to that of the other."""
_INSET = mm(3)
"""Round what the layout's own title is set in."""
_INK, _QUIET = Colour("tx2"), Colour("tx1", tint=85)
_SYMBOLS = ("ellipse", "triangle", "rect", "diamond", "donut", "hexagon")
"""The shapes that tell categories apart without colour."""
_LAYOUT = "title_only"
_ENDLESS = re.compile(r"[^\s\u00ad]{34,}|\w+[/@_=&.]\w[\w/@_=&.?:-]{12,}")
"""Addresses and the like, which no hyphen can break: PowerPoint breaks them where a line ends, as sheets do."""


def card_slides(cards: CardSet, dealt: Sequence[Dealt], size: Size, stock: Stock) -> bytes:
    """Front and back of one card after the other; what a side says is the title of its slide.

    Raises:
        TooLong: a card's text has no room at 9 pt.
    """
    slide, style = Box(0, 0, mm(size.w), mm(size.h)), Style(stock.theme, stock.terms)
    layout = _layout(slide)
    sides = {
        name: _Side(face, cards.title, slide, style, layout) for name, face in card_sides(cards, stock.terms).items()
    }
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
    foot, number = Box(body.x, body.bottom - _INSET, body.w, _INSET).columns(2)
    return OwnTemplate((layout,), Master(title, body, foot, number, _QUIET), slide)


@dataclass(frozen=True)
class _Side:
    """A side that cards show; drawn when the first does, and only once."""

    face: Mapping[str, Any]
    """What stands on it, as `card_sides` gives it."""
    set: str
    """What the set is called."""
    slide: Box
    style: Style
    layout: Layout

    def canvas(self, slide: str, number: str) -> Canvas:
        """The slide with this id; ``number`` is the card's, which stands in the corner."""
        shapes = (*self._shapes, *([self._number(number)] if number else ()))
        return Canvas(slide, self.face["name"], _LAYOUT, shapes)

    @cached_property
    def _shapes(self) -> tuple[AnyShape, ...]:
        draw = {"front": self._front, "back": self._back, "cover": self._cover, "title": self._name}
        drawn = hyphenated(tuple(draw[self.face["kind"]]()), self.layout, self.style)
        return kept_together(drawn, self.layout, self.style)

    def _front(self) -> Iterator[AnyShape]:
        yield from self._band()
        inside = self._inside
        line = self._high(self.face["title"], inside.w)
        yield self._line(self.face["title"], Box(inside.x, inside.y, inside.w, line))
        room = Box(inside.x, inside.y + line, inside.w, inside.h - line)
        name, text = self.face["headline"], self.face["text"]
        yield self._title([name, text] if name else [text], room, 0.165 if name else 0.175, smaller=_NAMED)

    def _back(self) -> Iterator[AnyShape]:
        yield self._surface(self.slide, Colour(self._colour.scheme, tint=16))
        room, strong = self.slide.inset(self._pad), Colour(self._colour.scheme, shade=75)
        line = round(pt(self._small) * 1.6)
        if self.face["text"]:
            side = round(line * 0.8)
            left = side + line // 3
            high = self._high(self.face["turned"], room.w - left)
            yield from self._emblem(Box(room.x, room.y, side, high).around(side, side), strong)
            yield self._line(self.face["turned"], Box(room.x + left, room.y, room.w - left, high), colour=strong)
            room = Box(room.x, room.y + high, room.w, room.h - high)
        else:
            yield from self._emblem(Box(room.x, room.y, room.w, 2 * line).around(2 * line, 2 * line), strong)
        foot = self._high(self.set, room.w, bold=False)
        yield self._line(self.set, Box(room.x, room.bottom - foot, room.w, foot), bold=False)
        told = [one for one in (self.face["headline"], self.face["text"] or self.face["title"]) if one]
        bold = bool(self.face["headline"]) or not self.face["text"]
        yield self._title(told, Box(room.x, room.y, room.w, room.h - foot), 0.125, bold=bold)

    def _cover(self) -> Iterator[AnyShape]:
        yield from self._band()
        listed = [joined("", (f"{number}. ", point)) for number, point in enumerate(self.face["points"], 1)]
        told = [text for text in (self.face["title"], self.face["text"], *listed) if text]
        yield self._title(told, self._inside, 0.12, smaller=0.75, gap=0.15)

    def _name(self) -> Iterator[AnyShape]:
        """The back of the cover: what the set is called, and what it builds on."""
        yield self._surface(self.slide, _INK)
        ink = self.style.on(_INK)
        room = self.slide.inset(self._pad)
        told = tuple(Paragraph((Run(one),), "ctr", before=3) for one in self.face["sources"])
        foot = extent(told, room.w, _LEAST, self.style.body).height + mm(2) if told else 0
        high = min(room.h // 3, pt(self._small * 2.5)) if self.face["icon"] else 0
        if high:
            yield from self._emblem(Box(room.x, room.y, room.w, high).around(high, high), ink)
        yield self._title(
            [self.face["title"]], Box(room.x, room.y + high, room.w, room.h - high - foot), 0.2, "ctr", colour=ink
        )
        if told:
            body = TextBody(told, _LEAST, ink, anchor="b")
            yield Shape(self.style.terms.shapes.source, Box(room.x, room.bottom - foot, room.w, foot), text=body)

    @property
    def _stands(self) -> bool:
        return self.slide.h > self.slide.w

    @property
    def _least(self) -> Emu:
        """The shorter side, which all lengths follow from."""
        return min(self.slide.w, self.slide.h)

    @property
    def _pad(self) -> Emu:
        """What lies around the text."""
        return min(max(mm(2.5), round(self._least * 0.08)), mm(9))

    @property
    def _small(self) -> float:
        """Points of the category and of a card's number."""
        return round(min(max(_LEAST, points(self._least) * 0.078), 20))

    @property
    def _strip(self) -> Box:
        """The coloured band: along the left, on a card that stands over the top."""
        wide = min(max(mm(7), round(self._least * 0.22)), mm(22))
        return Box(0, 0, self.slide.w, wide) if self._stands else Box(0, 0, wide, self.slide.h)

    @property
    def _inside(self) -> Box:
        """What the band and the padding leave."""
        x, y = (0, self._strip.h) if self._stands else (self._strip.w, 0)
        return Box(x, y, self.slide.w - x, self.slide.h - y).inset(self._pad)

    @property
    def _colour(self) -> Colour:
        """That of the card's category."""
        scheme: Scheme = ACCENTS[self.face["category"]] if self.face["category"] >= 0 else "tx2"
        return Colour(scheme)

    def _surface(self, box: Box, fill: Colour, geometry: str = "rect") -> Shape:
        return Shape(self.style.terms.shapes.decoration, box, geometry, (), fill, decorative=True)

    def _band(self) -> Iterator[AnyShape]:
        """The coloured band with pictogram and symbol."""
        yield self._surface(self._strip, self._colour)
        ink, wide = self.style.on(self._colour), min(self._strip.w, self._strip.h)
        side = round(wide * 0.6)
        first = Box(self._pad, (wide - side) // 2, side, side)
        if not self._stands:
            first = Box(first.y, first.x, side, side)
        yield from self._emblem(first, ink)
        if self._signed and self.face["category"] >= 0:
            behind = round(side * 1.2)
            second = Box(first.x + behind, first.y, side, side)
            second = second if self._stands else Box(first.x, first.y + behind, side, side // 2)
            yield self._symbol(second.around(side // 2, side // 2), ink)

    @property
    def _signed(self) -> bool:
        """Whether a pictogram or a letter stands for the card."""
        return bool(self.face["icon"] or self.face["symbol"])

    def _emblem(self, box: Box, ink: Colour) -> Iterator[AnyShape]:
        """What the card is known by: its pictogram or its letter, else its symbol; a cover may have none."""
        if self.face["icon"]:
            yield icon(self.face["icon"], box, ink, self.style.terms.shapes.decoration)
        elif self.face["symbol"]:
            letter = Paragraph((Run(self.face["symbol"], bold=True),), "ctr")
            body = TextBody((letter,), max(_LEAST, round(points(box.h) * 0.8)), ink, anchor="ctr")
            yield Shape(self.style.terms.shapes.text, box, text=body)
        elif self.face["category"] >= 0:
            yield self._symbol(box.around(round(box.w * 0.8), round(box.h * 0.8)), ink)

    def _symbol(self, box: Box, ink: Colour) -> Shape:
        return self._surface(box, ink, _SYMBOLS[self.face["category"]])

    def _title(
        self, lines: Sequence[str], box: Box, share: float, align: Align = "l", *,
        bold: bool = True, smaller: float = 1, gap: float = 0.35, colour: Colour | None = None,
    ) -> Placeholder:  # fmt: skip
        """The paragraphs as large as they fit, at most this ``share`` of the card.

        The first is in bold type, the others so much ``smaller``; between two is a ``gap``, in em of the first.
        """
        told = [one for line in lines for one in line.split("\n\n")]
        largest = max(14.0, points(self._least) * share)
        for size in (size for size in _SIZES if size <= largest):
            first = Paragraph((Run(told[0], bold=bold, colour=colour),), align)
            less = max(_LEAST, round(size * smaller))
            others = [Paragraph((Run(one, size=less),), align, before=size * gap) for one in told[1:]]
            shown = tuple(self._parted(one, box.w, size) for one in (first, *others))
            found = extent([_on_lines(one) for one in shown], box.w, size, self.style.body)
            if found.height <= box.h and not found.broken:
                return Placeholder("title", self.style.terms.shapes.title, shown, size=size, box=box)
        raise TooLong(self.face["name"])

    def _parted(self, told: Paragraph, width: Emu, size: float) -> Paragraph:
        """The paragraph, the addresses that have no room on a line in parts that have: LibreOffice takes a link for one
        line high, however many it runs over.
        """
        return replace(
            told, runs=tuple(run for one in told.runs for run in self._parts(one, round(width / SAFETY), size))
        )

    def _parts(self, run: Run, room: Emu, size: float) -> Iterator[Run]:
        size, font, text = run.size or size, self.style.body.made(bool(run.bold)), run.text
        done = 0
        for found in _ENDLESS.finditer(text):
            if text_width(found[0], size, font) <= room:
                continue
            cuts = [found.start()]
            for end in range(found.start() + 1, found.end()):
                if text_width(text[cuts[-1] : end + 1], size, font) > room:
                    cuts.append(end)
            yield from (replace(run, text=text[begin:end]) for begin, end in pairwise((done, *cuts)) if begin < end)
            done = cuts[-1]
        yield replace(run, text=text[done:])

    def _line(self, text: str, box: Box, *, bold: bool = True, colour: Colour = _QUIET) -> Shape:
        """A small line, as large as it fits the width of its box, or more of them in one that is `_high`."""
        one = (Paragraph((Run(text, bold=bold),)),)
        body = TextBody(one, self._lined(text, box.w, bold=bold), colour, anchor="ctr")
        return Shape(self.style.terms.shapes.text, box, text=body)

    def _lined(self, text: str, width: Emu, *, bold: bool) -> int:
        """Points at which a text stands on one line so wide, or the least there are."""
        one = (Paragraph((Run(text, bold=bold),)),)
        sizes = (max(_LEAST, round(self._small * share)) for share in (1, 0.9, 0.8))
        return next((size for size in sizes if extent(one, width, size, self.style.body).lines == 1), _LEAST)

    def _high(self, text: str, width: Emu, *, bold: bool = True) -> Emu:
        """The height of the small line, or of as many as the text needs."""
        one = (Paragraph((Run(text, bold=bold),)),)
        found = extent(one, width, self._lined(text, width, bold=bold), self.style.body)
        line = round(pt(self._small) * 1.6)
        return line if found.lines == 1 else max(line, found.height + round(pt(self._small) * 0.6))

    def _number(self, number: str) -> Shape:
        """At the end of the band."""
        body = Paragraph((Run(number, bold=True),), "r" if self._stands else "ctr")
        line, strip = round(pt(self._small) * 1.5), self._strip
        high = Box(strip.x, strip.bottom - self._pad - line // 2, strip.w, line)
        box = Box(self._pad, strip.y, strip.w - 2 * self._pad, strip.h) if self._stands else high
        return Shape(
            self.style.terms.shapes.text,
            box,
            text=TextBody((body,), self._small, self.style.on(self._colour), anchor="ctr"),
        )


def _on_lines(told: Paragraph) -> Paragraph:
    """The paragraph with each of its runs on a line of its own, as the parts of an address are."""
    first, *others = told.runs
    return replace(told, runs=(first, *(replace(one, text=f"\n{one.text}") for one in others)))
