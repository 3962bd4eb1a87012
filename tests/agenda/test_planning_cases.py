"""Small agendas on which a planner goes wrong easily, and what is right."""

from __future__ import annotations

import pytest

from agenda.planning import planned, rows
from facilitator.agenda.replanning import Ahead, replan
from facilitator.agenda.schedule import PlanNote, Schedule
from facilitator.messages import Problems
from facilitator.text.times import parse_clock


class TestBudgets:
    def test_a_hard_pin_never_moves_for_a_budget(self) -> None:
        made = planned("""
            start: 09.00
            end: 11.00
            budget: {knowledge: 30}
            blocks:
              - {title: Intro, minutes: 15}
              - {title: Oplæg, kind: knowledge, at: 09.15, until: 10.00, minutes: 20-60}
              - {title: Resten, minutes: ~}
        """)
        assert rows(made) == ["09.00–09.15 Intro", "09.15–10.00 Oplæg", "10.00–11.00 Resten"]
        assert made.notes == (PlanNote("budget", "knowledge", 45, wanted=30, path=("budget", "knowledge")),)

    def test_nobody_is_squeezed_for_a_budget_while_minutes_stand_idle(self) -> None:
        made = planned("""
            start: 09.00
            end: 12.05
            budget: {knowledge: 55, dialogue: 100}
            blocks:
              - {title: B0, kind: dialogue, minutes: {min: 30, ideal: 35, max: 50}}
              - {title: B1, minutes: {min: 0, ideal: 15, max: 35}}
              - {title: B2, kind: knowledge, at: 09.50, minutes: {min: 25, ideal: 35, max: 55}}
              - {title: B3, kind: knowledge, minutes: {min: 20, ideal: 30, max: 30}}
              - {title: B4, kind: dialogue, at: 11.00, minutes: {min: 20, ideal: 35, max: 55}}
              - {title: B5, kind: dialogue, minutes: {min: 0, ideal: 10, max: 15}}
        """)
        assert made.spent == {"knowledge": 55, "dialogue": 100}
        assert [slot.minutes for slot in made.slots] == [35, 15, 30, 25, 50, 15]

    def test_exactly_on_time_nothing_changes(self) -> None:
        made = planned("""
            start: 09.00
            budget: {dialogue: 40}
            blocks:
              - {title: A, kind: dialogue, minutes: 15-45}
              - {title: B, kind: dialogue, minutes: 15-45}
              - {title: C, minutes: 10}
        """)
        (keep,) = replan(made, at="b", now=parse_clock("09.20"))
        assert keep.schedule.slots == made.slots[1:]

    def test_blocks_inside_tracks_count(self) -> None:
        made = planned("""
            start: 09.00
            budget: {dialogue: 40}
            blocks:
              - {title: Oplæg, minutes: 20}
              - title: Spor
                parallel:
                  - {title: S1, blocks: [{title: Snak, kind: dialogue, minutes: 30-60}]}
                  - {title: S2, blocks: [{title: Læs, minutes: 30-60}]}
        """)
        assert made.spent == {"dialogue": 40}
        assert rows(made) == ["09.00–09.20 Oplæg", "09.20–10.05 Spor"]

    def test_a_block_is_long_enough_for_the_budget_inside_its_tracks(self) -> None:
        made = planned("""
            start: 09.00
            budget: {dialogue: 60}
            blocks:
              - title: Spor
                parallel:
                  - {title: S1, blocks: [{title: Snak, kind: dialogue, minutes: 30-60}]}
                  - {title: S2, blocks: [{title: Læs, minutes: 20}]}
              - {title: Tak, minutes: 10}
        """)
        assert rows(made) == ["09.00–10.00 Spor", "10.00–10.10 Tak"]


