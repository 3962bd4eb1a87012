"""A slide of anybody's file as a picture: what is drawn on it, and its texts, in lines that the browser breaks.

What nobody can draw here, a chart or a diagram, is seen as a hatched place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from facilitator.canvas import Box, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import line_height
from facilitator.ground import Drawing
from facilitator.ground.drawing import Pieces, shown
from facilitator.ground.shapes import text_area
from facilitator.office import find, number
from facilitator.office.colours import Paint, said_fill
from facilitator.office.presentation import Sheet, Slide
from facilitator.office.shapes import Shape
from facilitator.office.texts import Look, Paragraph, Text
from facilitator.svg.text import families, lowered

__all__ = ["slide_picture"]

_POINT = pt(1)
_ALIGN = {"l": "left", "ctr": "center", "r": "right", "just": "justify"}
_ANCHOR = {"t": "flex-start", "ctr": "center", "b": "flex-end"}
_WAYS = {"vert": ";writing-mode:vertical-rl", "vert270": ";writing-mode:vertical-rl;rotate:180deg"}
_BORDERS = ("lnL", "lnT", "lnR", "lnB")
_HAIRLINE = 12_700
_HATCH = (
    '<pattern id="unknown" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="12" height="12" fill="#eeeeee"/><rect width="3" height="12" fill="#bbbbbb"/></pattern>'
)


def slide_picture(slide: Slide) -> Drawing:
    """The slide as SVG, with the places of what could not be drawn."""
    pieces, size = Pieces(), slide.presentation.size
    background = pieces.background(slide)
    definitions, drawn, unknown = [*background.definitions], [_scaled(background.drawn)], [*background.unknown]
    for sheet, shape in shown(slide):
        if shape.table is None:
            piece = pieces.shape(slide, sheet, shape)
            definitions += piece.definitions
            unknown += piece.unknown
            drawn += [_scaled(piece.drawn), *(_hatched(box) for box in piece.unknown if shape.kind == "frame")]
        drawn += (_text(sheet, one) for one in sheet.texts_in(shape))
    w, h = size.w / _POINT, size.h / _POINT
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}" height="{h:g}" viewBox="0 0 {w:g} {h:g}" role="img">'
        f"<title>{escape(slide.title)}</title><defs>{_HATCH}{''.join(definitions)}</defs>{''.join(drawn)}</svg>"
    )
    return Drawing(svg, tuple(unknown))


def _scaled(drawn: Iterable[str]) -> str:
    """What was drawn in EMU, in points."""
    return f'<g transform="scale({1 / _POINT})">{"".join(drawn)}</g>'


def _hatched(box: Box) -> str:
    return f'<rect{_area(box)} fill="url(#unknown)"/>'


def _area(box: Box) -> str:
    x, y, w, h = (length / _POINT for length in (box.x, box.y, max(box.w, 0), max(box.h, 0)))
    return f' x="{x:.2f}" y="{y:.2f}" width="{w:.2f}" height="{h:.2f}"'


def _text(sheet: Sheet, text: Text) -> str:
    """What is written in a shape or a cell, at its place and turned with it; of a cell what is drawn of it too."""
    if text.box is None:
        return ""
    cell = "" if text.cell is None else _cell(sheet, text)
    if not text.text.strip():
        return cell
    left, top, right, bottom = text.insets
    area = text.box if text.cell is not None else text_area(text.shape, text.box)
    inner = Box(area.x + left, area.y + top, area.w - left - right, area.h - top - bottom)
    anchor = find(text.cell, "a:tcPr")
    said = (anchor.get("anchor") if anchor is not None else "") if text.cell is not None else text.setting("anchor")
    look = f"height:100%;display:flex;flex-direction:column;justify-content:{_ANCHOR.get(said or 't', 'flex-start')}"
    look += ";white-space:pre" if text.setting("wrap") == "none" else ";white-space:pre-wrap;overflow-wrap:break-word"
    look += _WAYS.get(text.setting("vert"), "")
    lines = "".join(_paragraphs(text))
    return (
        f'{cell}<foreignObject{_area(inner)}{_turned(text.shape, text.box)} style="overflow:visible">'
        f'<div xmlns="http://www.w3.org/1999/xhtml" style="{look}">{lines}</div></foreignObject>'
    )


def _turned(shape: Shape, box: Box) -> str:
    """A text stands as its shape does, in its groups too, but is never mirrored."""
    x, y = box.x + box.w / 2, box.y + box.h / 2
    stance, own = shape.stance, shape.own_box
    right, down = (
        (0.0, 0.0) if stance is None or own is None else (stance.x - own.x - own.w / 2, stance.y - own.y - own.h / 2)
    )
    angle = shape.turn if stance is None else stance.turn + 180 * stance.upended
    moved = f"translate({right / _POINT:.2f} {down / _POINT:.2f}) " if right or down else ""
    turned = f"rotate({angle % 360:.3f} {x / _POINT:.2f} {y / _POINT:.2f})" if angle % 360 else ""
    return f' transform="{moved}{turned}"' if moved or turned else ""


def _cell(sheet: Sheet, text: Text) -> str:
    """Its ground and its borders."""
    assert text.box is not None
    box, says = text.box, find(text.cell, "a:tcPr")
    said = said_fill([says])
    paint = None if said is None else sheet.palette.fill(said)
    drawn = f'<rect{_area(box)} fill="{_colour(paint)}"/>' if paint is not None and paint.alpha else ""
    corners = (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)
    sides = (corners[3], corners[0]), (corners[0], corners[1]), (corners[1], corners[2]), (corners[2], corners[3])
    for name, ((x, y), (u, v)) in zip(_BORDERS, sides, strict=True):
        line = find(says, f"a:{name}")
        fill = said_fill([line])
        ink = None if fill is None else sheet.palette.fill(fill)
        if ink is not None and ink.alpha:
            width = (number(line, "w") or _HAIRLINE) / _POINT
            places = f"M{x / _POINT:.2f} {y / _POINT:.2f}L{u / _POINT:.2f} {v / _POINT:.2f}"
            drawn += f'<path d="{places}" stroke="{_colour(ink)}" stroke-width="{width:.2f}"/>'
    return drawn


def _paragraphs(text: Text) -> Iterator[str]:
    """Each as HTML; those that are numbered count on."""
    count = 0
    for place, one in enumerate(text.paragraphs):
        count = count + 1 if one.bullet == "1." else 0
        sign = f"{count}." if count else one.bullet
        yield _paragraph(one, sign if any(run.text.strip() for run in one.runs) else "", first=place == 0)


def _paragraph(one: Paragraph, sign: str, *, first: bool) -> str:
    look = one.runs[0].look if one.runs else one.end
    line = line_height(1, Font(look.family)) / _POINT
    pitch = f"{one.pitch:g}px" if one.pitch else f"{line * one.spacing:.4g}"
    top = lowered(look.family) * max([run.look.size for run in one.runs if run.text], default=look.size)
    said = f"margin:0 0 {one.after:g}px;text-align:{_ALIGN.get(one.align, 'left')};line-height:{pitch}{_css(look)}"
    said += f";position:relative;top:{top:.3g}px" if top else ""
    said += f";margin-top:{one.before:g}px" if one.before and not first else ""
    said += f";padding-left:{one.margin / _POINT:g}px" if one.margin else ""
    said += f";text-indent:{one.indent / _POINT:g}px" if one.indent and (sign or one.indent > 0) else ""
    width = f"display:inline-block;text-indent:0;width:{-one.indent / _POINT:g}px" if one.indent < 0 else ""
    bullet = f'<span style="{width}">{escape(sign)}</span>' if sign else ""
    runs = "".join(f'<span style="{_css(run.look)[1:]}">{escape(run.text)}</span>' for run in one.runs if run.text)
    return f'<p style="{said}">{bullet}{runs or "&#160;"}</p>'


def _css(look: Look) -> str:
    said = f";font-size:{look.size:g}px;font-weight:{700 if look.bold else 400};color:{_colour(look.paint)}"
    said += f";font-family:{escape(families(look.family))}" if look.family else ""
    said += ";font-style:italic" if look.italic else ""
    said += ";text-decoration:underline" if look.underlined else ""
    return said + (";text-transform:uppercase" if look.capitals else "")


def _colour(paint: Paint | None) -> str:
    if paint is None:
        return "#000000"
    return "#" + "".join(f"{channel:02x}" for channel in (*paint.rgb, round(paint.alpha * 255)))
