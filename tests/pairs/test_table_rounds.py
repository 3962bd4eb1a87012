"""Rounds at tables: even tables, few repeats, honest counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.messages import Problems
from facilitator.pairs import Plan, repeats
from facilitator.pairs.designs import designed_rounds
from facilitator.pairs.planning import plan
from facilitator.pairs.table_rounds import fewest_alike, fewest_repeats, group_sizes
from facilitator.text.meaning import letters
from pairs.rosters import COLUMN, alike, repeated, roster


def sizes(made: Plan) -> list[list[int]]:
    """How many are at each table, round by round."""
    return [[len(meeting.members) for meeting in one.meetings] for one in made.rounds]


def kinds(made: Plan) -> list[str]:
    """What the notes are about."""
    return [note.kind for note in made.notes]


@given(st.integers(2, 40), st.integers(3, 8), st.integers(1, 4), st.integers(0, 3))
def test_tables_are_even_and_the_count_of_repeats_is_true(people: int, size: int, rounds: int, seed: int) -> None:
    made = plan(roster([""] * people), rounds, size, seed=seed)
    for one in made.rounds:
        assert sorted(member for meeting in one.meetings for member in meeting.members) == list(range(people))
    for row in sizes(made):
        assert 2 <= min(row) <= max(row) <= min(row) + 1 <= size + 1
        assert max(row) <= size
    assert repeated(made) == made.repeats >= made.bound
    assert ("repeats" in kinds(made)) == (made.repeats > 0)


@given(st.integers(2, 10_000), st.integers(2, 50))
def test_groups_are_as_even_as_can_be_and_nobody_is_alone(people: int, size: int) -> None:
    found = group_sizes(people, size)
    assert sum(found) == people
    assert max(found) - min(found) <= 1
    assert min(found) >= 2
    assert max(found) <= (3 if size == 2 else size)


def test_tables_are_named_as_columns_are() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@pytest.mark.parametrize(
    ("people", "rounds", "size"), [(9, 4, 3), (12, 3, 3), (16, 4, 4), (20, 4, 4), (25, 5, 5), (10_000, 3, 4)]
)
def test_known_plans_without_repeats_are_found(people: int, rounds: int, size: int) -> None:
    assert plan(roster([""] * people), rounds, size).repeats == 0


@pytest.mark.parametrize(
    ("people", "rounds", "size"),
    [
        (16, 5, 4), (15, 5, 4), (14, 4, 4), (9, 4, 3), (15, 7, 3), (21, 10, 3), (20, 10, 3), (27, 13, 3), (39, 19, 3),
        (25, 6, 5), (24, 6, 5), (28, 9, 4), (32, 9, 4), (49, 8, 7), (64, 21, 4), (18, 7, 3), (24, 5, 4), (12, 3, 3),
    ],
)  # fmt: skip
def test_plans_that_are_known_to_be_perfect_are_found(people: int, rounds: int, size: int) -> None:
    made = plan(roster([""] * people), rounds, size)
    assert repeated(made) == made.repeats == 0
    assert kinds(made) == ["no_repeats"]


@given(st.integers(1, 40), st.integers(2, 8), st.integers(0, 7), st.booleans())
def test_rounds_by_rule_seat_everybody_once_and_nobody_meets_twice(
    tables: int, size: int, missing: int, hosts: bool
) -> None:
    people = tables * size - min(missing, tables - 1, size - 1)
    found = designed_rounds(people, tables, hosts=hosts)
    assert repeats(found) == 0
    for groups in found:
        assert sorted(one for group in groups for one in group) == list(range(people))
        assert max(map(len, groups)) - min(map(len, groups)) <= 1
    if hosts:
        assert all(one in groups[one] for groups in found for one in range(tables))


def test_where_the_search_falls_short_it_is_said_what_is_known() -> None:
    made = plan(roster([""] * 24), 7, 4)
    assert made.bound == 0 < made.repeats
    known = next(note for note in made.notes if note.kind == "known")
    assert known.values["most"] == 7
    assert 5 <= int(str(known.values["found"])) < 7
    assert "smaller" not in kinds(made)


def test_unavoidable_repeats_are_counted_and_a_smaller_size_is_named() -> None:
    made = plan(roster([""] * 12), 3, 4)
    assert (made.repeats, made.bound) == (6, 6)
    smaller = next(note for note in made.notes if note.kind == "smaller")
    assert smaller.values == {"size": 3}
    assert plan(roster([""] * 12), 3, 3).repeats == 0


def test_a_smaller_size_is_named_as_it_will_be_in_the_room() -> None:
    made = plan(roster([""] * 4), 2, 4)
    # Four people at tables of at most three are two and two.
    assert [note.values for note in made.notes if note.kind == "smaller"] == [{"size": 2}]


@pytest.mark.parametrize(
    ("tables", "rounds", "hosts", "expected"),
    [((4, 4, 4), 3, 0, 6), ((8,), 3, 0, 56), ((3, 3), 3, 0, 4), ((2, 2), 3, 2, 2), ((4, 4, 4, 4), 5, 0, 0)],
)
def test_the_bound_counts_what_cannot_be_avoided(
    tables: tuple[int, ...], rounds: int, hosts: int, expected: int
) -> None:
    assert fewest_repeats(tables, rounds, hosts) == expected


@given(st.integers(6, 24), st.integers(2, 4), st.data())
def test_hosts_stay_at_their_own_tables(people: int, rounds: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 5))
    number = data.draw(st.integers(1, len(group_sizes(people, size))))
    hosts = data.draw(st.permutations([f"P{place}" for place in range(people)]))[:number]
    made = plan(roster([""] * people), rounds, size, hosts=hosts)
    tables = [
        {plan_host: meeting.table for meeting in one.meetings for plan_host in made.hosts & {*meeting.members}}
        for one in made.rounds
    ]
    assert all(row == tables[0] for row in tables)
    assert len({*tables[0].values()}) == number == len(made.hosts)
    assert repeated(made) == made.repeats >= made.bound


def test_too_many_hosts_are_refused() -> None:
    with pytest.raises(Problems, match="there are 4 hosts and 3 tables; expected a table for each host"):
        plan(roster([""] * 12), 2, 4, hosts=["P0", "P1", "P2", "P3"])


def test_a_host_nobody_knows_is_told_with_the_nearest_name() -> None:
    with pytest.raises(Problems, match=r"nobody on the list is called “P1x”.*did you mean “P1”"):
        plan(roster([""] * 12), 2, 4, hosts=["P1x"])


@given(st.lists(st.sampled_from(["Nord", "Syd", "Øst"]), min_size=6, max_size=24), st.integers(1, 3))
def test_keeping_apart_costs_no_repeats(values: list[str], seed: int) -> None:
    people = roster(values)
    free, apart = plan(people, 2, 4, seed=seed), plan(people, 2, 4, apart=[COLUMN], seed=seed)
    assert alike(apart) >= 2 * fewest_alike(values, len(apart.rounds[0].meetings))
    assert apart.repeats <= free.repeats + 1


def test_departments_are_spread_as_far_as_they_can_be() -> None:
    made = plan(roster(["Nord", "Syd", "Øst", "Vest"] * 5), 3, 4, apart=[COLUMN])
    assert (made.repeats, alike(made)) == (0, 0)
    assert "best" in kinds(made)


def test_colleagues_stay_together_and_meet_other_colleagues() -> None:
    made = plan(roster([str(place // 2) for place in range(24)]), 3, 4, together=[COLUMN])
    assert alike(made) == 12 * 3
    # Each couple of colleagues meets again in the second and third round; nobody else needs to.
    assert made.repeats == 12 * 2
    assert "smaller" not in kinds(made)


def test_the_same_seed_gives_the_same_plan() -> None:
    people = roster(["Nord", "Syd", "Øst"] * 7)
    first, second = (plan(people, 4, 5, apart=[COLUMN], seed=7, questions=9) for _ in range(2))
    assert first == second
