"""Dates that run backwards or collide are errors; days off are told."""

from __future__ import annotations

from pathlib import Path

import pytest

import facilitator
from facilitator.messages import Problems
from programme.files import PROGRAMME, planned


def notes(folder: Path, *changes: tuple[str, str]) -> tuple[str, ...]:
    text = PROGRAMME
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return planned(folder, text).notes


def refused(folder: Path, *changes: tuple[str, str]) -> str:
    with pytest.raises(Problems) as caught:
        notes(folder, *changes)
    return str(caught.value)


def test_dates_in_order_on_working_days_need_no_words(tmp_path: Path) -> None:
    assert notes(tmp_path) == ()


def test_dates_that_run_backwards_are_an_error_with_its_place(tmp_path: Path) -> None:
    said = refused(tmp_path, ("2027-01-28", "2027-01-07"), ("2027-01-27", "2027-01-15"))
    assert said.startswith(f"{tmp_path / 'forloeb.yaml'}:16:")
    assert "“To” is on 2027-01-07, before “Læs” on 2027-01-15" in said


def test_a_deadline_after_the_next_session_is_an_error(tmp_path: Path) -> None:
    assert "“To” is on 2027-01-28, before “Læs” on 2027-02-01" in refused(tmp_path, ("2027-01-27", "2027-02-01"))


def test_work_may_be_due_on_the_day_of_the_next_session(tmp_path: Path) -> None:
    assert notes(tmp_path, ("2027-01-27", "2027-01-28")) == ()


def test_two_sessions_at_the_same_time_collide(tmp_path: Path) -> None:
    same_day = (("by: 2027-01-27", "when: hurtigt"), ("2027-01-28", "2027-01-14"))
    assert notes(tmp_path, *same_day) == ()
    said = refused(tmp_path, *same_day, ("start: 13.00", "start: 9.30"))
    assert "“To” collides with “En”, which lasts until 2027-01-14 10:00" in said


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    said = refused(tmp_path, ("date: 2027-01-28", "date: 2027-01-08"), ("agenda: moede, when", "agenda: mode, when"))
    assert "“To” is on 2027-01-08" in said
    assert "there is no agenda “mode”" in said
    assert "did you mean “moede”?" in said


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2027-05-06", "»Tre« ligger torsdag den 6. maj 2027. Det er Kristi himmelfartsdag"),
        ("2027-12-24", "»Tre« ligger fredag den 24. december 2027. Det er Juleaftensdag"),
        ("2027-02-06", "»Tre« ligger i weekenden, lørdag den 6. februar 2027"),
    ],
)
def test_days_off_are_told_and_the_programme_holds(day: str, told: str, tmp_path: Path) -> None:
    with facilitator.speaking("da"):
        assert notes(tmp_path, ("when: i marts", f"date: {day}")) == (told,)


def test_holidays_are_told_in_the_language_of_messages(tmp_path: Path) -> None:
    (note,) = notes(tmp_path, ("when: i marts", "date: 2027-03-25"))
    assert note == "“Tre” falls on Thursday, 25 March 2027, which is Maundy Thursday"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("when: i marts", "data: {}", "“Tre” has no “date”"),
        ("when: i marts", "date: i marts", "a date such as 2025-01-31"),
        ("overview: vores-forloeb", "overview: vores-forlob", "did you mean “vores-forloeb”?"),
        ("reading: [Kapitel 1]", "raeding: [Kapitel 1]", "did you mean “reading”?"),
        ("between: Læs", "betwen: Læs", "agenda"),
        ("  - {between: Prøv, tasks: [Prøv det af]}\n", "  - {title: x, agenda: moede, date: 2027-02-02}\n",
         "has 3 parts, the programme 4 sessions"),
    ],
)  # fmt: skip
def test_mistakes_are_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert told in refused(tmp_path, (old, new))
