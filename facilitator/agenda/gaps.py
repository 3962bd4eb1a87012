"""Where a plan cannot hold: too little time between two pins, how much, who could give, and what could be taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitator.agenda.model import Path, Segment, Stretch, Timed, segments
from facilitator.agenda.schedule import may_go
from facilitator.agenda.times import clock_text
from facilitator.messages import _
from facilitator.problems import Problem

__all__ = ["gaps"]


def gaps(stretch: Stretch) -> Iterator[Problem]:
    """Every pair of pins with too little time between them, those inside tracks too."""
    for segment in segments(stretch):
        now = segment.start
        for number, item in enumerate(segment.items):
            if item.latest is not None and now > item.latest:
                before = Segment(segment.items[:number], segment.start, item.latest, following=_first_pinned(item))
                yield _too_little(before, now)
            for lane in item.lanes:
                if item.latest is not None:
                    yield from gaps(Stretch(lane, item.latest))
            now = max(now + item.limits.least, item.earliest_end or 0)
        end = segment.end if segment.end is not None else segment.cap
        if end is not None and now > end:
            yield _too_little(replace(segment, end=end), now)


def _first_pinned(item: Timed) -> Timed:
    """The block inside the tracks whose pin decides when their block begins at the latest."""
    pinned = [one for lane in item.lanes for one in lane if (one.at, one.until, one.latest) != (None, None, None)]
    first = min(pinned, key=lambda one: min(pin for pin in (one.at, one.until, one.latest) if pin is not None))
    return _first_pinned(first) if first.at is None and first.until is None else first


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
        pin = f"“{segment.following.block.title}”"
    if (segment.end or 0) < segment.start:
        return _("{what} is set to {clock}, but it is already {now} by then", what=pin, clock=end, now=start)
    first = segment.items[0] if segment.items else None
    if first is not None and first.at == segment.start:
        return _(
            "{minutes} minutes too few from {start} (“{block}”) to {end} ({what})",
            minutes=short,
            start=start,
            block=first.block.title,
            end=end,
            what=pin,
        )
    return _("{minutes} minutes too few from {start} to {end} ({what})", minutes=short, start=start, end=end, what=pin)


def _repairs(segment: Segment, needed: int) -> Iterator[str]:
    """What it would come to as it is, and what would make it hold."""
    squeezed = [item for item in segment.items if item.limits.least < item.limits.ideal]
    firm = [item for item in segment.items if item.limits.least and item not in squeezed]
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


def _named(items: Sequence[Timed]) -> str:
    return ", ".join(f"“{item.block.title}” ({item.limits.least})" for item in items)
