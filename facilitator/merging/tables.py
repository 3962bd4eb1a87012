"""Tables: which rows and columns of one are those of another, and one table with what both have made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from facilitator.merging.comparing import line_text, widths_alike
from facilitator.merging.lines import each_once, in_order, runs_in, woven
from facilitator.merging.normal import SPANS, Item
from facilitator.office import Element, find, number, tag

__all__ = ["Grid", "TableSteps", "fit_frame", "set_grid", "table_steps"]

_LIKE = 0.3
"""The share of texts that two rows or columns must have in common for one to have become the other."""
_EQUAL = 1000.0
"""What counts for more than all shares together: that two of them say the same."""

Adapt = Callable[[Element], Element]
"""Makes a copy of something of ours fit for their slide."""

Four = tuple[Item, Item, Item, Item]
"""A table or a cell as we wrote it, the same on their layouts, theirs, and ours."""

_Cells = Sequence[Sequence[Item]]
"""The cells of a table, row by row or column by column."""

_Place = tuple[int | None, int | None]
"""The number of a row or column in theirs, and in ours; None where it is not in that."""


class Grid(NamedTuple):
    """The rows and columns that a table is to have."""

    rows: tuple[_Place, ...]
    columns: tuple[_Place, ...]


class TableSteps(NamedTuple):
    """What becomes of a table that the person has changed."""

    cells: tuple[Four, ...] = ()
    """The cells to be merged."""
    deleted: tuple[tuple[Item | None, Item, str], ...] = ()
    """Cells of ours in rows and columns that the person has taken away: as we wrote them, ours, and what was there."""
    left: tuple[str, ...] = ()
    """What rows and columns say that ours has no more, and that stay, for the person has changed them."""
    sizes: tuple[tuple[Element, str, str], ...] = ()
    """Widths of columns and heights of rows that theirs takes over: of what, which attribute, what it becomes."""
    grid: Grid | None = None
    """None where the rows and columns are those of theirs."""
    wide: bool = False
    """Both have other widths: theirs stay."""
    apart: bool = False
    """They have no row or no column in common, or cells are joined where some come or go: all of it stays theirs."""


class _Match(NamedTuple):
    """Which rows or columns are which, by number."""

    found: dict[int, int]
    moved: frozenset[int]
    """Those that stand elsewhere among the others than they did."""
    ones: int
    others: int

    @property
    def whole(self) -> bool:
        """There are no others, and each is in its place."""
        return self.ones == self.others and self.found == {place: place for place in range(self.ones)}

    @property
    def origins(self) -> dict[int, int]:
        return {other: one for one, other in self.found.items()}

    @property
    def added(self) -> list[int]:
        return [other for other in range(self.others) if other not in self.origins]


class _Axis(NamedTuple):
    """The rows of a table, or its columns: which of theirs and of ours are those that we wrote."""

    theirs: _Match
    new: _Match
    mine: _Cells
    ours: _Cells

    @property
    def gone(self) -> list[int]:
        """Those that the person has taken away, as we wrote them."""
        return [one for one in self.new.found if one not in self.theirs.found]

    @property
    def lost(self) -> dict[int, int]:
        """Those that ours has no more, as we wrote them, and theirs."""
        return {one: here for one, here in self.theirs.found.items() if one not in self.new.found}

    def left(self, across: _Axis, changed: Collection[int]) -> dict[int, int]:
        """Those that stay though ours has them no more: the person has changed them, or written in own lines across."""
        own, said = across.theirs.added, {one: at for one, at in self.lost.items() if line_text(self.mine[at])}
        return {one: at for one, at in said.items() if one in changed or any(self.mine[at][n].text for n in own)}

    def order(self, left: Mapping[int, int]) -> tuple[_Place, ...]:
        """All that there is to be, of what ours has lost only some.

        What only one has stands behind what it follows there; what both have moved, where the person has it; what both
        have added is there once.
        """
        # Whatever is new is numbered on: theirs, then ours.
        base = self.theirs.ones
        here = [self.theirs.origins.get(one, base + one) for one in range(self.theirs.others)]
        there = [self.new.origins.get(one, base + self.theirs.others + one) for one in range(self.new.others)]
        added = [base + one for one in self.theirs.added]
        for other in self.new.added:
            alike = (one for one in added if _texts(self.mine[one - base]) == _texts(self.ours[other]))
            there[other] = next((one for one in alike if one not in there), there[other])
        mine = {one: at for at, one in enumerate(here) if one not in self.lost or one in left}
        ours = {one: at for at, one in enumerate(there) if one not in self.gone}
        anew = self.new.moved - self.theirs.moved
        order = woven([one for one in mine if one not in anew], [*ours], added)
        return tuple((mine.get(one), ours.get(one)) for one in order)


def table_steps(tables: Four, touched: Callable[[Item, Item], bool]) -> TableSteps:
    """What becomes of a table; ``touched`` tells whether the person has changed a cell that is there twice."""
    base, there, mine, ours = tables
    rows, columns = _axis(*(table.rows for table in tables)), _axis(*(_turned(table.rows) for table in tables))
    matches = (rows.theirs, rows.new, columns.theirs, columns.new)
    fixed = rows.new.whole and columns.new.whole
    if not fixed and (any(map(_joined, tables)) or not all(one.found for one in matches)):
        return TableSteps(apart=_says(mine) != _says(ours))
    written = {(row, column): cell for row, cells in enumerate(base.rows) for column, cell in enumerate(cells)}
    here = {at: _at(mine, rows.theirs, columns.theirs, at) for at in written}
    now = {at: _at(ours, rows.new, columns.new, at) for at in written}
    as_drawn = {(row, column): there.rows[row][column] for row, column in written}
    changed = _changed({at: (as_drawn[at], cell) for at, cell in here.items() if cell is not None}, touched)
    stays = (
        rows.left(columns, {row for row, _column in changed}),
        columns.left(rows, {column for _row, column in changed}),
    )
    grid = Grid(rows.order(stays[0]), columns.order(stays[1]))
    as_it_is = all(
        [at for at, _ours in order] == [*range(axis.theirs.others)]
        for order, axis in zip(grid, (rows, columns), strict=True)
    )
    return TableSteps(
        tuple(
            (cell, as_drawn[at], mine_, ours_)
            for at, cell in written.items()
            if (mine_ := here[at]) is not None and (ours_ := now[at]) is not None
        ),
        (*_away(rows, columns, base.rows), *_away(columns, rows, _turned(base.rows), rows.gone)),
        tuple(
            line_text(axis.mine[at]) for axis, some in zip((rows, columns), stays, strict=True) for at in some.values()
        ),
        tuple(_sizes(tables, rows.theirs, columns.theirs, rows.new, columns.new)),
        None if as_it_is else grid,
        wide=_wide(tables, columns),
    )


def _at(table: Item, rows: _Match, columns: _Match, place: tuple[int, int]) -> Item | None:
    """The cell of another table that is the one at a place; None where it has none."""
    row, column = rows.found.get(place[0]), columns.found.get(place[1])
    return None if row is None or column is None else table.rows[row][column]


def _turned(rows: _Cells) -> _Cells:
    return list(zip(*rows, strict=False))


def _says(table: Item) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _joined(table: Item) -> bool:
    return any(cell.element.get(name) for row in table.rows for cell in row for name in SPANS)


def _changed(
    cells: Mapping[tuple[int, int], tuple[Item, Item]], touched: Callable[[Item, Item], bool]
) -> set[tuple[int, int]]:
    """Where the person has changed cells; where all are drawn otherwise, it is the words that count."""
    found = {at for at, both in cells.items() if touched(*both)}
    return found if len(found) < len(cells) else {at for at, (one, other) in cells.items() if one.text != other.text}


def _away(
    axis: _Axis, across: _Axis, written: _Cells, told: Collection[int] = ()
) -> Iterator[tuple[Item | None, Item, str]]:
    """What ours has in lines that the person has taken away; of each what stood there, or what the line began with."""
    for one in axis.gone:
        for at, cell in enumerate(axis.ours[axis.new.found[one]]):
            origin = across.new.origins.get(at)
            before = None if origin is None else written[one][origin]
            begins = next((cell.text for cell in written[one] if cell.text), "")
            if origin not in told:
                yield before, cell, (before and before.text) or begins


def _sizes(
    tables: Four, rows: _Match, columns: _Match, new_rows: _Match, new_columns: _Match
) -> Iterator[tuple[Element, str, str]]:
    """Sizes that are new with us, where the person has left them."""
    base, there, mine, ours = tables
    if not _narrowed(tables, columns):
        wide = [*_elements(mine, "a:gridCol")]
        for place, here in columns.found.items():
            now = new_columns.found.get(place)
            if now is not None and base.widths[place] != ours.widths[now]:
                yield wide[here], "w", str(ours.widths[now])
    high = [[*_elements(table, "a:tr")] for table in (base, there, mine, ours)]
    for place, here in rows.found.items():
        if (now := new_rows.found.get(place)) is not None:
            old, left, is_, new = (
                each[at].get("h", "") for each, at in zip(high, (place, place, here, now), strict=True)
            )
            if old != new and left == is_:
                yield high[2][here], "h", new


def _narrowed(tables: Four, theirs: _Match) -> bool:
    """Whether the person has given any of the columns another width."""
    _base, there, mine, _ours = tables
    return not widths_alike(*_shared(there, mine, theirs.found))


def _wide(tables: Four, columns: _Axis) -> bool:
    base, _there, mine, ours = tables
    in_both = {columns.new.found[one]: here for one, here in columns.theirs.found.items() if one in columns.new.found}
    new = not widths_alike(*_shared(base, ours, columns.new.found)) and not widths_alike(*_shared(ours, mine, in_both))
    return new and _narrowed(tables, columns.theirs)


def _shared(one: Item, other: Item, found: Mapping[int, int]) -> tuple[list[int], list[int]]:
    """The widths of the columns that are in both."""
    return [one.widths[place] for place in found], [other.widths[there] for there in found.values()]


def _elements(table: Item, name: str) -> Iterator[Element]:
    return iter(()) if table.shape.table is None else table.shape.table.iter(tag(name))


# --- made -------------------------------------------------------------------------------------------------------------


def set_grid(mine: Item, ours: Item, grid: Grid, adapt: Adapt) -> None:
    """Give a table of theirs these rows and columns; where neither has a cell, an empty one.

    Args:
        mine: it is changed.
        ours: that of the new build.
        grid: which rows and columns of theirs and ours.
        adapt: makes a copy of something of ours fit for their slide.
    """
    here, there = mine.shape.table, ours.shape.table
    if here is None or there is None:
        return
    rows, new_rows = (one.findall(tag("a:tr")) for one in (here, there))
    cells, new_cells = ([row.findall(tag("a:tc")) for row in some] for some in (rows, new_rows))
    for row in rows:
        here.remove(row)
    for is_, now in grid.rows:
        row = rows[is_] if is_ is not None else deepcopy(new_rows[now or 0])
        for old in row.findall(tag("a:tc")):
            row.remove(old)
        several: list[Element] = []
        for at, there_at in grid.columns:
            if is_ is not None and at is not None:
                several.append(cells[is_][at])
            elif now is not None and there_at is not None:
                several.append(adapt(new_cells[now][there_at]))
            else:
                like = several[-1] if several else cells[is_][0] if is_ is not None else adapt(new_cells[now or 0][0])
                several.append(_emptied(like))
        row[:0] = several
        here.append(row)
    old, new = (one.findall(f"{tag('a:tblGrid')}/{tag('a:gridCol')}") for one in (here, there))
    holds = find(here, "a:tblGrid")
    if holds is not None:
        holds[:] = [old[at] if at is not None else deepcopy(new[now or 0]) for at, now in grid.columns]


def _emptied(like: Element) -> Element:
    """A cell that looks like another and says nothing."""
    cell = deepcopy(like)
    for place, paragraph in enumerate(cell.findall(f"{tag('a:txBody')}/{tag('a:p')}")):
        for run in [*runs_in(paragraph)]:
            paragraph.remove(run)
        if place:
            paragraph.getparent().remove(paragraph)
    return cell


def fit_frame(table: Item, ours: Item | None = None) -> None:
    """Let the frame of a table be as large as its columns and rows are together.

    Args:
        table: it is changed.
        ours: that of the new build, if it has rows and columns of both: they shrink until it is no larger than the
            larger of both was; where words need more, programs let rows grow again.
    """
    extent = find(table.shape.element, "p:xfrm/a:ext")
    boxes = [] if ours is None else [one.box for one in (table, ours) if one.box is not None]
    most = max((box.w for box in boxes), default=0), max((box.h for box in boxes), default=0)
    for most_, name, parts, size in zip(most, ("cx", "cy"), ("a:gridCol", "a:tr"), ("w", "h"), strict=True):
        several = [*_elements(table, parts)]
        whole = sum(number(one, size) or 0 for one in several)
        for one in several if 0 < most_ < whole else ():
            one.set(size, str((number(one, size) or 0) * most_ // whole))
        if extent is not None:
            extent.set(name, str(sum(number(one, size) or 0 for one in several)))


# --- which are which --------------------------------------------------------------------------------------------------


def _axis(base: _Cells, there: _Cells, mine: _Cells, ours: _Cells) -> _Axis:
    return _Axis(_matched(there, mine), _matched(base, ours), mine, ours)


def _matched(one: _Cells, other: _Cells) -> _Match:
    return _aligned([*map(_texts, one)], [*map(_texts, other)])


def _texts(cells: Sequence[Item]) -> Counter[str]:
    return Counter(cell.text for cell in cells)


def _aligned(ones: Sequence[Counter[str]], others: Sequence[Counter[str]]) -> _Match:
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
    stay |= _between(stay, moved, len(ones), len(others))
    return _Match(stay | moved, frozenset(moved), len(ones), len(others))


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
