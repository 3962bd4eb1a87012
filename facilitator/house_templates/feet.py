"""Footer and slide number of a template's layouts: how slides fill them, and what room a footer has."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.canvas.fonts import Font
from facilitator.canvas.own_layouts import Foot
from facilitator.canvas.units import Box, Emu, cm, pt
from facilitator.house_templates.ground_fit import quiet_of
from facilitator.house_templates.model import Layout, Placeholder, kind_of, told_apart
from facilitator.office.shapes import FURNITURE

__all__ = ["feet_of", "footer_lines"]

_DIGIT = 0.65
"""Width of a digit in em, at most."""
_LEAST_FOOT = 9.0
"""Points of footer and slide number."""
_AROUND_FOOTER = cm(0.6)
"""What a footer's box keeps at its sides, and a little air."""
_FOOTER = 12
"""Points, where the template does not say."""


def feet_of(layout: Layout) -> tuple[Foot | None, Foot | None]:
    """Footer and slide number of a layout; None where it has none that holds a line, or none that can be read."""
    kinds = {one.role: kind_of(one) for one in told_apart(layout) if one.box is None or _has_line(one, one.box)}
    sizes = [one.size for one in layout.placeholders if one.role in FURNITURE and one.size]
    size = _LEAST_FOOT if sizes and min(sizes) < _LEAST_FOOT else None

    def foot(role: str) -> Foot | None:
        written = quiet_of(layout, role)
        return None if role not in kinds or written.plate else Foot(kinds[role], size, written.ink)

    return foot("ftr"), foot("sldNum")


def footer_lines(layouts: Iterable[Layout], family: str) -> list[tuple[float, Font, Emu]]:
    """The lines that a footer must have room on: points, font, and width; ``family`` where a layout says none."""
    return [
        (max(one.size or _FOOTER, _LEAST_FOOT), Font(one.family or family, one.bold), one.box.w - _AROUND_FOOTER)
        for layout in layouts
        for one in layout.placeholders
        if one.role == "ftr" and one.box
    ]


def _has_line(placeholder: Placeholder, box: Box) -> bool:
    """Whether it is high enough for a line, and wide enough for three digits."""
    size = placeholder.size or _FOOTER
    return box.h >= pt(1.2 * size) and box.w - placeholder.insets[0] - placeholder.insets[2] >= pt(3 * _DIGIT * size)
