"""Every figure, with few parts and many, short texts and long: all of it stands in its box, apart, and can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from canvas.conftest import style_of
from facilitator.canvas import figures
from facilitator.canvas.colours import READABLE, contrast
from facilitator.canvas.design import BODY
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.shapes import AnyShape, Box, Connector, Group, Shape
from facilitator.canvas.style import CONTENT_MIN, Style
from facilitator.canvas.text import DoesNotFit
from facilitator.canvas.units import cm
from facilitator.content.figures import AnyFigure, Table

MODELS = [model for model in get_args(get_args(AnyFigure)[0]) if model is not Table]
KINDS = sorted(get_args(model.model_fields["kind"].annotation)[0] for model in MODELS)
"""All kinds but the native table, whose shape is PowerPoint's own (tests/canvas/test_tables.py)."""
BESIDE = BODY.split(BODY.w - cm(10.5))[0]
"""The room that questions beside a figure leave it."""
READ: TypeAdapter[AnyFigure] = TypeAdapter(AnyFigure)
TITLES = [
    "Indflydelse", "Mening i arbejdet", "Ro", "Social støtte fra kolleger og ledelse", "Belønning", "Krav",
    "Kommunikation", "Forudsigelighed",
]  # fmt: skip
SENTENCE = "Hvordan arbejdet planlægges og tilrettelægges"
POINTS = ["Stor arbejdsmængde og tidspres", "Uklare krav", "Manglende støtte"]
CLOSE = 60
"""Two EMU coordinates as near as this are the same: boxes are rounded."""


def figure(
    kind: str, count: int, text: str = "", points: Sequence[str] = (), titles: Sequence[str] = TITLES
) -> AnyFigure:
    """A figure of the kind with so many parts."""
    names = [titles[number % len(titles)] for number in range(count)]
    numbered = list(enumerate(names))
    items: list[dict[str, Any]] = [{"title": name, "text": text, "points": list(points)} for name in names]
    own: dict[str, dict[str, Any]] = {
        "hub": {"items": items, "centre": "Psykisk arbejdsmiljø"},
        "cycle": {"items": items, "centre": "Proces"},
        "triangle": {"items": items, "centre": "TRIO"},
        "quadrants": {"items": items, "centre": "Indsatser"},
        "columns": {"items": items, "above": "Fælles for dem alle", "below": "Det, de fører til", "arrow": True},
        "timeline": {"items": [{"title": name, "when": f"{n + 1}. maj", "minor": n % 2} for n, name in numbered]},
        "spectrum": {"pairs": [{"left": name, "right": other} for name, other in pairwise([*names, names[0]])]},
        "lists": {"left": items[0] | {"points": names}, "right": items[1]},
        "scale": {"left": items[0], "right": items[1], "tilt": ["left", "level", "right"][count % 3]},
        "steps": {"items": items[:6]},
        "circles": {"items": items[:3]},
        "wheel": {"items": (items * 2)[:4], "centre": "Når jeg trives"},
        "mindmap": {"centre": "Det giver mig energi", "branches": count, "steps": names[:2]},
    }
    return READ.validate_python({"kind": kind, "title": "En figur", **own.get(kind, {"items": items})}, strict=False)


LEVELS: dict[str, tuple[str, Sequence[str]]] = {
    "headings": ("", ()),
    "sentences": (SENTENCE, ()),
    "points": ("", POINTS),
    "all": (SENTENCE, POINTS),
}


def drawn(made: AnyFigure, box: Box, style: Style) -> Group | None:
    """The figure, or nothing when it says that it has no room."""
    try:
        group = figures.draw(made, box, style)
    except DoesNotFit:
        return None
    assert isinstance(group, Group)
    return group


# --- what must hold for any drawing ---------------------------------------------------------------------------------


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


def faults(group: Group, made: AnyFigure, style: Style) -> Iterator[str]:
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


def out_of_order(written: list[Shape], made: AnyFigure) -> Iterator[str]:
    """Every part is written out whole, and in the order of the content."""
    everything = "\n".join(one.text.text for one in written if one.text)
    place = -1
    for part in made.parts:
        for text in [*part.title.split(" – "), part.text, *part.points]:
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


# --- and that it does -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("box", [BODY, BESIDE], ids=["alone", "beside questions"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_three_to_eight_parts(kind: str, level: str, box: Box, style: Style) -> None:
    for count in range(3, 9):
        text, points = LEVELS[level]
        made = figure(kind, count, text, points)
        group = drawn(made, box, style)
        assert group or level != "headings", f"{count} headings have no room"
        assert group is None or list(faults(group, made, style)) == [], count


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_figure_is_drawn_the_same_way(kind: str, style: Style) -> None:
    made = figure(kind, 5, SENTENCE)
    assert drawn(made, BODY, style) == drawn(made, BODY, style)


LETTERS = st.text("abeilnorstæøå -", min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


@given(
    kind=st.sampled_from(KINDS),
    count=st.integers(3, 8),
    titles=st.lists(LETTERS, min_size=3, max_size=8),
    text=LETTERS | st.just(""),
    box=st.sampled_from([BODY, BESIDE]),
)
def test_texts_of_any_length(kind: str, count: int, titles: list[str], text: str, box: Box) -> None:
    style = style_of("fjord")
    made = figure(kind, count, text, titles=[f"{number} {title}" for number, title in enumerate(titles)])
    group = drawn(made, box, style)
    assert group is None or list(faults(group, made, style)) == []
