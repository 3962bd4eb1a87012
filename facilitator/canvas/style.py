"""How things look: the theme's colours and fonts with the words of the language, and what follows from them."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from facilitator.canvas.design import DESIGN, Design
from facilitator.canvas.measure import Font
from facilitator.canvas.shapes import Colour, Scheme
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme

__all__ = ["ACCENTS", "CONTENT_MIN", "LARGE_TYPE", "READABLE", "READABLE_LARGE", "SMALL_MIN", "Style", "contrast"]

CONTENT_MIN = 14
"""The smallest size of what the participants read, in points."""
SMALL_MIN = 12
"""The smallest size of source lines, table cells, and labels on a scale, in points."""

ACCENTS: tuple[Scheme, ...] = ("accent1", "accent2", "accent4", "accent5", "accent6", "accent3")
"""The order in which a series takes the accents; the light one last."""

_ROLES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
READABLE, READABLE_LARGE = 4.5, 3.0
"""The contrast that text needs, and large text (WCAG 2.2, 1.4.3)."""
LARGE_TYPE = 18
"""Points from which on text is large."""
_STANDS_OUT, _STEPS_BACK = Colour("accent1"), Colour("tx1", tint=45)


def _channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _luminance(rgb: tuple[int, int, int]) -> float:
    red, green, blue = (_channel(v) for v in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=512)
def _shown(value: str, tint: int, shade: int, alpha: int) -> tuple[int, int, int]:
    """RRGGBB as PowerPoint shows it: tints and shades change the lightness in HSL (ECMA-376 20.1.2.3.19)."""
    channels = [int(value[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    if tint < 100 or shade < 100:
        hue, lightness, saturation = colorsys.rgb_to_hls(*channels)
        lightness = lightness * shade / 100 * tint / 100 + 1 - tint / 100
        channels = list(colorsys.hls_to_rgb(hue, lightness, saturation))
    red, green, blue = (round(255 - (1 - channel) * 255 * alpha / 100) for channel in channels)
    return red, green, blue


@dataclass(frozen=True)
class Style:
    """Everything a layout or figure needs to know besides its content and its box."""

    theme: Theme
    terms: Terms
    design: Design = DESIGN
    marked: frozenset[int] | None = None
    """The numbers in a series that stand out; None where nothing is marked."""

    @cached_property
    def body(self) -> Font:
        return Font(self.theme.fonts.body)

    @cached_property
    def body_bold(self) -> Font:
        return Font(self.theme.fonts.body, bold=True)

    @cached_property
    def heading(self) -> Font:
        return Font(self.theme.fonts.heading, bold=True)

    def font(self, *, bold: bool = False, major: bool = False) -> Font:
        """The family for a text body, as measured."""
        return Font(self.theme.fonts.heading if major else self.theme.fonts.body, bold)

    def sizes(self, sizes: Sequence[float]) -> Sequence[float]:
        """Those of these type sizes (points, falling) that the design allows; its least one if it allows none."""
        least = self.design.least
        return sizes if sizes[-1] >= least else tuple(size for size in sizes if size >= least) or (least,)

    def rgb(self, colour: Colour) -> tuple[int, int, int]:
        """The colour as it shows on white, 0–255 each."""
        value = getattr(self.theme.colours, _ROLES.get(colour.scheme, colour.scheme))
        return _shown(value, colour.tint, colour.shade, colour.alpha)

    def on(self, fill: Colour) -> Colour:
        """The colour of text on ``fill``: white where it reaches 4.5:1, else the better of white and ink."""
        white, ink = Colour("bg1"), Colour("tx1")
        behind = self.rgb(fill)
        light = contrast(self.rgb(white), behind)
        return white if light >= READABLE or light >= contrast(self.rgb(ink), behind) else ink

    def accent(self, number: int) -> Colour:
        """The colour of the ``number``-th of a series, from 0; a quiet one where only others are marked."""
        if self.marked is not None:
            return _STANDS_OUT if number in self.marked else _STEPS_BACK
        return Colour(ACCENTS[number % len(ACCENTS)])

    def marking(self, numbers: Iterable[int]) -> Style:
        """The style for a series of which these numbers stand out; as it is when there are none."""
        marked = frozenset(numbers)
        return replace(self, marked=marked) if marked else self
