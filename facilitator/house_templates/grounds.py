"""What lies under the text of a layout: surfaces that are drawn, in the order of painting, and their colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.canvas.colours import contrast
from facilitator.canvas.shapes import Box
from facilitator.house_templates.model import Surface
from facilitator.house_templates.places import place
from facilitator.house_templates.rooms import clipped, meet
from facilitator.office.colours import CLEAR, WHITE, Paint, Palette, said_fill
from facilitator.office.shapes import Shape
from facilitator.office.xml import Element, find, flag, present, tag

__all__ = ["as_rgb", "blend", "filled_with", "surface_of", "surfaces_of"]

_ALIKE = 2.5
"""The contrast up to which the colours of a gradient count as one."""


def surfaces_of(shapes: Sequence[Shape], slide: Box, palette: Palette, background: Paint | None) -> tuple[Surface, ...]:
    """What shapes cover, as far as it hides what is under it; ``background`` is the layout's own colour."""
    return tuple(_surfaces(shapes, slide, palette, background))


def _surfaces(shapes: Sequence[Shape], slide: Box, palette: Palette, background: Paint | None) -> Iterator[Surface]:
    for shape in shapes:
        box = None if shape.kind == "connector" else place(shape)
        if box is None or not meet(box, slide):
            continue
        if flag(shape.element, "useBgFill"):
            yield Surface(clipped(box, slide), background)
        elif found := surface_of(_fill(shape, palette), clipped(box, slide)):
            yield found


def surface_of(paint: Paint | None, box: Box) -> Surface | None:
    """What a fill covers: nothing where it is clear, something nobody knows where it is not one colour (None)."""
    return Surface(box, paint) if paint is None or paint.alpha else None


def filled_with(shapes: Sequence[Shape], palette: Palette) -> Paint | None:
    """The fill of a placeholder: that of the first of these that says any (it, and the master's)."""
    first = next((one for one in shapes if said_fill([one.properties]) is not None), None)
    return CLEAR if first is None else _fill(first, palette)


def _fill(shape: Shape, palette: Palette) -> Paint | None:
    """None where it is not one known colour."""
    if shape.kind != "shape":
        return None
    said = said_fill([shape.properties])
    if said is not None:
        return blend(said, palette)
    reference = find(shape.element, "p:style/a:fillRef")
    return CLEAR if reference is None or reference.get("idx") == "0" else palette.colour(reference)


def blend(fill: Element, palette: Palette, holder: Paint | None = None) -> Paint | None:
    """The colour of a fill; of a gradient or a picture in two colours, that between them where they are alike."""
    if fill.tag not in {tag("a:gradFill"), tag("a:blipFill")}:
        return palette.fill(fill, holder)
    stops = [palette.colour(stop, holder) for stop in fill.iterfind(f"{tag('a:gsLst')}/{tag('a:gs')}")]
    both = find(fill, "a:blip/a:duotone")
    stops += [palette.read(one, holder) for one in both.iterchildren("*")] if both is not None else []
    paints = present(stops)
    if not paints or len(paints) < len(stops) or any(paint.alpha < 1 for paint in paints):
        return None
    if max(contrast(one.rgb, other.rgb) for one in paints for other in paints) > _ALIKE:
        return None
    return Paint(*(sum(channel) / len(paints) for channel in zip(*(paint[:3] for paint in paints), strict=True)))


def as_rgb(paint: Paint) -> str:
    """RRGGBB as it shows on white."""
    return "".join(f"{channel:02X}" for channel in paint.over(WHITE).rgb)
