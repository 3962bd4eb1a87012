"""Type sizes: the largest that fits, never below the smallest, the same for equals."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.canvas import Box, cm
from facilitator.canvas.measure import extent
from facilitator.canvas.text import DoesNotFit, Style, body, common_size, fit, paragraphs

SIZES = (24, 20, 18, 14)
texts = st.lists(st.text(alphabet="abcdefghijklmnoæøå", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(texts, st.integers(cm(3), cm(25)), st.integers(cm(1), cm(10)))
def test_fitted_text_fits_and_the_next_size_up_would_not(style: Style, text: str, width: int, height: int) -> None:
    try:
        size = fit(style, text, width, height, SIZES)
    except DoesNotFit:
        size = SIZES[-1] - 1
    else:
        assert extent(paragraphs(text), width, size, style.body).height <= height
    for larger in (s for s in SIZES if s > size):
        found = extent(paragraphs(text), width, larger, style.body)
        assert found.height > height or found.broken


def test_a_text_without_room_is_named(style: Style) -> None:
    with pytest.raises(DoesNotFit, match="no room for “Arbejdspladsvurdering” at 14 pt"):
        body(style, "Arbejdspladsvurdering", Box(0, 0, cm(2), cm(2)))


def test_equals_take_the_size_of_the_one_with_least_room(style: Style) -> None:
    texts = [("kort", cm(6), cm(2)), ("en hel del længere end den anden " * 3, cm(6), cm(3))]
    assert common_size(style, texts) == fit(style, *texts[1])


def test_plain_text_becomes_one_paragraph_a_line() -> None:
    assert [p.text for p in paragraphs("en\nto")] == ["en", "to"]
