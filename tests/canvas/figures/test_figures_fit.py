"""Every figure, with few parts and many, short texts and long: all of it stands in its box, apart, and can be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.conftest import THEMES, style_of
from canvas.faults import figure_faults
from canvas.specimens import LEVELS, SENTENCE, figure
from facilitator.canvas import Box, cm, figures
from facilitator.canvas.measure import extent
from facilitator.canvas.own_layouts import DESIGN
from facilitator.canvas.shapes import Connector, Group, Shape
from facilitator.canvas.text import DoesNotFit, Style, text_room
from facilitator.content.figures import (
    FIGURES,
    Circles,
    Columns,
    Cycle,
    Figure,
    Hub,
    Levels,
    Lists,
    Pyramid,
    Scale,
    Spectrum,
    Steps,
    Timeline,
    Wheel,
)
from facilitator.content.parts import Item, Moment, Pair, Point
from sampling import sampled

KINDS = sorted(FIGURES.keys() - {"table"})
"""All kinds but the native table, whose shape is PowerPoint's own (test_table.py)."""
BESIDE = DESIGN.body.split(DESIGN.body.w - cm(10.5))[0]
"""The room that questions beside a figure leave it."""


def drawn(made: Figure, box: Box, style: Style) -> Group | None:
    """The figure, or nothing when it says that it has no room."""
    try:
        group = figures.draw(made, box, style)
    except DoesNotFit:
        return None
    assert isinstance(group, Group)
    return group


HOLDS = {"headings": 8, "sentences": 5, "points": 0, "all": 0}
"""With so many parts, each saying so much, no figure may refuse; with more to say it may, and its outline is drawn."""


