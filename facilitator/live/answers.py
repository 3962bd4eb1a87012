"""Every answer of the planner, beforehand: for each block, each minute that it may begin at, and what is left out.

A *case* is a block with a set of blocks that are left out, all of them later ones that say they may be. Its answers go
from half an hour before the plan (or before that without those blocks, if it is earlier) to two hours after it. An
answer is its form, which blocks and notes it has (its *shape*), and whole numbers: minutes by which it is later,
minutes left out, start and end of every block against the plan, and the numbers of its notes. From one minute to the
next most of these change alike, so that of each form's answers only the changes are kept, in runs; what changes and
shapes there are, is kept once.

The page reads it in ``answers.js``; nothing is reckoned there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeAlias

from facilitator.agenda.planning import left_out
from facilitator.agenda.replanning import Ahead
from facilitator.agenda.schedule import Answer, Schedule, Slot, may_go

__all__ = ["AFTER", "BEFORE", "Answers", "Case", "cases", "free"]

BEFORE, AFTER = 30, 120
"""Minutes around the plan."""
_FORMS = ("keep", "push", "stop")
_MOST = 4
"""Blocks of which every set may be left out: those that go first. Of more there are too many sets to reckon."""

_Row: TypeAlias = tuple[int, tuple[int, ...]]
"""A shape, and its numbers."""


@dataclass(frozen=True)
class Case:
    """A block that may begin, and the blocks that are left out after it."""

    ahead: Ahead
    slot: Slot
    """The block as the plan without those has it."""
    gone: tuple[int, ...]
    """The numbers of those blocks in the whole plan."""
    first: int
    last: int
    """The minutes that it may begin at."""

    def answers(self, minute: int) -> tuple[Answer, ...]:
        """The planner's, the best first."""
        return self.ahead.answers(self.slot, minute)


def cases(schedule: Schedule) -> Iterator[Case]:
    """Every block with every set of later blocks that may be left out, in the order of the plan."""
    numbers = {slot.path: number for number, slot in enumerate(schedule.walk())}
    plans = []
    for gone in _sets(free(schedule)):
        thinner = left_out(schedule, {slot.path for slot in gone})
        if thinner is not None:
            plans.append((gone, Ahead(thinner)))
    for slot in schedule.walk():
        for gone, ahead in plans:
            if all(one.path > slot.path for one in gone):
                own = next(one for one in ahead.schedule.walk() if one.path == slot.path)
                first, last = min(slot.start, own.start) - BEFORE, slot.start + AFTER
                first = max(first, 0) if schedule.relative else first
                yield Case(ahead, own, tuple(numbers[one.path] for one in gone), first, last)


def free(schedule: Schedule) -> list[Slot]:
    """The blocks that may be left out in every combination, in the order of the plan."""
    found = [item.path for day in schedule.days for item in may_go(day.items)]
    slots = [slot for slot in schedule.walk() if slot.path in found]
    first = sorted(slots, key=lambda slot: slot.block.optional or 0)[:_MOST]
    return sorted(first, key=lambda slot: slot.path)


def _sets(slots: Sequence[Slot]) -> Iterator[tuple[Slot, ...]]:
    """Every set of these, none first."""
    return (gone for many in range(len(slots) + 1) for gone in combinations(slots, many))


@dataclass
class Answers:
    """All answers of a plan, coded for the page."""

    schedule: Schedule
    shapes: list[list[int]] = field(default_factory=list)
    """Form, the number of spans of blocks, their first and last numbers, and the notes."""
    said: list[list[str]] = field(default_factory=list)
    """The kind and name of each note."""
    codes: list[list[int]] = field(default_factory=list)
    """Nothing, a shape (from 1) with its numbers, or 0 with what to add to the numbers before."""
    paces: dict[int, dict[int, list[int | None]]] = field(default_factory=dict)
    """The minutes of the steps of a block, by its number and its minutes."""

    def __post_init__(self) -> None:
        self._numbers = {slot.id: number for number, slot in enumerate(self.schedule.walk())}
        self._planned = [(slot.start, slot.end) for slot in self.schedule.walk()]
        self._known: dict[Any, int] = {}

    def data(self) -> dict[str, Any]:
        """What the page takes."""
        found: dict[int, list[Any]] = {}
        for case in cases(self.schedule):
            found.setdefault(self._numbers[case.slot.id], []).append(self._coded(case))
        return {"cases": found, "shapes": self.shapes, "said": self.said, "codes": self.codes, "paces": self.paces}

    def _coded(self, case: Case) -> list[Any]:
        """What is left out, the first minute, the order of the forms, and the answers of each form, in runs."""
        orders: list[int] = []
        rows: dict[str, list[_Row | None]] = {form: [] for form in _FORMS}
        for minute in range(case.first, case.last + 1):
            answers = case.answers(minute)
            by_form: dict[str, _Row] = {one.form: self._row(one) for one in answers}
            for form in _FORMS:
                rows[form].append(by_form.get(form))
            orders.append(self._code(_FORMS.index(one.form) for one in answers))
        return [
            list(case.gone),
            case.first,
            _runs(orders),
            *(_runs(list(self._changes(rows[form]))) for form in _FORMS),
        ]

    def _row(self, answer: Answer) -> _Row:
        numbers, values = list[int](), [answer.late, answer.left_out]
        for slot in answer.schedule.walk():
            number = self._numbers[slot.id]
            start, end = self._planned[number]
            numbers.append(number)
            values += [slot.start - start, slot.end - end]
            if slot.block.how and slot.minutes not in (paces := self.paces.setdefault(number, {})):
                paces[slot.minutes] = [step.minutes for step in slot.steps]
        notes = answer.schedule.notes
        for note in notes:
            values += [note.minutes, note.clock, note.wanted]
        spans = _spans(numbers)
        said = (self._index(self.said, (note.kind, note.block)) for note in notes)
        shape = (_FORMS.index(answer.form), len(spans) // 2, *spans, *said)
        return self._index(self.shapes, shape), tuple(values)

    def _changes(self, rows: Sequence[_Row | None]) -> Iterator[int]:
        before: _Row | None = None
        for row in rows:
            if row is None:
                yield self._code(())
            elif before is not None and before[0] == row[0]:
                yield self._code((0, *(new - old for new, old in zip(row[1], before[1], strict=True))))
            else:
                yield self._code((row[0] + 1, *row[1]))
            before = row

    def _code(self, code: Iterable[int]) -> int:
        return self._index(self.codes, tuple(code))

    def _index(self, kept: list[Any], value: tuple[Any, ...]) -> int:
        """Where a value stands among those that are kept once."""
        key = id(kept), value
        if key not in self._known:
            self._known[key] = len(kept)
            kept.append(list(value))
        return self._known[key]


def _runs(codes: Sequence[int]) -> list[int]:
    """How often, and which, one after the other."""
    found: list[int] = []
    for code in codes:
        if found and found[-1] == code:
            found[-2] += 1
        else:
            found += [1, code]
    return found


def _spans(numbers: Sequence[int]) -> list[int]:
    """The first and last of each row of numbers that follow one another."""
    found: list[int] = []
    for number in numbers:
        if found and found[-1] == number - 1:
            found[-1] = number
        else:
            found += [number, number]
    return found
