"""A template's look as a theme of ours, so that figures are drawn in its colours and fonts."""

from __future__ import annotations

from facilitator.content.theme import Colours, Fonts, Theme
from facilitator.house_templates.model import Layout, Template

__all__ = ["to_theme"]

_FROM = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
"""Our themes have no colour map: dark is what text is, light what backgrounds are."""


def to_theme(template: Template, layout: Layout | None = None) -> Theme:
    """The theme of a layout of the template, with its own map of colours; that of the first when left out."""
    layout = layout or next(template.layouts)
    look = next(master.look for master in template.masters if layout in master.layouts)
    colours = {name: layout.colours[_FROM.get(name, name)] for name in Colours.model_fields}
    return Theme(name=look.name, colours=Colours(**colours), fonts=Fonts(heading=look.major, body=look.minor))
