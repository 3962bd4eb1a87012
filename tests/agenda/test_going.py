"""What a pass says that has to go, against the answers: nothing costs less than it says, and most often it says all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations

from agenda.test_late_laws import random_agenda
from facilitator.agenda.going import Goings, scarcities
from facilitator.agenda.planning import plan
from facilitator.agenda.replanning import Ahead
from facilitator.agenda.schedule import Schedule
from facilitator.messages import Problems


def schedules(seeds: range) -> Iterator[Schedule]:
    for seed in seeds:
        with suppress(Problems):
            yield plan(random_agenda(seed))


def test_every_set_of_kinds_is_taken_for_scarce_once_and_all_of_them_early() -> None:
    found = list(scarcities(["knowledge", "dialogue", "exercise"]))
    assert found[0] == [(), ("knowledge", "dialogue", "exercise")]
    every = [one for number in range(4) for one in combinations(["knowledge", "dialogue", "exercise"], number)]
    assert sorted(one for sets in found for one in sets) == sorted(every)
    assert list(scarcities([])) == [[()]]


def test_no_answer_costs_less_than_a_pass_says_and_one_of_them_most_often_says_what_goes() -> None:
    told = asked = 0
    for schedule in schedules(range(1, 81, 2)):
        (slot, *_later), ahead = schedule.slots, Ahead(schedule)
        before = {one.path: one.minutes for one in schedule.walk()}
        goings, budget = Goings(schedule, before), schedule.spent
        for now in random.Random(slot.id).sample(range(slot.start - 5, slot.start + 40), 2):
            kept = [answer for answer in ahead.answers(slot, now) if answer.form == "keep"]
            if now == slot.start or not kept:
                continue
            gone = {id(block) for block in kept[0].schedule.dropped}
            bounds = []
            for scarce in (one for sets in scarcities(budget) for one in sets):
                going = goings.of("keep", 0, scarce)
                items = [one for item in going.day.items for one in (item, *item.inner()) if id(one.block) in gone]
                cost = going.cost(items, *kept[0].cost[2:4])
                bounds.append(going.least(0, now, None) + going.cost([], sum(budget[kind] for kind in scarce), 0))
                assert bounds[-1] <= cost
            asked, told = asked + 1, told + (max(bounds) == cost)
    assert told > 0.8 * asked > 20
