"""Parts that stand out: the same figure, redrawn in other colours only, and told to those who cannot see it."""

from __future__ import annotations

from dataclasses import replace

from pydantic import TypeAdapter

from facilitator.canvas import figures
from facilitator.canvas.own_layouts import DESIGN
from facilitator.canvas.shapes import Colour, Connector, Group, Path, Shape
from facilitator.canvas.text import Style
from facilitator.content.figures import AnyFigure

READ: TypeAdapter[AnyFigure] = TypeAdapter(AnyFigure)
TITLES = ["Opad", "Indad", "Nedad", "Udad"]
HUB = READ.validate_python({"kind": "hub", "title": "Relationer", "centre": "Dig", "items": TITLES})
CYCLE = READ.validate_python({"kind": "cycle", "title": "Året", "items": TITLES})
LINE = READ.validate_python({"kind": "timeline", "title": "Forløb", "items": [{"title": name} for name in TITLES]})


def drawn(figure: AnyFigure, style: Style, *marked: str) -> Group:
    group = figures.draw(figure, DESIGN.body, figures.marking(figure, marked, style))
    assert isinstance(group, Group)
    return group


def plain(group: Group) -> list[object]:
    """The shapes without their colours."""
    ink = Colour("tx1")
    return [
        replace(one, line=replace(one.line, colour=ink)) if isinstance(one, Connector) else replace(one, fill=ink)
        for one in group.shapes
        if isinstance(one, Shape | Connector)
    ]


def test_marking_moves_nothing(style: Style) -> None:
    assert plain(drawn(HUB, style)) == plain(drawn(HUB, style, "Opad", "Udad"))


def test_what_is_marked_has_the_accent_and_the_rest_has_not(style: Style) -> None:
    for figure in (HUB, LINE, CYCLE):
        for marked in (("Opad", "Udad"), ("Indad",)):
            fills = {
                one.name: one.fill.scheme
                for one in drawn(figure, style, *marked).shapes
                if isinstance(one, Shape) and one.name in TITLES and one.fill
            }
            assert fills == {name: "accent1" if name in marked else "tx1" for name in TITLES}


def test_layers_and_halves_are_marked_too(style: Style) -> None:
    said = [{"title": name, "text": "Det, der siges"} for name in TITLES]
    for kind in ("levels", "pyramid", "iceberg"):
        figure = READ.validate_python({"kind": kind, "title": "Lag", "items": said})
        group = drawn(figure, style, "Indad")
        layers = [one for one in group.shapes if isinstance(one, Shape) and one.fill and not one.decorative]
        fills = {one.name: one.fill for one in layers if isinstance(one.geometry, Path)}
        assert {name: fill and fill.scheme for name, fill in fills.items()} == {
            name: "accent1" if name == "Indad" else "tx1" for name in TITLES
        }
        assert len(set(fills.values())) == len(TITLES)
        assert plain(group) == plain(drawn(figure, style)) or kind == "levels"
    halves = READ.validate_python({"kind": "lists", "title": "To", "left": said[0], "right": said[1]})
    assert drawn(halves, style, "Indad") != drawn(halves, style)


def test_a_part_may_be_marked_in_the_figure_itself_and_the_slide_has_the_last_word(style: Style) -> None:
    parts = [{"title": name, "marked": name == "Indad"} for name in TITLES]
    figure = READ.validate_python({"kind": "timeline", "title": "Forløb", "items": parts})
    assert drawn(figure, style) == drawn(LINE, style, "Indad")
    assert drawn(figure, style, "Opad") == drawn(LINE, style, "Opad")


def test_the_alternative_text_says_what_is_marked(style: Style) -> None:
    assert drawn(HUB, style, "Opad", "Udad").alt.endswith("Fremhævet: Opad, Udad.")
    assert "Fremhævet" not in drawn(HUB, style).alt
