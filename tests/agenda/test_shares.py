"""How blocks share the minutes between two clock times: exactly, in fives, and much the same a minute later."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import lcm

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agenda.planning import agenda
from agenda.test_schedule_laws import durations
from facilitator.agenda import Agenda
from facilitator.agenda.durations import Duration, apportion, shares
from facilitator.agenda.planning import plan
from facilitator.agenda.read import is_programme, read_agenda
from facilitator.agenda.replanning import Ahead
from facilitator.agenda.schedule import Schedule
from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.text.times import DAY


@dataclass(frozen=True)
class Shared:
    total: int
    limits: list[Duration]


@st.composite
def shared(draw: st.DrawFn) -> Shared:
    found = draw(st.lists(durations(), min_size=1, max_size=8))
    return Shared(sum(one.least for one in found) + draw(st.integers(0, 200)), found)


@given(shared())
def test_shares_stay_in_their_limits_and_sum_exactly(given: Shared) -> None:
    found = shares(given.total, given.limits)
    for minutes, limit in zip(found, given.limits, strict=True):
        assert limit.least <= minutes
        assert limit.most is None or minutes <= limit.most
    open_ended = any(limit.most is None for limit in given.limits)
    most = given.total if open_ended else sum(limit.most or 0 for limit in given.limits)
    assert sum(found) == min(given.total, most)


@given(shared())
def test_shrinking_is_in_proportion_to_what_each_can_give(given: Shared) -> None:
    ideal = sum(limit.ideal for limit in given.limits)
    assume(given.total < ideal)
    give = sum(limit.ideal - limit.least for limit in given.limits)
    for minutes, limit in zip(shares(given.total, given.limits), given.limits, strict=True):
        exact = limit.ideal - (ideal - given.total) * (limit.ideal - limit.least) / give
        assert abs(minutes - exact) < 5


def test_the_odd_minutes_stay_together() -> None:
    assert apportion(69, [23] * 3, 1, [0] * 3, [100] * 3) == [25, 24, 20]


@st.composite
def apportioned(draw: st.DrawFn) -> tuple[int, list[Fraction], list[int], list[int], list[int] | None]:
    """A total with its targets in proportion between limits, and perhaps what everybody had before."""
    limits = draw(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 14)), min_size=1, max_size=3))
    low, high = [low for low, _more in limits], [low + more for low, more in limits]
    give = sum(high) - sum(low)
    part = draw(st.integers(0, give))
    targets = [a + Fraction(part * (b - a), give or 1) for a, b in zip(low, high, strict=True)]
    before = draw(st.none() | st.tuples(*(st.integers(a, b) for a, b in zip(low, high, strict=True))).map(list))
    return sum(low) + part, targets, low, high, before


def deviation(minutes: int, wish: Fraction, low: int, high: int) -> Fraction:
    """By how much they differ at whole fives and at the limits; between two of those in proportion."""
    known = sorted({low, high, *(one for one in range(low, high) if not one % 5)})
    below, above = max(one for one in known if one <= minutes), min(one for one in known if one >= minutes)
    if below == above:
        return abs(minutes - wish)
    part = Fraction(minutes - below, above - below)
    return abs(below - wish) * (1 - part) + abs(above - wish) * part


@given(apportioned())
def test_shares_are_the_nearest_there_are(
    given: tuple[int, list[Fraction], list[int], list[int], list[int] | None],
) -> None:
    """Of all ways none deviates less; of those as near none changes less; of those the earlier have more."""
    total, targets, low, high, before = given

    def far(way: tuple[int, ...]) -> tuple[Fraction, Fraction, tuple[int, ...]]:
        known = list(zip(way, low, high, strict=True))
        change = zip(known, before or (), strict=bool(before))
        return (
            sum((deviation(n, t, a, b) for (n, a, b), t in zip(known, targets, strict=True)), Fraction(0)),
            sum((deviation(n, Fraction(was), a, b) for (n, a, b), was in change), Fraction(0)),
            tuple(-n for n in way),
        )

    ways = product(*(range(a, b + 1) for a, b in zip(low, high, strict=True)))
    parts = lcm(*(target.denominator for target in targets))
    found = tuple(apportion(total, [int(target * parts) for target in targets], parts, low, high, before=before))
    assert found == min((way for way in ways if sum(way) == total), key=far)
    assert sum(1 for n, a, b in zip(found, low, high, strict=True) if n % 5 and n not in (a, b)) <= 1


def day(rng: random.Random) -> str:
    """Blocks with room to give and to grow, some pinned where they would lie anyway."""
    blocks, now = [], 8 * 60
    for number in range(rng.randint(4, 9)):
        least, more = rng.choice((5, 10, 15, 20, 25)), rng.choice((0, 5, 10, 15, 20))
        ideal = least + more // 10 * 5
        pin = f", at: {now // 60:02}.{now % 60:02}" if rng.random() < 0.2 else ""
        kind = rng.choice(("session", "session", "session", "buffer"))
        minutes = f"{{min: {least}, ideal: {ideal}, max: {least + max(more, 1)}}}"
        blocks.append(f"{{title: B{number}, kind: {kind}, minutes: {minutes}{pin}}}")
        now += ideal
    return f"{{start: 08.00, end: {now // 60:02}.{now % 60:02}, blocks: [{', '.join(blocks)}]}}"


LIBRARY = default_library()


def changes(made: Agenda) -> Iterator[list[int]]:
    """By how much minutes differ when a block begins a minute later, from three early to a quarter of an hour late."""
    ahead = Ahead(plan(made))
    for slot in ahead.schedule.slots:
        kept = [
            next((one.schedule for one in ahead.answers(slot, now) if one.form == "keep"), None)
            for now in range(slot.start - 3, slot.start + 15)
        ]
        for one, other in pairwise(kept):
            if one is not None and other is not None and one.dropped == other.dropped:
                yield [abs(a.minutes - b.minutes) for a, b in zip(one.walk(), other.walk(), strict=True)]


def test_a_minute_at_the_start_changes_little() -> None:
    """A minute more or less changes the minutes of one block at most, nearly always, and of none by more than five."""
    found = [moved for seed in range(40) for moved in changes(agenda(day(random.Random(seed))))]
    assert all(max(moved) <= 5 for moved in found)
    assert sum(sum(map(bool, moved)) <= 1 for moved in found) >= 0.95 * len(found)


def moved_starts(made: Agenda) -> Iterator[list[int]]:
    """By how much minutes differ in plans that begin a minute apart, and end when the agenda does."""
    whole = plan(made)
    if whole.relative:
        return
    first, *others = made.blocks
    loose = made.model_copy(update={"end": whole.end % DAY, "blocks": [first.model_copy(update={"at": None}), *others]})
    before: Schedule | None = None
    for start in range(whole.start - 15, whole.start + 30):
        try:
            found = plan(loose.model_copy(update={"start": start}))
        except Problems:
            return
        if before is not None:
            yield [abs(a.minutes - b.minutes) for a, b in zip(before.walk(), found.walk(), strict=True)]
        before = found


@pytest.mark.parametrize("told", [changes, moved_starts], ids=["when it runs late", "when it is planned"])
def test_a_minute_is_a_minute_of_one_block_in_our_own_agendas(told: Callable[[Agenda], Iterator[list[int]]]) -> None:
    """Their limits are no fives: 8 to 12 minutes, 18 to 25. More than one in a hundred may not differ in more."""
    names = [name for name in LIBRARY.names("agendas") if not is_programme(name, LIBRARY)]
    agendas = [read_agenda(name, library=LIBRARY).agenda for name in names]
    found = [sum(moved) for made in agendas for moved in told(made) if any(moved)]
    assert len(found) > 500
    assert sum(moved == 1 for moved in found) >= 0.99 * len(found)
