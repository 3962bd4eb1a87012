"""One page as a layout function leaves it: the title is added afterwards, when it is known how many pages there are."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.canvas.shapes import AnyShape, Box, Countdown, Paragraph

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """The shapes of a page under its title."""

    layout: str
    shapes: tuple[AnyShape, ...] = ()
    title: str | None = None
    """Instead of the slide's title (and its part number)."""
    heading: tuple[Paragraph, ...] | None = None
    """How the title is set, when it is more than its plain text."""
    title_box: Box | None = None
    title_size: float | None = None
    """Where the title stands and its largest size in points, when not as on the layout."""
    balanced: bool = False
    """Break the title into lines of about the same length."""
    source: str = ""
    countdown: Countdown | None = None
