"""A font as the theme names it, and its face as text is measured with it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Face", "Font"]


class Font(NamedTuple):
    """A family as the theme names it."""

    family: str
    bold: bool = False

    def made(self, bold: bool) -> Font:
        """The same family in this weight."""
        return self if bold == self.bold else Font(self.family, bold)


class Face(NamedTuple):
    """The width of each letter, that of letters which have none here, and from one line to the next, in em."""

    widths: dict[str, float]
    other: float
    pitch: float

    def wider(self, factor: float) -> Face:
        """The same face with every letter wider by a factor."""
        widths = {letter: width * factor for letter, width in self.widths.items()}
        return Face(widths, self.other * factor, self.pitch)
