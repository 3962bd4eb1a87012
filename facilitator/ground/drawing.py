"""A sheet of a PowerPoint file as an SVG picture of what is drawn on it: background and shapes, without their texts.

What nobody can draw here (charts, metafiles, presets that are unknown) is told by its place.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from facilitator.canvas import Box
from facilitator.colours import Shades
from facilitator.ground import Drawing, Ground, grounds
from facilitator.ground.shapes import content_of, outline_of, picture_of
from facilitator.office import NS, Element, find, first, flag, number, percent, tag
from facilitator.office.colours import Paint, said_fill
from facilitator.office.presentation import Sheet, Slide
from facilitator.office.shapes import Shape

__all__ = ["Piece", "Pieces", "drawings_of", "painted", "seen_behind", "shown"]

_TURN = 60_000
"""ST_Angle: so many in a degree (ECMA-376 20.1.10.3)."""
_HAIRLINE = 9525
_NOTHING = ' fill="none"'
_FAINT = 0.5
"""Opacity of a pattern's foreground over its background: what an eye mixes."""

Painted = tuple[Sheet, Shape]
"""A shape, and the sheet that says its colours and pictures."""


def painted(sheet: Sheet) -> Iterator[Painted]:
    """What is drawn on a sheet, by its master, its layout, and itself, from the back to the front."""
    if sheet.above is not None and flag(sheet.root, "showMasterSp") is not False:
        yield from painted(sheet.above)
    yield from ((sheet, shape) for shape in sheet.drawn)


def drawings_of(sheets: Iterable[tuple[Sheet, Iterable[Painted]]]) -> list[Drawing]:
    """Each sheet's background with these shapes on it, in their order; what several of them show is drawn once."""
    pieces = Pieces()
    return [
        _together(sheet.presentation.size, [pieces.background(sheet), *(pieces.shape(sheet, *one) for one in shapes)])
        for sheet, shapes in sheets
    ]


def _together(size: Box, pieces: Sequence[Piece]) -> Drawing:
    definitions = "".join(text for one in pieces for text in one.definitions)
    drawn = "".join(text for one in pieces for text in one.drawn)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size.w}" height="{size.h}" viewBox="0 0 {size.w} {size.h}">'
        f"<defs>{definitions}</defs>{drawn}</svg>"
    )
    return Drawing(svg, tuple(box for one in pieces for box in one.unknown))


@dataclass
class Pieces:
    """What is drawn, each piece once."""

    kept: dict[tuple[Sheet, Shape | None], Piece] = field(default_factory=dict)

    def background(self, sheet: Sheet) -> Piece:
        key = (_background(sheet)[0], None)
        if key not in self.kept:
            self.kept[key] = Piece(sheet, len(self.kept))
            self.kept[key].background()
        return self.kept[key]

    def shape(self, sheet: Sheet, where: Sheet, shape: Shape) -> Piece:
        """What shows the background of the sheet looks otherwise on each."""
        key = (sheet if flag(shape.element, "useBgFill") else where, shape)
        if key not in self.kept:
            self.kept[key] = Piece(sheet, len(self.kept))
            self.kept[key].shape(where, shape)
        return self.kept[key]


