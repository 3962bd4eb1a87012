"""What eyes ask of the type on a slide: its size, and room for texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import floor

from facilitator.canvas import shapes
from facilitator.canvas.adapting import proportion
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import Extent, extent, is_known
from facilitator.canvas.units import ABOVE, Emu, pt
from facilitator.inspection.finding import Finding
from facilitator.messages import _, mark
from facilitator.office.presentation import Slide
from facilitator.office.shapes import FURNITURE
from facilitator.office.texts import Paragraph, Run, Text
from facilitator.office.xml import find, tag

__all__ = ["extent_of", "is_seen", "text_fits", "text_size"]

_SMALLEST, _SMALLEST_AT_FOOT = 12, 9
"""Points."""
_FOOT = 0.85
"""The lowest part of the slide, where sources and the like stand, begins at this share of its height."""
_KERNED = 1.02
"""Fonts are measured without kerning, so that lines hold a little more than it seems."""
_UNSEEN = pt(1.5)
"""What nobody sees of letters that leave their shape."""
_UNDER = 0.15
"""Of an em: what a line has under its letters, or nearly."""
_ABOVE_LETTERS = 0.05
"""Of an em: what a line has above its letters, at least (the ring of an Å stands high)."""
_LOWER_EDGE = 1.05
"""Of the slide's height: how far tables may run, whose rows are not known to the point."""
_INSCRIBED = 0.7071
"""Share of an ellipse's width and height in which text stands: √½. One line alone may be as high as the ellipse."""
_LESS = mark("say less, make it smaller, or give it more room")


def is_seen(run: Run) -> bool:
    """What is wholly transparent is there to be read aloud, as what tells two equal titles apart."""
    return run.look.paint is None or run.look.paint.alpha > 0


def text_size(slide: Slide) -> Iterator[Finding]:
    """At least 12 pt; 9 pt in footers, numbers, and what stands in the lowest 15 per cent of the slide.

    On a tiny slide less, in proportion, down to the half point.
    """
    scale = min(proportion(slide.presentation.size) or 1, 1)
    for text in slide.texts:
        least = floor((_SMALLEST_AT_FOOT if _is_at_foot(slide, text) else _SMALLEST) * scale * 2) / 2
        size = min((run.look.size for run in text.runs if is_seen(run)), default=least)
        # PowerPoint shrinks text by shares that end in fractions of a point.
        if round(size, 1) < least:
            what = _("has text in {size} pt", size=format(size, ".3g"))
            mend = _("set it in {size} pt or more, or say less", size=format(least, "g"))
            yield Finding(slide.number, text.shape.name, what, mend)


def _is_at_foot(slide: Slide, text: Text) -> bool:
    return text.shape.role in FURNITURE or (text.box is not None and text.box.y >= _FOOT * slide.presentation.size.h)


def text_fits(slide: Slide) -> Iterator[Finding]:
    """As far as the font is known. A shape may grow with its text, rows of tables grow up to the slide's edge."""
    for text in slide.texts:
        if text.cell is None and _is_judged(text) and not _fits(text):
            yield Finding(slide.number, text.shape.name, _("has text that may not fit"), _(_LESS))
    for name, bottom in _table_bottoms(slide):
        if bottom > slide.presentation.size.bottom * _LOWER_EDGE:
            yield Finding(slide.number, name, _("may run over the lower edge of the slide"), _(_LESS))


def _is_judged(text: Text) -> bool:
    columns = text.setting("numCol") not in ("", "1")
    upright = text.setting("vert") in ("", "horz")
    warped = any(find(body, "a:prstTxWarp") is not None for body in text.bodies)
    return bool(text.text.strip()) and not (columns or warped or text.setting("wrap") == "none") and upright


def _fits(text: Text) -> bool:
    """Whether it does; also where that cannot be known."""
    if text.box is None or not _is_known(text):
        return True
    left, _top, right, _bottom = text.insets
    share = _INSCRIBED if _is_ellipse(text) else 1
    needed = extent_of(text, round((text.box.w * share - left - right) * _KERNED))
    if needed.broken and any(len(word) > 1 for word in text.text.split()):
        return False
    return _grows(text) or _beyond(text, text.box.h, needed) <= _UNSEEN


def _beyond(text: Text, height: Emu, needed: Extent) -> Emu:
    """By how much letters stand over the upper or lower edge of a shape so high.

    What runs over into the distance that a shape keeps at its own edge does not leave the shape, and neither does the
    room above the letters of the first line and under those of the last. In an ellipse the middle of both counts.
    """
    _left, top, _right, bottom = text.insets
    start = ABOVE.get(text.setting("anchor"), 0.0) * (height - top - bottom - needed.height) + top
    size = max((run.look.size for run in text.runs), default=0.0)
    over, under = -start - pt(_ABOVE_LETTERS * size), start + needed.height - pt(_UNDER * size) - height
    if _is_ellipse(text):
        corner = height * (1 - _INSCRIBED) / 2 if needed.lines > 1 else 0
        over, under = (one + corner - pt(size / 2) for one in (over, under))
    return round(max(over, under))


def _grows(text: Text) -> bool:
    return text.fitting is not None and text.fitting.tag == tag("a:spAutoFit")


def _is_ellipse(text: Text) -> bool:
    geometry = find(text.shape.properties, "a:prstGeom")
    return geometry is not None and geometry.get("prst") == "ellipse"


def _is_known(text: Text) -> bool:
    return all(is_known(run.look.family) for run in text.runs)


def extent_of(text: Text, width: Emu) -> Extent:
    """What the text takes in lines of a width."""
    height, lines, broken = 0, 0, False
    written = _without_empty_end(text.paragraphs)
    for number, paragraph in enumerate(written):
        look = paragraph.runs[0].look if paragraph.runs else paragraph.end
        found = extent(_measured(paragraph), width, look.size, Font(look.family, own=True))
        pitch = found.height * paragraph.spacing if paragraph.pitch is None else pt(paragraph.pitch) * found.lines
        after = paragraph.after if number < len(written) - 1 else 0
        height += round(pitch) + pt((paragraph.before if number else 0) + after)
        lines, broken = lines + found.lines, broken or found.broken
    return Extent(height, lines, broken)


def _without_empty_end(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Without the last ones that hold nothing to see."""
    last = max(
        (number for number, one in enumerate(paragraphs, 1) if any(run.text.strip() for run in one.runs)), default=0
    )
    return paragraphs[:last]


def _measured(paragraph: Paragraph) -> tuple[shapes.Paragraph]:
    runs = tuple(
        shapes.Run(run.text.upper() if run.look.capitals else run.text, bold=run.look.bold, size=run.look.size)
        for run in paragraph.runs
    )
    return (shapes.Paragraph(runs, indent=paragraph.margin),)


def _table_bottoms(slide: Slide) -> Iterator[tuple[str, Emu]]:
    """Where each table ends when its rows have grown with their texts."""
    cells = (text for text in slide.texts if text.cell is not None and text.box is not None and _is_known(text))
    for shape, texts in groupby(cells, key=lambda text: text.shape):
        rows: dict[Emu, Emu] = {}
        for text, box in ((text, text.box) for text in texts):
            if box is not None:
                left, top, right, bottom = text.insets
                needed = extent_of(text, box.w - left - right).height + top + bottom
                rows[box.y] = max(rows.get(box.y, 0), needed, box.h)
        yield shape.name, min(rows) + sum(rows.values())
