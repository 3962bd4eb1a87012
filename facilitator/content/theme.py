"""A theme: the colours and fonts of what is made, from ``decks/themes/*.yaml``; and the look of a brand or a template,
which a theme puts on: its colours where they can be read, its fonts, its logo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from facilitator.colours import READABLE, READABLE_LARGE, Rgb, contrast, luminance, rgb_of
from facilitator.content import Brand, Content, Line
from facilitator.messages import Place, Problems, mark
from facilitator.reading import Node, node_of
from facilitator.reading.checking import validate
from facilitator.reading.files import Beside
from facilitator.reading.pictures import read_logo

__all__ = [
    "Colours", "Fonts", "Logo", "Look", "Theme", "ThemeFile", "given_look", "look_of", "resolution_of", "size_of",
]  # fmt: skip

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

    @property
    def families(self) -> tuple[str, ...]:
        """Each once."""
        return tuple(dict.fromkeys((self.body, self.heading)))


class ThemeFile(Content):
    """Colours and fonts under a name."""

    name: Line
    colours: Colours
    fonts: Fonts

    @property
    def theme(self) -> Theme:
        """The theme of which the file tells."""
        return Theme(self.name, self.colours, self.fonts)


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


def resolution_of(blob: bytes) -> tuple[float, float]:
    """Pixels to the inch that a picture says it has, across and down; 96 where it says none."""
    from PIL import Image

    with Image.open(BytesIO(blob)) as opened:
        across, down = opened.info.get("dpi", (96, 96))
        return float(across), float(down)


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


@dataclass(frozen=True)
class Theme:
    """How everything looks that is made of an agenda."""

    name: str
    colours: Colours
    fonts: Fonts
    logo: Logo | None = None
    """Whose it is, where it is somebody's."""
    sender: str = ""
    """Who sends what is printed, a line."""
    printed: Fonts | None = None
    """The fonts of PDF files, where somebody asks for any."""


@dataclass(frozen=True)
class Look:
    """What somebody's things look like: a brand's, or a template's. What it does not say is left to others."""

    colours: tuple[str, ...] = ()
    """One to six, RRGGBB, the one that marks first."""
    dark: str = ""
    """That of headings and dark surfaces; the darkest of the colours where it says none."""
    fonts: Fonts | None = None
    logo: Logo | None = None
    sender: str = ""

    def over(self, other: Look) -> Look:
        """This look, and that other one where it says nothing."""
        coloured = self if self.colours else other
        return Look(
            coloured.colours,
            coloured.dark,
            self.fonts or other.fonts,
            self.logo or other.logo,
            self.sender or other.sender,
        )

    def on(self, theme: Theme) -> Theme:
        """The theme with this look."""
        return replace(
            theme,
            colours=_colours(theme.colours, self.colours, self.dark) if self.colours else theme.colours,
            fonts=self.fonts or theme.fonts,
            logo=self.logo,
            sender=self.sender,
            printed=self.fonts,
        )


def look_of(brand: Brand, beside: Beside) -> Look:
    """The look that a brand asks for, whose logo lies ``beside`` the file that names it.

    Raises:
        Problems: a logo is not there, or is no picture.
    """
    return _look(brand, lambda name: beside.file(name, mark("logo")), ("brand",))


def given_look(values: Mapping[str, Any]) -> Look:
    """The look that somebody asks for beside a file: what may stand under ``brand`` there, colours perhaps as one text.

    Raises:
        Problems: they are no brand, or a logo is not there, or is no picture.
    """
    colours = values.get("colours")
    found = {**values, **({"colours": colours.replace(",", " ").split()} if isinstance(colours, str) else {})}
    node = Node({key: node_of(value, Place(f"--brand {key}")) for key, value in found.items()}, Place("--brand"))
    try:
        return _look(validate(Brand, node), Path, ())
    except Problems as error:
        raise Problems(node.placed(error.problems)) from None


def _look(brand: Brand, find: Callable[[str], Path], path: tuple[str, ...]) -> Look:
    """The brand's; ``find`` tells where a logo is, ``path`` where the brand stands."""
    plain, on_dark = (_read(brand, key, find, path) for key in ("logo", "logo_on_dark"))
    return Look(
        tuple(one.lstrip("#") for one in brand.colours),
        fonts=Fonts(heading=brand.font, body=brand.font) if brand.font else None,
        logo=Logo(plain or on_dark, on_dark) if plain or on_dark else None,
        sender=brand.sender or "",
    )


def _read(brand: Brand, key: str, find: Callable[[str], Path], path: tuple[str, ...]) -> bytes:
    name = getattr(brand, key)
    try:
        return read_logo(find(name), name) if name else b""
    except Problems as error:
        raise Problems(replace(problem, path=(*path, key)) for problem in error.problems) from None


_VIVID = 0.7
"""The most saturation of a colour that was darkened."""
_MARKS, _ON_WHITE, _APART = 2.5, 7, 1.5
"""The least contrast with white of a colour that is to mark, that of dark surfaces, and of what marks with those."""


def _colours(base: Colours, given: Sequence[str], dark: str) -> Colours:
    """These colours in the roles of the theme's; where none is left, those of the theme that differ most."""
    paper, ink = rgb_of(base.lt1), rgb_of(base.dk1)
    # Words in a yellow would have to be brown: where another colour can mark, the yellow stays one, as a surface.
    marking = next((one for one in given if contrast(rgb_of(one), paper) >= _MARKS), given[0])
    given = [marking, *(one for one in given if one != marking)]
    soft = rgb_of(given[0], tint=8)
    dark = dark or min(given, key=lambda one: luminance(rgb_of(one)))
    accent, surface = next(
        (accent, surface)
        for tint in range(100, -1, -5)
        for accent in [_darkened(_hex(rgb_of(given[0], tint=tint)), (paper, soft), READABLE)]
        for surface in _shades(dark, 4)
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
    return next(one for one in _shades(colour, 2) if all(contrast(one, ground) >= least for ground in grounds))


def _shades(colour: str, step: int) -> Iterator[Rgb]:
    """The colour, and darker and darker ones of its hue: none so vivid that its tints are brighter than the colour."""
    yield rgb_of(colour)
    for shade in range(100 - step, -1, -step):
        hue, light, vivid = rgb_to_hls(*(part / 255 for part in rgb_of(colour, shade=shade)))
        red, green, blue = (round(part * 255) for part in hls_to_rgb(hue, light, min(vivid, _VIVID)))
        yield red, green, blue


def _distance(one: Rgb, other: Rgb) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _hex(colour: Rgb) -> str:
    return "".join(f"{part:02X}" for part in colour)
