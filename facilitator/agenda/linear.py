"""The least of one sum, then of the next among all that have that, and so on: linear programmes with whole numbers.

HiGHS solves them, which is loaded when the first one is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import inf
from typing import Any, NamedTuple, TypeAlias

from facilitator.agenda.flow import Infeasible

__all__ = ["Programme", "Sum"]

Sum: TypeAlias = dict[int, float]
"""Columns with their factors."""

_NEAR = 1e-6
"""Numbers that differ by less are the same."""


class _Row(NamedTuple):
    """A sum that stays within bounds."""

    terms: Sum
    low: float
    high: float


class Programme:
    """Numbers to be found, as columns, and the rows that hold for them."""

    def __init__(self) -> None:
        self._columns: list[tuple[float, float]] = []
        self._whole: list[int] = []
        self._rows: list[_Row] = []

    def column(self, low: float, high: float, *, whole: bool = True) -> int:
        """A number from ``low`` to ``high``; what stands for it in sums.

        One that is not ``whole`` comes out so all the same as soon as the others are.
        """
        if whole:
            self._whole.append(len(self._columns))
        self._columns.append((low, high))
        return len(self._columns) - 1

    def row(self, terms: Sum, low: float, high: float) -> None:
        """A sum lies between two numbers."""
        self._rows.append(_Row(terms, low, high))

    def least(self, wishes: Sequence[Sum]) -> list[float]:
        """All the numbers, at which the first sum is as little as it can be, then the next, and so on.

        Raises:
            Infeasible: nothing keeps all the rows.
        """
        found = self._relaxed(wishes, {})
        if all(_is_whole(found[column]) for column in self._whole):
            return found
        return self._best(wishes)

    def _relaxed(self, wishes: Sequence[Sum], known: Mapping[int, float]) -> list[float]:
        """As if no number had to be whole: columns and rows that would cost something to move stay where they are."""
        highs, fixed = self._model(), set(known)
        for column, value in known.items():
            highs.changeColBounds(column, value, value)
        found, asked = _solved(highs), Sum()
        for wish in wishes:
            free = {column: factor for column, factor in wish.items() if column not in fixed}
            if not free:
                continue
            _ask(highs, asked, free)
            found, asked = _solved(highs), free
            for column, (value, price) in enumerate(zip(found.col_value, found.col_dual, strict=True)):
                if abs(price) > _NEAR and column not in fixed:
                    highs.changeColBounds(column, value, value)
                    fixed.add(column)
            for row, (value, price) in enumerate(zip(found.row_value, found.row_dual, strict=True)):
                if abs(price) > _NEAR and self._rows[row].low < self._rows[row].high:
                    highs.changeRowBounds(row, value, value)
        return list(found.col_value)

    def _best(self, wishes: Sequence[Sum]) -> list[float]:
        """With whole numbers: what is the least for a wish is a row for the next.

        As long as what has been found is as good as it could be if no number had to be whole, it stands.
        """
        whole, relaxed = self._model(), self._model()
        for number in range(len(self._columns)):
            whole.changeColIntegrality(number, whole.WHOLE)
        found, asked = list[float](), Sum()
        for wish in wishes:
            _ask(relaxed, asked, wish)
            _ask(whole, asked, wish)
            asked = wish
            _solved(relaxed)
            least = relaxed.getInfo().objective_function_value
            if not found or round(_value(wish, found)) > least + 1 - _NEAR:
                held = _solved(whole).col_value
                found = self._relaxed(wishes, {column: round(held[column]) for column in self._whole})
            most = round(_value(wish, found))
            # Between this and the next whole number nothing lies, so that rounding errors do no harm.
            for highs, slack in ((whole, 0.5), (relaxed, _NEAR)):
                highs.addRow(-inf, most + slack, len(wish), list(wish), list(wish.values()))
        return found

    def _model(self) -> Any:
        highs = _solver()()
        for low, high in self._columns:
            highs.addVar(low, high)
        for row in self._rows:
            highs.addRow(row.low, row.high, len(row.terms), list(row.terms), list(row.terms.values()))
        return highs


def _ask(highs: Any, before: Sum, wish: Sum) -> None:
    """Another sum is to be as little as can be."""
    for column in {**before, **wish}:
        highs.changeColCost(column, wish.get(column, 0))


def _value(wish: Sum, found: Sequence[float]) -> float:
    return sum(found[column] * factor for column, factor in wish.items())


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) <= _NEAR


def _solved(highs: Any) -> Any:
    highs.run()
    if highs.modelStatusToString(highs.getModelStatus()) != "Optimal":
        raise Infeasible
    return highs.getSolution()


@cache
def _solver() -> Any:
    """HiGHS, which takes longer to load than most agendas take to plan."""
    from highspy import Highs, HighsVarType

    class Quiet(Highs):
        """One that says nothing, and looks until nothing is better: of sums of whole numbers, by half of one."""

        WHOLE = HighsVarType.kInteger

        def enableCallbacks(self) -> None:  # noqa: N802 (it is called so there, before anything is said)
            self.setOptionValue("output_flag", False)
            self.setOptionValue("presolve", "off")
            self.setOptionValue("threads", 1)
            self.setOptionValue("mip_rel_gap", 0.0)
            self.setOptionValue("mip_abs_gap", 0.5)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Quiet
