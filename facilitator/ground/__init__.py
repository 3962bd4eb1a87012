"""What lies under the texts of a slide, seen: the colours behind a place, and where there is art with edges."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise

import typst
from PIL import Image, ImageChops, ImageFilter

from facilitator.canvas import Box
from facilitator.colours import Rgb

__all__ = ["Drawing", "Ground", "grounds"]


_WIDE = 240
"""Pixels of a picture's width; a line of half a point is still a tenth of one."""
_PAGE = """
#let data = json(bytes(sys.inputs.pages))
#set page(width: data.width * 1pt, height: data.height * 1pt, margin: 0pt)
#for one in data.pages { image(bytes(one), format: "svg", width: 100%, height: 100%, fit: "stretch") }
"""
_FEW = 24
"""Colours that are told of a place; where it has more, like ones are taken together."""
_EDGE, _FAINT = 48, 36
"""Of 255: colours that differ by more, side by side, have an edge between them, or a faint one, which is mere grain."""
_PALE, _FLAT = 8, 5
"""Of 255: by how much a pale panel differs from what it lies on, at least, and what is flat on either side, at most."""
_STRAIGHT, _APART = 16, 4
"""Pixels: the pieces that an edge so pale has, each without a gap, and how far from it both sides are flat."""
_LONG = 0.4
"""Share of the slide's height or width that they take: a photograph has shorter ones."""
_CELLS = (4, 8, 16)
"""Pixels: the side of a cell in which there is art or is none, larger where there is much of it."""
_RULE = 6
"""Cells side by side with edges of the same height, from which on they are a rule, or the edge of a band."""
_CROWDED = 0.2
"""Share of a place in edges, from which on it is full of them."""
_MANY = 40
"""Pieces of art from which on larger cells say the same."""
_MOST_CELLS = 0.52
"""Share of the largest cells with edges, if faint ones, from which on a picture is a photograph or a pattern."""


@dataclass(frozen=True)
class Drawing:
    """A picture, and where it is not to be trusted."""

    svg: str
    unknown: tuple[Box, ...]


def grounds(drawings: Sequence[Drawing], slide: Box) -> list[Ground]:
    """The drawings as they look, in one go; layouts without art of their own are alike, and looked at once."""
    if not drawings:
        return []
    alike = dict.fromkeys(drawings)
    height = max(round(_WIDE * slide.h / slide.w), 1)
    pages = {"width": _WIDE, "height": height, "pages": [one.svg for one in alike]}
    made = typst.compile(
        _PAGE.encode(), sys_inputs={"pages": json.dumps(pages)}, format="png", ppi=72, font_paths=_NO_FONTS
    )
    files = made if isinstance(made, list) else [made]
    seen = {
        drawing: Ground(slide, Image.open(io.BytesIO(file)).convert("RGB"), drawing.unknown)
        for file, drawing in zip(files, alike, strict=True)
    }
    return [seen[one] for one in drawings]


_NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)


