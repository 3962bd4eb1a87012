"""Somebody's picture on a slide: as it is; or small and plain enough to be drawn under one, with what PowerPoint does
to it.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageOps

from facilitator.colours import Rgb
from facilitator.office.presentation import Sheet
from facilitator.office.shapes import Shape
from facilitator.office.xml import Element, find, first, percent, tag

__all__ = ["content_of", "picture_in", "picture_of"]

_EMBED = tag("r:embed")
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
"""What is opened; metafiles are drawings that only Office draws."""
_LARGEST = 100_000_000
"""Pixels. Nothing larger is unpacked."""
_WIDE, _SHARP = 480, 1600
"""Pixels that are kept of a side: of what is drawn under a slide, and of what is shown."""


def content_of(where: Sheet, blip: Element | None) -> bytes | None:
    """The file that a picture (``a:blip``) of a sheet shows; None where it is not in the package."""
    package = where.presentation.package
    target = None if blip is None else package.related(where.part).get(blip.get(_EMBED))
    inside = target and not target.external and target.target in package.parts
    return package.parts.read(target.target) if target and inside else None


def picture_in(where: Sheet, shape: Shape) -> bytes | None:
    """The whole picture that a shape of a sheet shows, as PNG; None where there is none, or nobody can draw it."""
    fill = first(find(shape.element, path) for path in ("p:blipFill", "p:spPr/a:blipFill"))
    cropped = find(fill, "a:srcRect")
    if find(fill, "a:tile") is not None or (cropped is not None and cropped.attrib):
        return None
    content = content_of(where, find(fill, "a:blip"))
    picture = content and _small(content, _SHARP)
    if not picture:
        return None
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def picture_of(content: bytes, blip: Element, duotone: Sequence[Rgb] = ()) -> bytes | None:
    """The picture as a small PNG; None where nobody can draw it.

    Args:
        content: the file.
        blip: ``a:blip``, which says how it is changed.
        duotone: the colours for what is dark and what is light, where there are two.
    """
    light = find(blip, "a:lum")
    bright, contrast = (percent(light, name) or 0.0 for name in ("bright", "contrast"))
    opaque = percent(find(blip, "a:alphaModFix"), "amt")
    look = _Look(
        grey=find(blip, "a:grayscl") is not None,
        duotone=(duotone[0], duotone[1]) if len(duotone) == 2 else None,
        bright=bright,
        contrast=contrast,
        opaque=1.0 if opaque is None else min(max(opaque, 0.0), 1.0),
    )
    return _png(content, look)


class _Look(NamedTuple):
    """What PowerPoint does to a picture."""

    grey: bool
    duotone: tuple[Rgb, Rgb] | None
    bright: float
    contrast: float
    opaque: float


@lru_cache(maxsize=16)
def _png(content: bytes, look: _Look) -> bytes | None:
    """The picture as it looks; kept, for many layouts show the same."""
    small = _small(content)
    if small is None:
        return None
    file = io.BytesIO()
    _changed(small, look).save(file, "PNG", compress_level=1)
    return file.getvalue()


def _small(content: bytes, wide: int = _WIDE) -> Image.Image | None:
    """The picture with its longer side shortened; None where it cannot be opened."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > _LARGEST:
                return None
            opened.draft("RGB", (wide, wide))
            whole = opened if opened.mode in ("L", "RGB", "RGBA") and not opened.info.get("transparency") else None
            small = whole or opened.convert("RGBA")
            small.thumbnail((wide, wide), reducing_gap=2)
            return small.convert("RGBA")
    except Exception:  # Pillow raises whatever its decoders meet in a broken file.
        return None


def _changed(picture: Image.Image, look: _Look) -> Image.Image:
    """In grey or two colours, lighter, and as faint as the slide says."""
    alpha = picture.getchannel("A")
    plain = picture.convert("RGB")
    if look.grey:
        plain = ImageOps.grayscale(plain).convert("RGB")
    if look.duotone:
        dark, bright = look.duotone
        plain = ImageOps.colorize(ImageOps.grayscale(plain), dark, bright)
    if look.bright or look.contrast:
        plain = plain.point(lambda value: round((value - 128) * (1 + look.contrast) + 128 + 255 * look.bright))
    if look.opaque < 1:
        alpha = alpha.point(lambda value: round(value * look.opaque))
    plain.putalpha(alpha)
    return plain
