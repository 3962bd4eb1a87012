"""Blocks with tracks against trying everything: pins and budgets inside them hold whenever they can."""

from __future__ import annotations

import random
from itertools import pairwise, product
from typing import Any

import pytest

from agenda.oracle import Row, best_slip
from facilitator.agenda.model import Agenda
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Schedule
from facilitator.problems import Problems

START = 8 * 60


def session(rng: random.Random) -> tuple[list[Row], list[list[Row]], list[Row], int | None, int | None]:
    """Blocks before a block with tracks, its tracks, the blocks after it, the end, and a budget for dialogue."""

    def row(*, pinned: bool, now: int) -> Row:
        least = rng.randint(0, 5)
        pin = now + rng.randint(0, 6) if pinned else None
        kind = rng.choice(("session", "dialogue"))
        return Row(least, least + rng.randint(0, 3), least + rng.randint(3, 6), kind, at=pin)

    before = [row(pinned=False, now=0) for _ in range(rng.randint(0, 2))]
    now = START + sum(one.ideal for one in before)
    lanes = []
    for _ in range(rng.randint(1, 2)):
        lane: list[Row] = []
        then = now
        for _ in range(rng.randint(1, 3)):
            lane.append(row(pinned=rng.random() < 0.3, now=then))
            then = (lane[-1].at or then) + lane[-1].ideal
        lanes.append(lane)
        longest = then
    after = [row(pinned=rng.random() < 0.3, now=longest + 4) for _ in range(rng.randint(0, 2))]
    end = longest + 14 + rng.randint(0, 6) if rng.random() < 0.5 else None
    every = [*before, *after, *(one for lane in lanes for one in lane)]
    own = [one for one in every if one.kind == "dialogue"]
    budget = None
    if own and rng.random() < 0.5:
        budget = rng.randint(sum(one.least for one in own), sum(one.most or 0 for one in own))
    return before, lanes, after, end, budget


def written(rows: list[Row], name: str) -> list[dict[str, Any]]:
    found = []
    for number, row in enumerate(rows):
        block: dict[str, Any] = {"title": f"{name}{number}", "kind": row.kind}
        block["minutes"] = {"min": row.least, "ideal": row.ideal, "max": row.most}
        found.append(block | ({} if row.at is None else {"at": f"{row.at // 60:02}.{row.at % 60:02}"}))
    return found


def planned(seed: int) -> tuple[Schedule | None, str, tuple[Any, ...]]:
    before, lanes, after, end, budget = made = session(random.Random(seed))
    tracks = [{"title": f"T{n}", "blocks": written(lane, f"T{n}-")} for n, lane in enumerate(lanes)]
    blocks = [*written(before, "A"), {"title": "Spor", "parallel": tracks}, *written(after, "B")]
    data: dict[str, Any] = {"id": "a", "title": "A", "start": "08.00", "blocks": blocks}
    if end is not None:
        data["end"] = f"{end // 60:02}.{end % 60:02}"
    if budget is not None:
        data["budget"] = {"dialogue": budget}
    try:
        return plan(Agenda.model_validate(data)), "", made
    except Problems as error:
        return None, str(error), made


def can_be(before: list[Row], lanes: list[list[Row]], after: list[Row], end: int | None) -> bool:
    """Whether there is any plan, by trying every length of the block with tracks."""
    for lengths in product(*(range(row.least, (row.most or 0) + 1) for row in before)):
        start = START + sum(lengths)
        for stop in range(start, start + 45):
            fits = all(best_slip(lane, start, stop) is not None for lane in lanes)
            if fits and best_slip(after, stop, end) is not None:
                return True
    return False


def judge(seed: int) -> str:
    found, told, (before, lanes, after, end, budget) = planned(seed)
    if found is None:
        if "already" in told or "by then" in told:
            return ""
        return f"{seed}: refused {told}" if can_be(before, lanes, after, end) else ""
    if not can_be(before, lanes, after, end):
        return f"{seed}: planned what cannot be"
    slots = {slot.block.title: slot for slot in found.walk()}
    whole = slots["Spor"]
    for name, rows in (("A", before), ("B", after), *((f"T{n}-", lane) for n, lane in enumerate(lanes))):
        now = whole.start if name.startswith("T") else START if name == "A" else whole.end
        for number, row in enumerate(rows):
            slot = slots[f"{name}{number}"]
            if slot.start < now or (slot.start > now and row.at is None):
                return f"{seed}: {slot.block.title} begins at {slot.start}, not {now}"
            if row.at not in (None, slot.start) or not row.least <= slot.minutes <= (row.most or 0):
                return f"{seed}: {slot.block.title} breaks its pin or its limits"
            now = slot.end
        if name.startswith("T") and now > whole.end:
            return f"{seed}: a track is longer than its block"
    if budget is not None:
        spent = sum(slot.minutes for slot in slots.values() if slot.block.kind == "dialogue")
        noted = [note.minutes for note in found.notes if note.kind == "budget"]
        if (spent != budget) != bool(noted):
            return f"{seed}: {spent} minutes for a budget of {budget}, and told {noted}"
    return judge_late(found, random.Random(seed))


def judge_late(found: Schedule, rng: random.Random) -> str:
    """Whatever is late by how much, inside a track too: there is an answer, and nothing overlaps in it."""
    slot = rng.choice(list(found.walk()))
    now, left = slot.start + rng.randint(-3, 20), rng.choice((None, None, 0, 7))
    answers = replan(found, at=slot.id, now=now, left=left)
    if not answers:
        return f"{slot.id} at {now}: no answer"
    for answer in answers:
        slots = answer.schedule.slots
        if slots[0].start != now or any(one.end > other.start for one, other in pairwise(slots)):
            return f"{slot.id} at {now}: {answer.form} overlaps"
        for one in slots:
            for lane in one.lanes:
                outer = [one.start, *(edge for inner in lane.slots for edge in (inner.start, inner.end)), one.end]
                if outer != sorted(outer):
                    return f"{slot.id} at {now}: {answer.form} has a track outside its block"
        if answer.form == "keep" and any(one.pinned and one.start != one.block.at for one in slots):
            return f"{slot.id} at {now}: keep moves a pin"
    return ""


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_tracks_hold_their_pins_and_limits_whenever_they_can(first: int) -> None:
    assert [told for seed in range(first, first + 100) if (told := judge(seed))] == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(600, 20_000, 400))
def test_tracks_hold_in_very_many_sessions(first: int) -> None:
    assert [told for seed in range(first, first + 400) if (told := judge(seed))] == []
