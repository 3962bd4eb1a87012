"""Canvases on slides that are not ours: size and colours follow the slide, and every text can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.conftest import style_of
from facilitator.canvas.adapting import Suit, adapted, legible
from facilitator.canvas.colours import READABLE, contrast
from facilitator.canvas.shapes import (
    Canvas,
    Cell,
    Colour,
    Connector,
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
from facilitator.canvas.units import Box
from facilitator.content.theme import Colours

TEXT = TextBody((Paragraph((Run("Hej", size=20),), before=8, indent=100),), 16, insets=(10, 20, 30, 40))
ARC = Path((("M", 100, 0), ("A", 50, 60, 180, 90), ("L", 10, 20), ("Z",)), Box(2, 4, 6, 8))
SHAPES = (
    Placeholder("title", "Titel", (Paragraph((Run("Titel"),)),), size=30, box=Box(0, 0, 1000, 200)),
    Group("g", Box(0, 0, 100, 100), (Shape("s", Box(10, 20, 30, 40), "roundRect", (("adj", 5000),), text=TEXT),)),
    Shape("p", Box(0, 0, 100, 100), ARC, fill=Colour("accent1", tint=12), line=Line(Colour("tx2", tint=60), 100)),
    Connector("c", (10, 20), (30, 40), Line(Colour("accent2"), 200)),
)
CANVAS = Canvas("a/b", "Titel", "title_only", SHAPES)


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


STYLE = style_of("fjord")
NAMES: tuple[Scheme, ...] = ("tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent6")
WHOLE = Box(0, 0, 1000, 1000)

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
    theme = STYLE.theme.model_copy(update={"colours": Colours.model_validate(palette)})
    style = replace(STYLE, theme=theme)
    bare = Shape("på baggrunden", Box(0, 0, 100, 100), text=text(ink, run))
    panel = Shape("på en flade", Box(200, 0, 200, 200), "roundRect", fill=fill, text=text(ink, run))
    over = Shape("over fladen", Box(250, 50, 50, 50), text=text(ink, run))
    cell = Table("tabel", Box(500, 0, 100, 100), (100,), (100,), ((Cell(text(ink, run), fill),),), Line(Colour("tx1")))
    title = Placeholder("title", "Titel", (Paragraph((Run("Hej", colour=run),)),))
    group = Group("gruppe", WHOLE, (panel, over))
    made = legible(Canvas("a/b", "Hej", "title_only", (title, bare, group, cell)), style, ground)
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
    made = legible(Canvas("a/b", "Hej", "title_only", (shape, corner)), STYLE, (255, 255, 255))
    assert made.shapes[1] == corner


def test_faint_text_that_cannot_be_read_becomes_stronger_before_it_becomes_another() -> None:
    grey = STYLE.theme.colours.model_copy(update={"dk1": "4F4F4F"})
    style = replace(STYLE, theme=STYLE.theme.model_copy(update={"colours": grey}))
    faint = Shape("tekst", WHOLE, text=text(Colour("tx1", tint=60)))
    (made,) = legible(Canvas("a/b", "Hej", "title_only", (faint,)), style, (255, 255, 255)).shapes
    assert isinstance(made, Shape)
    assert made.text == text(Colour("tx1"))


def test_what_can_be_read_is_left_as_it_is() -> None:
    canvas = Canvas("a/b", "Hej", "title_only", (Shape("tekst", WHOLE, text=text(Colour("tx1"), Colour("tx2"))),))
    assert legible(canvas, STYLE, (255, 255, 255)) == canvas


def test_on_a_picture_nothing_is_known() -> None:
    picture = Picture("billede", WHOLE, b"", alt="Et hav")
    words = Shape("tekst", Box(10, 10, 10, 10), text=text(Colour("bg1")))
    canvas = Canvas("a/b", "Hej", "title_only", (picture, words))
    assert legible(canvas, STYLE, (255, 255, 255)) == canvas