class TestPins:
    TRACK = """
        start: START
        blocks:
          - title: Spor
            parallel:
              - title: Spor 1
                blocks:
                  - {title: Opvarmning, minutes: 30}
                  - {title: Ekstern gæst, at: 10.00, minutes: 30}
              - title: Spor 2
                blocks: [{title: Værksted, minutes: 60}]
    """

    def test_a_pin_inside_a_track_counts(self) -> None:
        made = planned(self.TRACK.replace("START", "09.00"))
        assert rows(made) == ["09.00–10.30 Spor"]
        guest, other = (lane.slots[-1] for lane in made.slots[0].lanes)
        assert (guest.start, guest.end, other.end) == (600, 630, 600)
        assert (made.slots[0].latest_start, made.slots[0].lanes[1].waiting) == (570, 30)

    def test_a_pin_inside_a_track_that_cannot_hold_is_refused_at_its_line(self) -> None:
        with pytest.raises(Problems, match=r"15 minutes too few from 09:45 to 09:30 \(“Ekstern gæst”\)|“Ekstern gæst”"):
            planned(self.TRACK.replace("START", "09.45"))

    def test_the_end_is_not_named_where_there_is_none(self) -> None:
        with pytest.raises(Problems) as caught:
            planned(self.TRACK.replace("START", "09.45"))
        assert "the end" not in str(caught.value)

    def test_a_soft_pin_slips_and_the_day_holds(self) -> None:
        made = planned("""
            start: 09.00
            end: 12.00
            blocks:
              - {title: A, minutes: 30-60}
              - {title: Pause, around: 10.00, minutes: 10}
              - {title: Gæst, at: 09.55, minutes: 30}
              - {title: Rest, minutes: ~}
        """)
        assert rows(made)[:3] == ["09.00–09.45 A", "09.45–09.55 Pause", "09.55–10.25 Gæst"]
        assert made.notes == (PlanNote("early", "Pause", 15, parse_clock("09.45"), path=("blocks", 1)),)

    def test_idle_minutes_lie_before_a_soft_pin(self) -> None:
        made = planned("""
            start: 09.00
            end: 12.00
            blocks:
              - {title: Oplæg, minutes: 60}
              - {title: Pause, kind: break, around: 10.30, minutes: 15}
              - {title: Gruppe, minutes: 45}
        """)
        assert rows(made) == ["09.00–10.00 Oplæg", "10.30–10.45 Pause", "10.45–11.30 Gruppe"]
        assert made.notes == (PlanNote("room", "Pause", 30, path=("blocks", 1)), PlanNote("room_at_end", "", 30))

    def test_a_day_that_lies_24_hours_off_is_told(self) -> None:
        with pytest.raises(Problems, match=r"“Godnat” is set to 23:50, but it is already 00:15"):
            planned("""
                start: 20.00
                blocks:
                  - {title: Middag, minutes: 120, until: 00.15}
                  - {title: Godnat, at: 23.50, minutes: 20}
            """)

    def test_the_next_day_is_a_limit_too(self) -> None:
        with pytest.raises(Problems, match=r"60 minutes too few from 23:00 \(“Fest”\) to 08:00 \(the next day\)"):
            planned("""
                start: 20.00
                blocks:
                  - {title: Middag, minutes: 60}
                  - {title: Fest, at: 23.00, minutes: 10 timer}
                  - {title: Morgenmad, day: 2, at: 08.00, minutes: 30}
            """)


