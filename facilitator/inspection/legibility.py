"""What eyes ask of the texts on a slide: the size of type, room, and contrast with what lies behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from math import floor
from typing import NamedTuple

from facilitator.canvas import ABOVE, Box, Emu, pt, shapes
from facilitator.canvas.adapting import proportion
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import Extent, extent, is_known
from facilitator.colours import LARGE_TYPE, READABLE, READABLE_LARGE, Shades
from facilitator.colours import contrast as contrast_of
from facilitator.ground.drawing import seen_behind
from facilitator.inspection import Finding
from facilitator.messages import _, mark
from facilitator.office import Element, find, tag
from facilitator.office.colours import CLEAR, Paint, said_fill
from facilitator.office.presentation import Slide
from facilitator.office.shapes import FURNITURE, Shape
from facilitator.office.texts import Paragraph, Run, Text

__all__ = ["Surfaces", "contrast", "text_fits", "text_size"]


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


def _is_seen(run: Run) -> bool:
    """What is wholly transparent is there to be read aloud, as what tells two equal titles apart."""
    return run.look.paint is None or run.look.paint.alpha > 0


def text_size(slide: Slide) -> Iterator[Finding]:
    """At least 12 pt; 9 pt in footers, numbers, and what stands in the lowest 15 per cent of the slide.

    On a tiny slide less, in proportion, down to the half point.
    """
    scale = min(proportion(slide.presentation.size) or 1, 1)
    for text in slide.texts:
        least = floor((_SMALLEST_AT_FOOT if _is_at_foot(slide, text) else _SMALLEST) * scale * 2) / 2
        size = min((run.look.size for run in text.runs if _is_seen(run)), default=least)
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
    needed = _extent_of(text, round((text.box.w * share - left - right) * _KERNED))
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


def _extent_of(text: Text, width: Emu) -> Extent:
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
                needed = _extent_of(text, box.w - left - right).height + top + bottom
                rows[box.y] = max(rows.get(box.y, 0), needed, box.h)
        yield shape.name, min(rows) + sum(rows.values())


_NEAR = pt(1)
"""Shapes that touch by less do not overlap."""
_BOXES = ("rect", "Rect")
"""How the presets end whose shape is that of their box, but for the corners: ``rect``, ``roundRect`` …"""
_CORNER = 0.1464
"""Share of an ellipse's box that lies outside the square in it, at each side: (1 - √½) / 2."""


class _Layer(NamedTuple):
    """A shape that may hide something."""

    place: int
    """In the order of painting."""
    shape: Shape
    area: Box


@dataclass(frozen=True, eq=False)
class Surfaces:
    """What a slide's texts stand on."""

    slide: Slide

    def ground(self, text: Text) -> Paint | None:
        """The one opaque colour behind a text; None where there is a picture, a gradient, or an edge."""
        front = self.slide.fill(text.shape) if text.cell is None else self._cell_fill(text, text.cell)
        if front is None or front.alpha == 1:
            return front
        below = None if text.box is None else self._below(self._places[text.shape], text.box)
        if below is None:
            return None
        *layers, seen = [front, *below]
        for layer in reversed(layers):
            seen = layer.over(seen)
        return seen

    @cached_property
    def _places(self) -> dict[Shape, int]:
        return {shape: place for place, shape in enumerate(self.slide.painted)}

    @cached_property
    def _layers(self) -> list[_Layer]:
        """Everything that may lie behind a text, from the front to the back."""
        found = []
        for shape, place in self._places.items():
            area = self.slide.bounds(shape)
            if area is not None and not shape.hidden and shape.kind not in ("group", "connector"):
                found.append(_Layer(place, shape, area))
        return found[::-1]

    def _below(self, place: int, box: Box) -> list[Paint] | None:
        """The colours under a place, from the front to the first opaque one; None where one is not known."""
        found: list[Paint] = []
        for layer in self._layers:
            if layer.place >= place or not _overlap(layer.area, box):
                continue
            fill = self.slide.fill(layer.shape)
            if fill is not None and not fill.alpha:
                continue
            if fill is None or not _covers(layer.shape, layer.area, box):
                return None
            found.append(fill)
            if fill.alpha == 1:
                return found
        return None if self._background is None else [*found, self._background]

    def _cell_fill(self, text: Text, cell: Element) -> Paint | None:
        fill = said_fill([find(cell, "a:tcPr")])
        if fill is not None:
            return self.slide.palette.fill(fill)
        return None if text.styled_cell else CLEAR

    @cached_property
    def _background(self) -> Paint | None:
        return self.slide.background()


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across > _NEAR and down > _NEAR


