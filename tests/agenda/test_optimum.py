"""Sums made as small as can be, one after the other, with whole numbers."""

from __future__ import annotations

import pytest

from facilitator.agenda.optimum import Infeasible, Programme


def test_what_counts_first_is_the_least_of_all_and_the_next_the_least_that_is_left() -> None:
    programme = Programme()
    one, other = programme.column(0, 10), programme.column(0, 10)
    programme.row({one: 1, other: 1}, 12, 20)
    assert programme.least([{one: 1, other: 1}, {one: -1}]) == [10, 2]
    assert programme.least([{one: 1}, {one: 1, other: 1}]) == [2, 10]


@pytest.mark.parametrize("pairs", [1, 2, 6])
def test_whole_numbers_are_found_where_none_of_the_least_are(pairs: int) -> None:
    # An odd number is no sum of even ones: somebody has a minute too many, and it is the first.
    programme = Programme()
    columns = [programme.column(0, 50) for _number in range(pairs)]
    short, long = programme.column(0, 500, whole=False), programme.column(0, 500, whole=False)
    programme.row(dict.fromkeys(columns, 2.0) | {short: 1, long: -1}, 41, 41)
    found = programme.least([{short: 1, long: 1}, {short: 1}, *({column: -1.0} for column in columns)])
    assert found == [21, *[0] * (pairs - 1), 0, 1]


def test_bounds_of_a_sum_count_as_much_as_those_of_a_number() -> None:
    programme = Programme()
    one, other, late = (programme.column(0, 9) for _number in range(3))
    programme.row({one: 1, other: 1}, 7, 20)
    programme.row({one: 1, late: -1}, -20, 3)
    programme.row({other: 1, late: -1}, -20, 3)
    assert programme.least([{late: 1}, {one: -1}, {other: 1}]) == [4, 3, 1]


def test_what_cannot_be_is_told() -> None:
    programme = Programme()
    column = programme.column(0, 10)
    programme.row({column: 2}, 3, 3)
    with pytest.raises(Infeasible):
        programme.least([{column: 1}])


def test_nothing_is_said_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    programme = Programme()
    programme.row({programme.column(0, 10): 2, programme.column(0, 1): 1}, 3, 3)
    programme.least([{0: 1}])
    assert capfd.readouterr() == ("", "")
