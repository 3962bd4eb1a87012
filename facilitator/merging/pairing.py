"""What of one state of something is what of another: shapes of a slide, and lines of a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from facilitator.merging.comparing import boxes_alike
from facilitator.merging.normal import Item, Line

__all__ = ["Piece", "merged_lines", "paired"]

_ENOUGH = 3
"""What two shapes must have in common, counted as `_likeness` does."""


def paired(ones: Sequence[Item], others: Sequence[Item], *, redrawn: bool = False) -> dict[Item, Item]:
    """Which of the shapes is which of the others; each at most once, what is like none is left out.

    Args:
        ones: the earlier.
        others: the later.
        redrawn: we have drawn both: what is like none is what stands in its place among its neighbours.
    """
    found = dict(_the_same(ones, others))
    left = [one for one in ones if one not in found]
    taken = set(found.values())
    free = [other for other in others if other not in taken]
    scores = [
        (likeness, -abs(here - there), one, other)
        for here, one in enumerate(left)
        for there, other in enumerate(free)
        if (likeness := _likeness(one, other)) >= _ENOUGH
    ]
    for _likely, _near, one, other in sorted(scores, key=lambda score: score[:2], reverse=True):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found | dict(_in_place(ones, others, found)) if redrawn else found


def _in_place(ones: Sequence[Item], others: Sequence[Item], found: dict[Item, Item]) -> Iterator[tuple[Item, Item]]:
    """Those between the same neighbours: all of them if they are of the same kinds, else those of the same names."""
    places = {other: number for number, other in enumerate(others)}
    taken = set(found.values())
    start, run = 0, list[Item]()
    for one in [*ones, None]:
        if one is not None and one not in found:
            run.append(one)
            continue
        end = len(others) if one is None else places[found[one]]
        gap = [other for other in others[start:end] if other not in taken]
        if [item.kind for item in run] == [item.kind for item in gap]:
            yield from zip(run, gap, strict=True)
        else:
            yield from _of_same_name(run, gap)
        start, run = max(start, end + 1), []


def _of_same_name(run: Sequence[Item], gap: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    left = list(gap)
    for one in run:
        same = next((other for other in left if (other.kind, other.name) == (one.kind, one.name)), None)
        if same is not None:
            left = left[left.index(same) + 1 :]
            yield one, same


def _the_same(ones: Sequence[Item], others: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Those that are the same in all that tells shapes apart."""
    known = {(other.kind, other.role, other.name, other.id, other.text): other for other in others}
    for one in ones:
        other = known.get((one.kind, one.role, one.name, one.id, one.text))
        if other is not None and boxes_alike(one.box, other.box):
            del known[one.kind, one.role, one.name, one.id, one.text]
            yield one, other


def _likeness(one: Item, other: Item) -> float:
    if one.kind != other.kind:
        return 0
    return (
        3 * _texts_alike(one.text, other.text)
        + 3 * boxes_alike(one.box, other.box)
        + 3 * (one.role == other.role == "title")
        + 2 * (one.name == other.name)
        + 2 * (one.picture == other.picture != "")
        + 1 * (one.role == other.role != "")
        + 1 * (one.id == other.id)
    )


def _texts_alike(one: str, other: str) -> float:
    """The share of words that both say; nothing when one says nothing."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) / len(words | others) if words and others else 0


class Piece(NamedTuple):
    """A line of a merged text."""

    line: Line
    ours: bool
    """Whether it comes from the new build."""


class _Hunk(NamedTuple):
    """Lines ``start`` to ``end`` of the base have become others."""

    start: int
    end: int
    lines: tuple[Line, ...]

    @property
    def even(self) -> bool:
        """As many lines as before."""
        return self.end - self.start == len(self.lines)


def merged_lines(base: Sequence[Line], mine: Sequence[Line], ours: Sequence[Line]) -> tuple[list[Piece], list[_Hunk]]:
    """The lines with both changes, and the changes of ours that would have touched those of theirs.

    Args:
        base: what both began with.
        mine: what the person has made of it.
        ours: what the new build has made of it.
    """
    here, there = _hunks(base, mine), _hunks(base, ours)
    wanted = [hunk for hunk in there if not any(_touch(hunk, other) for other in here)]
    refused = [hunk for hunk in there if hunk not in wanted and not _agreed(hunk, here)]
    kept = [(hunk, False) for hunk in here] + [(hunk, True) for hunk in wanted]
    pieces: list[Piece] = []
    place = 0
    kept_lines = _unchanged(base, mine)
    for hunk, is_ours in sorted(kept, key=lambda one: (one[0].start, one[0].end, one[1])):
        pieces += [Piece(kept_lines[number], False) for number in range(place, hunk.start)]
        pieces += [Piece(line, is_ours) for line in hunk.lines]
        place = max(place, hunk.end)
    pieces += [Piece(kept_lines[number], False) for number in range(place, len(base))]
    return pieces, refused


def _hunks(base: Sequence[Line], new: Sequence[Line]) -> list[_Hunk]:
    """What has changed; lines that took the place of as many others each by itself."""
    found = []
    for kind, a, b, c, d in _matcher(base, new).get_opcodes():
        if kind == "replace" and b - a == d - c:
            found += [_Hunk(a + n, a + n + 1, (new[c + n],)) for n in range(b - a)]
        elif kind != "equal":
            found.append(_Hunk(a, b, tuple(new[c:d])))
    return found


def _unchanged(base: Sequence[Line], mine: Sequence[Line]) -> dict[int, Line]:
    """Their lines that are still those of the base, by the numbers they have there."""
    blocks = _matcher(base, mine).get_matching_blocks()
    return {one.a + n: mine[one.b + n] for one in blocks for n in range(one.size)}


def _matcher(base: Sequence[Line], new: Sequence[Line]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, [line.text for line in base], [line.text for line in new], autojunk=False)


def _touch(one: _Hunk, other: _Hunk) -> bool:
    """Whether two changes are of the same lines, or meet where one takes lines in or out."""
    if one.even and other.even:
        return one.start < other.end and other.start < one.end
    return one.start <= other.end and other.start <= one.end


def _agreed(hunk: _Hunk, among: Sequence[_Hunk]) -> bool:
    """Whether the other has made the same change."""
    said = [line.text for line in hunk.lines]
    return any(
        (hunk.start, hunk.end) == (one.start, one.end) and said == [line.text for line in one.lines] for one in among
    )
