"""How large, how light, and in which of the theme's colours things are drawn on a layout, to be seen on its ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.canvas.adapting import Suit, proportion
from facilitator.canvas.colours import LARGE_TYPE, READABLE, READABLE_LARGE, contrast, luminance, rgb_of
from facilitator.canvas.own_layouts import FULL
from facilitator.canvas.shapes import Colour, Scheme
from facilitator.canvas.style import ACCENTS, CONTENT_MIN, SMALL_MIN
from facilitator.canvas.units import Box
from facilitator.house_templates.model import TEXTS, Layout, Placeholder, Surface
from facilitator.office.colours import Paint
from facilitator.office.shapes import FURNITURE, TITLES

__all__ = ["ink_of", "paper_of", "quiet_of", "scale_of", "suit_of"]

_DARK = 0.18
"""A ground with less luminance than this is dark."""
_EDGE = 0.1
"""Share of a place that may lie over the edge of a surface."""
_HIDDEN, _SEEN = 1.2, 1.5
"""The contrast up to which a mark is lost on the ground, and that which one in its place must have."""
_SWAPPED: tuple[tuple[Scheme, Scheme], ...] = (("tx1", "bg1"), ("bg1", "tx1"), ("tx2", "bg2"), ("bg2", "tx2"))
_INKS: tuple[Scheme, ...] = ("tx2", "tx1", "bg1", "bg2")


def suit_of(layout: Layout, scale: float) -> Suit:
    """How what is drawn for a slide of ordinary size must be changed to go on this layout."""
    ground = paper_of(layout)
    swapped = _is_swapped(layout.colours, ground)
    names = (*(_SWAPPED if swapped else ()), *_accents(layout.colours, ground))
    return Suit(scale, luminance(rgb_of(ground)) < _DARK, names, plain=_ground_of(layout, layout.content) is None)


def scale_of(slide: Box, *, tight: bool = False) -> float:
    """How large things are drawn: on a tiny or huge slide in proportion, else so that type is as large as on ours.

    A low slide is shown larger, so its type may be somewhat smaller. ``tight`` is as small as type may be (12 points
    for what is 14 else), where texts have no room otherwise.
    """
    whole = proportion(slide)
    if whole is not None:
        return whole
    smallest = SMALL_MIN / CONTENT_MIN
    return smallest if tight else min(1.0, max(smallest, slide.h / FULL.h))


def paper_of(layout: Layout) -> str:
    """What figures are drawn on (RRGGBB).

    Behind a picture it is the first colour that the layout's own text can be read on.
    """
    known = _ground_of(layout, layout.content)
    if known is not None:
        return known
    own = (one.ink for role in (TEXTS, TITLES) for one in layout.placeholders if one.role in role and one.ink)
    ink = next(own, layout.colours["tx1"])
    grounds = [*filter(None, (layout.background,)), *(layout.colours[name] for name in ("bg1", "bg2", "tx2", "tx1"))]
    return max(grounds, key=lambda one: _rank(_contrast(one, ink)))


def _ground_of(layout: Layout, box: Box, own: Surface | None = None) -> str | None:
    """The one colour behind a place (RRGGBB); None where there is none, or it is not known.

    ``own`` is what the place itself is filled with.
    """
    front: list[Paint] = []
    seen = None if layout.background is None else Paint(*(channel / 255 for channel in rgb_of(layout.background)))
    for surface in (*([own] if own else []), *reversed(layout.surfaces)):
        under = surface.box.clipped(box).area if surface.box.meets(box) else 0
        if under <= _EDGE * box.area:
            continue
        if under < (1 - _EDGE) * box.area or surface.paint is None:
            return None
        if surface.paint.alpha == 1:
            seen = surface.paint
            break
        front.append(surface.paint)
    for paint in reversed(front):
        seen = None if seen is None else paint.over(seen)
    return None if seen is None else seen.hex


def ink_of(layout: Layout, placeholder: Placeholder) -> Colour | None:
    """What the text of a placeholder must be written in; None where its own colour can be read."""
    ground = paper_of(layout) if placeholder.box is None else _ground_of(layout, placeholder.box, placeholder.surface)
    if ground is None or placeholder.ink is None:
        return None
    # Other texts than titles are often set smaller than their placeholder asks for.
    large = placeholder.role in TITLES and (placeholder.size or 0) >= LARGE_TYPE
    if _contrast(placeholder.ink, ground) >= (READABLE_LARGE if large else READABLE):
        return None
    return Colour(max(_INKS, key=lambda name: _rank(_contrast(layout.colours[name], ground))))


def quiet_of(layout: Layout, role: str) -> Colour | None:
    """What footer (``ftr``) or slide number (``sldNum``) must be written in; None where its own colour can be read.

    Where nobody knows what is behind it, it is written like the other.
    """
    inks = {
        one.role: (ink_of(layout, one), _ground_of(layout, one.box, one.surface))
        for one in layout.placeholders
        if one.box
    }
    ink, ground = inks.get(role, (None, None))
    others = (inks[name][0] for name in FURNITURE if name in inks)
    return ink if ground is not None else next(filter(None, others), None)


def _rank(found: float) -> float:
    """All colours that can be read are equal: the first is taken."""
    return min(found, READABLE)


def _is_swapped(colours: Mapping[str, str], ground: str) -> bool:
    """Whether the colour of backgrounds is the one that can be read on this ground."""
    ink, paper = (_contrast(colours[name], ground) for name in ("tx1", "bg1"))
    return ink < READABLE and paper > ink


def _accents(colours: Mapping[str, str], ground: str) -> Iterator[tuple[Scheme, Scheme]]:
    """Accents that would be lost on the ground, and what takes their place."""
    seen = [name for name in (*ACCENTS, *_INKS) if _contrast(colours[name], ground) >= _SEEN]
    for name in ACCENTS:
        if seen and _contrast(colours[name], ground) < _HIDDEN:
            yield name, seen[0]


def _contrast(one: str, other: str) -> float:
    return contrast(rgb_of(one), rgb_of(other))
