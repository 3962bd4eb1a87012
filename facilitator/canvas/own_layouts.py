"""Our own layouts: what each looks like, as data that both slides and the slide master are made from.

A 16:9 slide of 33.867 × 19.05 cm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from facilitator.canvas import Align, Anchor, Box, Emu, cm, pt
from facilitator.canvas.shapes import Colour, Line, Picture, Shape

__all__ = [
    "AGENDA_SIGN",
    "BREAK_SIGN",
    "COLUMN_PADDING",
    "COVER",
    "DESIGN",
    "FULL",
    "LAYOUTS",
    "MASTER",
    "RULE",
    "Design",
    "Foot",
    "Layout",
    "Master",
    "PicturePlace",
    "Slot",
    "Typesetting",
    "with_logo",
]

_WIDTH: Emu = 12_192_000
_HEIGHT: Emu = 6_858_000
_MARGIN = cm(1.9)
FULL = Box(0, 0, _WIDTH, _HEIGHT)
_TITLE_BOX = Box(_MARGIN, cm(1.05), _WIDTH - 2 * _MARGIN, cm(2.3))
_BODY = Box(_MARGIN, cm(3.9), _WIDTH - 2 * _MARGIN, cm(12.7))
"""The content area, above the source line."""
_READING = Box(_MARGIN, cm(3.9), cm(26.5), cm(12.7))
"""The part of it in which a list is easy to read."""
RULE = Line(Colour("tx2", tint=25), pt(0.75))
"""A hairline, between the rows of a table for one."""
_SOURCE = Box(_MARGIN, cm(16.7), _WIDTH - 2 * _MARGIN, cm(1.1))
"""Two lines at 12 pt."""
_FOOTER = Box(_MARGIN, cm(17.95), cm(22), cm(0.7))
_NUMBER = Box(_WIDTH - _MARGIN - cm(3), cm(17.95), cm(3), cm(0.7))

_INK, _WHITE, _DARK, _SOFT = Colour("tx1"), Colour("bg1"), Colour("tx2"), Colour("bg2")
_ACCENT = Colour("accent1")
_ON_DARK = Colour("bg1", alpha=70)


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How a placeholder sets its text, as far as the room it takes depends on it."""

    family: str = ""
    """Empty for the theme's."""
    bold: bool = False
    capitals: bool = False
    tracking: float = 0
    """Between letters, as a share of the width of a usual one."""
    spacing: float = 1
    """From line to line, as a share of what the font asks for."""
    indent: Emu = 0
    """What each level stands further to the right, where that is more than we ask for."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a layout."""

    role: Literal["title", "ctrTitle", "subTitle", "body"]
    name: str
    """Which of `ShapeNames` it is called."""
    box: Box
    size: float
    index: int | None = None
    """Its ``idx``; None for titles."""
    colour: Colour = _INK
    bold: bool = False
    anchor: Anchor = "t"
    align: Align = "l"
    """Of what is written in a text box in its place."""
    bullets: bool = False
    major: bool = False
    kind: str | None = None
    """The attributes of its ``p:ph`` in somebody's own template; None where they follow from role and index."""
    typesetting: Typesetting = Typesetting()
    own: bool = True
    """It stands where the layout says; else what belongs there is written with its place: in a placeholder where
    there is a `kind`, in a text box where there is none.
    """
    ink: Colour | None = None
    """What text in it must be written in, where the layout's own colour cannot be read."""
    plate: bool = False
    """Something must be put behind it, for nothing can be read on the ground."""
    large: bool = False
    """Only large type can be read on the ground."""
    filled: bool = False
    """It has a ground of its own, as a title that is a bar; as wide as the layout has it, it looks meant."""
    upright: bool = False
    """The layout's own text runs up or down, and what is written here says that it does not."""


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """A place that a layout of somebody's template has for a picture."""

    box: Box
    kind: str
    """The attributes of ``p:ph``."""


@dataclass(frozen=True, slots=True)
class Foot:
    """How slides fill a layout's footer or its slide number."""

    kind: str
    """The attributes of ``p:ph``."""
    size: float | None = None
    """Points, where it could not be read in the layout's own."""
    colour: Colour | None = None
    """Likewise."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A slide layout: its placeholders and what it draws behind them."""

    name: str
    """Which of `LayoutNames` it is called."""
    type: str
    """ST_SlideLayoutType (ECMA-376 19.7.15)."""
    slots: tuple[Slot, ...] = ()
    decorations: tuple[Shape | Picture, ...] = ()
    background: Colour = _WHITE
    footer: bool = True
    footer_box: Box = _FOOTER
    quiet: Colour = Colour("tx1", tint=70)
    """The colour of footer and slide number."""
    area: Box = _BODY
    """What it leaves free for shapes of our own."""
    dark: bool = False
    """Its ground is so dark (or so bright) that marks on it are drawn in the slide's own ground colour."""
    picture: PicturePlace | None = None
    """Where pictures go; None where they stand in the area."""

    def slot(self, name: str) -> Slot:
        """The placeholder with that name."""
        return next(s for s in self.slots if s.name == name)

    @property
    def has_logo(self) -> bool:
        """Whether it shows a logo, over which nothing may lie."""
        return any(isinstance(one, Picture) for one in self.decorations)


