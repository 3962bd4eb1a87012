"""A theme: the colours and fonts of a deck, as they stand in ``decks/themes/*.yaml``; and a brand, which makes one its
own: its colours where they can be read, its font, its logo.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from typing import Annotated

from pydantic import Field

from facilitator.colours import READABLE, READABLE_LARGE, Rgb, contrast, luminance, rgb_of
from facilitator.content.base import Brand, Content, Line
from facilitator.messages import mark
from facilitator.problems import Problems
from facilitator.reading.files import Beside
from facilitator.reading.pictures import read_logo

__all__ = ["BrandedTheme", "Colours", "Fonts", "Logo", "Theme", "branded", "size_of"]

_Hex = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{6}$")]
"""RRGGBB."""


class Colours(Content):
    """The twelve colours of an Office theme (ECMA-376 20.1.6.2), by their names there."""

    dk1: _Hex
    """Text."""
    lt1: _Hex
    """Background."""
    dk2: _Hex
    """Headings and dark surfaces."""
    lt2: _Hex
    """Soft surfaces."""
    accent1: _Hex
    """The colour that marks: the current agenda item, the first of a series."""
    accent2: _Hex
    accent3: _Hex
    accent4: _Hex
    accent5: _Hex
    accent6: _Hex
    hlink: _Hex
    folHlink: _Hex


class Fonts(Content):
    """Two font families that are on every machine with Office."""

    heading: Line
    body: Line


class Theme(Content):
    """Colours and fonts under a name."""

    name: Line
    colours: Colours
    fonts: Fonts

    @property
    def logo(self) -> Logo | None:
        """Whose it is, where it is somebody's."""
        return None

    @property
    def sender(self) -> str:
        """Who sends what is printed, a line."""
        return ""


_SEEN = 0.8
"""The share of a logo's outlines that must stand out from its ground."""
_CLEAR = 0.25
"""What a plate stands out around a logo, as a share of its height."""
_WHITE, _DARK = (255, 255, 255), (24, 28, 32)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as PNG or JPEG, and the one for dark grounds where there is such."""

    plain: bytes
    on_dark: bytes = b""

    def on(self, ground: Rgb) -> bytes:
        """The one that is seen on this ground, on a plate where none is."""
        dark = luminance(ground) < luminance((128, 128, 128))
        versions = [one for one in ((self.on_dark, self.plain) if dark else (self.plain, self.on_dark)) if one]
        found = next((one for one in versions if _stands_out(one, ground)), None)
        return found or _on_plate(versions[0])


def size_of(blob: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    from PIL import Image

    with Image.open(BytesIO(blob)) as opened:
        return opened.size


@lru_cache(maxsize=32)
def _stands_out(blob: bytes, ground: Rgb) -> bool:
    """Whether the outlines of what is not transparent stand out; a logo without transparency is a ground of its own.

    What lies within, such as white letters on a coloured field, has that field around it and not the ground.
    """
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    with Image.open(BytesIO(blob)) as opened:
        small = opened.convert("RGBA")
    small.thumbnail((256, 256))
    shown = small.getchannel("A").point(lambda alpha: 255 * (alpha > 127))
    if shown.getextrema() in ((0, 0), (255, 255)):
        return contrast(_WHITE, ground) < 1.2 and shown.getextrema() != (0, 0)
    inner = ImageOps.crop(ImageOps.expand(shown, 1, 0).filter(ImageFilter.MinFilter(3)), 1)
    small.putalpha(ImageChops.subtract(shown, inner))
    found: list[tuple[int, tuple[int, int, int, int]]] = small.getcolors(256 * 256) or []  # type: ignore[assignment]
    outline = [(count, (red, green, blue)) for count, (red, green, blue, alpha) in found if alpha]
    seen = sum(count for count, colour in outline if contrast(colour, ground) >= READABLE_LARGE)
    return seen >= _SEEN * sum(count for count, _colour in outline)


@lru_cache(maxsize=32)
def _on_plate(blob: bytes) -> bytes:
    """The logo on a plate that it can be seen on, white or dark."""
    from PIL import Image

    with Image.open(BytesIO(blob)) as opened:
        logo = opened.convert("RGBA")
    around = round(logo.height * _CLEAR)
    shade = _DARK if not _stands_out(blob, _WHITE) and _stands_out(blob, _DARK) else _WHITE
    plate = Image.new("RGBA", (logo.width + 2 * around, logo.height + 2 * around), (*shade, 255))
    plate.alpha_composite(logo, (around, around))
    made = BytesIO()
    plate.convert("RGB").save(made, "PNG")
    return made.getvalue()


class BrandedTheme(Theme):
    """A theme in somebody's colours and font, with a logo."""

    own_logo: Logo | None = None
    own_sender: str = ""

    @property
    def logo(self) -> Logo | None:
        return self.own_logo

    @property
    def sender(self) -> str:
        return self.own_sender


