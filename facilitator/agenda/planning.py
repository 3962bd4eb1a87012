"""The plan of a session: every block gets its clock times, its steps, its tracks, and its share of the budgets; and the
plan of one that somebody has changed.

Which budgets no plan could keep, what the blocks inside tracks take of them, and where there is too little time between
two pins, stands at the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from facilitator.agenda import Agenda, BlockKind, Path, Segment, Stretch, Timed, Track, block_ids
from facilitator.agenda.allotting import Placed, allotted
from facilitator.agenda.day_clock import first_start, stretches, timed
from facilitator.agenda.durations import together
from facilitator.agenda.late_blocks import without
from facilitator.agenda.schedule import Lane, PlanNote, Schedule, Slot, may_go, minutes_of, walked
from facilitator.messages import Problem, Problems, _, plural, quoted
from facilitator.text.times import DAY, clock_text

__all__ = ["arranged", "left_out", "plan", "tracks", "with_rest"]


def plan(agenda: Agenda, *, start: int | None = None) -> Schedule:
    """The plan of a whole session.

    ``start`` (minutes after midnight) is when it begins instead of when it says; its pins move along. An agenda without
    any clock time is planned from 0.

    Raises:
        Problems: blocks without minutes, pins that run backwards, too little time between two pins, or a budget that
            its blocks cannot keep.
    """
    items = timed(agenda.blocks, block_ids(agenda), ())
    own = first_start(agenda, items)
    begin = own if own is not None else start or 0
    shift = 0 if own is None or start is None else start - own
    days = tuple(day.moved(shift) for day in stretches(agenda, items, begin))
    _check_budget(agenda.budget, items)
    if problems := [problem for day in days for problem in _gaps(day)]:
        raise Problems(problems)
    slots, notes = arranged(days, agenda.budget)
    if problems := list(_endless(days, slots)):
        raise Problems(problems)
    notes += tuple(_protected(days))
    end = days[-1].end if days[-1].end is not None else slots[-1].end
    return Schedule(agenda, slots, days[0].start, end, own is None and start is None, notes, (), days)


def _endless(days: Sequence[Stretch], slots: Sequence[Slot]) -> Iterator[Problem]:
    """Days of 24 hours or more: the first block of each that ends then."""
    for day in days:
        paths = {item.path for item in day.items}
        last = next((slot for slot in slots if slot.path in paths and slot.end - day.start >= DAY), None)
        if last is not None:
            hours = plural("{n} hour", "{n} hours", (last.end - day.start) // 60)
            what = _("“{block}” ends {hours} after its day has begun", block=last.block.title, hours=hours)
            yield Problem(what, _("expected less than 24 hours; a new day has a “day” of its own"), path=last.path)


def _protected(days: Sequence[Stretch]) -> Iterator[PlanNote]:
    """A closing that says it may be taken out."""
    for item in days[-1].items:
        if item.closing and item.block.optional is not None:
            yield PlanNote("closing", item.block.title, path=(*item.path, "optional"))


def arranged(
    days: Sequence[Stretch],
    budget: _Budget,
    before: Mapping[Path, int] | None = None,
) -> tuple[tuple[Slot, ...], tuple[PlanNote, ...]]:
    """The best plan of days that can be held, and what is to know about it.

    Args:
        days: with their pins; the least minutes fit between them.
        budget: minutes by kind, for all the days together.
        before: the minutes of the plan before, by block.
    """
    placed = iter(allotted([segment for day in days for segment in day.segments()], budget, before))
    slots: list[Slot] = []
    notes: list[PlanNote] = []
    for day in days:
        own = [next(placed) for _item in day.items]
        notes += _rooms(day, own)
        slots += _with_latest_starts(own, day, budget)
    notes += _slips(slots)
    spent = minutes_of(walked(slots), budget)
    for kind, wanted in budget.items():
        if spent[kind] != wanted:
            notes.append(PlanNote("budget", kind, spent[kind], wanted=wanted, path=("budget", kind)))
    return tuple(slots), tuple(notes)


def _rooms(day: Stretch, placed: Sequence[Placed]) -> Iterator[PlanNote]:
    """The minutes that nobody uses."""
    now = day.start
    for one in placed:
        if one.start > now:
            yield PlanNote("room", one.item.block.title, one.start - now, path=one.item.path)
        now = one.end
    if day.end is not None and day.end > now:
        yield PlanNote("room_at_end", "", day.end - now)


def _slips(slots: Sequence[Slot]) -> Iterator[PlanNote]:
    for slot in walked(slots):
        if slot.slip:
            kind: Literal["slip", "early"] = "slip" if slot.slip > 0 else "early"
            yield PlanNote(kind, slot.block.title, abs(slot.slip), slot.start, path=slot.path)


def _with_latest_starts(placed: Sequence[Placed], day: Stretch, budget: _Budget) -> list[Slot]:
    """Backwards from the end of the day: every block needs its least minutes, and pins do not move.

    Blocks of a kind with a budget need the minutes that they have.
    """
    found: list[Slot] = []
    limit = day.end if day.end is not None else max((one.end for one in placed), default=day.start)
    for one in reversed(placed):
        item = one.item
        end = limit if item.until is None else min(limit, item.until)
        least = one.end - one.start if item.block.kind in budget else item.limits.least
        limit = end - least if item.at is None else item.at
        limit = limit if item.latest is None else min(limit, item.latest)
        found.append(_slot(one, limit, end, budget))
    return found[::-1]


def _slot(placed: Placed, latest_start: int, latest_end: int, budget: _Budget) -> Slot:
    item, start, end = placed.item, placed.start, placed.end
    slip = 0 if item.around is None else start - item.around
    lanes = tracks(placed, budget, latest_end)
    return Slot(item.block, item.id, item.path, start, end, latest_start, item.at is not None, slip, lanes)


def tracks(placed: Placed, budget: _Budget, latest_end: int) -> tuple[Lane, ...]:
    """The tracks of a block that is `filled`, and could end later."""
    found = zip(placed.item.block.parallel, placed.lanes or (), strict=False)
    return tuple(_lane(track, own, placed, budget, max(placed.end, latest_end)) for track, own in found)


def _lane(track: Track, own: Sequence[Placed], placed: Placed, budget: _Budget, latest_end: int) -> Lane:
    waiting = placed.end - own[-1].end if own else placed.end - placed.start
    day = Stretch(tuple(one.item for one in own), placed.start, latest_end)
    slots = _with_latest_starts(own, day, budget)
    return Lane(track.title, track.room, tuple(_led(slot, track.who) for slot in slots), waiting, track.who)


def _led(slot: Slot, who: str | None) -> Slot:
    """The slot, led by those who lead its track where its block does not say by whom."""
    return slot if slot.block.who or not who else replace(slot, block=slot.block.model_copy(update={"who": who}))


_Budget: TypeAlias = Mapping[BlockKind, int]
"""Minutes by kind."""


def _check_budget(budget: _Budget, items: Iterable[Timed]) -> None:
    """Refuse a budget that the blocks of its kind could not keep wherever they lay.

    Raises:
        Problems: of all such kinds.
    """
    known = [one for item in items for one in (item, *item.inner())]
    problems = [problem for kind, minutes in budget.items() for problem in _impossible(kind, minutes, known)]
    if problems:
        raise Problems(problems)


def _impossible(kind: BlockKind, minutes: int, items: Sequence[Timed]) -> Iterator[Problem]:
    found = [item.limits for item in items if item.block.kind == kind]
    if not found:
        what = _(
            "the budget has {minutes} of {kind}, but no block is of that kind", minutes=_minutes(minutes), kind=kind
        )
        yield Problem(what, _("expected one"), path=("budget", kind))
        return
    span = together(found)
    what = _(
        "the budget has {minutes} of {kind}, but its blocks take {span} together",
        minutes=_minutes(minutes),
        kind=kind,
        span=span,
    )
    if minutes < span.least:
        yield Problem(what, _("expected a budget within that, or blocks that may be shorter"), path=("budget", kind))
    elif span.most is not None and minutes > span.most:
        yield Problem(what, _("expected a budget within that, or blocks that may be longer"), path=("budget", kind))


def _gaps(stretch: Stretch) -> Iterator[Problem]:
    """Every pair of pins with too little time between them, those inside tracks too."""
    for segment in stretch.segments():
        now = segment.start
        for number, item in enumerate(segment.items):
            if item.latest is not None and now > item.latest:
                inside, pinned = _first_pinned(item)
                before = (*segment.items[:number], *inside)
                ends = pinned.at is None
                end = pinned.until if ends else pinned.at
                short = Segment(before, segment.start, end, last_is_pinned=ends, following=pinned)
                yield _too_little(short, now + (end or 0) - item.latest)
            for lane in item.lanes:
                if item.latest is not None:
                    yield from _gaps(Stretch(lane, item.latest))
            now = max(now + item.limits.least, item.earliest_end or 0)
        end = segment.end if segment.end is not None else segment.cap
        if end is not None and now > end:
            yield _too_little(replace(segment, end=end), now)


def _first_pinned(item: Timed) -> tuple[list[Timed], Timed]:
    """The block inside the tracks whose pin decides when theirs begins at the latest, after those that come first."""
    for lane in item.lanes:
        now = item.latest or 0
        for number, one in enumerate(lane):
            before = list(lane[:number])
            if one.at == now:
                return before, one
            now += one.limits.least
            if one.until == now:
                return [*before, one], one
            if one.latest is not None and one.latest == now - one.limits.least:
                inside, pinned = _first_pinned(one)
                return [*before, *inside], pinned
    return [], item


def _too_little(segment: Segment, needed: int) -> Problem:
    """How many minutes, between which pins, who could give, and whom to drop, in order."""
    end, following = segment.end or 0, segment.following
    short = needed - end
    return Problem(_what(segment, short), "; ".join(_repairs(segment, needed)), path=_path(following, segment))


def _path(following: Timed | None, segment: Segment) -> Path:
    if following is None:
        return ("end",) if segment.cap is None else segment.items[-1].path
    return (*following.path, "at" if following.at is not None and not segment.last_is_pinned else "until")


def _what(segment: Segment, short: int) -> str:
    start, end = clock_text(segment.start), clock_text(segment.end or 0)
    pin = _("the end") if segment.cap is None else _("the next day")
    if segment.following is not None:
        pin = quoted(segment.following.block.title)
    if (segment.end or 0) < segment.start:
        return _("{what} is set to {clock}, but it is already {now} by then", what=pin, clock=end, now=start)
    first = segment.items[0] if segment.items else None
    if first is not None and first.at == segment.start:
        return _(
            "{minutes} too few from {start} (“{block}”) to {end} ({what})",
            minutes=_minutes(short),
            start=start,
            block=first.block.title,
            end=end,
            what=pin,
        )
    missing = _minutes(short)
    return _("{minutes} too few from {start} to {end} ({what})", minutes=missing, start=start, end=end, what=pin)


def _minutes(number: int) -> str:
    return plural("{n} minute", "{n} minutes", number)


def _repairs(segment: Segment, needed: int) -> Iterator[str]:
    """What it would come to as it is, and what would make it hold."""
    blocks = list(_giving(segment.items))
    squeezed = [item for item in blocks if item.limits.least < item.limits.ideal]
    firm = [item for item in blocks if item.limits.least and item not in squeezed]
    yield _("it would be {clock} even with every block at its least minutes", clock=clock_text(needed))
    if squeezed:
        yield _("already at their least: {blocks}", blocks=_named(squeezed))
    pinned = () if segment.following is None or segment.last_is_pinned else (segment.following,)
    optional = may_go((*segment.items, *pinned))
    if optional:
        yield _("could be taken out, in this order: {blocks}", blocks=_named(optional))
    giving = sorted((item for item in firm if item not in optional), key=lambda item: -item.limits.least)
    if giving:
        yield _("could be given fewer minutes: {blocks}", blocks=_named(giving))


def _giving(items: Iterable[Timed]) -> Iterator[Timed]:
    """The blocks that decide how long it takes: of one that lasts as long as its tracks, those of the longest."""
    for item in items:
        if item.lanes and item.block.minutes is None:
            yield from _giving(max(item.lanes, key=lambda lane: together([one.limits for one in lane]).least))
        else:
            yield item


def _named(items: Sequence[Timed]) -> str:
    return ", ".join(f"{quoted(item.block.title)} ({item.limits.least})" for item in items)


def left_out(schedule: Schedule, gone: Collection[Path]) -> Schedule | None:
    """The plan without some of its blocks; None where a day or a track would have none left.

    The others keep to the minutes that the plan gives them, and to its budgets without what has gone.
    """
    if not gone:
        return schedule
    days = [_thinned(day, gone) for day in schedule.days]
    kept = tuple(day for day in days if day is not None)
    if len(kept) < len(days):
        return None
    before = {slot.path: slot.minutes for slot in schedule.walk()}
    paths = {one.path for day in kept for item in day.items for one in (item, *item.inner())}
    slots = [slot for slot in schedule.walk() if slot.path in paths]
    budget = {kind: sum(slot.minutes for slot in slots if slot.block.kind == kind) for kind in schedule.agenda.budget}
    found, notes = arranged(kept, budget, before)
    end = kept[-1].end if kept[-1].end is not None else found[-1].end
    dropped = tuple(slot.block for slot in schedule.walk() if slot.path in gone)
    return replace(schedule, slots=found, end=end, notes=notes, dropped=dropped, days=kept)


def _thinned(day: Stretch, gone: Collection[Path]) -> Stretch | None:
    left = [without(item, gone) for item in day.items if item.path not in gone]
    items = tuple(item for item in left if item is not None)
    return replace(day, items=items) if items and len(items) == len(left) else None


def with_rest(schedule: Schedule, rest: Schedule, *, begun: bool) -> Schedule:
    """The plan of the whole session, with another plan for what is left of it (`replanning.replan`).

    Args:
        schedule: the plan until now; what lies before the rest stays as it is in it.
        rest: its first block is the one that is running.
        begun: that one runs since the plan until now says, and only its end is new.
    """
    first = rest.slots[0]
    was = next(slot for slot in schedule.walk() if slot.path == first.path)
    now = replace(was, end=first.end) if begun else first
    holder = next(slot for slot in schedule.slots if slot.path == first.path[: len(slot.path)])
    inside = [slot for slot in rest.slots if slot.path[: len(holder.path)] == holder.path]
    held = _with_track(holder, [now, *inside[1:]])
    before = [slot for slot in schedule.slots if slot.path < holder.path]
    days, later = _days(schedule, rest, holder, held), rest.slots[len(inside) :]
    end = rest.end
    if first.path != holder.path and not later:
        # All else of the day does not notice what becomes of this track.
        later = tuple(slot for slot in schedule.slots if slot.path > holder.path)
        end = schedule.end
    slots = (*before, held, *later)
    return replace(rest, slots=slots, start=schedule.start, end=end, days=days, running="")


def _with_track(holder: Slot, rest: Sequence[Slot]) -> Slot:
    """The block with what is left of one of its tracks, or the first of that itself where it is the block."""
    if rest[0].path == holder.path:
        return rest[0]
    number = rest[0].path[len(holder.path) + 1]
    assert isinstance(number, int)
    lane = holder.lanes[number]
    within = next(slot for slot in lane.slots if slot.path == rest[0].path[: len(slot.path)])
    deeper = [slot for slot in rest if slot.path[: len(within.path)] == within.path]
    done = (slot for slot in lane.slots if slot.path < within.path)
    slots = (*done, _with_track(within, deeper), *rest[len(deeper) :])
    ends = [slots[-1].end, *(one.slots[-1].end for one in holder.lanes if one is not lane)]
    end = max(holder.end, *ends)
    lanes = tuple(replace(one, slots=slots) if one is lane else one for one in holder.lanes)
    waiting = tuple(replace(one, waiting=end - one.slots[-1].end) for one in lanes)
    return replace(holder, end=end, lanes=waiting)


def _days(schedule: Schedule, rest: Schedule, holder: Slot, held: Slot) -> tuple[Stretch, ...]:
    """The days of the whole plan: those before, the one that it is, and those after."""
    number = next(n for n, day in enumerate(schedule.days) if any(item.path == holder.path for item in day.items))
    day, today = schedule.days[number], rest.days[0]
    later = tuple(item for item in today.items if len(item.path) == len(holder.path))
    if later and later[0].path == holder.path:
        items = (*(item for item in day.items if item.path < holder.path), *later)
        return (*schedule.days[:number], replace(day, items=items, end=today.end, cap=today.cap), *rest.days[1:])
    day = _thinned(day, {one.path for one in walked([holder])} - {one.path for one in walked([held])}) or day
    if not later:
        return (*schedule.days[:number], day, *schedule.days[number + 1 :])
    items = (*(item for item in day.items if item.path <= holder.path), *later)
    return (*schedule.days[:number], replace(day, items=items, end=today.end, cap=today.cap), *rest.days[1:])
