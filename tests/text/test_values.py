"""Dates and clock times as Danes and Britons write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.messages import Problems
from facilitator.text.meaning import clock, longdate, shortdate, typed

DAY = date(2025, 1, 9)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("da-DK", "torsdag den 9. januar 2025"),
        ("da", "torsdag den 9. januar 2025"),
        ("da_DK", "torsdag den 9. januar 2025"),
        ("en-US", "Thursday, January 9, 2025"),
        ("de-DE", "Donnerstag, 9. Januar 2025"),
        ("da-XX", "torsdag den 9. januar 2025"),
    ],
)
def test_a_date_in_full(locale: str, expected: str) -> None:
    assert longdate(DAY, locale) == expected


@pytest.mark.parametrize(("locale", "expected"), [("da-DK", "9. januar 2025"), ("en-GB", "9 January 2025")])
def test_a_date_in_short(locale: str, expected: str) -> None:
    assert shortdate(DAY, locale) == expected


@pytest.mark.parametrize("text", ["8.30", "08.30", "8:30", "08:30", " 8.30 "])
def test_a_clock_time_in_the_form_of_the_language(text: str) -> None:
    assert clock(text, "da-DK") == "08.30"
    assert clock(text, "en-GB") == "08:30"


@pytest.mark.parametrize("text", ["", "8.3", "24.01", "8.60", "otte", "8.30.00", "-1.00"])
def test_what_is_no_clock_time(text: str) -> None:
    with pytest.raises(Problems, match="no clock time"):
        clock(text, "da-DK")


@pytest.mark.parametrize("locale", ["", "klingonsk", "x" * 10_000, "../da"])
def test_what_is_no_language(locale: str) -> None:
    with pytest.raises(Problems, match="known language") as raised:
        longdate(DAY, locale)
    assert len(str(raised.value)) < 300


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24", 24),
        ("0", 0),
        ("-3", -3),
        ("true", True),
        ("false", False),
        ("2025-01-09", DAY),
        ("2025-02-30", "2025-02-30"),
        ("007", "007"),
        ("08.30", "08.30"),
        ("1e3", "1e3"),
        ("9" * 40, "9" * 40),
        ("yes", "yes"),
        ("", ""),
    ],
)
def test_what_a_plain_value_means(text: str, value: object) -> None:
    found = typed(text)
    assert (type(found), found) == (type(value), value)


@given(st.integers(-(10**17), 10**17) | st.dates(min_value=date(1000, 1, 1)) | st.booleans())
def test_a_value_written_out_means_itself(value: int | date | bool) -> None:
    assert typed(str(value).lower()) == value
