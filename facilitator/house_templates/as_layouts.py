"""A template's layouts as ours: which placeholder holds which text, and places for what they have none for.

Lengths are those of a slide of ordinary size; on a tiny or huge one all of it is drawn to scale (`Suit`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.adapting import proportion
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import line_height
from facilitator.canvas.own_layouts import ORDINARY, Design, PicturePlace, Slot
from facilitator.canvas.own_layouts import Layout as Drawn
from facilitator.canvas.shapes import Colour
from facilitator.canvas.text import SMALL_MIN
from facilitator.house_templates import Layout, Placeholder, Template, to_theme
from facilitator.house_templates.empty_space import below, between_sides, room_around, rooms, stretched
from facilitator.house_templates.fillers import (
    FINDERS,
    PLACES,
    USUAL_SIZE,
    bar,
    half,
    is_heading,
    is_kicker,
    kind_of,
    picture,
    stays,
    typesetting_of,
)
from facilitator.house_templates.ground_fit import alike, written_on
from facilitator.office.shapes import FURNITURE

__all__ = ["design_of"]

_ROOMY_USUALLY = 0.45
_GAIN = 1.2
"""How many times the room there must be under a title on top of all that is free, for titles to stand there."""
_ROOMY = {"title": 0.0, "section": 0.0, "blank": 0.0, "break_": 0.25}
"""Share of the slide that a layout should leave to what stands under its title: figures, a bar."""
_NARROW = (cm(22), cm(15))
"""Widths below which a source takes a line more."""
_GAP = cm(0.15)
_FROM_ART = cm(0.3)
"""What a text keeps from art with edges."""
_SLACK, _TITLE = cm(0.05), cm(2.2)
_SIZES = {"title": 30.0, "subtitle": 20.0, "text": 24.0, "left": 20.0, "right": 20.0, "caption": 18.0}
"""Points, where the template does not say."""
_TITLE_LINE = 1.3
"""Of a title's size: the height of its line, with a little air."""
_LEAST_HEIGHT = {"title": 44, "subtitle": 96, "text": 200, "left": 200, "right": 200, "caption": 44}
"""Points: two lines of a title, four below it, ten of a list."""
_HEADINGS = ("title", "section", "break_")
"""Slides that have little but a title."""
_HEADING_SIZE = 40.0
"""Points, at least, of such a heading."""
_ENOUGH = 0.6
"""Share of it without which a placeholder is left alone."""
_STANDS_ON = 0.8
"""Share of a title with art under it, from which on it is meant to stand on that."""
_LEAST_WIDTH, _HALF = 0.3, 0.5
"""Share of the slide's width that is narrow for a text; and of a line's height, which what art leaves of it has."""
_MARGIN = 0.02
"""Shares of the slide."""
_FULL = ("title", "agenda", "section", "blank")
"""Slides without a source line."""
_SLOTS: dict[str, tuple[str, ...]] = {
    "title": ("subtitle",),
    "section": ("subtitle",),
    "break_": ("subtitle",),
    "content": ("text",),
    "two_content": ("left", "right"),
}
_ABOVE_SOURCE = ("text", "left", "right")
"""Texts that end where the source line begins."""
_INDEX = {"subtitle": 1, "text": 1, "left": 1, "right": 2, "caption": 1}
"""Only tells the slots of a layout apart; what is written is `Slot.kind`."""
_MOST = 0.6
"""Share of a length, or of a content area, that counts as nearly all of it."""


def design_of(
    template: Template, chosen: Mapping[str, Layout], scale: float, *, floor: bool = True, way: str = ""
) -> Design:
    """The template's layouts in place of ours, by our names, for what is drawn to this scale.

    Args:
        template: the template.
        chosen: its layouts.
        scale: how large things are drawn.
        floor: no type is smaller than our smallest; else it is by the scale.
        way: what canvases add to the names.
    """
    least = SMALL_MIN / scale if floor and not proportion(template.slide) else SMALL_MIN
    fonts = to_theme(template, chosen["title_only"]).fonts
    usual = chosen["title_only"].title.box if chosen["title_only"].title else None
    readings = [
        _Reading(name, layout, template.slide, 1 / scale, least, Font(fonts.body), usual)
        for name, layout in chosen.items()
    ]
    lifted = any(one.is_crowded for one in readings if one.name == "title_only")
    layouts = {
        one.name: replace(one, lifted=lifted if one.name in ORDINARY else one.is_on_art).drawn() for one in readings
    }
    layouts = alike(layouts, chosen, scale)
    own = {
        name: (area, Box(area.x, area.bottom + _GAP, area.w, _source(area.w, least, Font(fonts.body))))
        for name, area in ((name, layout.area) for name, layout in layouts.items() if name not in _FULL)
    }
    body, foot = own["title_only"]
    return Design(layouts, body, foot, False, least, own, slide=template.slide.scaled(1 / scale), way=way)


