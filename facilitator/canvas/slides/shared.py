"""What several kinds of slides share: a page, its title and source line, filled placeholders, and the bar that counts
down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Protocol

from facilitator.canvas import Align, Box, Emu, cm
from facilitator.canvas.fonts import Font
from facilitator.canvas.icons import icon
from facilitator.canvas.measure import balanced_width, extent, line_height
from facilitator.canvas.own_layouts import RULE, Layout, Slot
from facilitator.canvas.shapes import AnyShape, Colour, Countdown, Paragraph, Picture, Placeholder, Run, Shape, TextBody
from facilitator.canvas.text import SMALL_MIN, Style, body, emphasised, fit, label, paragraphs
from facilitator.content import Focus
from facilitator.deck import Slide

__all__ = [
    "ON_DISC",
    "TITLE_SIZES",
    "Page",
    "Setting",
    "Shown",
    "as_shown",
    "countdown",
    "filled",
    "font_in",
    "on_disc",
    "photo",
    "room_in",
    "size_in",
    "slot_of",
    "source_line",
    "title_placeholder",
    "title_sizes",
    "with_unseen",
]


class Shown(Protocol):
    """How somebody wants to see a picture."""

    @property
    def fit(self) -> str:
        """``whole``, or else it fills its place."""

    @property
    def focus(self) -> Focus | None: ...


@dataclass(frozen=True, slots=True)
class Setting:
    """What the content of a slide is laid out with."""

    slide: Slide
    style: Style
    media: Mapping[str, bytes]
    """The pictures that slides name, by the name they use."""
    whole: bool = False
    """A figure is not spread over several pages."""


@dataclass(frozen=True, slots=True)
class Page:
    """The shapes of a page under its title."""

    layout: str
    shapes: tuple[AnyShape, ...] = ()
    title: str | None = None
    """Instead of the slide's title (and its part number)."""
    heading: tuple[Paragraph, ...] | None = None
    """How the title is set, when it is more than its plain text."""
    title_box: Box | None = None
    title_size: float | None = None
    """Where the title stands and its largest size in points, when not as on the layout."""
    title_ground: Box | None = None
    """What its own ground covers there, where it has one."""
    balanced: bool = False
    """Break the title into lines of about the same length."""
    source: str = ""
    source_box: Box | None = None
    """Where that stands, when not as on the layout."""
    countdown: Countdown | None = None
    covers: tuple[AnyShape, ...] = ()
    """What lies over all of the layout, under the title; footer and number are then left out."""


_SEVERAL = 2
"""Lines from which on there is something to balance."""
ON_DISC = 0.56
"""A pictogram's part of its disc."""
_LEAST = 1
"""Points: the smallest type that PowerPoint knows; what is not seen takes no room."""
_LEAST_TITLE = 24
"""Points: a template that asks for less is made for another size of slide."""
TITLE_SIZES = (66, 60, 54, 48, 44, 40, 36, 34, 32, 30, 28, 26, 24, 22, 20, 18, 17, 16)
"""Points that a title may have."""


def title_placeholder(title: str, behind: str, page: Page, style: Style) -> Placeholder:
    """The slide's title in the layout's own placeholder, at the largest size that fits.

    What stands ``behind`` it is read aloud and listed with it, but not seen: no two slides have the same title, though
    the same title may stand on two.
    """
    slots = style.design.layouts[page.layout].slots
    slot = next((s for s in slots if s.role in ("title", "ctrTitle")), style.design.layouts["title_only"].slots[0])
    box = page.title_box or slot.box
    text = page.heading or paragraphs(title)
    text = with_unseen(emphasised(text, slot.colour) if slot.bold else text, behind)
    size = size_in(replace(slot, box=box), text, title_sizes(slot, page.title_size), style)
    narrow = _balanced(text, box, size, slot, style) if page.balanced else None
    if narrow and not style.design.flush:
        text = tuple([replace(one, align=slot.align) for one in text])
    return Placeholder(
        "ctrTitle" if slot.role == "ctrTitle" else "title",
        style.terms.shapes.title,
        text,
        size=None if slot.own and size == slot.size else size,
        box=narrow or page.title_box,
        ground=page.title_ground,
    )