def _drawn(box: Box, fill: Colour, geometry: str = "rect", adjust: tuple[tuple[str, int], ...] = ()) -> Shape:
    return Shape("decoration", box, geometry, adjust, fill, decorative=True)


def _heading(box: Box, size: float, anchor: Anchor = "t", role: Literal["title", "ctrTitle"] = "title") -> Slot:
    """A title on a dark ground."""
    return Slot(role, "title", box, size, colour=_WHITE, bold=True, anchor=anchor, major=True)


def _under(box: Box, size: float, role: Literal["body", "subTitle"] = "body") -> Slot:
    """The text below it."""
    return Slot(role, "subtitle", box, size, 1, colour=_WHITE)


_TITLE = Slot("title", "title", _TITLE_BOX, 30, colour=_DARK, bold=True, anchor="ctr", major=True)
_HALVES = _BODY.columns(2, cm(1.2))
COLUMN_PADDING = (cm(1), cm(0.9))
"""Across and down, between the text of a column and the edges of its card, which slides draw as high as they need."""
_PANEL = Box(0, 0, cm(12.4), _HEIGHT)
COVER = Box(cm(21.6), cm(4.3), cm(10.4), cm(10.4))
"""The disc on the first slide, for the pictogram of what it is about."""
AGENDA_SIGN = Box(cm(1.5), cm(12.2), cm(4.6), cm(4.6))
"""Where the agenda has that pictogram again."""
BREAK_SIGN = Box(cm(23.4), cm(3.6), cm(8), cm(8))
"""Where a break shows what one does in it."""
_TAB = _drawn(Box(0, _TITLE_BOX.y + cm(0.35), cm(0.45), _TITLE_BOX.h - cm(0.7)), _ACCENT)
"""The mark at the slide's left edge beside the title."""

_ALL = (
    Layout(
        "title",
        "title",
        (
            _heading(Box(_MARGIN, cm(4.2), cm(18.6), cm(6.2)), 44, "b", "ctrTitle"),
            _under(Box(_MARGIN, cm(11.2), cm(18.6), cm(6.2)), 22, "subTitle"),
        ),
        (
            _drawn(Box(_MARGIN, cm(10.7), cm(2.6), cm(0.16)), _ACCENT),
            _drawn(COVER.inset(-cm(0.9)), Colour("bg1", alpha=8), "ellipse"),
            _drawn(COVER, _ACCENT, "ellipse"),
        ),
        _DARK,
        footer=False,
        quiet=_ON_DARK,
    ),
    Layout(
        "agenda",
        "titleOnly",
        (_heading(Box(cm(1.5), cm(2.7), cm(9.9), cm(9.2)), 36),),
        (_drawn(_PANEL, _DARK), _drawn(Box(cm(1.5), cm(2.1), cm(2.6), cm(0.16)), _ACCENT)),
        area=Box(cm(13.2), cm(1.5), _WIDTH - cm(13.2) - cm(1.5), _HEIGHT - cm(1.5) - cm(2.1)),
        footer_box=Box(_PANEL.right + cm(1.2), _FOOTER.y, cm(16), _FOOTER.h),
    ),
    Layout(
        "section",
        "secHead",
        (
            _heading(Box(_MARGIN, cm(4.6), cm(27), cm(7.6)), 44, "ctr"),
            _under(Box(_MARGIN, cm(12.6), cm(27), cm(3.4)), 20),
        ),
        (_drawn(Box(0, 0, cm(0.9), _HEIGHT), _ACCENT),),
        _DARK,
        quiet=_ON_DARK,
    ),
    Layout(
        "content",
        "obj",
        (_TITLE, Slot("body", "text", _READING, 24, 1, bullets=True)),
        (_TAB,),
    ),
    Layout(
        "two_content",
        "twoObj",
        (
            _TITLE,
            Slot("body", "left", _HALVES[0].inset(*COLUMN_PADDING), 20, 1, bullets=True),
            Slot("body", "right", _HALVES[1].inset(*COLUMN_PADDING), 20, 2, bullets=True),
        ),
        (_TAB,),
    ),
    Layout("title_only", "titleOnly", (_TITLE,), (_TAB,)),
    Layout("questions", "titleOnly", (_TITLE,), (_TAB,), _SOFT),
    Layout("statement", "titleOnly", (_TITLE,), (_TAB,), _SOFT, area=Box(_MARGIN, cm(2.2), cm(26), cm(14.2))),
    Layout(
        "break_",
        "titleOnly",
        (
            _heading(Box(_MARGIN, cm(4.4), cm(20.5), cm(4.2)), 66, "b"),
            _under(Box(_MARGIN, cm(9.0), cm(20.5), cm(2.2)), 28),
        ),
        (),
        _ACCENT,
        quiet=_WHITE,
        area=Box(_MARGIN, cm(14.2), _WIDTH - 2 * _MARGIN, cm(1.9)),
        dark=True,
    ),
    Layout("picture", "titleOnly", (_TITLE,), (_TAB,)),
    Layout("blank", "blank"),
)
LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _ALL}
"""The layouts in the order of PowerPoint's menu, by name."""


