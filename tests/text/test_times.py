"""Clock times and durations, as people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facilitator.agenda import Step
from facilitator.agenda.durations import Duration
from facilitator.content.slides import Questions
from facilitator.messages import speaking
from facilitator.text.times import DAY, clock_text, parse_clock, parse_minutes


@pytest.mark.parametrize(
    "text", ["08.30", "8.30", "08:30", "8:30", "0830", "830", "kl. 8.30", "Kl. 08.30", " kl 8:30 "]
)
def test_half_past_eight_may_be_written_in_many_ways(text: str) -> None:
    assert parse_clock(text) == 8 * 60 + 30


@pytest.mark.parametrize(
    ("text", "minutes"), [("10.00", 600), ("8", 480), ("0000", 0), ("24.00", DAY), ("23:59", DAY - 1)]
)
def test_other_clock_times(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize("text", ["", "halv ni", "8.3", "25.00", "24.01", "08.60", "8.30.00", "-8.30", "08,30", "1e1"])
def test_what_is_no_clock_time_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="expected"):
        parse_clock(text)


def test_digits_of_other_scripts_are_told_and_not_guessed() -> None:
    with pytest.raises(ValueError, match=r"“٩.٣٠” is no clock time; .*; did you mean “9:30”"):
        parse_clock("٩.٣٠")
    for text in ("٣", "1٣", "10-٣0"):
        with pytest.raises(ValueError, match="is no duration; expected minutes"):
            Duration.parse(text)
        with pytest.raises(ValueError, match="is no number of minutes"):
            parse_minutes(text)


@pytest.mark.parametrize(
    ("text", "minutes"), [("9.30 am", 570), ("2 pm", 840), ("12 am", 0), ("12.15pm", 735), ("9:30 a.m.", 570)]
)
def test_english_clock_times(text: str, minutes: int) -> None:
    assert parse_clock(text) == minutes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12,30", "minutes such as 12, hours such as 12 h 30 min, or a clock time in “at”"),
        ("1.5", "minutes such as 1, hours such as 1.5 hours"),
        ("1:30", "minutes such as 1, hours such as 1 h 30 min, or a clock time in “at”"),
        ("1½", "minutes such as 1, hours such as 1½ hours"),
        ("½", "minutes such as 20, hours such as ½ hours"),
        ("halvanden", "minutes such as 20, hours such as halvanden hour"),
        ("1.7", "expected minutes such as 20, 20-35, or 1 h 30 min"),
        ("kl. 8-8.15", "a clock time in “at” or “until”"),
        ("8-8.15", "a clock time in “at” or “until”"),
        ("8.30 til 9", "a clock time in “at” or “until”"),
        ("8:15", "hours such as 8 h 15 min, or a clock time in “at”"),
        ("8:15-8:30", "a clock time in “at” or “until”"),
        ("-5", "minutes such as 20"),
        ("en halv dag", "minutes such as 20"),
    ],
)
def test_what_may_have_been_meant_is_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"is no duration; expected") as caught:
        Duration.parse(text)
    assert told in str(caught.value)


def test_a_list_is_no_duration() -> None:
    with pytest.raises(ValueError, match="found a list; expected minutes such as 20"):
        Duration.parse([10, 20])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ca. 9.15", "did you mean “9.15”? in a block, what is only wished stands under “around”"),
        ("cirka kl. 9", "did you mean “kl. 9”?"),
        ("9.30-9.45", "when it ends stands on its own: “until: 9.45”"),
        ("kl. 9 til 10", "when it ends stands on its own: “until: 10”"),
    ],
)
def test_a_clock_time_with_more_is_told_where_that_goes(text: str, told: str) -> None:
    with pytest.raises(ValueError, match="is no clock time; expected one such as") as caught:
        parse_clock(text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *[("halv ti", "9:30"), ("kl. kvart i elleve", "10:45"), ("kvart over 10", "10:15"), ("klokken ni", "9:00")],
        *[("fem minutter over halv ni", "8:35"), ("ti i tolv", "11:50"), ("midnat", "24:00"), ("halv to", "13:30")],
        *[("half past nine", "9:30"), ("a quarter to eleven", "10:45"), ("ten past one", "13:10"), ("noon", "12:00")],
        *[
            ("senest 10", "10"),
            ("senest kl. kvart i ti", "9:45"),
            ("no later than 9.30", "9.30"),
            ("fra kl. 9", "kl. 9"),
        ],
        *[("9,30", "9:30"), ("9.3", "9:30"), ("9t30", "9:30"), ("9 o'clock", "9:00"), ("14.15 Uhr", "14:15")],
        *[("ca. halv ti", "9:30"), ("omkring 10", "10"), ("around 9.30 am", "9.30 am")],
    ],
)
def test_a_clock_time_as_it_is_said_is_told_as_it_is_written(text: str, clock: str) -> None:
    with pytest.raises(ValueError, match="is no clock time; expected one such as") as caught:
        parse_clock(text)
    assert f"did you mean “{clock}”?" in str(caught.value)
    assert isinstance(parse_clock(clock), int)


@pytest.mark.parametrize("text", ["halv tretten", "kvart i fredag", "i ti", "om formiddagen", "kvart ti", "ca."])
def test_what_is_no_clock_time_at_all_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected one such as 08:30$"):
        parse_clock(text)


def test_a_lost_zero_is_found_again() -> None:
    with pytest.raises(ValueError, match=r"did you mean “8:30”"):
        parse_clock("8.3")


@given(st.integers(0, DAY - 1))
def test_a_written_clock_time_reads_back(minutes: int) -> None:
    assert parse_clock(clock_text(minutes)) == minutes
    assert parse_clock(clock_text(minutes, "%H:%M")) == minutes


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *[("20", 20), ("20 min", 20), ("20 min.", 20), ("20 minutter", 20), ("1 t", 60), ("1 time", 60)],
        *[("1½ time", 90), ("1,5 time", 90), ("1.5 t", 90), ("1 1/2 time", 90), ("halvanden time", 90), ("1,25 t", 75)],
        *[
            ("en halv time", 30),
            ("1/2 t", 30),
            ("½ time", 30),
            ("et kvarter", 15),
            ("tre kvarter", 45),
            ("En time", 60),
        ],
        *[
            ("half an hour", 30),
            ("an hour and a half", 90),
            ("2½ hours", 150),
            ("two and a half hours", 150),
            ("2 hrs", 120),
        ],
        *[("5 kvarter", 75), ("fem kvarter", 75), ("en time og et kvarter", 75), ("to og en halv time", 150)],
        *[("to timer", 120), ("ti minutter", 10), ("1 t 15 min", 75), ("halvanden time og fem minutter", 95)],
        *[("kvart time", 15), ("en kvart time", 15), ("trekvart time", 45), ("tre kvart time", 45), ("kvarter", 15)],
        *[
            ("en og en halv time", 90),
            ("en og en kvart time", 75),
            ("to og trekvart time", 165),
            ("to en halv time", 150),
        ],
        *[("halvtime", 30), ("to halvtimer", 60), ("tre kvarters tid", 45), ("en times tid", 60), ("en hel time", 60)],
        *[("tre fjerdedele af en time", 45), ("en fjerdedel time", 15), ("en time og en halv", 90)],
        *[("half-hour", 30), ("half an hour", 30), ("quarter hour", 15), ("three-quarters of an hour", 45)],
        *[
            ("three-quarter hours", 45),
            ("an hour and three-quarters", 105),
            ("a full hour", 60),
            ("a quarter-hour", 15),
        ],
        *[("three quarters of an hour", 45), ("a quarter", 15), ("45 mins", 45), ("2 ½ time", 150), ("90'", 90)],
        *[("2 timer", 120), ("1 t 30 min", 90), ("1t30", 90), ("1 time og 15 minutter", 75), ("1 h 5 m", 65), ("0", 0)],
    ],
)
def test_a_span_of_time(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("20", Duration(20, 20, 20)),
        (20, Duration(20, 20, 20)),
        ("20-35", Duration(25, 20, 35)),
        ("20–35 min", Duration(25, 20, 35)),
        ("20 til 35", Duration(25, 20, 35)),
        ("12-14", Duration(13, 12, 14)),
        ("1 t-1 t 30 min", Duration(75, 60, 90)),
        ("ca. 20", Duration(20, 20, 20, about=True)),
        ("cirka 20-30 min.", Duration(25, 20, 30, about=True)),
        ({"ideal": "about 20", "max": 25}, Duration(20, 20, 25, about=True)),
        ("1-2 timer", Duration(90, 60, 120)),
        ("1-1½ time", Duration(75, 60, 90)),
        ("en til to timer", Duration(90, 60, 120)),
        ("20 to 30 minutes", Duration(25, 20, 30)),
        ("45-1 time", Duration(50, 45, 60)),
        ("et kvarter-en halv time", Duration(20, 15, 30)),
        ("et kvarter til trekvart time", Duration(30, 15, 45)),
        ("half-an-hour to three-quarters of an hour", Duration(35, 30, 45)),
        ({"ideal": "25", "min": "20", "max": "35"}, Duration(25, 20, 35)),
        ({"ideal": "25", "min": "20"}, Duration(25, 20, 25)),
        ({"min": "20", "max": "35"}, Duration(25, 20, 35)),
        ({"min": "20"}, Duration(20, 20, None)),
        ("mindst 20", Duration(20, 20, None)),
        ("at least half an hour", Duration(30, 30, None)),
        (None, Duration.REST),
        ("~", Duration.REST),
    ],
)
def test_a_duration_is_ideal_least_and_most(written: object, found: Duration) -> None:
    assert Duration.parse(written) == found


@pytest.mark.parametrize("written", ["1 kvart time", "to kvart time", "et par timer", "knap en time"])
def test_what_could_mean_two_things_is_told_with_what_to_write(written: str) -> None:
    with pytest.raises(
        ValueError, match=rf"“{written}” is no duration; expected minutes such as 20, 20-35, or 1 h 30 min"
    ):
        Duration.parse(written)


@pytest.mark.parametrize("written", ["min. 20", "min 20", "højst 30", "maks. 30 min", "op til 30", "at most 30"])
def test_one_end_of_a_span_is_told(written: str) -> None:
    with pytest.raises(ValueError, match=rf"“{re.escape(written)}” says only one end; expected both, such as 20-30"):
        Duration.parse(written)


def test_a_clock_time_is_told_as_the_language_writes_it() -> None:
    with speaking("da"), pytest.raises(ValueError, match=r"forventede et som 08\.30; mente du »9\.30«\?"):
        parse_clock("halv ti")


def test_of_a_night_more_hours_may_be_told_than_a_day_has() -> None:
    assert parse_clock("24:35", until=36 * 60) == DAY + 35
    for clock, until, last in (("24:35", DAY, "24:00"), ("36:01", 36 * 60, "36:00")):
        with pytest.raises(ValueError, match=rf"“{clock}” is no time of the day; expected 00:00 to {last}"):
            parse_clock(clock, until)


def test_a_comma_in_a_clock_time_is_told() -> None:
    with pytest.raises(ValueError, match=r"“9,20” is no clock time; .*; did you mean “9:20”\?"):
        parse_clock("9,20")


@pytest.mark.parametrize(
    "written",
    [
        *["", "kort", "20-35-50", "35-20", "-5", "1.5", "10081", "9" * 5000, True, ["20"], {}],
        *[{"ideal": "10", "min": "20"}, {"ideal": "40", "max": "35"}, {"ideel": "20"}],
    ],
)
def test_what_is_no_duration_is_an_error(written: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Duration.parse(written)


def test_a_text_without_end_is_cut_where_it_is_told() -> None:
    for read in (parse_clock, parse_minutes):
        with pytest.raises(ValueError, match=r"“x{39}…” is no"):
            read("x" * 300)


@pytest.mark.parametrize("text", ["90m", "1,5 t", "1½ time", "halvanden time", "90", "ca. 90 min.", "1 t 30"])
def test_steps_and_slides_take_minutes_as_blocks_do(text: str) -> None:
    assert Step.model_validate({"do": "Tal sammen", "minutes": text}).minutes == 90
    assert Questions.model_validate({"questions": ["Hvad?"], "minutes": text}).minutes == 90


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("10-15", "“10-15” is a span; expected one number of minutes such as 15"),
        ("et kvarter til en halv time", "is a span; expected one number of minutes such as en halv time"),
        ("12,30", "expected one such as 12, or 12 h 30 min"),
        ("halvanden", "expected one such as 20, or halvanden hour"),
        ("lidt", "“lidt” is no number of minutes; expected one such as 20, or 1 h 30 min"),
    ],
)
def test_a_step_or_a_slide_says_what_to_write_in_place_of_other_minutes(text: str, told: str) -> None:
    for model, given_ in ((Step, {"do": "Tal"}), (Questions, {"questions": ["Hvad?"]})):
        with pytest.raises(ValidationError) as caught:
            model.model_validate(given_ | {"minutes": text})
        assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("twenty-five minutes", 25), ("forty five", 45), ("femogtredive minutter", 35), ("quarter of an hour", 15)],
)
def test_numbers_in_two_words_are_no_spans(text: str, minutes: int) -> None:
    assert (Duration.parse(text), parse_minutes(text)) == (Duration.fixed(minutes), minutes)


@pytest.mark.parametrize("text", ["kvart i ni", "12.30 pm", "half past nine"])
def test_a_clock_time_is_no_duration_and_is_told_where_it_belongs(text: str) -> None:
    with pytest.raises(ValueError, match="is no duration; expected minutes such as 20, or a clock time in “at”"):
        Duration.parse(text)
