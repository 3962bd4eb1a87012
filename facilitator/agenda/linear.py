"""The least of one sum, then of the next among all that have that, and so on: linear programmes with whole numbers.

HiGHS solves them, which is loaded when the first one is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias

from facilitator.agenda.flow import Infeasible

__all__ = ["Programme", "Sum"]

Sum: TypeAlias = Mapping[int, float]
"""Columns with their factors."""

_NEAR = 1e-6
"""Numbers that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A number to be found."""

    low: float
    high: float
    whole: bool


@dataclass(frozen=True, slots=True)
class _Row:
    """A sum that stays within bounds."""

    terms: Sum
    low: float
    high: float


class Programme:
    """Numbers to be found, as columns, and the rows that hold for them."""

    def __init__(self) -> None:
        self._columns: list[_Column] = []
        self._rows: list[_Row] = []

    def column(self, low: float, high: float, *, whole: bool = True) -> int:
        """A number from ``low`` to ``high``; what stands for it in sums."""
        self._columns.append(_Column(low, high, whole))
        return len(self._columns) - 1

    def row(self, terms: Sum, low: float, high: float) -> None:
        """A sum lies between two numbers."""
        self._rows.append(_Row(terms, low, high))

    def least(self, wishes: Sequence[Sum]) -> list[float]:
        """All the numbers, at which the first sum is as little as it can be, then the next, and so on.

        Raises:
            Infeasible: nothing keeps all the rows.
        """
        found = self._relaxed(wishes)
        pairs = zip(self._columns, found, strict=True)
        return self._whole(wishes) if any(one.whole and abs(n - round(n)) > _NEAR for one, n in pairs) else found

    def _relaxed(self, wishes: Sequence[Sum]) -> list[float]:
        """As if no number had to be whole: columns and rows that would cost something to move stay where they are."""
        highs, fixed = self._model(), set[int]()
        highs.setOptionValue("presolve", "off")
        asked: Sum = {}
        for wish in wishes:
            free = {column: factor for column, factor in wish.items() if column not in fixed}
            for column in {*asked, *free}:
                highs.changeColCost(column, free.get(column, 0))
            asked = free
            if not free:
                continue
            found = _solved(highs)
            for column, (value, price) in enumerate(zip(found.col_value, found.col_dual, strict=True)):
                if abs(price) > _NEAR and column not in fixed:
                    highs.changeColBounds(column, value, value)
                    fixed.add(column)
            for row, (value, price) in enumerate(zip(found.row_value, found.row_dual, strict=True)):
                if abs(price) > _NEAR and self._rows[row].low < self._rows[row].high:
                    highs.changeRowBounds(row, value, value)
        return list(_solved(highs).col_value)

    def _whole(self, wishes: Sequence[Sum]) -> list[float]:
        """With all numbers whole: what has been found for a wish is a row for the next."""
        highs = self._model()
        for number in range(len(self._columns)):
            highs.changeColIntegrality(number, _highs().HighsVarType.kInteger)
        asked: Sum = {}
        for wish in wishes:
            for column in {*asked, *wish}:
                highs.changeColCost(column, wish.get(column, 0))
            asked = wish
            found = list(_solved(highs).col_value)
            # Between this and the next whole number nothing lies, so that rounding errors do no harm.
            most = round(sum(found[column] * factor for column, factor in wish.items())) + 0.5
            highs.addRow(-inf, most, len(wish), list(wish), list(wish.values()))
        return found

    def _model(self) -> Any:
        highs = _highs().Highs()
        options = {"output_flag": False, "threads": 1, "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
        for name, value in options.items():
            highs.setOptionValue(name, value)
        for column in self._columns:
            highs.addVar(column.low, column.high)
        for row in self._rows:
            highs.addRow(row.low, row.high, len(row.terms), list(row.terms), list(row.terms.values()))
        return highs


def _solved(highs: Any) -> Any:
    highs.run()
    if highs.getModelStatus() != _highs().HighsModelStatus.kOptimal:
        raise Infeasible
    return highs.getSolution()


def _highs() -> Any:
    """The solver, which takes longer to load than most agendas take to plan."""
    import highspy

    return highspy
