"""Sessions with tracks against the solver: pins, budgets, and soft starts inside them count with the whole day."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace as with_
from itertools import pairwise
from typing import Any

import pytest

from agenda.oracle import Row
from agenda.solver import Going, Place, solved
from facilitator.agenda import Agenda
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Answer, Schedule, Slot
from facilitator.messages import Problems

START = 8 * 60
KINDS = ("knowledge", "dialogue")


def row(rng: random.Random, now: int, pins: Sequence[str | None]) -> Row:
    least = rng.randint(0, 6)
    ideal = least + rng.randint(0, 4)
    kind = rng.choice(("session", "session", *KINDS))
    pin = rng.choice(pins)
    placed: dict[str, Any] = (
        {} if pin is None else {pin: max(START, now + rng.randint(-1, 5)) + (ideal if pin == "until" else 0)}
    )
    found = Row(least, ideal, ideal + rng.randint(0, 5), kind, optional=rng.choice((None, None, 1, 2)))
    return with_(found, **placed)


def ends(now: int, one: Row) -> int:
    return max(now, one.at or one.around or now) + one.ideal


def tracked(rng: random.Random, now: int) -> Row:
    """A block with one or two tracks, in two of three cases as long as it says."""
    lanes: list[tuple[Row, ...]] = []
    pins = rng.choice(((None,), (None, None, "around"), (None, None, "at", "until")))
    longest = 0
    for _ in range(rng.choice((1, 2, 2))):
        lane: list[Row] = []
        then = now
        for _ in range(rng.randint(1, 3)):
            lane.append(row(rng, then, pins))
            then = ends(then, lane[-1])
        lanes.append(tuple(lane))
        longest = max(longest, then - now)
    least, ideal = (max(sum(getattr(one, key) for one in lane) for lane in lanes) for key in ("least", "ideal"))
    most: int | None = max(sum(one.most or 0 for one in lane) for lane in lanes)
    if rng.random() < 2 / 3:
        least, ideal, most = least, max(ideal, longest), max(ideal, longest) + rng.randint(0, 8)
        return Row(least, ideal, most, "written", lanes=tuple(lanes))
    if any((one.at, one.until) != (None, None) for lane in lanes for one in lane):
        most = None
    return Row(least, ideal, most, lanes=tuple(lanes))


def every(rows: Sequence[Row]) -> list[Row]:
    return [one for row in rows for one in (row, *every([inner for lane in row.lanes for inner in lane]))]


def session(rng: random.Random) -> tuple[list[Row], int | None, dict[str, int]]:
    rows: list[Row] = []
    now = START
    for kind in rng.choice(("bt", "tb", "btb", "bbtb", "btbtb", "t")):
        rows.append(tracked(rng, now) if kind == "t" else row(rng, now, (None, None, None, "at", "around")))
        now = ends(now, rows[-1])
    end = now + rng.randint(-3, 9) if rng.random() < 0.6 else None
    budget = {}
    for kind in rng.sample(KINDS, rng.choice((0, 1, 1, 2))):
        own = [one for one in every(rows) if one.kind == kind]
        if own:
            budget[kind] = rng.randint(sum(one.least for one in own), sum(one.most or 0 for one in own))
    return rows, end, budget


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def written(rows: Sequence[Row], name: str) -> list[dict[str, Any]]:
    found = []
    for number, one in enumerate(rows):
        block: dict[str, Any] = {"title": f"{name}{number}", "optional": one.optional}
        block |= {key: clock(pin) for key in ("at", "around", "until") if (pin := getattr(one, key)) is not None}
        if one.lanes:
            tracks = [
                {"title": "T", "blocks": written(lane, f"{name}{number}-{n}-")} for n, lane in enumerate(one.lanes)
            ]
            block["parallel"] = tracks
        if not one.lanes or one.kind == "written":
            block["minutes"] = {"min": one.least, "ideal": one.ideal, "max": one.most}
        found.append(block | ({} if one.kind == "written" else {"kind": one.kind}))
    return found


def held(rows: Sequence[Row], slots: Sequence[Slot], start: int, end: int | None) -> str:
    """What is broken, here and inside tracks; empty when nothing is."""
    now = start
    for one, slot in zip(rows, slots, strict=True):
        if slot.start < now or (slot.start > now and not one.waits):
            return f"{slot.block.title} begins at {slot.start}, not {now}"
        if one.at not in (None, slot.start) or one.until not in (None, slot.end):
            return f"{slot.block.title} breaks its pin"
        if slot.minutes < one.least or (one.most is not None and slot.minutes > one.most):
            return f"{slot.block.title} breaks its limits"
        for lane, track in zip(one.lanes, slot.lanes, strict=True):
            if told := held(lane, track.slots, slot.start, slot.end):
                return told
        now = slot.end
    return f"ends at {now}, not {end}" if end is not None and now > end else ""


def cost(rows: Sequence[Row], found: Schedule, budget: dict[str, int]) -> tuple[int, int]:
    """What budgets lack, and how far soft starts slip."""
    slots = list(found.walk())
    short = sum(abs(sum(slot.minutes for slot in slots if slot.block.kind == kind) - budget[kind]) for kind in budget)
    wished = [slot for slot in slots if slot.block.around is not None and slot.block.at is None and slot.path]
    running = found.running
    return short, sum(abs(slot.start - (slot.block.around or 0)) for slot in wished if slot.id != running)


def judge(seed: int) -> str:
    rng = random.Random(seed)
    rows, end, budget = session(rng)
    data: dict[str, Any] = {"id": "a", "title": "A", "start": "08.00", "blocks": written(rows, "B"), "budget": budget}
    wanted = solved(rows, START, end, budget)
    try:
        found = plan(Agenda.model_validate(data | ({} if end is None else {"end": clock(end)})))
    except Problems as error:
        told = str(error)
        return "" if wanted is None or "already" in told or "longest track" in told else f"{seed}: refused {told}"
    if wanted is None:
        return f"{seed}: planned what cannot be"
    if told := held(rows, found.slots, START, end):
        return f"{seed}: {told}"
    got = cost(rows, found, budget)
    if got != (wanted.budget, wanted.slip):
        return f"{seed}: costs {got}, the best {wanted}"
    noted = sum(abs(note.minutes - note.wanted) for note in found.notes if note.kind == "budget")
    if noted != got[0]:
        return f"{seed}: {got[0]} minutes too many or too few, and told {noted}"
    return judge_late(rows, end, budget, found, rng, seed)


def judge_late(
    rows: list[Row], end: int | None, budget: dict[str, int], found: Schedule, rng: random.Random, seed: int
) -> str:
    """Whatever is late by how much, inside a track too: nothing overlaps; outside, the best goes."""
    slot = rng.choice(list(found.walk()))
    now, left = slot.start + rng.randint(-3, 15), rng.choice((None, None, 0, 7))
    answers = replan(found, at=slot.id, now=now, left=left)
    if not answers:
        return f"{seed}: {slot.id} at {now}: no answer"
    for answer in answers:
        if told := sound(answer, now):
            return f"{seed}: {slot.id} at {now}: {answer.form} {told}"
    if slot not in found.slots or left is not None or now == slot.start:
        return ""
    number = found.slots.index(slot)
    if rows[number].lanes and rows[number].waits:
        return ""  # It runs as long as the clock times in its tracks ask, whatever it says.
    first = with_(rows[number], at=None, around=None)
    rest = [first, *rows[number + 1 :]]
    known = dict(places(rest, found.slots[number:]))
    wishes = {kind: sum(slot.minutes for _one, slot in known.values() if slot.block.kind == kind) for kind in budget}
    closing = (len(rest) - 1,)
    free = [place for place, (one, _slot) in known.items() if place not in ((0,), closing) and one.optional]
    minutes = {place: known[place][1].minutes for place in free}
    numbers = {place: known[place][0].optional or 0 for place in free}
    order = sorted(free, key=lambda place: (known[place][0].optional or 0, place))
    wanted = solved(rest, now, end, wishes, Going(frozenset(), minutes, numbers, order))
    keep = next((one for one in answers if one.form == "keep"), None)
    if (wanted is None) != (keep is None):
        return f"{seed}: {slot.id} at {now}: keep is {keep and keep.schedule.notes}, the best {wanted}"
    if wanted is None or keep is None:
        return ""
    gone = tuple(place for place, (_one, slot) in sorted(known.items()) if slot.block in keep.schedule.dropped)
    if gone != wanted.gone:
        return f"{seed}: {slot.id} at {now}: drops {gone}, the best {wanted}"
    got = cost([], keep.schedule, wishes)
    return "" if got == (wanted.budget, wanted.slip) else f"{seed}: {slot.id} at {now}: costs {got}, the best {wanted}"


def places(rows: Sequence[Row], slots: Sequence[Slot], at: Place = ()) -> Iterator[tuple[Place, tuple[Row, Slot]]]:
    """Every row with its slot, those in tracks too, by their place."""
    for number, (one, slot) in enumerate(zip(rows, slots, strict=True)):
        yield (*at, number), (one, slot)
        for track, (lane, other) in enumerate(zip(one.lanes, slot.lanes, strict=True)):
            yield from places(lane, other.slots, (*at, number, track))


def sound(answer: Answer, now: int) -> str:
    """What is wrong with a plan in itself."""
    slots = answer.schedule.slots
    waits = slots[0].block.until is not None  # It may be too short to begin now.
    if (slots[0].start != now and not waits) or any(one.end > other.start for one, other in pairwise(slots)):
        return "overlaps"
    for one in slots:
        for lane in one.lanes:
            outer = [one.start, *(edge for inner in lane.slots for edge in (inner.start, inner.end)), one.end]
            if outer != sorted(outer):
                return "has a track outside its block"
    if answer.form == "keep" and any(one.pinned and one.start != one.block.at for one in slots):
        return "moves a pin"
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 600, 100))
def test_tracks_hold_their_pins_and_limits_whenever_they_can(first: int) -> None:
    assert [told for seed in range(first, first + 100) if (told := judge(seed))] == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2_408, 3_597, 933_758, 934_247, 31_006_153, 41_001_445])
def test_what_goes_of_two_blocks_with_tracks_is_the_best_of_many_ways(seed: int) -> None:
    assert judge(seed) == ""


@pytest.mark.long
@pytest.mark.parametrize("first", range(600, 20_600, 400))
def test_tracks_hold_in_very_many_sessions(first: int) -> None:
    assert [told for seed in range(first, first + 400) if (told := judge(seed))] == []


def buffered(rng: random.Random) -> tuple[list[Row], int]:
    """Blocks that have their least minutes as their ideal ones, buffers, a block with tracks, and a pin behind all."""
    found, end, _budget = session(rng)
    rows: list[Row] = []
    for one in found:
        if rng.random() < 0.4:
            rows.append(Row(0, rng.randint(0, 3), 8, "buffer"))
        lanes = tuple(tuple(with_(inner, ideal=inner.least, around=None) for inner in lane) for lane in one.lanes)
        rows.append(with_(one, ideal=one.least, lanes=lanes, around=None if lanes else one.around))
    at = (end or ends(START, rows[-1])) + rng.randint(0, 40)
    return [*rows, Row(5, 5, 5, at=max(at, *(one.at or START for one in rows)) + rng.randint(0, 40))], at


def judge_idle(seed: int) -> str:
    """What buffers lack or have too much, and idle minutes, around a block with clock times in its tracks."""
    rng = random.Random(seed)
    rows, _at = buffered(rng)
    wanted = solved(rows, START, None, {})
    try:
        found = plan(Agenda.model_validate({"id": "a", "title": "A", "start": "08.00", "blocks": written(rows, "B")}))
    except Problems:
        return ""
    if wanted is None or wanted.rest[0]:
        return ""
    buffers = [(one, slot.minutes) for one, slot in zip(rows, found.slots, strict=True) if one.is_buffer]
    idle = sum(other.start - one.end for one, other in pairwise(found.slots)) + found.slots[0].start - START
    got = (
        sum(max(0, one.ideal - minutes) for one, minutes in buffers),
        idle,
        sum(max(0, minutes - one.ideal) for one, minutes in buffers),
    )
    slips = cost(rows, found, {})[1]
    return "" if (slips, *got) == (wanted.slip, *wanted.rest[1:]) else f"{seed}: {slips}, {got}, the best {wanted}"


def test_a_block_that_waits_for_a_clock_time_in_its_tracks_leaves_no_minutes_idle() -> None:
    assert [told for seed in range(60) if (told := judge_idle(seed))] == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(60, 10_060, 500))
def test_nor_in_very_many(first: int) -> None:
    assert [told for seed in range(first, first + 500) if (told := judge_idle(seed))] == []
