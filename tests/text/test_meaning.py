"""What values mean: dates as people write them, numbers with a word behind them, and what is neither."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.text.meaning import meant, parse_day

NINTH = date(2025, 1, 9)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-09", "2025-1-9", "2025/01/09", "9. januar 2025", "9.januar 2025", "09. jan. 2025",
        "den 9. januar 2025",
        "tor. 9. januar 2025",
        "d. 9. januar 2025", "torsdag den 9. januar 2025", "Torsdag d. 9. januar 2025",
        "09-01-2025", "9.1.2025", "9. 1. 2025", "09/01/2025", "9/1 2025", "9/1-2025", "9/1/2025", "9 Januar, 2025",
        "9 January 2025", "January 9, 2025", "9th of January 2025", "Thursday, 9 January 2025", " 9.  januar 2025 ",
    ],
)  # fmt: skip
def test_the_day_stands_first_in_danish(text: str) -> None:
    assert parse_day(text, "da-DK") == NINTH
    assert meant("date", text, "da-DK") == NINTH
    assert meant("svarfrist_dato", text, "da-DK", quoted=True) == NINTH


def test_in_english_a_date_that_may_be_two_is_told() -> None:
    with pytest.raises(ValueError, match="“1/9/2025” may be two dates"):
        parse_day("1/9/2025", "en-GB")
    assert parse_day("13/9/2025", "en-GB") == date(2025, 9, 13)
    assert parse_day("9.1.2025", "en-GB") == NINTH


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("den 9. januar", "“den 9. januar” has no whole year"),
        ("9/1", "“9/1” has no whole year"),
        ("9. januar", "has no whole year"),
        ("09-01-25", "has no whole year"),
        ("31. februar 2025", "there is no day “31. februar 2025”"),
        ("2025-02-30", "there is no day “2025-02-30”"),
        ("13/13 2025", "there is no day"),
        ("fredag den 9. januar 2025", "is another day of the week"),
        ("januar 2025", "“januar 2025” is no date; expected one such as 2025-01-09"),
        ("snart", "“snart” is no date"),
        ("24", "“24” is no date"),
    ],
)
def test_what_is_no_date_is_told_and_never_a_text(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        meant("date", text, "da-DK")


@pytest.mark.parametrize("text", ["24", "24 deltagere", "ca. 24", "24 personer", "024", "24 participants", " 24 "])
@pytest.mark.parametrize("name", ["participants", "rounds", "group_size"])
def test_a_number_may_have_a_word_behind_it(name: str, text: str) -> None:
    assert meant(name, text, "da-DK", quoted=True) == 24


@pytest.mark.parametrize("text", ["24-30", "fireogtyve", "24,5", "true", "2025-01-09", "24 til 30"])
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=f"“{text}” is no number; expected one such as 24"):
        meant("participants", text, "da-DK")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9. januar 2025", NINTH), ("09-01-2025", NINTH), ("2025-01-09", NINTH), ("24", 24), ("true", True),
        ("torsdag den 9. januar 2025", "torsdag den 9. januar 2025"), ("9. januar", "9. januar"), ("9.1", "9.1"),
        ("31. februar 2025", "31. februar 2025"), ("24 deltagere", "24 deltagere"), ("Uge 5", "Uge 5"),
    ],
)  # fmt: skip
def test_under_other_names_nothing_is_lost(text: str, value: object) -> None:
    assert meant("modul_1", text, "da-DK") == value
    assert meant("modul_1", text, "da-DK", quoted=True) == text
