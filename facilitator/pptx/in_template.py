"""Somebody's own template: its layouts take the place of ours, its colours and fonts those of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import filterfalse
from pathlib import Path

from facilitator.canvas import ABOVE, Box, cm
from facilitator.canvas.adapting import Suit, adapted
from facilitator.canvas.legible import how_many, is_plate, joined, legible, plate
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.own_layouts import Design, Slot
from facilitator.canvas.own_layouts import Layout as Drawn
from facilitator.canvas.shapes import Canvas, Colour, Placeholder, Run, Shape
from facilitator.canvas.slides.shared import as_shown, font_in
from facilitator.canvas.text import Style
from facilitator.content import Keeping
from facilitator.content.theme import Look, Theme
from facilitator.house_templates import Layout, Template, to_look, to_theme
from facilitator.house_templates.as_layouts import design_of
from facilitator.house_templates.choosing import Choice, choose
from facilitator.house_templates.fillers import level
from facilitator.house_templates.ground_fit import (
    Written,
    feet_of,
    footer_lines,
    is_clear,
    on_paper,
    plain_ground,
    scale_of,
    small_scales,
    suit_of,
    written_anew,
)
from facilitator.house_templates.mapping import mapping_path, read_mapping
from facilitator.house_templates.reading import logo_in, looked_at, template_of
from facilitator.messages import _, at_terminal
from facilitator.office import present
from facilitator.office.presentation import Presentation, open_presentation
from facilitator.office.shapes import FURNITURE
from facilitator.pptx.frame import SlideLayout
from facilitator.pptx.kept_file import KeptFile
from facilitator.pptx.properties import Names

__all__ = ["HouseTemplate", "Way", "house_template"]

_AROUND = cm(0.6)
"""What plates stand out around what is on them."""
_SLACK = 1.05
"""Of what a text measures: other programs set it somewhat wider and higher."""


def house_template(path: Path, *, macros: bool = False, slides: Keeping = "drop") -> HouseTemplate:
    """The template at ``path``, with the layouts that the file beside it names, where there is one.

    Args:
        path: a PowerPoint file.
        macros: keep the macros that are in it.
        slides: which of its own slides come along, and where.

    Raises:
        Problems: it cannot be opened, or the file beside it is wrong.
    """
    file = open_presentation(path, keep=True)
    template = template_of(file)
    beside = mapping_path(path)
    chosen = read_mapping(beside, template) if beside.is_file() else choose(template)
    seen = looked_at(file, [choice.layout for choice in chosen.values()])
    choices = {kind: replace(choice, layout=seen[choice.layout.part]) for kind, choice in chosen.items()}
    return HouseTemplate(file, template, choices, macros and template.facts.macros, slides)


@dataclass(frozen=True, eq=False)
class Way:
    """A way to draw slides on a template: a layout for every kind, and how large."""

    template: Template
    layouts: Mapping[str, Layout]
    """By kind."""
    scale: float
    """How large things are drawn."""
    name: str = ""
    """What canvases add to the names of its layouts."""
    floor: bool = True
    """No type is smaller than our smallest."""

    @cached_property
    def design(self) -> Design:
        """Its layouts in place of ours; what is drawn on plates keeps off their edges."""
        found = design_of(self.template, self.layouts, self.scale, floor=self.floor, way=self.name)
        inside = {kind: self._inside(kind, one, found.own.get(kind)) for kind, one in found.layouts.items()}
        layouts = {kind: replace(one, area=inside[kind][0]) for kind, one in found.layouts.items()}
        own = {kind: inside[kind] for kind in found.own}
        body, source = own["title_only"]
        return replace(found, layouts=layouts, own=own, body=body, source=source)

    def _inside(self, kind: str, drawn: Drawn, own: tuple[Box, Box] | None) -> tuple[Box, Box]:
        """A layout's content area and source line, off the edges of the plate that is put behind both, where what is
        beside them leaves it little room to stand out.
        """
        area, line = own or (drawn.area, drawn.area)
        if self.layouts[kind].part in self._clear or area.area == 0:
            return area, line
        whole = Box.bounding([area, line]).scaled(self.scale)
        titles = [slot.box.scaled(self.scale) for slot in drawn.slots[:1] if not slot.plate]
        on = plate("", whole, None, _AROUND, (*_taken(self.layouts[kind]), *titles)).box.inset(_AROUND)
        inner = on.clipped(whole).scaled(1 / self.scale)
        if kind == "break_":  # Its bar is as high as it is.
            return replace(area, x=inner.x, w=inner.w), line
        up = Box.bounding([area, line]).bottom - inner.bottom
        area = Box(inner.x, inner.y, inner.w, area.bottom - up - inner.y)
        return area, replace(line, x=inner.x, y=line.y - up, w=inner.w)

    @cached_property
    def _suits(self) -> dict[str, Suit]:
        """How canvases are changed to go on a layout, by its part."""
        return {layout.part: suit_of(layout, self.scale) for layout in self.layouts.values()}

    @cached_property
    def _clear(self) -> frozenset[str]:
        """The parts of the layouts on which something can be read all over the content area."""
        return frozenset(layout.part for layout in self.layouts.values() if is_clear(layout))

    def styled(self, style: Style) -> Style:
        """The style with the template's look and these layouts."""
        return replace(style, theme=to_theme(self.template, self.layouts["title_only"]), design=self.design)

    def suited(self, canvas: Canvas, kind: str, style: Style) -> Canvas:
        """The canvas as it goes on the layout of this kind."""
        made = self._legible(canvas, kind, style)
        plates = [one.box for one in made.shapes if is_plate(one)]
        shapes = [self._inked(one, kind, plates) if isinstance(one, Placeholder) else one for one in made.shapes]
        return replace(made, shapes=tuple(shapes))

    def _inked(self, one: Placeholder, kind: str, plates: Sequence[Box]) -> Placeholder:
        """A title that a slide has put among its own shapes is written as can be read there; so is what has come to
        stand on the plate of other things.
        """
        written, layout = self._written(one, kind), self.layouts[kind]
        slot = next((each for each in self.design.layouts[kind].slots if each.index == one.index), None)
        place = one.box or (slot.box.scaled(self.scale) if slot else None)
        ink = written.ink
        if slot and place and not (written.plate or slot.plate) and any(plate.covers(place.centre) for plate in plates):
            ink = on_paper(layout, slot.kind) or ink
        if ink is None:
            return one
        said = [replace(each, runs=tuple([_inked(run, ink) for run in each.runs])) for each in one.paragraphs]
        return replace(one, paragraphs=tuple(said))

    def _written(self, one: Placeholder, kind: str) -> Written:
        """How a title is written that does not stand where the layout has it; nothing is said of others."""
        title = self.layouts[kind].title
        if title is None or one.box is None or one.index is not None:
            return Written()
        return written_anew(self.layouts[kind], title, one.box)

    def _legible(self, canvas: Canvas, kind: str, style: Style) -> Canvas:
        layout = self.layouts[kind]
        here = replace(style, theme=to_theme(self.template, layout))
        fitted = adapted(canvas, self._suits[layout.part])
        places = {slot.index: slot.box.scaled(self.scale) for slot in self.design.layouts[kind].slots}
        name, slide = style.terms.shapes.decoration, self.template.slide
        plates = list(self._plates(fitted, kind, places, here))
        shapes = (*joined(plates, layout.decorations), *fitted.shapes)
        drawn = not all(isinstance(one, Placeholder) for one in fitted.shapes)
        if layout.part in self._clear or not drawn:
            made = legible(replace(fitted, shapes=shapes), here, layout.shades, places, self._drawn_on(kind, ()))
            if not drawn or how_many(made.shapes) == how_many(shapes):
                return made
        # One plate behind everything that is drawn, rather than one behind each of its texts.
        whole = plate(name, self._drawn_on(kind, plates), slide, _AROUND, _taken(layout))
        all_of_it = (*joined([whole, *plates], layout.decorations), *fitted.shapes)
        return legible(replace(fitted, shapes=all_of_it), here, layout.shades, places)

    def _drawn_on(self, kind: str, plates: Sequence[Shape]) -> Box:
        """Where things are drawn; on slides that have little but a title, that is with it."""
        design, areas = self.design, [self.design.layouts[kind].area]
        if kind in design.own:
            areas = list(design.own[kind])
        found = [area.scaled(self.scale) for area in areas if area.area > 0]
        with_it = plates if kind not in design.own or kind == "break_" else ()
        return Box.bounding([*found, *(one.box.inset(_AROUND) for one in with_it)])

    def _plates(self, canvas: Canvas, kind: str, places: Mapping[int | None, Box], style: Style) -> Iterator[Shape]:
        """What is put behind placeholders, where nothing can be read on the ground."""
        slots = {slot.index: slot for slot in self.design.layouts[kind].slots}
        bare, plated = _taken(self.layouts[kind]), []
        for one in canvas.shapes:
            if isinstance(one, Placeholder):
                slot, place = slots.get(one.index), one.box or places[one.index]
                if self._written(one, kind).plate or (one.box is None and slot and slot.plate):
                    plated.append(self._said(one, slot, place, style) if slot and kind == "title" else place)
                else:
                    bare.append(place)
        for place in plated:
            yield plate(style.terms.shapes.decoration, place, self.template.slide, _AROUND, bare)

    def _said(self, one: Placeholder, slot: Slot, place: Box, style: Style) -> Box:
        """What a text of a cover takes of its place: a title on one line no more than its width, what stands under it
        no more than its lines.
        """
        size, font, own = one.size or slot.size * self.scale, font_in(slot, style), slot.typesetting
        shown = [
            as_shown(replace(each, runs=tuple(filterfalse(_is_unseen, each.runs))), slot) for each in one.paragraphs
        ]
        if slot.name == "subtitle":
            high = min(round(extent(shown, place.w, size, font).height * own.spacing * _SLACK), place.h)
            return Box(place.x, round(place.y + ABOVE[slot.anchor] * (place.h - high)), place.w, high)
        if slot.name != "title":
            return place
        wide = round(text_width(" ".join(each.text for each in shown), size, font) * (1 + own.tracking) * _SLACK)
        left = {"l": 0.0, "ctr": 0.5, "r": 1.0}[slot.align] * (place.w - wide)
        return place if wide >= place.w else Box(round(place.x + left), place.y, wide, place.h)

    def slide_layout(self, kind: str) -> SlideLayout:
        """The layout of this kind with the places that the file has, not those that canvases are drawn for."""
        layout, drawn = self.layouts[kind], self.design.layouts[kind]
        slots = [replace(slot, box=slot.box.scaled(self.scale), size=slot.size * self.scale) for slot in drawn.slots]
        footer, number = feet_of(layout)
        return SlideLayout(layout.part, replace(drawn, slots=tuple(slots)), footer, number, layout.colour_map)


