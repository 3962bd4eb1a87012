"""Slides in somebody's template as a designer judges them: cards that are seen, texts read from afar, titles that keep
off the edges of their own ground, room that is used.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pptx.util import Length

import facilitator
from canvas.faults import flat
from canvas.looks import Written, written
from facilitator.canvas import cm
from facilitator.canvas.measure import text_width
from facilitator.canvas.shapes import Canvas, Colour, Placeholder, Shape
from facilitator.canvas.text import Style
from pptx import Presentation
from templates.companies import COMPANIES
from templates.found import FOUND

BAR, LOW = "title bar", "libreoffice/ooxtheme"
"""A template whose titles are bars, and one whose texts begin far below where our titles stand."""
TEMPLATES = (BAR, "dark, card", "light photo, logo top left", LOW)
SESSION = """
title: Kort
start: 09.00
language: da
sources: ["»Trivsel i lederrollen«, BFA Velfærd og Offentlig administration"]
blocks:
  - title: Et
    minutes: 20
    slides:
      - {statement: Find makker nummer tre, points: [Sol, Regn, Blæst]}
      - {title: Vi har tre, bullets: [Et punkt, Et til, Et tredje]}
      - title: Hvad tager vi med?
        columns: [{title: Behold, points: [Hvad virkede?, Hvad vil vi savne?]}, {title: Stop, points: [Hvad kostede?]}]
      - {picture: "", alt: Os, icon: armchair, title: Fem stole, text: "Fire taler.\\nÉn stol er tom."}
      - {title: To og to, questions: [Hvad nu?], work: pair, minutes: 5}
      - {id: sammen, title: Sammen, bullets: [Hold jeres møde, Sæt det i gang, Tag samtalen], icon: handshake}
  - {title: Pause, kind: break, minutes: 15}
  - title: To
    minutes: 20
    slides: [{id: skridt, statement: Tag det første skridt sammen, points: [Nu, Snart], icon: footprints}]
"""
SIGNED = ("light photo, logo top left", "dark photo, logo top right", "white, logo top right")
"""Templates with nothing behind their texts."""


@cache
def session(template: str) -> tuple[facilitator.OpenAgenda, bytes]:
    """The session in a template, and its deck."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hus.pptx"
        file.write_bytes(FOUND[template].read_bytes() if template in FOUND else COMPANIES[template]())
        opened = facilitator.open(text=SESSION, template=file)
        assert isinstance(opened, facilitator.OpenAgenda)
        (deck,) = opened.build("deck")
        assert opened.drawn.canvases
    return opened, deck.content


def canvas(template: str, kind: str, last: bool = False) -> tuple[Canvas, Style]:
    """The first or the last slide of this kind."""
    drawn = session(template)[0].drawn
    wanted = [one.id for one in drawn.deck.slides if one.content.kind == kind][-1 if last else 0]
    return next(one for one in drawn.canvases if one.id == wanted), drawn.style


def texts(template: str, kind: str) -> list[Written]:
    """What is written on it but the title."""
    found, style = canvas(template, kind)
    return [one for one in written(found, style) if one.shape is not found.shapes[0]]


def shapes(found: Canvas) -> list[Shape]:
    return [one for one in flat(found.shapes) if isinstance(one, Shape)]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_card_is_seen_on_the_ground_of_a_template(template: str) -> None:
    """White on white is none."""
    for kind in ("statement", "questions"):
        found, style = canvas(template, kind)
        cards = [one.fill for one in shapes(found) if one.geometry == "roundRect" and one.box.h > cm(1.2)]
        assert cards
        assert {style.rgb(fill) for fill in cards if fill}.isdisjoint({style.rgb(Colour("bg1"))})


def test_a_card_on_a_dark_ground_in_a_strong_colour_is_that_colour_lit() -> None:
    """A shade of an orange accent would be brown on red."""
    opened, _deck = session("dark, logo bottom left")
    assert opened.template
    for kind in ("statement", "questions"):
        found, style = canvas("dark, logo bottom left", kind)
        made = shapes(opened.template.suited(found, style))
        cards = [one.fill for one in made if one.geometry == "roundRect" and one.box.h > cm(1.2)]
        assert cards
        for fill in cards:
            assert fill
            red, green, blue = style.rgb(fill)
            assert red > 0x7A
            assert max(green, blue) < red / 2


