"""Anybody's shapes as SVG: outlines as paths, presets and free forms with the numbers that they are drawn with;
pictures as they are, or small and plain enough to be drawn under one.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from PIL import Image, ImageOps

from facilitator.canvas import Box, shapes
from facilitator.colours import Rgb
from facilitator.office import NS, Element, find, first, number, percent, tag
from facilitator.office.presentation import Sheet
from facilitator.office.shapes import Shape
from facilitator.svg import outlines

__all__ = ["content_of", "outline_of", "picture_in", "picture_of", "text_area"]


_SIDES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "hexagon": ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "halfFrame": ((0, 0), (1, 0), (0.67, 0.33), (0.33, 0.33), (0.33, 0.67), (0, 1)),
    "diagStripe": ((0.5, 0), (1, 0), (0, 1), (0, 0.5)),
    "snip1Rect": ((0, 0), (0.83, 0), (1, 0.17), (1, 1), (0, 1)),
}
"""Presets with straight sides at their usual adjust values, in parts of their box."""
_ROUGHLY_RECTANGLES = ("rect", "Rect", "frame", "flowChartProcess", "plaque", "bevel", "foldedCorner", "cube", "can")
_LINES = ("line", "straightConnector1", "bentConnector2", "bentConnector3", "curvedConnector2", "curvedConnector3")
_MOST = 20_000
"""Points that are drawn of a free form."""


def outline_of(shape: Shape, box: Box) -> str | None:
    """The ``d`` of a path in EMU; None where nobody knows the outline."""
    free = find(shape.properties, "a:custGeom")
    if free is not None:
        return _free_form(free, box)
    preset = find(shape.properties, "a:prstGeom")
    name = "rect" if preset is None else str(preset.get("prst", "rect"))
    if name in _LINES:
        return f"M{box.x} {box.y}L{box.right} {box.bottom}"
    if name in _SIDES:
        return "M" + "L".join(f"{box.x + x * box.w:.0f} {box.y + y * box.h:.0f}" for x, y in _SIDES[name]) + "Z"
    try:
        return "".join(_command(one, box) for one in outlines.curves(_preset(shape, box).commands))
    except KeyError:
        rough = name.endswith(_ROUGHLY_RECTANGLES)
        return f"M{box.x} {box.y}h{box.w}v{box.h}h{-box.w}z" if rough else None


def text_area(shape: Shape, box: Box) -> Box:
    """Where a shape has its text, before its insets; the whole of its box where nobody knows."""
    rect = find(shape.properties, "a:custGeom/a:rect")
    try:
        if rect is None:
            inner = _preset(shape, box).text
            return Box(box.x + inner.x, box.y + inner.y, inner.w, inner.h)
        guides = find(shape.properties, "a:custGeom/a:gdLst")
        known = _names(box) | {str(one.get("name")): str(one.get("fmla")) for one in (() if guides is None else guides)}
        left, top, right, bottom = (_guided(rect.get(side, ""), known) for side in "ltrb")
        return Box(round(box.x + left), round(box.y + top), round(right - left), round(bottom - top))
    except (KeyError, ValueError, ZeroDivisionError):
        return box


def _preset(shape: Shape, box: Box) -> outlines.Outline:
    """The preset that it is, or looks roughly like. Raises `KeyError` where it is unknown."""
    preset = find(shape.properties, "a:prstGeom")
    name = "rect" if preset is None else str(preset.get("prst", "rect"))
    return outlines.outline(shapes.Shape("", box, name, tuple(_adjusted(preset))))


def _guided(said: str, known: Mapping[str, float | str]) -> float:
    """A length, or the guide of that name. Raises `ValueError` where it is reckoned in another way."""
    value = known.get(said, said)
    if isinstance(value, str) and value.startswith("*/ "):
        factor, other, divisor = (float(known.get(one, one)) for one in value.split()[1:])
        return factor * other / divisor
    return float(value)


def _command(command: outlines.Command, box: Box) -> str:
    """A command of a preset's outline, in its place on the slide."""
    letter, *lengths = command
    places = (float(length) + (box.y if number_ % 2 else box.x) for number_, length in enumerate(lengths))
    return f"{letter}{' '.join(f'{place:.0f}' for place in places)}"


def _adjusted(preset: Element | None) -> Iterator[tuple[str, int]]:
    """The adjust values that a preset is drawn with (``val 12500``)."""
    for one in () if preset is None else preset.iterfind("a:avLst/a:gd", NS):
        word, _space, value = str(one.get("fmla", "")).partition(" ")
        if word == "val" and value.lstrip("-").isdigit():
            yield str(one.get("name", "")), int(value)


def _free_form(free: Element, box: Box) -> str | None:
    """All paths of a free form; None where a point is not said in numbers."""
    try:
        drawn = [_path(one, box) for one in free.iterfind("a:pathLst/a:path", NS) if one.get("fill") != "none"]
    except (ValueError, ZeroDivisionError):
        return None
    return "".join(drawn) or None


def _path(one: Element, box: Box) -> str:
    """A path in its own coordinates, put into the box.

    Raises:
        ValueError: a point is not said in numbers, or there are too many.
    """
    wide, high = number(one, "w") or box.w or 1, number(one, "h") or box.h or 1
    across, down = box.w / wide, box.h / high
    names = _names(box)

    def value(said: str) -> float:
        return float(names[said]) if said in names else float(said)

    found: list[str] = []
    at = (0.0, 0.0)
    for step in one.iterchildren("*"):
        word = str(step.tag).rpartition("}")[2]
        points = [(value(p.get("x", "")) * across + box.x, value(p.get("y", "")) * down + box.y) for p in step]
        match word:
            case "close":
                found.append("Z")
            case "arcTo":
                at = _arc(step, at, across, down, value, found)
            case "moveTo" | "lnTo" | "cubicBezTo" | "quadBezTo":
                letter = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q"}[word]
                found.append(letter + " ".join(f"{x:.0f} {y:.0f}" for x, y in points))
                at = points[-1] if points else at
        if len(found) > _MOST:
            raise ValueError("too many points")
    return "".join(found)


def _names(box: Box) -> dict[str, float | str]:
    """What points and guides may be said by (ECMA-376 20.1.9.11)."""
    return {"l": 0.0, "t": 0.0, "r": box.w, "b": box.h, "w": box.w, "h": box.h, "hc": box.w / 2, "vc": box.h / 2}


def _arc(
    step: Element, at: tuple[float, float], across: float, down: float, value: object, found: list[str]
) -> tuple[float, float]:
    """An arc from a point on it (ECMA-376 20.1.9.2), in two, for a whole turn is none in SVG; where it ends."""
    rx, ry = (float(step.get(name, "0")) for name in ("wR", "hR"))
    begin, sweep = (math.radians(float(step.get(name, "0")) / 60_000) for name in ("stAng", "swAng"))
    x, y = at[0] - rx * across * math.cos(begin), at[1] - ry * down * math.sin(begin)
    for turn in (begin + sweep / 2, begin + sweep):
        at = (x + rx * across * math.cos(turn), y + ry * down * math.sin(turn))
        found.append(f"A{rx * across:.0f} {ry * down:.0f} 0 0 {int(sweep > 0)} {at[0]:.0f} {at[1]:.0f}")
    return at


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
