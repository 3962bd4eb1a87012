"""How much is searched has a bound, whatever is asked: counted in arcs of networks and in ways, not in seconds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from facilitator.agenda.allotting import ENOUGH
from facilitator.agenda.flow import Patience
from facilitator.agenda.leaving_out import Going
from facilitator.agenda.model import Agenda
from facilitator.agenda.planning import arranged, plan
from facilitator.agenda.replanning import Ahead
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


@pytest.fixture(scope="module", params=LARGE)
def large(request: pytest.FixtureRequest) -> Schedule:
    return plan(made(1, **LARGE[request.param]))


def test_a_plan_is_searched_for_no_longer_than_that(large: Schedule) -> None:
    patience = Patience(ENOUGH)
    arranged(large.days, large.agenda.budget, None, patience)
    assert patience.left > -ENOUGH / 2


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.1, 0.4, 0.7])
@pytest.mark.parametrize("late", [4, 9])
def test_nor_is_an_answer(large: Schedule, share: float, late: int) -> None:
    slots = list(large.walk())
    slot = slots[int(len(slots) * share)]
    ahead = Ahead(large)
    assert ahead.answers(slot, slot.start + late)
    assert ahead.patience.left > -ENOUGH


def test_no_block_has_more_ways_to_become_shorter_than_a_pass_can_look_at(large: Schedule) -> None:
    before = {slot.path: slot.minutes for slot in large.walk()}
    for everything in (False, True):
        ways = Going(large.days[0], before, everything=everything).ways
        assert sum(map(len, ways)) <= 400


@pytest.mark.parametrize("seed", [1, 3, 4])
def test_three_blocks_of_tracks_are_planned_as_if_there_were_no_bound(seed: int) -> None:
    found = plan(made(seed, 8, 3, 2, 3, 0.2, optional=0.3))
    assert arranged(found.days, found.agenda.budget, None, Patience(50 * ENOUGH))[0] == found.slots


def test_clock_times_and_limits_hold_even_when_nothing_is_searched() -> None:
    found = plan(made(2, 12, 4, 3, 4, 0.3))
    slots, _notes = arranged(found.days, found.agenda.budget, None, Patience(0))
    now = found.start
    for item, slot in zip(found.days[0].items, slots, strict=True):
        assert slot.start == now or item.around is not None
        assert slot.minutes >= item.limits.least
        for lane in slot.lanes:
            edges = [slot.start, *(edge for one in lane.slots for edge in (one.start, one.end)), slot.end]
            assert edges == sorted(edges)
        now = slot.end
    assert now <= found.end