class TestLate:
    def test_dropping_what_is_enough_leaves_the_rest(self) -> None:
        made = planned("""
            start: 09.00
            end: 12.00
            blocks:
              - {title: Start, minutes: 30}
              - {title: Runde, minutes: 10, optional: 1}
              - {title: Øvelse, minutes: 60, optional: 2}
              - {title: Slut, minutes: 60-80}
        """)
        keep = replan(made, at="start", now=parse_clock("09.40"))[0]
        assert (keep.form, [block.title for block in keep.schedule.dropped]) == ("keep", ["Øvelse"])
        assert [slot.id for slot in keep.schedule.slots] == ["start", "runde", "slut"]

    def test_pinned_blocks_may_be_dropped_too(self) -> None:
        made = planned("""
            start: 09.00
            end: 12.00
            blocks:
              - {title: Oplæg, minutes: 15-60}
              - {title: Kaffe, at: 10.00, minutes: 20, optional: 2}
              - {title: Film, at: 10.20, minutes: 20, optional: 1}
              - {title: Resten, minutes: 30-90}
        """)
        keep = replan(made, at="oplaeg", now=parse_clock("10.10"))[0]
        assert (keep.form, [block.title for block in keep.schedule.dropped]) == ("keep", ["Film", "Kaffe"])

    def test_a_plan_without_clock_takes_the_time_since_it_began(self) -> None:
        made = planned("{blocks: [{title: Viden, minutes: 45}, {title: Dialog, minutes: 30-45}]}")
        with pytest.raises(Problems, match=r"no clock times, and ends after 1:20"):
            replan(made, now=parse_clock("11.00"), at="dialog")
        best = replan(made, now=50, at="dialog")[0]
        assert (best.schedule.slots[0].start, best.form) == (50, "keep")
        assert replan(made, now=made.end + 120, at="dialog")[0].schedule.slots[0].start == made.end + 120
        with pytest.raises(Problems, match="no clock times"):
            replan(made, now=made.end + 121, at="dialog")

    def test_a_block_may_be_named_by_number_title_or_a_part_of_it(self) -> None:
        made = planned("{start: 09.00, blocks: [{title: Kort oplæg, minutes: 10}, {title: Stor samtale, minutes: 30}]}")
        assert [made.find(name).id for name in ("2", "stor samtale", "samtale", "stor-samtale")] == ["stor-samtale"] * 4

    def test_ten_more_minutes_in_the_middle_of_a_block(self) -> None:
        made = planned("{start: 09.00, end: 10.00, blocks: [{title: A, minutes: 30}, {title: B, minutes: 20-30}]}")
        best = replan(made, at="a", now=parse_clock("09.28"), left=10)[0]
        assert rows(best.schedule) == ["09.28–09.38 A", "09.38–10.00 B"]

    def test_a_track_is_planned_on_its_own(self) -> None:
        made = planned("""
            start: 09.00
            blocks:
              - title: Spor
                parallel:
                  - {title: S1, blocks: [{title: A, minutes: 30}, {title: B, minutes: 20-30}]}
                  - {title: S2, blocks: [{title: C, minutes: 60}]}
              - {title: Tak, minutes: 10}
        """)
        best = replan(made, at="b", now=parse_clock("09.38"))[0]
        assert (best.form, rows(best.schedule)) == ("keep", ["09.38–10.00 B"])
        (keep,) = replan(made, at="b", now=parse_clock("09.45"))
        assert PlanNote("ends_later", "Spor", 10, parse_clock("10.10")) in keep.schedule.notes

    def test_every_minute_of_a_day_has_an_answer(self) -> None:
        made = planned("""
            start: 08.30
            end: 11.30
            blocks:
              - {title: Velkommen, at: 08.30, minutes: 10-20}
              - {title: Oplæg, minutes: 20-35}
              - {title: Leg, minutes: 10-20, optional: 1}
              - {title: Pause, kind: break, at: 10.00, minutes: 15}
              - {title: Tak, until: 11.30, minutes: 10-15}
        """)
        ahead = Ahead(made)
        assert all(ahead.answers(slot, now) for slot in made.slots for now in range(480, 720))


class TestClosing:
    LATE = """
        start: 09.00
        end: 10.00
        blocks:
          - {title: A, minutes: 20-30}
          - {title: B, minutes: 10-20, optional: 2}
          - {title: Tak, minutes: 10-20, optional: 1}
    """

    def test_that_it_is_optional_is_told(self) -> None:
        assert PlanNote("closing", "Tak", path=("blocks", 2, "optional")) in planned(self.LATE).notes

    def test_it_is_never_dropped(self) -> None:
        for now in range(9 * 60, 10 * 60):
            for answer in replan(planned(self.LATE), at="a", now=now):
                assert answer.schedule.slots[-1].id == "tak"
                assert answer.schedule.slots[-1].minutes >= 10

    @pytest.mark.parametrize("end", range(40, 70))
    def test_it_is_not_squeezed_before_others(self, end: int) -> None:
        text = f"{{start: 09.00, end: {9 + end // 60}.{end % 60:02}, blocks: [BLOCK, BLOCK, BLOCK]}}"
        made = planned(text.replace("BLOCK", "{title: A, minutes: {ideal: 20, min: 10}}"))
        assert made.slots[-1].minutes == max(slot.minutes for slot in made.slots)


def test_after_the_end_nothing_is_left_and_that_is_told() -> None:
    made = planned("{start: 9.00, end: 10.00, blocks: [{title: A, minutes: 30}, {title: B, minutes: 30}]}")
    (push,) = replan(made, now=parse_clock("10.30"))
    assert (push.form, rows(push.schedule)) == ("push", ["10.30–10.30 B"])
    assert push.schedule.notes[0] == PlanNote("end_moved", "", 30, parse_clock("10.30"))


@pytest.mark.parametrize("now", ["21.18", "2.00", "15.00"])
def test_a_time_of_the_day_before_has_an_answer_too(now: str) -> None:
    blocks = "[{title: A, kind: dialogue, minutes: 15-45}, {title: B, minutes: 10}]"
    made = planned(f"{{start: 9.00, budget: {{dialogue: 30}}, blocks: {blocks}}}")
    assert rows(replan(made, at="a", now=parse_clock(now), left=5)[0].schedule)[0].endswith(" A")


