"""The plan of a day: what holds, what gives way, and what is said about it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from agenda.planning import agenda, rows
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import PlanNote
from facilitator.messages import Problems
from facilitator.text.times import parse_clock

MORNING = """
start: 08.30
end: 11.30
blocks:
  - {title: Velkommen, at: 08.30, minutes: 10-20}
  - {title: Oplæg, minutes: 20-35}
  - {title: Samtale, minutes: 20-30, optional: 2}
  - {title: Leg, minutes: 10-20, optional: 1}
  - {title: Pause, kind: break, at: 10.00, minutes: 15}
  - {title: Øvelse, minutes: "{length}"}
  - {title: Tak, until: 11.30, minutes: 10-15}
"""


def morning(length: str = "60-70") -> str:
    return MORNING.replace("{length}", length)


def test_blocks_between_two_pins_fill_the_time_exactly() -> None:
    assert rows(plan(agenda(morning()))) == [
        "08.30–08.50 Velkommen",
        "08.50–09.20 Oplæg",
        "09.20–09.45 Samtale",
        "09.45–10.00 Leg",
        "10.00–10.15 Pause",
        "10.15–11.20 Øvelse",
        "11.20–11.30 Tak",
    ]


def test_too_little_time_shrinks_in_proportion_to_what_each_can_give() -> None:
    schedule = plan(
        agenda("""
            start: 09.00
            end: 10.00
            blocks:
              - {title: A, minutes: {ideal: 40, min: 20}}
              - {title: B, minutes: {ideal: 20, min: 10}}
              - {title: C, minutes: 30}
        """)
    )
    assert [slot.minutes for slot in schedule.slots] == [20, 10, 30]


def test_minutes_are_whole_fives_where_they_can_be() -> None:
    schedule = plan(
        agenda("""
            start: 09.00
            end: 10.02
            blocks:
              - {title: A, minutes: {ideal: 30, min: 15}}
              - {title: B, minutes: {ideal: 30, min: 15}}
              - {title: C, minutes: {ideal: 30, min: 15}}
        """)
    )
    assert [slot.minutes for slot in schedule.slots] == [20, 20, 22]


def test_time_to_spare_goes_where_a_block_says_it_may() -> None:
    schedule = plan(agenda("{start: 09.00, end: 10.00, blocks: [{title: A, minutes: 20}, {title: B, minutes: 20-40}]}"))
    assert [slot.minutes for slot in schedule.slots] == [20, 40]
    assert schedule.notes == ()


def test_whatever_is_left_goes_to_the_block_that_asks_for_it() -> None:
    schedule = plan(agenda("{start: 09.00, end: 10.00, blocks: [{title: A, minutes: 20-30}, {title: B, minutes: ~}]}"))
    assert [slot.minutes for slot in schedule.slots] == [25, 35]


def test_a_buffer_takes_what_nobody_else_may_have_and_shrinks_to_nothing() -> None:
    text = "{start: 09.00, end: END, blocks: [{title: A, minutes: 20-30}, {title: B, kind: buffer, minutes: 10}]}"
    roomy, tight = plan(agenda(text.replace("END", "10.00"))), plan(agenda(text.replace("END", "09.20")))
    assert [slot.minutes for slot in roomy.slots] == [30, 30]
    assert [slot.minutes for slot in tight.slots] == [20, 0]


def test_time_nobody_may_use_is_told_and_lies_before_the_pin() -> None:
    schedule = plan(agenda(morning("30")))
    assert schedule.notes == (PlanNote("room", "Tak", 30, path=("blocks", 6)),)
    assert rows(schedule)[-2:] == ["10.15–10.45 Øvelse", "11.15–11.30 Tak"]


def test_time_to_spare_at_the_end_is_told() -> None:
    schedule = plan(agenda("{start: 09.00, end: 10.00, blocks: [{title: A, minutes: 45}]}"))
    assert schedule.notes == (PlanNote("room_at_end", "", 15),)


def test_too_little_time_says_how_much_between_what_and_who_could_give() -> None:
    with pytest.raises(Problems) as caught:
        plan(agenda(morning("75").replace("20-35", "60-70")))
    first, second = caught.value.problems
    assert first.what == "10 minutes too few from 08:30 (“Velkommen”) to 10:00 (“Pause”)"
    assert "in this order: “Leg” (10), “Samtale” (20)" in first.expected
    assert "already at their least: “Velkommen” (10), “Oplæg” (60)" in first.expected
    assert second.what == "10 minutes too few from 10:00 (“Pause”) to 11:30 (“Tak”)"
    assert "could be given fewer minutes: “Øvelse” (75), “Pause” (15), “Tak” (10)" in second.expected


def test_the_latest_start_leaves_everybody_their_least_minutes() -> None:
    latest = {slot.id: slot.latest_start for slot in plan(agenda(morning())).slots}
    assert latest["tak"] == parse_clock("11.20")
    assert latest["oevelse"] == parse_clock("10.20")
    assert latest["pause"] == parse_clock("10.00")
    assert latest["leg"] == parse_clock("09.50")
    assert latest["oplaeg"] == parse_clock("09.10")


def test_a_soft_start_is_kept_where_the_limits_allow_it() -> None:
    text = "{start: 09.00, blocks: [{title: A, minutes: LONG}, {title: Pause, around: 10.00, minutes: 10}]}"
    assert rows(plan(agenda(text.replace("LONG", "50-70"))))[-1] == "10.00–10.10 Pause"
    late = plan(agenda(text.replace("LONG", "70")))
    assert (late.slots[-1].slip, late.notes) == (
        10,
        (PlanNote("slip", "Pause", 10, parse_clock("10.10"), path=("blocks", 1)),),
    )
    early = plan(agenda(text.replace("LONG", "40")))
    assert (early.slots[-1].slip, early.notes) == (0, (PlanNote("room", "Pause", 20, path=("blocks", 1)),))
    hurried = plan(agenda(text.replace("LONG", "40")[:-2] + ", {title: B, at: 10.05, minutes: 5}]}"))
    assert (hurried.slots[1].slip, hurried.notes[1:]) == (
        -5,
        (PlanNote("early", "Pause", 5, parse_clock("09.55"), path=("blocks", 1)),),
    )


def test_without_clock_times_the_plan_is_relative_until_a_start_is_given() -> None:
    both = agenda("{blocks: [{title: Viden, minutes: 45}, {title: Dialog, minutes: 45}]}")
    assert (plan(both).relative, rows(plan(both))) == (True, ["00.00–00.45 Viden", "00.45–01.30 Dialog"])
    moved = plan(both, start=parse_clock("13.00"))
    assert (moved.relative, rows(moved)) == (False, ["13.00–13.45 Viden", "13.45–14.30 Dialog"])


def test_moving_the_start_moves_the_pins_along() -> None:
    schedule = plan(agenda(morning()), start=parse_clock("12.30"))
    assert rows(schedule)[4] == "14.00–14.15 Pause"
    assert rows(schedule)[-1] == "15.20–15.30 Tak"


def test_a_start_that_is_not_written_follows_from_the_first_pin() -> None:
    schedule = plan(agenda("{blocks: [{title: A, minutes: 30}, {title: Frokost, at: 12.00, minutes: 45}]}"))
    assert rows(schedule) == ["11.30–12.00 A", "12.00–12.45 Frokost"]


def test_a_session_may_go_past_midnight() -> None:
    schedule = plan(
        agenda("""
            start: 22.00
            end: 01.30
            blocks:
              - {title: A, minutes: ~}
              - {title: B, at: 00.30, minutes: 60}
        """)
    )
    assert rows(schedule) == ["22.00–00.30 A", "00.30–01.30 B"]
    assert schedule.end == 25 * 60 + 30


def test_a_session_may_take_several_days() -> None:
    schedule = plan(
        agenda("""
            start: 09.00
            end: 12.00
            blocks:
              - {title: Dag 1, minutes: 2 timer}
              - {title: Dag 2, day: 2, at: 08.00, minutes: ~}
              - {title: Tak, until: 12.00, minutes: 10}
        """)
    )
    assert [(slot.start, slot.end) for slot in schedule.slots] == [
        (9 * 60, 11 * 60),
        (24 * 60 + 8 * 60, 24 * 60 + 11 * 60 + 50),
        (24 * 60 + 11 * 60 + 50, 24 * 60 + 12 * 60),
    ]
    assert schedule.notes == ()


def test_clock_times_that_run_backwards_are_an_error() -> None:
    with pytest.raises(Problems, match=r"“B” is set to 09:00, but it is already 10:00 by then"):
        plan(agenda("{start: 08.00, blocks: [{title: A, at: 10.00, minutes: 5}, {title: B, at: 09.00, minutes: 5}]}"))


def test_days_that_run_backwards_are_an_error() -> None:
    with pytest.raises(Problems, match="“B” is on day 1"):
        plan(agenda("{start: 08.00, blocks: [{title: A, day: 2, minutes: 5}, {title: B, day: 1, minutes: 5}]}"))


def test_tracks_last_as_long_as_the_longest_and_the_others_wait() -> None:
    schedule = plan(
        agenda("""
            start: 13.00
            blocks:
              - title: Værksteder
                parallel:
                  - {title: Samtalen, blocks: [{title: Øv, minutes: 40}]}
                  - {title: Planen, blocks: [{title: Skriv, minutes: 20}, {title: Del, minutes: 10}]}
              - {title: Tak, minutes: 10}
        """)
    )
    assert rows(schedule) == ["13.00–13.40 Værksteder", "13.40–13.50 Tak"]
    one, other = schedule.slots[0].lanes
    assert [lane.waiting for lane in (one, other)] == [0, 10]
    assert [(slot.id, slot.start) for slot in other.slots] == [("skriv", 13 * 60), ("del", 13 * 60 + 20)]


def test_a_milestone_takes_no_time() -> None:
    schedule = plan(agenda("{start: 09.00, blocks: [{title: A, minutes: 30}, {title: Slut, kind: milestone}]}"))
    assert rows(schedule)[-1] == "09.30–09.30 Slut"


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ("{title: A}", "“A” has no minutes"),
        ("{title: A, kind: milestone, minutes: 5}", "a milestone, but its minutes say 5"),
        ("{title: A, minutes: 10, how: [{do: x, minutes: 4}, {do: y, minutes: 4}]}", "add up to 8 minutes"),
        ("{title: A, minutes: 10, how: [{do: x, minutes: 14}, {do: y}]}", "add up to 14 minutes"),
        ("{title: A, at: 09.00, until: 09.30, minutes: 20}", "lasts 30 minutes"),
        ("{title: A, minutes: 5, parallel: [{title: T, blocks: [{title: B, minutes: 9}]}]}", "longest track needs 9"),
    ],
)
def test_a_block_that_contradicts_itself_is_an_error(block: str, message: str) -> None:
    with pytest.raises(Problems, match=message):
        plan(agenda(f"{{start: 09.00, blocks: [{block}]}}"))


def test_what_does_not_fit_names_what_could_go_inside_tracks() -> None:
    tracks = "[{title: T, blocks: [{title: Film, minutes: 30, optional: 1}, {title: Snak, minutes: 30}]}]"
    with pytest.raises(Problems, match=r"could be taken out, in this order: “Film” \(30\)"):
        plan(agenda(f"{{start: 9.00, end: 9.50, blocks: [{{title: Spor, parallel: {tracks}}}]}}"))


@pytest.mark.parametrize("value", ["true", "ja"])
def test_optional_asks_for_the_order(value: str) -> None:
    with pytest.raises(ValidationError, match="expected a number such as 1: the lowest goes first"):
        agenda(f"{{blocks: [{{title: A, minutes: 5, optional: {value}}}]}}")


def test_a_wish_may_say_that_it_is_one() -> None:
    text = "{start: 9.00, blocks: [{title: A, minutes: 5}, {title: B, minutes: 5, around: ca. 9.30}]}"
    assert rows(plan(agenda(text))) == ["09.00–09.05 A", "09.30–09.35 B"]


def test_minutes_may_follow_from_the_steps_or_the_pins() -> None:
    steps = "{start: 09.00, blocks: [{title: A, how: [{do: x, minutes: 4}, {do: y, minutes: 8}]}]}"
    pins = "{start: 09.00, blocks: [{title: A, at: 09.10, until: 09.40}]}"
    assert rows(plan(agenda(steps))) == ["09.00–09.12 A"]
    assert rows(plan(agenda(pins))) == ["09.10–09.40 A"]


def test_steps_stretch_with_their_block() -> None:
    block = "{title: A, minutes: 10-30, how: [{do: x, minutes: 4}, {do: y, minutes: 8}]}"
    steps = plan(agenda(f"{{start: 09.00, end: 09.30, blocks: [{block}]}}")).slots[0].steps
    assert [(step.start, step.minutes) for step in steps] == [(540, 10), (550, 20)]


class TestRunningLate:
    def test_the_rest_of_the_day_gives_way(self) -> None:
        schedule = plan(agenda(morning()))
        left = replan(schedule, at="oevelse", now=parse_clock("10.20"))[0].schedule
        assert rows(left) == ["10.20–11.20 Øvelse", "11.20–11.30 Tak"]
        assert left.notes == (PlanNote("shortened", "Øvelse", 5, path=("blocks", 5)),)

    def test_optional_blocks_go_only_when_they_must_lowest_number_first(self) -> None:
        schedule = plan(agenda(morning()))
        early = replan(schedule, at="oplaeg", now=parse_clock("09.05"))[0].schedule
        assert (early.dropped, [block.title for block in early.droppable]) == ((), ["Leg", "Samtale"])
        late = replan(schedule, at="oplaeg", now=parse_clock("09.15"))[0].schedule
        assert [block.title for block in late.dropped] == ["Leg"]
        assert late.notes[0] == PlanNote("dropped", "Leg", 15, path=("blocks", 3))
        assert rows(late)[:3] == ["09.15–09.40 Oplæg", "09.40–10.00 Samtale", "10.00–10.15 Pause"]

    def test_where_the_pins_cannot_hold_they_move_and_are_named(self) -> None:
        (push,) = replan(plan(agenda(morning())), at="oevelse", now=parse_clock("10.32"))
        assert (push.form, push.late) == ("push", 24)
        assert rows(push.schedule) == ["10.32–11.32 Øvelse", "11.32–11.42 Tak"]
        assert push.schedule.notes[:2] == (
            PlanNote("ends_later", "Tak", 12, parse_clock("11.42"), path=("blocks", 6)),
            PlanNote("end_moved", "", 12, parse_clock("11.42")),
        )

    def test_or_the_day_ends_on_time_and_something_is_left_out(self) -> None:
        stop, push = replan(plan(agenda(morning())), at="leg", now=parse_clock("10.05"))
        assert (stop.form, push.form) == ("stop", "push")
        assert [block.title for block in stop.schedule.dropped] == ["Pause"]
        assert rows(push.schedule)[:2] == ["10.05–10.15 Leg", "10.15–10.30 Pause"]

    def test_the_running_block_may_itself_be_late(self) -> None:
        left = replan(plan(agenda(morning())), at="pause", now=parse_clock("10.05"))[0].schedule
        assert rows(left)[0] == "10.05–10.20 Pause"

    def test_a_block_goes_by_a_part_of_its_id_too(self) -> None:
        text = "{start: 9.00, blocks: [{title: Gør planen færdig, minutes: 10}, {title: Øvelsen, minutes: 10}]}"
        assert [plan(agenda(text)).find(part).block.title for part in ("goer", "ØVEL", "oevel")] == [
            "Gør planen færdig",
            "Øvelsen",
            "Øvelsen",
        ]

    def test_what_may_go_inside_tracks_may_go_too_but_never_all_of_a_track(self) -> None:
        schedule = plan(
            agenda(
                """
                start: 09.00
                end: 11.00
                blocks:
                  - title: Spor
                    parallel:
                      - {title: A, blocks: [{title: A1, minutes: 20, optional: 2}, {title: A2, minutes: 20}]}
                      - {title: B, blocks: [{title: B1, minutes: 40, optional: 1}]}
                  - {title: Leg, minutes: 20, optional: 1}
                  - {title: Tak, minutes: 10, optional: 1}
                """
            )
        )
        assert [block.title for block in schedule.droppable] == ["Leg", "A1"]

    def test_an_unknown_block_is_an_error_with_the_nearest_name(self) -> None:
        with pytest.raises(Problems, match="did you mean “pause”"):
            replan(plan(agenda(morning())), at="pausen", now=600)
