"""Colours, fonts, and backgrounds of a master and its layouts, found through the theme and the colour map."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.house_templates.grounds import as_rgb, blend
from facilitator.house_templates.model import Look
from facilitator.office.colours import WHITE, Paint, Palette, palette, said_fill
from facilitator.office.xml import Element, find, number
from facilitator.problems import printable

__all__ = ["NAMES", "background", "colour_map", "colours", "look", "palette_of"]

NAMES = (
    "tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""What shapes call the theme's colours (ECMA-376 20.1.10.54)."""
_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
"""Where no map says otherwise."""
_OFFICE = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
    "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
    "folHlink": "954F72",
}  # fmt: skip
"""The theme »Office« of 2013–2022, for what a theme does not say."""
_FONT = "Calibri"


def palette_of(theme: Element | None, names: Mapping[str, str]) -> Palette:
    """A theme's colours under a map; every name has one."""
    usual = {name: Paint(*(channel / 255 for channel in bytes.fromhex(rgb))) for name, rgb in _OFFICE.items()}
    scheme = {**usual, **palette(theme, None).scheme}
    return Palette(scheme, {**_MAP, **{name: known for name, known in names.items() if known in scheme}})


def colour_map(element: Element | None) -> Mapping[str, str] | None:
    """``p:clrMap`` or ``a:overrideClrMapping`` as a mapping; None where there is none."""
    return None if element is None else {str(name): str(value) for name, value in element.attrib.items()}


def colours(found: Palette) -> Mapping[str, str]:
    """RRGGBB by name, from what `palette_of` has made."""
    return {name: as_rgb(found.scheme[found.names.get(name, name)]) for name in NAMES}


def look(theme: Element | None, found: Palette) -> Look:
    """The look of a master with this palette."""
    name = "" if theme is None else printable(theme.get("name", ""))
    return Look(name or "Template", colours(found), _font(theme, "major"), _font(theme, "minor"))


def _font(theme: Element | None, kind: str) -> str:
    latin = find(theme, f"a:themeElements/a:fontScheme/a:{kind}Font/a:latin")
    return printable("" if latin is None else latin.get("typeface", "")) or _FONT


def background(layout: Element, master: Element, theme: Element | None, found: Palette) -> Paint | None:
    """The colour of a layout's background, its own or the master's; None where it is a picture or of more than one."""
    said = next((one for root in (layout, master) if (one := find(root, "p:cSld/p:bg")) is not None), None)
    if said is None:
        return found.named("bg1")
    reference = find(said, "p:bgRef")
    fill = said_fill([find(said, "p:bgPr")]) if reference is None else _themed(theme, reference)
    paint = None if fill is None else blend(fill, found, found.colour(reference))
    return None if paint is None else paint.over(WHITE)


def _themed(theme: Element | None, reference: Element) -> Element | None:
    """The background fill that a reference names: the theme's are counted from 1001 (ECMA-376 19.3.1.3)."""
    fills = find(theme, "a:themeElements/a:fmtScheme/a:bgFillStyleLst")
    listed = [] if fills is None else list(fills.iterchildren("*"))
    wanted = (number(reference, "idx") or 0) - 1001
    return listed[wanted] if 0 <= wanted < len(listed) else None