@dataclass
class Piece:
    """A background or a shape while it is being drawn on a sheet."""

    sheet: Sheet
    number: int
    """Tells its definitions from those of others."""
    drawn: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    unknown: list[Box] = field(default_factory=list)

    @cached_property
    def whole(self) -> Box:
        return self.sheet.presentation.size

    def background(self) -> None:
        where, fill, holder = _background(self.sheet)
        self.drawn.append(f'<rect width="{self.whole.w}" height="{self.whole.h}" fill="#FFFFFF"/>')
        paint = self.sheet.palette.named("bg1") if fill is None else None
        look = _solid(paint) if fill is None else self._fill(where, fill, holder, self.whole)
        self.drawn.append(f'<rect width="{self.whole.w}" height="{self.whole.h}"{look}/>')

    def shape(self, where: Sheet, shape: Shape) -> None:
        box = where.box(shape)
        seen = where.bounds(shape)
        if box is None or seen is None or not seen.meets(self.whole.inset(-1)):
            return
        if shape.kind == "frame":
            self.unknown.append(seen)
            return
        commands = outline_of(shape, box)
        if commands is None:
            self.unknown.append(seen)
            commands = f"M{box.x} {box.y}h{box.w}v{box.h}h{-box.w}z"
        look = self._look(where, shape, box)
        if look:
            self.drawn.append(f'<path transform="{_turned(shape, box)}" d="{commands}"{look}/>')

    def _look(self, where: Sheet, shape: Shape, box: Box) -> str:
        """The attributes that fill and outline it; empty where nothing shows."""
        properties = [one.properties for one in (shape, *where.models(shape))]
        if flag(shape.element, "useBgFill"):
            source, said, holder = _background(self.sheet)
        elif shape.kind == "picture":
            source, said, holder = where, find(shape.element, "p:blipFill"), None
        else:
            source, (said, holder) = where, _filled(where, shape, properties)
        if shape.kind == "connector":
            said = None
        fill = "" if said is None else self._fill(source, said, holder, box)
        stroke = self._stroke(where, shape, properties)
        return (fill or _NOTHING) + stroke if fill or stroke else ""

    def _fill(self, where: Sheet, said: Element, holder: Paint | None, box: Box) -> str:
        """The attribute for a fill; empty where it is nothing, and the place noted where nobody knows it."""
        match str(said.tag).rpartition("}")[2]:
            case "noFill" | "grpFill":
                return ""
            case "gradFill":
                return self._gradient(where, said, holder)
            case "blipFill":
                return self._picture(where, said, holder, box)
            case "pattFill":
                fore, back = (where.palette.colour(find(said, name), holder) for name in ("a:fgClr", "a:bgClr"))
                mixed = fore._replace(alpha=_FAINT).over(back) if fore and back else fore or back
                return self._known(mixed, box)
            case _:
                return self._known(where.palette.fill(said, holder), box)

    def _known(self, paint: Paint | None, box: Box) -> str:
        if paint is None:
            self.unknown.append(box)
        return _solid(paint)

    def _gradient(self, where: Sheet, said: Element, holder: Paint | None) -> str:
        stops = sorted(
            (percent(one, "pos") or 0.0, where.palette.colour(one, holder)) for one in said.iterfind("a:gsLst/a:gs", NS)
        )
        drawn = "".join(
            f'<stop offset="{place:.4f}" stop-color="#{_hex(paint)}" stop-opacity="{paint.alpha:.3f}"/>'
            for place, paint in stops
            if paint is not None
        )
        if not drawn:
            return ""
        name = f"g{self.number}-{len(self.definitions)}"
        if find(said, "a:path") is not None:
            kind, place = "radialGradient", _focus(find(said, "a:path/a:fillToRect"))
        else:
            kind, place = "linearGradient", _direction(number(find(said, "a:lin"), "ang") or 0)
        self.definitions.append(f'<{kind} id="{name}"{place}>{drawn}</{kind}>')
        return f' fill="url(#{name})"'

    def _picture(self, where: Sheet, said: Element, holder: Paint | None, box: Box) -> str:
        blip = find(said, "a:blip")
        content = content_of(where, blip)
        both = find(blip, "a:duotone")
        colours = [] if both is None else [where.palette.read(one, holder) for one in both.iterchildren("*")]
        seen = picture_of(content, blip, [one.rgb for one in colours if one]) if content else None
        if seen is None or box.w <= 0 or box.h <= 0:
            self.unknown.append(box)
            return ""
        left, top, right, bottom = _cropped(find(said, "a:srcRect"))
        w, h = box.w / max(1 - left - right, 0.01), box.h / max(1 - top - bottom, 0.01)
        name = f"p{self.number}-{len(self.definitions)}"
        self.definitions.append(
            f'<pattern id="{name}" patternUnits="userSpaceOnUse" x="{box.x}" y="{box.y}" width="{box.w}" '
            f'height="{box.h}"><image x="{-left * w:.0f}" y="{-top * h:.0f}" width="{w:.0f}" height="{h:.0f}" '
            f'preserveAspectRatio="none" href="data:image/png;base64,{base64.b64encode(seen).decode()}"/></pattern>'
        )
        return f' fill="url(#{name})"'

    def _stroke(self, where: Sheet, shape: Shape, properties: Sequence[Element | None]) -> str:
        line = first(find(one, "a:ln") for one in properties)
        said = said_fill([line])
        reference = find(shape.element, "p:style/a:lnRef")
        if said is not None:
            paint = where.palette.blend(said)
        else:
            paint = where.palette.colour(reference) if (number(reference, "idx") or 0) > 0 else None
        if paint is None or not paint.alpha:
            return ""
        width = number(line, "w") or _HAIRLINE
        return f' stroke="#{_hex(paint)}" stroke-opacity="{paint.alpha:.3f}" stroke-width="{width}"'


