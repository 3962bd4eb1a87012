"""Rows that are pasted from Excel, and lines that are typed."""

from __future__ import annotations

import pytest

from facilitator.reading.delimited import pasted_rows, tabbed


@pytest.mark.parametrize(
    ("pasted", "rows"),
    [
        ('"Det plejer vi" siger nogen.\nNæste', [['"Det plejer vi" siger nogen.'], ["Næste"]]),
        ('"Sådan er det."\tBag', [['"Sådan er det."', "Bag"]]),
        ('"to\nlinjer"\tx\r\n"sagt ""ja"""\ty\n', [["to\nlinjer", "x"], ['sagt "ja"', "y"]]),
        ('"åben\nnæste "x', [['"åben'], ['næste "x']]),
        ("a\n\n \nb\n", [["a"], ["b"]]),
    ],
)
def test_quotes_are_a_cells_own_where_they_close_at_its_end(pasted: str, rows: list[list[str]]) -> None:
    assert [*pasted_rows(pasted).values()] == rows
    assert [*pasted_rows(tabbed(rows)).values()] == rows


def test_rows_keep_their_numbers_where_blank_ones_are_left_out() -> None:
    assert pasted_rows('\n"to\nlinjer"\n\nb\n') == {2: ["to\nlinjer"], 4: ["b"]}
