"""Letters in place of numbers, for tables and sets."""

from __future__ import annotations

__all__ = ["letters"]

_LETTERS = 26


def letters(number: int) -> str:
    """A, B, …, Z, AA, AB, … from 0 on, as the columns of a spreadsheet."""
    label = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        label = chr(ord("A") + letter) + label
    return label
