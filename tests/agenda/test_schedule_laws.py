"""Laws of the planner, for whatever anybody writes: it tiles the session and holds pins and limits, or says why not."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from facilitator.agenda import Agenda, Block
from facilitator.agenda.day_clock import limits
from facilitator.agenda.durations import Duration
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Schedule
from facilitator.messages import Problems

START = 8 * 60


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    least = draw(st.integers(0, 60))
    ideal = least + draw(st.integers(0, 40))
    most = draw(st.none() | st.integers(0, 40).map(lambda more: ideal + more))
    return Duration(ideal, least, most)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Blocks of all sorts, some pinned where they could well lie, some where they could not."""
    blocks: list[Block] = []
    now = START
    for number in range(draw(st.integers(1, 9))):
        duration = draw(durations())
        kind = draw(st.sampled_from(["session", "session", "session", "break", "buffer", "milestone"]))
        written: dict[str, object] = {
            "title": f"B{number}",
            "kind": kind,
            "optional": draw(st.none() | st.integers(1, 3)),
        }
        if kind != "milestone":
            written["minutes"] = duration
        pin = draw(st.sampled_from([None, None, None, "at", "around"]))
        if pin:
            now = max(START, now + draw(st.integers(-15, 30)))
            written[pin] = now
        blocks.append(Block.model_validate(written))
        now += 0 if kind == "milestone" else duration.ideal
    end = draw(st.none() | st.integers(0, 40).map(lambda more: now + more))
    assume(max(now, end or 0) < 24 * 60)
    return Agenda(id="a", title="A", start=START, end=end, blocks=blocks)


def planned(agenda: Agenda) -> Schedule | None:
    """The plan, or None where the planner says that there is none."""
    try:
        return plan(agenda)
    except Problems:
        return None


def room(schedule: Schedule) -> int:
    return sum(note.minutes for note in schedule.notes if note.kind.startswith("room"))


@given(agendas())
def test_blocks_tile_the_session(agenda: Agenda) -> None:
    """Nothing overlaps, and whatever nobody uses is told."""
    schedule = planned(agenda)
    assume(schedule is not None)
    assert schedule is not None
    now, gaps = schedule.start, 0
    for slot in schedule.slots:
        assert slot.start >= now
        gaps += slot.start - now
        now = slot.end
    assert gaps + schedule.end - now == room(schedule)
    assert sum(slot.minutes for slot in schedule.slots) + room(schedule) == schedule.end - schedule.start


@given(agendas())
def test_hard_pins_hold(agenda: Agenda) -> None:
    schedule = planned(agenda)
    assume(schedule is not None)
    assert schedule is not None
    assert schedule.start == agenda.start
    assert agenda.end in (None, schedule.end)
    for slot in schedule.slots:
        assert slot.block.at in (None, slot.start)
        assert slot.slip == (0 if slot.block.around is None else slot.start - slot.block.around)


@given(agendas())
def test_limits_hold(agenda: Agenda) -> None:
    schedule = planned(agenda)
    assume(schedule is not None)
    assert schedule is not None
    for slot in schedule.slots:
        limit = limits(slot.block)
        assert limit.least <= slot.minutes
        assert limit.most is None or slot.minutes <= limit.most
        assert slot.start <= slot.latest_start


@given(agendas())
def test_the_same_agenda_gives_the_same_plan(agenda: Agenda) -> None:
    assert planned(agenda) == planned(agenda.model_copy(deep=True))


@given(agendas())
def test_there_is_a_plan_exactly_when_the_least_minutes_fit_between_the_pins(agenda: Agenda) -> None:
    now, fits = START, True
    for block in agenda.blocks:
        if block.at is not None:
            fits, now = fits and now <= block.at, block.at
        now += limits(block).least
    fits = fits and (agenda.end is None or now <= agenda.end)
    rising = [pin for block in agenda.blocks for pin in (block.at, block.around) if pin is not None]
    assume(rising == sorted(rising))
    assert (planned(agenda) is not None) == fits


@given(agendas(), st.integers(0, 90), st.data())
def test_what_is_left_of_a_late_day_holds_too(agenda: Agenda, late: int, data: st.DataObject) -> None:
    schedule = planned(agenda)
    assume(schedule is not None)
    assert schedule is not None
    running = data.draw(st.sampled_from(schedule.slots))
    now = running.start + late
    answers = {one.form: one for one in replan(schedule, at=running.id, now=now % (24 * 60))}
    assert all(one.schedule.slots[0].start == now for one in answers.values())
    assert now > running.latest_start or "keep" in answers
    if "push" in answers:
        assert answers["push"].schedule.dropped == ()
    for form in answers.keys() - {"push"}:
        left = answers[form].schedule
        assert all(slot.block.at in (None, slot.start) for slot in left.slots[1:])
        assert agenda.end is None or left.slots[-1].end <= agenda.end
