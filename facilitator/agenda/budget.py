"""Minutes for each kind of time: which budgets no plan could keep, and what the blocks inside tracks take of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from facilitator.agenda.allotting import segments, spread
from facilitator.agenda.block_minutes import together
from facilitator.agenda.day_clock import lane_end
from facilitator.agenda.model import BlockKind, Path
from facilitator.agenda.schedule import Stretch, Timed
from facilitator.agenda.times import Duration
from facilitator.messages import _
from facilitator.problems import Problem, Problems

__all__ = ["Budget", "check_budget", "hold_tracks"]

Budget: TypeAlias = Mapping[BlockKind, int]
"""Minutes by kind."""


def check_budget(budget: Budget, items: Iterable[Timed]) -> None:
    """Refuse a budget that the blocks of its kind could not keep wherever they lay.

    Raises:
        Problems: of all such kinds.
    """
    known = list(_all(items))
    problems = [problem for kind, minutes in budget.items() for problem in _impossible(kind, minutes, known)]
    if problems:
        raise Problems(problems)


def _impossible(kind: BlockKind, minutes: int, items: Sequence[Timed]) -> Iterator[Problem]:
    found = [item.limits for item in items if item.block.kind == kind]
    if not found:
        what = _("the budget has {minutes} minutes of {kind}, but no block is of that kind", minutes=minutes, kind=kind)
        yield Problem(what, _("expected one"), path=("budget", kind))
        return
    span = together(found)
    what = _(
        "the budget has {minutes} minutes of {kind}, but its blocks take {span} together",
        minutes=minutes,
        kind=kind,
        span=span,
    )
    if minutes < span.least:
        yield Problem(what, _("expected a budget within that, or blocks that may be shorter"), path=("budget", kind))
    elif span.most is not None and minutes > span.most:
        yield Problem(what, _("expected a budget within that, or blocks that may be longer"), path=("budget", kind))


def _all(items: Iterable[Timed]) -> Iterator[Timed]:
    """Every block, those inside tracks too."""
    for item in items:
        yield item
        for lane in item.lanes:
            yield from _all(lane)


def hold_tracks(
    budget: Budget, days: Sequence[Stretch], inside: Budget | None = None
) -> tuple[tuple[Stretch, ...], dict[BlockKind, int]]:
    """The days with the blocks inside tracks held to their share of a budget, and what is left for the others.

    Their share is in proportion among all blocks of the kind, or in what is meant for all ``inside`` tracks; a block
    with tracks is long enough for it as far as its own limits and the pins around it allow; between pins inside a track
    it is a wish.
    """
    left = dict(budget)
    known = list(_all(item for day in days for item in day.items))
    if not budget or not any(item.block.kind in budget for one in known for lane in one.lanes for item in lane):
        return tuple(days), left
    share: dict[Path, int] = {}
    for kind, minutes in budget.items():
        own = [item for item in known if item.block.kind == kind]
        share |= spread(minutes, own)
        if inside is not None:
            share |= spread(inside[kind], [item for item in own if "parallel" in item.path])
    found: list[Stretch] = []
    for day in days:
        held: dict[Path, Timed] = {}
        for segment in segments(day):
            least = sum(item.limits.least for item in segment.items)
            end = segment.end if segment.end is not None else segment.cap
            slack = None if end is None else end - segment.start - least
            for item in segment.items:
                held[item.path] = _held(item, share, None if slack is None else item.limits.least + slack)
                slack = None if slack is None else slack - held[item.path].limits.least + item.limits.least
        found.append(replace(day, items=tuple(held[item.path] for item in day.items)))
    for item in _all(item for day in found for item in day.items):
        if "parallel" in item.path and item.block.kind in left:
            left[item.block.kind] = max(0, left[item.block.kind] - item.limits.ideal)
    return tuple(found), left


def _held(item: Timed, share: Mapping[Path, int], most: int | None) -> Timed:
    """A block whose tracks' budgeted blocks have their share, as far as they fit into ``most`` minutes together."""
    if not item.lanes:
        return item
    ends = [one for one in (most, item.limits.most) if one is not None]
    lanes = tuple(_held_lane(lane, share, min(ends, default=None)) for lane in item.lanes)
    spans = [together([one.limits for one in lane]) for lane in lanes]
    least = max(item.limits.least, *(span.least for span in spans))
    ideal = max(least, item.limits.ideal, *(span.ideal for span in spans))
    if item.limits.most is not None:
        ideal = min(ideal, item.limits.most)
    found = replace(item, lanes=lanes, limits=Duration(ideal, least, item.limits.most))
    if item.latest is None:
        return found
    return replace(found, ideal_end=max(lane_end(lane, ideal=True) or 0 for lane in lanes))


def _held_lane(lane: Sequence[Timed], share: Mapping[Path, int], most: int | None) -> tuple[Timed, ...]:
    own = [item for item in lane if item.path in share]
    wanted = sum(share[item.path] for item in own)
    if most is not None:
        others = sum(item.limits.least for item in lane if item.path not in share)
        wanted = max(min(wanted, most - others), sum(item.limits.least for item in own))
    held = spread(wanted, [replace(item, limits=_up_to(item.limits, share[item.path])) for item in own])
    pinned = any((item.at, item.until, item.latest) != (None, None, None) for item in lane)
    found = []
    for item in lane:
        if item.path in held:
            minutes = held[item.path]
            # Between pins inside a track the share may have no room: there it is a wish.
            least = min(item.limits.least, minutes) if pinned else minutes
            found.append(replace(item, limits=Duration(minutes, least, minutes)))
        else:
            found.append(_held(item, share, most))
    return tuple(found)


def _up_to(limits: Duration, share: int) -> Duration:
    """The same, with the share for its ideal and its most."""
    return Duration(share, min(limits.least, share), share)