def _balanced(text: tuple[Paragraph, ...], box: Box, size: float, slot: Slot, style: Style) -> Box | None:
    """Where lines of about the same length have their place; None where a narrower box would stand elsewhere."""
    if style.design.flush:
        return replace(box, w=balanced_width(text, box.w, size, style.heading))
    if slot.align != "ctr":
        return None
    shown, font = [as_shown(one, slot) for one in text], font_in(slot, style)
    across, _high = room_in(replace(slot, box=box))
    if extent(shown, across, size, font).lines < _SEVERAL:
        return None
    return box.around(round(balanced_width(shown, across, size, font) * box.w / across), box.h)


def title_sizes(slot: Slot, largest: float | None = None) -> Sequence[float]:
    """The sizes (points, falling) that a title may have there, from the layout's or ``largest`` on."""
    most = largest or max(slot.size, _LEAST_TITLE)
    return [size for size in TITLE_SIZES if size <= most] or [most]


def with_unseen(text: tuple[Paragraph, ...], behind: str) -> tuple[Paragraph, ...]:
    """The text with words that are read aloud behind it, and not seen."""
    if not behind:
        return text
    *before, last = text
    unseen = Run(behind, colour=Colour("tx1", alpha=0), size=_LEAST)
    # Whoever writes on at the end goes on in the look of what stands there: a space as the title is set.
    return (*before, replace(last, runs=(*last.runs, unseen, replace(last.runs[-1], text=" "))))


def filled(
    layout: str, name: str, text: Sequence[Paragraph], sizes: Sequence[float], style: Style
) -> Placeholder | Shape:
    """A body placeholder of the layout with ``text`` at the largest of ``sizes`` that fits; a text box in its place
    where the layout has none.

    Raises:
        DoesNotFit: there is none.
    """
    slot = style.design.layouts[layout].slot(name)
    size = size_in(slot, text, sizes, style)
    called = getattr(style.terms.shapes, name)
    if not slot.own and slot.kind is None:
        set_so = tuple([replace(one, align=slot.align) for one in text])
        return Shape(called, slot.box, text=TextBody(set_so, size, slot.colour, anchor=slot.anchor))
    return Placeholder(slot.role, called, tuple(text), slot.index, size)


def on_disc(name: str, disc: Box, style: Style, *, white: bool = False) -> list[AnyShape]:
    """A pictogram on a disc in the first accent, or in that colour on a white one."""
    accent, called, side = Colour("accent1"), style.terms.shapes.decoration, round(disc.w * ON_DISC)
    fill, ink = (Colour("bg1"), accent) if white else (accent, style.on(accent))
    ground = Shape(called, disc, "ellipse", fill=fill, decorative=True)
    return [ground, icon(name, disc.around(side, side), ink, called)]


def size_in(slot: Slot, text: Sequence[Paragraph], sizes: Sequence[float], style: Style) -> float:
    """The largest of ``sizes`` at which a placeholder holds the text, set as the placeholder sets it.

    Raises:
        DoesNotFit: there is none.
    """
    shown = [as_shown(one, slot) for one in text]
    return fit(style, shown, *room_in(slot), sizes, font=font_in(slot, style))


def slot_of(shape: Placeholder, layout: Layout) -> Slot | None:
    """The place of a layout that a placeholder fills, if there is one."""
    return next((one for one in layout.slots if (one.index, one.role) == (shape.index, shape.role)), None)


def room_in(slot: Slot) -> tuple[Emu, Emu]:
    """Width and height that text set as usual may take to have room in the placeholder as that sets it."""
    own = slot.typesetting
    return round(slot.box.w / (1 + own.tracking)), round(slot.box.h / own.spacing)


def font_in(slot: Slot, style: Style) -> Font:
    """The font of a placeholder."""
    own = slot.typesetting
    bold = slot.major or own.bold
    return Font(own.family, bold) if own.family else style.font(bold=bold, major=slot.major)


def as_shown(paragraph: Paragraph, slot: Slot) -> Paragraph:
    """The paragraph as wide as the placeholder shows it: without a bullet of its own it has no indent among bullets."""
    own, runs = slot.typesetting, paragraph.runs
    indent = paragraph.indent if slot.bullets and not paragraph.bullet else max(paragraph.indent, own.indent)
    if own.capitals:
        runs = tuple(replace(run, text=run.text.upper()) for run in runs)
    return replace(paragraph, runs=runs, indent=indent)


