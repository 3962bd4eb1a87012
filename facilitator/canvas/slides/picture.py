"""A picture: in the layout's own place for one, beside a text, or all over the slide, under the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from facilitator.canvas import Align, Box, Emu, cm
from facilitator.canvas.legible import plate
from facilitator.canvas.measure import balanced_width, extent
from facilitator.canvas.own_layouts import FULL
from facilitator.canvas.shapes import AnyShape, Colour, Paragraph, Placeholder, Run, Shape
from facilitator.canvas.shapes import Picture as Shown
from facilitator.canvas.slides.shared import Page, Setting, as_shown, filled, font_in, on_disc, photo, room_in, size_in
from facilitator.canvas.text import (
    CONTENT_MIN,
    DoesNotFit,
    Style,
    first_with_room,
    has_room,
    label,
    most_letters,
    paragraphs,
)
from facilitator.colours import READABLE, decoded, luminance
from facilitator.content.slides import Picture
from facilitator.text import joined

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["lay"]

_Laid = TypeVar("_Laid")
_BESIDE = cm(1.1)
_TEXT_BESIDE = (36, 32, 30, 28, 26, 24, 22, 20, 18, 16, 15, CONTENT_MIN)
_READ_BESIDE = tuple(size for size in _TEXT_BESIDE if size >= 24)
_BETWEEN = 10.0
"""Points between the lines of a text, each of which says something of its own."""
_CAPTION_BESIDE = (22, 21, 20, 18, 17, 16, 15, CONTENT_MIN)
_CAPTION = (cm(1.4), cm(2.2))
"""Under a picture, a caption of one line has so much room, and one of two."""


_AROUND, _WIDEST, _IN_RIM = cm(0.8), cm(13.5), 0.74
"""What is free around the sign where there is no picture yet, its width at most, and its disc's part of that."""


def lay(content: Picture, setting: Setting) -> list[Page]:
    """One page, laid as the picture is to be shown."""
    if content.fit == "slide":
        return [_all_over(content, setting)]
    return [_with_text(content, setting) if content.text else _alone(content, setting)]


def _alone(content: Picture, setting: Setting) -> Page:
    """The picture in the layout's own place for one, or in the middle; its caption under it or in the text beside."""
    style = setting.style
    layout = style.design.layouts["picture"]
    own, beside = layout.picture, any(slot.name == "text" for slot in layout.slots)
    area = own.box if own else style.design.body_on("picture")
    if own and content.source:
        area = _above(area, style.design.source_on("picture"))
    shapes: list[AnyShape] = []
    if content.caption and beside:
        shapes.append(_with_limit(content.caption, lambda text: _beside(text, style)))
    elif content.caption:
        whole, align = area, _align(content)
        area, under = _with_limit(content.caption, lambda text: _captioned(text, whole, style, align))
        shapes.append(under)
    shown = _pictured(content, area, own.kind if own else "", setting)
    return Page("picture", (*shown, *shapes), source=content.source)


def _with_text(content: Picture, setting: Setting) -> Page:
    """The picture at the right, its caption under it, and the text at the left; in the layout's own places where it has
    both, and room for text to be read from afar. On our own slide a picture that fills reaches to the edges, and title
    and source line stand at the left too.

    Raises:
        DoesNotFit: text or caption has no room.
    """
    style = setting.style
    design, layout = style.design, style.design.layouts["picture"]
    lines = [Paragraph((Run(line),), bullet="") for line in content.text.split("\n")]
    held = layout.picture is not None and any(slot.name == "text" for slot in layout.slots)
    if held and not has_room(partial(filled, "picture", "text", lines, _READ_BESIDE, style)):
        held, layout = False, design.layouts["title_only"]
    left, place = design.body_on(layout.name).columns(2, _BESIDE)
    title, source, last = None, None, False
    if design.ours and (content.fit == "fill" or not content.picture):
        place = Box(place.x, FULL.y, FULL.right - place.x, place.bottom - FULL.y)
        title, source = (replace(one, w=left.right - one.x) for one in (layout.slots[0].box, design.source))
    if held and layout.picture:
        own, text = layout.picture.box, layout.slot("text").box
        last = own.bottom <= text.y or own.right <= text.x
        place = _above(own, design.source_on("picture")) if content.source else own
        told, kind = filled("picture", "text", lines, _READ_BESIDE, style), layout.picture.kind
    else:
        told, kind = label(style, style.terms.shapes.text, _spaced(content.text), left, _TEXT_BESIDE, anchor="ctr"), ""
    under: list[AnyShape] = []
    if content.caption:
        place, caption = _with_limit(content.caption, lambda text: _captioned(text, place, style, _align(content)))
        under.append(caption)
    shown = _pictured(content, place, kind, setting)
    shapes = (*shown, *under, told) if last else (told, *shown, *under)
    return Page(layout.name, shapes, title_box=title, source=content.source, source_box=source)


