"""A slide without room on any layout is drawn as on our own design, so much smaller that it fits the free ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from facilitator.canvas.own_layouts import DESIGN
from facilitator.canvas.units import Box, cm
from facilitator.house_templates.empty_space import content_box
from facilitator.house_templates.model import Layout, Template
from facilitator.office.shapes import FURNITURE, TITLES

__all__ = ["plain_ground", "small_scales"]

_HEAD_AND_FOOT = cm(4)
"""What title and source line take above and below the content."""
_SMALLER = (1.0, 0.85, 0.7, 0.55)
"""Shares: fonts that are wider than ours need more room than ours do."""


def plain_ground(template: Template, layouts: Iterable[Layout]) -> Layout:
    """Of these layouts of the template the one with the most free ground, with nothing on it but a title."""
    plain = (_emptied(layout, template.slide) for layout in layouts)
    return max(plain, key=lambda layout: (layout.content.area, layout.title is not None))


def _emptied(layout: Layout, slide: Box) -> Layout:
    """The layout with its title wherever there is room, and all its ground free but for footers and decoration."""
    furniture = [one for one in layout.placeholders if one.role in FURNITURE]
    titles = [replace(one, box=None) for one in layout.placeholders if one.role in TITLES and not one.vertical][:1]
    free = content_box(slide, furniture, layout.decorations, layout.sides)
    return replace(layout, placeholders=(*titles, *furniture), content=free)


def small_scales(layout: Layout) -> Iterator[float]:
    """How large things are drawn there, the largest first: at the first of them there is as much room as on our own."""
    free = layout.content
    alike = min(1.0, free.w / DESIGN.body.w, free.h / (DESIGN.body.h + _HEAD_AND_FOOT))
    return (share * alike for share in _SMALLER)
