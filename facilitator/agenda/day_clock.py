"""Blocks with their limits, and their pins as minutes from the first day's midnight.

How long a block may take: its own minutes, held against its kind, its steps, and its tracks. Which day and which side
of midnight a clock time is meant for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from facilitator.agenda import Agenda, Block, Path, Stretch, Timed
from facilitator.agenda.durations import Duration, together
from facilitator.messages import Problem, Problems, _, plural, quoted
from facilitator.text.times import DAY, clock_text

__all__ = ["first_start", "lane_end", "limits", "longest_end", "stretches", "thinned_ends", "timed", "with_tracks"]

_NIGHT = 12 * 60
"""Minutes: a clock time that would come so long after the one before it is not past midnight but a mistake."""

_BACK = 6 * 60
"""Minutes: a wish so long before the pin before it is meant for the same day, one earlier still for the next."""


def timed(blocks: Sequence[Block], ids: dict[Path, str], at: Path) -> list[Timed]:
    """The blocks at ``at`` with their limits; pins are still clock times.

    Raises:
        Problems: of all blocks at once.
    """
    problems: list[Problem] = []
    found = []
    for number, block in enumerate(blocks):
        path = (*at, "blocks", number)
        try:
            own = limits(block)
            lanes = tuple(
                tuple(timed(track.blocks, ids, (*path, "parallel", lane))) for lane, track in enumerate(block.parallel)
            )
            found.append(Timed(block, ids[path], path, own, block.at, block.around, block.until, lanes))
        except Problems as error:
            problems += [replace(problem, path=problem.path or path) for problem in error.problems]
    if problems:
        raise Problems(problems)
    return found


def _closing_of(items: Sequence[Timed]) -> Timed | None:
    """The block that closes the session: the last one that is neither a buffer nor a milestone."""
    return next((item for item in reversed(items) if item.block.kind not in ("buffer", "milestone")), None)


def first_start(agenda: Agenda, items: Sequence[Timed]) -> int | None:
    """When the agenda begins by its own account: its start, or counted back from its first pin; None if it has none."""
    if agenda.start is not None:
        return agenda.start
    first = _counted_back(items)
    if first is not None or agenda.end is None:
        return first
    return (agenda.end - sum(item.limits.ideal for item in items)) % DAY


def _counted_back(items: Sequence[Timed]) -> int | None:
    """When blocks begin whose first clock time, perhaps one inside tracks, holds after the ideal minutes of others."""
    before = 0
    for item in items:
        inside = [start for lane in item.lanes if (start := _counted_back(lane)) is not None]
        starts = [one for one in (item.at, item.around, *inside) if one is not None]
        if starts:
            return (starts[0] - before) % DAY
        before += item.limits.ideal
        if item.until is not None:
            return (item.until - before) % DAY
    return None


def stretches(agenda: Agenda, items: Sequence[Timed], start: int) -> list[Stretch]:
    """The agenda's days, each from its start, with every pin on its day.

    Raises:
        Problems: days or clock times that run backwards.
    """
    closing = _closing_of(items)
    days = list(_days([replace(item, closing=True) if item is closing else item for item in items]))
    found: list[Stretch] = []
    for day, day_items in days:
        offset = (day - 1) * DAY
        first = day_items[0]
        begin = offset + (start if not found or first.at is None else first.at)
        resolved = list(_on_their_day(day_items, begin, begin))
        last = max([begin, *(pin for item in resolved for pin in (item.at, item.until) if pin is not None)])
        is_last = day == days[-1][0]
        end = None
        if agenda.end is not None and is_last:
            end = _next(agenda.end, last, begin, _("end"), ("end",))
        found.append(Stretch(tuple(resolved), begin, end))
    for number, (one, other) in enumerate(pairwise(found)):
        needed = one.start + sum(item.limits.least for item in one.items)
        if needed > other.start:
            raise Problems.one(
                _("“{block}” begins before the day before it has ended", block=other.items[0].block.title),
                _("expected a later clock time or day"),
                path=other.items[0].path,
            )
        found[number] = replace(one, cap=other.start)
    return found


def _days(items: Sequence[Timed]) -> Iterator[tuple[int, list[Timed]]]:
    """The blocks of each day; a block that names no day is on the day of the block before."""
    numbers: list[int] = []
    for item in items:
        before = numbers[-1] if numbers else 1
        numbers.append(item.block.day or before)
        if numbers[-1] < before:
            raise Problems.one(
                _(
                    "“{block}” is on day {day}, the block before it on day {before}",
                    block=item.block.title,
                    day=numbers[-1],
                    before=before,
                ),
                _("expected blocks in the order of the days"),
                path=(*item.path, "day"),
            )
    for day, group in groupby(zip(numbers, items, strict=True), key=lambda pair: pair[0]):
        yield day, [item for _number, item in group]


def _on_their_day(items: Sequence[Timed], last: int, begin: int) -> Iterator[Timed]:
    """The blocks with their clock times on the right side of midnight, from ``last`` on, in a day since ``begin``.

    Raises:
        Problems: the clock times run backwards.
    """
    for item in items:
        title = quoted(item.block.title)
        at, around, until = item.at, item.around, item.until
        if at is not None:
            at = last = _next(at, last, begin, title, (*item.path, "at"))
        if around is not None:
            # A wish moves nothing: it may lie some hours before the pin that stands before it in the file.
            around = last + (around - last + _BACK) % DAY - _BACK
        lanes = tuple(tuple(_on_their_day(lane, last, begin)) for lane in item.lanes)
        if until is not None:
            until = last = _next(until, last, begin, title, (*item.path, "until"))
        yield _pinned_inside(replace(item, at=at, around=around, until=until, lanes=lanes))


def _next(clock: int, last: int, begin: int, what: str, path: Path) -> int:
    """The first such clock time from ``last`` on."""
    found = last + (clock - last) % DAY
    past_midnight = last // DAY > begin // DAY
    if (found - last > _NIGHT and (clock <= last % DAY or past_midnight)) or found - begin > DAY:
        raise Problems.one(
            _(
                "{what} is set to {clock}, but it is already {now} by then",
                what=what,
                clock=clock_text(clock),
                now=clock_text(last),
            ),
            _("expected the clock times to rise; a new day has a “day” of its own"),
            path=path,
        )
    return found


def with_tracks(item: Timed, lanes: Sequence[tuple[Timed, ...]]) -> Timed:
    """The block with other blocks in its tracks, or other clock times, and as long as that makes it.

    Raises:
        Problems: it says itself how long it is, which is too short for them.
    """
    own = _own(item.block)
    if lanes:
        own = _with_tracks(item.block, own, [together([one.limits for one in lane]) for lane in lanes])
    return _pinned_inside(replace(item.bare(), limits=own, lanes=tuple(lanes)))


def _pinned_inside(item: Timed) -> Timed:
    """The block with what the pins inside its tracks ask of it: a start, an end, and the minutes between them."""
    latest = [one for one in map(_latest, item.lanes) if one is not None]
    ends = [one for lane in item.lanes if (one := lane_end(lane)) is not None]
    if not latest:
        return item
    # One track may decide when it begins at the latest, another when it ends at the earliest.
    least, ideal, most = max(item.limits.least, max(ends) - min(latest)), item.limits.ideal, item.limits.most
    for lane in item.lanes:
        span = _length(lane)
        least, ideal = max(least, span.least), max(ideal, span.ideal)
        if item.block.minutes is None and most is not None:
            most = None if span.most is None else max(least, most, span.most)
    if most is not None and least > most:
        problems = _too_short_for_tracks(item.block, item.limits, least).problems
        raise Problems([replace(problem, path=item.path) for problem in problems])
    ideal = max(ideal, least)
    span = Duration(ideal if most is None else min(ideal, most), least, most)
    ideal_end = max(lane_end(lane, ideal=True) or 0 for lane in item.lanes)
    found = replace(item, limits=span, latest=min(latest), earliest_end=max(ends), ideal_end=ideal_end)
    return found if item.block.minutes is not None else replace(found, latest_end=_latest_end(found))


def _latest_end(item: Timed) -> int | None:
    """When a block that begins as late as it may is done in all its tracks; None if nobody knows."""
    ends = [longest_end(lane, item.latest) for lane in item.lanes]
    return None if None in ends else max(end for end in ends if end is not None)


def longest_end(lane: Sequence[Timed], start: int | None) -> int | None:
    """When a track that begins then is done at the latest; None if it may take as long as it likes."""
    now = None if lane_end(lane) is not None else start
    for one in lane:
        now = one.at if one.at is not None else now
        if one.until is not None or one.earliest_end is not None:
            now = one.until if one.until is not None else one.latest_end
        elif now is not None:
            now = None if one.limits.most is None else now + one.limits.most
    return now


def _latest(lane: Sequence[Timed]) -> int | None:
    """The latest start of a track that leaves everybody their least minutes before its pins; None without pins."""
    limit: int | None = None
    for item in reversed(lane):
        ends = [one for one in (limit, item.until) if one is not None]
        starts = [min(ends) - item.limits.least] if ends else []
        starts += [one for one in (item.at, item.latest) if one is not None]
        limit = min(starts, default=None)
    return limit


def lane_end(lane: Sequence[Timed], *, ideal: bool = False) -> int | None:
    """The end of a track after its pins, with the least minutes (or the ideal ones); None without pins."""
    now: int | None = None
    for item in lane:
        now = _end_after(now, item, ideal=ideal)
    return now


def thinned_ends(first: Timed, later: Iterable[Timed]) -> set[tuple[int, int]]:
    """When a track that begins with a pinned block can end, with the least minutes and with the ideal ones.

    Any of the blocks behind the first may be left out; ways that end alike so far are one.
    """
    found = {(_end_after(None, first), _end_after(None, first, ideal=True))}
    for item in later:
        found |= {(_end_after(least, item), _end_after(ideal, item, ideal=True)) for least, ideal in found}
    return {(least, ideal) for least, ideal in found if least is not None and ideal is not None}


def _end_after(now: int | None, item: Timed, *, ideal: bool = False) -> int | None:
    """The end of a block behind those that end ``now``; None where no pin has told a time yet."""
    # However long those before it would like to be, a pin does not move.
    start = item.at if item.at is not None else now
    ends = [] if start is None else [start + (item.limits.ideal if ideal else item.limits.least)]
    ends = [item.until] if item.until is not None else ends
    inner = item.ideal_end if ideal else item.earliest_end
    return max([*ends, *([] if inner is None else [inner])], default=None)


def _length(lane: Sequence[Timed]) -> Duration:
    """How long a track is: from pin to pin as the clock says, before and after as its blocks like."""
    latest, end = _latest(lane), lane_end(lane)
    if latest is None or end is None:
        parts = [item.limits for item in lane]
        inner = 0
    else:
        pinned = [n for n, item in enumerate(lane) if (item.at, item.until, item.latest) != (None, None, None)]
        first, last = pinned[0], pinned[-1]
        parts = [item.limits for n, item in enumerate(lane) if n < first or n > last]
        if lane[first].at is None:
            parts.append(lane[first].limits)
        if lane[last].until is None and (last != first or lane[first].at is not None):
            parts.append(lane[last].limits)
        inner = max(0, end - latest - sum(part.least for part in parts))
    most = None if any(part.most is None for part in parts) else inner + sum(part.most or 0 for part in parts)
    return Duration(inner + sum(part.ideal for part in parts), inner + sum(part.least for part in parts), most)


def limits(block: Block) -> Duration:
    """The ideal, least, and most minutes of a block.

    Minutes that are left out come from the tracks, from the two pins, or from the steps. A buffer may always shrink to
    nothing and, unless it says how far, take whatever is left.

    Raises:
        Problems: there is nothing to tell from, or the parts contradict each other. The place is left to the caller.
    """
    found = _own(block)
    if block.parallel:
        tracks = [together([limits(inner) for inner in track.blocks]) for track in block.parallel]
        found = _with_tracks(block, found, tracks)
    _check_pins(block, found)
    _check_steps(block, found)
    return found


def _own(block: Block) -> Duration:
    given = block.minutes
    if block.kind == "milestone":
        if given and given.least:
            raise Problems.one(
                _("“{block}” is a milestone, but its minutes say {minutes}", block=block.title, minutes=given),
                _("expected none"),
            )
        return Duration.fixed(0)
    if block.kind == "buffer":
        if given is None or given == Duration.REST:
            return Duration(0, 0, None)
        return Duration(given.ideal, 0, None if given.least == given.most else given.most)
    if given is not None:
        return given
    if block.parallel:
        return Duration(0, 0, None)
    if block.at is not None and block.until is not None:
        return Duration.fixed((block.until - block.at) % DAY)
    timed = [step.minutes for step in block.how if step.minutes is not None]
    if timed and len(timed) == len(block.how):
        return Duration.fixed(sum(timed))
    raise Problems.one(
        _("“{block}” has no minutes", block=block.title),
        _("expected minutes such as 20, 20-35, or ~ for whatever is left"),
    )


def _with_tracks(block: Block, own: Duration, tracks: Sequence[Duration]) -> Duration:
    """As long as the longest track; what the block says itself must leave room for that."""
    least = max(track.least for track in tracks)
    ideal = max(track.ideal for track in tracks)
    most = None if any(track.most is None for track in tracks) else max(track.most or 0 for track in tracks)
    if block.minutes is None:
        return Duration(ideal, least, most)
    if own.most is not None and own.most < least:
        raise _too_short_for_tracks(block, own, least)
    least = max(least, own.least)
    return Duration(max(own.ideal, least), least, own.most)


def _too_short_for_tracks(block: Block, own: Duration, least: int) -> Problems:
    """A block that says itself how long it is, with a track that does not fit into it."""
    return Problems.one(
        _(
            "“{block}” takes {own} minutes, but its longest track needs {least}",
            block=block.title,
            own=own,
            least=least,
        ),
        _("expected the block to be as long as its longest track"),
    )


def _check_pins(block: Block, found: Duration) -> None:
    if block.at is not None and block.around is not None:
        raise Problems.one(
            _("“{block}” has both “at” and “around”", block=block.title),
            _("expected “at” where it holds, “around” where it is only wished"),
        )
    if block.at is None or block.until is None:
        return
    span = (block.until - block.at) % DAY
    if span > _NIGHT and block.until < block.at:
        raise Problems.one(
            _(
                "“{block}” begins at {at} and ends at {until}",
                block=block.title,
                at=clock_text(block.at),
                until=clock_text(block.until),
            ),
            _("expected an end after the start"),
        )
    if not found.least <= span <= (span if found.most is None else found.most):
        raise Problems.one(
            _(
                "“{block}” lasts {minutes} from its “at” to its “until”",
                block=block.title,
                minutes=plural("{n} minute", "{n} minutes", span),
            ),
            _("its minutes say {minutes}; expected the same, or none", minutes=found),
        )


def _check_steps(block: Block, found: Duration) -> None:
    timed = [step.minutes for step in block.how if step.minutes is not None]
    total = sum(timed)
    short = bool(timed) and len(timed) == len(block.how) and total < found.least
    if short or (found.most is not None and total > found.most):
        raise Problems.one(
            _(
                "the steps of “{block}” add up to {minutes}",
                block=block.title,
                minutes=plural("{n} minute", "{n} minutes", total),
            ),
            _("the block takes {minutes}", minutes=found),
        )
