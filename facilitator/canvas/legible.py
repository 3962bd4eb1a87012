"""A canvas on a ground that can be seen: every text in a colour that can be read there, or with a plate behind it.

Where a text reaches less than 4.5:1 (3:1 from 24 points on; WCAG 2.2, 1.4.3) on more than a fiftieth of what lies
behind it, it gets the first colour of the theme that does; where none does, it stands on a plate in the colour of the
theme's paper. Dark text stands on a photograph or a gradient only where most of that is light (7:1 to black, WCAG 2.2,
1.4.6): on a middle tone it reads badly, whatever its contrast is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias, TypeGuard

from facilitator.canvas import ABOVE, Box, Emu, cm
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import (
    AnyShape,
    Canvas,
    Cell,
    Colour,
    Group,
    Paragraph,
    Path,
    Picture,
    Placeholder,
    Run,
    Shape,
    Table,
    TextBody,
    covers,
)
from facilitator.canvas.text import ACCENTS, Style
from facilitator.colours import READABLE, READABLE_LARGE, READABLE_WELL, Rgb, Shades, contrast, luminance, seen

__all__ = ["INKS", "PLATE", "Behind", "flat", "how_many", "is_plate", "joined", "legible", "plate", "readable"]

Behind: TypeAlias = Callable[[Box], Shades | None]
"""What is seen behind a place of the slide; None where nobody knows."""

INKS = (Colour("tx2"), Colour("tx1"), Colour("bg1"), Colour("bg2"), Colour("tx1", shade=0), Colour("bg1", tint=0))
"""What a text may be written in instead, the last two being black and white."""
PLATE = Colour("bg1")
_FAINT = 2.1
"""The contrast up to which a stroke in a colour of the house is too faint."""
_MARKS = (Colour("bg1"), Colour("tx1"))
"""What is drawn, and not written, on an accent."""
_LARGE = 24
"""Points from which on 3:1 is enough."""
_ENOUGH = 0.98
"""Share of what is behind a text on which it must be readable: its lines may stand where most of the rest lies."""
_NEARLY_ALL = 0.9
"""Share of the ground on which a colour must be readable to be written on it."""
_DARK = 0.18
"""Luminance of an ink below which it is a dark one."""
_PLAIN, _MOST = 0.9, 0.5
"""Shares of a ground: in one colour, from which on it is plain; and light, from which on dark text may stand there."""
_BLACK: Rgb = (0, 0, 0)
_AROUND = cm(0.2)
"""What a plate stands out around its text, at least."""
_BETWEEN = cm(1.2)
"""Plates that come nearer are one."""
_TRIMMED = cm(0.5)
"""What one of them may lose of its sides for that, and at its foot."""


def flat(colour: Rgb) -> Behind:
    """A ground of one colour."""
    return lambda _box: {colour: 1.0}


def readable(ink: Rgb, shades: Shades, size: float = 0, enough: float = _ENOUGH) -> bool:
    """Whether a text in this colour, of so many points, can be read on what is behind it, or so much of that."""
    needed = READABLE_LARGE if size >= _LARGE else READABLE
    if _share(ink, shades, needed) < enough:
        return False
    return luminance(ink) >= _DARK or max(shades.values()) >= _PLAIN or _share(_BLACK, shades, READABLE_WELL) >= _MOST


def _share(ink: Rgb, shades: Shades, least: float) -> float:
    """Of what is behind, on which the ink has this contrast."""
    return sum(share for colour, share in shades.items() if contrast(ink, colour) >= least)


def plate(name: str, box: Box, slide: Box | None = None, around: Emu = _AROUND, beside: Iterable[Box] = ()) -> Shape:
    """What is put behind a text in this place, where nothing can be read on the ground.

    It stays on the slide, and off what stands ``beside`` it as far as it may.
    """
    place = box.inset(-around)
    for other in beside:
        if other.meets(place) and not other.meets(box):
            place = _off(place, box, other)
    return Shape(name, place if slide is None else place.clipped(slide), fill=PLATE, decorative=True)


def _off(place: Box, box: Box, other: Box) -> Box:
    """The place around the box, where the other lies no nearer to that than it must."""
    least = box.inset(-_AROUND)
    x = min(other.right, least.x) if other.right <= box.x else place.x
    y = min(other.bottom, least.y) if other.bottom <= box.y else place.y
    right = max(other.x, least.right) if other.x >= box.right else place.right
    bottom = max(other.y, least.bottom) if other.y >= box.bottom else place.bottom
    return Box(x, y, right - x, bottom - y)


def is_plate(shape: AnyShape) -> TypeGuard[Shape]:
    """Whether it is one."""
    return isinstance(shape, Shape) and shape.decorative and shape.fill == PLATE


def joined(plates: Sequence[Shape], art: Sequence[Box] = ()) -> list[Shape]:
    """Plates that nearly touch as one, or without a gap, unless that would lie over art that none of them lies over."""
    found: list[Shape] = []
    for one in plates:
        box = one.box
        while both := next(((other, made) for other in found if (made := _both(other.box, box, art))), None):
            found.remove(both[0])
            box = both[1]
        found.append(replace(one, box=box))
    return [replace(one, box=_bridged(one.box, [other.box for other in found], art)) for one in found]


def _both(one: Box, other: Box, art: Sequence[Box]) -> Box | None:
    """One place for two that nearly touch, a little smaller where art lies beside them; None where there is none."""
    if not one.inset(-_BETWEEN).meets(other):
        return None
    whole = Box.bounding([one, other])
    ways = (
        Box(x, whole.y, right - x, bottom - whole.y)
        for bottom in (whole.bottom, whole.bottom - _TRIMMED)
        for x in (whole.x, max(one.x, other.x))
        for right in (whole.right, min(one.right, other.right))
        if x - whole.x <= _TRIMMED and whole.right - right <= _TRIMMED
    )
    return next((way for way in ways if _is_free(way, (one, other), art)), None)


def _is_free(whole: Box, parts: Sequence[Box], art: Sequence[Box]) -> bool:
    """Whether it lies over no art that none of its parts lies over."""
    return not any(each.meets(whole) and not any(each.meets(part) for part in parts) for each in art)


def _bridged(box: Box, others: Sequence[Box], art: Sequence[Box]) -> Box:
    """The place with the gap to a wider one that nearly touches it."""
    for other in others:
        if other.w > box.w and box.inset(-_BETWEEN).meets(other):
            tall = Box.bounding([box, Box(box.x, other.y, box.w, other.h)])
            if _is_free(tall, (box, other), art):
                return tall
    return box


def legible(
    canvas: Canvas,
    style: Style,
    behind: Behind,
    places: Mapping[int | None, Box] | None = None,
    area: Box | None = None,
) -> Canvas:
    """The canvas with texts that can be read on this ground.

    Args:
        canvas: the slide.
        style: gives colours and fonts.
        behind: the ground.
        places: where placeholders are that do not say it themselves, by their index.
        area: where contents stand: what cannot be read nearly all over it is not written on the ground in colour at
            all, for of equal texts some would be in colour and others not.
    """
    reader = _Reader(style, behind, places or {}, None if area is None else behind(area))
    return replace(canvas, made_of="", shapes=tuple([found for one in canvas.shapes for found in reader.shapes(one)]))


def how_many(shapes: Iterable[AnyShape]) -> int:
    """How many shapes there are, those in groups too."""
    return sum(1 + (how_many(one.shapes) if isinstance(one, Group) else 0) for one in shapes)


@dataclass
class _Reader:
    """Follows the order of painting."""

    style: Style
    behind: Behind
    places: Mapping[int | None, Box]
    ground: Shades | None
    """What is seen of it where contents stand."""
    surfaces: list[tuple[Shape | Picture, Shades | None]] = field(default_factory=list)

    def shapes(self, one: AnyShape) -> Iterator[AnyShape]:
        """The shape, and before it the plate that it needs; what it hides is remembered."""
        match one:
            case Group():
                yield replace(one, shapes=tuple([found for part in one.shapes for found in self.shapes(part)]))
            case Table():
                yield from self._table(one)
            case Picture():
                self.surfaces.append((one, None))
                yield one
            case Shape():
                yield from self._shape(one)
            case Placeholder():
                place = one.box or self.places.get(one.index)
                shades, bare = (None, False) if place is None else self._under(place)
                said = _inked(one.paragraphs, self._on_ground) if bare else one.paragraphs
                yield replace(one, paragraphs=_inked(said, partial(self._best, shades)))
            case _:
                yield one

    def _shape(self, one: Shape) -> Iterator[AnyShape]:
        if one.text is None and one.fill is None:
            yield self._stroke(one)
            return
        shades, bare = self._behind(one)
        if bare and one.text is not None:
            text, colour = one.text, self._on_ground(one.text.colour)
            one = replace(one, text=replace(text, colour=colour, paragraphs=_inked(text.paragraphs, self._on_ground)))
        if one.text is not None and one.text.text.strip() and not self._can_be_read(one.text, shades):
            surface = self._surface(one.box)
            if surface is not None and isinstance(surface[0], Picture):
                yield one  # Words of ours on a picture of ours.
                return
            if one.fill is None:
                below = plate(self.style.terms.shapes.decoration, self._written(one))
                yield below
            else:
                below = one = replace(one, fill=replace(PLATE, alpha=100))
            shades = {self.style.rgb(PLATE): 1.0}
            self.surfaces.append((below, shades))
        elif one.fill is not None:
            one = self._mark(one)
            self.surfaces.append((one, shades))
        yield one if one.text is None or shades is None else replace(one, text=self._body(one.text, shades))

    def _mark(self, one: Shape) -> Shape:
        """A mark in the colour of texts, of paper, or of the ground, on an accent of ours: in the one that is seen
        there, unless a line around it tells it.
        """
        below = None if one.text is not None or one.line else self._filled(one.box)
        if below is None or one.fill is None or below.scheme not in ACCENTS:
            return one
        if one.fill not in _MARKS and self.style.rgb(one.fill) not in (self.behind(one.box) or ()):
            return one
        return replace(one, fill=self._standing_out(one.fill, below, READABLE))

    def _stroke(self, one: Shape) -> Shape:
        """A pictogram that is not well seen on a surface of ours, in the colour of texts or of paper."""
        line = one.line if isinstance(one.geometry, Path) else None
        below = None if line is None else self._filled(one.box)
        if line is None or below is None:
            return one
        least = READABLE if line.colour in _MARKS else _FAINT
        return replace(one, line=replace(line, colour=self._standing_out(line.colour, below, least)))

    def _filled(self, box: Box) -> Colour | None:
        """What the surface of ours under a place is filled with."""
        surface = self._surface(box)
        return surface[0].fill if surface is not None and isinstance(surface[0], Shape) else None

    def _standing_out(self, ink: Colour, below: Colour, least: float) -> Colour:
        """The ink where it has this contrast, else the one of the two that has more."""
        inks = [ink, *_MARKS] if contrast(self.style.rgb(ink), self.style.rgb(below)) < least else [ink]
        return max(inks, key=lambda one: contrast(self.style.rgb(one), self.style.rgb(below)))

    def _table(self, table: Table) -> Iterator[AnyShape]:
        """Cells stand on their own fill, or on what is under the table."""
        under, _bare = self._under(table.box)
        bare = [cell.text for row in table.rows for cell in row if cell.fill is None]
        if not all(self._can_be_read(text, under) for text in bare):
            yield plate(self.style.terms.shapes.decoration, table.box)
            under = {self.style.rgb(PLATE): 1.0}
        rows = tuple([tuple([self._cell(cell, under) for cell in row]) for row in table.rows])
        yield replace(table, rows=rows)

    def _cell(self, cell: Cell, under: Shades | None) -> Cell:
        shades = self._seen(cell.fill, under)
        return cell if shades is None else replace(cell, text=self._body(cell.text, shades))

    def _can_be_read(self, body: TextBody, shades: Shades | None) -> bool:
        """Whether some colour can, for each of its runs."""
        runs = [run for one in body.paragraphs for run in one.runs if run.colour is None or run.colour.alpha]
        looks = {(run.colour or body.colour, run.size or body.size) for run in runs}
        return all(self._best(shades, colour, size) is not None for colour, size in looks)

    def _behind(self, one: Shape) -> tuple[Shades | None, bool]:
        """What is seen behind its text, and whether that is the ground alone; what lies under it is not asked for where
        its fill hides that.
        """
        hidden = one.fill is not None and one.fill.alpha >= 100
        under, bare = (None, False) if hidden else self._under(self._written(one))
        return self._seen(one.fill, under), bare and one.fill is None

    def _under(self, box: Box) -> tuple[Shades | None, bool]:
        """What is seen in a place, and whether that is the ground: else it is the surface in whose middle it is."""
        surface = self._surface(box)
        return (self.behind(box), True) if surface is None else (surface[1], False)

    def _surface(self, box: Box) -> tuple[Shape | Picture, Shades | None] | None:
        """The last of ours that covers the middle of a place, and what is seen of it."""
        return next((one for one in reversed(self.surfaces) if covers(one[0], box.centre)), None)

    def _written(self, one: Shape) -> Box:
        """Where its text stands, as high as it is; all of it where it is filled or turned."""
        text, box = one.text, one.box
        if text is None or one.fill is not None or one.rotation:
            return box
        left, top, right, bottom = text.insets
        room = Box(box.x + left, box.y + top, max(box.w - left - right, 1), max(box.h - top - bottom, 1))
        font = self.style.font(bold=text.bold, major=text.major)
        high = min(extent(text.paragraphs, room.w, text.size, font).height, room.h)
        above = ABOVE[text.anchor] * (room.h - high)
        return Box(room.x, round(room.y + above), room.w, max(high, 1))

    def _seen(self, fill: Colour | None, below: Shades | None) -> Shades | None:
        if fill is None:
            return below
        top = self.style.rgb(replace(fill, alpha=100))
        if fill.alpha >= 100:
            return {top: 1.0}
        if below is None:
            return None
        found: dict[Rgb, float] = {}
        for colour, share in below.items():
            mixed = seen(top, colour, fill.alpha)
            found[mixed] = found.get(mixed, 0.0) + share
        return found

    def _on_ground(self, ink: Colour, _size: float = 0) -> Colour:
        """The ink of a text that stands on the ground: coloured only where that can be read nearly all over it."""
        if ink.scheme in ("tx1", "bg1") or self.ground is None:
            return ink
        return ink if readable(self.style.rgb(ink), self.ground, enough=_NEARLY_ALL) else Colour("tx1")

    def _body(self, body: TextBody, shades: Shades) -> TextBody:
        colour = self._best(shades, body.colour, body.size) or body.colour
        return replace(body, colour=colour, paragraphs=_inked(body.paragraphs, partial(self._best, shades), body.size))

    def _best(self, shades: Shades | None, colour: Colour, size: float) -> Colour | None:
        """This colour where it can be read, else in full strength, else the first of the theme's; None where none can.

        What large type would do with comes behind everything that any type can be read in.
        """
        if shades is None:
            return None
        inks = (colour, replace(colour, tint=100, shade=100), *INKS)
        found = (ink for points in (0, size) for ink in inks if readable(self.style.rgb(ink), shades, points))
        return next(found, None)


def _inked(
    paragraphs: Sequence[Paragraph], inked: Callable[[Colour, float], Colour | None], size: float = 0
) -> tuple[Paragraph, ...]:
    """The paragraphs with other colours for those that their runs say, by the colour and the size in points; those
    remain for which there is none, and what is not seen stays unseen.
    """

    def written(run: Run) -> Run:
        said = run.colour
        return replace(run, colour=inked(said, run.size or size) or said) if said and said.alpha else run

    return tuple([replace(one, runs=tuple(map(written, one.runs))) for one in paragraphs])
