"""What the page knows is what the planner says: for every block, every minute, and every set of blocks left out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import html

import facilitator
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import Answer, Schedule
from facilitator.live.answers import AFTER, BEFORE, Case, cases, free
from facilitator.messages import Problems
from judges.tab import Tab
from live.days import DAYS, TRIO, opened

_READ = """
((number, gone, first, last) => {
  const { answersAt, D } = window.facilitator, found = [];
  for (let minute = first; minute <= last; minute += 1) found.push(answersAt(D.tables, D.blocks, number, gone, minute));
  return found;
})
"""


def numbers_of(schedule: Schedule) -> dict[str, int]:
    """The number of every block, by its id."""
    return {slot.id: number for number, slot in enumerate(schedule.walk())}


def told(answer: Answer, numbers: dict[str, int]) -> dict[str, Any]:
    """An answer as the page gives it."""
    schedule = answer.schedule
    slots = [{"number": numbers[one.id], "start": one.start, "end": one.end} for one in schedule.walk()]
    notes = [
        {"kind": one.kind, "block": one.block, "minutes": one.minutes, "clock": one.clock, "wanted": one.wanted}
        for one in schedule.notes
    ]
    return {"form": answer.form, "late": answer.late, "leftOut": answer.left_out, "slots": slots, "notes": notes}


def differing(tab: Tab, case: Case, numbers: dict[str, int]) -> list[int]:
    """The minutes at which the page says something else than the planner."""
    number = numbers[case.slot.id]
    minutes = range(case.first, case.last + 1)
    read = tab.run(f"({_READ})({number}, {json.dumps(case.gone)}, {case.first}, {case.last})")
    return [
        minute
        for minute, found in zip(minutes, read, strict=True)
        if found != [told(one, numbers) for one in case.answers(minute)]
    ]


@pytest.mark.browser
@pytest.mark.parametrize("day", [TRIO, *DAYS])
def test_every_answer_of_the_page_is_the_planner_s(
    day: str, tabs: Callable[..., Tab], pages: Callable[[str], Path]
) -> None:
    schedule = opened(day).schedule
    numbers = numbers_of(schedule)
    tab = tabs()
    tab.open(pages(day))
    known = list(cases(schedule))
    assert {one.slot.id for one in known} == set(numbers)
    wrong = {(one.slot.id, one.gone): differing(tab, one, numbers) for one in known}
    assert {key: minutes for key, minutes in wrong.items() if minutes} == {}


@pytest.mark.parametrize("day", [TRIO, *DAYS])
def test_with_nothing_left_out_a_case_is_what_schedule_now_tells(day: str) -> None:
    schedule = opened(day).schedule
    for case in cases(schedule):
        if case.gone:
            continue
        assert case.first == max(case.slot.start - BEFORE, 0 if schedule.relative else case.first)
        assert case.last == case.slot.start + AFTER
        for minute in (case.first, case.slot.start + 7, case.last):
            try:
                expected = replan(schedule, now=minute if schedule.relative else minute % 1440, at=case.slot.id)
            except Problems:
                assert schedule.relative
                continue
            assert [told(one, numbers_of(schedule)) for one in case.answers(minute)] == [
                told(one, numbers_of(schedule)) for one in expected
            ]


@pytest.mark.parametrize("day", [TRIO, "introduktionsvaerktoej"])
def test_the_page_of_the_longest_agendas_is_small(day: str) -> None:
    (made,) = facilitator.open(day).build("live")
    assert len(made.content) <= 300_000


def test_what_is_left_out_is_every_set_of_later_blocks_that_may_be() -> None:
    schedule = opened(TRIO).schedule
    numbers = numbers_of(schedule)
    may_go = [numbers[one.id] for one in free(schedule)]
    assert len(may_go) == 2
    for slot in schedule.walk():
        later = [number for number in may_go if number > numbers[slot.id]]
        found = [case.gone for case in cases(schedule) if case.slot.id == slot.id]
        assert len(found) == len(set(found)) == 2 ** len(later)


def test_a_block_that_is_left_out_is_in_no_answer() -> None:
    schedule = opened(TRIO).schedule
    numbers = numbers_of(schedule)
    for case in cases(schedule):
        if case.gone:
            slots = case.answers(case.first + BEFORE + 5)[0].schedule.walk()
            assert not {numbers[one.id] for one in slots} & set(case.gone)


def test_the_page_says_of_each_break_where_the_slides_say_that_we_meet_again() -> None:
    blocks = """
title: Dag
start: "09.00"
blocks:
  - {title: A, minutes: 60}
  - {title: Pause, kind: break, minutes: 15}
  - {title: Luft, kind: buffer, minutes: 5}
  - {title: B, at: 10.30, minutes: 30}
  - {title: Frokost, kind: break, minutes: 30}
  - {title: C, day: 2, at: 08.00, minutes: 30}
  - {title: Sandwich, kind: break, minutes: 30}
"""
    (page,) = facilitator.open(text=blocks).build("live")
    (data,) = html.fromstring(page.content).xpath("//script[@id='data']/text()")
    again = {one["title"]: one["again"] for one in json.loads(data)["blocks"]}
    assert again == dict.fromkeys(["A", "Luft", "B", "C"]) | {"Pause": 3, "Frokost": 5, "Sandwich": None}
