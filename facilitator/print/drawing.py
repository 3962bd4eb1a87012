"""A figure of the canvas as plain data that `decks/pages/drawing.typ` draws: paths and texts, in points.

What is printed is the same drawing as on the slide, only smaller; its texts stay texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from facilitator.canvas.figures import draw
from facilitator.canvas.shapes import AnyShape, Box, Colour, Connector, Group, Line, Paragraph, Run, Shape, TextBody
from facilitator.canvas.style import Style
from facilitator.canvas.units import Emu, mm, points
from facilitator.content.figures import AnyFigure
from facilitator.svg.outlines import Command, curves, head, outline, towards

__all__ = ["Drawing", "drawing", "figure_drawing"]

Drawing: TypeAlias = dict[str, Any]
"""``width``, ``height``, ``alt``, and ``shapes``: as JSON has it."""

_PRINTED = "Open Sans"
"""Source Sans Pro, in which drawings are printed, is not in the table of widths; Open Sans is, and a little wider."""
_SLIDE = 1.5
"""A slide's type is read from afar: on paper a figure is this much smaller than the room it is laid out in."""
_ARROW = 3
"""An arrow's length and width, in widths of its line, as PowerPoint draws them."""


def figure_drawing(figure: AnyFigure, width: float, height: float, style: Style) -> Drawing:
    """The figure in a room of ``width`` × ``height`` mm.

    Raises:
        DoesNotFit: its text has no room at the smallest size.
    """
    fonts = style.theme.fonts.model_copy(update={"heading": _PRINTED, "body": _PRINTED})
    measured = replace(style, theme=style.theme.model_copy(update={"fonts": fonts}))
    room = Box(0, 0, round(mm(width) * _SLIDE), round(mm(height) * _SLIDE))
    drawn = draw(figure, room, measured)
    assert isinstance(drawn, Group), "a form prints a table as a table of its own"
    return drawing(drawn, width, measured)


def drawing(group: Group, width: float, style: Style) -> Drawing:
    """The shapes of a group, ``width`` mm wide."""
    box = group.box
    scale = mm(width) / box.w
    length = partial(_length, scale)
    shapes = [part for one in group.shapes for part in _WRITERS[type(one)](one, box, length, style)]
    return {"width": length(box.w), "height": length(box.h), "alt": group.alt or group.name, "shapes": shapes}


Length: TypeAlias = Callable[[Emu | float], float]
"""EMU on the canvas to points on the page."""


def _length(scale: float, emu: float) -> float:
    return round(points(round(emu)) * scale, 3)


def _group(group: Group, origin: Box, length: Length, style: Style) -> Iterator[Drawing]:
    for one in group.shapes:
        yield from _WRITERS[type(one)](one, origin, length, style)


def _shape(shape: Shape, origin: Box, length: Length, style: Style) -> Iterator[Drawing]:
    found = outline(shape)
    x, y = shape.box.x - origin.x, shape.box.y - origin.y
    if shape.fill or shape.line:
        path = _path(curves(found.commands), x, y, length)
        yield {"path": path, "fill": _paint(shape.fill, style), "stroke": _stroke(shape.line, length, style)}
    if shape.text and shape.text.text:
        left, top, right, bottom = shape.text.insets
        area = Box(
            x + found.text.x + left, y + found.text.y + top, found.text.w - left - right, found.text.h - top - bottom
        )
        yield _text(shape.text, area, length, style)


def _text(body: TextBody, area: Box, length: Length, style: Style) -> Drawing:
    scale = length(12_700)
    return {
        "text": [_paragraph(one, body, scale, length, style) for one in body.paragraphs],
        "box": [length(area.x), length(area.y), length(area.w), length(area.h)],
        "anchor": body.anchor,
    }


def _paragraph(one: Paragraph, body: TextBody, scale: float, length: Length, style: Style) -> Drawing:
    return {
        "runs": [_run(run, body, scale, style) for run in one.runs],
        "align": one.align,
        "bullet": one.bullet,
        "before": round(one.before * scale, 3),
        "indent": length(one.indent),
    }


def _run(run: Run, body: TextBody, scale: float, style: Style) -> Drawing:
    return {
        "text": run.text,
        "size": round((run.size or body.size) * scale, 3),
        "bold": body.bold if run.bold is None else run.bold,
        "italic": run.italic,
        "colour": _paint(run.colour or body.colour, style),
    }


def _connector(one: Connector, origin: Box, length: Length, style: Style) -> Iterator[Drawing]:
    """The line, and an arrow's head at each end that has one; the line stops inside it."""
    start = (one.start[0] - origin.x, one.start[1] - origin.y)
    end = (one.end[0] - origin.x, one.end[1] - origin.y)
    heads = [(start, end, one.line.head), (end, start, one.line.tail)]
    (x, y), (u, v) = (towards(at, other, one.line.width * 2 if kind != "none" else 0) for at, other, kind in heads)
    path = _path((("M", x, y), ("L", u, v)), 0, 0, length)
    yield {"path": path, "fill": None, "stroke": _stroke(one.line, length, style)}
    for at, other, kind in heads:
        if kind != "none":
            path = _path(curves(head(kind, at, other, one.line.width * _ARROW)), 0, 0, length)
            yield {"path": path, "fill": _paint(one.line.colour, style), "stroke": None}


def _stroke(line: Line | None, length: Length, style: Style) -> Drawing | None:
    if line is None:
        return None
    return {"paint": _paint(line.colour, style), "width": length(line.width), "dash": line.dash}


def _paint(colour: Colour | None, style: Style) -> str | None:
    if colour is None:
        return None
    red, green, blue = style.rgb(replace(colour, alpha=100))
    opacity = "" if colour.alpha == 100 else f"{round(colour.alpha * 2.55):02x}"
    return f"#{red:02x}{green:02x}{blue:02x}{opacity}"


def _path(commands: Sequence[Command], x: float, y: float, length: Length) -> list[list[str | float]]:
    """The commands moved by ``x`` and ``y``, in points."""

    def moved(command: Command) -> list[str | float]:
        values = [float(value) for value in command[1:]]
        return [command[0], *(length(value + (y if place % 2 else x)) for place, value in enumerate(values))]

    return [moved(command) for command in commands]


_WRITERS: dict[type[AnyShape], Callable[[Any, Box, Length, Style], Iterator[Drawing]]] = {
    Shape: _shape,
    Connector: _connector,
    Group: _group,
}
