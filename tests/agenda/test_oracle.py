"""The planner against one that tries everything: what it plans, refuses, calls the latest start, and does when late."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest

from agenda.oracle import Row, best, cost_of, latest, pushed
from agenda.solver import Going, Place, settled, solved
from facilitator.agenda import Agenda
from facilitator.agenda.allotting import references
from facilitator.agenda.chains import Wishes, chains
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Answer, Schedule
from facilitator.messages import Problems

START = 8 * 60


def session(rng: random.Random) -> tuple[list[Row], int | None, dict[str, int]]:
    """Blocks of all sorts, pinned where they could well lie or nearly, and perhaps a budget that could well be kept."""
    rows: list[Row] = []
    now = START
    budgeted = rng.sample(("knowledge", "dialogue"), rng.choice((0, 0, 0, 1, 2)))
    for _ in range(rng.randint(1, 5)):
        kind = rng.choice(("session", "session", "buffer", *budgeted, *budgeted))
        least = 0 if kind == "buffer" else rng.randint(0, 6)
        ideal = least + rng.randint(0, 5)
        most = ideal + rng.randint(kind == "buffer", 4) if rng.random() < 0.8 else None
        pins: dict[str, Any] = {}
        if rng.random() < 0.45:
            pin = rng.choice(("at", "at", "around", "around", "until", "both"))
            now = max(START, now + rng.randint(-3, 5))
            if pin == "both":
                pins = {"at": now, "until": now + rng.randint(least, ideal if most is None else most)}
            else:
                pins[pin] = now + (ideal if pin == "until" else 0)
        rows.append(Row(least, ideal, most, kind, optional=rng.choice((None, 1, 2)), **pins))
        now += ideal
    end = None if rng.random() < 0.4 else max([now + rng.randint(-4, 6), *(r.at or r.until or 0 for r in rows)])
    budget = {}
    for kind in budgeted:
        own = [row for row in rows if row.kind == kind]
        low, high = sum(row.least for row in own), sum(row.ideal + 6 if row.most is None else row.most for row in own)
        if own:
            budget[kind] = rng.randint(low, high)
    return rows, end, budget


def agenda(rows: list[Row], end: int | None, budget: dict[str, int]) -> Agenda:
    def clock(minutes: int | None) -> str | None:
        return None if minutes is None else f"{minutes // 60:02}.{minutes % 60:02}"

    blocks: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        written = {"min": row.least, "ideal": row.ideal} | ({} if row.most is None else {"max": row.most})
        pins = {"at": clock(row.at), "around": clock(row.around), "until": clock(row.until)}
        kept = {key: value for key, value in pins.items() if value is not None}
        minutes: Any = written if row.most is not None or row.ideal == row.least else None
        block = {"title": f"B{number}", "kind": row.kind, "minutes": minutes, "optional": row.optional, **kept}
        blocks.append(block)
    data: dict[str, Any] = {"id": "a", "title": "A", "start": "08.00", "end": clock(end), "budget": budget}
    return Agenda.model_validate({**data, "blocks": blocks})


def as_planned(rows: list[Row], found: Schedule) -> list[tuple[int, int]]:
    return [(slot.start, slot.end) for slot in found.slots]


def judge(seed: int) -> str:
    """What the two planners disagree on in one session; empty when they agree."""
    rng = random.Random(seed)
    rows, end, budget = session(rng)
    # `most: None` with an ideal above the least cannot be written; `{min: n}` alone is open-ended.
    rows = [row if row.most is not None else Row(**{**vars(row), "ideal": row.least}) for row in rows]
    made = open_ended(agenda(rows, end, budget), rows)
    try:
        found = plan(made)
    except Problems as error:
        if "runs backwards" in str(error) or "already" in str(error) or "takes" in str(error):
            return "" if best(rows, START, end, {}) is None or budget else f"{seed}: refused {error}"
        return "" if best(rows, START, end, {}) is None else f"{seed}: refused {error}"
    wanted, got = best(rows, START, end, budget), cost_of(rows, as_planned(rows, found), START, end, budget)
    if wanted != got:
        return f"{seed}: costs {got}, the best {wanted}"
    if not budget and (ends := end if end is not None else found.slots[-1].end):
        told = [slot.latest_start for slot in found.slots]
        if told != latest(rows, ends):
            return f"{seed}: latest {told}, but {latest(rows, ends)}"
    return judge_late(rng, rows, end, budget, found, seed)


def open_ended(made: Agenda, rows: list[Row]) -> Agenda:
    """Blocks that may take any time, which YAML says with ``{min: n}``."""
    blocks = [
        block.model_copy(update={"minutes": type(block.minutes)(row.ideal, row.least, row.most)})
        if block.minutes is not None
        else block
        for block, row in zip(made.blocks, rows, strict=True)
    ]
    return made.model_copy(update={"blocks": blocks})


def judge_late(
    rng: random.Random, rows: list[Row], end: int | None, budget: dict[str, int], found: Schedule, seed: int
) -> str:
    """The same for what is left of the day from a block on."""
    number = rng.randrange(len(rows))
    slot = found.slots[number]
    now = slot.start + rng.randint(-2, 12)
    answers = {one.form: one for one in replan(found, at=slot.id, now=now % 1440)}
    if now == slot.start:
        same = list(answers) == ["keep"] and answers["keep"].schedule.slots == found.slots[number:]
        return "" if same else f"{seed}: on time, yet it changes"
    running = Row(**{**vars(rows[number]), "at": None, "around": None})
    left = [running, *rows[number + 1 :]]
    minutes = [one.minutes for one in found.slots[number:]]
    closing = next((n for n in range(len(rows) - 1, -1, -1) if rows[n].kind != "buffer"), -1) - number
    free = [n for n in range(1, len(left)) if n != closing]
    optional = [n for n in free if left[n].optional is not None]
    on_time = end if end is not None else found.slots[-1].end
    rest = {kind: sum(slot.minutes for slot in found.slots[number:] if slot.block.kind == kind) for kind in budget}
    for form, allowed, last in (("keep", optional, end), ("stop", free, on_time)):
        best_ = solved(left, now, last, rest, going(left, allowed, minutes))
        answer = answers.get(form)  # type: ignore[call-overload]
        if best_ is None:
            if answer is not None:
                return f"{seed}: {form} cannot be, yet is answered"
            continue
        if answer is None:
            # An answer that another one equals is not told twice.
            if form == "keep":
                return f"{seed}: no keep, though without {best_.gone} it can be"
            continue
        told = tuple(n for n, row in enumerate(found.slots[number:]) if row.block in answer.schedule.dropped)
        if tuple((n,) for n in told) != best_.gone:
            return f"{seed}: {form} drops {told}, the best {best_}"
        kept = [row for n, row in enumerate(left) if n not in told]
        cost = cost_of(kept, as_planned(kept, answer.schedule), now, last, rest)
        wanted = (best_.budget, best_.slip, *best_.rest)
        if cost is None or cost[:2] != wanted[:2] or (last == end and cost != wanted):
            return f"{seed}: {form} costs {cost}, the best {wanted}"
    return judge_push(left, now, end, answers, seed)


def going(left: list[Row], allowed: list[int], minutes: list[int]) -> Going:
    """What may be left out, the first to go first: by their numbers, then what nobody allowed, the later first."""
    firm = frozenset(n for n in allowed if left[n].optional is None)
    order = sorted(allowed, key=lambda n: (n in firm, -n if n in firm else 0, left[n].optional or 0, n))
    numbers: dict[Place, int] = {(n,): left[n].optional or 0 for n in allowed}
    return Going(frozenset((n,) for n in firm), {(n,): minutes[n] for n in allowed}, numbers, [(n,) for n in order])


def judge_push(left: list[Row], now: int, end: int | None, answers: dict[Any, Answer], seed: int) -> str:
    answer = answers.get("push")
    *pins, (_, last) = pushed(left, now, end)
    moved = any(at != row.at or until != row.until for row, (at, until) in zip(left, pins, strict=True)) or last != end
    if answer is None:
        return f"{seed}: no push" if moved else ""
    if answer.schedule.dropped:
        return f"{seed}: push drops"
    rows = [Row(**{**vars(row), "at": at, "until": until}) for row, (at, until) in zip(left, pins, strict=True)]
    rest = {str(kind): answer_budget(answer, kind) for kind in answer.schedule.agenda.budget}
    wanted, got = best(rows, now, last, rest), cost_of(rows, as_planned(rows, answer.schedule), now, last, rest)
    late = sum(
        (at or 0) - (row.at or 0) + (until or 0) - (row.until or 0) for row, (at, until) in zip(left, pins, strict=True)
    )
    late += (last or 0) - (end or 0)
    if late != answer.late:
        return f"{seed}: push is {answer.late} late, could be {late}"
    return "" if wanted == got else f"{seed}: push costs {got}, the best {wanted}"


def answer_budget(answer: Answer, kind: str) -> int:
    """What the plan before gave, as the notes tell it."""
    spent = sum(slot.minutes for slot in answer.schedule.slots if slot.block.kind == kind)
    told = [note.wanted for note in answer.schedule.notes if note.kind == "budget" and note.block == kind]
    return told[0] if told else spent


def larger(rng: random.Random) -> tuple[list[Row], int, dict[str, int]]:
    """A whole day with real minutes, a budget or two, and blocks that may be left out."""
    rows: list[Row] = []
    now = START
    for _ in range(rng.randint(8, 20)):
        kind = rng.choice(("session", "session", "knowledge", "dialogue", "break", "buffer"))
        least = 0 if kind == "buffer" else rng.randint(1, 6) * 5
        ideal = least + rng.randint(0, 3) * 5
        pin = rng.choice((None, None, None, None, "at", "around", "until"))
        now += rng.choice((0, 0, -5, 5, 10)) if pin else 0
        pins: dict[str, Any] = {} if pin is None else {pin: max(START, now) + (ideal if pin == "until" else 0)}
        most = ideal + rng.randint(1, 4) * 5
        rows.append(Row(least, ideal, most, kind, optional=rng.choice((None, None, None, 1, 2)), **pins))
        now = max(START, now) + ideal
    budget = {}
    for kind in rng.sample(("knowledge", "dialogue", "break"), rng.choice((0, 1, 2))):
        own = [row for row in rows if row.kind == kind]
        if own:
            budget[kind] = rng.randint(sum(row.least for row in own), sum(row.most or 0 for row in own))
    return rows, max([now + rng.choice((-15, -5, 0, 7, 20)), *(row.at or row.until or 0 for row in rows)]), budget


def judge_larger(seed: int) -> str:
    """What is planned of a whole day, its latest starts, and what is left of it when it runs late."""
    rng = random.Random(seed)
    rows, end, budget = larger(rng)
    wanted = solved(rows, START, end, budget)
    try:
        found = plan(agenda(rows, end, budget))
    except Problems as error:
        return "" if wanted is None else f"{seed}: refused {error}"
    got = cost_of(rows, as_planned(rows, found), START, end, budget)
    if wanted is None or (wanted.budget, wanted.slip, *wanted.rest) != got:
        return f"{seed}: costs {got}, the best {wanted}"
    told = [slot.latest_start for slot in found.slots]
    if not budget and told != latest(rows, end):
        return f"{seed}: latest {told}, but {latest(rows, end)}"
    return judge_late(rng, rows, end, budget, found, seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 30, 10))
def test_whole_days_too(first: int) -> None:
    assert [told for seed in range(first, first + 10) if (told := judge_larger(seed))] == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(30, 2_000, 97))
def test_very_many_whole_days(first: int) -> None:
    assert [told for seed in range(first, first + 97) if (told := judge_larger(seed))] == []


def judge_numbers(seed: int) -> str:
    """Which of as many minutes go: by trying every set of blocks that may."""
    rng = random.Random(seed)
    minutes = [rng.choice((10, 15, 20)) for _ in range(rng.randint(4, 8))]
    rows = [Row(n, n, n, optional=rng.choice((1, 2, 3, 3))) for n in minutes]
    found = plan(agenda([Row(10, 10, 10), *rows, Row(10, 10, 10)], START + sum(minutes) + 20, {}))
    late = rng.randrange(5, sum(minutes), 5)
    answers = replan(found, at="b0", now=START + late)
    told = {slot.id for slot in found.slots if slot.block in answers[0].schedule.dropped}

    def cost(gone: tuple[int, ...]) -> tuple[int, list[int], list[int]]:
        highest = sorted(-(rows[n].optional or 0) for n in gone)
        stay = sorted(((rows[n].optional or 0, n) for n in gone), reverse=True)
        return sum(minutes[n] for n in gone), [highest.count(-number) for number in (3, 2, 1)], [n for _, n in stay]

    sets = [gone for many in range(len(rows) + 1) for gone in combinations(range(len(rows)), many)]
    wanted = min((gone for gone in sets if sum(minutes[n] for n in gone) >= late), key=cost)
    return "" if told == {f"b{n + 1}" for n in wanted} else f"{seed}: {told} go, the best {wanted}"


def test_of_as_many_minutes_the_lowest_numbers_go() -> None:
    assert [told for seed in range(150) if (told := judge_numbers(seed))] == []


@pytest.mark.long
def test_of_as_many_minutes_the_lowest_numbers_go_in_very_many() -> None:
    assert [told for seed in range(150, 10_000) if (told := judge_numbers(seed))] == []


def test_a_block_of_no_minutes_stays_where_nothing_is_won_without_it() -> None:
    assert judge(500_008_435) == ""  # Without its budget the day would be better off without that block.


def judge_shares(seed: int) -> str:
    """Who gets how much, once all else is equal: the nearest to the shares, over the whole day, the earlier first."""
    rng = random.Random(seed)
    rows, end, budget = session(rng) if seed % 4 else larger(rng)
    rows = [row if row.most is not None else Row(**{**vars(row), "ideal": row.least}) for row in rows]
    try:
        found = plan(open_ended(agenda(rows, end, budget), rows))
    except Problems:
        return ""
    kept = found.agenda.budget
    known = chains(list(found.days[0].segments()), Wishes(kept))
    share = references(known, kept)
    parts = [part for chain in known for part in chain.parts]
    cells: list[tuple[list[int], int]] = []
    order: list[int | None] = []
    for part in parts:
        order += [None] if part.wish is not None else []
        for cell in part.cells:
            order.append(len(cells))
            cells.append(([int(item.path[1]) for item in cell.items], sum(share[item.path] for item in cell.items)))
    got = [sum(found.slots[number].minutes for number in numbers) for numbers, _share in cells]
    far = sum(abs(minutes - wish) for minutes, (_numbers, wish) in zip(got, cells, strict=True))
    wanted = settled(rows, START, end, budget, cells, order)
    return "" if (far, got) == wanted else f"{seed}: {far} from its shares with {got}, the best {wanted}"


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 300, 100))
def test_what_is_shared_is_shared_best_over_the_whole_day(first: int) -> None:
    assert [told for seed in range(first, first + 100) if (told := judge_shares(seed))] == []


SAMPLE = 2_000
BATCH = 100


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SAMPLE, BATCH))
def test_the_planner_agrees_with_one_that_tries_everything(first: int) -> None:
    assert [told for seed in range(first, first + BATCH) if (told := judge(seed))] == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(SAMPLE, 100_000, 1_000))
def test_the_planner_agrees_on_very_many(first: int) -> None:
    assert [told for seed in range(first, first + 1_000) if (told := judge(seed))] == []
