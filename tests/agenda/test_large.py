"""Agendas of a hundred blocks, with a dozen tracks, are planned as exactly as small ones, and answered for."""

from __future__ import annotations

import random
from typing import Any

import pytest

from agenda.oracle import Row
from agenda.solver import solved
from agenda.test_oracle_tracks import cost, sound
from facilitator.agenda import Agenda, Block
from facilitator.agenda.late_blocks import thinned
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Schedule

LARGE: dict[str, dict[str, Any]] = {
    "blocks that may go and wished starts": {"blocks": 100, "wished": 0.3},
    "four blocks of four tracks": {"blocks": 20, "tracked": 4, "tracks": 4, "inner": 5},
    "wished starts in them too": {"blocks": 20, "tracked": 4, "tracks": 4, "inner": 5, "wished": 0.3},
    "long tracks": {"blocks": 10, "tracked": 3, "tracks": 3, "inner": 10},
    "nothing but tracks": {"blocks": 10, "tracked": 10, "tracks": 2, "inner": 4},
    "very long tracks": {"blocks": 10, "tracked": 2, "tracks": 3, "inner": 15},
    "many tracks with clock times": {"blocks": 10, "tracked": 3, "tracks": 3, "inner": 10, "pinned": 0.1},
}


def made(
    seed: int,
    blocks: int,
    tracked: int = 0,
    tracks: int = 0,
    inner: int = 0,
    wished: float = 0.0,
    pinned: float = 0.0,
    optional: float = 1.0,
) -> Agenda:
    """An agenda of a hundred blocks or less, most of which may go, with budgets that are nearly kept."""
    rng = random.Random(seed)
    spent = {"knowledge": 0, "dialogue": 0, "session": 0}

    def clock(minutes: int) -> str:
        return f"{minutes // 60:02}.{minutes % 60:02}"

    def block(title: str, now: int, *, inside: bool) -> tuple[dict[str, Any], int]:
        least = rng.randint(1, 3)
        most = least + rng.randint(0, 4)
        ideal = (least + most) // 2
        kind = rng.choice(list(spent))
        spent[kind] += ideal
        found: dict[str, Any] = {"title": title, "kind": kind, "minutes": {"min": least, "ideal": ideal, "max": most}}
        found |= {"optional": rng.randint(1, 5)} if rng.random() < optional else {}
        found |= {"around": clock(now + rng.randint(-2, 4))} if rng.random() < wished else {}
        if inside and rng.random() < pinned:
            found["at"] = clock(now)
        return found, ideal

    now, written = 8 * 60, list[dict[str, Any]]()
    places = set(rng.sample(range(blocks), tracked))
    for number in range(blocks):
        if number not in places:
            one, minutes = block(f"B{number}", now, inside=False)
            written.append(one)
            now += minutes
            continue
        lanes, longest = list[dict[str, Any]](), 0
        for track in range(tracks):
            then, own = now, list[dict[str, Any]]()
            for place in range(inner):
                one, minutes = block(f"S{number}-{track}-{place}", then, inside=True)
                own.append(one)
                then += minutes
            lanes.append({"title": f"T{track}", "blocks": own})
            longest = max(longest, then - now)
        written.append({"title": f"W{number}", "parallel": lanes})
        now += longest
    budget = {kind: max(0, minutes + rng.randint(-5, 5)) for kind, minutes in spent.items() if kind != "session"}
    fields = {"id": "a", "title": "A", "start": "08.00", "end": clock(now + 2), "budget": budget, "blocks": written}
    return Agenda.model_validate(fields)


def row(block: Block) -> Row:
    """A block as the solver knows it."""
    if not block.parallel:
        assert block.minutes is not None
        given = block.minutes
        return Row(given.least, given.ideal, given.most, block.kind, at=block.at, around=block.around)
    lanes = tuple(tuple(row(one) for one in track.blocks) for track in block.parallel)
    least, ideal = (max(sum(getattr(one, key) for one in lane) for lane in lanes) for key in ("least", "ideal"))
    pinned = any(one.at is not None for lane in lanes for one in lane)
    return Row(least, ideal, None if pinned else max(sum(one.most or 0 for one in lane) for lane in lanes), lanes=lanes)


@pytest.fixture(scope="module", params=LARGE)
def large(request: pytest.FixtureRequest) -> Schedule:
    return plan(made(1, **LARGE[request.param]))


@pytest.mark.slow
def test_no_plan_differs_less_from_budgets_or_slips_less(large: Schedule) -> None:
    budget = {str(kind): minutes for kind, minutes in large.agenda.budget.items()}
    wanted = solved([row(block) for block in large.agenda.blocks], large.start, large.end, budget)
    assert wanted is not None
    assert cost([], large, budget) == (wanted.budget, wanted.slip)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.7])
def test_whatever_is_late_there_is_an_answer(large: Schedule, share: float) -> None:
    slots = list(large.walk())
    slot = slots[int(len(slots) * share)]
    found = replan(large, at=slot.id, now=slot.start + 9)
    assert found
    assert [told for answer in found if (told := sound(answer, slot.start + 9))] == []


def test_no_block_has_more_ways_to_become_shorter_than_a_pass_can_look_at(large: Schedule) -> None:
    items = large.days[0].items
    inner = [slot for slot in large.walk() if len(slot.path) > 2]
    prices = {slot.path: (slot.minutes << len(inner)) + (1 << number) for number, slot in enumerate(inner)}
    assert sum(len(thinned(item, prices)) for item in items) <= 400
