"""Levels: what stands beside the circles."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Literal

import pytest

from canvas.faults import flat
from facilitator.canvas import cm
from facilitator.canvas.figures import draw
from facilitator.canvas.figures.arrangement import layer_fills
from facilitator.canvas.measure import extent
from facilitator.canvas.shapes import Colour, Connector, Path, Shape
from facilitator.canvas.text import Style, text_room
from facilitator.colours import contrast
from facilitator.content.figures import Levels
from facilitator.content.parts import Item, Point


def test_names_stand_in_the_circles_where_they_have_room_and_leave_theirs_to_what_is_said(style: Style) -> None:
    """Four levels with three or four points each, in the content area of 16:9 and of 4:3."""
    said = [Point(text="Giv samarbejdet faste rammer, fx APV")] * 3
    items = [
        Item(title=name, symbol=name[0], points=[*said, *said[: number // 3]]) for number, name in enumerate(NAMES)
    ]
    for width, least in ((30, 20), (22.4, 18)):
        box = replace(style.design.body, w=cm(width))
        shapes = list(flat([draw(Levels(kind="levels", title="IGLO", items=items), box, style)]))
        circles = [one for one in shapes if isinstance(one, Shape) and isinstance(one.geometry, Path)]
        names = [one for one in shapes if isinstance(one, Shape) and one.text and one.text.text in NAMES]
        assert [one.name for one in names] == NAMES
        for circle, name in zip(circles[::-1], names, strict=True):
            assert circle.box.holds(name.box)
            assert name.fill == circle.fill
        assert min(one.text.size for one in shapes if isinstance(one, Shape) and one.key and one.text) >= least


NAMES = ["Individ", "Gruppe", "Ledelse", "Organisation"]


@pytest.mark.parametrize("said", ["", "Det, der siges om niveauet"])
def test_a_line_leads_to_a_bar_that_the_name_keeps_off(style: Style, said: str) -> None:
    figure = Levels(kind="levels", title="IGLO", items=[Item(title=name, symbol=name[0], text=said) for name in NAMES])
    shapes = list(flat([draw(figure, style.design.body, style)]))
    bars = [one for one in shapes if isinstance(one, Shape) and one.decorative]
    lines = [one for one in shapes if isinstance(one, Connector)]
    names = [one for one in shapes if isinstance(one, Shape) and one.key]
    assert len(bars) == len(lines) == len(names) == len(NAMES)
    for bar, line, name in zip(bars, lines, names, strict=True):
        assert text_room(name).x - bar.box.right >= 36_000 * 2.5
        assert abs(line.end[0] - bar.box.x) <= (0 if said else 36_000 * 2.2)


def test_a_long_word_in_a_name_does_not_make_all_texts_small(style: Style) -> None:
    said = "What can I speak up about, or do differently?"
    names = ["Each of us", "The team", "The manager", "The organisation"]
    box = replace(style.design.body, w=cm(23))
    figure = Levels(kind="levels", title="IGLO", items=[Item(title=name, text=said) for name in names])
    texts = [one for one in flat([draw(figure, box, style)]) if isinstance(one, Shape) and one.text]
    assert min(one.text.size for one in texts if one.text and said in one.text.text) >= 18


@pytest.mark.parametrize("width", [30, 26, 22])
def test_short_names_are_not_broken_where_smaller_type_gives_them_a_line(style: Style, width: int) -> None:
    names = ["Each of us", "The team", "The manager", "The organisation"]
    items = [Item(title=name, text="What can become clearer, lighter, or fewer?") for name in names]
    box = replace(style.design.body, w=cm(width))
    shapes = flat([draw(Levels(kind="levels", title="IGLO", items=items), box, style)])
    named = [one for one in shapes if isinstance(one, Shape) and one.text and one.text.paragraphs[0].text in names]
    assert len(named) == len(names)
    for one in named:
        assert one.text
        assert extent(one.text.paragraphs[:1], text_room(one).w, one.text.size, style.body).lines == 1
        assert one.text.size >= 17


@pytest.mark.parametrize("scheme", ["accent1", "accent4"])
@pytest.mark.parametrize("count", range(3, 9))
def test_layers_grow_darker_in_even_steps_and_every_one_is_well_read(
    style: Style, count: int, scheme: Literal["accent1", "accent4"]
) -> None:
    fills = layer_fills(count, 30, style, scheme=scheme)
    assert all(contrast(style.rgb(style.on(fill)), style.rgb(fill)) >= 5.5 for fill in fills[:-1])
    steps = [darker.tint - lighter.tint for lighter, darker in pairwise(fills)]
    assert max(steps[:-1]) - min(steps[:-1]) <= 2
    assert steps[-1] >= min(steps)
    assert fills[-1] == Colour(scheme)
