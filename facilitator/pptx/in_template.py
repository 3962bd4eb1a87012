"""Somebody's own template: its layouts take the place of ours, its colours and fonts those of the theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from facilitator.canvas.adapting import adapted, legible
from facilitator.canvas.colours import rgb_of
from facilitator.canvas.measure import text_width
from facilitator.canvas.own_layouts import Design
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.content.base import Keeping
from facilitator.content.theme import Theme
from facilitator.house_templates.as_layouts import design_of, feet_of, footer_lines
from facilitator.house_templates.choosing import Choice, choose
from facilitator.house_templates.ground_fit import paper_of, scale_of, suit_of
from facilitator.house_templates.mapping import mapping_path, read_mapping
from facilitator.house_templates.model import Template, to_theme
from facilitator.house_templates.reading import template_of
from facilitator.messages import _
from facilitator.office.presentation import Presentation, open_presentation
from facilitator.pptx.frame import DeckTemplate, SlideLayout
from facilitator.pptx.kept_file import KeptFile
from facilitator.pptx.properties import Names

__all__ = ["HouseTemplate", "house_template"]


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
    choices = read_mapping(beside, template) if beside.is_file() else choose(template)
    return HouseTemplate(file, template, choices, macros and template.facts.macros, slides)


@dataclass(frozen=True)
class HouseTemplate:
    """A template, and which of its layouts serves which kind of slide."""

    file: Presentation
    """Kept in memory: decks are made in what has been read, whatever becomes of the file meanwhile."""
    template: Template
    choices: Mapping[str, Choice]
    macros: bool = False
    slides: Keeping = "drop"
    tight: bool = False
    """Draw with smaller type, where texts have no room otherwise."""

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

    @cached_property
    def design(self) -> Design:
        return design_of(self.template, {kind: choice.layout for kind, choice in self.choices.items()}, self.scale)

    @property
    def scale(self) -> float:
        """How large things are drawn."""
        return scale_of(self.template.slide, tight=self.tight)

    @property
    def told(self) -> Sequence[str]:
        """What somebody may have expected of it and does not get."""
        found, facts = [], self.template.facts
        if facts.macros and not self.macros:
            found.append(_("the template's macros are left out; --macros keeps them and makes a .pptm"))
        if self.slides != "drop" and not facts.slides:
            found.append(_("the template has no slides of its own to keep"))
        return found

    @property
    def tries(self) -> Sequence[DeckTemplate]:
        """The template, and with smaller type, where that is not as small as it may be."""
        tighter = replace(self, tight=True)
        return (self, tighter) if tighter.scale < self.scale else (self,)

    @cached_property
    def theme(self) -> Theme:
        """That of the layout most slides are on."""
        return to_theme(self.template, self.choices["title_only"].layout)

    def styled(self, style: Style) -> Style:
        """The style with the template's look and layouts."""
        return replace(style, theme=self.theme, design=self.design)

    def frame(self, ours: int, names: Names, theme: Theme) -> KeptFile:
        """The file."""
        return KeptFile(
            self.file, self._layouts, names, theme, ours, None if self.slides == "drop" else self.before, self.macros
        )

    def suited(self, canvas: Canvas, style: Style) -> Canvas:
        """The canvas as it goes on its layout: its size, its colours, and text that can be read there."""
        layout = self.choices[canvas.layout].layout
        here = replace(style, theme=to_theme(self.template, layout))
        return legible(adapted(canvas, suit_of(layout, self.scale)), here, rgb_of(paper_of(layout)))

    def footer(self, footers: Sequence[str], style: Style) -> str:
        """The first that has room on a line of every layout, or nothing."""
        used = {choice.layout.part: choice.layout for choice in self.choices.values()}.values()
        lines = footer_lines(used, style.body.family)
        fits = (text for text in footers if all(text_width(text, size, font) <= room for size, font, room in lines))
        return next(fits, "")

    @cached_property
    def _layouts(self) -> dict[str, SlideLayout]:
        """Our layouts with the places that the file has, not those that canvases are drawn for."""
        scale = self.scale
        found = {}
        for kind, choice in self.choices.items():
            drawn = self.design.layouts[kind]
            slots = tuple(replace(slot, box=slot.box.scaled(scale), size=slot.size * scale) for slot in drawn.slots)
            footer, number = feet_of(choice.layout)
            fitted = replace(drawn, slots=slots)
            found[kind] = SlideLayout(choice.layout.part, fitted, footer, number, choice.layout.colour_map)
        return found
