"""Tables: which rows and columns of one are those of another, and which cells can be merged one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from facilitator.merging.comparing import widths_alike
from facilitator.merging.lines import each_once, in_order
from facilitator.merging.normal import Item
from facilitator.office.xml import Element, tag

__all__ = ["TableSteps", "table_steps"]

_LIKE = 0.3
"""The share of texts that two rows or columns must have in common for one to have become the other."""
_EQUAL = 1000.0
"""What counts for more than all shares together: that two of them say the same."""

Four = tuple[Item, Item, Item, Item]
"""A table or a cell as we wrote it, the same on their layouts, theirs, and ours."""


class TableSteps(NamedTuple):
    """What becomes of a table that the person has changed."""

    cells: tuple[Four, ...] = ()
    """The cells to be merged."""
    deleted: tuple[tuple[Item, Item], ...] = ()
    """Cells that the person has taken away, as we wrote them and ours."""
    sizes: tuple[tuple[Element, str, str], ...] = ()
    """Widths of columns and heights of rows that theirs takes over: of what, which attribute, what it becomes."""
    rebuilt: bool = False
    """The rows and columns become ours, with what the person has in these cells."""
    wide: bool = False
    """Both have other widths: theirs stay."""
    apart: bool = False
    """Both have other rows or columns, or the person has changed what goes: all of it stays theirs."""


class _Match(NamedTuple):
    """Which rows and columns are which, by number."""

    rows: dict[int, int]
    columns: dict[int, int]
    whole: bool
    """There are no others, and each is in its place."""


def table_steps(tables: Four, touched: Callable[[Item, Item], bool]) -> TableSteps:
    """What becomes of a table; ``touched`` tells whether the person has changed a cell that is there twice."""
    base, there, mine, ours = tables
    theirs, new = _matched(there, mine), _matched(base, ours)
    if new.whole:
        found = [(place, _at(mine, theirs, place)) for place in _places(base)]
        cells = [(_cell(base, at), _cell(there, at), one, _cell(ours, at)) for at, one in found if one is not None]
        gone = [(_cell(base, at), _cell(ours, at)) for at, one in found if one is None]
        return TableSteps(tuple(cells), tuple(gone), tuple(_sizes(tables, theirs)), wide=_wide(tables, theirs))
    if not theirs.whole or mine.look != there.look or not widths_alike(there.widths, mine.widths):
        return TableSteps(apart=not _same(mine, ours))
    changed = [at for at in _places(base) if touched(_cell(there, at), _cell(mine, at))]
    others = [_at(ours, new, at) for at in changed]
    both = [
        (_cell(base, at), _cell(there, at), _cell(mine, at), other)
        for at, other in zip(changed, others, strict=True)
        if other is not None
    ]
    return TableSteps(tuple(both), rebuilt=True) if len(both) == len(changed) else TableSteps(apart=True)


def _places(table: Item) -> Iterator[tuple[int, int]]:
    return ((row, column) for row, cells in enumerate(table.rows) for column in range(len(cells)))


def _cell(table: Item, place: tuple[int, int]) -> Item:
    return table.rows[place[0]][place[1]]


def _at(table: Item, match: _Match, place: tuple[int, int]) -> Item | None:
    """The cell of another table that is the one at a place; None where it has none."""
    row, column = match.rows.get(place[0]), match.columns.get(place[1])
    return None if row is None or column is None else table.rows[row][column]


def _same(one: Item, other: Item) -> bool:
    """Whether two tables say the same."""
    return [[cell.text for cell in row] for row in one.rows] == [[cell.text for cell in row] for row in other.rows]


def _sizes(tables: Four, match: _Match) -> Iterator[tuple[Element, str, str]]:
    """Sizes that are new with us, where the person has left them."""
    base, there, mine, ours = tables
    if not _narrowed(tables, match):
        columns = [*_elements(mine, "a:gridCol")]
        for place, here in match.columns.items():
            if base.widths[place] != ours.widths[place]:
                yield columns[here], "w", str(ours.widths[place])
    rows = [[*_elements(table, "a:tr")] for table in (base, there, mine, ours)]
    for place, here in match.rows.items():
        old, left, now, new = (
            each[at].get("h", "") for each, at in zip(rows, (place, place, here, place), strict=True)
        )
        if old != new and left == now:
            yield rows[2][here], "h", new


def _narrowed(tables: Four, match: _Match) -> bool:
    """Whether the person has given any of the columns another width."""
    _base, there, mine, _ours = tables
    return not widths_alike(*_shared(there, mine, match))


def _wide(tables: Four, match: _Match) -> bool:
    base, _there, mine, ours = tables
    new = not widths_alike(base.widths, ours.widths) and not widths_alike(*_shared(ours, mine, match))
    return new and _narrowed(tables, match)


def _shared(one: Item, mine: Item, match: _Match) -> tuple[list[int], list[int]]:
    """The widths of the columns that are in both."""
    return [one.widths[place] for place in match.columns], [mine.widths[here] for here in match.columns.values()]


def _elements(table: Item, name: str) -> Iterator[Element]:
    return iter(()) if table.shape.table is None else table.shape.table.iter(tag(name))


# --- which are which --------------------------------------------------------------------------------------------------


def _matched(one: Item, other: Item) -> _Match:
    rows = _aligned([_texts(row) for row in one.rows], [_texts(row) for row in other.rows])
    some, others = (list(zip(*table.rows, strict=False)) for table in (one, other))
    columns = _aligned([_texts(column) for column in some], [_texts(column) for column in others])
    whole = _in_place(rows, one.rows, other.rows) and _in_place(columns, some, others)
    return _Match(rows, columns, whole)


def _in_place(found: dict[int, int], ones: Sequence[object], others: Sequence[object]) -> bool:
    return len(ones) == len(others) and found == {place: place for place in range(len(ones))}


def _texts(cells: Sequence[Item]) -> Counter[str]:
    return Counter(cell.text for cell in cells)


def _aligned(ones: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> dict[int, int]:
    """The same ones in order, and moved; in order what has much in common; moved ones that say something else in part;
    and what is left between two of those in order, if it is as many.
    """

    def same(one: int, other: int) -> float:
        return _EQUAL if ones[one] == others[other] else _likeness(ones[one], others[other])

    def alike(one: int, other: int) -> float:
        if one in stay or one in moved or other in taken:
            return _EQUAL if stay.get(one) == other else 0
        return _likeness(ones[one], others[other])

    first = in_order(len(ones), len(others), same)
    stay = {one: other for one, other in first.items() if ones[one] == others[other]}
    moved = _elsewhere(ones, others, stay, lambda one, other: ones[one] == others[other])
    taken = {*stay.values(), *moved.values()}
    stay = in_order(len(ones), len(others), alike)
    moved |= _elsewhere(ones, others, stay | moved, lambda one, other: _surely(one, other, ones, others))
    return stay | moved | dict(_between(stay, moved, len(ones), len(others)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    share = (one & other).total() / max(one.total(), other.total(), 1)
    return share if share >= _LIKE else 0


def _surely(one: int, other: int, ones: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> bool:
    """Whether half of what one says stands in the other, and in part nowhere else."""
    both = (ones[one] & others[other]) - Counter({"": ones[one][""]})
    own = (sum(text in several for several in ones) == sum(text in several for several in others) == 1 for text in both)
    return 2 * both.total() >= max(ones[one].total(), others[other].total()) and any(own)


def _elsewhere(
    ones: Sequence[Counter[str]],
    others: Sequence[Counter[str]],
    found: dict[int, int],
    alike: Callable[[int, int], bool],
) -> dict[int, int]:
    """Those that are like others and are none yet, in whatever order; the nearest first."""
    pairs = [(one, other) for one in range(len(ones)) if one not in found for other in range(len(others))]
    return each_once(((-abs(one - other), one, other) for one, other in pairs if alike(one, other)), found)


def _between(stay: dict[int, int], moved: dict[int, int], ones: int, others: int) -> Iterator[tuple[int, int]]:
    a = b = 0
    for end, stop in [*sorted(stay.items()), (ones, others)]:
        olds = [one for one in range(a, end) if one not in moved]
        news = [other for other in range(b, stop) if other not in moved.values()]
        if len(olds) == len(news):
            yield from zip(olds, news, strict=True)
        a, b = end + 1, stop + 1
