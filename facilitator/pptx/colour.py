"""Colours, fills, and strokes: always by the name in the theme, so that another theme recolours the deck."""

from __future__ import annotations

from functools import lru_cache

from facilitator.canvas.shapes import Colour, Line

__all__ = ["NO_FILL", "fill", "scheme_colour", "stroke"]

NO_FILL = "<a:noFill/>"


@lru_cache(maxsize=1024)
def scheme_colour(colour: Colour) -> str:
    """``a:schemeClr``, mixed as PowerPoint mixes its own lighter and darker variants: in luminance."""
    mixed = ""
    if colour.shade < 100:
        mixed += f'<a:lumMod val="{colour.shade * 1000}"/>'
    if colour.tint < 100:
        mixed += f'<a:lumMod val="{colour.tint * 1000}"/><a:lumOff val="{(100 - colour.tint) * 1000}"/>'
    if colour.alpha < 100:
        mixed += f'<a:alpha val="{colour.alpha * 1000}"/>'
    return (
        f'<a:schemeClr val="{colour.scheme}">{mixed}</a:schemeClr>'
        if mixed
        else f'<a:schemeClr val="{colour.scheme}"/>'
    )


def fill(colour: Colour | None) -> str:
    """A solid fill, or none said aloud (a missing fill would be inherited)."""
    return NO_FILL if colour is None else f"<a:solidFill>{scheme_colour(colour)}</a:solidFill>"


@lru_cache(maxsize=256)
def stroke(line: Line | None, tag: str = "a:ln") -> str:
    """An outline or the stroke of a connector; ``tag`` is one of the four edges in a table cell.

    The order of the children is the schema's: fill, dash, join, head, tail (ECMA-376 20.1.2.2.24).
    """
    if line is None:
        return f"<{tag}><a:noFill/></{tag}>"
    dash = "" if line.dash == "solid" else f'<a:prstDash val="{line.dash}"/>'
    ends = "" if line.head == "none" else f'<a:headEnd type="{line.head}"/>'
    ends += "" if line.tail == "none" else f'<a:tailEnd type="{line.tail}"/>'
    return f'<{tag} w="{line.width}">{fill(line.colour)}{dash}<a:round/>{ends}</{tag}>'
