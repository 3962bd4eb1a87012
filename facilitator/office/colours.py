"""Colours as they show: names of the theme through the colour map, with all that lightens and darkens them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.colours import contrast, decoded, encoded, in_hsl
from facilitator.office import Element, find, percent, present, tag

__all__ = ["CLEAR", "WHITE", "Paint", "Palette", "palette", "said_fill"]


class Paint(NamedTuple):
    """A colour, channels and opacity from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def rgb(self) -> tuple[int, int, int]:
        """0–255 each, opacity left out."""
        return round(self.red * 255), round(self.green * 255), round(self.blue * 255)

    @property
    def hex(self) -> str:
        """RRGGBB as it shows on white."""
        return "".join(f"{channel:02X}" for channel in self.over(WHITE).rgb)

    def over(self, ground: Paint) -> Paint:
        """What is seen when this lies on an opaque ground."""

        def mixed(top: float, below: float) -> float:
            return self.alpha * top + (1 - self.alpha) * below

        return Paint(mixed(self.red, ground.red), mixed(self.green, ground.green), mixed(self.blue, ground.blue))


CLEAR, WHITE = Paint(0, 0, 0, 0), Paint(1, 1, 1)
"""No fill; and paper."""

_FILLS = frozenset(tag(f"a:{name}") for name in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
"""Where no map says otherwise."""
_OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
"""The theme »Office« of 2013–2022, for what a theme does not say."""
_ALIKE = 2.5
"""The contrast up to which the colours of a gradient count as one."""
_NAMED = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "lime": "00FF00", "blue": "0000FF",
    "yellow": "FFFF00", "cyan": "00FFFF", "aqua": "00FFFF", "magenta": "FF00FF", "fuchsia": "FF00FF", "gray": "808080",
    "grey": "808080", "silver": "C0C0C0", "maroon": "800000", "olive": "808000", "navy": "000080", "purple": "800080",
    "teal": "008080", "orange": "FFA500",
}  # fmt: skip
"""The commonest of ST_PresetColorVal (ECMA-376 20.1.10.48); the others are not judged."""


def said_fill(properties: Iterable[Element | None]) -> Element | None:
    """How something is filled: what the first of these elements says of it that says anything."""
    return next((one for each in present(properties) for one in each.iterchildren("*") if one.tag in _FILLS), None)


@dataclass(frozen=True)
class Palette:
    """The theme's colours and the map from the names on slides to those in the theme."""

    scheme: Mapping[str, Paint]
    names: Mapping[str, str]

    def named(self, name: str) -> Paint | None:
        """The colour that a name on a slide stands for."""
        return self.scheme.get(self.names.get(name, name))

    def fill(self, element: Element, holder: Paint | None = None) -> Paint | None:
        """What a fill looks like; None where that is not one colour. ``holder`` takes the place of ``phClr``."""
        if element.tag == tag("a:noFill"):
            return CLEAR
        return self.colour(element, holder) if element.tag == tag("a:solidFill") else None

    def blend(self, element: Element, holder: Paint | None = None) -> Paint | None:
        """As `fill`; of a gradient or a picture in two colours the colour between them, where they are alike."""
        if element.tag not in {tag("a:gradFill"), tag("a:blipFill")}:
            return self.fill(element, holder)
        stops = [self.colour(stop, holder) for stop in element.iterfind(f"{tag('a:gsLst')}/{tag('a:gs')}")]
        both = find(element, "a:blip/a:duotone")
        stops += [self.read(one, holder) for one in both.iterchildren("*")] if both is not None else []
        paints = present(stops)
        if not paints or len(paints) < len(stops) or any(paint.alpha < 1 for paint in paints):
            return None
        if max(contrast(one.rgb, other.rgb) for one in paints for other in paints) > _ALIKE:
            return None
        return Paint(*(sum(channel) / len(paints) for channel in zip(*(paint[:3] for paint in paints), strict=True)))

    def colour(self, parent: Element | None, holder: Paint | None = None) -> Paint | None:
        """The colour that stands in an element; None where there is none, or an unknown one."""
        element = next(parent.iterchildren("*"), None) if parent is not None else None
        return None if element is None else self.read(element, holder)

    def read(self, element: Element, holder: Paint | None = None) -> Paint | None:
        """The colour that an element is; None where it is an unknown one."""
        paint = self._base(element, holder)
        for change in element.iterchildren("*"):
            value, turn = percent(change, "val"), _CHANGES.get(change.tag)
            if paint is None or turn is None or (value is None and change.tag not in _WITHOUT_VALUE):
                return None
            paint = turn(paint, value or 0.0)
        return paint

    def _base(self, element: Element, holder: Paint | None) -> Paint | None:
        value = element.get("val", "")
        if element.tag == tag("a:schemeClr"):
            return holder if value == "phClr" else self.named(value)
        if element.tag == tag("a:sysClr"):
            return _hex(element.get("lastClr", ""))
        if element.tag == tag("a:prstClr"):
            return _hex(_NAMED.get(value, ""))
        return _hex(value) if element.tag == tag("a:srgbClr") else None


def palette(theme: Element | None, colour_map: Element | None) -> Palette:
    """The colours of a theme part under a ``p:clrMap``: every name that Office knows stands for one."""
    scheme = {name: paint for name, rgb in _OFFICE.items() if (paint := _hex(rgb))}
    found = find(theme, "a:themeElements/a:clrScheme")
    for child in () if found is None else found.iterchildren("*"):
        paint = Palette({}, {}).colour(child)
        if paint is not None:
            scheme[str(child.tag).rpartition("}")[2]] = paint
    said = {} if colour_map is None else {str(name): str(value) for name, value in colour_map.attrib.items()}
    return Palette(scheme, {**_MAP, **{name: known for name, known in said.items() if known in scheme}})


def _hex(text: str) -> Paint | None:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        return None
    return Paint(value[0] / 255, value[1] / 255, value[2] / 255) if len(value) == 3 else None


# --- changes (ECMA-376 20.1.2.3): lightness in HSL, tint and shade in linear light --------------------------------


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _hls(paint: Paint, change: Callable[[float, float], tuple[float, float]], turn: float = 1) -> Paint:
    return Paint(*in_hsl(paint[:3], change, turn), paint.alpha)


def _linear(paint: Paint, change: Callable[[float], float]) -> Paint:
    red, green, blue = (encoded(_within(change(decoded(channel)))) for channel in paint[:3])
    return Paint(red, green, blue, paint.alpha)


_CHANGES: dict[str, Callable[[Paint, float], Paint]] = {
    tag("a:alpha"): lambda paint, value: paint._replace(alpha=_within(value)),
    tag("a:hueMod"): lambda paint, value: _hls(paint, lambda light, colour: (light, colour), value),
    tag("a:lumMod"): lambda paint, value: _hls(paint, lambda light, colour: (light * value, colour)),
    tag("a:lumOff"): lambda paint, value: _hls(paint, lambda light, colour: (light + value, colour)),
    tag("a:satMod"): lambda paint, value: _hls(paint, lambda light, colour: (light, colour * value)),
    tag("a:satOff"): lambda paint, value: _hls(paint, lambda light, colour: (light, colour + value)),
    tag("a:tint"): lambda paint, value: _linear(paint, lambda channel: channel * value + 1 - value),
    tag("a:shade"): lambda paint, value: _linear(paint, lambda channel: channel * value),
    tag("a:gray"): lambda paint, _: _hls(paint, lambda light, _: (light, 0.0)),
}
_WITHOUT_VALUE = frozenset([tag("a:gray")])
