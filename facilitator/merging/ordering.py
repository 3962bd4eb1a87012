"""The order of merged slides: ours as the agenda has them, except what the person has moved; theirs behind what they
stood behind.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["moved", "ordered"]


def moved(base: Sequence[str], mine: Sequence[str]) -> set[str]:
    """What has been moved, as few as can be, of what is in both."""
    places = {id_: number for number, id_ in enumerate(base)}
    common = [id_ for id_ in mine if id_ in places]
    stayed = _longest_rising([places[id_] for id_ in common])
    return {id_ for id_ in common if places[id_] not in stayed}


def ordered(
    mine: Sequence[tuple[str, str]], base: Sequence[str], ours: Sequence[str], new: Mapping[str, str]
) -> list[str]:
    """The names of all slides in their new order.

    Args:
        mine: names and ids of theirs in order; no id for their own.
        base: the ids in the order in which we wrote them last.
        ours: the ids in the order of the new build.
        new: names of the slides that come, by their ids.
    """
    names = _reordered(mine, base, ours)
    known = {id_: name for name, id_ in mine if id_}
    wanted = {*(known[id_] for id_ in ours if id_ in known), *new.values()}
    last: str | None = None
    for id_ in ours:
        if id_ in new:
            names.insert(_behind(names, last, wanted), new[id_])
            last = new[id_]
        elif id_ in known:
            last = known[id_]
    return names


def _behind(names: Sequence[str], last: str | None, wanted: Iterable[str]) -> int:
    """Where a slide goes whose predecessor is ``last``: behind it and those of the person's that follow it."""
    if last is None:
        return next((number for number, name in enumerate(names) if name in wanted), len(names))
    place = names.index(last) + 1
    while place < len(names) and names[place] not in wanted:
        place += 1
    return place


def _reordered(mine: Sequence[tuple[str, str]], base: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Theirs, where the agenda has another order than before."""
    ids = [id_ for _name, id_ in mine if id_]
    common = {id_ for id_ in ids if id_ in base and id_ in ours}
    new = {id_: number for number, id_ in enumerate(ours)}
    if [id_ for id_ in base if id_ in common] == [id_ for id_ in ours if id_ in common]:
        return [name for name, _id in mine]
    heads = common - moved(base, ids)
    runs: list[tuple[int, list[str]]] = [(-1, [])]
    for name, id_ in mine:
        if id_ in heads:
            runs.append((new[id_], []))
        runs[-1][1].append(name)
    return [name for _place, run in sorted(runs, key=lambda run: run[0]) for name in run]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest of the rising sequences in a list."""
    ends: list[int] = []
    lengths = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        lengths.append(place)
    found: set[int] = set()
    wanted = len(ends) - 1
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted and (not found or number < min(found)):
            found.add(number)
            wanted -= 1
    return found
