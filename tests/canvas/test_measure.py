"""Text is measured as the office programs lay it: at least as much room as they take, hardly more."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.canvas import cm, points, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import extent, face, is_known, line_height, text_width, widest_word
from facilitator.canvas.shapes import Paragraph, Run
from facilitator.canvas.text import Style
from made_fonts import made

CALIBRI = Font("Calibri")
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=14)
sentences = st.lists(words, min_size=1, max_size=30).map(" ".join)


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph((Run(text),)) for text in texts]


def test_a_known_word_has_the_width_that_the_font_gives_it() -> None:
    # Carlito: H 623, e 498, j 239 thousandths of an em
    assert text_width("Hej", 10, CALIBRI) == pt(13.6)


@pytest.mark.parametrize("family", ["Calibri", "Arial", "Verdana", "Georgia", "Cambria"])
def test_a_space_that_no_line_is_broken_at_is_as_wide_as_others(family: str) -> None:
    assert text_width("om\N{NO-BREAK SPACE}…", 30, Font(family)) == text_width("om …", 30, Font(family))


def test_bold_is_wider_and_an_unknown_family_is_measured_on_the_safe_side() -> None:
    assert text_width("Dagsorden", 20, Font("Calibri", bold=True)) > text_width("Dagsorden", 20, CALIBRI)
    assert text_width("Dagsorden", 20, Font("Ukendt")) > text_width("Dagsorden", 20, Font("Arial"))


@pytest.mark.parametrize(("text", "em"), [("漢字", 2.0), ("🙂", 1.4), ("e\u0301", text_width("e", 1, CALIBRI) / 12700)])
def test_letters_outside_the_table_have_a_width_too(text: str, em: float) -> None:
    assert points(text_width(text, 100, CALIBRI)) == pytest.approx(100 * em, abs=0.6)


def test_lines_break_at_spaces_and_after_hyphens_but_not_before_a_digit() -> None:
    one_word = text_width("arbejds-", 20, CALIBRI) + cm(0.1)
    assert extent(paragraphs("arbejds-miljø"), one_word, 20, CALIBRI).lines == 2
    assert extent(paragraphs("COVID-19"), text_width("COVID-", 20, CALIBRI), 20, CALIBRI).broken


def test_a_word_wider_than_its_line_is_reported() -> None:
    found = extent(paragraphs("Arbejdspladsvurdering"), cm(2), 20, CALIBRI)
    assert found.broken
    assert found.lines > 1


def test_space_before_counts_between_paragraphs_only() -> None:
    spaced = [Paragraph((Run("a"),), before=6), Paragraph((Run("b"),), before=6)]
    assert extent(spaced, cm(10), 20, CALIBRI).height == pytest.approx(2 * line_height(20, CALIBRI) + pt(6), abs=1)


def test_a_larger_run_makes_its_line_taller() -> None:
    mixed = [Paragraph((Run("stor", size=40), Run(" lille")))]
    assert extent(mixed, cm(20), 20, CALIBRI).height == pytest.approx(line_height(40, CALIBRI), abs=1)


@given(sentences, st.integers(cm(3), cm(30)), st.sampled_from([14, 20, 28]))
def test_more_width_never_needs_more_lines(text: str, width: int, size: int) -> None:
    narrow, wide = (extent(paragraphs(text), w, size, CALIBRI) for w in (width, width + cm(1)))
    assert wide.lines <= narrow.lines
    assert narrow.height == pytest.approx(narrow.lines * line_height(size, CALIBRI), abs=narrow.lines)


@given(sentences)
def test_the_widest_word_fits_its_own_width(text: str) -> None:
    width = pt(widest_word([text], CALIBRI) * 20 * 1.03)
    assert not extent(paragraphs(text), width, 20, CALIBRI).broken


# --- with which widths: a font's own, those of a twin, or those on the safe side

Put: TypeAlias = Callable[[Any, str], Path]

TEXT = "Hamburgefonstiv: arbejdspladsvurdering, måneskin og 90 minutter"
TABLE = json.loads(files("facilitator.canvas").joinpath("widths.json").read_text(encoding="utf-8"))
FAMILIES = sorted({name.rsplit(" ", 1)[0] for name in TABLE})


def width(family: str, bold: bool = False) -> int:
    """In its own widths."""
    return text_width(TEXT, 100, Font(family, bold, own=True))


# The table


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_two_faces_with_danish_letters(family: str) -> None:
    for bold in (False, True):
        assert set("abcæøåÆØÅéö 0123456789.,:;–…”»«•") <= set(face(Font(family, bold, own=True)).widths)
    assert width(family, bold=True) >= width(family)


@pytest.mark.parametrize("family", ["CALIBRI", "times new roman", "century gothic"])
def test_a_family_is_known_in_any_case(family: str, own: Path) -> None:
    assert is_known(family)
    assert width(family) == width(family.title())


@pytest.mark.parametrize(
    ("family", "letters"),
    [
        ("Carlito", {"H": 623, "e": 498}), ("Nimbus Sans", {"a": 556, "W": 944}), ("Courier", {"i": 600, "W": 600}),
        ("ITC Avant Garde Gothic", {"a": 683, "i": 200}), ("Palatino", {"a": 500, "W": 1000}),
        ("New Century Schoolbook", {"a": 556, "W": 981}), ("ITC Bookman", {"a": 580, "W": 960}),
        ("Liberation Sans Narrow", {"a": 456}), ("Tahoma", {"a": 525, "W": 902}),
    ],
)  # fmt: skip
def test_a_metric_twin_has_the_widths_that_are_published_for_the_font(
    family: str, letters: dict[str, int], own: Path
) -> None:
    widths = face(Font(family, own=True)).widths
    assert {letter: round(widths[letter] * 1000) for letter in letters} == letters


# The machine


@pytest.mark.parametrize("family", ["Calibri", "Carlito", "Helvetica", "Century Gothic", "Palatino"])
def test_a_family_with_exact_widths_is_the_same_on_every_machine(put: Put, family: str) -> None:
    before = width(family)
    put(made(family, 900), f"{family}.ttf")
    face.cache_clear()
    assert width(family) == before < pt(0.9 * 100 * len(TEXT))


def test_the_fonts_of_our_own_themes_are_the_same_on_every_machine(put: Put, style: Style) -> None:
    for family in {style.theme.fonts.heading, style.theme.fonts.body}:
        put(made(family, 900), f"{family}.ttf")
        assert face(Font(family)).widths["a"] < 0.6


@pytest.mark.parametrize("family", ["Verdana", "Georgia", "Segoe UI", "Gill Sans MT", "Firma Sans"])
def test_an_installed_font_goes_before_one_that_is_only_near(put: Put, family: str) -> None:
    put(made(family, 300), f"{family}.ttf")
    put(made(family, 350, weight=700), f"{family}-Bold.ttf")
    assert face(Font(family)).widths["a"] == 0.3
    assert face(Font(family, bold=True)).widths["a"] == 0.35


def test_lines_stand_as_far_apart_as_in_the_installed_font_but_no_closer_than_libreoffice_lays_them(put: Put) -> None:
    put(made("Firma Sans"), "a.ttf")
    low = made("Firma Low")
    low["OS/2"].usWinAscent, low["OS/2"].usWinDescent = 700, 200
    low["hhea"].ascent, low["hhea"].descent = 700, -200
    put(low, "b.ttf")
    assert line_height(100, Font("Firma Sans")) == pt(140)
    assert line_height(100, Font("Firma Low")) == pt(120)


# What stands in for a font

SET_ELSEWHERE = ["Calibri Light", "Aptos", "Segoe UI", "Gill Sans MT", "Century Gothic", "Georgia", "Tahoma", "Lato"]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", SET_ELSEWHERE)
def test_a_font_that_programs_lack_is_as_wide_as_what_they_put_in_its_place(own: Path, family: str, bold: bool) -> None:
    measured, real = (face(Font(family, bold, own)).widths for own in (False, True))
    stand_in = TABLE[f"DejaVu Sans {'Bold' if bold else 'Regular'}"]["latin"]
    assert all(measured[chr(0x20 + at)] >= one / 1000 for at, one in enumerate(stand_in) if one)
    assert all(measured[letter] >= one for letter, one in real.items())
    assert measured != real


@pytest.mark.parametrize("family", SET_ELSEWHERE)
def test_one_that_the_machine_has_is_set_in_its_own_widths(put: Put, family: str) -> None:
    put(made(family, 300), f"{family}.ttf")
    assert face(Font(family)) == face(Font(family, own=True))


@pytest.mark.parametrize("family", ["Calibri", "Arial", "Times New Roman", "Cambria", "Helvetica", "Carlito"])
def test_one_with_a_free_twin_is_set_in_its_own_widths_everywhere(own: Path, family: str) -> None:
    assert face(Font(family)) == face(Font(family, own=True))


# Estimates


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_an_unknown_family_is_measured_wider_than_all_others(own: Path, family: str, bold: bool) -> None:
    if family != "Courier New":  # all letters of a typewriter are wide
        assert width("Firma Sans", bold) >= width(family, bold)


@pytest.mark.parametrize(
    ("family", "regular", "bold"),
    [("Verdana", 33.989, 37.965), ("Georgia", 29.943, 35.005), ("Trebuchet MS", 29.936, 31.369)],
)
def test_a_near_twin_is_a_little_wider_than_the_font(own: Path, family: str, regular: float, bold: float) -> None:
    """The widths in em of the text in the real fonts, from those that PDF::API2 has of their letters."""
    for em, measured in ((regular, width(family)), (bold, width(family, bold=True))):
        assert pt(100 * em) <= measured <= pt(107 * em)


def test_what_is_guessed_is_not_known(own: Path) -> None:
    assert [is_known(family) for family in ("Calibri", "carlito", "Verdana", "Aptos")] == [True] * 4
    assert [is_known(family) for family in ("Gill Sans MT", "Firma Sans", "", "Calibr")] == [False] * 4


def test_a_font_on_the_machine_is_known(put: Put) -> None:
    put(made("Firma Sans"), "a.ttf")
    assert is_known("Firma Sans")
