"""The decks of the library as a designer judges them, by numbers: lines, fill, rhythm. Bounds are what is reached; they
may only become stricter.
"""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import facilitator
from canvas.looks import empty_boxes, is_small_beside_space, short_ends, stubs, written
from facilitator.canvas.measure import extent
from facilitator.colours import SIGNALS
from facilitator.content.figures import Timeline
from facilitator.content.slides import FigureSlide, Questions, Sources
from facilitator.deck import Slide
from facilitator.output.deck_file import Drawn
from library.test_everything import AGENDAS, PROGRAMMES, THEMES, every_theme, session, whole
from print.looks import used
from templates.companies import COMPANIES

THEME = THEMES[0]
MOST_ALIKE = 0.3
"""The share of a long deck's slides that may look alike."""
ROUNDS = {"det-korte-moede", "the-short-meeting"}
"""Six rounds of a minute, told apart by nothing but who speaks: 6 of 16 slides."""
FEW_SOURCES = 4
"""So many fit in type to be read from afar."""
LONG = 15
"""Slides from which on a deck has a rhythm."""
MID_HEADING = 4
"""Headings over a text whose second of two words stands alone: there is no other word to keep it with."""


SHORT_ENDS = 9
"""Of 800 texts in two lines: those with a long word that has no room on the second, or with a pause before it."""


def drawn_of(name: str, theme: str) -> Drawn:
    """The slides of a session, or those that tell a programme."""
    return whole(name, theme).drawn if name in PROGRAMMES else session(name, theme).drawn


@every_theme
def test_no_text_ends_in_a_line_of_one_short_word(theme: str) -> None:
    found = []
    for name in (*AGENDAS, *PROGRAMMES):
        drawn = drawn_of(name, theme)
        found += [(name, text) for canvas in drawn.canvases for text in stubs(canvas, drawn.style)]
    assert [one for one in found if len(one[1].split()) > 2] == []
    assert len(found) <= MID_HEADING


@every_theme
def test_the_second_of_two_lines_is_no_short_one(theme: str) -> None:
    decks = [session(name, theme).drawn for name in AGENDAS]
    found = {text for drawn in decks for canvas in drawn.canvases for text in short_ends(canvas, drawn.style)}
    assert len(found) <= SHORT_ENDS, found


@every_theme
def test_type_grows_before_space_stays_empty(theme: str) -> None:
    """Sources are looked up, and not counted."""
    small, empty = [], []
    for name in (*AGENDAS, *PROGRAMMES):
        drawn = drawn_of(name, theme)
        looked_up = {slide.id for slide in drawn.deck.slides if slide.content.kind == "sources"}
        shown = [c for c in drawn.canvases if c.id not in looked_up]
        small += [(name, c.title) for c in shown if is_small_beside_space(c, drawn.style)]
        empty += [(name, c.title, box) for c in drawn.canvases for box in empty_boxes(c, drawn.style)]
    assert small == []
    assert empty == []


@every_theme
def test_a_short_list_of_sources_is_read_from_afar(theme: str) -> None:
    sizes = {}
    for name in AGENDAS:
        drawn = drawn_of(name, theme)
        for slide in drawn.deck.slides:
            if isinstance(slide.content, Sources) and len(slide.content.entries) <= FEW_SOURCES:
                (canvas,) = [one for one in drawn.canvases if one.id == slide.id]
                sizes[name] = [one.size for one in written(canvas, drawn.style) if one.shape is not canvas.shapes[0]]
    assert len(sizes) >= 20
    assert {name: found for name, found in sizes.items() if min(found) < 20} == {}


def test_all_dates_of_a_timeline_have_one_form() -> None:
    for name in AGENDAS:
        for slide in session(name, THEME).drawn.deck.slides:
            if isinstance(slide.content, FigureSlide) and isinstance(slide.content.figure, Timeline):
                dates = [one.when for one in slide.content.figure.items if one.when and re.search(r"\d{4}$", one.when)]
                assert [one for one in dates if re.search(r"dag den", one)] == [], name


def test_dates_of_a_timeline_are_headings_on_one_line() -> None:
    """All but words that are longer than any date."""
    broken = set()
    for name in AGENDAS:
        drawn = session(name, THEME).drawn
        for slide in drawn.deck.slides:
            if not (isinstance(slide.content, FigureSlide) and isinstance(slide.content.figure, Timeline)):
                continue
            (canvas,) = [one for one in drawn.canvases if one.id == slide.id]
            dates = {one.when.lower() for one in slide.content.figure.items if one.when}
            shown = [(one, date) for one in written(canvas, drawn.style) for date in one.paragraphs[:1]]
            found = [(one, date) for one, date in shown if date.text.replace("\u00a0", " ").lower() in dates]
            assert len(found) >= len(dates)
            assert all(date.text[0].isupper() or date.text[0].isdigit() for _, date in found)
            broken |= {date.text for one, date in found if extent([date], one.room.w, one.size, one.font).lines > 1}
    assert {text.replace("\u00a0", " ") for text in broken} == {"Så tidligt som muligt", "Planen for tiden efter"}