class TestLateInTracks:
    DAY = """
        start: 9.00
        end: 12.30
        blocks:
          - {title: Velkomst, minutes: 10-20}
          - title: Spor
            parallel:
              - title: Ledelse
                blocks:
                  - {title: Snak, kind: dialogue, minutes: 30-60}
                  - {title: Aftaler, minutes: 20}
              - title: Hverdag
                blocks:
                  - {title: Læs, minutes: 30-40}
                  - {title: Walk, minutes: 20-30}
          - {title: Pause, kind: break, minutes: 15}
          - {title: Oplæg, minutes: 20-40}
          - {title: Gæst, at: 11.30, minutes: 30}
          - {title: Tak, minutes: 10-30}
    """

    @staticmethod
    def inside(schedule: Schedule) -> list[list[tuple[str, int, int]]]:
        lanes = schedule.slots[0].lanes
        return [[(one.block.title, one.start - 540, one.minutes) for one in lane.slots] for lane in lanes]

    def test_what_is_left_of_a_running_block_is_told_for_each_of_its_tracks(self) -> None:
        keep = replan(planned(self.DAY), at="Spor", now=parse_clock("9.50"), left=45)[0].schedule
        assert self.inside(keep) == [[("Snak", 50, 25), ("Aftaler", 75, 20)], [("Læs", 50, 10), ("Walk", 60, 30)]]

    def test_with_less_than_the_tracks_need_each_gives(self) -> None:
        keep = replan(planned(self.DAY), at="Spor", now=parse_clock("9.40"), left=25)[0].schedule
        assert [sum(minutes for _t, _s, minutes in lane) for lane in self.inside(keep)] == [25, 25]

    def test_what_is_done_is_not_told_any_more(self) -> None:
        keep = replan(planned(self.DAY), at="Spor", now=parse_clock("10.20"), left=10)[0].schedule
        assert self.inside(keep) == [[("Aftaler", 80, 10)], [("Walk", 80, 10)]]

    def test_a_track_that_comes_later_moves_the_rest_of_the_day(self) -> None:
        keep = replan(planned(self.DAY), at="Snak", now=parse_clock("10.05"))[0]
        assert rows(keep.schedule) == [
            "10.05–10.35 Snak",
            "10.35–10.55 Aftaler",
            "10.55–11.10 Pause",
            "11.10–11.30 Oplæg",
            "11.30–12.00 Gæst",
            "12.00–12.30 Tak",
        ]
        assert (keep.form, keep.late) == ("keep", 0)
        assert PlanNote("ends_later", "Spor", 20, parse_clock("10.55")) in keep.schedule.notes

    def test_and_its_pins_when_it_must(self) -> None:
        push = next(one for one in replan(planned(self.DAY), at="Snak", now=parse_clock("10.25")) if one.form == "push")
        assert rows(push.schedule)[-2:] == ["11.50–12.20 Gæst", "12.20–12.30 Tak"]
        assert push.late == 20


@pytest.mark.parametrize("head", ["", "start: 08.00, "])
def test_a_day_of_24_hours_is_told_not_planned(head: str) -> None:
    blocks = ", ".join(f"{{title: B{number}, minutes: 8 t}}" for number in range(1, 5))
    told = r"^“B3” ends 24 hours after its day has begun; expected less than 24 hours; a new day has a “day” of its own"
    with pytest.raises(Problems, match=told):
        planned(f"{{{head}blocks: [{blocks}]}}")
    days = blocks.replace("B3", "B3, day: 2")
    assert planned(f"{{{head}blocks: [{days}]}}").slots[-1].minutes == 480


def test_who_could_give_is_who_makes_the_longest_track_so_long() -> None:
    short, long = "{title: Kort, minutes: 20}", "{title: Lang, minutes: 60}, {title: Ud, minutes: 10-30}"
    tracks = f"[{{title: Et, blocks: [{short}]}}, {{title: To, blocks: [{long}]}}]"
    with pytest.raises(Problems) as caught:
        planned(f"{{start: 09.00, end: 10.00, blocks: [{{title: Spor, parallel: {tracks}}}]}}")
    told = str(caught.value)
    assert "could be given fewer minutes: “Lang” (60)" in told
    assert "already at their least: “Ud” (10)" in told
    assert "Spor" not in told.partition(";")[2]
