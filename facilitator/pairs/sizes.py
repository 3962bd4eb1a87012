"""How many sit together: even groups, and the names of their tables."""

from __future__ import annotations

__all__ = ["group_sizes", "table_label"]

_LETTERS = 26


def group_sizes(people: int, size: int) -> tuple[int, ...]:
    """The sizes of the groups, as even as can be, the larger first.

    Nobody is left alone: of an odd number in pairs, three are together. Larger groups are never larger than ``size``.
    """
    groups = people // 2 if size == 2 else -(-people // size)
    least, more = divmod(people, groups)
    return (least + 1,) * more + (least,) * (groups - more)


def table_label(number: int) -> str:
    """A, B, …, Z, AA, AB, … from 0 on, as the columns of a spreadsheet."""
    label = ""
    number += 1
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        label = chr(ord("A") + letter) + label
    return label