def branded(theme: Theme, brand: Brand, beside: Beside) -> BrandedTheme:
    """The theme as the brand has it, whose logo lies ``beside`` the file that names it.

    Raises:
        Problems: a logo is not there, or is no picture.
    """
    plain, on_dark = (_read(brand, key, beside) for key in ("logo", "logo_on_dark"))
    logo = Logo(plain or on_dark, on_dark) if plain or on_dark else None
    colours = _colours(theme.colours, [one.lstrip("#") for one in brand.colours]) if brand.colours else theme.colours
    fonts = Fonts(heading=brand.font, body=brand.font) if brand.font else theme.fonts
    return BrandedTheme(name=theme.name, colours=colours, fonts=fonts, own_logo=logo, own_sender=brand.sender or "")


def _read(brand: Brand, key: str, beside: Beside) -> bytes:
    name = getattr(brand, key)
    try:
        return read_logo(beside.file(name, mark("logo")), name) if name else b""
    except Problems as error:
        raise Problems(replace(problem, path=("brand", key)) for problem in error.problems) from None


_ON_WHITE, _APART = 7, 1.5
"""The contrast of dark surfaces with white, and of what marks with them."""


def _colours(base: Colours, given: Sequence[str]) -> Colours:
    """The brand's colours in the roles of the theme's; where it has none left, those of the theme that differ most."""
    paper, ink = rgb_of(base.lt1), rgb_of(base.dk1)
    soft = rgb_of(given[0], tint=8)
    dark = min(given, key=lambda one: luminance(rgb_of(one)))
    accent, surface = next(
        (accent, surface)
        for tint in range(100, -1, -5)
        for accent in [_darkened(_hex(rgb_of(given[0], tint=tint)), (paper, soft), READABLE)]
        for surface in (rgb_of(dark, shade=shade) for shade in range(100, -1, -4))
        if contrast(surface, paper) >= _ON_WHITE and contrast(surface, accent) >= _APART
    )
    accents = [accent, *(_fill(rgb_of(one), paper, ink) for one in given[1:])]
    rest = [rgb_of(getattr(base, f"accent{number}")) for number in range(2, 7)]
    while len(accents) < len(rest) + 1:
        accents.append(max(rest, key=lambda one: min(_distance(one, other) for other in accents)))
    found = {f"accent{number}": _hex(one) for number, one in enumerate(accents, 1)}
    own = {"dk2": _hex(surface), "lt2": _hex(soft), "hlink": _hex(accent), **found}
    return base.model_copy(update=own)


def _fill(colour: Rgb, paper: Rgb, ink: Rgb) -> Rgb:
    """A surface on which ink or paper can be read."""
    return colour if contrast(colour, ink) >= READABLE else _darkened(_hex(colour), (paper,), READABLE)


def _darkened(colour: str, grounds: Sequence[Rgb], least: float) -> Rgb:
    """The colour, darker until it can be read on all of these."""
    shades = (rgb_of(colour, shade=shade) for shade in range(100, -1, -2))
    return next(one for one in shades if all(contrast(one, ground) >= least for ground in grounds))


def _distance(one: Rgb, other: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _hex(colour: Rgb) -> str:
    return "".join(f"{part:02X}" for part in colour)