def _background(sheet: Sheet) -> tuple[Sheet, Element | None, Paint | None]:
    """The sheet that says the background, its fill, and what stands for the colour of a style in it."""
    where: Sheet | None = sheet
    while where is not None:
        found = find(where.root, "p:cSld/p:bg")
        if found is not None:
            reference = find(found, "p:bgRef")
            if reference is None:
                return where, said_fill([find(found, "p:bgPr")]), None
            return where, where.style_fill(reference), where.palette.colour(reference)
        where = where.above
    return sheet, None, None


def _filled(where: Sheet, shape: Shape, properties: Sequence[Element | None]) -> tuple[Element | None, Paint | None]:
    said = said_fill(properties)
    if said is not None:
        parent = shape.parent
        while said is not None and said.tag == tag("a:grpFill") and parent is not None:
            said = said_fill([find(parent.element, "p:grpSpPr")])
            parent = parent.parent
        return said, None
    reference = find(shape.element, "p:style/a:fillRef")
    return (None, None) if reference is None else (where.style_fill(reference), where.palette.colour(reference))


def _turned(shape: Shape, box: Box) -> str:
    """Turned and mirrored about its middle, within its groups."""
    around = "" if shape.parent is None or shape.parent.own_box is None else _turned(shape.parent, shape.parent.own_box)
    x, y = box.x + box.w / 2, box.y + box.h / 2
    angle = shape.turn
    across, down = (-1 if flag(shape.transform, name) else 1 for name in ("flipH", "flipV"))
    if not angle and across == down == 1:
        return around
    return (
        f"{around} translate({x:.0f} {y:.0f}) rotate({angle:.3f}) scale({across} {down}) translate({-x:.0f} {-y:.0f})"
    )


def _direction(angle: float) -> str:
    """Of a linear gradient, in parts of the box."""
    turn = math.radians(angle / _TURN)
    x, y = math.cos(turn) / 2, math.sin(turn) / 2
    reach = 1 / max(abs(2 * x), abs(2 * y))
    x, y = x * reach, y * reach
    return f' x1="{0.5 - x:.4f}" y1="{0.5 - y:.4f}" x2="{0.5 + x:.4f}" y2="{0.5 + y:.4f}"'


def _focus(rect: Element | None) -> str:
    left, top, right, bottom = (percent(rect, name) or 0.0 for name in ("l", "t", "r", "b"))
    x, y = (left + 1 - right) / 2, (top + 1 - bottom) / 2
    reach = math.hypot(max(x, 1 - x), max(y, 1 - y))
    return f' cx="{x:.4f}" cy="{y:.4f}" r="{reach:.4f}"'


def _cropped(rect: Element | None) -> tuple[float, float, float, float]:
    left, top, right, bottom = (percent(rect, name) or 0.0 for name in ("l", "t", "r", "b"))
    return left, top, right, bottom


def _solid(paint: Paint | None) -> str:
    if paint is None or not paint.alpha:
        return ""
    return f' fill="#{_hex(paint)}" fill-opacity="{paint.alpha:.3f}"'


def _hex(paint: Paint) -> str:
    return "".join(f"{channel:02X}" for channel in paint.rgb)


# --- behind the texts of a slide ---

_MOST = 8
"""Pictures of a slide that are drawn: one for each text with something before it."""


def seen_behind(slide: Slide, texts: Sequence[tuple[Shape, Box]]) -> list[Shades | None]:
    """What is seen behind texts, each told by its shape and its place; None where nobody knows."""
    order = list(shown(slide))
    lengths = [_length(order, slide, shape, place) for shape, place in texts]
    drawn = list(dict.fromkeys(lengths))[:_MOST]
    seen = grounds(drawings_of((slide, order[:length]) for length in drawn), slide.presentation.size)
    known: dict[int, Ground] = dict(zip(drawn, seen, strict=True))
    return [
        known[length].shades(place) if length in known and place.meets(slide.presentation.size) else None
        for length, (_shape, place) in zip(lengths, texts, strict=True)
    ]


def shown(slide: Slide) -> Iterator[Painted]:
    """Everything that shows, from the back to the front; of groups what is in them."""
    if slide.above is not None and flag(slide.root, "showMasterSp") is not False:
        yield from painted(slide.above)
    yield from ((slide, shape) for shape in slide.shapes if not shape.hidden and shape.kind != "group")


def _length(order: Sequence[Painted], slide: Slide, shape: Shape, place: Box) -> int:
    """How many shapes are drawn for a text: all of them, or those up to its own where one lies before it."""
    own = next((number for number, (_sheet, one) in enumerate(order) if one is shape), len(order) - 1)
    before = (box for sheet, one in order[own + 1 :] if (box := sheet.bounds(one)) is not None)
    return own + 1 if any(box.meets(place) for box in before) else len(order)
