"""Budgets: minutes for each kind of time, kept wherever its blocks lie."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.agenda import Agenda
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import PlanNote, Schedule
from facilitator.messages import Problems

KINDS = ("knowledge", "dialogue", "break")


def agenda(*blocks: dict[str, Any], budget: dict[str, int], **fields: Any) -> Agenda:
    named = [{"title": f"Blok {number}"} | block for number, block in enumerate(blocks)]
    return Agenda.model_validate({"id": "a", "title": "A", "blocks": named, "budget": budget, **fields})


def minutes(schedule: Schedule) -> list[int]:
    return [slot.minutes for slot in schedule.slots]


def test_blocks_of_a_kind_share_its_minutes_in_proportion() -> None:
    blocks = [
        {"kind": kind, "minutes": span} for kind in ("knowledge", "dialogue") for span in ("5-15", "10-20", "10-40")
    ]
    made = plan(agenda(*blocks, budget={"knowledge": 45, "dialogue": 30}))
    assert minutes(made) == [10, 15, 20, 5, 10, 15]
    assert made.spent == {"knowledge": 45, "dialogue": 30}


def test_other_kinds_keep_their_own_minutes() -> None:
    made = plan(agenda({"minutes": "10-30", "kind": "dialogue"}, {"minutes": "10-30"}, budget={"dialogue": 30}))
    assert minutes(made) == [30, 20]


def test_a_budget_is_kept_across_pins_where_one_side_must_give() -> None:
    made = plan(
        agenda(
            {"kind": "knowledge", "minutes": "10-40"},
            {"kind": "dialogue", "minutes": "10-40"},
            {"kind": "knowledge", "minutes": "10-40", "at": "10.00"},
            {"kind": "dialogue", "minutes": "5-10"},
            budget={"knowledge": 45, "dialogue": 45},
            start="09.00",
            end="10.30",
        )
    )
    assert minutes(made) == [25, 35, 20, 10]


@pytest.mark.parametrize(
    ("budget", "told"),
    [
        ({"knowledge": 50}, "the budget has 50 minutes of knowledge, but its blocks take 10–40 together"),
        ({"knowledge": 5}, "blocks that may be shorter"),
        ({"exercise": 5}, "but no block is of that kind"),
    ],
)
def test_a_budget_that_its_blocks_cannot_keep_is_refused(budget: dict[str, int], told: str) -> None:
    with pytest.raises(Problems, match=told):
        plan(agenda({"kind": "knowledge", "minutes": "10-40"}, budget=budget))


def test_a_budget_that_the_pins_forbid_is_kept_as_far_as_can_be_and_told() -> None:
    blocks = [{"kind": "dialogue", "minutes": "10-60"}, {"kind": "dialogue", "minutes": "10-60", "at": "09.15"}]
    made = plan(agenda(*blocks, budget={"dialogue": 100}, start="09.00", end="10.00"))
    assert minutes(made) == [15, 45]
    assert made.notes == (PlanNote("budget", "dialogue", 60, wanted=100, path=("budget", "dialogue")),)


def test_running_late_the_rest_of_the_day_may_break_the_budget() -> None:
    blocks = [{"kind": "dialogue", "minutes": "10-60", "id": name} for name in ("a", "b")]
    made = plan(agenda(*blocks, budget={"dialogue": 80}, start="09.00", end="10.30"))
    assert minutes(made) == [40, 40]
    keep, *_others = replan(made, at="b", now=10 * 60)
    assert (keep.form, minutes(keep.schedule)) == ("keep", [30])


@st.composite
def spans(draw: st.DrawFn) -> dict[str, Any]:
    least = draw(st.integers(0, 30))
    most = least + draw(st.integers(0, 30))
    return {"kind": draw(st.sampled_from(KINDS)), "minutes": {"min": least, "max": most}}


@given(
    blocks=st.lists(spans(), min_size=1, max_size=12),
    budget=st.dictionaries(st.sampled_from(KINDS), st.integers(0, 120)),
)
def test_whatever_is_planned_keeps_its_budget(blocks: list[dict[str, Any]], budget: dict[str, int]) -> None:
    made = agenda(*blocks, budget=budget)
    least = {kind: sum(b["minutes"]["min"] for b in blocks if b["kind"] == kind) for kind in budget}
    most = {kind: sum(b["minutes"]["max"] for b in blocks if b["kind"] == kind) for kind in budget}
    present = {block["kind"] for block in blocks}
    possible = all(kind in present and least[kind] <= budget[kind] <= most[kind] for kind in budget)
    try:
        found = plan(made)
    except Problems:
        assert not possible
        return
    assert possible
    assert found.spent == budget
    for slot, block in zip(found.slots, blocks, strict=True):
        assert block["minutes"]["min"] <= slot.minutes <= block["minutes"]["max"]


@given(
    blocks=st.lists(spans(), min_size=2, max_size=10),
    pin=st.integers(1, 9),
    budget=st.integers(0, 120),
    span=st.integers(0, 150),
)
def test_with_a_pin_too(blocks: list[dict[str, Any]], pin: int, budget: int, span: int) -> None:
    at = f"{(9 * 60 + span) // 60}.{span % 60:02}"
    blocks[min(pin, len(blocks) - 1)]["at"] = at
    try:
        found = plan(agenda(*blocks, budget={"dialogue": budget}, start="09.00", end="15.00"))
    except Problems:
        return
    told = [note.minutes - note.wanted for note in found.notes if note.kind == "budget"]
    assert found.spent["dialogue"] - budget == sum(told)
    assert next(slot.start for slot in found.slots if slot.pinned) == 9 * 60 + span