@pytest.mark.parametrize("style", sampled(THEMES, THEMES[:1]), indirect=True)
@pytest.mark.parametrize("box", [DESIGN.body, BESIDE], ids=["alone", "beside questions"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS)
def test_two_to_eight_parts(kind: str, level: str, box: Box, style: Style) -> None:
    """The gate takes one theme: they have the same type, and what can be read in which colour `test_style.py` tells."""
    for count in range(2, 9):
        made = figure(kind, count, *LEVELS[level])
        group = drawn(made, box, style)
        assert group or count > HOLDS[level], f"{count} parts have no room"
        assert group is None or list(figure_faults(group, made, style)) == [], count


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_figure_is_drawn_the_same_way(kind: str, style: Style) -> None:
    first, second = (figures.draw(figure(kind, 5, SENTENCE), DESIGN.body, style) for _ in range(2))
    assert first == second


LETTERS = st.text("abeilnorstæøå -", min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
SHORT = st.lists(st.text("abeilnorstæøå", min_size=1, max_size=8), min_size=1, max_size=2).map(" ".join)
"""Two words, neither of them long: a heading that every figure holds."""


@given(
    kind=st.sampled_from(KINDS),
    count=st.integers(2, 8),
    titles=st.lists(LETTERS, min_size=3, max_size=8),
    text=LETTERS | st.just(""),
    box=st.sampled_from([DESIGN.body, BESIDE]),
)
def test_texts_of_any_length(kind: str, count: int, titles: list[str], text: str, box: Box) -> None:
    style = style_of("fjord")
    made = figure(kind, count, text, titles=[f"{number} {title}" for number, title in enumerate(titles)])
    group = drawn(made, box, style)
    assert group is None or list(figure_faults(group, made, style)) == []


@given(
    kind=st.sampled_from(KINDS), count=st.integers(2, 8), titles=st.lists(SHORT, min_size=8, max_size=8, unique=True)
)
def test_short_headings_always_have_room(kind: str, count: int, titles: list[str]) -> None:
    style = style_of("fjord")
    made = figure(kind, count, titles=titles)
    group = figures.draw(made, DESIGN.body, style)
    assert isinstance(group, Group)
    assert list(figure_faults(group, made, style)) == []


@pytest.mark.parametrize("sizes", [(1, 1, 1), (1, 0.6, 0.4), (0.4, 1, 0.7), (0.5, 0.4, 0.8)])
def test_circles_have_their_sizes_and_reach_into_each_other_and_never_around(
    sizes: tuple[float, float, float], style: Style
) -> None:
    box = DESIGN.body
    made = Circles(kind="circles", title="Cirkler", items=[Item(title=name) for name in "ABC"], sizes=list(sizes))
    group = drawn(made, box, style)
    assert group is not None
    found = [shape.box for shape in group.shapes if isinstance(shape, Shape)]
    radii = [one.w / 2 for one in found]
    rounded = 2
    assert min(one.x - box.x for one in found) >= -rounded
    assert min(one.y - box.y for one in found) >= -rounded
    assert max(one.right - box.right for one in found) <= rounded
    assert max(one.bottom - box.bottom for one in found) <= rounded
    assert [round(radius / max(radii), 3) for radius in radii] == [round(size / max(sizes), 3) for size in sizes]
    for (one, r), (other, s) in combinations(zip(found, radii, strict=True), 2):
        apart = hypot(one.centre[0] - other.centre[0], one.centre[1] - other.centre[1])
        assert max(r, s) < apart < r + s


def test_circles_of_different_sizes_stand_side_by_side_where_their_names_are_larger_so(style: Style) -> None:
    items = [Item(title="Mit arbejdsliv", text="Også søndag aften"), Item(title="Familie"), Item(title="Eget liv")]
    circles = Circles(kind="circles", title="Cirkler", items=items, sizes=[1, 0.7, 0.45])
    group = drawn(circles, DESIGN.body, style)
    assert group is not None
    first, *others = [one for one in group.shapes if isinstance(one, Shape)]
    assert all(other.box.centre[0] > first.box.centre[0] for other in others)
    assert first.box.w > 0.85 * DESIGN.body.h
    assert min(one.text.size for one in (first, *others) if one.text) >= 20


@pytest.mark.parametrize(
    ("arrows", "ends"),
    [("none", (False, False)), ("out", (False, True)), ("in", (True, False)), ("both", (True, True))],
)
def test_the_lines_of_a_hub_point_where_it_says(arrows: str, ends: tuple[bool, bool], style: Style) -> None:
    hub = Hub.model_validate({"kind": "hub", "title": "Her", "centre": "Os", "items": list("ABC"), "arrows": arrows})
    group = drawn(hub, DESIGN.body, style)
    assert group is not None
    lines = [shape.line for shape in group.shapes if isinstance(shape, Connector)]
    assert {(line.head != "none", line.tail != "none") for line in lines} == {ends}
    assert len(lines) == 3


def test_points_may_have_points_under_them(style: Style) -> None:
    pressed = Item(
        title="Belastninger", points=[Point(text="Krydspres", points=["Drift", "Udvikling"]), Point(text="Tempo")]
    )
    scale = Scale(kind="scale", title="Vægten", left=pressed, right=Item(title="Ressourcer"))
    group = drawn(scale, DESIGN.body, style)
    assert group is not None
    assert list(figure_faults(group, scale, style)) == []
    written = {shape.name: shape.text for shape in group.shapes if isinstance(shape, Shape) and shape.text}
    said = [(one.runs[0].text, one.level, one.bullet) for one in written["Belastninger"].paragraphs[1:]]
    assert said == [("Krydspres", 0, "•"), ("Drift", 1, "–"), ("Udvikling", 1, "–"), ("Tempo", 0, "•")]


@pytest.mark.parametrize("box", [DESIGN.body, BESIDE], ids=["alone", "beside questions"])
@pytest.mark.parametrize(
    "said", [("Op", None), (None, "Ned"), ("De øverste bygger på de nederste", "Det mærkes nedad")]
)
def test_the_arrows_beside_a_pyramid_begin_at_what_they_say(
    said: tuple[str | None, str | None], box: Box, style: Style
) -> None:
    up, down = said
    layers = [Item(title=name) for name in ("Resultater", "Samarbejde", "Tryghed")]
    pyramid = Pyramid(kind="pyramid", title="Pyramiden", items=layers, upwards=up, downwards=down)
    group = drawn(pyramid, box, style)
    assert group is not None
    assert list(figure_faults(group, pyramid, style)) == []
    words = {shape.name: shape.box for shape in group.shapes if isinstance(shape, Shape) and shape.name in said}
    arrows = {shape.name: shape for shape in group.shapes if isinstance(shape, Connector) and shape.name in said}
    assert words.keys() == arrows.keys() == {text for text in said if text}
    assert all(arrow.line.tail == "triangle" and arrow.line.head == "none" for arrow in arrows.values())
    if up:
        assert arrows[up].end[1] < arrows[up].start[1] < words[up].y
    if down:
        assert arrows[down].end[1] > arrows[down].start[1] > words[down].bottom


def test_five_steps_with_much_to_say_stand_around_the_wheel_in_two_rows(style: Style) -> None:
    points = [Point(text="Fakta og indtryk"), Point(text="Hvad virkede, og hvad ikke?"), Point(text="Næste skridt")]
    steps = [Item(title=f"Skridt {name}", points=points) for name in "ABCDE"]
    group = drawn(Cycle(kind="cycle", title="Hjulet", items=steps), DESIGN.body, style)
    assert group is not None
    cards = [one for one in group.shapes if isinstance(one, Shape) and one.name[:1].isdigit() and "Skridt" in one.name]
    assert [one.name for one in cards] == [f"{n}. Skridt {name}" for n, name in enumerate("ABCDE", 1)]
    assert min(one.text.size for one in cards if one.text) >= 20
    assert {one.box.w for one in cards} == {cards[0].box.w}
    wheel = Box.bounding([one.box for one in group.shapes if isinstance(one, Shape) and one.name in "12345"])
    assert not any(wheel.meets(one.box) for one in cards)


def test_pans_hang_higher_before_their_type_becomes_small(style: Style) -> None:
    def tops(points: int) -> tuple[float, float]:
        side = Item(title="Belastninger", points=[Point(text="Høje krav")] * points)
        group = drawn(Scale(kind="scale", title="Vægten", left=side, right=side), DESIGN.body, style)
        assert group is not None
        beam = next(one for one in group.shapes if isinstance(one, Connector))
        pan = next(one for one in group.shapes if isinstance(one, Shape) and one.text)
        assert pan.text
        return pan.box.y - beam.start[1], pan.text.size

    few, many = tops(3), tops(8)
    assert many[0] < few[0]
    assert many[1] >= 21


def test_the_places_on_a_spectrum_grow_with_its_rows(style: Style) -> None:
    """Seven a line, seen from the back of the room where there are few lines; and always apart."""
    sides = {}
    for count in (3, 6):
        pairs = [Pair(left=f"Tæt {number}", right=f"Fjern {number}") for number in range(count)]
        group = drawn(Spectrum(kind="spectrum", title="Hvor står du?", pairs=pairs), DESIGN.body, style)
        assert group is not None
        dots = [one.box for one in group.shapes if isinstance(one, Shape) and one.geometry == "ellipse"]
        assert len(dots) == 7 * count
        assert all(one.right < other.x for one, other in pairwise(dots[:7]))
        sides[count] = min(one.w for one in dots)
    assert sides[6] >= cm(0.4)
    assert sides[3] >= cm(0.6)


NARROW = Box(cm(1.3), cm(4), cm(22.4), cm(12.7))
"""The content area of a template of 4:3."""


def test_steps_in_a_narrow_place_stand_in_rows_rather_than_in_small_type(style: Style) -> None:
    steps = [Item(title=f"Skridt {name}", text="en undersøgelse") for name in "ABCDE"]
    group = drawn(Steps(kind="steps", title="Fem trin", items=steps), NARROW, style)
    assert group is not None
    texts = [one for one in group.shapes if isinstance(one, Shape) and one.text]
    assert min(one.text.size for one in texts if one.text) >= 20
    assert len({one.box.y for one in texts if one.geometry == "homePlate"}) == 2


def test_levels_in_a_narrow_place_say_much_beside_large_circles(style: Style) -> None:
    points = [Point(text="Have en plan for trivsel og tale om den")] * 3
    items = [Item(title="Hvad kan vi alle gøre i gruppen?", symbol=name, points=points) for name in "IGLO"]
    group = drawn(Levels(kind="levels", title="IGLO", items=items), NARROW, style)
    assert group is not None
    assert max(one.box.w for one in group.shapes if isinstance(one, Shape) and one.geometry != "rect") >= cm(6)
    said = [one.text for one in group.shapes if isinstance(one, Shape) and one.text and "plan" in one.text.text]
    assert {one.text.startswith("Hvad kan") for one in said} == {True}


def test_names_stand_beside_a_wheel_of_true_circles_and_in_it_where_it_is_narrow(style: Style) -> None:
    names = ["Sådan gør jeg", "Sådan gør min leder", "Sådan gør mine medarbejdere", "Sådan gør andre"]
    wheel = Wheel(kind="wheel", title="Hjulet", centre="Når jeg trives", items=[Item(title=name) for name in names])
    for box, beside in ((DESIGN.body, True), (Box(0, 0, cm(17), cm(17)), False)):
        group = drawn(wheel, box, style)
        assert group is not None
        assert list(figure_faults(group, wheel, style)) == []
        said = {one.name: one for one in group.shapes if isinstance(one, Shape) and one.text and one.name in names}
        round_ones = [one for one in group.shapes if isinstance(one, Shape) and one.name in names and one.line]
        assert len(said) == len(round_ones) == 4
        for circle in round_ones:
            assert circle.box.w == circle.box.h
            assert circle.box.meets(said[circle.name].box) != beside
        assert min(run.size or 0 for one in said.values() if one.text for run in one.text.paragraphs[0].runs) >= 20


def test_what_the_arrows_of_a_pyramid_say_takes_one_line_and_leaves_its_layers_wide(style: Style) -> None:
    said = "De øverste niveauer afhænger af de nederste"
    layers = [
        Item(title=name, text="Kendskab til sektor og opgaver") for name in ("Fag", "Ledelse", "Folk", "Dig selv")
    ]
    pyramid = Pyramid(kind="pyramid", title="Niveauer", items=layers, upwards=said, downwards=said)
    group = drawn(pyramid, DESIGN.body, style)
    assert group is not None
    shapes = [one for one in group.shapes if isinstance(one, Shape)]
    for one in shapes:
        if one.text and one.name == said:
            assert extent(one.text.paragraphs, one.box.w, one.text.size, style.body_bold).lines == 1
    assert min(one.text.size for one in shapes if one.text) >= 20
    assert max(one.box.w for one in shapes if not isinstance(one.geometry, str)) >= DESIGN.body.w // 3


@pytest.mark.parametrize("kind", ["tiles", "bubbles"])
def test_a_heading_over_text_becomes_smaller_before_it_takes_a_third_line(kind: str, style: Style) -> None:
    """In narrow cards with room below: at the size of the largest scale it takes three lines, in smaller type two."""
    titles = ["Vi ser på, om det virker", "Det får jeg meget ud af", "Jeg holder helt op med det"]
    made = figure(kind, 3, "Kort sagt", titles=titles)
    group = drawn(made, replace(DESIGN.body, w=cm(21)), style)
    assert group is not None
    cards = [one for one in group.shapes if isinstance(one, Shape) and one.name in titles and one.text]
    assert len(cards) == len(titles)
    for card in cards:
        assert card.text
        heading = card.text.paragraphs[:1]
        assert extent(heading, text_room(card).w, card.text.size, style.body).lines <= 2


@pytest.mark.parametrize(("width", "height", "least"), [(12, 11, 18), (19, 12.7, 24)])
def test_two_lists_in_a_narrow_place_stand_one_over_the_other_before_their_type_is_small(
    width: float, height: float, least: int, style: Style
) -> None:
    box = replace(DESIGN.body, w=cm(width), h=cm(height))
    points = [Point(text="Hvad skal vi holde øje med?"), Point(text="Hvordan får vi mindre af det?")]
    halves = [Item(title=title, points=points) for title in ("Det giver os kræfter", "Det kan slide på os")]
    made = Lists(kind="lists", title="Kræfter", left=halves[0], right=halves[1], arrows=True)
    group = drawn(made, box, style)
    assert group is not None
    panels = [one for one in group.shapes if isinstance(one, Shape) and one.text]
    assert panels[0].box.bottom <= panels[1].box.y
    assert min(one.text.size for one in panels if one.text) >= least


def test_many_moments_in_a_squarish_place_stand_in_rows_before_their_type_is_small(style: Style) -> None:
    said = [
        ("så tidligt som muligt", "Hvad, hvorfor, og hvad er åbent?"), ("hver anden uge", "Nyt, også når intet er nyt"),
        ("før beslutningen", "Risikoen er vurderet"), ("ugen før", "Oplæring og prøve"),
        ("den første uge", "Ekstra hænder"), ("efter en måned", "Hvad skal rettes?"),
        ("efter tre måneder", "Planen bliver rettet"),
    ]  # fmt: skip
    made = Timeline(kind="timeline", title="Dialog", items=[Moment(when=when, title=title) for when, title in said])
    group = drawn(made, Box(0, 0, cm(22.4), cm(11.9)), style)
    assert group is not None
    sizes = [one.text.size for one in group.shapes if isinstance(one, Shape) and one.text]
    assert len(sizes) == 2 * len(said)
    assert min(sizes) >= 22


@pytest.mark.parametrize("style", THEMES, indirect=True)
def test_headings_of_columns_become_smaller_before_their_lists(style: Style) -> None:
    """Five columns of four points, on two lines each: headings are no larger than lists where they would take three."""
    items = [
        Item(title=title, points=[Point(text=text) for text in ("Nye krav uden oplæring", "Viden, der ikke deles") * 2])
        for title in ("Kvantitative krav", "Krav til sociale kompetencer", "Krav til personlige kompetencer") * 2
    ][:5]
    group = drawn(Columns(kind="columns", title="Krav", items=items, below="Belastning", arrow=True), TIGHT, style)
    assert group
    texts = [one.text for one in group.shapes if isinstance(one, Shape) and one.text]
    assert {one.size for one in texts} == {20}


TIGHT = replace(DESIGN.body, h=cm(12.7))
"""The content area over a source."""