def _spaced(text: str) -> list[Paragraph]:
    """Its lines with something between them, so that each is seen to begin."""
    return [Paragraph((Run(line),), before=_BETWEEN if number else 0) for number, line in enumerate(text.split("\n"))]


def _with_limit(caption: str, lay: Callable[[str], _Laid]) -> _Laid:
    """What is laid of a caption.

    Raises:
        DoesNotFit: it has no room; it is told how many letters have.
    """
    try:
        return lay(caption)
    except DoesNotFit as error:
        most = most_letters(caption, lambda text: has_room(partial(lay, text)))
        raise DoesNotFit(caption, error.smallest, "caption", most) from None


def _beside(caption: str, style: Style) -> Placeholder | Shape:
    return filled("picture", "text", [Paragraph((Run(caption),), bullet="")], _CAPTION_BESIDE, style)


def _align(content: Picture) -> Align:
    return "ctr" if content.fit == "whole" else "l"


def _captioned(caption: str, area: Box, style: Style, align: Align) -> tuple[Box, Shape]:
    """Where the picture has its place, and its caption under it, on one line or on two."""
    return first_with_room(partial(_in_lines, caption, area, style, align, one) for one in _CAPTION)


def _in_lines(caption: str, area: Box, style: Style, align: Align, height: int) -> tuple[Box, Shape]:
    place, under = area.cut(area.h - height, cm(0.3))
    return place, label(style, style.terms.shapes.text, caption, under, (18, 16, 15, 14), align=align)


def _above(box: Box, line: Box) -> Box:
    """What of a box lies above a line that it meets."""
    return replace(box, h=line.y - box.y) if box.meets(line) else box


def _pictured(content: Picture, place: Box, kind: str, setting: Setting) -> list[AnyShape]:
    """The slide's picture, in the layout's own place where that has a ``kind``; a sign where there is none yet."""
    if content.picture:
        shown = photo(setting.slide.shown, setting.media[content.picture], place, content.alt, content)
        return [replace(shown, kind=kind)]
    side = min(place.w - 2 * _AROUND, place.h - 2 * _AROUND, _WIDEST)
    return _sign(content, place.around(side, side), setting.style, setting.style.surface(Colour("accent1")))


def _sign(content: Picture, whole: Box, style: Style, rim: Colour) -> list[AnyShape]:
    """The pictogram on a disc with a rim: whole as it is, where there is no picture yet."""
    side = round(whole.w * _IN_RIM)
    around = Shape(style.terms.layouts.picture, whole, "ellipse", fill=rim, alt=content.alt)
    return [around, *on_disc(content.icon, whole.around(side, side), style)]


# --- all over the slide -----------------------------------------------------------------------------------------------

_TITLES = (54, 48, 44, 40, 36, 34, 32, 30, 28, 26, 24)
_UNDER = (28, 26, 24, 22, 20, 18, 16, 15, CONTENT_MIN)
_LESS = 0.6
"""Of the title: the largest size of the text under it, and what of the caption under that is left of the text's."""
_WIDTHS = (0.36, 0.6)
"""Of the slide's width, what the words may take."""
_EDGE, _AIR, _PADDING, _TAB = cm(1.9), cm(0.5), cm(0.9), cm(0.3)
_NO_PICTURE = 0.6
"""Of the slide's height: the sign where there is no picture yet."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Title, text, and caption, sized for a column; its width is what they take of it."""

    title: float
    text: float
    heights: tuple[Emu, Emu, Emu]
    """Of the three; nothing of what there is not."""
    width: Emu

    @property
    def height(self) -> Emu:
        return sum(self.heights) + _AIR * (sum(map(bool, self.heights)) - 1)

    def boxes(self, place: Box) -> Iterator[Box]:
        """Where each of the three stands."""
        y = place.y
        for each in self.heights:
            yield Box(place.x, y, place.w, each)
            y += each + _AIR if each else 0


