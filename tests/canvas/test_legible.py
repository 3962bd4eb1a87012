"""Every text can be read on what lies behind it: in its colour, in another of the theme's, or on a plate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.conftest import style_of
from facilitator.canvas import Box
from facilitator.canvas.icons import icon
from facilitator.canvas.legible import PLATE, flat, legible
from facilitator.canvas.shapes import (
    Canvas,
    Cell,
    Colour,
    Group,
    Line,
    Paragraph,
    Path,
    Picture,
    Placeholder,
    Run,
    Scheme,
    Shape,
    Table,
    TextBody,
)
from facilitator.colours import READABLE, contrast
from facilitator.content.theme import Colours

STYLE = style_of("fjord")
NAMES: tuple[Scheme, ...] = ("tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent6")
WHOLE = Box(0, 0, 1000, 1000)
WHITE = flat((255, 255, 255))

rgb = st.tuples(*[st.integers(0, 255)] * 3)
colours = st.builds(Colour, st.sampled_from(NAMES), tint=st.sampled_from([10, 60, 100]))


palettes = st.fixed_dictionaries(
    {name: rgb.map(lambda one: "{:02X}{:02X}{:02X}".format(*one)) for name in Colours.model_fields}
)


def text(colour: Colour, run: Colour | None = None) -> TextBody:
    return TextBody((Paragraph((Run("Hej"), Run("Hej", colour=run))),), 16, colour)


def inks(body: TextBody) -> list[Colour]:
    return [body.colour, *(run.colour for one in body.paragraphs for run in one.runs if run.colour)]


@given(palettes, rgb, colours, colours, colours)
def test_text_reaches_the_contrast_that_reading_needs(
    palette: dict[str, str], ground: tuple[int, int, int], fill: Colour, ink: Colour, run: Colour
) -> None:
    theme = replace(STYLE.theme, colours=Colours.model_validate(palette))
    style = replace(STYLE, theme=theme)
    bare = Shape("på baggrunden", Box(0, 0, 100, 100), text=text(ink, run))
    panel = Shape("på en flade", Box(200, 0, 200, 200), "roundRect", fill=fill, text=text(ink, run))
    over = Shape("over fladen", Box(250, 50, 50, 50), text=text(ink, run))
    cell = Table("tabel", Box(500, 0, 100, 100), (100,), (100,), ((Cell(text(ink, run), fill),),), Line(Colour("tx1")))
    title = Placeholder("title", "Titel", (Paragraph((Run("Hej", colour=run),)),))
    group = Group("gruppe", WHOLE, (panel, over))
    made = legible(Canvas("a/b", "Hej", "title_only", (title, bare, group, cell)), style, flat(ground), {None: WHOLE})
    title, bare, group, cell = made.shapes  # type: ignore[assignment]
    on_ground = [*(one.colour for one in title.paragraphs[0].runs if one.colour), *inks(bare.text or text(ink))]
    on_panel = [ink for one in group.shapes if isinstance(one, Shape) and one.text for ink in inks(one.text)]
    on_panel += inks(cell.rows[0][0].text)
    assert min(contrast(style.rgb(one), ground) for one in on_ground) >= READABLE
    assert min(contrast(style.rgb(one), style.rgb(fill)) for one in on_panel) >= READABLE


@pytest.mark.parametrize("geometry", ["ellipse", Path((("M", 0, 0), ("L", 100, 0), ("L", 0, 100), ("Z",)))])
def test_beside_a_round_or_slanted_shape_the_ground_counts(geometry: str | Path) -> None:
    shape = Shape("flade", Box(0, 0, 100, 100), geometry, fill=Colour("tx2"))
    corner = Shape("tekst", Box(90, 90, 10, 10), text=text(Colour("tx2")))
    made = legible(Canvas("a/b", "Hej", "title_only", (shape, corner)), STYLE, WHITE)
    assert made.shapes[1] == corner


def test_faint_text_that_cannot_be_read_becomes_stronger_before_it_becomes_another() -> None:
    grey = STYLE.theme.colours.model_copy(update={"dk1": "4F4F4F"})
    style = replace(STYLE, theme=replace(STYLE.theme, colours=grey))
    faint = Shape("tekst", WHOLE, text=text(Colour("tx1", tint=60)))
    (made,) = legible(Canvas("a/b", "Hej", "title_only", (faint,)), style, WHITE).shapes
    assert isinstance(made, Shape)
    assert made.text == text(Colour("tx1"))


def test_what_can_be_read_is_left_as_it_is() -> None:
    canvas = Canvas("a/b", "Hej", "title_only", (Shape("tekst", WHOLE, text=text(Colour("tx1"), Colour("tx2"))),))
    assert legible(canvas, STYLE, WHITE) == canvas


def test_on_a_picture_nothing_is_known() -> None:
    picture = Picture("billede", WHOLE, b"", alt="Et hav")
    words = Shape("tekst", Box(10, 10, 10, 10), text=text(Colour("bg1")))
    canvas = Canvas("a/b", "Hej", "title_only", (picture, words))
    assert legible(canvas, STYLE, WHITE) == canvas


BLACK_AND_WHITE = {(0, 0, 0): 0.5, (255, 255, 255): 0.5}


def test_where_no_colour_can_be_read_a_plate_lies_behind_the_text() -> None:
    words = Shape("tekst", WHOLE, text=text(Colour("tx1")))
    plate, made = legible(Canvas("a/b", "Hej", "title_only", (words,)), STYLE, lambda _box: BLACK_AND_WHITE).shapes
    assert isinstance(plate, Shape)
    assert isinstance(made, Shape)
    assert (plate.fill, plate.decorative, plate.text) == (PLATE, True, None)
    assert made.text
    assert contrast(STYLE.rgb(made.text.colour), STYLE.rgb(PLATE)) >= READABLE


def test_what_nobody_knows_gets_a_plate_too() -> None:
    words = Shape("tekst", WHOLE, text=text(Colour("tx1")))
    assert len(legible(Canvas("a/b", "Hej", "title_only", (words,)), STYLE, lambda _box: None).shapes) == 2


def test_a_fiftieth_of_what_is_behind_may_be_another() -> None:
    speckled = {(255, 255, 255): 0.985, (30, 30, 30): 0.015}
    canvas = Canvas("a/b", "Hej", "title_only", (Shape("tekst", WHOLE, text=text(Colour("tx1"))),))
    assert legible(canvas, STYLE, lambda _box: speckled) == canvas


@pytest.mark.parametrize(("tone", "plated"), [(130, True), (190, False)])
def test_dark_text_on_many_tones_is_far_darker_than_most_of_them(tone: int, plated: bool) -> None:
    tones = {(tone + step,) * 3: 0.2 for step in (-10, -5, 0, 5, 10)}
    dark = STYLE.theme.colours.model_copy(update={"dk1": "000000", "dk2": "000000"})
    style = replace(STYLE, theme=replace(STYLE.theme, colours=dark))
    assert all(contrast((0, 0, 0), one) >= READABLE for one in tones)
    canvas = Canvas("a/b", "Hej", "title_only", (Shape("tekst", WHOLE, text=text(Colour("tx1"))),))
    assert len(legible(canvas, style, lambda _box: tones).shapes) == 1 + plated
    assert legible(canvas, style, flat((tone,) * 3)) == canvas


def test_large_type_takes_a_stronger_colour_where_there_is_one() -> None:
    grey = {(150, 150, 150): 1.0}
    large = TextBody((Paragraph((Run("Hej"),)),), 30, Colour("bg1"))
    (made,) = legible(
        Canvas("a/b", "Hej", "title_only", (Shape("t", WHOLE, text=large),)), STYLE, lambda _: grey
    ).shapes
    assert isinstance(made, Shape)
    assert made.text
    assert contrast(STYLE.rgb(made.text.colour), (150, 150, 150)) >= READABLE


def test_a_mark_on_an_accent_is_in_the_colour_that_is_seen_there() -> None:
    bar = Shape("bar", WHOLE, fill=Colour("accent1"))
    seen, lost = (Shape("mark", WHOLE.inset(400), fill=Colour(name)) for name in ("bg1", "tx1"))
    on = STYLE.rgb(Colour("accent1"))
    assert contrast(STYLE.rgb(Colour("bg1")), on) >= READABLE > contrast(STYLE.rgb(Colour("tx1")), on)
    for mark in (seen, lost):
        assert legible(Canvas("a/b", "Hej", "title_only", (bar, mark)), STYLE, WHITE).shapes == (bar, seen)


@pytest.mark.parametrize(
    ("surface", "ink", "least", "other"),
    [
        (Colour("bg2"), Colour("bg1"), 1.5, Colour("tx1")),
        (Colour("accent1"), Colour("tx1"), READABLE, Colour("bg1")),
        (Colour("tx1"), Colour("accent1", shade=40), 2.1, Colour("bg1")),
    ],
)
def test_a_pictogram_that_is_lost_on_its_surface_is_in_another_colour(
    surface: Colour, ink: Colour, least: float, other: Colour
) -> None:
    card, drawn = Shape("card", WHOLE, fill=surface), icon("coffee", WHOLE.inset(100), ink, "mark")
    assert contrast(STYLE.rgb(ink), STYLE.rgb(surface)) < least
    _card, mark = legible(Canvas("a/b", "Hej", "title_only", (card, drawn)), STYLE, WHITE).shapes
    assert isinstance(mark, Shape)
    assert drawn.line is not None
    assert mark.line == replace(drawn.line, colour=other)
    assert legible(Canvas("a/b", "Hej", "title_only", (drawn,)), STYLE, WHITE).shapes == (drawn,)


def test_equal_texts_on_a_ground_of_many_tones_have_one_colour() -> None:
    left, right = Box(0, 0, 400, 1000), Box(600, 0, 400, 1000)
    accent, ink = Colour("accent1"), Colour("tx1")
    white, grey = (255, 255, 255), (190, 190, 190)
    tones = {left: {white: 1.0}, right: {grey: 1.0}}

    def written(area: Box | None) -> list[list[Colour]]:
        # Turned, a text takes all of its box for its place.
        texts = [Shape("text", box, text=text(accent, accent), rotation=1) for box in tones]
        card = Shape("card", left, fill=Colour("bg1"), text=text(accent, accent))
        canvas = Canvas("a/b", "Hej", "title_only", (*texts, card))
        made = legible(canvas, STYLE, lambda box: tones.get(box, {white: 0.5, grey: 0.5}), area=area)
        return [inks(one.text) for one in made.shapes if isinstance(one, Shape) and one.text]

    in_colour, plain = [accent, accent], [ink, ink]
    alone, other, card = written(None)
    assert (alone, card) == (in_colour, in_colour)
    assert other != in_colour
    assert written(WHOLE) == [plain, plain, in_colour]
