"""Whatever a designer would send back: of a figure, and of a whole slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from canvas.specimens import drawn_texts
from facilitator.canvas import Box
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.own_layouts import FULL, LAYOUTS
from facilitator.canvas.shapes import AnyShape, Canvas, Connector, Group, Picture, Placeholder, Shape, Table, TextBody
from facilitator.canvas.text import CONTENT_MIN, SMALL_MIN, Style
from facilitator.colours import READABLE, contrast
from facilitator.content.figures import Figure
from facilitator.content.slides import SlideContent

CLOSE = 60
"""Two EMU coordinates as near as this are the same: boxes are rounded."""


def shapes(group: Group) -> list[Shape]:
    assert all(isinstance(one, Shape | Connector) for one in group.shapes)
    return [one for one in group.shapes if isinstance(one, Shape)]


def extends(one: AnyShape) -> Box:
    """The box that the shape is seen in, the tail of a speech bubble included."""
    if isinstance(one, Connector):
        (x, y), (u, v) = one.start, one.end
        return Box(min(x, u), min(y, v), abs(x - u), abs(y - v))
    assert isinstance(one, Shape)
    if one.geometry != "wedgeRoundRectCallout":
        return one.box
    adjust = dict(one.adjust)
    x, y = one.box.centre
    tip = Box(x + one.box.w * adjust["adj1"] // 100_000, y + one.box.h * adjust["adj2"] // 100_000, 0, 0)
    return Box.bounding([one.box, tip])


def text_box(one: Shape, style: Style) -> Box:
    """Where the text of a shape stands, as measured."""
    assert one.text is not None
    area = one.box
    if not isinstance(one.geometry, str) and (room := one.geometry.text):
        area = Box(area.x + room.x, area.y + room.y, room.w, room.h)
    left, top, right, bottom = one.text.insets
    area = Box(area.x + left, area.y + top, area.w - left - right, area.h - top - bottom)
    font = style.font(bold=one.text.bold)
    found = extent(one.text.paragraphs, area.w, one.text.size, font)
    widest = max(text_width(paragraph.text, one.text.size, font) for paragraph in one.text.paragraphs)
    width = min(area.w, widest)
    x = {"l": area.x, "ctr": area.centre[0] - width // 2, "r": area.right - width}
    y = {"t": area.y, "ctr": area.centre[1] - found.height // 2, "b": area.bottom - found.height}
    return Box(x[one.text.paragraphs[0].align], y[one.text.anchor], width, found.height)


def inside(one: Box, other: Box) -> bool:
    return (
        one.x >= other.x - CLOSE and one.y >= other.y - CLOSE
        and one.right <= other.right + CLOSE and one.bottom <= other.bottom + CLOSE
    )  # fmt: skip


def meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.right - CLOSE and other.x < one.right - CLOSE
        and one.y < other.bottom - CLOSE and other.y < one.bottom - CLOSE
    )  # fmt: skip


def figure_faults(group: Group, made: Figure, style: Style) -> Iterator[str]:
    """Whatever a designer would send back."""
    for one in group.shapes:
        if not inside(extends(one), group.box):
            yield f"“{one.name}” leaves the figure's box"
    written = [one for one in shapes(group) if one.text and one.text.text]
    boxes = [(one, text_box(one, style)) for one in written]
    for one, box in boxes:
        if not inside(box, one.box):
            yield f"the text “{one.name}” leaves its shape"
    for (one, box), (other, another) in combinations(boxes, 2):
        if meet(box, another):
            yield f"the texts “{one.name}” and “{other.name}” meet"
    yield from small(written)
    yield from pale(written, style)
    yield from out_of_order(written, made)
    yield from loose(group)


def small(written: list[Shape]) -> Iterator[str]:
    for one in written:
        assert one.text
        sizes = [one.text.size, *(run.size for p in one.text.paragraphs for run in p.runs if run.size)]
        if min(sizes) < CONTENT_MIN:
            yield f"“{one.name}” is set in {min(sizes)} pt"


def pale(written: list[Shape], style: Style) -> Iterator[str]:
    """Text on its own shape's fill, or else on white."""
    for one in written:
        assert one.text
        ground = style.rgb(one.fill) if one.fill else (255, 255, 255)
        for colour in {one.text.colour, *(run.colour for p in one.text.paragraphs for run in p.runs if run.colour)}:
            ratio = contrast(style.rgb(colour), ground)
            if ratio < READABLE and style.on(one.fill or colour) != colour:
                yield f"“{one.name}”: {colour} on {one.fill} has a contrast of {ratio:.1f}"


