"""Everything to see to before the session: the room, who is where, and what to bring."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.agenda.people import GROUP, participants_of, units
from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.print.runsheet.days import days
from facilitator.print.runsheet.packing import Packed, packing

__all__ = ["Logistics", "logistics"]


@dataclass(frozen=True, slots=True)
class Logistics:
    """The packing list as texts."""

    room: tuple[str, ...]
    """How the room is set up, a thing each."""
    tracks: tuple[str, ...]
    """Which track is where and when."""
    packing: tuple[Packed, ...]
    reckoned: str
    """What the counts come from."""


def logistics(schedule: Schedule, terms: Terms) -> Logistics:
    """All that the agenda says about it."""
    room = tuple(line.strip("-•* \t") for line in schedule.agenda.room.splitlines() if line.strip("-•* \t"))
    return Logistics(room, tuple(_tracks(schedule, terms)), tuple(packing(schedule, terms)), _reckoned(schedule, terms))


def _tracks(schedule: Schedule, terms: Terms) -> list[str]:
    found = []
    for day in days(schedule, terms):
        for slot in day.slots:
            when = terms.span.format(start=day.clock(slot.start), end=day.clock(slot.end))
            found += [
                f"{when}: {terms.runsheet.track.format(title=lane.title, room=lane.room)}"
                for lane in slot.lanes
                if lane.room
            ]
    return found


def _reckoned(schedule: Schedule, terms: Terms) -> str:
    words, participants = terms.runsheet.packing, participants_of(schedule.agenda.data)
    if participants is None:
        return words.unknown
    counts = {f"{per}s": units(per, participants) for per in ("participant", "pair", "trio", "group")}
    return words.reckoned.format(**counts, size=GROUP)
