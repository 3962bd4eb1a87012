"""Laws of every answer, on time or late: nothing overlaps, nobody's limits are broken, and clock times hold."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import pytest

from agenda.test_oracle import agenda as written_out
from agenda.test_oracle import open_ended, session
from agenda.test_oracle_tracks import session as session_with_tracks
from agenda.test_oracle_tracks import written
from facilitator.agenda import Agenda, Path, Timed
from facilitator.agenda.planning import plan
from facilitator.agenda.read import is_programme, read_agenda
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Answer, Schedule, Slot
from facilitator.library import default_library
from facilitator.messages import Problems

LIBRARY = default_library()
SHIPPED = [name for name in LIBRARY.names("agendas") if not is_programme(name, LIBRARY)]


def timed(schedule: Schedule) -> dict[Path, Timed]:
    """Every block as it was planned, with its limits and its clock times."""
    outer = [item for day in schedule.days for item in day.items]
    return {one.path: one for item in outer for one in (item, *item.inner())}


def broken(answer: Answer, known: dict[Path, Timed], left: int | None) -> Iterator[str]:
    """What is wrong with an answer."""
    slots = answer.schedule.slots
    running = slots[0].path
    loose = {slot.path for slot in answer.schedule.walk() if slot.path[: len(running)] == running}
    if left is not None and slots[0].minutes != left:
        yield f"{slots[0].id} has {slots[0].minutes} of {left} minutes"
    yield from chained(slots, None)
    for slot in answer.schedule.walk():
        item = known[slot.path]
        if slot.minutes < 0:
            yield f"{slot.id} has {slot.minutes} minutes"
        if slot.path in loose:
            continue
        # A block that lasts as long as its tracks may wait for their clock times, and be shorter when some of it goes.
        waits = item.latest is not None and item.block.minutes is None
        most = None if waits else item.limits.most
        if (slot.minutes < item.limits.least and not item.lanes) or (most is not None and slot.minutes > most):
            yield f"{slot.id} has {slot.minutes} minutes, not {item.limits}"
        if answer.form != "push" and (item.at not in (None, slot.start) or item.until not in (None, slot.end)):
            yield f"{slot.id} breaks its clock time"
    end = max(day.end or 0 for day in answer.schedule.days)
    if answer.form != "push" and end and not loose & {slots[-1].path} and slots[-1].end > end:
        yield f"ends at {slots[-1].end}, not {end}"


def chained(slots: Sequence[Slot], within: Slot | None) -> Iterator[str]:
    """What overlaps, here and in tracks."""
    now = slots[0].start if within is None else within.start
    for slot in slots:
        if slot.start < now:
            yield f"{slot.id} begins at {slot.start}, before {now}"
        now = slot.end
        for lane in slot.lanes:
            if lane.slots:
                yield from chained(lane.slots, slot)
    if within is not None and now > within.end:
        yield f"a track of {within.id} ends at {now}, not {within.end}"


def judge(made: Agenda, asked: Sequence[tuple[str | None, int, int | None]] | None, rng: random.Random) -> list[str]:
    """What is wrong with the plan, and with what is told at these blocks, times, and minutes left."""
    try:
        found = plan(made)
    except Problems:
        return []
    known = timed(found)
    told = list(broken(Answer("keep", found), known, None))
    if asked is None:
        slots = rng.sample(list(found.walk()), min(3, len(list(found.walk()))))
        asked = [(slot.id, slot.start + rng.randint(-9, 40), rng.choice((None, None, 0, 7, 20))) for slot in slots]
        asked += [(None, rng.randint(found.start, found.end + 9), rng.choice((None, 5)))]
    for at, now, left in asked:
        try:
            answers = replan(found, at=at, now=now, left=left)
        except Problems as error:
            # In a gap nothing runs that could take more minutes.
            told += [] if at is None and left is not None and "no block" in str(error) else [str(error)]
            continue
        for answer in answers:
            told += [f"{at} at {now}, {left}: {answer.form}: {one}" for one in broken(answer, known, left)]
    return told


def random_agenda(seed: int) -> Agenda:
    """Blocks and buffers of all sorts, every other time with tracks."""
    rng = random.Random(seed)
    if seed % 2:
        rows, end, budget = session_with_tracks(rng)
        data = {"id": "a", "title": "A", "start": "08.00", "blocks": written(rows, "B"), "budget": budget}
        return Agenda.model_validate(data | ({} if end is None else {"end": f"{end // 60:02}.{end % 60:02}"}))
    rows, end, budget = session(rng)
    return open_ended(written_out(rows, end, budget), rows)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 600, 100))
def test_whatever_is_planned_or_asked_nothing_overlaps(first: int) -> None:
    seeds = range(first, first + 100)
    assert [(seed, told) for seed in seeds if (told := judge(random_agenda(seed), None, random.Random(seed)))] == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(600, 20_600, 1_000))
def test_nor_in_very_many(first: int) -> None:
    seeds = range(first, first + 1_000)
    assert [(seed, told) for seed in seeds if (told := judge(random_agenda(seed), None, random.Random(seed)))] == []


def every_minute(made: Agenda, step: int) -> list[tuple[str | None, int, int | None]]:
    """By the time alone, and for the block that should be running and the one after it."""
    found = plan(made)
    asked: list[tuple[str | None, int, int | None]] = []
    for number, slot in enumerate(found.walk()):
        for now in range(slot.start, slot.end, step):
            asked += [(None, now, None), (None, now, 11), (slot.id, now, None), (str(number + 1), now + 25, 9)]
    return asked


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_at_any_minute_of_a_shipped_day(name: str) -> None:
    made = read_agenda(name, library=LIBRARY).agenda
    assert judge(made, every_minute(made, 11), random.Random(0)) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SHIPPED)
def test_at_every_minute_of_a_shipped_day(name: str) -> None:
    made = read_agenda(name, library=LIBRARY).agenda
    assert judge(made, every_minute(made, 1), random.Random(0)) == []
