"""Rounds in pairs: what holds for any number of people."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.pairs import Groups, Plan, wishes_of
from facilitator.pairs.pair_rounds import circle_rounds, most_pair_rounds, sure_rounds, tried_rounds
from facilitator.pairs.planning import plan
from facilitator.pairs.table_rounds import group_sizes
from pairs.rosters import COLUMN, alike, meetings, repeated, roster

VALUES = st.lists(st.sampled_from(["Nord", "Syd", "Øst", ""]), min_size=2, max_size=60)


@given(VALUES, st.integers(1, 8), st.booleans(), st.integers(0, 5))
def test_everybody_meets_somebody_new_in_every_round(values: list[str], rounds: int, apart: bool, seed: int) -> None:
    rounds = min(rounds, sure_rounds(len(values)))
    made = plan(roster(values), rounds, apart=[COLUMN] * apart, seed=seed)
    assert len(made.rounds) == rounds
    for one in made.rounds:
        assert sorted(len(meeting.members) for meeting in one.meetings) == sorted(group_sizes(len(values), 2))
        assert sorted(member for meeting in one.meetings for member in meeting.members) == list(range(len(values)))
    assert repeated(made) == made.repeats == 0


@given(st.integers(1, 12))
def test_an_even_number_can_go_on_until_all_have_met(half: int) -> None:
    made = plan(roster([""] * 2 * half), 2 * half - 1)
    assert len(set(meetings(made))) == len(meetings(made)) == half * (2 * half - 1)


@pytest.mark.parametrize(("people", "most"), [(2, 1), (3, 1), (4, 3), (5, 1), (7, 3), (8, 7), (9, 6), (60, 59)])
def test_few_people_have_as_many_rounds_as_there_can_be_and_it_is_told(people: int, most: int) -> None:
    assert "fewer_rounds" not in {note.kind for note in plan(roster([""] * people), most).notes}
    made = plan(roster([""] * people), most + 1)
    assert (len(made.rounds), repeated(made)) == (most, 0)
    told = next(note for note in made.notes if note.kind == "fewer_rounds")
    assert told.values == {"rounds": most, "asked": most + 1}


@pytest.mark.parametrize("people", range(11, 61, 2))
def test_odd_numbers_have_eight_rounds_or_say_how_many(people: int) -> None:
    made = plan(roster([""] * people), 8)
    assert repeated(made) == 0
    assert len(made.rounds) == min(8, most_pair_rounds(people))
    assert any(note.kind == "fewer_found" for note in made.notes) == (most_pair_rounds(people) < 8)


@pytest.mark.parametrize("people", [9, 11, 15, 21, 25, 33, 59])
def test_nobody_is_in_a_second_three_while_there_are_others(people: int) -> None:
    for rounds in range(1, min(people // 3, 8) + 1):
        made = plan(roster([""] * people), rounds)
        threes = [meeting.members for one in made.rounds for meeting in one.meetings if len(meeting.members) == 3]
        assert len({member for three in threes for member in three}) == 3 * rounds


@given(VALUES.filter(lambda values: len(values) > 3), st.integers(1, 5))
def test_the_same_seed_gives_the_same_plan(values: list[str], seed: int) -> None:
    people = roster(values)
    rounds = min(3, sure_rounds(len(values)))
    assert plan(people, rounds, apart=[COLUMN], seed=seed) == plan(people, rounds, apart=[COLUMN], seed=seed)


def test_another_seed_gives_another_plan() -> None:
    people = roster([""] * 20)
    assert plan(people, 3, seed=1) != plan(people, 3, seed=2)


@given(VALUES.filter(lambda values: len(values) % 2 == 0), st.integers(1, 3))
def test_keeping_apart_is_no_worse_than_chance(values: list[str], rounds: int) -> None:
    people = roster([value or "Vest" for value in values])
    rounds = min(rounds, len(values) - 1)
    chance = [alike(plan(people, rounds, seed=seed)) for seed in range(5)]
    assert alike(plan(people, rounds, apart=[COLUMN])) <= sum(chance) / 5


@given(VALUES.filter(lambda values: len(values) % 2 == 0))
def test_the_first_round_is_the_best_there_is(values: list[str]) -> None:
    """Of c people of one value and n in all, 2c−n at least have to be among themselves."""
    made = plan(roster([value or "Vest" for value in values]), 1, apart=[COLUMN])
    largest = max(Counter(value or "Vest" for value in values).values())
    assert alike(made) == max(0, 2 * largest - len(values)) // 2


@pytest.mark.parametrize(
    ("values", "rounds"), [("AABB", 2), ("AABBCC", 3), ("AAABBB", 3), ("AABBC", 1), ("AAABBCC", 2)]
)
def test_few_people_get_the_best_rounds_of_all(values: str, rounds: int) -> None:
    made = plan(roster(list(values)), rounds, apart=[COLUMN])
    assert alike(made) == min(_alike_in_all_ways(values, rounds))
    assert "best" in [note.kind for note in made.notes]


def _alike_in_all_ways(values: str, rounds: int) -> list[int]:
    """The meetings of two alike in every choice of rounds without repeats, found by trying them all."""
    ways = [
        [frozenset(two) for group in groups for two in combinations(group, 2)]
        for groups in _ways(tuple(range(len(values))))
    ]
    chosen = ([two for way in several for two in way] for several in combinations(ways, rounds))
    fresh = (couples for couples in chosen if len({*couples}) == len(couples))
    return [sum(len({values[member] for member in two}) == 1 for two in couples) for couples in fresh]


def _ways(people: tuple[int, ...]) -> list[Groups]:
    if len(people) <= 3:
        return [(people,)] if people else [()]
    size = [(3,), (2,)] if len(people) % 2 else [(2,)]
    found = []
    for sizes in size:
        for company in combinations(people[1:], sizes[0] - 1):
            group = (people[0], *company)
            rest = tuple(person for person in people if person not in group)
            found += [(group, *others) for others in _ways(rest)]
    return [groups for groups in found if sum(len(group) == 3 for group in groups) == len(people) % 2]


def test_those_wished_together_meet_first() -> None:
    made: Plan = plan(roster(["a", "a", "b", "b", "c", "c"]), 1, together=[COLUMN])
    assert alike(made) == 3


@given(st.integers(2, 80), st.data())
def test_rounds_made_by_rule_have_no_repeats(people: int, data: st.DataObject) -> None:
    rounds = data.draw(st.integers(1, most_pair_rounds(people)))
    made = circle_rounds(people, rounds)
    if made is None:
        assert rounds > sure_rounds(people)
        return
    couples = [frozenset(two) for groups in made for group in groups for two in combinations(group, 2)]
    assert len(made) == rounds
    assert len(set(couples)) == len(couples)
    assert all(sorted(place for group in groups for place in group) == list(range(people)) for groups in made)


@pytest.mark.parametrize(
    ("values", "rounds"), [("AABBB", 1), ("ABBBCC", 3), ("AABBCC", 3), ("AABBCC", 2), ("AAABBCC", 2), ("AAAABBC", 2)]
)
def test_trying_all_ways_misses_none(values: str, rounds: int) -> None:
    people = roster(list(values)).people
    wishes = wishes_of(people, [COLUMN], [])
    found, complete = tried_rounds(len(values), rounds, wishes, Random(1))
    assert complete
    assert found is not None
    assert -wishes.total(found) == min(_alike_in_all_ways(values, rounds))
