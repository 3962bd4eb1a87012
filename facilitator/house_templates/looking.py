"""Layouts that are used, looked at: what is drawn on them is seen, and what is drawn by us keeps off what has edges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from facilitator.canvas.units import Box
from facilitator.ground.drawing import drawing_of, painted
from facilitator.ground.pixels import Ground, grounds
from facilitator.house_templates.empty_space import content_box
from facilitator.house_templates.model import Layout
from facilitator.office.presentation import Presentation, Sheet
from facilitator.office.xml import present

__all__ = ["looked_at"]


def looked_at(file: Presentation, layouts: Iterable[Layout]) -> dict[str, Layout]:
    """The layouts as they look, by their parts; each is drawn once, all of them in one go."""
    wanted = {layout.part: layout for layout in layouts}
    sheets = [sheet for master in file.masters for sheet in file.layouts(master) if sheet.part in wanted]
    seen = grounds([drawing_of(sheet, painted(sheet)) for sheet in sheets], file.size)
    return {sheet.part: _seen(wanted[sheet.part], sheet, ground) for sheet, ground in zip(sheets, seen, strict=True)}


def _seen(layout: Layout, sheet: Sheet, ground: Ground) -> Layout:
    slide = ground.slide
    art = (*(ground.unknown if ground.busy else ground.art), *_words(sheet, slide))
    content = content_box(slide, layout.placeholders, art, layout.sides)
    return replace(layout, ground=ground, decorations=art, content=content)


def _words(sheet: Sheet, slide: Box) -> list[Box]:
    """What is written on the layout and its master for every slide: nothing is drawn over it."""
    said = (one.bounds for one in (*sheet.behind, *sheet.drawn) if one.text.strip())
    return [box.clipped(slide) for box in present(said) if box.meets(slide)]
