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
    assert pasted_rows(pasted) == rows
    assert pasted_rows(tabbed(rows)) == rows
