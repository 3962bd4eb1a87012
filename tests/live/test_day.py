"""A day as it really goes, played in Chromium from the disk with a clock of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from facilitator.agenda.schedule import Schedule
from facilitator.live.answers import cases
from judges.tab import Tab
from live.days import TRIO, opened
from live.test_answers import numbers_of, told

pytestmark = pytest.mark.browser

At = Callable[..., Tab]


def expected(schedule: Schedule, block: str, minute: int, form: str | None = None, gone: tuple[int, ...] = ()) -> Any:
    """What the planner says of the rest of the day: in that form, or else the best in which only goes what may."""
    case = next(one for one in cases(schedule) if one.slot.id == block and one.gone == gone)
    answers = case.answers(minute)
    unasked = next((one for one in answers if not one.left_out), answers[0])
    return told(next((one for one in answers if one.form == form), unasked), numbers_of(schedule))


def running(tab: Tab) -> dict[str, Any]:
    """Where the page says that the day is."""
    found: dict[str, Any] = tab.run("facilitator.standing('')")
    return found


def told_clock(minute: int) -> str:
    return f"kl. {minute // 60:02d}.{minute % 60:02d}"


class TestAWholeDay:
    def test_every_block_runs_late_and_the_rest_is_the_planner_s(self, at: At) -> None:
        schedule = opened(TRIO).schedule
        tab = at(TRIO, "08.20")
        assert "10" in tab.text("#left")
        now = schedule.start - 10
        began = schedule.start + 3
        played = []
        while True:
            tab.later(began - now)
            now = began
            tab.press("PageDown")
            one = running(tab)
            if one["phase"] == "done":
                break
            slot = list(schedule.walk())[one["number"]]
            played.append(slot.id)
            assert tab.text("#title") == slot.block.title
            assert one["answer"] == expected(schedule, slot.id, now)
            late = now - slot.start
            tab.tick()
            words = f"{abs(late)} min. {'efter' if late > 0 else 'før'} planen" if late else "Til tiden"
            assert tab.text("#off") == words
            began = one["end"] + 2
        assert "pause" in played
        assert len(played) > 8
        assert tab.text("#title") == "Dagen er slut"
        late = now - schedule.end
        assert late > 0
        assert (tab.text("#unit"), tab.text("#off")) == (f"Sluttede {told_clock(now)}", f"{late} min. efter planen")
        assert tab.mistakes == []

    def test_a_start_that_is_so_more_or_less_is_told_so(self, at: At) -> None:
        tab = at("days", "12.50")
        tab.press("PageDown")
        assert tab.text("#upcoming-when").startswith("ca. kl. 14.00")
        first, second = tab.run("[...document.querySelectorAll('#rest .when')].map((one) => one.innerText)")[:2]
        assert (first, second) == ("ca. 14.00", "18.00")

    def test_what_is_chosen_is_followed_and_can_be_undone(self, at: At) -> None:
        schedule = opened(TRIO).schedule
        first = schedule.slots[0]
        tab = at(TRIO, "08.30")
        tab.later(38)
        tab.press(" ")
        tab.tick()
        assert len(tab.run("[...document.querySelectorAll('.way')].map((one) => one.innerText)")) >= 2
        tab.click("[data-form=stop] .way")
        assert running(tab)["answer"] == expected(schedule, first.id, first.start + 38, "stop")
        assert tab.text("#pin-title") == "Slut"
        tab.click("#undo")
        assert tab.text("#pin-title") == "Pause"
        assert "rykket fra kl. 10.00" in tab.text("#pin-when")
        assert running(tab)["answer"] == expected(schedule, first.id, first.start + 38)

    def test_what_goes_when_a_way_is_chosen_stays_away(self, at: At) -> None:
        schedule = opened(TRIO).schedule
        numbers = numbers_of(schedule)
        slot, minute, gone = next(
            (case.slot, minute, answers[0].schedule.dropped)
            for case in cases(schedule)
            for minute in range(case.slot.start, case.last)
            if not case.gone and case.slot.start > schedule.start
            if (answers := case.answers(minute)) and answers[0].schedule.dropped and not answers[0].left_out
        )
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        while running(tab)["next"] != numbers[slot.id]:
            tab.press("PageDown")
        tab.later(minute - schedule.start)
        tab.press("PageDown")
        tab.tick()
        tab.click("#ways-list li:first-child .way")
        one = running(tab)
        ids = {block.title: other.id for block in gone for other in schedule.walk() if other.block == block}
        out = tuple(sorted(numbers[one] for one in ids.values()))
        assert out
        assert one["answer"] == expected(schedule, slot.id, minute, one["answer"]["form"], out)
        tab.click("#undo")
        assert running(tab)["answer"] == expected(schedule, slot.id, minute)

    def test_a_block_that_may_be_left_out_is_with_one_tap_and_comes_back(self, at: At) -> None:
        schedule = opened(TRIO).schedule
        first, number = schedule.slots[0], numbers_of(schedule)
        optional = next(slot for slot in schedule.walk() if slot.block.optional is not None)
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.click(f"#rest [data-id={optional.id}]")
        assert running(tab)["answer"] == expected(schedule, first.id, first.start, gone=(number[optional.id],))
        assert "udgår" in tab.text("#rest")
        tab.click(f"#rest [data-id={optional.id}]")
        assert running(tab)["answer"] == expected(schedule, first.id, first.start)

    def test_no_break_goes_until_somebody_chooses_it(self, at: At) -> None:
        tab = at(TRIO, "10.12")
        while tab.text("#upcoming-title") != "Pause":
            tab.press("PageDown")
        assert running(tab)["answers"][0]["leftOut"]
        assert "Sådan går det" in tab.text("[data-form=push]")
        tab.click("[data-form=stop] .way")
        assert tab.text("#upcoming-title").startswith("Kultur")
        tab.click("#undo")
        tab.press("PageDown")
        assert tab.text("#title") == "Pause"

    def test_hours_are_told_as_hours(self, at: At) -> None:
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.later(15 + 5 * 60 + 31)
        tab.tick()
        assert (tab.text("#left"), tab.text("#unit")) == ("5 t. 31", "min. over tiden")
        assert tab.text("#off") == "5 t. 31 min. efter planen"
        assert tab.text("#ends-at") == "Skulle slutte kl. 08.45"

    def test_before_it_begins_the_next_fixed_time_is_another_one(self, at: At) -> None:
        tab = at(TRIO, "08.34")
        assert tab.text("#unit") == "Skulle begynde kl. 08.30"
        assert tab.text("#pin-title") == "Pause"
        assert "14. januar 2027" in tab.text("#kind")

    def test_hours_from_its_beginning_nobody_is_late(self, at: At) -> None:
        tab = at(TRIO, "20.00")
        assert (tab.text("#off"), tab.text("#outside")) == ("", "")
        assert tab.text("#unit") == "Begynder kl. 08.30"
        assert tab.text("#upcoming-when") == "kl. 08.30 · 15 min. · Begge"


class TestNothingIsLost:
    def test_reloaded_in_the_middle_it_is_where_it_was(self, at: At) -> None:
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.later(22)
        tab.press("PageDown")
        tab.later(3)
        tab.tick()
        seen = {one: tab.text(one) for one in ("#title", "#left", "#off", "#rest", "#clock", "#began-at")}
        tab.reload()
        tab.tick()
        assert {one: tab.text(one) for one in seen} == seen
        tab.press("PageUp")
        assert tab.text("#title") == opened(TRIO).schedule.slots[0].block.title
        assert tab.text("#began-at") == "Begyndte kl. 08.30"

    def test_a_laptop_that_has_slept_knows_how_late_it_is(self, at: At) -> None:
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.later(40, alone=True)
        tab.tick()
        assert "sprunget 40 min." in tab.text("#jumped")
        assert tab.text("#off") == "25 min. efter planen"
        tab.click("#jumped-leave")
        assert tab.text("#jumped") == ""
        assert tab.text("#off") == "25 min. efter planen"

    def test_a_clock_that_was_set_changes_nothing_but_the_clock(self, at: At) -> None:
        tab = at(TRIO, "07.30")
        tab.press("PageDown")
        tab.later(5)
        left = tab.text("#left")
        tab.later(60, alone=True)
        tab.tick()
        tab.click("#jumped-right")
        assert tab.text("#left") == left
        assert tab.text("#clock") == "08.35"
        assert tab.text("#off") == "Til tiden"

    def test_a_clock_that_goes_back_takes_no_minutes_from_a_block(self, at: At) -> None:
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.later(10)
        tab.later(-60, alone=True)
        tab.tick()
        assert "stillet 60 min. tilbage" in tab.text("#jumped")
        assert tab.text("#jumped-leave") == ""
        tab.press("PageDown")
        assert tab.run("facilitator.course()").splitlines()[1].endswith(";08.30;08.30;0")

    def test_what_is_left_from_another_day_is_not_taken_for_today_s(self, at: At) -> None:
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.later(3)
        tab.tick()
        assert tab.text("#stale") == ""
        tab.later(24 * 60)
        tab.reload()
        tab.tick()
        assert "fra en anden dag" in tab.text("#stale")
        assert tab.text("#left") == "23 t. 48"
        tab.click("#stale-over")
        tab.click("#sure-yes")
        assert (tab.text("#stale"), running(tab)["phase"]) == ("", "waiting")

    def test_a_beginning_that_was_told_too_late_is_corrected(self, at: At) -> None:
        tab = at(TRIO, "08.34")
        tab.press("PageDown")
        tab.tick()
        assert tab.text("#off") == "4 min. efter planen"
        for _time in range(4):
            tab.click("#began-less")
        assert tab.text("#off") == "Til tiden"


class TestOtherDays:
    def test_tracks_each_have_their_clock(self, at: At) -> None:
        tab = at("tracks", "09.00")
        tab.press("PageDown")
        tab.later(15)
        tab.press("PageDown")
        tab.tick()
        lanes = tab.text("#lanes")
        assert "Ledelse · Lokale 1" in lanes
        assert "Samarbejde · Lokale 2" in lanes
        tab.later(20)
        tab.click("#lanes li:first-child [data-id='on 0']")
        tab.tick()
        first, second = (tab.text(f"#lanes li:nth-child({number}) .lane-title") for number in (1, 2))
        assert (first, second) == ("Det lette", "Os og dem")
        tab.click("#lanes li:first-child [data-id='back 0']")
        assert tab.text("#lanes li:first-child .lane-title") == "Det svære"

    def test_a_late_track_makes_the_rest_of_the_day_late(self, at: At) -> None:
        schedule = opened("tracks").schedule
        tab = at("tracks", "09.00")
        tab.press("PageDown")
        tab.later(15)
        tab.press("PageDown")
        tab.later(80)
        tab.tick()
        one = running(tab)
        # The second block of the late track is still to come.
        assert one["begin"] >= 9 * 60 + 95 + 10
        assert one["answer"] == expected(schedule, "pause", one["begin"])

    def test_past_midnight_it_counts_on(self, at: At) -> None:
        tab = at("night", "22.30")
        tab.press("PageDown")
        tab.later(25)
        tab.press("PageDown")
        tab.later(60)
        tab.press("PageDown")
        tab.tick()
        assert tab.text("#title") == "Kaffe"
        tab.later(25)
        tab.tick()
        assert tab.text("#clock") == "00.20"
        assert tab.text("#ends-at") == "Pausen skulle slutte kl. 00.15"
        one = running(tab)
        assert one["minute"] == pytest.approx(24 * 60 + 20, abs=1)
        tab.reload()
        assert running(tab)["minute"] == pytest.approx(24 * 60 + 20, abs=1)

    def test_the_next_day_waits_for_its_morning(self, at: At) -> None:
        tab = at("days", "13.00")
        for later in (0, 45, 100):
            tab.later(later)
            tab.press("PageDown")
        assert tab.text("#title") == "Middag"
        tab.later(200)
        tab.press("PageDown")
        assert tab.text("#title") == "Klar til næste"
        assert tab.text("#unit") == "Begynder kl. 08.30"
        tab.later(14 * 60)
        tab.tick()
        assert (tab.text("#clock"), tab.text("#off")) == ("08.45", "15 min. efter planen")
        tab.press("PageDown")
        assert tab.text("#title") == "Morgensang"

    def test_a_plan_without_a_clock_counts_from_its_beginning(self, at: At) -> None:
        tab = at("loose", "11.17")
        assert tab.text("#off") == "Til tiden"
        tab.press("PageDown")
        tab.later(12)
        tab.tick()
        assert tab.text("#clock") == "0.12"
        tab.later(12)
        tab.press("PageDown")
        tab.tick()
        assert running(tab)["answer"] == expected(opened("loose").schedule, "samtale", 24)


class TestThoseWhoTakePart:
    def test_the_wall_has_neither_names_nor_notes(self, at: At, tabs: Callable[..., Tab], pages: Any) -> None:
        tab = at("tracks", "09.00")
        tab.press("PageDown")
        wall = tabs(1920, 1080, tab.run("Date.now()"))
        wall.open(pages("tracks"), "#wall")
        wall.tick()
        assert "Velkommen" in wall.text("#wall")
        assert "Anna" not in wall.text("body")
        wall.later(21)
        wall.tick()
        size = "parseFloat(getComputedStyle(document.getElementById('{}')).fontSize)"
        assert wall.run(size.format("wall-unit")) > wall.run(size.format("wall-title")), "that the time is up is seen"
        tab.later(15)
        tab.press("PageDown")
        wall.later(15)
        wall.tick()
        assert "Ledelse · Lokale 1" in wall.text("#wall")
        assert "Bo" not in wall.text("body").split()
        assert wall.requests == [f"{pages('tracks').as_uri()}"]

    def test_a_break_says_when_we_meet_again(self, at: At, tabs: Callable[..., Tab], pages: Any) -> None:
        tab = at("tracks", "09.00")
        for later in (0, 20, 70):
            tab.later(later)
            tab.press("PageDown")
        tab.click("#ends-five")
        wall = tabs(1920, 1080, tab.run("Date.now()"))
        wall.open(pages("tracks"), "#wall")
        wall.tick()
        assert "Vi ses igen kl." in wall.text("#wall")
        # The facilitator's own air lies between.
        assert (tab.text("#ends-at"), wall.text("#wall-left")) == ("Pausen er slut kl. 10.50", "11.00")


class TestByItself:
    def test_no_request_leaves_and_none_could(self, at: At) -> None:
        tab = at(TRIO, "08.30")
        tab.press("PageDown")
        tab.later(130)
        assert {one.partition("?")[0] for one in tab.requests} == {tab.run("location.href").partition("?")[0]}
        assert tab.run("fetch('https://example.org').then(() => 'out', () => 'in')", wait=True) == "in"
        tab.run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'ran = 1' }))")
        assert tab.run("typeof ran") == "undefined"

    def test_a_rehearsal_leaves_no_trace(self, at: At) -> None:
        tab = at(TRIO, "15.00")
        tab.click("#rehearse")
        tab.press("PageDown")
        assert tab.text("#title") == opened(TRIO).schedule.slots[0].block.title
        assert tab.text("#trial")
        tab.click("#rehearsed")
        assert tab.text("#trial") == ""
        assert running(tab)["phase"] == "waiting"

    @pytest.mark.parametrize(("width", "height"), [(1366, 625), (683, 384), (844, 390), (390, 844)])
    def test_the_minutes_and_the_keys_are_in_sight_on_every_screen(self, at: At, width: int, height: int) -> None:
        tab = at(TRIO, "08.30", width=width, height=height)
        tab.press("PageDown")
        tab.tick()
        script = "['left', 'keys'].map((id) => document.getElementById(id).getBoundingClientRect().toJSON())"
        left, keys = tab.run(script)
        assert 0 <= left["top"] < left["bottom"] <= keys["top"]
        assert keys["bottom"] <= height

    def test_keys_alone_are_enough(self, at: At) -> None:
        tab = at(TRIO, "09.00")
        tab.press("ArrowRight")
        tab.tick()
        for _press in range(60):
            tab.press("Tab")
            if tab.run("document.activeElement.matches('.way')"):
                break
        tab.press("Enter")
        assert tab.run("document.activeElement.matches('.way[aria-pressed=true]')")
        tab.press("ArrowLeft")
        assert running(tab)["phase"] == "waiting"