def _covers(shape: Shape, area: Box, box: Box) -> bool:
    geometry = find(shape.properties, "a:prstGeom")
    name = "" if geometry is None else str(geometry.get("prst", ""))
    if shape.turned or not (name == "ellipse" or name.endswith(_BOXES)):
        return False
    if name == "ellipse":
        area = area.inset(round(area.w * _CORNER), round(area.h * _CORNER))
    return area.inset(-_NEAR).holds(box)


_LARGE_BOLD = 14
"""Points from which on bold text is large."""
_MAY_BE_LOST = 0.05
"""Share of what is behind a text on which it need not be seen: a thin line, a grain."""


def contrast(slide: Slide, texts: Sequence[Text] | None = None) -> Iterator[Finding]:
    """At least 4.5:1, large text (18 pt, or 14 pt in bold) 3:1. What cannot be known is not judged.

    Args:
        slide: the slide.
        texts: those that are asked about; all of its own when left out.
    """
    surfaces, mixed = Surfaces(slide), []
    for text in slide.texts if texts is None else texts:
        behind = surfaces.ground(text)
        if behind is None:
            mixed += [text] if _can_be_looked_at(text) else []
            continue
        low = [(found, run) for found, run in _ratios(text, behind) if found < _needed(run)]
        if low:
            found, run = min(low)
            ratio, words = f"{found:.1f}:1", _begin(run.text)
            what = _("has text with too little contrast, {ratio}: “{words}”", ratio=ratio, words=words)
            mend = _("take a darker or lighter colour: at least {ratio}", ratio=format(_needed(run), "g") + ":1")
            yield Finding(slide.number, text.shape.name, what, mend)
    if mixed:
        yield from _on_mixed_ground(slide, mixed)


def _ratios(text: Text, behind: Paint) -> Iterator[tuple[float, Run]]:
    for run in text.runs:
        if run.look.paint is not None and _is_seen(run):
            # Rounded down to a tenth, as it is told: 4.46 is told as 4.4.
            yield int(10 * contrast_of(run.look.paint.over(behind).rgb, behind.rgb)) / 10, run


def _needed(run: Run) -> float:
    return READABLE_LARGE if run.look.size >= (_LARGE_BOLD if run.look.bold else LARGE_TYPE) else READABLE


def _begin(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:39]}…"


# --- on pictures, gradients, and edges: looked at in pixels ---


def _on_mixed_ground(slide: Slide, texts: Sequence[Text]) -> Iterator[Finding]:
    behind = seen_behind(slide, [(text.shape, _lines_of(text)) for text in texts])
    for text, shades in zip(texts, behind, strict=True):
        lost = [(_lost(run, shades), run) for run in text.runs if _is_seen(run)] if shades else []
        share, run = max(lost, key=lambda one: one[0], default=(0.0, None))
        if run is not None and share > _MAY_BE_LOST:
            said = {"share": round(100 * share), "words": _begin(run.text)}
            what = _("has text that cannot be read on {share} per cent of what is behind it: “{words}”", **said)
            yield Finding(slide.number, text.shape.name, what, _("put a surface behind it, or move it"))


def _can_be_looked_at(text: Text) -> bool:
    return text.cell is None and text.box is not None and bool(text.text.strip()) and not text.shape.turned


def _lost(run: Run, shades: Shades) -> float:
    """The share of what is behind a run on which it cannot be read."""
    paint, needed = run.look.paint, _needed(run)
    if paint is None:
        return 0.0
    shown = {colour: paint.over(Paint(*(channel / 255 for channel in colour))).rgb for colour in shades}
    return sum(share for colour, share in shades.items() if contrast_of(shown[colour], colour) < needed)


def _lines_of(text: Text) -> Box:
    """Where its lines stand, as high as they are."""
    box = text.box
    assert box is not None
    left, top, right, bottom = text.insets
    room = Box(box.x + left, box.y + top, max(box.w - left - right, 1), max(box.h - top - bottom, 1))
    high = min(max(_extent_of(text, room.w).height, 1), room.h)
    return Box(room.x, round(room.y + ABOVE.get(text.setting("anchor"), 0.0) * (room.h - high)), room.w, high)