@pytest.mark.parametrize("template", TEMPLATES)
def test_short_columns_fill_their_place_or_cards_in_the_middle_of_it(template: str) -> None:
    found, style = canvas(template, "columns")
    left, right = texts(template, "columns")
    cards = [one.box for one in shapes(found) if one.geometry == "roundRect"]
    assert min(left.size, right.size) >= 24
    if not cards:
        assert max(left.ink.h, right.ink.h) >= 0.5 * left.room.h
        return
    assert [card.holds(one.ink) for card, one in zip(cards, (left, right), strict=True)] == [True, True]
    assert left.ink.h >= 0.55 * cards[0].h
    slot = style.design.layouts["two_content"].slot("left")
    assert cards[0].centre[1] == pytest.approx(slot.box.centre[1], abs=cm(0.1))


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_short_list_uses_its_room(template: str) -> None:
    (said,) = texts(template, "bullets")
    assert said.size >= 24
    assert said.ink.h >= 0.45 * said.room.h


@pytest.mark.parametrize("template", SIGNED)
@pytest.mark.parametrize("kind", ["bullets", "break_"])
def test_a_pictogram_on_a_disc_stands_beside_the_words_of_a_list_or_a_break(kind: str, template: str) -> None:
    found, style = canvas(template, kind, last=True)
    (disc,) = [one for one in shapes(found) if one.geometry == "ellipse"]
    assert disc.box.w >= cm(3)
    said = [
        one
        for one in written(found, style)
        if one.size >= 20 and (one.shape is not found.shapes[0] or kind != "bullets")
    ]
    assert said
    assert all(one.ink.x + _longest(one) < disc.box.x for one in said)


def _longest(one: Written) -> int:
    """The width of its longest paragraph on one line."""
    return max(text_width(each.text, one.size, one.font) + each.indent for each in one.paragraphs)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_source_alone_stands_in_large_type_beside_a_sign(template: str) -> None:
    (said,) = texts(template, "sources")
    assert said.size >= 20
    found, _style = canvas(template, "sources")
    disc = next(one for one in shapes(found) if one.geometry == "ellipse")
    assert disc.box.right < said.room.x
    assert disc.box.y <= said.ink.centre[1] <= disc.box.bottom


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_stands_beside_a_picture_is_no_caption(template: str) -> None:
    (said,) = texts(template, "picture")
    assert said.size >= 24


@pytest.mark.parametrize("template", [one for one in TEMPLATES if one != BAR])
def test_a_statement_in_a_template_has_its_pictogram_beside_it(template: str) -> None:
    found, style = canvas(template, "statement", last=True)
    (disc,) = [one.box for one in shapes(found) if one.geometry == "ellipse"]
    title = found.shapes[0]
    assert isinstance(title, Placeholder)
    assert title.box
    others = [one.box for one in shapes(found) if one.text]
    assert max(one.right for one in (title.box, *others)) + cm(0.5) <= disc.x
    assert style.design.body_on("statement").clipped(disc) == disc
    assert disc.h >= cm(3.5)


def test_a_list_begins_under_a_title_that_has_been_lifted() -> None:
    layout = canvas(LOW, "bullets")[1].design.layouts["content"]
    title, text = layout.slot("title"), layout.slot("text")
    assert 0 <= text.box.y - title.box.bottom <= cm(0.5)


def test_a_title_that_is_a_bar_keeps_its_words_off_its_edges_wherever_it_stands() -> None:
    deck = Presentation(io.BytesIO(session(BAR)[1]))
    (title,) = [one.shapes.title for one in deck.slides if one.shapes.title and "makker" in one.shapes.title.text]
    frame = title.text_frame
    assert min(map(Length, (frame.margin_left, frame.margin_right, frame.margin_top, frame.margin_bottom))) >= cm(0.2)
    said = next(one for one in texts(BAR, "statement") if one.text == "Sol")
    assert isinstance(said.shape, Shape)
    assert title.left + frame.margin_left == pytest.approx(said.shape.box.x, abs=cm(0.1))
    assert (title.left, title.width) == pytest.approx((0, deck.slide_width), abs=cm(0.1))
    assert frame.margin_top == frame.margin_bottom >= cm(0.5)
    assert title.top + title.height + cm(0.5) <= said.shape.box.y
