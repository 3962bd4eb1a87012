"""What is right when a day runs late: buffers that run, clock times inside tracks, and the end of the day."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

import pytest

from agenda.planning import planned, rows
from facilitator.agenda import Agenda
from facilitator.agenda.day_clock import lane_end, thinned_ends
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Answer, PlanNote, Schedule
from facilitator.messages import Problems
from facilitator.text.times import DAY, parse_clock


def asked(text: str, at: str | None, now: str, left: int | None = None) -> dict[str, Answer]:
    """The answers by their form."""
    return {one.form: one for one in replan(planned(text), at=at, now=parse_clock(now), left=left)}


def inner(schedule: Schedule) -> list[str]:
    """``09.45 S1`` for every block inside tracks."""
    found = [one for slot in schedule.slots for lane in slot.lanes for one in lane.slots]
    return [f"{one.start // 60:02}.{one.start % 60:02} {one.block.title}" for one in found]


class TestBufferThatRuns:
    def test_its_minutes_are_no_longer_there_to_spend(self) -> None:
        late = asked(
            """
            start: 09.00
            blocks:
              - {title: Ankomst, kind: buffer, minutes: 0-15}
              - {title: Velkommen, minutes: 10-20}
              - {title: Oplæg, minutes: 20-40}
              - {title: Pause, kind: break, at: 10.00, minutes: 10}
            """,
            "Ankomst",
            "09.10",
            10,
        )
        assert rows(late["keep"].schedule) == [
            "09.10–09.20 Ankomst",
            "09.20–09.35 Velkommen",
            "09.35–10.00 Oplæg",
            "10.00–10.10 Pause",
        ]

    def test_nor_before_a_block_that_ends_by_the_clock(self) -> None:
        late = asked(
            """
            start: 13.00
            end: 15.00
            blocks:
              - {title: Luft, kind: buffer, minutes: 5-20}
              - {title: B1, minutes: 20-30, until: 13.50}
              - {title: Luk, minutes: 20-40}
            """,
            "Luft",
            "13.20",
            7,
        )
        assert rows(late["keep"].schedule) == ["13.20–13.27 Luft", "13.27–13.50 B1", "13.50–14.30 Luk"]

    def test_nor_when_the_end_moves(self) -> None:
        blocks = "{title: A, minutes: 20}, {title: Luft, kind: buffer, minutes: 0-10}, {title: B, minutes: 15-20}"
        text = f"{{start: 09.00, end: 10.00, blocks: [{blocks}, {{title: Luk, minutes: 7-20}}]}}"
        push = asked(text, "Luft", "09.31", 12)["push"].schedule
        assert rows(push) == ["09.31–09.43 Luft", "09.43–09.58 B", "09.58–10.05 Luk"]


class TestClockTimesInTracks:
    TWO = """
        start: 09.00
        blocks:
          - {title: A, minutes: 10}
          - title: Spor
            parallel:
              - {title: Et, blocks: [{title: S1, at: 09.45, minutes: 15}]}
              - {title: To, blocks: [{title: T1, minutes: 5-15}, {title: T2, at: 09.30, minutes: 5}]}
          - {title: Luk, minutes: 5}
    """

    def test_each_moves_by_as_little_as_can_be(self) -> None:
        push = asked(self.TWO, "Spor", "09.45")["push"]
        assert inner(push.schedule) == ["09.45 S1", "09.45 T1", "09.50 T2"]
        assert rows(push.schedule)[-1] == "10.00–10.05 Luk"
        assert [note for note in push.schedule.notes if note.kind in ("moved", "end_moved")] == [
            PlanNote("moved", "T2", 20, parse_clock("09.50"), path=("blocks", 1, "parallel", 1, "blocks", 1))
        ]

    @pytest.mark.parametrize(
        ("now", "starts", "late"),
        [("09.20", ["09.20 S1", "09.30 T1"], 0), ("09.25", ["09.25 S1", "09.30 T1"], 5),
         ("09.40", ["09.40 S1", "09.40 T1"], 30)],
    )  # fmt: skip
    def test_those_that_can_stay_stay(self, now: str, starts: list[str], late: int) -> None:
        text = """
            start: 09.00
            blocks:
              - title: Spor
                parallel:
                  - {title: Et, blocks: [{title: S1, minutes: 5, at: 09.20}]}
                  - {title: To, blocks: [{title: T1, minutes: 10-20, at: 09.30}]}
              - {title: Luk, minutes: 5}
        """
        best = next(iter(asked(text, "Spor", now).values()))
        assert (inner(best.schedule), best.late) == (starts, late)


@pytest.mark.parametrize("now", ["10.30", "10.35", "11.00", "21.20"])
def test_after_the_last_block_nothing_has_negative_minutes(now: str) -> None:
    text = "{start: 09.00, end: 11.00, blocks: [{title: A, minutes: 60}, {title: Luk, minutes: 30}]}"
    for answer in asked(text, None, now).values():
        assert [slot.minutes for slot in answer.schedule.slots] == [0]


@pytest.mark.parametrize("now", ["10.05", "10.29"])
def test_in_the_last_block_its_rest_is_left(now: str) -> None:
    text = "{start: 09.00, end: 11.00, blocks: [{title: A, minutes: 60}, {title: Luk, minutes: 30}]}"
    assert rows(asked(text, None, now)["keep"].schedule) == [f"{now}–10.30 Luk"]


class TestWhatMayGoInsideTracks:
    OPTIONAL = """
        start: 09.00
        blocks:
          - {title: A, minutes: 10}
          - title: Spor
            parallel:
              - {title: Et, blocks: [{title: S1, minutes: 20}, {title: X, minutes: 20, optional: 1}]}
              - {title: To, blocks: [{title: T1, minutes: 20}]}
          - {title: P, kind: break, at: 10.00, minutes: 10}
          - {title: Luk, minutes: 10, until: 10.20}
    """

    @pytest.mark.parametrize(("at", "now"), [("Spor", "09.35"), ("S1", "09.35"), ("A", "09.25"), ("A", "09.30")])
    def test_goes_before_a_clock_time_is_broken(self, at: str, now: str) -> None:
        keep = asked(self.OPTIONAL, at, now)["keep"].schedule
        assert [block.title for block in keep.dropped] == ["X"]
        assert rows(keep)[-2:] == ["10.00–10.10 P", "10.10–10.20 Luk"]
        assert next(note for note in keep.notes if note.kind == "dropped") == PlanNote(
            "dropped", "X", 20, path=("blocks", 1, "parallel", 0, "blocks", 1)
        )

    def test_stays_while_there_is_time(self) -> None:
        assert asked(self.OPTIONAL, "Spor", "09.20")["keep"].schedule.dropped == ()

    FIRM = """
        start: 09.00
        end: 11.00
        blocks:
          - {title: A, minutes: 10-30}
          - title: Spor
            parallel:
              - {title: Et, blocks: [{title: S1, minutes: 20-40}, {title: S2, at: 10.00, minutes: 20}]}
              - {title: To, blocks: [{title: T1, minutes: 30-50}]}
          - {title: Luk, minutes: 10}
    """

    def test_ending_on_time_leaves_out_a_part_rather_than_all_of_it(self) -> None:
        stop = asked(self.FIRM, "A", "09.55")["stop"]
        assert ([block.title for block in stop.schedule.dropped], stop.left_out) == (["S2"], 20)
        assert rows(stop.schedule) == ["09.55–10.15 A", "10.15–10.50 Spor", "10.50–11.00 Luk"]

    def test_inside_a_track_too_and_the_block_ends_when_it_can(self) -> None:
        stop = asked(self.FIRM, "S1", "10.20")["stop"].schedule
        assert [block.title for block in stop.dropped] == ["S2"]
        assert rows(stop) == ["10.20–10.50 S1", "10.50–11.00 Luk"]

    def test_the_last_minutes_of_a_block_are_those_that_it_still_takes(self) -> None:
        text = """
            start: 13.00
            blocks:
              - {title: Intro, minutes: 20}
              - title: Værksteder
                parallel:
                  - {title: Et, blocks: [{title: Øv, minutes: 40}, {title: Tegn, minutes: 20}]}
                  - {title: To, blocks: [{title: Læg en plan, minutes: 45}]}
              - {title: Tak, minutes: 10}
        """
        late = replan(planned(text), at="Værksteder", now=parse_clock("14.10"), left=40)[0].schedule
        assert inner(late) == ["14.10 Øv", "14.30 Tegn", "14.10 Læg en plan"]
        assert [one.minutes for lane in late.slots[0].lanes for one in lane.slots] == [20, 20, 25]


class TestAsLongAsTheLongestTrack:
    """Whoever has nothing left to do in any track is not told that the block goes on."""

    @pytest.mark.parametrize(
        ("lanes", "end"),
        [
            ("[{title: S1, minutes: 10-60}, {title: S2, at: 10.00, minutes: 20}]", "10.20"),
            ("[{title: S1, minutes: 10-60}, {title: S2, until: 10.10, minutes: 20}]", "10.10"),
        ],
    )
    def test_it_ends_when_a_clock_time_inside_lets_it(self, lanes: str, end: str) -> None:
        blocks = f"{{title: A, minutes: 20-30}}, {{title: Spor, parallel: [{{title: Et, blocks: {lanes}}}]}}"
        made = planned(f"{{start: 09.00, blocks: [{blocks}, {{title: Luk, minutes: 10, at: 11.00}}]}}")
        assert rows(made)[1].split(" ")[0].split("–")[1] == end
        assert [note.kind for note in made.notes] == ["room"]

    def test_or_when_the_one_without_clock_times_is_done(self) -> None:
        made = planned(TestWhatMayGoInsideTracks.FIRM)
        assert rows(made)[1:] == ["09.30–10.20 Spor", "10.20–10.30 Luk"]
        assert [lane.waiting for lane in made.slots[1].lanes] == [0, 0]

    def test_with_a_budget_inside_too(self) -> None:
        made = planned("""
            start: 09.00
            end: 11.00
            budget: {exercise: 70}
            blocks:
              - {title: A, kind: exercise, minutes: 10-40}
              - title: Spor
                parallel:
                  - {title: Et, blocks: [{title: S1, kind: exercise, minutes: 20-30}]}
                  - {title: To, blocks: [{title: T1, kind: exercise, minutes: 10-30}]}
              - {title: B, minutes: 20-60}
              - {title: Luk, minutes: 10-20}
        """)
        spor = made.slots[1]
        assert max(lane.slots[-1].end for lane in spor.lanes) == spor.end
        assert sum(made.spent.values()) == 70


def test_a_buffer_keeps_the_most_that_it_says() -> None:
    text = "{start: 09.00, blocks: [{title: A, minutes: 20}, {title: Luft, kind: buffer, minutes: MINUTES}, PIN]}"
    text = text.replace("PIN", "{title: P, at: 10.00, minutes: 10}")
    said = planned(text.replace("MINUTES", "{ideal: 5, min: 0, max: 5}"))
    assert rows(said)[1] == "09.20–09.25 Luft"
    assert said.notes == (PlanNote("room", "P", 35, path=("blocks", 2)),)
    assert rows(planned(text.replace("MINUTES", "10")))[1] == "09.20–10.00 Luft"


class TestSeveralDays:
    TWO = """
        start: 09.00
        blocks:
          - {title: A, minutes: 60-90}
          - {title: Luk dag 1, minutes: 10, until: 16.00}
          - {title: B, day: 2, at: 09.00, minutes: 60}
          - {title: C, minutes: 20-40, until: 10.30}
    """

    @pytest.mark.parametrize(
        ("now", "day", "block"),
        [("08.50", None, "A"), ("15.55", None, "Luk dag 1"), ("16.30", None, "B"), ("08.50", 2, "B"), ("09.10", 1, "A"),
         ("09.10", 2, "B"), ("10.20", 2, "C")],
    )  # fmt: skip
    def test_the_time_tells_the_day_or_the_day_is_named(self, now: str, day: int | None, block: str) -> None:
        (first, *_others) = replan(planned(self.TWO), now=parse_clock(now), day=day)
        assert first.schedule.slots[0].block.title == block

    @pytest.mark.parametrize("track", [False, True])
    def test_what_runs_into_the_next_day_moves_its_clock_times_too(self, track: bool) -> None:
        evening = "{title: Spor, parallel: [{title: T, blocks: [{title: A, minutes: 60}]}]}"
        blocks = f"[{evening if track else '{title: A, minutes: 60}'}, {{title: B, day: 2, at: 07.00, minutes: 60}}]"
        late = asked(f"{{start: 19.00, blocks: {blocks}}}", "A", "06.30")
        assert rows(late["push"].schedule) == ["06.30–07.30 A", "07.30–08.30 B"]
        assert PlanNote("moved", "B", 30, DAY + parse_clock("07.30"), path=("blocks", 1)) in late["push"].schedule.notes

    def test_a_time_of_more_than_one_day_is_told(self) -> None:
        with pytest.raises(Problems, match=r"09:10 is a time of several days; .*“day 1 09:10”"):
            replan(planned(self.TWO), now=parse_clock("09.10"))

    def test_so_is_a_day_that_is_none_or_another(self) -> None:
        with pytest.raises(Problems, match="no day 3; expected one of 1, 2"):
            replan(planned(self.TWO), now=540, day=3)
        with pytest.raises(Problems, match="“B” is not on day 1"):
            replan(planned(self.TWO), now=540, at="B", day=1)


class TestNames:
    SAME = """
        start: 09.00
        blocks:
          - {title: Gruppearbejde 1, minutes: 10}
          - {title: Gruppearbejde 2, minutes: 10}
          - {title: Pause, minutes: 10}
          - {title: Gruppearbejde 1, minutes: 10}
          - {title: Tak, minutes: 10}
    """

    @pytest.mark.parametrize(("now", "block"), [("09.05", 0), ("09.12", 0), ("09.25", 3), ("09.35", 3), ("10.30", 3)])
    def test_of_two_with_one_title_it_is_the_nearest(self, now: str, block: int) -> None:
        made = planned(self.SAME)
        assert made.find("Gruppearbejde 1", parse_clock(now)) == made.slots[block]

    def test_a_part_of_several_titles_is_told(self) -> None:
        with pytest.raises(Problems, match="“Gruppe” could be several blocks; expected one of gruppearbejde-1, grup"):
            planned(self.SAME).find("Gruppe")


@pytest.mark.parametrize(("now", "form"), [("10.55", "keep"), ("10.56", "push"), ("11.10", "push")])
def test_an_end_by_the_clock_that_cannot_be_kept_is_moved(now: str, form: str) -> None:
    text = "{start: 09.00, blocks: [{title: A, minutes: 20}, {title: Tak, minutes: 5-10, until: 11.00}]}"
    (answer,) = asked(text, "Tak", now, 5).values()
    late = parse_clock(now) + 5 - parse_clock("11.00")
    assert (answer.form, answer.late) == (form, late)
    told = [note for note in answer.schedule.notes if note.kind == "ends_later"]
    assert told == ([PlanNote("ends_later", "Tak", late, 660 + late, path=("blocks", 1))] if late else [])


class TestInsideTracks:
    def test_a_track_is_done_when_its_last_block_is(self) -> None:
        lanes = planned(TestClockTimesInTracks.TWO).slots[1].lanes
        assert [lane.waiting for lane in lanes] == [0, 25]

    def test_a_block_may_begin_as_late_as_the_block_around_it_may_end(self) -> None:
        spor = "{title: Spor, parallel: [{title: Et, blocks: [{title: S1, minutes: 20}]}]}"
        outer = planned(f"{{start: 09.00, blocks: [{spor}, {{title: P, at: 10.00, minutes: 10}}]}}").slots[0]
        assert outer.latest_start == outer.lanes[0].slots[0].latest_start == parse_clock("09.40")

    def test_past_midnight_the_block_around_may_end_later_as_before(self) -> None:
        late = asked(
            """
            start: 23.00
            end: 01.00
            blocks:
              - title: Spor
                minutes: 80
                parallel:
                  - {title: A, blocks: [{title: Snak, minutes: 50}, {title: Mad, at: "00.00", minutes: 20}]}
                  - {title: B, blocks: [{title: Skriv, minutes: 60}]}
              - {title: Samling, minutes: 10-40}
            """,
            "Mad",
            "00.07",
        )
        assert list(late) == ["keep"]
        assert rows(late["keep"].schedule) == ["00.07–00.27 Mad", "00.27–01.00 Samling"]


class TestInAGap:
    NIGHT = """
        start: 22.00
        blocks:
          - {title: A, minutes: 60-90}
          - {title: B, at: 00.30, minutes: 30}
          - {title: C, minutes: 20, until: 01.30}
    """

    def test_what_is_left_of_it_is_told_and_the_next_block_keeps_its_time(self) -> None:
        (keep,) = asked(self.NIGHT, None, "23.50").values()
        assert rows(keep.schedule) == ["00.30–01.00 B", "01.10–01.30 C"]
        assert keep.schedule.notes == (
            PlanNote("room", "B", 40, path=("blocks", 1)),
            PlanNote("room", "C", 10, path=("blocks", 2)),
        )

    def test_what_is_past_is_not(self) -> None:
        (keep,) = asked(self.NIGHT, None, "00.50").values()
        assert keep.schedule.notes == (PlanNote("room", "C", 10, path=("blocks", 2)),)

    def test_nothing_runs_that_could_take_more_minutes(self) -> None:
        with pytest.raises(Problems, match="no block should be running now"):
            asked(self.NIGHT, None, "23.50", 30)


def test_a_refusal_names_a_time_that_is_written_and_everybody_who_could_give() -> None:
    spor = "{title: Spor, parallel: [{title: Et, blocks: [{title: S1, minutes: 50}, PIN]}]}"
    text = f"{{start: 09.00, blocks: [{{title: A, minutes: 10}}, {spor}, {{title: Luk, minutes: 10}}]}}"
    for pin in ("{title: S2, at: 09.40, minutes: 20}", "{title: S2, until: 10.00, minutes: 20}"):
        with pytest.raises(Problems) as caught:
            planned(text.replace("PIN", pin))
        told = str(caught.value)
        assert "20 minutes too few from 09:00 to " in told
        assert "“S1” (50)" in told
        assert "“A” (10)" in told


def test_a_track_of_many_blocks_that_comes_late_is_answered() -> None:
    blocks = ", ".join(f"{{title: S{number}, minutes: 5-6, optional: 1}}" for number in range(1, 31))
    text = (
        f"{{start: 09.00, blocks: [{{title: Spor, parallel: [{{title: Et, blocks: [{blocks}]}}]}}, "
        "{title: P, kind: break, at: 12.10, minutes: 10}, {title: Luk, minutes: 10, until: 12.30}]}"
    )
    assert rows(asked(text, "S2", "11.50")["push"].schedule)[-1] == "14.25–14.35 Luk"


@pytest.mark.parametrize(
    "blocks",
    [
        "{title: A, minutes: 10-20}, {title: B, minutes: 5}, {title: C, minutes: 5-15}, {title: D, minutes: 10}",
        "{title: A, minutes: 10}, {title: B, at: 09.30, minutes: 5-20}, {title: C, until: 10.00, minutes: 10}",
        "{title: A, minutes: 9}, {title: B, minutes: 20-40}, {title: C, at: 10.00, minutes: 5}, {title: D, minutes: 9}",
    ],
)
def test_the_ends_of_a_track_are_those_of_everything_that_may_be_left_out(blocks: str) -> None:
    schedule = planned(f"{{start: 09.00, blocks: [{{title: Spor, parallel: [{{title: Et, blocks: [{blocks}]}}]}}]}}")
    ((first, *later),) = schedule.days[0].items[0].lanes
    first = replace(first, at=540)
    kept = [one for number in range(len(later) + 1) for one in combinations(later, number)]
    wanted = {(lane_end((first, *own)), lane_end((first, *own), ideal=True)) for own in kept}
    assert thinned_ends(first, later) == wanted


def shares_of_a_track(before: list[int], limits: list[tuple[int, int, int]], total: int) -> list[int]:
    """The minutes of blocks in a track, by trying all whole fives: nearest to their shares, least change, earlier."""
    ideal = sum(one for _least, one, _most in limits)
    missing = ideal - total
    room = sum(one - least for least, one, _most in limits)
    shares = [one - Fraction(missing * (one - least), room) for least, one, _most in limits]
    ways = [list(way) for way in product(*(range(least, one + 1, 5) for least, one, _most in limits))]

    def cost(way: list[int]) -> tuple[Fraction, int, list[int]]:
        far = sum((abs(minutes - share) for minutes, share in zip(way, shares, strict=True)), Fraction(0))
        return far, sum(abs(a - b) for a, b in zip(way, before, strict=True)), [-minutes for minutes in way]

    return min((way for way in ways if sum(way) == total), key=cost)


@pytest.mark.parametrize(
    ("spans", "short", "late"),
    [
        # Least minutes and what more there may be; the minutes that are missing on time, and late.
        ([(5, 20), (10, 20), (10, 5), (15, 15)], 20, 10),
        ([(10, 5), (10, 20), (10, 10), (5, 5), (10, 20)], 35, 5),
        ([(10, 20), (10, 20), (10, 5), (10, 15)], 20, 10),
        ([(5, 20), (15, 5), (5, 15)], 5, 15),
        ([(10, 15), (5, 5), (10, 20), (5, 5), (10, 15)], 15, 25),
        ([(5, 5), (10, 10), (5, 20), (10, 20), (15, 20)], 15, 35),
        ([(10, 5), (15, 5), (5, 15), (10, 15)], 5, 15),
        ([(10, 10), (10, 10), (10, 10)], 10, 5),
        ([(5, 20), (10, 5), (15, 15)], 10, 15),
    ],
)
def test_in_a_track_too_as_little_changes_as_can_be(spans: list[tuple[int, int]], short: int, late: int) -> None:
    limits = [(least, least + more, least + more) for least, more in spans]
    written = [{"title": f"S{n}", "minutes": {"min": a, "ideal": b, "max": c}} for n, (a, b, c) in enumerate(limits)]
    blocks = [{"title": "A", "minutes": 10}, {"title": "Spor", "parallel": [{"title": "Et", "blocks": written}]}]
    pin = 550 + sum(one for _least, one, _most in limits) - short
    blocks.append({"title": "Luk", "at": f"{pin // 60:02}.{pin % 60:02}", "minutes": 10})
    made = plan(Agenda.model_validate({"id": "a", "title": "A", "start": "09.00", "blocks": blocks}))
    before = [one.minutes for one in made.slots[1].lanes[0].slots]
    (keep,) = [one for one in replan(made, at="Spor", now=550 + late) if one.form == "keep"]
    found = [one.minutes for one in keep.schedule.slots[0].lanes[0].slots]
    assert found == shares_of_a_track(before, limits, pin - 550 - late)


def test_a_buffer_of_no_minutes_may_go_rather_than_a_block_that_waits_for_it() -> None:
    late = asked(
        """
        start: 08.00
        budget: {dialogue: 14}
        blocks:
          - {title: Snak, kind: dialogue, minutes: {min: 0}, optional: 1}
          - {title: Luft, kind: buffer, minutes: {min: 0}, at: 08.08}
          - {title: Mere luft, kind: buffer, minutes: {min: 0}, at: 08.11}
          - {title: Film, minutes: 6, optional: 2}
          - {title: Runde, kind: dialogue, minutes: {min: 3, ideal: 8, max: 11}, around: 08.17}
        """,
        "Snak",
        "08.07",
    )
    assert [block.title for block in late["stop"].schedule.dropped] == ["Mere luft"]


def test_a_block_that_runs_has_begun_and_does_not_wait_for_the_time_it_wished_for() -> None:
    early = asked(
        """
        start: 09.00
        blocks:
          - {title: Velkommen, minutes: 10, around: 09.20}
          - title: Spor
            minutes: 60
            parallel:
              - {title: Et, blocks: [{title: S1, minutes: 20}, {title: S2, minutes: 20, optional: 1, around: 10.10}]}
          - {title: Luk, minutes: 10, around: 10.30}
        """,
        "Velkommen",
        "09.00",
    )["keep"].schedule
    # From 09.10 to 10.10 the track cannot hold S2 at the time it wished for: it goes rather than that it slips.
    assert [block.title for block in early.dropped] == ["S2"]
    assert rows(early) == ["09.00–09.10 Velkommen", "09.10–10.10 Spor", "10.30–10.40 Luk"]


def test_minutes_that_are_left_when_it_ends_on_time_are_told() -> None:
    text = "{start: 09.00, blocks: [{title: A, minutes: 20}, {title: B, minutes: 40}, {title: C, minutes: 40}, LUK]}"
    stop = asked(text.replace("LUK", "{title: Luk, minutes: 10}"), "B", "09.35")["stop"].schedule
    assert rows(stop)[-1] == "10.15–10.25 Luk"
    assert PlanNote("room_at_end", "", 25) in stop.notes


def test_a_day_without_a_start_begins_before_its_first_clock_time_also_when_that_is_in_a_track() -> None:
    spor = (
        "{title: Spor, parallel: [{title: Et, blocks: [{title: S1, minutes: 5}, {title: S2, at: 10.00, minutes: 20}]}]}"
    )
    made = planned(f"{{blocks: [{{title: A, minutes: 20}}, {spor}]}}")
    assert not made.relative
    assert rows(made) == ["09.35–09.55 A", "09.55–10.20 Spor"]


@pytest.mark.parametrize(
    ("pins", "told"),
    [
        ("at: 10.00, around: 09.30", "“A” has both “at” and “around”"),
        ("at: 10.00, until: 09.30", "“A” begins at 10:00 and ends at 09:30; expected an end after the start"),
    ],
)
def test_clock_times_that_contradict_each_other_are_told(pins: str, told: str) -> None:
    with pytest.raises(Problems, match=told):
        planned(f"{{start: 09.00, blocks: [{{title: A, {pins}, minutes: 20}}]}}")


class TestLateInsideATrack:
    TWO = """
        start: 09.00
        blocks:
          - title: Spor
            parallel:
              - {title: Et, blocks: [{title: X0, minutes: 15}, {title: X1, minutes: 20, optional: 1}]}
              - {title: To, blocks: [{title: Y, minutes: 35}]}
          - {title: Luk, at: 10.00, minutes: 10}
    """

    def test_nothing_goes_as_long_as_the_track_can_end_later(self) -> None:
        (keep,) = asked(self.TWO, "X0", "09.20").values()
        assert (keep.form, keep.schedule.dropped) == ("keep", ())
        assert rows(keep.schedule) == ["09.20–09.35 X0", "09.35–09.55 X1", "10.00–10.10 Luk"]

    def test_and_only_then_something_goes(self) -> None:
        keep = asked(self.TWO, "X0", "09.26")["keep"].schedule
        assert [block.title for block in keep.dropped] == ["X1"]

    def test_nor_does_a_wish_slip_that_can_be_kept(self) -> None:
        text = self.TWO.replace("optional: 1", "around: 09.35").replace("X0, minutes: 15", "X0, minutes: 5-15")
        (keep,) = asked(text, "X0", "09.05").values()
        assert (keep.cost[3], rows(keep.schedule)[1]) == (0, "09.35–09.55 X1")


def test_what_is_told_of_a_block_is_not_told_of_another_with_its_title() -> None:
    text = """
        start: 09.00
        blocks:
          - {title: A, minutes: 30}
          - {title: Pause, kind: break, around: 09.20, minutes: 10}
          - {title: B, minutes: 30}
          - {title: Pause, kind: break, at: 10.20, minutes: 10}
    """
    assert [note.kind for note in planned(text).notes] == ["room", "slip"]
    (keep,) = asked(text, "B", "09.40").values()
    assert keep.schedule.notes == (PlanNote("room", "Pause", 10, path=("blocks", 3)),)


class TestWhichDay:
    ELAPSED = "{blocks: [{title: A, minutes: 30}, {title: B, day: 2, minutes: 30}, {title: C, minutes: 20-30}]}"

    @pytest.mark.parametrize(("now", "day"), [(35, 2), (DAY + 35, 2), (DAY + 35, None), (35, None)])
    def test_without_clock_times_each_day_counts_from_its_own_beginning(self, now: int, day: int | None) -> None:
        for at in (None, "C"):
            best = replan(planned(self.ELAPSED), at=at, now=now, day=day)[0].schedule
            assert (best.running, best.start) == ("c", DAY + 35)

    def test_a_time_that_could_be_that_of_two_days_is_asked_about(self) -> None:
        with pytest.raises(
            Problems,
            match=r"0:20 is a time of several days; expected the day too, such as “day 1 0:20” or “day 2 0:20”",
        ):
            replan(planned(self.ELAPSED), now=20)
        with pytest.raises(Problems, match="“A” is not on day 2"):
            replan(planned(self.ELAPSED), at="A", now=DAY + 20)

    TWICE = """
        start: 09.00
        blocks:
          - {title: Oplæg, minutes: 60}
          - {title: Pause, kind: break, minutes: 10}
          - {title: Oplæg, day: 2, at: 09.00, minutes: 75}
          - {title: Pause, kind: break, minutes: 10}
    """

    def test_a_title_of_two_days_is_looked_for_on_the_day_that_is_told(self) -> None:
        for day, start in ((1, "10.05"), (2, "10.05")):
            best = replan(planned(self.TWICE), at="pause", now=parse_clock(start), day=day)[0].schedule
            assert (best.running, best.start) == (["pause", "pause-2"][day - 1], (day - 1) * DAY + parse_clock(start))

    def test_where_no_day_is_told_it_is_asked_for(self) -> None:
        with pytest.raises(Problems, match=r"“Pause” is on several days; expected the day too, such as “day 1 10:05”"):
            replan(planned(self.TWICE), at="Pause", now=parse_clock("10.05"))
        assert replan(planned(self.TWICE), at="pause", now=parse_clock("10.20"))[0].schedule.running == "pause-2"


def test_what_is_over_or_running_inside_tracks_cannot_be_taken_out() -> None:
    text = """
        start: 09.00
        blocks:
          - title: Spor
            parallel:
              - title: Et
                blocks:
                  - {title: S1, minutes: 20, optional: 1}
                  - {title: S2, minutes: 20, optional: 2}
                  - {title: S3, minutes: 20, optional: 3}
          - {title: Leg, minutes: 10, optional: 4}
          - {title: Luk, minutes: 10}
    """
    for at, now, left in ((None, "09.30", None), ("Spor", "09.30", 30), ("S2", "09.25", None), ("S2", "09.30", 10)):
        best = replan(planned(text), at=at, now=parse_clock(now), left=left)[0].schedule
        assert [block.title for block in best.droppable][:1] == ["S3"]
    assert [block.title for block in planned(text).droppable] == ["S1", "S2", "S3", "Leg"]


def test_of_as_many_minutes_the_numbers_decide_before_the_order_of_the_blocks() -> None:
    text = """
        start: 09.00
        end: 11.00
        blocks:
          - {title: A, minutes: 20}
          - {title: B, minutes: 20, optional: 1}
          - {title: C, minutes: 15, optional: 2}
          - {title: D, minutes: 15, optional: 3}
          - {title: E, minutes: 10, optional: 3}
          - {title: Luk, minutes: 40}
    """
    keep = asked(text, "A", "09.30")["keep"].schedule
    assert [block.title for block in keep.dropped] == ["B", "E"]
