"""The layouts that slides are made on, as parts of the file: those of our design, or of somebody's own template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.canvas.design import LAYOUTS, Layout
from facilitator.pptx.placeholders import FOOTER_KIND, NUMBER_KIND
from facilitator.pptx.text import INHERITED, Look

__all__ = ["OURS", "SlideLayout"]


@dataclass(frozen=True, slots=True)
class SlideLayout:
    """A layout and its part."""

    part: str
    """Its name in the package."""
    layout: Layout
    footer: str | None = FOOTER_KIND
    number: str | None = NUMBER_KIND
    """The attributes of ``p:ph`` for footer and slide number; None where the layout has none."""
    footer_look: Look = INHERITED
    number_look: Look = INHERITED
    """What they must look like, where they could not be read in the layout's own size and colour."""
    colour_map: Mapping[str, str] | None = None
    """Its own names for the theme's colours, where they are not those of the master."""


OURS: Mapping[str, SlideLayout] = {
    name: SlideLayout(
        f"ppt/slideLayouts/slideLayout{number}.xml",
        layout,
        FOOTER_KIND if layout.footer else None,
        NUMBER_KIND if layout.footer else None,
    )
    for number, (name, layout) in enumerate(LAYOUTS.items(), 1)
}
"""The layouts of our design, by name."""
