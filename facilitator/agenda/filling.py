"""One day's blocks between its pins: which time each gets, and what is left over where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.agenda.apportion import shares
from facilitator.agenda.limits import together
from facilitator.agenda.model import Path
from facilitator.agenda.pins import PlaceOf, Stretch, Timed
from facilitator.agenda.times import clock_text
from facilitator.problems import Problem, Problems

__all__ = ["Room", "Segment", "Span", "droppable", "fill", "missing", "segments"]


@dataclass(frozen=True, slots=True)
class Span:
    """A block from ``start`` to ``end``, and the latest it can start without moving a pin after it."""

    item: Timed
    start: int
    end: int
    latest_start: int


@dataclass(frozen=True, slots=True)
class Room:
    """Minutes nobody uses, before a block or (None) at the end."""

    minutes: int
    before: Timed | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Blocks between two pins. ``last_is_pinned`` says that the last one ends at the second pin, come what may."""

    items: tuple[Timed, ...]
    start: int
    end: int | None
    last_is_pinned: bool = False
    following: Timed | None = None
    """The block that the second pin belongs to; None at the end of the day."""


def fill(stretch: Stretch, place: PlaceOf) -> tuple[list[Span], list[Room]]:
    """Every block's time, in order, and the time to spare.

    Raises:
        Problems: there is too little time between two pins; every such pair is told at once.
    """
    spans: list[Span] = []
    rooms: list[Room] = []
    problems: list[Problem] = []
    for segment in segments(stretch):
        try:
            found, room = _filled(segment, place)
        except Problems as error:
            problems += error.problems
            continue
        spans += found
        rooms += [room] if room.minutes else []
    if problems:
        raise Problems(problems)
    return _with_latest_starts(spans, stretch), rooms


def missing(stretch: Stretch) -> int:
    """How many minutes are too few, between all pins together; 0 when it can be filled."""
    return sum(map(_missing, segments(stretch)))


def _missing(segment: Segment) -> int:
    if segment.end is None:
        return 0
    return max(0, segment.start + together([item.limits for item in segment.items]).least - segment.end)


def segments(stretch: Stretch) -> Iterator[Segment]:
    """The blocks between one pin and the next, all of them in order."""
    start, items = stretch.start, list[Timed]()
    for item in stretch.items:
        if item.at is not None:
            if items or item.at != start:
                yield Segment(tuple(items), start, item.at, following=item)
            start, items = item.at, []
        items.append(item)
        if item.until is not None:
            yield Segment(tuple(items), start, item.until, last_is_pinned=True, following=item)
            start, items = item.until, []
    if items or stretch.end is not None:
        yield Segment(tuple(items), start, stretch.end)


def _filled(segment: Segment, place: PlaceOf) -> tuple[list[Span], Room]:
    if short := _missing(segment):
        raise Problems([_too_little(segment, short, place)])
    minutes = _minutes(segment)
    starts = [segment.start]
    for spent in minutes:
        starts.append(starts[-1] + spent)
    room = 0 if segment.end is None else segment.end - starts[-1]
    if segment.last_is_pinned:
        starts[-2:] = [starts[-2] + room, starts[-1] + room]
    spans = [
        Span(item, start, start + spent, 0) for item, start, spent in zip(segment.items, starts, minutes, strict=False)
    ]
    return spans, Room(room, segment.following)


def _minutes(segment: Segment) -> list[int]:
    """The minutes of every block; a soft start is kept wherever the limits allow."""
    found: list[int] = []
    now, waiting = segment.start, list[Timed]()
    for number, item in enumerate(segment.items):
        if item.around is not None:
            part = together([one.limits for one in waiting])
            after = together([one.limits for one in segment.items[number:]]).least
            latest = [] if part.most is None else [now + part.most]
            latest += [] if segment.end is None else [segment.end - after]
            begin = max(now + part.least, min([item.around, *latest]))
            found += _allotted(begin - now, waiting)
            now, waiting = begin, []
        waiting.append(item)
    return found + _allotted(None if segment.end is None else segment.end - now, waiting)


def _allotted(total: int | None, items: Sequence[Timed]) -> list[int]:
    """Minutes for each block in ``total`` (None: as much as they like); buffers take what nobody else may have."""
    if total is None:
        return [item.limits.ideal for item in items]
    buffers = [item.block.kind == "buffer" for item in items]
    held = [
        replace(item.limits, most=item.limits.ideal) if is_buffer else item.limits
        for item, is_buffer in zip(items, buffers, strict=True)
    ]
    found = shares(total, held)
    spare = total - sum(found)
    if spare and any(buffers):
        kept = [item.limits for item, is_buffer in zip(items, buffers, strict=True) if is_buffer]
        grown = iter(shares(sum(limit.ideal for limit in kept) + spare, kept))
        found = [next(grown) if is_buffer else n for n, is_buffer in zip(found, buffers, strict=True)]
    return found


def _with_latest_starts(spans: Sequence[Span], stretch: Stretch) -> list[Span]:
    """Backwards from the end of the day: every block needs its least minutes, and pins do not move."""
    found: list[Span] = []
    limit = stretch.end if stretch.end is not None else max((span.end for span in spans), default=stretch.start)
    for span in reversed(spans):
        item = span.item
        end = limit if item.until is None else min(limit, item.until)
        limit = end - item.limits.least if item.at is None else item.at
        found.append(replace(span, latest_start=limit))
    return found[::-1]


def _too_little(segment: Segment, short: int, place: PlaceOf) -> Problem:
    """How many minutes, between which pins, who could give, and whom to drop, in order."""
    end = segment.end or 0
    pin = "the end" if segment.following is None else f"“{segment.following.block.title}”"
    first = segment.items[0] if segment.items else None
    since = f" (“{first.block.title}”)" if first is not None and first.at == segment.start else ""
    what = f"{short} minutes too few from {clock_text(segment.start)}{since} to {clock_text(end)} ({pin})"
    if end < segment.start:
        what = f"{pin} is set to {clock_text(end)}, but it is already {clock_text(segment.start)} by then"
    squeezed = [item for item in segment.items if item.limits.least < item.limits.ideal]
    firm = sorted((item for item in segment.items if item.limits.least and item not in squeezed), key=_by_length)
    told = [f"it would be {clock_text(end + short)} even with every block at its least minutes"]
    if squeezed:
        told.append("already at their least: " + ", ".join(map(_named, squeezed)))
    pinned = () if segment.following is None or segment.last_is_pinned else (segment.following,)
    optional = droppable((*segment.items, *pinned))
    if optional:
        told.append("could be taken out, in this order: " + ", ".join(map(_named, optional)))
    giving = [item for item in firm if item not in optional]
    if giving:
        told.append("could be given fewer minutes: " + ", ".join(map(_named, giving)))
    path: Path = ("end",)
    if segment.following is not None:
        path = (*segment.following.path, "until" if segment.last_is_pinned else "at")
    return Problem(what, "; ".join(told), place=place(path))


def droppable(items: Sequence[Timed]) -> list[Timed]:
    """The blocks that may be taken out, the first to go first."""
    optional = [item for item in items if item.block.optional is not None]
    return sorted(optional, key=lambda item: item.block.optional or 0)


def _by_length(item: Timed) -> int:
    return -item.limits.least


def _named(item: Timed) -> str:
    return f"“{item.block.title}” ({item.limits.least})"
