"""Canvases on slides that are not ours: size and colours follow the slide, and every text can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.canvas import Box, cm
from facilitator.canvas.adapting import Suit, adapted, proportion
from facilitator.canvas.shapes import (
    Canvas,
    Colour,
    Connector,
    Group,
    Line,
    Paragraph,
    Path,
    Placeholder,
    Run,
    Shape,
    TextBody,
)

TEXT = TextBody((Paragraph((Run("Hej", size=20),), before=8, indent=100),), 16, insets=(10, 20, 30, 40))
ARC = Path((("M", 100, 0), ("A", 50, 60, 180, 90), ("L", 10, 20), ("Z",)), Box(2, 4, 6, 8))
SHAPES = (
    Placeholder("title", "Titel", (Paragraph((Run("Titel"),)),), size=30, box=Box(0, 0, 1000, 200)),
    Group("g", Box(0, 0, 100, 100), (Shape("s", Box(10, 20, 30, 40), "roundRect", (("adj", 5000),), text=TEXT),)),
    Shape("p", Box(0, 0, 100, 100), ARC, fill=Colour("accent1", tint=12), line=Line(Colour("tx2", tint=60), 100)),
    Connector("c", (10, 20), (30, 40), Line(Colour("accent2"), 200)),
)
CANVAS = Canvas("a/b", "Titel", "title_only", SHAPES)


def test_type_grows_with_a_slide_of_1920_pixels_and_not_with_one_on_paper() -> None:
    assert proportion(Box(0, 0, cm(50.8), cm(28.575))) == pytest.approx(1.5, abs=0.01)
    sizes = ((33.867, 19.05), (25.4, 14.2875), (25.4, 19.05), (29.7, 21.0), (21.0, 29.7))
    assert [proportion(Box(0, 0, cm(w), cm(h))) for w, h in sizes] == [None] * len(sizes)


def test_nothing_is_changed_for_an_ordinary_slide() -> None:
    assert adapted(CANVAS, Suit()) is CANVAS


def test_lengths_and_type_grow_alike_and_nothing_else_does() -> None:
    title, group, path, line = adapted(CANVAS, Suit(2)).shapes
    assert isinstance(title, Placeholder)
    assert (title.size, title.box) == (60, Box(0, 0, 2000, 400))
    assert isinstance(group, Group)
    (inner,) = group.shapes
    assert isinstance(inner, Shape)
    assert (inner.box, inner.adjust) == (Box(20, 40, 60, 80), (("adj", 5000),))
    assert inner.text
    assert (inner.text.size, inner.text.insets) == (32, (20, 40, 60, 80))
    (paragraph,) = inner.text.paragraphs
    assert (paragraph.before, paragraph.indent, paragraph.runs[0].size) == (16, 200, 40)
    assert isinstance(path, Shape)
    assert isinstance(path.geometry, Path)
    assert path.geometry.commands == (("M", 200, 0), ("A", 100, 120, 180, 90), ("L", 20, 40), ("Z",))
    assert path.geometry.text == Box(4, 8, 12, 16)
    assert isinstance(line, Connector)
    assert (line.start, line.end, line.line.width) == ((20, 40), (60, 80), 400)


def test_tints_become_shades_on_a_dark_ground() -> None:
    *_, path, line = adapted(CANVAS, Suit(dark=True)).shapes
    assert isinstance(path, Shape)
    assert path.fill == Colour("accent1", shade=25)
    assert path.line
    assert path.line.colour == Colour("tx2", shade=60)
    assert isinstance(line, Connector)
    assert line.line.colour == Colour("accent2")
    assert path.box == SHAPES[2].box


def test_surfaces_on_a_dark_ground_in_a_strong_colour_are_its_own_but_signals_stay() -> None:
    suit = Suit(dark=True, surface=Colour("tx2", tint=86))
    assert suit.colour(Colour("accent2", tint=12)) == Colour("tx2", tint=86)
    assert suit.colour(Colour("accent2", tint=45)) == Colour("accent2", shade=45)
    assert suit.colour(Colour("green", tint=12)) == Colour("green", shade=45)  # Not black.


def test_the_paper_of_cards_rims_and_marks_on_such_a_ground_is_that_ground_but_text_stays() -> None:
    text = replace(TEXT, colour=Colour("bg1"))
    shape = Shape("s", Box(0, 0, 9, 9), fill=Colour("bg1", alpha=25), line=Line(Colour("bg1"), 9), text=text)
    (made,) = adapted(replace(CANVAS, shapes=(shape,)), Suit(dark=True, paper="accent1")).shapes
    assert isinstance(made, Shape)
    assert made.line
    assert made.text
    found = (made.fill, made.line.colour, made.text.colour)
    assert found == (Colour("accent1", alpha=25), Colour("accent1"), Colour("bg1"))


@pytest.mark.parametrize("dark", [True, False])
def test_lines_and_rules_are_no_fainter_than_can_be_seen_but_surfaces_are(dark: bool) -> None:
    suit = Suit(dark=dark, strokes=(("tx2", 50), ("accent2", 60)), rule=30)

    def kept(colour: Colour) -> int:
        return colour.shade if dark else colour.tint

    assert [kept(suit.stroke(Colour("accent2", tint=tint))) for tint in (20, 35, 70)] == [30, 60, 70]
    assert [kept(suit.colour(Colour("tx2", tint=tint))) for tint in (35, 70)] == [50, 70]  # Drawn as a narrow box.
    assert [kept(suit.colour(one)) for one in (Colour("accent2", tint=35), Colour("tx2", tint=12))] == [
        35,
        25 if dark else 12,
    ]


def test_tints_of_a_colour_that_glares_are_less_saturated_and_the_colour_itself_is_not() -> None:
    suit = Suit(vivid=frozenset(["accent1"]))
    assert suit.colour(Colour("accent1", tint=12)) == Colour("accent1", tint=12, saturation=50)
    assert suit.colour(Colour("accent1")) == Colour("accent1")
    assert suit.colour(Colour("accent2", tint=12)) == Colour("accent2", tint=12)


def test_on_a_ground_that_is_not_known_no_text_is_in_a_tint() -> None:
    faint = TextBody((Paragraph((Run("Hej", colour=Colour("accent1", tint=60)),)),), 16, Colour("tx1", tint=60))
    surface = Colour("accent1", tint=12)
    canvas = Canvas("a/b", "Titel", "title_only", (Shape("s", Box(0, 0, 1, 1), fill=surface, text=faint),))
    for dark in (False, True):
        (shape,) = adapted(canvas, Suit(dark=dark, plain=True)).shapes
        assert isinstance(shape, Shape)
        assert shape.text
        assert shape.text.colour == Colour("tx1")
        assert shape.text.paragraphs[0].runs[0].colour == Colour("accent1")
        assert shape.fill != Colour("accent1")