@every_theme
def test_a_closing_round_is_read_from_the_whole_circle(theme: str) -> None:
    """Half a sentence has room for larger type than a card's text."""
    sizes = {}
    for name in AGENDAS:
        drawn = drawn_of(name, theme)
        rounds = {slide.id for slide in drawn.deck.slides if slide.content.kind == "checkout"}
        texts = [one for c in drawn.canvases if c.id in rounds for one in written(c, drawn.style)]
        sizes.update({(name, one.text): one.size for one in texts if "…" in one.text})
    assert len(sizes) >= 30
    assert {which: size for which, size in sizes.items() if size < 28} == {}


def test_the_overview_on_paper_fills_its_pages() -> None:
    for name in PROGRAMMES:
        (page,) = [one for one in whole(name, THEME).build("overview") if one.name.endswith(".pdf")]
        figure, dates = used(page.content)
        assert figure >= 0.8
        assert dates >= 0.65


def test_a_programme_of_few_items_does_not_stand_lonely_on_its_page() -> None:
    for name in ("walk-and-talk", "mus", "trio-opfoelgning"):
        page, _ = session(name, THEME).build("programme")
        assert 0.55 <= used(page.content)[0] <= 0.97


def test_a_long_deck_has_few_transitions() -> None:
    """The first agenda is none."""
    decks = {name: session(name, THEME).drawn.deck.slides for name in AGENDAS}
    shares = {}
    for name, slides in decks.items():
        kinds = Counter(map(_looks, slides))
        if len(slides) >= LONG:
            shares[name] = (kinds["agenda"] + kinds["section"] - 1) / len(slides)
    assert len(shares) >= 10
    assert {name: share for name, share in shares.items() if share > 0.15} == {}


def test_a_long_deck_has_slides_of_many_kinds() -> None:
    shares = {}
    for name in AGENDAS:
        looks = [_looks(slide) for slide in session(name, THEME).drawn.deck.slides]
        if len(looks) >= LONG:
            shares[name] = Counter(looks).most_common(1)[0][1] / len(looks)
    assert {name for name, share in shares.items() if share > MOST_ALIKE} == ROUNDS
    assert max(shares.values()) <= 6 / 16


def slides_xml(content: bytes) -> str:
    """The XML of a deck's slides."""
    with ZipFile(BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.startswith("ppt/slides/s"))


def test_colours_are_those_of_the_theme_by_their_roles_or_signals() -> None:
    """So whoever changes the theme changes all of them, but for what must stay red, yellow, and green."""
    for name in ("trio-workshop", "introduktionsvaerktoej", "lpa-modul-2"):
        (deck,) = session(name, THEME).build("deck")
        assert set(re.findall(r'srgbClr val="(\w+)"', slides_xml(deck.content))) <= {*SIGNALS.values()}


ROLES = """
title: x
blocks:
  - title: x
    minutes: 5
    slides:
      - figure:
          {kind: tiles, title: Tegn, items: [{title: Godt, role: good}, {title: Skidt, role: bad}, {title: Hverken}]}
      - figure:
          kind: tiles
          title: Lys
          items: [{title: Rødt, role: red}, {title: Gult, role: yellow}, {title: Grønt, role: green}]
"""


@pytest.mark.parametrize("look", [*THEMES, "light photo, logo top left", "dark, card"])
def test_good_and_bad_and_signals_keep_their_colours_in_every_theme_and_template(look: str, tmp_path: Path) -> None:
    options: facilitator.Options = {"theme": look} if look in THEMES else {"template": tmp_path / "hus.pptx"}
    if look not in THEMES:
        (tmp_path / "hus.pptx").write_bytes(COMPANIES[look]())
    (deck,) = facilitator.open(text=ROLES, **options).build("deck")
    shown = slides_xml(deck.content)
    for role, title in (("green", "Godt"), ("red", "Skidt"), ("red", "Rødt"), ("yellow", "Gult"), ("green", "Grønt")):
        around = next(one for one in shown.split("<p:sp>") if f"<a:t>{title}</a:t>" in one)
        assert SIGNALS[role] in around


def _looks(slide: Slide) -> str:
    """What kind of slide it looks like: figures by their own kind, questions by what stands beside or under them."""
    content = slide.content
    if isinstance(content, FigureSlide):
        return content.figure.kind
    if not isinstance(content, Questions):
        return content.kind
    beside = "strip" if len(content.questions) == 1 or content.work == "plenary" else "card"
    return f"questions, {content.work}, {beside}"