@dataclass(frozen=True, eq=False)
class Ground:
    """The picture of a sheet."""

    slide: Box
    image: Image.Image
    unknown: Sequence[Box] = ()
    """Where something lies that could not be drawn."""
    _known: dict[Box, Mapping[Rgb, float]] = field(default_factory=dict)

    def shades(self, box: Box) -> Mapping[Rgb, float] | None:
        """The colours behind a place, each with its share of it; None where something unknown lies there."""
        if any(one.meets(box) for one in self.unknown):
            return None
        if box not in self._known:
            self._known[box] = _shares(self.image.crop(self._pixels(box)))
        return self._known[box]

    @cached_property
    def art(self) -> tuple[Box, ...]:
        """Where there are edges: the outlines of panels, logos, pictures; and what is unknown. No two meet."""
        found: list[Box] = []
        for side in _CELLS:
            cells = self._cells(side)
            across, down = self.slide.w / cells.width, self.slide.h / cells.height
            pieces = (
                Box(*map(round, (x * across, y * down, w * across, h * down))) for x, y, w, h in _rectangles(cells)
            )
            found = [part for one in pieces for part in self._drawn_in(one, side)]
            if len(found) <= _MANY:
                break
        return (*found, *(one.clipped(self.slide) for one in self.unknown if one.meets(self.slide)))

    def _drawn_in(self, box: Box, side: int) -> Iterator[Box]:
        """What of a piece of art has edges: a rule is no higher than it is drawn, also where it ends in other art."""
        left, top, right, bottom = self._pixels(box)
        columns = [(x, min(x + side, right)) for x in range(left, right, side)]
        heights = [self._drawn_at((x, top, end, bottom)) for x, end in columns]
        rules = [
            list(run)
            for height, run in groupby(range(len(columns)), key=heights.__getitem__)
            if height and height[1] - height[0] < bottom - top - 1
        ]
        rules = [run for run in rules if len(run) >= _RULE]
        ends = sorted({0, len(columns), *(end for run in rules for end in (run[0], run[-1] + 1))})
        for first, last in pairwise(ends):
            piece = (columns[first][0], top, columns[last - 1][1], bottom)
            inner = self._edges.crop(piece).getbbox()
            if inner is not None:
                yield self._placed(piece, inner).clipped(box)

    def _drawn_at(self, piece: tuple[int, int, int, int]) -> tuple[int, int] | None:
        """From which row to which there are edges in it."""
        inner = self._edges.crop(piece).getbbox()
        return None if inner is None else (inner[1], inner[3])

    def _placed(self, piece: tuple[int, int, int, int], inner: tuple[int, int, int, int]) -> Box:
        """Where the inner part of a piece is on the slide."""
        across, down = self.slide.w / self.image.width, self.slide.h / self.image.height
        # The next pixel is what the last edge is with.
        sides = (piece[0] + inner[0], piece[1] + inner[1], piece[0] + inner[2] + 1, piece[1] + inner[3] + 1)
        x, y, x2, y2 = (round(side * step) for side, step in zip(sides, (across, down) * 2, strict=True))
        return Box(x, y, x2 - x, y2 - y)

    def has_edges(self, box: Box) -> bool:
        """Whether art begins or ends in a place that is not all art."""
        if any(one.meets(box) and not one.holds(box) for one in self.unknown):
            return True
        return not self.busy and self._edges.crop(self._pixels(box)).getbbox() is not None

    def is_crowded(self, box: Box) -> bool:
        """Whether a place is so full of edges that no ink is easily read there, however it stands out."""
        counts = self._steps.crop(self._pixels(box)).histogram()
        return sum(counts[_EDGE + 1 :]) >= _CROWDED * sum(counts)

    @cached_property
    def busy(self) -> bool:
        """Whether there is art nearly everywhere."""
        cells = self._cells(_CELLS[-1], _FAINT)
        return cells.histogram()[255] > _MOST_CELLS * cells.width * cells.height

    def _cells(self, side: int, least: int = _EDGE) -> Image.Image:
        """A pixel for each cell, so many pixels wide and high: white where there is an edge in it of more than that."""
        w, h = self.image.size
        size = (max(w // side, 1), max(h // side, 1))
        cells = self._more_than(least).resize(size, Image.Resampling.BOX)
        return cells.point(lambda value: 255 if value else 0)

    @cached_property
    def _edges(self) -> Image.Image:
        """White where the next pixel to the right or below is of another colour."""
        return self._more_than(_EDGE)

    def _more_than(self, least: int) -> Image.Image:
        return self._steps.point(lambda step: 255 if step > least else 0)

    @cached_property
    def _steps(self) -> Image.Image:
        """By how much the next pixel to the right or below differs, in the channel that differs most."""
        image = self.image
        right = ImageChops.difference(image, ImageChops.offset(image, -1, 0))
        below = ImageChops.difference(image, ImageChops.offset(image, 0, -1))
        w, h = image.size
        # What is carried round from one side to the other is no edge.
        right.paste((0, 0, 0), (w - 1, 0, w, h))
        below.paste((0, 0, 0), (0, h - 1, w, h))
        steps = _largest_channel(ImageChops.lighter(right, below))
        pale = ImageChops.lighter(*(_pale_lines(image, upright) for upright in (True, False)))
        # Beside an edge what is pale is its own soft side.
        strong = steps.point(lambda step: 255 if step > _EDGE else 0).filter(ImageFilter.MaxFilter(3))
        return ImageChops.lighter(steps, ImageChops.subtract(pale, strong))

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        """The place in pixels, at least one."""
        across, down = self.image.width / self.slide.w, self.image.height / self.slide.h
        left = min(max(int(box.x * across), 0), self.image.width - 1)
        top = min(max(int(box.y * down), 0), self.image.height - 1)
        right = min(max(round(box.right * across), left + 1), self.image.width)
        bottom = min(max(round(box.bottom * down), top + 1), self.image.height)
        return left, top, right, bottom


def _largest_channel(image: Image.Image) -> Image.Image:
    red, green, blue = image.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _pale_lines(image: Image.Image, upright: bool) -> Image.Image:
    """Long straight edges between what is flat on both sides, however pale."""
    one, apart = ((1, 0), (_APART, 0)) if upright else ((0, 1), (0, _APART))

    def step(by: tuple[int, int]) -> Image.Image:
        return _largest_channel(ImageChops.difference(image, ImageChops.offset(image, -by[0], -by[1])))

    def where(shown: Image.Image, least: int) -> Image.Image:
        return shown.point(lambda value: 255 if value >= least else 0)

    both = step((2 * one[0], 2 * one[1]))
    edge = ImageChops.darker(where(both, _PALE), where(step(one), _FLAT))
    rough = where(both, _FLAT)
    for side in (-1, 1):
        near = ImageChops.offset(rough, side * apart[0], side * apart[1])
        edge = ImageChops.subtract(edge, near)
    w, h = edge.size
    inner = edge.crop((_APART, 0, w - _APART, h) if upright else (0, _APART, w, h - _APART))
    edge = Image.new("L", (w, h))
    edge.paste(inner, (_APART, 0) if upright else (0, _APART))  # What comes round from the other side is no edge.
    return _long(edge, upright).point(lambda value: _EDGE + 1 if value else 0)


def _long(edge: Image.Image, upright: bool) -> Image.Image:
    """Of the white pixels those that stand in a line of very many."""
    w, h = edge.size
    size, line = ((w, max(h // _STRAIGHT, 1)), (w, 1)) if upright else ((max(w // _STRAIGHT, 1), h), (1, h))
    pieces = edge.resize(size, Image.Resampling.BOX).point(lambda value: 255 if value == 255 else 0)
    lines = pieces.resize(line, Image.Resampling.BOX).point(lambda value: 255 if value >= _LONG * 255 else 0)
    return ImageChops.darker(*(one.resize((w, h), Image.Resampling.NEAREST) for one in (pieces, lines)))


def _shares(image: Image.Image) -> Mapping[Rgb, float]:
    colours = image.getcolors(_FEW)
    if colours is None:
        colours = (
            image.quantize(_FEW, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).convert("RGB").getcolors(_FEW)
            or []
        )
    total = image.width * image.height
    found: Counter[Rgb] = Counter()
    for count, colour in colours:
        assert isinstance(colour, tuple)
        red, green, blue = colour
        found[(int(red), int(green), int(blue))] += count
    return {colour: count / total for colour, count in found.most_common()}


def _rectangles(cells: Image.Image) -> Iterator[tuple[int, int, int, int]]:
    """White cells as rectangles: runs in a row, with the rows below that have the same run."""
    w, h = cells.size
    rows = [_runs(cells.crop((0, y, w, y + 1)).tobytes()) for y in range(h)]
    open_: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, set[tuple[int, int]]()]):
        for run in [run for run in open_ if run not in row]:
            top = open_.pop(run)
            yield run[0], top, run[1] - run[0], y - top
        for run in row:
            open_.setdefault(run, y)


def _runs(row: Iterable[int]) -> set[tuple[int, int]]:
    """From where to where white cells stand beside each other."""
    found, begin, end = set(), None, 0
    for x, value in enumerate(row):
        if value and begin is None:
            begin = x
        if not value and begin is not None:
            found.add((begin, x))
            begin = None
        end = x + 1
    if begin is not None:
        found.add((begin, end))
    return found