def _source(width: Emu, least: float, font: Font) -> Emu:
    """The height of two lines of the smallest type, of more where they are short."""
    return line_height(least, font) * (2 + sum(width < narrow for narrow in _NARROW)) + _SLACK


@dataclass(frozen=True, slots=True)
class _Reading:
    """A layout of the template, read as the one of ours that it serves."""

    name: str
    layout: Layout
    slide: Box
    scale: float
    least: float
    """Points that no type may be below."""
    font: Font
    """That of texts."""
    usual: Box | None
    """Where ordinary titles stand."""
    lifted: bool = False
    """The title stands on top of all that is free: on all ordinary slides, or none."""

    def drawn(self) -> Drawn:
        title, rest = self._title()
        content = rest if self.name in _FULL else self._above_source(rest)
        slots = (title, *(self._slot(slot, content, title.box) for slot in _SLOTS.get(self.name, ())))
        place = self._picture
        slots = (*slots, *(self._caption(content, title.box, place) if place else ()))
        left = bar(content) if self.name == "break_" else content
        return Drawn(
            self.name, self.layout.type, slots, area=left, footer=False, quiet=Colour("tx1", tint=80), picture=place
        )

    def _title(self) -> tuple[Slot, Box]:
        """The title, on top of all that is free where the layout has none or those of the deck are lifted; the rest."""
        found, content = self.layout.title, self._scaled(self.layout.content)
        if found is not None and self._is_no_heading(found.box):
            return self._heading(found, self._scaled(self._free()))
        moved = self.lifted or (found is not None and found.moved)
        free = self._free(self._enough) if moved else self._roomier
        if free is not None:
            content = self._scaled(free)
            if found is not None and self.name in _HEADINGS:
                return self._heading(found, content)
            if found is not None and (self.lifted or self.name not in ORDINARY):
                found = replace(found, box=None)
        if found is None:
            place, content = content.cut(_TITLE, _GAP)
            slot = Slot(
                "title", "title", place, _SIZES["title"], anchor="ctr", major=True, kind='type="title"', own=False
            )
            return slot, content
        if found.box is None:
            place, content = content.cut(_TITLE, _GAP)
            slot = self._filling(found, place, False)
        else:
            place, own = self._title_place(found, found.box)
            # LibreOffice takes a title with an index for something else; said with its place, it is one everywhere.
            slot = self._filling(found, place, own and not found.index)
            whole, usual = content, self._scaled(self.layout.content)
            left = rooms(whole, [place.inset(-_GAP)] if place.meets(whole) else [])
            content = max(left, key=lambda one: one.area, default=whole)
            if not moved and not place.meets(usual) and content.area < _GAIN * usual.area:
                content = usual
        role: Literal["title", "ctrTitle"] = "ctrTitle" if found.role == "ctrTitle" else "title"
        return replace(slot, role=role, major=True), content

    @property
    def _enough(self) -> float:
        return 0 if self._picture else _ROOMY.get(self.name, _ROOMY_USUALLY) * self.slide.area

    @property
    def _roomier(self) -> Box | None:
        """All that is free, where what the title leaves is too little and this is more."""
        if self.layout.content.area >= self._enough:
            return None
        free = self._free(self._enough)
        drawn_on = any(one.meets(free) and not one.meets(self.layout.content) for one in self.layout.decorations)
        return None if drawn_on or free.area <= self.layout.content.area else free

    @property
    def is_crowded(self) -> bool:
        """Whether there is far more room under a title on top of all that is free, or art where the title is: not
        beside one that stands aside.
        """
        free, title = self._roomier, self.layout.title
        if self.is_on_art or free is None or (title and title.box and not title.box.meets(free)):
            return self.is_on_art
        return self._scaled(free).cut(_TITLE, _GAP)[1].area >= _GAIN * self._scaled(self.layout.content).area

    @property
    def is_on_art(self) -> bool:
        """Whether the title cannot be kept off art that what is free lies beside: not one that stands on a picture."""
        title = self.layout.title
        if title is None or title.box is None or not self._meets_art(place := self._title_place(title, title.box)[0]):
            return False
        art = sum(self._scaled(one).clipped(place).area for one in self.layout.decorations)
        return art < _STANDS_ON * place.area and not self._meets_art(self._scaled(self._free()))

    def _title_place(self, found: Placeholder, box: Box) -> tuple[Box, bool]:
        """Where the layout's title stands, off art; what that leaves of it takes in what is free above and below."""
        place, own = self._off_art(*self._place(found, box, "title"))
        least = pt(max(_LEAST_HEIGHT["title"], _TITLE_LINE * (found.size or USUAL_SIZE) * self.scale))
        if own or place.h >= least:
            return place, own
        there = [self._scaled(one).inset(-_FROM_ART) for one in self.layout.decorations]
        others = map(self._scaled, self._beside(found, "title"))
        room = room_around(place, self._scaled(self._inner), (*others, *there))
        return stretched(place, room, place.w, least, found.anchor), False

    def _free(self, enough: float = 0) -> Box:
        """All that there is when the title stands elsewhere, between the sides of the texts where that is enough."""
        furniture = tuple(one for one in self.layout.placeholders if one.role in FURNITURE)
        whole = replace(self.layout, placeholders=furniture).content
        title = self.layout.title.written if self.layout.title else None
        between = between_sides(whole, title, self.slide, self.layout.sides)
        return between if between.area >= enough else whole

    def _is_no_heading(self, box: Box | None) -> bool:
        """Whether the slide's one large text would stand nowhere, in the line of an ordinary title, under the bar of a
        break, or on art.
        """
        if self.name not in _HEADINGS:
            return False
        if box is None or self.is_on_art:
            return True
        under = self.name == "break_" and box.y >= self.layout.content.bottom
        return under or not is_heading(box, self.usual, self.slide)

    def _heading(self, found: Placeholder, free: Box) -> tuple[Slot, Box]:
        """The title above the middle of what is free, and what is left under it."""
        place = PLACES["heading"](free)
        content = Box(free.x, place.bottom + _GAP, free.w, free.bottom - place.bottom - _GAP)
        slot = self._filling(found, place, False)
        size = max(slot.size, _HEADING_SIZE)
        return replace(slot, size=size, anchor="ctr" if found.surface else "b", major=True), content

    def _beside_art(self, name: str, place: Box, own: bool, content: Box) -> tuple[Box, bool]:
        """As `_off_art`; where too little is left of it, the text stands in the content area. Columns stay alike."""
        if name in ("left", "right"):
            columns = [column for find in (half(0), half(1)) if (column := find(self.layout)) and column.box]
            places = [self._inside(one, one.box) for one in columns if one.box]
            pictured = any(one.role == "pic" for one in self.layout.placeholders)  # That stays empty.
            narrow = pictured and Box.bounding(places).area < _MOST * content.area
            return (PLACES[name](content), False) if narrow or any(map(self._meets_art, places)) else (place, own)
        trimmed = self._off_art(place, own)
        return (PLACES[name](content), False) if self._meets_art(trimmed[0]) else trimmed

    def _meets_art(self, place: Box) -> bool:
        return self.layout.ground is not None and any(self._scaled(one).meets(place) for one in self.layout.decorations)

    def _off_art(self, place: Box, own: bool) -> tuple[Box, bool]:
        """The place without what art with edges lies in, where enough is left of it to stand in; and whether it is
        still the layout's.
        """
        if not self._meets_art(place):
            return place, own
        art = (self._scaled(one).inset(-_FROM_ART) for one in self.layout.decorations)
        w, h = _MOST * place.w, min(place.h, pt(_LEAST_HEIGHT["title"])) * _HALF
        room = next((one for one in rooms(place, art) if one.w >= w and one.h >= h), None)
        return (place, own) if room is None else (room, False)

    def _slot(self, name: str, content: Box, title: Box) -> Slot:
        """The placeholder that holds this text, or a place of our own where there is none, or the title stands now."""
        found = FINDERS[name](self.layout)
        if found is None or found.box is None or self._is_unfit(found, found.box, name, content, title):
            place = (name == "subtitle" and self._under(title, content)) or PLACES[name](content)
            align = self.layout.title.align if name == "subtitle" and self.layout.title else "l"
            return Slot("body", name, place, _SIZES[name], _INDEX[name], align=align, own=False)
        place, own = self._beside_art(name, *self._place(found, found.box, name), content)
        if name == "text" and not place.meets(title) and (self.lifted or place.area < _MOST * content.area):
            place, own = content, False  # One of many has all their room; so has it what the title has left.
        lowest = self._lowest(name, content)
        if place.bottom > lowest:
            stays = found.anchor == "t" and self.name != "break_"
            place, own = Box(place.x, place.y, place.w, lowest - place.y), own and stays
        # With the number of titles a text is taken for one by some programs, unless it says its own place.
        slot = self._filling(found, place, own and found.index != 0, name)
        return replace(slot, role="subTitle" if found.role == "subTitle" else "body", index=_INDEX[name])

    def _under(self, title: Box, content: Box) -> Box | None:
        """What is free under a title that stands beside all else, but on covers; None where that is too little."""
        feet = [one.box for one in self.layout.placeholders if one.role in FURNITURE and one.box]
        taken = [content, *(self._scaled(one).inset(-_FROM_ART) for one in (*feet, *self.layout.decorations))]
        free = below(title, self._scaled(self._inner), taken)
        beside = self.name != "title" and (title.right <= content.x or content.right <= title.x)
        return free if beside and free.h >= pt(_LEAST_HEIGHT["subtitle"] * _ENOUGH) else None

    @property
    def _picture(self) -> PicturePlace | None:
        """The layout's place for a picture, on the slide; None where it is too small, or the title lies on it."""
        found = picture(self.layout) if self.name == "picture" and not self.lifted else None
        if found is None:
            return None
        placeholder, box = found
        free, _own = self._off_art(self._scaled(box.clipped(self.slide)), True)
        return None if self._meets_art(free) else PicturePlace(free, kind_of(placeholder))

    def _caption(self, content: Box, title: Box, picture: PicturePlace) -> Iterator[Slot]:
        """The layout's own place for what is said about the picture, where it has one beside it."""
        text = self._slot("caption", content, title)
        if text.kind is not None and not text.box.meets(picture.box):
            yield replace(text, name="text")

    def _is_unfit(self, found: Placeholder, box: Box, name: str, content: Box, title: Box) -> bool:
        """Whether it holds next to nothing, with no room to stretch it, or lies where the title has been moved to."""
        place, _ = self._place(found, box, name)
        own = self.layout.title
        moved = own is None or own.box is None or own.moved or not self._scaled(own.box).holds(title)
        if moved and (place.meets(title) or (own is not None and own.moved)):
            return True
        return min(place.bottom, self._lowest(name, content)) - place.y < pt(_LEAST_HEIGHT[name] * _ENOUGH)

    def _lowest(self, name: str, content: Box) -> Emu:
        """Where a text must end: a list where the source line begins, what is said of a break where its bar does."""
        if self.name == "break_":
            return bar(content).y - _GAP
        return content.bottom if name in _ABOVE_SOURCE else self._scaled(self.slide).bottom

    def _filling(self, found: Placeholder, place: Box, own: bool, name: str = "title") -> Slot:
        """The slot that fills a placeholder of the layout."""
        written = written_on(self.layout, found, place.scaled(1 / self.scale))
        own = own and not found.moved and not found.shared  # Of a shared one LibreOffice is told all.
        return Slot(
            "title",
            name,
            place,
            (found.size or USUAL_SIZE) * self.scale,
            anchor=found.anchor,
            align=found.align,
            bullets=found.bullets,
            kind=kind_of(found),
            typesetting=typesetting_of(found, self.scale, own=own),
            own=own,
            ink=written.ink,
            plate=written.plate,
            filled=found.surface is not None,
            upright=found.vertical,
        )

    def _place(self, found: Placeholder, box: Box, name: str) -> tuple[Box, bool]:
        """Where the text of a placeholder stands, and whether the layout says so.

        One that holds too little is stretched into what is free around it.
        """
        place, least = self._inside(found, box), pt(_LEAST_HEIGHT.get(name, 0))
        narrow = 0 if name in ("left", "right") else self._scaled(self.slide).w * _LEAST_WIDTH
        if place.h >= least and self._scaled(box).w >= narrow:
            return place, True
        whole = self._ground(box).clipped(self._inner)
        gap = round(_FROM_ART / self.scale)
        art = (one if (wide := one.inset(-gap)).meets(box) else wide for one in self.layout.decorations)
        others = (*self._beside(found, name), *art)
        room = self._inside(found, room_around(box.clipped(whole), whole, others), upright=False)
        return stretched(place, room, round(narrow), least, found.anchor), False

    def _beside(self, found: Placeholder, name: str) -> list[Box]:
        """The other placeholders that a slide shows."""
        shown = [one.box for one in self.layout.placeholders if one is not found and one.box and stays(one, name)]
        return [box for box in shown if name != "title" or not is_kicker(box, found, self.slide)]

    @property
    def _inner(self) -> Box:
        """The slide inside its margins."""
        return self.slide.inset(round(min(self.slide.w, self.slide.h) * _MARGIN))

    def _ground(self, box: Box) -> Box:
        """The smallest decoration that it stands on, which what is stretched does not leave; else the slide."""
        grounds = (one for one in self.layout.decorations if one.holds(box))
        return min(grounds, key=lambda one: one.area, default=self.slide)

    def _inside(self, found: Placeholder, box: Box, *, upright: bool = True) -> Box:
        """Where its text stands: inside what it keeps at its edges, the upper and lower one too if it is to."""
        left, top, right, bottom = (max(one, 0) for one in found.insets)
        top, bottom = (top, bottom) if upright else (0, 0)
        return self._scaled(Box(box.x + left, box.y + top, box.w - left - right, box.h - top - bottom))

    def _above_source(self, box: Box) -> Box:
        return Box(box.x, box.y, box.w, box.h - _source(box.w, self.least, self.font) - _GAP)

    def _scaled(self, box: Box) -> Box:
        return box.scaled(self.scale)