def _all_over(content: Picture, setting: Setting) -> Page:
    """The picture under everything, footer and number left out. The words stand where it is quiet enough to read them;
    where it is quiet nowhere, and in somebody's own template, on a plate.

    Raises:
        DoesNotFit: the words have no room.
    """
    style, slide = setting.style, setting.style.design.slide
    ways = [_words(content, setting, round(slide.w * share)) for share in _WIDTHS]
    found = [one for one in ways if one]
    if not found:
        raise DoesNotFit(content.text or setting.slide.shown, _TITLES[-1])
    if not content.picture:
        place = _at(found[0], slide, ("left", "middle"))
        return _written(content, setting, found[0], place, Colour("tx2"), _without_picture(content, place, setting))
    shown = photo(setting.slide.shown, setting.media[content.picture], slide, content.alt, content)
    free, place, words = _placed(_Ground(shown, style), found, content.focus or "", slide)
    if free is not None:
        return _written(content, setting, words, place, free, [shown])
    behind = plate(style.terms.shapes.decoration, place.inset(_AIR - _PADDING))
    mark = Shape(behind.name, replace(behind.box, w=_TAB), fill=Colour("accent1"), decorative=True)
    return _written(content, setting, words, place, Colour("tx2"), [shown, behind, mark])


def _written(
    content: Picture, setting: Setting, words: _Words, place: Box, ink: Colour, ground: Sequence[AnyShape]
) -> Page:
    style, name = setting.style, setting.style.terms.shapes.text
    title, text, small = words.boxes(place)
    shapes = []
    if content.text:
        shapes.append(label(style, name, content.text, text, (words.text,), colour=ink))
    if told := _small(content, style):
        shapes.append(label(style, name, told, small, (_smaller(words),), colour=ink))
    heading = tuple(Paragraph((Run(line, colour=ink),)) for line in setting.slide.shown.split("\n"))
    return Page(
        "picture", tuple(shapes), heading=heading, title_box=title, title_size=words.title, covers=tuple(ground)
    )


def _small(content: Picture, style: Style) -> str:
    """Caption and credit in one."""
    return joined(" · ", filter(None, (content.caption or "", content.source and style.terms.credit(content.source))))


def _smaller(words: _Words) -> float:
    return max(CONTENT_MIN, round(words.text * _LESS))


def _words(content: Picture, setting: Setting, width: Emu) -> _Words | None:
    """The words as large as a column of this width has room for them; None where it has none."""
    style = setting.style
    slot = style.design.layouts["picture"].slots[0]
    column = replace(slot, box=Box(0, 0, width, style.design.slide.h - 2 * _EDGE))
    across, font = room_in(column)[0], font_in(slot, style)
    title = [as_shown(one, slot) for one in paragraphs(setting.slide.shown)]
    bare = style.design.flush and not content.text and not _small(content, style)
    for size in (one for one in _TITLES if has_room(partial(size_in, column, title, (one,), style))):
        high = round(extent(title, across, size, font).height * slot.typesetting.spacing) + _SLACK
        usual = [one for one in _UNDER if one <= size * _LESS] or [CONTENT_MIN]
        for under in [one for one in usual if one >= _READ] or usual:
            words = _under(content, _Words(size, under, (high, 0, 0), width), style)
            if words is not None and words.height <= column.box.h:
                return replace(words, width=balanced_width(title, across, size, font)) if bare else words
    return None


def _under(content: Picture, words: _Words, style: Style) -> _Words | None:
    """The words with what stands under the title; None where a word is wider than the column."""
    texts = ((content.text, words.text), (_small(content, style), _smaller(words)))
    found = [extent(paragraphs(text), words.width, points, style.body) for text, points in texts]
    if any(one.broken for one in found):
        return None
    text, small = (one.height + _SLACK if said else 0 for one, (said, _) in zip(found, texts, strict=True))
    return replace(words, heights=(words.heights[0], text, small))


_SLACK = cm(0.2)
_READ = 18
"""Points that a text on a picture has before its title gets smaller."""