def source_line(page: Page, style: Style) -> Shape:
    """Whose model or words these are, small, at the foot of the content."""
    text = style.terms.credit(page.source)
    place, colour = page.source_box or style.design.source_on(page.layout), style.design.layouts[page.layout].quiet
    return label(style, style.terms.shapes.source, text, place, (SMALL_MIN,), anchor="b", colour=colour)


def countdown(
    minutes: int, box: Box, style: Style, *, on_dark: bool = False, with_slide: bool = False
) -> tuple[tuple[AnyShape, ...], Countdown]:
    """A bar that drains from right to left in ``minutes``, with a scale of minutes under it.

    ``box`` holds the bar and, below, the scale (about 1.9 cm high).
    """
    names, terms = style.terms.shapes, style.terms
    bar_box = Box(box.x, box.y, box.w, cm(1.0))
    fill = Colour("bg1") if on_dark else Colour("accent1")
    ground = Colour("bg1", alpha=25) if on_dark else Colour("bg1")
    quiet = Colour("bg1") if on_dark else Colour("tx1", tint=80)
    round_ends = (("adj", 50_000),)
    inset = cm(0.5)
    track = Shape(
        names.timer_track, bar_box, "roundRect", round_ends, ground, None if on_dark else RULE,
        # In bold 14 pt is large text, which the track's tint leaves enough contrast for (3:1).
        body(style, terms.times_up, bar_box, (14,), anchor="ctr", bold=True, colour=quiet, insets=(inset, 0, inset, 0)),
    )  # fmt: skip
    bar = Shape(
        f"{names.timer} {terms.lasting(minutes)}", bar_box, "roundRect", round_ends, fill, None,
        body(style, terms.lasting(minutes), bar_box, (16,), anchor="ctr", bold=True,
             colour=Colour("accent1") if on_dark else style.on(fill), insets=(inset, 0, inset, 0)),
        alt=terms.countdown.format(minutes=minutes), key="timer",
    )  # fmt: skip
    (size,) = style.sizes((SMALL_MIN,))
    high = max(cm(0.6), line_height(size, style.body))
    scale = _scale(minutes, Box(bar_box.x, bar_box.bottom + cm(0.12), bar_box.w, high), quiet, style)
    return (track, bar, *scale), Countdown("timer", minutes, "slide" if with_slide else "click")


def _scale(minutes: int, box: Box, colour: Colour, style: Style) -> list[Shape]:
    """The minutes that are left where the bar ends, in steps that leave at most a dozen and a half of them."""
    step = next(s for s in (1, 5, 10, 15, 30, 60, 120, 240, 480) if minutes / s <= 15 or s == 480)
    marks = [mark for mark in range(0, minutes, step) if minutes - mark >= step / 2] + [minutes]
    width = cm(1.4)
    shapes = []
    for mark in marks:
        centre = box.x + round(box.w * mark / minutes)
        x = min(max(centre - width // 2, box.x), box.right - width)
        align: Align = "l" if mark == 0 else "r" if mark == minutes else "ctr"
        name, place = f"{style.terms.shapes.minute} {mark}", Box(x, box.y, width, box.h)
        shapes.append(label(style, name, str(mark), place, (SMALL_MIN,), align=align, colour=colour))
    return shapes


def photo(
    name: str,
    blob: bytes,
    box: Box,
    alt: str,
    shown: Shown,
    geometry: str = "rect",
) -> Picture:
    """A picture in ``box``, undistorted: whole and as large as there is room for, or cut at two sides so that it fills
    the box, which then has the shape ``geometry``.
    """
    from PIL import Image  # Only a deck with pictures needs it.

    with Image.open(BytesIO(blob)) as opened:
        width, height = opened.size
    if shown.fit == "whole":
        scale = min(box.w / width, box.h / height)
        return Picture(name, box.around(round(width * scale), round(height * scale)), blob, alt)
    focus = (shown.focus or "").split()
    left, right = _cut(1 - height * box.w / (width * box.h), "left" in focus, "right" in focus)
    top, bottom = _cut(1 - width * box.h / (height * box.w), "top" in focus, "bottom" in focus)
    return Picture(name, box, blob, alt, (left, top, right, bottom), geometry)


def _cut(share: float, first: bool, last: bool) -> tuple[int, int]:
    """What is cut at both ends of a side, in 1/100 000: all of it at the end that is not asked for, or half at each."""
    whole = round(max(share, 0) * 100_000)
    before = 0 if first else whole if last else whole // 2
    return before, whole - before