def _taken(layout: Layout) -> list[Box]:
    """Where a layout has art, footers, and numbers, over which no plate stands out."""
    return [*layout.decorations, *(one.box for one in layout.placeholders if one.role in FURNITURE and one.box)]


def _inked(run: Run, ink: Colour) -> Run:
    """What is not seen stays unseen."""
    return run if _is_unseen(run) else replace(run, colour=ink)


def _is_unseen(run: Run) -> bool:
    """Whether it is there for those alone who have the slide read aloud."""
    return run.colour is not None and not run.colour.alpha


@dataclass(frozen=True)
class HouseTemplate:
    """A template, and which of its layouts serves which kind of slide."""

    file: Presentation
    """Kept in memory: decks are made in what has been read, whatever becomes of the file meanwhile."""
    template: Template
    choices: Mapping[str, Choice]
    macros: bool = False
    slides: Keeping = "drop"

    @property
    def before(self) -> int:
        """How many of the template's own slides stand before ours."""
        return min(self.kept, 1) if self.slides == "frame" else 0

    @property
    def kept(self) -> int:
        """How many of them there are in the deck."""
        return 0 if self.slides == "drop" else self.template.facts.slides

    @property
    def suffix(self) -> str:
        """How the deck's name ends."""
        return ".pptm" if self.macros else ".pptx"

    @property
    def told(self) -> Sequence[str]:
        """What somebody may have expected of it and does not get."""
        found, facts = [], self.template.facts
        if facts.macros and not self.macros:
            kept = _("the template's macros are left out; --macros keeps them and makes a .pptm")
            found.append(kept if at_terminal() else _("the template's macros are left out"))
        if self.slides != "drop" and not facts.slides:
            found.append(_("the template has no slides of its own to keep"))
        return found

    @cached_property
    def look(self) -> Look:
        """Its colours, fonts, and logo, for what is printed."""
        shown, first = (self.choices[kind].layout for kind in ("title_only", "title"))
        return to_look(self.template, shown, logo_in(self.file, (shown, first)))

    def moved(self, canvases: Iterable[Canvas]) -> Sequence[str]:
        """Each slide that had no room on its layout, with what became of it."""
        return list(present(self._moved(number, canvas) for number, canvas in enumerate(canvases, self.before + 1)))

    def _moved(self, number: int, canvas: Canvas) -> str | None:
        way, kind = self._way(canvas)
        if not way.name:
            return None
        chosen, used = self.choices[kind].layout, way.layouts[kind]
        said: dict[str, object] = {"number": number, "title": canvas.title, "chosen": chosen.label}
        if used.part == chosen.part:
            return _("slide {number}, “{title}”, is drawn smaller: the layout “{chosen}” has too little room", **said)
        said["used"] = used.label
        return _("slide {number}, “{title}”, is on the layout “{used}”: “{chosen}” has too little room", **said)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """On the layouts that are chosen; and where a slide has no room there, with smaller type, on the one for titles
        only, and at last on plain ground, each time as small as it must be.
        """
        template = self.template
        chosen = level({kind: choice.layout for kind, choice in self.choices.items()})
        titled, tight = chosen["title_only"], scale_of(template.slide, tight=True)
        plain = plain_ground(chosen.values())
        alike, *smaller = small_scales(plain)
        on = [
            (chosen, scale_of(template.slide), True),
            (chosen, tight, True),
            (dict.fromkeys(chosen, titled), tight, True),
            (dict.fromkeys(chosen, plain), alike, True),
            *((dict.fromkeys(chosen, plain), scale, False) for scale in (alike, *smaller)),
        ]
        return tuple(
            Way(template, layouts, scale, f"/{number}" if number else "", floor)
            for number, (layouts, scale, floor) in enumerate(on)
        )

    def styled(self, style: Style) -> Style:
        """The style with the template's look and layouts."""
        return self.ways[0].styled(style)

    def other_styles(self, style: Style) -> Sequence[Callable[[], Style]]:
        """The same for slides that have no room there."""
        return [partial(way.styled, style) for way in self.ways[1:]]

    def style_of(self, canvas: Canvas, style: Style) -> Style:
        """The style with the layouts that the canvas was drawn on."""
        return self._way(canvas)[0].styled(style)

    def frame(self, canvases: Sequence[Canvas], names: Names, theme: Theme) -> KeptFile:
        """The file."""
        layouts = {canvas.layout: self._way(canvas) for canvas in canvases}
        return KeptFile(
            self.file,
            {name: way.slide_layout(kind) for name, (way, kind) in layouts.items()},
            names,
            theme,
            len(canvases),
            None if self.slides == "drop" else self.before,
            self.macros,
        )

    def suited(self, canvas: Canvas, style: Style) -> Canvas:
        """The canvas as it goes on its layout: its size, its colours, and text that can be read there."""
        way, kind = self._way(canvas)
        return way.suited(canvas, kind, style)

    def footer(self, footers: Sequence[str], style: Style) -> str:
        """The first that has room on a line of every layout, or nothing."""
        used = {choice.layout.part: choice.layout for choice in self.choices.values()}.values()
        lines = footer_lines(used, style.body.family)
        fits = (text for text in footers if all(text_width(text, size, font) <= room for size, font, room in lines))
        return next(fits, "")

    def layout_of(self, canvas: Canvas) -> Layout:
        """The template's layout that a canvas goes on."""
        way, kind = self._way(canvas)
        return way.layouts[kind]

    def _way(self, canvas: Canvas) -> tuple[Way, str]:
        """The way that a canvas is drawn in, and the kind of its layout."""
        kind, _, number = canvas.layout.partition("/")
        return self.ways[int(number or 0)], kind
