"""How long a block may take: its own minutes, held against its kind, its steps, and its tracks."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.agenda.model import Block
from facilitator.agenda.times import DAY, Duration
from facilitator.messages import _
from facilitator.problems import Problems

__all__ = ["limits", "together", "too_short_for_tracks"]


def limits(block: Block) -> Duration:
    """The ideal, least, and most minutes of a block.

    Minutes that are left out come from the tracks, from the two pins, or from the steps. A buffer may always shrink to
    nothing and, unless it says how far, take whatever is left.

    Raises:
        Problems: there is nothing to tell from, or the parts contradict each other. The place is left to the caller.
    """
    found = _own(block)
    if block.parallel:
        found = _with_tracks(block, found)
    _check_pins(block, found)
    _check_steps(block, found)
    return found


def _own(block: Block) -> Duration:
    given = block.minutes
    if block.kind == "milestone":
        if given and given.least:
            raise Problems.one(
                _("“{block}” is a milestone and takes {minutes} minutes", block=block.title, minutes=given),
                _("expected none"),
            )
        return Duration.fixed(0)
    if block.kind == "buffer":
        if given is None or given == Duration.REST:
            return Duration(0, 0, None)
        return Duration(given.ideal, 0, None if given.most == given.ideal else given.most)
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


def _with_tracks(block: Block, own: Duration) -> Duration:
    """As long as the longest track; what the block says itself must leave room for that."""
    tracks = [together([limits(inner) for inner in track.blocks]) for track in block.parallel]
    least = max(track.least for track in tracks)
    ideal = max(track.ideal for track in tracks)
    most = None if any(track.most is None for track in tracks) else max(track.most or 0 for track in tracks)
    if block.minutes is None:
        return Duration(ideal, least, most)
    if own.most is not None and own.most < least:
        raise too_short_for_tracks(block, own, least)
    least = max(least, own.least)
    return Duration(max(own.ideal, least), least, own.most)


def too_short_for_tracks(block: Block, own: Duration, least: int) -> Problems:
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


def together(parts: Sequence[Duration]) -> Duration:
    """The limits of durations one after the other."""
    open_ended = any(part.most is None for part in parts)
    return Duration(
        sum(part.ideal for part in parts),
        sum(part.least for part in parts),
        None if open_ended else sum(part.most or 0 for part in parts),
    )


def _check_pins(block: Block, found: Duration) -> None:
    if block.at is None or block.until is None:
        return
    span = (block.until - block.at) % DAY
    if not found.least <= span <= (span if found.most is None else found.most):
        raise Problems.one(
            _("“{block}” lasts {span} minutes from its “at” to its “until”", block=block.title, span=span),
            _("its minutes say {minutes}", minutes=found),
        )


def _check_steps(block: Block, found: Duration) -> None:
    timed = [step.minutes for step in block.how if step.minutes is not None]
    total = sum(timed)
    short = bool(timed) and len(timed) == len(block.how) and total < found.least
    if short or (found.most is not None and total > found.most):
        raise Problems.one(
            _("the steps of “{block}” add up to {total} minutes", block=block.title, total=total),
            _("the block takes {minutes}", minutes=found),
        )
