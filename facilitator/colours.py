"""The arithmetic of colours: how they mix, how light they are, and whether one can be read on another.

Colours are red, green, and blue from 0 to 255, or six hexadecimal digits as in a theme.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

__all__ = [
    "CALM", "LARGE_TYPE", "READABLE", "READABLE_LARGE", "READABLE_WELL", "SIGNALS", "Channels", "Rgb", "Shades",
    "contrast", "decoded", "encoded", "glares", "in_hsl", "luminance", "rgb_of", "seen",
]  # fmt: skip

Rgb: TypeAlias = tuple[int, int, int]
"""Red, green, and blue, 0–255 each."""
Channels: TypeAlias = tuple[float, float, float]
"""The same, 0–1 each."""
Shades: TypeAlias = Mapping[Rgb, float]
"""Colours, each with its share of a place."""

READABLE, READABLE_LARGE = 4.5, 3.0
"""The contrast that text needs, and large text (WCAG 2.2, 1.4.3)."""
READABLE_WELL = 7.0
"""That which it has where everybody reads it with ease (1.4.6)."""
SIGNALS = {"red": "A61B1B", "yellow": "F6CB52", "green": "4CAF72"}
"""What says stop, wait, and go: differently dark, so that they differ without colours too."""
LARGE_TYPE = 18
"""Points from which on text is large."""
_GLARING, _VIVID = (80 / 360, 200 / 360), 0.65
"""Hues, as parts of the circle, and the saturation from which on tints glare."""
CALM = 50
"""Per cent of its saturation that a tint keeps which would glare."""


def decoded(channel: float) -> float:
    """A channel of sRGB in linear light, 0–1 each."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def encoded(channel: float) -> float:
    """The way back."""
    return channel * 12.92 if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def in_hsl(channels: Channels, change: Callable[[float, float], tuple[float, float]], turn: float = 1) -> Channels:
    """The colour with lightness and saturation as ``change`` says, its hue ``turn`` times (ECMA-376 20.1.2.3)."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels)
    lightness, saturation = change(lightness, saturation)
    return colorsys.hls_to_rgb(hue * turn % 1, min(max(lightness, 0.0), 1.0), min(max(saturation, 0.0), 1.0))


@lru_cache(maxsize=4096)
def luminance(rgb: Rgb) -> float:
    """How light a colour is, from 0 (black) to 1 (white), as WCAG counts it."""
    red, green, blue = (decoded(value / 255) for value in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=512)
def rgb_of(value: str, tint: int = 100, shade: int = 100, alpha: int = 100, saturation: int = 100) -> Rgb:
    """RRGGBB as PowerPoint shows it on white, ``alpha`` per cent opaque.

    ``tint`` per cent are kept and the rest is white, or ``shade`` and black: both change the lightness in HSL
    (ECMA-376 20.1.2.3.19). ``saturation`` per cent are kept of that (20.1.2.3.27).
    """
    channels = (int(value[:2], 16) / 255, int(value[2:4], 16) / 255, int(value[4:6], 16) / 255)
    if tint < 100 or shade < 100 or saturation < 100:
        channels = in_hsl(
            channels,
            lambda light, colour: (light * shade / 100 * tint / 100 + 1 - tint / 100, colour * saturation / 100),
        )
    red, green, blue = (round(255 - (1 - channel) * 255 * alpha / 100) for channel in channels)
    return red, green, blue


def glares(value: str) -> bool:
    """Whether tints of RRGGBB do: greens and blue-greens of much saturation seem lighter than other colours."""
    hue, _light, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in rgb_of(value)))
    return _GLARING[0] <= hue <= _GLARING[1] and saturation >= _VIVID


def seen(top: Rgb, below: Rgb, alpha: int) -> Rgb:
    """What is seen of two colours when the upper one is ``alpha`` per cent opaque."""
    red, green, blue = (round((a * alpha + b * (100 - alpha)) / 100) for a, b in zip(top, below, strict=True))
    return red, green, blue
