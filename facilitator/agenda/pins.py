"""Pins as minutes from the first day's midnight: which day and which side of midnight a clock time is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeAlias

from facilitator.agenda.limits import limits
from facilitator.agenda.model import Agenda, Block, Path
from facilitator.agenda.times import DAY, Duration, clock_text
from facilitator.problems import Place, Problem, Problems

__all__ = ["PlaceOf", "Stretch", "Timed", "first_start", "nowhere", "on_their_day", "stretches", "timed"]

_NIGHT = 12 * 60
"""Minutes: a clock time that would come so long after the one before it is not past midnight but a mistake."""

PlaceOf: TypeAlias = Callable[[Path], Place | None]
"""Where in the agenda file a path is, when that is known."""


def nowhere(path: Path) -> Place | None:
    """For an agenda that does not come from a file."""
    return None


@dataclass(frozen=True, slots=True)
class Timed:
    """A block with its limits and its pins, in minutes from the first day's midnight."""

    block: Block
    id: str
    path: Path
    limits: Duration
    at: int | None = None
    around: int | None = None
    until: int | None = None

    def moved(self, by: int) -> Timed:
        """The same with pins ``by`` minutes later."""
        at, around, until = (None if pin is None else pin + by for pin in (self.at, self.around, self.until))
        return replace(self, at=at, around=around, until=until)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks without a night between them. Without an ``end`` the last block ends when it ends."""

    items: tuple[Timed, ...]
    start: int
    end: int | None = None

    def moved(self, by: int) -> Stretch:
        """The same, ``by`` minutes later."""
        end = None if self.end is None else self.end + by
        return Stretch(tuple(item.moved(by) for item in self.items), self.start + by, end)


def timed(blocks: Sequence[Block], ids: dict[Path, str], at: Path, place: PlaceOf) -> list[Timed]:
    """The blocks at ``at`` with their limits; pins are still clock times.

    Raises:
        Problems: of all blocks at once.
    """
    problems: list[Problem] = []
    found = []
    for number, block in enumerate(blocks):
        path = (*at, "blocks", number)
        try:
            found.append(Timed(block, ids[path], path, limits(block), block.at, block.around, block.until))
        except Problems as error:
            problems += [replace(problem, place=problem.place or place(path)) for problem in error.problems]
    if problems:
        raise Problems(problems)
    return found


def first_start(agenda: Agenda, items: Sequence[Timed]) -> int | None:
    """When the agenda begins by its own account: its start, or counted back from its first pin; None if it has none."""
    if agenda.start is not None:
        return agenda.start
    before = 0
    for item in items:
        if item.at is not None or item.around is not None:
            return ((item.at if item.at is not None else item.around or 0) - before) % DAY
        before += item.limits.ideal
        if item.until is not None:
            return (item.until - before) % DAY
    return None if agenda.end is None else (agenda.end - before) % DAY


def stretches(agenda: Agenda, items: Sequence[Timed], start: int, place: PlaceOf) -> list[Stretch]:
    """The agenda's days, each from its start, with every pin on its day.

    Raises:
        Problems: days or clock times that run backwards.
    """
    days = list(_days(items, place))
    found: list[Stretch] = []
    for day, day_items in days:
        offset = (day - 1) * DAY
        first = day_items[0]
        begin = offset + (start if not found or first.at is None else first.at)
        resolved = list(on_their_day(day_items, begin, place))
        last = max([begin, *(pin for item in resolved for pin in (item.at, item.until) if pin is not None)])
        is_last = day == days[-1][0]
        end = None if agenda.end is None or not is_last else _next(agenda.end, last, "end", ("end",), place)
        found.append(Stretch(tuple(resolved), begin, end))
    for one, other in pairwise(found):
        needed = one.start + sum(item.limits.least for item in one.items)
        if needed > other.start:
            raise Problems.one(
                f"“{other.items[0].block.title}” begins before the day before it has ended",
                "expected a later clock time or day",
                place=place(other.items[0].path),
            )
    return found


def _days(items: Sequence[Timed], place: PlaceOf) -> Iterator[tuple[int, list[Timed]]]:
    """The blocks of each day; a block that names no day is on the day of the block before."""
    numbers: list[int] = []
    for item in items:
        before = numbers[-1] if numbers else 1
        numbers.append(item.block.day or before)
        if numbers[-1] < before:
            raise Problems.one(
                f"“{item.block.title}” is on day {numbers[-1]}, the block before it on day {before}",
                "expected blocks in the order of the days",
                place=place((*item.path, "day")),
            )
    for day, group in groupby(zip(numbers, items, strict=True), key=lambda pair: pair[0]):
        yield day, [item for _, item in group]


def on_their_day(items: Sequence[Timed], begin: int, place: PlaceOf) -> Iterator[Timed]:
    """The blocks with their clock times on the right side of midnight, from ``begin`` on.

    Raises:
        Problems: the clock times run backwards.
    """
    last = begin
    for item in items:
        found: list[int | None] = []
        for key, clock in (("at", item.at), ("around", item.around), ("until", item.until)):
            if clock is not None:
                clock = last = _next(clock, last, f"“{item.block.title}”", (*item.path, key), place)
            found.append(clock)
        at, around, until = found
        yield replace(item, at=at, around=around, until=until)


def _next(clock: int, last: int, what: str, path: Path, place: PlaceOf) -> int:
    """The first such clock time from ``last`` on."""
    found = last + (clock - last) % DAY
    if found - last > _NIGHT and clock <= last % DAY:
        raise Problems.one(
            f"{what} is set to {clock_text(clock)}, but it is already {clock_text(last)} by then",
            "expected the clock times to rise; a new day has a “day” of its own",
            place=place(path),
        )
    return found
