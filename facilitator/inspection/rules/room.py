"""Room: text that does not fit its shape runs over its neighbours, or over the edge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from facilitator.canvas import shapes
from facilitator.canvas.measure import Extent, Font, extent, is_known
from facilitator.canvas.units import Emu, pt
from facilitator.inspection.finding import Finding
from facilitator.office.deck import Slide
from facilitator.office.texts import Paragraph, Text
from facilitator.office.xml import find, tag

__all__ = ["text_fits"]

_TOLERANCE = 1.05
"""Fonts are measured without kerning, so a text is a little narrower than it seems."""
_INSCRIBED = 0.7071
"""Share of an ellipse's width and height in which text stands: √½. One line alone may be as high as the ellipse."""


def text_fits(slide: Slide) -> Iterator[Finding]:
    """As far as the font is known. A shape may grow with its text, rows of tables grow up to the slide's edge."""
    for text in slide.texts:
        if text.cell is None and _is_judged(text) and not _fits(text):
            yield Finding(slide.number, text.shape.name, "has text that may not fit", _MEND)
    for name, bottom in _table_bottoms(slide):
        if bottom > slide.deck.size.bottom * _TOLERANCE:
            yield Finding(slide.number, name, "may run over the lower edge of the slide", _MEND)


_MEND = "say less, make it smaller, or give it more room"


def _is_judged(text: Text) -> bool:
    columns = text.setting("numCol") not in ("", "1")
    upright = text.setting("vert") in ("", "horz")
    warped = any(find(body, "a:prstTxWarp") is not None for body in text.bodies)
    return bool(text.text.strip()) and not (columns or warped or text.setting("wrap") == "none") and upright


def _fits(text: Text) -> bool:
    """Whether it does; also where that cannot be known."""
    if text.box is None or not _is_known(text):
        return True
    left, top, right, bottom = text.insets
    share = _INSCRIBED if _is_ellipse(text) else 1
    needed = _extent(text, round(text.box.w * share) - left - right)
    height = text.box.h * (1 if needed.lines == 1 else share) - top - bottom
    return not needed.broken and (_grows(text) or needed.height <= height * _TOLERANCE)


def _grows(text: Text) -> bool:
    return text.fitting is not None and text.fitting.tag == tag("a:spAutoFit")


def _is_ellipse(text: Text) -> bool:
    geometry = find(text.shape.properties, "a:prstGeom")
    return geometry is not None and geometry.get("prst") == "ellipse"


def _is_known(text: Text) -> bool:
    return all(is_known(run.look.family) for run in text.runs)


def _extent(text: Text, width: Emu) -> Extent:
    """What the text takes in lines of a width."""
    height, lines, broken = 0, 0, False
    for number, paragraph in enumerate(text.paragraphs):
        look = paragraph.runs[0].look if paragraph.runs else paragraph.end
        found = extent(_measured(paragraph), width, look.size, Font(look.family))
        pitch = found.height * paragraph.spacing if paragraph.pitch is None else pt(paragraph.pitch) * found.lines
        height += round(pitch) + pt((paragraph.before if number else 0) + paragraph.after)
        lines, broken = lines + found.lines, broken or found.broken
    return Extent(height, lines, broken)


def _measured(paragraph: Paragraph) -> tuple[shapes.Paragraph]:
    runs = tuple(shapes.Run(run.text, bold=run.look.bold, size=run.look.size) for run in paragraph.runs)
    return (shapes.Paragraph(runs, indent=paragraph.margin),)


def _table_bottoms(slide: Slide) -> Iterator[tuple[str, Emu]]:
    """Where each table ends when its rows have grown with their texts."""
    cells = (text for text in slide.texts if text.cell is not None and text.box is not None and _is_known(text))
    for shape, texts in groupby(cells, key=lambda text: text.shape):
        rows: dict[Emu, Emu] = {}
        for text, box in ((text, text.box) for text in texts):
            if box is not None:
                left, top, right, bottom = text.insets
                needed = _extent(text, box.w - left - right).height + top + bottom
                rows[box.y] = max(rows.get(box.y, 0), needed, box.h)
        yield shape.name, min(rows) + sum(rows.values())