def out_of_order(written: list[Shape], made: Figure) -> Iterator[str]:
    """Every part is written out whole, and in the order of the content."""
    everything = "\n".join(one.text.text for one in written if one.text)
    place = -1
    for part in made.parts:
        listed = [text for point in part.points for text in (point.text, *point.points)]
        for text in [*part.title.split(" – "), part.text, *listed]:
            found = everything.find(text, place + 1) if text in part.title else everything.find(text)
            if text and found < 0:
                yield f"“{text}” is missing, or stands before what comes before it"
            elif text and text in part.title:
                place = found


def loose(group: Group) -> Iterator[str]:
    keys = {one.key for one in shapes(group) if one.key}
    for one in group.shapes:
        ends = (one.begin, one.finish) if isinstance(one, Connector) else ()
        for end in ends:
            if end and end.key not in keys:
                yield f"“{one.name}” is glued to {end.key}, which is not there"


# --- a whole slide --------------------------------------------------------------------------------------------------


def flat(shapes: Iterable[AnyShape], *, groups: bool = True) -> Iterator[AnyShape]:
    """Every shape, those in groups by themselves; without ``groups`` only those that stand in none."""
    for one in shapes:
        if isinstance(one, Group):
            yield from flat(one.shapes) if groups else ()
        else:
            yield one


def words(canvas: Canvas) -> str:
    """All that is written on a slide."""
    parts = []
    for one in flat(canvas.shapes):
        if isinstance(one, Placeholder):
            parts += [p.text for p in one.paragraphs]
        elif isinstance(one, Table):
            parts += [cell.text.text for row in one.rows for cell in row]
        elif isinstance(one, Shape) and one.text:
            parts.append(one.text.text)
    return "\n".join(parts)


def slide_faults(canvases: list[Canvas], content: SlideContent, style: Style) -> Iterator[str]:
    """What is wrong with the pages that a slide was laid out on."""
    for canvas in canvases:
        yield from (f"{canvas.title}: {fault}" for fault in _page_faults(canvas, style))
    everything = " ".join("\n".join(words(canvas) for canvas in canvases).split())
    for text in drawn_texts(content):
        if not all(line.strip() in everything for line in " ".join(text.split(" ")).split("\n")):
            yield f"“{text}” is nowhere to be read"


def _page_faults(canvas: Canvas, style: Style) -> Iterator[str]:
    if canvas.layout not in LAYOUTS:
        yield f"there is no layout {canvas.layout}"
    first = canvas.shapes[0]
    if not (isinstance(first, Placeholder) and "itle" in first.role):
        yield "the title does not come first"
    whole = [one for one in flat(canvas.shapes) if not isinstance(one, Placeholder)]
    for one in whole:
        if not inside(one.box if isinstance(one, Table | Picture) else extends(one), FULL):
            yield f"“{one.name}” leaves the slide"
    # What a figure does with its own parts is told by `figure_faults`.
    written = [_written(one, canvas.layout) for one in flat(canvas.shapes, groups=False)]
    boxes = [(one, text_box(one, style)) for one in written if one and one.text and one.text.text]
    boxes += [(Shape(one.name, one.box), one.box) for one in canvas.shapes if isinstance(one, Group | Table | Picture)]
    for one, box in boxes:
        if not inside(box, one.box):
            yield f"the text “{one.name}” leaves its shape"
    for (one, box), (other, another) in combinations(boxes, 2):
        if meet(box, another) and not _covers(other, box):
            yield f"“{one.name}” and “{other.name}” meet"
    sizes = [one.text.size for one in flat(canvas.shapes) if isinstance(one, Shape) and one.text]
    if min([*sizes, SMALL_MIN]) < SMALL_MIN:
        yield f"there is type of {min(sizes)} pt"
    yield from pale([one for one, _ in boxes if one.text and one.fill and one.fill.alpha == 100], style)


def _written(one: AnyShape, layout: str) -> Shape | None:
    """A shape with its text; a placeholder as it stands on the layout."""
    if not isinstance(one, Placeholder):
        return one if isinstance(one, Shape) else None
    roles = ("title", "ctrTitle") if "itle" in one.role and one.role != "subTitle" else (one.role,)
    found = (slot for slot in LAYOUTS[layout].slots if slot.role in roles and slot.index == one.index)
    slot = next(found, LAYOUTS["title_only"].slots[0])
    text = TextBody(
        one.paragraphs, one.size or slot.size, bold=slot.bold, anchor=one.anchor or slot.anchor, major=slot.major
    )
    return Shape(one.name, one.box or slot.box, text=text)


def _covers(upper: Shape, lower: Box) -> bool:
    """Whether a shape hides what lies below it, as the bar does that runs out."""
    return upper.fill is not None and upper.fill.alpha == 100 and inside(lower, upper.box)