def _at(words: _Words, slide: Box, where: tuple[str, str]) -> Box:
    """The place of the words at a side of the slide."""
    side, level = where
    x = slide.x + _EDGE if side == "left" else slide.right - _EDGE - words.width
    free = slide.h - 2 * _EDGE - words.height
    y = slide.y + _EDGE + {"top": 0, "middle": free // 2, "bottom": free}[level]
    return Box(x, y, words.width, words.height)


def _without_picture(content: Picture, words: Box, setting: Setting) -> list[AnyShape]:
    """A soft ground, and the sign beside the words."""
    slide, style = setting.style.design.slide, setting.style
    beside = replace(slide, x=words.right, w=slide.right - words.right)
    side = min(beside.w - 2 * _AROUND, round(slide.h * _NO_PICTURE))
    ground = Shape(style.terms.shapes.decoration, slide, fill=style.surface(Colour("accent1")), decorative=True)
    return [ground, *_sign(content, beside.around(side, side), style, style.surface(Colour("accent1"), 25))]


def _placed(ground: _Ground, ways: Sequence[_Words], focus: str, slide: Box) -> tuple[Colour | None, Box, _Words]:
    """Where the words stand, and in which ink; None where they need a plate. What is to be seen is kept free."""
    places = [
        (_at(words, slide, where), words, bool({*where} & {*focus.split()}))
        for words, where in product(ways, product(("left", "right"), ("bottom", "middle", "top")))
    ]
    if ground.ours:
        read = [
            (hides, ground.unrest(place), ink, place, words)
            for place, words, hides in places
            if (ink := ground.ink(place)) is not None and ground.unrest(place) <= _QUIET
        ]
        if read:
            _, _, ink, place, words = min(read, key=lambda one: one[:2])
            return ink, place, words
    _, _, place, words = min(
        ((hides, ground.unrest(one), one, its) for one, its, hides in places), key=lambda one: one[:2]
    )
    return None, place, words


_ACROSS, _DOWN = 320, 180
"""Pixels in which a picture is looked at."""
_STEP = 20
"""Of 255: neighbours that differ by more have an edge between them."""
_QUIET = 0.05
"""The share of a place in edges up to which it is quiet."""
_ENOUGH = 0.98
"""The share of it on which an ink must be readable."""
_INKS = (Colour("bg1"), Colour("tx2"), Colour("tx1"))


@dataclass(frozen=True)
class _Ground:
    """A picture that covers the slide, as it is seen."""

    shown: Shown
    style: Style

    @property
    def ours(self) -> bool:
        """Whether inks are as they are written: on somebody's template they may change places."""
        return self.style.design.ours

    @cached_property
    def _seen(self) -> Image:
        from PIL import Image

        left, top, right, bottom = (share / 100_000 for share in self.shown.crop)
        with Image.open(BytesIO(self.shown.blob)) as file:
            file.draft("RGB", (2 * _ACROSS, 2 * _DOWN))
            w, h = file.size
            part = (round(left * w), round(top * h), round((1 - right) * w), round((1 - bottom) * h))
            whole = Image.new("RGB", (_ACROSS, _DOWN), "white")
            small = file.convert("RGBA").resize((_ACROSS, _DOWN), Image.Resampling.BOX, box=part)
        whole.paste(small, mask=small.getchannel("A"))
        return whole

    @cached_property
    def _light(self) -> Image:
        """How light each pixel is (WCAG's luminance), from 0 to 255."""
        linear = [round(decoded(value / 255) * 255) for value in range(256)]
        return self._seen.point(linear * 3).convert("L", (0.2126, 0.7152, 0.0722, 0))

    @cached_property
    def _edges(self) -> Image:
        from PIL import ImageChops

        grey = self._seen.convert("L")
        steps = [ImageChops.difference(grey, ImageChops.offset(grey, *by)) for by in ((1, 0), (0, 1))]
        return ImageChops.lighter(*steps).point(lambda step: 255 if step > _STEP else 0)

    def unrest(self, place: Box) -> float:
        """The share of a place in edges."""
        counts = self._edges.crop(self._pixels(place)).histogram()
        return counts[255] / sum(counts)

    def ink(self, place: Box) -> Colour | None:
        """The first ink that can be read there; None where none can."""
        counts = self._light.crop(self._pixels(place)).histogram()
        for ink in _INKS:
            own = luminance(self.style.rgb(ink))
            below, above = (own + 0.05) / READABLE - 0.05, (own + 0.05) * READABLE - 0.05
            if sum(n for value, n in enumerate(counts) if not below < value / 255 < above) >= _ENOUGH * sum(counts):
                return ink
        return None

    def _pixels(self, place: Box) -> tuple[int, int, int, int]:
        """A place and what is around it."""
        box, slide = place.inset(-_AIR), self.shown.box
        across, down = _ACROSS / slide.w, _DOWN / slide.h
        return (
            max(round((box.x - slide.x) * across), 0), max(round((box.y - slide.y) * down), 0),
            min(round((box.right - slide.x) * across), _ACROSS), min(round((box.bottom - slide.y) * down), _DOWN),
        )  # fmt: skip
