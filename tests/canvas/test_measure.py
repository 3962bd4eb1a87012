"""Text is measured as the office programs lay it: at least as much room as they take, hardly more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.canvas.measure import Font, extent, line_height, text_width, widest_word
from facilitator.canvas.shapes import Paragraph, Run
from facilitator.canvas.units import cm, points, pt

CALIBRI = Font("Calibri")
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=14)
sentences = st.lists(words, min_size=1, max_size=30).map(" ".join)


def paragraphs(*texts: str) -> list[Paragraph]:
    return [Paragraph((Run(text),)) for text in texts]


def test_a_known_word_has_the_width_that_the_font_gives_it() -> None:
    # Carlito: H 623, e 498, j 239 thousandths of an em
    assert text_width("Hej", 10, CALIBRI) == pt(13.6)


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