@dataclass(frozen=True, slots=True)
class Master:
    """What the slide master keeps places for, and what layouts inherit."""

    title: Slot
    body: Box
    footer: Box
    number: Box
    quiet: Colour
    """The colour of footer and slide number."""
    foot: float = 12
    """Their type size in points."""


MASTER = Master(_TITLE, _BODY, _FOOTER, _NUMBER, LAYOUTS["title_only"].quiet)


@dataclass(frozen=True)
class Design:
    """Where a slide has what: the layouts by name, and the areas that several of them share."""

    layouts: Mapping[str, Layout]
    body: Box
    """The content area, above the source line."""
    source: Box
    """Two lines at 12 pt."""
    flush: bool = True
    """Titles stand at the left: in a narrower box they only break elsewhere."""
    least: float = 0
    """Points that no type may be below, where what is drawn is made smaller for the slide."""
    own: Mapping[str, tuple[Box, Box]] = field(default_factory=dict)
    """Content area and source line of layouts that have other ones, by name."""
    ours: bool = False
    """It is the design of our own, in whosever colours and with whosever logo."""
    slide: Box = FULL
    """All of a slide."""
    way: str = ""
    """What canvases add to the names of its layouts, where it is one of several for the same deck."""

    def body_on(self, layout: str, *, source: bool = True) -> Box:
        """The content area of a layout; in somebody's template with the place of the source line, if there is none."""
        area, line = self.own.get(layout, (self.body, self.source))
        return area if source or layout not in self.own else replace(area, h=line.bottom - area.y)

    def source_on(self, layout: str) -> Box:
        """The source line of a layout."""
        return self.own.get(layout, (self.body, self.source))[1]


ORDINARY = ("agenda", "content", "two_content", "title_only", "questions", "statement")
"""The kinds of slides on which a title stands over something: in a deck all of them at one height."""
DESIGN = Design(LAYOUTS, _BODY, _SOURCE, ours=True)
"""The design of our own."""


# --- with a logo ------------------------------------------------------------------------------------------------------

_ON_COVER = Box(_MARGIN, cm(1.5), cm(8), cm(2))
"""Where a logo has its place on the first slide; it stands at the left of it."""
_ON_SLIDES = Box(cm(24.2), cm(17.75), cm(4.5), cm(0.95))
"""… and on light slides, before the slide number, at the right."""


_Sized: TypeAlias = tuple[bytes, tuple[int, int]]


def with_logo(logo: Callable[[Colour], _Sized]) -> tuple[Layout, ...]:
    """Our layouts with a logo: large on the first slide, small on those with a light ground.

    Args:
        logo: the picture for a ground of this colour, and how many pixels wide and high it is.
    """
    return tuple(_with_logo(layout, logo) for layout in LAYOUTS.values())


def _with_logo(layout: Layout, logo: Callable[[Colour], _Sized]) -> Layout:
    cover, light = layout.name == "title", layout.background in (_WHITE, _SOFT) and layout.footer
    if not cover and (not light or layout.name == "blank"):
        return layout
    blob, size = logo(layout.background)
    picture = Picture("decoration", _whole(size, _ON_COVER if cover else _ON_SLIDES, left=cover), blob, "")
    return replace(layout, decorations=(*layout.decorations, picture))


def _whole(size: tuple[int, int], place: Box, *, left: bool) -> Box:
    """As large as the picture has room in the place, in its own proportions, at one end of it."""
    width, height = size
    scale = min(place.w / width, place.h / height)
    w, h = round(width * scale), round(height * scale)
    return Box(place.x if left else place.right - w, place.y + (place.h - h) // 2, w, h)
